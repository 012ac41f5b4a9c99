package plot3d

import (
	"bufio"
	"io"
	"strconv"

	"zscape/exhibit"
)

// WriteCSV writes the samples that are shown: a header, then x, y, z in grid
// order (y outer, x inner) with 17 significant digits.
func (s *Session) WriteCSV(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString("x,y,z\n")
	line := make([]byte, 0, 80)
	put := func(v float64) { line = strconv.AppendFloat(line, v, 'g', 17, 64) }
	for j, y := range s.shown.Y {
		for i, x := range s.shown.X {
			line = line[:0]
			put(x)
			line = append(line, ',')
			put(y)
			line = append(line, ',')
			put(s.shown.At(i, j))
			line = append(line, '\n')
			b.Write(line)
		}
	}
	return b.Flush()
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
