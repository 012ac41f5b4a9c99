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

// Explainer is a Surface that can say why it has no value at a point.
type Explainer interface {
	// Explain returns the part that has none and what it is instead, as in "log(x)"
	// and "is not a real number", and the key of the control that says so. Chosen
	// is set where a formula says itself that there is to be none. If there is a
	// value, part is empty.
	Explain(x, y float64) (part string, reason exhibit.Text, key string, chosen bool)
}

// Notices returns what is to be noticed in the picture: what a Source says that is
// an exhibit.Noticer, too, what of it is not seen, or not as it is, and how the
// formula of the colours was read.
func (s *Session) Notices() []exhibit.Notice {
	var list []exhibit.Notice
	if n, ok := s.Source.(exhibit.Noticer); ok {
		list = n.Notices()
	}
	list = append(list, s.missing()...)
	list = append(list, s.limitsShown()...)
	list = append(list, s.constant()...)
	list = append(list, s.bounded()...)
	list = append(list, s.aliasNotices()...)
	return append(list, s.tintNotices()...)
}

// fields calls visit for the height fields: their names, functions and samples.
func (s *Session) fields(visit func(name string, f *function, g *grid.Grid)) {
	b := &s.body
	sectors := b.sectors
	of := func(name string, f *function, g *grid.Grid) {
		if len(sectors) > 0 {
			g, sectors = &sectors[0], sectors[1:]
		}
		visit(name, f, g)
	}
	if !b.noField() {
		name := "z"
		if b.pieces != nil && len(b.pieces.Fields) > 0 {
			name = b.pieces.FieldName
		}
		of(name, &s.field, &s.start)
	}
	for k := range b.fields {
		of(b.pieces.Fields[k].Name, &b.of[k], &b.fields[k])
	}
}

// missing says of fields that there is nothing of them to be seen, or only little.
func (s *Session) missing() (list []exhibit.Notice) {
	const many = 0.9 // of all samples
	s.fields(func(name string, f *function, g *grid.Grid) {
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
			list = append(list, exhibit.Notice{Text: lang.Sprintf("%s is infinite everywhere in this range.", "この範囲では、%sはどこでも無限大です。", name)})
			return
		}
		if float64(gaps) < many*float64(n) || measured(f.Surface) {
			return
		}
		all := gaps == n
		x, y := gapOf(g, gaps/2+gaps/7) // not in the middle, where coordinates may be 0
		if d := s.body.domain(); d != nil {
			x, y = d.Place(x, y)
		}
		why, key := lang.Text{}, ""
		if e, ok := f.Surface.(Explainer); ok {
			part, reason, of, chosen := e.Explain(x, y)
			if chosen && !all {
				return
			}
			if !all { // an empty picture is explained below it, where the panel may be out of sight
				key = of
			}
			if part != "" {
				why = lang.Sprintf(": %s %s", "(%s%s)", part, reason)
			}
		}
		t := lang.Sprintf("%s has no value anywhere in this range%s.", "この範囲では、%sはどこにも値がありません%s。", name, why)
		if !all {
			share := int(math.Round(100 * float64(gaps) / float64(n)))
			t = lang.Sprintf("%s has no value at %d %% of the samples%s.", "標本点の%[2]d%%で、%[1]sに値がありません%[3]s。", name, share, why)
		}
		list = append(list, exhibit.Notice{Key: key, Text: t})
	})
	for _, q := range s.allShapes() {
		if !slices.ContainsFunc(q.points, scene.Vec.Finite) {
			list = append(list, exhibit.Notice{Text: lang.Sprintf("%s has no value anywhere in this range.", "この範囲では、%sはどこにも値がありません。", q.name)})
		}
	}
	return list
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
func (s *Session) limitsShown() (list []exhibit.Notice) {
	say := func(name any, f singular.Fills, place string) {
		switch {
		case f.Count == 1:
			list = append(list, exhibit.Notice{Text: lang.Sprintf("%s is undefined at %s; its limit there, %s, is shown.", "%[2]sでは%[1]sが定義されないため、極限値%[3]sを表示しています。", name, place, number(f.Z))})
		case f.Count > 1:
			list = append(list, exhibit.Notice{Text: lang.Sprintf("%s is undefined at %d points, such as %s; its limits there are shown.", "%[3]sなど%[2]d点では%[1]sが定義されないため、極限値を表示しています。", name, f.Count, place)})
		}
	}
	s.fields(func(name string, f *function, _ *grid.Grid) {
		say(name, f.fills, "("+number(f.fills.X)+", "+number(f.fills.Y)+")")
	})
	for _, q := range s.allShapes() {
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

// allShapes returns surfaces of u and v, and curves.
func (s *Session) allShapes() (list []*shape) {
	for _, of := range [2][]shape{s.body.shapes, s.body.curveShapes} {
		for k := range of {
			list = append(list, &of[k])
		}
	}
	return list
}

// constant says so of a surface that is.
func (s *Session) constant() []exhibit.Notice {
	if b := s.body.pieces; b != nil && len(b.Fields)+len(b.Surfaces)+len(b.Curves) > 0 || !s.isConstant() || len(s.aliasNotices()) > 0 {
		return nil
	}
	z := exhibit.Brief(s.lowest, 9)
	t := lang.Sprintf("z is %s everywhere", "zはどこでも%s", z)
	s.fields(func(_ string, _ *function, g *grid.Grid) {
		if slices.ContainsFunc(g.Z, func(v float64) bool { return v != v }) {
			t = lang.Sprintf("z is %s wherever it has a value", "zは値のあるところではすべて%s", z)
		}
	})
	if st := s.State; s.Flat() || st.On("contour") || st.On("floor") || st.Text("beside") == "map" {
		return []exhibit.Notice{{Text: lang.Sprintf("%s, so there are no contour lines.", "%sなので、等高線はありません。", t)}}
	}
	return []exhibit.Notice{{Text: lang.Sprintf("%s.", "%sです。", t)}}
}

// isConstant reports whether all heights that are shown are one.
func (s *Session) isConstant() bool { return zRange{s.lowest, s.highest}.flat() }

// bounded says what is cut off at poles, and where.
func (s *Session) bounded() (list []exhibit.Notice) {
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
			Label: exhibit.Text{En: "Show all samples", Ja: "すべての標本点を描く"}, Set: []exhibit.Setting{{Key: "poles", Value: "whole"}}}}})
	}
	z := span{s.limits(), s.startSpan.up && s.ease < 1 || s.body.up, s.startSpan.down && s.ease < 1 || s.body.down}
	if s.end != nil && s.ease > 0 {
		z.up, z.down = z.up || s.end.span.up, z.down || s.end.span.down
	}
	// What was typed is known.
	if _, typed := zLimit(s.State, "zmax"); typed {
		z.up = false
	}
	if _, typed := zLimit(s.State, "zmin"); typed {
		z.down = false
	}
	if !s.log { // then the axis reaches to all samples
		say("z", z, s.State.On("clip"))
	}
	for _, q := range s.allShapes() {
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
