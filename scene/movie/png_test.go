package movie

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// same reports pixels of got that are not those of want.
func same(t *testing.T, got image.Image, want *image.RGBA) {
	t.Helper()
	if got.Bounds() != want.Rect {
		t.Fatalf("a picture is %v, want %v", got.Bounds(), want.Rect)
	}
	for y := range want.Rect.Dy() {
		for x := range want.Rect.Dx() {
			g := color.NRGBAModel.Convert(got.At(x, y))
			if w := color.NRGBAModel.Convert(want.At(x, y)); g != w {
				t.Fatalf("(%d, %d) is %v, want %v", x, y, g, w)
			}
		}
	}
}

// TestPNG encodes noise and gradients of all sorts of sizes with one encoder a size.
func TestPNG(t *testing.T) {
	r := newRand(8)
	for _, s := range []image.Point{{1, 1}, {1, 9}, {9, 1}, {31, 17}, {5000, 3}} {
		e := newPNGEncoder(s)
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
			e.begin(m)
			for !e.step() {
			}
			got, err := png.Decode(bytes.NewReader(e.bytes()))
			if err != nil {
				t.Fatal(err)
			}
			same(t, got, m)
		}
	}
}
