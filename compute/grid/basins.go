package grid

import (
	"iter"
	"slices"
)

// Basins says which of the samples that lie exactly at a level count as lower
// ground, so that the border of the higher ground outlines flat parts at the
// level: those that more of what is around them rises from than falls, such as
// the floor of max(x²+y²-1, 0) at level 0. The others count as higher ground:
// a flat top, a slope, and what has nothing around it. A flat part is samples at
// the level that edges connect; it counts as one, as if it had been moved a
// little ("simulation of simplicity", Edelsbrunner and Mücke, ACM Transactions on
// Graphics 9, 1990).
//
// Edges yields a sample at the level, by its place in z, with another one that
// is connected with it. Basins returns nil if there are none.
func Basins(z []float64, level float64, edges iter.Seq2[int, int]) []bool {
	if !slices.Contains(z, level) {
		return nil
	}
	// A flat part is a tree of samples: each leads to another one, the root to itself.
	parent := make([]int32, len(z))
	rise := make([]int32, len(z)) // of roots: edges that go up less those that go down
	for k := range parent {
		parent[k] = int32(k)
	}
	root := func(k int) int32 {
		for int(parent[k]) != k {
			parent[k] = parent[parent[k]]
			k = int(parent[k])
		}
		return int32(k)
	}
	for a, b := range edges {
		switch p := root(a); {
		case z[b] > level:
			rise[p]++
		case z[b] < level:
			rise[p]--
		default:
			if q := root(b); p != q {
				parent[p] = q
				rise[q] += rise[p]
			}
		}
	}
	var basins []bool
	for k, v := range z {
		if v == level && rise[root(k)] > 0 {
			if basins == nil {
				basins = make([]bool, len(z))
			}
			basins[k] = true
		}
	}
	return basins
}

// Basins returns those of the surface through the samples.
func (g *Grid) Basins(level float64) []bool {
	return Basins(g.Z, level, func(yield func(k, n int) bool) {
		nx, ny := g.Nx(), g.Ny()
		// Two of these that follow each other make a triangle with the sample.
		round := [6][2]int{{1, 0}, {1, 1}, {0, 1}, {-1, 0}, {-1, -1}, {0, -1}}
		for j := range ny {
			for i, z := range g.Z[j*nx : (j+1)*nx] {
				if z != level {
					continue
				}
				var there [6]bool
				for t, step := range round {
					a, b := i+step[0], j+step[1]
					there[t] = 0 <= a && a < nx && 0 <= b && b < ny && finite(g.Z[b*nx+a])
				}
				for t, step := range round {
					n := (j+step[1])*nx + i + step[0]
					if !there[t] || !there[(t+1)%6] && !there[(t+5)%6] {
						continue
					}
					if t >= 3 && g.Z[n] == level { // told from there
						continue
					}
					if !yield(j*nx+i, n) {
						return
					}
				}
			}
		}
	})
}
