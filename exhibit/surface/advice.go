package surface

import (
	"slices"

	"zscape/compute/expr"
	"zscape/compute/grid"
	"zscape/exhibit"
	"zscape/exhibit/plot3d"
)

// adviceSamples is how finely a range is searched, along each axis, for what a
// remark is about.
const adviceSamples = 41

// Notices says how the formulas were read, where another reading may be meant.
func (f *surface) Notices() []exhibit.Notice {
	var list []exhibit.Notice
	for k := range f.formulas {
		g := &f.formulas[k]
		for n := range g.items {
			i := &g.items[n]
			list = append(list, plot3d.FormulaNotices("f", f.text, i.tree.Remarks(), func(base *expr.Expr) bool { return f.negative(g, i, base) })...)
		}
	}
	return list
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
