// Package contour draws level lines of a grid and chooses levels for them.
package contour

import (
	"math"
	"slices"

	"zscape/compute/grid"
)

// Line is one level line: a polyline of at least two points, neighbours distinct,
// in data units. Walking along it, the higher ground is on the left. A closed
// line ends with its first point again; an open one ends at the lattice's border
// or at a gap.
type Line struct {
	Level  float64
	Closed bool
	Points [][2]float64
}

// Lines returns the level lines of the triangulated surface of g (see
// grid.Grid), level by level in the order given. They lie on the drawn triangles:
// every vertex is on an edge of one, where linear interpolation gives the level,
// and each line is as long as it can be. Triangles leave no saddle to be
// disambiguated, unlike the cells of marching squares.
//
// A sample equal to the level counts as higher or as lower ground (see
// grid.Basins), so that lines are the border of the higher and every line runs
// on without branching. A flat region at the level is outlined where it ends in
// a slope: the floor of a basin and the top of a hill all round, a terrace at its
// lower or its upper edge. A region of a single point has no line. Gaps, and a
// NaN or infinite level, have none either. The order of lines and the point where
// a closed one begins depend on the samples alone.
func Lines(g *grid.Grid, levels ...float64) []Line {
	if g.Nx() < 2 || g.Ny() < 2 {
		return nil
	}
	t := tracer{g: g, nx: g.Nx(), top: (g.Ny() - 2) * g.Nx()}
	t.seen = make([]int, 2*(t.top+t.nx))
	for pass, level := range levels {
		if !math.IsInf(level, 0) {
			t.pass, t.level = pass+1, level
			t.settle()
			t.trace()
		}
	}
	return t.lines
}

// A tracer follows level lines from triangle to triangle. Triangle 2k is the
// lower right, 2k+1 the upper left one of the cell whose lower left corner is
// sample k.
type tracer struct {
	g   *grid.Grid
	nx  int
	top int // first sample of the last row of cells

	level float64
	z     []float64 // the samples; those of basins at the level are a little lower
	pass  int       // number of the level, from 1
	seen  []int     // by triangle, the last pass in which a line went through

	lines  []Line
	points [][2]float64 // scratch: the line being traced
}

// settle says on which side of the level samples at it are.
func (t *tracer) settle() {
	t.z = t.g.Z
	basins := t.g.Basins(t.level)
	if basins == nil {
		return
	}
	t.z = slices.Clone(t.z)
	for k, basin := range basins {
		if basin {
			t.z[k] = math.Nextafter(t.level, math.Inf(-1))
		}
	}
}

// trace appends the lines of one level.
func (t *tracer) trace() {
	for k := 0; k <= t.top; k += t.nx {
		a, b := t.z[k:k+t.nx], t.z[k+t.nx:k+2*t.nx]
		left0, left1 := a[0] >= t.level, b[0] >= t.level
		for i := 1; i < len(a) && i < len(b); i++ {
			right0, right1 := a[i] >= t.level, b[i] >= t.level
			if left0 != left1 || left0 != right0 || left0 != right1 {
				t.start(2 * (k + i - 1))
				t.start(2*(k+i-1) + 1)
			}
			left0, left1 = right0, right1
		}
	}
}

// start traces the line through a triangle, if there is a new one.
func (t *tracer) start(tri int) {
	if t.seen[tri] == t.pass {
		return
	}
	if _, _, ok := t.crossing(tri); !ok {
		return
	}
	first, closed := t.beginning(tri)
	in, out, ok := t.crossing(first)
	t.points = append(t.points[:0], t.point(first, in))
	for at := first; ok; _, out, ok = t.crossing(at) {
		t.seen[at] = t.pass
		t.add(t.point(at, out))
		if at, ok = t.neighbour(at, out); !ok || at == first {
			break
		}
	}
	if len(t.points) < 2 {
		return
	}
	t.lines = append(t.lines, Line{
		Level:  t.level,
		Closed: closed,
		Points: append([][2]float64(nil), t.points...),
	})
}

// add appends a point unless it repeats the last one, as it does where a line
// passes a sample equal to the level.
func (t *tracer) add(p [2]float64) {
	if t.points[len(t.points)-1] != p {
		t.points = append(t.points, p)
	}
}

// beginning follows the line through a triangle backwards. It returns the
// triangle in which the line begins, or, for a closed line, the one it was given.
func (t *tracer) beginning(tri int) (first int, closed bool) {
	first = tri
	for {
		in, _, _ := t.crossing(first)
		prev, ok := t.neighbour(first, in)
		if !ok {
			return first, false
		}
		if prev == tri {
			return tri, true
		}
		if _, _, ok := t.crossing(prev); !ok {
			return first, false
		}
		first = prev
	}
}

// The corners of a triangle go round counterclockwise, and edge k leads from
// corner k to the next.

// crossing returns the edges by which the line enters and leaves a triangle. With
// the higher ground on its left it enters where the way round goes down and
// leaves where it goes up. ok is false if the triangle has no line or is a gap.
func (t *tracer) crossing(tri int) (in, out int, ok bool) {
	k := t.corners(tri)
	z0, z1, z2 := t.z[k[0]], t.z[k[1]], t.z[k[2]]
	if s := z0 + z1 + z2; s-s != 0 && !(finite(z0) && finite(z1) && finite(z2)) || t.torn(tri) {
		return 0, 0, false
	}
	high := 0
	if z0 >= t.level {
		high |= 1
	}
	if z1 >= t.level {
		high |= 2
	}
	if z2 >= t.level {
		high |= 4
	}
	e := edges[high]
	return e.in, e.out, e.in != e.out
}

// edges has the result of crossing for each set of high corners, corner k being
// bit k.
var edges = [8]struct{ in, out int }{
	1: {0, 2}, 2: {1, 0}, 4: {2, 1}, // one high corner
	3: {1, 2}, 6: {2, 0}, 5: {0, 1}, // two
}

func finite(v float64) bool { return v-v == 0 }

// torn reports whether a triangle is torn.
func (t *tracer) torn(tri int) bool {
	return t.g.Torn != nil && t.g.Lost(tri/2%t.nx, tri/2/t.nx)>>(tri%2)&1 != 0
}

// corners returns the indices of a triangle's samples.
func (t *tracer) corners(tri int) [3]int {
	k := tri / 2
	if tri%2 == 0 {
		return [3]int{k, k + 1, k + t.nx + 1}
	}
	return [3]int{k, k + t.nx + 1, k + t.nx}
}

// neighbour returns the triangle beyond an edge. ok is false at the border of the
// lattice.
func (t *tracer) neighbour(tri, edge int) (next int, ok bool) {
	k := tri / 2
	if tri%2 == 0 {
		switch edge {
		case 0: // bottom
			return tri + 1 - 2*t.nx, k >= t.nx
		case 1: // right
			return tri + 1 + 2, (k+2)%t.nx != 0
		}
		return tri + 1, true
	}
	switch edge {
	case 1: // top
		return tri - 1 + 2*t.nx, k < t.top
	case 2: // left
		return tri - 1 - 2, k%t.nx != 0
	}
	return tri - 1, true
}

// point returns where the line crosses an edge. The end with the lower index
// comes first, so that both triangles at an edge find the same point to the bit.
func (t *tracer) point(tri, edge int) [2]float64 {
	k := t.corners(tri)
	a, b := k[edge], k[(edge+1)%3]
	if a > b {
		a, b = b, a
	}
	ax, ay := t.g.X[a%t.nx], t.g.Y[a/t.nx]
	bx, by := t.g.X[b%t.nx], t.g.Y[b/t.nx]
	za, zb := t.g.Z[a], t.g.Z[b]
	if zb == t.level {
		return [2]float64{bx, by}
	}
	f := (t.level - za) / (zb - za)
	return [2]float64{ax + f*(bx-ax), ay + f*(by-ay)}
}
