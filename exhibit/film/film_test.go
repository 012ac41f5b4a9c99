package film

import (
	"math"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/scene"
)

// plan returns the recording of a State.
func plan(t *testing.T, text string) *Film {
	t.Helper()
	s, problems, err := exhibit.Parse(text, gallery.Open)
	if err != nil || problems != nil {
		t.Fatal(text, problems, err)
	}
	f, ok := New(s, gallery.Open, nil, &scene.Light, 200, 160)
	if !ok {
		t.Fatalf("%s: nothing moves", text)
	}
	return f
}

// Sliders are shown over the least whole number of periods of them all; a
// frame after the last would be the first.
func TestSliders(t *testing.T) {
	const sines = "surface?f=a*sin(b*x)&nx=9&ny=9&play="
	for _, tt := range []struct {
		state   string
		frames  int
		seconds float64
	}{
		{sines + "a:1:loop", 200, 10},
		{sines + "a:2:bounce", 200, 10},
		{sines + "a:1:bounce", 400, 20},
		{sines + "a:10:down", 20, 1},
		{sines + "a:10:once", 20, 1},
		{sines + "a:10:loop,b:5:bounce", 80, 4},
		{sines + "a:10:loop,b:15:loop", 40, 2},     // 1 s and 2/3 s
		{sines + "a:10:loop,b:14.142:loop", 20, 1}, // no whole number of both in 20 s
		{sines + "a:0.1:loop", 400, 100},           // faster than on the page
		{sines + "a:100:loop", 2, 0.1},
		{"gaussian?play=rho:10:bounce", 40, 2}, // not the flow, which stands still
	} {
		f := plan(t, tt.state)
		if f.Frames() != tt.frames || math.Abs(f.glides.seconds-tt.seconds) > 1e-9 {
			t.Errorf("%s: %d frames for %v s, want %d for %v s", tt.state, f.Frames(), f.glides.seconds, tt.frames, tt.seconds)
		}
		if f.glides.once {
			continue
		}
		for _, m := range f.glides.motions {
			first, next := f.at(0).Number(m.Key), f.at(f.Frames()).Number(m.Key)
			if first != f.state.Number(m.Key) || math.Abs(next-first) > 0.002 && tt.seconds != 1 {
				t.Errorf("%s: %s begins at %v, and again at %v", tt.state, m.Key, first, next)
			}
		}
	}
	f := plan(t, sines+"a:10:once")
	if first, last := f.at(0).Number("a"), f.at(f.Frames()-1).Number("a"); first != -5 || last != 5 {
		t.Errorf("once: from %v to %v", first, last)
	}
	f = plan(t, sines+"a:10:bounce&spin=90&az=-60") // half a turn in 2 s, made a whole one
	if half := f.at(f.Frames() / 2).Camera().Azimuth; half != 120 {
		t.Errorf("after half a turn the camera is at %v", half)
	}
	if f.at(f.Frames()).Camera().Azimuth != -60 {
		t.Error("the turn does not close")
	}
	f.Draw(3)
	if err := scene.Check(&f.list, 0); err != nil {
		t.Error(err)
	}
}
