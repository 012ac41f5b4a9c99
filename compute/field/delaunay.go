package field

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"zscape/compute/lang"
)

// mesh is a Delaunay triangulation of points with values.
type mesh struct {
	x, y, z   []float64
	triangles []triangle

	// A triangle at each place of a raster over the points, to begin a search.
	bins           []int32
	across         int
	x0, y0, x1, y1 float64 // box of the points
	perX, perY     float64
}

// triangle has its corners counterclockwise, and beyond the side opposite to
// each corner a neighbour. Beyond each side of the hull lies a triangle whose
// third corner is outside, infinitely far off.
type triangle struct {
	v, n [3]int32
}

const outside = -1

var errCollinear = lang.Errorf("all points lie on one line, so they do not form a surface", "すべての点が一直線上にあるため、曲面になりません")

// triangulate inserts the points, no two of them the same, one by one (A. Bowyer, D. F. Watson, The Computer Journal 24, 1981): the
// triangles whose circle holds the new point give way to a fan around it. Where
// that is a matter of rounding it is decided exactly, so the result is a
// triangulation for any points.
func triangulate(x, y, z []float64, work *progress) (*mesh, error) {
	m := &mesh{x: x, y: y, z: z}
	n := len(x)
	order := m.alongHilbert()
	// The first triangle, of the first points that have an area.
	third, area := 2, 0.0
	for ; third < n; third++ {
		if area = m.area(order[0], order[1], order[third]); area != 0 {
			break
		}
	}
	if area == 0 {
		return nil, errCollinear
	}
	a, b, c := order[0], order[1], order[third]
	order = slices.Delete(order, third, third+1)
	if area < 0 {
		a, b = b, a
	}
	m.triangles = append(make([]triangle, 0, 2*n+2),
		triangle{[3]int32{a, b, c}, [3]int32{1, 2, 3}},
		triangle{[3]int32{c, b, outside}, [3]int32{3, 2, 0}},
		triangle{[3]int32{a, c, outside}, [3]int32{1, 3, 0}},
		triangle{[3]int32{b, a, outside}, [3]int32{2, 1, 0}})
	d := digger{mesh: m, spoke: make([]int32, n+1), dug: make([]int32, cap(m.triangles))}
	for k, p := range order[2:] {
		d.insert(p, int32(k+1))
		work.add(perPoint)
	}
	m.index()
	return m, nil
}

// area has the sign of the triangle's area.
func (m *mesh) area(a, b, c int32) float64 {
	return orient(m.x[a], m.y[a], m.x[b], m.y[b], m.x[c], m.y[c])
}

// digger inserts points into a mesh.
type digger struct {
	*mesh
	round   int32
	dug     []int32 // the round in which a triangle was taken out
	out     []int32 // triangles that are taken out
	rim     []side  // of the hole that they leave
	spoke   []int32 // by corner + 1, the new triangle that begins there
	current int32   // where the last point was
}

// side is a side of the hole from a to b, and the triangle beyond it.
type side struct{ a, b, beyond int32 }

func (d *digger) insert(p, round int32) {
	d.round = round
	t, _ := d.locate(d.x[p], d.y[p], d.current)
	d.out = append(d.out[:0], t)
	d.dug[t] = round
	d.rim = d.rim[:0]
	for k := 0; k < len(d.out); k++ {
		t := d.triangles[d.out[k]]
		for _, n := range t.n {
			if d.dug[n] != round && d.holds(n, p) {
				d.dug[n] = round
				d.out = append(d.out, n)
			}
		}
	}
	for _, k := range d.out {
		t := d.triangles[k]
		for i, n := range t.n {
			if d.dug[n] != round {
				d.rim = append(d.rim, side{t.v[(i+1)%3], t.v[(i+2)%3], n})
			}
		}
	}
	// The hole has two sides more than triangles were in it.
	for len(d.out) < len(d.rim) {
		d.out = append(d.out, int32(len(d.triangles)))
		d.triangles = append(d.triangles, triangle{})
	}
	for k, s := range d.rim {
		at := d.out[k]
		d.spoke[s.a+1] = at
		beyond := &d.triangles[s.beyond]
		for i := range beyond.n {
			if beyond.v[(i+1)%3] == s.b && beyond.v[(i+2)%3] == s.a {
				beyond.n[i] = at
			}
		}
		d.triangles[at] = triangle{v: [3]int32{s.a, s.b, p}, n: [3]int32{0, 0, s.beyond}}
		d.dug[at] = 0
	}
	for k, s := range d.rim {
		next := d.spoke[s.b+1]
		d.triangles[d.out[k]].n[0] = next
		d.triangles[next].n[1] = d.out[k]
	}
	d.current = d.out[0]
}

// holds reports whether p lies within the circle of triangle t; of one with a
// corner outside, beyond its side of the hull or on it.
func (m *mesh) holds(t, p int32) bool {
	v := m.triangles[t].v
	for i, c := range v {
		if c == outside {
			a, b := v[(i+1)%3], v[(i+2)%3]
			area := m.area(a, b, p)
			return area > 0 || area == 0 && m.between(a, b, p)
		}
	}
	return incircle(m.x[v[0]], m.y[v[0]], m.x[v[1]], m.y[v[1]], m.x[v[2]], m.y[v[2]], m.x[p], m.y[p]) > 0
}

// between reports whether p, on the line through a and b, is between them.
func (m *mesh) between(a, b, p int32) bool {
	if m.x[a] != m.x[b] {
		return min(m.x[a], m.x[b]) < m.x[p] && m.x[p] < max(m.x[a], m.x[b])
	}
	return min(m.y[a], m.y[b]) < m.y[p] && m.y[p] < max(m.y[a], m.y[b])
}

// locate walks from triangle t to the one that holds (x, y); within is false
// if that is one with a corner outside. In a Delaunay triangulation such a walk
// never runs in circles.
func (m *mesh) locate(x, y float64, t int32) (at int32, within bool) {
	if i := slices.Index(m.triangles[t].v[:], outside); i >= 0 {
		t = m.triangles[t].n[i]
	}
walk:
	for range m.triangles { // at most
		q := &m.triangles[t]
		if slices.Contains(q.v[:], outside) {
			return t, false
		}
		for i := range 3 {
			a, b := q.v[(i+1)%3], q.v[(i+2)%3]
			if orient(m.x[a], m.y[a], m.x[b], m.y[b], x, y) < 0 {
				t = q.n[i]
				continue walk
			}
		}
		return t, true
	}
	return t, false // it is none
}

// alongHilbert returns the points in the order of a Hilbert curve, in rounds: of
// each about half as many points as of the next, at random. So whatever the
// points are, few triangles are made to be taken out again (N. Amenta, S. Choi,
// G. Rote, Incremental Constructions con BRIO, SoCG 2003).
func (m *mesh) alongHilbert() []int32 {
	x0, x1 := slices.Min(m.x), slices.Max(m.x)
	y0, y1 := slices.Min(m.y), slices.Max(m.y)
	const side = 1 << 15
	list := make([]placed, len(m.x))
	cell := func(v, lo, hi float64) uint32 {
		if !(hi > lo) {
			return 0
		}
		return uint32(math.Min((v-lo)/(hi-lo)*side, side-1))
	}
	for k := range m.x {
		list[k] = placed{-round(k), float64(hilbert(cell(m.x[k], x0, x1), cell(m.y[k], y0, y1), side)), int32(k)}
	}
	return sorted(list)
}

// placed is point k, to be sorted by a, then b.
type placed struct {
	a, b float64
	k    int32
}

// sorted returns the points in order.
func sorted(list []placed) []int32 {
	slices.SortFunc(list, func(p, q placed) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b), cmp.Compare(p.k, q.k))
	})
	order := make([]int32, len(list))
	for i, p := range list {
		order[i] = p.k
	}
	return order
}

// round returns the round of point k, counted from the last: 0 for one in two,
// 1 for one in four, and so on.
func round(k int) float64 {
	h := (uint64(k) + 1) * 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return float64(bits.TrailingZeros64(h ^ h>>31))
}

// hilbert returns how far along the curve through a square, side cells wide,
// a cell is.
func hilbert(x, y, side uint32) (d uint32) {
	for s := side / 2; s > 0; s /= 2 {
		var rx, ry uint32
		if x&s != 0 {
			rx = 1
		}
		if y&s != 0 {
			ry = 1
		}
		d += s * s * ((3 * rx) ^ ry)
		if ry == 0 {
			if rx == 1 {
				x, y = side-1-x, side-1-y
			}
			x, y = y, x
		}
	}
	return d
}
