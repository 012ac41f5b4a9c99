package blockmodel

import "slices"

// The partitions of n nodes in their canonical form: groups are numbered in the order
// of their first nodes, so that each node's is at most one more than the largest before
// ("restricted growth strings"; D. Knuth, The Art of Computer Programming 4A, section
// 7.2.1.5). Their rank is their place in the order of these lists.

// Canonical sets dst to a partition whose groups are numbered in the order of their
// first nodes. The two may be the same.
func Canonical(dst, partition []int32) {
	most := int32(-1)
	for _, g := range partition {
		most = max(most, g)
	}
	number := make([]int32, most+1)
	next := int32(0)
	for i, g := range partition {
		if number[g] == 0 {
			next++
			number[g] = next
		}
		dst[i] = number[g] - 1
	}
}

// Bell returns how many partitions n nodes have: 1, 1, 2, 5, 15, 52, ... (up to n = 25).
func Bell(n int) int {
	row := []int{1}
	for range n {
		next := []int{row[len(row)-1]}
		for _, v := range row {
			next = append(next, next[len(next)-1]+v)
		}
		row = next
	}
	return row[0]
}

// endings returns how many ways there are to go on with some nodes after others in so
// many groups: at [nodes][groups].
func endings(n int) [][]int {
	count := [][]int{slices.Repeat([]int{1}, n+2)}
	for m := 1; m <= n; m++ {
		row := make([]int, n+2-m)
		for g := range row {
			row[g] = g*count[m-1][g] + count[m-1][g+1]
		}
		count = append(count, row)
	}
	return count
}

// Ranks finds the rank of partitions of n nodes.
type Ranks struct {
	count     [][]int
	canonical []int
}

// NewRanks returns the ranks of n nodes.
func NewRanks(n int) *Ranks { return &Ranks{endings(n), make([]int, n)} }

// Of returns the rank of a partition, from 0 to Bell(n) - 1, whatever the numbers of
// its groups are.
func (r *Ranks) Of(partition []int32) (rank int) {
	groups := 0
	for i, g := range partition {
		k := groups
		if first := slices.Index(partition, g); first < i {
			k = r.canonical[first]
		}
		r.canonical[i] = k
		rank += k * r.count[len(partition)-i-1][groups]
		groups = max(groups, k+1)
	}
	return rank
}

// Partition sets dst to the partition of a rank.
func (r *Ranks) Partition(dst []int32, rank int) {
	groups := 0
	for i := range dst {
		each := r.count[len(dst)-i-1][groups]
		g := min(rank/each, groups)
		rank -= g * each
		dst[i] = int32(g)
		groups = max(groups, g+1)
	}
}
