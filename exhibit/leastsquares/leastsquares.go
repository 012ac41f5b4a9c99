// Package leastsquares is the exhibit of linear discriminants by least squares:
// patterns to be moved by hand, the closed form of the Widrow-Hoff rule, and
// three rules that go down the error surface step by step.
package leastsquares

import "zscape/exhibit"

// Exhibit is the entry in the gallery.
var Exhibit = &exhibit.Exhibit{
	Name:  "leastsquares",
	Title: exhibit.Text{En: "Least squares, closed form and descent", Ja: "最小二乗法の閉じた形と降下"},
	Label: exhibit.Text{En: "Least squares", Ja: "最小二乗法"},
	Summary: exhibit.Text{
		En: "Each class has a linear discriminant that should be 1 at its own patterns and 0 at the others. Least squares finds the best one at once; the perceptron rule, Widrow-Hoff's rule and gradient descent walk there over the error surface. Drag a pattern and all of it follows; click one to change its class, click beside it to add one, drop it outside to remove it. Turn the surface, drag the start to another place, go back in the run with the bar below. Then raise the learning rate above the largest stable one and watch gradient descent leave the valley.",
		Ja: "各クラスの線形識別関数は、自クラスのパターンで1、他クラスで0になることを目標とする。最小二乗法は最良の関数を一度に求め、パーセプトロン、Widrow-Hoffの逐次則、最急降下法は誤差曲面の上を一歩ずつ降りていく。パターンをドラッグすると重みも境界もすぐに変わる。パターンのクリックでクラス変更、空いた所のクリックで追加、枠外へドラッグすると削除。曲面は回せる。出発点も動かせ、下のバーで途中の一歩に戻れる。学習率を安定な上限より大きくすると、最急降下法が谷から飛び出す。"},
	Formula: `<math display="block"><mi>J</mi><mo stretchy="false">(</mo><mi>W</mi><mo stretchy="false">)</mo><mo>=</mo><msup><mrow><mo>‖</mo><mi>X</mi><mi>W</mi><mo>−</mo><mi>B</mi><mo>‖</mo></mrow><mn>2</mn></msup><mo>,</mo></math><math display="block"><mi>W</mi><mo>=</mo><msup><mrow><mo stretchy="false">(</mo><msup><mi>X</mi><mi>T</mi></msup><mi>X</mi><mo stretchy="false">)</mo></mrow><mrow><mo>−</mo><mn>1</mn></mrow></msup><msup><mi>X</mi><mi>T</mi></msup><mi>B</mi></math>`,
	Sources: []exhibit.Source{
		{Title: "石井健一郎, 上田修功, 前田英作, 村瀬洋: わかりやすいパターン認識, オーム社 1998, 第3章"},
		{Title: "B. Widrow, M. E. Hoff: Adaptive switching circuits, IRE WESCON Convention Record, 1960"},
		{Title: "NumPy: numpy.linalg.lstsq", URL: "https://numpy.org/doc/stable/reference/generated/numpy.linalg.lstsq.html"},
	},
	Controls: controls(),
}

func init() {
	Exhibit.New = func(exhibit.Opener) exhibit.Session { return newSession() } // not in the literal: it refers to Exhibit
}
