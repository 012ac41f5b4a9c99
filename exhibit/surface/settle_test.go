package surface

import (
	"bytes"
	"reflect"
	"testing"

	"zscape/exhibit/heightfield"
	"zscape/scene"
	"zscape/scene/raster"
	"zscape/task"
)

// changes are States of surfaces, and what is then changed.
var changes = []struct{ state, key, value string }{
	{"f=a*cos(2r)*exp(-r^2/8)&critical=1&nx=31&ny=31", "a", "2"},
	{"f=a/(x*y)&nx=61&ny=61", "a", "-1"},
	{"f=a/(x*y)&nx=61&ny=61&mode=surface&contour=1", "nx", "50"},
	{"f=floor(a*x)*y&steps=gaps&nx=61&ny=61&mode=smooth", "a", "0.5"},
	{"f=tan(a*x*y)&nx=61&ny=61", "poles", "whole"},
	{"f=sin(a*50x)", "a", "2"},
	{"f=sin(a*r)/r&nx=71&ny=71&mode=smooth&color=curvature&hist=1", "a", "2"},
	{"f=a*x^2-y^2;2sin(x);if(r<3,5-r)&nx=41&ny=41&mode=surface", "a", "2"},
	{"f=(a*(3%2Bcos(v))*cos(u),(3%2Bcos(v))*sin(u),sin(v));2x&us=31&vs=21&mode=surface", "a", "2"},
	{"f=a*sin(r)/(x-y)&domain=polar", "domain", "rectangle"},
	{"f=a*x^3-x*b*y&panels=sweep&critical=1&nx=31&ny=31&mode=surface", "b", "2"},
	{"f=a*x^3-x*b*y&panels=sweep&nx=31&ny=31", "panels", "modes"},
	{"f=a*sin(x)*y&to=surface%3Ff%3D1%2Fx&t=0.5&beside=map&nx=61&ny=61", "to", "surface?f=x"},
	{"f=a*x*y&play=a:1:loop&nx=41&ny=41", "nx", "31"},
	{"f=sqrt(a*x*y)&mode=surface&dots=1&contour=1&color=slope&nx=41&ny=41", "zmax", "2"},
}

// deferring returns a session in a State, which leaves things for later from then on.
func deferring(t testing.TB, text string) *heightfield.Session {
	t.Helper()
	s := show(t, text)
	s.Figure()
	s.Defer()
	return s
}

// after returns what is due after so many questions.
func after(n int) func() bool {
	return func() bool { n--; return n < 0 }
}

func never() bool { return false }

// same reports how two sessions differ in what they show.
func same(t *testing.T, what string, got, want *heightfield.Session) {
	t.Helper()
	if !bytes.Equal(pixels(got), pixels(want)) {
		t.Errorf("%s: the picture is another one", what)
	}
	if a, b := got.Readouts(), want.Readouts(); !reflect.DeepEqual(a, b) {
		t.Errorf("%s: readouts %v, want %v", what, a, b)
	}
	if a, b := got.Notices(), want.Notices(); !reflect.DeepEqual(a, b) {
		t.Errorf("%s: notices %v, want %v", what, a, b)
	}
}

// What is left for later comes to what is done at once: in slices, asked for before it
// was done, and given up anywhere for another State.
func TestSettle(t *testing.T) {
	for _, tt := range changes {
		text := "surface?" + tt.state
		first := parse(t, text)
		next := first.Try(tt.key, tt.value)
		if next.Equal(first) {
			t.Fatalf("%s: nothing is changed by %s=%s", text, tt.key, tt.value)
		}
		want := show(t, next.String())

		s := deferring(t, text)
		if err := s.Update(next); err != nil {
			t.Fatal(err)
		}
		slices := 1
		for _, done := s.Settle(after(2)); !done; _, done = s.Settle(after(2)) {
			slices++
		}
		if slices < 3 {
			t.Errorf("%s: %d slices", text, slices)
		}
		same(t, text+" in slices", s, want)

		for _, n := range []int{0, 3, 15, 90} {
			s := deferring(t, text)
			s.Update(next)
			s.Settle(after(n))
			if !bytes.Equal(pixels(s), pixels(s)) {
				t.Errorf("%s: asked for after %d steps, the picture changes", text, n)
			}
			if _, done := s.Settle(never); !done {
				t.Errorf("%s: it does not settle", text)
			}
			same(t, text+" asked for", s, want)

			s = deferring(t, next.String())
			s.Update(first)
			s.Settle(after(n))
			s.Update(next)
			s.Settle(after(n))
			s.Update(first.Try("az", "10"))
			s.Settle(after(n))
			s.Update(first.Try("az", "20"))
			s.Settle(after(2 * n))
			s.Update(next)
			s.Settle(never)
			same(t, text+" given up", s, want)
		}
	}
}

// Only the way in which the picture is looked at changes: that begins nothing anew.
func TestSettleTurned(t *testing.T) {
	for _, f := range []string{"f=a*x^2&nx=200&ny=200", "f=a*x^2&nx=100&ny=100&panels=modes"} {
		s := deferring(t, "surface?"+f)
		next := parse(t, "surface?"+f+"&a=2")
		s.Update(next)
		turns := 0
		for _, done := s.Settle(after(5)); !done; _, done = s.Settle(after(5)) {
			if turns++; turns > 1000 {
				t.Fatal("it does not settle while it is turned")
			}
			next = next.Try("az", []string{"10", "20"}[turns%2])
			s.Update(next)
		}
		same(t, f, s, show(t, next.String()))
	}
}

// Until critical points are known, nothing is said of them, and none of another State is
// shown.
func TestCriticalUnknown(t *testing.T) {
	s := deferring(t, "surface?f=a*cos(2r)*exp(-r^2/8)&critical=1")
	s.Update(parse(t, "surface?f=a*x*y&critical=1"))
	waited := false
	for shown, done := s.Settle(after(0)); !done; shown, done = s.Settle(after(0)) {
		if !shown {
			continue
		}
		unknown := readout(t, s, "critical") == "…"
		waited = waited || unknown
		for _, r := range s.Readouts() {
			if unknown && (r.Key == "saddles" || r.Key == "minima") || r.Key == "maxima" {
				t.Fatalf("%s: %v", r.Key, r.Value)
			}
		}
	}
	if v := readout(t, s, "critical"); v != 1.0 || !waited {
		t.Errorf("%v critical points; they were not known at first: %v", v, waited)
	}
}

// A picture that was given up while it was drawn leaves no trace in the next one.
func TestDrawGivenUp(t *testing.T) {
	var l scene.DisplayList
	draw := func(s *heightfield.Session, pause func()) {
		f := s.Figure()
		f.Pause = pause
		f.Draw(&l, 300, 240)
	}
	for _, tt := range changes {
		text := "surface?" + tt.state
		first := parse(t, text)
		next := first.Try(tt.key, tt.value)
		draw(show(t, next.String()), nil)
		want := raster.Draw(&l, 1).Pix
		for _, n := range []int{0, 5, 40, 150} {
			s := show(t, text)
			giveUp := func(n int) {
				r := task.NewRoutine(func(pause func()) { draw(s, pause) })
				r.Step(after(n))
				r.Stop()
			}
			giveUp(n)
			draw(s, nil)
			s.Update(next)
			giveUp(n)
			giveUp(2 * n)
			draw(s, nil)
			if !bytes.Equal(raster.Draw(&l, 1).Pix, want) {
				t.Errorf("%s: given up after %d pauses, it is another picture", text, n)
			}
		}
	}
}
