package terrain

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// spot is a critical point as tables have it.
type spot struct {
	x, y, z float64
	kind    Kind
}

// check compares points with the spots that are wanted, in any order.
func check(t *testing.T, points []CriticalPoint, want []spot, tol float64) {
	t.Helper()
	left := slices.Clone(want)
	for _, p := range points {
		k := slices.IndexFunc(left, func(s spot) bool {
			return close(p.X, s.x, tol) && close(p.Y, s.y, tol) && close(p.Z, s.z, tol) && p.Kind == s.kind
		})
		if k < 0 {
			t.Errorf("found a %v at (%.15g, %.15g, %.15g), not wanted", p.Kind, p.X, p.Y, p.Z)
			continue
		}
		left = slices.Delete(left, k, k+1)
	}
	for _, s := range left {
		t.Errorf("no %v at (%v, %v, %v)", s.kind, s.x, s.y, s.z)
	}
}

// The function is from D. M. Himmelblau, Applied Nonlinear Programming, 1972. The
// points were computed with Octave 7.3 by Newton's method from published ones.
var himmelblauSpots = []spot{
	{3, 2, 0, Minimum},
	{-2.805118086952745, 3.131312518250573, 0, Minimum},
	{-3.779310253377747, -3.28318599128617, 0, Minimum},
	{3.584428340330492, -1.848126526964403, 0, Minimum},
	{-0.2708445906673476, -0.9230385564799815, 181.6165215225827, Maximum},
	{-3.07302575076439, -0.08135304428796751, 104.0151629175581, Saddle},
	{-0.12796134673068, -1.953714980244577, 178.3372392019274, Saddle},
	{0.08667750455539634, 2.884254701174776, 67.71915008752613, Saddle},
	{3.385154183607021, 0.07385187983774928, 13.31192627040559, Saddle},
}

func TestCriticalHimmelblau(t *testing.T) {
	f := formula(t, himmelblau)
	for _, n := range []int{8, 20, 64, 101} {
		points, complete := Critical(f, Box{-5, 5, -5, 5}, n)
		if !complete {
			t.Errorf("n = %d: not complete", n)
		}
		check(t, points, himmelblauSpots, 1e-12)
	}
}

// lattice is sin x + cos y, with critical points at ((k+1/2) pi, m pi), those on
// the border included.
func TestCriticalLattice(t *testing.T) {
	f := func(x, y float64) Jet {
		sx, cx := math.Sincos(x)
		sy, cy := math.Sincos(y)
		return Jet{sx + cy, cx, -sy, -sx, 0, -cy}
	}
	var want []spot
	for k := -4; k < 4; k++ {
		for m := -4; m <= 4; m++ {
			a, b := 1.0-2*float64(k&1), 1.0-2*float64(m&1)
			kind := Saddle
			if a == b {
				kind = Maximum
				if a < 0 {
					kind = Minimum
				}
			}
			want = append(want, spot{(float64(k) + 0.5) * math.Pi, float64(m) * math.Pi, a + b, kind})
		}
	}
	for _, n := range []int{16, 33, 64} {
		points, _ := Critical(f, Box{-4 * math.Pi, 4 * math.Pi, -4 * math.Pi, 4 * math.Pi}, n)
		check(t, points, want, 1e-12)
	}
}

func TestCriticalTable(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []spot
	}{
		{"2x - 3y + 1", nil},
		{"hypot(x, y)", nil},              // a cone
		{"-hypot(x - 0.1, y + 0.3)", nil}, // whose tip is not a sample
		{"abs(x - 0.1) + y^2", nil},       // a crease
		{"1/x + y^2", nil},                // a pole
		{"log(x^2 + y^2)", nil},           // another
		{"exp(x) + y^2", nil},             // level at infinity only
		{"x^2 + y^2", []spot{{0, 0, 0, Minimum}}},
		{"1e-200*(x^2 + y^2)", []spot{{0, 0, 0, Minimum}}},
		{"1e200*(x*y)", []spot{{0, 0, 0, Saddle}}},
		{"-(x-0.3)^2 - 1e4*(y-0.7)^2 + 5", []spot{{0.3, 0.7, 5, Maximum}}},
		{"x^3 - 3x*y^2", []spot{{0, 0, 0, Saddle}}}, // the monkey saddle
		{"x^4 + y^4", []spot{{0, 0, 0, Minimum}}},
		{"(x-0.3)^4 + (y+0.2)^2", []spot{{0.3, -0.2, 0, Minimum}}},
		{"x^3 + y^2", []spot{{0, 0, 0, Degenerate}}},
		{"x^2 + y^2 + 1/(x^2 + y^2)", []spot{{0, 0, 2, Valley}}}, // the ring r = 1; see below
	} {
		t.Run(tt.text, func(t *testing.T) {
			for _, n := range []int{10, 33, 64} {
				points, _ := Critical(formula(t, tt.text), Box{-2, 2, -2, 2}, n)
				for i := range points {
					if e := points[i].Extent; e.XMax-e.XMin > 1 { // a ring is told by its centre here
						points[i].X, points[i].Y = (e.XMin+e.XMax)/2, (e.YMin+e.YMax)/2
					}
				}
				tol := 1e-12
				if len(points) == 1 && points[0].Kind == Valley {
					tol = 0.05 / float64(n)
				} else if len(points) == 1 && points[0].Hessian[0]*points[0].Hessian[2] == 0 {
					tol = 1e-7
				}
				check(t, points, tt.want, tol)
			}
		})
	}
}

// The critical points of MATLAB's peaks, computed with Octave 7.3: fsolve on
// complex-step derivatives from 625 starts, 13 digits.
var peaksSpots = []spot{
	{-1.347396244368, 0.204518866097, -3.0498494028, Minimum},
	{0.2964455538468, 0.3201962476668, -0.06493586825553, Minimum},
	{0.2282789205564, -1.6255349575, -6.551133332836, Minimum},
	{-0.4600245180344, -0.6291965087168, 3.776580998532, Maximum},
	{-0.009317581959954, 1.581367962939, 8.106213589442, Maximum},
	{1.285684697241, -0.004847559075594, 3.592489918003, Maximum},
	{0.4163233216785, -0.3941450984024, 0.4085479245941, Saddle},
	{-0.2659375568372, 0.4667399937263, 0.788293462679, Saddle},
	{1.098272834335, 0.8544609795248, 2.249191661527, Saddle},
}

func TestCriticalPeaks(t *testing.T) {
	points, _ := Critical(formula(t, peaks), Box{-3, 3, -3, 3}, 48)
	check(t, points, peaksSpots, 1e-11)
}

// Curves and regions of degenerate points are told by one point each.
func TestExtent(t *testing.T) {
	type curve struct {
		Box
		kind Kind
	}
	for _, tt := range []struct {
		text   string
		extent []curve
	}{
		{"0", []curve{{Box{-2, 2, -2, 2}, Plateau}}},
		{"7", []curve{{Box{-2, 2, -2, 2}, Plateau}}},
		{"1e6", []curve{{Box{-2, 2, -2, 2}, Plateau}}},
		{"x^2", []curve{{Box{0, 0, -2, 2}, Valley}}},
		{"x^2 + 1e6", []curve{{Box{0, 0, -2, 2}, Valley}}},
		{"1e-9*x^4", []curve{{Box{0, 0, -2, 2}, Valley}}},
		{"-(x + y)^2", []curve{{Box{-2, 2, -2, 2}, Ridge}}},
		{"x^3", []curve{{Box{0, 0, -2, 2}, Degenerate}}},   // a terrace
		{"x^2*y", []curve{{Box{0, 0, -2, 2}, Degenerate}}}, // a valley that becomes a ridge
		{"x^2*y^2", []curve{{Box{-2, 2, -2, 2}, Valley}}},  // two that cross
		{"(x*y - 1)^2", []curve{{Box{0.5, 2, 0.5, 2}, Valley}, {Box{-2, -0.5, -2, -0.5}, Valley}}},
		{"(r - 1)^2", []curve{{Box{-1, 1, -1, 1}, Valley}}},
		{"cos(4r)", []curve{{Box{-0.7854, 0.7854, -0.7854, 0.7854}, Valley}, {Box{-1.5708, 1.5708, -1.5708, 1.5708}, Ridge},
			{Box{1.248, 2, 1.248, 2}, Valley}, {Box{-2, -1.248, 1.248, 2}, Valley}, {Box{1.248, 2, -2, -1.248}, Valley}, {Box{-2, -1.248, -2, -1.248}, Valley}}},
		{"sin(x^2 + y^2)", []curve{
			{Box{-1.2533, 1.2533, -1.2533, 1.2533}, Ridge}, // a ring, and arcs of two more
			{Box{0.8438, 2, 0.8438, 2}, Valley}, {Box{-2, -0.8438, 0.8438, 2}, Valley}, {Box{0.8438, 2, -2, -0.8438}, Valley}, {Box{-2, -0.8438, -2, -0.8438}, Valley},
			{Box{1.963, 2, 1.963, 2}, Ridge}, {Box{-2, -1.963, 1.963, 2}, Ridge}, {Box{1.963, 2, -2, -1.963}, Ridge}, {Box{-2, -1.963, -2, -1.963}, Ridge},
		}},
		// Along a line of removable singularities.
		{"sin(x)/x", []curve{{Box{0, 0, -2, 2}, Ridge}}},
		{"sin(x - 0.1)/(x - 0.1)", []curve{{Box{0.1, 0.1, -2, 2}, Ridge}}},
		{"sin(x + y)/(x + y)", []curve{{Box{-2, 2, -2, 2}, Ridge}}},
		{"(1 - cos(x))/x^2", []curve{{Box{0, 0, -2, 2}, Ridge}}},
		{"floor(y)", []curve{{Box{-2, 2, -2, -1}, Plateau}, {Box{-2, 2, -1, 0}, Plateau}, {Box{-2, 2, 0, 1}, Plateau}, {Box{-2, 2, 1, 2}, Plateau}}},
		{"if(x < 0, 0, x^3)", []curve{{Box{-2, 0, -2, 2}, Plateau}}},
		{"max(1 - r^2, 0)", []curve{{Box{-2, 2, -2, 2}, Plateau}}},       // beside a maximum
		{"exp(-1000(x^2 + y^2))", []curve{{Box{-2, 2, -2, 2}, Plateau}}}, // where it underflows
	} {
		t.Run(tt.text, func(t *testing.T) {
			const n = 64
			points, complete := Critical(formula(t, tt.text), Box{-2, 2, -2, 2}, n)
			if !complete {
				t.Error("not complete")
			}
			left := slices.Clone(tt.extent)
			for _, p := range points {
				e := p.Extent
				if p.Kind < Degenerate {
					if e.XMin != e.XMax || e.YMin != e.YMax {
						t.Errorf("a %v in %v", p.Kind, e)
					}
					continue
				}
				k := slices.IndexFunc(left, func(w curve) bool {
					const cell = 4.0/n + 1e-3
					return p.Kind == w.kind && max(math.Abs(e.XMin-w.XMin), math.Abs(e.XMax-w.XMax), math.Abs(e.YMin-w.YMin), math.Abs(e.YMax-w.YMax)) < cell
				})
				if k < 0 {
					t.Errorf("found a %v at (%.6g, %.6g) in %.5g", p.Kind, p.X, p.Y, e)
					continue
				}
				if x, y := 1e-9, 1e-9; p.X < e.XMin-x || p.X > e.XMax+x || p.Y < e.YMin-y || p.Y > e.YMax+y {
					t.Errorf("(%v, %v) is not in its extent %v", p.X, p.Y, e)
				}
				left = slices.Delete(left, k, k+1)
			}
			if len(left) > 0 {
				t.Errorf("not found: %v", left)
			}
		})
	}
}

// A flood is cut off, and said to be.
func TestMaxCritical(t *testing.T) {
	points, complete := Critical(formula(t, "sin(x)*sin(y)"), Box{-60, 60, -60, 60}, 120)
	if len(points) != MaxCritical || complete {
		t.Errorf("%d points, complete %v", len(points), complete)
	}
}

// What lies in a gap is not found; what lies beside it is.
func TestCriticalGap(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []spot
	}{
		{"if(hypot(x-1, y) < 0.6, 0/0, (x^2-1)^2 + y^2)", []spot{{-1, 0, 0, Minimum}, {0, 0, 1, Saddle}}},
		{"sqrt(1-x^2-y^2)", []spot{{0, 0, 1, Maximum}}},
		{"sqrt(-1-x^2)", nil},
	} {
		points, _ := Critical(formula(t, tt.text), Box{-2, 2, -2, 2}, 41)
		check(t, points, tt.want, 1e-12)
	}
}

// The points of random polynomials are those that Newton's method finds from
// a thousand places, without any lattice.
func TestCriticalBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	box := Box{-2, 2, -1, 3}
	for range 30 {
		f := polynomial(r, 3+r.IntN(3))
		var want []spot
		for range 1000 {
			x, y := 6*r.Float64()-3, 6*r.Float64()-2
			for range 50 {
				j := f(x, y)
				det := j.XX*j.YY - j.XY*j.XY
				x, y = x-(j.YY*j.X-j.XY*j.Y)/det, y-(j.XX*j.Y-j.XY*j.X)/det
			}
			j := f(x, y)
			if !(math.Hypot(j.X, j.Y) < 1e-10 && box.contains(x, y)) ||
				slices.ContainsFunc(want, func(s spot) bool { return math.Hypot(s.x-x, s.y-y) < 1e-7 }) {
				continue
			}
			kind := Saddle
			if j.XX*j.YY > j.XY*j.XY {
				kind = Minimum
				if j.XX < 0 {
					kind = Maximum
				}
			}
			want = append(want, spot{x, y, j.Z, kind})
		}
		points, _ := Critical(f, box, 48)
		check(t, points, want, 1e-9)
	}
}

// The gradient turns round once more to the left for each extremum in a box than
// it does for its saddles (Poincare and Hopf).
func TestCriticalIndex(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	box := Box{-1, 1, -1, 1}
	for range 40 {
		a := make([][4]float64, 12)
		for i := range a {
			a[i] = [4]float64{r.NormFloat64(), 4 * r.NormFloat64(), 4 * r.NormFloat64(), 7 * r.Float64()}
		}
		f := func(x, y float64) (j Jet) {
			for _, w := range a {
				s, c := math.Sincos(w[1]*x + w[2]*y + w[3])
				s, c = s*w[0], c*w[0]
				j.Z, j.X, j.Y = j.Z+s, j.X+c*w[1], j.Y+c*w[2]
				j.XX, j.XY, j.YY = j.XX-s*w[1]*w[1], j.XY-s*w[1]*w[2], j.YY-s*w[2]*w[2]
			}
			return j
		}
		points, _ := Critical(f, box, 48)
		index := 0
		for _, p := range points {
			switch p.Kind {
			case Saddle:
				index--
			case Degenerate:
				t.Errorf("degenerate point at (%v, %v)", p.X, p.Y)
			default:
				index++
			}
			if g := math.Hypot(p.Gradient[0], p.Gradient[1]); g > 1e-10 {
				t.Errorf("gradient %v at a critical point", g)
			}
		}
		if turns := winding(f, box); index != turns {
			t.Errorf("%d points of index %d, but the gradient turns %d times along the border", len(points), index, turns)
		}
	}
}

// winding counts the turns of the gradient along the border of a box.
func winding(f Field, b Box) int {
	const m = 4000
	corners := [5][2]float64{{b.XMin, b.YMin}, {b.XMax, b.YMin}, {b.XMax, b.YMax}, {b.XMin, b.YMax}, {b.XMin, b.YMin}}
	total, last := 0.0, f(b.XMin, b.YMin)
	for k := range 4 {
		for i := 1; i <= m; i++ {
			t := float64(i) / m
			j := f((1-t)*corners[k][0]+t*corners[k+1][0], (1-t)*corners[k][1]+t*corners[k+1][1])
			total += math.Atan2(last.X*j.Y-last.Y*j.X, last.X*j.X+last.Y*j.Y)
			last = j
		}
	}
	return int(math.Round(total / (2 * math.Pi)))
}

// The units of the box do not matter, up to rounding.
func TestCriticalUnits(t *testing.T) {
	f := formula(t, himmelblau)
	const a, b = 1e-6, 1e7
	g := func(x, y float64) Jet { return f(x/a, y/b).scale(1/a, 1/b) }
	points, _ := Critical(g, Box{-5 * a, 5 * a, -5 * b, 5 * b}, 30)
	for i := range points {
		points[i].X /= a
		points[i].Y /= b
	}
	check(t, points, himmelblauSpots, 1e-12)
}

// Steps are short, make progress, and lead to what Critical returns.
func TestSearchSteps(t *testing.T) {
	f := formula(t, himmelblau)
	calls := 0
	counted := func(x, y float64) Jet { calls++; return f(x, y) }
	box := Box{-5, 5, -5, 5}
	s := NewSearch(counted, box, 100)
	progress, steps, known := s.Progress(), 0, 0
	for done := false; !done; steps++ {
		before := calls
		done = s.Step()
		if n := calls - before; n > 2*stepCalls {
			t.Errorf("a step evaluates %d times", n)
		}
		if p := s.Progress(); p < progress || p > 1 {
			t.Errorf("progress goes from %v to %v", progress, p)
		} else {
			progress = p
		}
		if n := len(s.Points()); n < known {
			t.Errorf("%d points become %d", known, n)
		} else {
			known = n
		}
	}
	if steps < 5 || progress != 1 {
		t.Errorf("%d steps to progress %v", steps, progress)
	}
	want, _ := Critical(f, box, 100)
	if got := s.Points(); fmt.Sprint(got) != fmt.Sprint(want) { // NaN equals NaN in print
		t.Errorf("steps find %v, Critical %v", got, want)
	}
	if !s.Step() {
		t.Error("a step after the last is not done")
	}
}

func TestCriticalPanics(t *testing.T) {
	f := formula(t, "x")
	for _, b := range []Box{{}, {1, 0, 0, 1}, {0, 1, nan, 1}, {0, math.Inf(1), 0, 1}, {-1e308, 1e308, 0, 1}} {
		panics(t, func() { Critical(f, b, 10) })
	}
	panics(t, func() { Critical(f, Box{0, 1, 0, 1}, 0) })
}

func TestKindString(t *testing.T) {
	if s := fmt.Sprint(Minimum, Maximum, Saddle, Degenerate, Valley, Ridge, Plateau, Kind(9)); s != "minimum maximum saddle degenerate valley ridge plateau Kind(9)" {
		t.Error(s)
	}
}

func BenchmarkCritical(b *testing.B) {
	for _, c := range []struct {
		name, text string
		half       float64
		n          int
	}{
		{"himmelblau", himmelblau, 3, 64}, {"peaks", peaks, 3, 64}, {"ring", "sin(3(x^2 + y^2))", 3, 64}, {"plateau", "0", 3, 64},
		{"peaks as drawn", peaks, 5, 24}, {"sinc as drawn", "sin(r)/r", 5, 24}, {"quartics", "sin(x)^4 + sin(y)^4", 10, 24},
	} {
		b.Run(c.name, func(b *testing.B) {
			f := formula(b, c.text)
			for b.Loop() {
				Critical(f, Box{-c.half, c.half, -c.half, c.half}, c.n)
			}
		})
	}
}
