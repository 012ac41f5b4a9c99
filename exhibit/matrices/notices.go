package matrices

import (
	"math"

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
		say("A is singular to working precision: condition number %s. Its inverse is that of the numbers as they stand; a change in their 16th digit changes all of it.",
			"A は倍精度では特異行列と区別できません(条件数 %s)。逆行列は今の数そのものに対する値で、要素の16桁目が変わると全体が変わります。", about(o.cond()))
	case o.square() && !o.singular() && o.near >= few:
		say("A is nearly singular: condition number %s. If its elements are right to 16 digits, its inverse is to about %.0f.",
			"A は特異に近い行列です(条件数 %s)。要素が16桁正しいとき、逆行列で信頼できるのは約%.0f桁です。", about(o.cond()), digits)
	}
	if rank := o.svd.Rank; o.svd.OK && rank != o.rank {
		rows, cols := o.a.Dims()
		say("The rank, %d, counts the singular values above %s, as NumPy does, and the pseudo-inverse takes the others for 0. Exactly, the rank is %d.",
			"階数 %d は、NumPy と同じく、%s より大きい特異値の個数です(擬似逆行列もそれ以外を0とみなします)。厳密な階数は%dです。",
			rank, about(float64(max(rows, cols))*eps*o.svd.S[0]), o.rank)
	}
	if o.square() && !o.singular() {
		sayRange(o, say)
	}
	return list
}

// sayRange names what is beyond the range of float64, of a matrix that has an inverse.
func sayRange(o *operands, say func(en, ja string, args ...any)) {
	_, log, _ := linalg.LogDet(o.a)
	if d := math.Exp(log); d == 0 || math.IsInf(d, 1) {
		say("The determinant is out of the range of float64: about 1e%.0f in size.", "行列式は倍精度の範囲外です(絶対値はおよそ 1e%.0f)。", log/math.Ln10)
	}
	if math.IsInf(o.cond(), 1) {
		say("The condition number is out of the range of float64, though A has an inverse.", "条件数は倍精度の範囲外です(A には逆行列があります)。")
	}
	for _, v := range o.inverse.value.Data {
		if math.IsInf(v, 0) {
			say("The inverse has elements out of the range of float64, which read ∞.", "逆行列には倍精度の範囲を超える要素があり、∞と表示されます。")
			break
		}
	}
}
