package leastsquares

import (
	"math"
	"slices"
	"strconv"

	"zscape/compute/leastsquares"
	"zscape/compute/linalg"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/scene"
	"zscape/scene/plot"
)

// plane is the panel of the patterns. With one feature it shows the
// discriminants as functions: a pattern lies where the one that is looked at
// should be, at 1 or 0, and a stick says how far off it is; J is the sum of
// the sticks' squares. With two features it is the plane of the patterns.
type plane struct {
	plot       plot.Plot
	regions    plot.Drawing
	borders    plot.Drawing            // of two features
	keys       [maxClasses]plot.Points // without points: they hold the classes' names and colours
	lines      [maxClasses]plot.Line
	boundaries []plot.Rule // of one feature
	now        [len(rules)]plot.Line
	sticks     plot.Segments
	points     [maxClasses]plot.Points

	limits plot.Limits // of all patterns
	edge   [2]float64  // how far lines are drawn
	fit    *leastsquares.Fit
}

// given is a colour that says that a mark has no part in the palette.
var given = scene.Color{A: 1}

func (p *plane) init() {
	p.plot.Legend = plot.Above
	nan := math.NaN()
	none := plot.Limits{X0: nan, X1: nan, Y0: nan, Y1: nan}
	p.regions = plot.Drawing{Color: given, Limits: none, Record: p.drawRegions}
	p.borders = plot.Drawing{Color: given, Limits: none, Record: p.drawBorders}
	for k := range p.now {
		p.now[k].Width, p.now[k].Dash = 1.5, 5
	}
}

// show takes in new patterns and the answer to them.
func (p *plane) show(s *session) {
	p.fit = s.fit
	reach := 1.0
	for i := range s.patterns.features {
		lo, hi := s.patterns.extent(i)
		reach = max(reach, math.Abs(lo), math.Abs(hi))
	}
	p.edge = [2]float64{-1000 * reach, 1000 * reach}

	p.plot.Marks = append(p.plot.Marks[:0], &p.regions)
	for k := range p.keys {
		name := ""
		if k < s.patterns.classes {
			name = "class " + strconv.Itoa(k+1)
		}
		p.keys[k] = plot.Points{Name: name, Radius: 5}
		p.points[k] = plot.Points{Name: name, Radius: 6.5, X: p.points[k].X[:0], Y: p.points[k].Y[:0]}
		p.lines[k] = plot.Line{Name: name, Width: 1.6}
		p.plot.Marks = append(p.plot.Marks, &p.keys[k])
	}
	if s.patterns.features == 1 {
		p.showLine(s)
	} else {
		p.showPlane(s)
	}
	for k := range s.patterns.classes {
		p.plot.Marks = append(p.plot.Marks, &p.points[k])
	}
}

// showLine shows patterns of one feature.
func (p *plane) showLine(s *session) {
	p.plot.X.Label, p.plot.Y.Label, p.plot.Equal = "x", "g(x)", false
	lo, hi := s.patterns.extent(0)
	p.limits = plot.Limits{Y0: -0.6, Y1: 1.6}
	p.limits.X0, p.limits.X1 = widened(lo, hi)

	for k := range s.patterns.classes {
		line := &p.lines[k]
		for _, x := range p.edge {
			line.X, line.Y = append(line.X, x), append(line.Y, leastsquares.Value(s.fit.W, k, []float64{x}))
		}
		if k == s.target {
			line.Width = 2.6
		}
		p.plot.Marks = append(p.plot.Marks, line)
	}
	p.boundaries = p.boundaries[:0]
	for _, b := range leastsquares.Points(s.fit.W, p.edge[0], p.edge[1]) {
		p.boundaries = append(p.boundaries, plot.Rule{At: b.X, Width: 1.5, Label: exhibit.Brief(b.X, 4)})
	}
	for k := range p.boundaries {
		p.plot.Marks = append(p.plot.Marks, &p.boundaries[k])
	}
	for k := range p.now {
		p.plot.Marks = append(p.plot.Marks, &p.now[k])
	}
	p.sticks = plot.Segments{Name: p.keys[s.target].Name, Width: 1.25, Dash: 2.5}
	for _, q := range s.patterns.list {
		x, y := q.Features[0], 0.0
		if q.Class == s.target {
			y = 1
		}
		m := &p.points[q.Class]
		m.X, m.Y = append(m.X, x), append(m.Y, y)
		p.sticks.X0, p.sticks.Y0 = append(p.sticks.X0, x), append(p.sticks.Y0, y)
		p.sticks.X1, p.sticks.Y1 = append(p.sticks.X1, x), append(p.sticks.Y1, leastsquares.Value(s.fit.W, s.target, q.Features))
	}
	p.plot.Marks = append(p.plot.Marks, &p.sticks)
}

// showPlane shows patterns of two features.
func (p *plane) showPlane(s *session) {
	p.plot.X.Label, p.plot.Y.Label, p.plot.Equal = "x1", "x2", true
	lo, hi := s.patterns.extent(0)
	p.limits.X0, p.limits.X1 = widened(lo, hi)
	lo, hi = s.patterns.extent(1)
	p.limits.Y0, p.limits.Y1 = widened(lo, hi)

	p.plot.Marks = append(p.plot.Marks, &p.borders)
	for k := range p.now {
		p.plot.Marks = append(p.plot.Marks, &p.now[k])
	}
	for _, q := range s.patterns.list {
		m := &p.points[q.Class]
		m.X, m.Y = append(m.X, q.Features[0]), append(m.Y, q.Features[1])
	}
}

// widened returns a range with some room around lo..hi.
func widened(lo, hi float64) (float64, float64) {
	const room = 0.14
	d := room * (hi - lo)
	if !(d > 1e-9*max(math.Abs(lo), math.Abs(hi))) {
		d = max(1, 0.5*math.Abs(lo))
	}
	return lo - d, hi + d
}

// follow shows the discriminant of each rule as it is now: where it is 1/2, in
// the plane.
func (p *plane) follow(s *session) {
	for k := range p.now {
		line, w := &p.now[k], s.trails[k].w
		line.X, line.Y = line.X[:0], line.Y[:0]
		switch {
		case len(w) == 0:
		case len(w) == 2:
			for _, x := range p.edge {
				line.X, line.Y = append(line.X, x), append(line.Y, w[0]+w[1]*x)
			}
		default:
			line.X, line.Y = level(line.X, line.Y, w, p.edge[1])
		}
	}
}

// level appends the ends of the line on which w is 1/2, far apart.
func level(x, y, w []float64, reach float64) ([]float64, []float64) {
	a, b := w[1], w[2]
	n := math.Hypot(a, b)
	d := (0.5 - w[0]) / n // from the origin
	if !(n > 0 && math.Abs(d) < reach) {
		return x, y
	}
	a, b = a/n, b/n
	return append(x, d*a-reach*b, d*a+reach*b), append(y, d*b+reach*a, d*b-reach*a)
}

// frame sets the limits to those of all patterns, unless others are asked for,
// and hides what is hidden among the curves.
func (p *plane) frame(s *session) {
	for k := range p.now {
		p.now[k].Hidden = s.curves.lines[k].Hidden
	}
	plot2d.Fit(&p.plot, s.state, "plane", p.limits)
}

// drawRegions tints what belongs to each class.
func (p *plane) drawRegions(l *scene.DisplayList, f *plot.Frame, theme *scene.Theme, _ scene.Color) {
	const tint = 0.09
	w, in := p.fit.W, f.Limits
	fill := l.NewPolygons()
	if w.Shape[0] == 2 {
		x := in.X0
		area := func(to float64, class int) {
			p.fill(fill, f, theme.Series[class].Opacity(tint), []scene.Point{{X: x, Y: in.Y0}, {X: to, Y: in.Y0}, {X: to, Y: in.Y1}, {X: x, Y: in.Y1}})
			x = to
		}
		last := leastsquares.Classify(w, []float64{in.X0})
		for _, b := range leastsquares.Points(w, in.X0, in.X1) {
			area(b.X, b.Left)
			last = b.Right
		}
		if last >= 0 {
			area(in.X1, last)
		}
		return
	}
	for class := range w.Shape[1] {
		p.fill(fill, f, theme.Series[class].Opacity(tint), region(w, class, in))
	}
}

// fill adds a polygon of data, if it is one.
func (p *plane) fill(fill *scene.Polygons, f *plot.Frame, c scene.Color, corners []scene.Point) {
	if len(corners) < 3 {
		return
	}
	q := make([]scene.Point, len(corners))
	for k, w := range corners {
		var ok bool
		if q[k], ok = f.ToScreen(w.X, w.Y); !ok {
			return
		}
	}
	fill.Add(c, q...)
}

// region returns the part of the rectangle in which a class has the largest
// discriminant, or the first of those that are the same: a convex polygon.
func region(w linalg.Array, class int, in plot.Limits) []scene.Point {
	corners := []scene.Point{{X: in.X0, Y: in.Y0}, {X: in.X1, Y: in.Y0}, {X: in.X1, Y: in.Y1}, {X: in.X0, Y: in.Y1}}
	for other := range w.Shape[1] {
		if other == class {
			continue
		}
		lead := func(q scene.Point) float64 {
			x := []float64{q.X, q.Y}
			return leastsquares.Value(w, class, x) - leastsquares.Value(w, other, x)
		}
		if other < class && !slices.ContainsFunc(corners, func(q scene.Point) bool { return math.Abs(lead(q)) > 1e-9 }) {
			return nil
		}
		corners = positive(corners, lead)
	}
	return corners
}

// positive returns the part of a convex polygon in which the linear function f
// is not negative (I. E. Sutherland, G. W. Hodgman, "Reentrant Polygon
// Clipping", Communications of the ACM 17(1), 1974).
func positive(corners []scene.Point, f func(scene.Point) float64) (part []scene.Point) {
	for k, q := range corners {
		p := corners[(k+len(corners)-1)%len(corners)]
		u, v := f(p), f(q)
		if u < 0 && v > 0 || u > 0 && v < 0 {
			part = append(part, p.Add(q.Sub(p).Scale(u/(u-v))))
		}
		if v >= 0 {
			part = append(part, q)
		}
	}
	return part
}

// drawBorders draws the boundaries between classes in the plane.
func (p *plane) drawBorders(l *scene.DisplayList, f *plot.Frame, theme *scene.Theme, _ scene.Color) {
	lines := l.NewPolylines(scene.Stroke{Color: theme.Ink.Opacity(0.75), Width: 1.5})
	in := f.Limits
	for _, b := range leastsquares.Segments(p.fit.W, [2]float64{in.X0, in.Y0}, [2]float64{in.X1, in.Y1}) {
		from, ok := f.ToScreen(b.From[0], b.From[1])
		to, ok2 := f.ToScreen(b.To[0], b.To[1])
		if ok && ok2 {
			lines.Segment(from, to)
		}
	}
}
