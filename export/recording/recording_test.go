package recording

import (
	"math"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/scene"
)

// plan returns the recording of a State.
func plan(t *testing.T, text string) *Recording {
	t.Helper()
	s, problems, err := exhibit.Parse(text, gallery.Open)
	if err != nil || problems != nil {
		t.Fatal(text, problems, err)
	}
	session := s.Exhibit().New(gallery.Open)
	if err := session.Update(s); err != nil {
		t.Fatal(text, err)
	}
	f, ok := New(s, session, &scene.Light, 200, 160)
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
		{sines + "a:0.1:loop", 400, 100},           // a quarter of a second each
		{sines + "a:0.01:bounce", 400, 2000},
		{sines + "a:1:loop,b:0.1:bounce", 400, 200},
		{sines + "a:100:loop", 2, 0.1},
		{"gaussian?play=rho:10:bounce", 40, 2}, // not the flow, which stands still
	} {
		f := plan(t, tt.state)
		checkPace(t, tt.state, f, tt.seconds)
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
	for state, seconds := range map[string]float64{
		"a:10:bounce&spin=10":   36, // as the turn, not 18 times as fast
		"a:10:bounce&spin=-360": 2,
		"a:10:bounce&spin=0.01": 40,
	} {
		checkPace(t, state, plan(t, sines+state), seconds)
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

// checkPace checks that the recording takes so many seconds.
func checkPace(t *testing.T, state string, f *Recording, seconds float64) {
	t.Helper()
	if got := float64(f.Frames()) * f.Delay().Seconds(); math.Abs(got-seconds) > 1e-6*seconds {
		t.Errorf("%s: %d frames of %v take %v s, want %v", state, f.Frames(), f.Delay(), got, seconds)
	}
	if d := f.Delay(); d > Usual*3/2 && f.Frames() < most {
		t.Errorf("%s: %d frames of %v", state, f.Frames(), d)
	}
}

// What plays takes as long as on the page, however slow it is.
func TestPace(t *testing.T) {
	for _, tt := range []struct {
		state   string
		frames  int
		seconds float64
		rate    string
	}{
		{"gaussian", 80, 4, ""},
		{"gaussian?speed=0.5", 160, 8, ""},
		{"gaussian?speed=0.25", 320, 16, ""},
		{"gaussian?speed=0.2", 400, 20, ""},
		{"gaussian?speed=0.1", 400, 40, "10"},
		{"gaussian?speed=0.05", 400, 80, "5"},
		{"gaussian?speed=0.05&repeat=bounce", 400, 160, "2.5"},
		{"gaussian?speed=0.3&repeat=bounce", 400, 80 / 3., "15"},
		{"gaussian?speed=20", 4, 0.2, ""},
		{"gaussian?to=", 72, 3.6, ""},
		{"gaussian?to=&spin=20", 360, 18, ""},
		{"gaussian?to=&spin=-6", 400, 60, "6.67"},
		{"gaussian?to=&spin=1", 400, 360, "1.11"},
		{"gaussian?to=&spin=0.1", 400, 3600, "0.111"},
	} {
		f := plan(t, tt.state)
		checkPace(t, tt.state, f, tt.seconds)
		if f.Frames() != tt.frames || f.Rate() != tt.rate {
			t.Errorf("%s: %d frames at %q a second, want %d at %q", tt.state, f.Frames(), f.Rate(), tt.frames, tt.rate)
		}
	}
	if f := plan(t, "gaussian?to=&spin=1e-9"); f.Delay().Seconds() != 600 {
		t.Errorf("a frame is shown for %v", f.Delay())
	}
	f := plan(t, "gaussian?to=&spin=-20&az=0")
	if az := f.at(90).Camera().Azimuth; az != -90 {
		t.Errorf("after a quarter of a turn the camera is at %v", az)
	}
	f = plan(t, "gaussian?spin=-20&az=0&repeat=loop&speed=0.4") // 200 degrees, made a whole turn
	if c, end := f.at(100).Camera(), f.at(200).Camera(); c.Azimuth != 180 || end.Azimuth != 0 || f.at(100).Number("t") != 0.5 {
		t.Errorf("half way at %v, %v, at the end at %v", c.Azimuth, f.at(100).Number("t"), end.Azimuth)
	}
	f = plan(t, "gaussian?spin=15&az=0&repeat=once")
	if c := f.at(f.Frames() - 1).Camera(); c.Azimuth != 60 {
		t.Errorf("after 4 s the camera is at %v", c.Azimuth)
	}
}
