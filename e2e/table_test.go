package e2e

import (
	"slices"
	"strings"
	"testing"
)

// A column's title sorts its list: ascending, descending, as it was. Lists that
// stand beside it stay; the order stays while values and the language change.
func TestSortTable(t *testing.T) {
	b := open(t, "#ratings?show=user&user=7&of=als&first=0&second=0&sgd=0&epochs=10", look{w: 1200, h: 900})
	b.awaitRun(`r.phase === 'done'`)
	b.rest()
	column := func(k int) []string {
		b.t.Helper()
		return eval[[]string](b, `[...document.querySelectorAll('#table tbody > tr')].map(tr => tr.children[%d].querySelector('.value, .text')?.textContent ?? '')`, k)
	}
	way := func(k int) string {
		return eval[string](b, `document.querySelectorAll('#table thead th')[%d].getAttribute('aria-sort')`, k)
	}
	press := func(k int) {
		b.run(`document.querySelectorAll('#table thead th')[%d].querySelector('button').click()`, k)
		b.rest()
	}
	predicted, cosine, titles := column(1), column(6), column(0)
	if len(predicted) != 50 || way(1) != "none" || !slices.IsSortedFunc(predicted, func(a, b string) int { return strings.Compare(b, a) }) {
		t.Fatalf("%s: %q", way(1), predicted)
	}
	for _, v := range predicted { // equal digits
		if at := strings.IndexByte(v, '.'); len(v)-at != 4 {
			t.Errorf("a prediction is %q", v)
		}
	}
	if align := eval[string](b, `getComputedStyle(document.querySelector('#table tbody > tr').children[1]).textAlign`); align != "right" {
		t.Errorf("numbers are aligned %s", align)
	}
	press(1)
	if got := column(1); way(1) != "ascending" || !slices.IsSorted(got) || slices.Equal(got, predicted) || !slices.Equal(column(6), cosine) {
		t.Errorf("%s: %q", way(1), got)
	}
	b.shoot("table-sorted")
	press(6)
	if got := column(6); way(6) != "ascending" || way(1) != "ascending" || !slices.IsSorted(got) {
		t.Errorf("%s, %s: %q", way(6), way(1), got)
	}
	// The order stays with other values and in another language.
	b.set("user", "9")
	b.rest()
	if got := column(1); way(1) != "ascending" || !slices.IsSorted(got) || slices.Equal(got, predicted) {
		t.Errorf("with another user %s: %q", way(1), got)
	}
	b.click(`button[lang=ja]`)
	b.await("the page in Japanese", `document.querySelector('#table thead').textContent.includes('予測')`)
	if got := column(1); way(1) != "ascending" || !slices.IsSorted(got) {
		t.Errorf("in Japanese %s: %q", way(1), got)
	}
	b.shoot("table-sorted-ja")
	b.set("user", "7")
	b.rest()
	press(1)
	if got := way(1); got != "descending" {
		t.Errorf("after a second click %s", got)
	}
	press(1)
	if got := column(0); way(1) != "none" || !slices.Equal(got, titles) {
		t.Errorf("after a third click %s: %q", way(1), got)
	}
}
