package matrices

import (
	"slices"
	"strconv"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/linalg"
	"zscape/compute/plain"
	"zscape/exhibit"
)

// contraction is what tensordot is asked for: sums of products over axes of
// its operands, which are x or A.
type contraction struct {
	left, right string
	axes
}

// axes is NumPy's argument of that name: a number of axes, the last of the left
// operand and the first of the right; or pairs of axes, if left is not nil.
type axes struct {
	count     int
	leftAxes  []int
	rightAxes []int
}

func newContraction(s exhibit.State) contraction {
	a, _, err := parseAxes(s.Text("axes"))
	if err != nil {
		panic("matrices: axes " + err.Error()) // the control has checked it
	}
	return contraction{left: s.Text("left"), right: s.Text("right"), axes: a}
}

// parseAxes reads "1", a number of axes, or "0,1;1,0", the axes of the left
// and, after the semicolon, those of the right operand. It returns them as
// they are written in a State.
func parseAxes(text string) (a axes, canonical string, reason error) {
	bad := func(en, ja string, args ...any) (axes, string, error) {
		return axes{}, "", lang.Errorf(en, ja, args...)
	}
	text = plain.String(text)
	left, right, pairs := strings.Cut(text, ";")
	if strings.Contains(right, ";") {
		return bad(`has a second ";": use one, between the axes of the two operands`, "「;」が2つあります。左右の軸を分ける「;」は1つにしてください")
	}
	if a.leftAxes, reason = parseAxisList(text, left, 0); reason != nil {
		return axes{}, "", reason
	}
	if !pairs {
		switch {
		case len(a.leftAxes) > 1:
			return bad(`has several axes of the left operand, but none of the right: write those after a ";", as in 0,1;1,0`, "左の軸だけがあります。右の軸を「;」の後に 0,1;1,0 のように書いてください")
		case a.leftAxes[0] < 0:
			return bad("must not be negative", "軸の数は0以上にしてください")
		}
		return axes{count: a.leftAxes[0]}, strconv.Itoa(a.leftAxes[0]), nil
	}
	if a.rightAxes, reason = parseAxisList(text, right, len(left)+1); reason != nil {
		return axes{}, "", reason
	}
	if n, m := len(a.leftAxes), len(a.rightAxes); n != m {
		return bad("has %v of the left operand, but %d of the right", "左の軸は%v本、右の軸は%d本です。同じ数にしてください", lang.Count(n, "axis", "axes"), m)
	}
	return a, listOf(a.leftAxes, ",") + ";" + listOf(a.rightAxes, ","), nil
}

// parseAxisList reads numbers separated by commas: the part of text that begins
// at byte start.
func parseAxisList(text, part string, start int) (list []int, reason error) {
	for _, word := range strings.Split(part, ",") {
		at := start + len(word) - len(strings.TrimLeft(word, " "))
		v, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || v < -9 || v > 9 {
			position := len([]rune(text[:at])) + 1
			w := strings.TrimSpace(word)
			if w == "" {
				return nil, lang.Errorf("has no axis at character %d: enter 0, 1 or 2", "%d文字目に軸の番号(0, 1, 2)を入力してください", position)
			}
			return nil, lang.Errorf("has %q at character %d: enter an axis, 0, 1 or 2", "%[2]d文字目の %[1]q は軸の番号(0, 1, 2)ではありません", w, position)
		}
		list = append(list, v)
		start += len(word) + 1
	}
	return list, nil
}

func listOf(v []int, separator string) string {
	words := make([]string, len(v))
	for i, n := range v {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, separator)
}

// checkAxes is the check of the control.
func checkAxes(text string) (canonical string, reason error) {
	_, canonical, reason = parseAxes(text)
	return canonical, reason
}

// python writes the argument as NumPy expects it.
func (a axes) python() string {
	if a.leftAxes == nil {
		return strconv.Itoa(a.count)
	}
	return "([" + listOf(a.leftAxes, ", ") + "], [" + listOf(a.rightAxes, ", ") + "])"
}

// of contracts a and x, in the order chosen.
func (c contraction) of(a, x linalg.Array) result {
	pick := map[string]linalg.Array{"A": a, "x": x}
	left, right := pick[c.left], pick[c.right]
	if c.leftAxes == nil {
		return try(linalg.Tensordot(left, right, c.count))
	}
	return try(linalg.TensordotAxes(left, right, c.leftAxes, c.rightAxes))
}

// without writes the contraction for gonum and Octave, which know vectors and
// matrices only: as an outer product, as a product of matrices, or as a sum
// over all elements. Both are empty if there are no such axes. n is the number
// of elements of A.
func (c contraction) without(n int) (gonum, octave string) {
	l, r, ok := c.pairs()
	if !ok {
		return "", ""
	}
	flat := "a := mat.NewVecDense(" + strconv.Itoa(n) + ", A.RawMatrix().Data); "
	switch len(l) {
	case 0:
		low := func(name string) string { return strings.ToLower(name) }
		gonum = "var C mat.Dense; C.Outer(1, " + low(c.left) + ", " + low(c.right) + ")"
		if c.left == "A" || c.right == "A" {
			gonum = flat + gonum
		}
		size := map[string]string{"x": "numel(x)", "A": "size(A)"}
		return gonum, "reshape(" + c.left + "(:) * " + c.right + "(:).', [" + size[c.left] + ", " + size[c.right] + "])"
	case 1:
		return c.product(l[0], r[0])
	}
	if l[0] == r[0] {
		return flat + "mat.Dot(a, a)", "sum((A .* A)(:))"
	}
	return "var C mat.Dense; C.Mul(A, A); mat.Trace(&C)", "trace(A * A)"
}

// product writes the contraction over one axis.
func (c contraction) product(l, r int) (gonum, octave string) {
	turned := func(transpose bool) (string, string) {
		if transpose {
			return "A.T()", "A'"
		}
		return "A", "A"
	}
	switch {
	case c.left == "x" && c.right == "x":
		return "mat.Dot(x, x)", "x' * x"
	case c.left == "x":
		a, b := turned(r == 0)
		return "var y mat.VecDense; y.MulVec(" + a + ", x)", b + " * x"
	case c.right == "x":
		a, b := turned(l == 0)
		return "var y mat.VecDense; y.MulVec(" + a + ", x)", b + " * x"
	}
	a, b := turned(l == 0)
	d, e := turned(r == 1)
	return "var C mat.Dense; C.Mul(" + a + ", " + d + ")", b + " * " + e
}

// pairs returns the axes that are summed over, counted from the front. ok is
// false if an operand has no such axis, or has it twice.
func (c contraction) pairs() (left, right []int, ok bool) {
	dims := map[string]int{"x": 1, "A": 2}
	l, r := dims[c.left], dims[c.right]
	if c.leftAxes == nil {
		for i := range c.count {
			left, right = append(left, l-c.count+i), append(right, i)
		}
	} else {
		left, right = fromFront(c.leftAxes, l), fromFront(c.rightAxes, r)
	}
	return left, right, distinct(left, l) && distinct(right, r)
}

func fromFront(list []int, dims int) []int {
	list = slices.Clone(list)
	for i, axis := range list {
		if axis < 0 {
			list[i] += dims
		}
	}
	return list
}

// distinct reports whether all axes are different ones of an array of so many.
func distinct(list []int, dims int) bool {
	for i, axis := range list {
		if axis < 0 || axis >= dims || slices.Contains(list[:i], axis) {
			return false
		}
	}
	return true
}
