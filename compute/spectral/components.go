package spectral

import "zscape/compute/sparse"

// components returns the nodes of each connected component of a symmetric matrix, the
// largest component first; among equals, the one of the first node.
func components(links *sparse.Matrix) (parts [][]int32) {
	var found [][]int32
	var negative []float64 // minus how many nodes there are
	seen := make([]bool, links.Rows)
	for start := range links.Rows {
		if seen[start] {
			continue
		}
		seen[start] = true
		nodes := []int32{int32(start)}
		for k := 0; k < len(nodes); k++ {
			columns, values := links.Row(int(nodes[k]))
			for e, j := range columns {
				if !seen[j] && (values == nil || values[e] != 0) {
					seen[j] = true
					nodes = append(nodes, j)
				}
			}
		}
		found, negative = append(found, nodes), append(negative, -float64(len(nodes)))
	}
	for _, k := range ascending(negative) {
		parts = append(parts, found[k])
	}
	return parts
}
