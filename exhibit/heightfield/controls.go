package heightfield

import (
	"slices"

	"zscape/exhibit"
	"zscape/scene/space"
)

// Lattice is where an exhibit samples its surface at first: at intervals of Step
// or, if that is 0, at NX and NY places along the axes.
type Lattice struct {
	XMin, XMax, YMin, YMax float64
	Step                   float64
	NX, NY                 int
}

// Modes are the ways to show a surface, by the values of exhibit.ModeKey. Other
// values are flat plots.
var Modes = map[string]space.SurfaceMode{
	"wireframe": space.Wireframe, "hidden": space.Hidden, "dimmed": space.Dimmed,
	"surface": space.Faces, "smooth": space.Smooth,
}

// lookKeys change what is cached with the samples.
var lookKeys = []string{exhibit.ModeKey, exhibit.ColormapKey, exhibit.LinesKey, "levels", "spacing", "contour", "rstride", "cstride", "aspect", "floor",
	"at", "fill", "labels", "opacity", "sx", "sy", "sz", "light", "ambient", "lightaz", "lightel", "gloss", "hist"}

// Controls returns own followed by the controls that all surfaces share. The
// end surface is at first the State goal.
func Controls(own []exhibit.Control, l Lattice, goal string) []exhibit.Control {
	T := func(en, ja string) exhibit.Text { return exhibit.Text{En: en, Ja: ja} }
	lattice, look, motion := T("Grid", "格子"), T("Appearance", "表示"), T("Morph", "変形")
	whole := func(c exhibit.Control, hint exhibit.Text) exhibit.Control { c.Whole, c.Hint = true, hint; return c }
	automatic := T("0 chooses a readable number of lines.", "0は見やすい本数を自動で選ぶ。")

	step := exhibit.Slider("step", lattice, T("step", "刻み幅"), l.Step, 0, 1e6, 0.02, 1, 0.01)
	step.ExclusiveMinimum = true
	density := []exhibit.Control{step}
	if l.Step == 0 {
		density = []exhibit.Control{
			whole(exhibit.Slider("nx", lattice, T("samples along x", "x方向のサンプル数"), float64(l.NX), 2, 4000, 2, 401, 1), exhibit.Text{}),
			whole(exhibit.Slider("ny", lattice, T("samples along y", "y方向のサンプル数"), float64(l.NY), 2, 4000, 2, 401, 1), exhibit.Text{}),
		}
	}

	controls := append([]exhibit.Control(nil), own...)
	controls = append(controls,
		exhibit.Control{Key: exhibit.ModeKey, Kind: exhibit.Choice, Carry: true, Group: look, Label: T("Show as", "表示方法"), Default: "hidden", Options: []exhibit.Option{
			{Value: "hidden", Label: T("wireframe, hidden lines removed", "ワイヤーフレーム(陰線消去)")},
			{Value: "dimmed", Label: T("wireframe, hidden lines dimmed", "ワイヤーフレーム(陰線を薄く)")},
			{Value: "wireframe", Label: T("wireframe, see-through", "ワイヤーフレーム(透過)")},
			{Value: "surface", Label: T("surface with grid lines", "曲面と格子線")},
			{Value: "smooth", Label: T("smooth surface", "滑らかな曲面")},
			{Value: "contour", Label: T("contour plot from above", "等高線図(真上から)")}}},
	)
	// Addresses list keys in this order; the panel goes by groups.
	controls = slices.Concat(controls, colorControls(), contourControls())
	controls = append(controls,
		whole(exhibit.Slider("rstride", look, T("Row stride", "行の間引き (rstride)"), 0, 0, 1000, 0, 20, 1), automatic),
		whole(exhibit.Slider("cstride", look, T("Column stride", "列の間引き (cstride)"), 0, 0, 1000, 0, 20, 1), automatic),
	)
	controls = append(controls, toggleControl("dots", look, T("Sample points", "サンプル点を表示"), "0"))
	controls = append(controls, axisControls()...)
	controls = append(controls,
		multiplesControl(look),
		exhibit.Control{Key: "beside", Kind: exhibit.Choice, Group: look, Label: T("Companion view", "横に並べる図"), Default: "none", Options: []exhibit.Option{
			{Value: "none", Label: T("nothing", "なし")},
			{Value: "map", Label: T("contour map, linked", "等高線図(連動)")},
			{Value: "profiles", Label: T("profiles through the pointer", "ポインタを通る断面図")},
			{Value: "section", Label: T("cross-section with draggable ends", "両端を動かせる断面")}}},
		sectionControl(),
	)
	controls = append(controls, barControls()...)
	controls = append(controls, exhibit.ThemeControl(look))
	controls = append(controls, lightControls()...)
	controls = append(controls,
		exhibit.Control{Key: exhibit.GoalKey, Kind: exhibit.Word, Group: motion, Label: T("Morph into", "変形先"), Default: goal,
			Hint:    T("A surface, written as in the address: waves?ax=2. Empty: none.", "曲面をアドレスと同じ書き方で入力する(例: waves?ax=2)。空欄ならなし。"),
			Options: []exhibit.Option{{Value: "gaussian"}, {Value: "waves"}}},
		exhibit.Control{Key: "keep", Kind: exhibit.Action, Group: motion, Label: T("Use this surface as the end", "この曲面を変形先にする")},
		exhibit.Control{Key: "swap", Kind: exhibit.Action, Group: motion, Label: T("Swap start and end", "始めと終わりを交換")},
		exhibit.PositionControl(T("position in the morph, 0 to 1", "変形の位置 (0〜1)"), "0"),
		exhibit.Control{Key: "ease", Kind: exhibit.Choice, Group: motion, Label: T("Easing", "緩急"), Default: "smooth", Options: []exhibit.Option{
			{Value: "smooth", Label: T("ease in and out", "緩急あり")}, {Value: "linear", Label: T("linear", "等速")}}},
		exhibit.RepeatControl(motion, "once"),
		exhibit.SpeedControl(motion),

		exhibit.Slider("xmin", lattice, T("x from", "xの下限"), l.XMin, -1e6, 1e6, -10, 10, 0.1),
		exhibit.Slider("xmax", lattice, T("x to", "xの上限"), l.XMax, -1e6, 1e6, -10, 10, 0.1),
		exhibit.Slider("ymin", lattice, T("y from", "yの下限"), l.YMin, -1e6, 1e6, -10, 10, 0.1),
		exhibit.Slider("ymax", lattice, T("y to", "yの上限"), l.YMax, -1e6, 1e6, -10, 10, 0.1),
	)
	controls = append(controls, density...)
	controls = append(controls, exhibit.PlayControl())
	controls = append(controls, exhibit.CameraControls()...)
	return append(controls, bodyControl(), exhibit.Slider(exhibit.SpinKey, T("View", "視点"), T("Auto-rotate, degrees per second", "自動回転(度/秒)"), 0, -360, 360, -90, 90, 1))
}
