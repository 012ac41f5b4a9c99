package e2e

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// The page as one file: it opens anywhere, asks for nothing, holds what was
// typed as text, and leads back to the live picture.
func TestExportHTML(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=a*sin(b*x)%2Bif(x<y%2C0%2C1)&a=2&nx=31&ny=31&play=a:1:bounce", look{still: true})
	b.unfold("[data-export=html]")
	data, name := b.download("html", func() { b.click("[data-export=html]") })
	state := b.state().State
	if !strings.HasPrefix(name, "zscape-surface-") {
		t.Errorf("the file is named %s", name)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write(data)
	}))
	t.Cleanup(server.Close)
	for shot, l := range map[string]look{
		"document":       {w: 1100, h: 1100},
		"document-dark":  {w: 1100, h: 1100, dark: true},
		"document-phone": {w: 390, h: 900, touch: true, dark: true},
	} {
		b := newTab(t, l)
		b.allow("favicon.ico")
		b.navigate(server.URL)
		if mode := eval[string](b, `document.compatMode`); mode != "CSS1Compat" {
			t.Errorf("it is laid out in the mode %s", mode)
		}
		if code := eval[string](b, `document.querySelector('.formula code').textContent`); code != "a*sin(b*x)+if(x<y,0,1)" {
			t.Errorf("the formula is %q", code)
		}
		if link := eval[string](b, `document.links[0].href`); link != address+"#"+state || eval[int](b, `document.links.length`) != 1 {
			t.Errorf("it leads to %s, want %s", link, address+"#"+state)
		}
		if n := eval[int](b, `[...document.querySelectorAll('svg')].filter(e => e.checkVisibility()).length`); n != 1 {
			t.Errorf("%s: %d pictures are shown", shot, n)
		}
		if n := eval[int](b, `document.scripts.length + document.querySelectorAll('link, img, iframe').length`); n != 0 {
			t.Errorf("it holds %d other things", n)
		}
		if over := eval[float64](b, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("%s: it is %v px too wide", shot, over)
		}
		want := "rgb(253, 253, 251)"
		if l.dark {
			want = "rgb(16, 20, 24)"
		}
		if c := eval[string](b, `getComputedStyle(document.body).backgroundColor`); c != want {
			t.Errorf("%s: the paper is %s", shot, c)
		}
		b.shoot(shot)
		// What it holds is stored nowhere and asked from nowhere.
		for _, path := range []string{"/main.wasm", "/style.css"} {
			if b.requested(path) > 0 {
				t.Errorf("it asks for %s", path)
			}
		}
	}
}
