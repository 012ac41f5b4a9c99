package space

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/grid"
	"zscape/scene"
)

// triangle is a triangle in box coordinates, where lengths are as they appear.
type triangle [3]scene.Vec

// hit returns how far along the ray from o in unit direction d it meets t
// (T. Moeller and B. Trumbore, "Fast, Minimum Storage Ray/Triangle
// Intersection", Journal of Graphics Tools 2(1), 1997).
func (t *triangle) hit(o, d scene.Vec) (float64, bool) {
	cross := func(a, b scene.Vec) scene.Vec {
		return scene.Vec{X: a.Y*b.Z - a.Z*b.Y, Y: a.Z*b.X - a.X*b.Z, Z: a.X*b.Y - a.Y*b.X}
	}
	e, f := t[1].Sub(t[0]), t[2].Sub(t[0])
	p := cross(d, f)
	det := e.Dot(p)
	if math.Abs(det) < 1e-12 {
		return 0, false
	}
	s := o.Sub(t[0])
	u := s.Dot(p) / det
	q := cross(s, e)
	v := d.Dot(q) / det
	if !(u >= 0 && v >= 0 && u+v <= 1) {
		return 0, false
	}
	return f.Dot(q) / det, true
}

// sight is the unit line of sight through a screen point in box coordinates.
func sight(v *scene.View, q scene.Point) (o, d scene.Vec) {
	origin, dir := v.Ray(q)
	o = v.ToBox(origin)
	d = v.ToBox(origin.Add(dir)).Sub(o)
	return o, d.Scale(1 / d.Norm())
}

// eyeOf is towards the eye in box coordinates, 1 along the line of sight through
// the middle of the box.
func eyeOf(v *scene.View) scene.Vec {
	eye, parallel := v.Eye()
	if parallel {
		return v.ToBox(v.Box.Min.Add(eye)).Sub(v.ToBox(v.Box.Min))
	}
	return v.ToBox(eye).Scale(1 / v.Camera.Distance)
}

// inBox returns the triangles that index lists, in its order, in box coordinates.
func inBox(index []uint32, g *grid.Grid, rows, cols []int, v *scene.View) []triangle {
	at := func(k uint32) scene.Vec {
		j, i := rows[int(k)/len(cols)], cols[int(k)%len(cols)]
		return v.ToBox(scene.Vec{X: g.X[i], Y: g.Y[j], Z: g.Z[j*g.Nx()+i]})
	}
	all := make([]triangle, 0, len(index)/3)
	for k := 0; k < len(index); k += 3 {
		all = append(all, triangle{at(index[k]), at(index[k+1]), at(index[k+2])})
	}
	return all
}

// lookAt returns a view of g with a random camera, sometimes with the eye
// close above or below the surface.
func lookAt(r *rand.Rand, g *grid.Grid) *scene.View {
	s := Surface{Grid: g}
	box := s.Bounds()
	if box == scene.EmptyBox() {
		box = scene.Box{Min: scene.Vec{X: g.X[0], Y: g.Y[0]}, Max: scene.Vec{X: g.X[g.Nx()-1], Y: g.Y[g.Ny()-1], Z: 1}}
	}
	if r.IntN(3) == 0 { // so that the eye comes to stand over the grid, or in it
		whole := scene.NewView(scene.DefaultCamera, box, scene.Vec{}, scene.Rect{}, 0).Box // no edge of which is 0
		size := whole.Max.Sub(whole.Min)
		box.Min = box.Min.Add(scene.Vec{X: uniform(r, 0, 0.4), Y: uniform(r, 0, 0.4), Z: uniform(r, 0, 0.4)}.Mul(size))
		box.Max = box.Max.Sub(scene.Vec{X: uniform(r, 0, 0.4), Y: uniform(r, 0, 0.4), Z: uniform(r, 0, 0.4)}.Mul(size))
	}
	v := scene.NewView(randomCamera(r), box, scene.Vec{}, scene.Rect{Max: scene.Point{X: 640, Y: 480}}, 40)
	v.Samples = 1000
	return v
}

// TestOrderIsExact casts rays on random surfaces from random places: of the
// triangles that a ray meets, the one painted last has to be the nearest, and
// indeed all of them have to come in order.
func TestOrderIsExact(t *testing.T) {
	r := newRand(10)
	rays, several := 0, 0
	for n := range 400 {
		most := 4
		if n%4 == 0 {
			most = 30
		}
		g := tornGrid(r, 2+r.IntN(most-1), 2+r.IntN(most-1))
		s := Surface{Grid: g, Mode: Hidden}
		for range 25 {
			v := lookAt(r, g)
			var l scene.DisplayList
			s.Draw(&l, v)
			d := s.prepare(v)
			triangles := inBox(d.index, g, d.rows, d.cols, v)
			if want := countTriangles(g.Thin(d.cols, d.rows)); len(triangles) != want {
				t.Fatalf("%d triangles, want %d", len(triangles), want)
			}
			for range 12 {
				q := scene.Point{X: uniform(r, 0, 640), Y: uniform(r, 0, 480)}
				if r.IntN(2) == 0 && len(triangles) > 0 {
					c := triangles[r.IntN(len(triangles))]
					if p, ok := v.Project(fromBox(v, c[0].Add(c[1]).Add(c[2]).Scale(1./3))); ok {
						q = p
					}
				}
				rays++
				if hits := checkRay(t, v, triangles, q); hits > 1 {
					several++
				}
				if t.Failed() {
					t.Fatalf("%dx%d, %+v, eye over %+v", g.Nx(), g.Ny(), v.Camera, d.order)
				}
			}
		}
	}
	if several < rays/20 {
		t.Errorf("only %d of %d rays met more than one triangle", several, rays)
	}
}

// checkRay reports how many triangles are met through q.
func checkRay(t *testing.T, v *scene.View, triangles []triangle, q scene.Point) (hits int) {
	t.Helper()
	o, d := sight(v, q)
	last := math.Inf(1)
	for k := range triangles {
		at, ok := triangles[k].hit(o, d)
		if !ok || v.Camera.Perspective && at <= 0 {
			continue
		}
		hits++
		if at > last+1e-9*(1+math.Abs(last)) {
			t.Errorf("triangle %d at %.12g is painted over one at %.12g", k, at, last)
		}
		last = at
	}
	return hits
}

func fromBox(v *scene.View, p scene.Vec) scene.Vec {
	size := v.Box.Max.Sub(v.Box.Min)
	u := scene.Vec{X: p.X/v.Half.X + 1, Y: p.Y/v.Half.Y + 1, Z: p.Z/v.Half.Z + 1}
	return v.Box.Min.Add(u.Mul(size).Scale(0.5))
}

func countTriangles(g *grid.Grid) (n int) {
	z := func(j, i int) float64 { v := g.At(i, j); return v - v }
	for j := range g.Ny() - 1 {
		for i := range g.Nx() - 1 {
			lost := g.Lost(i, j)
			if z(j, i)+z(j, i+1)+z(j+1, i+1) == 0 && lost&grid.Lower == 0 {
				n++
			}
			if z(j, i)+z(j+1, i)+z(j+1, i+1) == 0 && lost&grid.Upper == 0 {
				n++
			}
		}
	}
	return n
}

// TestOrderIsKeptRightly draws one Surface from camera after camera: the order
// that it keeps has to be the one that it would compute afresh.
func TestOrderIsKeptRightly(t *testing.T) {
	r := newRand(11)
	// Uneven where a glance at a few samples would not see it.
	nearlyEven := func(n int) []float64 {
		a := make([]float64, n)
		for i := range a {
			a[i] = float64(i)
		}
		for range 1 + r.IntN(2) {
			a[1+r.IntN(n-2)] += uniform(r, -0.9, 0.9)
		}
		slices.Sort(a)
		return a
	}
	kept := 0
	for n := range 300 {
		g := randomGrid(r, 2+r.IntN(20), 2+r.IntN(20))
		samples := 1000
		switch n % 4 {
		case 1:
			g = grid.New(nearlyEven(8+r.IntN(20)), nearlyEven(8+r.IntN(20)))
		case 2:
			samples = 2 + r.IntN(9)
		}
		s := Surface{Grid: g, Mode: Hidden}
		c := randomCamera(r)
		for range 60 {
			switch r.IntN(8) {
			case 0:
				c = randomCamera(r)
			case 1:
				g.Z[r.IntN(len(g.Z))] = []float64{0, math.NaN()}[r.IntN(2)]
				s.Version++
			}
			if r.IntN(4) > 0 {
				c = c.Orbit(uniform(r, -8, 8), uniform(r, -8, 8))
			}
			v := scene.NewView(c, s.Bounds(), scene.Vec{}, scene.Rect{Max: scene.Point{X: 640, Y: 480}}, 40)
			v.Samples = samples
			var l scene.DisplayList
			d := &s.detail[0][0]
			before := d.order
			s.Draw(&l, v)
			eye, parallel := v.Eye()
			st := standOver(eye, parallel, g, d.rows, d.cols)
			if d.order == before && st != before {
				kept++
			}
			if want := appendOrder(nil, st, g, d.rows, d.cols, d.torn, nil); !slices.Equal(d.index, want) {
				t.Fatalf("case %d, %dx%d, %+v: the order kept from %+v is wrong at %+v", n, g.Nx(), g.Ny(), c, d.order, st)
			}
		}
	}
	if kept < 500 {
		t.Errorf("only %d orders were kept", kept)
	}
}

// TestRim checks that nothing hides the rim lines drawn after the mesh, and
// that those drawn before it hide nothing.
func TestRim(t *testing.T) {
	r := newRand(12)
	for range 400 {
		g := tornGrid(r, 2+r.IntN(12), 2+r.IntN(12))
		s := Surface{Grid: g, Mode: Hidden}
		v := lookAt(r, g)
		var l scene.DisplayList
		s.Draw(&l, v)
		d := s.prepare(v)
		triangles := inBox(d.index, g, d.rows, d.cols, v)
		e, parallel := v.Eye()
		eye := v.ToBox(e)

		if edgeOn(v, g) {
			continue
		}
		onTop := false
		length := map[string]int{}
		for _, op := range l.Ops() {
			p, ok := op.(*scene.Polylines)
			if !ok {
				onTop = true
				continue
			}
			if !p.Hint {
				t.Fatal("a line that is no hint")
			}
			for k := range p.Len() {
				world := p.WorldAt(k)
				length[side(g, world)] += len(world) - 1
				for m := range len(world) - 1 {
					w := v.ToBox(world[m].Lerp(world[m+1], r.Float64()))
					dir := eyeOf(v)
					far := math.Inf(1)
					if !parallel {
						dir = eye.Sub(w)
						far = dir.Norm()
						dir = dir.Scale(1 / far)
					}
					for k := range triangles {
						at, ok := triangles[k].hit(w, dir)
						if !ok {
							continue
						}
						if onTop && at > 1e-9 && at < far {
							t.Fatalf("%+v: a rim on top is hidden %g in front of it", v.Camera, at)
						}
						if !onTop && at < -1e-9 {
							t.Fatalf("%+v: a rim below the mesh should hide what is %g behind it", v.Camera, -at)
						}
					}
				}
			}
		}
		if !v.Camera.Perspective { // all of each side is there, but for the gaps
			for name, want := range rimLengths(g) {
				if length[name] != want {
					t.Fatalf("%+v: side %s has %d pieces, want %d", v.Camera, name, length[name], want)
				}
			}
		}
	}
}

// edgeOn reports whether the eye is in the plane of a border, which then hides
// itself.
func edgeOn(v *scene.View, g *grid.Grid) bool {
	e, parallel := v.Eye()
	if parallel {
		return e.X == 0 || e.Y == 0
	}
	for _, d := range []float64{e.X - g.X[0], e.X - g.X[g.Nx()-1], e.Y - g.Y[0], e.Y - g.Y[g.Ny()-1]} {
		if math.Abs(d) < 1e-12 {
			return true
		}
	}
	return false
}

// side names the border that a line runs along.
func side(g *grid.Grid, line []scene.Vec) string {
	first, last := line[0], line[len(line)-1]
	switch {
	case first.Y == last.Y && first.Y == g.Y[0]:
		return "south"
	case first.Y == last.Y && first.Y == g.Y[g.Ny()-1]:
		return "north"
	case first.X == g.X[0]:
		return "west"
	case first.X == g.X[g.Nx()-1]:
		return "east"
	}
	return fmt.Sprint("none: ", first, last)
}

func rimLengths(g *grid.Grid) map[string]int {
	n := map[string]int{}
	whole := func(i0, j0, i1, j1 int) int {
		a, b := g.At(i0, j0), g.At(i1, j1)
		if a-a+b-b == 0 && !g.LostBetween(i0, j0, i1, j1) {
			return 1
		}
		return 0
	}
	lastCol, lastRow := g.Nx()-1, g.Ny()-1
	for i := range lastCol {
		n["south"] += whole(i, 0, i+1, 0)
		n["north"] += whole(i, lastRow, i+1, lastRow)
	}
	for j := range lastRow {
		n["west"] += whole(0, j, 0, j+1)
		n["east"] += whole(lastCol, j, lastCol, j+1)
	}
	return n
}

// TestClippedMesh brings the eye into the surface: through any point of the
// screen the mesh shows as many triangles as the line of sight meets in front.
func TestClippedMesh(t *testing.T) {
	const blur = 0.05 // screen units; what is nearer to an edge may be on either side
	r := newRand(13)
	clipped, met := 0, 0
	for range 600 {
		g := randomGrid(r, 2+r.IntN(10), 2+r.IntN(10))
		s := Surface{Grid: g, Mode: Faces, Color: gray, Levels: 3, LevelStep: 1}
		v := lookAt(r, g)
		if !v.Camera.Perspective {
			continue
		}
		var l scene.DisplayList
		s.Draw(&l, v)
		if err := scene.Check(&l, 0); err != nil {
			t.Fatalf("%+v: %v", v.Camera, err)
		}
		d := s.prepare(v)
		triangles := inBox(d.index, g, d.rows, d.cols, v)
		if len(meshes(&l)) == 0 { // all of it is gaps
			continue
		}
		m := meshes(&l)[0]
		if len(d.clipped.x) > 0 {
			clipped++
		}
		for range 40 {
			q := scene.Point{X: uniform(r, 0, 640), Y: uniform(r, 0, 480)}
			o, dir := sight(v, q)
			// Nothing nearer than w = near is drawn; whether it is between 1 and 2 near depends.
			sure, maybe := 0, 0
			for k := range triangles {
				at, ok := triangles[k].hit(o, dir)
				if !ok {
					continue
				}
				w := 1 - o.Add(dir.Scale(at)).Dot(eyeOf(v))/v.Camera.Distance
				if w > 2*scene.Near*(1+1e-5) {
					sure++
				}
				if w > scene.Near*(1-1e-5) {
					maybe++
				}
			}
			inner, outer := 0, 0
			for k := 0; k < len(m.Index); k += 3 {
				in := insideBy(m, m.Index[k:k+3], q)
				if in > blur {
					inner++
				}
				if in > -blur {
					outer++
				}
			}
			if inner > maybe || outer < sure {
				t.Fatalf("%+v: %v is in %d..%d triangles, the line of sight meets %d..%d", v.Camera, q, inner, outer, sure, maybe)
			}
			met += inner
		}
	}
	if clipped < 50 || met < 500 {
		t.Errorf("only %d meshes were clipped, and %d triangles met", clipped, met)
	}
}

// insideBy returns how far inside the triangle q is, negative outside.
func insideBy(m *scene.Mesh, index []uint32, q scene.Point) float64 {
	var p [3]scene.Point
	for k, i := range index {
		p[k] = scene.Point{X: float64(m.X[i]), Y: float64(m.Y[i])}
	}
	cross := func(a, b scene.Point) float64 { return a.X*b.Y - a.Y*b.X }
	area := cross(p[1].Sub(p[0]), p[2].Sub(p[0]))
	if area == 0 {
		return math.Inf(-1)
	}
	in := math.Inf(1)
	for k := range 3 {
		a, b := p[k], p[(k+1)%3]
		in = min(in, cross(b.Sub(a), q.Sub(a))/b.Sub(a).Norm()*math.Copysign(1, area))
	}
	return in
}

func BenchmarkOrder(b *testing.B) {
	g := square(500)
	rows := thin(nil, 500, 1)
	s := standOver(scene.Vec{X: 1, Y: -2, Z: 1}, true, g, rows, rows)
	index := appendOrder(nil, s, g, rows, rows, nil, nil)
	b.ReportAllocs()
	for b.Loop() {
		index = appendOrder(index[:0], s, g, rows, rows, nil, nil)
	}
}
