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
	ends   sectionEnds
	points [2]scene.Vec    // the ends on the surface
	ways   [][][]scene.Vec // on each field that is cut, as far as it goes on
	paths  []space.Path    // of the only one,
	curves []space.Curve   // or of each of several
	dots   space.Dots
	plot   plot.Plot
	lines  []plot.Line // one a field
	here   plot.Rule
}

// sectionSamples is how many places of a cut are looked at.
const sectionSamples = 401

// sectionControl is where the ends of the cut are.
func sectionControl() exhibit.Control {
	return exhibit.Control{Key: "section", Kind: exhibit.Word, Hidden: true, Label: text("ends of the cross-section: x, y, x, y", "断面の両端: x, y, x, y"), Check: func(t string) (string, error) {
		if strings.TrimSpace(t) == "" {
			return "", nil
		}
		ends, err := readSection(t)
		return ends.String(), err
	}}
}

// sectionEnds are x and y of both ends.
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

// endsOf returns the ends of the cut: those of st, or near two opposite corners of
// the lattice x, y.
func endsOf(st exhibit.State, x, y []float64) sectionEnds {
	if t := st.Text("section"); t != "" {
		if e, err := readSection(t); err == nil {
			return e
		}
	}
	at := func(a []float64, t float64) float64 {
		width := a[len(a)-1] - a[0]
		return exhibit.Round(a[0]+t*width, int(math.Floor(math.Log10(width)))-3)
	}
	return sectionEnds{{at(x, 0.1), at(y, 0.2)}, {at(x, 0.9), at(y, 0.8)}}
}

// at returns the place that is a fraction t of the way from end to end.
func (e *sectionEnds) at(t float64) (x, y float64) {
	return e[0][0] + t*(e[1][0]-e[0][0]), e[0][1] + t*(e[1][1]-e[0][1])
}

func (e *sectionEnds) length() float64 { return math.Hypot(e[1][0]-e[0][0], e[1][1]-e[0][1]) }

// along returns how far along the cut the place is that is nearest to p.
func (e *sectionEnds) along(p scene.Vec) float64 {
	return ((p.X-e[0][0])*(e[1][0]-e[0][0]) + (p.Y-e[0][1])*(e[1][1]-e[0][1])) / e.length()
}

// cutField is a height field that can be cut.
type cutField struct {
	name string
	z    func(x, y float64) float64
}

// cutFieldsOf returns the height fields that are cut: the one that is shown or, if m is
// composite, those among its patches.
func cutFieldsOf(m *samples, shown *flow, p *patches) (list []cutField) {
	if m.pieces == nil {
		return []cutField{{"", shown.profile}}
	}
	for k, f := range p.heights {
		if f != nil {
			list = append(list, cutField{p.names[k], f})
		}
	}
	return list
}

// cut brings the section to that of fields between the ends e. There is nothing beyond
// the domain d, which may be nil.
func (c *section) cut(e sectionEnds, fields []cutField, d *Domain, b breaks, a *zAxis) {
	c.ends = e
	if len(c.lines) != len(fields) {
		c.lines, c.ways = make([]plot.Line, len(fields)), make([][][]scene.Vec, len(fields))
		c.plot.Marks = []plot.Mark{&c.here}
		for k := range c.lines {
			c.plot.Marks = append(c.plot.Marks, &c.lines[k])
		}
	}
	for k, f := range fields {
		l := &c.lines[k]
		l.Name = f.name
		l.X, l.Y = b.line(grid.Linspace(0, 1, sectionSamples), func(t float64) float64 {
			x, y := e.at(t)
			if d != nil && !d.Inside(x, y) {
				return math.NaN()
			}
			return f.z(x, y)
		}, l.X, l.Y)
		ways := [][]scene.Vec{nil}
		for n, t := range l.X {
			if t != t { // the line goes on elsewhere
				ways = append(ways, nil)
				continue
			}
			x, y := e.at(t)
			way := &ways[len(ways)-1]
			*way = append(*way, scene.Vec{X: x, Y: y, Z: a.height(l.Y[n])})
			l.X[n] = t * e.length()
		}
		c.ways[k] = ways
	}
	for k, p := range e {
		c.points[k] = onSurface(p, fields, a)
	}
	c.plot.X, c.plot.Y = plot.Axis{Label: "distance along the section"}, profileAxis(a)
}

// profileAxis returns the axis of the heights in a profile.
func profileAxis(a *zAxis) plot.Axis {
	scale := plot.Linear
	if a.log {
		scale = plot.Log
	}
	return plot.Axis{Min: a.limits.lo, Max: a.limits.hi, Scale: scale}
}

// onSurface returns where an end of the cut is drawn: on a field, or where there is
// none in the middle of the box's height.
func onSurface(p [2]float64, fields []cutField, a *zAxis) scene.Vec {
	r := a.box()
	at := scene.Vec{X: p[0], Y: p[1], Z: (r.lo + r.hi) / 2}
	for _, f := range fields {
		if z := a.height(f.z(p[0], p[1])); r.lo <= z && z <= r.hi {
			at.Z = z
			break
		}
	}
	return at
}

// panel returns the profile, with a title that is as exact as x over a lattice of
// this width, and a rule beside the probe, if there is one.
func (c *section) panel(width float64, probe *scene.Vec) *plot.Plot {
	point := func(p [2]float64) string { return "(" + digits(p[0], width) + ", " + digits(p[1], width) + ")" }
	c.plot.Title = "z from " + point(c.ends[0]) + " to " + point(c.ends[1])
	c.here = plot.Rule{At: math.NaN(), Dash: 3}
	if probe != nil && c.ends.length() > 0 {
		c.here.At = c.ends.along(*probe)
	}
	return &c.plot
}

// marks returns those of the cut in space: over the samples of the only field or, if
// it is not nil, behind patches.
func (c *section) marks(over *grid.Grid, behind *space.Patches) (marks []space.Mark) {
	c.paths, c.curves = c.paths[:0], c.curves[:0]
	for k, ways := range c.ways {
		if behind != nil {
			c.curves = append(c.curves, space.Curve{Lines: ways, Width: 2.6, Series: k, Behind: behind})
			continue
		}
		for _, way := range ways {
			c.paths = append(c.paths, space.Path{Points: way, Width: 2.4, Series: 1, Over: over})
		}
	}
	for k := range c.paths {
		marks = append(marks, &c.paths[k])
	}
	for k := range c.curves {
		marks = append(marks, &c.curves[k])
	}
	c.dots = space.Dots{Points: c.points[:], Radius: 6.5, Series: 1, Ring: true}
	return append(marks, &c.dots)
}

// How near to an end of the cut it is taken hold of, in screen units: by a mouse,
// and by a finger.
const reach, touchReach = 14.0, 26.0

// grip returns which end is taken hold of at q, and where from there it is seen; -1
// if none is.
func (c *section) grip(v *scene.View, q scene.Point, touch bool) (end int, off scene.Point) {
	near := reach
	if touch {
		near = touchReach
	}
	end = -1
	for n, p := range c.points {
		if at, ok := v.Project(p); ok && at.Sub(q).Norm() <= near {
			end, near, off = n, at.Sub(q).Norm(), at.Sub(q)
		}
	}
	return end, off
}
