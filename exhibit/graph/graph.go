// Package graph is the exhibit of who follows whom: the groups of a graph's nodes, by the
// eigenvectors of its Laplacians, and by chains that draw from the posterior of a stochastic
// block model.
package graph

import "zscape/exhibit"

// Exhibit is the entry in the gallery.
var Exhibit = &exhibit.Exhibit{
	Name:  "graph",
	Title: exhibit.Text{En: "Who follows whom", Ja: "誰が誰をフォローしているか"},
	Label: exhibit.Text{En: "Graph", Ja: "グラフ"},
	Summary: exhibit.Text{
		En: "Which accounts belong together, when all that is known is who follows whom? Two answers to compare: spectral clustering, which uses eigenvectors of a Laplacian and takes links both ways for one, and a stochastic block model, which keeps their directions and says how sure it is. Point at a node to find its row, its column and its neighbours in every view; drag its row over another group to see what that would change. Drop your own file: an adjacency matrix, a list of links, GraphML, GML, Pajek and others; it never leaves this browser.",
		Ja: "わかっているのが「誰が誰をフォローしているか」だけのとき、どのアカウントが同じ仲間だろうか。二つの答えを比べる。ラプラシアンの固有ベクトルを使うスペクトラルクラスタリング(リンクの向きは無視する)と、向きを区別し、確信の度合いも示す確率的ブロックモデルである。ノードを指すと、その行・列・隣接ノードがすべての図で示される。行列の行を別のグループまでドラッグすると、移した場合の変化がわかる。隣接行列、リンクの一覧、GraphML、GML、Pajek など、自分のファイルをドロップしてもよい。ファイルはこのブラウザの外に出ない。"},
	Formula: `<math display="block"><mi>L</mi><mo>=</mo><mi>D</mi><mo>−</mo><mi>A</mi></math><math display="block"><msub><mi>L</mi><mtext>sym</mtext></msub><mo>=</mo><msup><mi>D</mi><mrow><mo>−</mo><mn>1</mn><mo>/</mo><mn>2</mn></mrow></msup><mi>L</mi><msup><mi>D</mi><mrow><mo>−</mo><mn>1</mn><mo>/</mo><mn>2</mn></mrow></msup></math><math display="block"><msub><mi>L</mi><mtext>rw</mtext></msub><mo>=</mo><msup><mi>D</mi><mrow><mo>−</mo><mn>1</mn></mrow></msup><mi>L</mi></math><math display="block"><mi>p</mi><mo stretchy="false">(</mo><msub><mi>A</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub><mo>=</mo><mn>1</mn><mo stretchy="false">)</mo><mo>=</mo><msub><mi>θ</mi><mrow><msub><mi>z</mi><mi>i</mi></msub><msub><mi>w</mi><mi>j</mi></msub></mrow></msub><mo>,</mo><mspace width="1em"/><msub><mi>θ</mi><mrow><mi>k</mi><mi>l</mi></mrow></msub><mo>∼</mo><mi>Beta</mi><mo stretchy="false">(</mo><mi>a</mi><mo>,</mo><mi>b</mi><mo stretchy="false">)</mo></math>`,
	Sources: []exhibit.Source{
		{Title: "U. von Luxburg: A tutorial on spectral clustering, Statistics and Computing 17, 2007"},
		{Title: "C. Kemp, J. B. Tenenbaum, T. L. Griffiths, T. Yamada, N. Ueda: Learning systems of concepts with an infinite relational model, AAAI 2006"},
		{Title: "A. F. McDaid, T. B. Murphy, N. Friel, N. J. Hurley: Improved Bayesian inference for the stochastic block model with application to large networks, Computational Statistics & Data Analysis 60, 2013"},
		{Title: "T. P. Peixoto: Merge-split Markov chain Monte Carlo for community detection, Physical Review E 102, 2020"},
		{Title: "A. Decelle, F. Krzakala, C. Moore, L. Zdeborová: Asymptotic analysis of the stochastic block model for modular networks and its algorithmic applications, Physical Review E 84, 2011"},
		{Title: "E. Mossel, A. Sly, Y. Sohn: Exact phase transitions for stochastic block models and reconstruction on trees, 2022", URL: "https://arxiv.org/abs/2212.03362"},
		{Title: "J. S. Coleman: Introduction to Mathematical Sociology, 1964"},
	},
	Controls: controls(),
	ExtendBy: append([]string{"data"}, fileKeys...),
}

func init() {
	// Not in the literal: these refer to Exhibit.
	Exhibit.New = func(exhibit.Opener) exhibit.Session { return newSession() }
	Exhibit.Intake, Exhibit.Extend = intake, extend
}
