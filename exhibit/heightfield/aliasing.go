package heightfield

import (
	"math"
	"strconv"

	"zscape/compute/alias"
	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/exhibit"
)

// aliasing is what varies faster than its lattice can show, as it was found last.
type aliasing struct {
	version uint64
	list    []exhibit.Notice
}

// aliases says what of the picture varies faster than its lattice can show.
func (s *Session) aliases() []exhibit.Notice {
	return s.aliasing.notices(s.State, &s.samples, s.axis.limits.zRange, s.version)
}

// lattices is what is sampled on one kind of lattice: its functions, and how more
// samples are had.
type lattices struct {
	functions []finer
	names     [2]string // of the axes
	refine    func(k int, finer [2]bool) (x, y []float64, fix exhibit.Fix, ok bool)
	x, y      []float64
}

// finer is a function that may be finer than its lattice.
type finer struct {
	fill alias.Function
	r    alias.Range
}

// notices says what of m varies faster than its lattice can show, with a button that
// refines that; limits are those of z, and version that of the samples. While sliders
// play there is no time for it.
func (a *aliasing) notices(st exhibit.State, m *samples, limits zRange, version uint64) []exhibit.Notice {
	if a.version != version {
		var list []exhibit.Notice
		if len(st.Motions()) == 0 {
			for _, l := range latticesOf(st, m, limits) {
				list = append(list, l.notices()...)
			}
			list = append(list, curveNotices(m.curves)...)
		}
		a.version, a.list = version, list
	}
	return a.list
}

// latticesOf returns all of m that is sampled, but for curves.
func latticesOf(st exhibit.State, m *samples, limits zRange) (list []lattices) {
	var fields lattices
	fields.names = [2]string{"x", "y"}
	fields.x, fields.y = m.lattice()
	d := m.domain()
	if d != nil {
		fields.names, fields.x, fields.y = [2]string{"r", "theta"}, d.U, d.V
	}
	fields.refine = refineFields(st, fields.x, fields.y)
	z := span{limits, m.field.span.up || m.rest.up, m.field.span.down || m.rest.down}
	for _, f := range m.fields() {
		if measured(f.Function) {
			continue
		}
		fill := alias.Function(f.evaluateTo)
		if d != nil {
			at := f.looked(f.Function.At)
			fill = pointwise(func(u, v float64) float64 { return at(d.Place(u, v)) })
		}
		fields.functions = append(fields.functions, finer{fill, shownOf(f.values(), z)})
	}
	for n := range m.surfaces {
		q := &m.surfaces[n]
		l := lattices{names: [2]string{"u", "v"}, x: q.u, y: q.v, refine: counted(st, "us", "vs", q.u, q.v)}
		for k := range q.of {
			l.functions = append(l.functions, finer{q.of[k].evaluateTo, shownOf(&q.grids[k], q.spans[k])})
		}
		list = append(list, l)
	}
	return append(list, fields)
}

// curveNotices says which curves are finer than their points.
func curveNotices(curves []shape) (list []exhibit.Notice) {
	for n := range curves {
		q := &curves[n]
		for k := range q.of {
			if finer, _ := alias.Check(q.of[k].evaluateTo, q.u, q.v, shownOf(&q.grids[k], q.spans[k])); finer {
				list = append(list, exhibit.Notice{Text: lang.Sprintf("The curve %[2]s varies faster than its %[1]d points can show; its true shape differs from this picture.",
					"曲線%[2]sは%[1]d個の点では表せないほど細かく変化しているため、本当の形はこの図と異なります。", len(q.u), q.name)})
				break
			}
		}
	}
	return list
}

// shownOf returns the heights of g that are shown, which end where s does.
func shownOf(g *grid.Grid, s span) alias.Range {
	r, _ := s.within(g)
	return alias.Range{Min: r.lo, Max: r.hi, Cut: s.cut()}
}

// pointwise is a function that is computed point by point.
func pointwise(at func(x, y float64) float64) alias.Function {
	return func(dst, x, y []float64) {
		for j, v := range y {
			for i, u := range x {
				dst[j*len(x)+i] = at(u, v)
			}
		}
	}
}

// mostRefined is how often lattices are refined in search of one that does.
const mostRefined = 12

// notices says what of l is finer than its lattice.
func (l *lattices) notices() []exhibit.Notice {
	var along [2]bool
	for _, f := range l.functions {
		x, y := alias.Check(f.fill, l.x, l.y, f.r)
		along[0], along[1] = along[0] || x, along[1] || y
	}
	en, ja := "", ""
	switch along {
	case [2]bool{true, true}:
		en, ja = l.names[0]+" and "+l.names[1], l.names[0]+"と"+l.names[1]
	case [2]bool{true, false}:
		en, ja = l.names[0], l.names[0]
	case [2]bool{false, true}:
		en, ja = l.names[1], l.names[1]
	default:
		return nil
	}
	n := exhibit.Notice{Text: lang.Sprintf("The surface varies faster along %s than the grid can show; its true shape differs from this picture.",
		"曲面が%s方向に、格子では表せないほど細かく変化しているため、本当の形はこの図と異なります。", exhibit.Text{En: en, Ja: ja})}
	if fix, ok := l.fix(along); ok {
		n.Fixes = []exhibit.Fix{fix}
	} else {
		n.Text = lang.Sprintf("%s Even the finest grid available cannot show it.", "%s最も細かい格子でも表せません。", n.Text)
	}
	return []exhibit.Notice{n}
}

// fix returns the change to a lattice that shows all functions of l, if there is one.
func (l *lattices) fix(along [2]bool) (exhibit.Fix, bool) {
	for k := range mostRefined {
		x, y, fix, ok := l.refine(k, along)
		if !ok {
			break
		}
		shown := true
		for _, f := range l.functions {
			shown = shown && alias.Shows(f.fill, x, y, f.r)
		}
		if shown {
			return fix, true
		}
	}
	return exhibit.Fix{}, false
}

// refineFields refines the lattice x, y of fields: the step of st, or the counts.
func refineFields(st exhibit.State, x, y []float64) func(k int, along [2]bool) (x, y []float64, fix exhibit.Fix, ok bool) {
	if byCount(st) {
		refine := counted(st, "nx", "ny", x, y)
		return func(k int, along [2]bool) (x, y []float64, fix exhibit.Fix, ok bool) {
			x, y, fix, ok = refine(k, along)
			return x, y, fix, ok && len(x)*len(y) <= MaxPoints
		}
	}
	return func(k int, _ [2]bool) (x, y []float64, fix exhibit.Fix, ok bool) {
		step := exhibit.FormatNumber(finerStep(st.Number("step"), k))
		next, err := st.Set("step", step)
		if err != nil {
			return nil, nil, fix, false
		}
		if x, y, err = stepped(next); err != nil {
			return nil, nil, fix, false
		}
		fix = exhibit.Fix{Label: lang.Sprintf("Refine the step to %s", "刻み幅を%sにする", step), Set: []exhibit.Setting{{Key: "step", Value: step}}}
		return x, y, fix, true
	}
}

// finerStep returns the k-th of the round numbers below step: 1, 2 or 5 times a power
// of ten.
func finerStep(step float64, k int) float64 {
	power := math.Floor(math.Log10(step) + 1e-9)
	for {
		for _, m := range []float64{5, 2, 1} {
			if v := m * math.Pow(10, power); v < step*(1-1e-9) {
				if k == 0 {
					return exhibit.Round(v, int(power))
				}
				k--
			}
		}
		power--
	}
}

// counted refines lattices whose samples are counted by keys.
func counted(st exhibit.State, keyX, keyY string, x, y []float64) func(k int, along [2]bool) (x, y []float64, fix exhibit.Fix, ok bool) {
	return func(k int, along [2]bool) (_, _ []float64, fix exhibit.Fix, ok bool) {
		factor := math.Ldexp(1, k/2+1) // 1.5, 2, 3, 4, 6, 8, ...
		if k%2 == 0 {
			factor *= 0.75
		}
		count := func(key string, a []float64, refine bool) ([]float64, bool) {
			if !refine {
				return a, true
			}
			n := int(math.Ceil(factor*float64(len(a)-1)/10))*10 + 1
			c, _ := st.Control(key)
			fix.Set = append(fix.Set, exhibit.Setting{Key: key, Value: strconv.Itoa(n)})
			return grid.Linspace(a[0], a[len(a)-1], n), float64(n) <= c.Max
		}
		finerX, okX := count(keyX, x, along[0])
		finerY, okY := count(keyY, y, along[1])
		fix.Label = lang.Sprintf("Refine to %d × %d samples", "サンプル数を%d × %dにする", len(finerX), len(finerY))
		return finerX, finerY, fix, okX && okY
	}
}
