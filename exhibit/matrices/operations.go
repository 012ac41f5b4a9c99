package matrices

import "zscape/exhibit"

// operation is one thing that is done with the operands.
type operation struct {
	key  string // of the read-out
	name exhibit.Text

	// What one types, for NumPy's array, its matrix, gonum and Octave, with
	// words in braces for what depends on the operands: see words. Without
	// array, it is a read-out only.
	array, matrix, gonum, octave string

	of   func(*operands) result // of NumPy's array
	form func(*operands) result // of NumPy's matrix; nil: the same

	square bool // gonum does it for square matrices only, NumPy may for all
}

// operations are all there are, in the order of the table.
var operations = []operation{
	{
		key: "trace", name: exhibit.Text{En: "trace", Ja: "トレース"},
		array: "np.trace(A_a)", matrix: "A_m.trace()", gonum: "mat.Trace(A)", octave: "{octave trace}",
		of: trace, form: traceForm, square: true,
	}, {
		key: "det", name: exhibit.Text{En: "determinant", Ja: "行列式"},
		array: "np.linalg.det(A_a)", matrix: "np.linalg.det(A_m)", gonum: "mat.Det(A)", octave: "det(A)",
		of: determinant, square: true,
	}, {
		key: "inv", name: exhibit.Text{En: "inverse", Ja: "逆行列"},
		array: "np.linalg.inv(A_a)", matrix: "A_m.I", gonum: "var C mat.Dense\nerr := C.Inverse(A)", octave: "inv(A)",
		of: inverse, form: inverseForm, square: true,
	}, {
		key: "pinv", name: exhibit.Text{En: "pseudo-inverse", Ja: "擬似逆行列"},
		array: "np.linalg.pinv(A_a)", matrix: "np.linalg.pinv(A_m)", gonum: "{gonum pinv}", octave: "pinv(A)",
		of: pseudoInverse,
	}, {
		key: "rank", name: exhibit.Text{En: "rank", Ja: "階数"},
		array: "np.linalg.matrix_rank(A_a)", matrix: "np.linalg.matrix_rank(A_m)", octave: "rank(A)",
		gonum: "var svd mat.SVD\nsvd.Factorize(A, mat.SVDNone)\nsvd.Rank({size} * 0x1p-52)",
		of:    rank,
	}, {
		key: "cond2", name: exhibit.Text{En: "condition number", Ja: "条件数"},
		array: "np.linalg.cond(A_a)", matrix: "np.linalg.cond(A_m)", gonum: "mat.Cond(A, 2)", octave: "cond(A)",
		of: condition,
	}, {
		key: "dot_xx", name: exhibit.Text{En: "inner product x · x", Ja: "内積 x · x"},
		array: "np.dot(x_a, x_a)", matrix: "x_m.T * x_m", gonum: "mat.Dot(x, x)", octave: "x' * x",
		of: innerProduct, form: innerProductForm,
	}, {
		key: "A_x", name: exhibit.Text{En: "matrix times vector, A x", Ja: "行列とベクトルの積 A x"},
		array: "np.dot(A_a, x_a)", matrix: "A_m * x_m", gonum: "var y mat.VecDense\ny.MulVec(A, x)", octave: "A * x",
		of: timesVector, form: timesVectorForm,
	}, {
		key: "x_A", name: exhibit.Text{En: "vector times matrix, x A", Ja: "ベクトルと行列の積 x A"},
		array: "np.dot(x_a, A_a)", matrix: "x_m.T * A_m", gonum: "var y mat.VecDense\ny.MulVec(A.T(), x)", octave: "x' * A",
		of: vectorTimes, form: vectorTimesForm,
	}, {
		key: "xm_Am", name: exhibit.Text{En: "column vector times A", Ja: "縦ベクトルと行列の積"},
		array: "np.dot(x_a[:, np.newaxis], A_a)", matrix: "x_m * A_m", gonum: "var C mat.Dense\nC.Mul(x, A)", octave: "x * A",
		of: columnTimes,
	}, {
		key: "A_A", name: exhibit.Text{En: "matrix product A A", Ja: "行列の積 A A"},
		array: "np.dot(A_a, A_a)", matrix: "A_m * A_m", gonum: "var C mat.Dense\nC.Mul(A, A)", octave: "A * A",
		of: square,
	}, {
		key: "At_A", name: exhibit.Text{En: "Gram matrix AᵀA", Ja: "グラム行列 AᵀA"},
		array: "np.dot(np.transpose(A_a), A_a)", matrix: "A_m.T * A_m", gonum: "var C mat.Dense\nC.Mul(A.T(), A)", octave: "A' * A",
		of: gram,
	}, {
		key: "hadamard", name: exhibit.Text{En: "elementwise (Hadamard) product", Ja: "要素ごとの積(アダマール積)"},
		array: "A_a * A_a", matrix: "np.multiply(A_m, A_m)", gonum: "var C mat.Dense\nC.MulElem(A, A)", octave: "A .* A",
		of: hadamard,
	}, {
		key: "outer_xx", name: exhibit.Text{En: "outer product x xᵀ", Ja: "直積 x xᵀ"},
		array: "np.outer(x_a, x_a)", matrix: "x_m * x_m.T", gonum: "var C mat.Dense\nC.Outer(1, x, x)", octave: "x * x'",
		of: outerProduct,
	}, {
		key: "elementwise_power", name: exhibit.Text{En: "power of each element, k = {k}", Ja: "要素ごとのべき乗 k = {k}"},
		array: "A_a**{(k)}", matrix: "np.power(A_m, {k})", octave: "A .^ {(k)}",
		gonum: "var C mat.Dense\nC.Apply(func(i, j int, v float64) float64 { return math.Pow(v, {k}) }, A)",
		of:    elementwisePower,
	}, {
		key: "matrix_power", name: exhibit.Text{En: "power of the matrix, k = {k}", Ja: "行列のべき乗 k = {k}"},
		array: "np.linalg.matrix_power(A_a, {k})", matrix: "A_m**{(k)}", gonum: "{gonum power}", octave: "A ^ {(k)}",
		of: matrixPower,
	}, {
		key: "tensordot", name: exhibit.Text{En: "tensor contraction", Ja: "テンソル縮約 (tensordot)"},
		array: "np.tensordot({left}_a, {right}_a, axes={axes})", matrix: "np.tensordot({left}_m, {right}_m, axes={axes})",
		gonum: "{gonum tensordot}", octave: "{octave tensordot}",
		of: tensordot, form: tensordotForm,
	}, {
		key: "eigenvalues", name: exhibit.Text{En: "eigenvalues", Ja: "固有値"},
		array: "np.linalg.eigvals(A_a)", matrix: "np.linalg.eigvals(A_m)", octave: "eig(A)",
		gonum: "var e mat.Eigen\ne.Factorize(A, mat.EigenNone)\ne.Values(nil)",
		of:    eigenvalues,
	}, {
		key: "singular_values", name: exhibit.Text{En: "singular values", Ja: "特異値"},
		array: "np.linalg.svd(A_a, compute_uv=False)", matrix: "np.linalg.svd(A_m, compute_uv=False)", octave: "svd(A)",
		gonum: "var svd mat.SVD\nsvd.Factorize(A, mat.SVDNone)\nsvd.Values(nil)",
		of:    singularValues,
	},

	// For files and scripts, which find these whatever k and the axes are.
	{key: "tensor_x_A", name: exhibit.Text{En: "tensor product of x and A", Ja: "x と A のテンソル積"}, of: tensorProduct},
	{key: "elementwise_cube", name: exhibit.Text{En: "cube of each element", Ja: "要素ごとの3乗"}, of: elementwiseCube},
	{key: "matrix_cube", name: exhibit.Text{En: "cube of the matrix", Ja: "行列の3乗"}, of: matrixCube},
	{key: "singular", name: exhibit.Text{En: "singular", Ja: "特異か"}, of: singular},
}
