// Package plotter turns a drawing into strokes for pens: for plotters, and for
// machines that engrave or cut. There are only lines, each drawn once and with
// one pen, joined to long ones and in an order that spares way through the air,
// on paper of real size, a layer for each pen.
//
// Like svg, it has to be given drawings whose hidden lines have been removed by
// scene/lineart. Faces, pictures and the background are left out, and so is what
// would be drawn in the background's colour; points become circles, and polygons
// their outlines, which hide what is under them. Texts are
// written in the single strokes of scene/stroke; those with characters that it
// does not have are left out.
package plotter

import (
	"math"

	"zscape/scene"
)

// Options are the paper and the pens; zero values stand for the defaults.
type Options struct {
	Width, Height float64 // of the paper in mm; 0: A4, turned as the picture is
	Margin        float64 // mm; 0: 10
	Pen           float64 // width of the lines that pens make, mm; 0: 0.3
	Pens          int     // how many there are at most; 0: 8

	// Pause, if not nil, is called every few microseconds, so that a caller with a
	// single thread can see to other things meanwhile.
	Pause func()
}

// Plot is what is to be drawn on paper.
type Plot struct {
	Width, Height float64 // mm
	Pen           float64 // width of lines, mm
	Layers        []Layer // one a pen, the palest first

	// Down is the way of the pens on the paper and Up that through the air, mm:
	// of each from the left upper corner on, and from line to line.
	Down, Up float64

	pause func() // see Options
}

// Layer is what one pen draws, in mm from the left upper corner, in this order.
type Layer struct {
	Color scene.Color // opaque
	Lines [][]scene.Point
}

// line is a stroke on its way to the plot, in screen units.
type line struct {
	points []scene.Point
	color  scene.Color // opaque
	eye    scene.Channels
	under  int // of the covers, the first that is over it
	pen    int
}

// New returns the plot of l. It takes some tens of milliseconds for a picture of
// ten thousand lines.
func New(l *scene.DisplayList, opt Options) *Plot {
	p := &Plot{Width: opt.Width, Height: opt.Height, Pen: opt.Pen, pause: opt.Pause}
	if p.pause == nil {
		p.pause = func() {}
	}
	if p.Width <= 0 || p.Height <= 0 {
		p.Width, p.Height = 297, 210
		if l.H > l.W {
			p.Width, p.Height = 210, 297
		}
	}
	if p.Pen <= 0 {
		p.Pen = 0.3
	}
	margin, most := opt.Margin, opt.Pens
	if margin <= 0 {
		margin = 10
	}
	if most <= 0 {
		most = 8
	}
	margin = min(margin, 0.4*min(p.Width, p.Height))
	lines := collect(l, p.pause)
	colors := pens(lines, most, p.pause)
	lines = once(lines, l.W, l.H, p.pause)
	scale := min((p.Width-2*margin)/l.W, (p.Height-2*margin)/l.H)
	shift := scene.Point{X: (p.Width - scale*l.W) / 2, Y: (p.Height - scale*l.H) / 2}
	for pen, c := range colors {
		var own [][]scene.Point
		for _, x := range lines {
			if x.pen == pen {
				own = append(own, x.points)
			}
		}
		own = join(own, p.pause)
		for _, points := range own {
			p.pause()
			for k, q := range points {
				points[k] = shift.Add(q.Scale(scale))
			}
		}
		own = order(own, p.pause)
		if len(own) > 0 {
			p.Layers = append(p.Layers, Layer{c, own})
		}
		down, up := travel(own)
		p.Down, p.Up = p.Down+down, p.Up+up
	}
	return p
}

// length returns the length of a polyline.
func length(points []scene.Point) float64 {
	sum := 0.0
	for k := 1; k < len(points); k++ {
		sum += points[k].Sub(points[k-1]).Norm()
	}
	return sum
}

// travel returns how long the lines are, and how long the way between them is.
func travel(lines [][]scene.Point) (down, up float64) {
	at := scene.Point{}
	for _, points := range lines {
		down += length(points)
		up += points[0].Sub(at).Norm()
		at = points[len(points)-1]
	}
	return down, up
}

func finite(p scene.Point) bool {
	s := p.X + p.Y
	return s-s == 0 && math.Abs(p.X) < 1e6 && math.Abs(p.Y) < 1e6
}
