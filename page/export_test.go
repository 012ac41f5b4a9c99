package page

import (
	"bytes"
	"image/gif"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zscape/internal/render"
)

// saved returns the one file that an export gives.
func saved(t *testing.T, p *Page, h *host, kind string) []byte {
	t.Helper()
	clear(h.saved)
	h.work = 1
	p.Export(kind)
	h.wait(10 * time.Second)
	if len(h.saved) != 1 || h.work != 1 {
		t.Fatalf("%s: %d files, work %v, %q", kind, len(h.saved), h.work, h.problems["export"])
	}
	for name, data := range h.saved {
		if !strings.HasSuffix(name, "."+kind) {
			t.Errorf("%s is named %s", kind, name)
		}
		return data
	}
	return nil
}

func TestExportBody(t *testing.T) {
	p, h := start(t, "surface?f=x^2-y^2&nx=11&ny=9")
	stl := saved(t, p, h, "stl")
	// Top and bottom of 10 x 8 cells, and the walls around them.
	triangles := 2*2*10*8 + 2*2*(10+8)
	if want := 84 + 50*triangles; len(stl) != want {
		t.Errorf("the STL has %d bytes, want %d", len(stl), want)
	}
	if obj := string(saved(t, p, h, "obj")); strings.Count(obj, "\nv ") != 2*11*9 {
		t.Errorf("the OBJ has %d vertices", strings.Count(obj, "\nv "))
	}
	p.Set("f", "0/0", true)
	clear(h.saved)
	p.Export("stl")
	h.wait(time.Second)
	if len(h.saved) != 0 || h.problems["export"] == "" || h.work != 1 {
		t.Errorf("of nothing: %d files, %q", len(h.saved), h.problems["export"])
	}
}

// What is covered twice is printed once, and that is said until something is entered.
// A turn of the picture is nothing of the kind.
func TestExportOnce(t *testing.T) {
	p, h := start(t, "surface?f=(cos(u)*sin(v),sin(u)*sin(v),cos(v))&us=13&vs=13")
	saved(t, p, h, "stl")
	said := func() string {
		for _, n := range h.notices {
			if len(n.Fixes) == 1 {
				return n.Message + " " + n.Fixes[0].Label + " " + n.Fixes[0].Query
			}
		}
		return ""
	}
	const want = "The surface covers itself more than once; it is exported once, with v from 0 to π. v from 0 to π vmin=0&vmax=3.141592653589793"
	if said() != want || slices.ContainsFunc(h.said, func(s string) bool { return strings.Contains(s, "covers itself") }) { // it would be heard twice
		t.Errorf("%q, %q", said(), h.said)
	}
	p.Key("ArrowLeft", false)
	p.SetLanguage("ja")
	if ja := "曲面が重なっているため、vを0からπまでとした1枚だけを立体にします。 vを0からπまで vmin=0&vmax=3.141592653589793"; said() != ja {
		t.Errorf("%q, want %q", said(), ja)
	}
	for _, n := range h.notices {
		for _, f := range n.Fixes {
			p.Apply(f.Query)
		}
	}
	if said() != "" || p.state.Text("vmax") != "3.141592653589793" {
		t.Errorf("%q, v to %s", said(), p.state.Text("vmax"))
	}
	saved(t, p, h, "obj")
	if said() != "" {
		t.Errorf("of what is covered once: %q", said())
	}
	// What has changed meanwhile is not what it is about.
	p.Set("vmax", "6", true)
	clear(h.saved)
	p.Export("stl")
	p.Set("f", "x", true)
	h.wait(10 * time.Second)
	if said() != "" {
		t.Errorf("of a plane: %q", said())
	}
	p.SetLanguage("en")
	p.Set("f", "(u*v,u+v,0)", true)
	p.Export("stl")
	h.wait(time.Second)
	if m := h.problems["export"]; !strings.Contains(m, "overlaps itself") {
		t.Errorf("folded askew: %q", m)
	}
}

// What is no height field over a rectangle becomes a shell, or bounds a body.
func TestExportShell(t *testing.T) {
	p, h := start(t, "surface?f=((3%2Bcos(v))*cos(u),(3%2Bcos(v))*sin(u),sin(v))&us=13&vs=9")
	if stl := saved(t, p, h, "stl"); len(stl) != 84+50*2*12*8 {
		t.Errorf("the STL of a torus has %d bytes", len(stl))
	}
	p.Set("f", "(u,v,u*v); x", true)
	if obj := string(saved(t, p, h, "obj")); strings.Count(obj, "\nv ") != 2*13*9+2*81*81 {
		t.Errorf("the OBJ of two surfaces has %d vertices", strings.Count(obj, "\nv "))
	}
	for _, f := range []string{"(0/0,u,v)", "(1,2,0u)", "(u,2u,3u); (0*v,u,0/0)"} {
		p.Set("f", f, true)
		clear(h.saved)
		clear(h.problems)
		p.Export("stl")
		h.wait(time.Second)
		if empty := f[0:2] != "(u"; empty != (len(h.saved) == 0) || empty != (h.problems["export"] != "") || h.work != 1 {
			t.Errorf("%s: %d files, %q", f, len(h.saved), h.problems["export"])
		}
	}
	p.Set("f", "(u,v,1)", true)
	clear(h.saved)
	for _, kind := range []string{"csv", "python", "octave", "latex", "go"} { // Go cannot say it
		p.Export(kind)
	}
	h.wait(time.Second)
	if len(h.saved) != 1 {
		t.Errorf("%d files", len(h.saved))
	}
}

func TestExportMovie(t *testing.T) {
	for state, frames := range map[string]int{
		"surface?f=sin(x-6t)&nx=11&ny=9&repeat=loop&speed=8": 10,
		"waves?speed=16&step=1&to=gaussian":                  5,
		"waves?speed=16&step=1&repeat=bounce":                10,
		"surface?f=x*y&nx=9&ny=9":                            72, // a full turn
	} {
		p, h := start(t, state)
		p.Resize(120, 100)
		g, err := gif.DecodeAll(bytes.NewReader(saved(t, p, h, "gif")))
		if err != nil || len(g.Image) != frames || g.Config.Width != 120 || g.LoopCount != 0 {
			t.Errorf("%s: %v, %d frames, want %d", state, err, len(g.Image), frames)
		}
		if h.state.String() != p.state.String() || p.state.Number("t") != 0 {
			t.Errorf("%s: recording changes the State to %s", state, p.state)
		}
	}
	p, h := start(t, "surface?f=x*y&nx=9&ny=9")
	p.Resize(120, 100)
	if zip := saved(t, p, h, "zip"); !bytes.Contains(zip, []byte("0072.png")) {
		t.Error("there is no frame 72 in the archive")
	}
	// What is given up leaves nothing.
	clear(h.saved)
	p.Export("gif")
	for n := 0; n < 5 && len(h.queue) > 0; n++ {
		e := h.queue[0]
		h.queue = h.queue[1:]
		e.f()
	}
	p.CancelWork(Exporting)
	h.wait(10 * time.Second)
	if len(h.saved) != 0 || h.work != 1 {
		t.Errorf("given up: %d files, work %v", len(h.saved), h.work)
	}
}

// Numbered pictures say in their name how fast they follow each other, if that
// is not as usual.
func TestZipSaysItsRate(t *testing.T) {
	for state, want := range map[string]string{"gaussian?speed=8": "-09.zip", "gaussian?speed=0.1&step=1": "-09-10fps.zip", "surface?f=a*x&nx=3&ny=3&play=a:0.01:loop": "-09-0.4fps.zip"} {
		p, h := start(t, state)
		p.Resize(50, 50)
		p.Export("zip")
		h.wait(time.Minute)
		for name := range h.saved {
			if !strings.HasSuffix(name, want) {
				t.Errorf("%s is written to %s, want ...%s", state, name, want)
			}
		}
		if len(h.saved) != 1 {
			t.Errorf("%s: %d files", state, len(h.saved))
		}
	}
}

// The file for pens is one of millimetres and layers, dark on white in any theme.
func TestExportPlot(t *testing.T) {
	p, h := start(t, "waves?theme=dark")
	p.Export("plotter")
	h.wait(time.Minute)
	var file string
	for name, data := range h.saved {
		if strings.HasSuffix(name, ".plotter.svg") {
			file = string(data)
		}
	}
	for _, part := range []string{`width="297mm"`, `inkscape:groupmode="layer"`, "m drawn"} {
		if !strings.Contains(file, part) {
			t.Errorf("no %s in a file of %d bytes", part, len(file))
		}
	}
	if strings.Contains(file, "<text") || strings.Contains(file, "#e8ebee") {
		t.Error("texts, or the ink of the dark theme")
	}
}

// Only what there is something for is offered.
func TestExportsOffered(t *testing.T) {
	for state, want := range map[string]string{
		"gaussian":           "png1 png2 png4 svg plotter html link embed csv stl obj gif zip python octave",
		"notebook?show=line": "png1 png2 png4 svg plotter html link embed csv gif zip python",
		"leastsquares":       "png1 png2 png4 svg plotter html link embed csv gif zip python octave",
	} {
		_, h := start(t, state)
		if got := strings.Join(h.exports, " "); got != want {
			t.Errorf("%s offers %s, want %s", state, got, want)
		}
		if slices.Contains(h.exports, "pdf") {
			t.Error("a PDF")
		}
	}
}

// A page of its own is light and dark, and leads back to this one; what was
// typed is text in it.
func TestExportHTML(t *testing.T) {
	for state, pictures := range map[string]int{"surface?f=if(x<y,a,0)&nx=9&ny=9": 2, "waves?theme=dark&step=0.5": 1, "leastsquares?steps=20": 2} {
		p, h := start(t, state)
		h.wait(2 * time.Second)
		html := string(saved(t, p, h, "html"))
		if n := strings.Count(html, "<svg"); n != pictures || strings.Contains(html, "<script") {
			t.Errorf("%s: %d pictures", state, n)
		}
		link := `<a href="https://example.org/z/#` + strings.ReplaceAll(p.state.String(), "&", "&amp;") + `">`
		if !strings.Contains(html, link) {
			t.Errorf("%s: no %s", state, link)
		}
	}
	p, h := start(t, "surface?f=if(x<y,a,0)&nx=9&ny=9")
	p.SetLanguage("ja")
	if html := string(saved(t, p, h, "html")); !strings.Contains(html, "if(x&lt;y,a,0)</code>") || !strings.Contains(html, "<html lang=\"ja\">") {
		t.Errorf("%.300s", html)
	}
	// What is changed while it is made is of the next one.
	clear(h.saved)
	p.Export("html")
	p.Open("waves")
	h.wait(10 * time.Second)
	for name, data := range h.saved {
		if !strings.Contains(name, "surface") || !bytes.Contains(data, []byte("if(x&lt;y,a,0)")) {
			t.Errorf("%s is of something else", name)
		}
	}
	if len(h.saved) != 1 {
		t.Errorf("%d files", len(h.saved))
	}
}

// The command makes the same files as the page, byte by byte.
func TestExportAsRendered(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector")
	}
	for _, state := range []string{
		"gaussian?speed=10&step=0.5", "waves?mode=surface&theme=dark&step=0.5&speed=20", "surface?f=(cos(u)*sin(v),sin(u)*sin(v),cos(v));x&us=9&vs=9&nx=9&ny=9",
		"surface?f=a*sin(x*y)&mode=contour&nx=21&ny=21&play=a:40:bounce", "leastsquares?steps=20", "notebook?show=line&speed=20", "matrices",
	} {
		p, h := start(t, state)
		p.Resize(240, 180)
		h.wait(10 * time.Second) // with what its jobs come to
		p.RunPause()
		h.wait(10 * time.Second)
		for _, kind := range h.exports {
			end, ok := fileKinds[kind]
			if !ok {
				continue
			}
			clear(h.saved)
			p.Export(kind)
			h.wait(10 * time.Second)
			var got []byte
			for _, got = range h.saved {
			}
			args := []string{state, "-size", "240x180", "-site", "https://example.org/z/", "-o", filepath.Join(t.TempDir(), "a"+filepath.Ext(end.suffix))}
			switch kind {
			case "png1", "png2", "png4":
				args = append(args, "-scale", kind[3:])
			case "plotter":
				args = append(args, "-plotter")
			}
			var said bytes.Buffer
			if code := render.Run(os.DirFS("../web"), args, io.Discard, &said); code != 0 {
				t.Fatalf("%s of %s: %d, %s", kind, state, code, &said)
			}
			want, err := os.ReadFile(args[6])
			if err != nil || len(h.saved) != 1 || !bytes.Equal(got, want) {
				t.Errorf("%s of %s: %d files, of %d bytes; the command's has %d: %v", kind, state, len(h.saved), len(got), len(want), err)
			}
		}
	}
}
