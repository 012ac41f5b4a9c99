package e2e

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestExportPNG(t *testing.T) {
	t.Parallel()
	b := open(t, "#gaussian?vx=3&mode=surface", look{})
	b.unfold("[data-export=png1]")
	b.mouseAway()
	stage, shot := b.stage(), b.shot()
	at := shot.ink(stage, lightPaper)
	for scale, button := range map[float64]string{1: "[data-export=png1]", 2: "[data-export=png2]"} {
		data, name := b.download("png", func() { b.click(button) })
		if !regexp.MustCompile(`^zscape-gaussian-\d{4}-\d\d-\d\d\.png$`).MatchString(name) {
			t.Errorf("the file's name is %s", name)
		}
		p, err := decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if w, h := float64(p.Rect.Dx()), float64(p.Rect.Dy()); w != math.Round(scale*stage.W) || h != math.Round(scale*stage.H) {
			t.Errorf("at %vx the file has %v x %v pixels, the picture %v x %v", scale, w, h, stage.W, stage.H)
		}
		// It shows what the page shows.
		ink := p.ink(box{0, 0, scale * stage.W, scale * stage.H}, lightPaper)
		for _, d := range []float64{ink.X/scale + stage.X - at.X, ink.Y/scale + stage.Y - at.Y, ink.W/scale - at.W, ink.H/scale - at.H} {
			if math.Abs(d) > 4 {
				t.Errorf("at %vx the ink is in %v, in the page in %v", scale, ink, at)
				break
			}
		}
	}
}

func TestExportSVG(t *testing.T) {
	t.Parallel()
	b := open(t, "#gaussian?bar=0", look{}) // a colour bar is a picture of its own
	b.unfold("[data-export=svg]")
	data, _ := b.download("svg", func() { b.click("[data-export=svg]") })
	stage := b.stage()

	elements, lines, width, height, title := map[string]int{}, 0, 0.0, 0.0, ""
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		elements[e.Name.Local]++
		for _, a := range e.Attr {
			switch {
			case e.Name.Local == "svg" && a.Name.Local == "viewBox":
				if f := strings.Fields(a.Value); len(f) == 4 {
					width, _ = strconv.ParseFloat(f[2], 64)
					height, _ = strconv.ParseFloat(f[3], 64)
				}
			case e.Name.Local == "path" && a.Name.Local == "d":
				lines += strings.Count(strings.ToUpper(a.Value), "M")
			}
			if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
				t.Errorf("<%s %s=%q>", e.Name.Local, a.Name.Local, a.Value)
			}
		}
		if e.Name.Local == "title" && title == "" {
			d.DecodeElement(&title, &e)
		}
	}
	if math.Abs(width-stage.W) > 1 || math.Abs(height-stage.H) > 1 {
		t.Errorf("the file is %v x %v, the picture %v x %v", width, height, stage.W, stage.H)
	}
	if elements["image"] > 0 {
		t.Error("a wireframe has an <image>")
	}
	// 61 x 81 lines, most in several pieces because others hide them.
	if lines+elements["polyline"]+elements["line"] < 142 {
		t.Errorf("there are %d lines in %v", lines, elements)
	}
	if title != "Bivariate Gaussian" {
		t.Errorf("the title is %q", title)
	}
	// And a browser draws it.
	c := newTab(t, look{w: int(stage.W), h: int(stage.H)})
	c.run(`(async () => {
		const i = new Image();
		i.src = 'data:image/svg+xml,' + encodeURIComponent(%q);
		await i.decode();
		document.body.style.margin = 0;
		document.body.append(i);
	})()`, data)
	if n := c.shot().colors(box{0, 0, stage.W, stage.H}); n < 100 {
		t.Errorf("the file shows %d colours", n)
	}
}

func TestExportPlotter(t *testing.T) {
	t.Parallel()
	b := open(t, "#waves?theme=dark", look{})
	b.unfold("[data-export=plotter]")
	b.shoot("export")
	data, name := b.download("svg", func() { b.click("[data-export=plotter]") })
	if !strings.HasSuffix(name, ".plotter.svg") || !strings.Contains(string(data), `inkscape:groupmode="layer"`) || strings.Contains(string(data), "<text") {
		t.Errorf("%s has %d bytes: %.400s", name, len(data), data)
	}
}

// Files are read while others are made, on the narrowest of phones, too: each has a bar
// of its own, which stays where it is until it ends or is cancelled.
func TestWorks(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=x", look{w: 320, h: 640, touch: true})
	b.makeFile("a table with quite a long name, of the year before last.csv", "x,y,z", "`${random().toFixed(5)},${random().toFixed(5)},${random().toFixed(4)}`", 400_000)
	read := b.chooseMade
	export := func() { b.run(`document.querySelector('[data-export=zip]').click()`) }
	ends := func(id string) {
		t.Helper()
		b.click("[data-do=cancel-" + id + "]")
		b.await("the end of the "+id, `document.getElementById(%q).hidden`, id)
	}
	for _, c := range []struct {
		first, second string
		begin         []func()
	}{{"export", "reading", []func(){export, read}}, {"reading", "export", []func(){read, export}}} {
		shown := func(id string) box {
			t.Helper()
			b.await("the "+id, `!document.getElementById(%q).hidden`, id)
			if wrong := b.unreachable("#" + id); wrong != "" {
				t.Error(wrong)
			}
			r := b.rect("#" + id)
			if r.X < 0 || r.X+r.W > 320 || r.H > 60 || overlap(r, b.rect("#dock")) {
				t.Errorf("the %s is at %v", id, r)
			}
			return r
		}
		c.begin[0]()
		alone, stage := shown(c.first), b.stage()
		c.begin[1]()
		second := shown(c.second)
		b.shoot("works-" + c.first)
		if first := shown(c.first); first != alone || overlap(first, second) || b.stage() != stage {
			t.Errorf("the %s is at %v, then at %v, the %s at %v; the stage was %v, is %v", c.first, alone, first, c.second, second, stage, b.stage())
		}
		ends(c.first)
		if now := shown(c.second); now != second {
			t.Errorf("the %s moves from %v to %v", c.second, second, now)
		}
		ends(c.second)
	}
	if got := eval[string](b, `location.hash`); strings.Contains(got, "data") {
		t.Errorf("what was cancelled opens %s", got)
	}
}
