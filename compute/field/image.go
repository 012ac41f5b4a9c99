package field

import (
	"bytes"
	"image"
	"image/png"
	"io"

	"zscape/compute/lang"
)

// ReadPNG reads a height map: the grey of each pixel, 0 to 255, or 0 to 65535
// where the picture has 16 bits; of colours their luminance (ITU-R BT.709), and
// nothing where it is wholly transparent. Pixels are 1 apart; the lower left
// one is at (0, 0), so the picture lies as it is seen.
func ReadPNG(data []byte) (*Field, *Report, error) { return Options{}.readPNG(data) }

func (o Options) readPNG(data []byte) (*Field, *Report, error) {
	size, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, nil, lang.Errorf("the image cannot be read: %v", "画像を読み取れません(%v)", err)
	}
	nx, ny := size.Width, size.Height
	if nx < 2 || ny < 2 || nx*ny > MaxSamples {
		return nil, nil, lang.Errorf("an image of %d x %d pixels: at least 2 x 2 are needed, and at most %d in all are allowed", "%d×%dピクセルの画像です(2×2ピクセル以上、全体で%dピクセル以下にしてください)", nx, ny, MaxSamples)
	}
	m, err := png.Decode(&paced{rest: data, each: nx*ny/len(data) + 1, work: o.reading(nx * ny)})
	if err != nil {
		return nil, nil, lang.Errorf("the image cannot be read: %v", "画像を読み取れません(%v)", err)
	}
	z := make([]float64, nx*ny)
	r := &Report{NX: nx, NY: ny, Points: nx * ny}
	grey := height(m)
	work := progress{tell: o.progress, from: beforeMesh, to: 1, total: nx * ny}
	for j := range ny {
		work.add(nx)
		for i := range nx {
			v := grey(i, ny-1-j)
			if v != v {
				r.Gaps++
			}
			z[j*nx+i] = v
		}
	}
	f, err := NewGrid(counted(nx), counted(ny), z)
	return f, r, err
}

// paced is a picture in a file, which is read in small parts: each byte stands for so many
// pixels of work.
type paced struct {
	rest []byte
	each int
	work progress
}

// Read reads part of what is left.
func (p *paced) Read(b []byte) (n int, err error) {
	if len(p.rest) == 0 {
		return 0, io.EOF
	}
	const most = 256 // bytes, of which each may say a thousand
	n = copy(b[:min(len(b), most)], p.rest)
	p.rest = p.rest[n:]
	p.work.add(n * p.each)
	return n, nil
}

// height returns what the pixels of m say.
func height(m image.Image) func(i, j int) float64 {
	switch m := m.(type) {
	case *image.Gray:
		return func(i, j int) float64 { return float64(m.GrayAt(i, j).Y) }
	case *image.Gray16:
		return func(i, j int) float64 { return float64(m.Gray16At(i, j).Y) }
	}
	unit := 257.0
	switch m.(type) {
	case *image.RGBA64, *image.NRGBA64:
		unit = 1
	}
	return func(i, j int) float64 {
		r, g, b, a := m.At(i, j).RGBA()
		// Of colours under a veil, their own luminance; NaN where it hides all.
		return (0.2126*float64(r) + 0.7152*float64(g) + 0.0722*float64(b)) / float64(a) * 65535 / unit
	}
}

// counted returns 0, 1, ..., n-1.
func counted(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = float64(i)
	}
	return v
}
