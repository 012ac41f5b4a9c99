package render

import (
	"bytes"
	"image/gif"
	"regexp"
	"strings"
	"testing"

	"zscape/exhibit/gallery"
)

// Every exhibit becomes a page of its own, with nothing to be fetched or run.
func TestRenderHTML(t *testing.T) {
	id := regexp.MustCompile(` id="([^"]*)"`)
	for _, e := range gallery.All {
		for theme, pictures := range map[string]int{"auto": 2, "dark": 1} {
			state := e.Name
			if _, ok := e.Control("theme"); ok {
				state += "?theme=" + theme
			} else {
				pictures = 2
			}
			html := string(draw(t, "a.html", state))
			if !strings.HasPrefix(html, "<!DOCTYPE html>") || strings.Count(html, "<svg") != pictures {
				t.Errorf("%s: %d pictures: %.100s", state, strings.Count(html, "<svg"), html)
			}
			for _, part := range []string{"<script", "<link", " src=", "@import", "url(h"} {
				if strings.Contains(html, part) {
					t.Errorf("%s holds %s", state, part)
				}
			}
			seen := map[string]bool{}
			for _, m := range id.FindAllStringSubmatch(html, -1) {
				if seen[m[1]] {
					t.Errorf("%s has the id %s twice", state, m[1])
				}
				seen[m[1]] = true
			}
		}
	}
	html := string(draw(t, "a.html", "-site", "https://example.org/z/#waves", "-size", "400x300", "surface?f=if(x<y,1,y)"))
	if strings.Contains(html, "if(x<y") {
		t.Error("the formula is not escaped")
	}
	for _, part := range []string{`<a href="https://example.org/z/#surface?f=if(x%3Cy,1,y)"`, `<code>if(x&lt;y,1,y)</code>`, `viewBox="0 0 400 300"`} {
		if !strings.Contains(html, part) {
			t.Errorf("%s is not in it", part)
		}
	}
	if html := string(draw(t, "b.html", "waves")); !strings.Contains(html, `<a href="index.html#waves">`) {
		t.Error("the link does not lead to index.html")
	}
}

// A recording shows sliders that play, over one period.
func TestRenderGIFOfSliders(t *testing.T) {
	g, err := gif.DecodeAll(bytes.NewReader(draw(t, "a.gif", "-size", "120x100", "surface?f=a*sin(x*b)&nx=9&ny=9&play=a:20:bounce,b:20:loop")))
	if err != nil || len(g.Image) != 20 {
		t.Errorf("%v, %d frames, want 20", err, len(g.Image))
	}
}
