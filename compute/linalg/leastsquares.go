package linalg

// PseudoInverse returns the Moore-Penrose inverse of an m x n matrix, n x m, as
// NumPy's pinv with rcond = max(m, n) * 2^-52: singular values that Rank does not
// count are taken for 0. It is NaN if the matrix holds a NaN or an infinity. The
// error is a *ShapeError, NotMatrix.
func PseudoInverse(a Array) (Array, error) {
	d, err := NewSVD(a)
	if err != nil {
		return Array{}, err
	}
	return d.PseudoInverse(), nil
}

// LeastSquares returns the x that minimizes the length of A x - b, and of all
// such x the shortest, and the rank of A, as NumPy's lstsq with rcond=None. b has
// shape (m,) or, for several problems at once, (m,k); x has shape (n,) or (n,k).
// It is NaN if A holds a NaN or an infinity. The error is a *ShapeError:
// NotMatrix, or NotAligned if b has another number of rows than A.
func LeastSquares(a, b Array) (x Array, rank int, err error) {
	d, err := NewSVD(a)
	if err != nil {
		return Array{}, 0, err
	}
	x, err = d.Solve(b)
	return x, d.Rank, err
}

// PseudoInverse returns V diag(1/S) U', over the singular values that Rank counts.
func (d *SVD) PseudoInverse() Array {
	return d.divided(Transpose(d.U))
}

// Solve returns the least-squares solution for another right side: see
// LeastSquares. The error is a *ShapeError.
func (d *SVD) Solve(b Array) (Array, error) {
	if err := checkRightSide([]int{d.U.Shape[0], d.V.Shape[0]}, b); err != nil {
		return Array{}, err
	}
	return d.divided(contract(d.U, b, []int{0}, []int{0})), nil
}

// divided returns V diag(1/S) y and overwrites y, which has one row for each
// singular value.
func (d *SVD) divided(y Array) Array {
	n := size(y.Shape[1:])
	for i, s := range d.S {
		row := y.Data[i*n : (i+1)*n]
		if d.OK && i >= d.Rank {
			fill(row, 0)
			continue
		}
		divide(row, s)
	}
	return contract(d.V, y, []int{1}, []int{0})
}

// checkRightSide returns an error if b is not a vector or a matrix of as many
// rows as a matrix of the given shape.
func checkRightSide(shape []int, b Array) error {
	b.check()
	if b.NDim() != 1 && b.NDim() != 2 {
		return &ShapeError{Problem: NotMatrix, A: b.Shape}
	}
	if shape[0] != b.Shape[0] {
		return &ShapeError{Problem: NotAligned, A: shape, B: b.Shape, AxisA: 0, AxisB: 0}
	}
	return nil
}
