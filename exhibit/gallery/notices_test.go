package gallery

import (
	"strings"
	"testing"

	"zscape/exhibit"
)

// opened returns a session that shows a State.
func opened(t *testing.T, text string) (exhibit.Session, exhibit.State) {
	t.Helper()
	s, problems, err := exhibit.Parse(text, Open)
	if err != nil || problems != nil {
		t.Fatal(err, problems)
	}
	session := s.Exhibit().New(Open)
	if err := session.Update(s); err != nil {
		t.Fatal(err)
	}
	return session, s
}

// What opens by itself, and what is suggested, needs no remark but for poles.
func TestNoFalseNotices(t *testing.T) {
	texts := []string{"gaussian", "waves", "surface", "waves?fx=6&fy=6", "gaussian?rho=0.99", "gaussian?vx=0.05&vy=0.05"}
	studio, _ := Open("surface")
	f, _ := studio.Control("f")
	for _, o := range f.Options {
		s, err := studio.Default().Set("f", o.Value)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, s.String())
	}
	if len(texts) < 20 {
		t.Errorf("only %d pictures", len(texts))
	}
	for _, text := range texts {
		session, _ := opened(t, text)
		for _, n := range session.(exhibit.Noticer).Notices() {
			if !strings.HasPrefix(n.Text.En, "z has poles") || !strings.Contains(text, "1/(x*y)") {
				t.Errorf("%s: %s", text, n.Text.En)
			}
		}
	}
}

// A wave of about a period a sample is no slow wave, whose step is a control.
func TestWavesAlias(t *testing.T) {
	for _, text := range []string{"waves?fx=24.13274", "waves?fx=25.132741228718345", "waves?fy=50&ay=0.5", "waves?fx=30&fy=30"} {
		session, s := opened(t, text)
		n := session.(exhibit.Noticer).Notices()
		if len(n) != 1 || !strings.HasPrefix(n[0].Text.En, "The surface varies faster along ") || len(n[0].Fixes) != 1 {
			t.Fatalf("%s: %v", text, n)
		}
		for _, set := range n[0].Fixes[0].Set {
			var err error
			if s, err = s.Set(set.Key, set.Value); err != nil || set.Key != "step" {
				t.Fatal(set, err)
			}
		}
		if err := session.Update(s); err != nil {
			t.Fatal(err)
		}
		if n := session.(exhibit.Noticer).Notices(); len(n) != 0 {
			t.Errorf("%s: %v", s, n)
		}
	}
}
