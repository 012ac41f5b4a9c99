package notebook

import (
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
)

func controls() []exhibit.Control {
	T := func(en, ja string) exhibit.Text { return exhibit.Text{En: en, Ja: ja} }
	plots, progress, motion, look := T("Plots", "図"), T("Progress bar", "進捗バー"), T("Animation", "アニメーション"), T("Appearance", "表示")
	list := []exhibit.Control{
		{Key: "n", Kind: exhibit.Number, Group: plots, Label: T("num_data, points of the scatter plot", "num_data(散布図の点の数)"),
			Default: "50", Min: 1, Max: 200, Step: 1, Whole: true},
		{Key: "show", Kind: exhibit.Choice, Group: plots, Label: T("Show", "表示する図"), Default: "all", Options: []exhibit.Option{
			{Value: "all", Label: T("all five", "五つすべて")},
			{Value: "scatter", Label: T("scatter plot", "散布図")},
			{Value: "line", Label: T("line chart", "折れ線グラフ")},
			{Value: "sine", Label: T("animated sine", "動く正弦波")},
			{Value: "wireframe", Label: T("wireframe", "ワイヤーフレーム")},
			{Value: "bar", Label: T("progress bar", "進捗バー")}}},

		{Key: "steps", Kind: exhibit.Number, Group: progress, Label: T("Steps", "ステップ数"), Default: "100",
			Min: 1, Max: 10000, SlideMin: 1, SlideMax: 500, Step: 1, Whole: true},
		{Key: "ms", Kind: exhibit.Number, Group: progress, Label: T("Step duration, ms", "1ステップの時間 (ms)"), Default: "10",
			Min: 0.01, Max: 1000, SlideMin: 1, SlideMax: 100, Step: 1},

		exhibit.PositionControl(T("position of the animation, 0 to 1", "アニメーションの位置 (0〜1)"), "0"),
		exhibit.RepeatControl(motion, "loop"),
		exhibit.SpeedControl(motion),

		{Key: exhibit.ModeKey, Kind: exhibit.Choice, Carry: true, Group: look, Label: T("Wireframe", "ワイヤーフレーム"), Default: "hidden", Options: []exhibit.Option{
			{Value: "hidden", Label: T("hidden lines removed", "陰線消去")},
			{Value: "wireframe", Label: T("see-through", "透過")},
			{Value: "surface", Label: T("surface", "曲面")}}},
		exhibit.ColormapControl(look, "viridis"),
		exhibit.ThemeControl(look),
	}
	list = append(list, plot2d.Limits("lscatter", "lline", "lsine", "brush")...)
	list = append(list, plot2d.Hidden("hscatter", "hsine")...)
	return append(list, exhibit.CameraControls()...)
}
