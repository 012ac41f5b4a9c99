package ratings

import (
	"zscape/compute/factor"
	"zscape/exhibit"
	"zscape/exhibit/files"
	"zscape/exhibit/plot2d"
	"zscape/jobs/factorize"
)

func text(en, ja string) exhibit.Text { return exhibit.Text{En: en, Ja: ja} }

// names are what the methods are called, in the panel and in the picture.
var names = map[string]struct {
	label exhibit.Text
	short string
	on    string // by default
}{
	factorize.First:             {text("First order: gradient descent, missing = 0", "一次法: 勾配降下、欠損値=0"), "first order", "1"},
	factorize.Second:            {text("Second order: ridge solutions, missing = 0", "二次法: リッジ解、欠損値=0"), "second order", "1"},
	factorize.FirstPlus:         {text("First order, non-negative", "一次法、非負"), "first order, >= 0", "0"},
	factorize.SecondPlus:        {text("Second order, non-negative", "二次法、非負"), "second order, >= 0", "0"},
	factorize.ExcludedAsPrinted: {text("Missing values excluded, as printed: from the error only", "欠損値を除外(文献の印刷どおり: 誤差のみ)"), "excluded as printed", "0"},
	factorize.ExcludedProperly:  {text("Missing values excluded, as intended: first order", "欠損値を除外(本来の意図どおり: 一次法)"), "excluded as intended", "0"},
	factorize.Completion:        {text("Missing values replaced by predictions, non-negative", "欠損値を予測で補完、非負"), "completed", "0"},
	factorize.ALS:               {text("ALS on observed ratings, with biases", "観測された評価のみのALS(バイアスつき)"), "ALS", "1"},
	factorize.SGD:               {text("SGD on observed ratings, with biases", "観測された評価のみのSGD(バイアスつき)"), "SGD", "1"},
	factorize.Biases:            {text("Biases only, the baseline", "バイアスのみ(ベースライン)"), "biases only", "1"},
}

func controls() []exhibit.Control {
	methods, fit, data, look := text("Methods", "手法"), text("Factorization", "因子分解"), text("Data", "データ"), text("Appearance", "表示")
	single := text("One user", "一人のユーザ")
	people := text("Maps of users and items", "ユーザとアイテムの図")
	whole := func(c exhibit.Control) exhibit.Control { c.Whole = true; return c }
	hinted := func(c exhibit.Control, en, ja string) exhibit.Control { c.Hint = text(en, ja); return c }
	var list []exhibit.Control
	for _, m := range factorize.Methods {
		list = append(list, exhibit.Control{Key: m, Kind: exhibit.Toggle, Group: methods, Label: names[m].label, Default: names[m].on})
	}
	list = append(list,
		whole(exhibit.Slider("R", fit, text("R, factors", "R(因子の数)"), 5, 1, factor.MaxR, 1, 40, 1)),
		exhibit.Slider("rate", fit, text("Learning rate, first order", "学習率(一次法)"), 0.001, 1e-6, 1, 0.0002, 0.006, 0.0001),
		exhibit.Slider("damp", fit, text("Damping, second order", "ダンピング係数(二次法)"), 1, 0.01, 2, 0.05, 1, 0.05),
		hinted(exhibit.Slider("reg", fit, text("Regularization", "正則化"), 0.01, 0, 1e4, 0, 1, 0.01), "For the first seven methods.", "最初の7つの手法に適用。"),
		exhibit.Slider("ridge", fit, text("Regularization, ALS and biases", "正則化(ALS・バイアス)"), 8, 0, 1e4, 0, 40, 0.5),
		exhibit.Slider("step", fit, text("Learning rate, SGD", "学習率(SGD)"), 0.01, 1e-5, 1, 0.001, 0.05, 0.001),
		hinted(exhibit.Slider("weight", fit, text("Regularization, SGD", "正則化(SGD)"), 0.06, 0, 10, 0, 0.3, 0.01), "Applied once for each rating.", "評価1件ごとに適用。"),
		whole(exhibit.Slider("epochs", fit, text("Epochs", "エポック数"), 40, 1, factorize.MaxEpochs, 1, 200, 1)),
		whole(exhibit.Slider(exhibit.SeedKey, fit, text("Random seed", "乱数シード"), 1, 0, 1e6, 0, 100, 1)),

		exhibit.Slider("held", data, text("Held-out share", "検証用の割合"), 0.2, 0, 0.9, 0, 0.5, 0.05),
		hinted(whole(exhibit.Slider("sample", data, text("Generated table", "生成する表"), 1, 0, 1e6, 0, 20, 1)), "Its number, used while no file is open.", "表の番号。ファイルを開いていないときに使う。"),
		files.Control(text("ratings file", "評価のファイル")),

		exhibit.Control{Key: "show", Kind: exhibit.Choice, Group: look, Label: text("Show", "表示する図"), Default: "fit", Options: []exhibit.Option{
			{Value: "fit", Label: text("errors and matrices", "誤差と行列")},
			{Value: "users", Label: text("map of the user factors", "ユーザ因子の図")},
			{Value: "movies", Label: text("map of the item factors", "アイテム因子の図")},
			{Value: "user", Label: text("one user, or you", "一人のユーザ、またはあなた")}}},
		hinted(whole(exhibit.Slider("user", single, text("User", "ユーザ"), 1, 0, 300_000, 0, 943, 1)), "Row of the table, from 1; 0 is you.", "表の行番号(1から)。0はあなた。"),
		exhibit.Control{Key: "you", Kind: exhibit.Word, Group: single, Label: text("Your ratings", "あなたの評価"), Default: "", Check: checkRated,
			Hint: text("Item IDs and ratings, such as 50:5, 181:4. The table below lists the most rated items with their IDs.", "アイテムのIDと評価(例: 50:5, 181:4)。下の表に、評価の多いアイテムとそのIDがある。")},
		exhibit.Control{Key: "of", Kind: exhibit.Choice, Group: look, Label: text("Method shown", "表示する手法"), Default: "auto", Options: methodOptions()},
		exhibit.Control{Key: "curve", Kind: exhibit.Choice, Group: look, Label: text("Curves", "曲線"), Default: "test",
			Hint: text("Errors use the predictions as computed, not clipped to the rating scale.", "誤差は、予測を評価の範囲に収めずに計算する。"), Options: []exhibit.Option{
				{Value: "test", Label: text("held-out and training error", "検証用と学習用の誤差")},
				{Value: "objective", Label: text("objective J of each method", "目的関数 J(手法ごと)")}}},
		exhibit.Control{Key: "log", Kind: exhibit.Toggle, Group: look, Label: text("Logarithmic error axis", "誤差の軸を対数に"), Default: "1"},
		exhibit.Control{Key: "range", Kind: exhibit.Choice, Group: look, Label: text("Colour range of the prediction", "予測の色の範囲"), Default: "shared",
			Hint: text("Predictions beyond the rating scale take the colour of its end.", "評価の範囲を超える予測は端の色になる。"), Options: []exhibit.Option{
				{Value: "shared", Label: text("same as the ratings", "評価と同じ範囲")}, {Value: "own", Label: text("minimum to maximum of the prediction", "予測自身の範囲")}}},
		exhibit.Control{Key: "by", Kind: exhibit.Choice, Group: people, Label: text("Colour users by", "ユーザの色分け"), Default: "occupation", Options: []exhibit.Option{
			{Value: "occupation", Label: text("occupation", "職業")}, {Value: "age", Label: text("age", "年齢")}, {Value: "sex", Label: text("sex", "性別")}}},
		exhibit.Control{Key: "mark", Kind: exhibit.Word, Group: people, Label: text("Highlight group", "強調するグループ"), Default: "",
			Hint: text("The name of a group, such as student. Empty: none.", "グループの名前(例: student)。空欄ならなし。"), Options: []exhibit.Option{{Value: "student"}, {Value: "programmer"}, {Value: "educator"}, {Value: "Comedy"}}},
		exhibit.Slider("perplexity", people, text("Perplexity", "パープレキシティ"), 30, 1, 300, 2, 100, 1),
		exhibit.Slider("exaggeration", people, text("Early exaggeration", "初期の誇張"), 12, 1, 100, 1, 30, 1),
		hinted(exhibit.Slider("theta", people, text("Barnes-Hut theta", "Barnes-Hut の θ"), 0.5, 0, 1, 0, 1, 0.05), "0 computes all pairs exactly.", "0ならすべての対を厳密に計算する。"),
		whole(exhibit.Slider("iterations", people, text("Iterations", "反復回数"), 750, 1, 5000, 50, 2000, 50)),
		exhibit.ColormapControl(look, "Blues"),
		exhibit.ThemeControl(look),
	)
	list = append(list, plot2d.Limits("lcurve", "lgiven", "lmade", "lleft", "lpca", "ltsne", "lperson")...)
	return append(list, plot2d.Hidden("hide")...)
}

func methodOptions() []exhibit.Option {
	list := []exhibit.Option{{Value: "auto", Label: text("the last enabled method", "有効な最後の手法")}}
	for _, m := range factorize.Methods {
		list = append(list, exhibit.Option{Value: m, Label: names[m].label})
	}
	return list
}
