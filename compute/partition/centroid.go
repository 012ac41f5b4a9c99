package partition

import (
	"math"
	"slices"
)

// Centroid returns the partition that stands for many: one whose variation of
// information to them, on average, is small, and that distance in nats (S. Wade,
// Z. Ghahramani, "Bayesian cluster analysis", Bayesian Analysis 13, 2018). Its
// groups are named by size.
//
// It is sought as R. Rastelli and N. Friel do ("Optimal Bayesian estimators for
// latent variable cluster models", Statistics and Computing 28, 2018), with the
// average itself rather than a bound of it: from the nearest of the partitions,
// things are moved one by one to the group, or to a new one, where the average is
// least, and groups are united, until nothing helps. That is a local minimum.
//
// work, unless it is nil, is told how many steps it did, every now and then. It
// panics without partitions, and if a thing is in no group. The time is in proportion
// to things x groups x partitions, the memory to groups x groups x partitions.
func Centroid(draws [][]int32, work func(steps int)) (p []int32, distance float64) {
	if len(draws) == 0 {
		panic("partition: the centroid of no partitions")
	}
	if work == nil {
		work = func(int) {}
	}
	c := newCentroid(draws)
	c.begin(draws[nearest(draws, work)])
	for c.sweep(work) || c.unite(work) {
	}
	p = BySize(c.group)
	for _, d := range draws {
		distance += VI(p, d)
		work(len(p))
	}
	return p, distance / float64(len(draws))
}

// nearest returns which of some of the partitions has the least distance to some.
func nearest(draws [][]int32, work func(int)) int {
	const most = 40 // 40^2 distances
	stride := (len(draws) + most - 1) / most
	best, least := 0, math.Inf(1)
	for a := 0; a < len(draws); a += stride {
		sum := 0.0
		for b := 0; b < len(draws); b += stride {
			sum += VI(draws[a], draws[b])
			work(len(draws[a]))
		}
		if sum < least {
			best, least = a, sum
		}
	}
	return best
}

// centroid is a partition on the way to the centroid. The average distance to the
// draws is, but for what does not depend on it and the factor 1/n,
//
//	sum_g f(n_g) - 2 mean_d sum_gh f(n_dgh),  f(x) = x ln x,
//
// where n_dgh things are in its group g and in group h of draw d.
type centroid struct {
	draws [][]int32
	group []int32
	size  []int
	k     int // groups, of which one at least is empty: the new one

	// count[g] has, of group g, how many of its things are in each group of each draw,
	// those of draw d from offset[d].
	count  [][]int32
	offset []int
	width  int

	rise []float64 // f(x+1) - f(x)
	spot []int     // of a thing: its group in each draw, as an index of a count
}

func newCentroid(draws [][]int32) *centroid {
	n := len(draws[0])
	c := &centroid{group: make([]int32, n), rise: make([]float64, n+1), spot: make([]int, len(draws))}
	for x := range c.rise {
		c.rise[x] = xlogx(float64(x)+1) - xlogx(float64(x))
	}
	for _, d := range draws {
		check("a partition", len(d), n)
		if d = ByFirst(d); slices.Contains(d, -1) {
			panic("partition: the centroid of partitions with things in no group")
		}
		c.draws = append(c.draws, d)
		c.offset = append(c.offset, c.width)
		c.width += Groups(d)
	}
	return c
}

// begin begins with a partition.
func (c *centroid) begin(p []int32) {
	c.group = ByFirst(p)
	for range Groups(c.group) {
		c.add()
	}
	c.add()
	for i, g := range c.group {
		c.locate(i)
		c.size[g]++
		c.put(int(g), 1)
	}
}

// add adds an empty group.
func (c *centroid) add() {
	c.size = append(c.size, 0)
	c.count = append(c.count, make([]int32, c.width))
	c.k++
}

// locate finds the groups of a thing.
func (c *centroid) locate(i int) {
	for d, p := range c.draws {
		c.spot[d] = c.offset[d] + int(p[i])
	}
}

// put adds the thing that was located to a group, or takes it away.
func (c *centroid) put(g int, times int32) {
	count := c.count[g]
	for _, s := range c.spot {
		count[s] += times
	}
}

// cost is how much the thing that was located adds to what is to be small, in a
// group of so many others.
func (c *centroid) cost(size int, count []int32) float64 {
	sum := 0.0
	for _, s := range c.spot {
		sum += c.rise[count[s]]
	}
	return c.rise[size] - 2*sum/float64(len(c.spot))
}

// better is by how much, at least, a change must be one.
const better = 1e-9

// sweep moves things one by one to where they are best, and reports whether one was.
func (c *centroid) sweep(work func(int)) (moved bool) {
	for i, own := range c.group {
		c.locate(i)
		c.put(int(own), -1)
		c.size[own]--
		best, least := int(own), c.cost(c.size[own], c.count[own])-better
		fresh := c.size[own] == 0 // its own group is as good as a new one
		for g := range c.k {
			if g == int(own) || c.size[g] == 0 && fresh {
				continue
			}
			fresh = fresh || c.size[g] == 0
			if v := c.cost(c.size[g], c.count[g]); v < least {
				best, least = g, v
			}
		}
		c.group[i] = int32(best)
		c.size[best]++
		c.put(best, 1)
		if best != int(own) {
			moved = true
			if !slices.Contains(c.size, 0) {
				c.add()
			}
		}
		work(c.k * len(c.spot))
	}
	return moved
}

// unite makes one of those two groups that are best united, and reports whether
// that is better.
func (c *centroid) unite(work func(int)) bool {
	a, b, least := -1, -1, -better
	for g := range c.k {
		for h := range g {
			if c.size[g] == 0 || c.size[h] == 0 {
				continue
			}
			if v := c.united(g, h); v < least {
				a, b, least = h, g, v
			}
			work(c.width)
		}
	}
	if a < 0 {
		return false
	}
	for i, g := range c.group {
		if int(g) == b {
			c.group[i] = int32(a)
		}
	}
	for s, n := range c.count[b] {
		c.count[a][s] += n
	}
	clear(c.count[b])
	c.size[a], c.size[b] = c.size[a]+c.size[b], 0
	return true
}

// united returns the change of what is to be small if two groups were one.
func (c *centroid) united(g, h int) float64 {
	change := func(a, b float64) float64 { return xlogx(a+b) - xlogx(a) - xlogx(b) }
	sum := 0.0
	second := c.count[h]
	for s, n := range c.count[g] {
		if m := second[s]; n > 0 && m > 0 {
			sum += change(float64(n), float64(m))
		}
	}
	return change(float64(c.size[g]), float64(c.size[h])) - 2*sum/float64(len(c.spot))
}
