package page

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/jobs"
	"zscape/task"
)

// progress is the readout of the notebook's progress bar.
func progress(h *host) float64 { return h.readouts["progress"].(float64) }

func TestRun(t *testing.T) {
	p, h := start(t, "notebook")
	if c := h.run; !c.Shown || c.Phase != Idle || c.Progress != 0 || c.Seeded {
		t.Fatalf("at first: %+v", c)
	}
	p.RunPause()
	play(p, h, 300*time.Millisecond)
	c := h.run
	if c.Phase != Running || c.Step < 25 || c.Step > 31 || !c.Live || !near(c.Progress, float64(c.Step)/100, 1e-9) || !near(progress(h), c.Progress, 1e-9) {
		t.Fatalf("after 300 ms of steps of 10 ms: %+v, picture at %v", c, progress(h))
	}
	if !near(c.Elapsed.Seconds(), 0.3, 0.05) || !near(c.Remaining.Seconds(), 0.7, 0.2) || !near(c.Rate, 100, 20) {
		t.Errorf("elapsed %v, remaining %v, %v steps a second", c.Elapsed, c.Remaining, c.Rate)
	}
	p.RunPause()
	play(p, h, time.Second)
	paused := h.run
	if paused.Phase != Paused || paused.Step > c.Step+4 {
		t.Fatalf("paused: %+v", paused)
	}
	play(p, h, time.Second)
	if h.run != paused {
		t.Errorf("it goes on while it is paused: %+v, %+v", paused, h.run)
	}

	p.RunStep(1)
	play(p, h, 100*time.Millisecond)
	if h.run.Step != paused.Step+1 || h.run.Phase != Paused {
		t.Errorf("a step from %d: %+v", paused.Step, h.run)
	}
	// Back to step 12, and one before.
	p.RunScrub(0.12)
	if c := h.run; c.Step != 12 || !near(c.Position, 0.12, 1e-9) || c.Live || !near(progress(h), 0.12, 1e-9) || c.Progress <= 0.2 {
		t.Errorf("scrubbed to step 12: %+v, picture at %v", c, progress(h))
	}
	p.RunStep(-1)
	if h.run.Step != 11 {
		t.Errorf("a step back is at %d", h.run.Step)
	}
	p.RunStep(1)
	p.RunStep(1)
	if h.run.Step != 13 || h.run.Progress != float64(paused.Step+1)/100 {
		t.Errorf("two steps on: %+v", h.run)
	}
	p.RunScrub(1)
	if !h.run.Live || h.run.Step != paused.Step+1 {
		t.Errorf("scrubbed to the end: %+v", h.run)
	}
	p.RunScrub(0)
	if h.run.Step != 0 || progress(h) != 0 {
		t.Errorf("scrubbed to the beginning: %+v", h.run)
	}

	p.RunPause() // goes on from where it had come to
	play(p, h, 2*time.Second)
	if c := h.run; c.Phase != Done || c.Step != 100 || c.Progress != 1 || progress(h) != 1 {
		t.Errorf("in the end: %+v", c)
	}
	p.RunStep(1)
	if h.run.Step != 100 {
		t.Error("it steps beyond the end")
	}
	p.RunStep(-1)
	if h.run.Step != 99 {
		t.Errorf("a step back from the end is at %d", h.run.Step)
	}
	p.RunPause() // anew
	play(p, h, 50*time.Millisecond)
	if c := h.run; c.Phase != Running || c.Step > 10 || !c.Live {
		t.Errorf("begun anew: %+v", c)
	}
	p.RunCancel()
	at := h.run.Step
	play(p, h, time.Second)
	if c := h.run; c.Phase != Idle || c.Step != at {
		t.Errorf("cancelled: %+v", c)
	}
}

// What changes a job ends it at once; what does not, lets it go on.
func TestChangeCancels(t *testing.T) {
	p, h := start(t, "notebook")
	p.RunPause()
	play(p, h, 200*time.Millisecond)
	for key, value := range map[string]string{"n": "120", "theme": "dark", "az": "5", "lline": "0,1,0,1", "t": "0.5"} {
		p.Set(key, value, true)
	}
	p.Undo()
	play(p, h, 200*time.Millisecond)
	if h.run.Phase != Running || h.run.Step < 30 {
		t.Errorf("another control stops it: %+v", h.run)
	}
	p.Set("steps", "50", false) // while a slider moves
	if c := h.run; c.Phase != Idle || c.Progress != 0 || c.Step != 0 || progress(h) != 0 {
		t.Errorf("changed: %+v", c)
	}
	play(p, h, time.Second)
	if h.run.Phase != Idle || progress(h) != 0 {
		t.Errorf("something of the old run is heard: %+v", h.run)
	}
	p.RunPause()
	play(p, h, time.Second)
	if h.run.Phase != Done || h.run.Step != 50 {
		t.Errorf("the changed job: %+v", h.run)
	}
	p.RunPause()
	play(p, h, 100*time.Millisecond)
	p.Open("waves")
	if h.run.Shown {
		t.Error("another exhibit shows the run")
	}
	play(p, h, time.Second)
	p.Open("notebook")
	if h.run.Phase != Idle || progress(h) != 0 {
		t.Errorf("opened again: %+v", h.run)
	}
}

func TestRunKeys(t *testing.T) {
	p, h := start(t, "notebook")
	press := func(key string) {
		t.Helper()
		if !p.Key(key, false) {
			t.Errorf("%s means nothing", key)
		}
		play(p, h, 100*time.Millisecond)
	}
	press("s")
	press("s")
	if got := strings.Join(h.said, ", "); got != "paused" {
		t.Errorf("stepping says %q", got)
	}
	if h.run.Step != 2 || h.run.Phase != Paused {
		t.Errorf("two steps: %+v", h.run)
	}
	press("b")
	if h.run.Step != 1 {
		t.Errorf("a step back: %+v", h.run)
	}
	press("r")
	if h.said[len(h.said)-1] != "running" || h.run.Phase != Running {
		t.Errorf("r: %+v", h.run)
	}
	press("x")
	if h.run.Phase != Idle {
		t.Errorf("x: %+v", h.run)
	}
	press("R")
	if h.run.Phase != Running || h.run.Step > 12 {
		t.Errorf("R: %+v", h.run)
	}
	press(" ") // plays: the sine is there
	if !h.playing.Playing || h.run.Phase != Running {
		t.Errorf("space: %+v, %+v", h.playing, h.run)
	}
	q, _ := start(t, "gaussian")
	if q.Key("r", false) || q.Key("s", false) {
		t.Error("keys for runs mean something where there are none")
	}
}

// A plot is moved, zoomed and reset by what the visitor does on it, and it is
// all in the address.
func TestPlotGestures(t *testing.T) {
	p, h := start(t, "notebook?show=line")
	at := pt(400, 300)
	p.PointerDown(1, at, exhibit.Grip{})
	p.PointerMove(1, at.Add(pt(60, 0)))
	if p.state.Text("lline") == "" {
		t.Error("a drag does not move the plot")
	}
	p.PointerUp(1)
	moved := p.state.String()
	if h.address != moved || !h.undo {
		t.Errorf("address %s, undo %v", h.address, h.undo)
	}
	p.Wheel(at, -200)
	h.wait(time.Second)
	zoomed := p.state.String()
	if zoomed == moved {
		t.Error("the wheel does not zoom")
	}
	p.Undo()
	if p.state.String() != moved {
		t.Errorf("undone to %s", p.state)
	}
	p.ResetAt(at)
	check(t, p, h, "notebook?show=line")
	if p.state.Text("lline") != "" {
		t.Error("a double click does not show all")
	}
	p.PointerDown(1, pt(300, 200), exhibit.Grip{Shift: true})
	p.PointerMove(1, pt(500, 400))
	if p.state.Text("lline") != "" {
		t.Error("the box zooms before it is let go")
	}
	p.PointerUp(1)
	if p.state.Text("lline") == "" {
		t.Error("the box does not zoom")
	}
	p.Reset()
	p.PointerDown(1, pt(300, 300), exhibit.Grip{Touch: true})
	p.PointerDown(2, pt(500, 300), exhibit.Grip{Touch: true})
	p.PointerMove(2, pt(700, 300))
	p.PointerUp(1)
	p.PointerUp(2)
	if p.state.Text("lline") == "" {
		t.Error("two fingers do not zoom")
	}
	p.Reset()
	p.Key("+", false)
	if p.state.Text("lline") == "" {
		t.Error("+ does not zoom")
	}
	p.Key("0", false)
	check(t, p, h, "notebook?show=line")
	p.Key("ArrowLeft", false)
	if p.state.Text("lline") == "" {
		t.Error("an arrow does not move the plot")
	}
}

// In a figure of several panels, only the one that is held moves.
func TestPanels(t *testing.T) {
	p, _ := start(t, "notebook")
	rects := p.session.Figure().Rects(p.w, p.h)
	drag := func(k int) {
		at := rects[k].Center()
		p.PointerDown(1, at, exhibit.Grip{})
		p.PointerMove(1, at.Add(pt(20, 5)))
		p.PointerUp(1)
	}
	drag(3)
	if p.state.Camera().Azimuth == -60 || p.state.Text("lline") != "" {
		t.Errorf("dragging the wireframe: %s", p.state)
	}
	turned := p.state.Camera()
	drag(1)
	if p.state.Camera() != turned || p.state.Text("lline") == "" || p.state.Text("lsine") != "" {
		t.Errorf("dragging the line chart: %s", p.state)
	}
	p.Wheel(rects[4].Center(), -100) // there is nothing to zoom
	if p.state.Camera() != turned {
		t.Error("the wheel over the progress bar zooms")
	}
	if side := math.Abs(turned.Azimuth + 60); side < 5 {
		t.Errorf("20 units across a panel turn it by %v degrees", side)
	}
}

// Looking back at several jobs of different lengths, the position is where all
// of them together were.
func TestScrubSeveral(t *testing.T) {
	p, h := start(t, "leastsquares?pace=full")
	play(p, h, time.Second)
	if h.run.Phase != Done {
		t.Fatalf("%+v", h.run)
	}
	last := h.run.Position
	for x := 1.; x >= 0; x -= 0.05 {
		p.RunScrub(x)
		if c := h.run; c.Position > x+1e-9 || c.Position > last || c.Position > c.Progress || x < 1 && c.Position < x-0.02 {
			t.Errorf("scrubbed to %v: %+v", x, c)
		}
		last = h.run.Position
	}
	p.RunScrub(0)
	for k := 1; k <= 12; k++ {
		p.RunStep(1)
	}
	if h.run.Step != 12 || h.run.Live {
		t.Errorf("12 steps from the beginning: %+v", h.run)
	}
}

// A double click in the plane of patterns adds nothing: its two clicks are taken back.
func TestDoubleClick(t *testing.T) {
	p, h := start(t, "leastsquares?plane=-3,3,-2,3")
	at := p.session.Figure().Rects(p.w, p.h)[0].Center()
	click := func() {
		p.PointerDown(1, at, exhibit.Grip{})
		p.PointerUp(1)
		h.wait(100 * time.Millisecond)
	}
	click()
	once := p.state.String()
	if once == "leastsquares?plane=-3,3,-2,3" {
		t.Fatal("a click adds nothing")
	}
	h.wait(time.Second)
	p.Undo()
	click()
	click()
	p.ResetAt(at)
	check(t, p, h, "leastsquares")
}

// Dragging a pattern ends the descents, and they begin anew when it rests; a
// rule that is switched off does not disturb the others.
func TestAutomaticJobs(t *testing.T) {
	p, h := start(t, "leastsquares?pace=60")
	if h.run.Phase != Idle {
		t.Errorf("at once: %+v", h.run)
	}
	play(p, h, time.Second)
	if c := h.run; c.Phase != Running || c.Step < 40 || c.Step > 60 || !c.Seeded {
		t.Fatalf("after a second: %+v", c)
	}
	step := h.run.Step
	p.Set("perceptron", "0", true)
	play(p, h, 400*time.Millisecond)
	if h.run.Step < step+20 {
		t.Errorf("without one rule, the others do not go on from step %d: %+v", step, h.run)
	}
	for k := range 20 {
		p.Set("rate", exhibit.FormatNumber(0.06+0.001*float64(k)), false)
		if h.run.Phase != Idle || h.run.Step != 0 {
			t.Fatalf("while the rate moves: %+v", h.run)
		}
		play(p, h, 60*time.Millisecond)
	}
	play(p, h, 400*time.Millisecond)
	if h.run.Phase != Running {
		t.Errorf("after the rate has come to rest: %+v", h.run)
	}
	p.RunCancel()
	play(p, h, time.Second)
	if h.run.Phase != Idle {
		t.Errorf("cancelled, it goes on: %+v", h.run)
	}
	seed := p.state.Number(exhibit.SeedKey)
	p.Key("n", false)
	play(p, h, 300*time.Millisecond)
	if p.state.Number(exhibit.SeedKey) != seed+1 || h.run.Phase != Running {
		t.Errorf("another seed: %s, %+v", p.state, h.run)
	}
}

// Another pace is told to the jobs: they go on from where they are. So they do
// while they are paused, and when they have ended.
func TestPaceGoesOn(t *testing.T) {
	for _, tt := range []struct{ name, key, slow, fast string }{
		{"leastsquares?steps=300", "pace", "5", "60"},
		{"notebook?steps=300", "ms", "200", "10"},
	} {
		p, h := start(t, tt.name)
		p.Set(tt.key, tt.slow, true)
		play(p, h, time.Second)
		if h.run.Phase == Idle {
			p.RunPause()
		}
		play(p, h, 2*time.Second)
		before := h.run
		if before.Phase != Running || before.Step < 5 {
			t.Fatalf("%s: %+v", tt.name, before)
		}
		p.Set(tt.key, tt.fast, false)
		if h.run.Phase != Running || h.run.Step != before.Step {
			t.Errorf("%s: at once: %+v, before %+v", tt.name, h.run, before)
		}
		play(p, h, 2*time.Second)
		if n := h.run.Step - before.Step; n < 100 {
			t.Errorf("%s: %d steps in 2 s", tt.name, n)
		}
		step := h.run.Step
		p.Set(tt.key, tt.slow, true)
		play(p, h, 2*time.Second)
		if n := h.run.Step - step; n < 5 || n > 20 {
			t.Errorf("%s: slow again: %d steps in 2 s", tt.name, n)
		}

		p.RunScrub(0) // and pauses
		play(p, h, 100*time.Millisecond)
		looked := h.run
		p.Set(tt.key, tt.fast, true)
		play(p, h, time.Second)
		if h.run.Phase != Paused || h.run.Live || h.run.Step != looked.Step || h.run.Progress != looked.Progress {
			t.Errorf("%s: paused: %+v, before %+v", tt.name, h.run, looked)
		}
		p.RunPause()
		play(p, h, 5*time.Second)
		if h.run.Phase != Done {
			t.Fatalf("%s: %+v", tt.name, h.run)
		}
		ended := h.run
		p.Set(tt.key, tt.slow, true)
		play(p, h, time.Second)
		if h.run != ended {
			t.Errorf("%s: ended: %+v, before %+v", tt.name, h.run, ended)
		}
		p.RunPause() // anew, with the pace that is set
		play(p, h, 2*time.Second)
		if h.run.Phase != Running || h.run.Step > 15 {
			t.Errorf("%s: anew: %+v", tt.name, h.run)
		}
		p.RunCancel()
		cancelled := h.run
		p.Set(tt.key, tt.fast, true)
		play(p, h, time.Second)
		if h.run != cancelled {
			t.Errorf("%s: cancelled: %+v, before %+v", tt.name, h.run, cancelled)
		}
	}
}

// More steps are asked for: the jobs go on from where they are, also from their end,
// and come to what so many steps come to. Fewer begin anew.
func TestMoreStepsGoOn(t *testing.T) {
	p, h := start(t, "leastsquares?steps=60&pace=60&order=shuffled")
	j := func() any { return []any{h.readouts["J_wh"], h.readouts["J_gd"]} }
	for steps, wait := range map[string]time.Duration{"90": 500 * time.Millisecond, "100": 3 * time.Second} {
		p.Set("steps", "60", true)
		play(p, h, wait)
		before := h.run
		p.Set("steps", steps, true)
		if h.run.Step != before.Step || before.Step == 0 {
			t.Fatalf("%s: at once: %+v, before %+v", steps, h.run, before)
		}
		play(p, h, 200*time.Millisecond)
		if h.run.Phase != Running || h.run.Step < before.Step {
			t.Errorf("%s: %+v, before %+v", steps, h.run, before)
		}
		play(p, h, 2*time.Second)
		if h.run.Phase != Done || exhibit.FormatNumber(float64(h.run.Step)) != steps || h.run.Progress != 1 {
			t.Fatalf("%s: in the end: %+v", steps, h.run)
		}
		got := j()
		last := 1.0
		for x := 1.; x >= 0; x -= 0.05 { // the bar is of all steps
			p.RunScrub(x)
			if c := h.run; c.Position > x+1e-9 || c.Position > last || x < 1 && c.Position < x-0.06 {
				t.Errorf("%s: scrubbed to %v: %+v", steps, x, c)
			}
			last = h.run.Position
		}
		q, other := start(t, "leastsquares?pace=full&order=shuffled&steps="+steps)
		play(q, other, time.Second)
		if want := []any{other.readouts["J_wh"], other.readouts["J_gd"]}; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: it comes to %v, want %v", steps, got, want)
		}
		p.Set("steps", "70", true)
		if h.run.Step != 0 || h.run.Phase != Idle {
			t.Errorf("fewer: %+v", h.run)
		}
	}
}

// A checkpoint is saved, opened on another page, and the jobs go on from there to what
// they would have come to.
func TestCheckpoint(t *testing.T) {
	const address = "leastsquares?steps=200&pace=60&order=shuffled&seed=7"
	end := func(h *host) any { return []any{h.readouts["J_wh"], h.readouts["J_gd"]} }
	file := func(h *host) (list []exhibit.File) {
		for name, data := range h.saved {
			list = append(list, exhibit.File{Name: name, Data: data})
		}
		if len(list) != 1 || !strings.HasSuffix(list[0].Name, ".checkpoint") {
			t.Fatalf("%d files: %+v", len(list), h.problems)
		}
		return list
	}
	p, h := start(t, address)
	p.RunSave()
	if len(h.saved) > 0 || !strings.Contains(h.problems[exhibit.FileKey], "nothing to save") {
		t.Errorf("what has not begun: %d files, %v", len(h.saved), h.problems)
	}
	clear(h.problems)
	if _, other := start(t, "notebook"); other.run.Keeps {
		t.Error("a progress bar can be kept")
	}
	play(p, h, time.Second)
	if !h.run.Keeps || h.run.Phase != Running {
		t.Fatalf("%+v", h.run)
	}
	p.RunSave()
	play(p, h, 200*time.Millisecond)
	half := file(h)
	play(p, h, 10*time.Second)
	if h.run.Phase != Done {
		t.Fatalf("%+v", h.run)
	}
	want := end(h)
	clear(h.saved)
	p.RunSave()
	play(p, h, 200*time.Millisecond)
	whole := file(h)

	q, other := start(t, "waves")
	open := func(list []exhibit.File, want string) {
		t.Helper()
		other.said = nil
		q.TakeFiles(list)
		play(q, other, 200*time.Millisecond)
		if got := strings.Join(other.said, ", "); got != want {
			t.Errorf("says %q, want %q", got, want)
		}
	}
	open(half, "checkpoint opened, paused")
	if q.state.String() != p.state.String() || other.run.Phase != Paused || other.run.Step < 30 || other.run.Step > 120 || len(other.problems) > 0 {
		t.Fatalf("%s, %+v, %v", q.state, other.run, other.problems)
	}
	q.RunPause()
	play(q, other, 10*time.Second)
	if other.run.Phase != Done || other.run.Step != 200 || !reflect.DeepEqual(end(other), want) {
		t.Errorf("%+v, %v; want %v", other.run, end(other), want)
	}
	q.Open("waves")
	open(whole, "checkpoint opened, done")
	if other.run.Phase != Done || other.run.Progress != 1 || !reflect.DeepEqual(end(other), want) {
		t.Errorf("of the end: %+v, %v; want %v", other.run, end(other), want)
	}
	q.Set("steps", "210", true)
	play(q, other, time.Second)
	if other.run.Phase != Done || other.run.Step != 210 {
		t.Errorf("and on: %+v", other.run)
	}

	// Files that will not do are refused, and all stays.
	before := q.state.String()
	refused := func(what string, data []byte, en string) {
		t.Helper()
		clear(other.problems)
		q.TakeFiles([]exhibit.File{{Name: "x.checkpoint", Data: data}})
		play(q, other, 100*time.Millisecond)
		if q.state.String() != before || other.run.Phase != Done || !strings.Contains(other.problems[exhibit.FileKey], en) {
			t.Errorf("%s: %s, %+v, %q", what, q.state, other.run, other.problems)
		}
	}
	data := half[0].Data
	refused("truncated", data[:len(data)-9], "incomplete")
	a, err := task.DecodeArchive(data)
	if err != nil {
		t.Fatal(err)
	}
	a.State = "leastsquares?steps=200&seed=8&order=shuffled"
	refused("of another seed", a.Encode(), "other data")
	a.State = "leastsquares?steps=200&gd=0"
	refused("of another number of jobs", a.Encode(), "other data")
	a.State = "ratings?file=mine.csv"
	refused("of a file that is not here", a.Encode(), "not been loaded")
	a.State = "nothing"
	refused("of another program", a.Encode(), "nothing")
}

// Files that are dropped together with a checkpoint are read first, in whatever order
// they come; what cannot be used is named.
func TestCheckpointWithFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector")
	}
	var b strings.Builder
	for k := range 4000 {
		b.WriteString("u" + exhibit.FormatNumber(float64(k%80)) + ",i" + exhibit.FormatNumber(float64(k/80)) + "," + exhibit.FormatNumber(float64(1+(k*k)%5)) + "\n")
	}
	own := exhibit.File{Name: "own.csv", Data: []byte("user,item,rating\n" + b.String())}
	if len(own.Data) < atOnce/2 {
		t.Fatalf("%d bytes", len(own.Data))
	}
	large := own // is read in a worker
	large.Data = []byte(string(own.Data) + strings.Repeat("u0,i0,1\n", 10_000))
	checkpoint := func(name, address string, table ...exhibit.File) exhibit.File {
		t.Helper()
		p, h := start(t, address)
		if table != nil {
			p.TakeFiles(table)
			h.wait(5 * time.Second)
			for key, value := range map[string]string{"first": "0", "second": "0"} {
				p.Set(key, value, true)
			}
		}
		play(p, h, time.Second)
		p.RunSave()
		play(p, h, 200*time.Millisecond)
		if len(h.saved) != 1 {
			t.Fatalf("%s: %d files, %v", name, len(h.saved), h.problems)
		}
		for _, data := range h.saved {
			return exhibit.File{Name: name, Data: data}
		}
		panic("unreachable")
	}
	const descent = "leastsquares?steps=200&pace=60"
	ofOwn := checkpoint("own.checkpoint", "ratings?first=0&second=0", own)
	ofLarge := checkpoint("large.checkpoint", "ratings?first=0&second=0", large)
	ofPlane := checkpoint("descent.checkpoint", descent)
	renamed := exhibit.File{Name: "own (1).csv", Data: own.Data}
	items := exhibit.File{Name: "items.csv", Data: []byte("item_id,title\ni0,Sonata\ni1,Étude\n")}
	pdf := exhibit.File{Name: "notes.pdf", Data: []byte("%PDF-1.7\n\x00\x01\x02 stream")}
	other := exhibit.File{Name: "other.csv", Data: []byte("user,item,rating\n1,1,1\n1,2,2\n2,1,3\n2,2,4\n3,1,5\n3,2,1\n")}
	points := table("points.csv", 5)
	broken := exhibit.File{Name: "broken.checkpoint", Data: ofOwn.Data[:len(ofOwn.Data)-9]}
	const ratings = "ratings?first=0&second=0&file="
	for _, tt := range []struct {
		list    []exhibit.File
		state   string
		phase   RunPhase
		problem string // in it; empty: none
		notice  string // in one; empty: none of these
	}{
		{[]exhibit.File{own, ofOwn}, ratings + "own.csv", Done, "", ""},
		{[]exhibit.File{ofOwn, own}, ratings + "own.csv", Done, "", ""},
		{[]exhibit.File{ofLarge, large}, ratings + "own.csv", Done, "", ""},
		{[]exhibit.File{renamed, ofOwn}, ratings + "own+(1).csv", Done, "", ""},
		{[]exhibit.File{items, ofOwn, own}, ratings + "own.csv", Done, "", ""},
		{[]exhibit.File{pdf, ofOwn, own}, ratings + "own.csv", Done, "", "notes.pdf"},
		{[]exhibit.File{ofPlane, pdf}, descent, Paused, "", "notes.pdf"},
		{[]exhibit.File{ofPlane, points}, descent, Paused, "", "points.csv was opened in"},
		{[]exhibit.File{pdf, points, ofPlane}, descent, Paused, "", "notes.pdf"},
		{[]exhibit.File{ofOwn}, "waves", Idle, "own.checkpoint: file = \"own.csv\" has not been loaded", ""},
		{[]exhibit.File{other, ofOwn}, "ratings?file=other.csv&cmap=viridis", Done, "own.checkpoint: the checkpoint belongs to other data", "other.csv was opened in"},
		{[]exhibit.File{points, ofOwn}, "surface?f=data&file=points.csv", Idle, "own.checkpoint: ", ""},
		{[]exhibit.File{own, broken}, "ratings?file=own.csv&cmap=viridis", Done, "broken.checkpoint: ", "own.csv was opened in"},
		{[]exhibit.File{broken, pdf}, "waves", Idle, "broken.checkpoint: ", "notes.pdf"},
		{[]exhibit.File{ofOwn, own, ofPlane}, "waves", Idle, "2 checkpoints (own.checkpoint, descent.checkpoint): open one at a time", ""},
		{[]exhibit.File{points, table("more.csv", 4), ofPlane}, descent, Paused, "open one at a time", ""},
	} {
		what := names(tt.list).En
		p, h := start(t, "waves")
		p.TakeFiles(tt.list)
		play(p, h, 3*time.Second)
		if got := p.state.String(); got != tt.state || h.state.String() != got {
			t.Errorf("%s: opens %s, want %s", what, got, tt.state)
		}
		if h.run.Phase != tt.phase || tt.phase == Paused && h.run.Step < 20 || tt.phase == Done && h.run.Step != 40 {
			t.Errorf("%s: %+v", what, h.run)
		}
		if got := h.problems[exhibit.FileKey]; !strings.Contains(got, tt.problem) || (got == "") != (tt.problem == "") {
			t.Errorf("%s: says %q, want %q", what, got, tt.problem)
		}
		said := ""
		for _, n := range h.notices {
			said += n.Message + "; "
		}
		if !strings.Contains(said, tt.notice) || tt.notice == "" && (strings.Contains(said, "was opened in") || strings.Contains(said, "No exhibit")) {
			t.Errorf("%s: notes %q, want %q", what, said, tt.notice)
		}
	}

	// What was opened before the checkpoint is a click away, and one step back.
	p, h := start(t, "waves")
	p.TakeFiles([]exhibit.File{ofPlane, points})
	play(p, h, time.Second)
	p.Apply("?surface")
	check(t, p, h, "surface?f=data&file=points.csv&az=-115&el=48")
	p.Undo()
	check(t, p, h, descent)
	p.Undo()
	check(t, p, h, "surface?f=data&file=points.csv")

	// So is another exhibit for what this one cannot read.
	p, h = start(t, "ratings?first=0&second=0&sgd=0&epochs=1")
	p.TakeFiles([]exhibit.File{{Name: "rows.txt", Data: []byte("0.5 1.5 2\n1.5 2 3\n2 3.5 4\n")}, ofPlane})
	play(p, h, time.Second)
	if fix := h.trouble.Fixes; p.state.String() != descent || !strings.HasPrefix(h.problems[exhibit.FileKey], "rows.txt: ") || len(fix) != 1 {
		t.Fatalf("%s, %v, %v", p.state, h.problems, fix)
	}
	p.Apply(h.trouble.Fixes[0].Query)
	if got := p.state.Text(exhibit.FileKey); p.state.Exhibit().Name != "surface" || got != "rows.txt" {
		t.Errorf("%s", p.state)
	}

	// The visitor may end the reading: then nothing is opened.
	p, h = start(t, "waves")
	p.TakeFiles([]exhibit.File{ofLarge, large})
	p.CancelWork(Reading)
	play(p, h, time.Second)
	check(t, p, h, "waves")
}

// Several jobs are one run: as far as they are on average, as fast as together, and at
// their end when the slowest is.
func TestTogether(t *testing.T) {
	second := time.Second
	running := func(progress, rate float64, remaining time.Duration) task.Status {
		return task.Status{Phase: task.Running, Progress: progress, Rate: rate, Remaining: remaining, Elapsed: second}
	}
	done := task.Status{Phase: task.Done, Progress: 1, Rate: 50, Elapsed: 3 * second}
	idle := task.Status{Phase: task.Cancelled}
	failed := task.Status{Phase: task.Failed, Progress: 0.5, Err: exhibit.Text{En: "lost", Ja: "迷子"}, Remaining: -1}
	paused := task.Status{Phase: task.Paused, Progress: 0.5, Rate: 9, Remaining: 7 * second}
	for _, tt := range []struct {
		list []task.Status
		want Run
	}{
		{[]task.Status{running(0.1, 10, 9*second), running(0.3, 30, 2*second), running(0.2, 20, 8*second), running(0.2, 20, 3*second)},
			Run{Phase: Running, Progress: 0.2, Rate: 80, Remaining: 9 * second, Elapsed: second}},
		{[]task.Status{running(0.5, 10, 9*second), done}, Run{Phase: Running, Progress: 0.75, Rate: 10, Remaining: 9 * second, Elapsed: 3 * second}},
		{[]task.Status{running(0.5, 10, 9*second), running(0, 0, -1)}, Run{Phase: Running, Progress: 0.25, Rate: 10, Remaining: -1, Elapsed: second}},
		{[]task.Status{{Phase: task.Starting, Remaining: -1}, idle}, Run{Phase: Running, Remaining: -1}},
		{[]task.Status{done, done}, Run{Phase: Done, Progress: 1, Remaining: -1, Elapsed: 3 * second}},
		{[]task.Status{done, paused}, Run{Phase: Paused, Progress: 0.75, Remaining: -1, Elapsed: 3 * second}},
		{[]task.Status{done, idle}, Run{Phase: Idle, Progress: 0.5, Remaining: -1, Elapsed: 3 * second}},
		{[]task.Status{done, {Phase: task.Running, Silent: true, Remaining: -1}, {Phase: task.Failed, Lost: true, Remaining: -1}}, Run{Phase: Running, Progress: 1. / 3, Silent: true, Lost: true, Remaining: -1, Elapsed: 3 * second}},
		{[]task.Status{done, failed, paused, idle}, Run{Phase: Failed, Progress: 0.5, Problem: "迷子", Remaining: -1, Elapsed: 3 * second}},
		{[]task.Status{failed, running(0.5, 10, second)}, Run{Phase: Running, Progress: 0.5, Rate: 10, Problem: "迷子", Remaining: second, Elapsed: second}},
	} {
		var got Run
		if got.sum(tt.list, "ja"); !near(got.Progress, tt.want.Progress, 1e-12) {
			t.Errorf("%+v: progress %v", tt.list, got.Progress)
		}
		if got.Progress = tt.want.Progress; got != tt.want {
			t.Errorf("%+v\nis   %+v\nwant %+v", tt.list, got, tt.want)
		}
	}
	jobs := exhibit.Job{Label: exhibit.Text{En: "sampler", Ja: "サンプラー"}, Spec: task.Spec{Name: "x", Seed: 3}}.Chains(4)
	if len(jobs) != 4 || jobs[3].Chain != 3 || jobs[3].Seed != 3 || jobs[3].Label.En != "sampler, chain 4" || jobs[3].Label.Ja != "サンプラー、チェーン4" {
		t.Errorf("%+v", jobs)
	}
}

// What a job refuses is said, and does not end it.
func TestRefused(t *testing.T) {
	p, h := start(t, "notebook")
	p.RunPause()
	play(p, h, 100*time.Millisecond)
	p.runs.list[0].Set(task.Message{Arrays: map[string][]float64{task.PaceKey: {-1}}})
	play(p, h, 100*time.Millisecond)
	if len(h.notices) != 1 || !strings.Contains(h.notices[0].Message, "must be a number of steps per second") || h.run.Phase != Running {
		t.Errorf("%+v, %+v", h.notices, h.run)
	}
	p.Set("ms", "12", true)
	play(p, h, 100*time.Millisecond)
	if len(h.notices) != 0 {
		t.Errorf("after another: %+v", h.notices)
	}
}

// Views are offered where there is something to be turned.
func TestViewsOffered(t *testing.T) {
	p, h := start(t, "matrices")
	if h.camera {
		t.Error("for a plane")
	}
	p.Set("A", "1,0,0;0,2,0;0,0,3", true)
	if !h.camera {
		t.Error("not for a space")
	}
	p.Open("notebook")
	if !h.camera {
		t.Error("not for a wireframe among plots")
	}
	p.Set("show", "line", true)
	if h.camera || p.Key("1", false) && p.state.Text("az") != "-60" {
		t.Error("for a plot alone")
	}
	p.Undo()
	if !h.camera {
		t.Error("not after an undo")
	}
}

// A run that is lost with its worker is not begun anew by a change that it could go on
// with.
func TestLostLonger(t *testing.T) {
	h := &host{t: t, now: time.Unix(1e9, 0), problems: map[string]string{}}
	var die func(reason string)
	inline := task.Inline(jobs.Library, h, 5*time.Millisecond)
	p := New(h, gallery.All, task.NewPool(1, h, func(receive func([]byte), died func(string)) (task.Port, error) {
		die = died
		return inline(receive, died)
	}))
	p.Start("leastsquares?steps=900&pace=20&order=shuffled", "en", false)
	play(p, h, 8*time.Second)
	die("out of memory")
	play(p, h, time.Second)
	lost := h.run
	if !lost.Lost || lost.Kept < 50 || lost.Phase != Failed {
		t.Fatalf("%+v", lost)
	}
	p.Set("steps", "950", true)
	p.Set("pace", "50", true)
	play(p, h, time.Second)
	if c := h.run; !c.Lost || c.Kept != lost.Kept || c.Step != lost.Step {
		t.Errorf("with more steps: %+v, before: %+v", c, lost)
	}
	p.RunRevive()
	play(p, h, 100*time.Millisecond)
	if c := h.run; c.Lost || c.Phase != Running || c.Step < lost.Kept || c.Step > lost.Kept+10 {
		t.Errorf("revived from %d: %+v", lost.Kept, c)
	}
	play(p, h, time.Minute)
	if c := h.run; c.Phase != Done || c.Step != 950 {
		t.Errorf("in the end: %+v", c)
	}
	die("out of memory")
	p.Set("order", "turn", true) // which asks for another run
	play(p, h, time.Second)
	if c := h.run; c.Lost || c.Phase == Failed {
		t.Errorf("another run: %+v", c)
	}
}
