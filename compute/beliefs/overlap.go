package beliefs

import (
	"fmt"
	"math"
)

// maxGroups is the most groups whose names Overlap tries to match.
const maxGroups = 16

// Overlap returns how much better than a guess found groups agree with true ones: 1 if they are
// the same up to their names, and about 0 if they have nothing to do with each other. It is
//
//	(agreement - largest) / (1 - largest)
//
// with the share of the nodes that agree under the best matching of names, and the share of the
// largest true group (Decelle et al. 2011). Groups are below q, which is at most 16. It is NaN if
// all nodes are of one true group, or there are none.
func Overlap(truth, found []int32, q int) float64 {
	if len(truth) != len(found) || q < 1 || q > maxGroups {
		panic(fmt.Sprintf("beliefs: %d and %d nodes in %d groups", len(truth), len(found), q))
	}
	both, size := make([]int, q*q), make([]int, q)
	largest := 0
	for i, a := range truth {
		both[int(found[i])*q+int(a)]++
		size[a]++
		largest = max(largest, size[a])
	}
	if largest == len(truth) {
		return math.NaN()
	}
	return float64(matched(both, q)-largest) / float64(len(truth)-largest)
}

// matched returns the largest sum of entries of a q x q matrix, one of each row and column.
func matched(a []int, q int) int {
	// best is the largest sum of the first rows, as many as a set of columns has, in these.
	best := make([]int, 1<<q)
	for set := 1; set < len(best); set++ {
		row := -1
		for k := set; k > 0; k &= k - 1 {
			row++
		}
		for column := range q {
			if bit := 1 << column; set&bit != 0 {
				best[set] = max(best[set], best[set^bit]+a[row*q+column])
			}
		}
	}
	return best[len(best)-1]
}
