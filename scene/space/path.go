package space

import (
	"math"

	"zscape/compute/grid"
	"zscape/scene"
)

// Path is the mark of a way through space from point to point, such as that of
// a descent. It is drawn as far as it lies in the box; where it leaves the box
// for the first time, it has an arrowhead.
//
// A path over a surface follows it: between two points it is as high above the
// surface as they are, and what the surface hides is drawn fainter. It never
// runs below the surface, as a way on a curved one does below its triangles.
type Path struct {
	Points []scene.Vec // the way ends at one that is not finite
	Width  float64
	Color  scene.Color // zero: Theme.Series[Series]
	Series int
	Over   *grid.Grid // may be nil

	// Through says that the surface hides nothing.
	Through bool

	way []scene.Vec // from Points, as v sees it
}

const (
	pieces     = 56   // of a way across the box
	behind     = 0.4  // opacity of what is hidden
	lift       = 4e-3 // of what lies on a surface, in heights of the box
	resolution = 0.7  // screen units: points nearer to each other are one
)

// Bounds is the box around the points.
func (p *Path) Bounds() scene.Box { return (&Dots{Points: p.Points}).Bounds() }

// Layer is above the surfaces.
func (p *Path) Layer(*scene.View) int { return 1 }

// Draw records the path.
func (p *Path) Draw(l *scene.DisplayList, v *scene.View) {
	color, width := seriesColor(v.Theme, p.Color, p.Series), p.Width
	if width == 0 {
		width = 2
	}
	t := tracer{
		path: p, view: v,
		hidden: l.NewPolylines(scene.Stroke{Color: color.Opacity(behind), Width: width}),
		seen:   l.NewPolylines(scene.Stroke{Color: v.Theme.Background.Opacity(0.8), Width: width + 2.5}),
	}
	t.follow(p.Points)
	// What is seen once more, in colour on the halo.
	line := l.NewPolylines(scene.Stroke{Color: color, Width: width})
	line.Points = append(line.Points, t.seen.Points...)
	line.Ends = append(line.Ends, t.seen.Ends...)
	if t.left {
		arrow(line, v, raised(t.exit[0], p.Over, v), raised(t.exit[1], p.Over, v))
	}
}

// together reports whether a and b fall on nearly the same point of the screen.
func together(v *scene.View, a, b scene.Vec) bool {
	p, ok := v.Project(a)
	q, ok2 := v.Project(b)
	return ok && ok2 && q.Sub(p).Norm() < resolution
}

// drape appends the part from..to of the way from a to b, in pieces.
func (p *Path) drape(way []scene.Vec, v *scene.View, a, b scene.Vec, from, to float64) []scene.Vec {
	start, end := a.Lerp(b, from), a.Lerp(b, to)
	d := v.ToBox(end).Sub(v.ToBox(start))
	n := int(hold(math.Ceil(pieces*math.Hypot(d.X, d.Y)), 1, 4*pieces))
	high, higher := p.above(a), p.above(b)
	for i := 0; i <= n; i++ {
		t := float64(i) / float64(n)
		w := start.Lerp(end, t)
		if p.Over != nil {
			s := from + t*(to-from)
			if z := p.Over.Sample(w.X, w.Y) + high + s*(higher-high); z-z == 0 {
				w.Z = z
			}
		}
		way = append(way, w)
	}
	return way
}

// above returns how far w is above the surface, 0 if it is below or beside it.
func (p *Path) above(w scene.Vec) float64 {
	if p.Over == nil {
		return 0
	}
	if h := w.Z - p.Over.Sample(w.X, w.Y); h > 0 {
		return h
	}
	return 0
}

// tracer puts a path in lines of what is seen and what is hidden.
type tracer struct {
	path         *Path
	view         *scene.View
	seen, hidden *scene.Polylines
	now          *scene.Polylines // one of them, or nil between two lines
	last         scene.Point
	left         bool         // it has left the box,
	exit         [2]scene.Vec // from the first of these, inside, to the second
}

func (t *tracer) follow(points []scene.Vec) {
	if len(points) == 0 {
		return
	}
	a, rest := points[0], points[1:]
	for k, b := range rest {
		if !b.Sub(a).Finite() {
			break
		}
		if k < len(rest)-1 && together(t.view, a, b) {
			continue
		}
		t.leg(a, b)
		a = b
	}
	t.end()
}

// leg draws the way from a to b as far as it lies in the box.
func (t *tracer) leg(a, b scene.Vec) {
	p, box := t.path, t.view.Box
	from, to := across(box, a, b)
	if from > 0 || !(from < to) {
		t.end()
	}
	if !(from < to) {
		return
	}
	p.way = p.drape(p.way[:0], t.view, a, b, from, to)
	for i, w := range p.way {
		inside := box.Contains(w)
		switch before := i > 0 && box.Contains(p.way[i-1]); {
		case inside:
			t.add(raised(w, p.Over, t.view))
			if i == len(p.way)-1 && to < 1 && before {
				t.leave(p.way[i-1], w)
			}
		case before && i > 1:
			t.leave(p.way[i-2], p.way[i-1])
		}
		if !inside {
			t.end()
		}
	}
}

// leave notes the first way out.
func (t *tracer) leave(from, to scene.Vec) {
	if !t.left {
		t.left, t.exit = true, [2]scene.Vec{from, to}
	}
}

func (t *tracer) add(w scene.Vec) {
	q, ok := t.view.Project(w)
	if !ok {
		t.end()
		return
	}
	if t.now != nil && q.Sub(t.last).Norm() < resolution {
		return
	}
	next := t.seen
	if !t.path.Through && hidden(w, t.path.Over, t.view) {
		next = t.hidden
	}
	if t.now != nil && t.now != next {
		t.now.Add(q)
		t.end()
	}
	next.Add(q)
	t.now, t.last = next, q
}

func (t *tracer) end() {
	if t.now != nil {
		t.now.End()
		t.now = nil
	}
}

// arrow adds an arrowhead at the end of the way from a to b.
func arrow(p *scene.Polylines, v *scene.View, a, b scene.Vec) {
	const length, spread = 9.0, 0.45
	from, ok := v.Project(a)
	tip, ok2 := v.Project(b)
	d := from.Sub(tip)
	if !ok || !ok2 || d.Norm() < 1e-6 {
		return
	}
	back := math.Atan2(d.Y, d.X)
	barb := func(turn float64) scene.Point {
		s, c := math.Sincos(back + turn)
		return tip.Add(scene.Point{X: c, Y: s}.Scale(length))
	}
	p.Add(barb(-spread))
	p.Add(tip)
	p.Add(barb(spread))
	p.End()
}

// raised returns w, brought a little above the surface if it lies on it or
// below.
func raised(w scene.Vec, over *grid.Grid, v *scene.View) scene.Vec {
	if over == nil {
		return w
	}
	h := lift * (v.Box.Max.Z - v.Box.Min.Z)
	if z := over.Sample(w.X, w.Y); w.Z < z+h {
		w.Z = z + h
	}
	return w
}

// hidden reports whether the surface is between w and the eye.
func hidden(w scene.Vec, over *grid.Grid, v *scene.View) bool {
	if over == nil {
		return false
	}
	eye, parallel := v.Eye()
	if !parallel {
		eye = eye.Sub(w)
	}
	t, ok := over.Intersect(w.X, w.Y, w.Z, eye.X, eye.Y, eye.Z, 0)
	return ok && (parallel || t < 1)
}

// across returns the part of the way from a to c that is between the walls of
// b, seen from above: from < to if there is one.
func across(b scene.Box, a, c scene.Vec) (from, to float64) {
	walls := scene.Rect{Min: scene.Point{X: b.Min.X, Y: b.Min.Y}, Max: scene.Point{X: b.Max.X, Y: b.Max.Y}}
	return walls.Clip(scene.Point{X: a.X, Y: a.Y}, scene.Point{X: c.X, Y: c.Y})
}

// seriesColor returns c, or if it is zero the theme's colour of a series.
func seriesColor(t *scene.Theme, c scene.Color, series int) scene.Color {
	if c == (scene.Color{}) {
		return t.Series[series%len(t.Series)]
	}
	return c
}
