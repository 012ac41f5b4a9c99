package raster

import (
	"bytes"
	"math"
	"testing"

	"zscape/scene"
)

// TestLineCoverage compares the ink of a line with length times width plus
// the two halves of the round caps.
func TestLineCoverage(t *testing.T) {
	const length = 150
	for _, width := range []float64{0.1, 0.25, 0.5, 1, 1.4, 3, 12} {
		for _, degrees := range []float64{0, 0.5, 17, 44, 90, 133} {
			for _, scale := range []float64{1, 2, 3} {
				l := list(200, 200, none)
				sin, cos := math.Sincos(degrees * math.Pi / 180)
				d := pt(length/2*cos, length/2*sin)
				c := pt(100.3, 99.8)
				l.NewPolylines(scene.Stroke{Color: black, Width: width}).Segment(c.Sub(d), c.Add(d))
				want := scale * scale * (length*width + math.Pi/4*width*width)
				// One level of 255 for each pixel along the line is the rounding of thin lines.
				near(t, "ink", alpha(Draw(l, scale)), want, 0.01*want+0.5/255*scale*length)
			}
		}
	}
}

// TestTranslucentJoints checks that parts of one polyline do not add up, and
// that two polylines do.
func TestTranslucentJoints(t *testing.T) {
	zigzag := func(p *scene.Polylines) {
		for i := range 12 {
			p.Add(pt(10+3*float64(i), 10+20*float64(i%2)))
		}
		p.End()
	}
	l := list(60, 40, none)
	p := l.NewPolylines(scene.Stroke{Color: red.Opacity(0.4), Width: 5})
	zigzag(p)
	if got := highestAlpha(Draw(l, 1)); got != 102 {
		t.Errorf("opacity is %d, want 102", got)
	}
	zigzag(p)
	if got := highestAlpha(Draw(l, 1)); got != 163 {
		t.Errorf("opacity of two is %d, want 163", got)
	}
}

func TestDashes(t *testing.T) {
	const dash, width = 10, 2
	l := list(140, 30, none)
	p := l.NewPolylines(scene.Stroke{Color: black, Width: width, Dash: dash})
	for _, x := range []float64{5, 17, 18, 33, 33, 71.5, 125} { // points on the way change nothing
		p.Add(pt(x, 15))
	}
	p.End()
	m := Draw(l, 1)
	for i := range 12 {
		x := 10 + dash*i
		if got, want := m.RGBAAt(x, 15).A, uint8(255*(1-i%2)); got != want {
			t.Errorf("the middle of part %d has opacity %d, want %d", i, got, want)
		}
	}
	near(t, "ink", alpha(m), 6*(dash*width+math.Pi), 1)

	solid, closed := list(140, 30, none), list(140, 30, none)
	solid.NewPolylines(scene.Stroke{Color: black, Width: 4}).Segment(pt(5, 15), pt(125, 15))
	closed.NewPolylines(scene.Stroke{Color: black, Width: 4, Dash: 3}).Segment(pt(5, 15), pt(125, 15))
	near(t, "ink of dashes shorter than the line is wide", alpha(Draw(closed, 1)), alpha(Draw(solid, 1)), 0)
}

func TestColorsOfPolylines(t *testing.T) {
	l := list(30, 30, white)
	p := l.NewPolylines(scene.Stroke{Color: black, Width: 4})
	p.Segment(pt(0, 8), pt(30, 8))
	p.Segment(pt(0, 22), pt(30, 22))
	p.Colors = []scene.Color{red, blue}
	m := Draw(l, 1)
	if a, b := m.RGBAAt(15, 8), m.RGBAAt(15, 22); a.R != 255 || a.B != 0 || b.R != 0 || b.B != 255 {
		t.Errorf("the lines are %v and %v, want red and blue", a, b)
	}
}

// TestFarPoints compares a line that leaves the picture by far with the part
// of it that is near, also if it is dashed.
func TestFarPoints(t *testing.T) {
	for _, dash := range []float64{0, 8} {
		near, far := list(50, 50, white), list(50, 50, white)
		s := scene.Stroke{Color: black, Width: 3, Dash: dash}
		near.NewPolylines(s).Segment(pt(-16000, -16000+7), pt(16000, 16000+7))
		far.NewPolylines(s).Segment(pt(-16000, -16000+7), pt(1e7, 1e7+7))
		a, b := Draw(near, 1), Draw(far, 1)
		for i := range a.Pix {
			if d := int(a.Pix[i]) - int(b.Pix[i]); d < -1 || d > 1 {
				t.Fatalf("dash %v: byte %d is %d, want %d", dash, i, b.Pix[i], a.Pix[i])
			}
		}
	}
}

func TestGapInPolyline(t *testing.T) {
	l := list(60, 20, none)
	p := l.NewPolylines(scene.Stroke{Color: black, Width: 2})
	for _, x := range []float64{5, 20, math.NaN(), 40, 55} {
		p.Add(pt(x, 10))
	}
	p.End()
	near(t, "ink", alpha(Draw(l, 1)), 2*(15*2+math.Pi), 0.5)
}

func TestDot(t *testing.T) {
	l := list(40, 40, none)
	l.NewPolylines(scene.Stroke{Color: black, Width: 20}).Segment(pt(20, 20), pt(20, 20))
	near(t, "ink", alpha(Draw(l, 1)), 100*math.Pi, 1.5)
}

// Lines of several widths look as if each were drawn on its own, one after the other.
func TestWidths(t *testing.T) {
	one, apart := list(120, 80, white), list(120, 80, white)
	p := one.NewPolylines(scene.Stroke{Color: black, Width: 1})
	for k, width := range []float64{30, 26, 0, 0.4, 3, 12} {
		a, b := pt(20+15*float64(k), 40), pt(20+15*float64(k), 40)
		if k%2 == 1 {
			b = pt(5, 70)
		}
		color := []scene.Color{black, red, blue.Opacity(0.5)}[k%3]
		p.Segment(a, b)
		p.Widths, p.Colors = append(p.Widths, width), append(p.Colors, color)
		apart.NewPolylines(scene.Stroke{Color: color, Width: width}).Segment(a, b)
	}
	if err := scene.Check(one, 0); err != nil {
		t.Fatal(err)
	}
	for _, scale := range []float64{1, 2.5} {
		if got, want := Draw(one, scale), Draw(apart, scale); !bytes.Equal(got.Pix, want.Pix) {
			t.Errorf("at %v the pictures differ", scale)
		}
	}
}
