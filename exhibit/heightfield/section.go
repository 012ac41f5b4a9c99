package heightfield

import (
	"math"
	"strings"

	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/compute/plain"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/space"
)

// section is the cut through the surface along the line between two points that
// can be dragged: where it runs, and the heights along it.
type section struct {
	ends  [2][2]float64 // x, y
	paths []space.Path  // on the only surface, one as far as it goes on,
	ways  []space.Curve // or on each of several
	dots  space.Dots
	plot  plot.Plot
	lines []plot.Line // one a field
	here  plot.Rule
}

const (
	sectionSamples = 401
	reach          = 14.0 // screen units from an end at which it is taken hold of,
	touchReach     = 26.0 // and by a finger
)

// sectionControl is where the ends of the cut are.
func sectionControl() exhibit.Control {
	return exhibit.Control{Key: "section", Kind: exhibit.Word, Hidden: true, Label: text("ends of the cut: x, y, x, y", "断面の両端: x, y, x, y"), Check: func(t string) (string, error) {
		if strings.TrimSpace(t) == "" {
			return "", nil
		}
		ends, err := readSection(t)
		return ends.String(), err
	}}
}

type sectionEnds [2][2]float64

func (e sectionEnds) String() string {
	words := make([]string, 0, 4)
	for _, p := range e {
		words = append(words, exhibit.FormatNumber(p[0]), exhibit.FormatNumber(p[1]))
	}
	return strings.Join(words, ",")
}

// readSection reads two points.
func readSection(t string) (e sectionEnds, reason error) {
	words := strings.Split(plain.String(t), ",")
	if len(words) != 4 {
		return e, lang.Errorf("must be two points, such as -1,0,1,2", "2点を -1,0,1,2 のように書いてください")
	}
	for k, w := range words {
		v, err := exhibit.ParseNumber(w)
		if err != nil {
			return e, lang.Errorf("must be two points: %.20q %v", "2点を書いてください: %.20q は%v", w, err)
		}
		if math.Abs(v) > 1e16 {
			return e, lang.Errorf("must be two points: %.20q is too large", "2点を書いてください: %.20q は大きすぎます", w)
		}
		e[k/2][k%2] = v + 0
	}
	if e[0] == e[1] {
		return e, lang.Errorf("must be two different points", "異なる2点にしてください")
	}
	return e, nil
}

// sectionEnds returns the ends of the cut: those of the State, or near two
// opposite corners.
func (s *Session) sectionEnds() sectionEnds {
	if t := s.State.Text("section"); t != "" {
		if e, err := readSection(t); err == nil {
			return e
		}
	}
	x, y := s.shown.X, s.shown.Y
	at := func(a []float64, t float64) float64 {
		width := a[len(a)-1] - a[0]
		return exhibit.Round(a[0]+t*width, int(math.Floor(math.Log10(width)))-3)
	}
	return sectionEnds{{at(x, 0.1), at(y, 0.2)}, {at(x, 0.9), at(y, 0.8)}}
}

// fields returns the height fields that are cut, and their names.
func (s *Session) cutFields() (fields []func(x, y float64) float64, names []string) {
	if s.body.pieces == nil {
		return []func(x, y float64) float64{s.seen}, []string{""}
	}
	for k, f := range s.body.heights {
		if f != nil {
			fields, names = append(fields, f), append(names, s.body.names[k])
		}
	}
	return fields, names
}

// cut brings the section's panel, and its marks on the surface, to the State.
func (s *Session) cut() {
	c := &s.section
	e := s.sectionEnds()
	c.ends = e
	length := math.Hypot(e[1][0]-e[0][0], e[1][1]-e[0][1])
	fields, names := s.cutFields()
	if len(c.lines) != len(fields) {
		c.lines, c.ways = make([]plot.Line, len(fields)), make([]space.Curve, len(fields))
		c.plot.Marks = []plot.Mark{&c.here}
		for k := range c.lines {
			c.plot.Marks = append(c.plot.Marks, &c.lines[k])
		}
	}
	c.dots = space.Dots{Points: c.dots.Points[:0], Radius: 6.5, Series: 1, Ring: true}
	for k, f := range fields {
		l := &c.lines[k]
		l.Name = names[k]
		place := func(t float64) (x, y float64) {
			return e[0][0] + t*(e[1][0]-e[0][0]), e[0][1] + t*(e[1][1]-e[0][1])
		}
		l.X, l.Y = s.breaks.apart(grid.Linspace(0, 1, sectionSamples), func(t float64) float64 {
			x, y := place(t)
			if d := s.body.domain(); d != nil && !d.Inside(x, y) {
				return math.NaN()
			}
			return f(x, y)
		}, l.X, l.Y)
		ways := [][]scene.Vec{nil}
		for n, t := range l.X {
			if t != t { // the line goes on elsewhere
				ways = append(ways, nil)
				continue
			}
			x, y := place(t)
			way := &ways[len(ways)-1]
			*way = append(*way, scene.Vec{X: x, Y: y, Z: s.height(l.Y[n])})
			l.X[n] = t * length
		}
		c.paths = c.paths[:0]
		for _, way := range ways {
			c.paths = append(c.paths, space.Path{Points: way, Width: 2.4, Series: 1, Over: &s.whole})
		}
		c.ways[k] = space.Curve{Lines: ways, Width: 2.6, Series: k, Behind: &s.body.patches}
	}
	for _, p := range e {
		c.dots.Points = append(c.dots.Points, s.handle(p))
	}
	scale := plot.Linear
	if s.log {
		scale = plot.Log
	}
	r := s.limits()
	span := s.shown.X[len(s.shown.X)-1] - s.shown.X[0]
	point := func(p [2]float64) string { return "(" + digits(p[0], span) + ", " + digits(p[1], span) + ")" }
	c.plot.Title = "z from " + point(e[0]) + " to " + point(e[1])
	c.plot.X, c.plot.Y = plot.Axis{Label: "distance along the cut"}, plot.Axis{Min: r.lo, Max: r.hi, Scale: scale}
	c.here = plot.Rule{At: math.NaN(), Dash: 3}
	if s.probe != nil && length > 0 {
		// Where the probe is nearest to the cut.
		p := s.probe.At
		c.here.At = ((p.X-e[0][0])*(e[1][0]-e[0][0]) + (p.Y-e[0][1])*(e[1][1]-e[0][1])) / length
	}
}

// domain returns where fields are, nil for the rectangle of the lattice.
func (b *body) domain() *Domain {
	if b.pieces == nil {
		return nil
	}
	return b.pieces.Domain
}

// handle returns where an end of the cut is drawn: on the surface, or where there
// is none in the middle of the box's height.
func (s *Session) handle(p [2]float64) scene.Vec {
	r := s.span()
	at := scene.Vec{X: p[0], Y: p[1], Z: (r.lo + r.hi) / 2}
	fields, _ := s.cutFields()
	for _, f := range fields {
		if z := s.height(f(p[0], p[1])); r.lo <= z && z <= r.hi {
			at.Z = z
			break
		}
	}
	return at
}

// sectionMarks are those of the cut in space.
func (s *Session) sectionMarks() (marks []space.Mark) {
	c := &s.section
	if s.body.pieces == nil {
		for k := range c.paths {
			marks = append(marks, &c.paths[k])
		}
		return append(marks, &c.dots)
	}
	for k := range c.ways {
		marks = append(marks, &c.ways[k])
	}
	return append(marks, &c.dots)
}

// cuts reports whether there is a cut that can be dragged.
func (s *Session) cuts() bool {
	return s.State.Text("beside") == "section" && !s.Flat() && !s.body.noField() && s.multiples.sessions == nil
}

// Grab takes hold of an end of the cut.
func (s *Session) Grab(q scene.Point, w, h float64, grip exhibit.Grip) (exhibit.Drag, bool) {
	if !s.cuts() || grip.Pinch {
		return exhibit.Drag{}, false
	}
	f := s.Figure()
	_, k, r := f.PanelAt(q, w, h)
	if k != 0 {
		return exhibit.Drag{}, false
	}
	v := *s.space.View(r, f.Look)
	near := reach
	if grip.Touch {
		near = touchReach
	}
	held := -1
	var off scene.Point
	for n, p := range s.section.dots.Points {
		if at, ok := v.Project(p); ok && at.Sub(q).Norm() <= near {
			held, near, off = n, at.Sub(q).Norm(), at.Sub(q)
		}
	}
	if held < 0 {
		return exhibit.Drag{}, false
	}
	return exhibit.Drag{
		Cursor: "grab",
		Move: func(q scene.Point, st exhibit.State) exhibit.State {
			e := s.sectionEnds()
			to, ok := s.under(&v, q.Add(off), s.handle(e[held]).Z)
			if !ok {
				return st
			}
			e[held] = to
			return st.Try("section", e.String())
		},
	}, true
}

// under returns the place on the ground of what is seen at q: of a surface, or
// where there is none of the level z; as finely as can be seen, and within the
// lattice.
func (s *Session) under(v *scene.View, q scene.Point, z float64) (p [2]float64, ok bool) {
	at, _, ok := s.strike(v, q)
	if !ok {
		o, d := v.Ray(q)
		if math.Abs(d.Z) < 1e-9*d.Norm() {
			return p, false
		}
		at = o.Add(d.Scale((z - o.Z) / d.Z))
	}
	if !at.Finite() {
		return p, false
	}
	for k, a := range [2][]float64{s.shown.X, s.shown.Y} {
		lo, hi := a[0], a[len(a)-1]
		c := max(lo, min([2]float64{at.X, at.Y}[k], hi))
		p[k] = max(lo, min(exhibit.Round(c, int(math.Floor(math.Log10(hi-lo)))-3), hi))
	}
	return p, true
}

// Zoom and Reset leave the picture to the camera.
func (s *Session) Zoom(scene.Point, float64, float64, float64, exhibit.State) (exhibit.State, bool) {
	return exhibit.State{}, false
}

// Reset leaves the picture to the camera.
func (s *Session) Reset(scene.Point, float64, float64, exhibit.State) (exhibit.State, bool) {
	return exhibit.State{}, false
}
