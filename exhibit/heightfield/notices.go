package heightfield

import (
	"math"
	"slices"

	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/compute/singular"
	"zscape/exhibit"
	"zscape/scene"
)

// Notices returns what is to be noticed in the picture: what a Source says that is
// an exhibit.Noticer, too, what of it is not seen, or not as it is, and how the
// formula of the colours was read.
func (s *Session) Notices() []exhibit.Notice {
	s.settle()
	var list []exhibit.Notice
	if n, ok := s.Source.(exhibit.Noticer); ok {
		list = n.Notices()
	}
	st, m := s.State, &s.samples
	var aliases []exhibit.Notice
	if !s.work.unknown {
		aliases = s.aliases()
	}
	list = append(list, missing(m)...)
	list = append(list, limitsShown(m)...)
	if s.reach.flat() && len(m.others)+len(m.shapes()) == 0 && len(aliases) == 0 && !s.work.unknown {
		list = append(list, constant(m, s.reach.lo, hasLines(st)))
	}
	list = append(list, cutAtPoles(st, m, s.axis.limits)...)
	list = append(list, aliases...)
	return append(list, s.coloring.notices(&s.flow.grid)...)
}

// Needs returns the files that the surfaces wait for, the start and the end.
func (s *Session) Needs() []exhibit.Need {
	var list []exhibit.Need
	if n, ok := s.Source.(exhibit.Needer); ok {
		list = n.Needs()
	}
	if to := s.wanted().goal; to != nil {
		if n, ok := to.Function.(exhibit.Needer); ok {
			list = append(list, n.Needs()...)
		}
	}
	return list
}

// missing says of what there is nothing to be seen, or only little.
func missing(m *samples) (list []exhibit.Notice) {
	for _, f := range m.fields() {
		if n, ok := missingOf(f, m.nameOf(f), m.domain()); ok {
			list = append(list, n)
		}
	}
	for _, q := range m.shapes() {
		if !slices.ContainsFunc(q.points, scene.Vec.Finite) {
			list = append(list, exhibit.Notice{Text: lang.Sprintf("%s has no value anywhere in this range.", "この範囲では、%sはどこにも値がありません。", q.name)})
		}
	}
	return list
}

// missingOf says that a field has no values, or only few, and why; d is its domain.
func missingOf(f *field, name string, d *Domain) (notice exhibit.Notice, ok bool) {
	const many = 0.9 // of all samples
	g := f.values()
	n, gaps, infinite := len(g.Z), 0, 0
	for _, z := range g.Z {
		switch {
		case z != z:
			gaps++
		case z-z != 0:
			infinite++
		}
	}
	if infinite > 0 && gaps+infinite == n {
		return exhibit.Notice{Text: lang.Sprintf("%s is infinite everywhere in this range.", "この範囲では、%sはどこでも無限大です。", name)}, true
	}
	if float64(gaps) < many*float64(n) || measured(f.Function) {
		return notice, false
	}
	all := gaps == n
	x, y := gapOf(g, gaps/2+gaps/7) // not in the middle, where coordinates may be 0
	if d != nil {
		x, y = d.Place(x, y)
	}
	why := lang.Text{}
	if e, ok := f.Function.(Explainer); ok {
		part, reason, key, chosen := e.Explain(x, y)
		if chosen && !all {
			return notice, false
		}
		if !all { // an empty picture is explained below it, where the panel may be out of sight
			notice.Key = key
		}
		if part != "" {
			why = lang.Sprintf(": %s %s", "(%s%s)", part, reason)
		}
	}
	notice.Text = lang.Sprintf("%s has no value anywhere in this range%s.", "この範囲では、%sはどこにも値がありません%s。", name, why)
	if !all {
		share := int(math.Round(100 * float64(gaps) / float64(n)))
		notice.Text = lang.Sprintf("%s has no value at %d %% of the samples%s.", "サンプルの%[2]d%%で、%[1]sに値がありません%[3]s。", name, share, why)
	}
	return notice, true
}

// gapOf returns where the k-th sample without a value is.
func gapOf(g *grid.Grid, k int) (x, y float64) {
	for n, z := range g.Z {
		if z == z {
			continue
		}
		if k--; k < 0 {
			return g.X[n%g.Nx()], g.Y[n/g.Nx()]
		}
	}
	panic("heightfield: there are fewer gaps")
}

// limitsShown says where limits stand for values.
func limitsShown(m *samples) (list []exhibit.Notice) {
	say := func(name any, f singular.Fills, place string) {
		switch {
		case f.Count == 1:
			list = append(list, exhibit.Notice{Text: lang.Sprintf("%s is undefined at %s; its limit there, %s, is shown.", "%[2]sでは%[1]sが定義されないため、極限値%[3]sを表示しています。", name, place, number(f.Z))})
		case f.Count > 1:
			list = append(list, exhibit.Notice{Text: lang.Sprintf("%s is undefined at %d points, such as %s; its limits there are shown.", "%[3]sなど%[2]d点では%[1]sが定義されないため、極限値を表示しています。", name, f.Count, place)})
		}
	}
	for _, f := range m.fields() {
		say(m.nameOf(f), f.fills, "("+number(f.fills.X)+", "+number(f.fills.Y)+")")
	}
	for _, q := range m.shapes() {
		for k := range q.of {
			f := q.of[k].fills
			place := "u = " + number(f.X)
			if len(q.v) > 1 {
				place = "(u, v) = (" + number(f.X) + ", " + number(f.Y) + ")"
			}
			say(coordinateOf(k, q), f, place)
		}
	}
	return list
}

// constant says so of a surface whose only height is z; lines are contour lines, which
// there are none of.
func constant(m *samples, z float64, lines bool) exhibit.Notice {
	value := exhibit.Brief(z, 9)
	t := lang.Sprintf("z is %s everywhere", "zはどこでも%s", value)
	for _, f := range m.fields() {
		if slices.ContainsFunc(f.values().Z, func(v float64) bool { return v != v }) {
			t = lang.Sprintf("z is %s wherever it has a value", "zは値のあるところではすべて%s", value)
		}
	}
	if lines {
		return exhibit.Notice{Text: lang.Sprintf("%s, so there are no contour lines.", "%sなので、等高線はありません。", t)}
	}
	return exhibit.Notice{Text: lang.Sprintf("%s.", "%sです。", t)}
}

// hasLines reports whether there are contour lines in the picture of st.
func hasLines(st exhibit.State) bool {
	return isFlat(st) || st.On("contour") || st.On("floor") || st.Text("beside") == "map"
}

// cutAtPoles says what is cut off at poles, and where: z, whose limits are these, and
// coordinates of shapes.
func cutAtPoles(st exhibit.State, m *samples, limits span) (list []exhibit.Notice) {
	say := func(name any, r span, clip bool) {
		lo, hi := number(r.lo), number(r.hi)
		var t exhibit.Text
		switch {
		case r.up && r.down && clip:
			t = lang.Sprintf("%s has poles; it is cut off below %s and above %s.", "%sには極があるため、%sより下と%sより上を切り取っています。", name, lo, hi)
		case r.up && r.down:
			t = lang.Sprintf("%s has poles; it is clamped to the range from %s to %s.", "%sには極があるため、%sから%sまでに抑えています。", name, lo, hi)
		case r.up && clip:
			t = lang.Sprintf("%s has poles; it is cut off above %s.", "%sには極があるため、%sより上を切り取っています。", name, hi)
		case r.up:
			t = lang.Sprintf("%s has poles; it is clamped at %s.", "%sには極があるため、%s以下に抑えています。", name, hi)
		case r.down && clip:
			t = lang.Sprintf("%s has poles; it is cut off below %s.", "%sには極があるため、%sより下を切り取っています。", name, lo)
		case r.down:
			t = lang.Sprintf("%s has poles; it is clamped at %s.", "%sには極があるため、%s以上に抑えています。", name, lo)
		default:
			return
		}
		list = append(list, exhibit.Notice{Text: t, Fixes: []exhibit.Fix{{
			Label: exhibit.Text{En: "Show all samples", Ja: "すべてのサンプルを描く"}, Set: []exhibit.Setting{{Key: "poles", Value: "whole"}}}}})
	}
	z := limits // what was typed of them is known
	if _, typed := zLimit(st, "zmax"); typed {
		z.up = false
	}
	if _, typed := zLimit(st, "zmin"); typed {
		z.down = false
	}
	if !st.On("zlog") { // then the axis reaches to all samples
		say("z", z, st.On("clip"))
	}
	for _, q := range m.shapes() {
		for k, r := range q.spans {
			say(coordinateOf(k, q), r, true)
		}
	}
	return list
}

// coordinateOf names a coordinate of a shape.
func coordinateOf(k int, q *shape) exhibit.Text {
	return lang.Sprintf("%s of %s", "%[2]sの%[1]s", [3]string{"x", "y", "z"}[k], q.name)
}

// number writes v in a sentence.
func number(v float64) string { return exhibit.Brief(v, 4) }
