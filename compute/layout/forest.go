package layout

// forest sums the repulsion between the nodes of each component by a tree (J. Barnes,
// P. Hut, "A hierarchical O(N log N) force-calculation algorithm", Nature 324, 1986). Its
// trees halve the points, not the space, as J. L. Bentley's k-d trees do: so their shape
// depends on how many points there are only, however many of them lie in one place, and
// is made once.
type forest struct {
	points []point // in the order of the trees: those of a cell follow each other
	cells  []cell  // a cell, then its halves' cells
	roots  []int32 // the first cell of each component, and the end
	dims   int
}

// point is a node in a tree.
type point struct {
	at   [3]float64
	mass float64
	node int32
}

// cell is a box around some points.
type cell struct {
	at         [3]float64 // centre of mass of the points
	mass       float64
	size2      float64 // square of the diagonal
	first, end int32   // points
	skip       int32   // the cell after its last descendant: of a leaf, the next
}

// leafPoints are summed one by one in a leaf. More make smaller trees, and longer sums.
const leafPoints = 12

// newForest returns the trees of the components, which are given by where their nodes
// start, and the end.
func newForest(start []int32, mass []float64, dims int) *forest {
	f := &forest{points: make([]point, len(mass)), roots: make([]int32, len(start)), dims: dims}
	for i := range f.points {
		f.points[i].node, f.points[i].mass = int32(i), mass[i]
	}
	for c, first := range start[:len(start)-1] {
		f.roots[c] = int32(len(f.cells))
		f.add(first, start[c+1])
	}
	f.roots[len(start)-1] = int32(len(f.cells))
	return f
}

func (f *forest) add(first, end int32) {
	at := len(f.cells)
	f.cells = append(f.cells, cell{first: first, end: end})
	if end-first > leafPoints {
		mid := (first + end) / 2
		f.add(first, mid)
		f.add(mid, end)
	}
	f.cells[at].skip = int32(len(f.cells))
}

// build takes the positions of a component's nodes. It starts from the order of the last tree,
// as nodes do not move far.
func (f *forest) build(component int, at [][3]float64, work func(n int)) {
	root := f.roots[component]
	c := &f.cells[root]
	for k := c.first; k < c.end; k++ {
		f.points[k].at = at[f.points[k].node]
	}
	f.fit(root, work)
}

// fit puts a cell, and those in it, around their points.
func (f *forest) fit(k int32, work func(n int)) {
	c := &f.cells[k]
	points := f.points[c.first:c.end]
	work(10 * len(points))
	low, high := points[0].at, points[0].at
	for i := range points {
		p := &points[i].at
		low[0], high[0] = min(low[0], p[0]), max(high[0], p[0])
		low[1], high[1] = min(low[1], p[1]), max(high[1], p[1])
		low[2], high[2] = min(low[2], p[2]), max(high[2], p[2])
	}
	axis := 0
	c.size2 = near2 // more than what rounding makes of 0
	for a := range f.dims {
		side := high[a] - low[a]
		c.size2 += side * side
		if side > high[axis]-low[axis] {
			axis = a
		}
	}
	c.at, c.mass = [3]float64{}, 0
	if c.skip == k+1 {
		for i := range points {
			c.include(&points[i].at, points[i].mass)
		}
	} else {
		part(points, len(points)/2, axis)
		next := k + 1
		f.fit(next, work)
		other := f.cells[next].skip
		f.fit(other, work)
		c.include(&f.cells[next].at, f.cells[next].mass)
		c.include(&f.cells[other].at, f.cells[other].mass)
	}
	for a := range c.at {
		c.at[a] /= c.mass
	}
}

// include adds a mass at a place to the sums of a cell.
func (c *cell) include(at *[3]float64, mass float64) {
	c.at[0] += mass * at[0]
	c.at[1] += mass * at[1]
	c.at[2] += mass * at[2]
	c.mass += mass
}

// part moves the points so that those before mid are nowhere above those from it on, along
// an axis (C. A. R. Hoare, "Algorithm 65: find", CACM 4, 1961).
func part(points []point, mid, axis int) {
	for first, last := 0, len(points)-1; first < last; {
		i, j, x := first, last, points[mid].at[axis]
		for i <= j {
			for points[i].at[axis] < x {
				i++
			}
			for x < points[j].at[axis] {
				j--
			}
			if i <= j {
				points[i], points[j] = points[j], points[i]
				i++
				j--
			}
		}
		if j < mid {
			first = i
		}
		if mid < i {
			last = j
		}
	}
}

// near2 is the square of a distance within which nodes are taken to be in one place. They
// part in directions that depend on which two they are.
const near2 = 1e-18

// pushTo sets what the k-th point's node has in two lists to the repulsion by the points of
// the cells from root to end, sum_j m_j (x - x_j) / |x - x_j|^2, and to
// sum_j m_j / |x - x_j|^2, which is at least as large as what the first changes by in a unit. A
// cell pushes as one point if its diagonal is less than its distance; so none does in which the
// point is.
func (f *forest) pushTo(force [][3]float64, stiffness []float64, k, root, end int32) {
	p := &f.points[k]
	x, y, z := p.at[0], p.at[1], p.at[2]
	cells := f.cells[:end]
	var fx, fy, fz, sum float64
	for at := int(root); at < len(cells); {
		c := &cells[at]
		dx, dy, dz := x-c.at[0], y-c.at[1], z-c.at[2]
		d2 := dx*dx + dy*dy + dz*dz
		if c.size2 < d2 {
			w := c.mass / d2
			sum += w
			fx += w * dx
			fy += w * dy
			fz += w * dz
			at = int(c.skip)
			continue
		}
		if at++; at == int(c.skip) {
			points := f.points[c.first:c.end]
			for m := range points {
				q := &points[m]
				dx, dy, dz := x-q.at[0], y-q.at[1], z-q.at[2]
				d2 := dx*dx + dy*dy + dz*dz
				if d2 < near2 {
					if q.node == p.node {
						continue
					}
					dx, dy, dz = f.apart(p.node - q.node)
					d2 = dx*dx + dy*dy + dz*dz
				}
				w := q.mass / d2
				sum += w
				fx += w * dx
				fy += w * dy
				fz += w * dz
			}
		}
	}
	force[p.node], stiffness[p.node] = [3]float64{fx, fy, fz}, sum
}

// apart returns a small vector for the difference of two nodes' numbers: the opposite one
// for the opposite difference.
func (f *forest) apart(difference int32) (x, y, z float64) {
	const length = 0x1p-16
	// Odd multipliers spread the numbers, as in hashing; products wrap around.
	x = length * float64(difference*-1640531527) / (1 << 31)
	y = length * float64(difference*-2048144777) / (1 << 31)
	if f.dims == 3 {
		z = length * float64(difference*668265263) / (1 << 31)
	}
	return x, y, z
}
