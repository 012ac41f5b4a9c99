package main

import "zscape/exhibit"

// words are the texts of the page itself, as far as they are not in index.html.
var words = map[string]exhibit.Text{
	"examples": {En: "Examples", Ja: "例"},
	"values":   {En: "Values", Ja: "値"},
	"play":     {En: "Play", Ja: "再生"},
	"pause":    {En: "Pause", Ja: "一時停止"},
	"space":    {En: "Space", Ja: "スペース"},
	"play it":  {En: "Play %s", Ja: "%sを再生"},
	"speed of": {En: "Speed of %s", Ja: "%sの速さ"},
	"mode of":  {En: "Playback mode of %s", Ja: "%sの動き方"},
	"run":      {En: "Run", Ja: "実行"},
	"resume":   {En: "Resume", Ja: "再開"},
	"rerun":    {En: "Run again", Ja: "もう一度実行"},
	"previous": {En: "Step back", Ja: "1ステップ戻る"},
	"next":     {En: "Step forward", Ja: "1ステップ進む"},
	"step":     {En: "step %d", Ja: "ステップ %d"},
	"left":     {En: "%s, %s left", Ja: "%s、残り %s"},
	"rate":     {En: "%s/s", Ja: "%s/秒"},
	"seconds":  {En: "%s s", Ja: "%s 秒"},
	"silent":   {En: "The computation has not answered for 10 seconds. It may still be working.", Ja: "計算から10秒間応答がありません。まだ動いている可能性もあります。"},
	"revive":   {En: "Resume from step %d", Ja: "ステップ%dから再開"},
	"failed":   {En: "The computation failed: %s.", Ja: "計算に失敗しました: %s"},
	"row":      {En: "row", Ja: "行"},
	"column":   {En: "column", Ja: "列"},
	"fewer":    {En: "%s: remove one %s", Ja: "%s: %sを1つ減らす"},
	"more":     {En: "%s: add one %s", Ja: "%s: %sを1つ増やす"},
	"rows":     {En: "rows", Ja: "行"},
	"columns":  {En: "columns", Ja: "列"},
	"number":   {En: "number", Ja: "数"},
	"cell":     {En: "%s, row %d, column %d", Ja: "%s %d行 %d列"},
	"entry":    {En: "%s, number %d", Ja: "%sの%d番目"},
	"saved":    {En: "Saved %s", Ja: "%sを保存しました"},
	"copied":   {En: "Copied", Ja: "コピーしました"},
	"copy":     {En: "Copy this:", Ja: "コピーしてください:"},
	"reading":  {En: "Reading %s", Ja: "読み込み中: %s"},
	"export":   {En: "Exporting %s", Ja: "書き出し中: %s"},
	"pasted":   {En: "pasted table", Ja: "貼り付けた表"},
	"picture":  {En: "rotatable picture", Ja: "回せる図"},
	"panicked": {En: "Something went wrong (%v). The last picture is still shown.", Ja: "問題が起きました(%v)。最後の図を表示しています。"},

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
