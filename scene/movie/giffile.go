package movie

import (
	"compress/lzw"
	"encoding/binary"
	"image"
	"image/color"
	"math/bits"
)

// gifFile is a GIF file (CompuServe, Graphics Interchange Format version 89a,
// 1990) in memory, written row by row.
type gifFile struct {
	out         []byte
	transparent uint8 // the index of no colour
	depth       int   // bits of an index
	packer      *lzw.Writer
	blocks      blocks
}

// begin writes what comes before the frames; the file is to repeat for ever.
func (f *gifFile) begin(size image.Point, colors []color.RGBA, background int) {
	f.transparent = uint8(len(colors))
	f.depth = max(2, bits.Len(uint(len(colors))))
	f.out = append(f.out, "GIF89a"...)
	f.point(size)
	f.out = append(f.out, 0xf0|uint8(f.depth-1), uint8(background), 0)
	for _, c := range colors {
		f.out = append(f.out, c.R, c.G, c.B)
	}
	f.out = append(f.out, make([]byte, 3*(1<<f.depth-len(colors)))...)
	f.out = append(f.out, "\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"...)
}

// beginFrame begins a frame that changes the rectangle r and is shown for
// that many hundredths of a second. The rows of r follow.
func (f *gifFile) beginFrame(r image.Rectangle, hundredths int) {
	const keepTransparent = 1<<2 | 1 // leave the frame as it is; there is a transparent index
	f.out = append(f.out, 0x21, 0xf9, 4, keepTransparent)
	f.out = binary.LittleEndian.AppendUint16(f.out, uint16(hundredths))
	f.out = append(f.out, f.transparent, 0, 0x2c)
	f.point(r.Min)
	f.point(r.Size())
	f.out = append(f.out, 0, uint8(f.depth))
	f.blocks = blocks{out: &f.out}
	if f.packer == nil {
		f.packer = lzw.NewWriter(&f.blocks, lzw.LSB, f.depth).(*lzw.Writer)
	} else {
		f.packer.Reset(&f.blocks, lzw.LSB, f.depth)
	}
}

func (f *gifFile) point(p image.Point) {
	f.out = binary.LittleEndian.AppendUint16(f.out, uint16(p.X))
	f.out = binary.LittleEndian.AppendUint16(f.out, uint16(p.Y))
}

// write writes indices of the frame. Memory does not fail, so neither does it.
func (f *gifFile) write(indices []uint8) { f.packer.Write(indices) }

func (f *gifFile) endFrame() {
	f.packer.Close()
	f.out = append(f.out, 0)
}

func (f *gifFile) close() []byte { return append(f.out, 0x3b) }

// blocks appends data to out in blocks of at most 255 bytes, each after its length.
type blocks struct {
	out  *[]byte
	head int // where the length of the last block is
}

// WriteByte appends one byte.
func (b *blocks) WriteByte(c byte) error {
	if b.head == 0 || (*b.out)[b.head] == 255 {
		b.head = len(*b.out)
		*b.out = append(*b.out, 0)
	}
	*b.out = append(*b.out, c)
	(*b.out)[b.head]++
	return nil
}

// Write appends p.
func (b *blocks) Write(p []byte) (int, error) {
	for _, c := range p {
		b.WriteByte(c)
	}
	return len(p), nil
}

// Flush does nothing: a block is complete at any time.
func (b *blocks) Flush() error { return nil }
