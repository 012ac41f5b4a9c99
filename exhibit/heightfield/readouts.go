package heightfield

import "zscape/exhibit"

// Readouts returns the Source's values, and those of the samples that are shown.
func (s *Session) Readouts() []exhibit.Readout {
	s.settle()
	list := append(s.Source.Readouts(), s.probe.readouts(s.State)...)
	if s.axis.log {
		list = append(list, exhibit.Readout{Key: "leftout", Label: exhibit.Text{En: "samples without a logarithm (z \u2264 0)", Ja: "対数をとれないサンプル数 (z \u2264 0)"}, Value: float64(s.axis.leftOut)})
	}
	if !s.reach.flat() {
		list = append(list, levelReadouts(s.State, &s.axis)...)
	}
	list = append(list, sampleCounts(&s.samples)...)
	list = append(list, reachReadouts(s.reach)...)
	return append(list, s.multiples.readouts(s.State)...)
}

// levelReadouts returns the contour levels, if st asks for certain ones.
func levelReadouts(st exhibit.State, a *zAxis) (list []exhibit.Readout) {
	if st.Text("at") == "" {
		return nil
	}
	const most = 12 // that are read in a panel
	l := levelsOf(st, a)
	if n := len(l.values); n > 0 {
		list = append(list, exhibit.Readout{Key: "levels", Label: exhibit.Text{En: "contour levels", Ja: "等高線の値"}, Value: l.values, Aside: n > most})
	}
	if spec, _ := readLevels(st.Text("at")); l.step > spec.step {
		list = append(list, exhibit.Readout{Key: "levelstep", Label: exhibit.Text{En: "step between levels, widened to limit their number", Ja: "等高線の間隔(本数を抑えるため拡大)"}, Value: l.step})
	}
	return list
}

// reachReadouts returns the least and the greatest z, NaN if there is none.
func reachReadouts(r zRange) []exhibit.Readout {
	value := func(z float64) any {
		if z != z {
			return exhibit.Text{En: "no value", Ja: "値なし"}
		}
		return z
	}
	fine := []float64{r.hi - r.lo}
	return []exhibit.Readout{
		{Key: "zmin", Label: exhibit.Text{En: "smallest z", Ja: "zの最小値"}, Value: value(r.lo), Fine: fine},
		{Key: "zmax", Label: exhibit.Text{En: "largest z", Ja: "zの最大値"}, Value: value(r.hi), Fine: fine},
	}
}

// sampleCounts returns how many samples there are.
func sampleCounts(m *samples) (list []exhibit.Readout) {
	add := func(key, en, ja string, n int) {
		list = append(list, exhibit.Readout{Key: key, Label: exhibit.Text{En: en, Ja: ja}, Value: float64(n)})
	}
	if n := len(m.fields()) + len(m.shapes()); n > 1 {
		add("parts", "surfaces and curves", "曲面と曲線の数", n)
	}
	switch d := m.domain(); {
	case m.noField():
	case d != nil:
		add("nx", "samples along r", "r方向のサンプル数", len(d.U))
		add("ny", "samples along theta", "theta方向のサンプル数", len(d.V))
	default:
		add("nx", "samples along x", "x方向のサンプル数", m.field.grid.Nx())
		add("ny", "samples along y", "y方向のサンプル数", m.field.grid.Ny())
	}
	if len(m.surfaces) > 0 {
		add("us", "samples along u", "u方向のサンプル数", len(m.surfaces[0].u))
		add("vs", "samples along v", "v方向のサンプル数", len(m.surfaces[0].v))
	}
	if len(m.curves) > 0 {
		add("points", "points of a curve", "曲線の点数", len(m.curves[0].u))
	}
	return list
}
