package partition

import (
	"math"

	"zscape/compute/sparse"
)

// Table is how two partitions a and b of the same things meet: how many things are
// in group g of a and h of b.
type Table struct {
	Count *sparse.Matrix // groups of a x groups of b
	A, B  []float64      // things in each group of a, and of b
	N     float64        // things that are in groups of both
}

// NewTable counts the things of two partitions. Those that are in no group of one
// of them are left out.
func NewTable(a, b []int32) *Table {
	check("b", len(b), len(a))
	t := new(Table)
	t.Count = sparse.New(Groups(a), Groups(b), func(yield func(sparse.Entry) bool) {
		for i, g := range a {
			if h := b[i]; g >= 0 && h >= 0 && !yield(sparse.Entry{Row: g, Col: h, Value: 1}) {
				return
			}
		}
	}, sparse.Sum)
	t.A, t.B = make([]float64, t.Count.Rows), make([]float64, t.Count.Cols)
	t.Count.RowSumsTo(t.A)
	t.Count.ColSumsTo(t.B)
	for _, n := range t.A {
		t.N += n
	}
	return t
}

// ARI returns the adjusted Rand index of two partitions (L. Hubert, P. Arabie,
// "Comparing partitions", J. Classification 2, 1985): 1 if they divide the same
// way, about 0 if by chance, less if they are less alike than that. Where nothing
// could differ, as for two partitions of one group each, it is 1.
func ARI(a, b []int32) float64 { return NewTable(a, b).ARI() }

// ARI returns the adjusted Rand index, see there.
func (t *Table) ARI() float64 {
	same, sameA, sameB := pairs(t.Count.Value), pairs(t.A), pairs(t.B)
	all := t.N * (t.N - 1) / 2
	if same == sameA && same == sameB { // no pair is together in one only
		return 1
	}
	expected := sameA * (sameB / all)
	return (same - expected) / ((sameA+sameB)/2 - expected)
}

// pairs returns how many pairs of things are in the same place.
func pairs(counts []float64) (sum float64) {
	for _, n := range counts {
		sum += n * (n - 1) / 2
	}
	return sum
}

// NMI returns the mutual information of two partitions divided by the arithmetic
// mean of their entropies, from 0 to 1, as scikit-learn's
// normalized_mutual_info_score does. It is 1 if both have one group only.
func NMI(a, b []int32) float64 { return NewTable(a, b).NMI() }

// NMI returns the normalised mutual information, see there.
func (t *Table) NMI() float64 {
	ha, hb, joint := t.entropies()
	if ha+hb == 0 {
		return 1
	}
	return clean(ha+hb-joint, ha+hb) / ((ha + hb) / 2)
}

// VI returns the variation of information of two partitions, in nats (M. Meila,
// "Comparing clusterings: an information based distance", J. Multivariate Analysis
// 98, 2007): 0 if they divide the same way, at most ln n. It is a metric.
func VI(a, b []int32) float64 { return NewTable(a, b).VI() }

// VI returns the variation of information, see there.
func (t *Table) VI() float64 {
	ha, hb, joint := t.entropies()
	return clean(2*joint-ha-hb, joint)
}

// entropies returns those of the two partitions, and of both together, in nats.
func (t *Table) entropies() (a, b, joint float64) {
	if t.N == 0 {
		return 0, 0, 0
	}
	entropy := func(counts []float64) float64 {
		sum := 0.0
		for _, n := range counts {
			sum += xlogx(n)
		}
		return max(0, math.Log(t.N)-sum/t.N)
	}
	return entropy(t.A), entropy(t.B), entropy(t.Count.Value)
}

// clean returns a difference of numbers of the size of scale, 0 if it is but their
// rounding.
func clean(difference, scale float64) float64 {
	const rounding = 1e-14
	if difference <= rounding*scale {
		return 0
	}
	return difference
}
