package linalg

import (
	"errors"
	"testing"

	"zscape/compute/lang"
)

// What can be wrong is said in NumPy's words, and in Japanese.
func TestErrors(t *testing.T) {
	fail := func(_ Array, err error) error { return err }
	m23, v2, v3 := Zeros(2, 3), Zeros(2), Zeros(3)
	for _, c := range []struct {
		err  error
		want lang.Text
	}{
		{fail(Add(m23, v2)), lang.Text{En: "operands could not be broadcast together with shapes (2,3) (2,)", Ja: "形状 (2,3) と (2,) はブロードキャストできません"}},
		{fail(Dot(m23, v2)), lang.Text{En: "shapes (2,3) and (2,) not aligned: 3 (dim 1) != 2 (dim 0)", Ja: "形状 (2,3) と (2,) の積は計算できません: 3(軸1)と 2(軸0)が一致しません"}},
		{fail(Tensordot(v2, v3, 1)), lang.Text{En: "shape-mismatch for sum: axis 0 of (2,) is 2, axis 0 of (3,) is 3", Ja: "縮約できません: 形状 (2,) の軸0の長さは2、形状 (3,) の軸0の長さは3です"}},
		{fail(TensordotAxes(v2, v2, []int{0}, nil)), lang.Text{En: "shape-mismatch for sum: axes of (2,) and (2,) differ in number", Ja: "縮約できません: 形状 (2,) と (2,) で、和をとる軸の数が違います"}},
		{fail(Tensordot(v2, v2, 2)), lang.Text{En: "axis -2 is out of bounds for array of dimension 1, shape (2,)", Ja: "軸 -2 は1次元の配列(形状 (2,))にはありません"}},
		{fail(TensordotAxes(m23, m23, []int{0, 0}, []int{0, 1})), lang.Text{En: "repeated axis 0 of shape (2,3)", Ja: "軸 0 が二重に指定されています(形状 (2,3))"}},
		{fail(PseudoInverse(v3)), lang.Text{En: "1-dimensional array given, array must be two-dimensional: shape (3,)", Ja: "1次元の配列です。2次元でなければなりません(形状 (3,))"}},
		{fail(Inverse(m23)), lang.Text{En: "last 2 dimensions of the array must be square: shape (2,3)", Ja: "正方行列ではありません(形状 (2,3))"}},
		{fail(Inverse(Matrix(2, 2, 1, 2, 2, 4))), lang.Text{En: "singular matrix: rank 1 of 2", Ja: "特異行列です(2次で、階数は1)"}},
	} {
		if c.err == nil || c.err.Error() != c.want.En || lang.Of(c.err) != c.want {
			t.Errorf("%q, want %q", lang.Of(c.err), c.want)
		}
	}
	if e := (*SingularError)(nil); !errors.As(fail(MatrixPower(Zeros(2, 2), -1)), &e) || e.Rank != 0 {
		t.Errorf("a power of zero: %v", e)
	}
}
