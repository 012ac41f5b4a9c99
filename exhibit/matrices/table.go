package matrices

import (
	"strconv"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/linalg"
	"zscape/exhibit"
)

// Table is the table of all operations: what one types, and what comes out.
func (s *Session) Table() *exhibit.Table { return &s.table }

var boardColumns = []exhibit.Column{
	{Title: exhibit.Text{En: "operation", Ja: "演算"}},
	{Title: exhibit.Text{En: "NumPy array", Ja: "NumPy array"}},
	{Title: exhibit.Text{En: "NumPy matrix", Ja: "NumPy matrix"}},
	{Title: exhibit.Text{En: "gonum", Ja: "gonum"}},
	{Title: exhibit.Text{En: "result", Ja: "結果"}},
}

var boardCaption = exhibit.Text{
	En: "The same operations in three notations: a NumPy array may have any number of axes, a NumPy matrix always has two, and gonum distinguishes matrices from vectors.",
	Ja: "同じ演算の三つの書き方。NumPy の array は軸の数が自由、NumPy の matrix は常に2次元、gonum は行列とベクトルを区別する。",
}

// newTable makes the table. The first rows define the operands.
func newTable(o *operands, list []outcome) exhibit.Table {
	b := exhibit.Table{Caption: boardCaption, Columns: boardColumns}
	rows, cols := o.a.Dims()
	n := strconv.Itoa
	b.Rows = append(b.Rows,
		[]exhibit.Cell{
			{Text: exhibit.Text{En: "the matrix A", Ja: "行列 A"}},
			{Code: "A_a = np.array(" + o.a.String() + ", float)"},
			{Code: "A_m = np.matrix(A_a)"},
			{Code: "A := mat.NewDense(" + n(rows) + ", " + n(cols) + ", " + goLiteral(o.a) + ")"},
			{Value: shown(&result{value: o.a}), Note: linalg.ShapeString(o.a.Shape)},
		},
		[]exhibit.Cell{
			{Text: exhibit.Text{En: "the vector x", Ja: "ベクトル x"}},
			{Code: "x_a = np.array(" + o.x.String() + ", float)"},
			{Code: "x_m = np.matrix(x_a).T"},
			{Code: "x := mat.NewVecDense(" + n(len(o.x.Data)) + ", " + goLiteral(o.x) + ")"},
			{Value: shown(&result{value: o.x}), Note: shapes(linalg.ShapeString(o.x.Shape), linalg.ShapeString(o.column().Shape))},
		})
	for i := range list {
		if r := &list[i]; r.array != "" {
			b.Rows = append(b.Rows, []exhibit.Cell{{Text: r.name}, {Code: r.array}, r.matrixCell(), {Code: r.gonum, Problem: lang.Same(r.refusal)}, r.resultCell(o)})
		}
	}
	return b
}

// shapes tells the shape of an array's result and, where it is another, of a matrix's.
func shapes(array, matrix string) string {
	if array == matrix {
		return array
	}
	return "array " + array + ", matrix " + matrix
}

// matrixCell also says what is different from the array: a value where that
// has none, or the reverse.
func (r *outcome) matrixCell() exhibit.Cell {
	c := exhibit.Cell{Code: r.matrix}
	m := &r.asMatrix
	switch {
	case m.err != nil && (r.value.err == nil || m.err.Error() != r.value.err.Error()):
		c.Problem = lang.Of(m.err)
	case m.err == nil && r.value.err != nil:
		c.Value, c.Note = shown(m), m.shape()
	}
	return c
}

func (r *outcome) resultCell(o *operands) exhibit.Cell {
	if r.value.err != nil {
		return exhibit.Cell{Problem: r.problem(o)}
	}
	c := exhibit.Cell{Value: shown(&r.value), Note: r.value.shape()}
	if r.asMatrix.err == nil {
		c.Note = shapes(r.value.shape(), r.asMatrix.shape())
	}
	return c
}

// problem is why there is no value, and what there is instead.
func (r *outcome) problem(o *operands) exhibit.Text {
	why := lang.Of(r.value.err)
	switch {
	case r.key != "inv":
	case o.singular():
		return lang.Sprintf("%s; see the pseudo-inverse and the condition number", "%s(擬似逆行列と条件数を参照)", why)
	default:
		return lang.Sprintf("%s; see the pseudo-inverse", "%s(擬似逆行列を参照)", why)
	}
	return why
}

// shown returns a value as a table shows it: complex numbers as a text, unless
// they are all real.
func shown(r *result) any {
	if r.text != (exhibit.Text{}) {
		return r.text
	}
	if !r.pairs {
		return valueOf(r.value)
	}
	var re []float64
	var words []string
	real := true
	for i := 0; i < len(r.value.Data); i += 2 {
		a, b := r.value.Data[i], r.value.Data[i+1]
		re = append(re, a)
		words = append(words, complexText(a, b))
		real = real && b == 0
	}
	if real {
		return re
	}
	return strings.Join(words, ",  ")
}

// valueOf returns an array in the form of a Readout.
func valueOf(a linalg.Array) any {
	switch a.NDim() {
	case 0:
		return a.Data[0]
	case 1:
		return a.Data
	case 2:
		return a.Rows()
	}
	return exhibit.Tensor{Shape: a.Shape, Data: a.Data}
}
