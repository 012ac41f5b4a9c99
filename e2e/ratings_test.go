package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// The methods run, one's own ratings take the place of the generated ones, and
// users have a picture.
func TestRatings(t *testing.T) {
	t.Parallel()
	b := open(t, "#ratings?first=0&second=0&sgd=0&epochs=10", look{})
	b.awaitRun(`r.phase === 'done'`)
	s := b.state()
	if base, als := s.readout(t, "biases.test"), s.readout(t, "als.test"); !(als < 0.9*base) || base > 1.2 {
		t.Errorf("error %v, baseline %v", als, base)
	}
	b.shoot("ratings")
	b.set("show", "users")
	b.await("the end", `zscape.state().readouts.trustworthiness > 0`)
	b.rest()
	tastes := b.shot()
	b.shoot("ratings-tastes")
	b.set("show", "fit")
	b.awaitRun(`r.phase === 'done'`)
	b.rest()
	stage, before := b.stage(), b.shot()

	var data strings.Builder
	for i := range 60 {
		for j := range 40 {
			if (3*i+j)%4 > 0 {
				fmt.Fprintf(&data, "%d\t%d\t%d\t881250949\n", i+1, j+1, 1+(i%3+j%5)%5)
			}
		}
	}
	data.WriteString("\nno rating\n")
	b.drop("u.data", data.String())
	b.await("the visitor's ratings", `location.hash.includes('file=u.data') && zscape.state().readouts.users === 60`)
	b.awaitRun(`r.phase === 'done'`)
	if got := eval[string](b, `document.getElementById('report').textContent`); !strings.Contains(got, "1800 ratings by 60 users of 40 items, from 1 to 5 in steps of 1") || !strings.Contains(got, "1 line skipped") {
		t.Errorf("the page says %q", got)
	}
	after := b.shot()
	if d := before.differs(after, stage); d < 0.02 {
		t.Errorf("%.2f %% of the picture is different", 100*d)
	}
	if e := b.state().readout(t, "als.train"); !(e < 1) {
		t.Errorf("error %v", e)
	}
	b.set("show", "users")
	b.await("the end", `zscape.state().readouts.trustworthiness > 0`)
	b.rest()
	if d := tastes.differs(b.shot(), stage); d < 0.01 {
		t.Errorf("%.2f %% of the picture by t-SNE is different", 100*d)
	}
	b.shoot("ratings-users")
	b.set("show", "user")
	b.await("the table", `document.body.innerText.includes('nearest users') && document.body.innerText.includes('cosine')`)
	b.rest()
	b.shoot("ratings-user")
	b.drop("bad.txt", "nothing\nto be read\n")
	b.allow("bad.txt")
	b.await("the error", `document.getElementById('strip-text').textContent.includes('bad.txt')`)
	if n := b.state().readout(t, "users"); n != 60 {
		t.Errorf("after a bad file there are %v users", n)
	}
}

// ownRatings are 40 readers' ratings of 30 books, by ISBN, from 0 to 10.
func ownRatings() string {
	var data strings.Builder
	data.WriteString("\"User-ID\";\"ISBN\";\"Book-Rating\"\r\n")
	for i := range 40 {
		for j := range 30 {
			if (7*i+3*j)%5 < 3 {
				fmt.Fprintf(&data, "\"%d\";\"%09dX\";\"%d\"\r\n", 276725+7*i, 34545104+771*j, max(0, (3*i+5*j)%14-3))
			}
		}
	}
	return data.String()
}

// A file that is no table of ratings is refused in the visitor's language, and the
// table that is open stays; titles that come later name its items.
func TestRatingsRefused(t *testing.T) {
	t.Parallel()
	b := open(t, "#ratings?show=user&user=2&of=als&epochs=5", look{w: 390, h: 844, script: `localStorage.setItem('lang', 'ja')`})
	b.drop("BX-Book-Ratings.csv", ownRatings())
	b.await("the visitor's ratings", `zscape.state().readouts.users === 40`)
	b.awaitRun(`r.phase === 'done'`)
	report := func() string { return eval[string](b, `document.getElementById('report').textContent`) }
	said := report()
	if said != "評価720件、ユーザ40人、アイテム30個、評価は0から10まで1刻み" {
		t.Errorf("the page says %q", said)
	}
	var grid strings.Builder
	for k := range 400 {
		fmt.Fprintf(&grid, "%g,%g,%g\n", float64(k%20)/5, float64(k/20)/5, float64(k%20*(k/20))/25)
	}
	b.drop("grid.csv", grid.String())
	b.await("the refusal", `document.getElementById('strip-text').textContent.includes('grid.csv: 400行のうち384行を評価として読めません: 2行目: ユーザの"0.2"は整数でも名前でもありません')`)
	if n := b.state().readout(t, "ratings"); n != 720 || report() != said {
		t.Errorf("after a bad file there are %v ratings, and the page says %q", n, report())
	}
	b.shoot("ratings-refused")
	titles := "ISBN;Book-Title\n"
	for j := range 30 {
		titles += fmt.Sprintf("%09dX;Flügel %d\n", 34545104+771*j, j)
	}
	b.drop("BX-Books.csv", titles)
	b.await("the titles", `document.getElementById('report').textContent.endsWith('BX-Books.csv: アイテム30行')`)
	b.await("titles in the table", `document.body.innerText.includes('Flügel')`)
}
