package matrices

import (
	"math"
	"math/cmplx"

	"zscape/compute/lang"
	"zscape/compute/linalg"
	"zscape/exhibit"
)

// Notices says where numbers of A are less certain than they look, and where one
// seems to contradict another.
func (s *Session) Notices() []exhibit.Notice { return s.notices }

func newNotices(o *operands) (list []exhibit.Notice) {
	say := func(en, ja string, args ...any) {
		list = append(list, exhibit.Notice{Key: "A", Text: lang.Sprintf(en, ja, args...)})
	}
	const few = 1e12 // leaves 4 digits of 16
	switch digits := max(1, math.Floor(-math.Log10(eps/2*o.near))); {
	case o.almostSingular():
		say("A is singular to working precision (condition number %s). The inverse shown is that of exactly these numbers; a change in their 16th digit would change it completely.",
			"A は倍精度では特異行列と区別できません(条件数 %s)。表示している逆行列は今の数そのものに対する値で、要素の16桁目が変わるだけで全体が変わります。", about(o.cond()))
	case o.square() && !o.singular() && o.near >= few:
		say("A is nearly singular (condition number %s). If its elements are accurate to 16 digits, its inverse is accurate to about %v.",
			"A は特異に近い行列です(条件数 %s)。要素が16桁まで正しいとき、逆行列で信頼できるのは約%v桁です。", about(o.cond()), lang.Count(int(digits), "digit", "digits"))
	}
	if rank := o.svd.Rank; o.svd.OK && rank != o.rank {
		rows, cols := o.a.Dims()
		say("The rank, %d, is the number of singular values above %s, as in NumPy; the pseudo-inverse treats the others as 0. The exact rank is %d.",
			"階数 %d は、NumPyと同じく、%s より大きい特異値の個数です(擬似逆行列でも、それ以外の特異値は0とみなします)。厳密な階数は%dです。",
			rank, about(float64(max(rows, cols))*eps*o.svd.S[0]), o.rank)
	}
	switch {
	case o.square() && !o.singular():
		sayRange(o, say)
	case o.square() && o.eigen.OK:
		if least := leastOf(o.eigen.Values); least > 0 {
			say("A is singular, so 0 is an eigenvalue. It has too few eigenvectors to be computed accurately: rounding errors move it by about %s.",
				"A は特異なので0は固有値です。ただし対応する固有ベクトルの数が足りず、丸め誤差のために0から %s ほどずれて表示されます。", about(least))
		}
	}
	return list
}

// leastOf returns the least magnitude.
func leastOf(values []complex128) float64 {
	least := math.Inf(1)
	for _, v := range values {
		least = min(least, cmplx.Abs(v))
	}
	return least
}

// sayRange names what is beyond the range of float64, of a matrix that has an inverse.
func sayRange(o *operands, say func(en, ja string, args ...any)) {
	_, log, _ := linalg.LogDet(o.a)
	if d := math.Exp(log); d == 0 || math.IsInf(d, 1) {
		say("The determinant is outside the range of float64 (its magnitude is about 1e%.0f).", "行列式は倍精度で表せる範囲を外れています(絶対値はおよそ 1e%.0f)。", log/math.Ln10)
	}
	if math.IsInf(o.cond(), 1) {
		say("The condition number is outside the range of float64, although A is invertible.", "条件数は倍精度で表せる範囲を外れています(A は正則です)。")
	}
	for _, v := range o.inverse.value.Data {
		if math.IsInf(v, 0) {
			say("Some elements of the inverse are outside the range of float64; they are shown as ∞.", "逆行列には倍精度で表せる範囲を超える要素があり、∞と表示しています。")
			break
		}
	}
}
