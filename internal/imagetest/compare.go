package imagetest

import (
	"image"
	"image/color"
	"math"
	"slices"
)

// window is the side of the square, in pixels, over which differences are
// averaged: noise that is now lighter, now darker cancels.
const window = 5

// Difference is how much two pictures of the same size differ in the
// surroundings of each pixel: 0 is not at all, 1 is black for white.
type Difference struct {
	Mean  float64
	High  float64     // 999 of 1000 pixels differ by no more
	Worst float64     // the most
	Where image.Point // there

	size  image.Point
	local []float64 // of each pixel, row-major
}

// channels are Y, I, Q of the premultiplied colour, and alpha.
type channels [4]float64

// The weights of the eye for squared differences in Y, I and Q are those of
// Kotsarenko and Ramos, "Measuring perceived color difference using YIQ NTSC
// transmission color space in mobile applications", 2010. They are scaled so
// that black differs from white by 1, and so does transparent from opaque.
var weights = channels{1, 0.299 / 0.5053, 0.1957 / 0.5053, 1}

// Compare returns the difference of two pictures of the same size; it panics
// if their sizes differ.
func Compare(a, b image.Image) *Difference {
	size := a.Bounds().Size()
	if size != b.Bounds().Size() {
		panic("imagetest: pictures of different sizes")
	}
	d := &Difference{size: size, local: make([]float64, size.X*size.Y)}
	if len(d.local) == 0 {
		return d
	}
	signed := make([]channels, len(d.local))
	for i := range signed {
		x, y := i%size.X, i/size.X
		p, q := sample(a, x, y), sample(b, x, y)
		for c := range p {
			signed[i][c] = p[c] - q[c]
		}
	}
	blurred := blur(blur(signed, size.X, size.Y, 1, size.X), size.Y, size.X, size.X, 1)
	for i, v := range blurred {
		sum := 0.0
		for c, w := range weights {
			sum += w * v[c] * v[c]
		}
		d.local[i] = math.Sqrt(sum)
		d.Mean += d.local[i] / float64(len(d.local))
		if d.local[i] > d.Worst {
			d.Worst, d.Where = d.local[i], image.Pt(i%size.X, i/size.X)
		}
	}
	sorted := slices.Clone(d.local)
	slices.Sort(sorted)
	d.High = sorted[(len(sorted)-1)*999/1000]
	return d
}

// sample returns pixel (x, y) of m, counted from its corner.
func sample(m image.Image, x, y int) channels {
	corner := m.Bounds().Min
	r16, g16, b16, a16 := m.At(corner.X+x, corner.Y+y).RGBA()
	const unit = 1. / 0xffff
	r, g, b, a := float64(r16)*unit, float64(g16)*unit, float64(b16)*unit, float64(a16)*unit
	return channels{
		0.29889531*r + 0.58662247*g + 0.11448223*b,
		0.59597799*r - 0.27417610*g - 0.32180189*b,
		0.21147017*r - 0.52261711*g + 0.31114694*b,
		a,
	}
}

// blur returns the means over a window along n places that are along apart,
// in each of lines series whose starts are across apart. Beyond the border
// all is equal.
func blur(src []channels, n, lines, along, across int) []channels {
	dst := make([]channels, len(src))
	for line := range lines {
		for i := range n {
			at := &dst[line*across+i*along]
			for j := max(i-window/2, 0); j <= min(i+window/2, n-1); j++ {
				for c, v := range src[line*across+j*along] {
					at[c] += v / window
				}
			}
		}
	}
	return dst
}

// Picture shows where the pictures differ: white where they do not, darker
// red the more they do; what Equal tolerates nowhere is dark.
func (d *Difference) Picture() image.Image {
	m := image.NewRGBA(image.Rectangle{Max: d.size})
	for i, v := range d.local {
		t := min(v/maxWorst, 1)
		m.SetRGBA(i%d.size.X, i/d.size.X, color.RGBA{
			R: uint8(255 - 75*t), G: uint8(255 - 255*math.Sqrt(t)), B: uint8(255 - 235*math.Sqrt(t)), A: 255,
		})
	}
	return m
}
