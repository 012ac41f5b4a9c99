package page

import (
	"slices"
	"strings"
	"testing"
	"time"

	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/exhibit/heightfield"
	"zscape/jobs"
	"zscape/scene"
	"zscape/task"
)

// mute is a Host that does nothing, for hosts that care for a part only.
type mute struct{}

func (mute) ShowExhibit(*exhibit.Exhibit, string)     {}
func (mute) ShowSummary(string)                       {}
func (mute) ShowMore([]exhibit.Control, string)       {}
func (mute) ShowState(exhibit.State)                  {}
func (mute) ShowViews(bool)                           {}
func (mute) ShowCursor(string)                        {}
func (mute) Redraw()                                  {}
func (mute) ShowReadouts([]exhibit.Readout, string)   {}
func (mute) ShowTable(*exhibit.Table, string)         {}
func (mute) ShowProblem(Problem)                      {}
func (mute) ShowNotices([]Notice)                     {}
func (mute) Announce(string)                          {}
func (mute) ShowTransport(Transport)                  {}
func (mute) ShowSliders([]Slider)                     {}
func (mute) ShowRun(Run)                              {}
func (mute) ShowIntake(*exhibit.Intake, string)       {}
func (mute) ShowReport(string)                        {}
func (mute) Fetch(string, func(data []byte, _ error)) {}
func (mute) ShowExports([]string)                     {}
func (mute) ShowWork(Work, string, float64)           {}
func (mute) Save(string, string, []byte)              {}
func (mute) Copy(string)                              {}
func (mute) SetAddress(string, bool)                  {}
func (mute) Address(string) string                    { return "" }
func (mute) ShowHistory(undo, redo bool)              {}
func (mute) Now() time.Time                           { return time.Unix(1e9, 0) }
func (mute) After(time.Duration, func())              {}

// journal is a Host that writes down what it is told, and of what.
type journal struct {
	mute
	lines []string
}

func (j *journal) put(words ...string) { j.lines = append(j.lines, strings.Join(words, " ")) }

func (j *journal) ShowExhibit(e *exhibit.Exhibit, lang string)   { j.put("exhibit", e.Name, lang) }
func (j *journal) ShowMore(list []exhibit.Control, lang string)  { j.put("more", keysOf(list)) }
func (j *journal) ShowState(s exhibit.State)                     { j.put("state", s.String()) }
func (j *journal) ShowViews(camera bool)                         { j.put("views") }
func (j *journal) ShowReadouts(r []exhibit.Readout, lang string) { j.put("readouts") }
func (j *journal) ShowNotices(n []Notice)                        { j.put("notices") }
func (j *journal) ShowProblem(p Problem)                         { j.put("problem", p.Key, p.Text) }
func (j *journal) ShowTransport(Transport)                       { j.put("transport") }
func (j *journal) ShowRun(Run)                                   { j.put("run") }
func (j *journal) ShowSliders([]Slider)                          { j.put("sliders") }
func (j *journal) SetAddress(fragment string, push bool)         { j.put("address", fragment) }
func (j *journal) ShowHistory(undo, redo bool)                   { j.put("history") }
func (j *journal) Announce(text string)                          { j.put("says", text) }
func (j *journal) Redraw()                                       { j.put("redraw") }

func keysOf(list []exhibit.Control) string {
	var keys []string
	for _, c := range list {
		keys = append(keys, c.Key)
	}
	return strings.Join(keys, ",")
}

// What an event changes is shown at its end, each thing once, and in this order.
func TestOrder(t *testing.T) {
	j := &journal{}
	p := New(j, gallery.All, task.NewPool(1, j, task.Inline(jobs.Library, j, 5*time.Millisecond)))
	for _, tt := range []struct {
		name string
		do   func()
		want []string
	}{
		{"start", func() { p.Start("surface?f=a*x&b=2", "en", false) }, []string{
			"exhibit surface en", "more a", "state surface?f=a*x", "views", "readouts", "notices", "problem address ",
			"transport", "run", "sliders", "address surface?f=a*x", "history", "redraw"}},
		{"slide", func() { p.Set("a", "3", false) }, []string{
			"state surface?f=a*x&a=3", "readouts", "problem address ", "transport", "run", "redraw"}},
		{"another parameter", func() { p.Set("f", "a*x+b", true) }, []string{
			"more a,b", "state surface?f=a*x%2Bb&a=3", "readouts", "notices", "transport", "run", "sliders",
			"address surface?f=a*x%2Bb&a=3", "history", "says z = a*x+b; smallest z \u221214; largest z 16", "redraw"}},
		{"refused", func() { p.Set("b", "two", true) }, []string{"problem b two"}},
		{"refused again", func() { p.Set("b", "two", true) }, []string{"problem b two"}},
		// A field that is new says again what is wrong with its text.
		{"new fields", func() { p.Set("f", "a*x+b+c", true) }, []string{
			"more a,b,c", "state surface?f=a*x%2Bb%2Bc&a=3", "readouts", "notices", "problem b two", "transport", "run", "sliders",
			"address surface?f=a*x%2Bb%2Bc&a=3", "history", "says z = a*x+b+c; smallest z \u221213; largest z 17", "redraw"}},
		{"turn", func() { p.Wheel(pt(400, 300), -100) }, []string{"state surface?f=a*x%2Bb%2Bc&zoom=1.1618&panx=-0.0239&a=3", "redraw"}},
		{"undo", func() { p.Undo() }, []string{
			"more a,b", "state surface?f=a*x%2Bb&a=3", "readouts", "notices", "problem b ", "transport", "run", "sliders",
			"address surface?f=a*x%2Bb&a=3", "history", "redraw"}},
		{"another exhibit", func() { p.Open("gaussian") }, []string{
			"exhibit gaussian en", "more ", "state gaussian", "views", "readouts", "notices", "transport", "run", "sliders",
			"address gaussian", "history", "redraw"}},
		{"Japanese", func() { p.SetLanguage("ja") }, []string{
			"exhibit gaussian ja", "more ", "state gaussian", "views", "readouts", "notices", "transport", "run", "sliders", "history", "redraw"}},
		{"frame", func() { p.Frame() }, nil},
		// Over the picture stands all that is wrong with a link.
		{"missing file", func() { p.Navigate("ratings?file=none.csv&held=7") }, []string{
			"exhibit ratings ja", "more ", "state ratings", "views", "readouts", "notices", "problem file none.csv", "problem held 7", "problem address ",
			"transport", "run", "address ratings", "history", "redraw"}},
		{"nothing", func() { p.PointerMove(1, pt(1, 1)) }, nil},
	} {
		j.lines = nil
		if tt.do(); !slices.Equal(j.lines, tt.want) {
			t.Errorf("%s:\n%q\nwant\n%q", tt.name, j.lines, tt.want)
		}
	}
}

// counted counts what a session is asked for.
type counted struct {
	*heightfield.Session
	figures, readouts, notices int
}

func (c *counted) Figure() *scene.Figure       { c.figures++; return c.Session.Figure() }
func (c *counted) Readouts() []exhibit.Readout { c.readouts++; return c.Session.Readouts() }
func (c *counted) Notices() []exhibit.Notice   { c.notices++; return c.Session.Notices() }

// However much an event does, the session is asked once for what follows from
// it, and not for what it cannot have changed.
func TestOnceAnEvent(t *testing.T) {
	var c *counted
	e, _ := gallery.Open("surface")
	counting := *e
	counting.New = func(open exhibit.Opener) exhibit.Session {
		c = &counted{Session: e.New(open).(*heightfield.Session)}
		return c
	}
	h := &host{t: t, now: time.Unix(1e9, 0), problems: map[string]string{}, saved: map[string][]byte{}}
	p := New(h, exhibit.Gallery{&counting}, task.NewPool(1, h, task.Inline(jobs.Library, h, 5*time.Millisecond)))
	p.Start("surface?f=a*sin(x)*cos(y)&beside=map&spin=10&play=a:1:loop", "en", false)
	p.Resize(800, 600)
	at := pt(250, 300)
	for _, tt := range []struct {
		name                       string
		do                         func()
		figures, readouts, notices int
	}{
		{"frame in which much moves", func() { h.wait(20 * time.Millisecond); p.Frame() }, 1, 1, 1},
		{"calm", func() { p.SetCalm(true) }, 0, 0, 0},
		{"stop", func() { p.PlaySlider("a") }, 1, 2, 1}, // said, too
		{"frame", func() { p.Frame() }, 1, 0, 0},
		{"point", func() { p.PointerMove(1, at) }, 1, 1, 0},
		{"point on", func() { p.PointerMove(1, at.Add(pt(5, 5))) }, 1, 1, 0},
		{"slide", func() { p.Set("a", "2", false) }, 1, 1, 1},
		{"slide to the end", func() { p.Set("a", "3", true) }, 1, 2, 1},
		{"wheel", func() { p.Wheel(at, 100) }, 1, 1, 0}, // the pointer is at another point of the surface
		{"grab", func() { p.PointerDown(1, at, exhibit.Grip{}) }, 1, 1, 0},
		{"turn", func() { p.PointerMove(1, at.Add(pt(9, 9))) }, 1, 0, 0},
		{"let go", func() { p.PointerUp(1) }, 0, 0, 0},
		{"key", func() { p.Key("ArrowUp", false) }, 1, 0, 0},
		{"first view", func() { p.Key("0", false) }, 1, 0, 0},
		{"view", func() { p.View("xy") }, 1, 0, 0},
		{"Japanese", func() { p.SetLanguage("ja") }, 1, 1, 1},
		{"undo", func() { p.Undo() }, 1, 1, 1},
		{"refused", func() { p.Set("a", "x", true) }, 0, 0, 0},
		{"status", func() { p.Status() }, 0, 1, 0},
	} {
		c.figures, c.readouts, c.notices = 0, 0, 0
		if tt.do(); c.figures > tt.figures || c.readouts > tt.readouts || c.notices > tt.notices {
			t.Errorf("%s: %d figures, %d times readouts, %d times notices, want %d, %d, %d", tt.name, c.figures, c.readouts, c.notices, tt.figures, tt.readouts, tt.notices)
		}
	}
}
