// Package leastsquares is the exhibit of linear discriminants by least squares:
// patterns to be moved by hand, the closed form of the Widrow-Hoff rule, and
// three rules that go down the error surface step by step.
package leastsquares

import "zscape/exhibit"

// Exhibit is the entry in the gallery.
var Exhibit = &exhibit.Exhibit{
	Name:  "leastsquares",
	Title: exhibit.Text{En: "Least squares: closed form and descent", Ja: "最小二乗法: 解析解と降下法"},
	Label: exhibit.Text{En: "Least squares", Ja: "最小二乗法"},
	Summary: exhibit.Text{
		En: "Each class has a linear discriminant that should be 1 for its own patterns and 0 for the others. Least squares finds the best one directly; the perceptron rule, the Widrow-Hoff rule and gradient descent move towards it step by step on the error surface. Drag a pattern to move it, and everything is recomputed; click one to change its class, click an empty spot to add one, drag one outside to remove it. Rotate the surface, drag the starting point, or go back to an earlier step with the bar below. Then raise the learning rate above the largest stable value and watch gradient descent diverge.",
		Ja: "各クラスの線形識別関数は、自クラスのパターンで1、他クラスのパターンで0になることを目標とする。最小二乗法は最良の関数を直接求め、パーセプトロンの学習則、Widrow-Hoffの学習則、最急降下法は誤差曲面の上を1ステップずつ進んで、その解に近づいていく。パターンをドラッグすると、重みも境界もすぐに計算し直される。パターンのクリックでクラスの変更、空いた所のクリックで追加、枠の外へのドラッグで削除。曲面は回せる。出発点もドラッグで動かせ、下のバーで前のステップに戻れる。学習率を安定な上限より大きくすると、最急降下法は発散する。"},
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
