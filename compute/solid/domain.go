package solid

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"zscape/compute/lang"
)

// Range is the values of a parameter.
type Range struct{ Min, Max float64 }

func (r Range) size() float64 { return r.Max - r.Min }

// holds reports whether v is in r, but for slack.
func (r Range) holds(v, slack float64) bool { return r.Min-slack <= v && v <= r.Max+slack }

// Parametric is a surface: the point of two parameters, NaN where there is none.
type Parametric func(u, v float64) [3]float64

// FundamentalDomain returns ranges of u and v in which the surface f is covered once:
// those that are given, if it is so over all of them, or parts of them that make all
// of the same surface. A sphere is covered twice if both its angles go all the way
// around, and a surface of revolution in part if its angle goes farther. A surface that
// runs through itself, as a Klein bottle, is not covered twice there. Nu and nv are how
// many samples along u and v tell its shape.
//
// The parts end where f repeats itself, shifted or mirrored in one of the parameters.
// If f lies upon itself in another way, the error is a *CoverError, which names a
// range in which it does not, if one is found.
func FundamentalDomain(f Parametric, u, v Range, nu, nv int) (Range, Range, error) {
	r, err := once(f, [2]Range{u, v}, [2]int{nu, nv})
	return r[0], r[1], err
}

// FundamentalArc is FundamentalDomain of a curve.
func FundamentalArc(f func(u float64) [3]float64, u Range, n int) (Range, error) {
	r, err := once(func(u, _ float64) [3]float64 { return f(u) }, [2]Range{u, {}}, [2]int{n, 1})
	return r[0], err
}

func once(f Parametric, r [2]Range, n [2]int) ([2]Range, error) {
	whole := r
	for range 4 { // twice along each axis
		c := newCover(f, r, n)
		if c.doubled() < enough {
			return r, nil
		}
		p, ok := c.part()
		switch {
		case ok:
		case c.inside < enough: // it only comes close to itself
			return r, nil
		default:
			return whole, c.problem()
		}
		n[p.axis] = 1 + int(math.Ceil(float64(n[p.axis]-1)*p.size))
		r[p.axis] = p.Range
	}
	return whole, newCover(f, r, n).problem()
}

// cover is a surface, and at which of some places it lies upon itself.
type cover struct {
	f      Parametric
	r      [2]Range
	n      [2]int       // places of the lattice along u and v; 1 along v for a curve
	places [][3]float64 // row by row
	pole   []bool       // of a place: all of its row, or column, is there
	reach  []float64    // how far what is around a place may be from it
	size   float64      // of all
	exact  float64      // what points may be off by that are the same
	probes []probe
	inside int // of those that are not at the border, how many have twins
}

// probe is a point, and its twins: other parameters of the same.
type probe struct {
	at    [2]float64
	twins [][2]float64
}

const (
	apart  = 1e-3 // of a range: parameters that are not the same
	equal  = 1e-8 // of a range: parameters that are the same
	enough = 3    // probes that show something
)

func newCover(f Parametric, r [2]Range, n [2]int) *cover {
	most := 101
	if n[1] == 1 {
		most = 801
	}
	c := &cover{f: f, r: r, n: [2]int{min(n[0], most), min(n[1], most)}}
	lo, hi := [3]float64{math.Inf(1), math.Inf(1), math.Inf(1)}, [3]float64{math.Inf(-1), math.Inf(-1), math.Inf(-1)}
	for j := range c.n[1] {
		for i := range c.n[0] {
			at := c.place(float64(i), float64(j))
			p := f(at[0], at[1])
			c.places = append(c.places, p)
			if finite(p[0] + p[1] + p[2]) {
				for a, v := range p {
					lo[a], hi[a] = min(lo[a], v), max(hi[a], v)
				}
			}
		}
	}
	if c.size = max(hi[0]-lo[0], hi[1]-lo[1], hi[2]-lo[2]); !(c.size > 0) {
		return c // there is nothing
	}
	c.exact = 1e-9 * c.size
	for a := range lo {
		c.exact = max(c.exact, 1e-15*math.Abs(lo[a]), 1e-15*math.Abs(hi[a]))
	}
	c.findPoles()
	c.reach = make([]float64, len(c.places))
	for k, p := range c.places {
		list, n := c.beside(k)
		for _, o := range list[:n] {
			if d := 1.5 * c.far(o, p); d > c.reach[k] { // to the other corner of a cell
				c.reach[k] = d
			}
		}
	}
	// Evenly spread over all (M. Roberts, 2018), and close to the border, where there
	// is what goes only a little too far. No two have the same u, or v.
	const inside, beside = 24, 4
	k := 0.0
	spread := func() [2]float64 {
		k++
		return [2]float64{math.Mod(k*0.7548776662466927, 1), math.Mod(k*0.5698402909980532, 1)}
	}
	for range inside {
		c.probe(spread())
	}
	c.inside = c.doubled()
	for axis := range c.n {
		for k := range 2 * beside {
			if c.n[axis] == 1 {
				continue
			}
			at := spread()
			depth := [2]float64{1e-4, 1e-6}[k/2%2] * (1 + at[axis])
			if at[axis] = depth; k%2 == 1 {
				at[axis] = 1 - depth
			}
			c.probe(at)
		}
	}
	if c.doubled() >= enough {
		for k := range c.probes {
			c.search(&c.probes[k], true)
		}
	}
	return c
}

// findPoles marks the rows and columns of the lattice that are one point.
func (c *cover) findPoles() {
	c.pole = make([]bool, len(c.places))
	mark := func(first, step, n int) {
		for k := range n {
			if n < 2 || !(c.far(first+k*step, c.places[first]) <= c.exact) {
				return
			}
		}
		for k := range n {
			c.pole[first+k*step] = true
		}
	}
	for j := range c.n[1] {
		mark(j*c.n[0], 1, c.n[0])
	}
	for i := range c.n[0] {
		mark(i, c.n[0], c.n[1])
	}
}

// place returns the parameters of a place of the lattice, or between some.
func (c *cover) place(i, j float64) (at [2]float64) {
	for a, k := range [2]float64{i, j} {
		at[a] = c.r[a].Min + c.r[a].size()*k/float64(max(c.n[a]-1, 1))
	}
	return at
}

// probe adds the point at parts, 0..1, of the ranges, but for poles, near which
// parameters are not well known, and gaps.
func (c *cover) probe(part [2]float64) {
	p := probe{at: [2]float64{c.r[0].Min + part[0]*c.r[0].size(), c.r[1].Min + part[1]*c.r[1].size()}}
	if _, ok := c.facing(p.at, 1e-3); ok {
		c.search(&p, false)
		c.probes = append(c.probes, p)
	}
}

// search looks for the twins of p, from the places of the lattice that are nearest to
// its point. A thorough one looks also near p itself, and on both sides of where the
// surface may turn back.
func (c *cover) search(p *probe, thorough bool) {
	point := c.f(p.at[0], p.at[1])
	facing, _ := c.facing(p.at, 0)
	starts := [8][2]float64{{0.4, 0.4}, {-0.4, 0.4}, {0.4, -0.4}, {-0.4, -0.4}, {1.3, 0}, {-1.3, 0}, {0, 1.3}, {0, -1.3}}
	n := 4
	if thorough {
		n = 8
	}
	for k := range c.places {
		if !c.nearest(k, point) {
			continue
		}
		i, j := float64(k%c.n[0]), float64(k/c.n[0])
		if !thorough && c.near(c.place(i, j), p.at, 3.5/float64(c.n[0]), 3.5/float64(c.n[1])) {
			continue
		}
		for _, d := range starts[:n] {
			twin, ok := c.solve(c.place(i+d[0], j+d[1]), point)
			if !ok || c.near(twin, p.at, apart, apart) || slices.ContainsFunc(p.twins, func(t [2]float64) bool { return c.near(twin, t, apart, apart) }) {
				continue
			}
			if n, ok := c.facing(twin, 1e-5); ok && math.Abs(dot(n, facing)) > 0.999 { // it does not run through
				p.twins = append(p.twins, twin)
			}
		}
	}
}

// nearest reports whether place k is near to point and none of its neighbours is
// nearer, but for poles.
func (c *cover) nearest(k int, point [3]float64) bool {
	d := c.far(k, point)
	if !(d <= c.reach[k]) || c.pole[k] {
		return false
	}
	list, n := c.beside(k)
	for _, o := range list[:n] {
		if !c.pole[o] && (c.far(o, point) < d || c.far(o, point) == d && o < k) {
			return false
		}
	}
	return true
}

// beside returns the neighbours of place k, n of them.
func (c *cover) beside(k int) (list [4]int, n int) {
	i, j := k%c.n[0], k/c.n[0]
	for _, o := range [4][2]int{{i - 1, j}, {i + 1, j}, {i, j - 1}, {i, j + 1}} {
		if 0 <= o[0] && o[0] < c.n[0] && 0 <= o[1] && o[1] < c.n[1] {
			list[n] = o[1]*c.n[0] + o[0]
			n++
		}
	}
	return list, n
}

// far returns how far place k is from point.
func (c *cover) far(k int, point [3]float64) float64 { return length(sub(c.places[k], point)) }

// near reports whether parameters differ by no more than parts of their ranges.
func (c *cover) near(p, q [2]float64, u, v float64) bool {
	return math.Abs(p[0]-q[0]) <= u*c.r[0].size() && math.Abs(p[1]-q[1]) <= v*c.r[1].size()
}

// tangents returns how the point moves with the parameters, by their ranges.
func (c *cover) tangents(at [2]float64) (t [2][3]float64) {
	const h = 1e-6
	for a := range t {
		p, q := at, at
		p[a], q[a] = at[a]-h*c.r[a].size(), at[a]+h*c.r[a].size()
		t[a] = sub(c.f(q[0], q[1]), c.f(p[0], p[1]))
		for k := range t[a] {
			t[a][k] /= 2 * h
		}
	}
	return t
}

// facing returns the normal of the surface, or the direction of a curve; ok is false
// in gaps and near poles, where there is less of it than a part of the whole.
func (c *cover) facing(at [2]float64, part float64) (n [3]float64, ok bool) {
	t := c.tangents(at)
	if c.n[1] == 1 {
		return unit(t[0]), length(t[0]) > part*c.size
	}
	n = cross(t[0], t[1])
	return unit(n), length(n) > part*c.size*c.size
}

// solve returns parameters near those at which the point is, by the method of Gauss
// and Newton; ok is false if there are none within the ranges.
func (c *cover) solve(at [2]float64, point [3]float64) (_ [2]float64, ok bool) {
	near := false
	for n := 0; n < 12 && !near; n++ {
		off := sub(point, c.f(at[0], at[1]))
		near = length(off) <= c.exact // a last step makes it exact
		t := c.tangents(at)
		aa, ab, bb := dot(t[0], t[0]), dot(t[0], t[1]), dot(t[1], t[1])
		const damping = 1e-12 // at a pole
		aa, bb = aa+damping*(aa+bb), bb+damping*(aa+bb)
		det := aa*bb - ab*ab
		a, b := dot(off, t[0]), dot(off, t[1])
		du, dv := (bb*a-ab*b)/det, (aa*b-ab*a)/det
		const farthest = 0.1 // of the ranges, in a step
		if most := max(math.Abs(du), math.Abs(dv)); most > farthest {
			du, dv = du*farthest/most, dv*farthest/most
		}
		at[0] += du * c.r[0].size()
		at[1] += dv * c.r[1].size()
		if !c.r[0].holds(at[0], farthest*c.r[0].size()) || !c.r[1].holds(at[1], farthest*c.r[1].size()) {
			break
		}
	}
	return at, near && c.r[0].holds(at[0], equal*c.r[0].size()) && c.r[1].holds(at[1], equal*c.r[1].size())
}

// doubled returns at how many probes the surface lies upon itself.
func (c *cover) doubled() (n int) {
	for _, p := range c.probes {
		if len(p.twins) > 0 {
			n++
		}
	}
	return n
}

// A part is part of the range of a parameter that may make all of the surface.
type part struct {
	Range
	axis int
	size float64 // of the whole
	rank int     // the least is preferred to others of that size
}

// part returns the smallest part of a range that makes all of the surface.
func (c *cover) part() (p part, ok bool) {
	var list []part
	for axis, n := range c.n {
		if n == 1 {
			continue
		}
		for _, p := range c.parts(axis) {
			if apart < p.size && p.size < 1-equal && c.complete(p) {
				list = append(list, p)
			}
		}
	}
	if len(list) == 0 {
		return p, false
	}
	return slices.MinFunc(list, func(p, q part) int {
		switch near := equal * c.r[p.axis].size(); {
		case math.Abs(p.size-q.size) > equal:
			return cmp.Compare(p.size, q.size)
		case p.rank != q.rank:
			return cmp.Compare(p.rank, q.rank)
		case math.Abs(math.Abs(p.Min+p.Max)-math.Abs(q.Min+q.Max)) > near:
			return cmp.Compare(math.Abs(p.Min+p.Max), math.Abs(q.Min+q.Max)) // the nearer to 0
		}
		return cmp.Compare(q.Min, p.Min)
	}), true
}

// parts returns the parts of a range that end where the twins show that the surface
// is shifted to itself, or mirrored. A mirror line that is a pole is the best end, as
// of a half circle that makes a sphere, any other the worst.
func (c *cover) parts(axis int) (list []part) {
	whole := c.r[axis]
	var shifts, mirrors []float64
	for _, p := range c.probes {
		for _, t := range p.twins {
			if d := math.Abs(t[axis] - p.at[axis]); d > apart*whole.size() {
				shifts = append(shifts, d)
			}
			mirrors = append(mirrors, (t[axis]+p.at[axis])/2)
		}
	}
	add := func(lo, hi float64, rank int) {
		list = append(list, part{Range{lo, hi}, axis, (hi - lo) / whole.size(), rank})
	}
	for _, d := range repeated(shifts, equal*whole.size()) {
		add(whole.Min, whole.Min+d, 1)
		add(whole.Max-d, whole.Max, 1)
	}
	type end struct {
		at   float64
		rank int
	}
	ends := []end{{whole.Min, 0}, {whole.Max, 0}}
	for _, m := range repeated(mirrors, equal*whole.size()) {
		e := end{m, 2}
		if c.isPole(axis, m) {
			e.rank = 0
		}
		ends = append(ends, e)
	}
	for _, p := range ends {
		for _, q := range ends {
			if p.at < q.at {
				add(p.at, q.at, max(p.rank, q.rank))
			}
		}
	}
	return list
}

// repeated returns the values that occur often, but for slack: the median of each,
// the most frequent first.
func repeated(values []float64, slack float64) []float64 {
	const most = 8
	slices.Sort(values)
	type run struct {
		value float64
		n     int
	}
	var runs []run
	for k := 0; k < len(values); {
		n := k + 1
		for n < len(values) && values[n]-values[n-1] <= slack {
			n++
		}
		if n-k >= enough {
			runs = append(runs, run{values[(k+n)/2], n - k})
		}
		k = n
	}
	slices.SortStableFunc(runs, func(p, q run) int { return q.n - p.n })
	var list []float64
	for _, r := range runs[:min(len(runs), most)] {
		list = append(list, r.value)
	}
	return list
}

// isPole reports whether all of a line of the lattice is one point.
func (c *cover) isPole(axis int, at float64) bool {
	if c.n[1] == 1 {
		return false
	}
	var first [3]float64
	for k := range 8 {
		p := [2]float64{at, at}
		other := c.r[1-axis]
		p[1-axis] = other.Min + other.size()*float64(k)/7
		q := c.f(p[0], p[1])
		if k == 0 {
			first = q
		}
		if !(length(sub(q, first)) <= least*c.size) {
			return false
		}
	}
	return true
}

// complete reports whether all of the surface is in p: what is beyond it has a twin
// there.
func (c *cover) complete(p part) bool {
	slack := equal * c.r[p.axis].size()
	for _, q := range c.probes {
		if !p.holds(q.at[p.axis], slack) && !slices.ContainsFunc(q.twins, func(t [2]float64) bool { return p.holds(t[p.axis], slack) }) {
			return false
		}
	}
	return true
}

// problem returns the error that says what to do.
func (c *cover) problem() error {
	if c.n[1] == 1 {
		return &CoverError{lang.Text{
			En: "the curve retraces itself, so it cannot be made into a solid: choose a parameter range in which it does not",
			Ja: "曲線が同じところを重ねて通るため、立体にできません。重ならないパラメータの範囲を選んでください",
		}}
	}
	if axis, end, ok := c.free(); ok {
		name := string("uv"[axis])
		from, to := strconv.FormatFloat(c.r[axis].Min, 'g', 6, 64), strconv.FormatFloat(end, 'g', 6, 64)
		return &CoverError{lang.Sprintf("the surface overlaps itself, so it cannot be made into a solid: choose ranges in which it does not, such as %s from %s to %s",
			"曲面が重なっているため、立体にできません。重ならない範囲を選んでください(例: %s は %s から %s まで)", name, from, to)}
	}
	return &CoverError{lang.Text{
		En: "the surface overlaps itself, so it cannot be made into a solid: choose ranges of u and v in which it does not",
		Ja: "曲面が重なっているため、立体にできません。重ならない u と v の範囲を選んでください",
	}}
}

// free returns how far a parameter may go from its least value so that the surface
// does not lie upon itself: that which may go farther.
func (c *cover) free() (axis int, end float64, ok bool) {
	most := 0.0
	for a, r := range c.r {
		first := r.Max
		for _, p := range c.probes {
			for _, t := range p.twins {
				first = min(first, max(p.at[a], t[a]))
			}
		}
		// Probes are few, so a little less; a number that can be typed.
		part := 0.95 * (first - r.Min)
		unit := math.Pow(10, math.Floor(math.Log10(part))-1)
		cut := c.r
		cut[a].Max = r.Min + unit*math.Floor(part/unit)
		if size := cut[a].size() / r.size(); size > most && newCover(c.f, cut, c.n).doubled() == 0 {
			axis, end, ok, most = a, cut[a].Max, true, size
		}
	}
	return axis, end, ok && most > 0.1
}

func length(v [3]float64) float64 { return math.Sqrt(dot(v, v)) }
