package notebook

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/jobs"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/task"
)

func open(name string) (*exhibit.Exhibit, bool) { return Exhibit, name == Exhibit.Name }

func show(t testing.TB, text string) *session {
	t.Helper()
	s, problems, err := exhibit.Parse(text, open)
	if err != nil || problems != nil {
		t.Fatal(err, problems)
	}
	session := newSession()
	if err := session.Update(s); err != nil {
		t.Fatal(err)
	}
	return session
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-12 }

func TestScatter(t *testing.T) {
	for _, n := range []string{"1", "50", "200"} {
		s := show(t, "notebook?n="+n)
		count := s.state.Int("n")
		if len(s.points.X) != count || len(s.points.Y) != count {
			t.Fatalf("n = %s: %d points", n, len(s.points.X))
		}
		for k, y := range s.points.Y {
			if s.points.X[k] != float64(k) || y != math.Sin(float64(k)/5) {
				t.Errorf("point %d is (%v, %v)", k, s.points.X[k], y)
			}
		}
		if last := s.curve.X[len(s.curve.X)-1]; last != float64(count-1) {
			t.Errorf("n = %s: the curve ends at %v", n, last)
		}
	}
}

// The wireframe's lattice is NumPy's arange(-3, 3, 0.25) in both directions.
func TestWireframe(t *testing.T) {
	g := show(t, "notebook").surface.Grid
	if g.Nx() != 24 || g.Ny() != 24 || g.X[0] != -3 || g.Y[23] != 2.75 {
		t.Fatalf("%d x %d samples from %v to %v", g.Nx(), g.Ny(), g.X[0], g.Y[23])
	}
	for j, y := range g.Y {
		for i, x := range g.X {
			if z := g.At(i, j); math.Abs(z-(math.Sin(x)+math.Cos(y))) > 1e-14 {
				t.Errorf("z(%v, %v) = %v", x, y, z)
			}
		}
	}
}

func TestSine(t *testing.T) {
	for _, tt := range []struct{ t, at, want float64 }{{0, 0, 0}, {0.25, 0, -1}, {0.5, math.Pi / 2, -1}, {1, math.Pi / 2, 1}} {
		s := show(t, "notebook?t="+exhibit.FormatNumber(tt.t))
		k := int(math.Round(tt.at / (4 * math.Pi) * (sineSamples - 1)))
		if !near(s.moving.Y[k], tt.want) {
			t.Errorf("at t = %v, y(%v) = %v, want %v", tt.t, tt.at, s.moving.Y[k], tt.want)
		}
	}
}

func TestProgressBar(t *testing.T) {
	s := show(t, "notebook?steps=40&ms=25")
	list := s.Jobs()
	if len(list) != 1 || list[0].Auto || list[0].Pace != 40 {
		t.Fatalf("jobs %+v", list)
	}
	h, err := task.Do(jobs.Library, list[0].Spec, nil)
	if err != nil || h.Len() != 41 {
		t.Fatalf("%v, %d frames", err, h.Len())
	}
	for step := range 41 {
		s.Watch([]task.View{h.View(step)})
		if want := float64(step) / 40; s.meter.Fraction != want || !strings.Contains(s.meter.Note, " of 40") {
			t.Errorf("after step %d: %v, want %v; %s", step, s.meter.Fraction, want, s.meter.Note)
		}
	}
	s.Watch(make([]task.View, 1))
	if s.meter.Fraction != 0 {
		t.Error("without frames it is not empty")
	}
	for _, steps := range []float64{0, -1, 1.5, math.NaN(), math.Inf(1), 1e7} {
		spec := list[0].Spec
		spec.Args = task.Message{Arrays: map[string][]float64{"steps": {steps}}}
		if _, err := task.Do(jobs.Library, spec, nil); err == nil {
			t.Errorf("%v steps are taken", steps)
		}
	}
}

// What is selected in the scatter plot is counted.
func TestBrush(t *testing.T) {
	s := show(t, "notebook?n=20&brush=2.5,6.5,-2,2")
	want := (math.Sin(0.6) + math.Sin(0.8) + math.Sin(1) + math.Sin(1.2)) / 4
	if s.selected != 4 || !near(s.mean, want) {
		t.Errorf("%v points of mean %v, want 4 of %v", s.selected, s.mean, want)
	}
	if show(t, "notebook").selected != 0 {
		t.Error("something is selected at first")
	}
	at := s.figure.Rects(800, 600)[scatter].Center()
	d, ok := s.Grab(at, 800, 600, exhibit.Grip{Shift: true})
	if !ok {
		t.Fatal("it cannot be brushed")
	}
	st := d.Move(at.Add(scene.Point{X: 60, Y: 60}), s.state)
	if st = d.Drop(st, true); st.Text("brush") == s.state.Text("brush") || st.Text("lscatter") != "" {
		t.Errorf("brushed: %s", st)
	}
	d, _ = s.Grab(at, 800, 600, exhibit.Grip{Shift: true})
	if st = d.Drop(st, false); st.Text("brush") != "" {
		t.Errorf("a click leaves a selection: %s", st)
	}
}

func TestLegend(t *testing.T) {
	s := show(t, "notebook?show=scatter")
	rect := s.figure.Rects(800, 600)[scatter]
	found := 0
	for x := 0.; x < 300; x += 4 {
		q := scene.Point{X: x, Y: 37}
		m, ok := s.scatter.LegendAt(rect, scene.Look{}, q)
		if !ok {
			continue
		}
		found++
		d, ok := s.Grab(q, 800, 600, exhibit.Grip{})
		if !ok || d.Drop == nil {
			t.Fatal("the legend cannot be clicked")
		}
		name := s.scatter.Name(m)
		hidden := d.Drop(s.state, false)
		if hidden.Text("hscatter") != name {
			t.Errorf("a click at %s hides %q", name, hidden.Text("hscatter"))
		}
		if back := d.Drop(hidden, false); back.Text("hscatter") != "" {
			t.Errorf("a second click leaves %q hidden", back.Text("hscatter"))
		}
		if d.Drop(s.state, true).Text("hscatter") != "" {
			t.Error("a drag hides")
		}
	}
	if found < 10 {
		t.Errorf("the legend is at %d places", found)
	}
	if s = show(t, "notebook?hscatter=samples"); !s.points.Hidden || s.curve.Hidden {
		t.Error("the State does not hide the samples")
	}
}

// Hovering reads the points of the line chart.
func TestHover(t *testing.T) {
	s := show(t, "notebook?show=line")
	f := s.line.Layout(s.figure.Rects(800, 600)[line], scene.Look{})
	for k := range LineX {
		q, _ := f.ToScreen(LineX[k], LineY[k])
		v, ok := s.Pick(q.Add(scene.Point{X: 5, Y: -6}), 800, 600)
		if !ok || v.X != LineX[k] || v.Y != LineY[k] || s.line.Hover == nil {
			t.Errorf("beside point %d is %v, %v", k, v, ok)
		}
	}
	s.Unpick()
	if s.line.Hover != nil {
		t.Error("the read-out stays")
	}
	if _, ok := s.Pick(scene.Point{X: 1, Y: 1}, 800, 600); ok {
		t.Error("in the corner is a point")
	}
	zoomed := show(t, "notebook?show=line&lline=0,2.5,9,16")
	if l := zoomed.line.Layout(zoomed.figure.Rects(800, 600)[line], scene.Look{}).Limits; l != (plot.Limits{X0: 0, X1: 2.5, Y0: 9, Y1: 16}) {
		t.Errorf("it shows %v", l)
	}
}

func TestRefused(t *testing.T) {
	for _, text := range []string{"notebook?n=0", "notebook?n=201", "notebook?n=1.5", "notebook?lline=1,0,0,1", "notebook?lline=a", "notebook?brush=1,2,3", "notebook?ms=0", "notebook?show=pie"} {
		if _, problems, _ := exhibit.Parse(text, open); len(problems) != 1 {
			t.Errorf("%s: %v", text, problems)
		}
	}
}

func TestTable(t *testing.T) {
	var b bytes.Buffer
	if err := show(t, "notebook?n=3").WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	if len(lines) != 1+3+4+sineSamples+1 || lines[0] != "plot,x,y" || lines[2] != "scatter,1,"+exhibit.FormatNumber(math.Sin(0.2)) || lines[5] != "line,2,15" {
		t.Errorf("%d lines: %q", len(lines), lines[:8])
	}
	if code := show(t, "notebook?n=7").Code("python"); !strings.Contains(code, "num_data = 7\n") {
		t.Error(code)
	}
}
