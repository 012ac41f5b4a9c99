package surface

import (
	"math"
	"testing"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/space"
)

// The cut shows the heights along the line between its ends, which can be
// dragged.
func TestSection(t *testing.T) {
	s := show(t, "surface?f=x^2-y;3&beside=section&section=-2,-1,2,1")
	f := s.Figure()
	panel := f.Panels[1].(*plot.Plot)
	lines := 0
	for _, m := range panel.Marks {
		l, ok := m.(*plot.Line)
		if !ok {
			continue
		}
		for k, way := range l.X {
			u := way / math.Sqrt(20)
			x, y := -2+4*u, -1+2*u
			want := 3.0
			if lines == 0 {
				want = x*x - y
			}
			if math.Abs(l.Y[k]-want) > 1e-9 {
				t.Fatalf("line %d: %v at %v, want %v", lines, l.Y[k], way, want)
			}
		}
		if last := l.X[len(l.X)-1]; math.Abs(last-math.Sqrt(20)) > 1e-9 {
			t.Errorf("the cut is %v long", last)
		}
		lines++
	}
	if lines != 2 {
		t.Errorf("%d lines, want 2", lines)
	}

	s = show(t, "surface?f=0*x&beside=section&section=-2,-1,2,1")
	f = s.Figure()
	r := f.Rects(1000, 700)[0]
	v := *f.Panels[0].(*space.Space).View(r, f.Look)
	end, _ := v.Project(scene.Vec{X: 2, Y: 1})
	if _, ok := s.Grab(end.Add(scene.Point{X: 60}), 1000, 700, exhibit.Grip{}); ok {
		t.Error("something is held beside the end")
	}
	d, ok := s.Grab(end.Add(scene.Point{X: 3}), 1000, 700, exhibit.Grip{})
	if !ok {
		t.Fatal("the end is not held")
	}
	to, _ := v.Project(scene.Vec{X: -3, Y: 4})
	next := d.Move(to.Add(scene.Point{X: 3}), s.State)
	if got := next.Text("section"); got != "-2,-1,-3,4" {
		t.Errorf("the cut ends at %s", got)
	}
	far := d.Move(scene.Point{X: 1e5, Y: 1e5}, s.State)
	if err := s.Update(far); err != nil {
		t.Error(err)
	}
	for text, ok := range map[string]bool{"1,2,3,4": true, "": true, "1,2,3": false, "1,2,1,2": false, "1,2,x,4": false, "1,2,1e99,4": false, "nan,1,2,3": false} {
		if _, err := s.State.Set("section", text); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
}
