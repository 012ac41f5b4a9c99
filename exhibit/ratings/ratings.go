// Package ratings is the exhibit of the factorization of a matrix of users'
// ratings of items, such as movies: ten methods on the same table, their errors on what they
// learn from and on what is held out, and the matrix that each makes of it.
package ratings

import (
	"zscape/exhibit"
)

// Exhibit is the entry in the gallery.
var Exhibit = &exhibit.Exhibit{
	Name:  "ratings",
	Title: exhibit.Text{En: "Ratings, factorized", Ja: "評価行列の因子分解"},
	Summary: exhibit.Text{
		En: "Users have rated movies, but most cells of the table are empty. Each method approximates that matrix by R factors of users and of movies. Its objective falls; what counts is the error on ratings that were held out, beside a baseline that knows no taste. Raise R and watch the two errors part; raise the learning rate and watch gradient descent leave. The table is generated, 943 users and 1682 movies with six cells in a hundred filled, until you drop your own, of anything that is rated: it stays in this tab.",
		Ja: "ユーザが映画につけた評価の表は、ほとんどが空欄である。各手法はその行列を、ユーザと映画のR個の因子で近似する。目的関数は下がるが、大事なのは取り分けておいた評価での誤差であり、好みを知らない基準線との差である。Rを大きくすると二つの誤差は離れ、学習率を上げると勾配降下は発散する。はじめの表は生成したもので、943人、1682本、埋まっているのは6%。映画に限らず、自分の評価データをドロップすれば置き換わる。ファイルはこのタブから出ない。"},
	Formula: `<math display="block"><mi>J</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><msup><mrow><mo>‖</mo><mi>X</mi><mo>−</mo><mi>U</mi><msup><mi>V</mi><mi>T</mi></msup><mo>‖</mo></mrow><mn>2</mn></msup><mo>+</mo><mfrac><mi>λ</mi><mn>2</mn></mfrac><mo stretchy="false">(</mo><msup><mrow><mo>‖</mo><mi>U</mi><mo>‖</mo></mrow><mn>2</mn></msup><mo>+</mo><msup><mrow><mo>‖</mo><mi>V</mi><mo>‖</mo></mrow><mn>2</mn></msup><mo stretchy="false">)</mo></math>`,
	Sources: []exhibit.Source{
		{Title: "Y. Koren, R. Bell, C. Volinsky: Matrix Factorization Techniques for Recommender Systems, IEEE Computer 42(8), 2009"},
		{Title: "F. M. Harper, J. A. Konstan: The MovieLens Datasets: History and Context, ACM Transactions on Interactive Intelligent Systems 5(4), 2015"},
		{Title: "GroupLens: MovieLens", URL: "https://grouplens.org/datasets/movielens/"},
	},
	Controls: controls(),
}

func init() {
	// Not in the literal: these refer to Exhibit.
	Exhibit.New = func(exhibit.Opener) exhibit.Session { return newSession() }
	Exhibit.Intake, Exhibit.Extend = intake, extend
}
