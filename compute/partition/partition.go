// Package partition is about divisions of n things into groups: how alike two of
// them are, which one stands for many, and how well one divides the nodes of a
// graph.
//
// A partition has the group of each thing, counted from 0; groups without things
// may be among them. A negative group says that a thing is in none: it counts
// neither for nor against anything. Lengths that do not fit panic.
package partition

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Groups returns how many groups a partition has, with those between that are
// empty: one more than the largest.
func Groups(p []int32) int {
	k := int32(0)
	for _, g := range p {
		k = max(k, g+1)
	}
	return int(k)
}

// Sizes returns how many things each group has.
func Sizes(p []int32) []int {
	sizes := make([]int, Groups(p))
	for _, g := range p {
		if g >= 0 {
			sizes[g]++
		}
	}
	return sizes
}

// Occupied returns how many groups have things.
func Occupied(p []int32) int {
	k := 0
	for _, size := range Sizes(p) {
		if size > 0 {
			k++
		}
	}
	return k
}

// Entropy returns the entropy of the sizes of groups, in nats: the sum of
// -(n_g/n) ln(n_g/n). It is 0 for one group, and ln K for K of equal size.
func Entropy(sizes []int) float64 {
	n, sum := 0, 0.0
	for _, size := range sizes {
		n += size
		sum += xlogx(float64(size))
	}
	if n == 0 {
		return 0
	}
	return max(0, math.Log(float64(n))-sum/float64(n))
}

// xlogx returns x ln x, which is 0 at 0.
func xlogx(x float64) float64 {
	if x == 0 {
		return 0
	}
	return x * math.Log(x)
}

// ByFirst returns the partition with its groups renamed in the order in which they
// first appear, so that partitions are the same if they divide the same way. Empty
// groups lose their names.
func ByFirst(p []int32) []int32 {
	names := newNames(Groups(p))
	k := int32(0)
	for _, g := range p {
		if g >= 0 && names[g] < 0 {
			names[g] = k
			k++
		}
	}
	return Renamed(p, names)
}

// BySize returns the partition with its groups renamed by size, the largest first;
// among equals, the one that appears first. Empty groups come last.
func BySize(p []int32) []int32 {
	sizes := Sizes(p)
	first := make([]int, len(sizes))
	for i := len(p) - 1; i >= 0; i-- {
		if p[i] >= 0 {
			first[p[i]] = i
		}
	}
	order := make([]int, len(sizes))
	for g := range order {
		order[g] = g
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(sizes[b], sizes[a]), cmp.Compare(first[a], first[b]))
	})
	names := newNames(len(sizes))
	for k, g := range order {
		names[g] = int32(k)
	}
	return Renamed(p, names)
}

// Renamed returns the partition in which group g is called names[g].
func Renamed(p, names []int32) []int32 {
	q := make([]int32, len(p))
	for i, g := range p {
		q[i] = -1
		if g >= 0 {
			q[i] = names[g]
		}
	}
	return q
}

// newNames returns names of k groups, none of which has one yet.
func newNames(k int) []int32 {
	names := make([]int32, k)
	for g := range names {
		names[g] = -1
	}
	return names
}

// check panics if what has not the length that is wanted.
func check(what string, length, want int) {
	if length != want {
		panic(fmt.Sprintf("partition: %s has length %d, want %d", what, length, want))
	}
}
