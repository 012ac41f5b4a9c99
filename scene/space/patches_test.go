package space

import (
	"math"
	"testing"

	"zscape/scene"
)

// lattices returns the patch of f over so many samples.
func patchOf(n, m int, umax, vmax float64, f func(u, v float64) scene.Vec) Patch {
	p := Patch{At: f}
	for i := range n {
		p.U = append(p.U, umax*float64(i)/float64(n-1))
	}
	for j := range m {
		p.V = append(p.V, vmax*float64(j)/float64(m-1))
	}
	for _, v := range p.V {
		for _, u := range p.U {
			p.Points = append(p.Points, f(u, v))
		}
	}
	return p
}

func ballAt(x, radius float64) Patch {
	return patchOf(31, 17, 2*math.Pi, math.Pi, func(u, v float64) scene.Vec {
		return scene.Vec{X: x + radius*math.Sin(v)*math.Cos(u), Y: radius * math.Sin(v) * math.Sin(u), Z: radius * math.Cos(v)}
	})
}

func drawPatches(s *Patches, c scene.Camera) (*scene.DisplayList, *scene.View) {
	space := &Space{Camera: c, Box: s.Bounds(), Aspect: scene.Vec{X: 1, Y: 1, Z: 1}, Marks: []Mark{s}}
	f := &scene.Figure{Panels: []scene.Panel{space}}
	var l scene.DisplayList
	f.Draw(&l, 600, 500)
	return &l, space.View(scene.Rect{Max: scene.Point{X: 600, Y: 500}}, f.Look)
}

func meshIn(t testing.TB, l *scene.DisplayList) *scene.Mesh {
	t.Helper()
	for _, op := range l.Ops() {
		if m, ok := op.(*scene.Mesh); ok {
			return m
		}
	}
	t.Fatal("no mesh")
	return nil
}

// topmost returns the colour that is painted last at q.
func topmost(m *scene.Mesh, q scene.Point) (c scene.Color, ok bool) {
	for k := 0; k < len(m.Index); k += 3 {
		a, b, d := m.Index[k], m.Index[k+1], m.Index[k+2]
		at := func(k uint32) scene.Point { return scene.Point{X: float64(m.X[k]), Y: float64(m.Y[k])} }
		cross := func(p, q scene.Point) float64 { return p.X*q.Y - p.Y*q.X }
		area := cross(at(b).Sub(at(a)), at(d).Sub(at(a)))
		u, v := cross(at(b).Sub(q), at(d).Sub(q))/area, cross(at(d).Sub(q), at(a).Sub(q))/area
		if u >= 0 && v >= 0 && u+v <= 1 {
			c, ok = m.Colors[a], true
		}
	}
	return c, ok
}

// Of two balls that run into each other, each place shows the one that is nearer.
func TestPatchesOcclusion(t *testing.T) {
	red, blue := scene.Color{R: 1, A: 1}, scene.Color{B: 1, A: 1}
	one, other := ballAt(0, 1), ballAt(0.9, 0.8)
	one.Color, other.Color = func(scene.Vec) scene.Color { return red }, func(scene.Vec) scene.Color { return blue }
	s := &Patches{List: []Patch{one, other}, Mode: Smooth}
	seen := map[bool]int{}
	for _, c := range []scene.Camera{
		{Azimuth: -60, Elevation: 30, Zoom: 1},
		{Azimuth: 20, Elevation: -10, Zoom: 1},
		{Azimuth: 170, Elevation: 50, Zoom: 1, Perspective: true, Distance: 3},
	} {
		l, v := drawPatches(s, c)
		m := meshIn(t, l)
		for x := 120.; x < 480; x += 14.3 {
			for y := 80.; y < 420; y += 13.7 {
				// The true nearest ball along the line of sight.
				o, d := v.Ray(scene.Point{X: x, Y: y})
				hit := func(mid scene.Vec, r float64) float64 {
					e := o.Sub(mid)
					b, a := e.Dot(d), d.Dot(d)
					root := b*b - a*(e.Dot(e)-r*r)
					if root < 0.02*a { // not near to the outline
						return math.NaN()
					}
					return (-b - math.Sqrt(root)) / a
				}
				t1, t2 := hit(scene.Vec{}, 1), hit(scene.Vec{X: 0.9}, 0.8)
				if t1 != t1 || t2 != t2 || math.Abs(t1-t2)*d.Norm() < 0.06 {
					continue
				}
				got, ok := topmost(m, scene.Point{X: x, Y: y})
				if nearer := t1 < t2; !ok || (got.R > got.B) != nearer {
					t.Fatalf("camera %v: at %v, %v the colour is %v, but ball 1 is at %v and ball 2 at %v", c, x, y, got, t1, t2)
				} else {
					seen[nearer]++
				}
			}
		}
	}
	if seen[true] < 50 || seen[false] < 50 {
		t.Errorf("seen %v", seen)
	}
}

// The order of a height field from its lattice paints the same as the tree's.
func TestPatchesFieldOrder(t *testing.T) {
	f := func(u, v float64) scene.Vec {
		z := math.Sin(3*u) * math.Cos(2*v)
		if math.Hypot(u-1, v-1) < 0.4 {
			z = math.NaN()
		}
		return scene.Vec{X: u, Y: v, Z: z}
	}
	fast := &Patches{List: []Patch{patchOf(24, 19, 2, 2, f)}, Mode: Smooth}
	fast.List[0].Field = true
	slow := &Patches{List: []Patch{patchOf(24, 19, 2, 2, f)}, Mode: Smooth}
	shade := func(p scene.Vec) scene.Color {
		return scene.Color{R: float32(p.Z+1) / 2, G: float32(p.X) / 2, B: 0.5, A: 1}
	}
	fast.List[0].Color, slow.List[0].Color = shade, shade
	for az := -170.; az < 180; az += 47 {
		for _, persp := range []bool{false, true} {
			c := scene.Camera{Azimuth: az, Elevation: 25, Zoom: 1, Perspective: persp, Distance: 1.5}
			a, _ := drawPatches(fast, c)
			b, _ := drawPatches(slow, c)
			ma, mb := meshIn(t, a), meshIn(t, b)
			for x := 101.3; x < 500; x += 37 {
				for y := 101.7; y < 400; y += 31 {
					ca, oka := topmost(ma, scene.Point{X: x, Y: y})
					cb, okb := topmost(mb, scene.Point{X: x, Y: y})
					if oka != okb || math.Abs(float64(ca.R-cb.R)) > 0.15 {
						t.Fatalf("azimuth %v: at %v, %v %v, %v from the lattice, %v, %v from the tree", az, x, y, ca, oka, cb, okb)
					}
				}
			}
		}
	}
}

// What is behind a ball is hidden, what is before it is not, and it does not
// hide its own near side.
func TestPatchesHides(t *testing.T) {
	s := &Patches{List: []Patch{ballAt(0, 1)}, Mode: Hidden}
	for _, c := range []scene.Camera{{Azimuth: 0, Elevation: 0, Zoom: 1}, {Azimuth: 0, Elevation: 0, Zoom: 1, Perspective: true, Distance: 4}} {
		_, v := drawPatches(s, c)
		for _, tt := range []struct {
			p    scene.Vec
			want bool
		}{
			{scene.Vec{X: -2}, true}, {scene.Vec{X: 2}, false}, {scene.Vec{}, true}, {scene.Vec{Y: 1.1}, false},
			{scene.Vec{X: 1}, false}, {scene.Vec{X: -1}, true}, {scene.Vec{X: 0.8, Y: 0.6}, false}, {scene.Vec{X: 0.8, Y: 0.5}, true},
		} {
			if got := s.Hides(tt.p, v); got != tt.want {
				t.Errorf("perspective %v: %v hidden: %v", c.Perspective, tt.p, got)
			}
		}
		if at, k, ok := s.Strike(v, v.Center); !ok || k != 0 || math.Abs(at.X-1) > 0.02 {
			t.Errorf("the line of sight meets it at %v, %v", at, ok)
		}
	}
}

// A disc ends at its edge, a ball has no outline of its own.
func TestPatchesOutline(t *testing.T) {
	disc := patchOf(15, 15, 2, 2, func(u, v float64) scene.Vec {
		if math.Hypot(u-1, v-1) > 0.8 {
			return scene.Vec{X: math.NaN()}
		}
		return scene.Vec{X: u, Y: v, Z: 1}
	})
	s := &Patches{List: []Patch{disc}, Mode: Hidden}
	drawPatches(s, scene.DefaultCamera)
	m := s.model()
	length := 0.0
	for _, chain := range m.outline() {
		for k := 1; k < len(chain); k++ {
			length += m.place(chain[k]).Sub(m.place(chain[k-1])).Norm()
		}
		if r := m.place(chain[0]).Sub(scene.Vec{X: 1, Y: 1, Z: 1}).Norm(); math.Abs(r-0.8) > 1e-3 {
			t.Errorf("the outline is %v from the middle", r)
		}
	}
	if want := 2 * math.Pi * 0.8; math.Abs(length-want) > 0.02*want || len(m.outline()) != 1 {
		t.Errorf("%d outlines of length %v, want 1 of %v", len(m.outline()), length, want)
	}
	// A sample is missing, and nothing is known between it and its neighbours.
	data := patchOf(3, 3, 2, 2, func(u, v float64) scene.Vec {
		if u > 1 && v < 1 {
			return scene.Vec{X: math.NaN()}
		}
		return scene.Vec{X: u, Y: v, Z: 1}
	})
	s = &Patches{List: []Patch{data}, Mode: Hidden}
	drawPatches(s, scene.DefaultCamera)
	length = 0
	for _, chain := range s.model().outline() {
		for k := 1; k < len(chain); k++ {
			length += s.model().place(chain[k]).Sub(s.model().place(chain[k-1])).Norm()
		}
	}
	if want := 6 + math.Sqrt2; math.Abs(length-want) > 1e-6 {
		t.Errorf("the outline of data with a gap is %v long, want %v", length, want)
	}
	ball := &Patches{List: []Patch{ballAt(0, 1)}, Mode: Hidden}
	drawPatches(ball, scene.DefaultCamera)
	if n := len(ball.model().outline()); n != 0 {
		t.Errorf("a ball has %d outlines", n)
	}
}

// Turning computes nothing anew but the order.
func TestPatchesKeepsModel(t *testing.T) {
	s := &Patches{List: []Patch{ballAt(0, 1), ballAt(1, 1)}, Mode: Smooth, Meet: true}
	drawPatches(s, scene.DefaultCamera)
	before, version := s.model(), s.model().data.Version
	drawPatches(s, scene.DefaultCamera.Orbit(40, 10))
	if s.model() != before || s.model().data.Version != version {
		t.Error("a turn builds the model anew")
	}
	s.Version++
	drawPatches(s, scene.DefaultCamera)
	if s.model() == before || s.model().data.Version == version {
		t.Error("a change does not build the model anew")
	}
}

// An eye within the picture sees what is before it only.
func TestPatchesNearEye(t *testing.T) {
	s := &Patches{List: []Patch{ballAt(0, 1)}, Mode: Faces}
	l, v := drawPatches(s, scene.Camera{Zoom: 1, Perspective: true, Distance: 0.5})
	m := meshIn(t, l)
	for _, k := range m.Index {
		if x := float64(m.X[k]); x-x != 0 || math.Abs(x) > 1e6*v.Radius {
			t.Fatalf("vertex %d is at %v", k, x)
		}
	}
}

func TestKey(t *testing.T) {
	k := &Legend{Entries: []KeyEntry{{"x^2 + y^2", 0}, {"a very long formula that goes on and on, sin(x) + sin(2x) + sin(3x) + sin(4x) + sin(5x)", 1}}}
	for _, w := range []float64{200, 800} {
		space := &Space{Camera: scene.DefaultCamera, Box: scene.Box{Max: scene.Vec{X: 1, Y: 1, Z: 1}}, Axes: Axes{Hidden: true}, Marks: []Mark{k}}
		var l scene.DisplayList
		(&scene.Figure{Panels: []scene.Panel{space}}).Draw(&l, w, 400)
		if err := scene.Check(&l, 1e4); err != nil {
			t.Errorf("width %v: %v", w, err)
		}
		texts := 0
		for _, op := range l.Ops() {
			if _, ok := op.(*scene.Text); ok {
				texts++
			}
		}
		if texts != 2 {
			t.Errorf("width %v: %d texts", w, texts)
		}
	}
}

func BenchmarkPatches(b *testing.B) {
	s := &Patches{List: []Patch{ballAt(0, 1), ballAt(1, 1)}, Mode: Smooth}
	space := &Space{Camera: scene.DefaultCamera, Box: s.Bounds(), Marks: []Mark{s}}
	f := &scene.Figure{Panels: []scene.Panel{space}}
	var l scene.DisplayList
	f.Draw(&l, 600, 500)
	b.ReportAllocs()
	for b.Loop() {
		space.Camera = space.Camera.Orbit(1, 0)
		f.Draw(&l, 600, 500)
	}
}

// Fields over one lattice are sorted as stacks; that paints the same as the tree.
func TestPatchesStack(t *testing.T) {
	fields := []func(u, v float64) float64{
		func(u, v float64) float64 { return math.Sin(3*u) * math.Cos(2*v) },
		func(u, v float64) float64 { return 0.4 * (u - v) },
		func(u, v float64) float64 {
			if math.Hypot(u-1, v-1) > 0.7 {
				return math.NaN()
			}
			return 1.2 - u
		},
		func(u, v float64) float64 { return -1.5 + 0.2*u },
	}
	build := func(stacked bool) *Patches {
		s := &Patches{Mode: Smooth, Lighting: &Lighting{Ambient: 1}}
		for k, f := range fields {
			p := patchOf(22, 17, 2, 2, func(u, v float64) scene.Vec { return scene.Vec{X: u, Y: v, Z: f(u, v)} })
			p.Field = stacked
			c := scene.Color{R: float32(k) / 4, G: float32(k%2) / 2, B: 0.5, A: 1}
			p.Color = func(scene.Vec) scene.Color { return c }
			s.List = append(s.List, p)
		}
		return s
	}
	fast, slow := build(true), build(false)
	places, differ := 0, 0
	for az := -175.; az < 180; az += 39 {
		for _, el := range []float64{-60, -8, 5, 35, 80} {
			for _, persp := range []bool{false, true} {
				c := scene.Camera{Azimuth: az, Elevation: el, Zoom: 1, Perspective: persp, Distance: 1.6}
				a, _ := drawPatches(fast, c)
				b, _ := drawPatches(slow, c)
				if fast.model().stack == nil || slow.model().stack != nil {
					t.Fatal("the wrong order is tested")
				}
				ma, mb := meshIn(t, a), meshIn(t, b)
				for x := 91.3; x < 510; x += 43 {
					for y := 91.7; y < 410; y += 37 {
						places++
						ca, oka := topmost(ma, scene.Point{X: x, Y: y})
						cb, okb := topmost(mb, scene.Point{X: x, Y: y})
						if oka != okb || ca != cb {
							differ++
						}
					}
				}
			}
		}
	}
	if differ > places/1000 { // at edges, rounding decides
		t.Errorf("%d of %d places differ", differ, places)
	}
	v := func() *scene.View { _, v := drawPatches(fast, scene.DefaultCamera); return v }()
	for x := 150.5; x < 450; x += 31 {
		for y := 120.5; y < 380; y += 29 {
			p, k, ok := fast.Strike(v, scene.Point{X: x, Y: y})
			q, n, ok2 := slow.Strike(v, scene.Point{X: x, Y: y})
			if ok && ok2 && k == n && p.Sub(q).Norm() > 1e-6 {
				t.Errorf("the line of sight through %v, %v meets %v and %v", x, y, p, q)
			}
		}
	}
}

func BenchmarkPatchesChange(b *testing.B) {
	for _, stacked := range []bool{true, false} {
		name := "tree"
		if stacked {
			name = "stack"
		}
		b.Run(name, func(b *testing.B) {
			s := &Patches{Mode: Smooth}
			for k := range 2 {
				p := patchOf(81, 81, 2, 2, func(u, v float64) scene.Vec {
					return scene.Vec{X: u, Y: v, Z: math.Sin(3*u+float64(k)) * math.Cos(2*v)}
				})
				p.Field = stacked
				s.List = append(s.List, p)
			}
			space := &Space{Camera: scene.DefaultCamera, Box: s.Bounds(), Marks: []Mark{s}}
			f := &scene.Figure{Panels: []scene.Panel{space}}
			var l scene.DisplayList
			b.ReportAllocs()
			for b.Loop() {
				s.Version++
				f.Draw(&l, 600, 500)
			}
		})
	}
}

// A Moebius band has one side, a ball two.
func TestOneSided(t *testing.T) {
	band := patchOf(61, 5, 2*math.Pi, 2, func(u, v float64) scene.Vec {
		r := 3 + (v-1)*math.Cos(u/2)
		return scene.Vec{X: r * math.Cos(u), Y: r * math.Sin(u), Z: (v - 1) * math.Sin(u/2)}
	})
	s := &Patches{List: []Patch{band, ballAt(9, 1)}, Mode: Smooth}
	_, v := drawPatches(s, scene.DefaultCamera)
	m := s.model()
	if _, one := m.normals(v, m.corners); !one[0] || one[1] {
		t.Errorf("one-sided: %v", one)
	}
}
