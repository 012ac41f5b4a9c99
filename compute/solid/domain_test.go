package solid

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"zscape/compute/lang"
)

// Surfaces as their parameters go all the way around, and farther.
var (
	sphereAt = func(u, v float64) [3]float64 {
		return [3]float64{math.Cos(u) * math.Sin(v), math.Sin(u) * math.Sin(v), math.Cos(v)}
	}
	cylinderAt = func(u, v float64) [3]float64 { return [3]float64{math.Cos(u), math.Sin(u), v} }
	coneAt     = func(u, v float64) [3]float64 { return [3]float64{v * math.Cos(u), v * math.Sin(u), v} }
	discAt     = func(u, v float64) [3]float64 { return [3]float64{u * math.Cos(v), u * math.Sin(v), 0} }
	bowlAt     = func(u, v float64) [3]float64 { return [3]float64{u * math.Cos(v), u * math.Sin(v), u * u} }
	moebiusAt  = func(u, v float64) [3]float64 {
		r := 3 + v*math.Cos(u/2)
		return [3]float64{r * math.Cos(u), r * math.Sin(u), v * math.Sin(u/2)}
	}
	kleinAt = func(u, v float64) [3]float64 {
		r := 3 + math.Cos(u/2)*math.Sin(v) - math.Sin(u/2)*math.Sin(2*v)
		return [3]float64{r * math.Cos(u), r * math.Sin(u), math.Sin(u/2)*math.Sin(v) + math.Cos(u/2)*math.Sin(2*v)}
	}
	// A tube around an eight, which runs through itself.
	eightAt = func(u, v float64) [3]float64 {
		sin, cos := math.Sincos(u)
		n := math.Hypot(cos, math.Cos(2*u)) / (0.2 * math.Cos(v))
		return [3]float64{sin - math.Cos(2*u)/n, sin*cos + cos/n, 0.2 * math.Sin(v)}
	}
	// J. Steiner's surface, an image of the projective plane.
	romanAt = func(u, v float64) [3]float64 {
		return [3]float64{math.Sin(2*u) * math.Cos(v) * math.Cos(v), math.Sin(u) * math.Sin(2*v), math.Cos(u) * math.Sin(2*v)}
	}
)

func TestFundamentalDomain(t *testing.T) {
	const pi = math.Pi
	for _, tt := range []struct {
		name string
		f    Parametric
		u, v Range // all
		a, b Range // what is printed; the same as above if they are zero
	}{
		{"sphere", sphereAt, Range{0, turn}, Range{0, pi}, Range{}, Range{}},
		{"sphere, twice", sphereAt, Range{0, turn}, Range{0, turn}, Range{0, turn}, Range{0, pi}},
		{"sphere, from the middle", sphereAt, Range{0, turn}, Range{-pi, pi}, Range{0, turn}, Range{0, pi}},
		{"sphere, in part", sphereAt, Range{0, turn}, Range{0, 1.5 * pi}, Range{0, turn}, Range{0, pi}},
		{"sphere, beyond both poles", sphereAt, Range{0, turn}, Range{-pi / 2, 1.5 * pi}, Range{0, turn}, Range{0, pi}},
		{"sphere, a turn and a half", sphereAt, Range{0, 3 * pi}, Range{0, pi}, Range{0, turn}, Range{0, pi}},
		{"sphere, eight times", sphereAt, Range{0, 4 * pi}, Range{0, 4 * pi}, Range{0, turn}, Range{0, pi}},
		{"half a sphere", sphereAt, Range{0, pi}, Range{0, pi}, Range{}, Range{}},
		{"sphere, far away", func(u, v float64) [3]float64 {
			p := sphereAt(u, v)
			return [3]float64{1e3 + p[0], 1e3 - p[1], p[2]}
		},
			Range{0, turn}, Range{0, turn}, Range{0, turn}, Range{0, pi}},
		{"torus", torusAt, Range{0, turn}, Range{0, turn}, Range{}, Range{}},
		{"torus, twice", torusAt, Range{0, 4 * pi}, Range{0, turn}, Range{0, turn}, Range{0, turn}},
		{"torus, three times", torusAt, Range{0, turn}, Range{-1, 6*pi - 1}, Range{0, turn}, Range{-1, turn - 1}},
		{"torus, four times", torusAt, Range{0, 4 * pi}, Range{0, 4 * pi}, Range{0, turn}, Range{0, turn}},
		{"torus, a turn and a half", torusAt, Range{0, 3 * pi}, Range{0, turn}, Range{0, turn}, Range{0, turn}},
		{"torus, a little too far", torusAt, Range{0, 6.3}, Range{0, 6.2832}, Range{0, turn}, Range{0, turn}},
		{"torus, askew", func(u, v float64) [3]float64 { return torusAt(u+v, v) }, Range{0, 4 * pi}, Range{0, turn}, Range{0, turn}, Range{0, turn}},
		{"torus, not quite", torusAt, Range{0, 6.28}, Range{0, 6.28}, Range{}, Range{}},
		{"cylinder, twice", cylinderAt, Range{0, 4 * pi}, Range{0, 5}, Range{0, turn}, Range{0, 5}},
		{"Möbius band", moebiusAt, Range{0, turn}, Range{-1, 1}, Range{}, Range{}},
		{"Möbius band, twice", moebiusAt, Range{0, 4 * pi}, Range{-1, 1}, Range{0, turn}, Range{-1, 1}},
		{"Möbius band, by its half", moebiusAt, Range{0, 4 * pi}, Range{0, 1}, Range{}, Range{}},
		{"cone through its apex", coneAt, Range{0, turn}, Range{-1, 1}, Range{}, Range{}},
		{"cone through its apex, twice", coneAt, Range{0, 4 * pi}, Range{-1, 1}, Range{0, turn}, Range{-1, 1}},
		{"cone and back", func(u, v float64) [3]float64 { return coneAt(u, math.Abs(v)) }, Range{0, turn}, Range{-1, 1}, Range{0, turn}, Range{0, 1}},
		{"disc, twice around", discAt, Range{0, 2}, Range{0, 4 * pi}, Range{0, 2}, Range{0, turn}},
		{"disc, through its centre", discAt, Range{-2, 2}, Range{0, turn}, Range{0, 2}, Range{0, turn}},
		{"disc, half a turn through its centre", discAt, Range{-2, 2}, Range{0, pi}, Range{}, Range{}},
		{"disc, in part", discAt, Range{-2, 1}, Range{0, turn}, Range{-2, 0}, Range{0, turn}},
		{"bowl, through its centre", bowlAt, Range{-2, 2}, Range{0, turn}, Range{0, 2}, Range{0, turn}},
		{"helicoid", func(u, v float64) [3]float64 { return [3]float64{u * math.Cos(v), u * math.Sin(v), v} }, Range{-1, 1}, Range{0, 4 * pi}, Range{}, Range{}},
		{"sheet, folded", func(u, v float64) [3]float64 { return [3]float64{u, v * v, 0} }, Range{0, 1}, Range{-1, 1}, Range{0, 1}, Range{0, 1}},
		{"sheet, folded three times", func(u, v float64) [3]float64 { return [3]float64{math.Cos(u), v, 0} }, Range{0, 10}, Range{0, 1}, Range{0, pi}, Range{0, 1}},
		{"Klein bottle", kleinAt, Range{0, turn}, Range{0, turn}, Range{}, Range{}},
		{"Klein bottle, twice", kleinAt, Range{0, 4 * pi}, Range{0, turn}, Range{0, turn}, Range{0, turn}},
		{"eight", eightAt, Range{0, turn}, Range{0, turn}, Range{}, Range{}},
		{"eight, twice", eightAt, Range{0, 4 * pi}, Range{0, turn}, Range{0, turn}, Range{0, turn}},
		{"Roman surface", romanAt, Range{0, turn}, Range{0, pi / 2}, Range{}, Range{}},
		{"Roman surface, four times", romanAt, Range{0, turn}, Range{0, turn}, Range{0, turn}, Range{0, pi / 2}},
		{"plane", func(u, v float64) [3]float64 { return [3]float64{u, v, 0} }, Range{-1, 1}, Range{0, 9}, Range{}, Range{}},
		{"with gaps", func(u, v float64) [3]float64 {
			return [3]float64{math.Cos(u) * math.Sqrt(v), math.Sin(u) * math.Sqrt(v), v}
		}, Range{0, 4 * pi}, Range{-1, 1}, Range{0, turn}, Range{-1, 1}},
		{"line", func(u, v float64) [3]float64 { return [3]float64{u + v, 0, 0} }, Range{-1, 1}, Range{0, 1}, Range{}, Range{}},
		{"point", func(u, v float64) [3]float64 { return [3]float64{1, 2, 3} }, Range{-1, 1}, Range{0, 1}, Range{}, Range{}},
		{"nothing", func(u, v float64) [3]float64 { return [3]float64{nan, 2, 3} }, Range{-1, 1}, Range{0, 1}, Range{}, Range{}},
	} {
		for _, n := range [][2]int{{81, 41}, {62, 37}} {
			a, b, err := FundamentalDomain(tt.f, tt.u, tt.v, n[0], n[1])
			want, other := tt.a, tt.b
			if tt.a == (Range{}) {
				want, other = tt.u, tt.v
			}
			off := max(math.Abs(a.Min-want.Min), math.Abs(a.Max-want.Max), math.Abs(b.Min-other.Min), math.Abs(b.Max-other.Max))
			if err != nil || !(off < 1e-8) || tt.a == (Range{}) && off > 0 {
				t.Errorf("%s, %d x %d samples: u in %v, v in %v, %v", tt.name, n[0], n[1], a, b, err)
			}
		}
	}
}

// Whatever the surface, with gaps or without, the part is one of what there is; and if
// it is periodic, a period.
func TestFundamentalDomainRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for k := range 25 {
		var a [3][5][5]float64
		for n := range a {
			for m := range a[n] {
				a[n][m] = [5]float64{r.NormFloat64(), float64(r.IntN(3)), float64(r.IntN(5) - 2), turn * r.Float64()}
			}
			a[n][0][1] = 1 // or the period might be shorter
		}
		gaps := 0.3 * float64(k%2)
		f := func(u, v float64) (p [3]float64) {
			for n := range p {
				for _, w := range a[n] {
					p[n] += w[0] * math.Sin(w[1]*u+w[2]*v+w[3])
				}
			}
			if math.Sin(3*v+a[0][0][3]) > 1-gaps {
				p[r.IntN(3)] = nan
			}
			return p
		}
		u, v, err := FundamentalDomain(f, Range{0, 2 * turn}, Range{0, 1}, 60, 40)
		if err != nil || math.Abs(u.size()-turn) > 1e-6 || v != (Range{0, 1}) {
			t.Errorf("%d: u in %v, v in %v, %v", k, u, v, err)
		}
		u, v, err = FundamentalDomain(f, Range{0, 5}, Range{0, 1}, 60, 40)
		if err != nil || u != (Range{0, 5}) || v != (Range{0, 1}) {
			t.Errorf("%d, less than a period: u in %v, v in %v, %v", k, u, v, err)
		}
	}
}

// What lies upon itself otherwise is refused, with ranges in which it does not, if
// there are some.
func TestCoverError(t *testing.T) {
	for _, tt := range []struct {
		name   string
		f      Parametric
		u, v   Range
		en, ja string
	}{
		{"torus, of a square", func(u, v float64) [3]float64 { return torusAt(u*u, v) }, Range{-3, 3}, Range{0, turn}, "such as u from 0 to 2.", "例: u は 0 から 2."},
		{"folded askew", func(u, v float64) [3]float64 { return [3]float64{u * v, u + v, 0} }, Range{-1, 1}, Range{-1, 1}, "choose ranges of u and v", "u と v の範囲"},
	} {
		u, v, err := FundamentalDomain(tt.f, tt.u, tt.v, 81, 41)
		cover := new(CoverError)
		if !errors.As(err, &cover) || u != tt.u || v != tt.v {
			t.Fatalf("%s: u in %v, v in %v, %v", tt.name, u, v, err)
		}
		if both := lang.Of(err); !strings.Contains(both.En, tt.en) || !strings.Contains(both.Ja, tt.ja) {
			t.Errorf("%s: %q", tt.name, both)
		}
	}
}

func TestFundamentalArc(t *testing.T) {
	circle := func(u float64) [3]float64 { return [3]float64{math.Cos(u), math.Sin(u), 0} }
	knot := func(u float64) [3]float64 {
		return [3]float64{(2 + math.Cos(3*u)) * math.Cos(2*u), (2 + math.Cos(3*u)) * math.Sin(2*u), math.Sin(3 * u)}
	}
	for _, tt := range []struct {
		name string
		f    func(u float64) [3]float64
		u, a Range
	}{
		{"circle", circle, Range{0, turn}, Range{0, turn}},
		{"circle, twice", circle, Range{0, 2 * turn}, Range{0, turn}},
		{"circle, a turn and a half", circle, Range{1, 1 + 1.5*turn}, Range{1, 1 + turn}},
		{"knot", knot, Range{0, turn}, Range{0, turn}},
		{"knot, twice", knot, Range{0, 2 * turn}, Range{0, turn}},
		{"helix", func(u float64) [3]float64 { return [3]float64{math.Cos(u), math.Sin(u), u / 3} }, Range{0, 20}, Range{0, 20}},
		{"eight", func(u float64) [3]float64 { return [3]float64{math.Sin(u), math.Sin(2 * u), 0} }, Range{0, turn}, Range{0, turn}},
		{"there and back", func(u float64) [3]float64 { return [3]float64{math.Cos(u), 0, 1} }, Range{0, turn}, Range{0, turn / 2}},
		{"to and fro", func(u float64) [3]float64 { return [3]float64{0, math.Sin(u), 0} }, Range{0, turn}, Range{turn / 4, 3 * turn / 4}},
		{"line", func(u float64) [3]float64 { return [3]float64{u, 0, 0} }, Range{0, 1}, Range{0, 1}},
		{"nothing", func(u float64) [3]float64 { return [3]float64{nan, 0, 0} }, Range{0, 1}, Range{0, 1}},
	} {
		a, err := FundamentalArc(tt.f, tt.u, 1201)
		if off := max(math.Abs(a.Min-tt.a.Min), math.Abs(a.Max-tt.a.Max)); err != nil || !(off < 1e-8) {
			t.Errorf("%s: u in %v, %v, want %v", tt.name, a, err, tt.a)
		}
	}
	// Slower and slower over the same.
	_, err := FundamentalArc(func(u float64) [3]float64 { return circle(math.Sqrt(u)) }, Range{1, 200}, 1201)
	if cover := new(CoverError); !errors.As(err, &cover) || lang.Of(err).Ja == lang.Of(err).En {
		t.Errorf("%v", err)
	}
}

// Of the domain, samples make a body that is closed, by index and by place.
func TestFundamentalBody(t *testing.T) {
	for _, tt := range []struct {
		name   string
		f      Parametric
		u, v   Range
		euler  int
		volume float64 // in data units, of what is solid
	}{
		{"sphere", sphereAt, Range{0, turn}, Range{0, turn}, 2, 4. / 3 * math.Pi},
		{"sphere, from the middle", sphereAt, Range{0, turn}, Range{-math.Pi, math.Pi}, 2, 4. / 3 * math.Pi},
		{"torus, twice", torusAt, Range{0, 2 * turn}, Range{0, turn}, 0, 6 * math.Pi * math.Pi},
		{"torus, a turn and a half", torusAt, Range{0, 1.5 * turn}, Range{0, turn}, 0, 6 * math.Pi * math.Pi},
		{"torus, a little too far", torusAt, Range{0, 6.3}, Range{0, 6.2832}, 0, 6 * math.Pi * math.Pi},
		{"cylinder", cylinderAt, Range{0, 2 * turn}, Range{0, 5}, 0, 0},
		{"Möbius band", moebiusAt, Range{0, 2 * turn}, Range{-1, 1}, 0, 0},
		{"disc", discAt, Range{-2, 2}, Range{0, turn}, 2, 0},
		{"disc, twice around", discAt, Range{0, 2}, Range{0, 2 * turn}, 2, 0},
		{"cone through its apex", coneAt, Range{0, 2 * turn}, Range{-1, 1}, 4, 0}, // two bodies
		{"bowl", bowlAt, Range{-2, 2}, Range{0, turn}, 2, 0},
		{"Klein bottle", kleinAt, Range{0, 2 * turn}, Range{0, turn}, 0, 0},
		{"eight", eightAt, Range{0, turn}, Range{0, turn}, 0, 0},
	} {
		u, v, err := FundamentalDomain(tt.f, tt.u, tt.v, 81, 41)
		if err != nil {
			t.Fatal(err)
		}
		s := parametric(u.Min, u.Max, v.Min, v.Max, 121, 61, tt.f)
		m := shell(t, s, 2, Options{})
		read, err := throughSTL(m)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(m.Closed(), read.Closed()); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if e := len(m.Vertices) - len(m.Triangles)/2; e != tt.euler || len(read.Vertices) != len(m.Vertices) {
			t.Errorf("%s: V - E + F is %d, want %d; %d vertices, %d as STL", tt.name, e, tt.euler, len(m.Vertices), len(read.Vertices))
		}
		lo, hi := [3]float64{1e9, 1e9, 1e9}, [3]float64{-1e9, -1e9, -1e9}
		for _, p := range s.Points {
			for a, c := range p {
				lo[a], hi[a] = min(lo[a], c), max(hi[a], c)
			}
		}
		unit := 100 / max(hi[0]-lo[0], hi[1]-lo[1], hi[2]-lo[2])
		if got, want := m.Volume(), tt.volume*unit*unit*unit; !(got > 0) || want > 0 && !near(got, want, 6e-3) {
			t.Errorf("%s: volume %v, want %v", tt.name, got, want)
		}
	}
}

// Vertices at one place are parted, so that files that know no more than places are
// closed, too.
func TestSeparate(t *testing.T) {
	// Two cubes that share an edge, of eight vertices each.
	cube := func(x, y float64) *Mesh {
		m := must(t, plate(2, 2, 5), 1, Options{Size: 1})
		for k := range m.Vertices {
			m.Vertices[k][0] += x
			m.Vertices[k][1] += y
		}
		return m
	}
	a, b := cube(0, 0), cube(1, 1)
	for _, c := range b.Triangles {
		a.Triangles = append(a.Triangles, [3]uint32{c[0] + 8, c[1] + 8, c[2] + 8})
	}
	a.Vertices = append(a.Vertices, b.Vertices...)
	before := a.Volume()
	if read, err := throughSTL(a); err != nil || read.Closed() == nil {
		t.Fatalf("they do not touch: %v", err)
	}
	if n := a.separate(func() {}); n != 2 {
		t.Errorf("%d vertices are moved, want 2", n)
	}
	read, err := throughSTL(a)
	if err != nil {
		t.Fatal(err)
	}
	if err := read.Closed(); err != nil {
		t.Error(err)
	}
	if v := a.Volume(); !near(v, before, 0.02) {
		t.Errorf("volume %v, before %v", v, before)
	}
	if n := a.separate(func() {}); n != 0 {
		t.Errorf("%d more are moved", n)
	}
}

// What is said is said in both languages.
func TestErrorsInJapanese(t *testing.T) {
	_, thin := New(plate(3, 3, 0), 0, Options{})
	_, small := New(plate(3, 3, 0), 3, Options{Size: -1})
	_, flat := New(plate(3, 3, 0), 3, Options{Scale: [3]float64{1, 0, 1}})
	for _, tt := range []struct {
		err    error
		en, ja string
	}{
		{thin, "thickness is 0 but must be from 0.0030517578125 to 1e+06 mm", "厚さが0です。0.0030517578125〜1e+06 mmにしてください"},
		{small, "size is -1 but must be from 0.001 to 1e+06 mm", "大きさが-1です。0.001〜1e+06 mmにしてください"},
		{flat, "scale y is 0 but must be a positive number", "yの倍率が0です。正の数にしてください"},
		{&NoSurfaceError{2, 3}, "grid of 2 x 3 samples has no surface", "2×3個のサンプルのどこにも面がありません"},
		{&EmptyError{}, "there is no surface or curve to make a solid from", "立体にする曲面も曲線もありません"},
		{&EdgeError{1, 2, 3, 0}, "mesh is not closed: edge 1-2 has 3 triangles in one direction and 0 in the other; there must be one of each", "立体が閉じていません。辺 1–2 を順方向に通る三角形が3枚、逆方向が0枚あります(1枚ずつのはずです)"},
	} {
		if both := lang.Of(tt.err); both != (lang.Text{En: tt.en, Ja: tt.ja}) {
			t.Errorf("%q, want %q, %q", both, tt.en, tt.ja)
		}
	}
	for _, name := range []string{"thickness", "size", "scale x", "scale y", "scale z", "base", "samples", "spacing of x", "spacing of y"} {
		if names[name] == "" {
			t.Errorf("no Japanese for %s", name)
		}
	}
}

func BenchmarkFundamentalDomain(b *testing.B) {
	for _, c := range []struct {
		name string
		end  float64
	}{{"once", math.Pi}, {"twice", turn}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				FundamentalDomain(sphereAt, Range{0, turn}, Range{0, c.end}, 81, 41)
			}
		})
	}
}
