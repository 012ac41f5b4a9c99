package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// The methods run, one's own ratings take the place of the generated ones, and
// users have a picture.
func TestRatings(t *testing.T) {
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
	if got := eval[string](b, `document.getElementById('report').textContent`); !strings.Contains(got, "1800 ratings of 60 users and 40 movies") || !strings.Contains(got, "1 line skipped") {
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
	b.await("the error", `document.getElementById('live').textContent.includes('bad.txt')`)
	if n := b.state().readout(t, "users"); n != 60 {
		t.Errorf("after a bad file there are %v users", n)
	}
}
