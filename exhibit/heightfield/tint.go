package heightfield

import (
	"math"
	"slices"

	"zscape/compute/expr"
	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/compute/terrain"
	"zscape/exhibit"
)

// tint is what colours stand for.
type tint struct {
	by      string        // the key "color"
	text    string        // of the formula
	remarks []expr.Remark // on the formula
	program *expr.Program // of the formula
	params  []float64

	values []float64 // one a sample; nil: the heights
	zRange
	title  string
	counts []int // of the values shown, along the colour bar
}

// tintVars are the variables of the formula.
var tintVars = []string{"x", "y", "z"}

func completeTint(text string, pos int) (from, to int, list []exhibit.Completion) {
	from, to, found := expr.Complete(text, pos, tintVars...)
	for _, c := range found {
		list = append(list, exhibit.Completion{Name: c.Name, Insert: c.Insert, Meaning: exhibit.Text{En: c.English, Ja: c.Japanese}})
	}
	return from, to, list
}

// typesetTint returns the formula of a colour in MathML, empty if it cannot be read.
func typesetTint(text string) string {
	tree, err := expr.Parse(text, tintVars...)
	if err != nil {
		return ""
	}
	return "<math>" + tree.MathML() + "</math>"
}

// readTint reads what colours are to stand for. Parameters of the formula are
// numbers of the State.
func readTint(st exhibit.State, old tint) (tint, error) {
	t := old
	t.by, t.params = st.Text("color"), nil
	if t.by != "formula" {
		t.program = nil
		return t, nil
	}
	t.text = st.Text("colorf")
	if t.program == nil || t.text != old.text {
		tree, err := expr.Parse(t.text, tintVars...)
		if err != nil {
			return old, FormulaProblem("colorf", t.text, err)
		}
		t.program, t.remarks = tree.Compile(), tree.Remarks()
	}
	for _, name := range t.program.Params() {
		c, ok := st.Control(name)
		if !ok || (c.Kind != exhibit.Number || c.Hidden) && name != exhibit.PositionKey {
			from, to := expr.Find(t.text, name)
			return old, &exhibit.Problem{Key: "colorf", Value: t.text, From: from, To: to,
				Reason: lang.Sprintf("has the unknown name %s: x, y, z, r, theta and the surface's parameters are known here", "%sという名前はここでは使えません。使えるのは x, y, z, r, theta と曲面のパラメータです", name)}
		}
		t.params = append(t.params, st.Number(name))
	}
	return t, nil
}

// color brings the values that colours stand for up to date.
func (s *Session) color() {
	t := &s.tint
	r := s.span()
	t.zRange, t.title = r, "z"
	defer s.count()
	if s.body.noField() && (t.by == "slope" || t.by == "curvature") { // there is none
		t.by = "z"
	}
	if t.by == "z" {
		t.values = nil
		return
	}
	if len(t.values) != len(s.shown.Z) {
		t.values = make([]float64, len(s.shown.Z))
	}
	switch t.by {
	case "slope":
		t.title = "slope"
		s.slopes(t.values)
	case "curvature":
		t.title = "curvature"
		s.curvatures(t.values)
	case "formula":
		t.title = t.text
		if len(t.title) > 12 {
			t.title = "formula"
		}
		nx := s.shown.Nx()
		y := make([]float64, nx)
		for j := range s.shown.Y {
			s.evaluateRow(t.values[j*nx:(j+1)*nx], y, t.program, j)
		}
	}
	t.zRange = s.valueRange()
}

// evaluateRow computes a formula of x, y and z at the samples of row j; y is
// scratch space.
func (s *Session) evaluateRow(dst, y []float64, p *expr.Program, j int) {
	nx := len(dst)
	for i := range y {
		y[i] = s.shown.Y[j]
	}
	p.EvalTo(dst, [][]float64{s.shown.X, y, s.shown.Z[j*nx : (j+1)*nx]}, s.tint.params...)
}

// tintNotices says how the formula of the colours was read.
func (s *Session) tintNotices() []exhibit.Notice {
	t := &s.tint
	if t.program == nil {
		return nil
	}
	return FormulaNotices("colorf", t.text, t.remarks, func(base *expr.Expr) bool {
		const most = 50 // rows that are looked at
		p, values, y := base.Compile(), make([]float64, s.shown.Nx()), make([]float64, s.shown.Nx())
		for j := 0; j < s.shown.Ny(); j += 1 + s.shown.Ny()/most {
			s.evaluateRow(values, y, p, j)
			if slices.ContainsFunc(values, func(v float64) bool { return v < 0 }) {
				return true
			}
		}
		return false
	})
}

// valueRange returns the limits of the colours: of the values where there is a
// surface, but for a few very large ones where it has poles.
func (s *Session) valueRange() zRange {
	const most = 50_000 // values that are looked at
	t := &s.tint
	stride := max(1, len(t.values)/most)
	var seen []float64
	for k := 0; k < len(t.values); k += stride {
		if v, z := t.values[k], s.whole.Z[k]; v-v == 0 && z-z == 0 {
			seen = append(seen, v)
		}
	}
	if len(seen) == 0 {
		return zRange{0, 1}
	}
	slices.Sort(seen)
	r := zRange{seen[0], seen[len(seen)-1]}
	if s.cutOff() {
		cut := len(seen) / 25
		r = zRange{seen[cut], seen[len(seen)-1-cut]}
	}
	if t.by == "curvature" {
		r = balanced(r)
	}
	if r.lo > 0 && r.lo < 0.1*r.hi {
		r.lo = 0
	}
	if !(r.hi-r.lo > 1e-12*max(math.Abs(r.lo), math.Abs(r.hi))) {
		gap := max(math.Abs(r.lo), 1) / 2
		r = zRange{r.lo - gap, r.hi + gap}
	}
	return r
}

// balanced returns a range with 0 in the middle: for curvature, between bowls
// and domes.
func balanced(r zRange) zRange {
	far := max(math.Abs(r.lo), math.Abs(r.hi))
	return zRange{-far, far}
}

// exactShapes is how many samples are worth asking for their derivatives; on
// finer lattices differences are as good for colours.
const exactShapes = 30_000

// shapes writes what value says of the exact derivatives at each sample into
// dst; ok is false if they are not known, or the samples too many.
func (s *Session) shapes(dst []float64, value func(p terrain.Point) float64) (ok bool) {
	f, ok := s.Source.(Shaper)
	if !ok || s.ease != 0 || len(dst) > exactShapes {
		return false
	}
	nx := s.shown.Nx()
	for j, y := range s.shown.Y {
		for i, x := range s.shown.X {
			k := j*nx + i
			dst[k] = value(terrain.At(f.Jet, x, y))
			if dst[k] != dst[k] && s.shown.Z[k] == s.shown.Z[k] {
				dst[k] = value(f.Shape(x, y))
			}
		}
	}
	return true
}

// slopes writes the length of the gradient of z into dst.
func (s *Session) slopes(dst []float64) {
	if !s.shapes(dst, func(p terrain.Point) float64 { return math.Hypot(p.Gradient[0], p.Gradient[1]) }) {
		gradientsTo(dst, &s.shown)
	}
}

// curvatures writes the mean curvature of the surface into dst.
func (s *Session) curvatures(dst []float64) {
	if !s.shapes(dst, func(p terrain.Point) float64 { return p.Mean }) {
		curvaturesTo(dst, &s.shown)
	}
}

// gradientsTo sets dst to the length of the gradient of g by differences: at
// each sample that of the parabola through it and its neighbours, at borders
// and gaps that of the line to the one that there is.
func gradientsTo(dst []float64, g *grid.Grid) {
	nx, ny := g.Nx(), g.Ny()
	for j := range ny {
		for i := range nx {
			zx, _ := alongX(g, i, j)
			zy, _ := alongY(g, i, j)
			dst[j*nx+i] = math.Hypot(zx, zy)
		}
	}
}

// alongX returns the derivatives of g with respect to x at a sample.
func alongX(g *grid.Grid, i, j int) (first, second float64) {
	back, on := i == 0 || g.TornBetween(i-1, j, i, j), i == g.Nx()-1 || g.TornBetween(i, j, i+1, j)
	return derivatives(g.X, g.Z, j*g.Nx()+i, 1, i, back, on)
}

// alongY returns the derivatives of g with respect to y at a sample.
func alongY(g *grid.Grid, i, j int) (first, second float64) {
	back, on := j == 0 || g.TornBetween(i, j-1, i, j), j == g.Ny()-1 || g.TornBetween(i, j, i, j+1)
	return derivatives(g.Y, g.Z, j*g.Nx()+i, g.Nx(), j, back, on)
}

// derivatives returns the first and the second derivative of z, at sample k,
// along the axis at whose place i it is; neighbours are stride samples apart.
// They are those of the parabola through the sample and its neighbours. Where
// one of these is missing, or said to have ended before, the first is that of the
// line to the other, and the second is NaN.
func derivatives(at, z []float64, k, stride, i int, noBack, noForward bool) (first, second float64) {
	back, forward := math.NaN(), math.NaN()
	if !noBack {
		back = (z[k] - z[k-stride]) / (at[i] - at[i-1])
	}
	if !noForward {
		forward = (z[k+stride] - z[k]) / (at[i+1] - at[i])
	}
	switch {
	case back-back != 0:
		return forward, math.NaN()
	case forward-forward != 0:
		return back, math.NaN()
	}
	b, f := at[i]-at[i-1], at[i+1]-at[i]
	return (back*f + forward*b) / (b + f), 2 * (forward - back) / (b + f)
}

// curvaturesTo sets dst to the mean curvature of g by differences, as that of
// terrain.Point; at borders, where there are none, to that of the sample beside it.
func curvaturesTo(dst []float64, g *grid.Grid) {
	nx, ny := g.Nx(), g.Ny()
	clear(dst)
	for j := range ny {
		for i := range nx {
			p, q := max(1, min(i, nx-2)), max(1, min(j, ny-2))
			if nx < 3 || ny < 3 {
				continue
			}
			zx, zxx := alongX(g, p, q)
			zy, zyy := alongY(g, p, q)
			above, _ := alongX(g, p, q+1)
			below, _ := alongX(g, p, q-1)
			zxy := (above - below) / (g.Y[q+1] - g.Y[q-1])
			dst[j*nx+i] = meanCurvature(zx, zy, zxx, zxy, zyy)
		}
	}
}

// meanCurvature returns that of a surface with these derivatives.
func meanCurvature(zx, zy, zxx, zxy, zyy float64) float64 {
	return ((1+zy*zy)*zxx - 2*zx*zy*zxy + (1+zx*zx)*zyy) / (2 * math.Pow(1+zx*zx+zy*zy, 1.5))
}

// slopeAt returns the length of the gradient of f at (x, y), by differences
// over dx and dy.
func slopeAt(f func(x, y float64) float64, x, y, dx, dy float64) float64 {
	return math.Hypot((f(x+dx, y)-f(x-dx, y))/(2*dx), (f(x, y+dy)-f(x, y-dy))/(2*dy))
}

// curvatureAt returns the mean curvature of f at (x, y), by differences.
func curvatureAt(f func(x, y float64) float64, x, y, dx, dy float64) float64 {
	z, e, w, n, s := f(x, y), f(x+dx, y), f(x-dx, y), f(x, y+dy), f(x, y-dy)
	zxy := (f(x+dx, y+dy) - f(x-dx, y+dy) - f(x+dx, y-dy) + f(x-dx, y-dy)) / (4 * dx * dy)
	return meanCurvature((e-w)/(2*dx), (n-s)/(2*dy), (e-2*z+w)/(dx*dx), zxy, (n-2*z+s)/(dy*dy))
}

// nearby returns what of says of f at (x, y) or, at the edge of a gap, at a
// place as near by as its differences reach.
func nearby(f func(x, y float64) float64, x, y, dx, dy float64, of func(f func(x, y float64) float64, x, y, dx, dy float64) float64) float64 {
	const away = 1.5 // differences: beyond those, and the rounding of the edge
	v := math.NaN()
	for _, to := range [...][2]float64{{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}} {
		if v = of(f, x+away*to[0]*dx, y+away*to[1]*dy, dx, dy); v-v == 0 {
			break
		}
	}
	return v
}

// bins is how many columns a histogram has.
const bins = 40

// count brings the histogram up to date.
func (s *Session) count() {
	t := &s.tint
	if !s.State.On("hist") {
		t.counts = nil
		return
	}
	t.counts = histogram(t.counts[:0], t.values, s.whole.Z, t.zRange)
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
