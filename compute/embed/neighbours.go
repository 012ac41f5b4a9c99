package embed

import (
	"cmp"
	"slices"

	"zscape/compute/linalg"
)

// Neighbours are the k nearest of each point among the others.
type Neighbours struct {
	n, k  int
	index []int32 // n x k
}

// NewNeighbours finds the k nearest neighbours of all points, the rows of x, in
// the Euclidean distance. Among equally distant ones the first are taken. Every
// pair is looked at, n^2 d operations: on data of 5 to 20 dimensions a tree of
// 10,000 points would save little of that.
//
// The error is a *DataError or an *OptionError: k must be from 1 to n-1.
func NewNeighbours(x linalg.Array, k int) (*Neighbours, error) {
	p, err := newPoints(x)
	if err != nil {
		return nil, err
	}
	if k < 1 || k >= p.n {
		return nil, refuse("k", float64(k), "must be at least 1 and less than the number of points", "1以上で、点の数より小さい数にしてください")
	}
	nb := &Neighbours{n: p.n, k: k, index: make([]int32, p.n*k)}
	dist, near := make([]float64, p.n), make([]neighbour, k)
	for i := range p.n {
		p.distancesTo(dist, i)
		nearestTo(near, dist, i)
		slices.SortFunc(near, neighbour.compare)
		for m, a := range near {
			nb.index[i*k+m] = a.j
		}
	}
	return nb, nil
}

// Of returns the neighbours of the i-th point, the nearest first. They belong to
// the Neighbours.
func (nb *Neighbours) Of(i int) []int32 { return nb.index[i*nb.k : (i+1)*nb.k] }

// neighbour is a point beside another: its number and how far it is.
type neighbour struct {
	d float64
	j int32
}

// compare orders by distance, then by number.
func (a neighbour) compare(b neighbour) int {
	return cmp.Or(cmp.Compare(a.d, b.d), cmp.Compare(a.j, b.j))
}

func (a neighbour) less(b neighbour) bool { return a.d < b.d || a.d == b.d && a.j < b.j }

// nearestTo sets dst to the nearest points by their distances from the i-th,
// which is none of them, in any order. There must be enough.
func nearestTo(dst []neighbour, dist []float64, i int) {
	heap := dst[:0] // the farthest on top
	for j, d := range dist {
		switch {
		case j == i:
		case len(heap) < len(dst):
			heap = append(heap, neighbour{d, int32(j)})
			for c := len(heap) - 1; c > 0; {
				parent := (c - 1) / 2
				if !heap[parent].less(heap[c]) {
					break
				}
				heap[parent], heap[c] = heap[c], heap[parent]
				c = parent
			}
		case d < heap[0].d: // if equal, the earlier one stays
			sink(heap, neighbour{d, int32(j)})
		}
	}
}

// sink puts a in the place of the top of the heap.
func sink(heap []neighbour, a neighbour) {
	at := 0
	for {
		c := 2*at + 1
		if c >= len(heap) {
			break
		}
		if c+1 < len(heap) && heap[c].less(heap[c+1]) {
			c++
		}
		if !a.less(heap[c]) {
			break
		}
		heap[at] = heap[c]
		at = c
	}
	heap[at] = a
}
