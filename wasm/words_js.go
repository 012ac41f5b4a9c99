package main

import "zscape/exhibit"

// words are the texts of the page itself, as far as they are not in index.html.
var words = map[string]exhibit.Text{
	"values":   {En: "Values", Ja: "値"},
	"play":     {En: "Play", Ja: "再生"},
	"pause":    {En: "Pause", Ja: "一時停止"},
	"space":    {En: "Space", Ja: "スペース"},
	"saved":    {En: "Saved %s", Ja: "%s を保存しました"},
	"copied":   {En: "Copied", Ja: "コピーしました"},
	"copy":     {En: "Copy this:", Ja: "コピーしてください:"},
	"picture":  {En: "picture to turn", Ja: "回せる図"},
	"panicked": {En: "Something went wrong (%v). The last picture stays.", Ja: "問題が起きました(%v)。最後の図が残っています。"},

	"reset":        {En: "Reset", Ja: "リセット"},
	"view default": {En: "3-D", Ja: "立体"},
	"view octave":  {En: "Octave", Ja: "Octave"},
}

// word returns a text in the page's language.
func (h *host) word(name string) string {
	t, ok := words[name]
	if !ok {
		panic("main: no word " + name)
	}
	return t.In(h.lang)
}
