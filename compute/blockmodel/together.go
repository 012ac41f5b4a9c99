package blockmodel

// Pairs of n nodes are counted in the order 0-1, 0-2, ..., 1-2, ...: the upper
// triangle of a matrix, by rows.

// Pairs returns how many pairs n nodes make.
func Pairs(n int) int { return n * (n - 1) / 2 }

// CountTogether adds 1 to each pair of nodes that are in one group.
func CountTogether(dst []int32, partition []int32) {
	if len(dst) != Pairs(len(partition)) {
		panic("blockmodel: not a number for each pair")
	}
	for i, g := range partition {
		rest := partition[i+1:]
		countEqual(dst[:len(rest)], rest, g)
		dst = dst[len(rest):]
	}
}

func countEqual(dst, label []int32, g int32) {
	dst = dst[:len(label)]
	for k, h := range label {
		one := int32(0)
		if h == g {
			one = 1
		}
		dst[k] += one
	}
}
