package heightfield

import (
	"math"
	"slices"

	"zscape/compute/grid"
	"zscape/compute/singular"
	"zscape/exhibit"
)

// Measured is a Surface that is of data, which say nothing of what is between them.
type Measured interface{ Measured() bool }

func measured(f exhibit.Surface) bool {
	m, ok := f.(Measured)
	return ok && m.Measured()
}

// function is a Surface that has, where it has no value, its limit if there is one.
type function struct {
	exhibit.Surface
	dx, dy float64 // how far apart it was sampled last
	fills  singular.Fills
}

// sample fills g.
func (f *function) sample(g *grid.Grid) {
	f.dx, f.dy = steps(g)
	f.fills = singular.Fills{}
	f.FillTo(g.Z, g.X, g.Y)
	if !measured(f.Surface) {
		f.fills = singular.Fill(g, f.Surface.At, f.hole)
	}
}

// steps returns how far apart samples are.
func steps(g *grid.Grid) (dx, dy float64) {
	step := func(a []float64) float64 {
		if len(a) < 2 {
			return 1
		}
		return (a[len(a)-1] - a[0]) / float64(len(a)-1)
	}
	return step(g.X), step(g.Y)
}

// At returns the value at (x, y).
func (f *function) At(x, y float64) float64 {
	z := f.Surface.At(x, y)
	if z == z || f.dx == 0 || measured(f.Surface) {
		return z
	}
	if limit, ok := singular.Limit(f.Surface.At, x, y, f.dx, f.dy); ok && !f.hole(x, y) {
		return limit
	}
	return z
}

// hole reports whether the function says itself that it has no value at (x, y).
func (f *function) hole(x, y float64) bool {
	e, ok := f.Surface.(Explainer)
	if !ok {
		return false
	}
	_, _, _, chosen := e.Explain(x, y)
	return chosen
}

// over fills the lattice of d.
func (f *function) over(d *Domain) grid.Grid {
	g := grid.Grid{X: d.U, Y: d.V, Z: make([]float64, 0, len(d.U)*len(d.V))}
	for _, v := range d.V {
		for _, u := range d.U {
			g.Z = append(g.Z, f.Surface.At(d.Place(u, v)))
		}
	}
	f.fills = singular.Fills{}
	raw := slices.Clone(g.Z)
	for k, z := range raw {
		if z == z || !besideValue(raw, len(d.U), k) {
			continue
		}
		x, y := d.Place(d.U[k%len(d.U)], d.V[k/len(d.U)])
		if z = f.At(x, y); z == z {
			g.Z[k] = z
			f.filled(x, y, z)
		}
	}
	return g
}

// besideValue reports whether number k of rows of nx samples is next to a number: only
// there may be a limit.
func besideValue(z []float64, nx, k int) bool {
	number := func(k int) bool { return 0 <= k && k < len(z) && z[k] == z[k] }
	return number(k-nx) || number(k+nx) || k%nx > 0 && number(k-1) || k%nx < nx-1 && number(k+1)
}

// filled counts a place with a limit; the middle of a sector, which is a side of its
// lattice, only once.
func (f *function) filled(x, y, z float64) {
	if l := &f.fills; l.Count == 0 {
		*l = singular.Fills{Count: 1, X: x, Y: y, Z: z}
	} else if math.Hypot(x-l.X, y-l.Y) > 1e-9*math.Hypot(f.dx, f.dy) {
		l.Count++
	}
}

// breaks is what the State wants of poles and steps.
type breaks struct{ poles, steps bool }

// breakKeys say what is broken.
var breakKeys = []string{"poles", "steps"}

func readBreaks(st exhibit.State) breaks {
	return breaks{poles: st.Text("poles") == "cut", steps: st.Text("steps") == "gaps"}
}

// span is the heights of a field.
type span struct {
	zRange
	up, down bool // it ends there though z does not: at poles
}

func (s span) cut() bool { return s.up || s.down }

// find tears g, the samples of at, and returns the heights that are to be shown; at
// is nil if there are samples alone.
func (b breaks) find(g *grid.Grid, at func(x, y float64) float64) span {
	g.Torn = nil
	s := span{zRange: rangeOf(g)}
	if !b.poles && !b.steps {
		return s
	}
	found := singular.Find(g, at, singular.Options{Steps: b.steps})
	found.Tear(g, b.poles, b.steps)
	if !b.poles || !found.Up && !found.Down {
		return s
	}
	if lo, hi, ok := found.Limits(g); ok {
		s = span{zRange{lo, hi}, found.Up, found.Down}
		if !s.down {
			s.zRange = s.fromZero()
		}
	}
	return s
}

// of is find for a field over a rectangle.
func (b breaks) of(f *function, g *grid.Grid) span {
	if measured(f.Surface) {
		return b.find(g, nil)
	}
	return b.find(g, f.Surface.At)
}

// within is find for a field over d.
func (b breaks) within(f *function, g *grid.Grid, d *Domain) span {
	if measured(f.Surface) {
		return b.find(g, nil)
	}
	return b.find(g, func(u, v float64) float64 { return f.Surface.At(d.Place(u, v)) })
}

// apart returns the line of the values of f at the places a with NaN wherever f
// does not go on from one to the next.
func (b breaks) apart(a []float64, f func(t float64) float64, dstX, dstY []float64) (x, y []float64) {
	g := grid.Grid{X: a, Y: []float64{0}, Z: make([]float64, len(a))}
	for k, t := range a {
		g.Z[k] = f(t)
	}
	b.find(&g, func(t, _ float64) float64 { return f(t) })
	x, y = dstX[:0], dstY[:0]
	for k, t := range a {
		if k > 0 && g.TornBetween(k-1, 0, k, 0) {
			x, y = append(x, math.NaN()), append(y, math.NaN())
		}
		x, y = append(x, t), append(y, g.Z[k])
	}
	return x, y
}

// mixed returns where a mixture of two fields is torn: wherever one of them is.
func mixed(a, b []grid.Tear) []grid.Tear {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	both := make([]grid.Tear, len(a))
	for k := range both {
		both[k] = a[k] | b[k]
	}
	return both
}

// held returns where g is torn if it is held at the limits: not where what lies
// beside a pole is beyond one of them on all sides.
func held(g *grid.Grid, limits zRange) []grid.Tear {
	if g.Torn == nil {
		return nil
	}
	nx := g.Nx()
	torn := make([]grid.Tear, len(g.Torn))
	for k, t := range g.Torn {
		for _, e := range [...]struct {
			beside  grid.Tear
			corners []int
		}{{grid.AlongX, []int{0, 1}}, {grid.AlongY, []int{0, nx}}, {grid.Within, []int{0, 1, nx, nx + 1}}} {
			if t&e.beside == 0 {
				continue
			}
			above, below := true, true
			for _, c := range e.corners {
				if k+c < len(g.Z) {
					z := g.Z[k+c]
					above, below = above && z >= limits.hi, below && z <= limits.lo
				}
			}
			if !above && !below {
				torn[k] |= e.beside
			}
		}
	}
	return torn
}
