package heightfield

import (
	"slices"

	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/exhibit"
)

// easing returns how far z has gone at time t, both 0..1.
func easing(name string, t float64) float64 {
	if name == "smooth" {
		return t * t * (3 - 2*t)
	}
	return t
}

// ending reads the State of the end surface and samples it where the start surface is sampled.
func (s *Session) ending(st exhibit.State, x, y []float64) (*ending, error) {
	text := st.Text("to")
	if text == "" {
		return nil, nil
	}
	problem := func(en, ja string, args ...any) error {
		return &exhibit.Problem{Key: "to", Value: text, Reason: lang.Sprintf(en, ja, args...)}
	}
	goal, problems, err := exhibit.ParseWith(text, s.open, st.Shelf())
	if err != nil {
		return nil, problem("cannot be read as a surface: %v", "曲面として読めません: %v", err)
	}
	if len(problems) > 0 {
		return nil, problem("has an invalid value: %v", "値が正しくありません: %v", problems[0])
	}
	if goal.Exhibit().Surface == nil {
		return nil, problem("is not a surface", "曲面ではありません")
	}
	src := goal.Exhibit().Surface()
	if err := src.Update(goal); err != nil {
		return nil, lacking(problem("has an invalid value: %v", "値が正しくありません: %v", err), err)
	}
	end := &ending{function: function{Surface: src}, name: goal.Exhibit().Name, grid: grid.Grid{X: x, Y: y, Z: make([]float64, len(x)*len(y))}}
	end.sample(&end.grid)
	return end, nil
}

// Press carries out the buttons of the motion group: "keep" makes the surface
// that is shown now the end, "swap" exchanges start and end.
func (s *Session) Press(key string, st exhibit.State) (exhibit.State, bool) {
	switch key {
	case "keep":
		next, err := st.Set("to", s.surfaceOnly(st))
		if err != nil {
			return st, false
		}
		next, _ = next.Set(exhibit.PositionKey, "0")
		return next, true
	case "swap":
		goal, _, err := exhibit.ParseWith(st.Text("to"), s.open, st.Shelf())
		if err != nil {
			return st, false
		}
		// The lattice and the look are the picture's, the rest the surface's.
		for _, c := range st.Exhibit().Controls {
			if _, both := goal.Exhibit().Control(c.Key); both && c.Kind != exhibit.Action && !slices.Contains(s.own, c.Key) && c.Key != "to" {
				if next, err := goal.Set(c.Key, st.Text(c.Key)); err == nil {
					goal = next
				}
			}
		}
		goal, _ = goal.Set(exhibit.PositionKey, "0")
		if next, err := goal.Set("to", s.surfaceOnly(st)); err == nil {
			return next, true
		}
	}
	return st, false
}

// surfaceOnly writes the State with nothing but the Source's own keys.
func (s *Session) surfaceOnly(st exhibit.State) string {
	only := st.Exhibit().Default()
	for _, key := range s.own {
		only, _ = only.Set(key, st.Text(key))
	}
	return only.String()
}
