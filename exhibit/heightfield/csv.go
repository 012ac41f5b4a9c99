package heightfield

import (
	"bufio"
	"io"
	"slices"
	"strconv"

	"zscape/compute/grid"
	"zscape/scene"
)

// WriteCSV writes the samples that are shown, with a header and 17 significant
// digits. Height fields over a rectangle are columns x, y, z, z2, z3, ... in grid
// order (y outer, x inner). As soon as there is something else, each point has a
// line part, u, v, x, y, z: part counts what is typed from 1; u and v are x and
// y, or r and theta, of a height field, and of a curve v is empty.
func (s *Session) WriteCSV(w io.Writer) error {
	s.settle()
	t := csv{w: bufio.NewWriter(w)}
	if m := &s.samples; m.domain() == nil && !m.hasShapes() {
		t.columns(m, &s.flow.grid)
	} else {
		t.parts(m, &s.flow)
	}
	return t.w.Flush()
}

// csv writes lines of numbers.
type csv struct {
	w    *bufio.Writer
	line []byte
}

// put appends a field to the line; NaN is one.
func (c *csv) put(v float64) {
	c.sep()
	c.line = strconv.AppendFloat(c.line, v, 'g', 17, 64)
}

func (c *csv) sep() {
	if len(c.line) > 0 {
		c.line = append(c.line, ',')
	}
}

// end writes the line.
func (c *csv) end() {
	c.w.Write(append(c.line, '\n'))
	c.line = c.line[:0]
}

// columns writes the height fields over a rectangle; shown is that of the Source.
func (c *csv) columns(m *samples, shown *grid.Grid) {
	columns := [][]float64{shown.Z}
	for k := range m.others {
		columns = append(columns, m.others[k].grid.Z)
	}
	c.w.WriteString("x,y,z")
	for k := range columns[1:] {
		c.w.WriteString(",z" + strconv.Itoa(k+2))
	}
	c.w.WriteByte('\n')
	for j, y := range shown.Y {
		for i, x := range shown.X {
			c.put(x)
			c.put(y)
			for _, z := range columns {
				c.put(z[j*len(shown.X)+i])
			}
			c.end()
		}
	}
}

// parts writes all points of m in the order of their parts; its Source's field flows.
func (c *csv) parts(m *samples, shown *flow) {
	type block struct {
		part  int
		write func(part float64)
	}
	var blocks []block
	add := func(part int, write func(part float64)) {
		if part == 0 {
			part = len(blocks) + 1
		}
		blocks = append(blocks, block{part, write})
	}
	place := func(q scene.Vec) {
		c.put(q.X)
		c.put(q.Y)
		c.put(q.Z)
		c.end()
	}
	lattice := func(part int, u, v []float64, at func(i, j int) scene.Vec) {
		add(part, func(part float64) {
			for j := range v {
				for i := range u {
					c.put(part)
					c.put(u[i])
					c.put(v[j])
					place(at(i, j))
				}
			}
		})
	}
	field := func(part int, g *grid.Grid, at func(x, y float64) float64) {
		if d := m.domain(); d != nil {
			lattice(part, d.U, d.V, func(i, j int) scene.Vec {
				x, y := d.Place(d.U[i], d.V[j])
				return scene.Vec{X: x, Y: y, Z: at(x, y)}
			})
			return
		}
		lattice(part, g.X, g.Y, func(i, j int) scene.Vec { return scene.Vec{X: g.X[i], Y: g.Y[j], Z: g.At(i, j)} })
	}
	if !m.noField() {
		field(m.field.part, &shown.grid, shown.at)
	}
	for k := range m.others {
		field(m.others[k].part, &m.others[k].grid, m.others[k].Function.At)
	}
	for k := range m.surfaces {
		q := &m.surfaces[k]
		lattice(m.pieces.Surfaces[k].Part, q.u, q.v, func(i, j int) scene.Vec { return q.points[j*len(q.u)+i] })
	}
	for k := range m.curves {
		q := &m.curves[k]
		add(m.pieces.Curves[k].Part, func(part float64) {
			for n, p := range q.points {
				c.put(part)
				c.put(q.u[n])
				c.sep()
				place(p)
			}
		})
	}
	slices.SortStableFunc(blocks, func(a, b block) int { return a.part - b.part })
	c.w.WriteString("part,u,v,x,y,z\n")
	for _, b := range blocks {
		b.write(float64(b.part))
	}
}
