package labels

import (
	"math"
	"math/rand/v2"
	"testing"

	"zscape/scene"
)

var area = scene.Rect{Min: scene.Point{X: 20, Y: 10}, Max: scene.Point{X: 820, Y: 610}}

// crowd returns n labels and the dots of their points, many of them in the middle.
func crowd(r *rand.Rand, n int) (list []Label, dots []Dot) {
	for k := range n {
		at := scene.Point{X: 420 + 170*r.NormFloat64(), Y: 310 + 120*r.NormFloat64()}
		list = append(list, Label{ID: k, At: at, Clear: 4, Size: scene.Point{X: 30 + 90*r.Float64(), Y: 14}, Priority: math.Floor(10 * r.Float64())})
		dots = append(dots, Dot{At: at, Radius: 3})
	}
	return list, dots
}

// moved returns the list as it is after zooming about (420, 310) and panning.
func moved(list []Label, dots []Dot, zoom, dx, dy float64) ([]Label, []Dot) {
	l, d := make([]Label, len(list)), make([]Dot, len(dots))
	for k := range list {
		l[k], d[k] = list[k], dots[k]
		at := scene.Point{X: 420 + zoom*(list[k].At.X-420) + dx, Y: 310 + zoom*(list[k].At.Y-310) + dy}
		l[k].At, d[k].At = at, at
	}
	return l, d
}

// verify fails if a label is where it may not be.
func verify(t *testing.T, list []Label, dots []Dot, avoid []scene.Rect, placed []Placed) {
	t.Helper()
	seen := map[int]bool{}
	for k, p := range placed {
		l := list[p.Label]
		if seen[l.ID] {
			t.Fatalf("label %d is placed twice", l.ID)
		}
		seen[l.ID] = true
		if !area.Contains(l.At) || !area.Contains(p.Box.Min) || !area.Contains(p.Box.Max) {
			t.Fatalf("label %d is at %v of %v", l.ID, p.Box, l.At)
		}
		if math.Abs(p.Box.W()-l.Size.X) > 1e-9 || math.Abs(p.Box.H()-l.Size.Y) > 1e-9 {
			t.Fatalf("label %d is %v large, want %v", l.ID, p.Box, l.Size)
		}
		for _, q := range placed[:k] {
			if p.Box.Overlaps(q.Box) || p.Led && crosses(q.Box, p.From, p.To) || q.Led && crosses(p.Box, q.From, q.To) || p.Led && q.Led && intersect(p.From, p.To, q.From, q.To) {
				t.Fatalf("labels %d and %d meet: %+v, %+v", l.ID, list[q.Label].ID, p, q)
			}
		}
		for _, r := range avoid {
			if p.Box.Overlaps(r) {
				t.Fatalf("label %d covers what is to be avoided", l.ID)
			}
		}
		covered := 0
		for _, d := range dots {
			dx, dy := max(p.Box.Min.X-d.At.X, d.At.X-p.Box.Max.X, 0), max(p.Box.Min.Y-d.At.Y, d.At.Y-p.Box.Max.Y, 0)
			if area.Contains(d.At) && math.Hypot(dx, dy) < d.Radius-1e-9 {
				covered++
			}
		}
		if covered > mostDots+1 {
			t.Fatalf("label %d covers %d points", l.ID, covered)
		}
		if p.Led {
			for _, d := range dots {
				v, w := p.To.Sub(p.From), d.At.Sub(p.From)
				at := min(max((w.X*v.X+w.Y*v.Y)/(v.X*v.X+v.Y*v.Y), 0), 1)
				if area.Contains(d.At) && w.Sub(v.Scale(at)).Norm() < d.Radius-1e-9 {
					t.Fatalf("the line to label %d passes a point", l.ID)
				}
			}
		}
		near := scene.Point{X: max(p.Box.Min.X-l.At.X, l.At.X-p.Box.Max.X, 0), Y: max(p.Box.Min.Y-l.At.Y, l.At.Y-p.Box.Max.Y, 0)}.Norm()
		if near < l.Clear-1e-9 || near > l.Clear+rings[len(rings)-1]+1e-9 || p.Led != (near > l.Clear+rings[0]+1e-9) && p.Led {
			t.Fatalf("label %d is %v from its point, led %v", l.ID, near, p.Led)
		}
	}
}

// Labels cover neither each other nor lines nor what is to be avoided, and few
// points, in a first picture as in later ones.
func TestPlace(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	avoid := []scene.Rect{{Min: scene.Point{X: 700, Y: 20}, Max: scene.Point{X: 815, Y: 100}}}
	for range 10 {
		list, dots := crowd(r, 1+r.IntN(400))
		var p Placer
		for range 20 {
			l, d := moved(list, dots, math.Exp(r.NormFloat64()/2), 60*r.NormFloat64(), 60*r.NormFloat64())
			verify(t, l, d, avoid, p.Place(l, d, avoid, area))
		}
	}
}

// A label alone stands to the right of its point, above the middle; where there
// is no room, at the best place that has some.
func TestPositions(t *testing.T) {
	one := func(x, y float64) Placed {
		var p Placer
		placed := p.Place([]Label{{At: scene.Point{X: x, Y: y}, Clear: 4, Size: scene.Point{X: 60, Y: 14}}}, nil, nil, area)
		if len(placed) != 1 || placed[0].Led {
			t.Fatalf("%+v", placed)
		}
		return placed[0]
	}
	if b := one(400, 300).Box; !(b.Min.X > 404 && b.Max.Y < 304) {
		t.Errorf("in the middle: %v", b)
	}
	if b := one(800, 300).Box; !(b.Max.X < 796 && b.Max.Y < 304) {
		t.Errorf("at the right border: %v", b)
	}
	if b := one(400, 16).Box; !(b.Min.X > 404 && b.Min.Y >= 10) {
		t.Errorf("at the upper border: %v", b)
	}
}

// The greatest priority is placed first, whatever the order of the list, and a
// point in a crowd is led to where there is room.
func TestPriority(t *testing.T) {
	var list []Label
	for k := range 9 {
		list = append(list, Label{ID: k, At: scene.Point{X: 400, Y: 300}, Clear: 4, Size: scene.Point{X: 60, Y: 14}, Priority: float64(k * 5 % 9)})
	}
	list[3].Priority = math.NaN()
	var p Placer
	placed := p.Place(list, nil, nil, area)
	last := math.Inf(1)
	for _, q := range placed {
		if v := list[q.Label].Priority; v > last {
			t.Errorf("%v after %v", v, last)
		} else if v == v {
			last = v
		}
	}
	if list[placed[0].Label].Priority != 8 {
		t.Errorf("the first is %v", list[placed[0].Label].Priority)
	}
	var ring []Dot // all around
	for k := range 8 {
		s, c := math.Sincos(2 * math.Pi * (float64(k) + 0.5) / 8)
		for _, far := range []float64{9, 13} {
			ring = append(ring, Dot{scene.Point{X: 400 + far*c, Y: 300 + far*s}, 1})
		}
	}
	if placed := p.Place(list[:1], ring, nil, area); len(placed) != 1 || !placed[0].Led {
		t.Errorf("%+v", placed)
	}
}

// changes counts how often a label that stays in the picture appears, disappears
// or moves about its point, while the picture goes through steps.
func changes(t *testing.T, list []Label, dots []Dot, steps int, at func(k int) (zoom, dx, dy float64)) (n, shown int) {
	var p Placer
	var before map[int]scene.Point
	for k := range steps {
		zoom, dx, dy := at(k)
		l, d := moved(list, dots, zoom, dx, dy)
		placed := p.Place(l, d, nil, area)
		verify(t, l, d, nil, placed)
		now := map[int]scene.Point{}
		for _, q := range placed {
			now[l[q.Label].ID] = q.Box.Min.Sub(l[q.Label].At)
		}
		if before != nil {
			for id, v := range now {
				if w, was := before[id]; !was || v.Sub(w).Norm() > 1e-6 {
					n++
				}
			}
			for id := range before {
				if _, is := now[id]; !is {
					n++
				}
			}
		}
		before = now
		shown += len(now)
	}
	return n, shown / steps
}

// Nothing flickers: a picture that trembles does not change after its first
// steps, and while one is moved or zoomed few labels change in a step.
func TestStable(t *testing.T) {
	list, dots := crowd(rand.New(rand.NewPCG(7, 1)), 500)
	tremble := func(k int) (zoom, dx, dy float64) { return 1 + 0.004*float64(k%2), 0, 0 }
	first, _ := changes(t, list, dots, 3, tremble)
	n, shown := changes(t, list, dots, 40, tremble)
	if n != first || n > shown/5 || shown < 100 {
		t.Errorf("a picture that trembles changes %d times, %d of them at first; %d labels", n, first, shown)
	}
	n, shown = changes(t, list, dots, 60, func(k int) (zoom, dx, dy float64) { return 1, 2 * float64(k), 0 })
	if per := float64(n) / 60; per > 0.06*float64(shown) {
		t.Errorf("moved, %v of %d labels change in a step", per, shown)
	}
	n, shown = changes(t, list, dots, 60, func(k int) (zoom, dx, dy float64) { return math.Pow(1.01, float64(k)), 0, 0 })
	if per := float64(n) / 60; per > 0.1*float64(shown) {
		t.Errorf("zoomed, %v of %d labels change in a step", per, shown)
	}
}

// A first picture depends on nothing but what is in it.
func TestForget(t *testing.T) {
	list, dots := crowd(rand.New(rand.NewPCG(3, 1)), 200)
	var p, q Placer
	l, d := moved(list, dots, 1.3, 20, 5)
	p.Place(l, d, nil, area)
	p.Forget()
	a, b := p.Place(list, dots, nil, area), q.Place(list, dots, nil, area)
	if len(a) != len(b) {
		t.Fatalf("%d and %d labels", len(a), len(b))
	}
	for k := range a {
		if a[k] != b[k] {
			t.Fatalf("%+v and %+v", a[k], b[k])
		}
	}
}

// What is not finite, or has no room at all, is left out.
func TestNowhere(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	var p Placer
	list := []Label{
		{ID: 1, At: scene.Point{X: nan, Y: 300}, Size: scene.Point{X: 30, Y: 14}},
		{ID: 2, At: scene.Point{X: 400, Y: inf}, Size: scene.Point{X: 30, Y: 14}},
		{ID: 3, At: scene.Point{X: 400, Y: 300}, Size: scene.Point{X: nan, Y: 14}},
		{ID: 4, At: scene.Point{X: 400, Y: 300}, Size: scene.Point{X: 900, Y: 14}},
		{ID: 5, At: scene.Point{X: 5, Y: 300}, Size: scene.Point{X: 30, Y: 14}},
		{ID: 6, At: scene.Point{X: 400, Y: 300}, Size: scene.Point{X: 30, Y: 14}, Clear: nan},
	}
	dots := []Dot{{scene.Point{X: nan, Y: 1}, 3}, {scene.Point{X: 400, Y: 300}, nan}, {scene.Point{X: -inf, Y: inf}, inf}}
	if placed := p.Place(list, dots, nil, area); len(placed) != 0 {
		t.Errorf("%+v", placed)
	}
	for _, a := range []scene.Rect{{}, {Max: scene.Point{X: nan, Y: 5}}, {Max: scene.Point{X: inf, Y: inf}}} {
		if placed := p.Place(list[3:4], nil, nil, a); len(placed) > 1 {
			t.Errorf("%+v", placed)
		}
	}
}

func TestAllocations(t *testing.T) {
	list, dots := crowd(rand.New(rand.NewPCG(3, 1)), 300)
	var p Placer
	p.Place(list, dots, nil, area)
	p.Place(list, dots, nil, area)
	if n := testing.AllocsPerRun(10, func() { p.Place(list, dots, nil, area) }); n > 1 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkPlace1000(b *testing.B) {
	list, dots := crowd(rand.New(rand.NewPCG(3, 1)), 1000)
	var p Placer
	k := 0
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		k++
		l, d := moved(list, dots, 1, float64(k%50), 0)
		b.StartTimer()
		p.Place(l, d, nil, area)
	}
}
