package heightfield

import (
	"errors"

	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/exhibit"
)

// flow is a height field on its way to another.
type flow struct {
	from *field
	to   *field    // named as its exhibit; nil: there is none
	ease float64   // how far z has gone, 0..1
	grid grid.Grid // the samples that are shown; its Z may be that of from
}

// readGoal returns the surface that st flows into, to be sampled; nil if there is
// none. The error is a *exhibit.Problem.
func readGoal(st exhibit.State, open exhibit.Opener) (*field, error) {
	text := st.Text(exhibit.GoalKey)
	if text == "" {
		return nil, nil
	}
	problem := func(en, ja string, args ...any) error {
		return &exhibit.Problem{Key: exhibit.GoalKey, Value: text, Reason: lang.Sprintf(en, ja, args...)}
	}
	goal, problems, err := exhibit.ParseWith(text, open, st.Shelf())
	if err != nil {
		return nil, problem("cannot be read as a surface: %v", "曲面として読めません: %v", err)
	}
	if len(problems) > 0 {
		return nil, problem("has an invalid value: %v", "値が正しくありません: %v", problems[0])
	}
	src, ok := NewSource(goal.Exhibit())
	if !ok {
		return nil, problem("is not a surface", "曲面ではありません")
	}
	if err := src.Update(goal); err != nil {
		return nil, lacking(problem("has an invalid value: %v", "値が正しくありません: %v", err), err)
	}
	return &field{name: goal.Exhibit().Name, extension: extension{Function: src}}, nil
}

// lacking passes on from cause to err which file is missing.
func lacking(err, cause error) error {
	var to, from *exhibit.Problem
	if errors.As(err, &to) && errors.As(cause, &from) {
		to.Missing = from.Missing
	}
	return err
}

// easing returns how far z has gone at time t, both 0..1.
func easing(name string, t float64) float64 {
	if name == "smooth" {
		return t * t * (3 - 2*t)
	}
	return t
}

// easeOf returns how far st has gone on its way to a field, which may be nil.
func easeOf(st exhibit.State, to *field) float64 {
	if to == nil {
		return 0
	}
	return easing(st.Text("ease"), st.Number(exhibit.PositionKey))
}

// set lets it be so far on its way to a field, which may be nil, and reports whether
// that is a change.
func (f *flow) set(to *field, ease float64) (changed bool) {
	changed = to != f.to || ease != f.ease
	f.to, f.ease = to, ease
	return changed
}

// update brings the samples to where the flow is. Between the two fields they
// are torn where one of these is.
func (f *flow) update() {
	start, g := &f.from.grid, &f.grid
	g.X, g.Y, g.Torn = start.X, start.Y, start.Torn
	if !f.begun() {
		g.Z = start.Z
		return
	}
	if g.Torn = f.to.grid.Torn; f.ease < 1 {
		g.Torn = tornInEither(start.Torn, f.to.grid.Torn)
	}
	if n := len(start.Z); len(g.Z) != n || &g.Z[0] == &start.Z[0] {
		g.Z = make([]float64, n)
	}
	grid.LerpTo(g.Z, start.Z, f.to.grid.Z, f.ease)
}

// begun reports whether it has left the start.
func (f *flow) begun() bool { return f.to != nil && f.ease != 0 }

// at returns the exact height of what is shown.
func (f *flow) at(x, y float64) float64 {
	z := f.from.At(x, y)
	if !f.begun() {
		return z
	}
	return z*(1-f.ease) + f.to.At(x, y)*f.ease
}

// profile is at, without the walls between data that are torn apart.
func (f *flow) profile(x, y float64) float64 {
	if f.grid.Torn != nil && measured(f.from.Function) {
		if z := f.grid.Sample(x, y); z != z {
			return z
		}
	}
	return f.at(x, y)
}

// span returns the heights that are to be shown: between those of the two fields,
// as far as z has gone.
func (f *flow) span() span {
	s := f.from.span
	if f.to == nil {
		return s
	}
	e, t := f.to.span, f.ease
	return span{
		zRange{s.lo*(1-t) + e.lo*t, s.hi*(1-t) + e.hi*t},
		s.up && t < 1 || e.up && t > 0,
		s.down && t < 1 || e.down && t > 0,
	}
}
