package heightfield

import (
	"slices"

	"zscape/compute/expr"
	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/exhibit"
)

// quantity is what colours are to stand for.
type quantity struct {
	by      string        // the key "color"
	text    string        // of the formula
	remarks []expr.Remark // on the formula
	program *expr.Program // of the formula, nil if there is none
	params  []float64
}

// formulaVars are the variables of the formula.
var formulaVars = []string{"x", "y", "z"}

// completeColor returns the names of the formula language that begin as what is typed.
func completeColor(text string, pos int) (from, to int, list []exhibit.Completion) {
	from, to, found := expr.Complete(text, pos, formulaVars...)
	for _, c := range found {
		list = append(list, exhibit.Completion{Name: c.Name, Insert: c.Insert, Meaning: exhibit.Text{En: c.English, Ja: c.Japanese}})
	}
	return from, to, list
}

// typesetColor returns the formula of a colour in MathML, empty if it cannot be read.
func typesetColor(text string) string {
	tree, err := expr.Parse(text, formulaVars...)
	if err != nil {
		return ""
	}
	return "<math>" + tree.MathML() + "</math>"
}

// readQuantity reads what colours are to stand for; old is what they stood for
// before. Parameters of the formula are numbers of the State.
func readQuantity(st exhibit.State, old quantity) (quantity, error) {
	q := old
	q.by, q.params = st.Text("color"), nil
	if q.by != "formula" {
		q.program = nil
		return q, nil
	}
	q.text = st.Text("colorf")
	if q.program == nil || q.text != old.text {
		tree, err := expr.Parse(q.text, formulaVars...)
		if err != nil {
			return old, FormulaProblem("colorf", q.text, err)
		}
		q.program, q.remarks = tree.Compile(), tree.Remarks()
	}
	for _, name := range q.program.Params() {
		c, ok := st.Control(name)
		if !ok || (c.Kind != exhibit.Number || c.Hidden) && name != exhibit.PositionKey {
			from, to := expr.Find(q.text, name)
			return old, &exhibit.Problem{Key: "colorf", Value: q.text, From: from, To: to,
				Reason: lang.Sprintf("has the unknown name %s: use only x, y, z, r, theta and the surface's parameters here", "%sという名前はここでは使えません。使えるのは x, y, z, r, theta と曲面のパラメータです", name)}
		}
		q.params = append(q.params, st.Number(name))
	}
	return q, nil
}

// title returns what the quantity is called at the colour bar.
func (q *quantity) title() string {
	const long = 12
	switch {
	case q.by != "formula":
		return q.by
	case len(q.text) > long:
		return "formula"
	}
	return q.text
}

// rowTo computes the formula, or a part of it, at the samples of row j of g; y is
// scratch space.
func (q *quantity) rowTo(dst, y []float64, p *expr.Program, g *grid.Grid, j int) {
	nx := len(dst)
	for i := range y {
		y[i] = g.Y[j]
	}
	p.EvalTo(dst, [][]float64{g.X, y, g.Z[j*nx : (j+1)*nx]}, q.params...)
}

// notices says how the formula was read, where another reading may be meant; g
// is the samples that it is evaluated at.
func (q *quantity) notices(g *grid.Grid) []exhibit.Notice {
	if q.program == nil {
		return nil
	}
	return FormulaNotices("colorf", q.text, q.remarks, func(base *expr.Expr) bool {
		const most = 50 // rows that are looked at
		p, values, y := base.Compile(), make([]float64, g.Nx()), make([]float64, g.Nx())
		for j := 0; j < g.Ny(); j += 1 + g.Ny()/most {
			q.rowTo(values, y, p, g, j)
			if slices.ContainsFunc(values, func(v float64) bool { return v < 0 }) {
				return true
			}
		}
		return false
	})
}
