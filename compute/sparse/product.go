package sparse

// The loops over the entries of a row are functions of their own: in a browser,
// code that is called often is compiled better than a loop that is long.

// MulVecTo sets dst, of length Rows, to the product of m and x, of length Cols.
// The two may not share memory.
func (m *Matrix) MulVecTo(dst, x []float64) {
	check("dst", len(dst), m.Rows)
	check("x", len(x), m.Cols)
	for i := range dst {
		columns, values := m.Row(i)
		dst[i] = dot(columns, values, x)
	}
}

// dot returns the product of a row and x.
func dot(columns []int32, values, x []float64) (sum float64) {
	if values == nil {
		for _, j := range columns {
			sum += x[j]
		}
		return sum
	}
	values = values[:len(columns)]
	for k, j := range columns {
		sum += values[k] * x[j]
	}
	return sum
}

// MulTransVecTo sets dst, of length Cols, to the product of the transpose of m
// and x, of length Rows. The two may not share memory.
func (m *Matrix) MulTransVecTo(dst, x []float64) {
	check("dst", len(dst), m.Cols)
	check("x", len(x), m.Rows)
	clear(dst)
	for i, v := range x {
		columns, values := m.Row(i)
		addTo(dst, columns, values, v)
	}
}

// addTo adds v times a row to dst.
func addTo(dst []float64, columns []int32, values []float64, v float64) {
	if values == nil {
		for _, j := range columns {
			dst[j] += v
		}
		return
	}
	values = values[:len(columns)]
	for k, j := range columns {
		dst[j] += values[k] * v
	}
}

// MulMatTo sets dst, of Rows x n numbers, to the product of m and b, of Cols x n,
// both row-major. They may not share memory.
func (m *Matrix) MulMatTo(dst, b []float64, n int) {
	check("dst", len(dst), m.Rows*n)
	check("b", len(b), m.Cols*n)
	for i := range m.Rows {
		columns, values := m.Row(i)
		combine(dst[i*n:(i+1)*n], columns, values, b)
	}
}

// combine sets dst to the sum of rows of b, each times an entry of a row of m.
func combine(dst []float64, columns []int32, values, b []float64) {
	clear(dst)
	n := len(dst)
	for k, j := range columns {
		v, row := 1.0, b[int(j)*n:][:n]
		if values != nil {
			v = values[k]
		}
		for c := range dst {
			dst[c] += v * row[c]
		}
	}
}

// RowSumsTo sets dst, of length Rows, to the sum of each row: of a pattern, the
// number of its entries.
func (m *Matrix) RowSumsTo(dst []float64) {
	check("dst", len(dst), m.Rows)
	for i := range dst {
		columns, values := m.Row(i)
		if values == nil {
			dst[i] = float64(len(columns))
			continue
		}
		sum := 0.0
		for _, v := range values {
			sum += v
		}
		dst[i] = sum
	}
}

// ColSumsTo sets dst, of length Cols, to the sum of each column.
func (m *Matrix) ColSumsTo(dst []float64) {
	check("dst", len(dst), m.Cols)
	clear(dst)
	for i := range m.Rows {
		columns, values := m.Row(i)
		addTo(dst, columns, values, 1)
	}
}
