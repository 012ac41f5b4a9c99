package surface

import (
	"math"
	"slices"

	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/compute/terrain"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/scene"
)

// rangeKeys are the keys of the ranges of u, v, r and theta, and of how finely
// the first two are sampled.
var rangeKeys = []string{"umin", "umax", "vmin", "vmax", "us", "vs", "rmin", "rmax", "thmin", "thmax"}

// ranges returns the controls of the ranges that the formulas need.
func ranges(list []formula, polar bool) []exhibit.Control {
	points := exhibit.Text{En: "u and v", Ja: "u と v"}
	sector := exhibit.Text{En: "r and theta", Ja: "r と theta"}
	number := func(group exhibit.Text, key, en, ja string, def, lo, hi float64) exhibit.Control {
		return exhibit.Slider(key, group, exhibit.Text{En: en, Ja: ja}, def, -1e6, 1e6, lo, hi, 0.05)
	}
	count := func(key, en, ja string, def float64) exhibit.Control {
		c := exhibit.Slider(key, points, exhibit.Text{En: en, Ja: ja}, def, 2, 1000, 2, 201, 1)
		c.Whole = true
		return c
	}
	const turn = 2 * math.Pi
	var controls []exhibit.Control
	if slices.ContainsFunc(list, func(f formula) bool { return !f.isField() }) {
		controls = append(controls, number(points, "umin", "u from", "uの下限", 0, -10, 10), number(points, "umax", "u to", "uの上限", turn, -10, 10))
		if slices.ContainsFunc(list, func(f formula) bool { return !f.isField() && f.uses("v") }) {
			controls = append(controls,
				number(points, "vmin", "v from", "vの下限", 0, -10, 10), number(points, "vmax", "v to", "vの上限", turn, -10, 10),
				count("us", "samples along u", "u方向のサンプル数", 81), count("vs", "samples along v", "v方向のサンプル数", 41))
		}
	}
	if polar && slices.ContainsFunc(list, func(f formula) bool { return f.isField() }) {
		r := number(sector, "rmin", "r from", "rの下限", 0, 0, 10)
		r.Min = 0
		end := number(sector, "rmax", "r to", "rの上限", 5, 0, 10)
		end.Min = 0
		controls = append(controls, r, end,
			number(sector, "thmin", "theta from, radians", "thetaの下限(ラジアン)", 0, -turn, turn),
			number(sector, "thmax", "theta to, radians", "thetaの上限(ラジアン)", turn, -turn, turn))
	}
	return controls
}

// uvRange returns the range of u and v, that of v being empty if there is none.
func uvRange(s exhibit.State) terrain.Box {
	var v [4]float64
	for k, key := range [...]string{"umin", "umax", "vmin", "vmax"} {
		if _, ok := s.Control(key); ok {
			v[k] = s.Number(key)
		}
	}
	return terrain.Box{XMin: v[0], XMax: v[1], YMin: v[2], YMax: v[3]}
}

// checkRanges reports a range that is none.
func checkRanges(s exhibit.State) error {
	for _, axis := range [][2]string{{"umin", "umax"}, {"vmin", "vmax"}, {"rmin", "rmax"}, {"thmin", "thmax"}} {
		from, to := axis[0], axis[1]
		if _, ok := s.Control(from); ok && !(s.Number(from) < s.Number(to)) {
			return &exhibit.Problem{Key: to, Value: s.Text(to), Reason: lang.Sprintf("must be greater than %s = %s", "%s = %s より大きくしてください", from, s.Text(from))}
		}
	}
	if _, ok := s.Control("thmin"); ok && s.Number("thmax")-s.Number("thmin") > 2*math.Pi*(1+1e-12) {
		return &exhibit.Problem{Key: "thmax", Value: s.Text("thmax"), Reason: lang.Sprintf("is more than a turn, 2pi, after thmin = %s", "thmin = %s から1回転(2π)を超えています", s.Text("thmin"))}
	}
	return nil
}

// curveSamples is how many points a curve has.
const curveSamples = 1201

// gather returns what there is besides the field over a rectangle, nil if
// nothing.
func (f *surface) gather(s exhibit.State) *heightfield.Pieces {
	p := &heightfield.Pieces{NoField: f.field == nil, Domain: sector(s)}
	if f.field != nil {
		p.FieldName = f.field.typed
		p.FieldPart = 1 + slices.IndexFunc(f.formulas, func(g formula) bool { return g.isField() })
	}
	for k := range f.formulas {
		g := &f.formulas[k]
		switch {
		case g == f.field:
		case g.isField():
			p.Fields = append(p.Fields, heightfield.Field{Name: g.typed, Part: k + 1, Function: &g.items[0]})
		case g.isCurve():
			p.Curves = append(p.Curves, g.curve(s, k+1))
		default:
			p.Surfaces = append(p.Surfaces, g.parametric(s, k+1))
		}
	}
	if len(f.formulas) == 1 && f.field != nil && p.Domain == nil {
		return nil
	}
	return p
}

// curve samples a point of u, or of v, alone.
func (f *formula) curve(s exhibit.State, part int) heightfield.Curve {
	from, to := f.along()
	c := heightfield.Curve{
		Name: f.typed, Part: part,
		U:    grid.Linspace(s.Number(from), s.Number(to), curveSamples),
		Keys: [2]string{from, to},
	}
	for k := range c.Of {
		c.Of[k] = alone{&f.items[k]}
	}
	return c
}

// alone is an item of one of its two variables, whichever that is.
type alone struct{ *item }

// FillTo evaluates the formula at all x, which is the same for all y.
func (a alone) FillTo(dst, x, y []float64) {
	for k := range dst {
		dst[k] = a.At(x[k%len(x)], 0)
	}
}

// At returns the value at t.
func (a alone) At(t, _ float64) float64 { return a.item.At(t, t) }

// along returns the keys of the range of a curve.
func (f *formula) along() (from, to string) {
	if f.uses("v") {
		return "vmin", "vmax"
	}
	return "umin", "umax"
}

// parametric samples a point of u and v.
func (f *formula) parametric(s exhibit.State, part int) heightfield.Parametric {
	p := heightfield.Parametric{
		Name: f.typed, Part: part,
		U:    grid.Linspace(s.Number("umin"), s.Number("umax"), s.Int("us")),
		V:    grid.Linspace(s.Number("vmin"), s.Number("vmax"), s.Int("vs")),
		Keys: [4]string{"umin", "umax", "vmin", "vmax"},
	}
	for k := range p.Of {
		p.Of[k] = &f.items[k]
	}
	return p
}

// sector returns the lattice of r and theta, nil if fields are over rectangles.
func sector(s exhibit.State) *heightfield.Domain {
	if _, ok := s.Control("rmin"); !ok {
		return nil
	}
	lo, hi, from, to := s.Number("rmin"), s.Number("rmax"), s.Number("thmin"), s.Number("thmax")
	return &heightfield.Domain{
		U: grid.Linspace(lo, hi, s.Int("nx")),
		V: grid.Linspace(from, to, s.Int("ny")),
		Place: func(r, theta float64) (x, y float64) {
			sin, cos := math.Sincos(theta)
			return r * cos, r * sin
		},
		Inside: func(x, y float64) bool {
			const slack = 1e-9
			r, theta := math.Hypot(x, y), math.Mod(math.Atan2(y, x)-from, 2*math.Pi)
			if theta < -slack {
				theta += 2 * math.Pi
			}
			return lo*(1-slack) <= r && r <= hi*(1+slack) && (theta <= to-from+slack || r == 0)
		},
	}
}

// Axes returns where the samples are: those of data where they are shown as they
// are, and over a sector of r and theta the rectangle around it.
func (f *surface) Axes(s exhibit.State) (x, y []float64) {
	if d := sector(s); d != nil {
		b := around(d)
		return grid.Linspace(b.XMin, b.XMax, len(d.U)), grid.Linspace(b.YMin, b.YMax, len(d.V))
	}
	list := f.formulas
	if text := s.Text("f"); text != f.text || list == nil {
		var err error
		if list, err = read(text); err != nil {
			return nil, nil // which Update says
		}
	}
	return ownAxes(s, list)
}

// around returns the rectangle around a sector.
func around(d *heightfield.Domain) terrain.Box {
	b := scene.EmptyBox()
	add := func(r, theta float64) {
		x, y := d.Place(r, theta)
		b = b.Union(scene.Box{Min: scene.Vec{X: x, Y: y}, Max: scene.Vec{X: x, Y: y}})
	}
	lo, hi, from, to := d.U[0], d.U[len(d.U)-1], d.V[0], d.V[len(d.V)-1]
	for _, theta := range []float64{from, to} {
		add(lo, theta)
		add(hi, theta)
	}
	for k := math.Ceil(from / (math.Pi / 2)); k*math.Pi/2 <= to; k++ { // where it reaches farthest
		add(hi, k*math.Pi/2)
	}
	return terrain.Box{XMin: b.Min.X, XMax: b.Max.X, YMin: b.Min.Y, YMax: b.Max.Y}
}

// Pieces returns what there is besides the field over a rectangle.
func (f *surface) Pieces() *heightfield.Pieces { return f.pieces }
