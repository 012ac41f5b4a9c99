package singular

import (
	"math"

	"zscape/compute/grid"
)

// Limit returns the limit of f at (x, y), where it has no value: what its values
// tend to from all sides. Steps dx and dy, above 0, say how far away that begins,
// such as those of a lattice: there, f should be smooth but for (x, y) itself and
// lines through it. ok is false if values on different ways to (x, y) do not come
// to one, or if there are none on a side.
func Limit(f func(x, y float64) float64, x, y, dx, dy float64) (z float64, ok bool) {
	return approach{f, x, y, dx / 4, dy / 4}.limit(false)
}

// Fills says where limits were filled in.
type Fills struct {
	Count   int
	X, Y, Z float64 // of the first
}

// Fill sets samples of g that have no value, though there are values beside them, to
// the limit of f there. Where hole, if not nil, reports that f is to have no value, it
// and what is beside it stay. The work is bounded: some 20 000 values of f, and one
// for every 8 samples.
func Fill(g *grid.Grid, f func(x, y float64) float64, hole func(x, y float64) bool) Fills {
	var fills Fills
	nx, ny := g.Nx(), g.Ny()
	left := 20_000 + len(g.Z)/8
	counted := func(x, y float64) float64 { left--; return f(x, y) }
	// Neighbours are looked at before any is filled.
	there := func(i, j int) bool {
		if i < 0 || j < 0 || i >= nx || j >= ny { // beyond the lattice it may be
			return true
		}
		z := g.At(i, j)
		return z-z == 0
	}
	// A line of poles may run through it: (x^2+y^2)/(x-y) goes to 0 on straight ways only.
	infinite := func(i, j int) bool { return i >= 0 && j >= 0 && i < nx && j < ny && math.IsInf(g.At(i, j), 0) }
	onPoles := func(i, j int) bool {
		return infinite(i-1, j) && infinite(i+1, j) || infinite(i, j-1) && infinite(i, j+1) ||
			infinite(i-1, j-1) && infinite(i+1, j+1) || infinite(i-1, j+1) && infinite(i+1, j-1)
	}
	var found []int
	for j := range ny {
		for i := range nx {
			if k := j*nx + i; g.Z[k] != g.Z[k] && (there(i-1, j) && there(i+1, j) || there(i, j-1) && there(i, j+1) ||
				there(i-1, j-1) && there(i+1, j+1) || there(i-1, j+1) && there(i+1, j-1)) {
				found = append(found, k)
			}
		}
	}
	last := -1
	for _, k := range found {
		if left <= 0 {
			break
		}
		i, j := k%nx, k/nx
		beside := last >= 0 && (last == k-1 || last >= k-nx-1)
		a := approach{counted, g.X[i], g.Y[j], spacing(g.X, i) / 4, spacing(g.Y, j) / 4}
		z, ok := a.limit(beside)
		if !ok || onPoles(i, j) || !beside && hole != nil && hole(g.X[i], g.Y[j]) {
			continue
		}
		if fills.Count == 0 {
			fills = Fills{X: g.X[i], Y: g.Y[j], Z: z}
		}
		fills.Count++
		last = k
		g.Z[k] = z
	}
	return fills
}

// spacing returns the distance from number i of an axis to its nearest neighbour.
func spacing(a []float64, i int) float64 {
	d := math.Inf(1)
	if i > 0 {
		d = a[i] - a[i-1]
	}
	if i < len(a)-1 {
		d = min(d, a[i+1]-a[i])
	}
	if math.IsInf(d, 1) {
		return 1
	}
	return d
}

// approach is the ways to a place, from a distance dx, dy.
type approach struct {
	f            func(x, y float64) float64
	x, y, dx, dy float64
}

// ways to a place at (0, 0) come from (u, v) on a straight line, or on one curved
// towards an axis: at t, 1 to 0, they are at (u t, v t^power) or the other way round.
// None of them is on an axis or a diagonal, on which f may have no values.
type ways struct {
	power float64 // 1: straight
	list  [][2]float64
	// nearer is how often the distance is halved, and closer how much of what values
	// differ from the limit at first they may differ from it then.
	nearer int
	closer float64
}

var (
	straight = ways{1, turned(17, 62, 107, 152), 5, 0.3}
	// On some curves, functions go elsewhere than on all straight lines: x^2 y/(x^4 + y^2)
	// of G. Peano on y = x^2.
	curved = []ways{{2, turned(37, 127), 3, 0.6}, {3, turned(37, 127), 2, 0.6}}
)

// turned returns the points of the unit circle at so many degrees.
func turned(degrees ...float64) (list [][2]float64) {
	for _, d := range degrees {
		sin, cos := math.Sincos(d * math.Pi / 180)
		list = append(list, [2]float64{cos, sin})
	}
	return list
}

// along calls visit for the values on all ways, from both ends of each, at t; it
// reports false if there is a place without one.
func (a approach) along(w *ways, t float64, visit func(z float64)) bool {
	for _, d := range w.list {
		for _, s := range [2]float64{t, -t} {
			c := power(s, w.power)
			for n, p := range [2][2]float64{{d[0] * s, d[1] * c}, {d[0] * c, d[1] * s}} {
				if n == 1 && w.power == 1 {
					break
				}
				z := a.f(a.x+a.dx*p[0], a.y+a.dy*p[1])
				if z-z != 0 {
					return false
				}
				visit(z)
			}
		}
	}
	return true
}

// limit returns what values on all ways come to, if that is one. Of a place beside
// one with a limit, straight ways will do.
func (a approach) limit(beside bool) (z float64, ok bool) {
	means := make([]float64, straight.nearer+1)
	widths := make([]float64, straight.nearer+1)
	for n := range means {
		lo, hi, sum := math.Inf(1), math.Inf(-1), 0.0
		if !a.along(&straight, math.Ldexp(1, -n), func(z float64) { lo, hi, sum = min(lo, z), max(hi, z), sum+z }) {
			return 0, false
		}
		means[n], widths[n] = sum/float64(2*len(straight.list)), hi-lo
	}
	// Values have to come together, and not to run away together.
	z = accelerated(means)
	const rounding = 1e-9
	if math.Abs(z) < noise*max(widths[0], math.Abs(means[0])) {
		z = 0
	}
	tiny := rounding * math.Abs(z)
	last := straight.nearer
	if widths[last] > max(straight.closer*widths[0], tiny) || math.Abs(means[last]-z) > max(straight.closer*math.Abs(means[0]-z), tiny) {
		return 0, false
	}
	if beside {
		return z, true
	}
	for k := range curved {
		w := &curved[k]
		var off [2]float64
		for n, t := range [2]float64{1, math.Ldexp(1, -w.nearer)} {
			if !a.along(w, t, func(v float64) { off[n] = max(off[n], math.Abs(v-z)) }) {
				return 0, false
			}
		}
		if off[1] > max(w.closer*off[0], tiny) {
			return 0, false
		}
	}
	return z, true
}

// power returns t to the power p, 1, 2 or 3, with the sign of t if p is odd.
func power(t, p float64) float64 {
	switch p {
	case 1:
		return t
	case 2:
		return t * t
	}
	return t * t * t
}

// accelerated returns what a sequence tends to, by the epsilon algorithm (P. Wynn,
// "On a device for computing the e_m(S_n) transformation", 1956): exact, but for
// rounding, for sums of few powers of the step. It takes what changes least.
func accelerated(s []float64) float64 {
	n := len(s)
	best, change := s[n-1], math.Abs(s[n-1]-s[n-2])
	before, now := make([]float64, n+1), append([]float64(nil), s...)
	for k := 1; k < n; k++ {
		next := make([]float64, n-k)
		for m := range next {
			d := now[m+1] - now[m]
			if d == 0 { // it has come to rest
				if k%2 == 1 {
					return now[m+1]
				}
				return best
			}
			next[m] = before[m+1] + 1/d
		}
		before, now = now, next
		if m := len(now) - 1; k%2 == 0 && m > 0 {
			if c := math.Abs(now[m] - now[m-1]); c < change {
				best, change = now[m], c
			}
		}
	}
	return best
}
