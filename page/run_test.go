package page

import (
	"math"
	"testing"
	"time"

	"zscape/exhibit"
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
	if h.run.Step != 2 || h.run.Phase != Paused {
		t.Errorf("two steps: %+v", h.run)
	}
	press("b")
	if h.run.Step != 1 {
		t.Errorf("a step back: %+v", h.run)
	}
	press("r")
	if h.run.Phase != Running {
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
