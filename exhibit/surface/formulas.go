package surface

import (
	"slices"
	"strings"

	"zscape/compute/expr"
	"zscape/exhibit"
)

// formula is one of the parts of what is typed: a height z of x and y, or a point
// of u and v.
type formula struct {
	typed string // as it was typed
	items []item // one, or the three coordinates
}

// item is a formula in one number.
type item struct {
	tree    *expr.Expr
	program *expr.Program
	params  []float64
	given   given // the data that it is of
}

// isField reports whether f is z = f(x, y).
func (f *formula) isField() bool { return len(f.items) == 1 }

// uses reports whether f depends on a name.
func (f *formula) uses(name string) bool {
	return slices.ContainsFunc(f.items, func(i item) bool { return i.tree.Uses(name) })
}

// isCurve reports whether f is a point of one parameter only.
func (f *formula) isCurve() bool { return !f.isField() && !(f.uses("u") && f.uses("v")) }

// read reads all formulas of a text. An error is an *expr.Error.
func read(text string) ([]formula, error) {
	parts, err := expr.Split(text)
	if err != nil {
		return nil, err
	}
	list := make([]formula, len(parts))
	for k, part := range parts {
		f := &list[k]
		first, last := part.Items[0], part.Items[len(part.Items)-1]
		f.typed = strings.TrimSpace(text[first.Pos : last.Pos+len(last.Text)])
		for _, p := range part.Items {
			tree, err := parseItem(p, len(part.Items) > 1)
			if err != nil {
				return nil, err
			}
			f.items = append(f.items, item{tree: tree})
		}
		if len(f.items) > 1 {
			f.typed = "(" + f.typed + ")"
		}
	}
	return list, nil
}

// String returns the formula as it is understood.
func (f *formula) String() string {
	texts := make([]string, len(f.items))
	for k, i := range f.items {
		texts[k] = i.tree.String()
	}
	if len(texts) > 1 {
		return "(" + strings.Join(texts, ", ") + ")"
	}
	return texts[0]
}

// typeset returns the formulas of a text in MathML, each on a line of its own; empty
// if they cannot be read.
func typeset(text string) string {
	list, err := read(text)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, f := range list {
		b.WriteString("<math>")
		if f.isField() {
			b.WriteString("<mi>z</mi><mo>=</mo>" + f.items[0].tree.MathML())
		} else {
			b.WriteString("<mo>(</mo>")
			for k, i := range f.items {
				if k > 0 {
					b.WriteString("<mo>,</mo>")
				}
				b.WriteString(i.tree.MathML())
			}
			b.WriteString("<mo>)</mo>")
		}
		b.WriteString("</math>")
	}
	return b.String()
}

// laTeX returns the formula in LaTeX.
func (f *formula) laTeX() string {
	if f.isField() {
		return "z = " + f.items[0].tree.LaTeX()
	}
	texts := make([]string, len(f.items))
	for k, i := range f.items {
		texts[k] = i.tree.LaTeX()
	}
	return `\left(` + strings.Join(texts, ", ") + `\right)`
}

// names returns the parameters of all formulas, in the order of their appearance.
func names(list []formula) (names []string) {
	for _, f := range list {
		for _, i := range f.items {
			for _, name := range i.tree.Params() {
				if !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
	}
	return names
}

// compile makes the formulas ready to be computed.
func compile(list []formula) {
	for _, f := range list {
		for k := range f.items {
			i := &f.items[k]
			i.program = i.tree.Compile()
			i.params = make([]float64, len(i.tree.Params()))
		}
	}
}

// parseItem reads the formula of an item: of u and v if it is of a point, or else of
// x, y and what it uses of data.
func parseItem(p expr.Item, point bool) (*expr.Expr, error) {
	if point {
		return expr.ParseItem(p, "u", "v")
	}
	vars := []string{"x", "y"}
	tree, err := expr.ParseItem(p, slices.Concat(vars, dataNames)...)
	if err != nil {
		return nil, err
	}
	for _, name := range dataNames {
		if tree.Uses(name) {
			vars = append(vars, name)
		}
	}
	return expr.ParseItem(p, vars...)
}

// gatherData finds the data of each item of the formulas.
func gatherData(text string, list []formula, s exhibit.State) (data []given, err error) {
	for _, f := range list {
		for _, i := range f.items {
			g, err := give(text, i.tree, s)
			if err != nil {
				return nil, err
			}
			data = append(data, g)
		}
	}
	return data, nil
}

// set gives the parameters their values, and the items their data.
func set(list []formula, data []given, s exhibit.State) {
	for _, f := range list {
		for n := range f.items {
			i := &f.items[n]
			i.given, data = data[0].after(i.given), data[1:]
			for k, name := range i.program.Params() {
				i.params[k] = s.Number(name)
			}
		}
	}
}

// FillTo evaluates the formula over the lattice of its two variables.
func (i *item) FillTo(dst, x, y []float64) { i.given.fillTo(i.program, dst, x, y, i.params) }

// Measured reports whether the formula is of data.
func (i *item) Measured() bool { return len(i.given.names) > 0 }

// At returns the value at a point of the two variables.
func (i *item) At(a, b float64) float64 { return i.given.at(i.program, a, b, i.params) }

// Explain returns why the formula has no value at (a, b); see heightfield.Explainer.
func (i *item) Explain(a, b float64) (part string, reason exhibit.Text, key string, chosen bool) {
	u, _ := i.tree.Undefined(i.given.point(nil, a, b, i.params)...)
	return u.Part, u.Reason, "f", u.Chosen
}

// Parts returns the State of each of several formulas alone.
func (f *surface) Parts(st exhibit.State) (states []exhibit.State, titles []string) {
	if len(f.formulas) < 2 {
		return nil, nil
	}
	for _, g := range f.formulas {
		if alone, err := st.Set("f", g.typed); err == nil {
			states, titles = append(states, alone), append(titles, g.typed)
		}
	}
	return states, titles
}
