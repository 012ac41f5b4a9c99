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

// zipFilm makes a zip of PNGs.
type zipFilm struct {
	buffer  bytes.Buffer
	archive *zip.Writer
	digits  int // of the numbers in the names
	frames  int // so far
	encoder *pngfile.Encoder
}

func newZipFilm(frames int) *zipFilm {
	f := &zipFilm{digits: max(4, len(fmt.Sprint(frames)))}
	f.archive = zip.NewWriter(&f.buffer)
	return f
}

func (f *zipFilm) take(m *image.RGBA, _ scene.Color) {
	if f.encoder == nil {
		f.encoder = pngfile.New(m.Rect.Size())
	}
	f.encoder.Begin(m)
}

func (f *zipFilm) step() (done bool) {
	if !f.encoder.Step() {
		return false
	}
	f.frames++
	f.store(fmt.Sprintf("%0*d.png", f.digits, f.frames), f.encoder.Bytes())
	return true
}

func (f *zipFilm) progress() float64 { return f.encoder.Progress() }

// store adds a file as it is: it has been compressed.
func (f *zipFilm) store(name string, data []byte) {
	size := uint64(len(data))
	w, err := f.archive.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(data),
		CompressedSize64: size, UncompressedSize64: size,
	})
	if err == nil {
		_, err = w.Write(data)
	}
	f.check(err)
}

func (f *zipFilm) close() []byte {
	f.check(f.archive.Close())
	return f.buffer.Bytes()
}

// check panics on errors: writing to memory makes none.
func (f *zipFilm) check(err error) {
	if err != nil {
		panic("movie: " + err.Error())
	}
}
