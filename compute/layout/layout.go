// Package layout draws graphs in the plane or in space by forces: linked nodes pull each
// other, and all nodes of a component push each other.
//
// The forces are d^2 and 1/d, as T. Fruchterman and E. Reingold have them ("Graph Drawing by
// Force-directed Placement", Software: Practice and Experience 21, 1991), the latter by the
// masses m of both nodes, 1 + the weights of their links, so that those of many links have
// room (M. Jacomy et al., "ForceAtlas2", PLoS ONE 9, 2014). The energy is
//
//	E = sum over links of w d^3 / 3 - k sum over pairs of m_i m_j ln d.
//
// It is one of those whose minima show dense groups as such (A. Noack, "Modularity clustering
// is force-directed layout", Phys. Rev. E 79, 2009). Repulsion is summed by trees. The
// start is by multidimensional scaling, so that a mesh is unfolded and a ring is round; the
// descent has momentum, and a temperature that limits the movement and falls: so it settles,
// whatever the graph is.
//
// Nodes of different components do not push each other. Components lie side by side in rows,
// the largest first and nodes without links last.
//
// A seed gives the same picture, bit by bit, in all browsers and natively on
// amd64. (Where Go fuses products and sums, as on arm64, it gives another one.)
package layout

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"zscape/compute/sparse"
)

// Farthest is how far from the middle a node can be pinned.
const Farthest = 1e6

// Layout is a graph as it is being drawn. The unit of length is such that there is about one
// node in each square, or cube, of that side.
type Layout struct {
	dims       int
	graph      *graph
	components []component
	forest     *forest
	pinned     []bool // of each place, as are the following

	mass, stiffness     []float64
	at, velocity, force [][3]float64

	temperature float64
	movement    float64
	steps       int
	still       int // steps in a row in which little moved
}

// component is what there is to know of one.
type component struct {
	repulsion float64 // k
	link      float64 // the length of its links at the start: the root mean square
	slot      [2]float64
	radius    float64 // of the disk around the slot
	pins      int
}

const (
	rate     = 1.0  // of the way down, were each node alone
	momentum = 0.85 // of the last movement

	// The temperature is how far a node may move at once, in lengths of its component's links
	// at the start. Each step lowers it, down to cold.
	hot     = 1.0
	warm    = 0.3 // when a node was pinned or released
	cold    = 0.003
	cooling = 0.985

	// What moves less, in the same lengths, for so many steps has settled.
	little = 0.001
	atRest = 5
)

// New returns the layout of a graph at its start. Whether its links go one way or both does
// not matter, of two weights the greater counts. Links of a node to itself, and those of a
// weight that is not positive and finite, do not pull. dims is 2 or 3. The random numbers are
// for the start only.
func New(links *sparse.Matrix, dims int, r *rand.Rand) *Layout {
	return NewWith(func(int) {}, links, dims, r)
}

// NewWith is New which tells by work, every few hundred or thousand operations, how many
// they were.
func NewWith(work func(n int), links *sparse.Matrix, dims int, r *rand.Rand) *Layout {
	if links.Rows != links.Cols || dims != 2 && dims != 3 {
		panic(fmt.Sprintf("layout: links of %d x %d nodes in %d dimensions", links.Rows, links.Cols, dims))
	}
	n := links.Rows
	l := &Layout{
		dims: dims, graph: newGraph(work, links), pinned: make([]bool, n), temperature: hot,
		mass: make([]float64, n), stiffness: make([]float64, n),
		at: make([][3]float64, n), velocity: make([][3]float64, n), force: make([][3]float64, n),
	}
	for k := range l.mass {
		_, weight := l.graph.links(int32(k))
		l.mass[k] = 1
		for _, w := range weight {
			l.mass[k] += w
		}
	}
	l.forest = newForest(l.graph.start, l.mass, dims)
	l.components = make([]component, len(l.graph.start)-1)
	p := pivots{graph: l.graph}
	for c := range l.components {
		first, end := l.graph.span(c)
		p.placeTo(l.at[first:end], int(first), dims, r, work)
		l.scale(c, r)
		work(50 * int(end-first))
	}
	l.shelve()
	l.gather(1)
	return l
}

// scale brings a component to its size, and sets how strong the repulsion has to be for that:
// where the energy is least, scaling does not change it, so that the sum of w d^3 over links
// is k times that of m_i m_j over pairs.
func (l *Layout) scale(c int, r *rand.Rand) {
	o := &l.components[c]
	first, end := l.graph.span(c)
	at, n := l.at[first:end], float64(end-first)
	if n == 1 {
		*o = component{repulsion: 1, link: 1, radius: room}
		return
	}
	// Nodes that are as far from all pivots lie in one place. Noise of a tenth of a link,
	// which is about 1, parts them.
	for k := range at {
		for a := range l.dims {
			at[k][a] += 0.1 * r.NormFloat64()
		}
	}
	middle := centroid(at)
	spread, masses, squares := 0.0, 0.0, 0.0
	for k, m := range l.mass[first:end] {
		spread += distance2(&at[k], &middle)
		masses += m
		squares += m * m
	}
	// The radius of gyration of a disk of area n, or of a ball of volume n.
	size := math.Sqrt(n / (2 * math.Pi))
	if l.dims == 3 {
		size = math.Sqrt(0.6) * math.Cbrt(n*3/(4*math.Pi))
	}
	f := size / math.Sqrt(spread/n)
	for k := range at {
		for a := range middle {
			at[k][a] = f * (at[k][a] - middle[a])
		}
	}
	pull, length2 := 0.0, 0.0 // each link is there twice
	for k := first; k < end; k++ {
		to, weight := l.graph.links(k)
		for e, j := range to {
			d2 := distance2(&l.at[k], &l.at[j])
			pull += weight[e] * d2 * math.Sqrt(d2)
			length2 += d2
		}
	}
	o.link = math.Sqrt(length2 / float64(l.graph.from[end]-l.graph.from[first]))
	o.repulsion = pull / (masses*masses - squares)
	o.radius = l.extent(c)
}

func distance2(a, b *[3]float64) float64 {
	x, y, z := a[0]-b[0], a[1]-b[1], a[2]-b[2]
	return x*x + y*y + z*z
}

func centroid(at [][3]float64) (middle [3]float64) {
	for k := range at {
		for a := range middle {
			middle[a] += at[k][a]
		}
	}
	for a := range middle {
		middle[a] /= float64(len(at))
	}
	return middle
}

// Step is one iteration. It reports whether the layout has settled, after which it does
// nothing until a node is pinned or released. It does not allocate memory.
func (l *Layout) Step() (settled bool) { return l.StepWith(func(int) {}) }

// StepWith is Step which tells by work, every few hundred or thousand operations, how many
// they were.
func (l *Layout) StepWith(work func(n int)) (settled bool) {
	if l.Settled() {
		return true
	}
	for c := range l.components {
		first, end := l.graph.span(c)
		if end-first > 1 { // otherwise there are no forces
			l.forest.build(c, l.at, work)
			l.push(c, work)
			for k := first; k < end; k++ {
				l.pull(k, l.components[c].repulsion)
			}
			work(10 * int(l.graph.from[end]-l.graph.from[first]))
		}
	}
	moved := l.move() + l.gather(0.2)
	work(50 * len(l.at))
	l.movement = math.Sqrt(moved / float64(len(l.at)))
	if l.still++; l.movement > little {
		l.still = 0
	}
	l.steps++
	l.temperature *= cooling
	return l.Settled()
}

// push sets the force and the stiffness of a component's nodes to what the repulsion of
// masses makes of a mass of 1.
func (l *Layout) push(c int, work func(n int)) {
	root, end := l.forest.roots[c], l.forest.roots[c+1]
	first, last := l.graph.span(c)
	for k := first; k < last; k++ {
		l.forest.pushTo(l.force, l.stiffness, k, root, end)
		work(500)
	}
}

// pull makes of them the movement of a node that would bring it to rest, were it alone: the
// force of links and nodes, divided by the most that it changes by in a unit.
func (l *Layout) pull(k int32, repulsion float64) {
	p := &l.at[k]
	var fx, fy, fz, stiffness float64
	to, weight := l.graph.links(k)
	for e, j := range to {
		q := &l.at[j]
		dx, dy, dz := q[0]-p[0], q[1]-p[1], q[2]-p[2]
		w := weight[e] * math.Sqrt(dx*dx+dy*dy+dz*dz)
		fx += w * dx
		fy += w * dy
		fz += w * dz
		stiffness += 2 * w
	}
	repulsion *= l.mass[k]
	s := 1 / (stiffness + repulsion*l.stiffness[k])
	f := &l.force[k]
	f[0] = s * (fx + repulsion*f[0])
	f[1] = s * (fy + repulsion*f[1])
	f[2] = s * (fz + repulsion*f[2])
}

// move moves the nodes, and returns the sum of the squares of how far, in lengths of links.
func (l *Layout) move() (sum float64) {
	for c := range l.components {
		link := l.components[c].link
		most := l.temperature * link
		moved := 0.0
		first, end := l.graph.span(c)
		for k := first; k < end; k++ {
			if l.pinned[k] {
				continue
			}
			v, f := &l.velocity[k], &l.force[k]
			for a := range v {
				v[a] = momentum*v[a] + rate*f[a]
			}
			length2 := v[0]*v[0] + v[1]*v[1] + v[2]*v[2]
			if length2 > most*most {
				s := most / math.Sqrt(length2)
				for a := range v {
					v[a] *= s
				}
				length2 = most * most
			}
			for a := range v {
				l.at[k][a] += v[a]
			}
			moved += length2
		}
		sum += moved / (link * link)
	}
	return sum
}

// Settled reports whether nothing moves any more.
func (l *Layout) Settled() bool {
	return len(l.at) == 0 || l.still >= atRest || l.temperature < cold
}

// Movement returns how far nodes moved with the last step: the root mean square, in lengths
// of links at the start.
func (l *Layout) Movement() float64 { return l.movement }

// Temperature returns how far a node may move with the next step, in the same lengths.
func (l *Layout) Temperature() float64 { return l.temperature }

// Progress returns how much of the way to rest is done, 0 to 1. It falls when a node is
// pinned or released.
func (l *Layout) Progress() float64 {
	if l.Settled() {
		return 1
	}
	return max(math.Log(l.temperature/hot)/math.Log(cold/hot), 0)
}

// Steps returns how many steps there have been.
func (l *Layout) Steps() int { return l.steps }

// Dims returns the number of coordinates, 2 or 3.
func (l *Layout) Dims() int { return l.dims }

// PositionsTo sets dst, of n x dims numbers, to the positions of the nodes.
func (l *Layout) PositionsTo(dst []float32) {
	if len(dst) != len(l.at)*l.dims {
		panic(fmt.Sprintf("layout: dst has length %d, want %d x %d", len(dst), len(l.at), l.dims))
	}
	for k, i := range l.graph.node {
		for a := range l.dims {
			dst[int(i)*l.dims+a] = float32(l.at[k][a])
		}
	}
}

// Pin puts a node in a place, where it stays; others move around it for a while. The place
// has as many coordinates as the layout, from -Farthest to Farthest.
func (l *Layout) Pin(node int, at ...float64) {
	far := func(v float64) bool { return !(math.Abs(v) <= Farthest) }
	if len(at) != l.dims || slices.ContainsFunc(at, far) {
		panic(fmt.Sprintf("layout: a node is pinned at %v in %d dimensions", at, l.dims))
	}
	k := l.graph.place[node]
	var to [3]float64
	copy(to[:], at)
	if l.pinned[k] && l.at[k] == to {
		return
	}
	if !l.pinned[k] {
		l.pinned[k] = true
		l.components[l.graph.component(k)].pins++
	}
	l.at[k], l.velocity[k] = to, [3]float64{}
	l.heat()
}

// Release lets a node move again that was pinned.
func (l *Layout) Release(node int) {
	k := l.graph.place[node]
	if !l.pinned[k] {
		return
	}
	l.pinned[k] = false
	l.components[l.graph.component(k)].pins--
	l.heat()
}

// Pinned reports whether a node is pinned.
func (l *Layout) Pinned(node int) bool { return l.pinned[l.graph.place[node]] }

func (l *Layout) heat() { l.temperature, l.still = max(l.temperature, warm), 0 }
