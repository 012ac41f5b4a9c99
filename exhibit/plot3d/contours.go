package plot3d

import (
	"slices"

	"zscape/compute/contour"
	"zscape/compute/grid"
	"zscape/scene"
)

// contours traces the contour lines of what is shown, once a change.
type contours struct {
	version uint64
	levels  []float64
	lines   []contour.Line
	raised  [][]scene.Vec // at their own heights

	mark scene.Contours // on the floor, or in the contour plot
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
	if s.poles {
		c.lines = withoutJumps(c.lines, g, s.clip)
	}
	c.raised = Raised(c.lines)
}

// withoutJumps returns the lines without what runs along a pole, from one side of
// which the samples jump to the other.
func withoutJumps(lines []contour.Line, g *grid.Grid, clip *scene.Clip) []contour.Line {
	var out []contour.Line
	for _, line := range lines {
		first := 0
		end := func(last int) {
			if last > first {
				out = append(out, contour.Line{Level: line.Level, Closed: line.Closed && last-first == len(line.Points)-1, Points: line.Points[first : last+1]})
			}
		}
		for k := 1; k < len(line.Points); k++ {
			p, q := line.Points[k-1], line.Points[k]
			if clip.Gap(g, (p[0]+q[0])/2, (p[1]+q[1])/2) { // each step of a line is within one triangle
				end(k - 1)
				first = k
			}
		}
		end(len(line.Points) - 1)
	}
	return out
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
func (c *contours) floor(s *Session, levels levels, z float64, color func(float64) scene.Color) *scene.Contours {
	c.mark = scene.Contours{Floor: true, Stroke: scene.Stroke{Width: 1.5, Color: scene.Color{A: 1}}}
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
	t := new(grid.Grid)
	for i := 0; i < g.Nx(); i += nx {
		t.X = append(t.X, g.X[i])
	}
	for j := 0; j < g.Ny(); j += ny {
		t.Y = append(t.Y, g.Y[j])
		for i := 0; i < g.Nx(); i += nx {
			t.Z = append(t.Z, g.At(i, j))
		}
	}
	return t
}
