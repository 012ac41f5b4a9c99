package solid

import "zscape/compute/grid"

// Model is what a body is made of.
type Model struct {
	// Grid is a height field, NaN where there is no surface. Sheet is what else
	// there is in space, in its place.
	Grid  *grid.Grid
	Sheet *Sheet

	// Thickness is that of the material below the lowest point of a height field, or
	// that of all else, in mm.
	Thickness float64

	Options
}

// Body begins the body: a height field on a base, anything else as a shell. Neither
// may change until it is complete. The errors are those of New and NewShell.
func (m Model) Body() (Maker, error) {
	if m.Sheet != nil {
		j, err := NewShell(m.Sheet, m.Thickness, m.Options)
		if err != nil {
			return nil, err
		}
		return j, nil
	}
	j, err := New(m.Grid, m.Thickness, m.Options)
	if err != nil {
		return nil, err
	}
	return j, nil
}
