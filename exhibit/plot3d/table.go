package plot3d

import (
	"bufio"
	"io"
	"strconv"

	"zscape/compute/grid"
	"zscape/exhibit"
	"zscape/scene"
)

// WriteCSV writes the samples that are shown: a header, then x, y, z in grid
// order (y outer, x inner) with 17 significant digits; of several height fields
// there are more columns, z2, z3 and so on. If there are parametric surfaces or
// curves, the columns are part, counted from 1, u, v, x, y, z.
func (s *Session) WriteCSV(w io.Writer) error {
	b := bufio.NewWriter(w)
	line := make([]byte, 0, 200)
	row := func(values ...float64) {
		for k, v := range values {
			if k > 0 {
				line = append(line, ',')
			}
			line = strconv.AppendFloat(line, v, 'g', 17, 64)
		}
		b.Write(append(line, '\n'))
		line = line[:0]
	}
	if p := s.body.pieces; p != nil && s.body.shaped() {
		s.writeParts(b, p)
		return b.Flush()
	}
	b.WriteString("x,y,z")
	for k := range s.body.more() {
		b.WriteString(",z" + strconv.Itoa(k+2))
	}
	b.WriteByte('\n')
	values := make([]float64, 3, 3+len(s.body.more()))
	for j, y := range s.shown.Y {
		for i, x := range s.shown.X {
			values = append(values[:0], x, y, s.shown.At(i, j))
			for _, f := range s.body.more() {
				values = append(values, f.At(i, j))
			}
			row(values...)
		}
	}
	return b.Flush()
}

// more returns the height fields besides the Source's.
func (b *body) more() []grid.Grid {
	if b.pieces == nil {
		return nil
	}
	return b.fields
}

// writeParts writes the samples of all pieces, one after the other. What a piece
// has no parameter of stays empty.
func (s *Session) writeParts(w *bufio.Writer, p *Pieces) {
	w.WriteString("part,u,v,x,y,z\n")
	part := 0
	line := make([]byte, 0, 200)
	row := func(parameters []float64, at scene.Vec) {
		line = strconv.AppendInt(line[:0], int64(part), 10)
		for k := range 2 {
			line = append(line, ',')
			if k < len(parameters) {
				line = strconv.AppendFloat(line, parameters[k], 'g', 17, 64)
			}
		}
		for _, v := range []float64{at.X, at.Y, at.Z} {
			line = strconv.AppendFloat(append(line, ','), v, 'g', 17, 64)
		}
		w.Write(append(line, '\n'))
	}
	field := func(g *grid.Grid) {
		part++
		for j, y := range g.Y {
			for i, x := range g.X {
				row(nil, scene.Vec{X: x, Y: y, Z: g.At(i, j)})
			}
		}
	}
	if !p.NoField {
		field(&s.shown)
	}
	for k := range s.body.fields {
		field(&s.body.fields[k])
	}
	for _, q := range p.Surfaces {
		part++
		for j, v := range q.V {
			for i, u := range q.U {
				row([]float64{u, v}, q.Points[j*len(q.U)+i])
			}
		}
	}
	for _, c := range p.Curves {
		part++
		for k, u := range c.U {
			row([]float64{u}, c.Points[k])
		}
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
	return append(r,
		exhibit.Readout{Key: "nx", Label: exhibit.Text{En: "samples along x", Ja: "x方向の標本数"}, Value: float64(s.shown.Nx())},
		exhibit.Readout{Key: "ny", Label: exhibit.Text{En: "samples along y", Ja: "y方向の標本数"}, Value: float64(s.shown.Ny())},
		exhibit.Readout{Key: "zmin", Label: exhibit.Text{En: "smallest z", Ja: "zの最小値"}, Value: s.lowest},
		exhibit.Readout{Key: "zmax", Label: exhibit.Text{En: "largest z", Ja: "zの最大値"}, Value: s.highest},
	)
}
