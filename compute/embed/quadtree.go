package embed

import "math"

// quadtree sums the repulsion between points of the plane.
type quadtree struct {
	// The points in the order of the tree: those of a node follow each other.
	x, y  []float64
	order []int32
	nodes []node // a node, then its children's nodes
}

// node is a square with two points at least, or a leaf.
type node struct {
	x, y  float64 // mean of the points
	count float64
	size2 float64 // square of the side; not of leaves
	skip  int32   // the node after its last descendant
	first int32   // point, and the one after the last, of a leaf; 0, 0 otherwise
	end   int32
}

const (
	// Points that are summed one by one in a leaf. More make smaller trees, and
	// longer sums.
	leafPoints = 4

	// A square is not halved more often than this.
	deepest = 50
)

func newQuadtree(n int) *quadtree {
	t := &quadtree{
		x: make([]float64, n), y: make([]float64, n), order: make([]int32, n),
		nodes: make([]node, 0, 2*n), // as each has points, or two children
	}
	for i := range t.order {
		t.order[i] = int32(i)
	}
	return t
}

// build takes the positions, n x 2. It starts from the order of the last tree,
// as points do not move far.
func (t *quadtree) build(y []float64) {
	minX, maxX, minY, maxY := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for s, i := range t.order {
		a, b := y[2*i], y[2*i+1]
		t.x[s], t.y[s] = a, b
		minX, maxX = min(minX, a), max(maxX, a)
		minY, maxY = min(minY, b), max(maxY, b)
	}
	t.nodes = t.nodes[:0]
	t.add(0, len(t.order), (minX+maxX)/2, (minY+maxY)/2, max(maxX-minX, maxY-minY)/2, 0)
}

// add adds the node of the points from first to end, which lie in the square of
// the centre (x, y) whose side is twice half.
func (t *quadtree) add(first, end int, x, y, half float64, depth int) {
	var cut [5]int
	for {
		if end-first <= leafPoints || depth == deepest {
			t.leaf(first, end)
			return
		}
		mid := t.part(t.y, first, end, y)
		cut = [5]int{first, t.part(t.x, first, mid, x), mid, t.part(t.x, mid, end, x), end}
		only := -1
		for q := range 4 {
			if cut[q] == first && cut[q+1] == end {
				only = q
			}
		}
		if only < 0 {
			break
		}
		x, y, half, depth = child(only, x, y, half, depth)
	}
	at := len(t.nodes)
	t.nodes = append(t.nodes, node{count: float64(end - first), size2: 4 * half * half})
	for q := range 4 {
		if cut[q] < cut[q+1] {
			cx, cy, ch, cd := child(q, x, y, half, depth)
			t.add(cut[q], cut[q+1], cx, cy, ch, cd)
		}
	}
	n := &t.nodes[at]
	n.skip = int32(len(t.nodes))
	for c := at + 1; c < len(t.nodes); c = int(t.nodes[c].skip) {
		n.x += t.nodes[c].count * t.nodes[c].x
		n.y += t.nodes[c].count * t.nodes[c].y
	}
	n.x /= n.count
	n.y /= n.count
}

func (t *quadtree) leaf(first, end int) {
	n := node{count: float64(end - first), first: int32(first), end: int32(end), skip: int32(len(t.nodes) + 1)}
	for s := first; s < end; s++ {
		n.x += t.x[s]
		n.y += t.y[s]
	}
	n.x /= n.count
	n.y /= n.count
	t.nodes = append(t.nodes, n)
}

// child returns the q-th quarter of a square: in order of y, then of x.
func child(q int, x, y, half float64, depth int) (cx, cy, ch float64, cd int) {
	half /= 2
	if x += half; q&1 == 0 {
		x -= 2 * half
	}
	if y += half; q&2 == 0 {
		y -= 2 * half
	}
	return x, y, half, depth + 1
}

// part moves points whose coordinate in v is less than at before the others, and
// returns where these begin.
func (t *quadtree) part(v []float64, first, end int, at float64) int {
	for {
		for first < end && v[first] < at {
			first++
		}
		for first < end && !(v[end-1] < at) {
			end--
		}
		if first >= end {
			return first
		}
		end--
		t.x[first], t.x[end] = t.x[end], t.x[first]
		t.y[first], t.y[end] = t.y[end], t.y[first]
		t.order[first], t.order[end] = t.order[end], t.order[first]
		first++
	}
}

// repel sets the repulsion, sum_j w^2 (y_i - y_j) with w = 1/(1 + |y_i - y_j|^2),
// of the points from first to end in the order of the tree, and returns the sum
// of their w. A node pushes as one point if its side is less than theta times its
// distance.
func (t *quadtree) repel(repel []float64, first, end int, theta float64) (norm float64) {
	theta2 := theta * theta
	nodes := t.nodes
	for s := first; s < end; s++ {
		x, y := t.x[s], t.y[s]
		var fx, fy, sum float64
		for at := 0; at < len(nodes); {
			n := &nodes[at]
			dx, dy := x-n.x, y-n.y
			d2 := dx*dx + dy*dy
			switch {
			case n.end == 0 && n.size2 >= theta2*d2:
				at++
			case n.end == 0 || n.end-n.first > leafPoints:
				count := n.count
				if n.end > 0 && int(n.first) <= s && s < int(n.end) {
					count-- // itself
				}
				w := 1 / (1 + d2)
				v := count * w
				sum += v
				v *= w
				fx += v * dx
				fy += v * dy
				at = int(n.skip)
			default:
				xs := t.x[n.first:n.end]
				ys := t.y[n.first:n.end][:len(xs)]
				for m, xm := range xs {
					if int(n.first)+m == s {
						continue
					}
					dx, dy := x-xm, y-ys[m]
					w := 1 / (1 + dx*dx + dy*dy)
					sum += w
					w *= w
					fx += w * dx
					fy += w * dy
				}
				at++
			}
		}
		i := 2 * t.order[s]
		repel[i], repel[i+1] = fx, fy
		norm += sum
	}
	return norm
}
