package heightfield

import (
	"bufio"
	"io"
	"slices"
	"strconv"

	"zscape/compute/grid"
	"zscape/exhibit"
	"zscape/scene"
)

// WriteCSV writes the samples that are shown, with a header and 17 significant
// digits. Height fields over a rectangle are columns x, y, z, z2, z3, ... in grid
// order (y outer, x inner). As soon as there is something else, each point has a
// line part, u, v, x, y, z: part counts what is typed from 1; u and v are x and
// y, or r and theta, of a height field, and of a curve v is empty.
func (s *Session) WriteCSV(w io.Writer) error {
	t := csv{w: bufio.NewWriter(w)}
	p := s.body.pieces
	if p == nil || p.Domain == nil && len(p.Surfaces)+len(p.Curves) == 0 {
		s.writeGrid(&t)
	} else {
		s.writePieces(&t)
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

// writeGrid writes the height fields over a rectangle.
func (s *Session) writeGrid(t *csv) {
	columns := [][]float64{s.shown.Z}
	for k := range s.body.fields {
		columns = append(columns, s.body.fields[k].Z)
	}
	t.w.WriteString("x,y,z")
	for k := range columns[1:] {
		t.w.WriteString(",z" + strconv.Itoa(k+2))
	}
	t.w.WriteByte('\n')
	for j, y := range s.shown.Y {
		for i, x := range s.shown.X {
			t.put(x)
			t.put(y)
			for _, z := range columns {
				t.put(z[j*len(s.shown.X)+i])
			}
			t.end()
		}
	}
}

// writePieces writes all points of all pieces, in the order of their parts.
func (s *Session) writePieces(t *csv) {
	p := s.body.pieces
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
		t.put(q.X)
		t.put(q.Y)
		t.put(q.Z)
		t.end()
	}
	lattice := func(part int, u, v []float64, at func(i, j int) scene.Vec) {
		add(part, func(part float64) {
			for j := range v {
				for i := range u {
					t.put(part)
					t.put(u[i])
					t.put(v[j])
					place(at(i, j))
				}
			}
		})
	}
	field := func(part int, g *grid.Grid, at func(x, y float64) float64) {
		if d := p.Domain; d != nil {
			lattice(part, d.U, d.V, func(i, j int) scene.Vec {
				x, y := d.Place(d.U[i], d.V[j])
				return scene.Vec{X: x, Y: y, Z: at(x, y)}
			})
			return
		}
		lattice(part, g.X, g.Y, func(i, j int) scene.Vec { return scene.Vec{X: g.X[i], Y: g.Y[j], Z: g.At(i, j)} })
	}
	if !p.NoField {
		field(p.FieldPart, &s.shown, s.at)
	}
	for k, f := range p.Fields {
		field(f.Part, &s.body.fields[k], f.At)
	}
	for k, q := range p.Surfaces {
		points := s.body.shapes[k].points
		lattice(q.Part, q.U, q.V, func(i, j int) scene.Vec { return points[j*len(q.U)+i] })
	}
	for n, c := range p.Curves {
		add(c.Part, func(part float64) {
			for k, q := range s.body.curveShapes[n].points {
				t.put(part)
				t.put(c.U[k])
				t.sep()
				place(q)
			}
		})
	}
	slices.SortStableFunc(blocks, func(a, b block) int { return a.part - b.part })
	t.w.WriteString("part,u,v,x,y,z\n")
	for _, b := range blocks {
		b.write(float64(b.part))
	}
}

// Readouts returns the Source's values, and those of the samples that are shown.
func (s *Session) Readouts() []exhibit.Readout {
	r := s.Source.Readouts()
	r = append(r, s.probed()...)
	if s.log {
		r = append(r, exhibit.Readout{Key: "leftout", Label: exhibit.Text{En: "samples without a logarithm (z \u2264 0)", Ja: "対数のない標本数 (z \u2264 0)"}, Value: float64(s.leftOut)})
	}
	if s.State.Text("at") != "" {
		l := s.level()
		if len(l.values) > 0 {
			r = append(r, exhibit.Readout{Key: "levels", Label: exhibit.Text{En: "contour levels", Ja: "等高線の値"}, Value: l.values, Aside: len(l.values) > 12})
		}
		if spec, _ := readLevels(s.State.Text("at")); l.step > spec.step {
			r = append(r, exhibit.Readout{Key: "levelstep", Label: exhibit.Text{En: "step between levels, as so many would be too many", Ja: "等高線の間隔(本数が多すぎるため)"}, Value: l.step})
		}
	}
	r = append(r, s.samples()...)
	value := func(z float64) any {
		if z != z {
			return exhibit.Text{En: "no value", Ja: "値なし"}
		}
		return z
	}
	apart := []float64{s.highest - s.lowest}
	return append(r,
		exhibit.Readout{Key: "zmin", Label: exhibit.Text{En: "smallest z", Ja: "zの最小値"}, Value: value(s.lowest), Fine: apart},
		exhibit.Readout{Key: "zmax", Label: exhibit.Text{En: "largest z", Ja: "zの最大値"}, Value: value(s.highest), Fine: apart},
	)
}

// samples says how many samples there are of what is shown.
func (s *Session) samples() (r []exhibit.Readout) {
	add := func(key, en, ja string, n int) {
		r = append(r, exhibit.Readout{Key: key, Label: exhibit.Text{En: en, Ja: ja}, Value: float64(n)})
	}
	p := s.body.pieces
	if p == nil {
		p = &Pieces{}
	}
	if n := len(p.Fields) + len(p.Surfaces) + len(p.Curves); !p.NoField && n > 0 || n > 1 {
		if !p.NoField {
			n++
		}
		add("parts", "surfaces and curves", "曲面と曲線の数", n)
	}
	switch {
	case p.NoField:
	case p.Domain != nil:
		add("nx", "samples along r", "r方向の標本数", len(p.Domain.U))
		add("ny", "samples along theta", "theta方向の標本数", len(p.Domain.V))
	default:
		add("nx", "samples along x", "x方向の標本数", s.shown.Nx())
		add("ny", "samples along y", "y方向の標本数", s.shown.Ny())
	}
	if len(p.Surfaces) > 0 {
		add("us", "samples along u", "u方向の標本数", len(p.Surfaces[0].U))
		add("vs", "samples along v", "v方向の標本数", len(p.Surfaces[0].V))
	}
	if len(p.Curves) > 0 {
		add("points", "points of a curve", "曲線の点数", len(p.Curves[0].U))
	}
	return r
}
