package partition

import (
	"fmt"
	"math"

	"zscape/compute/sparse"
)

// Division is the nodes of a graph in groups, with what is summed up of each: what
// is asked of it again and again, while nodes are moved, is cheap.
//
// Links are not negative, and may be directed. The cuts of a directed graph are
// those of the symmetric one in which a link from i to j and one from j to i have
// the mean of both weights.
type Division struct {
	out, in *sparse.Matrix // the links by source, and by target
	group   []int32
	total   float64 // of all links

	// Of each node, and of each group: the links that leave it, that enter it, and
	// that do both.
	nodeOut, nodeIn, loop []float64
	groupOut, groupIn     []float64
	within                []float64
	size                  []float64

	to, from []float64 // work space: the links of a node to and from each group, without loops
}

// NewDivision sums up the links, of which row i has those of node i to others, of a
// partition into k groups, more than those that it has if nodes are to be moved to
// empty ones. It keeps the links and copies the partition.
func NewDivision(links *sparse.Matrix, groups []int32, k int) *Division {
	n := links.Rows
	if links.Cols != n {
		panic(fmt.Sprintf("partition: links of %d x %d", n, links.Cols))
	}
	check("groups", len(groups), n)
	if used := Groups(groups); used > k {
		panic(fmt.Sprintf("partition: %d groups, of which %d are used", k, used))
	}
	vector := func(n int) []float64 { return make([]float64, n) }
	d := &Division{
		out: links, in: links.Transpose(), group: append([]int32(nil), groups...),
		nodeOut: vector(n), nodeIn: vector(n), loop: vector(n),
		groupOut: vector(k), groupIn: vector(k), within: vector(k), size: vector(k),
		to: vector(k), from: vector(k),
	}
	d.out.RowSumsTo(d.nodeOut)
	d.in.RowSumsTo(d.nodeIn)
	for i, g := range d.group {
		d.total += d.nodeOut[i]
		d.loop[i], _ = links.At(i, i)
		if g < 0 {
			continue
		}
		d.size[g]++
		d.groupOut[g] += d.nodeOut[i]
		d.groupIn[g] += d.nodeIn[i]
		gather(d.to, links, i, d.group)
		d.within[g] += d.to[g] + d.loop[i]
	}
	return d
}

// gather sets sum to the links of a row to each group, without a loop.
func gather(sum []float64, links *sparse.Matrix, i int, group []int32) {
	clear(sum)
	columns, values := links.Row(i)
	for k, j := range columns {
		g := group[j]
		switch {
		case g < 0 || int(j) == i:
		case values == nil:
			sum[g]++
		default:
			sum[g] += values[k]
		}
	}
}

// Group returns the group of a node.
func (d *Division) Group(i int) int32 { return d.group[i] }

// Modularity returns how much more links there are within groups than if they were
// drawn at random between nodes of these degrees, from -1 to 1 (M. E. J. Newman,
// M. Girvan, Phys. Rev. E 69, 026113, 2004; directed: E. A. Leicht,
// M. E. J. Newman, Phys. Rev. Lett. 100, 118703, 2008):
//
//	Q = 1/m sum_ij (A_ij - out_i in_j / m) [g_i = g_j],
//
// where m is the sum of all A_ij. Of a symmetric matrix, in which each undirected
// link is there twice, it is the undirected one. It is NaN without links.
func (d *Division) Modularity() float64 {
	q := 0.0
	for g, w := range d.within {
		q += w/d.total - d.groupOut[g]/d.total*(d.groupIn[g]/d.total)
	}
	if d.total == 0 {
		return math.NaN()
	}
	return q
}

// Cut returns the weight of the links between group g and the rest, each counted
// once, and the volume of g, the degrees of its nodes.
func (d *Division) Cut(g int) (cut, volume float64) {
	volume = (d.groupOut[g] + d.groupIn[g]) / 2
	return max(0, volume-d.within[g]), volume
}

// NormalisedCut returns the sum over groups of cut/volume (J. Shi, J. Malik, IEEE
// Trans. PAMI 22, 2000, for K groups), from 0 to their number. A group without
// links cuts nothing.
func (d *Division) NormalisedCut() (sum float64) {
	for g := range d.size {
		sum += d.share(d.Cut(g))
	}
	return sum
}

// share returns a cut's share of a volume; 0 if that is none but for rounding.
func (d *Division) share(cut, volume float64) float64 {
	const rounding = 1e-13
	if volume <= rounding*d.total {
		return 0
	}
	return max(0, cut/volume)
}

// RatioCut returns the sum over groups of cut/size (L. Hagen, A. B. Kahng, IEEE
// Trans. CAD 11, 1992).
func (d *Division) RatioCut() (sum float64) {
	for g, size := range d.size {
		if cut, _ := d.Cut(g); size > 0 {
			sum += cut / size
		}
	}
	return sum
}

// Conductance returns the share of the links of group g, or of all others if these
// have less, that leave it, from 0 to 1; 0 if one of the two has no links.
func (d *Division) Conductance(g int) float64 {
	cut, volume := d.Cut(g)
	return d.share(cut, min(volume, max(0, d.total-volume)))
}

// ModularityChangesTo sets dst, one for each group, to the changes of the
// modularity if node i were moved there: 0 for the group in which it is. They are NaN without
// links.
func (d *Division) ModularityChangesTo(dst []float64, i int) {
	check("dst", len(dst), len(d.size))
	d.look(i)
	own, m := int(d.group[i]), d.total
	// What the node adds to a group, which may be its own without it.
	joins := func(g int) float64 {
		out, in := d.groupOut[g], d.groupIn[g]
		if g == own {
			out, in = out-d.nodeOut[i], in-d.nodeIn[i]
		}
		return (d.to[g] + d.from[g] - d.nodeOut[i]/m*in - d.nodeIn[i]/m*out) / m
	}
	stays := 0.0
	if own >= 0 {
		stays = joins(own)
	} else { // in no group, not even its pair with itself counts
		stays = -(d.loop[i] - d.nodeOut[i]/m*d.nodeIn[i]) / m
	}
	for g := range dst {
		dst[g] = joins(g) - stays
	}
}

// CutChangesTo sets dst, one for each group, to the changes of the normalised cut
// if node i were moved there: 0 for the group in which it is.
func (d *Division) CutChangesTo(dst []float64, i int) {
	check("dst", len(dst), len(d.size))
	d.look(i)
	own, degree := int(d.group[i]), (d.nodeOut[i]+d.nodeIn[i])/2
	// The share of a group with and without the node.
	with := func(g int, sign float64) float64 {
		cut, volume := d.Cut(g)
		internal := d.to[g] + d.from[g] + d.loop[i]
		return d.share(cut+sign*(degree-internal), volume+sign*degree)
	}
	leaves := 0.0
	if own >= 0 {
		leaves = -d.share(d.Cut(own))
		if d.size[own] > 1 {
			leaves += with(own, -1)
		}
	}
	for g := range dst {
		dst[g] = 0
		if g != own {
			dst[g] = leaves + with(g, 1) - d.share(d.Cut(g))
		}
	}
}

// look gathers the links of a node to each group and from each.
func (d *Division) look(i int) {
	gather(d.to, d.out, i, d.group)
	gather(d.from, d.in, i, d.group)
}

// Move moves node i to group g, or to none if that is negative.
func (d *Division) Move(i int, g int32) {
	d.look(i)
	for _, step := range [2]struct {
		group int32
		sign  float64
	}{{d.group[i], -1}, {g, 1}} {
		h := step.group
		if h < 0 {
			continue
		}
		d.size[h] += step.sign
		d.groupOut[h] += step.sign * d.nodeOut[i]
		d.groupIn[h] += step.sign * d.nodeIn[i]
		d.within[h] += step.sign * (d.to[h] + d.from[h] + d.loop[i])
	}
	d.group[i] = g
}

// Modularity returns that of a partition of the nodes of links, see
// [Division.Modularity].
func Modularity(links *sparse.Matrix, groups []int32) float64 {
	return NewDivision(links, groups, Groups(groups)).Modularity()
}
