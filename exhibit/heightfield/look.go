package heightfield

import (
	"zscape/exhibit"
	"zscape/scene/space"
)

// heightKeys say what of the samples is drawn, on which scale, and which
// values colours stand for.
var heightKeys = []string{"zmin", "zmax", "clip", "zlog", "color", "colorf"}

func text(en, ja string) exhibit.Text { return exhibit.Text{En: en, Ja: ja} }

func toggleControl(key string, group, label exhibit.Text, def string) exhibit.Control {
	return exhibit.Control{Key: key, Kind: exhibit.Toggle, Label: label, Group: group, Default: def}
}

// contourControls are those of contour lines and bands.
func contourControls() []exhibit.Control {
	group := text("Contours", "等高線")
	count := exhibit.Slider("levels", group, text("Contour levels", "等高線の本数"), 10, 1, 60, 1, 30, 1)
	count.Whole = true
	return []exhibit.Control{
		toggleControl("contour", group, text("Contour lines on the surface", "曲面上の等高線"), "0"),
		toggleControl("floor", group, text("Contour lines on the floor", "床面の等高線"), "0"),
		count,
		{Key: "spacing", Kind: exhibit.Choice, Group: group, Label: text("Choice of levels", "等高線の値の選び方"), Default: "nice", Options: []exhibit.Option{
			{Value: "nice", Label: text("round numbers, about this many", "きりのよい値(本数は目安)")},
			{Value: "count", Label: text("evenly spaced, exactly this many", "等間隔(本数どおり)")}}},
		{Key: "at", Kind: exhibit.Word, Group: group, Label: text("Levels at", "等高線の値"), Check: checkLevels,
			Hint: text("A list, such as -1, 0, 2.5, or a step, such as step 0.25. Empty: the number above.",
				"値の列(例: -1, 0, 2.5)または間隔(例: step 0.25)。空欄なら上の本数。")},
		{Key: "fill", Kind: exhibit.Toggle, Group: group, Label: text("Fill between contour lines", "等高線の間を塗る"), Default: "0",
			Hint: text("In contour plots and maps and on coloured faces, by z.", "等高線図と面の色に適用。色は z で決まる。")},
		{Key: "labels", Kind: exhibit.Toggle, Group: group, Label: text("Label contour lines", "等高線に値を表示"), Default: "0",
			Hint: text("In contour plots and maps.", "等高線図に適用。")},
	}
}

// colorControls are those of what colours stand for.
func colorControls() []exhibit.Control {
	group := text("Colours", "配色")
	colormap := exhibit.ColormapControl(group, "viridis")
	colormap.Label = text("Colormap", "カラーマップ")
	return []exhibit.Control{
		colormap,
		{Key: exhibit.LinesKey, Kind: exhibit.Choice, Carry: true, Group: group, Label: text("Line colour", "線の色"), Default: "z", Options: []exhibit.Option{
			{Value: "z", Label: text("same as the faces", "面と同じ")}, {Value: "plain", Label: text("single colour", "単色")}}},
		{Key: "color", Kind: exhibit.Choice, Group: group, Label: text("Colour by", "色で表す量"), Default: "z", Options: []exhibit.Option{
			{Value: "z", Label: text("height z", "高さ z")},
			{Value: "slope", Label: text("slope, |grad z|", "傾き |grad z|")},
			{Value: "curvature", Label: text("mean curvature", "平均曲率")},
			{Value: "formula", Label: text("the formula below", "下の式")}}},
		{Key: "colorf", Kind: exhibit.Formula, Group: group, Label: text("Colour =", "色 ="), Default: "x+y", Complete: completeColor, Typeset: typesetColor, Check: OneLine,
			Options: []exhibit.Option{{Value: "x+y"}, {Value: "r"}, {Value: "theta"}, {Value: "abs(z)"}, {Value: "sin(3z)"}},
			Hint:    text("May use x, y, z, r, theta and the surface's parameters. Applies when Colour by is set to the formula.", "x, y, z, r, theta と曲面のパラメータが使える。「色で表す量」が「下の式」のとき有効。")},
		exhibit.Slider("opacity", group, text("Opacity of faces", "面の不透明度"), 1, 0.1, 1, 0.1, 1, 0.05),
	}
}

// barControls are those of the colour bar.
func barControls() []exhibit.Control {
	group := text("Colours", "配色")
	bar := toggleControl(exhibit.BarKey, group, text("Colour bar", "カラーバー"), "1")
	bar.Carry = true
	return []exhibit.Control{
		bar,
		toggleControl("hist", group, text("Histogram on the colour bar", "カラーバーにヒストグラム"), "0"),
	}
}

// axisControls are those of the box and its z axis.
func axisControls() []exhibit.Control {
	group := text("Axes", "軸")
	scale := func(key, en, ja string) exhibit.Control {
		return exhibit.Slider(key, group, text(en, ja), 1, 0.1, 10, 0.1, 3, 0.05)
	}
	return []exhibit.Control{
		{Key: "aspect", Kind: exhibit.Choice, Group: group, Label: text("Box proportions", "箱の比率"), Default: "auto", Options: []exhibit.Option{
			{Value: "auto", Label: text("automatic", "自動")},
			{Value: "box", Label: text("4 : 4 : 3", "4 : 4 : 3")},
			{Value: "data", Label: text("x and y to scale", "xとyを同じ縮尺で")},
			{Value: "equal", Label: text("x, y and z to scale", "x, y, zを同じ縮尺で")}}},
		scale("sx", "Stretch x", "xの伸縮"), scale("sy", "Stretch y", "yの伸縮"), scale("sz", "Stretch z", "zの伸縮"),
		{Key: "zmin", Kind: exhibit.Word, Group: group, Label: text("z from", "zの下限"), Check: checkLimit,
			Hint: text("A number. Empty: fitted to the surface.", "数値。空欄なら曲面に合わせる。")},
		{Key: "zmax", Kind: exhibit.Word, Group: group, Label: text("z to", "zの上限"), Check: checkLimit},
		{Key: "clip", Kind: exhibit.Toggle, Group: group, Label: text("Cut off beyond the z limits", "zの範囲外を切り取る"), Default: "1",
			Hint: text("If off, the surface is clamped: heights beyond a limit are drawn at the limit.", "オフのときは、範囲を超える高さを端の値に抑えて描く。")},
		{Key: "zlog", Kind: exhibit.Toggle, Group: group, Label: text("Logarithmic z axis", "z軸を対数に"), Default: "0",
			Hint: text("Values of 0 or less are left out.", "0以下の値は描かない。")},
		{Key: "poles", Kind: exhibit.Choice, Group: group, Label: text("At poles", "極の扱い"), Default: "cut", Options: []exhibit.Option{
			{Value: "cut", Label: text("cut off, with a gap", "切り取って隙間をあける")},
			{Value: "whole", Label: text("all samples shown", "すべてのサンプルを描く")}}},
		{Key: "steps", Kind: exhibit.Choice, Group: group, Label: text("At jumps", "不連続な段差"), Default: "walls", Options: []exhibit.Option{
			{Value: "walls", Label: text("joined by a wall", "壁でつなぐ")},
			{Value: "gaps", Label: text("left open", "隙間をあける")}}},
	}
}

// lightControls are those of the light on faces.
func lightControls() []exhibit.Control {
	group := text("Lighting", "照明")
	d := space.DefaultLighting
	return []exhibit.Control{
		exhibit.Slider("light", group, text("Diffuse light", "拡散光"), d.Diffuse, 0, 1, 0, 1, 0.02),
		exhibit.Slider("ambient", group, text("Ambient light", "環境光"), d.Ambient, 0, 1, 0, 1, 0.02),
		exhibit.Slider("lightaz", group, text("Light azimuth, degrees from the x axis", "光源の方位角(x軸から、度)"), d.Azimuth, -180, 180, -180, 180, 1),
		exhibit.Slider("lightel", group, text("Light elevation, degrees", "光源の仰角(度)"), d.Elevation, 0, 90, 0, 90, 1),
		exhibit.Slider("gloss", group, text("Gloss", "光沢"), d.Gloss, 0, 1, 0, 1, 0.05),
	}
}
