package matrices

import (
	"zscape/compute/lang"
	"zscape/exhibit"
)

// Summary says what there is to see of a matrix of the size that A has.
func (s *Session) Summary() exhibit.Text {
	rows, cols := s.motion.a.Dims()
	return summary(rows, cols, s.motion.eigen != nil)
}

// summary is that of a matrix of so many rows and columns, of which the eigenvalues are
// known or not.
func summary(rows, cols int, eigen bool) exhibit.Text {
	picture := exhibit.Text{
		En: "The cells show the elements of A, the bars its singular values.",
		Ja: "升目が A の成分、棒が特異値を示す。"}
	moved := exhibit.Text{En: "the matrix", Ja: "行列"}
	switch {
	case rows == 1 && cols == 1:
		picture = exhibit.Text{
			En: "A takes the grey unit segment to the arrow, which points to the other side if A is negative. Drag the tip of the arrow.",
			Ja: "A は灰色の単位線分を矢印に移す(負なら反対向きになる)。矢印の先端をドラッグできる。"}
		moved = exhibit.Text{En: "the line", Ja: "直線"}
	case rows == 2 && cols == 2:
		picture = exhibit.Text{
			En: "Drag the tips of the two arrows, the columns of A. The area of the image of the unit square is the determinant, red when the plane is flipped; the blue lines, the eigenvectors, keep their direction.",
			Ja: "二本の矢印は A の列で、先端をドラッグできる。単位正方形の像の面積が行列式(裏返ると赤)、青い直線が向きの変わらない固有ベクトルを示す。"}
		moved = exhibit.Text{En: "the plane", Ja: "平面"}
	case rows == 3 && cols == 3:
		picture = exhibit.Text{
			En: "Drag the tips of the three arrows, the columns of A. The volume of the image of the unit cube is the determinant, red when space is mirrored; the blue lines, the eigenvectors, keep their direction.",
			Ja: "三本の矢印は A の列で、先端をドラッグできる。単位立方体の像の体積が行列式(裏返ると赤)、青い直線が向きの変わらない固有ベクトルを示す。"}
		moved = exhibit.Text{En: "space", Ja: "空間"}
	case eigen:
		picture = exhibit.Text{
			En: "The cells show the elements of A, the points beside them its eigenvalues in the complex plane.",
			Ja: "升目が A の成分、横の点が複素平面上の固有値を示す。"}
	}
	text := lang.Sprintf("%v %v", "%v%v", operationsText, picture)
	if rows == cols {
		text = lang.Sprintf("%v Press play to take %v from I to A.", "%v再生すると、%vが I から A へ移る。", text, moved)
	}
	return text
}

var operationsText = exhibit.Text{
	En: "Operations on a matrix A and a vector x, written for NumPy's array, NumPy's matrix and gonum: the shapes differ, and so does the meaning of *.",
	Ja: "行列 A とベクトル x の演算を、NumPy の array、NumPy の matrix、gonum の三つの書き方で並べる。結果の形も、* の意味も違う。"}
