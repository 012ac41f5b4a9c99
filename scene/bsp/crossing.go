package bsp

import "math"

// Crossings returns the lines in which the triangles of one surface run through
// those of another, as polylines. Triangles are three vertices each of points.
// Surfaces that only touch, or coincide, may give lines or none; those that meet all
// over, as noise does, give none.
func Crossings(points []Point, one, other []uint32) [][]Point {
	unit := Tree{}
	unit.fit(points, one)
	places := make([]Point, len(points))
	for k, p := range points {
		places[k] = unit.unit(p)
	}
	c := crossing{points: places, cells: newCells(places, one), places: map[end]Point{}}
	if c.cells.list == nil {
		return nil
	}
	pairs := 0
	met := make([]int, len(one)/3) // the last triangle that a triangle was held against
	for k := 0; k+3 <= len(other); k += 3 {
		b := [3]uint32(other[k:])
		if pairs > mostPairs {
			return nil
		}
		c.cells.visit(places, b, func(a int) {
			pairs++
			if met[a] != k+1 && pairs <= mostPairs {
				met[a] = k + 1
				c.meet([3]uint32(one[3*a:]), b)
			}
		})
	}
	lines := c.chains()
	for _, line := range lines {
		for i, p := range line {
			for axis := range p {
				line[i][axis] = p[axis]/unit.scale[axis] + unit.mid[axis]
			}
		}
	}
	return lines
}

// Limits of the work.
const (
	mostPlaces = 4_000_000  // triangles in cells
	mostPairs  = 20_000_000 // pairs that are looked at
)

// crossing collects the segments in which pairs of triangles meet.
type crossing struct {
	points   []Point
	cells    cells
	segments [][2]end
	places   map[end]Point
}

// end is a place, rounded so that segments that join there agree on it. Surfaces
// over one lattice meet edge on edge, so no edge and triangle would name it.
type end [3]int32

func endAt(p Point) (e end) {
	const finest = 1e7
	for k := range p {
		e[k] = int32(math.Round(p[k] * finest))
	}
	return e
}

// meet adds the segment in which two triangles meet, if they do (T. Möller, "A
// fast triangle-triangle intersection test", Journal of Graphics Tools 2(2), 1997).
func (c *crossing) meet(a, b [3]uint32) {
	pa, oka := through(c.points[a[0]], c.points[a[1]], c.points[a[2]])
	pb, okb := through(c.points[b[0]], c.points[b[1]], c.points[b[2]])
	if !oka || !okb {
		return
	}
	p, okp := c.pierce(b, &pa)
	q, okq := c.pierce(a, &pb)
	if !okp || !okq {
		return
	}
	along := cross(pa.normal, pb.normal)
	sort := func(s [2]Point) [2]Point {
		if dot(along, s[0]) > dot(along, s[1]) {
			s[0], s[1] = s[1], s[0]
		}
		return s
	}
	p, q = sort(p), sort(q)
	from, to := p[0], p[1]
	if dot(along, q[0]) > dot(along, from) {
		from = q[0]
	}
	if dot(along, q[1]) < dot(along, to) {
		to = q[1]
	}
	first, last := endAt(from), endAt(to)
	if dot(along, from) > dot(along, to) || first == last {
		return
	}
	c.segments = append(c.segments, [2]end{first, last})
	c.places[first], c.places[last] = from, to
}

// pierce returns where the edges of t meet the plane of another triangle. A
// corner in the plane counts as in front of it, so that two edges do or none.
func (c *crossing) pierce(t [3]uint32, pl *plane) (s [2]Point, ok bool) {
	const touch = 1e-12
	var d [3]float64
	for k, v := range t {
		if d[k] = pl.side(c.points[v]); math.Abs(d[k]) < touch {
			d[k] = touch
		}
	}
	n := 0
	for k, v := range t {
		w, dv, dw := t[(k+1)%3], d[k], d[(k+1)%3]
		if dv > 0 == (dw > 0) {
			continue
		}
		if v > w {
			v, w, dv, dw = w, v, dw, dv
		}
		s[n] = toward(c.points[v], c.points[w], dv/(dv-dw))
		n++
	}
	return s, n == 2
}

// chains joins the segments at their common ends.
func (c *crossing) chains() [][]Point {
	var lines [][]Point
	for _, chain := range Chains(c.segments) {
		line := make([]Point, len(chain))
		for k, e := range chain {
			line[k] = c.places[e]
		}
		lines = append(lines, line)
	}
	return lines
}

// cells finds the triangles near another one: those whose boxes share a cell of
// a lattice over the unit cube.
type cells struct {
	n    int
	list [][]int32
}

func newCells(points []Point, triangles []uint32) cells { // without a list if they are too large
	c := cells{n: int(math.Cbrt(float64(len(triangles)/3))) + 1}
	places := 0
	for k := 0; k+3 <= len(triangles); k += 3 {
		from, to, ok := c.span(points, [3]uint32(triangles[k:]))
		if ok {
			places += (to[0] - from[0] + 1) * (to[1] - from[1] + 1) * (to[2] - from[2] + 1)
		}
	}
	if places > mostPlaces {
		return c
	}
	c.list = make([][]int32, c.n*c.n*c.n)
	for k := 0; k+3 <= len(triangles); k += 3 {
		c.each(points, [3]uint32(triangles[k:]), func(cell int) { c.list[cell] = append(c.list[cell], int32(k/3)) })
	}
	return c
}

// visit calls f for triangles that may be near t, some more than once.
func (c *cells) visit(points []Point, t [3]uint32, f func(k int)) {
	c.each(points, t, func(cell int) {
		for _, k := range c.list[cell] {
			f(int(k))
		}
	})
}

// span returns the cells that the box around t shares; ok is false if there are
// none.
func (c *cells) span(points []Point, t [3]uint32) (from, to [3]int, ok bool) {
	for k := range 3 {
		a, b, d := points[t[0]][k], points[t[1]][k], points[t[2]][k]
		lo, hi := (min(a, b, d)+0.5)*float64(c.n), (max(a, b, d)+0.5)*float64(c.n)
		if !(hi >= -1e-6 && lo <= float64(c.n)+1e-6) { // outside, or not finite
			return from, to, false
		}
		from[k], to[k] = max(int(lo), 0), min(int(hi), c.n-1)
		from[k] = min(from[k], c.n-1)
		to[k] = max(to[k], 0)
	}
	return from, to, true
}

// each calls f for the cells that the box around t shares.
func (c *cells) each(points []Point, t [3]uint32, f func(cell int)) {
	from, to, ok := c.span(points, t)
	if !ok {
		return
	}
	for x := from[0]; x <= to[0]; x++ {
		for y := from[1]; y <= to[1]; y++ {
			for z := from[2]; z <= to[2]; z++ {
				f((x*c.n+y)*c.n + z)
			}
		}
	}
}
