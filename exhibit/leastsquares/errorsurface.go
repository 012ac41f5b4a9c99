package leastsquares

import (
	"math"
	"strconv"

	"zscape/compute/contour"
	"zscape/compute/grid"
	"zscape/compute/leastsquares"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/scene"
	"zscape/scene/space"
	"zscape/task"
)

// errorSurface is the panel of the error surface with the descents on it.
type errorSurface struct {
	space   space.Space
	grid    *grid.Grid // a new one for every surface
	exact   *leastsquares.Surface
	top     float64 // of the box
	pair    [2]int  // the weights along its sides
	surface space.Surface
	paths   [len(rules)]space.Path
	laid    [len(rules)]laid
	heads   [len(rules)]space.Dots // where they are now
	start   space.Dots
	lowest  space.Dots
	probe   *space.Probe
	levels  contours
}

// laid is how far the path of a trail is laid.
type laid struct {
	log    task.Log
	stride int
}

// many is how many steps a path shows one by one; later ones it thins out.
const many = 1500

// contours are lines on the surface, traced once.
type contours struct {
	of    *grid.Grid
	lines [][]scene.Vec
}

// samples is how many there are along each side of the surface; every second
// one has a line.
const samples = 61

// firstRuleColor is the place in the theme's palette of the first rule: behind the classes.
const firstRuleColor = maxClasses

func (v *errorSurface) init() {
	for k := range v.paths {
		v.paths[k].Series, v.heads[k].Series = firstRuleColor+k, firstRuleColor+k
		v.heads[k].Radius = 4.5
	}
}

// show samples the surface over the given pair of weights.
func (v *errorSurface) show(s *session, pair [2]int) {
	v.pair, v.probe = pair, nil
	v.laid = [len(rules)]laid{}              // where a path was is elsewhere now
	f := s.surface.Profile(pair[0], pair[1]) // no path can run below it
	best, start := s.best(), s.start
	height := s.surface.At(start)
	_, lowest := s.surface.Minimum()
	var axes [2][]float64
	for k, i := range pair {
		bend := s.fit.XtX.Data[i*s.fit.XtX.Shape[1]+i]
		lo, hi := side(best[i], start[i], max(height-lowest, 0.1), bend)
		axes[k] = grid.Linspace(lo, hi, samples)
	}
	v.grid, v.exact = grid.New(axes[0], axes[1]), f
	f.GridTo(v.grid.Z, axes[0], axes[1])
	_, v.top, _ = v.grid.Range()
	v.top = max(v.top, 1.02*height)

	v.start = space.Dots{Points: []scene.Vec{v.at(start, height)}, Series: s.target, Radius: 5, Ring: true, Over: v.grid, Label: "start"}
	v.lowest = space.Dots{Points: []scene.Vec{v.at(best, lowest)}, Series: s.target, Radius: 7, Ring: true, Over: v.grid, Label: "minimum " + exhibit.Brief(lowest, 4)}
}

// at is where the weights w with the sum of squares j are in the box.
func (v *errorSurface) at(w []float64, j float64) scene.Vec {
	return scene.Vec{X: w[v.pair[0]], Y: w[v.pair[1]], Z: j}
}

// height returns J over a point of the floor.
func (v *errorSurface) height(x, y float64) float64 { return v.exact.At([]float64{x, y}) }

// side returns the range of a weight that is shown: around the best one, with
// the first one, and as far as the surface rises by height where it bends so.
// Its ends are round numbers, so that it stays while patterns move a little.
func side(best, first, height, bend float64) (lo, hi float64) {
	half := max(1.3*math.Abs(first-best), 0.8*math.Sqrt(height/bend))
	if !(half > 0 && half < 1e12) {
		half = max(1.3*math.Abs(first-best), 1)
	}
	unit := math.Pow(10, math.Floor(math.Log10(half))) / 5
	return unit * math.Floor((best-half)/unit), unit * math.Ceil((best+half)/unit)
}

// follow lays the paths to where the descents have come.
func (v *errorSurface) follow(s *session) {
	for k := range v.paths {
		path, head := &v.paths[k], &v.heads[k]
		path.Over, head.Over = v.grid, v.grid
		v.followTrail(k, &s.trails[k])
		head.Points = head.Points[:0]
		if n := len(path.Points); n > 1 {
			head.Points = append(head.Points, path.Points[n-1])
		}
	}
}

// followTrail lays the path of descent k on the surface. As long as it is not thinned
// out more than before, only what is new is added.
func (v *errorSurface) followTrail(k int, t *trail) {
	path, d, n := &v.paths[k], &v.laid[k], t.log.Len()
	stride := 1 + max(n-many, 0)/many
	kept := func(i int) bool { return i < many || i%stride == 0 }
	from := t.log.Common(d.log)
	switch {
	case from < d.log.Len() || stride != d.stride:
		path.Points, from = path.Points[:0], 0
	case from > 0 && !kept(from-1): // it was there as the last
		from--
		path.Points = path.Points[:len(path.Points)-1]
	}
	*d = laid{t.log, stride}
	if from == n {
		return
	}
	weights, j := t.weights(), t.j()
	x, y := weights[v.pair[0]], weights[v.pair[1]]
	for i := from; i < n; i++ {
		if kept(i) || i == n-1 {
			path.Points = append(path.Points, scene.Vec{X: x[i], Y: y[i], Z: j[i]})
		}
	}
}

// look shows the panel as the State says.
func (v *errorSurface) look(s *session) {
	st := s.state
	p, g := &v.space, v.grid
	p.Camera = st.Camera()
	p.Axes = space.Axes{X: weightName(v.pair[0]), Y: weightName(v.pair[1]), Z: "J"}
	p.Box = scene.Box{Min: scene.Vec{X: g.X[0], Y: g.Y[0]}, Max: scene.Vec{X: g.X[len(g.X)-1], Y: g.Y[len(g.Y)-1], Z: v.top}}

	m := &v.surface
	m.Grid = g
	m.Mode = heightfield.Modes[st.Text(exhibit.ModeKey)]
	m.RowStride, m.ColStride = 2, 2
	m.Color, m.ColorLines = v.color(s), true
	m.Levels = 0
	if levels := contour.NiceLevels(0, v.top, 14); st.On("contour") {
		m.Levels, m.LevelMin, m.LevelStep = len(levels), levels[0], levels[1]-levels[0]
		m.Trace = func() [][]scene.Vec { return v.levels.trace(g, levels) }
	}

	p.Marks = append(p.Marks[:0], m, &v.lowest)
	for k := range v.paths {
		if s.curves.lines[k].Hidden {
			continue
		}
		v.paths[k].Through = m.Mode == space.Wireframe
		p.Marks = append(p.Marks, &v.paths[k])
	}
	p.Marks = append(p.Marks, &v.start)
	for k := range v.heads {
		if !s.curves.lines[k].Hidden {
			p.Marks = append(p.Marks, &v.heads[k])
		}
	}
	if v.probe != nil {
		p.Marks = append(p.Marks, v.probe)
	}
}

// color returns the colours of the surface by height.
func (v *errorSurface) color(s *session) func(z float64) scene.Color {
	if s.state.Text(exhibit.ColormapKey) == "class" {
		c, paper := scene.Light.Series[s.target], scene.Color{R: 1, G: 1, B: 1, A: 1}
		if v.surface.Mode == space.Faces || v.surface.Mode == space.Smooth {
			return func(z float64) scene.Color { return c.Mix(paper, float32(0.1+0.7*z/v.top)) }
		}
		return func(float64) scene.Color { return c.Opacity(0.6) } // paths stand out
	}
	return exhibit.Colors(s.state.Text(exhibit.ColormapKey), 0, v.top)
}

func (c *contours) trace(g *grid.Grid, levels []float64) [][]scene.Vec {
	if c.of != g {
		c.of, c.lines = g, heightfield.Raised(contour.Lines(g, levels...))
	}
	return c.lines
}

func weightName(i int) string { return "w" + strconv.Itoa(i) }
