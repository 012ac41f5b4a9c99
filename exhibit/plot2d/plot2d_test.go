package plot2d_test

import (
	"math"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/scene"
	"zscape/scene/plot"
)

var keys = &exhibit.Exhibit{Name: "keys", Controls: append(plot2d.Limits("a", "b", "c", "brush"), plot2d.Hidden("hide")...)}

// Three plots: a and b are linked along x, c stands alone.
func newPlots() *plot2d.Plots {
	x, y := []float64{0, 1, 2, 3, 4}, []float64{0, 10, 5, 20, 15}
	p := func() *plot.Plot {
		return &plot.Plot{Legend: plot.Above, Marks: []plot.Mark{&plot.Line{X: x, Y: y, Name: "line"}, &plot.Points{X: x, Y: y, Name: "points"}}}
	}
	a, b, c := p(), p(), p()
	f := &scene.Figure{Panels: []scene.Panel{a, &scene.Meter{}, b, c}, Arrange: func(r scene.Rect) []scene.Rect { return scene.TileColumns(r, 4, 2) }}
	return &plot2d.Plots{Figure: f, Panels: []plot2d.Panel{
		{Plot: a, Limits: "a", Hide: "hide", LinkX: "x"}, {Plot: b, Limits: "b", LinkX: "x"}, {Plot: c, Limits: "c", Brush: "brush"}}}
}

const w, h = 800, 600

func limits(t testing.TB, s exhibit.State, key string) plot.Limits {
	t.Helper()
	l, err := plot.ParseLimits(s.Text(key))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func close(a, b float64) bool { return math.Abs(a-b) <= 2e-4*max(1, math.Abs(a)) }

// Limits are read in any characters, and what is wrong with them is said in both
// languages.
func TestCheckLimits(t *testing.T) {
	c, _ := keys.Control("a")
	for text, want := range map[string]string{"": "", " ": "", "1,2,3,4": "1,2,3,4", " 0, 1/2 ,-1,pi": "0,0.5,-1,3.14159", "０，１，−２，３": "0,1,-2,3"} {
		if got, err := c.Parse(text); err != nil || got != want {
			t.Errorf("%q is %q, %v, want %q", text, got, err, want)
		}
	}
	for text, want := range map[string]exhibit.Text{
		"1,2,3":       {En: `cannot be read as limits: "1,2,3" is not of the form x0,x1,y0,y1`, Ja: `範囲として読めません: "1,2,3" はx0,x1,y0,y1 の形ではありません`},
		"1,a,3,4":     {En: `cannot be read as limits: "a" is not a number`, Ja: `範囲として読めません: "a" は数ではありません`},
		"1,2e999,3,4": {En: `cannot be read as limits: "2e999" is not finite`, Ja: `範囲として読めません: "2e999" は有限の数ではありません`},
		"1,2e305,3,4": {En: `cannot be read as limits: "2e+305" is too far from zero`, Ja: `範囲として読めません: "2e+305" は0から離れすぎています`},
		"2,1,3,4":     {En: `cannot be read as limits: "2,1" is not an ascending range`, Ja: `範囲として読めません: "2,1" は小さい順になっていません`},
	} {
		_, err := c.Parse(text)
		if p, ok := err.(*exhibit.Problem); !ok || p.Reason != want {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestPanLinked(t *testing.T) {
	p, s := newPlots(), keys.Default()
	p.Apply(s)
	at := p.Figure.Rects(w, h)[0].Center()
	before := p.Panels[0].Plot.Layout(p.Figure.Rects(w, h)[0], p.Figure.Look)
	x0, y0 := before.ToData(at)
	d, ok := p.Grab(at, w, h, exhibit.Grip{})
	if !ok {
		t.Fatal("nothing to hold")
	}
	other := p.Panels[1].Plot.Layout(p.Figure.Rects(w, h)[2], p.Figure.Look).Limits
	for _, v := range []scene.Point{{X: 10, Y: 3}, {X: -50, Y: 40}} { // the drag goes on; only where it is counts
		s = d.Move(at.Add(v), s)
		p.Apply(s)
		f := p.Panels[0].Plot.Layout(p.Figure.Rects(w, h)[0], p.Figure.Look)
		if x, y := f.ToData(at.Add(v)); !close(x, x0) || !close(y, y0) {
			t.Errorf("under the pointer at %v is (%v, %v), was (%v, %v)", v, x, y, x0, y0)
		}
	}
	a, b := limits(t, s, "a"), limits(t, s, "b")
	if a.X0 != b.X0 || a.X1 != b.X1 {
		t.Errorf("the linked plot shows %v, not %v", b, a)
	}
	if !close(b.Y0, other.Y0) || !close(b.Y1, other.Y1) {
		t.Errorf("the linked plot's y changes from %v to %v", other, b)
	}
	if s.Text("c") != "" {
		t.Error("the third plot moves")
	}
	s, ok = p.Reset(at, w, h, s)
	if !ok || !s.Equal(keys.Default()) {
		t.Errorf("reset to %s", s)
	}
}

// Over its labels, an axis moves and zooms alone.
func TestOneAxis(t *testing.T) {
	p, s := newPlots(), keys.Default()
	p.Apply(s)
	r := p.Figure.Rects(w, h)[3]
	f := *p.Panels[2].Plot.Layout(r, p.Figure.Look)
	below := scene.Point{X: f.Area.Center().X, Y: f.Area.Max.Y + 8}
	left := scene.Point{X: f.Area.Min.X - 8, Y: f.Area.Center().Y}
	for _, tt := range []struct {
		at   scene.Point
		x, y bool
	}{{below, true, false}, {left, false, true}, {f.Area.Center(), true, true}} {
		next, ok := p.Zoom(tt.at, w, h, 2, s)
		l := limits(t, next, "c")
		halved := func(lo, hi, was0, was1 float64, want bool) bool {
			if want {
				return close(hi-lo, (was1-was0)/2)
			}
			return close(lo, was0) && close(hi, was1)
		}
		if !ok || !halved(l.X0, l.X1, f.Limits.X0, f.Limits.X1, tt.x) || !halved(l.Y0, l.Y1, f.Limits.Y0, f.Limits.Y1, tt.y) {
			t.Errorf("zoomed at %v from %v to %v", tt.at, f.Limits, l)
		}
	}
}

func TestBoxAndBrush(t *testing.T) {
	p, s := newPlots(), keys.Default()
	p.Apply(s)
	for k, key := range map[int]string{0: "a", 2: "brush"} {
		i := map[int]int{0: 0, 2: 3}[k]
		r := p.Figure.Rects(w, h)[i]
		f := *p.Panels[k].Plot.Layout(r, p.Figure.Look)
		at := f.Area.Center()
		d, ok := p.Grab(at, w, h, exhibit.Grip{Shift: true})
		if !ok {
			t.Fatal("no box")
		}
		to := at.Add(scene.Point{X: 80, Y: -50})
		if moved := d.Move(to, s); !moved.Equal(s) || p.Panels[k].Plot.Band == nil {
			t.Error("the box is not shown while it is dragged, or counts already")
		}
		next := d.Drop(s, true)
		x0, y0 := f.ToData(at)
		x1, y1 := f.ToData(to)
		if l := limits(t, next, key); !close(l.X0, x0) || !close(l.X1, x1) || !close(l.Y0, y0) || !close(l.Y1, y1) {
			t.Errorf("%s = %v, want %v, %v to %v, %v", key, l, x0, y0, x1, y1)
		}
		if _, brushed := p.Brushed(k); brushed != (key == "brush") {
			t.Errorf("after the box for %s, a selection: %v", key, brushed)
		}
	}
}

func TestNowhere(t *testing.T) {
	p, s := newPlots(), keys.Default()
	p.Apply(s)
	meter := p.Figure.Rects(w, h)[1].Center()
	for _, at := range []scene.Point{meter, {X: -5, Y: 10}, {X: math.NaN(), Y: 1}} {
		if _, ok := p.Grab(at, w, h, exhibit.Grip{}); ok {
			t.Errorf("something can be held at %v", at)
		}
		if _, ok := p.Zoom(at, w, h, 2, s); ok {
			t.Errorf("something zooms at %v", at)
		}
		if _, ok := p.Reset(at, w, h, s); ok {
			t.Errorf("something is reset at %v", at)
		}
		if _, ok := p.Pick(at, w, h); ok {
			t.Errorf("something is read at %v", at)
		}
	}
}
