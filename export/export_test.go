package export

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image/gif"
	"image/png"
	"runtime"
	"strings"
	"testing"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/scene"
)

// pictureOf returns the picture of a State, 200 x 160 large.
func pictureOf(t testing.TB, state string) Picture {
	t.Helper()
	s, problems, err := exhibit.Parse(state, gallery.Open)
	if err != nil || problems != nil {
		t.Fatal(state, problems, err)
	}
	session := s.Exhibit().New(gallery.Open)
	if err := session.Update(s); err != nil {
		t.Fatal(state, err)
	}
	return Picture{Session: session, State: s, Theme: &scene.Light, W: 200, H: 160, Scale: 1, Lang: "en", Link: "index.html#" + s.String()}
}

// kinds are all kinds of work.
var kinds = map[string]func(Picture) Work{
	"png": PNG, "svg": SVG, "strokes": Strokes, "html": HTML, "csv": CSV, "graphml": GraphML, "stl": STL, "obj": OBJ, "gif": GIF, "zip": Zip,
}

var states = []string{
	"gaussian?step=0.5&speed=20", "waves?step=1&mode=surface&speed=20", "surface?f=sin(x)*cos(y);x/4&nx=21&ny=17",
	"surface?f=((3%2Bcos(v))*cos(u),(3%2Bcos(v))*sin(u),sin(v))&us=15&vs=13", "surface?f=(cos(3u),sin(3u),u)&mode=surface",
	"leastsquares?steps=5", "notebook?show=line&speed=20", "matrices", "graph?data=school",
}

// Each kind makes its file of each State, or says in both languages why there is
// none; twice the same.
func TestKinds(t *testing.T) {
	for _, state := range states {
		for kind, begin := range kinds {
			var last File
			for n := range 2 {
				w, before := begin(pictureOf(t, state)), 0.0
				f, err := Finish(w, func(progress float64) {
					if progress < before || progress > 1 {
						t.Fatalf("%s of %s: the progress goes from %v to %v", kind, state, before, progress)
					}
					before = progress
				})
				if err != nil {
					if text := lang.Of(err); text.En == text.Ja || text.Ja == "" || f.Data != nil {
						t.Errorf("%s of %s: %d bytes, %+v", kind, state, len(f.Data), text)
					}
					break
				}
				if w.Progress() != 1 || len(f.Data) < 100 || f.Suffix == "" || !strings.Contains(f.Type, "/") {
					t.Errorf("%s of %s: %d bytes of %s%s at %v", kind, state, len(f.Data), f.Type, f.Suffix, w.Progress())
				}
				if n > 0 && !bytes.Equal(f.Data, last.Data) {
					t.Errorf("%s of %s is another file the second time", kind, state)
				}
				last = f
			}
		}
	}
}

// Files are of what they say.
func TestFiles(t *testing.T) {
	of := func(state, kind string) string {
		p := pictureOf(t, state)
		p.Scale = 1.5
		f, err := Finish(kinds[kind](p), nil)
		if err != nil {
			t.Fatal(state, kind, err)
		}
		return string(f.Data)
	}
	m, err := png.Decode(strings.NewReader(of("gaussian", "png")))
	if err != nil || m.Bounds().Dx() != 300 || m.Bounds().Dy() != 240 {
		t.Errorf("a PNG: %v", err)
	}
	g, err := gif.DecodeAll(strings.NewReader(of("waves?step=1&speed=10", "gif")))
	if err != nil || len(g.Image) != 8 || g.Config.Width != 300 {
		t.Errorf("a GIF: %v", err)
	}
	for _, c := range []struct{ state, kind, part string }{
		{"waves", "svg", "<title>sin x + cos y</title>"}, {"waves", "svg", "<metadata>#waves</metadata>"},
		{"waves", "strokes", `width="297mm"`}, {"waves", "html", `<a href="index.html#waves">`},
		{"surface?f=x&nx=3&ny=3", "csv", "x,y,z\n"}, {"surface?f=x&nx=3&ny=3", "obj", "# Zscape #surface?f=x&nx=3&ny=3\n"},
		{"graph?data=school", "graphml", `<node id="70"><data key="label">71</data>`},
		{"gaussian?step=1&speed=8", "zip", "0010.png"},
	} {
		if data := of(c.state, c.kind); !strings.Contains(data, c.part) {
			t.Errorf("%s of %s: no %s in %.300s", c.kind, c.state, c.part, data)
		}
	}
}

// What is not there to be made is said, not what makes it.
func TestErrors(t *testing.T) {
	for _, c := range []struct {
		state string
		begin func(Picture) Work
		want  error
	}{
		{"waves", GraphML, ErrNoGraph}, {"matrices", STL, ErrNoBody}, {"notebook", OBJ, ErrNoBody}, {"matrices?A=1,2,3;4,5,6", GIF, ErrStill}, {"matrices?A=1,2,3;4,5,6", Zip, ErrStill},
	} {
		if _, err := Finish(c.begin(pictureOf(t, c.state)), nil); err != c.want {
			t.Errorf("%s: %v, want %v", c.state, err, c.want)
		}
	}
	p := pictureOf(t, "waves")
	p.Session = struct{ exhibit.Session }{p.Session} // that has no numbers
	if _, err := Finish(CSV(p), nil); err != ErrNoNumbers {
		t.Errorf("%v, want %v", err, ErrNoNumbers)
	}
}

// Nothing of what is given up stays, wherever it is, and it makes no file.
func TestStop(t *testing.T) {
	before := runtime.NumGoroutine()
	for kind, begin := range kinds {
		state := "waves?mode=surface"
		if kind == "graphml" {
			state = "graph"
		}
		for steps := range 6 {
			w := begin(pictureOf(t, state))
			for range steps {
				if w.Step() {
					break
				}
			}
			_, ended := w.File()
			w.Stop()
			w.Stop()
			if _, err := w.File(); ended != nil && err != errIncomplete {
				t.Errorf("%s, stopped after %d steps: %v", kind, steps, err)
			}
			if !w.Step() {
				t.Errorf("%s goes on after it was stopped", kind)
			}
		}
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d routines are left", n-before)
	}
}

// What is wrong with the program is not hidden.
func TestPanic(t *testing.T) {
	w := New(func(pause Pause) (File, error) {
		pause(0.5)
		panic(errFault)
	})
	defer func() {
		if r := recover(); r != errFault {
			t.Errorf("%v", r)
		}
	}()
	Finish(w, nil)
}

var errFault = errors.New("a fault")

// A data address is that of the standard library, whatever the length.
func TestDataURL(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 100, 3 << 12, 3<<12 + 1, 100_000} {
		data := bytes.Repeat([]byte("\x00\xfe7"), n/3+1)[:n]
		f, err := Finish(DataURL(New(func(Pause) (File, error) {
			return File{Type: "image/png", Data: data}, nil
		})), nil)
		if want := "data:image/png;base64," + base64.StdEncoding.EncodeToString(data); err != nil || string(f.Data) != want {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	if _, err := Finish(DataURL(STL(pictureOf(t, "matrices"))), nil); err != ErrNoBody {
		t.Errorf("%v", err)
	}
}
