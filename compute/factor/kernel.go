package factor

// These run over the entries of one row of a sparse matrix: columns and values,
// with the factors f of the columns, row-major, r each. Almost all the time is
// spent here.

// gather sets a, of length r, to the sum of values times factors. The sums stay
// in registers, eight at a time.
func gather(a []float64, columns []int32, values, f []float64, r int) {
	values = values[:len(columns)]
	at := 0
	for ; at+8 <= r; at += 8 {
		var s0, s1, s2, s3, s4, s5, s6, s7 float64
		for k, j := range columns {
			x, v := values[k], (*[8]float64)(f[int(j)*r+at:])
			s0 += x * v[0]
			s1 += x * v[1]
			s2 += x * v[2]
			s3 += x * v[3]
			s4 += x * v[4]
			s5 += x * v[5]
			s6 += x * v[6]
			s7 += x * v[7]
		}
		*(*[8]float64)(a[at:]) = [8]float64{s0, s1, s2, s3, s4, s5, s6, s7}
	}
	if at+5 == r {
		var s0, s1, s2, s3, s4 float64
		for k, j := range columns {
			x, v := values[k], (*[5]float64)(f[int(j)*r+at:])
			s0 += x * v[0]
			s1 += x * v[1]
			s2 += x * v[2]
			s3 += x * v[3]
			s4 += x * v[4]
		}
		*(*[5]float64)(a[at:]) = [5]float64{s0, s1, s2, s3, s4}
		return
	}
	for ; at+4 <= r; at += 4 {
		var s0, s1, s2, s3 float64
		for k, j := range columns {
			x, v := values[k], (*[4]float64)(f[int(j)*r+at:])
			s0 += x * v[0]
			s1 += x * v[1]
			s2 += x * v[2]
			s3 += x * v[3]
		}
		*(*[4]float64)(a[at:]) = [4]float64{s0, s1, s2, s3}
	}
	for ; at+2 <= r; at += 2 {
		var s0, s1 float64
		for k, j := range columns {
			x, v := values[k], (*[2]float64)(f[int(j)*r+at:])
			s0 += x * v[0]
			s1 += x * v[1]
		}
		a[at], a[at+1] = s0, s1
	}
	if at < r {
		var s float64
		for k, j := range columns {
			s += values[k] * f[int(j)*r+at]
		}
		a[at] = s
	}
}

// residual adds up the squares of e = value - u·factors, and sets a to the sum of
// e times the factors, or, if printed is true, of values times the factors.
func residual(a, u []float64, columns []int32, values, f []float64, printed bool) (squares float64) {
	r := len(u)
	if r == 5 {
		return residual5((*[5]float64)(a), (*[5]float64)(u), columns, values, f, printed)
	}
	a = a[:r]
	clear(a)
	values = values[:len(columns)]
	for k, j := range columns {
		x, v := values[k], f[int(j)*r:][:r]
		e := x - dot(u, v)
		squares += e * e
		if printed {
			e = x
		}
		c := 0
		for ; c+1 < len(v); c += 2 {
			a[c] += e * v[c]
			a[c+1] += e * v[c+1]
		}
		if c < len(v) {
			a[c] += e * v[c]
		}
	}
	return squares
}

// residual5 is residual for five factors, which all fit in registers.
func residual5(a, u *[5]float64, columns []int32, values, f []float64, printed bool) (squares float64) {
	u0, u1, u2, u3, u4 := u[0], u[1], u[2], u[3], u[4]
	var s0, s1, s2, s3, s4 float64
	values = values[:len(columns)]
	for k, j := range columns {
		x, v := values[k], (*[5]float64)(f[int(j)*5:])
		e := x - ((u0*v[0] + u1*v[1]) + (u2*v[2] + u3*v[3]) + u4*v[4])
		squares += e * e
		if printed {
			e = x
		}
		s0 += e * v[0]
		s1 += e * v[1]
		s2 += e * v[2]
		s3 += e * v[3]
		s4 += e * v[4]
	}
	*a = [5]float64{s0, s1, s2, s3, s4}
	return squares
}

// addGram adds the product v v^T to the lower triangle of g, of order len(v).
func addGram(g, v []float64) {
	n := len(v)
	for a, x := range v {
		row := g[a*n : a*n+a+1]
		for b := range row {
			row[b] += x * v[b]
		}
	}
}

// reflect copies the lower triangle of g, of order n, to the upper one.
func reflect(g []float64, n int) {
	for a := range n {
		for b := range a {
			g[b*n+a] = g[a*n+b]
		}
	}
}

// gramTo sets g to f^T f, for the factors f of r columns.
func gramTo(g, f []float64, r int) {
	clear(g)
	for k := 0; k < len(f); k += r {
		addGram(g, f[k:k+r])
	}
	reflect(g, r)
}
