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
		addScaled(a, e, v)
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

// products sets dst to the products of u with the rows of f.
func products(dst, u, f []float64) {
	r := len(u)
	clear(dst)
	at := 0
	for ; at+4 <= r; at += 4 {
		u0, u1, u2, u3 := u[at], u[at+1], u[at+2], u[at+3]
		for j := range dst {
			v := (*[4]float64)(f[j*r+at:])
			dst[j] += (u0*v[0] + u1*v[1]) + (u2*v[2] + u3*v[3])
		}
	}
	for ; at < r; at++ {
		u0 := u[at]
		for j := range dst {
			dst[j] += u0 * f[j*r+at]
		}
	}
}

// descend is what SGD does to the factors u of a user and v of an item.
func descend(u, v []float64, e, rate, reg float64) {
	v = v[:len(u)]
	a, keep := rate*e, 1-rate*reg
	k := 0
	for ; k+4 <= len(u); k += 4 {
		p, q := (*[4]float64)(u[k:]), (*[4]float64)(v[k:])
		p0, p1, p2, p3 := p[0], p[1], p[2], p[3]
		q0, q1, q2, q3 := q[0], q[1], q[2], q[3]
		p[0], p[1], p[2], p[3] = keep*p0+a*q0, keep*p1+a*q1, keep*p2+a*q2, keep*p3+a*q3
		q[0], q[1], q[2], q[3] = keep*q0+a*p0, keep*q1+a*p1, keep*q2+a*p2, keep*q3+a*p3
	}
	for ; k < len(u); k++ {
		p, q := u[k], v[k]
		u[k], v[k] = keep*p+a*q, keep*q+a*p
	}
}

// addGram adds the product v v^T to the lower triangle of g, of order len(v).
func addGram(g, v []float64) {
	n := len(v)
	for a, x := range v {
		addScaled(g[a*n:a*n+a+1], x, v[:a+1])
	}
}

// batch is how many rows addGrams is given at most.
const batch = 64

// padded returns n rounded up to a multiple of 4.
func padded(n int) int { return (n + 3) &^ 3 }

// addGrams adds f^T f to the lower triangle of g; both have w columns, a multiple
// of 4. It does so in tiles of 2 x 4, whose sums stay in registers, so a little
// above the diagonal is written, too.
func addGrams(g, f []float64, w int) {
	for a := 0; a < w; a += 2 {
		for b := 0; b <= a; b += 4 {
			var s0, s1, s2, s3, t0, t1, t2, t3 float64
			for k := 0; k+w <= len(f); k += w {
				p, q := (*[2]float64)(f[k+a:]), (*[4]float64)(f[k+b:])
				x, y := p[0], p[1]
				s0 += x * q[0]
				s1 += x * q[1]
				s2 += x * q[2]
				s3 += x * q[3]
				t0 += y * q[0]
				t1 += y * q[1]
				t2 += y * q[2]
				t3 += y * q[3]
			}
			s, t := (*[4]float64)(g[a*w+b:]), (*[4]float64)(g[(a+1)*w+b:])
			s[0] += s0
			s[1] += s1
			s[2] += s2
			s[3] += s3
			t[0] += t0
			t[1] += t1
			t[2] += t2
			t[3] += t3
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
