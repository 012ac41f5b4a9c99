package exhibit

import (
	"zscape/compute/grid"
	"zscape/compute/solid"
)

// Modeler is a Session of something that can be made into a body.
type Modeler interface{ Model() Model }

// Model is what a body is made of.
type Model struct {
	// Grid is the samples of a height field, NaN where there is no surface. They
	// belong to the session.
	Grid *grid.Grid

	// Sheet is what else there is in space, in place of the height field.
	Sheet *solid.Sheet

	// Scale is how far x, y and z are stretched in the picture.
	Scale [3]float64

	// Thickness is that of the material below the lowest point of a height
	// field, and that of all else, in mm.
	Thickness float64

	// Notices say what the body leaves out of what is drawn.
	Notices []Notice

	// Problem is why there is no body, in both languages; nil if there is one.
	Problem error
}

// Body begins the body: 100 mm long, a height field on a flat base, anything
// else as a shell. The error is one that a visitor can read.
func (m Model) Body() (solid.Maker, error) {
	if m.Problem != nil {
		return nil, m.Problem
	}
	o := solid.Options{Scale: m.Scale}
	if m.Sheet != nil {
		j, err := solid.NewShell(m.Sheet, m.Thickness, o)
		if err != nil {
			return nil, err
		}
		return j, nil
	}
	j, err := solid.New(m.Grid.Clone(), m.Thickness, o)
	if err != nil {
		return nil, err
	}
	return j, nil
}
