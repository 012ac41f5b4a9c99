package plot

import (
	"math"
	"math/rand/v2"
	"testing"

	"zscape/scene"
)

func randomPoint(r *rand.Rand, a scene.Rect) scene.Point {
	return scene.Point{X: uniform(r, a.Min.X, a.Max.X), Y: uniform(r, a.Min.Y, a.Max.Y)}
}

func closeTo(a, b scene.Point, tolerance float64) bool { return a.Sub(b).Norm() <= tolerance }

// rounding is how far apart neighbouring numbers may be on the screen.
func rounding(f *Frame) float64 {
	l := f.Limits
	x := max(math.Abs(l.X0), math.Abs(l.X1)) / (l.X1 - l.X0) * f.Area.W()
	y := max(math.Abs(l.Y0), math.Abs(l.Y1)) / (l.Y1 - l.Y0) * f.Area.H()
	return 1e-15 * (x + y)
}

func TestMappingIsInvertible(t *testing.T) {
	r := newRand(1)
	for range 2000 {
		p, f := randomFrame(r)
		for range 5 {
			q := randomPoint(r, f.Area)
			x, y := f.ToData(q)
			back, ok := f.ToScreen(x, y)
			if !ok || !closeTo(back, q, 1e-5+rounding(f)) {
				t.Fatalf("%v in %v: %v is %v, %v, which is %v", f.Limits, p.X.Scale, q, x, y, back)
			}
			if !f.Limits.Contains(x, y) {
				t.Fatalf("%v, %v at %v inside the area is not in %v", x, y, q, f.Limits)
			}
		}
		corner, _ := f.ToScreen(f.Limits.X0, f.Limits.Y0)
		want := scene.Point{X: f.Area.Min.X, Y: f.Area.Max.Y}
		if p.X.Reversed {
			want.X = f.Area.Max.X
		}
		if p.Y.Reversed {
			want.Y = f.Area.Min.Y
		}
		if !closeTo(corner, want, 1e-6) {
			t.Fatalf("the lower limits are at %v, want %v", corner, want)
		}
	}
}

func TestToScreenOfGaps(t *testing.T) {
	p := &Plot{X: Axis{Min: 0, Max: 1}, Y: Axis{Scale: Log, Min: 1, Max: 10}}
	f := p.Layout(rectOf(0, 0, 300, 200), scene.Look{})
	for _, c := range []struct {
		x, y float64
		ok   bool
	}{
		{0.5, 2, true}, {-1e300, 1e300, true}, {1e300, 1e-300, true},
		{math.NaN(), 2, false}, {0.5, math.NaN(), false}, {math.Inf(1), 2, false}, {0.5, math.Inf(1), false},
		{0.5, 0, false}, {0.5, -1, false},
	} {
		q, ok := f.ToScreen(c.x, c.y)
		if ok != c.ok || ok && !(math.Abs(q.X) <= far && math.Abs(q.Y) <= far) {
			t.Errorf("ToScreen(%v, %v) = %v, %v; want %v", c.x, c.y, q, ok, c.ok)
		}
	}
}

// zoomed lays p out with those limits.
func zoomed(p *Plot, f *Frame, l Limits) *Frame {
	r := f.Rect
	p.SetLimits(l)
	return p.Layout(r, scene.Look{})
}

// What is under the pointer stays there, and what is dragged follows.
func TestGesturesKeepThePoint(t *testing.T) {
	r := newRand(2)
	for range 2000 {
		p, f := randomFrame(r)
		p.Equal = false
		f = p.Layout(f.Rect, scene.Look{})
		// Limits change labels, and these the area: keep that.
		m := mappingOf(f)
		q := randomPoint(r, f.Area)
		x, y := f.ToData(q)
		l := f.Zoom(q, math.Exp(uniform(r, -1, 1)), math.Exp(uniform(r, -1, 1)))
		if got := m.with(l, x, y); !closeTo(got, q, 1e-3) {
			t.Fatalf("%v: zoom to %v about %v moves it to %v", f.Limits, l, q, got)
		}
		d := scene.Point{X: uniform(r, -50, 50), Y: uniform(r, -50, 50)}
		l = f.Pan(d)
		if got := m.with(l, x, y); !closeTo(got, q.Add(d), 1e-3) {
			t.Fatalf("%v: pan by %v to %v moves %v to %v", f.Limits, d, l, q, got)
		}
		c := randomPoint(r, f.Area)
		if d := c.Sub(q); math.Abs(d.X) < 1 || math.Abs(d.Y) < 1 {
			continue
		}
		l = f.BoxZoom(q, c)
		x0, y0 := f.ToData(scene.Point{X: min(q.X, c.X), Y: max(q.Y, c.Y)})
		x1, y1 := f.ToData(scene.Point{X: max(q.X, c.X), Y: min(q.Y, c.Y)})
		if want := (Limits{min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)}); sane(want) && l != want {
			t.Fatalf("the box from %v to %v is %v, want %v", q, c, l, want)
		}
	}
}

// mappings are those of a frame with other limits in the same area.
type mappings struct {
	x, y                 mapping
	left, right, low, up float64
}

func mappingOf(f *Frame) mappings {
	end := func(m mapping) float64 { return m.p0 + (m.u1-m.u0)*m.k }
	return mappings{f.x, f.y, f.x.p0, end(f.x), f.y.p0, end(f.y)}
}

func (m mappings) with(l Limits, x, y float64) scene.Point {
	mx := newMapping(m.x.scale, l.X0, l.X1, m.left, m.right)
	my := newMapping(m.y.scale, l.Y0, l.Y1, m.low, m.up)
	px, _ := mx.toScreen(x)
	py, _ := my.toScreen(y)
	return scene.Point{X: px, Y: py}
}

func sane(l Limits) bool {
	for _, v := range []float64{l.X0, l.X1, l.Y0, l.Y1} {
		if !(math.Abs(v) <= huge) {
			return false
		}
	}
	return !tooNarrow(l.X0, l.X1) && !tooNarrow(l.Y0, l.Y1)
}

// However far one zooms and pans, limits stay sane.
func TestLimitsStaySane(t *testing.T) {
	r := newRand(3)
	for range 25 {
		p, f := randomFrame(r)
		in := 3.0
		if r.IntN(2) == 0 {
			in = 1 / in
		}
		for range 400 {
			q := randomPoint(r, f.Area)
			var l Limits
			switch r.IntN(4) {
			case 0:
				l = f.Pan(scene.Point{X: uniform(r, -1e4, 1e4), Y: uniform(r, -1e4, 1e4)})
			case 1:
				l = f.BoxZoom(q, randomPoint(r, f.Area))
				if in < 1 {
					continue
				}
			default:
				l = f.Zoom(q, in, in*in)
			}
			if !sane(l) {
				t.Fatalf("%v %v becomes %v", p.X.Scale, p.Y.Scale, l)
			}
			if p.X.Scale == Log && l.X0 <= 0 {
				t.Fatalf("logarithmic axis from %v", l.X0)
			}
			f = zoomed(p, f, l)
			if !sane(f.Limits) {
				t.Fatalf("%v is laid out as %v", l, f.Limits)
			}
		}
	}
	_, f := randomFrame(r)
	for _, factor := range []float64{0, -1, math.NaN(), math.Inf(1), 1e-300, 1e300} {
		if l := f.Zoom(f.Area.Center(), factor, factor); !sane(l) {
			t.Errorf("zoom by %v gives %v", factor, l)
		}
	}
	if l := f.BoxZoom(f.Area.Min, f.Area.Min); !sane(l) {
		t.Errorf("a box without size gives %v", l)
	}
}

func TestSane(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		s                Scale
		lo, hi, lo1, hi1 float64
	}{
		{Linear, 0, 1, 0, 1},
		{Linear, 1, 0, 0, 1},
		{Linear, nan, 1, 0, 1},
		{Linear, -inf, inf, -huge, huge},
		{Linear, 5, 5, 4.5, 5.5},
		{Linear, 0, 0, -1, 1},
		{Log, 1, 100, 1, 100},
		{Log, -5, 100, 0.1, 100},
		{Log, -5, -1, 1, 10},
		{Log, 0, 0, 1, 10},
		{Date, 86400, 86400, 43200, 129600},
	} {
		lo, hi := c.s.sane(c.lo, c.hi)
		if lo != c.lo1 || hi != c.hi1 {
			t.Errorf("scale %v: %v, %v becomes %v, %v; want %v, %v", c.s, c.lo, c.hi, lo, hi, c.lo1, c.hi1)
		}
	}
	lo, hi := Log.sane(10, 10)
	if math.Abs(lo*lo-10) > 1e-9 || math.Abs(hi-10*lo) > 1e-9 {
		t.Errorf("a single 10 on a logarithmic axis: %v, %v; want a decade around it", lo, hi)
	}
}

func TestEqual(t *testing.T) {
	r := newRand(4)
	for range 500 {
		p, f := randomFrame(r)
		p.X.Scale, p.Y.Scale, p.Equal = Linear, Linear, true
		p.X.Min, p.X.Max = randomLimits(r, Linear)
		p.Y.Min, p.Y.Max = randomLimits(r, Linear)
		want := Limits{p.X.Min, p.X.Max, p.Y.Min, p.Y.Max}
		f = p.Layout(f.Rect, scene.Look{})
		l := f.Limits
		ux, uy := f.Area.W()/(l.X1-l.X0), f.Area.H()/(l.Y1-l.Y0)
		if math.Abs(ux/uy-1) > 1e-6 {
			t.Fatalf("units are %v and %v long", ux, uy)
		}
		slack := 1e-9 * max(l.X1-l.X0, l.Y1-l.Y0)
		if l.X0 > want.X0+slack || l.X1 < want.X1-slack || l.Y0 > want.Y0+slack || l.Y1 < want.Y1-slack {
			t.Fatalf("%v does not hold %v", l, want)
		}
	}
}

func TestLimitsFromData(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		plot Plot
		want Limits
	}{
		{"nothing", Plot{}, Limits{0, 1, 0, 1}},
		{"nothing, logarithmic", Plot{X: Axis{Scale: Log}}, Limits{1, 10, 0, 1}},
		{"gaps only", Plot{Marks: []Mark{&Points{X: []float64{1, nan}, Y: []float64{nan, 1}}}}, Limits{0, 1, 0, 1}},
		{"points have room", Plot{Marks: []Mark{&Points{X: []float64{0, 100}, Y: []float64{0, 1}}}}, Limits{-4, 104, -0.04, 1.04}},
		{"a line has room above and below", Plot{Marks: []Mark{&Line{X: []float64{0, 100}, Y: []float64{0, 1}}}}, Limits{0, 100, -0.04, 1.04}},
		{"bars stand on 0", Plot{Marks: []Mark{&Bars{X: []float64{0, 1}, Y: []float64{50, 100}, Width: 1}}}, Limits{-0.5, 1.5, 0, 104}},
		{"an area too", Plot{Marks: []Mark{&Area{X: []float64{0, 1}, Y: []float64{-50, -100}}}}, Limits{0, 1, -104, 0}},
		{"a heat map fills it", Plot{Marks: []Mark{&Heatmap{Rows: 2, Cols: 3, Values: make([]float64, 6)}}}, Limits{-0.5, 2.5, -0.5, 1.5}},
		{"one point", Plot{Marks: []Mark{&Points{X: []float64{10}, Y: []float64{0}}}}, Limits{9, 11, -1, 1}},
		{"hidden marks count", Plot{Marks: []Mark{&Line{X: []float64{0, 100}, Y: []float64{0, 1}, Hidden: true}}}, Limits{0, 100, -0.04, 1.04}},
		{"a rule counts", Plot{Marks: []Mark{&Rule{At: 3, Horizontal: true}, &Line{X: []float64{0, 1}, Y: []float64{0, 2}}}}, Limits{0, 1, -0.12, 3.12}},
		{"given ones", Plot{X: Axis{Min: 5, Max: 3}}, Limits{3, 5, 0, 1}},
		{"NaN is none given", Plot{X: Axis{Min: nan, Max: 3}}, Limits{0, 1, 0, 1}},
	} {
		got := c.plot.limits()
		d := []float64{got.X0 - c.want.X0, got.X1 - c.want.X1, got.Y0 - c.want.Y0, got.Y1 - c.want.Y1}
		for _, e := range d {
			if !(math.Abs(e) < 1e-9) {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
				break
			}
		}
	}
}
