package sparse

// BlocksTo sets count to the number of entries in each block of rows and columns,
// and sum, unless it is nil, to what they add up to. Row i belongs to the group
// rowGroup[i] and column j to colGroup[j], of which there are groups; a negative
// one is left out. The block of the groups a and b is at a*groups + b.
//
// With groups of neighbouring rows it is what can be seen of a matrix that is
// larger than the screen; with those of a partition, the links between them.
func (m *Matrix) BlocksTo(count []int32, sum []float64, rowGroup, colGroup []int32, groups int) {
	check("rowGroup", len(rowGroup), m.Rows)
	check("colGroup", len(colGroup), m.Cols)
	if sum != nil {
		check("sum", len(sum), len(count))
	}
	clear(count)
	clear(sum)
	for i, a := range rowGroup {
		if a < 0 {
			continue
		}
		from, to := int(a)*groups, (int(a)+1)*groups
		columns, values := m.Row(i)
		tally(count[from:to], colGroup, columns)
		if sum != nil {
			total(sum[from:to], colGroup, columns, values)
		}
	}
}

func tally(count, colGroup, columns []int32) {
	for _, j := range columns {
		if b := colGroup[j]; b >= 0 {
			count[b]++
		}
	}
}

func total(sum []float64, colGroup, columns []int32, values []float64) {
	for k, j := range columns {
		if b := colGroup[j]; b >= 0 {
			if values == nil {
				sum[b]++
			} else {
				sum[b] += values[k]
			}
		}
	}
}
