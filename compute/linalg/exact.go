package linalg

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// maxExact is the order up to which Det, Inverse and Solve are exact. Numbers
// grow with it: what takes 0.1 ms at 6 x 6 takes some 10 ms here.
const maxExact = 16

// exactly returns the number that a finite v stands for as digits * 10^ten * 2^two.
//
// A decimal of up to 15 digits is that decimal, as a person who writes 0.1 means
// a tenth, and float64 tells all of them apart. What needs more digits is a
// result, or subnormal, and the binary fraction that it is.
func exactly(v float64) (digits int64, ten, two int) {
	const smallestNormal = 0x1p-1022
	if v == 0 {
		return 0, 0, 0
	}
	if math.Abs(v) >= smallestNormal {
		var buf [32]byte
		if digits, ten, ok := decimal(strconv.AppendFloat(buf[:0], v, 'e', -1, 64)); ok {
			return digits, ten, 0
		}
	}
	fraction, exp := math.Frexp(v)
	digits = int64(math.Ldexp(fraction, 53))
	zeros := bits.TrailingZeros64(uint64(digits))
	return digits >> zeros, 0, exp - 53 + zeros
}

// decimal reads a number such as -1.25e-07. ok is false if it has more than 15 digits.
func decimal(text []byte) (digits int64, ten int, ok bool) {
	const most = 15
	n, point := 0, false
	for i, c := range text {
		switch {
		case c == 'e':
			exp, _ := strconv.Atoi(string(text[i+1:]))
			if text[0] == '-' {
				digits = -digits
			}
			return digits, ten + exp, n <= most
		case c == '.':
			point = true
		case c != '-':
			digits = 10*digits + int64(c-'0')
			n++
			if point {
				ten--
			}
		}
	}
	return 0, 0, false
}

// rational is the rows of one or two matrices beside each other as integers: row
// i is multiplied by 10^-ten * 2^-two of that row. It changes neither a rank nor
// the solution of equations.
type rational struct {
	z        [][]*big.Int
	ten, two int // sums over all rows
}

// newRational takes matrices of finite numbers, of as many rows.
func newRational(matrices ...Array) rational {
	var r rational
	rows, _ := matrices[0].Dims()
	for i := range rows {
		type number struct {
			digits   int64
			ten, two int
		}
		var row []number
		ten, two := math.MaxInt, math.MaxInt
		for _, m := range matrices {
			for _, v := range m.Rows()[i] {
				var x number
				x.digits, x.ten, x.two = exactly(v)
				if row = append(row, x); v != 0 {
					ten, two = min(ten, x.ten), min(two, x.two)
				}
			}
		}
		integers := make([]*big.Int, len(row))
		zero := true
		for j, x := range row {
			integers[j] = big.NewInt(x.digits)
			if x.digits != 0 {
				zero = false
				times(integers[j], x.ten-ten, x.two-two)
			}
		}
		if !zero {
			r.ten, r.two = r.ten+ten, r.two+two
		}
		r.z = append(r.z, integers)
	}
	return r
}

// times multiplies x by 10^ten * 2^two, neither of them negative.
func times(x *big.Int, ten, two int) {
	if ten > 0 {
		x.Mul(x, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(ten)), nil))
	}
	x.Lsh(x, uint(two))
}

// eliminate brings the rows to echelon form, with pivots in the first cols
// columns. All values on the way are determinants of parts of the matrix, so
// divisions leave no remainder (E. H. Bareiss, "Sylvester's identity and multistep
// integer-preserving Gaussian elimination", Math. Comp. 22, 1968). It returns the
// rank of these columns, and the last pivot: of a square matrix of full rank, the
// determinant of z.
func (r *rational) eliminate(cols int) (rank int, pivot *big.Int) {
	z := r.z
	pivot, product := big.NewInt(1), new(big.Int)
	odd := false
	for c := 0; c < cols && rank < len(z); c++ {
		p := rank
		for p < len(z) && z[p][c].Sign() == 0 {
			p++
		}
		if p == len(z) {
			continue
		}
		if p != rank {
			z[p], z[rank] = z[rank], z[p]
			odd = !odd
		}
		top := z[rank]
		for _, row := range z[rank+1:] {
			for j := c + 1; j < len(row); j++ {
				row[j].Mul(row[j], top[c])
				row[j].Sub(row[j], product.Mul(row[c], top[j]))
				row[j].Quo(row[j], pivot)
			}
			row[c].SetInt64(0)
		}
		pivot = top[c]
		rank++
	}
	if odd {
		pivot = new(big.Int).Neg(pivot)
	}
	return rank, pivot
}

// det returns the determinant, which is this number times 10^ten * 2^two.
func (r *rational) det() *big.Int {
	rank, pivot := r.eliminate(len(r.z))
	if rank < len(r.z) {
		return new(big.Int)
	}
	return pivot
}

// solve returns the solutions of the equations whose left sides are the first n
// columns and whose right sides are the others, each multiplied by d. ok is false
// if the equations are singular, of the given rank.
func (r *rational) solve() (x [][]*big.Int, d *big.Int, rank int, ok bool) {
	n := len(r.z)
	rank, _ = r.eliminate(n)
	if rank < n {
		return nil, nil, rank, false
	}
	d = big.NewInt(1)
	if n > 0 {
		d = r.z[n-1][n-1]
	}
	x = make([][]*big.Int, n)
	product := new(big.Int)
	for i := n - 1; i >= 0; i-- {
		row := r.z[i]
		x[i] = row[n:]
		for j, v := range x[i] { // by Cramer's rule, what comes out is a determinant
			v.Mul(v, d)
			for k := i + 1; k < n; k++ {
				v.Sub(v, product.Mul(row[k], x[k][j]))
			}
			v.Quo(v, row[i])
		}
	}
	return x, d, rank, true
}

// quotient returns the float64 nearest to a/b.
func quotient(a, b *big.Int) float64 {
	q := new(big.Float).SetPrec(53).Quo(new(big.Float).SetInt(a), new(big.Float).SetInt(b))
	v, _ := q.Float64()
	return v
}

// magnitude returns d * 10^ten * 2^two as a fraction in [0.5, 1), with the sign of
// d, and a power of 2. It returns 0 for 0.
func magnitude(d *big.Int, ten, two int) (fraction float64, exp int) {
	f, power := new(big.Float).SetPrec(53), big.NewInt(1)
	times(power, max(ten, -ten), 0)
	if ten < 0 {
		f.Quo(new(big.Float).SetInt(d), new(big.Float).SetInt(power))
	} else {
		f.Mul(new(big.Float).SetInt(d), new(big.Float).SetInt(power))
	}
	exp = f.MantExp(f)
	fraction, _ = f.Float64()
	return fraction, exp + two
}

func isFinite(a Array) bool {
	for _, v := range a.Data {
		if v-v != 0 {
			return false
		}
	}
	return true
}

// ExactRank returns the rank of a matrix, without a tolerance: how many of its
// rows are independent if decimals of up to 15 digits are as they are written, and
// others the binary fractions that they are. It is 0 if an element is NaN or
// infinite. Rounding is not forgiven: see MatrixRank. The time grows with the
// fourth power of the smaller extent. The error is a *ShapeError, NotMatrix.
func ExactRank(a Array) (int, error) {
	if err := checkMatrix(a); err != nil {
		return 0, err
	}
	if !isFinite(a) {
		return 0, nil
	}
	if m, n := a.Dims(); m < n {
		a = Transpose(a) // the time grows with the extents, not with the columns
	}
	r := newRational(a)
	rank, _ := r.eliminate(a.Shape[1])
	return rank, nil
}
