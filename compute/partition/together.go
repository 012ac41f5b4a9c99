package partition

import "fmt"

// Together counts how often each pair of things was in the same group, over many
// partitions: the co-clustering matrix, which does not depend on what groups are
// called. Of n things it has n(n-1)/2 numbers.
type Together struct {
	N     int
	Draws int

	// Count has, row after row, the pairs (i, j) with j < i.
	Count []int32

	members [][]int32 // of each group, work space
}

// NewTogether counts for n things.
func NewTogether(n int) *Together { return &Together{N: n, Count: make([]int32, n*(n-1)/2)} }

// Add counts a partition.
func (t *Together) Add(p []int32) {
	check("p", len(p), t.N)
	t.Draws++
	for len(t.members) < Groups(p) {
		t.members = append(t.members, nil)
	}
	for g := range t.members {
		t.members[g] = t.members[g][:0]
	}
	for i, g := range p {
		if g < 0 {
			continue
		}
		increment(t.row(i), t.members[g])
		t.members[g] = append(t.members[g], int32(i))
	}
}

// row returns the counts of thing i with those before it.
func (t *Together) row(i int) []int32 { return t.Count[i*(i-1)/2:][:i] }

func increment(row, at []int32) {
	for _, j := range at {
		row[j]++
	}
}

// AddAll counts what another one of the same things counted, as of another chain.
func (t *Together) AddAll(other *Together) {
	if other.N != t.N {
		panic(fmt.Sprintf("partition: pairs of %d things, want %d", other.N, t.N))
	}
	t.Draws += other.Draws
	for k, c := range other.Count {
		t.Count[k] += c
	}
}

// Share returns in which share of the partitions i and j were together, 1 for a
// thing with itself; NaN if there were no partitions.
func (t *Together) Share(i, j int) float64 {
	switch {
	case i < j:
		i, j = j, i
	case i == j:
		return 1
	}
	return float64(t.row(i)[j]) / float64(t.Draws)
}

// MatrixTo sets dst, n x n, to the shares with rows and columns in an order, nil as
// they are.
func (t *Together) MatrixTo(dst []float32, order []int) {
	check("dst", len(dst), t.N*t.N)
	if order != nil {
		check("order", len(order), t.N)
	}
	for a := range t.N {
		for b := range a + 1 {
			i, j := a, b
			if order != nil {
				i, j = order[a], order[b]
			}
			v := float32(t.Share(i, j))
			dst[a*t.N+b], dst[b*t.N+a] = v, v
		}
	}
}
