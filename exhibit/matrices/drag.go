package matrices

import (
	"math"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/plot"
)

// Grab takes hold of the tip of an image of a basis vector: the column of A
// follows it. Anything else is the plots' own.
func (s *Session) Grab(q scene.Point, w, h float64, grip exhibit.Grip) (exhibit.Drag, bool) {
	if s.motion.t > 0 { // I stands still, whatever A is
		if d, ok := s.boxes.Grab(q, w, h, grip); ok {
			return d, true
		}
	}
	if !grip.Pinch && !grip.Shift {
		if d, ok := s.grabTip(q, w, h, grip.Touch); ok {
			return d, true
		}
	}
	return s.Plots.Grab(q, w, h, grip)
}

// grabTip takes hold of the nearest tip that is in reach.
func (s *Session) grabTip(q scene.Point, w, h float64, touch bool) (exhibit.Drag, bool) {
	var p *plot.Plot
	switch s.figure.Panels[0] {
	case s.pictures.plane.panel():
		p = &s.pictures.plane.plot
	case s.pictures.line.panel():
		p = &s.pictures.line.plot
	}
	if p == nil || s.motion.t == 0 { // I stands still, whatever A is
		return exhibit.Drag{}, false
	}
	f := *p.Layout(s.figure.Rects(w, h)[0], s.figure.Look)
	reach := 14.0
	if touch {
		reach = 28
	}
	column, offset := -1, scene.Point{}
	size := s.motion.a.Shape[0]
	for j := range size {
		y := 0.0
		if size == 2 {
			y = s.motion.at(1, j)
		}
		tip, ok := f.ToScreen(s.motion.at(0, j), y)
		if d := tip.Sub(q); ok && d.Norm() <= reach && f.Area.Contains(tip) {
			column, offset, reach = j, d, d.Norm()
		}
	}
	if column < 0 {
		return exhibit.Drag{}, false
	}
	return s.dragTip(p, f, column, offset), true
}

// dragTip moves a column of A such that its image is under the pointer. What
// is seen of the plane stays while it is dragged.
func (s *Session) dragTip(p *plot.Plot, f plot.Frame, column int, offset scene.Point) exhibit.Drag {
	seen := p.GivenLimits().String()
	before := s.state.Text(planeLimits)
	t := s.motion.t
	// To what can be seen, which on a short way is a longer one of A.
	digit := int(math.Floor(math.Log10((f.Limits.X1 - f.Limits.X0) / 500 / t)))
	return exhibit.Drag{
		Cursor: "grab",
		Move: func(q scene.Point, st exhibit.State) exhibit.State {
			var tip [2]float64
			tip[0], tip[1] = f.ToData(q.Add(offset))
			return withImage(st, column, t, tip[:], digit).Try(planeLimits, seen)
		},
		Drop: func(st exhibit.State, _ bool) exhibit.State { return st.Try(planeLimits, before) },
	}
}

// withImage returns st with a column of A such that at t the image of its basis vector
// is tip, rounded to a power of ten.
func withImage(st exhibit.State, column int, t float64, tip []float64, digit int) exhibit.State {
	rows := st.Matrix("A")
	if column >= len(rows) {
		return st
	}
	for i := range rows {
		start := 0.0
		if i == column {
			start = 1
		}
		rows[i][column] = exhibit.Round((tip[i]-(1-t)*start)/t, digit)
	}
	return st.Try("A", exhibit.FormatMatrix(rows))
}

// moveColumn returns st with a column of A such that its image in space is at.
func (s *Session) moveColumn(column int, at scene.Vec, st exhibit.State) exhibit.State {
	box, t := s.pictures.solid.space.Box, s.motion.t
	if t == 0 { // it has been played back meanwhile
		return st
	}
	digit := int(math.Floor(math.Log10((box.Max.X - box.Min.X) / 500 / t)))
	return withImage(st, column, t, []float64{at.X, at.Y, at.Z}, digit)
}

// sayColumn returns where in space the image of a basis vector is.
func (s *Session) sayColumn(column int) string {
	m := &s.motion
	return m.name() + unitNames[column] + " = (" + brief(m.at(0, column)) + ", " + brief(m.at(1, column)) + ", " + brief(m.at(2, column)) + ")"
}

// Pick shows where the image of a basis vector is, or what the plots have.
func (s *Session) Pick(q scene.Point, w, h float64) (scene.Vec, bool) {
	s.Plots.Unpick()
	if at, ok := s.boxes.Pick(q, w, h); ok {
		return at, true
	}
	return s.Plots.Pick(q, w, h)
}

// Unpick takes that away.
func (s *Session) Unpick() {
	s.boxes.Unpick()
	s.Plots.Unpick()
}
