package movie

import (
	"image/color"
	"math"
)

// lab is a colour in CIELAB (CIE 15:2004), where two that are about 2.3 apart
// can just be told from each other (Mahy, Van Eycken and Oosterlinck,
// "Evaluation of uniform color spaces developed after the adoption of CIELAB
// and CIELUV", Color Research and Application 19, 1994).
type lab struct{ l, a, b float32 }

func (p lab) minus(q lab) lab        { return lab{p.l - q.l, p.a - q.a, p.b - q.b} }
func (p lab) dot(q lab) float32      { return p.l*q.l + p.a*q.a + p.b*q.b }
func (p lab) square() float32        { return p.dot(p) }
func (p lab) axis(k int) float32     { return [3]float32{p.l, p.a, p.b}[k] }
func (p lab) distance(q lab) float64 { return math.Sqrt(float64(p.minus(q).square())) }

// linear has the intensity of each sRGB component (IEC 61966-2-1).
var linear = func() (table [256]float64) {
	for i := range table {
		v := float64(i) / 255
		if v <= 0.04045 {
			table[i] = v / 12.92
		} else {
			table[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return table
}()

// toLab returns c in CIELAB, its white being that of sRGB.
func toLab(c color.RGBA) lab {
	r, g, b := linear[c.R], linear[c.G], linear[c.B]
	x := curve((0.4124*r + 0.3576*g + 0.1805*b) / 0.9505)
	y := curve(0.2126*r + 0.7152*g + 0.0722*b)
	z := curve((0.0193*r + 0.1192*g + 0.9505*b) / 1.0890)
	return lab{float32(116*y - 16), float32(500 * (x - y)), float32(200 * (y - z))}
}

// curve is a cube root with a straight foot.
func curve(v float64) float64 {
	const foot = 6. / 29
	if v > foot*foot*foot {
		return math.Cbrt(v)
	}
	return v/(3*foot*foot) + 4./29
}
