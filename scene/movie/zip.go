package movie

import (
	"archive/zip"
	"fmt"
	"hash/crc32"
	"image"
	"slices"

	"zscape/scene"
	"zscape/scene/pngfile"
)

// zipEncoder makes a zip of PNGs.
type zipEncoder struct {
	file    pieces
	archive *zip.Writer
	digits  int // of the numbers in the names
	frames  int // so far
	picture *pngfile.Encoder
}

func newZipEncoder(frames int) *zipEncoder {
	e := &zipEncoder{digits: max(4, len(fmt.Sprint(frames)))}
	e.archive = zip.NewWriter(&e.file)
	return e
}

func (e *zipEncoder) take(m *image.RGBA, _ scene.Color) {
	if e.picture == nil {
		e.picture = pngfile.New(m.Rect.Size())
	}
	e.picture.Begin(m)
}

func (e *zipEncoder) step() (done bool) {
	if !e.picture.Step() {
		return false
	}
	e.frames++
	e.store(fmt.Sprintf("%0*d.png", e.digits, e.frames), e.picture.Bytes())
	return true
}

func (e *zipEncoder) progress() float64 { return e.picture.Progress() }

// store adds a file as it is: it has been compressed.
func (e *zipEncoder) store(name string, data []byte) {
	size := uint64(len(data))
	w, err := e.archive.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(data),
		CompressedSize64: size, UncompressedSize64: size,
	})
	if err == nil {
		_, err = w.Write(data)
	}
	e.check(err)
}

func (e *zipEncoder) close() []byte {
	e.check(e.archive.Close())
	return e.file.join()
}

// check panics on errors: writing to memory makes none.
func (e *zipEncoder) check(err error) {
	if err != nil {
		panic("movie: " + err.Error())
	}
}

// pieces is a file that grows without being copied, which would take long.
type pieces [][]byte

// Write appends data.
func (p *pieces) Write(data []byte) (int, error) {
	const size = 1 << 20
	for rest := data; len(rest) > 0; {
		last := len(*p) - 1
		if last < 0 || len((*p)[last]) == size {
			*p = append(*p, make([]byte, 0, size))
			continue
		}
		n := min(len(rest), size-len((*p)[last]))
		(*p)[last] = append((*p)[last], rest[:n]...)
		rest = rest[n:]
	}
	return len(data), nil
}

// join returns all of it.
func (p pieces) join() []byte { return slices.Concat(p...) }
