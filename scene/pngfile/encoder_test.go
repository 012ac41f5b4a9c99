package pngfile

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"

	"zscape/internal/imagetest"
)

// TestPNG encodes noise and gradients of all sorts of sizes with one encoder a size.
func TestPNG(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2))
	for _, s := range []image.Point{{1, 1}, {1, 9}, {9, 1}, {31, 17}, {5000, 3}, {300, 200}} {
		e := New(s)
		for k := range 4 {
			m := image.NewRGBA(image.Rectangle{Max: s})
			for y := range s.Y {
				for x := range s.X {
					c := color.NRGBA{uint8(x), uint8(x + 2*y), uint8(5 * y), 255}
					if k%2 == 0 {
						c = color.NRGBA{uint8(r.Uint32()), uint8(r.Uint32()), uint8(r.Uint32()), 255}
					}
					if k >= 2 {
						c.A = uint8(r.Uint32())
					}
					m.Set(x, y, c)
				}
			}
			e.Begin(m)
			for !e.Step() {
			}
			got, err := png.Decode(bytes.NewReader(e.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			imagetest.Same(t, got, m)
		}
	}
}
