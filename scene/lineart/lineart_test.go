package lineart

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"zscape/compute/grid"
	"zscape/scene"
)

const (
	width, height = 900, 700
	opaque        = 1
)

var ink = scene.Stroke{Color: scene.Color{B: 1, A: 1}, Width: 1}

// sample returns f on nx by ny samples of the box.
func sample(box scene.Box, nx, ny int, f func(x, y float64) float64) *grid.Grid {
	g := grid.New(grid.Linspace(box.Min.X, box.Max.X, nx), grid.Linspace(box.Min.Y, box.Max.Y, ny))
	g.Fill(f)
	return g
}

func cube(r float64) scene.Box {
	return scene.Box{Min: scene.Vec{X: -r, Y: -r, Z: -r}, Max: scene.Vec{X: r, Y: r, Z: r}}
}

func look(c scene.Camera, box scene.Box) *scene.View {
	return scene.NewView(c, box, scene.Vec{X: 1, Y: 1, Z: 1}, scene.Rect{Max: scene.Point{X: width, Y: height}}, 20)
}

func camera(azimuth, elevation float64) scene.Camera {
	c := scene.DefaultCamera
	c.Azimuth, c.Elevation = azimuth, elevation
	return c
}

// wires is a mesh of grid lines on faces of the given opacity.
func wires(v *scene.View, g *grid.Grid, stride int, opacity float32) *scene.Mesh {
	return &scene.Mesh{
		Face: scene.FaceTint, Tint: scene.Color{A: opacity}, Grid: ink,
		Source: scene.MeshSource{Grid: g, View: v, RowStride: stride, ColStride: stride},
	}
}

func list(ops ...any) *scene.DisplayList {
	l := new(scene.DisplayList)
	l.Reset(width, height, scene.Color{R: 1, G: 1, B: 1, A: 1})
	for _, op := range ops {
		switch op := op.(type) {
		case *scene.Mesh:
			l.Mesh(op)
		case *scene.Polylines:
			l.Polylines(op)
		case *scene.Text:
			l.Text(op)
		}
	}
	return l
}

// lines returns the polylines of the resolved list, after a look at their points.
func lines(t *testing.T, l *scene.DisplayList) []*scene.Polylines {
	t.Helper()
	var all []*scene.Polylines
	for _, op := range Resolve(l).Ops() {
		if p, ok := op.(*scene.Polylines); ok {
			for _, q := range p.Points {
				if math.IsNaN(q.X+q.Y) || math.IsInf(q.X+q.Y, 0) {
					t.Errorf("point %v", q)
				}
			}
			all = append(all, p)
		}
	}
	return all
}

func length(p []scene.Point) float64 {
	sum := 0.0
	for k := 1; k < len(p); k++ {
		sum += p[k].Sub(p[k-1]).Norm()
	}
	return sum
}

func total(p *scene.Polylines) float64 {
	sum := 0.0
	for k := range p.Len() {
		sum += length(p.At(k))
	}
	return sum
}

// A plane hides nothing, from either side and at any tilt, edge-on included.
func TestPlane(t *testing.T) {
	for _, slope := range []float64{0, 0.3, 1} {
		for _, perspective := range []bool{false, true} {
			for elevation := -90.0; elevation <= 90; elevation += 15 {
				for _, azimuth := range []float64{-90, -60, 0, 37, 180} {
					c := camera(azimuth, elevation)
					c.Perspective = perspective
					v := look(c, cube(1))
					g := sample(cube(1), 11, 11, func(x, y float64) float64 { return slope * x })
					p := lines(t, list(wires(v, g, 2, opaque)))[0]
					want, long := 0, 0.0
					for _, path := range newSurface(wires(v, g, 2, opaque), newFrame(v)).Paths() {
						s := newSights(list(wires(v, g, 2, opaque)))[v]
						for _, strand := range s.strands(path) {
							want++
							long += strand.length()
						}
					}
					if p.Len() != want || math.Abs(total(p)-long) > 0.01 {
						t.Errorf("slope %v, %v: %d lines, length %.2f; want %d, %.2f", slope, c, p.Len(), total(p), want, long)
					}
					for k := range p.Len() {
						if n := len(p.At(k)); n != 2 {
							t.Errorf("slope %v, %v: a straight line of %d points", slope, c, n)
						}
					}
				}
			}
		}
	}
}

// A line over a Gaussian ridge is hidden from the point where the line of
// sight touches the ridge to where it meets the surface again.
func TestRidge(t *testing.T) {
	box := scene.Box{Min: scene.Vec{X: -3, Y: -3, Z: 0}, Max: scene.Vec{X: 3, Y: 3, Z: 6}}
	ridge := func(x float64) float64 { return 1.4 * math.Exp(-x*x/2) }
	// Seen from the side of positive x at 30 degrees in a box of equal
	// scales. Where the line touches, 1.4 x exp(-x^2/2) = -tan 30, x < 0.
	slope := math.Tan(math.Pi / 6)
	touch := bisect(-1, 0, func(x float64) float64 { return -x*ridge(x) - slope })
	meet := bisect(-3, -1, func(x float64) float64 { return ridge(touch) + (x-touch)*slope - ridge(x) })

	v := look(camera(0, 30), box)
	g := sample(box, 1201, 3, func(x, _ float64) float64 { return ridge(x) })
	m := wires(v, g, 1, opaque)
	m.Source.ColStride = 0
	p := lines(t, list(m))[0]
	if p.Len() != 6 {
		t.Fatalf("%d pieces, want 2 on each of 3 rows", p.Len())
	}
	for k := range 6 {
		y := g.Y[k/2]
		at := func(x float64) scene.Point {
			q, _ := v.Project(scene.Vec{X: x, Y: y, Z: ridge(x)})
			return q
		}
		want := [2]scene.Point{at(-3), at(meet)}
		if k%2 == 1 {
			want = [2]scene.Point{at(touch), at(3)}
		}
		q := p.At(k)
		for n, got := range []scene.Point{q[0], q[len(q)-1]} {
			if d := got.Sub(want[n]).Norm(); d > 0.5 {
				t.Errorf("piece %d, end %d: %v, want %v", k, n, got, want[n])
			}
		}
	}
}

// bisect returns the zero of f, which rises or falls from a to b.
func bisect(a, b float64, f func(float64) float64) float64 {
	sign := math.Copysign(1, f(b))
	for range 100 {
		if mid := (a + b) / 2; sign*f(mid) > 0 {
			b = mid
		} else {
			a = mid
		}
	}
	return a
}

// bumps are a landscape with hidden valleys.
func bumps(x, y float64) float64 { return 0.5 * math.Sin(4*x+1) * math.Cos(3*y-x) }

func randomCamera(r *rand.Rand, perspective bool) scene.Camera {
	c := camera(360*r.Float64()-180, 180*r.Float64()-90)
	c.Roll = 360*r.Float64() - 180
	c.Perspective = perspective
	c.Distance = 0.5 + 3*r.Float64()
	if r.IntN(3) == 0 {
		c.Oblique, c.Receding = r.Float64(), 360*r.Float64()-180
	}
	return c
}

// hides reports whether a triangle of g lies between p and the eye, by
// looking at every one (T. Moeller and B. Trumbore, "Fast, Minimum Storage
// Ray/Triangle Intersection", Journal of Graphics Tools 2, 1997). Data coordinates.
func hides(v *scene.View, g *grid.Grid, p scene.Vec) bool {
	e, parallel := v.Eye()
	if !parallel {
		e = e.Sub(p)
	}
	cross := func(a, b scene.Vec) scene.Vec {
		return scene.Vec{X: a.Y*b.Z - a.Z*b.Y, Y: a.Z*b.X - a.X*b.Z, Z: a.X*b.Y - a.Y*b.X}
	}
	corner := func(i, j int) scene.Vec { return scene.Vec{X: g.X[i], Y: g.Y[j], Z: g.At(i, j)} }
	hit := func(a, b, c scene.Vec) bool {
		ab, ac, ap := b.Sub(a), c.Sub(a), p.Sub(a)
		h := cross(e, ac)
		det := ab.Dot(h)
		u := ap.Dot(h) / det
		q := cross(ap, ab)
		w := e.Dot(q) / det
		t := ac.Dot(q) / det
		return u >= 0 && w >= 0 && u+w <= 1 && t > 0 && (parallel || t < 1)
	}
	for j := range g.Ny() - 1 {
		for i := range g.Nx() - 1 {
			a, b, c, d := corner(i, j), corner(i+1, j), corner(i+1, j+1), corner(i, j+1)
			if hit(a, b, c) || hit(a, c, d) {
				return true
			}
		}
	}
	return false
}

// Visibility agrees with a search of all triangles, at random points of grid
// lines from random cameras, apart from points so near to an outline that
// half of the lift or twice as much decide.
func TestAgainstAllTriangles(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	clear, hidden, unclear := 0, 0, 0
	for k := range 60 {
		v := look(randomCamera(r, k%2 == 1), cube(1))
		g := sample(cube(1), 17, 14, bumps)
		if k%3 == 0 {
			g.Z[r.IntN(len(g.Z))] = math.NaN()
		}
		m := wires(v, g, 1, opaque)
		s := newSights(list(m))[v]
		x := newSurface(m, s.frame)
		for _, path := range x.Paths() {
			for _, strand := range s.strands(path) {
				for range 3 {
					n := strand.place(strand.length() * r.Float64())
					p := scene.Vec(s.frame.data(n.pos))
					free := func(lift float64) bool {
						up := scene.Vec{Z: lift * n.w / v.Radius * s.frame.unit.Z}
						return !hides(v, g, p.Add(up)) || !hides(v, g, p.Sub(up))
					}
					want := free(0.025)
					if free(0.1) != want {
						unclear++
						continue
					}
					if want {
						clear++
					} else {
						hidden++
					}
					if got := s.clarity(n, x) == 1; got != want {
						t.Errorf("%v: %v is seen: %v, want %v", v.Camera, p, got, want)
					}
				}
			}
		}
	}
	t.Logf("%d clear, %d hidden, %d unclear", clear, hidden, unclear)
	if clear < 2000 || hidden < 1000 || unclear*20 > clear {
		t.Errorf("%d clear, %d hidden, %d unclear", clear, hidden, unclear)
	}
}

// What is drawn lies on lines in view, and all that is in view is drawn.
func TestRunsAreWhatIsSeen(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for k := range 12 {
		v := look(randomCamera(r, k%2 == 1), cube(1))
		m := wires(v, sample(cube(1), 25, 25, bumps), 3, opaque)
		s := newSights(list(m))[v]
		y := &layer{stroke: ink, sight: s, paths: newSurface(m, s.frame).Paths(), surface: newSurface(m, s.frame)}
		for n := range y.paths {
			for tr := newTracer(y, n); tr.step(); {
			}
		}
		drawn := 0.0
		for _, m := range y.seen {
			for k := 1; k < len(m.points); k++ {
				drawn += m.points[k].Distance(m.points[k-1])
			}
		}
		seen, all := 0.0, 0.0
		for _, path := range y.paths {
			for _, strand := range s.strands(path) {
				const step = 0.1
				for u := step / 2; u < strand.length(); u += step {
					all += step
					if s.clarity(strand.place(u), y.surface) == 1 {
						seen += step
					}
				}
			}
		}
		if math.Abs(drawn-seen) > 0.004*all {
			t.Errorf("%v: %.1f units drawn, %.1f of %.1f seen", v.Camera, drawn, seen, all)
		}
	}
}

func TestDimmed(t *testing.T) {
	v := look(camera(-60, 20), cube(1))
	g := sample(cube(1), 31, 31, bumps)
	p := lines(t, list(wires(v, g, 3, 0.75)))
	if len(p) != 2 {
		t.Fatalf("%d sets of lines, want faint and clear ones", len(p))
	}
	if a, b := p[0].Stroke.Color.A, p[1].Stroke.Color.A; a != 0.25 || b != 1 {
		t.Errorf("alphas %v and %v, want 0.25 below 1", a, b)
	}
	clear := lines(t, list(wires(v, g, 3, opaque)))[0]
	if !reflect.DeepEqual(clear.Points, p[1].Points) {
		t.Error("the clear lines are not those before an opaque surface")
	}
	m := wires(v, g, 3, opaque)
	m.Face = scene.FaceNone
	all := lines(t, list(m))[0]
	if d := total(p[0]) + total(p[1]) - total(all); math.Abs(d) > 0.01*total(all) {
		t.Errorf("faint and clear lines are %v longer than all", d)
	}
}

// A line under a surface is cut at its border; one in front is not.
func TestPolylines(t *testing.T) {
	v := look(camera(-90, 90), cube(1))
	g := sample(scene.Box{Min: scene.Vec{X: -0.5, Y: -0.5}, Max: scene.Vec{X: 0.5, Y: 0.5}}, 3, 3, func(x, y float64) float64 { return 0 })
	line := func(z float64) *scene.Polylines {
		p := &scene.Polylines{Stroke: ink, View: v}
		for _, x := range []float64{-1, 1} {
			w := scene.Vec{X: x, Y: 0.25, Z: z}
			q, _ := v.Project(w)
			p.AddWorld(q, w)
		}
		p.End()
		return p
	}
	paper := &scene.Polylines{Stroke: ink, Points: line(-1).Points, Ends: []int{2}}
	hint := line(0.5)
	hint.Hint = true
	for _, tt := range []struct {
		name string
		p    *scene.Polylines
		want []float64 // lengths, in data units
	}{
		{"below", line(-0.5), []float64{0.5, 0.5}},
		{"on the floor", line(-1), []float64{0.5, 0.5}},
		{"above", line(0.5), []float64{2}},
		{"on the surface", line(0), []float64{2}},
		{"on the paper", paper, []float64{2}},
		{"hint", hint, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			unit := length(line(0).Points) / 2
			all := lines(t, list(tt.p, wires(v, g, 1, opaque)))
			if tt.want == nil {
				if len(all) != 1 {
					t.Errorf("%d sets of lines, want those of the mesh only", len(all))
				}
				return
			}
			p := all[0]
			if p.Len() != len(tt.want) {
				t.Fatalf("%d pieces, want %d", p.Len(), len(tt.want))
			}
			for k, w := range tt.want {
				if got := length(p.At(k)); math.Abs(got-w*unit) > 2*exact {
					t.Errorf("piece %d is %v long, want %v", k, got, w*unit)
				}
			}
		})
	}
}

// A surface that lies on the floor hides its lines, but not the axis along its near border.
func TestTouchingFloor(t *testing.T) {
	v := look(camera(-60, 30), cube(1))
	g := sample(cube(1), 5, 5, func(x, y float64) float64 { return -1 })
	p := &scene.Polylines{Stroke: ink, View: v}
	for _, y := range []float64{0.1, -1} {
		for _, x := range []float64{-1, 1} {
			w := scene.Vec{X: x, Y: y, Z: -1}
			q, _ := v.Project(w)
			p.AddWorld(q, w)
		}
		p.End()
	}
	got := lines(t, list(p, wires(v, g, 1, opaque)))[0]
	if got.Len() != 1 || length(got.At(0)) < length(p.At(1))-0.1 {
		t.Errorf("got %v, want all of %v", got.Points, p.At(1))
	}
}

// Of two surfaces the upper one hides the lower, in whichever order they come.
func TestTwoSurfaces(t *testing.T) {
	v := look(camera(-90, 90), cube(1))
	low := wires(v, sample(cube(1), 5, 5, func(x, y float64) float64 { return -0.5 }), 1, opaque)
	high := wires(v, sample(cube(1), 5, 5, func(x, y float64) float64 { return 0.5 }), 1, opaque)
	for _, l := range []*scene.DisplayList{list(low, high), list(high, low)} {
		if p := lines(t, l); len(p) != 1 || p[0].Len() != 10 {
			t.Errorf("%d sets of lines, want one, of 10", len(p))
		}
	}
}

func TestMeshFaces(t *testing.T) {
	v := look(camera(-60, 30), cube(1))
	m := wires(v, sample(cube(1), 9, 9, bumps), 1, opaque)
	m.Face, m.Contour = scene.FaceColors, ink
	m.Source.Contours = func() [][]scene.Vec {
		return [][]scene.Vec{{{X: -1, Z: -1}, {X: 1, Z: -1}}, {{X: -1}, {X: math.NaN()}, {X: 1}}}
	}
	l := list(&scene.Text{String: "a"}, m, &scene.Text{String: "b"})
	ops := Resolve(l).Ops()
	if len(ops) != 5 {
		t.Fatalf("%d operations, want text, faces, contour lines, grid lines, text", len(ops))
	}
	faces, ok := ops[1].(*scene.Mesh)
	if !ok || faces.Grid.Visible() || faces.Contour.Visible() {
		t.Errorf("got %T, want faces without lines", ops[1])
	}
	// However far off the surface, a contour line is seen where the surface is.
	if p := ops[2].(*scene.Polylines); p.Len() == 0 {
		t.Error("no contour line")
	}
	if ops[0].(*scene.Text).String != "a" || ops[4].(*scene.Text).String != "b" {
		t.Error("texts changed places")
	}
	if l.Ops()[1].(*scene.Mesh).Grid != ink {
		t.Error("the original lost its lines")
	}
}

// Grid lines take colours by height; pieces share their ends.
func TestGridColors(t *testing.T) {
	c := camera(-60, 30)
	c.Perspective = true
	v := look(c, cube(1))
	g := sample(cube(1), 9, 9, func(x, y float64) float64 { return x })
	m := wires(v, g, 4, opaque)
	m.GridColors = true
	m.Source.RowStride = 100 // only the first row and the last
	m.Source.ColStride = 0
	m.Source.LineColor = func(z float64) scene.Color { return scene.Color{R: float32(z+1) / 2, A: 1} }
	p := lines(t, list(m))[0]
	if n := p.Len() / 2; n < 12 || n > 40 || p.Len() != len(p.Colors) {
		t.Fatalf("%d pieces, %d colours", p.Len(), len(p.Colors))
	}
	for k := 1; k < p.Len(); k++ {
		if k == p.Len()/2 {
			continue // the last row begins
		}
		if last := p.At(k - 1); last[len(last)-1] != p.At(k)[0] {
			t.Errorf("a gap before piece %d", k)
		}
		if p.Colors[k].R <= p.Colors[k-1].R {
			t.Errorf("piece %d is no redder than the one before", k)
		}
	}
	// Middle of the row: z = 0.
	mid, _ := v.Project(scene.Vec{Y: -1})
	for k := range p.Len() / 2 {
		q := p.At(k)
		if a, b := q[0], q[len(q)-1]; (mid.X-a.X)*(mid.X-b.X) < 0 && math.Abs(float64(p.Colors[k].R)-0.5) > 0.07 {
			t.Errorf("colour %v at z = 0", p.Colors[k])
		}
	}
}

// Gaps have no lines, nor has an edge without a triangle beside it.
func TestGaps(t *testing.T) {
	v := look(camera(-90, 90), cube(1))
	g := sample(cube(1), 4, 4, func(x, y float64) float64 { return 0 })
	for _, k := range []int{5, 10} { // the middle of the main diagonal
		g.Z[k] = math.NaN()
	}
	p := lines(t, list(wires(v, g, 1, opaque)))[0]
	// By hand: of 24 edges, 8 end at a gap, and the 4 at the ends of the main
	// diagonal belong to a single triangle, which has a corner there.
	unit := 0.0
	for k := range p.Len() {
		unit += length(p.At(k))
	}
	a, _ := v.Project(scene.Vec{})
	b, _ := v.Project(scene.Vec{X: 2.0 / 3})
	if n := unit / b.Sub(a).Norm(); math.Abs(n-12) > 0.01 {
		t.Errorf("%v edges, want 12", n)
	}
	for k := range g.Z {
		if k != 0 && k != 1 {
			g.Z[k] = math.NaN()
		}
	}
	if all := lines(t, list(wires(v, g, 1, opaque))); len(all) != 0 {
		t.Errorf("%d lines of a single edge", len(all))
	}
}

// Units of the data, and where they have their origin, make no difference.
func TestUnits(t *testing.T) {
	draw := func(scale, shift float64) *scene.Polylines {
		c := camera(25, 35)
		c.Zoom = 1.5
		at := func(v float64) float64 { return shift + scale*v }
		box := scene.Box{Min: scene.Vec{X: at(-1), Y: at(-1), Z: at(-1)}, Max: scene.Vec{X: at(1), Y: at(1), Z: at(1)}}
		g := sample(box, 25, 25, func(x, y float64) float64 { return at(bumps((x-shift)/scale, (y-shift)/scale)) })
		return lines(t, list(wires(look(c, box), g, 2, opaque)))[0]
	}
	want := draw(1, 0)
	for _, tt := range []struct{ scale, shift float64 }{{1e-12, 0}, {1e12, 0}, {1, 1e6}, {1e-3, -5}} {
		p := draw(tt.scale, tt.shift)
		if p.Len() != want.Len() || math.Abs(total(p)-total(want)) > 1 {
			t.Errorf("scale %v, shift %v: %d lines, length %v; want %d, %v", tt.scale, tt.shift, p.Len(), total(p), want.Len(), total(want))
		}
	}
}

// No camera and no grid upsets it, an eye inside the box included.
func TestAnyCamera(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for k := range 60 {
		c := randomCamera(r, k%4 != 0)
		c.Distance = scene.MinDistance + r.Float64()
		c.Zoom = math.Pow(10, 2*r.Float64()-0.5)
		v := look(c, cube(1))
		g := sample(cube(1), 2+r.IntN(20), 2+r.IntN(20), func(x, y float64) float64 {
			switch r.IntN(30) {
			case 0:
				return math.NaN()
			case 1:
				return math.Inf(1)
			case 2:
				return 1e6
			}
			return bumps(x, y)
		})
		for _, p := range lines(t, list(wires(v, g, 1+k%3, opaque))) {
			for _, q := range p.Points {
				if q.X < -17 || q.X > width+17 || q.Y < -17 || q.Y > height+17 {
					t.Fatalf("%v: %v is outside the picture", c, q)
				}
			}
		}
	}
}

func TestSteps(t *testing.T) {
	l := gaussian(31, 41)
	a := Resolve(l)
	j := New(l)
	last := j.Progress()
	if last != 0 || j.List() != nil {
		t.Errorf("at first: progress %v, list %v", last, j.List())
	}
	between := 0
	for n := 0; !j.done; n++ {
		j.advance()
		if n%50 == 0 {
			p := j.Progress()
			if p < last || p > 1 {
				t.Fatalf("progress %v after %v", p, last)
			}
			if p > last {
				between++
			}
			last = p
		}
	}
	if between < 20 {
		t.Errorf("only %d values of progress", between)
	}
	if j.Progress() != 1 || !j.Step() {
		t.Error("not done at the end")
	}
	if !reflect.DeepEqual(a.Ops(), j.List().Ops()) {
		t.Error("two jobs for one drawing differ")
	}
}

func TestEmpty(t *testing.T) {
	if ops := Resolve(list()).Ops(); len(ops) != 0 {
		t.Errorf("got %v", ops)
	}
	p := &scene.Polylines{Stroke: ink, Points: make([]scene.Point, 2), World: make([]scene.Vec, 2), Ends: []int{2}}
	if ops := Resolve(list(p)).Ops(); len(ops) != 1 {
		t.Errorf("without a surface, lines in space became %v", ops)
	}
	g := grid.New([]float64{0, 1}, []float64{0, 1})
	g.Fill(func(x, y float64) float64 { return math.NaN() })
	if ops := Resolve(list(wires(look(camera(0, 0), cube(1)), g, 1, opaque))).Ops(); len(ops) != 0 {
		t.Errorf("a surface of gaps became %v", ops)
	}
}

// gaussian is the density of covariance [[2, 1], [1, 2]], x in -3..3, y in -4..4.
func gaussian(nx, ny int) *scene.DisplayList {
	peak := 1 / (2 * math.Pi * math.Sqrt(3))
	box := scene.Box{Min: scene.Vec{X: -3, Y: -4}, Max: scene.Vec{X: 3, Y: 4, Z: peak}}
	v := scene.NewView(scene.DefaultCamera, box, scene.Vec{}, scene.Rect{Max: scene.Point{X: width, Y: height}}, 42)
	g := sample(box, nx, ny, func(x, y float64) float64 { return peak * math.Exp(-(x*x-x*y+y*y)/3) })
	return list(wires(v, g, 1, opaque))
}

func BenchmarkGaussian(b *testing.B) {
	l := gaussian(61, 81)
	points := 0
	for b.Loop() {
		points = len(Resolve(l).Ops()[0].(*scene.Polylines).Points)
	}
	b.ReportMetric(float64(points), "points")
}

func Example() {
	l := gaussian(61, 81)
	out := Resolve(l).Ops()[0].(*scene.Polylines)
	fmt.Println(out.Len() >= 61+81, len(out.World))
	// Output: true 0
}
