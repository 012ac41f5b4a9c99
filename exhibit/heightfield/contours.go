package heightfield

import (
	"slices"

	"zscape/compute/contour"
	"zscape/compute/grid"
	"zscape/scene"
	"zscape/scene/space"
)

// contours traces the contour lines of what is shown, once a change.
type contours struct {
	version uint64
	levels  []float64
	lines   []contour.Line
	raised  [][]scene.Vec // at their own heights

	mark space.Contours // on the floor, or in the contour plot
}

// traceLimit is how many samples along an axis contour lines are traced on.
const traceLimit = 500

// trace brings lines and raised to the samples that are seen.
func (c *contours) trace(s *Session, levels []float64) {
	if c.version == s.surface.Version && slices.Equal(c.levels, levels) {
		return
	}
	c.version, c.levels = s.surface.Version, slices.Clone(levels)
	if s.body.drawn {
		c.lines, c.raised = s.body.trace(levels)
		return
	}
	g := thinned(&s.drawn, traceLimit)
	c.lines = contour.Lines(g, levels...)
	c.raised = Raised(c.lines)
}

// Raised returns contour lines in space, each at the height of its level.
func Raised(lines []contour.Line) [][]scene.Vec {
	out := make([][]scene.Vec, len(lines))
	for k, line := range lines {
		out[k] = atHeight(line, line.Level)
	}
	return out
}

// floor returns the mark of the lines in the plane z.
func (c *contours) floor(s *Session, levels levels, z float64, color func(float64) scene.Color) *space.Contours {
	c.mark = space.Contours{Floor: true, Stroke: scene.Stroke{Width: 1.5, Color: scene.Color{A: 1}}}
	c.trace(s, levels.drawn)
	if s.tint.values != nil { // colours say something else
		color = s.heightColor()
	}
	for _, line := range c.raised { // also of what is no height field
		flat := make([]scene.Vec, len(line))
		for k, p := range line {
			flat[k] = scene.Vec{X: p.X, Y: p.Y, Z: z}
		}
		c.mark.Lines = append(c.mark.Lines, flat)
		c.mark.Colors = append(c.mark.Colors, color(line[0].Z))
	}
	return &c.mark
}

func atHeight(line contour.Line, z float64) []scene.Vec {
	w := make([]scene.Vec, len(line.Points))
	for i, p := range line.Points {
		w[i] = scene.Vec{X: p[0], Y: p[1], Z: z}
	}
	return w
}

// thinned returns g, or if it has many more than limit samples along an axis every n-th of them.
func thinned(g *grid.Grid, limit int) *grid.Grid {
	nx, ny := (g.Nx()+limit-1)/limit, (g.Ny()+limit-1)/limit
	if nx <= 1 && ny <= 1 {
		return g
	}
	every := func(n, step int) (list []int) {
		for k := 0; k < n; k += step {
			list = append(list, k)
		}
		return list
	}
	return g.Thin(every(g.Nx(), nx), every(g.Ny(), ny))
}
