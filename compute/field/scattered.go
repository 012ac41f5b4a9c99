package field

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"zscape/compute/lang"
)

var errCrowd = lang.Errorf("more than %[1]d scattered points: at most %[1]d can be triangulated", "格子状に並んでいない点が%[1]d個を超えています(三角形分割できるのは%[1]d個までです)", MaxPoints)

// NewScattered returns the field through points with values, which are finite; x and y
// are at most 1e15 in magnitude, and 0 if they are less than 1e-65. Of points at the same
// place it takes the mean. The slices belong to the field from then on.
func NewScattered(x, y, z []float64) (*Field, error) {
	return newScattered(x, y, z, progress{})
}

func newScattered(x, y, z []float64, work progress) (*Field, error) {
	if len(x) != len(y) || len(x) != len(z) {
		panic(fmt.Sprintf("field: %d x, %d y and %d z", len(x), len(y), len(z)))
	}
	flush(x)
	flush(y)
	x, y, z = merged(x, y, z, &work)
	switch n := len(x); {
	case n < 3:
		return nil, lang.Errorf("%v with a value: at least 3 are needed", "値のある点が%v個しかありません(3個以上が必要です)", lang.Count(n, "point", "points"))
	case n > MaxPoints:
		return nil, errCrowd
	}
	m, err := triangulate(x, y, z, &work)
	if err != nil {
		return nil, err
	}
	return m.field(), nil
}

// field returns the field of the mesh.
func (m *mesh) field() *Field { return &Field{m.x0, m.x1, m.y0, m.y1, nil, m} }

// flush makes 0 of coordinates that are too small for predicates to be exact.
func flush(v []float64) {
	for k, a := range v {
		if -finest < a && a < finest {
			v[k] = 0
		}
	}
}

// merged returns the points without repetition, sorted by x, then y.
func merged(x, y, z []float64, work *progress) (mx, my, mz []float64) {
	order := ordered(len(x), work, leftFirst(x, y))
	mx, my, mz = make([]float64, 0, len(x)), make([]float64, 0, len(x)), make([]float64, 0, len(x))
	n := 0.0
	for _, k := range order {
		last := len(mx) - 1
		if last >= 0 && mx[last] == x[k] && my[last] == y[k] {
			n++
			mz[last] += (z[k] - mz[last]) / n
			continue
		}
		mx, my, mz, n = append(mx, x[k]), append(my, y[k]), append(mz, z[k]), 1
	}
	return mx, my, mz
}

// perSorted is how many points are merged in the time of a piece of work.
const perSorted = 8

// ordered returns n points in an order; those of which none is before the other stay as
// they are. Runs of them are merged to ever longer ones.
func ordered(n int, work *progress, before func(a, b int32) bool) []int32 {
	order, other := make([]int32, n), make([]int32, n)
	for k := range order {
		order[k] = int32(k)
	}
	for run := 1; run < len(order); run *= 2 {
		for lo := 0; lo < len(order); lo += 2 * run {
			mid, hi := min(lo+run, len(order)), min(lo+2*run, len(order))
			a, b := lo, mid
			for k := lo; k < hi; k++ {
				if b == hi || a < mid && !before(order[b], order[a]) {
					other[k] = order[a]
					a++
				} else {
					other[k] = order[b]
					b++
				}
				if k%perSorted == 0 {
					work.spend(1)
				}
			}
		}
		order, other = other, order
	}
	return order
}

// leftFirst returns the order by x, then y.
func leftFirst(x, y []float64) (before func(a, b int32) bool) {
	return func(a, b int32) bool { return x[a] < x[b] || x[a] == x[b] && y[a] < y[b] }
}

// box notes the box of the points, and how it is divided.
func (m *mesh) box() {
	m.across = max(1, int(math.Sqrt(float64(len(m.x))/2)))
	n := float64(m.across)
	m.x0, m.y0 = slices.Min(m.x), slices.Min(m.y)
	m.x1, m.y1 = slices.Max(m.x), slices.Max(m.y)
	m.perX, m.perY = n/(m.x1-m.x0), n/(m.y1-m.y0)
}

// hull notes the hull of the points, of which the first is on it, and the last.
func (m *mesh) hull() {
	next := make([]int32, len(m.x)) // clockwise
	for _, t := range m.triangles {
		if i := slices.Index(t.v[:], outside); i >= 0 && t.v[(i+1)%3] != outside {
			next[t.v[(i+1)%3]] = t.v[(i+2)%3]
		}
	}
	last := int32(len(m.x) - 1)
	chain := func(from, to int32) (list []int32) {
		for p := from; p != to && p >= 0 && len(list) < len(next); p = next[p] {
			list = append(list, p)
		}
		return append(list, to)
	}
	m.upper, m.lower = chain(0, last), chain(last, 0)
	slices.Reverse(m.lower)
}

// contains reports whether (x, y) is within the hull, or on it.
func (m *mesh) contains(x, y float64) bool {
	if !(m.x0 <= x && x <= m.x1 && m.y0 <= y && y <= m.y1) {
		return false // where, far away, nothing could be computed without overflow
	}
	// The first sides that end at x or beyond, and beyond x.
	i, _ := slices.BinarySearchFunc(m.lower[1:], x, func(p int32, x float64) int { return cmp.Compare(m.x[p], x) })
	j, _ := slices.BinarySearchFunc(m.upper[1:len(m.upper)-1], x, func(p int32, x float64) int {
		if m.x[p] > x {
			return 1
		}
		return -1
	})
	above := func(a, b int32) float64 { return orient(m.x[a], m.y[a], m.x[b], m.y[b], x, y) }
	i = min(i, len(m.lower)-2) // it is there, if the points are sorted
	return above(m.lower[i], m.lower[i+1]) >= 0 && above(m.upper[j], m.upper[j+1]) <= 0
}

// index makes the raster of triangles to begin from: of each place one that is over its
// middle, or else has a corner there, or else one of a place beside it. So a search passes
// few triangles but those around half a place.
func (m *mesh) index(work *progress) {
	m.box()
	m.hull()
	m.bins = make([]int32, m.across*m.across)
	for i := range m.bins {
		m.bins[i] = none
	}
	for k, t := range m.triangles {
		for _, v := range t.v {
			if v != outside {
				m.bins[m.bin(m.x[v], m.y[v])] = int32(k)
			}
		}
	}
	for k := range m.triangles {
		work.spend(1 + m.cover(int32(k))/perSorted)
	}
	// Others are at the rim of the hull, or outside of it.
	for j := range m.across {
		row := m.bins[j*m.across:][:m.across]
		known := func(i int) bool { return row[i] != none }
		for i := 1; i < m.across; i++ {
			if !known(i) {
				row[i] = row[i-1]
			}
		}
		for i := m.across - 2; i >= 0; i-- {
			if !known(i) {
				row[i] = row[i+1]
			}
		}
		if !known(0) { // the lowest row has a corner
			copy(row, m.bins[(j-1)*m.across:])
		}
	}
}

// cover makes triangle k that of the places whose middles it is over. It returns how
// many rows or columns of them it has looked at, whichever are fewer.
func (m *mesh) cover(k int32) (lines int) {
	var p [3]spot
	for i, c := range m.triangles[k].v {
		if c == outside {
			return 0
		}
		p[i] = spot{(m.x[c]-m.x0)*m.perX - 0.5, (m.y[c]-m.y0)*m.perY - 0.5}
	}
	most := float64(m.across - 1)
	fromX, toX := math.Ceil(max(min(p[0].x, p[1].x, p[2].x), 0)), math.Floor(min(max(p[0].x, p[1].x, p[2].x), most))
	fromY, toY := math.Ceil(max(min(p[0].y, p[1].y, p[2].y), 0)), math.Floor(min(max(p[0].y, p[1].y, p[2].y), most))
	if fromX > toX || fromY > toY {
		return 0
	}
	from, to, along, step := fromY, toY, 1, m.across
	if toX-fromX < toY-fromY {
		from, to, along, step = fromX, toX, m.across, 1
	} else {
		for i, q := range p {
			p[i] = spot{q.y, q.x}
		}
	}
	// From here on lines are those of equal x.
	slices.SortFunc(p[:], func(a, b spot) int { return cmp.Compare(a.x, b.x) })
	whole, first, second := p[0].slope(p[2]), p[0].slope(p[1]), p[1].slope(p[2])
	for x := from; x <= to; x++ {
		a := p[0].y + (x-p[0].x)*whole
		b := p[0].y + (x-p[0].x)*first
		if x > p[1].x {
			b = p[1].y + (x-p[1].x)*second
		}
		at := int(x) * step
		for y := math.Ceil(max(min(a, b), 0)); y <= min(max(a, b), most); y++ {
			m.bins[at+int(y)*along] = k
		}
	}
	return int(to-from) + 1
}

// spot is a place among those of the raster, whose middles have whole coordinates.
type spot struct{ x, y float64 }

// slope returns by how much y rises from a to b for each 1 of x.
func (a spot) slope(b spot) float64 {
	if a.x == b.x {
		return 0
	}
	return (b.y - a.y) / (b.x - a.x)
}

func (m *mesh) bin(x, y float64) int {
	place := func(v float64) int {
		if !(v > 0) { // NaN, too
			return 0
		}
		return int(min(v, float64(m.across-1)))
	}
	return place((y-m.y0)*m.perY)*m.across + place((x-m.x0)*m.perX)
}

// near returns a triangle near (x, y).
func (m *mesh) near(x, y float64) int32 { return m.bins[m.bin(x, y)] }

// value interpolates at (x, y), and returns the triangle there; the search
// begins at triangle t.
func (m *mesh) value(x, y float64, t int32) (z float64, at int32) {
	if !m.contains(x, y) {
		return math.NaN(), t
	}
	t, within := m.locate(x, y, t)
	if !within {
		return math.NaN(), t
	}
	v := &m.triangles[t].v
	a, b, c := v[0], v[1], v[2]
	for _, k := range v {
		if m.x[k] == x && m.y[k] == y {
			return m.z[k], t
		}
	}
	_, q, r := m.barycentric(v, x, y)
	return m.z[a] + q*(m.z[b]-m.z[a]) + r*(m.z[c]-m.z[a]), t
}

// barycentric returns the weights of the corners at (x, y).
func (m *mesh) barycentric(v *[3]int32, x, y float64) (p, q, r float64) {
	ax, ay := m.x[v[0]], m.y[v[0]]
	bx, by := m.x[v[1]]-ax, m.y[v[1]]-ay
	cx, cy := m.x[v[2]]-ax, m.y[v[2]]-ay
	x, y = x-ax, y-ay
	d := bx*cy - by*cx
	q, r = (x*cy-y*cx)/d, (bx*y-by*x)/d
	return 1 - q - r, q, r
}

func (m *mesh) gridTo(dst, x, y []float64) {
	type place struct{ bin, triangle int32 } // of the raster, and from where it is searched
	// A search begins where the one before, in the row or below it, has ended, if that is
	// in the same place of the raster.
	near := func(p place, x, y float64) place {
		if bin := int32(m.bin(x, y)); bin != p.bin {
			return place{bin, m.bins[bin]}
		}
		return p
	}
	first := place{bin: none}
	for j := range y {
		at := near(first, x[0], y[j])
		for i := range x {
			at = near(at, x[i], y[j])
			dst[j*len(x)+i], at.triangle = m.value(x[i], y[j], at.triangle)
			if i == 0 {
				first = at
			}
		}
	}
}

// jet blends the parabolas at the corners of the triangle.
func (m *mesh) jet(x, y float64) Jet {
	if !m.contains(x, y) {
		return nowhere
	}
	t, within := m.locate(x, y, m.near(x, y))
	if !within {
		return nowhere
	}
	v := &m.triangles[t].v
	p, q, r := m.barycentric(v, x, y)
	weight := [3]float64{p, q, r}
	var sum Jet
	for i, k := range v {
		b, c := v[(i+1)%3], v[(i+2)%3]
		// The gradient of the corner's weight.
		bx, by := m.x[b]-m.x[k], m.y[b]-m.y[k]
		cx, cy := m.x[c]-m.x[k], m.y[c]-m.y[k]
		d := bx*cy - by*cx
		gx, gy := (by-cy)/d, (cx-bx)/d
		f := m.fit(t, k).from(x-m.x[k], y-m.y[k])
		w := weight[i]
		sum.Z += w * f.Z
		sum.X += w*f.X + gx*f.Z
		sum.Y += w*f.Y + gy*f.Z
		sum.XX += w*f.XX + 2*gx*f.X
		sum.XY += w*f.XY + gx*f.Y + gy*f.X
		sum.YY += w*f.YY + 2*gy*f.Y
	}
	return sum
}

// from returns the jet of the same quadratic polynomial (x, y) farther on.
func (j Jet) from(x, y float64) Jet {
	j.Z += j.X*x + j.Y*y + (j.XX*x*x+2*j.XY*x*y+j.YY*y*y)/2
	j.X, j.Y = j.X+j.XX*x+j.XY*y, j.Y+j.XY*x+j.YY*y
	return j
}

// fit returns the quadratic polynomial through point k, a corner of triangle t,
// that fits its neighbours and theirs best.
func (m *mesh) fit(t, k int32) Jet {
	const most = 40
	near := append(make([]int32, 0, most), k)
	at := append(make([]int32, 0, most), t) // a triangle of each
	for i, end := 0, 1; i < end; i++ {
		t := at[i]
		for range m.triangles { // until it is around
			if len(near) == most {
				break
			}
			q := &m.triangles[t]
			c := slices.Index(q.v[:], near[i])
			if v := q.v[(c+1)%3]; v != outside && !slices.Contains(near, v) {
				near, at = append(near, v), append(at, t)
			}
			if t = q.n[(c+1)%3]; t == at[i] {
				break
			}
		}
		if i == 0 {
			end = len(near)
		}
	}
	x, y, z := m.x[k], m.y[k], m.z[k]
	// In units of the farthest, so that the equations are balanced.
	unit := 0.0
	for _, p := range near[1:] {
		unit = max(unit, math.Hypot(m.x[p]-x, m.y[p]-y))
	}
	var a [5][6]float64 // normal equations
	for _, p := range near[1:] {
		u, v, dz := (m.x[p]-x)/unit, (m.y[p]-y)/unit, m.z[p]-z
		w := 1 / (u*u + v*v)
		row := [6]float64{u, v, u * u / 2, u * v, v * v / 2, dz}
		for i := range a {
			for j := i; j < 6; j++ {
				a[i][j] += w * row[i] * row[j]
			}
		}
	}
	n := 5
	c, ok := solve(&a, n)
	if !ok { // they lie on a conic section: a plane must do
		n = 2
		if c, ok = solve(&a, n); !ok {
			return Jet{Z: z}
		}
	}
	return Jet{z, c[0] / unit, c[1] / unit, c[2] / (unit * unit), c[3] / (unit * unit), c[4] / (unit * unit)}
}

// solve solves the first n of symmetric equations, of which the upper half and
// the right side are given, by Cholesky's decomposition; ok is false if they
// do not determine the result.
func solve(a *[5][6]float64, n int) (c [5]float64, ok bool) {
	var l [5][5]float64
	for i := range n {
		for j := 0; j <= i; j++ {
			s := a[j][i]
			for k := range j {
				s -= l[i][k] * l[j][k]
			}
			if i != j {
				l[i][j] = s / l[j][j]
				continue
			}
			if !(s > 1e-9*a[i][i]) {
				return c, false
			}
			l[i][i] = math.Sqrt(s)
		}
	}
	for i := range n {
		s := a[i][5]
		for k := range i {
			s -= l[i][k] * c[k]
		}
		c[i] = s / l[i][i]
	}
	for i := n - 1; i >= 0; i-- {
		s := c[i]
		for k := i + 1; k < n; k++ {
			s -= l[k][i] * c[k]
		}
		c[i] = s / l[i][i]
	}
	return c, true
}
