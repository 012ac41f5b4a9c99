package page

import (
	"strings"
	"testing"
)

// What is wrong with a link is said over the picture, too, since its control may
// be out of sight; the text stays in the field, and is tried again.
func TestProblemOfLink(t *testing.T) {
	p, h := start(t, "#surface?f=bad(&nx=1")
	check(t, p, h, "surface")
	if h.problems["f"] == "" || h.problems["nx"] == "" {
		t.Errorf("problems %q", h.problems)
	}
	for _, part := range []string{`f = "bad("`, `nx = "1"`} {
		if !strings.Contains(h.problems["address"], part) {
			t.Errorf("over the picture stands %q, without %s", h.problems["address"], part)
		}
	}
	if p.typed["f"] != "bad(" || p.typed["nx"] != "1" {
		t.Errorf("fields hold %q", p.typed)
	}
	p.Set("f", "sinx", true)
	if h.problems["f"] == "" || h.problems["address"] != "" {
		t.Errorf("after another mistake: problems %q", h.problems)
	}
	p.Set("f", "x", true)
	if h.problems["f"] != "" || h.problems["address"] != "" || h.problems["nx"] == "" {
		t.Errorf("after a change of f: problems %q", h.problems)
	}
}

// The parameters of a formula that cannot be read are not unknown, as a slider of
// that name may be there by chance.
func TestParametersOfLink(t *testing.T) {
	_, h := start(t, "#surface?f=bad(&a=2&zz=3&mode=foo")
	if h.problems["f"] == "" || h.problems["mode"] == "" || h.problems["a"] != "" || strings.Contains(h.problems["address"], "not a control") {
		t.Errorf("problems %q", h.problems)
	}
	_, h = start(t, "#surface?f=x&zz=3")
	if !strings.Contains(h.problems["address"], "not a control") {
		t.Errorf("problems %q", h.problems)
	}
}

// Problems follow the language of the page.
func TestProblemLanguage(t *testing.T) {
	p, h := start(t, "gaussian")
	p.Set("vx", "-1", true)
	if got := h.problems["vx"]; got != "must be greater than 0" {
		t.Errorf("in English: %q", got)
	}
	p.SetLanguage("ja")
	if got := h.problems["vx"]; got != "0より大きい数にしてください" {
		t.Errorf("in Japanese: %q", got)
	}
}

// Notices belong to the exhibit that is open, and follow the language.
func TestNoticesAreOfExhibit(t *testing.T) {
	p, h := start(t, "surface?f=5")
	if len(h.notices) != 1 || h.notices[0].Key != "" {
		t.Fatalf("of a constant: %+v", h.notices)
	}
	english := h.notices[0].Message
	p.SetLanguage("ja")
	if len(h.notices) != 1 || h.notices[0].Message == english {
		t.Errorf("in Japanese: %+v", h.notices)
	}
	p.Open("waves")
	if len(h.notices) != 0 {
		t.Errorf("beside another exhibit stand %+v", h.notices)
	}
}

func TestPlays(t *testing.T) {
	p, _ := start(t, "surface?f=a*x")
	if p.Plays() {
		t.Error("a picture that stands still plays")
	}
	p.PlaySlider("a")
	if !p.Plays() {
		t.Error("a slider that plays does not count")
	}
	p.PlaySlider("a")
	if p.Plays() {
		t.Error("it goes on playing")
	}
	p, _ = start(t, "gaussian")
	if p.PlayPause(); !p.Plays() {
		t.Error("playing does not count")
	}
}

func TestApply(t *testing.T) {
	p, h := start(t, "waves")
	p.Apply("ax=2&ay=0.5")
	check(t, p, h, "waves?ax=2&ay=0.5")
	p.Undo()
	check(t, p, h, "waves")
	p.Set("ax", "x", true)
	p.Apply("ax=3")
	if check(t, p, h, "waves?ax=3"); len(h.problems) != 0 {
		t.Errorf("problems %q", h.problems)
	}
	p.Apply("step=-1")
	if check(t, p, h, "waves?ax=3"); h.problems["step"] == "" {
		t.Error("a fix that does not do is not refused")
	}
}
