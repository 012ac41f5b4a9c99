package heightfield

import (
	"zscape/scene"
	"zscape/scene/space"
)

// isoline is the contour line at the height of the probe, on the surface and seen
// from above.
type isoline struct {
	of            drawing
	level         float64
	lines         [][]scene.Vec
	raised, above space.Curve
}

// isolineSamples is how many samples along an axis it is traced on: it follows the
// pointer.
const isolineSamples = 200

// trace brings the line to that of d at a level.
func (i *isoline) trace(d drawing, level float64) {
	if i.of != d || i.level != level || i.lines == nil {
		i.of, i.level = d, level
		if _, i.lines = d.isolines([]float64{level}, isolineSamples); i.lines == nil {
			i.lines = [][]scene.Vec{}
		}
	}
	i.above = space.Curve{Lines: i.lines, Width: 2.4, Series: 1}
	i.raised = i.above
	i.raised.Behind = d.mark
}

// mark returns the mark of the line: seen from above, nothing hides it.
func (i *isoline) mark(flat bool) *space.Curve {
	if flat {
		return &i.above
	}
	return &i.raised
}
