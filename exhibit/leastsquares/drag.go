package leastsquares

import (
	"math"
	"slices"
	"strconv"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/space"
)

const (
	reach      = 12.0 // how near a pattern must be to be held, screen units
	touchReach = 24.0 // by a finger
	outside    = 30.0 // how far from the plot a pattern is dropped to be removed
)

// Grab takes hold of a pattern, of the start of the descents, or of what all
// plots have. A click on a pattern gives it another class, a click beside the
// patterns adds one.
func (s *session) Grab(q scene.Point, w, h float64, grip exhibit.Grip) (exhibit.Drag, bool) {
	near := reach
	if grip.Touch {
		near = touchReach
	}
	_, panel, r := s.figure.PanelAt(q, w, h)
	if grip.Pinch {
		return s.Plots.Grab(q, w, h, grip)
	}
	switch panel {
	case planePanel:
		f := *s.plane.plot.Layout(r, s.figure.Look)
		if k, at := s.patternAt(&f, q, near); k >= 0 {
			return s.hold(k, f, at.Sub(q), grip), true
		}
		d, ok := s.Plots.Grab(q, w, h, grip)
		if ok && !grip.Shift && f.Area.Contains(q) {
			d.Drop = func(st exhibit.State, moved bool) exhibit.State {
				if moved {
					return st
				}
				return put(st, s.patterns.with(s.dataAt(&f, q), st.Int("add")-1))
			}
		}
		return d, ok
	case errorPanel:
		s.Figure()
		v := *s.errorSurface.space.View(r, s.figure.Look)
		if at, ok := v.Project(s.errorSurface.start.Points[0]); ok && at.Sub(q).Norm() <= near {
			return s.holdStart(&v, at.Sub(q)), true
		}
	}
	return s.Plots.Grab(q, w, h, grip)
}

// patternAt returns the pattern nearest to q, and where it is; k is -1 if none
// is near.
func (s *session) patternAt(f *plot.Frame, q scene.Point, near float64) (k int, at scene.Point) {
	k = -1
	for i, p := range s.patterns.list {
		x, y := p.Features[0], 0.0
		switch {
		case s.patterns.features > 1:
			y = p.Features[1]
		case p.Class == s.target:
			y = 1
		}
		here, ok := f.ToScreen(x, y)
		if d := here.Sub(q).Norm(); ok && d <= near && f.Area.Inset(-reach).Contains(here) {
			k, at, near = i, here, d
		}
	}
	return k, at
}

// hold drags pattern k, which is off away from the pointer. While it moves, the
// limits stay. Outside of the plot it is taken away, and comes back inside.
func (s *session) hold(k int, f plot.Frame, off scene.Point, grip exhibit.Grip) exhibit.Drag {
	before, held := s.patterns, false
	return exhibit.Drag{
		Cursor: "pointer",
		Move: func(q scene.Point, st exhibit.State) exhibit.State {
			if st.Text("plane") == "" {
				st, held = st.Try("plane", f.Limits.String()), true
			}
			if !f.Area.Inset(-outside).Contains(q) {
				return put(st, before.without(k))
			}
			return put(st, before.moved(k, s.dataAt(&f, q.Add(off))))
		},
		Drop: func(st exhibit.State, moved bool) exhibit.State {
			switch {
			case held:
				return st.Try("plane", "")
			case moved:
				return st
			case grip.Shift:
				return put(st, before.without(k))
			}
			return put(st, before.recolored(k))
		},
	}
}

// holdStart drags the start over the error surface.
func (s *session) holdStart(v *scene.View, off scene.Point) exhibit.Drag {
	g, pair := s.errorSurface.grid, s.errorSurface.pair
	return exhibit.Drag{
		Cursor: "grab",
		Move: func(q scene.Point, st exhibit.State) exhibit.State {
			hit, ok := v.Strike(g, q.Add(off))
			if !ok {
				return st
			}
			st = setNumber(st, weightKey(pair[0]), rounded(hit.X, v.Box.Max.X-v.Box.Min.X))
			return setNumber(st, weightKey(pair[1]), rounded(hit.Y, v.Box.Max.Y-v.Box.Min.Y))
		},
	}
}

// dataAt returns the features at q, rounded to what can be seen.
func (s *session) dataAt(f *plot.Frame, q scene.Point) []float64 {
	x, y := f.ToData(q)
	features := []float64{rounded(x, f.Limits.X1-f.Limits.X0), rounded(y, f.Limits.Y1-f.Limits.Y0)}
	return features[:s.patterns.features]
}

// rounded returns v rounded to a power of ten that is about a hundredth of span.
func rounded(v, span float64) float64 {
	return exhibit.Round(v, int(math.Floor(math.Log10(span)))-2)
}

// Pick shows the values of a point of the surface, or of a plot.
func (s *session) Pick(q scene.Point, w, h float64) (scene.Vec, bool) {
	s.Unpick()
	_, panel, r := s.figure.PanelAt(q, w, h)
	if panel != errorPanel {
		return s.Plots.Pick(q, w, h)
	}
	s.Figure()
	v, g := s.errorSurface.space.View(r, s.figure.Look), s.errorSurface.grid
	hit, ok := v.Strike(g, q)
	if !ok {
		return scene.Vec{}, false
	}
	hit.Z = s.errorSurface.height(hit.X, hit.Y)
	s.errorSurface.probe = &space.Probe{At: hit, Grid: g,
		Label: weightName(s.errorSurface.pair[0]) + " " + exhibit.Brief(hit.X, 4) + "   " + weightName(s.errorSurface.pair[1]) + " " + exhibit.Brief(hit.Y, 4) + "   J " + exhibit.Brief(hit.Z, 4)}
	return hit, true
}

// Unpick takes the values away.
func (s *session) Unpick() {
	s.errorSurface.probe = nil
	s.Plots.Unpick()
}

// Press carries out the buttons.
func (s *session) Press(key string, st exhibit.State) (exhibit.State, bool) {
	p := s.patterns
	switch key {
	case "put":
		return put(st, p.with(p.free(), st.Int("add")-1)), true
	case "take":
		for k := len(p.list) - 1; k >= 0; k-- {
			if p.list[k].Class == st.Int("add")-1 {
				return put(st, p.without(k)), true
			}
		}
		return st, true
	case "above":
		return setNumber(st, "rate", roundedUp(1.02*s.surface.LargestRate())), true
	}
	k := slices.IndexFunc(sets, func(s set) bool { return s.button == key })
	if k < 0 {
		return st, false
	}
	for _, key := range presetKeys {
		st = st.Try(key, st.Default(key))
	}
	for _, v := range sets[k].values {
		st = st.Try(v.key, v.value)
	}
	return st.Try("p", sets[k].patterns), true
}

// put returns st with other patterns, if it takes them: there is always one.
// The discriminant that is looked at stays among those of the classes.
func put(st exhibit.State, p patterns) exhibit.State {
	next, err := st.Set("p", p.String())
	if err != nil {
		return st
	}
	if next.Int("disc") > p.classes {
		next = setNumber(next, "disc", float64(p.classes))
	}
	return next
}

func setNumber(st exhibit.State, key string, v float64) exhibit.State {
	return st.Try(key, exhibit.FormatNumber(v))
}

// roundedUp returns v to three digits, not less than v.
func roundedUp(v float64) float64 {
	unit := math.Pow10(int(math.Floor(math.Log10(v))) - 2)
	r, _ := strconv.ParseFloat(strconv.FormatFloat(unit*math.Ceil(v/unit), 'g', 6, 64), 64)
	return r
}

func weightKey(i int) string { return "s" + strconv.Itoa(i) }
