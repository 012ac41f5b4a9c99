package space

import (
	"math"
	"slices"
	"testing"

	"zscape/compute/grid"
	"zscape/scene"
)

// bowl is x^2 + y^2 over [-1, 1] x [-1, 1].
func bowl() *grid.Grid {
	g := grid.New(grid.Linspace(-1, 1, 41), grid.Linspace(-1, 1, 41))
	g.Fill(func(x, y float64) float64 { return x*x + y*y })
	return g
}

func inBowl(x, y float64) scene.Vec { return scene.Vec{X: x, Y: y, Z: x*x + y*y} }

// drawIn draws marks in the box of the bowl as a camera sees it.
func drawIn(c scene.Camera, marks ...Mark) (*scene.DisplayList, *scene.View) {
	s := &Space{Camera: c, Box: scene.Box{Min: scene.Vec{X: -1, Y: -1}, Max: scene.Vec{X: 1, Y: 1, Z: 2}}, Marks: marks, Axes: Axes{Hidden: true}}
	l := new(scene.DisplayList)
	s.DrawIn(l, scene.Rect{Max: scene.Point{X: 400, Y: 300}}, scene.Look{})
	return l, &s.view
}

// length returns how long the lines of one opacity are.
func length(l *scene.DisplayList, opacity float32) (sum float64) {
	for _, p := range polylines(l) {
		if p.Stroke.Color.A != opacity {
			continue
		}
		for k := range p.Len() {
			for i, q := range p.At(k)[1:] {
				sum += q.Sub(p.At(k)[i]).Norm()
			}
		}
	}
	return sum
}

var above = scene.Camera{Azimuth: -60, Elevation: 80, Zoom: 1}

// A path follows the surface, also between points that are far apart.
func TestPathFollows(t *testing.T) {
	p := &Path{Points: []scene.Vec{inBowl(-0.9, -0.5), inBowl(0.8, 0.6)}, Over: bowl()}
	l, v := drawIn(above, p)
	lines := polylines(l)
	seen := lines[len(lines)-1]
	if seen.Len() != 1 || len(seen.At(0)) < 20 {
		t.Fatalf("%d lines, the first of %d points", seen.Len(), len(seen.At(0)))
	}
	for _, q := range seen.At(0) {
		best := math.Inf(1)
		for k := 0; k <= 2000; k++ {
			s := float64(k) / 2000
			w := inBowl(-0.9+1.7*s, -0.5+1.1*s)
			w.Z += lift * 2
			on, _ := v.Project(w)
			best = min(best, on.Sub(q).Norm())
		}
		if best > 0.5 {
			t.Fatalf("%v is %v beside the surface's line", q, best)
		}
	}
	if h := length(l, behind); h != 0 {
		t.Errorf("%v is hidden from above", h)
	}
}

// A path above the surface keeps its height above it.
func TestPathAbove(t *testing.T) {
	p := &Path{Over: bowl()}
	a, b := inBowl(-0.9, -0.5), inBowl(0.8, 0.6)
	a.Z, b.Z = a.Z+0.3, b.Z+0.1
	_, v := drawIn(above, p)
	for k, w := range p.drape(nil, v, a, b, 0, 1) {
		n := len(p.drape(nil, v, a, b, 0, 1)) - 1
		want := 0.3 - 0.2*float64(k)/float64(n)
		if got := w.Z - p.Over.Sample(w.X, w.Y); math.Abs(got-want) > 0.003 {
			t.Errorf("piece %d is %v above the surface, want %v", k, got, want)
		}
	}
}

// What the surface hides is fainter; nothing is hidden by a see-through one.
func TestPathHidden(t *testing.T) {
	around := make([]scene.Vec, 73)
	for k := range around {
		s, c := math.Sincos(2 * math.Pi * float64(k) / 72)
		around[k] = inBowl(0.8*c, 0.8*s)
	}
	low := scene.Camera{Azimuth: -60, Elevation: 15, Zoom: 1}
	p := &Path{Points: around, Over: bowl()}
	l, _ := drawIn(low, p)
	seen, veiled := length(l, 1), length(l, behind)
	if !(seen > 50 && veiled > 50) {
		t.Errorf("%v of it is seen, %v hidden", seen, veiled)
	}
	p.Through = true
	l, _ = drawIn(low, p)
	if all := length(l, 1); length(l, behind) != 0 || math.Abs(all-seen-veiled) > 0.03*all {
		t.Errorf("see-through: %v is seen, want %v", all, seen+veiled)
	}
	p.Through = false
	l, _ = drawIn(scene.Camera{Azimuth: -60, Elevation: -60, Zoom: 1}, p)
	if seen := length(l, 1); seen > 1 {
		t.Errorf("%v is seen from below", seen)
	}
}

// A path that leaves the box is cut at its walls, and has an arrowhead there.
func TestPathLeaves(t *testing.T) {
	for _, tt := range []struct {
		name   string
		points []scene.Vec
		over   *grid.Grid
		lines  int // seen, the arrow included
		arrow  bool
	}{
		{"inside", []scene.Vec{inBowl(0, 0), inBowl(0.5, 0.5)}, bowl(), 1, false},
		{"through a wall", []scene.Vec{inBowl(0, 0), inBowl(3, 1)}, bowl(), 2, true},
		{"out and back", []scene.Vec{inBowl(0, 0), inBowl(3, 0), inBowl(0, 0.5)}, bowl(), 3, true},
		{"to and fro", []scene.Vec{inBowl(0.1, 0), inBowl(-5, 0), inBowl(50, 0), inBowl(-500, 0)}, bowl(), 4, true},
		{"through the top", []scene.Vec{{Z: 1}, {X: 0.1, Z: 5}}, nil, 2, true},
		{"far", []scene.Vec{inBowl(0, 0), {X: 1e150, Y: 1e140, Z: 1e300}, {X: -1e200, Z: 1e300}}, bowl(), 2, true},
		{"to nowhere", []scene.Vec{inBowl(0, 0), inBowl(0.5, 0), {X: math.Inf(1)}, inBowl(0, 0)}, bowl(), 1, false},
		{"never inside", []scene.Vec{inBowl(3, 3), inBowl(4, 2)}, bowl(), 0, false},
		{"one point", []scene.Vec{inBowl(0, 0)}, bowl(), 0, false},
		{"none", nil, nil, 0, false},
	} {
		l, _ := drawIn(above, &Path{Points: tt.points, Over: tt.over, Through: true})
		lines := polylines(l)
		seen := lines[len(lines)-1]
		if seen.Len() != tt.lines {
			t.Errorf("%s: %d lines, want %d", tt.name, seen.Len(), tt.lines)
		}
		if arrow := seen.Len() > 0 && len(seen.At(seen.Len()-1)) == 3; arrow != tt.arrow {
			t.Errorf("%s: an arrow: %v", tt.name, arrow)
		}
		for _, p := range lines {
			for _, q := range p.Points {
				if q.X-q.X != 0 || q.Y-q.Y != 0 || q.X < -100 || q.X > 500 || q.Y < -100 || q.Y > 400 {
					t.Fatalf("%s: a line at %v", tt.name, q)
				}
			}
		}
	}
}

func TestAcross(t *testing.T) {
	b := scene.Box{Min: scene.Vec{X: -1, Y: -2}, Max: scene.Vec{X: 1, Y: 2, Z: 1}}
	r := newRand(3)
	for range 2000 {
		a, c := scene.Vec{X: uniform(r, -4, 4), Y: uniform(r, -4, 4)}, scene.Vec{X: uniform(r, -4, 4), Y: uniform(r, -4, 4)}
		if r.IntN(3) == 0 {
			c.X = a.X
		}
		from, to := across(b, a, c)
		for k := range 101 {
			s := float64(k) / 100
			p := a.Lerp(c, s)
			in := math.Abs(p.X) <= 1 && math.Abs(p.Y) <= 2
			if math.Abs(s-from) < 1e-9 || math.Abs(s-to) < 1e-9 {
				continue
			}
			if got := from < s && s < to; got != in {
				t.Fatalf("from %v to %v: %v..%v, but at %v in: %v", a, c, from, to, s, in)
			}
		}
	}
}

func TestDots(t *testing.T) {
	d := &Dots{Points: []scene.Vec{inBowl(0.2, 0.3), inBowl(2, 2), {X: math.NaN()}, inBowl(-0.4, 0)}, Series: 2, Over: bowl(), Label: "here"}
	l, v := drawIn(above, d)
	var at []scene.Point
	for _, p := range polylines(l) {
		if p.Stroke.Color == scene.Light.Series[2] {
			if p.Stroke.Width != 8 {
				t.Errorf("a disc %v wide", p.Stroke.Width)
			}
			at = append(at, p.Points[0])
		}
	}
	if len(at) != 2 {
		t.Fatalf("%d discs, want 2", len(at))
	}
	for k, w := range []scene.Vec{inBowl(0.2, 0.3), inBowl(-0.4, 0)} {
		if q, _ := v.Project(w); q.Sub(at[k]).Norm() > 3 {
			t.Errorf("disc %d at %v, want %v", k, at[k], q)
		}
	}
	if x := texts(l); len(x) != 1 || x[0].String != "here" || x[0].At.X < at[1].X+4 {
		t.Errorf("labels %v", x)
	}
	if b := d.Bounds(); b.Min != (scene.Vec{X: -0.4, Z: inBowl(0.2, 0.3).Z}) || b.Max.X != 2 {
		t.Errorf("bounds %v", b)
	}

	// On the far side of the near wall, seen level.
	d = &Dots{Points: []scene.Vec{inBowl(0, 0)}, Color: scene.Hex(0xff0000), Ring: true, Over: bowl()}
	l, _ = drawIn(scene.Camera{Azimuth: -90, Elevation: 5, Zoom: 1}, d)
	faint := slices.ContainsFunc(polylines(l), func(p *scene.Polylines) bool { return p.Stroke.Color == scene.Hex(0xff0000).Opacity(behind) })
	if !faint || len(polylines(l)) != 3 {
		t.Errorf("behind the wall: %d discs, faint %v", len(polylines(l)), faint)
	}
}

// The label goes where there is room for it, or nowhere.
func TestDotsLabel(t *testing.T) {
	for _, tt := range []struct {
		x    float64
		text string
		side float64
	}{{0, "right", 1}, {0.95, "a long one that must go left", -1}, {0, "one that is by far longer than the picture is wide, so that it goes nowhere", 0}} {
		l, v := drawIn(scene.Camera{Azimuth: -90, Elevation: 89, Zoom: 1.5}, &Dots{Points: []scene.Vec{{X: tt.x}}, Label: tt.text})
		q, _ := v.Project(scene.Vec{X: tt.x})
		x := texts(l)
		switch {
		case len(x) == 0:
			if tt.side != 0 {
				t.Errorf("%s: no label", tt.text)
			}
		case tt.side == 0 || (x[0].At.X-q.X)*tt.side < 0:
			t.Errorf("%s: at %v of %v", tt.text, x[0].At, q)
		case rectOf(x[0]).Max.X > 400:
			t.Errorf("%s: ends at %v", tt.text, rectOf(x[0]))
		}
	}
}

func BenchmarkPath(b *testing.B) {
	p := &Path{Over: bowl()}
	for k := range 10_000 {
		s, c := math.Sincos(float64(k) / 20)
		r := 0.9 * math.Exp(-float64(k)/2000)
		p.Points = append(p.Points, inBowl(r*c, r*s))
	}
	s := &Space{Camera: scene.DefaultCamera, Box: scene.Box{Min: scene.Vec{X: -1, Y: -1}, Max: scene.Vec{X: 1, Y: 1, Z: 2}}, Marks: []Mark{p}, Axes: Axes{Hidden: true}}
	l := new(scene.DisplayList)
	b.ReportAllocs()
	for b.Loop() {
		l.Reset(600, 800, scene.Color{})
		s.DrawIn(l, scene.Rect{Max: scene.Point{X: 600, Y: 800}}, scene.Look{})
	}
}
