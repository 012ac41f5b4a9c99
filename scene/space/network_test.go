package space

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/raster"
)

// nearestStars are the stars within 12.5 light years: right ascension in hours,
// declination in degrees, distance in light years, as they are listed by the Research
// Consortium on Nearby Stars, rounded; the class is that of the spectrum, 0 for A and
// F to 3 for M and cooler.
var nearestStars = []struct {
	name               string
	hours, degrees, ly float64
	class              int
}{
	{"Sun", 0, 0, 0, 1},
	{"α Centauri", 14.66, -60.8, 4.37, 1},
	{"Barnard's Star", 17.96, 4.7, 5.96, 3},
	{"Wolf 359", 10.94, 7.0, 7.86, 3},
	{"Lalande 21185", 11.06, 36.0, 8.31, 3},
	{"Sirius", 6.75, -16.7, 8.61, 0},
	{"Luyten 726-8", 1.65, -17.9, 8.73, 3},
	{"Ross 154", 18.83, -23.8, 9.71, 3},
	{"Ross 248", 23.70, 44.2, 10.30, 3},
	{"ε Eridani", 3.55, -9.5, 10.47, 2},
	{"Lacaille 9352", 23.10, -35.9, 10.72, 3},
	{"Ross 128", 11.80, 0.8, 11.01, 3},
	{"EZ Aquarii", 22.64, -15.3, 11.11, 3},
	{"61 Cygni", 21.12, 38.8, 11.40, 2},
	{"Procyon", 7.66, 5.2, 11.44, 0},
	{"Struve 2398", 18.71, 59.6, 11.49, 3},
	{"Groombridge 34", 0.31, 44.0, 11.62, 3},
	{"DX Cancri", 8.50, 26.8, 11.68, 3},
	{"τ Ceti", 1.73, -15.9, 11.91, 1},
	{"ε Indi", 22.06, -56.8, 11.87, 2},
	{"YZ Ceti", 1.21, -17.0, 12.12, 3},
	{"Luyten's Star", 7.46, 5.2, 12.35, 3},
}

// stars are the nearest stars, joined by the shortest tree that holds them all.
func stars() (*Space, *Points, *Links) {
	p := &Points{Radius: 4.5, Fade: 0.55}
	for _, s := range nearestStars {
		sa, ca := math.Sincos(s.hours * math.Pi / 12)
		sd, cd := math.Sincos(s.degrees * math.Pi / 180)
		p.At = append(p.At, scene.Vec{X: s.ly * cd * ca, Y: s.ly * cd * sa, Z: s.ly * sd})
		p.Labels, p.Class = append(p.Labels, s.name), append(p.Class, []int{5, 4, 1, 1}[s.class])
		p.Radii, p.Weights = append(p.Radii, []float64{7, 6, 5, 3.5}[s.class]), append(p.Weights, -float64(s.class))
	}
	p.Weights[0] = 1
	// Prim, "Shortest connection networks and some generalizations", 1957.
	m := &Links{Points: p, Width: 1.4}
	in := map[int]bool{0: true}
	for len(in) < len(p.At) {
		from, to, least := 0, 0, math.Inf(1)
		for a := range in {
			for b := range p.At {
				if d := p.At[a].Sub(p.At[b]).Norm(); !in[b] && d < least {
					from, to, least = a, b, d
				}
			}
		}
		in[to] = true
		m.From, m.To = append(m.From, int32(from)), append(m.To, int32(to))
	}
	const far = 12.5
	box := scene.Box{Min: scene.Vec{X: -far, Y: -far, Z: -far}, Max: scene.Vec{X: far, Y: far, Z: far}}
	s := &Space{
		Camera: scene.DefaultCamera, Box: box, Aspect: scene.Vec{X: 1, Y: 1, Z: 1},
		Axes: Axes{X: "x", Y: "y", Z: "z, light years"}, Title: "The nearest stars", Marks: []Mark{m, p},
	}
	return s, p, m
}

// ball is a truncated icosahedron, whose edges are seen in perspective.
func ball() (*Space, *Points, *Links) {
	g := (1 + math.Sqrt(5)) / 2
	p := &Points{Radius: 6.5, Sized: true, Fade: 0.75}
	// Its corners are the even permutations of these, with all signs (H. S. M. Coxeter,
	// "Regular Polytopes", 1973); all edges are 2 long.
	for _, c := range []scene.Vec{{Y: 1, Z: 3 * g}, {X: 1, Y: 2 + g, Z: 2 * g}, {X: g, Y: 2, Z: 2*g + 1}} {
		for sign := range 8 {
			v := c
			for k, bit := range []*float64{&v.X, &v.Y, &v.Z} {
				if sign>>k&1 == 1 {
					*bit = -*bit
				}
			}
			if c.X == 0 && sign&1 == 1 {
				continue
			}
			for range 3 {
				v = scene.Vec{X: v.Z, Y: v.X, Z: v.Y}
				p.At, p.Class = append(p.At, v), append(p.Class, 0)
			}
		}
	}
	m := &Links{Points: p, Width: 2.2, Halo: 2.5}
	for a := range p.At {
		for b := range a {
			if d := p.At[a].Sub(p.At[b]).Norm(); d < 2.1 {
				m.From, m.To = append(m.From, int32(b)), append(m.To, int32(a))
			}
		}
	}
	const far = 5
	s := &Space{
		Camera: scene.DefaultCamera, Box: scene.Box{Min: scene.Vec{X: -far, Y: -far, Z: -far}, Max: scene.Vec{X: far, Y: far, Z: far}},
		Aspect: scene.Vec{X: 1, Y: 1, Z: 1}, Axes: Axes{Hidden: true}, Marks: []Mark{p, m},
	}
	s.Camera.Perspective, s.Camera.Distance, s.Camera.Zoom = true, 2, 1.35
	return s, p, m
}

// spiral is a way over and under a surface, with arrows, some of it hidden.
func spiral() *Space {
	g := square(41)
	surface := &Surface{Grid: g, Mode: Smooth, Color: gray}
	p := &Points{Radius: 5, Behind: surface}
	m := &Links{Points: p, Directed: true, Width: 1.8, Behind: surface, Color: scene.Light.Series[1]}
	b := surface.Bounds()
	for k := range 30 {
		sin, cos := math.Sincos(float64(k) * 0.7)
		p.At = append(p.At, b.Min.Lerp(b.Max, 0.5).Add(b.Max.Sub(b.Min).Mul(scene.Vec{X: 0.4 * cos, Y: 0.4 * sin, Z: float64(k)/29 - 0.5})))
		p.Class = append(p.Class, 1)
		m.From, m.To = append(m.From, int32(k)), append(m.To, int32(k+1)) // the last has no end
	}
	return &Space{Camera: scene.DefaultCamera, Box: b, Axes: Axes{X: "x", Y: "y", Z: "z"}, Marks: []Mark{surface, m, p}}
}

// Pictures of points and links.
func TestGolden(t *testing.T) {
	near, p, m := stars()
	m.Light(5)
	p.Chosen = []int{5}
	near.Hover = &Callout{At: p.At[5], Clear: p.Radii[5], Text: "8.61 light years"}
	whole, _, _ := stars()
	molecule, _, _ := ball()
	for name, c := range map[string]struct {
		space *Space
		theme *scene.Theme
	}{"stars": {whole, &scene.Light}, "stars-pointed": {near, &scene.Dark}, "ball": {molecule, &scene.Light}, "ball-dark": {molecule, &scene.Dark}, "spiral": {spiral(), &scene.Light}} {
		t.Run(name, func(t *testing.T) {
			f := scene.Figure{Panels: []scene.Panel{c.space}, Look: scene.Look{Theme: c.theme}}
			var l scene.DisplayList
			f.Draw(&l, 560, 460)
			if err := scene.Check(&l, 1e6); err != nil {
				t.Fatal(err)
			}
			imagetest.Equal(t, raster.Draw(&l, 1), filepath.Join("testdata", name+".png"))
		})
	}
}

// The picture of a graph is a Space with its points and links; what is pointed at is
// found as it is seen.
func ExampleLinks() {
	p := &Points{
		At:     []scene.Vec{{}, {X: 1}, {Y: 1}, {Z: 1}},
		Labels: []string{"origin", "x", "y", "z"},
	}
	m := &Links{Points: p, From: []int32{0, 0, 0}, To: []int32{1, 2, 3}, Directed: true}
	s := &Space{Camera: scene.DefaultCamera, Box: scene.Box{Max: scene.Vec{X: 1, Y: 1, Z: 1}}, Marks: []Mark{p, m}}
	v := s.View(scene.Rect{Max: scene.Point{X: 640, Y: 480}}, scene.Look{})
	at, _ := v.Project(scene.Vec{Z: 0.97})
	k, ok := p.Nearest(v, at, 12)
	fmt.Println(p.Labels[k], ok)
	m.Light(k)
	fmt.Println(p.Focus, m.Focus)
	// Output:
	// z true
	// [true false false true] [false false true]
}

// network is a random graph in a box, and a figure that shows it.
func network(r *rand.Rand, points, links int) (*Space, *Points, *Links) {
	p := &Points{Fade: 0.5, Class: make([]int, points)}
	for k := range points {
		p.At = append(p.At, scene.Vec{X: uniform(r, -1, 1), Y: uniform(r, -1, 1), Z: uniform(r, -1, 1)})
		p.Class[k] = r.IntN(8)
	}
	m := &Links{Points: p}
	for range links {
		m.From, m.To = append(m.From, int32(r.IntN(points))), append(m.To, int32(r.IntN(points)))
	}
	box := scene.Box{Min: scene.Vec{X: -1, Y: -1, Z: -1}, Max: scene.Vec{X: 1, Y: 1, Z: 1}}
	return &Space{Camera: scene.DefaultCamera, Box: box, Axes: Axes{X: "x", Y: "y", Z: "z"}, Marks: []Mark{m, p}}, p, m
}

// front returns how far a place is in front.
func front(v *scene.View, p scene.Vec) float64 {
	f := v.Front()
	return f[0]*p.X + f[1]*p.Y + f[2]*p.Z + f[3]
}

// Discs are drawn from the farthest to the nearest, with all links in one operation,
// whatever marks they are of and from wherever they are seen.
func TestFarthestFirst(t *testing.T) {
	r := newRand(4)
	for range 60 {
		s, p, m := network(r, 1+r.IntN(300), r.IntN(400))
		_, q, _ := network(r, 50, 0)
		s.Camera = randomCamera(r)
		s.Camera.Stereo = 0
		p.Rim, q.Rim, p.Fade, q.Fade = -1, -1, 0, 0
		p.Radius, q.Radius, q.Series = 3, 2.5, 1
		p.Class, q.Class = nil, nil
		s.Axes.Hidden = true
		s.Marks = []Mark{p, m, q}
		var l scene.DisplayList
		s.Draw(&l, 640, 480)
		if err := scene.Check(&l, 1e6); err != nil {
			t.Fatal(err)
		}
		lines := polylines(&l)
		if len(lines) != 1 || len(l.Ops()) != 1 {
			t.Fatalf("%d operations", len(l.Ops()))
		}
		v := &s.view
		depth := map[scene.Point]float64{}
		want := 0
		for _, list := range [][]scene.Vec{p.At, q.At} {
			for _, w := range list {
				if at, ok := v.Project(w); ok {
					depth[at] = front(v, w)
					if v.Frame.Inset(3).Contains(at) {
						want++
					}
				}
			}
		}
		last, got := math.Inf(-1), 0
		for k := range lines[0].Len() {
			at := lines[0].At(k)
			if at[0] != at[len(at)-1] || len(at) > 2 {
				continue
			}
			d, ok := depth[at[0]]
			if !ok {
				t.Fatalf("a disc at %v", at[0])
			}
			if d < last-1e-6 {
				t.Fatalf("%v: a disc %v in front comes after one that is %v", s.Camera, d, last)
			}
			last = d
			if v.Frame.Inset(3).Contains(at[0]) {
				got++
			}
		}
		if got != want {
			t.Fatalf("%d discs, want %d", got, want)
		}
	}
}

// Links end beside the discs that they join, and their arrows at them.
func TestLinksEnd(t *testing.T) {
	r := newRand(5)
	for range 40 {
		s, p, m := network(r, 40, 60)
		s.Camera, s.Axes.Hidden = randomCamera(r), true
		m.Directed = r.IntN(2) == 0
		s.Marks = []Mark{m}
		var l scene.DisplayList
		s.Draw(&l, 640, 480)
		if err := scene.Check(&l, 1e5); err != nil {
			t.Fatal(err)
		}
		for _, lines := range polylines(&l) {
			for k := range lines.Len() {
				at := lines.At(k)
				if at[0] == at[len(at)-1] { // an arrow or a loop
					continue
				}
				a, b := at[0], at[1]
				for i, shown := range p.seen.shown {
					c := p.seen.at[i]
					d, _ := toSegment(c, a, b)
					apart := min(a.Sub(c).Norm(), b.Sub(c).Norm())
					// Nearest at an end, and in line with it: it is the point of this end.
					if line, _ := toSegment(c, a.Add(a.Sub(b).Scale(1e3)), b.Add(b.Sub(a).Scale(1e3))); shown && s.Camera.Stereo == 0 && line < 1e-6 && d < pointRadius && apart < pointRadius {
						t.Fatalf("a link from %v to %v ends in the disc at %v", a, b, c)
					}
				}
			}
		}
	}
}

// The nearest point is that of the definition: by the distance from its disc and, of
// those that the pointer is on, the one in front.
func TestNearest(t *testing.T) {
	r := newRand(6)
	for range 100 {
		s, p, m := network(r, 1+r.IntN(200), r.IntN(300))
		s.Camera = randomCamera(r)
		p.Sized = r.IntN(2) == 0
		for range p.At {
			p.Radii = append(p.Radii, uniform(r, 0, 20))
		}
		v := s.View(scene.Rect{Max: scene.Point{X: 640, Y: 480}}, scene.Look{})
		for range 20 {
			q := scene.Point{X: uniform(r, 0, 640), Y: uniform(r, 0, 480)}
			within := uniform(r, 0, 40)
			k, ok := p.Nearest(v, q, within)
			best, want := within, -1
			for i, w := range p.At {
				at, shown := v.Project(w)
				radius := p.Radii[i]
				if p.Sized {
					radius = min(radius*v.Camera.Zoom/v.Depth(w), mostRadius)
				}
				d := max(at.Sub(q).Norm()-radius, 0)
				if !shown || d > best {
					continue
				}
				if d < best || want < 0 || front(v, w) > front(v, p.At[want]) {
					best, want = d, i
				}
			}
			if ok != (want >= 0) || ok && k != want && math.Abs(front(v, p.At[k])-front(v, p.At[want])) > 1e-6 {
				t.Fatalf("%v: point %d, want %d", s.Camera, k, want)
			}
			k, at, ok := m.Nearest(v, q, within)
			least := within
			for i := range m.From {
				a, b, shown := v.Segment(p.At[m.From[i]], p.At[m.To[i]])
				if d, _ := toSegment(q, a, b); shown && m.From[i] != m.To[i] {
					least = min(least, d)
				}
			}
			if !ok {
				if least < within {
					t.Fatalf("no link, want one at %v", least)
				}
				continue
			}
			back, _ := v.Project(at)
			if d := back.Sub(q).Norm(); math.Abs(d-least) > 1e-6*(1+least) {
				t.Fatalf("%v: link %d is %v away, want %v", s.Camera, k, d, least)
			}
		}
	}
}

// Positions that were found are found anew when the data or the view are others.
func TestNearestAnew(t *testing.T) {
	p := &Points{At: []scene.Vec{{}}}
	s := &Space{Camera: scene.DefaultCamera, Box: scene.Box{Min: scene.Vec{X: -1, Y: -1, Z: -1}, Max: scene.Vec{X: 1, Y: 1, Z: 1}}}
	r := scene.Rect{Max: scene.Point{X: 640, Y: 480}}
	find := func() bool {
		v := s.View(r, scene.Look{})
		at, _ := v.Project(p.At[0])
		_, ok := p.Nearest(v, at, 0)
		return ok
	}
	if !find() {
		t.Error("not found")
	}
	p.At[0], p.Version = scene.Vec{X: 0.5, Z: -1}, 1
	if !find() {
		t.Error("not found after it has moved")
	}
	s.Camera = s.Camera.Orbit(50, 20)
	if !find() {
		t.Error("not found after the box has turned")
	}
	s.Box.Max.X = 3
	if !find() {
		t.Error("not found in another box")
	}
	p.At = append(p.At, scene.Vec{X: 2})
	if k, ok := p.Nearest(s.View(r, scene.Look{}), scene.Point{}, 1e3); !ok || k < 0 {
		t.Error("nothing found")
	}
}

// Nothing that there may be in the data is passed on to a canvas, or crashes.
func TestNetworkOfAnything(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	p := &Points{
		At:    []scene.Vec{{}, {X: nan}, {Y: inf}, {X: 0.5, Y: 0.5, Z: 0.5}, {X: 1e300}, {Z: -1}},
		Radii: []float64{nan, 3, -1, inf, 2}, Colors: []scene.Color{{R: 1, A: 1}},
		Class: []int{0, -1, 3, 12, 5, -7}, Labels: []string{"a", "", "c", "d"}, Weights: []float64{nan, 2},
		Focus: []bool{true}, Chosen: []int{-1, 99, 3}, RimColors: []scene.Color{{A: 1}}, Fade: 1,
	}
	m := &Links{Points: p, From: []int32{0, 1, 3, 3, -5, 99, 4, 0}, To: []int32{3, 3, 3, 0, 0, 3, 0}, Widths: []float64{nan, 1, inf, -1}, Directed: true, Halo: 3, Focus: []bool{}}
	s := &Space{Box: scene.Box{Min: scene.Vec{X: -1, Y: -1, Z: -1}, Max: scene.Vec{X: 1, Y: 1, Z: 1}}, Marks: []Mark{p, m, &Links{Points: &Points{}}, &Points{}}}
	r := newRand(7)
	for range 200 {
		s.Camera = randomCamera(r)
		s.Camera.Stereo = float64(r.IntN(2)) * 5
		var l scene.DisplayList
		w, h := uniform(r, 1, 800), uniform(r, 1, 600)
		s.Draw(&l, w, h)
		if err := scene.Check(&l, 1e6); err != nil {
			t.Fatal(err)
		}
		v := s.View(scene.Rect{Max: scene.Point{X: w, Y: h}}, scene.Look{})
		if k, ok := p.Nearest(v, scene.Point{X: w / 2, Y: h / 2}, inf); ok && !p.seen.shown[k] {
			t.Fatalf("point %d is found", k)
		}
		m.Nearest(v, scene.Point{X: w / 2, Y: h / 2}, inf)
		m.Light(r.IntN(9) - 1)
	}
	m.Unlight()
}

// Labels keep off each other and off the scales, those of both eyes are the same, and
// few change while the box turns; the nearest come first.
func TestLabelsBeside(t *testing.T) {
	r := newRand(8)
	s, p, _ := network(r, 1000, 0)
	for k := range p.At {
		p.Labels = append(p.Labels, fmt.Sprintf("point %d", k))
	}
	var l scene.DisplayList
	var before map[string]scene.Point
	changes, shown := 0, 0
	const steps = 40
	for range steps {
		s.Camera = s.Camera.Orbit(0.5, 0)
		s.Draw(&l, 900, 700)
		now := map[string]scene.Point{}
		var boxes []scene.Rect
		for _, text := range texts(&l) {
			box := rectOf(text)
			for _, other := range boxes {
				if box.Inset(0.01).Overlaps(other) {
					t.Fatalf("%q overlaps", text.String)
				}
			}
			boxes = append(boxes, box)
			if k := slices.Index(p.Labels, text.String); k >= 0 {
				now[text.String] = text.At.Sub(p.seen.at[k])
			}
		}
		for name, off := range now {
			if was, ok := before[name]; before != nil && (!ok || was.Sub(off).Norm() > 1e-6) {
				changes++
			}
		}
		before = now
		shown += len(now)
	}
	if shown/steps < 40 {
		t.Errorf("%d labels are shown", shown/steps)
	}
	if per := float64(changes) / steps; per > 0.08*float64(shown)/steps {
		t.Errorf("%v of %d labels change in a step of half a degree", per, shown/steps)
	}
	mean := func(list []int) float64 {
		sum := 0.0
		for _, k := range list {
			sum += float64(p.seen.front[k])
		}
		return sum / float64(len(list))
	}
	var all, labeled []int
	for k, name := range p.Labels {
		all = append(all, k)
		if _, ok := before[name]; ok {
			labeled = append(labeled, k)
		}
	}
	if mean(labeled) < mean(all)+0.2 {
		t.Errorf("points with labels are %v in front, all %v", mean(labeled), mean(all))
	}
	s.Camera.Stereo = 6
	s.Draw(&l, 900, 700)
	var of [2][]string
	eye := -1
	for _, op := range l.Ops() {
		switch op := op.(type) {
		case scene.Channels:
			eye++
		case *scene.Text:
			of[eye] = append(of[eye], op.String)
		}
	}
	if !slices.Equal(of[0], of[1]) || len(of[0]) < 40 {
		t.Errorf("the eyes see %d and %d labels", len(of[0]), len(of[1]))
	}
}

func TestNetworkHardlyAllocates(t *testing.T) {
	s, _, m := network(newRand(9), 10_000, 20_000)
	m.Directed = true
	var l scene.DisplayList
	s.Draw(&l, 900, 700)
	if n := testing.AllocsPerRun(20, func() { s.Camera = s.Camera.Orbit(1, 0); s.Draw(&l, 900, 700) }); n > 120 {
		t.Errorf("%g allocations a frame", n)
	}
}

func benchmarkNetwork(b *testing.B, perspective bool) {
	s, _, _ := network(newRand(9), 10_000, 20_000)
	s.Camera.Perspective = perspective
	var l scene.DisplayList
	b.ReportAllocs()
	for b.Loop() {
		s.Camera = s.Camera.Orbit(1, 0)
		s.Draw(&l, 900, 700)
	}
}

func BenchmarkNetwork(b *testing.B)            { benchmarkNetwork(b, false) }
func BenchmarkNetworkPerspective(b *testing.B) { benchmarkNetwork(b, true) }

// BenchmarkNearest looks for the nearest point and the nearest link, once in a while
// in another view.
func BenchmarkNearest(b *testing.B) {
	s, p, m := network(newRand(9), 10_000, 20_000)
	r := newRand(2)
	frame := scene.Rect{Max: scene.Point{X: 900, Y: 700}}
	k := 0
	for b.Loop() {
		if k++; k%20 == 0 {
			s.Camera = s.Camera.Orbit(1, 0)
		}
		v := s.View(frame, scene.Look{})
		q := scene.Point{X: uniform(r, 0, 900), Y: uniform(r, 0, 700)}
		p.Nearest(v, q, 12)
		m.Nearest(v, q, 8)
	}
}

// BenchmarkLabels turns a box with a thousand labels.
func BenchmarkLabels(b *testing.B) {
	s, p, _ := network(newRand(8), 1000, 0)
	for k := range p.At {
		p.Labels = append(p.Labels, fmt.Sprintf("point %d", k))
	}
	var l scene.DisplayList
	b.ReportAllocs()
	for b.Loop() {
		s.Camera = s.Camera.Orbit(0.5, 0)
		s.Draw(&l, 900, 700)
	}
}

// What is in focus lies over all that is not, and what is chosen over all; a loop lies
// behind its point.
func TestFocusInFront(t *testing.T) {
	r := newRand(10)
	for range 30 {
		s, p, m := network(r, 2+r.IntN(60), r.IntN(90))
		for k := range m.From {
			if m.From[k] == m.To[k] {
				m.To[k] = (m.From[k] + 1) % int32(len(p.At))
			}
		}
		m.From, m.To = append(m.From, 0), append(m.To, 0)
		s.Camera, s.Axes.Hidden = randomCamera(r), true
		s.Marks = []Mark{p, m}
		p.Class, p.Color, p.Rim, p.Fade = nil, scene.Hex(0xff0000), -1, 0
		m.Color = scene.Hex(0x0000ff)
		k := 1 + r.IntN(len(p.At)-1)
		m.Light(k)
		p.Pointed = []int{k}
		var l scene.DisplayList
		s.Draw(&l, 640, 480)
		lines := polylines(&l)[0]
		lit, disc, loop := false, false, false
		for i := range lines.Len() {
			at, c := lines.At(i), lines.Colors[i]
			switch {
			case c == p.Color || c == m.Color:
				lit = true
			case c == faded(p.Color, scene.Light.Background, pale) || c == faded(m.Color, scene.Light.Background, pale):
				if lit {
					t.Fatalf("%v lies over what is in focus", at)
				}
			}
			if at[0] == p.seen.at[0] && len(at) == 2 && at[1] == at[0] {
				disc = true
			}
			if len(at) > 10 {
				if loop = true; disc {
					t.Fatal("a loop lies over its point")
				}
			}
		}
		if last := lines.At(lines.Len() - 1); p.seen.shown[k] && v640.Contains(p.seen.at[k]) && (last[0] != p.seen.at[k] || lines.Colors[lines.Len()-1] != p.Color) {
			t.Fatalf("the last is at %v, want that at %v", last, p.seen.at[k])
		}
		if p.seen.shown[0] && v640.Contains(p.seen.at[0]) && !loop {
			t.Fatal("there is no loop")
		}
	}
}

var v640 = scene.Rect{Max: scene.Point{X: 640, Y: 480}}

// halfSpace hides what has a negative x.
type halfSpace struct{}

func (halfSpace) Hides(p scene.Vec, _ *scene.View) bool { return p.X < 0 }

// What is hidden is fainter, of links from where they come to be hidden, also in
// perspective.
func TestBehind(t *testing.T) {
	r := newRand(11)
	for range 60 {
		s, p, m := network(r, 40, 60)
		p.Fade, p.Rim, p.Class, p.Color = 0, -1, nil, scene.Hex(0xff0000)
		m.Color, m.Behind, p.Behind = scene.Hex(0x0000ff), halfSpace{}, halfSpace{}
		s.Camera, s.Axes.Hidden = randomCamera(r), true
		var l scene.DisplayList
		s.Draw(&l, 640, 480)
		v, seen := &s.view, 0
		for _, lines := range polylines(&l) {
			for i := range lines.Len() {
				at, hidden := lines.At(i), lines.Colors[i].A < 1
				if c := lines.Colors[i]; c.R == 0 && len(at) == 2 && at[0] != at[1] {
					seen++
					continue
				}
				for k, q := range p.seen.at {
					if len(at) == 2 && at[0] == at[1] && at[0] == q && hidden != (p.At[k].X < 0) {
						t.Fatalf("a point at %v: hidden %v", p.At[k], hidden)
					}
				}
			}
		}
		// Along each link that is whole, the share that is hidden is that of the definition.
		for k := range m.From {
			a, b := p.At[m.From[k]], p.At[m.To[k]]
			from, okA := v.Project(a)
			to, okB := v.Project(b)
			length := to.Sub(from).Norm()
			if !okA || !okB || length < 40 || !v640.Contains(from) || !v640.Contains(to) || a.X*b.X > 0 {
				continue
			}
			border, _ := v.Project(a.Lerp(b, a.X/(a.X-b.X)))
			found := false
			for _, lines := range polylines(&l) {
				for i := range lines.Len() {
					for _, end := range lines.At(i) {
						found = found || end.Sub(border).Norm() < 3.5
					}
				}
			}
			if !found && border.Sub(from).Norm() > 12 && border.Sub(to).Norm() > 12 {
				t.Fatalf("%v: nothing ends where a link comes to be hidden, at %v", s.Camera, border)
			}
		}
		if seen == 0 {
			t.Fatal("no links")
		}
	}
}
