package surface

import (
	"slices"
	"strings"

	"zscape/compute/expr"
	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
)

// adviceSamples is how finely a range is searched, along each axis, for what a
// remark is about.
const adviceSamples = 41

// Notices says how the formulas and the data were read, where another reading may
// be meant.
func (f *surface) Notices() []exhibit.Notice {
	list := slices.Clone(f.guesses)
	for k := range f.formulas {
		g := &f.formulas[k]
		for n := range g.items {
			i := &g.items[n]
			list = append(list, heightfield.FormulaNotices("f", f.text, i.tree.Remarks(), func(base *expr.Expr) bool { return f.negative(g, i, base) })...)
		}
		if n, ok := f.still(k); ok {
			list = append(list, n)
		}
	}
	return list
}

// still says that formula k is a point that stands still, though it has a parameter
// with which curves and surfaces are written elsewhere: (cos(t), sin(t), t).
func (f *surface) still(k int) (n exhibit.Notice, ok bool) {
	g := &f.formulas[k]
	if g.isField() || g.uses("u") || g.uses("v") {
		return n, false
	}
	var known, meant []string
	typed := g.typed
	for _, name := range []string{"s", "t", "theta"} {
		if len(meant) < 2 && g.uses(name) {
			known, meant = append(known, name), append(meant, "uv"[len(meant):][:1])
			typed = expr.Rename(typed, name, meant[len(meant)-1])
		}
	}
	if known == nil {
		return n, false
	}
	parts := make([]string, len(f.formulas))
	for i := range parts {
		if parts[i] = f.formulas[i].typed; i == k {
			parts[i] = typed
		}
	}
	text := lang.Sprintf("without u and v, it is a single point: did you mean %[2]s in place of %[1]s?", "u も v も含まないので、1つの点になります。%s は %s のことですか?", strings.Join(known, ", "), strings.Join(meant, ", "))
	return exhibit.Notice{Key: "f", Text: text, Fixes: []exhibit.Fix{{Label: lang.Same(typed), Set: []exhibit.Setting{{Key: "f", Value: strings.Join(parts, "; ")}}}}}, true
}

// assigned reports a formula that seems to give a parameter of others its value: a = 2
// beside a*x. That is for its slider, and else would be a plane.
func assigned(text string, list []formula) error {
	for k := range list {
		tree := list[k].items[0].tree
		name, others := tree.Left(), slices.Delete(slices.Clone(list), k, k+1)
		if name == "" || !slices.Contains(names(others), name) {
			continue
		}
		from, to := expr.Find(text, name)
		p := &exhibit.Problem{Key: "f", Value: text, From: from, To: to,
			Reason: lang.Sprintf("defines %s, which has a slider: set its value there", "%sの値が式に書かれています。値はスライダーで決めてください", name)}
		if v, ok := tree.Constant(); ok {
			rest := make([]string, len(others))
			for n, f := range others {
				rest[n] = f.typed
			}
			value := exhibit.FormatNumber(v)
			p.Fixes = []exhibit.Fix{{Label: lang.Sprintf("Set the slider %s = %s", "スライダーで %s = %s とする", name, value),
				Set: []exhibit.Setting{{Key: "f", Value: strings.Join(rest, "; ")}, {Key: name, Value: value}}}}
		}
		return p
	}
	return nil
}

// negative reports whether base, a part of item i of g, is below 0 somewhere in its
// range.
func (f *surface) negative(g *formula, i *item, base *expr.Expr) bool {
	b := f.reading.box
	if !g.isField() {
		b = f.uv
	}
	x, y := grid.Linspace(b.XMin, b.XMax, adviceSamples), grid.Linspace(b.YMin, b.YMax, adviceSamples)
	z := make([]float64, len(x)*len(y))
	part := item{program: base.Compile(), params: i.params, given: i.given.after(given{})}
	part.FillTo(z, x, y)
	return slices.ContainsFunc(z, func(v float64) bool { return v < 0 })
}
