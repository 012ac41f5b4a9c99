package heightfield

import (
	"math"
	"slices"

	"zscape/compute/expr"
	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/compute/terrain"
	"zscape/exhibit"
	"zscape/scene"
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
		if !ok || c.Kind != exhibit.Number && name != "t" {
			from, to := expr.Find(q.text, name)
			return old, &exhibit.Problem{Key: "colorf", Value: q.text, From: from, To: to,
				Reason: lang.Sprintf("has the unknown name %s: x, y, z, r, theta and the surface's parameters are known here", "%sという名前はここでは使えません。使えるのは x, y, z, r, theta と曲面のパラメータです", name)}
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

// coloring is the values that colours stand for.
type coloring struct {
	quantity
	values []float64 // one a sample; nil: the heights
	norm   zRange    // of the values, from the first colour to the last
	counts []int     // of the values shown, along the colour bar; nil: not wanted

	axis   zAxis
	dx, dy float64 // how far apart differences are taken, a part of the lattice's sides
}

// surfaceShown is a height field as it is shown.
type surfaceShown struct {
	samples *grid.Grid     // z at the lattice
	inside  *grid.Grid     // heights at which it is drawn, NaN where it is not
	exact   Differentiable // has its derivatives; nil: they are not known
	cut     bool           // it is cut off at poles
	none    bool           // there is none; colours stand for heights of something else
}

// update brings the values to those of f.
func (c *coloring) update(f surfaceShown, axis *zAxis) {
	g, q := f.samples, &c.quantity
	c.axis, c.norm = *axis, axis.box()
	c.dx, c.dy = g.X[len(g.X)-1]-g.X[0], g.Y[len(g.Y)-1]-g.Y[0]
	if f.none && q.by != "formula" {
		q.by = "z"
	}
	if q.by == "z" {
		c.values = nil
		return
	}
	if len(c.values) != len(g.Z) {
		c.values = make([]float64, len(g.Z))
	}
	switch q.by {
	case "slope":
		if !f.exactTo(c.values, func(p terrain.Point) float64 { return math.Hypot(p.Gradient[0], p.Gradient[1]) }) {
			terrain.SteepnessTo(c.values, g)
		}
	case "curvature":
		if !f.exactTo(c.values, func(p terrain.Point) float64 { return p.Mean }) {
			terrain.MeanCurvaturesTo(c.values, g)
		}
	case "formula":
		nx := g.Nx()
		y := make([]float64, nx)
		for j := range g.Y {
			q.rowTo(c.values[j*nx:(j+1)*nx], y, q.program, g, j)
		}
	}
	c.norm = c.normOf(f)
}

// mostExact is how many samples are worth asking for their derivatives; on finer
// lattices differences are as good for colours.
const mostExact = 30_000

// exactTo writes what value says of the exact derivatives at each sample into dst; ok
// is false if they are not known, or the samples too many.
func (f *surfaceShown) exactTo(dst []float64, value func(p terrain.Point) float64) (ok bool) {
	if f.exact == nil || len(dst) > mostExact {
		return false
	}
	g := f.samples
	nx := g.Nx()
	for j, y := range g.Y {
		for i, x := range g.X {
			k := j*nx + i
			dst[k] = value(terrain.At(f.exact.Jet, x, y))
			if dst[k] != dst[k] && g.Z[k] == g.Z[k] {
				dst[k] = value(f.exact.Shape(x, y))
			}
		}
	}
	return true
}

// normOf returns the limits of the colours: of the values where there is a
// surface, but for a few very large ones where it has poles.
func (c *coloring) normOf(f surfaceShown) zRange {
	const most = 50_000 // values that are looked at
	stride := max(1, len(c.values)/most)
	var seen []float64
	for k := 0; k < len(c.values); k += stride {
		if v, z := c.values[k], f.inside.Z[k]; v-v == 0 && z-z == 0 {
			seen = append(seen, v)
		}
	}
	if len(seen) == 0 {
		return zRange{0, 1}
	}
	slices.Sort(seen)
	r := zRange{seen[0], seen[len(seen)-1]}
	if f.cut {
		rare := len(seen) / 25
		r = zRange{seen[rare], seen[len(seen)-1-rare]}
	}
	if c.by == "curvature" {
		r = balanced(r)
	}
	if r = r.fromZero(); r.flat() {
		r = r.widened()
	}
	return r
}

// balanced returns a range with 0 in the middle: for curvature, between bowls
// and domes.
func balanced(r zRange) zRange {
	far := max(math.Abs(r.lo), math.Abs(r.hi))
	return zRange{-far, far}
}

// fit lets the norm be that of all patches.
func (c *coloring) fit(p *patches) {
	const most = 4000 // points that are looked at, of a patch
	if c.by == "z" {
		return
	}
	r := zRange{math.Inf(1), math.Inf(-1)}
	for k := range p.mark.List {
		points := p.mark.List[k].Points
		for n := 0; n < len(points); n += 1 + len(points)/most {
			if v := c.at(points[n], p.heights[k]); v-v == 0 {
				r = r.union(zRange{v, v})
			}
		}
	}
	if c.by == "curvature" {
		r = balanced(r)
	}
	if r.lo < r.hi {
		c.norm = r
	}
}

// at returns the value at a point as it is drawn, of a patch that is z = height(x, y);
// height is nil if it is no height field.
func (c *coloring) at(p scene.Vec, height func(x, y float64) float64) float64 {
	switch c.by {
	case "formula":
		return c.program.At(append([]float64{p.X, p.Y, c.axis.value(p.Z)}, c.params...)...)
	case "slope", "curvature":
		if height == nil {
			return math.NaN() // there is no z of x and y
		}
		h, of := 1e-5, terrain.SteepnessOf
		if c.by == "curvature" {
			h, of = 1e-3, terrain.MeanCurvatureOf
		}
		return terrain.Nearby(height, p.X, p.Y, h*c.dx, h*c.dy, of)
	}
	return p.Z
}

// colors returns the colours of values.
func (c *coloring) colors(colormap string) func(v float64) scene.Color {
	return exhibit.Colors(colormap, c.norm.lo, c.norm.hi)
}

// bins is how many columns a histogram has.
const bins = 40

// count makes the histogram, if it is wanted: of what is shown of the field whose
// heights are z.
func (c *coloring) count(wanted bool, z []float64) {
	if !wanted {
		c.counts = nil
		return
	}
	c.counts = histogram(c.counts[:0], c.values, z, c.norm)
}

// share brings the colours, and the histogram if there is one, to a norm that is
// that of other pictures, too; z is as of count.
func (c *coloring) share(norm zRange, z []float64) {
	c.norm = norm
	c.count(c.counts != nil, z)
}

// histogram counts the values, those of z if there are none, in equal parts of r.
// What lies beyond r, or where z is NaN, does not count.
func histogram(dst []int, values, z []float64, r zRange) []int {
	dst = append(dst, make([]int, bins)...)
	if values == nil {
		values = z
	}
	for k, v := range values {
		if t := (v - r.lo) / (r.hi - r.lo); t >= 0 && t <= 1 && z[k]-z[k] == 0 {
			dst[min(int(t*bins), bins-1)]++
		}
	}
	return dst
}
