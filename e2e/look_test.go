package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// How a surface looks: levels, limits and colours as they are typed, and what is
// wrong with them said beside their fields.
func TestLook(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=x^2-y^2&mode=surface", look{})
	stage, before := b.stage(), b.shot()
	if n := eval[int](b, `[...document.querySelectorAll('#controls > details')].filter(d => d.open).length`); n > 3 {
		t.Errorf("%d groups of controls are open at first", n)
	}
	b.unfold("#field-at")
	for _, bad := range []struct{ key, text, says string }{
		{"at", "1, two", "not a number"},
		{"at", "step 0", "greater than 0"},
		{"zmin", "low", "must be a number or empty"},
	} {
		b.unfold("#field-" + bad.key)
		b.typeInto("#field-"+bad.key, bad.text)
		b.await("problem beside "+bad.key, `document.getElementById('problem-%s').textContent.includes(%q)`, bad.key, bad.says)
		b.typeInto("#field-"+bad.key, kb.Backspace)
		b.await("end of the problem", `document.getElementById('problem-%s').hidden`, bad.key)
	}
	b.rest()
	if d := before.differs(b.shot(), stage); d > 0.01 {
		t.Errorf("after all is taken back %.2f %% of the picture is different", 100*d)
	}

	b.typeInto("#field-at", "-4, 0,9")
	b.set("fill", "1")
	b.set("contour", "1")
	b.set("zmax", "16")
	b.set("zmin", "-16")
	b.set("opacity", "0.8")
	b.set("hist", "1")
	if s := b.state(); s.Controls["at"] != "-4, 0, 9" || !strings.Contains(s.State, "zmin=-16") {
		t.Errorf("the state is %s", s.State)
	}
	b.shoot("look-bands")
	if d := before.differs(b.shot(), stage); d < 0.05 {
		t.Error("bands, limits and histogram change nothing in the picture")
	}

	b.set("color", "formula")
	b.unfold("#field-colorf")
	b.run(`document.querySelector('#field-colorf').select()`)
	b.focus("#field-colorf")
	b.press("sin(q*x", 0)
	b.await("problem", `document.querySelector('#problem-colorf').textContent.includes('cannot be read at character 8')`)
	b.press(")", 0)
	b.await("unknown name", `document.querySelector('#problem-colorf').textContent.includes('has the unknown name q')`)
	b.run(`document.querySelector('#field-colorf').select()`)
	b.press("sin(3x)*y", 0)
	b.await("formula", `zscape.state().controls.colorf === 'sin(3x)*y'`)
	b.shoot("look-formula")

	b.set("mode", "contour")
	b.set("labels", "1")
	b.set("color", "z")
	b.shoot("look-map")
}
