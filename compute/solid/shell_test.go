package solid

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// parametric returns the triangles of a surface at nu x nv samples. One that is
// not finite is left out with the triangles at it.
func parametric(u0, u1, v0, v1 float64, nu, nv int, f func(u, v float64) [3]float64) *Sheet {
	s := new(Sheet)
	for j := range nv {
		for i := range nu {
			s.Points = append(s.Points, f(u0+(u1-u0)*float64(i)/float64(nu-1), v0+(v1-v0)*float64(j)/float64(nv-1)))
		}
	}
	whole := func(k int) bool { p := s.Points[k]; return finite(p[0] + p[1] + p[2]) }
	for j := range nv - 1 {
		for i := range nu - 1 {
			k := j*nu + i
			for _, t := range [2][3]int{{k, k + 1, k + nu + 1}, {k, k + nu + 1, k + nu}} {
				if whole(t[0]) && whole(t[1]) && whole(t[2]) {
					s.Triangles = append(s.Triangles, [3]uint32{uint32(t[0]), uint32(t[1]), uint32(t[2])})
				}
			}
		}
	}
	return s
}

// with returns a and b as two surfaces.
func with(a, b *Sheet) *Sheet {
	s := &Sheet{Points: append(append([][3]float64{}, a.Points...), b.Points...)}
	for _, t := range a.Triangles {
		s.Triangles, s.Part = append(s.Triangles, t), append(s.Part, 0)
	}
	n := uint32(len(a.Points))
	for _, t := range b.Triangles {
		s.Triangles, s.Part = append(s.Triangles, [3]uint32{t[0] + n, t[1] + n, t[2] + n}), append(s.Part, 1)
	}
	return s
}

const turn = 2 * math.Pi

func sphere(nu, nv int) *Sheet {
	return parametric(0, turn, 0, math.Pi, nu, nv, func(u, v float64) [3]float64 {
		return [3]float64{math.Cos(u) * math.Sin(v), math.Sin(u) * math.Sin(v), math.Cos(v)}
	})
}

func torus(nu, nv int) *Sheet {
	return parametric(0, turn, 0, turn, nu, nv, func(u, v float64) [3]float64 {
		return [3]float64{(3 + math.Cos(v)) * math.Cos(u), (3 + math.Cos(v)) * math.Sin(u), math.Sin(v)}
	})
}

// moebius is a band around a circle of radius 3 that turns over so many half times.
func moebius(nu, nv, halves int) *Sheet {
	return parametric(0, turn, -1, 1, nu, nv, func(u, v float64) [3]float64 {
		a := float64(halves) * u / 2
		return [3]float64{(3 + v*math.Cos(a)) * math.Cos(u), (3 + v*math.Cos(a)) * math.Sin(u), v * math.Sin(a)}
	})
}

func klein(nu, nv int) *Sheet {
	return parametric(0, turn, 0, turn, nu, nv, func(u, v float64) [3]float64 {
		r := 3 + math.Cos(u/2)*math.Sin(v) - math.Sin(u/2)*math.Sin(2*v)
		return [3]float64{r * math.Cos(u), r * math.Sin(u), math.Sin(u/2)*math.Sin(v) + math.Cos(u/2)*math.Sin(2*v)}
	})
}

// disc is polar, with r = 0 at one side.
func disc(nu, nv int) *Sheet {
	return parametric(0, 2, 0, turn, nu, nv, func(r, theta float64) [3]float64 {
		return [3]float64{r * math.Cos(theta), r * math.Sin(theta), 0}
	})
}

func area(s *Sheet) (sum float64) {
	for _, t := range s.Triangles {
		n := cross(sub(s.Points[t[1]], s.Points[t[0]]), sub(s.Points[t[2]], s.Points[t[0]]))
		sum += math.Sqrt(dot(n, n)) / 2
	}
	return sum
}

func shell(t testing.TB, s *Sheet, thickness float64, o Options) *Mesh {
	t.Helper()
	j, err := NewShell(s, thickness, o)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Finish(j)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Shells are closed, face outwards, stand in the corner and have the size and the
// volume that geometry gives them.
func TestShell(t *testing.T) {
	const size, h = 100, 2.0
	plane := func(z float64) *Sheet {
		return parametric(-2, 2, -2, 2, 9, 9, func(u, v float64) [3]float64 { return [3]float64{u, v, z} })
	}
	for _, c := range []struct {
		name   string
		sheet  *Sheet
		pieces int
		solid  bool    // it bounds its body itself
		volume float64 // data units^3 of a body, or data units^2 of a shell
		tol    float64
	}{
		{"sphere", sphere(121, 61), 1, true, 4. / 3 * math.Pi, 4e-3},
		{"sphere inside out", mirrored(sphere(121, 61)), 1, true, 4. / 3 * math.Pi, 4e-3},
		{"torus", torus(181, 91), 1, true, 2 * math.Pi * math.Pi * 3, 3e-3},
		{"half a torus", parametric(0, math.Pi, 0, turn, 91, 91, torusAt), 1, false, turn * turn * 3 / 2, 3e-3},
		{"Möbius band", moebius(361, 21, 1), 1, false, area(moebius(361, 21, 1)), 3e-3},
		{"band with a full turn", moebius(361, 21, 2), 1, false, area(moebius(361, 21, 2)), 1e-2},
		{"Klein bottle", klein(181, 181), 1, false, area(klein(181, 181)), 2e-2},
		{"disc", disc(11, 121), 1, false, 4 * math.Pi, 3e-3},
		{"two planes", with(plane(0), plane(1)), 2, false, 32, 1e-9},
		{"sphere and plane through it", with(sphere(61, 31), plane(0)), 2, false, 0, 0},
	} {
		m := shell(t, c.sheet, h, Options{Size: size})
		if err := m.Closed(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if err := oneFan(m); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if n := pieces(m); n != c.pieces {
			t.Errorf("%s: %d pieces, want %d", c.name, n, c.pieces)
		}
		read, err := throughSTL(m)
		if err != nil {
			t.Fatal(err)
		}
		if err := read.Closed(); err != nil {
			t.Errorf("%s, as STL: %v", c.name, err)
		}
		lo, hi := m.Bounds()
		longest := max(hi[0], hi[1], hi[2])
		if lo != [3]float64{} || c.solid && !near(longest, size, 1e-9) || !(longest > size-1e-9 && longest < size+h+1e-9) {
			t.Errorf("%s: from %v to %v", c.name, lo, hi)
		}
		unit, a, b := 0.0, [3]float64{1e9, 1e9, 1e9}, [3]float64{-1e9, -1e9, -1e9}
		for _, p := range c.sheet.Points {
			for k, v := range p {
				a[k], b[k] = min(a[k], v), max(b[k], v)
			}
		}
		unit = size / max(b[0]-a[0], b[1]-a[1], b[2]-a[2])
		want := c.volume * unit * unit * h
		if c.solid {
			want = c.volume * unit * unit * unit
		}
		if v := m.Volume(); !(v > 0) || c.volume > 0 && !near(v, want, c.tol) {
			t.Errorf("%s: volume %v, want %v", c.name, v, want)
		}
	}
}

func torusAt(u, v float64) [3]float64 {
	return [3]float64{(3 + math.Cos(v)) * math.Cos(u), (3 + math.Cos(v)) * math.Sin(u), math.Sin(v)}
}

func mirrored(s *Sheet) *Sheet {
	for k := range s.Triangles {
		t := &s.Triangles[k]
		t[1], t[2] = t[2], t[1]
	}
	return s
}

// However few or broken the samples are, the body is closed.
func TestShellAlwaysClosed(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	shapes := []func(nu, nv int) *Sheet{sphere, torus, klein, disc,
		func(nu, nv int) *Sheet { return moebius(nu, nv, 1) },
		func(nu, nv int) *Sheet { // every sample somewhere, some at one place
			return parametric(0, 1, 0, 1, nu, nv, func(_, _ float64) [3]float64 {
				return [3]float64{float64(r.IntN(3)), float64(r.IntN(3)), float64(r.IntN(3))}
			})
		}}
	empty := 0
	for range 3000 {
		s := shapes[r.IntN(len(shapes))](2+r.IntN(7), 2+r.IntN(7))
		holes := 0.4 * r.Float64()
		kept := s.Triangles[:0]
		for _, c := range s.Triangles {
			if r.Float64() > holes {
				kept = append(kept, c)
			}
		}
		s.Triangles = kept
		j, err := NewShell(s, math.Exp(2*r.NormFloat64()), Options{Scale: [3]float64{1, 1, 0.1 + r.Float64()}})
		if err != nil {
			continue
		}
		m, err := Finish(j)
		if none := new(EmptyError); errors.As(err, &none) {
			empty++
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Closed(); err != nil {
			t.Fatal(err)
		}
		for _, p := range m.Vertices {
			if !finite(p[0]+p[1]+p[2]) || min(p[0], p[1], p[2]) < 0 {
				t.Fatalf("vertex at %v", p)
			}
		}
	}
	if empty > 1000 {
		t.Errorf("%d of 3000 have nothing", empty)
	}
}

// Curves are tubes, closed ones rings: of the volume of the prisms that they are.
func TestTubes(t *testing.T) {
	line := func(n int, f func(u float64) [3]float64) (c [][3]float64) {
		for k := range n {
			c = append(c, f(turn*float64(k)/float64(n-1)))
		}
		return c
	}
	const size, h = 100, 4.0
	section := float64(around) / 2 * math.Sin(turn/around) * h * h / 4
	gap := line(601, func(u float64) [3]float64 { return [3]float64{u, 0, 0} })
	gap[300] = [3]float64{nan, 0, 0}
	for _, c := range []struct {
		name   string
		curve  [][3]float64
		pieces int
		euler  int
		length float64 // mm
	}{
		{"line", line(1201, func(u float64) [3]float64 { return [3]float64{u, u, u} }), 1, 2, size * math.Sqrt(3)},
		{"circle", line(1201, func(u float64) [3]float64 { return [3]float64{math.Cos(u), math.Sin(u), 0} }), 1, 0, size * math.Pi},
		{"trefoil", line(1201, func(u float64) [3]float64 {
			return [3]float64{(2 + math.Cos(3*u)) * math.Cos(2*u), (2 + math.Cos(3*u)) * math.Sin(2*u), math.Sin(3 * u)}
		}), 1, 0, 0},
		{"two points", [][3]float64{{0, 0, 0}, {0, 0, 1}}, 1, 2, size},
		{"a gap", gap, 2, 4, size * (1 - 2./600)},
		{"back and forth", [][3]float64{{0, 0, 0}, {1, 0, 0}, {0, 0, 0.01}}, 1, 2, 0},
	} {
		s := &Sheet{Curves: [][][3]float64{c.curve}}
		m := shell(t, s, h, Options{Size: size})
		if err := m.Closed(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if n := pieces(m); n != c.pieces {
			t.Errorf("%s: %d pieces", c.name, n)
		}
		if e := len(m.Vertices) - len(m.Triangles)/2; e != c.euler {
			t.Errorf("%s: V - E + F is %d, want %d", c.name, e, c.euler)
		}
		if v, want := m.Volume(), section*c.length; !(v > 0) || want > 0 && !near(v, want, 3e-3) {
			t.Errorf("%s: volume %v, want %v", c.name, v, want)
		}
	}
}

func TestShellErrors(t *testing.T) {
	var empty *EmptyError
	for name, s := range map[string]*Sheet{
		"nothing":  {},
		"a point":  {Curves: [][][3]float64{{{1, 2, 3}, {1, 2, 3}}}},
		"a line":   parametric(0, 1, 0, 1, 5, 5, func(u, v float64) [3]float64 { return [3]float64{0, 0, 0} }),
		"no place": {Curves: [][][3]float64{{{nan, 0, 0}, {0, math.Inf(1), 0}}}},
	} {
		j, err := NewShell(s, 1, Options{})
		if err == nil {
			_, err = Finish(j)
		}
		if !errors.As(err, &empty) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var wrong *RangeError
	if _, err := NewShell(sphere(9, 9), 0, Options{}); !errors.As(err, &wrong) || wrong.Name != "thickness" {
		t.Errorf("no thickness: %v", err)
	}
	j, _ := NewShell(&Sheet{Points: [][3]float64{{}, {1e300, 0, 0}, {0, 1e300, -1e300}}, Triangles: [][3]uint32{{0, 1, 2}}}, 1, Options{Scale: [3]float64{1e9, 1, 1}})
	if _, err := Finish(j); !errors.As(err, &wrong) {
		t.Errorf("huge: %v", err)
	}
}

func BenchmarkShell250(b *testing.B) {
	s := moebius(250, 250, 1)
	b.ReportAllocs()
	for b.Loop() {
		shell(b, s, 3, Options{})
	}
}
