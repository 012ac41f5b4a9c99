package heightfield

import (
	"math"
	"slices"

	"zscape/compute/grid"
	"zscape/compute/singular"
)

// extension is a Function that has, where it has no value, its limit if there is one.
type extension struct {
	Function
	pause  func()  // is called now and then while much of it is evaluated; may be nil
	dx, dy float64 // how far apart it was sampled last
	fills  singular.Fills
}

// atOnce is about how many values are computed between two pauses.
const atOnce = 2000

// evaluateTo is FillTo that pauses.
func (f *extension) evaluateTo(dst, x, y []float64) {
	if f.pause == nil {
		f.FillTo(dst, x, y)
		return
	}
	rows := 1 + atOnce/(len(x)+1)
	for from := 0; from < len(y); from += rows {
		to := min(from+rows, len(y))
		f.FillTo(dst[from*len(x):to*len(x)], x, y[from:to])
		f.pause()
	}
}

// looked is a function, at, that pauses.
func (f *extension) looked(at func(x, y float64) float64) func(x, y float64) float64 {
	if f.pause == nil {
		return at
	}
	left := atOnce
	return func(x, y float64) float64 {
		if left--; left < 0 {
			left = atOnce
			f.pause()
		}
		return at(x, y)
	}
}

// fill writes the values over the lattice of g into it.
func (f *extension) fill(g *grid.Grid) {
	f.dx, f.dy = steps(g)
	f.fills = singular.Fills{}
	f.evaluateTo(g.Z, g.X, g.Y)
	if !measured(f.Function) {
		f.fills = singular.Fill(g, f.looked(f.Function.At), f.chosenGap)
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
func (f *extension) At(x, y float64) float64 {
	z := f.Function.At(x, y)
	if z == z || f.dx == 0 || measured(f.Function) {
		return z
	}
	if limit, ok := singular.Limit(f.Function.At, x, y, f.dx, f.dy); ok && !f.chosenGap(x, y) {
		return limit
	}
	return z
}

// chosenGap reports whether the function says itself that it has no value at (x, y).
func (f *extension) chosenGap(x, y float64) bool {
	e, ok := f.Function.(Explainer)
	if !ok {
		return false
	}
	_, _, _, chosen := e.Explain(x, y)
	return chosen
}

// over returns the values over the lattice of d.
func (f *extension) over(d *Domain) *grid.Grid {
	g := &grid.Grid{X: d.U, Y: d.V, Z: make([]float64, 0, len(d.U)*len(d.V))}
	at := f.looked(f.Function.At)
	for _, v := range d.V {
		for _, u := range d.U {
			g.Z = append(g.Z, at(d.Place(u, v)))
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
			f.countFill(x, y, z)
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

// countFill counts a place with a limit; the middle of a sector, which is a side of
// its lattice, only once.
func (f *extension) countFill(x, y, z float64) {
	if l := &f.fills; l.Count == 0 {
		*l = singular.Fills{Count: 1, X: x, Y: y, Z: z}
	} else if math.Hypot(x-l.X, y-l.Y) > 1e-9*math.Hypot(f.dx, f.dy) {
		l.Count++
	}
}
