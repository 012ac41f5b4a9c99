package heightfield

import (
	"slices"

	"zscape/exhibit"
)

// keep returns st with its own surface as what it flows into.
func keep(st exhibit.State, own []string) (exhibit.State, bool) {
	next, err := st.Set(exhibit.GoalKey, surfaceOnly(st, own))
	if err != nil {
		return st, false
	}
	next, _ = next.Set(exhibit.PositionKey, "0")
	return next, true
}

// swap returns the State of the surface into which st flows, which flows into that
// of st.
func swap(st exhibit.State, own []string, open exhibit.Opener) (exhibit.State, bool) {
	goal, _, err := exhibit.ParseWith(st.Text(exhibit.GoalKey), open, st.Shelf())
	if err != nil {
		return st, false
	}
	// The lattice and the look are the picture's, the rest the surface's.
	for _, c := range st.Exhibit().Controls {
		if _, both := goal.Exhibit().Control(c.Key); both && c.Kind != exhibit.Action && !slices.Contains(own, c.Key) && c.Key != exhibit.GoalKey {
			goal = goal.Try(c.Key, st.Text(c.Key))
		}
	}
	goal, _ = goal.Set(exhibit.PositionKey, "0")
	next, err := goal.Set(exhibit.GoalKey, surfaceOnly(st, own))
	if err != nil {
		return st, false
	}
	return next, true
}

// surfaceOnly writes the State with nothing but the Source's own keys.
func surfaceOnly(st exhibit.State, own []string) string {
	only := st.Exhibit().Default()
	for _, key := range own {
		only, _ = only.Set(key, st.Text(key))
	}
	return only.String()
}
