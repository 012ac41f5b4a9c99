package site

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"zscape/exhibit/gallery"
)

// The menu, with the room that each exhibit needs while the program loads.
const wantMenu = `
  <nav aria-label="Exhibits" data-ja-label="展示">
    <a href="#gaussian" data-ja="ガウス分布" data-play>Gaussian</a>
    <a href="#waves" data-play>sin <i>x</i> + cos <i>y</i></a>
    <a href="#surface" data-ja="関数">Functions</a>
    <a href="#notebook" data-ja="ノートブック" data-panels data-run data-play>Notebook</a>
    <a href="#matrices" data-ja="行列" data-panels data-play data-table>Matrices</a>
    <a href="#leastsquares" data-ja="最小二乗法" data-panels data-run>Least squares</a>
    <a href="#ratings" data-ja="評価行列" data-panels data-run>Ratings</a>
    <a href="#graph" data-ja="グラフ" data-panels data-run data-play>Graph</a>
  </nav>
`

func TestMenu(t *testing.T) {
	source, err := os.ReadFile("../../web/index.html")
	if err != nil {
		t.Fatal(err)
	}
	filled, err := fillMenu(source)
	if err != nil {
		t.Fatal(err)
	}
	got := string(filled)
	if !strings.Contains(got, wantMenu) {
		_, nav, _ := strings.Cut(got, "<nav")
		nav, _, _ = strings.Cut(nav, "</nav>")
		t.Errorf("the menu is <nav%s</nav>", nav)
	}
	if strings.Contains(got, "{{") {
		t.Error("a part of the template is left")
	}
	if first := gallery.All[0]; !strings.Contains(got, `<img class="noscript" src="posters/`+first.Name+`.svg" alt="`+first.Title.En+`">`) {
		t.Errorf("without scripts there is no poster of %s", first.Name)
	}
	scripts, err := os.ReadFile("../../web/boot.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range gallery.All {
		word := regexp.MustCompile(`\b(` + regexp.QuoteMeta(e.Name) + `|` + regexp.QuoteMeta(e.Label.En) + `)\b`)
		for _, file := range [][]byte{source, scripts} {
			if word.Match(file) {
				t.Errorf("%s is named by hand", e.Name)
			}
		}
	}
}

func TestBadMenu(t *testing.T) {
	for _, page := range []string{"{{range .}", "{{.Nothing}}"} {
		if _, err := fillMenu([]byte(page)); err == nil {
			t.Errorf("%s is filled", page)
		}
	}
}
