package graph

import (
	"zscape/compute/blockmodel"
	"zscape/exhibit"
	"zscape/exhibit/files"
	"zscape/exhibit/plot2d"
	"zscape/jobs/spectral"
	"zscape/scene"
)

func text(en, ja string) exhibit.Text { return exhibit.Text{En: en, Ja: ja} }

// What is shown.
const (
	bySpectral  = "spectral"
	byBlocks    = "blocks"
	byDetection = "detect"
)

// The cameras beside the one without a name.
const (
	flatCamera  = "flat"  // of the drawing in the plane
	eigenCamera = "eigen" // of the nodes by their eigenvectors, in space
)

func controls() []exhibit.Control {
	data, spectrum, blocks, drawing, look := text("Data", "データ"), text("Spectral clustering", "スペクトラルクラスタリング"),
		text("Stochastic block model", "確率的ブロックモデル"), text("Drawing", "グラフの描画"), text("Appearance", "表示")
	whole := func(c exhibit.Control) exhibit.Control { c.Whole = true; return c }
	hinted := func(c exhibit.Control, en, ja string) exhibit.Control { c.Hint = text(en, ja); return c }
	choice := func(key string, group, label exhibit.Text, options ...exhibit.Option) exhibit.Control {
		return exhibit.Control{Key: key, Kind: exhibit.Choice, Group: group, Label: label, Default: options[0].Value, Options: options}
	}
	toggle := func(key string, group, label exhibit.Text, on string) exhibit.Control {
		return exhibit.Control{Key: key, Kind: exhibit.Toggle, Group: group, Label: label, Default: on}
	}
	list := []exhibit.Control{
		choice("show", look, text("Method", "手法"),
			exhibit.Option{Value: bySpectral, Label: text("spectral clustering", "スペクトラルクラスタリング")},
			exhibit.Option{Value: byBlocks, Label: text("stochastic block model", "確率的ブロックモデル")},
			exhibit.Option{Value: byDetection, Label: text("where groups can no longer be found", "グループが見つからなくなる境目")}),
		whole(exhibit.Slider("K", look, text("K, groups", "K(グループの数)"), 4, 1, spectral.MaxGroups, 1, 12, 1)),
		whole(exhibit.Slider(exhibit.SeedKey, look, text("Random seed", "乱数シード"), 1, 0, 1e6, 0, 100, 1)),

		files.Control(text("name of the file", "ファイル名")),
		choice("data", data, text("Graph", "グラフ"),
			exhibit.Option{Value: "follow", Label: text("a follow graph, made up", "フォロー関係(架空)")},
			exhibit.Option{Value: "school", Label: text("friends at a high school, 1957 and 1958", "高校生の交友関係(1957・1958年)")},
			exhibit.Option{Value: "imports", Label: text("imports between Go's standard packages", "Go標準パッケージのimport関係")},
			exhibit.Option{Value: "six", Label: text("six nodes, few enough to try all partitions", "6ノードの小さなグラフ(全分割を列挙できる)")},
			exhibit.Option{Value: own, Label: text("your file", "自分のファイル")}),
		choice("years", data, text("Years of the school", "高校の調査年"),
			exhibit.Option{Value: "both", Label: text("either", "両方")}, exhibit.Option{Value: "1957", Label: text("1957", "1957年")}, exhibit.Option{Value: "1958", Label: text("1958", "1958年")}),
		hinted(whole(exhibit.Slider("sample", data, text("Made-up graph", "生成するグラフ"), 1, 0, 1e6, 0, 20, 1)), "Its number.", "グラフの番号。"),

		choice("laplacian", spectrum, text("Matrix", "行列"),
			exhibit.Option{Value: spectral.Sym, Label: text("symmetric Laplacian, D⁻¹ᐟ² L D⁻¹ᐟ²", "対称正規化ラプラシアン D⁻¹ᐟ² L D⁻¹ᐟ²")},
			exhibit.Option{Value: spectral.RW, Label: text("random-walk Laplacian, D⁻¹ L", "ランダムウォーク・ラプラシアン D⁻¹ L")},
			exhibit.Option{Value: spectral.None, Label: text("Laplacian, L = D − A", "ラプラシアン L = D − A")},
			exhibit.Option{Value: spectral.Bethe, Label: text("Bethe Hessian, (r² − 1) I − r A + D", "Bethe Hessian (r² − 1) I − r A + D")},
			exhibit.Option{Value: spectral.DISIM, Label: text("DI-SIM: directed, senders and receivers", "DI-SIM(有向、送り手と受け手)")}),
		hinted(choice("links", spectrum, text("Undirected link if", "無向リンクとみなす条件"),
			exhibit.Option{Value: spectral.Or, Label: text("linked either way", "どちらかの向きにリンクがある")},
			exhibit.Option{Value: spectral.And, Label: text("linked both ways", "両方の向きにリンクがある")},
			exhibit.Option{Value: spectral.Sum, Label: text("linked: weights of both ways are added", "両方の向きの重みの和")}), "DI-SIM keeps directions.", "DI-SIMは向きを区別する。"),
		hinted(toggle("regular", spectrum, text("Regularize: add the mean degree to all degrees", "正則化: すべての次数に平均次数を加える"), "0"), "Laplacians only; DI-SIM always does.", "ラプラシアンのみ。DI-SIMではつねに加える。"),
		choice("assign", spectrum, text("Groups from eigenvectors by", "固有ベクトルからグループを作る方法"),
			exhibit.Option{Value: spectral.KMeans, Label: text("k-means", "k-means")},
			exhibit.Option{Value: spectral.Rows, Label: text("k-means, rows scaled to length 1", "k-means(行を長さ1に正規化)")},
			exhibit.Option{Value: spectral.QR, Label: text("pivoted QR (cluster_qr)", "ピボット付きQR(cluster_qr)")}),
		choice("isolated", spectrum, text("Nodes without links", "孤立ノード"),
			exhibit.Option{Value: spectral.Own, Label: text("a group of their own", "独立したグループにする")},
			exhibit.Option{Value: spectral.Drop, Label: text("left out", "除外する")},
			exhibit.Option{Value: spectral.Keep, Label: text("as all others", "ほかのノードと同じに扱う")}),
		choice("vectors", spectrum, text("Eigenvectors as", "固有ベクトルの図"),
			exhibit.Option{Value: inPlane, Label: text("nodes in the plane (PCA)", "平面上のノード(主成分分析)")},
			exhibit.Option{Value: inSpace, Label: text("nodes in space (PCA)", "空間内のノード(主成分分析)")},
			exhibit.Option{Value: asEntries, Label: text("entries, in the order of the matrix", "成分(行列の順)")}),

		choice("groups", blocks, text("Partitions", "分割"),
			exhibit.Option{Value: "one", Label: text("one: senders and receivers alike", "一つ(送り手・受け手共通)")},
			exhibit.Option{Value: "two", Label: text("two: senders, and receivers", "二つ(送り手と受け手で別)")}),
		hinted(choice("prior", blocks, text("Number of groups", "グループの数"),
			exhibit.Option{Value: "fixed", Label: text("K", "K個に固定")},
			exhibit.Option{Value: "crp", Label: text("unknown (Chinese restaurant process)", "未知(中華料理店過程)")}), "With K, some groups may stay empty.", "K個に固定しても、空のグループがありうる。"),
		choice("model", blocks, text("Links are", "リンクのモデル"),
			exhibit.Option{Value: "bernoulli", Label: text("there or not (Bernoulli)", "あるかないか(ベルヌーイ分布)")},
			exhibit.Option{Value: "poisson", Label: text("counts (Poisson)", "個数(ポアソン分布)")},
			exhibit.Option{Value: "degrees", Label: text("counts, corrected for degrees", "個数(次数補正つき)")}),
		exhibit.Slider("alpha", blocks, text("Concentration α", "集中度 α"), 1, 1e-3, 1e3, 0.1, 5, 0.1),
		toggle("merge", blocks, text("Merge and split moves", "併合・分割の提案"), "1"),
		whole(exhibit.Slider("sweeps", blocks, text("Sweeps", "スイープ数"), 3000, 10, 100_000, 100, 5000, 100)),
		hinted(choice("shown", blocks, text("Groups shown", "表示する分割"),
			exhibit.Option{Value: "chain", Label: text("chain 1 as it is now", "チェーン1の現在の分割")},
			exhibit.Option{Value: "centroid", Label: text("the centroid of all draws", "全標本の中心(VI重心)")}), "The centroid is the partition nearest to the draws of all chains by variation of information.", "重心は、全チェーンの標本への情報量変動(VI)の平均が最小の分割。"),
		toggle("density", blocks, text("Tint blocks by density", "ブロックを密度で色づけする"), "1"),
		choice("trace", blocks, text("Trace of", "トレースする量"),
			exhibit.Option{Value: "joint", Label: text("log joint probability", "対数同時確率")},
			exhibit.Option{Value: "groups", Label: text("number of groups", "グループの数")},
			exhibit.Option{Value: "entropy", Label: text("entropy of group sizes", "グループの大きさのエントロピー")}),
		hinted(toggle("raw", blocks, text("Raw group numbers", "グループ番号をそのまま表示"), "0"), "Shows why the number of a group means nothing: label switching.", "グループの番号に意味がないこと(ラベルスイッチング)を見るためのもの。"),
		hinted(toggle("icl", blocks, text("Compare numbers of groups (ICL)", "グループの数を比べる(ICL)"), "0"), "The best partition that is found with each K.", "各Kについて、見つかった最良の分割の値。"),
		hinted(toggle("exact", blocks, text("Try all partitions", "すべての分割を調べる"), "0"), "Up to 10 nodes; 7 with two partitions.", "10ノードまで。分割が二つなら7ノードまで。"),
		exhibit.Control{Key: "moved", Kind: exhibit.Word, Hidden: true, Label: text("nodes moved by hand: partition,node,group;...", "手で移したノード: 分割,ノード,グループ;..."), Check: checkMoved},

		choice("dims", drawing, text("Drawing", "描画"),
			exhibit.Option{Value: "2", Label: text("in the plane", "平面")}, exhibit.Option{Value: "3", Label: text("in space", "空間")}),
		toggle("names", drawing, text("Names of nodes", "ノードの名前"), "1"),
		exhibit.Control{Key: "pins", Kind: exhibit.Word, Hidden: true, Label: text("pinned nodes: number,x,y,z;...", "固定したノード: 番号,x,y,z;..."), Check: checkPins},

		choice("cells", look, text("Matrix shows", "行列の図に示すもの"),
			exhibit.Option{Value: adjacencyCells, Label: text("links (adjacency matrix)", "リンク(隣接行列)")},
			exhibit.Option{Value: degreeCells, Label: text("degrees (degree matrix)", "次数(次数行列)")},
			exhibit.Option{Value: eigenCells, Label: text("the matrix whose eigenvectors are used", "固有ベクトルを使う行列")}),
		choice("order", look, text("Order of rows and columns", "行と列の順序"),
			exhibit.Option{Value: "groups", Label: text("by group", "グループ順")}, exhibit.Option{Value: "file", Label: text("as in the data", "データのとおり")},
			exhibit.Option{Value: "degree", Label: text("by degree", "次数順")}, exhibit.Option{Value: "label", Label: text("by label", "ラベル順")}),
		choice("from", look, text("Animated from", "動画の始まりの順序"),
			exhibit.Option{Value: "file", Label: text("as in the data", "データのとおり")}, exhibit.Option{Value: "groups", Label: text("by group", "グループ順")},
			exhibit.Option{Value: "degree", Label: text("by degree", "次数順")}, exhibit.Option{Value: "label", Label: text("by label", "ラベル順")}),
		choice("colour", look, text("Colours show", "色が表すもの"),
			exhibit.Option{Value: "groups", Label: text("the groups that were found", "見つかったグループ")}, exhibit.Option{Value: "label", Label: text("the labels of the data", "データのラベル")}),
		hinted(choice("side", look, text("Groups of", "どちらのグループを見るか"),
			exhibit.Option{Value: senders, Label: text("senders", "送り手")},
			exhibit.Option{Value: receivers, Label: text("receivers", "受け手")}), "DI-SIM and two partitions only: colours, singular vectors, and who is together.", "DI-SIMと、分割が二つの場合のみ。色、特異ベクトル、同じグループになる割合の図に反映される。"),
		exhibit.PositionControl(text("way between the two orders", "二つの順序の間の位置"), "1"),
		exhibit.RepeatControl(look, "once"),
		exhibit.SpeedControl(look),
		exhibit.ThemeControl(look),
		choice("table", look, text("Table below", "下の表"),
			exhibit.Option{Value: ofNothing, Label: text("none", "なし")},
			exhibit.Option{Value: ofMethod, Label: text("what the method found", "手法の結果")},
			exhibit.Option{Value: ofNodes, Label: text("the nodes", "ノードの一覧")},
			exhibit.Option{Value: ofStan, Label: text("block models in Stan: why they do not converge", "Stanのブロックモデルが収束しない理由")}),
	}
	list = append(append(list, detectionControls()...), exhibit.PlayControl())
	list = append(list, exhibit.CameraControls()...)
	list = append(list, exhibit.AimControls(flatCamera, scene.DefaultCamera)...)
	list = append(list, exhibit.AimControls(eigenCamera, scene.Camera{Azimuth: scene.DefaultCamera.Azimuth, Elevation: scene.DefaultCamera.Elevation, Zoom: 1.5})...)
	list = append(list, plot2d.Limits("lmatrix", "lvalues", "lvectors", "lentries", "ltrace", "ltogether", "licl", "lexact", "lall", "ldetect")...)
	return append(list, plot2d.Hidden("hide", "hidemethods")...)
}

// linksModel returns the model of links that a State asks for.
func linksModel(st exhibit.State) blockmodel.Links {
	return map[string]blockmodel.Links{"bernoulli": blockmodel.Bernoulli, "poisson": blockmodel.Poisson, "degrees": blockmodel.DegreeCorrected}[st.Text("model")]
}

// chains is how many chains of a block model there are.
const chains = 4
