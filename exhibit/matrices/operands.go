package matrices

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/linalg"
	"zscape/exhibit"
)

// operands is what the operations are done with.
type operands struct {
	a, x   linalg.Array // (m,n) and (n,)
	k      int          // power
	tensor contraction

	svd      *linalg.SVD
	inverse  result
	eigen    *linalg.Eigen // nil unless a is square
	eigenErr error

	rank   int       // exactly
	values []float64 // singular ones, exact where rounding would hide them
	near   float64   // linalg.ScaledCond: how nearly a is singular; NaN unless it is square
}

// operandKeys are the controls that say what the operands are.
var operandKeys = []string{"A", "x", "k", "left", "right", "axes"}

func newOperands(s exhibit.State) *operands {
	o := &operands{a: arrayOf(s.Matrix("A")), k: s.Int("k"), tensor: newContraction(s)}
	x := arrayOf(s.Matrix("x"))
	o.x = linalg.Vector(x.Data...)
	o.svd, _ = linalg.NewSVD(o.a) // a matrix has one
	o.inverse = try(linalg.Inverse(o.a))
	o.eigen, o.eigenErr = linalg.NewEigen(o.a)
	o.rank, _ = linalg.ExactRank(o.a)
	o.values, _ = linalg.SingularValues(o.a)
	o.near, _ = linalg.ScaledCond(o.a)
	return o
}

// arrayOf returns rows, which the control has checked, as a matrix.
func arrayOf(rows [][]float64) linalg.Array {
	var data []float64
	for _, row := range rows {
		data = append(data, row...)
	}
	return linalg.Matrix(len(rows), len(rows[0]), data...)
}

func (o *operands) square() bool { return o.a.Shape[0] == o.a.Shape[1] }

func (o *operands) singular() bool { return o.square() && o.rank < o.a.Shape[0] }

// almostSingular reports whether a has an inverse, but matrices that differ from it
// in the last digits of their elements have none.
func (o *operands) almostSingular() bool { return o.square() && !o.singular() && o.near >= 1/eps }

// eps is the distance from 1 to the next float64.
const eps = 0x1p-52

// cond returns the condition number in the 2-norm.
func (o *operands) cond() float64 {
	least := o.values[len(o.values)-1]
	if least == 0 {
		return math.Inf(1)
	}
	return o.values[0] / least
}

// column returns x as NumPy's matrix has it, which knows no vectors.
func (o *operands) column() linalg.Array { return linalg.Matrix(len(o.x.Data), 1, o.x.Data...) }

// words replaces the words in braces of operations.
func (o *operands) words() *strings.Replacer {
	k := strconv.Itoa(o.k)
	behind := k // an operator
	if o.k < 0 {
		behind = "(" + k + ")"
	}
	gonum, octave := o.tensor.without(len(o.a.Data))
	return strings.NewReplacer("{k}", k, "{(k)}", behind,
		"{left}", o.tensor.left, "{right}", o.tensor.right, "{axes}", o.tensor.python(),
		"{gonum tensordot}", gonum, "{octave tensordot}", octave,
		"{size}", strconv.Itoa(slices.Max(o.a.Shape)), "{octave trace}", o.octaveTrace(),
		"{gonum power}", gonumPower(o.k), "{gonum pinv}", o.gonumPinv())
}

// octaveTrace makes no use of diag where that would make a matrix of a vector.
func (o *operands) octaveTrace() string {
	if slices.Min(o.a.Shape) == 1 {
		return "A(1)"
	}
	return "sum(diag(A))"
}

func gonumPower(k int) string {
	switch {
	case k == -1:
		return "var C mat.Dense; err := C.Inverse(A)"
	case k < 0:
		return "var B, C mat.Dense; err := B.Inverse(A); C.Pow(&B, " + strconv.Itoa(-k) + ")"
	}
	return "var C mat.Dense; C.Pow(A, " + strconv.Itoa(k) + ")"
}

// gonumPinv solves A C = I in the sense of least squares, which needs a rank of 1 or more.
func (o *operands) gonumPinv() string {
	if o.svd.Rank == 0 {
		return ""
	}
	rows := o.a.Shape[0]
	ones := linalg.Vector(slices.Repeat([]float64{1}, rows)...)
	return "var svd mat.SVD; svd.Factorize(A, mat.SVDThin); var C mat.Dense; svd.SolveTo(&C, mat.NewDiagDense(" +
		strconv.Itoa(rows) + ", " + goLiteral(ones) + "), " + strconv.Itoa(o.svd.Rank) + ")"
}

// goLiteral, octaveLiteral and linalg.Array.String write arrays in programs.
func goLiteral(a linalg.Array) string {
	return "[]float64{" + join(a.Data, ", ") + "}"
}

func octaveLiteral(a linalg.Array) string {
	if a.NDim() == 1 {
		return "[" + join(a.Data, "; ") + "]"
	}
	var lines []string
	for _, row := range a.Rows() {
		lines = append(lines, join(row, ", "))
	}
	return "[" + strings.Join(lines, "; ") + "]"
}

func join(data []float64, separator string) string {
	words := make([]string, len(data))
	for i, v := range data {
		words[i] = strconv.FormatFloat(v+0, 'g', -1, 64)
	}
	return strings.Join(words, separator)
}
