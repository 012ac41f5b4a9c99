package surface

import (
	"math"
	"slices"

	"zscape/compute/grid"
	"zscape/compute/terrain"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// reading is what can be read off the surface beside its heights: where its
// gradient vanishes, and the steepest paths through the point that is probed.
type reading struct {
	critical, steepest, tangent bool // are wanted

	box     terrain.Box
	points  []terrain.CriticalPoint
	all     bool // there are no more
	found   bool // points are those of the surface now
	dots    [7]space.Dots
	paths   [2]space.Path
	probed  scene.Vec
	through bool // paths are those through probed
	plane   space.Wires
}

// cells is how finely critical points are looked for, along each axis. On random
// fields twice as many find no more.
const cells = 24

// kinds are the critical points that are told apart, with the places of their
// colours in the theme's palette. Of curves and regions one point is told.
var kinds = []struct {
	kind   terrain.Kind
	key    string
	label  exhibit.Text
	series int
}{
	{terrain.Minimum, "minima", exhibit.Text{En: "minima (x, y, z)", Ja: "極小点 (x, y, z)"}, 0},
	{terrain.Maximum, "maxima", exhibit.Text{En: "maxima (x, y, z)", Ja: "極大点 (x, y, z)"}, 1},
	{terrain.Saddle, "saddles", exhibit.Text{En: "saddles (x, y, z)", Ja: "鞍点 (x, y, z)"}, 2},
	{terrain.Degenerate, "degenerate", exhibit.Text{En: "degenerate critical points (x, y, z)", Ja: "退化した臨界点 (x, y, z)"}, 3},
	{terrain.Valley, "valleys", exhibit.Text{En: "curves of minima, one point of each (x, y, z)", Ja: "極小の連なる曲線、それぞれの1点 (x, y, z)"}, 0},
	{terrain.Ridge, "ridges", exhibit.Text{En: "curves of maxima, one point of each (x, y, z)", Ja: "極大の連なる曲線、それぞれの1点 (x, y, z)"}, 1},
	{terrain.Plateau, "plateaus", exhibit.Text{En: "flat regions, one point of each (x, y, z)", Ja: "平らな領域、それぞれの1点 (x, y, z)"}, 3},
}

// jet returns the field's value and derivatives, NaN if there is none.
func (f *surface) jet(x, y float64) terrain.Jet {
	if f.field == nil {
		nan := math.NaN()
		return terrain.Jet{Z: nan, X: nan, Y: nan, XX: nan, XY: nan, YY: nan}
	}
	i := &f.field.items[0]
	return i.given.jet(i.program, x, y, i.params)
}

// Jet returns the exact derivatives at (x, y), as the formula gives them.
func (f *surface) Jet(x, y float64) terrain.Jet { return f.jet(x, y) }

// Shape returns the exact derivatives at (x, y), those of the limit where the formula
// is 0/0, and what follows from them.
func (f *surface) Shape(x, y float64) terrain.Point {
	return terrain.At(terrain.Mended(f.jet, f.reading.box), x, y)
}

// Annotate returns the marks on the surface with samples g: critical points,
// and the steepest paths through the point that is probed, nil if none is.
func (f *surface) Annotate(g *grid.Grid, probe *scene.Vec) []space.Mark {
	marks := f.waiting()
	r := &f.reading
	if r.critical {
		for k, kind := range kinds {
			d := &r.dots[k]
			*d = space.Dots{Points: d.Points[:0], Radius: 5, Series: kind.series, Ring: kind.kind >= terrain.Valley, Over: g}
			for _, p := range r.known() {
				if p.Kind == kind.kind {
					d.Points = append(d.Points, scene.Vec{X: p.X, Y: p.Y, Z: p.Z})
				}
			}
			marks = append(marks, d)
		}
	}
	if r.tangent && probe != nil {
		if f.tangentAt(probe.X, probe.Y, g) {
			marks = append(marks, &r.plane)
		}
	}
	if r.steepest && probe != nil {
		if !r.through || r.probed != *probe {
			r.probed, r.through = *probe, true
			for k := range r.paths {
				path, _ := terrain.Steepest(f.jet, probe.X, probe.Y, k == 1, r.box, terrain.Options{})
				p := &r.paths[k]
				*p = space.Path{Points: p.Points[:0], Width: 2.25, Series: k}
				for _, q := range path {
					p.Points = append(p.Points, scene.Vec{X: q[0], Y: q[1], Z: q[2]})
				}
			}
		}
		for k := range r.paths {
			r.paths[k].Over = g
			marks = append(marks, &r.paths[k])
		}
	}
	return marks
}

// tangentAt makes r.plane a piece of the tangent plane at (x, y); ok is false if
// there is none.
func (f *surface) tangentAt(x, y float64, g *grid.Grid) (ok bool) {
	const part = 0.16 // of the box's edges
	p := f.Shape(x, y)
	dx, dy := part*(g.X[len(g.X)-1]-g.X[0]), part*(g.Y[len(g.Y)-1]-g.Y[0])
	corner := func(i, j float64) scene.Vec {
		return scene.Vec{X: x + i*dx, Y: y + j*dy, Z: p.Z + p.Gradient[0]*i*dx + p.Gradient[1]*j*dy}
	}
	a, b, c, d := corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)
	f.reading.plane = space.Wires{Lines: [][]scene.Vec{{a, b, c, d, a}}, Fill: 0.28, Series: 3, Width: 1.4}
	return a.Finite() && b.Finite() && c.Finite() && d.Finite()
}

// Analyze looks for the critical points, if they are wanted; once.
func (f *surface) Analyze(pause func()) {
	r := &f.reading
	if !r.critical || r.found {
		return
	}
	search := terrain.NewSearch(f.jet, r.box, cells)
	for !search.Step() {
		pause()
	}
	r.points, r.all, r.found = search.Points(), search.Complete(), true
}

// known returns the critical points of the surface now, none if they were not looked for.
func (r *reading) known() []terrain.CriticalPoint {
	if !r.found {
		return nil
	}
	return r.points
}

// critical lists the critical points, if they are wanted.
func (f *surface) critical() []exhibit.Readout {
	r := &f.reading
	if !r.critical {
		return nil
	}
	count := exhibit.Text{En: "critical points", Ja: "臨界点の数"}
	if !r.found {
		return []exhibit.Readout{{Key: "critical", Label: count, Value: "…"}}
	}
	var list []exhibit.Readout
	const most = 12 // that are read in a panel
	for _, kind := range kinds {
		rows := [][]float64{}
		for _, p := range r.points {
			if p.Kind == kind.kind {
				rows = append(rows, []float64{p.X, p.Y, p.Z})
			}
		}
		if len(rows) > 0 {
			list = append(list, exhibit.Readout{Key: kind.key, Label: kind.label, Value: rows, Aside: len(rows) > most})
		}
	}
	switch {
	case !r.all:
		count = exhibit.Text{En: "critical points, at least", Ja: "臨界点の数(少なくとも)"}
	case slices.ContainsFunc(r.points, func(p terrain.CriticalPoint) bool { return !p.Single() }):
		count = exhibit.Text{En: "critical points; a curve or region counts as one", Ja: "臨界点の数(曲線や領域は1と数える)"}
	}
	return append(list, exhibit.Readout{Key: "critical", Label: count, Value: float64(len(r.points))})
}
