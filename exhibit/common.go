package exhibit

import (
	"zscape/scene"
	"zscape/scene/colormap"
)

// ThemeControl is the choice between light and dark pictures (key ThemeKey).
func ThemeControl(group Text) Control {
	return Control{Key: ThemeKey, Kind: Choice, Carry: true, Group: group, Label: Text{En: "Theme", Ja: "テーマ"}, Default: "auto", Options: []Option{
		{"auto", Text{En: "system", Ja: "システムに合わせる"}}, {"light", Text{En: "light", Ja: "ライト"}}, {"dark", Text{En: "dark", Ja: "ダーク"}}}}
}

// PositionControl holds the position of a Player (key PositionKey), which label
// names.
func PositionControl(label Text, def string) Control {
	return Control{Key: PositionKey, Kind: Number, Hidden: true, Label: label, Default: def, Min: 0, Max: 1}
}

// RepeatControl holds what a Player does at its end (key RepeatKey).
func RepeatControl(group Text, def string) Control {
	return Control{Key: RepeatKey, Kind: Choice, Group: group, Label: Text{En: "Repeat", Ja: "繰り返し"}, Default: def, Options: []Option{
		{"once", Text{En: "once", Ja: "1回"}}, {"loop", Text{En: "loop", Ja: "ループ"}}, {"bounce", Text{En: "back and forth", Ja: "往復"}}}}
}

// SpeedControl holds the speed of a Player (key SpeedKey).
func SpeedControl(group Text) Control {
	return Control{Key: SpeedKey, Kind: Number, Group: group, Label: Text{En: "Speed", Ja: "速さ"}, Default: "1",
		Min: 0.05, Max: 20, SlideMin: 0.1, SlideMax: 4, Step: 0.1}
}

// ColormapControl is the choice of a colormap (key ColormapKey), after options of
// the exhibit's own.
func ColormapControl(group Text, def string, own ...Option) Control {
	c := Control{Key: ColormapKey, Kind: Choice, Carry: true, Group: group, Label: Text{En: "Colormap", Ja: "カラーマップ"}, Default: def, Options: own}
	for _, name := range colormap.Names() {
		c.Options = append(c.Options, Option{name, Text{En: name, Ja: name}})
	}
	return c
}

// Colors returns the colours that a colormap has for values from lo to hi.
func Colors(name string, lo, hi float64) func(v float64) scene.Color {
	m, _ := colormap.Named(name)
	norm := colormap.Linear{Min: lo, Max: hi}
	return func(v float64) scene.Color {
		c := m.RGBA(norm.Normalize(v))
		return scene.Color{R: c[0], G: c[1], B: c[2], A: c[3]}
	}
}
