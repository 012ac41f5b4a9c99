package page

import (
	"bytes"
	"fmt"
	"image/png"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/jobs"
	"zscape/scene"
	"zscape/scene/space"
	"zscape/task"
)

// host is a browser of a test: it remembers what it is told, and its clock
// goes only when the test says so.
type host struct {
	t        testing.TB
	now      time.Time
	queue    []event
	exhibit  *exhibit.Exhibit
	lang     string
	state    exhibit.State
	problems map[string]string
	readouts map[string]any
	playing  Transport
	undo     bool
	redo     bool
	address  string
	writes   int // of the address
	pushes   int // of them, as new entries
	said     []string
	saved    map[string][]byte
	copied   string
	work     float64 // on an export
	read     float64 // of files
	working  string  // the name of what is made
	redraws  int
	cursor   string
	more     []exhibit.Control
	trouble  Problem
	notices  []Notice
	exports  []string
	camera   bool
	run      Run
	table    *exhibit.Table
	sliders  []Slider
	intake   *exhibit.Intake
	report   string
	summary  string
	fetched  []string
	arrive   map[string]func(data []byte, err error)
}

type event struct {
	at time.Time
	f  func()
}

func (h *host) ShowExhibit(e *exhibit.Exhibit, lang string) { h.exhibit, h.lang = e, lang }
func (h *host) ShowState(s exhibit.State)                   { h.state = s }
func (h *host) ShowTransport(t Transport)                   { h.playing = t }
func (h *host) ShowHistory(undo, redo bool)                 { h.undo, h.redo = undo, redo }
func (h *host) Announce(text string)                        { h.said = append(h.said, text) }
func (h *host) Save(name, mime string, data []byte)         { h.saved[name] = data }
func (h *host) Copy(text string)                            { h.copied = text }
func (h *host) Redraw()                                     { h.redraws++ }
func (h *host) Now() time.Time                              { return h.now }
func (h *host) ShowRun(r Run)                               { h.run = r }
func (h *host) ShowTable(b *exhibit.Table, lang string)     { h.table = b }
func (h *host) Address(relative string) string              { return "https://example.org/z/" + relative }
func (h *host) ShowSliders(s []Slider)                      { h.sliders = s }
func (h *host) ShowViews(camera bool)                       { h.camera = camera }
func (h *host) ShowExports(kinds []string)                  { h.exports = kinds }
func (h *host) ShowCursor(name string)                      { h.cursor = name }

func (h *host) ShowIntake(in *exhibit.Intake, lang string) { h.intake = in }
func (h *host) ShowReport(text string)                     { h.report = text }
func (h *host) ShowSummary(text string)                    { h.summary = text }

func (h *host) Fetch(path string, done func(data []byte, err error)) {
	h.fetched = append(h.fetched, path)
	if h.arrive == nil {
		h.arrive = map[string]func([]byte, error){}
	}
	h.arrive[path] = done
}

func (h *host) ShowProblem(p Problem) {
	h.problems[p.Key], h.trouble = p.Message, p
	if p.Message == "" {
		delete(h.problems, p.Key)
	}
}

func (h *host) ShowNotices(n []Notice) { h.notices = n }

func (h *host) ShowMore(controls []exhibit.Control, lang string) { h.more = controls }

func (h *host) ShowReadouts(r []exhibit.Readout, lang string) {
	h.readouts = map[string]any{}
	for _, v := range r {
		h.readouts[v.Key] = v.Value
	}
}

func (h *host) ShowWork(w Work, name string, fraction float64) {
	bar := map[Work]*float64{Reading: &h.read, Exporting: &h.work}[w]
	if fraction < *bar && *bar < 1 {
		h.t.Errorf("the work on %s falls from %v to %v", name, *bar, fraction)
	}
	*bar, h.working = fraction, name
}

func (h *host) SetAddress(fragment string, push bool) {
	h.address = fragment
	h.writes++
	if push {
		h.pushes++
	}
}

func (h *host) After(d time.Duration, f func()) {
	h.queue = append(h.queue, event{h.now.Add(d), f})
}

// wait lets d pass, with all that was to happen meanwhile.
func (h *host) wait(d time.Duration) {
	end := h.now.Add(d)
	for n := 0; ; n++ {
		next := -1
		for i, e := range h.queue {
			if !e.at.After(end) && (next < 0 || e.at.Before(h.queue[next].at)) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		e := h.queue[next]
		h.queue = slices.Delete(h.queue, next, next+1)
		if e.at.After(h.now) {
			h.now = e.at
		}
		e.f()
		if n > 100_000 {
			h.t.Fatal("there is no end of events")
		}
	}
	h.now = end
}

// start opens a page at an address.
func start(t testing.TB, fragment string) (*Page, *host) {
	h := &host{t: t, now: time.Unix(1e9, 0), problems: map[string]string{}, saved: map[string][]byte{}}
	p := New(h, gallery.All, task.NewPool(1, h, task.Inline(jobs.Library, h, 5*time.Millisecond)))
	p.Start(fragment, "en", false)
	p.Resize(800, 600)
	return p, h
}

// play draws frames 20 ms apart for d.
func play(p *Page, h *host, d time.Duration) {
	for end := h.now.Add(d); h.now.Before(end); {
		h.wait(20 * time.Millisecond)
		p.Frame()
	}
}

func pt(x, y float64) scene.Point { return scene.Point{X: x, Y: y} }

// check compares the State that is shown, in the page and at its host.
func check(t *testing.T, p *Page, h *host, want string) {
	t.Helper()
	if got := p.state.String(); got != want || h.state.String() != want {
		t.Errorf("state %s, shown as %s, want %s", got, h.state, want)
	}
}

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

func TestStart(t *testing.T) {
	for _, tt := range []struct{ fragment, state, problem string }{
		{"", "gaussian", ""},
		{"#", "gaussian", ""},
		{"#waves?ax=2", "waves?ax=2", ""},
		{"waves?ax=2&az=5", "waves?ax=2&az=5", ""},
		{"#nothing?ax=2", "gaussian", "address"},
		{"#gaussian?vx=-1&az=5", "gaussian?az=5", "vx"},
		{"#gaussian?colour=1&az=5", "gaussian?az=5", "address"},
		{"#gaussian?rho=1&az=5", "gaussian?az=5", "rho"},
		{"#gaussian?xmin=5&az=5", "gaussian?az=5", "xmax"},
		{"#gaussian?step=1e-9&az=5&vx=3", "gaussian?vx=3&az=5", "step"},
		{"#gaussian?to=nothing&az=5", "gaussian?az=5", "to"},
	} {
		p, h := start(t, tt.fragment)
		check(t, p, h, tt.state)
		if h.address != tt.state || h.exhibit != p.state.Exhibit() || h.undo || h.redo {
			t.Errorf("%s: address %s, exhibit %s, undo %v, redo %v", tt.fragment, h.address, h.exhibit.Name, h.undo, h.redo)
		}
		var want []string
		if tt.problem != "" {
			want = slices.Compact([]string{"address", tt.problem}) // beside the control, and over the picture
		}
		if got := slices.Sorted(maps.Keys(h.problems)); !slices.Equal(got, want) {
			t.Errorf("%s: problems %q, want %q", tt.fragment, h.problems, want)
		}
	}
}

func TestNavigate(t *testing.T) {
	p, h := start(t, "gaussian")
	p.Navigate("#waves?ax=2&fy=x&bar=0&size=3&step=1e-9")
	check(t, p, h, "waves?ax=2&bar=0")
	if len(h.problems) != 3 || h.problems["fy"] == "" || h.problems["address"] == "" || h.problems["step"] == "" {
		t.Errorf("problems %q", h.problems)
	}
	if h.exhibit.Name != "waves" {
		t.Errorf("the panel shows %s", h.exhibit.Name)
	}
	p.Navigate("nowhere")
	check(t, p, h, "waves?ax=2&bar=0")
	if len(h.problems) != 1 || !strings.Contains(h.problems["address"], `"nowhere"`) {
		t.Errorf("problems %q", h.problems)
	}
	p.Navigate("#gaussian")
	check(t, p, h, "gaussian")
	if len(h.problems) != 0 || h.exhibit.Name != "gaussian" {
		t.Errorf("problems %q", h.problems)
	}
	writes := h.writes
	p.Navigate("#gaussian") // what the page wrote itself
	if h.writes != writes {
		t.Error("the page answers its own address")
	}
}

// A drag turns as matplotlib's: the near side of the box follows the pointer.
func TestDrag(t *testing.T) {
	p, h := start(t, "gaussian")
	p.PointerDown(1, pt(400, 300), exhibit.Grip{})
	p.PointerMove(1, pt(460, 300))
	check(t, p, h, "gaussian?az=-78") // 60 of 600 units, 18 degrees, to the right
	p.PointerMove(1, pt(460, 330))
	check(t, p, h, "gaussian?az=-78&el=39") // down, the eye rises
	if h.undo {
		t.Error("an unfinished drag can be undone")
	}
	p.PointerUp(1)
	if h.address != "gaussian?az=-78&el=39" || !h.undo {
		t.Errorf("address %s, undo %v", h.address, h.undo)
	}
	if last := h.said[len(h.said)-1]; last != "azimuth \u221278\u00b0, elevation 39\u00b0, zoom 1.00" {
		t.Errorf("says %s", last)
	}
	p.PointerMove(1, pt(700, 500)) // no longer down
	check(t, p, h, "gaussian?az=-78&el=39")
	p.PointerDown(1, pt(0, 0), exhibit.Grip{})
	p.PointerMove(1, pt(0, 9999))
	check(t, p, h, "gaussian?az=-78&el=90")
	p.PointerUp(1)
	p.Undo()
	check(t, p, h, "gaussian?az=-78&el=39")
	p.Undo()
	check(t, p, h, "gaussian")
}

// Samples of a click without a movement change nothing.
func TestClick(t *testing.T) {
	p, h := start(t, "gaussian")
	writes := h.writes
	p.PointerDown(1, pt(400, 300), exhibit.Grip{})
	p.PointerMove(1, pt(400, 300))
	p.PointerUp(1)
	p.PointerUp(7) // never went down
	if check(t, p, h, "gaussian"); h.writes != writes || h.undo {
		t.Error("a click changes the address or the history")
	}
}

func TestPan(t *testing.T) {
	for _, tt := range []struct {
		state string
		pan   bool
	}{{"gaussian", true}, {"gaussian?mode=contour", false}, {"gaussian?proj=persp&eye=2&zoom=3", true}} {
		p, _ := start(t, tt.state)
		before := p.view(0).Center
		p.PointerDown(1, pt(100, 100), exhibit.Grip{Shift: tt.pan})
		p.PointerMove(1, pt(130, 80))
		after := p.view(0).Center
		if d := after.Sub(before); !near(d.X, 30, 0.1) || !near(d.Y, -20, 0.1) {
			t.Errorf("%s: a drag by (30, -20) moves the picture by %v", tt.state, d)
		}
		if c := p.state.Camera(); c.Azimuth != -60 || c.Elevation != 30 {
			t.Errorf("%s: it turns, too", tt.state)
		}
	}
}

// Two fingers keep what is under them under them.
func TestPinch(t *testing.T) {
	for _, state := range []string{"gaussian", "gaussian?mode=contour", "waves?proj=persp&eye=2"} {
		p, h := start(t, state)
		a, b := pt(300, 200), pt(400, 300)
		v := *p.view(0)
		in := func(v *scene.View, q scene.Point) scene.Point { return q.Sub(v.Center).Scale(1 / v.Radius) }
		mid := in(&v, a.Add(b).Scale(0.5))
		p.PointerDown(1, a, exhibit.Grip{})
		p.PointerDown(2, b, exhibit.Grip{})
		for k := 1; k <= 10; k++ { // the fingers part and wander to the right
			f := float64(k)
			p.PointerMove(1, pt(300-3*f, 200-5*f))
			p.PointerMove(2, pt(400+9*f, 300+5*f))
		}
		after := p.view(0)
		want := math.Hypot(220, 200) / math.Hypot(100, 100)
		if z := p.state.Camera().Zoom; !near(z, want, 1e-3*want) {
			t.Errorf("%s: zoom %v, want %v", state, z, want)
		}
		if got := in(after, pt(380, 250)); !near(got.X, mid.X, 2e-3) || !near(got.Y, mid.Y, 2e-3) {
			t.Errorf("%s: the middle holds %v, want %v", state, got, mid)
		}
		p.PointerUp(1)
		p.PointerUp(2)
		if !h.undo || h.address != p.state.String() {
			t.Errorf("%s: undo %v, address %s", state, h.undo, h.address)
		}
	}
}

// One coarse step of a pinch does the same as many fine ones.
func TestPinchInOneStep(t *testing.T) {
	p, _ := start(t, "gaussian")
	v := *p.view(0)
	p.PointerDown(1, pt(300, 200), exhibit.Grip{})
	p.PointerDown(2, pt(400, 200), exhibit.Grip{})
	p.PointerMove(2, pt(600, 200))
	after := p.view(0)
	for _, tt := range [][2]scene.Point{{pt(300, 200), pt(300, 200)}, {pt(400, 200), pt(600, 200)}} {
		a, b := tt[0].Sub(v.Center).Scale(1/v.Radius), tt[1].Sub(after.Center).Scale(1/after.Radius)
		if !near(a.X, b.X, 1e-3) || !near(a.Y, b.Y, 1e-3) {
			t.Errorf("the finger at %v held %v and holds %v", tt[1], a, b)
		}
	}
}

// An end that was never heard of leaves no finger behind.
func TestLostPointer(t *testing.T) {
	p, h := start(t, "gaussian")
	p.PointerDown(1, pt(10, 10), exhibit.Grip{})
	p.PointerDown(1, pt(400, 300), exhibit.Grip{})
	p.PointerMove(1, pt(460, 300))
	check(t, p, h, "gaussian?az=-78")
	p.PointerUp(1)
	p.PointerMove(1, pt(100, 300))
	check(t, p, h, "gaussian?az=-78")
}

func TestWheel(t *testing.T) {
	for _, state := range []string{"gaussian", "waves?mode=contour", "gaussian?proj=persp&eye=1.5&roll=20", "gaussian?panx=0.5&zoom=2"} {
		for _, at := range []scene.Point{pt(200, 150), pt(799, 1), pt(362, 277)} {
			p, h := start(t, state)
			opened, v := p.state.String(), *p.view(0)
			p.Wheel(at, -120)
			p.Wheel(at, -100)
			after := p.view(0)
			if got, want := after.Radius/v.Radius, math.Exp(0.33); !near(got, want, 1e-3) {
				t.Errorf("%s: zoomed by %v, want %v", state, got, want)
			}
			a, b := at.Sub(v.Center).Scale(1/v.Radius), at.Sub(after.Center).Scale(1/after.Radius)
			if !near(a.X, b.X, 1e-3) || !near(a.Y, b.Y, 1e-3) {
				t.Errorf("%s: under %v was %v, now %v", state, at, a, b)
			}
			if h.undo {
				t.Errorf("%s: in the history at once", state)
			}
			h.wait(time.Second)
			if p.Undo(); p.state.String() != opened || h.undo {
				t.Errorf("two turns of the wheel are undone to %s, want %s", p.state, opened)
			}
		}
	}
	p, h := start(t, "gaussian")
	for range 100 {
		p.Wheel(pt(1, 1), -1e9)
	}
	if z := p.state.Camera().Zoom; z != scene.MaxZoom {
		t.Errorf("zoom %v", z)
	}
	for range 100 {
		p.Wheel(pt(1, 1), math.Inf(1))
		p.Wheel(pt(1, 1), math.NaN())
		p.Wheel(pt(1, 1), 400)
	}
	if z := p.state.Camera().Zoom; z != scene.MinZoom {
		t.Errorf("zoom %v", z)
	}
	h.wait(time.Minute)
	if h.address != p.state.String() {
		t.Errorf("address %s, want %s", h.address, p.state)
	}
}

func TestKeys(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"ArrowLeft", "gaussian?az=-55"},
		{"ArrowRight", "gaussian?az=-65"},
		{"ArrowUp", "gaussian?el=25"},
		{"ArrowDown ArrowDown", "gaussian?el=40"},
		{"+", "gaussian?zoom=1.15"},
		{"=", "gaussian?zoom=1.15"},
		{"-", "gaussian?zoom=0.8696"},
		{"ArrowLeft + 0", "gaussian"},
		{"1", "gaussian?az=-90&el=90"},
		{"2", "gaussian?az=-90&el=0"},
		{"3", "gaussian?az=0&el=0"},
		{"4", "gaussian?az=-45&el=60"},
		{". . ,", "gaussian?t=0.01"},
		{",", "gaussian"},
	} {
		p, h := start(t, "gaussian")
		for key := range strings.FieldsSeq(tt.keys) {
			if !p.Key(key, false) {
				t.Errorf("%s means nothing", key)
			}
		}
		check(t, p, h, tt.want)
		h.wait(time.Second)
		if h.address != tt.want || h.undo != (tt.want != "gaussian") {
			t.Errorf("%s: address %s, undo %v", tt.keys, h.address, h.undo)
		}
	}
	p, h := start(t, "gaussian")
	for _, key := range []string{"Tab", "Escape", "F5", "a", "", "Enter", "5", "9"} {
		if p.Key(key, false) {
			t.Errorf("%q is taken from the browser", key)
		}
	}
	check(t, p, h, "gaussian")
	before := p.view(0).Center
	p.Key("ArrowRight", true)
	if d := p.view(0).Center.Sub(before); !near(d.X, 24, 0.1) || d.Y != 0 {
		t.Errorf("shift and right move the picture by %v", d)
	}
	p.Key(" ", false)
	if !h.playing.Playing {
		t.Error("space does not play")
	}
}

func TestResetAndPresets(t *testing.T) {
	p, h := start(t, "gaussian?vx=3&az=10&el=-5&roll=8&zoom=3&panx=0.5&pany=1")
	p.View("octave")
	check(t, p, h, "gaussian?vx=3&az=-45&el=60&zoom=3")
	p.View("nothing")
	check(t, p, h, "gaussian?vx=3&az=-45&el=60&zoom=3")
	p.Reset()
	check(t, p, h, "gaussian?vx=3")
	p.Undo()
	p.Undo()
	check(t, p, h, "gaussian?vx=3&az=10&el=-5&roll=8&zoom=3&panx=0.5&pany=1")
}

func TestSet(t *testing.T) {
	p, h := start(t, "gaussian")
	p.Set("vx", "3", true)
	check(t, p, h, "gaussian?vx=3")
	if got := h.readouts["sigma"].([][]float64)[0][0]; got != 3 || h.address != "gaussian?vx=3" || !h.undo {
		t.Errorf("variance %v, address %s, undo %v", got, h.address, h.undo)
	}
	for _, tt := range []struct{ key, text, problem string }{
		{"vx", "-1", "must be greater than 0"},
		{"vx", "", "is empty: enter a number"},
		{"vx", "abc", "is not a number"},
		{"rho", "1", "makes the covariance matrix singular"},
		{"xmin", "5", `xmax = "3" must be greater than xmin = 5`},
		{"step", "1e-9", "is too small"},
		{"to", "nothing", "cannot be read as a surface"},
		{"mode", "wire", "must be one of hidden, dimmed"},
		{"colour", "red", "is not a control of gaussian"},
	} {
		writes, said := h.writes, len(h.said)
		p.Set(tt.key, tt.text, true)
		check(t, p, h, "gaussian?vx=3")
		if !strings.HasPrefix(h.problems[tt.key], tt.problem) || len(h.said) > said { // it would be heard twice
			t.Errorf("%s = %q: problem %q, want %q; says %q", tt.key, tt.text, h.problems[tt.key], tt.problem, h.said[said:])
		}
		if h.writes != writes || h.readouts["sigma"].([][]float64)[0][0] != 3 {
			t.Errorf("%s = %q changes the page", tt.key, tt.text)
		}
		if status := p.Status(); !slices.Contains(status.Problems, tt.key) {
			t.Errorf("%s = %q: Status has the problems %q", tt.key, tt.text, status.Problems)
		}
	}
	p.Set("vx", "4", true)
	check(t, p, h, "gaussian?vx=4")
	if h.problems["vx"] != "" {
		t.Errorf("problem %q stays", h.problems["vx"])
	}
}

// A range that moves as a whole passes through ranges that do not do.
func TestSetTogether(t *testing.T) {
	p, h := start(t, "gaussian")
	p.Set("xmin", "5", true)
	if h.problems["xmin"] == "" {
		t.Fatal("from 5 to 3 is no problem")
	}
	p.Set("xmax", "8", true)
	check(t, p, h, "gaussian?xmin=5&xmax=8")
	if len(h.problems) != 0 {
		t.Errorf("problems %q", h.problems)
	}
	p.Undo()
	check(t, p, h, "gaussian")
	p.Set("xmin", "5", true)
	p.Set("xmin", "-5", true) // a second thought
	p.Set("xmax", "8", true)
	check(t, p, h, "gaussian?xmin=-5&xmax=8")
}

// A field that waits for another one does not hold up a third.
func TestSetPastWaiting(t *testing.T) {
	p, h := start(t, "gaussian")
	p.Set("xmin", "5", true)
	p.Set("vx", "3", true)
	check(t, p, h, "gaussian?vx=3")
	if h.problems["xmin"] == "" {
		t.Error("from 5 to 3 is no problem any more")
	}
	p.Set("xmax", "8", true)
	check(t, p, h, "gaussian?vx=3&xmin=5&xmax=8")
}

func TestSlider(t *testing.T) {
	p, h := start(t, "gaussian")
	for k := range 100 {
		p.Set("vx", exhibit.FormatNumber(2+float64(k)/100), false)
		h.wait(10 * time.Millisecond)
	}
	if h.undo {
		t.Error("a moving slider is in the history")
	}
	p.Set("vx", "3", true)
	check(t, p, h, "gaussian?vx=3")
	if h.address != "gaussian?vx=3" || !h.undo {
		t.Errorf("address %s, undo %v", h.address, h.undo)
	}
	if p.Undo(); h.undo {
		t.Error("one movement has several entries")
	}
	check(t, p, h, "gaussian")
}

func TestUndoRedo(t *testing.T) {
	p, h := start(t, "gaussian")
	p.Set("vx", "3", true)
	p.Open("waves")
	if h.pushes != 1 || h.exhibit.Name != "waves" {
		t.Errorf("%d new entries of the browser's history, exhibit %s", h.pushes, h.exhibit.Name)
	}
	p.Set("ax", "2", true)
	steps := []string{"gaussian", "gaussian?vx=3", "waves", "waves?ax=2"}
	for round := range 2 {
		for k := len(steps) - 1; k >= 0; k-- {
			check(t, p, h, steps[k])
			if h.address != steps[k] || h.undo != (k > 0) || h.redo != (k < len(steps)-1) || h.exhibit != p.state.Exhibit() {
				t.Errorf("round %d, %s: address %s, undo %v, redo %v", round, steps[k], h.address, h.undo, h.redo)
			}
			p.Undo()
		}
		for range steps {
			p.Redo()
		}
	}
	p.Undo()
	p.Undo()
	p.Set("rho", "0", true) // what could be redone is gone
	if h.redo {
		t.Error("redo leads to another future")
	}
	p.Redo()
	check(t, p, h, "gaussian?vx=3&rho=0")
	p.Set("vy", "9", true)
	p.Set("vy", "9", true)
	p.Undo()
	check(t, p, h, "gaussian?vx=3&rho=0")
}

func TestHistoryLimit(t *testing.T) {
	p, h := start(t, "gaussian")
	for k := range 2 * historyLimit {
		p.Set("mx", fmt.Sprint(k%7+k/7%2), true)
	}
	n := 0
	for ; h.undo; n++ {
		p.Undo()
	}
	if n != historyLimit-1 {
		t.Errorf("%d steps back, want %d", n, historyLimit-1)
	}
}

func TestOpen(t *testing.T) {
	p, h := start(t, "gaussian?vx=3&mode=smooth&cmap=magma&theme=dark&az=5&proj=persp")
	p.Open("gaussian")
	p.Open("nothing")
	if h.pushes != 0 {
		t.Error("nothing was opened, but pushed")
	}
	p.Open("waves")
	check(t, p, h, "waves?mode=smooth&cmap=magma&theme=dark&az=5&proj=persp")
	p.Navigate("waves?ax=2&lines=plain&bar=0&sx=2&zoom=2&spin=3&el=10&eye=3")
	p.Open("surface")
	check(t, p, h, "surface?lines=plain&bar=0&el=10&eye=3") // not what else has the same key
}

func TestPress(t *testing.T) {
	p, h := start(t, "gaussian?vx=3")
	p.Press("swap")
	if h.exhibit.Name != "waves" || p.state.Text("to") != "gaussian?vx=3" || !h.undo {
		t.Errorf("%s, undo %v", p.state, h.undo)
	}
	p.Undo()
	check(t, p, h, "gaussian?vx=3")
	p.Press("keep")
	check(t, p, h, "gaussian?vx=3&to=gaussian%3Fvx%3D3")
	p.Press("time")
	if len(h.queue) == 0 {
		t.Fatal("timing begins within the event")
	}
	h.wait(time.Second)
	for _, key := range []string{"loops_ms", "vectorized_ms", "fused_ms"} {
		if ms, _ := h.readouts[key].(float64); !(ms > 0) {
			t.Errorf("%s is %v", key, h.readouts[key])
		}
	}
	p.Press("nothing")
	p.Press("vx")
}

func TestPlayOnce(t *testing.T) {
	p, h := start(t, "gaussian?ease=linear")
	p.PlayPause()
	if !h.playing.Playing || !h.playing.Playable || h.said[len(h.said)-1] != "playing" {
		t.Errorf("%+v", h.playing)
	}
	play(p, h, time.Second)
	if got := p.state.Number("t"); !near(got, 0.25, 1e-3) || h.playing.Position != got {
		t.Errorf("after one second t = %v, shown as %v", got, h.playing.Position)
	}
	if _, more := p.Frame(); !more {
		t.Error("playing asks for no more frames")
	}
	play(p, h, 3100*time.Millisecond)
	check(t, p, h, "gaussian?t=1&ease=linear")
	if _, more := p.Frame(); more || h.playing.Playing || h.playing.Position != 1 || h.address != "gaussian?t=1&ease=linear" {
		t.Errorf("%+v, more %v, address %s", h.playing, more, h.address)
	}
	want := p.session.(exhibit.Readouter).Readouts()
	end, _ := start(t, "waves?xmin=-3&xmax=3&ymin=-4&ymax=4&step=0.1")
	for _, r := range end.session.(exhibit.Readouter).Readouts() {
		for _, w := range want {
			if r.Key == w.Key && r.Key[0] == 'z' && r.Value != w.Value {
				t.Errorf("at the end %s = %v, want %v", r.Key, w.Value, r.Value)
			}
		}
	}
	p.PlayPause() // from the end it begins anew
	if p.state.Number("t") != 0 || !h.playing.Playing {
		t.Errorf("again from %v", p.state.Number("t"))
	}
	p.Undo()
	if h.playing.Playing || p.state.String() != "gaussian?ease=linear" {
		t.Errorf("playing is undone to %s, %+v", p.state, h.playing)
	}
}

func TestPlayModes(t *testing.T) {
	for _, tt := range []struct {
		state   string
		after   time.Duration
		want    float64
		playing bool
	}{
		{"gaussian?repeat=loop&step=0.5", 5 * time.Second, 0.25, true},
		{"gaussian?repeat=loop&step=0.5", 9 * time.Second, 0.25, true},
		{"gaussian?repeat=bounce", 5 * time.Second, 0.75, true},
		{"gaussian?repeat=bounce", 9 * time.Second, 0.25, true},
		{"gaussian?repeat=bounce&t=1", time.Second, 0.75, true},
		{"gaussian?repeat=bounce&t=0.5", time.Second, 0.75, true},
		{"gaussian?speed=2", time.Second, 0.5, true},
		{"gaussian?speed=0.1&t=0.5", time.Second, 0.525, true},
		{"gaussian?speed=20", time.Second, 1, false},
		{"gaussian?speed=20&repeat=loop", time.Second, 0, true},
		{"gaussian?t=1", time.Second, 0.25, true},
	} {
		p, h := start(t, tt.state)
		p.PlayPause()
		play(p, h, tt.after)
		if got := p.state.Number("t"); !near(got, tt.want, 2e-3) && !near(got, tt.want+1, 2e-3) || h.playing.Playing != tt.playing {
			t.Errorf("%s: after %v t = %v, playing %v; want %v, %v", tt.state, tt.after, got, h.playing.Playing, tt.want, tt.playing)
		}
	}
}

// A hidden page gets no frames; it goes on where it stopped.
func TestPlayHidden(t *testing.T) {
	p, h := start(t, "gaussian")
	p.PlayPause()
	play(p, h, time.Second)
	h.wait(time.Hour)
	p.Frame()
	if got := p.state.Number("t"); !near(got, 0.25+0.25/4, 2e-3) {
		t.Errorf("after an hour in hiding t = %v", got)
	}
}

func TestPause(t *testing.T) {
	p, h := start(t, "gaussian")
	p.PlayPause()
	play(p, h, time.Second)
	p.PlayPause()
	at := p.state.String()
	if h.playing.Playing || h.address != at || h.said[len(h.said)-1][:4] != "25 %" {
		t.Errorf("%+v, address %s, says %q", h.playing, h.address, h.said[len(h.said)-1])
	}
	play(p, h, time.Second)
	check(t, p, h, at)
	p.PlayPause()
	play(p, h, time.Second)
	if got := p.state.Number("t"); !near(got, 0.5, 2e-3) {
		t.Errorf("goes on to %v", got)
	}
}

// Turning, zooming and changing go on while it plays.
func TestPlayAndTurn(t *testing.T) {
	p, h := start(t, "gaussian?ease=linear")
	p.PlayPause()
	play(p, h, time.Second)
	p.PointerDown(1, pt(400, 300), exhibit.Grip{})
	p.PointerMove(1, pt(460, 300))
	play(p, h, 500*time.Millisecond)
	p.PointerUp(1)
	p.Wheel(pt(1, 1), -10)
	p.Set("vx", "3", true)
	play(p, h, 500*time.Millisecond)
	if c := p.state.Camera(); c.Azimuth != -78 || c.Zoom == 1 || !near(p.state.Number("t"), 0.5, 2e-3) || p.state.Text("vx") != "3" || !h.playing.Playing {
		t.Errorf("%s, %+v", p.state, h.playing)
	}
	p.Set("to", "", true)
	play(p, h, 500*time.Millisecond)
	if h.playing.Playing || h.playing.Playable {
		t.Errorf("plays towards nothing: %+v", h.playing)
	}
	p.PlayPause()
	p.Step(1)
	p.Scrub(0.7, true)
	if h.playing.Playing || !near(p.state.Number("t"), 0.5, 2e-2) {
		t.Errorf("%s, %+v", p.state, h.playing)
	}
}

func TestScrub(t *testing.T) {
	p, h := start(t, "gaussian")
	p.PlayPause()
	p.Scrub(0.3, false)
	if h.playing.Playing || h.playing.Position != 0.3 || h.undo {
		t.Errorf("%+v, undo %v", h.playing, h.undo)
	}
	p.Scrub(0.4, true)
	check(t, p, h, "gaussian?t=0.4")
	if !h.undo || h.address != "gaussian?t=0.4" {
		t.Errorf("undo %v, address %s", h.undo, h.address)
	}
	for _, tt := range []struct{ to, want float64 }{{7, 1}, {-1, 0}, {math.Inf(1), 1}, {math.Inf(-1), 0}, {0.123456, 0.1235}} {
		if p.Scrub(tt.to, true); p.state.Number("t") != tt.want {
			t.Errorf("scrub to %v: %v, want %v", tt.to, p.state.Number("t"), tt.want)
		}
	}
	p.Scrub(math.NaN(), true)
	check(t, p, h, "gaussian?t=0.1235")
	p.Step(1)
	check(t, p, h, "gaussian?t=0.13")
	p.Step(-100)
	check(t, p, h, "gaussian")
	p.Step(1000)
	check(t, p, h, "gaussian?t=1")
}

// Browsers refuse more than some 100 changes of the address in 30 seconds.
func TestAddressRate(t *testing.T) {
	busy := map[string]func(p *Page, h *host, k int){
		"drag":   func(p *Page, h *host, k int) { p.PointerMove(1, pt(float64(k%700), 300)) },
		"slider": func(p *Page, h *host, k int) { p.Set("vx", fmt.Sprint(1+k%5), false) },
		"scrub":  func(p *Page, h *host, k int) { p.Scrub(float64(k%100)/100, false) },
		"wheel":  func(p *Page, h *host, k int) { p.Wheel(pt(1, 1), float64(20-40*(k/50%2))) },
		"keys":   func(p *Page, h *host, k int) { p.Key("ArrowLeft", false) },
		"play":   func(p *Page, h *host, k int) {},
	}
	for name, act := range busy {
		p, h := start(t, "gaussian?repeat=loop&step=0.5")
		switch name {
		case "drag":
			p.PointerDown(1, pt(0, 0), exhibit.Grip{})
		case "play":
			p.PlayPause()
		}
		writes := h.writes
		for k := range 1500 { // 30 seconds
			act(p, h, k)
			h.wait(20 * time.Millisecond)
			p.Frame()
			if k%100 == 99 && h.address == "gaussian?repeat=loop&step=0.5" {
				t.Errorf("%s: the address does not follow", name)
			}
		}
		if n := h.writes - writes; n > 90 {
			t.Errorf("%s: the address is written %d times in 30 s", name, n)
		}
		if name == "play" {
			p.PlayPause()
		}
		h.wait(time.Second)
		if h.address != p.state.String() {
			t.Errorf("%s: address %s, want %s", name, h.address, p.state)
		}
	}
}

// A picture that comes back to what the address says leaves no wrong one behind.
func TestAddressThereAndBack(t *testing.T) {
	p, h := start(t, "gaussian")
	p.Set("vx", "3", false)
	h.wait(100 * time.Millisecond)
	p.Set("vx", "2", false)
	h.wait(100 * time.Millisecond)
	p.Set("vx", "4", false)
	h.wait(time.Second)
	if h.address != "gaussian?vx=4" {
		t.Errorf("address %s", h.address)
	}
}

// At rest nothing is drawn.
func TestRest(t *testing.T) {
	p, h := start(t, "gaussian")
	p.PointerDown(1, pt(400, 300), exhibit.Grip{})
	p.PointerMove(1, pt(460, 300))
	p.PointerUp(1)
	p.Wheel(pt(1, 1), 10)
	p.Set("vx", "3", false)
	p.Key("ArrowUp", false)
	h.wait(5 * time.Second)
	p.Frame()
	redraws, writes, said := h.redraws, h.writes, len(h.said)
	h.wait(time.Hour)
	p.PointerMove(1, pt(1, 1)) // beside the surface
	p.PointerMove(1, pt(2, 1))
	p.PointerLeave()
	h.wait(time.Hour)
	if h.redraws != redraws || h.writes != writes || len(h.said) != said || len(h.queue) != 0 {
		t.Errorf("%d redraws, %d addresses, %d words, %d events to come", h.redraws-redraws, h.writes-writes, len(h.said)-said, len(h.queue))
	}
	if _, more := p.Frame(); more {
		t.Error("a picture at rest asks for frames")
	}
}

// mesh returns how many samples the picture's surface has along x and y, and
// whether the angles are written.
func mesh(p *Page) (samples int, angles bool) {
	l, _ := p.Frame()
	for _, op := range l.Ops() {
		switch op := op.(type) {
		case *scene.Mesh:
			samples = len(op.X)
		case *scene.Text:
			angles = angles || strings.HasPrefix(op.String, "az ")
		}
	}
	return samples, angles
}

// A fine surface is drawn coarsely while it moves, and finely once at rest.
func TestMoving(t *testing.T) {
	p, h := start(t, "waves?step=0.02&xmin=-5&xmax=5&ymin=-5&ymax=5") // 501 x 501
	h.wait(time.Second)
	fine, angles := mesh(p)
	if fine != 501*501 || angles || p.Status().Moving {
		t.Fatalf("at rest: %d samples, angles %v", fine, angles)
	}
	p.PointerDown(1, pt(400, 300), exhibit.Grip{})
	p.PointerMove(1, pt(410, 300))
	coarse, angles := mesh(p)
	if coarse > 160*160 || coarse < 100*100 || !angles || !p.Status().Moving {
		t.Errorf("moving: %d samples, angles %v", coarse, angles)
	}
	h.wait(time.Minute) // the button stays down
	if n, angles := mesh(p); n != coarse || !angles {
		t.Errorf("held: %d samples, angles %v", n, angles)
	}
	redraws := h.redraws
	p.PointerUp(1)
	h.wait(time.Second)
	if n, angles := mesh(p); n != fine || angles || p.Status().Moving || h.redraws == redraws {
		t.Errorf("let go: %d samples, angles %v, %d redraws", n, angles, h.redraws-redraws)
	}
	p.PlayPause()
	play(p, h, time.Second)
	if n, angles := mesh(p); n != coarse || angles {
		t.Errorf("playing: %d samples, angles %v", n, angles)
	}
	p.PlayPause()
	h.wait(time.Second)
	if n, _ := mesh(p); n != fine {
		t.Errorf("paused: %d samples", n)
	}
}

func TestHover(t *testing.T) {
	p, h := start(t, "waves")
	p.Frame()
	at := pt(362, 300)
	p.PointerMove(1, at)
	hit := p.Status().Hover
	if hit == nil || !near(hit.Z, math.Sin(hit.X)+math.Cos(hit.Y), 1e-12) {
		t.Fatalf("under the pointer is %v", hit)
	}
	// What lies under the pointer follows the picture, and is what a new look finds.
	p.Key("ArrowLeft", false)
	turned := p.Status().Hover
	p.PointerMove(1, at)
	if again := p.Status().Hover; turned == nil || *turned == *hit || *again != *turned {
		t.Errorf("after turning %v, looked at again %v", turned, again)
	}
	p.Set("ax", "2", true)
	if hit := p.Status().Hover; hit == nil || !near(hit.Z, 2*math.Sin(hit.X)+math.Cos(hit.Y), 1e-12) {
		t.Errorf("on another surface %v", hit)
	}
	redraws := h.redraws
	p.PointerLeave()
	if p.Status().Hover != nil || h.redraws == redraws {
		t.Error("the pointer has left, its mark has not")
	}
	p.PointerMove(1, at)
	p.PointerDown(1, at, exhibit.Grip{})
	if p.Status().Hover != nil {
		t.Error("a drag keeps the mark")
	}
	p.PointerUp(1)
	p.PointerMove(1, at)
	p.Undo()
	marks := func() int { return len(p.session.Figure().Panels[0].(*space.Space).Marks) }
	n := marks()
	p.PointerLeave()
	if p.Status().Hover != nil || marks() != n {
		t.Error("undo leaves a mark behind")
	}
	p.PointerMove(1, at)
	p.PointerMove(1, pt(1, 1))
	if p.Status().Hover != nil || marks() != n {
		t.Error("beside the surface the mark stays")
	}
}

func TestThemeAndLanguage(t *testing.T) {
	p, h := start(t, "gaussian")
	background := func() scene.Color { l, _ := p.Frame(); return l.Background }
	if p.Dark() || background() != scene.Light.Background {
		t.Error("dark")
	}
	if p.SetDark(true); !p.Dark() || background() != scene.Dark.Background {
		t.Error("not dark with the system")
	}
	if p.Set("theme", "light", true); p.Dark() || background() != scene.Light.Background {
		t.Error("not light when asked")
	}
	p.SetDark(false)
	if p.Set("theme", "dark", true); !p.Dark() {
		t.Error("not dark when asked")
	}
	p.SetLanguage("ja")
	if h.lang != "ja" {
		t.Error("the panel is not in Japanese")
	}
	p.Reset()
	if last := h.said[len(h.said)-1]; !strings.Contains(last, "方位角") {
		t.Errorf("says %s", last)
	}
	p.Set("mode", "smooth", true)
	if last := h.said[len(h.said)-1]; !strings.HasPrefix(last, "表示方法 滑らかな曲面") {
		t.Errorf("says %s", last)
	}
	p.Set("bar", "0", true)
	if last := h.said[len(h.said)-1]; !strings.HasPrefix(last, "カラーバー オフ") {
		t.Errorf("says %s", last)
	}
}

func TestStatus(t *testing.T) {
	p, _ := start(t, "gaussian?vx=3&t=0.5&az=7")
	p.Frame()
	s := p.Status()
	if s.State != "gaussian?vx=3&t=0.5&az=7" || s.Exhibit != "gaussian" || s.Position != 0.5 || s.Playing || s.Moving || s.Frames != 1 || len(s.Problems) != 0 {
		t.Errorf("%+v", s)
	}
	if s.Controls["vx"] != "3" || s.Controls["vy"] != "2" || s.Controls["az"] != "7" || s.Controls["mode"] != "hidden" {
		t.Errorf("%v", s.Controls)
	}
	if _, ok := s.Controls["time"]; ok {
		t.Error("a button has a value")
	}
	h := &host{t: t}
	if s := New(h, gallery.All, nil).Status(); s.State != "" || s.Controls == nil {
		t.Errorf("before the start: %+v", s)
	}
}

func TestExport(t *testing.T) {
	p, h := start(t, "gaussian?mode=surface&t=0.3")
	p.Resize(300, 200)
	p.PointerMove(1, pt(120, 90))
	for _, kind := range []string{"png1", "png2", "svg", "csv"} {
		clear(h.saved)
		h.work = 1
		p.Export(kind)
		p.Wheel(pt(5, 5), -100) // meanwhile life goes on
		h.wait(10 * time.Second)
		if len(h.saved) != 1 || h.work != 1 {
			t.Fatalf("%s: %d files, work %v", kind, len(h.saved), h.work)
		}
		for name, data := range h.saved {
			if !strings.HasPrefix(name, "zscape-gaussian") || !strings.HasSuffix(name, "."+strings.TrimRight(kind, "124")) {
				t.Errorf("%s is named %s", kind, name)
			}
			switch kind {
			case "png1", "png2":
				img, err := png.Decode(bytes.NewReader(data))
				if n := int(kind[3] - '0'); err != nil || img.Bounds().Dx() != 300*n || img.Bounds().Dy() != 200*n {
					t.Errorf("%s: %v", kind, err)
				}
			case "svg":
				if !bytes.HasPrefix(data, []byte("<svg")) || bytes.Contains(data, []byte("<image")) {
					t.Errorf("%.100s", data)
				}
			case "csv":
				if bytes.Count(data, []byte("\n")) != 1+61*81 {
					t.Errorf("%d lines", bytes.Count(data, []byte("\n")))
				}
			}
		}
	}
	for kind, want := range map[string]string{"link": "gaussian?mode=surface&t=0.3", "python": "import numpy", "octave": "meshgrid"} {
		if p.Export(kind); !strings.Contains(h.copied, want) {
			t.Errorf("%s: %s", kind, h.copied)
		}
	}
	clear(h.saved)
	p.Export("pdf")
	if h.wait(time.Second); len(h.saved) != 0 {
		t.Error("an unknown kind saves something")
	}
}

// Before something is open, nothing happens and nothing breaks.
func TestNothingOpen(t *testing.T) {
	h := &host{t: t, problems: map[string]string{}}
	p := New(h, gallery.All, task.NewPool(1, h, task.Inline(jobs.Library, h, 5*time.Millisecond)))
	p.PointerDown(1, pt(1, 1), exhibit.Grip{})
	p.PointerMove(1, pt(2, 2))
	p.PointerUp(1)
	p.PointerLeave()
	p.Wheel(pt(1, 1), 1)
	p.Key("ArrowLeft", false)
	p.Set("vx", "1", true)
	p.Press("swap")
	p.PlayPause()
	p.Scrub(1, true)
	p.Step(1)
	p.Undo()
	p.Redo()
	p.Reset()
	p.View("xy")
	p.Open("waves")
	p.Export("svg")
	p.SetLanguage("ja")
	p.SetDark(true)
	p.Resize(10, 10)
	if l, more := p.Frame(); l != nil || more {
		t.Error("a picture of nothing")
	}
}

// valid checks that the page's State can be read back and is shown.
func valid(t testing.TB, p *Page, h *host, after string) {
	t.Helper()
	s := p.state.String()
	back, problems, err := exhibit.Parse(s, gallery.Open)
	if err != nil || problems != nil || !back.Equal(p.state) {
		t.Fatalf("after %s the state %s is read as %s, %v, %v", after, s, back, problems, err)
	}
	if h.state.String() != s {
		t.Fatalf("after %s the state is %s, shown as %s", after, s, h.state)
	}
}

// A monkey at the page.
func TestMonkey(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	odd := []float64{0, 1, -1, 0.5, 300, 1e3, 1e9, -1e9, 1e300, -1e300, math.NaN(), math.Inf(1), math.Inf(-1), 5e-324}
	number := func() float64 {
		if r.IntN(4) == 0 {
			return odd[r.IntN(len(odd))]
		}
		return 800 * r.Float64()
	}
	point := func() scene.Point { return pt(number(), number()) }
	texts := []string{"", "0", "1", "-1", "0.5", "1e3", "NaN", "abc", "1e-9", "waves", "gaussian?rho=0.9", "nothing", "smooth", "contour", "surface", "loop", "bounce", "\xff", "\u22122"}
	keys := []string{"ArrowLeft", "ArrowUp", "+", "-", "0", "1", "2", "3", "4", " ", ",", ".", "x", ""}
	pick := func(s []string) string { return s[r.IntN(len(s))] }
	p, h := start(t, "gaussian?step=0.5")
	for n := range 6000 {
		id := r.IntN(3)
		var what string
		switch k := r.IntN(24); k {
		case 0, 1:
			what = "PointerDown"
			p.PointerDown(id, point(), exhibit.Grip{Shift: r.IntN(2) == 0})
		case 2, 3, 4, 5:
			what = "PointerMove"
			p.PointerMove(id, point())
		case 6, 7:
			what = "PointerUp"
			p.PointerUp(id)
		case 8:
			what = "PointerLeave"
			p.PointerLeave()
		case 9:
			what = "Wheel"
			p.Wheel(point(), number())
		case 10:
			key := pick(keys)
			what = "Key " + key
			p.Key(key, r.IntN(2) == 0)
		case 11, 12:
			c := p.state.Exhibit().Controls[r.IntN(len(p.state.Exhibit().Controls))]
			text := pick(texts)
			what = fmt.Sprintf("Set %s %q", c.Key, text)
			if c.Key != "step" || text != "1e-9" {
				p.Set(c.Key, text, r.IntN(2) == 0)
			}
		case 13:
			what = "Press"
			p.Press(pick([]string{"keep", "swap", "nothing"}))
		case 14:
			what = "PlayPause"
			p.PlayPause()
		case 15:
			what = "Scrub"
			p.Scrub(number()/800, r.IntN(2) == 0)
		case 16:
			what = "Undo"
			p.Undo()
		case 17:
			what = "Redo"
			p.Redo()
		case 18:
			what = "Open"
			p.Open(pick([]string{"gaussian", "waves", "nothing"}))
		case 19:
			what = "Navigate"
			p.Navigate(pick([]string{"waves?step=1&", "gaussian?step=0.5&", "nothing?", "#"}) + pick(keys) + "=" + pick(texts))
		case 20:
			what = "Resize"
			p.Resize(50+number(), 50+math.Abs(number()))
			p.Resize(200+200*r.Float64(), 200+200*r.Float64())
		case 21:
			what = "View"
			p.View(pick([]string{"xy", "octave", "nothing"}))
			p.Reset()
		default:
			what = "wait"
			h.wait(time.Duration(r.IntN(600)) * time.Millisecond)
		}
		valid(t, p, h, what)
		if n%7 == 0 {
			p.Frame()
			valid(t, p, h, what+" and a frame")
		}
	}
	for id := range 3 {
		p.PointerUp(id)
	}
	if h.playing.Playing {
		p.PlayPause()
	}
	h.wait(time.Minute)
	if h.address != p.state.String() || len(h.queue) != 0 {
		t.Errorf("in the end the address is %s, the state %s, %d events to come", h.address, p.state, len(h.queue))
	}
}

func FuzzNavigate(f *testing.F) {
	for _, text := range []string{"", "#gaussian", "waves?ax=2", "gaussian?xmin=5&xmax=3", "gaussian?to=waves%3Fstep=0.0001", "waves?step=1e-300", "gaussian?mode=contour&levels=60&t=0.5", "gaussian?rho=1&vx=1e-300", "x?y"} {
		f.Add(text)
	}
	p, h := start(f, "")
	f.Fuzz(func(t *testing.T, fragment string) {
		h.t = t
		p.Navigate(fragment)
		valid(t, p, h, fragment)
		h.wait(time.Second)
		if x, y := p.session.(interface{ Lattice() (x, y []float64) }).Lattice(); len(x)*len(y) < 100_000 {
			p.Resize(120, 100)
			p.Frame()
		}
	})
}

// What waits is taken in as soon as it does, whatever else waits or is wrong.
func TestSetWaiting(t *testing.T) {
	p, h := start(t, "gaussian")
	p.Set("vx", "abc", true)
	p.Set("rho", "0.2", true)
	check(t, p, h, "gaussian?rho=0.2")
	if h.problems["vx"] == "" {
		t.Error("nothing says any more that vx is wrong")
	}
	p.Set("xmin", "5", true)
	p.Set("ymin", "9", true)
	check(t, p, h, "gaussian?rho=0.2")
	p.Set("xmax", "8", true)
	check(t, p, h, "gaussian?rho=0.2&xmin=5&xmax=8")
	if h.problems["xmin"] != "" || h.problems["ymin"] == "" || h.problems["vx"] == "" {
		t.Errorf("problems %v", h.problems)
	}
	p.Set("ymax", "11", true)
	p.Set("vx", "1", true)
	check(t, p, h, "gaussian?vx=1&rho=0.2&xmin=5&xmax=8&ymin=9&ymax=11")
	for key, message := range h.problems {
		if message != "" {
			t.Errorf("%s: %s", key, message)
		}
	}
}
