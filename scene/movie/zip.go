package movie

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"image"

	"zscape/scene"
	"zscape/scene/pngfile"
)

// zipEncoder makes a zip of PNGs.
type zipEncoder struct {
	buffer  bytes.Buffer
	archive *zip.Writer
	digits  int // of the numbers in the names
	frames  int // so far
	picture *pngfile.Encoder
}

func newZipEncoder(frames int) *zipEncoder {
	e := &zipEncoder{digits: max(4, len(fmt.Sprint(frames)))}
	e.archive = zip.NewWriter(&e.buffer)
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
	return e.buffer.Bytes()
}

// check panics on errors: writing to memory makes none.
func (e *zipEncoder) check(err error) {
	if err != nil {
		panic("movie: " + err.Error())
	}
}
