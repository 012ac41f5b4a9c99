package heightfield

import (
	"slices"

	"zscape/compute/contour"
	"zscape/compute/grid"
	"zscape/scene"
	"zscape/scene/space"
)

// drawing is a surface as it is drawn: the samples of a height field or, if they
// are not nil, patches. Another version of it has other lines.
type drawing struct {
	version uint64
	grid    *grid.Grid
	patches *patches
	isField bool           // the first of the patches is the Source's height field
	mark    space.Occluder // hides what is behind it
}

// isolines returns contour lines: on the ground those of the Source's height field,
// raised all of them at their heights. They are traced on at most about so many
// samples along an axis.
func (d *drawing) isolines(levels []float64, samples int) (ground []contour.Line, raised [][]scene.Vec) {
	if d.patches != nil {
		return d.patches.isolines(levels, d.isField)
	}
	ground = contour.Lines(thinned(d.grid, samples), levels...)
	return ground, Raised(ground)
}

// contours is the contour lines of a drawing, traced once.
type contours struct {
	of      drawing
	levels  []float64
	ground  []contour.Line
	raised  [][]scene.Vec
	onFloor space.Contours
}

// traceLimit is how many samples along an axis contour lines are traced on.
const traceLimit = 500

// trace brings the lines to those of d.
func (c *contours) trace(d drawing, levels []float64) {
	if c.of == d && slices.Equal(c.levels, levels) {
		return
	}
	c.of, c.levels = d, slices.Clone(levels)
	c.ground, c.raised = d.isolines(levels, traceLimit)
}

// floor returns the mark of the lines in the plane z.
func (c *contours) floor(z float64, color func(float64) scene.Color) *space.Contours {
	m := &c.onFloor
	*m = space.Contours{Floor: true, Stroke: scene.Stroke{Width: 1.5, Color: scene.Color{A: 1}}}
	for _, line := range c.raised { // also of what is no height field
		flat := make([]scene.Vec, len(line))
		for k, p := range line {
			flat[k] = scene.Vec{X: p.X, Y: p.Y, Z: z}
		}
		m.Lines = append(m.Lines, flat)
		m.Colors = append(m.Colors, color(line[0].Z))
	}
	return m
}

// Raised returns contour lines in space, each at the height of its level.
func Raised(lines []contour.Line) [][]scene.Vec {
	out := make([][]scene.Vec, len(lines))
	for k, line := range lines {
		out[k] = make([]scene.Vec, len(line.Points))
		for i, p := range line.Points {
			out[k][i] = scene.Vec{X: p[0], Y: p[1], Z: line.Level}
		}
	}
	return out
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
