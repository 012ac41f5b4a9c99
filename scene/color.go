package scene

import "math"

// Color is a non-premultiplied sRGB colour; every component is in 0..1.
type Color struct{ R, G, B, A float32 }

// Hex returns the opaque colour 0xRRGGBB.
func Hex(rgb uint32) Color {
	return Color{float32(rgb>>16&255) / 255, float32(rgb>>8&255) / 255, float32(rgb&255) / 255, 1}
}

// Opacity returns c with its alpha multiplied by a.
func (c Color) Opacity(a float32) Color { c.A *= a; return c }

// Mix returns the colour a fraction t of the way from c to d.
func (c Color) Mix(d Color, t float32) Color {
	return Color{c.R + t*(d.R-c.R), c.G + t*(d.G-c.G), c.B + t*(d.B-c.B), c.A + t*(d.A-c.A)}
}

// grey returns the luma of c (ITU-R BT.601).
func (c Color) grey() float32 { return 0.299*c.R + 0.587*c.G + 0.114*c.B }

// RGBA8 returns c in 8 bits a component, not premultiplied.
func (c Color) RGBA8() (r, g, b, a uint8) {
	q := func(v float32) uint8 { return uint8(math.Round(255 * float64(min(max(v, 0), 1)))) }
	return q(c.R), q(c.G), q(c.B), q(c.A)
}
