package raster

import (
	"image"
	"math"

	"zscape/scene"
)

// pixel is a premultiplied colour, its components in 0..1.
type pixel struct{ r, g, b, a float32 }

// premultiply returns c with components outside 0..1 clamped and NaN as 0.
func premultiply(c scene.Color) pixel {
	a := unit(c.A)
	return pixel{unit(c.R) * a, unit(c.G) * a, unit(c.B) * a, a}
}

// unit returns v clamped to 0..1, and 0 for NaN. Comparisons are quicker
// than min and max in WebAssembly.
func unit[T float32 | float64](v T) T {
	if v >= 1 {
		return 1
	}
	if v > 0 {
		return v
	}
	return 0
}

// times returns p with its opacity multiplied by f.
func (p pixel) times(f float32) pixel { return pixel{p.r * f, p.g * f, p.b * f, p.a * f} }

// plus returns the sum of p and q, component by component.
func (p pixel) plus(q pixel) pixel { return pixel{p.r + q.r, p.g + q.g, p.b + q.b, p.a + q.a} }

// over returns p laid over q.
func (p pixel) over(q pixel) pixel {
	t := 1 - p.a
	return pixel{p.r + t*q.r, p.g + t*q.g, p.b + t*q.b, p.a + t*q.a}
}

// band is some rows of the picture at the resolution of samples. Sample
// (x, y) lies at x+0.5, y+0.5; y counts from the top of the picture.
type band struct {
	width    int
	top, end int // rows top <= y < end
	pix      []pixel

	// A shape of several parts is gathered in mask, the coverage of each
	// sample, before it is blended once. Touched lists the samples that are
	// not 0. Between shapes all are.
	mask    []float32
	touched []int32

	// steps has, for a row of a shape, the difference of each sample's
	// coverage from that on its left. Between rows all are 0.
	steps []float32
}

// resize makes room for rows of samples.
func (b *band) resize(width, rows int) {
	b.width = width
	b.pix = make([]pixel, width*rows)
	b.mask = make([]float32, width*rows)
	b.steps = make([]float32, width+1)
}

// start moves the band to rows top <= y < end and clears it.
func (b *band) start(top, end int, ground pixel) {
	b.top, b.end = top, end
	for i := range b.width * (end - top) {
		b.pix[i] = ground
	}
}

// row returns the samples of row y.
func (b *band) row(y int) []pixel {
	i := b.width * (y - b.top)
	return b.pix[i : i+b.width]
}

// meets reports whether any row of the band is within e.
func (b *band) meets(e extent) bool {
	return e.lo < float32(b.end) && e.hi > float32(b.top)
}

// rows returns the rows of the band whose centres lie in lo <= y < hi.
func (b *band) rows(lo, hi float64) (first, end int) {
	return centre(lo, b.top, b.end), centre(hi, b.top, b.end)
}

// columns returns the columns whose centres lie in lo <= x < hi.
func (b *band) columns(lo, hi float64) (first, end int) {
	return centre(lo, 0, b.width), centre(hi, 0, b.width)
}

// centre returns the first i in lo..hi whose centre i+0.5 is not less than v; hi if there is none.
func centre(v float64, lo, hi int) int {
	c := math.Ceil(v - 0.5)
	if c <= float64(lo) {
		return lo
	}
	if c < float64(hi) {
		return int(c)
	}
	return hi
}

// cover raises the mask at sample i to coverage c.
func (b *band) cover(i int, c float32) {
	if m := b.mask[i]; c > m {
		if m == 0 {
			b.touched = append(b.touched, int32(i))
		}
		b.mask[i] = c
	}
}

// blend lays colour c over what the mask covers, and clears the mask.
func (b *band) blend(c pixel) {
	for _, i := range b.touched {
		b.pix[i] = c.times(b.mask[i]).over(b.pix[i])
		b.mask[i] = 0
	}
	b.touched = b.touched[:0]
}

// average sets the band's rows of img to the means of their samples, two by two.
func (b *band) average(img *image.RGBA) {
	const quarter = 255. / (over * over)
	for y := b.top; y < b.end; y += over {
		upper, lower := b.row(y), b.row(y+1)
		dst := img.Pix[y/over*img.Stride:][:4*len(upper)/over]
		for len(dst) >= 4 && len(upper) >= 2 && len(lower) >= 2 {
			p, q, r, s := &upper[0], &upper[1], &lower[0], &lower[1]
			dst[0] = uint8((p.r+q.r+r.r+s.r)*quarter + 0.5)
			dst[1] = uint8((p.g+q.g+r.g+s.g)*quarter + 0.5)
			dst[2] = uint8((p.b+q.b+r.b+s.b)*quarter + 0.5)
			dst[3] = uint8((p.a+q.a+r.a+s.a)*quarter + 0.5)
			dst, upper, lower = dst[4:], upper[2:], lower[2:]
		}
	}
}

// extent is a range of rows, in samples. The zero extent, and one with
// lo >= hi, is empty.
type extent struct{ lo, hi float32 }

// extentOf returns the extent from lo to hi, rounded outwards.
func extentOf(lo, hi float64) extent {
	return extent{math.Nextafter32(float32(lo), float32(math.Inf(-1))), math.Nextafter32(float32(hi), float32(math.Inf(1)))}
}

// union returns the smallest extent that holds e and f.
func (e extent) union(f extent) extent {
	if !(e.lo < e.hi) {
		return f
	}
	if !(f.lo < f.hi) {
		return e
	}
	return extent{min(e.lo, f.lo), max(e.hi, f.hi)}
}

// unionAll returns the smallest extent that holds all of es.
func unionAll(es []extent) extent {
	var all extent
	for _, e := range es {
		all = all.union(e)
	}
	return all
}

// extentOfPoints returns the rows of the finite ones among points, k samples
// a unit, widened by margin samples on both sides.
func extentOfPoints(points []scene.Point, k, margin float64) extent {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, p := range points {
		if finite(p) {
			lo, hi = min(lo, p.Y), max(hi, p.Y)
		}
	}
	if lo > hi {
		return extent{}
	}
	return extentOf(k*lo-margin, k*hi+margin)
}

func finite(p scene.Point) bool { s := p.X + p.Y; return s-s == 0 }
