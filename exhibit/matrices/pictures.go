package matrices

import (
	"math"

	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/scene"
	"zscape/scene/plot"
)

// picture shows a motion, if its size is one that the picture is for.
type picture interface {
	panel() scene.Panel
	// key is the control that holds the limits of a plot which can be moved.
	key() string
	show(m *motion, st exhibit.State)
}

// pictures are all there are.
type pictures struct {
	line     line
	plane    plane
	solid    solid
	heatmap  heatmap
	spectrum spectrum
	strength strength
}

// newPictures returns empty pictures, to be shown a motion.
func newPictures() *pictures {
	p := new(pictures)
	p.line.init()
	p.plane.init()
	p.solid.init()
	p.heatmap.init()
	p.spectrum.init()
	p.strength.init()
	return p
}

// portray shows the motion in the pictures that suit its size: what M does,
// and beside it the numbers that do not depend on the axes.
func (s *Session) portray() {
	p := s.pictures
	var main, beside picture = &p.heatmap, &p.spectrum
	switch rows, cols := s.motion.a.Dims(); {
	case rows == 1 && cols == 1:
		main = &p.line
	case rows == 2 && cols == 2:
		main = &p.plane
	case rows == 3 && cols == 3:
		main = &p.solid
	}
	if s.motion.eigen == nil {
		beside = &p.strength
	}
	s.figure.Panels, s.Panels = s.figure.Panels[:0], s.Panels[:0]
	for _, shown := range []picture{main, beside} {
		s.figure.Panels = append(s.figure.Panels, shown.panel())
		if panel, ok := shown.panel().(*plot.Plot); ok {
			s.Panels = append(s.Panels, plot2d.Panel{Plot: panel, Limits: shown.key()})
		}
	}
	s.Plots.Apply(s.state)
	main.show(&s.motion, s.state)
	beside.show(&s.motion, s.state)
}

// arrange gives the second picture what the first, which is the larger, can
// spare; in a small one it has no place.
func arrange(r scene.Rect) []scene.Rect {
	const least, gap = 130.0, 8.0
	main, beside := r, scene.Rect{}
	if r.W() > r.H() {
		side := min(0.36*r.W(), 1.05*r.H())
		if side < least {
			return []scene.Rect{r, {}}
		}
		main.Max.X -= side + gap
		beside = scene.Rect{Min: scene.Point{X: main.Max.X + gap, Y: r.Min.Y}, Max: r.Max}
		if spare := beside.H() - 1.1*side; spare > 0 {
			beside.Min.Y, beside.Max.Y = beside.Min.Y+spare/2, beside.Max.Y-spare/2
		}
		return []scene.Rect{main, beside}
	}
	side := min(0.36*r.H(), 0.8*r.W())
	if side < least {
		return []scene.Rect{r, {}}
	}
	main.Max.Y -= side + gap
	beside = scene.Rect{Min: scene.Point{X: r.Min.X, Y: main.Max.Y + gap}, Max: r.Max}
	return []scene.Rect{main, beside}
}

// extent is a range of numbers.
type extent struct{ lo, hi float64 }

// with returns the least extent that also holds v.
func (e extent) with(v float64) extent {
	if v-v != 0 {
		return e
	}
	return extent{min(e.lo, v), max(e.hi, v)}
}

// rounded returns an extent with a little room, that ends at round numbers: it
// is the same for a while as its contents change.
func (e extent) rounded() extent {
	const huge = 1e299
	lo, hi := max(e.lo, -huge), min(e.hi, huge)
	room := 0.07 * (hi - lo)
	step := roundStep((hi - lo) / 10)
	return extent{math.Floor((lo-room)/step) * step, math.Ceil((hi+room)/step) * step}
}

// roundStep returns the least of 1, 2 and 5 times a power of ten that is at
// least v, which is positive.
func roundStep(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, k := range []float64{1, 2, 5} {
		if k*power >= v {
			return k * power
		}
	}
	return 10 * power
}

// grey is quiet on light and on dark paper.
var grey = scene.Hex(0x7d8790)
