package e2e

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
)

// A picture is what the browser shows, a pixel a CSS pixel.
type picture struct{ *image.RGBA }

func decode(r io.Reader) (*picture, error) {
	m, err := png.Decode(r)
	if err != nil {
		return nil, err
	}
	p := &picture{image.NewRGBA(m.Bounds())}
	draw.Draw(p.RGBA, p.Rect, m, m.Bounds().Min, draw.Src)
	return p, nil
}

// within calls f for each pixel of p in r.
func (p *picture) within(r box, f func(x, y int, c color.RGBA)) {
	b := image.Rect(int(math.Ceil(r.X)), int(math.Ceil(r.Y)), int(r.X+r.W), int(r.Y+r.H)).Intersect(p.Rect)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			f(x, y, p.RGBAAt(x, y))
		}
	}
}

// apart is the largest difference of two colours in one channel.
func apart(a, b color.RGBA) int {
	d := func(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
	return max(d(a.R, b.R), d(a.G, b.G), d(a.B, b.B))
}

// colors returns how many colours p has in r.
func (p *picture) colors(r box) int {
	seen := map[color.RGBA]bool{}
	p.within(r, func(_, _ int, c color.RGBA) { seen[c] = true })
	return len(seen)
}

// count returns how many pixels in r are about of the colour c.
func (p *picture) count(r box, c color.RGBA) (n int) {
	p.within(r, func(_, _ int, at color.RGBA) {
		if apart(at, c) < 24 {
			n++
		}
	})
	return n
}

// ink returns the box around the pixels in r that are unlike paper.
func (p *picture) ink(r box, paper color.RGBA) box {
	b := image.Rectangle{}
	p.within(r, func(x, y int, c color.RGBA) {
		if apart(c, paper) > 60 {
			b = b.Union(image.Rect(x, y, x+1, y+1))
		}
	})
	return box{float64(b.Min.X), float64(b.Min.Y), float64(b.Dx()), float64(b.Dy())}
}

// differs returns the part of the pixels in r that are visibly different in p and q.
func (p *picture) differs(q *picture, r box) float64 {
	n, all := 0, 0
	p.within(r, func(x, y int, c color.RGBA) {
		all++
		if apart(c, q.RGBAAt(x, y)) > 16 {
			n++
		}
	})
	return float64(n) / float64(max(all, 1))
}

// The colours of the themes that the tests look for, from scene/theme.go.
var (
	lightPaper  = color.RGBA{0xfd, 0xfd, 0xfb, 0xff}
	darkPaper   = color.RGBA{0x10, 0x14, 0x18, 0xff}
	lightAccent = color.RGBA{0xc8, 0x40, 0x1f, 0xff}
)
