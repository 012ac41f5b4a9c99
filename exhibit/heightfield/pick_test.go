package heightfield_test

import (
	"math"
	"testing"

	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/space"
)

func TestPick(t *testing.T) {
	exact := map[string]func(x, y float64) float64{
		"bowl?k=2":                                            func(x, y float64) float64 { return 2 * (x*x + y*y) },
		"bowl?k=2&to=cup%3Fk=-1&t=0.5":                        func(x, y float64) float64 { return 0.5 * (x*x + y*y) },
		"bowl?k=2&to=cup%3Fk=-1&t=1":                          func(x, y float64) float64 { return -(x*x + y*y) },
		"bowl?k=2&proj=persp&eye=2&az=130&el=-20&zoom=1.5":    func(x, y float64) float64 { return 2 * (x*x + y*y) },
		"bowl?k=2&proj=oblique&oblique=1&az=130&el=20":        func(x, y float64) float64 { return 2 * (x*x + y*y) },
		"bowl?k=2&stereo=anaglyph":                            func(x, y float64) float64 { return 2 * (x*x + y*y) },
		"bowl?k=2&mode=contour":                               func(x, y float64) float64 { return 2 * (x*x + y*y) },
		"bowl?k=2&t=0.25&ease=linear&to=cup&panx=0.2&roll=30": func(x, y float64) float64 { return 1.75 * (x*x + y*y) },
	}
	for state, f := range exact {
		const w, h = 500, 400
		s := show(t, state)
		v := spaceOf(s).View(scene.Rect{Max: scene.Point{X: w, Y: h}}, scene.Look{})
		hits := 0
		for py := 5.; py < h; py += 10 {
			for px := 5.; px < w; px += 10 {
				q := scene.Point{X: px, Y: py}
				p, ok := s.Pick(q, w, h)
				if !ok {
					continue
				}
				hits++
				if want := f(p.X, p.Y); math.Abs(p.Z-want) > 1e-12*max(1, math.Abs(want)) {
					t.Fatalf("%s: z(%v, %v) = %v, want %v", state, p.X, p.Y, p.Z, want)
				}
				// The ray goes through the triangles, which leave the function by 2 k h^2/8 at most.
				o, d := v.Ray(q)
				u := (p.X - o.X) / d.X
				if math.Abs(d.X) < math.Abs(d.Y) {
					u = (p.Y - o.Y) / d.Y
				}
				on := o.Add(d.Scale(u))
				if state == "bowl?k=2&mode=contour" {
					on.Z = p.Z // straight from above
					on.X, on.Y = o.X, o.Y
				}
				if math.Abs(on.X-p.X) > 1e-9 || math.Abs(on.Y-p.Y) > 1e-9 || math.Abs(on.Z-p.Z) > 0.011 {
					t.Fatalf("%s: the ray through %v passes %v, not %v", state, q, on, p)
				}
			}
		}
		if hits < 50 {
			t.Errorf("%s: %d hits", state, hits)
		}
	}
}

func TestPickMark(t *testing.T) {
	s := show(t, "bowl?k=2")
	marks := len(spaceOf(s).Marks)
	q := scene.Point{X: 212, Y: 150}
	if _, ok := s.Pick(q, 500, 400); !ok || len(spaceOf(s).Marks) != marks+1 {
		t.Errorf("%d marks, want %d", len(spaceOf(s).Marks), marks+1)
	}
	s.Unpick()
	if len(spaceOf(s).Marks) != marks {
		t.Error("Unpick leaves a mark")
	}
	s.Pick(q, 500, 400)
	if _, ok := s.Pick(scene.Point{X: 1, Y: 1}, 500, 400); ok || len(spaceOf(s).Marks) != marks {
		t.Error("a miss leaves a mark")
	}
	s.Pick(q, 500, 400)
	s.Update(parse(t, "bowl?k=3"))
	if len(spaceOf(s).Marks) != marks {
		t.Error("a mark stays beside another surface")
	}
	for _, q := range []scene.Point{{X: math.NaN()}, {Y: math.Inf(1)}, {X: 1e300, Y: -1e300}} {
		if p, ok := s.Pick(q, 500, 400); ok {
			t.Errorf("%v hits %v", q, p)
		}
	}
}

// What is pointed at in one panel is shown in the others.
func TestBeside(t *testing.T) {
	const w, h = 900., 500.
	for _, which := range []string{"map", "profiles"} {
		s := show(t, "bowl?k=2&beside="+which)
		rects := s.Figure().Rects(w, h)
		hits := 0
		for k := 1; k < len(rects); k++ {
			for py := rects[k].Min.Y; py < rects[k].Max.Y; py += 17 {
				for px := rects[k].Min.X; px < rects[k].Max.X; px += 17 {
					p, ok := s.Pick(scene.Point{X: px, Y: py}, w, h)
					if !ok {
						continue
					}
					hits++
					if want := 2 * (p.X*p.X + p.Y*p.Y); math.Abs(p.Z-want) > 1e-12*max(1, want) {
						t.Fatalf("%s: z(%v, %v) = %v, want %v", which, p.X, p.Y, p.Z, want)
					}
					// The surface's own panel marks the same point.
					var probe *space.Probe
					for _, m := range spaceOf(s).Marks {
						if m, ok := m.(*space.Probe); ok {
							probe = m
						}
					}
					if probe == nil || probe.At.X != p.X || probe.At.Y != p.Y {
						t.Fatalf("%s: the surface marks %v, not %v", which, probe, p)
					}
				}
			}
		}
		if hits < 50 {
			t.Errorf("%s: %d hits", which, hits)
		}
		at := rects[0].Center()
		if p, ok := s.Pick(at, w, h); !ok || math.Abs(p.Z-2*(p.X*p.X+p.Y*p.Y)) > 1e-12 {
			t.Errorf("%s: in the middle of the surface is %v, %v", which, p, ok)
		}
	}
	s := show(t, "bowl?k=2&beside=profiles")
	rects := s.Figure().Rects(w, h)
	profile := s.Figure().Panels[1].(*plot.Plot)
	f := profile.Layout(rects[1], scene.Look{})
	q, _ := f.ToScreen(1.5, 3)
	p, ok := s.Pick(q, w, h)
	if !ok || math.Abs(p.X-1.5) > 1e-9 || math.Abs(p.Y) > 1e-9 {
		t.Errorf("pointing at x = 1.5 in the profile along x gives %v, %v", p, ok)
	}
	line := s.Figure().Panels[2].(*plot.Plot).Marks[1].(*plot.Line)
	for k, y := range line.X {
		if want := 2 * (2.25 + y*y); math.Abs(line.Y[k]-want) > 1e-9 {
			t.Fatalf("the profile along y at x = 1.5 has %v at %v, want %v", line.Y[k], y, want)
		}
	}
}
