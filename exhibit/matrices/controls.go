package matrices

import (
	"slices"

	"zscape/exhibit"
	"zscape/exhibit/plot2d"
)

// largest is how many rows and columns a matrix may have.
const largest = 6

// Groups of controls.
var (
	ofOperands = exhibit.Text{En: "Operands", Ja: "演算の対象"}
	ofTensor   = exhibit.Text{En: "Tensordot", Ja: "tensordot"}
	ofExamples = exhibit.Text{En: "Examples", Ja: "例"}
	ofLook     = exhibit.Text{En: "Appearance", Ja: "表示"}
	ofMotion   = exhibit.Text{En: "Motion", Ja: "動き"}
)

func controls() []exhibit.Control {
	var examples []exhibit.Control
	for _, e := range exampleList {
		examples = append(examples, exhibit.Control{Key: e.key, Kind: exhibit.Action, Group: ofExamples, Label: e.label})
	}
	return slices.Concat(operandControls, examples, lookControls, plot2d.Limits(planeLimits, spectrumLimits), exhibit.CameraControls())
}

var operandControls = []exhibit.Control{
	{Key: "A", Kind: exhibit.Matrix, Group: ofOperands, Label: exhibit.Text{En: "A", Ja: "A"}, Default: "0,2;1,3", MaxRows: largest, MaxCols: largest},
	{Key: "x", Kind: exhibit.Matrix, Group: ofOperands, Label: exhibit.Text{En: "x", Ja: "x"}, Default: "1,2", MaxRows: 1, MaxCols: largest},
	{Key: "k", Kind: exhibit.Number, Group: ofOperands, Label: exhibit.Text{En: "power k", Ja: "べき指数 k"}, Default: "3",
		Min: -6, Max: 12, Step: 1, Whole: true},
	{Key: "left", Kind: exhibit.Choice, Group: ofTensor, Label: exhibit.Text{En: "left operand", Ja: "左"}, Default: "x", Options: tensorOperands},
	{Key: "right", Kind: exhibit.Choice, Group: ofTensor, Label: exhibit.Text{En: "right operand", Ja: "右"}, Default: "A", Options: tensorOperands},
	{Key: "axes", Kind: exhibit.Word, Group: ofTensor, Label: exhibit.Text{En: "axes", Ja: "axes"}, Default: "0", Check: checkAxes,
		Hint:    exhibit.Text{En: "The number of axes to sum over, or pairs of axes: 1;0 means axes=([1], [0]).", Ja: "和をとる軸の数、または軸の組。1;0 は axes=([1], [0])。"},
		Options: []exhibit.Option{{Value: "0"}, {Value: "1"}, {Value: "2"}, {Value: "0;0"}, {Value: "0;1"}, {Value: "0,1;1,0"}}},
}

var tensorOperands = []exhibit.Option{
	{Value: "x", Label: exhibit.Text{En: "x", Ja: "x"}},
	{Value: "A", Label: exhibit.Text{En: "A", Ja: "A"}},
}

var lookControls = []exhibit.Control{
	{Key: "circle", Kind: exhibit.Toggle, Group: ofLook, Label: exhibit.Text{En: "Unit circle and its image", Ja: "単位円とその像"}, Default: "1"},
	{Key: "eigen", Kind: exhibit.Toggle, Group: ofLook, Label: exhibit.Text{En: "Eigenvectors", Ja: "固有ベクトル"}, Default: "1"},
	{Key: "lattice", Kind: exhibit.Toggle, Group: ofLook, Label: exhibit.Text{En: "Grid of the plane", Ja: "平面の格子"}, Default: "1"},
	exhibit.ThemeControl(ofLook),
	exhibit.PositionControl(exhibit.Text{En: "position from I to A, 0 to 1", Ja: "I から A への位置 (0〜1)"}, "1"),
	exhibit.RepeatControl(ofMotion, "once"),
	exhibit.SpeedControl(ofMotion),
}

// The keys of what is seen of the plots.
const planeLimits, spectrumLimits = "plane", "spectrum"

// exampleList are the buttons that set A, and x to fit.
var exampleList = []struct {
	key   string
	label exhibit.Text
	a, x  string
}{
	{"first", exhibit.Text{En: "A = [[0, 2], [1, 3]], x = (1, 2)", Ja: "A = [[0, 2], [1, 3]], x = (1, 2)"}, "0,2;1,3", "1,2"},
	{"rotation", exhibit.Text{En: "Rotation by a quarter turn", Ja: "90度の回転"}, "0,-1;1,0", "1,2"},
	{"shear", exhibit.Text{En: "Shear: a single eigenvector", Ja: "せん断(固有ベクトルは一つ)"}, "1,1;0,1", "1,2"},
	{"flat", exhibit.Text{En: "Singular: maps the plane onto a line", Ja: "特異: 平面が直線につぶれる"}, "1,2;2,4", "1,2"},
	{"space", exhibit.Text{En: "Three dimensions", Ja: "3次元"}, "2,-1,0;-1,2,-1;0,-1,2", "1,2,3"},
	{"wide", exhibit.Text{En: "Not square, 2 x 3", Ja: "正方でない 2 x 3"}, "1,2,3;4,5,6", "1,2,3"},
	{"hilbert", exhibit.Text{En: "5 x 5 Hilbert matrix, nearly singular", Ja: "5 x 5 のヒルベルト行列(ほぼ特異)"}, hilbert(5), "1,1,1,1,1"},
}

// hilbert returns the n x n matrix of 1/(i+j-1).
func hilbert(n int) string {
	rows := make([][]float64, n)
	for i := range rows {
		for j := range n {
			rows[i] = append(rows[i], 1/float64(i+j+1))
		}
	}
	return exhibit.FormatMatrix(rows)
}

// Press sets an example, with the plots in their first view.
func (s *Session) Press(key string, st exhibit.State) (exhibit.State, bool) {
	for _, e := range exampleList {
		if e.key != key {
			continue
		}
		for _, set := range [][2]string{{"A", e.a}, {"x", e.x}, {exhibit.PositionKey, "1"}, {planeLimits, ""}, {spectrumLimits, ""}} {
			next, err := st.Set(set[0], set[1])
			if err != nil {
				panic("matrices: example " + key + ": " + err.Error())
			}
			st = next
		}
		return st, true
	}
	return st, false
}
