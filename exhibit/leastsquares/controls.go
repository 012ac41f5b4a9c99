package leastsquares

import (
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
)

// A set is what a button brings: patterns, and what suits them. What of
// presetKeys is not there gets its default.
type set struct {
	button, patterns string
	values           []keyValue
}

type keyValue struct{ key, value string }

var sets = []set{
	{"six", six, nil},
	{"three", "-1.2:0.9,-0.7:1.3,-1.5:0.3,-0.4:0.7,-1:0.4;1.1:1.2,0.6:0.6,1.5:0.5,0.9:0.1,1.7:1;0.1:-0.9,-0.5:-1.2,0.4:-1.5,0.7:-0.8,-0.2:-0.5",
		[]keyValue{{"rate", "0.02"}, {"s0", "-0.4"}, {"s1", "0.6"}}},
	{"mixed", "1.3,0.9,0.5,0.1,-0.6;0.4,-0.2,-0.7,-1.1,-1.4", []keyValue{{"rate", "0.03"}}},
	{"twin", "1.2:1.2,0.7:0.7,0.3:0.3,0:0;-0.4:-0.4,-0.5:-0.5,-1:-1,-1.4:-1.4",
		[]keyValue{{"rate", "0.04"}, {"axes", "w1w2"}, {"s0", "0"}, {"s1", "1.8"}, {"s2", "0.4"}}},
}

var presetKeys = []string{"disc", "plane", "curve", "rate", "axes", "s0", "s1", "s2"}

// six is the patterns of the book's example.
const six = "1.2,0.2,-0.2;-0.5,-1,-1.5"

// classes are the options of what is a class.
var classes = []exhibit.Option{
	{Value: "1", Label: exhibit.Text{En: "1", Ja: "1"}},
	{Value: "2", Label: exhibit.Text{En: "2", Ja: "2"}},
	{Value: "3", Label: exhibit.Text{En: "3", Ja: "3"}},
	{Value: "4", Label: exhibit.Text{En: "4", Ja: "4"}},
}

// The controls that only this exhibit has, by their groups.

var patternControls = []exhibit.Control{
	{Key: "p", Kind: exhibit.Word, Label: exhibit.Text{En: "Patterns by class", Ja: "クラスごとのパターン"}, Default: six, Check: checkPatterns,
		Hint: exhibit.Text{En: "Separate classes with ; and patterns with , as in 1.2,0.2;-0.5. With two features: 1:0.4,2:1;0:0.", Ja: "クラスは ; で、パターンは , で区切る(例: 1.2,0.2;-0.5)。2特徴なら 1:0.4,2:1;0:0。"}},
	{Key: "add", Kind: exhibit.Choice, Label: exhibit.Text{En: "Clicks add to class", Ja: "クリックで追加するクラス"}, Default: "1", Options: classes},
	{Key: "put", Kind: exhibit.Action, Label: exhibit.Text{En: "Add a pattern", Ja: "パターンを追加"}},
	{Key: "take", Kind: exhibit.Action, Label: exhibit.Text{En: "Remove the last pattern of this class", Ja: "このクラスの最後のパターンを削除"}},
	{Key: "six", Kind: exhibit.Action, Label: exhibit.Text{En: "The textbook's six patterns", Ja: "教科書の6パターン"}},
	{Key: "three", Kind: exhibit.Action, Label: exhibit.Text{En: "Three classes in the plane", Ja: "平面上の3クラス"}},
	{Key: "mixed", Kind: exhibit.Action, Label: exhibit.Text{En: "Not separable", Ja: "分離できない例"}},
	{Key: "twin", Kind: exhibit.Action, Label: exhibit.Text{En: "The same feature twice", Ja: "同じ特徴が二つ(階数落ち)"}},
}

var descentControls = []exhibit.Control{
	{Key: "disc", Kind: exhibit.Choice, Label: exhibit.Text{En: "Error surface of discriminant", Ja: "誤差曲面を描く識別関数"}, Default: "1", Options: classes},
	{Key: "rate", Kind: exhibit.Number, Label: exhibit.Text{En: "Learning rate", Ja: "学習率"}, Default: "0.05",
		Min: 1e-4, Max: 2, SlideMin: 0.005, SlideMax: 0.5, Step: 0.005},
	{Key: "above", Kind: exhibit.Action, Label: exhibit.Text{En: "Set the rate just above the stable limit", Ja: "学習率を安定な上限の少し上にする"}},
	{Key: "perceptron", Kind: exhibit.Toggle, Label: exhibit.Text{En: "Perceptron rule", Ja: "パーセプトロンの学習則"}, Default: "1"},
	{Key: "wh", Kind: exhibit.Toggle, Label: exhibit.Text{En: "Widrow-Hoff, one pattern at a time", Ja: "Widrow-Hoffの逐次則"}, Default: "1"},
	{Key: "gd", Kind: exhibit.Toggle, Label: exhibit.Text{En: "Gradient descent, all patterns", Ja: "最急降下法(全パターン)"}, Default: "1"},
	{Key: "steps", Kind: exhibit.Number, Label: exhibit.Text{En: "Steps", Ja: "ステップ数"}, Default: "120",
		Hint: exhibit.Text{En: "Each step uses one pattern; gradient descent uses all of them.", Ja: "1ステップで1パターンを使う。最急降下法では全パターン。"},
		Min:  1, Max: 10000, SlideMin: 10, SlideMax: 500, Step: 1, Whole: true},
	{Key: "pace", Kind: exhibit.Choice, Label: exhibit.Text{En: "Speed", Ja: "速さ"}, Default: "20", Options: []exhibit.Option{
		{Value: "5", Label: exhibit.Text{En: "5 steps per second", Ja: "毎秒5ステップ"}},
		{Value: "20", Label: exhibit.Text{En: "20 steps per second", Ja: "毎秒20ステップ"}},
		{Value: "60", Label: exhibit.Text{En: "60 steps per second", Ja: "毎秒60ステップ"}},
		{Value: "full", Label: exhibit.Text{En: "as fast as possible", Ja: "最高速"}}}},
	{Key: "order", Kind: exhibit.Choice, Label: exhibit.Text{En: "Order of the patterns", Ja: "パターンの順序"}, Default: "turn", Options: []exhibit.Option{
		{Value: "turn", Label: exhibit.Text{En: "in turn", Ja: "順番どおり"}}, {Value: "shuffled", Label: exhibit.Text{En: "shuffled", Ja: "毎回シャッフル"}}}},
	{Key: exhibit.SeedKey, Kind: exhibit.Number, Label: exhibit.Text{En: "Shuffle seed", Ja: "シャッフルのシード"}, Default: "1",
		Min: 0, Max: 1e6, SlideMin: 0, SlideMax: 100, Step: 1, Whole: true},
	{Key: "s0", Kind: exhibit.Number, Label: exhibit.Text{En: "Start, w0", Ja: "出発点 w0"},
		Default: "-0.5", Min: -100, Max: 100, SlideMin: -3, SlideMax: 3, Step: 0.05},
	{Key: "s1", Kind: exhibit.Number, Label: exhibit.Text{En: "Start, w1", Ja: "出発点 w1"},
		Default: "1.5", Min: -100, Max: 100, SlideMin: -3, SlideMax: 3, Step: 0.05},
	{Key: "s2", Kind: exhibit.Number, Label: exhibit.Text{En: "Start, w2", Ja: "出発点 w2"}, Hint: exhibit.Text{En: "With two features.", Ja: "2特徴のとき。"},
		Default: "0", Min: -100, Max: 100, SlideMin: -3, SlideMax: 3, Step: 0.05},
}

var lookControls = []exhibit.Control{
	{Key: "axes", Kind: exhibit.Choice, Label: exhibit.Text{En: "Weights on the axes", Ja: "誤差曲面の軸にとる重み"}, Default: "w0w1",
		Hint: exhibit.Text{En: "With two features: the third weight is optimal at each point.", Ja: "2特徴のとき。残りの重みは各点で最適な値。"}, Options: []exhibit.Option{
			{Value: "w0w1", Label: exhibit.Text{En: "w0 and w1", Ja: "w0とw1"}}, {Value: "w0w2", Label: exhibit.Text{En: "w0 and w2", Ja: "w0とw2"}}, {Value: "w1w2", Label: exhibit.Text{En: "w1 and w2", Ja: "w1とw2"}}}},
	{Key: exhibit.ModeKey, Kind: exhibit.Choice, Carry: true, Label: exhibit.Text{En: "Show the surface as", Ja: "曲面の表示"}, Default: "hidden", Options: []exhibit.Option{
		{Value: "hidden", Label: exhibit.Text{En: "wireframe, hidden lines removed", Ja: "ワイヤーフレーム(陰線消去)"}},
		{Value: "dimmed", Label: exhibit.Text{En: "wireframe, hidden lines dimmed", Ja: "ワイヤーフレーム(陰線を薄く)"}},
		{Value: "wireframe", Label: exhibit.Text{En: "wireframe, see-through", Ja: "ワイヤーフレーム(透過)"}},
		{Value: "surface", Label: exhibit.Text{En: "surface with grid lines", Ja: "曲面と格子線"}},
		{Value: "smooth", Label: exhibit.Text{En: "smooth surface", Ja: "滑らかな曲面"}}}},
	exhibit.ColormapControl(exhibit.Text{}, "class", exhibit.Option{Value: "class", Label: exhibit.Text{En: "colour of the class", Ja: "クラスの色"}}),
	{Key: "contour", Kind: exhibit.Toggle, Label: exhibit.Text{En: "Contour lines on the surface", Ja: "曲面上の等高線"}, Default: "0"},
	exhibit.ThemeControl(exhibit.Text{}),
}

func controls() []exhibit.Control {
	var list []exhibit.Control
	group := func(name exhibit.Text, controls []exhibit.Control) {
		for _, c := range controls {
			c.Group = name
			list = append(list, c)
		}
	}
	group(exhibit.Text{En: "Patterns", Ja: "パターン"}, patternControls)
	group(exhibit.Text{En: "Descent", Ja: "降下"}, descentControls)
	group(exhibit.Text{En: "Appearance", Ja: "表示"}, lookControls)
	list = append(list, plot2d.Limits("plane", "curve")...)
	list = append(list, plot2d.Hidden("hide")...)
	for _, c := range exhibit.CameraControls() {
		switch c.Key {
		case exhibit.AzimuthKey:
			c.Default = "-115"
		case exhibit.ElevationKey:
			c.Default = "48" // into the valley
		}
		list = append(list, c)
	}
	return list
}
