package main

import "zscape/exhibit"

// words are the texts of the page itself, as far as they are not in index.html.
var words = map[string]exhibit.Text{
	"examples": {En: "Examples", Ja: "例"},
	"values":   {En: "Values", Ja: "値"},
	"play":     {En: "Play", Ja: "再生"},
	"pause":    {En: "Pause", Ja: "一時停止"},
	"space":    {En: "Space", Ja: "スペース"},
	"play it":  {En: "Play %s", Ja: "%s を再生"},
	"speed of": {En: "Speed of %s", Ja: "%s の速さ"},
	"mode of":  {En: "Way to play %s", Ja: "%s の動き方"},
	"run":      {En: "Run", Ja: "実行"},
	"resume":   {En: "Go on", Ja: "再開"},
	"rerun":    {En: "Run again", Ja: "もう一度実行"},
	"previous": {En: "One step back", Ja: "一歩戻る"},
	"next":     {En: "One step", Ja: "一歩進める"},
	"step":     {En: "step %d", Ja: "ステップ %d"},
	"left":     {En: "%s, %s left", Ja: "%s、残り %s"},
	"rate":     {En: "%s/s", Ja: "%s/秒"},
	"seconds":  {En: "%s s", Ja: "%s 秒"},
	"failed":   {En: "The computation has failed: %s.", Ja: "計算が失敗しました: %s"},
	"row":      {En: "row", Ja: "行"},
	"column":   {En: "column", Ja: "列"},
	"fewer":    {En: "%s: one %s fewer", Ja: "%s: %sを減らす"},
	"more":     {En: "%s: one %s more", Ja: "%s: %sを増やす"},
	"rows":     {En: "rows", Ja: "行"},
	"columns":  {En: "columns", Ja: "列"},
	"number":   {En: "number", Ja: "数"},
	"cell":     {En: "%s, row %d, column %d", Ja: "%s %d行 %d列"},
	"entry":    {En: "%s, number %d", Ja: "%s の%d番目"},
	"saved":    {En: "Saved %s", Ja: "%s を保存しました"},
	"copied":   {En: "Copied", Ja: "コピーしました"},
	"copy":     {En: "Copy this:", Ja: "コピーしてください:"},
	"pasted":   {En: "pasted table", Ja: "貼り付けた表"},
	"picture":  {En: "picture to turn", Ja: "回せる図"},
	"panicked": {En: "Something went wrong (%v). The last picture stays.", Ja: "問題が起きました(%v)。最後の図が残っています。"},

	"more rows":  {En: "Show %d of %d more rows", Ja: "残り%[2]d行のうち%[1]d行を表示"},
	"ascending":  {En: "Sorted by %s, ascending", Ja: "%sの昇順に並べ替えました"},
	"descending": {En: "Sorted by %s, descending", Ja: "%sの降順に並べ替えました"},
	"unsorted":   {En: "No longer sorted by %s", Ja: "%sによる並べ替えを解除しました"},

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
