package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"zscape/exhibit"
)

// weather is a table of places with two columns of values, larger than what is read at
// once.
func weather(name string) exhibit.File {
	b := []byte("lon,lat,height,temp\n")
	for k := range 10_000 {
		b = fmt.Appendf(b, "%d,%d,%d,%d\n", k%100, k/100, k%7, k%5)
	}
	return exhibit.File{Name: name, Data: b}
}

// While files are read all goes on as before; a second drop, or the visitor, ends it.
func TestReading(t *testing.T) {
	p, h := start(t, "surface?f=x")
	p.TakeFiles([]exhibit.File{weather("a.csv")})
	check(t, p, h, "surface?f=x")
	if h.read != 0 {
		t.Errorf("the work bar is at %v", h.read)
	}
	p.Set("xmax", "3", true) // is taken meanwhile
	check(t, p, h, "surface?f=x&xmax=3")
	p.TakeFiles([]exhibit.File{weather("b.csv")})
	h.wait(time.Second)
	check(t, p, h, "surface?f=data&file=b.csv")
	if h.read != 1 || h.said[len(h.said)-1] != h.report || h.readouts["zmax"] != 6. {
		t.Errorf("work %v, says %q, %v", h.read, h.said, h.readouts)
	}
	p.Undo()
	check(t, p, h, "surface?f=x&xmax=3")

	p.TakeFiles([]exhibit.File{weather("c.csv")})
	p.CancelWork(Reading)
	h.wait(time.Second)
	check(t, p, h, "surface?f=x&xmax=3")
	if h.read != 1 || len(h.problems) != 0 {
		t.Errorf("work %v, %v", h.read, h.problems)
	}

	// What is wrong with a file is said as ever.
	p.TakeFiles([]exhibit.File{{Name: "no.csv", Data: []byte(strings.Repeat("x,y\n", 30_000))}})
	h.wait(time.Second)
	check(t, p, h, "surface?f=x&xmax=3")
	if !strings.HasPrefix(h.problems["file"], "no.csv: ") {
		t.Errorf("%v", h.problems)
	}
}

// Files are read and exported at once, each with a bar of its own and to be cancelled
// by itself. What a session does between events ends neither.
func TestReadingAndExport(t *testing.T) {
	for _, c := range []struct {
		cancel      func(p *Page)
		read, saved int
	}{
		{func(p *Page) {}, 1, 1},
		{func(p *Page) { p.CancelWork(Reading) }, 0, 1},
		{func(p *Page) { p.CancelWork(Exporting) }, 1, 0},
		{func(p *Page) { p.CancelWork(Exporting); p.CancelWork(Reading) }, 0, 0},
		{func(p *Page) { p.work(func() bool { return true }, func() {}) }, 1, 1},
	} {
		p, h := start(t, "surface?f=x")
		p.TakeFiles([]exhibit.File{weather("a.csv")})
		p.Export("stl")
		if h.read != 0 || h.work != 0 {
			t.Fatalf("bars at %v and %v", h.read, h.work)
		}
		c.cancel(p)
		h.wait(10 * time.Second)
		read := strings.Count(p.state.String(), "a.csv")
		if read != c.read || len(h.saved) != c.saved || h.read != 1 || h.work != 1 || len(h.problems) != 0 {
			t.Errorf("%s, %d saved, bars at %v and %v, %v", p.state, len(h.saved), h.read, h.work, h.problems)
		}
	}
}

// A change of how a file is read waits for that; the last picture stays.
func TestReadingChanged(t *testing.T) {
	p, h := start(t, "surface?f=x")
	p.TakeFiles([]exhibit.File{weather("a.csv")})
	h.wait(time.Second)
	const before, after = "surface?f=data&file=a.csv", "surface?f=data&file=a.csv&zcol=temp"
	p.Set("zcol", "temp", true)
	check(t, p, h, before)
	if h.readouts["zmax"] != 6. || len(h.problems) != 0 || h.read != 0 {
		t.Fatalf("%v, %v, %v", h.readouts, h.problems, h.read)
	}
	h.wait(time.Second)
	check(t, p, h, after)
	if h.readouts["zmax"] != 4. || len(h.problems) != 0 || h.read != 1 {
		t.Errorf("%v, %v, %v", h.readouts, h.problems, h.read)
	}
	p.Undo() // what was read before is there at once
	check(t, p, h, before)
	p.Redo()
	check(t, p, h, after)
	p.Undo()

	// The change is taken back before it is there.
	p.Set("zcol", "lat", true)
	p.Set("zcol", "height", true)
	h.wait(time.Second)
	check(t, p, h, before)
	// It goes with another State.
	p.Set("zcol", "lat", true)
	p.Redo()
	h.wait(time.Second)
	check(t, p, h, after)
	p.Set("f", "data2", true)
	h.wait(time.Second)
	check(t, p, h, "surface?f=data2&file=a.csv&zcol=temp")
	if h.readouts["zmax"] != 6. {
		t.Errorf("%v", h.readouts)
	}
	// A link has several changes, of which later ones follow from earlier ones.
	p.Navigate("surface?f=data&file=a.csv&tableas=rows&nodata=4")
	h.wait(time.Second)
	check(t, p, h, "surface?f=data&file=a.csv&tableas=rows&nodata=4")
	if len(h.problems) != 0 || !strings.Contains(h.report, "of 4 read as gaps") {
		t.Errorf("%v, %q", h.problems, h.report)
	}
	p.Navigate("waves?t=0.5&to=surface?f%3Ddata%26file%3Da.csv%26xcol%3Dlat")
	h.wait(time.Second)
	if len(h.problems) != 0 || !strings.HasPrefix(h.state.String(), "waves?") || h.state.Text("to") == "" {
		t.Errorf("%s: %v", h.state, h.problems)
	}
}

// An exhibit without a camera is zoomed and moved, and opened while another turns.
func TestNoCamera(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector")
	}
	p, h := start(t, "ratings?first=0&second=0&sgd=0&epochs=1")
	p.Frame()
	p.Wheel(pt(300, 300), 50)
	h.wait(time.Second)
	p.Key("ArrowLeft", false)
	h.wait(time.Second)
	p.PointerDown(1, pt(730, 280), exhibit.Grip{})
	p.PointerMove(1, pt(750, 290))
	p.PointerUp(1)
	h.wait(time.Second)

	p, h = start(t, "waves")
	p.Frame()
	p.PointerDown(1, pt(400, 300), exhibit.Grip{})
	p.PointerMove(1, pt(450, 300))
	p.PointerUp(1)
	p.Open("ratings")
	p.Frame()
	h.wait(time.Second)
	p.Frame()
	if p.Status().Moving {
		t.Error("it still moves")
	}
}

// A page around this one chooses another column.
func TestEmbedSetsColumn(t *testing.T) {
	p, h := start(t, "surface")
	p.TakeFiles([]exhibit.File{table("t.csv", 12)})
	check(t, p, h, "surface?f=data&file=t.csv")
	for _, m := range []Fields{{"keys": Fields{"zcol": "x"}}, {"state": "surface?f=data&file=t.csv&zcol=y"}} {
		m["zscape"], m["type"] = MessageVersion, "set"
		var answers []Fields
		p.Receive(m, func(f Fields) { answers = append(answers, f) }, nil)
		h.wait(time.Second)
		if len(answers) != 1 || answers[0]["type"] != "result" || answers[0]["state"] != p.state.String() || !strings.Contains(p.state.String(), "zcol=") {
			t.Errorf("%v is answered by %v; the page is at %s", m, answers, p.state)
		}
	}
}

// Changes that wait for a reading are all made; while files are read there are none.
func TestChangesWait(t *testing.T) {
	p, h := start(t, "surface")
	p.TakeFiles([]exhibit.File{weather("a.csv")})
	h.wait(5 * time.Second)
	check(t, p, h, "surface?f=data&file=a.csv")
	p.Set("zcol", "temp", true)
	p.Set("xcol", "lat", true)
	p.Set("ycol", "lon", true)
	h.wait(10 * time.Second)
	for key, want := range map[string]string{"zcol": "temp", "xcol": "lat", "ycol": "lon"} {
		if _, ok := p.state.Control(key); !ok || p.state.Text(key) != want {
			t.Errorf("%s is not %s: %s", key, want, p.state)
		}
	}
	p.TakeFiles([]exhibit.File{weather("b.csv")})
	p.Set("zcol", "lat", true)
	if !strings.Contains(h.problems["zcol"], "while b.csv is being read") {
		t.Errorf("%v", h.problems)
	}
	h.wait(5 * time.Second)
	check(t, p, h, "surface?f=data&file=b.csv")
	if len(h.problems) != 0 {
		t.Errorf("%v", h.problems)
	}
}

// Files that are being read do not pull the visitor back from another exhibit.
func TestReadingLeft(t *testing.T) {
	p, h := start(t, "surface?f=x")
	p.TakeFiles([]exhibit.File{weather("a.csv")})
	p.Open("gaussian")
	h.wait(5 * time.Second)
	if p.state.Exhibit().Name != "gaussian" || h.read != 1 {
		t.Errorf("%s, and the work bar is at %v", p.state, h.read)
	}
}

// A link that has been waiting for its file says what else is wrong with it, and does
// not take what is for another exhibit.
func TestLinkAwaits(t *testing.T) {
	p, h := start(t, "surface?f=data&file=a.csv&zcol=nothing")
	p.TakeFiles([]exhibit.File{weather("a.csv")})
	h.wait(5 * time.Second)
	check(t, p, h, "surface?f=data&file=a.csv")
	if !strings.Contains(h.problems["zcol"], "must be one of") {
		t.Errorf("%v", h.problems)
	}
	p, h = start(t, "surface?f=data&file=x.csv")
	p.TakeFiles([]exhibit.File{{Name: "u.data", Data: []byte("196\t242\t3\t881250949\n186\t302\t3\t891717742\n22\t377\t1\t878887116\n244\t51\t2\t880606923\n")}})
	h.wait(time.Second)
	if p.state.Exhibit().Name != "ratings" {
		t.Errorf("ratings open %s", p.state)
	}
}

// happen lets the next thing happen, and returns false if there is none.
func (h *host) happen() bool {
	if len(h.queue) == 0 {
		return false
	}
	next := 0
	for i, e := range h.queue {
		if e.at.Before(h.queue[next].at) {
			next = i
		}
	}
	e := h.queue[next]
	h.queue = slices.Delete(h.queue, next, next+1)
	h.now = e.at
	e.f()
	return true
}

// At whatever moment between the drop of a file and its picture something else comes, it
// is not lost, and nothing comes twice.
func TestReadingHasNoGaps(t *testing.T) {
	moments := 0
	for _, c := range []struct {
		name, want string
		do         func(p *Page)
	}{
		{"a change", "surface?f=data&file=a.csv&mode=surface", func(p *Page) { p.Set("mode", "surface", true) }},
		{"another file", "surface?f=data&file=b.csv", func(p *Page) { p.TakeFiles([]exhibit.File{weather("b.csv")}) }},
		{"a small file", "surface?f=data&file=t.csv", func(p *Page) { p.TakeFiles([]exhibit.File{table("t.csv", 5)}) }},
		{"its end", "surface?f=x", func(p *Page) { p.CancelWork(Reading) }},
		{"another exhibit", "gaussian", func(p *Page) { p.Open("gaussian") }},
	} {
		for n := 0; ; n++ {
			p, h := start(t, "surface?f=x")
			p.TakeFiles([]exhibit.File{weather("a.csv")})
			for range n {
				h.happen()
			}
			if p.state.Text(exhibit.FileKey) != "" {
				moments += n
				break
			}
			if p.reading == nil || h.read == 1 {
				t.Fatalf("after %d events nothing is read", n)
			}
			c.do(p)
			h.wait(time.Minute)
			if got := p.state.String(); got != c.want || p.reading != nil || h.read != 1 {
				t.Errorf("%s after %d events: %s, want %s", c.name, n, got, c.want)
			}
		}
	}
	if moments < 5*6 {
		t.Errorf("there are %d moments only", moments)
	}
}

// Nor is a change lost while a file is read a second time, as the one before it was.
func TestReadingTwiceHasNoGaps(t *testing.T) {
	for n := 0; ; n++ {
		p, h := start(t, "surface?f=x")
		p.TakeFiles([]exhibit.File{weather("a.csv")})
		h.wait(time.Minute)
		p.Set("zcol", "temp", true)
		h.wait(time.Minute)
		p.TakeFiles([]exhibit.File{weather("a.csv")})
		for range n {
			h.happen()
		}
		if p.reading == nil {
			if n < 10 {
				t.Errorf("there are %d moments only", n)
			}
			break
		}
		p.Set("mode", "surface", true)
		h.wait(time.Minute)
		if got, want := p.state.String(), "surface?f=data&file=a.csv&mode=surface&zcol=temp"; got != want || h.read != 1 || h.readouts["zmax"] != 4. {
			t.Errorf("after %d events: %s, want %s; %v", n, got, want, h.readouts["zmax"])
		}
	}
}
