// Package pngfile makes PNG files in short steps, so that a page stays alive
// meanwhile.
package pngfile

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
)

const (
	piece  = 1 << 12 // pixels that a step encodes
	packet = 1 << 16 // bytes of packed data in a chunk, or some more
)

// Encoder makes PNG files (ISO/IEC 15948:2004) of pictures of one size, some
// rows at a time. What is opaque has three bytes a pixel, else four.
type Encoder struct {
	picture *image.RGBA
	looked  int // rows that are known to be opaque
	y       int // next row
	depth   int // bytes a pixel; 0 if not known yet

	above, row []byte    // of the picture, in the file's colours
	filtered   [3][]byte // the row as each filter leaves it, its number in front
	packer     *zlib.Writer
	data       bytes.Buffer // packed, not in the file yet
	file       []byte
}

// New returns an encoder of pictures of the given size.
func New(size image.Point) *Encoder {
	e := &Encoder{above: make([]byte, 4*size.X), row: make([]byte, 4*size.X)}
	for k := range e.filtered {
		e.filtered[k] = make([]byte, 1+4*size.X)
	}
	e.packer, _ = zlib.NewWriterLevel(&e.data, zlib.BestSpeed)
	return e
}

// Begin begins the file of m, which must stay as it is until the file is complete.
func (e *Encoder) Begin(m *image.RGBA) {
	e.picture, e.looked, e.y, e.depth = m, 0, 0, 0
	clear(e.above)
	e.data.Reset()
	e.packer.Reset(&e.data)
}

// Step encodes some rows, and reports whether they were the last.
func (e *Encoder) Step() (done bool) {
	w, h := e.picture.Rect.Dx(), e.picture.Rect.Dy()
	if e.depth == 0 {
		e.look()
		return false
	}
	for end := min(e.y+max(1, piece/w), h); e.y < end; e.y++ {
		e.convert()
		e.packer.Write(e.filter())
		e.above, e.row = e.row, e.above
	}
	if e.y == h {
		e.packer.Close()
	}
	if e.y == h || e.data.Len() >= packet {
		e.chunk("IDAT", e.data.Bytes())
		e.data.Reset()
	}
	if e.y < h {
		return false
	}
	e.chunk("IEND", nil)
	return true
}

// look finds out whether the picture is opaque, some rows at a time, and if that is
// known begins the file.
func (e *Encoder) look() {
	const rows = 64
	r := e.picture.Rect
	r.Min.Y += e.looked
	r.Max.Y = min(r.Max.Y, r.Min.Y+rows)
	switch {
	case !e.picture.SubImage(r).(*image.RGBA).Opaque():
		e.begin(4)
	case r.Max.Y == e.picture.Rect.Max.Y:
		e.begin(3)
	}
	e.looked += rows
}

// Progress returns how much of the picture is encoded, 0 to 1.
func (e *Encoder) Progress() float64 { return float64(e.y) / float64(e.picture.Rect.Dy()) }

// Bytes returns the complete file; it is valid until Begin.
func (e *Encoder) Bytes() []byte { return e.file }

// convert sets row to the colours of row y, not premultiplied.
func (e *Encoder) convert() {
	src := e.picture.Pix[e.y*e.picture.Stride:]
	for x := range e.picture.Rect.Dx() {
		p, q := src[4*x:4*x+4], e.row[e.depth*x:][:e.depth]
		if e.depth == 4 {
			c := color.NRGBAModel.Convert(color.RGBA{p[0], p[1], p[2], p[3]}).(color.NRGBA)
			q[0], q[1], q[2], q[3] = c.R, c.G, c.B, c.A
		} else {
			q[0], q[1], q[2] = p[0], p[1], p[2]
		}
	}
}

// filter returns the row as differences from what is on the left (filter 1),
// above (2) or Paeth's choice of neighbours (4), whichever are least in sum.
func (e *Encoder) filter() []byte {
	n, d := e.depth*e.picture.Rect.Dx(), e.depth
	row, above := e.row[:n], e.above[:n]
	left, up, paeth := e.filtered[0][:n+1], e.filtered[1][:n+1], e.filtered[2][:n+1]
	left[0], up[0], paeth[0] = 1, 2, 4
	sums := [3]int{}
	for i, v := range row {
		var a, c uint8 // on the left, and above that
		if i >= d {
			a, c = row[i-d], above[i-d]
		}
		b := above[i]
		left[i+1], up[i+1], paeth[i+1] = v-a, v-b, v-predict(a, b, c)
		sums[0] += size(v - a)
		sums[1] += size(v - b)
		sums[2] += size(paeth[i+1])
	}
	best := 0
	for k, s := range sums {
		if s < sums[best] {
			best = k
		}
	}
	return e.filtered[best][:n+1]
}

// predict is Paeth's predictor from the pixels on the left, above, and above on the left.
func predict(a, b, c uint8) uint8 {
	pa, pb := int(b)-int(c), int(a)-int(c)
	pc := max(pa+pb, -pa-pb)
	pa, pb = max(pa, -pa), max(pb, -pb)
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

// size is the magnitude of a difference modulo 256.
func size(v uint8) int { return max(int(int8(v)), -int(int8(v))) }

// begin writes what comes before the data, of so many bytes a pixel.
func (e *Encoder) begin(depth int) {
	e.depth = depth
	header := binary.BigEndian.AppendUint32(nil, uint32(e.picture.Rect.Dx()))
	header = binary.BigEndian.AppendUint32(header, uint32(e.picture.Rect.Dy()))
	kind := uint8(2) // red, green, blue
	if e.depth == 4 {
		kind = 6 // and alpha
	}
	header = append(header, 8, kind, 0, 0, 0)
	e.file = append(e.file[:0], "\x89PNG\r\n\x1a\n"...)
	e.chunk("IHDR", header)
}

func (e *Encoder) chunk(name string, data []byte) {
	e.file = binary.BigEndian.AppendUint32(e.file, uint32(len(data)))
	from := len(e.file)
	e.file = append(e.file, name...)
	e.file = append(e.file, data...)
	e.file = binary.BigEndian.AppendUint32(e.file, crc32.ChecksumIEEE(e.file[from:]))
}
