package field

// subdivision is one of the plane, by edges, each of which is there in both directions
// (the quad-edges of L. Guibas, J. Stolfi, Primitives for the Manipulation of General
// Subdivisions and the Computation of Voronoi Diagrams, ACM Transactions on Graphics
// 4(2), 1985, without those of the dual). Edge e is from[e] to from[e^1].
type subdivision struct {
	from         []int32 // point, by edge
	above, below []int32 // the next edge around that point, counterclockwise and clockwise
	free         int32   // the edge that was taken out last; above leads to those before
}

// none is no edge, and no triangle.
const none = -1

// newSubdivision returns no edges, with room for those of n points: a plane graph has at
// most 3n - 6.
func newSubdivision(n int) *subdivision {
	room := max(6*n-12, 2)
	return &subdivision{make([]int32, 0, room), make([]int32, 0, room), make([]int32, 0, room), none}
}

// to returns the point in which e ends.
func (g *subdivision) to(e int32) int32 { return g.from[e^1] }

// along returns the edge that goes on from e around the face on its left.
func (g *subdivision) along(e int32) int32 { return g.below[e^1] }

// add adds an edge that meets no other.
func (g *subdivision) add(from, to int32) (e int32) {
	if e = g.free; e != none {
		g.free = g.above[e]
	} else {
		e = int32(len(g.from))
		g.from, g.above, g.below = append(g.from, 0, 0), append(g.above, 0, 0), append(g.below, 0, 0)
	}
	g.from[e], g.from[e^1] = from, to
	g.above[e], g.below[e] = e, e
	g.above[e^1], g.below[e^1] = e^1, e^1
	return e
}

// splice makes one of the rings around the points of a and b, or two of the one in
// which they are.
func (g *subdivision) splice(a, b int32) {
	aboveA, aboveB := g.above[a], g.above[b]
	g.above[a], g.above[b] = aboveB, aboveA
	g.below[aboveA], g.below[aboveB] = b, a
}

// join adds an edge from the end of a to the beginning of b, which have a face on
// their left in common: the face on the left of the new edge goes on with b.
func (g *subdivision) join(a, b int32) (e int32) {
	e = g.add(g.to(a), g.from[b])
	g.splice(e, g.along(a))
	g.splice(e^1, b)
	return e
}

// remove takes an edge out.
func (g *subdivision) remove(e int32) {
	g.splice(e, g.below[e])
	g.splice(e^1, g.below[e^1])
	e &^= 1
	g.from[e], g.from[e^1] = none, none
	g.above[e] = g.free
	g.free = e
}
