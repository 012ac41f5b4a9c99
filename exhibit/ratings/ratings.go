// Package ratings is the exhibit of the factorization of a matrix of users'
// ratings of items, such as movies: ten methods on the same table, their errors on what they
// learn from and on what is held out, and the matrix that each makes of it.
package ratings

import (
	"math"

	"zscape/compute/lang"
	"zscape/exhibit"
)

// methods is the summary but for what the table is.
var methods = text(" The objective falls, but what counts is the error on held-out ratings, compared with a baseline that ignores individual taste. Raise R, and training and held-out error diverge; raise the learning rate, and gradient descent diverges. Drop your own u.data or any table of ratings: it never leaves this browser.",
	"目的関数は下がるが、大事なのは検証用の評価に対する誤差であり、それが個人の好みを考えないベースラインより小さいかどうかである。Rを大きくすると学習用と検証用の誤差が離れ、学習率を上げると勾配降下は発散する。自分の u.data など、評価の表をドロップしてもよい。ファイルはこのブラウザの外に出ない。")

// Summary says what the visitor's own table is.
func (s *session) Summary() exhibit.Text {
	t := s.data.table
	if !s.data.own {
		return Exhibit.Summary
	}
	filled := exhibit.FormatNumber(math.Round(1000*float64(t.Len())/float64(t.Users)/float64(t.Items)) / 10)
	return lang.Sprintf("A table of %v of %v by %v: %s %% of the cells are filled. Each method approximates this matrix with R factors per user and per %v.%v",
		"%[3]v人のユーザが%[2]vにつけた評価%[1]v件の表で、%[4]s%%が埋まっている。各手法はその行列を、ユーザと%[5]vのR個の因子で近似する。%[6]v",
		lang.Count(t.Len(), "rating", "ratings"), count(t), lang.Count(t.Users, "user", "users"), filled, thing(t), methods)
}

// Exhibit is the entry in the gallery.
var Exhibit = &exhibit.Exhibit{
	Name:  "ratings",
	Title: exhibit.Text{En: "Ratings, factorized", Ja: "評価行列の因子分解"},
	Label: exhibit.Text{En: "Ratings", Ja: "評価行列"},
	Summary: exhibit.Text{
		En: "943 users have rated 1682 movies; 6 % of the cells are filled. Each method approximates this matrix with R factors per user and per movie." +
			methods.En,
		Ja: "943人が1682本の映画につけた評価は、全体の6%しか埋まっていない。各手法はその行列を、ユーザと映画のR個の因子で近似する。" +
			methods.Ja},
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
