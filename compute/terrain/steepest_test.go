package terrain

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// follow returns a path after it has checked what is true of all paths.
func follow(t *testing.T, f Field, x, y float64, up bool, box Box) ([][3]float64, End) {
	t.Helper()
	path, end := Steepest(f, x, y, up, box, Options{})
	w, h := box.size()
	for i, p := range path {
		if !box.contains(p[0], p[1]) || p[2] != f(p[0], p[1]).Z {
			t.Fatalf("point %d, %v, is outside or not on the surface", i, p)
		}
		if i == 0 {
			continue
		}
		q := path[i-1]
		rise := p[2] - q[2]
		if !up {
			rise = -rise
		}
		if rise < -1e-14*max(1, math.Abs(p[2])) {
			t.Fatalf("from (%v, %v), up %v: point %d goes from %v to %v", x, y, up, i, q, p)
		}
		d := [2]float64{p[0] - q[0], p[1] - q[1]}
		length := math.Hypot(d[0]/w, d[1]/h)
		if length > 1.5/128+1e-9 {
			t.Fatalf("segment %d is %v long", i, length)
		}
	}
	return path, end
}

// Paths on Himmelblau's function end in its critical points or on the border, and
// nearly all paths down in one of the minima.
func TestSteepestHimmelblau(t *testing.T) {
	f := formula(t, himmelblau)
	box := Box{-5, 5, -5, 5}
	r := rand.New(rand.NewPCG(5, 6))
	ends := map[[2]bool]int{}
	for k := range 400 {
		up := k%2 == 0
		path, end := follow(t, f, 10*r.Float64()-5, 10*r.Float64()-5, up, box)
		last := path[len(path)-1]
		known := false
		for _, s := range himmelblauSpots {
			right := s.kind == Minimum && !up || s.kind == Maximum && up
			known = known || right && close(last[0], s.x, 1e-11) && close(last[1], s.y, 1e-11)
		}
		onBorder := max(math.Abs(last[0]), math.Abs(last[1])) > 5-1e-8
		if known != (end == AtCritical) || onBorder != (end == AtBorder) {
			t.Errorf("path %d, up %v, ends at %v: %v", k, up, last, end)
		}
		ends[[2]bool{up, known}]++
	}
	if ends[[2]bool{false, true}] < 190 || ends[[2]bool{true, true}] < 20 || ends[[2]bool{true, false}] < 20 {
		t.Errorf("ends (up, known): %v", ends)
	}
}

// Between points the path runs along the gradient, so across the contours: its
// chord makes a right angle with them in the middle, up to what it bends.
func TestSteepestOrthogonal(t *testing.T) {
	for _, text := range []string{himmelblau, peaks, "sin(x) + cos(y)", "x*y"} {
		f := formula(t, text)
		r := rand.New(rand.NewPCG(7, 8))
		total, worst := 0, 0.0
		for k := range 50 {
			path, _ := follow(t, f, 6*r.Float64()-3, 6*r.Float64()-3, k%2 == 0, Box{-3, 3, -3, 3})
			for i := 1; i+2 < len(path); i++ { // the last segments may lead straight to the end
				p, q := path[i-1], path[i]
				dx, dy := q[0]-p[0], q[1]-p[1]
				j := f((p[0]+q[0])/2, (p[1]+q[1])/2)
				if math.Hypot(dx, dy) < 1e-4 {
					continue
				}
				total++
				worst = max(worst, math.Abs(dx*j.Y-dy*j.X)/(math.Hypot(dx, dy)*j.steepness()))
			}
		}
		t.Logf("%s: %d segments, sine at most %.2g", text, total, worst)
		if total < 100 || worst > 0.02 {
			t.Errorf("%s: %d segments, the sine of the angle with the gradient is up to %v", text, total, worst)
		}
	}
}

// Paths with a known invariant keep it.
func TestSteepestInvariant(t *testing.T) {
	for _, tt := range []struct {
		text      string
		x, y      float64
		up        bool
		end       End
		invariant func(x, y float64) float64
		tol       float64
	}{
		{"x^2 + 3y^2", 0.9, 0.8, false, AtCritical, func(x, y float64) float64 { return y - 0.8*math.Pow(x/0.9, 3) }, 5e-5},
		{"x^2 + 3y^2", 0.3, 0.01, true, AtBorder, func(x, y float64) float64 { return y - 0.01*math.Pow(x/0.3, 3) }, 1e-3}, // which spreads what errors there are,
		{"x*y", 0.9, -0.7, true, AtBorder, func(x, y float64) float64 { return x*x - y*y - 0.32 }, 1e-6},
		{"hypot(x, y)", 0.3, 0.2, true, AtBorder, func(x, y float64) float64 { return y - x*2/3 }, 1e-12},
		{"2x - y", -0.5, 0.5, true, AtBorder, func(x, y float64) float64 { return y - 0.5 + (x+0.5)/2 }, 1e-12},
	} {
		path, end := follow(t, formula(t, tt.text), tt.x, tt.y, tt.up, Box{-1, 1, -1, 1})
		worst := 0.0
		for _, p := range path {
			worst = max(worst, math.Abs(tt.invariant(p[0], p[1])))
		}
		t.Logf("%s: %d points, invariant to %.2g", tt.text, len(path), worst)
		if worst > tt.tol || end != tt.end {
			t.Errorf("%s: invariant changes by %v, end %v, want %v", tt.text, worst, end, tt.end)
		}
	}
}

func TestSteepestEnds(t *testing.T) {
	for _, tt := range []struct {
		text   string
		x, y   float64
		up     bool
		wx, wy float64 // where it ends
		tol    float64
		end    End
		most   int // points
	}{
		{rosenbrock, -1.2, 1, false, 1, 1, 1e-11, AtCritical, 1000},
		{"1e4*(y - sin(x))^2 + x^2", -1.5, 1, false, 0, 0, 1e-9, AtCritical, 1000}, // a narrow winding valley
		{peaks, 0.2, -1, false, 0.2282789205564, -1.6255349575, 1e-11, AtCritical, 500},
		{"x^2 + y^2", 1, 1, false, 0, 0, 1e-12, AtCritical, 200},
		{"x^4 + y^4", 1, 0.5, false, 0, 0, 1e-3, AtCritical, 300},
		{"x^2 - y^2", 1, 0, false, 0, 0, 1e-9, AtCritical, 200}, // into the saddle
		{"x^2 - y^2", 0, 0, false, 0, 0, 0, AtCritical, 1},
		{"x^2 + y^2", 0, 0, true, 0, 0, 0, AtCritical, 1},
		{"3", 0.5, 0.5, true, 0.5, 0.5, 0, AtCritical, 1},
		{"floor(x)", 0.5, 0.5, true, 0.5, 0.5, 0, AtCritical, 1},
		{"x", 0, 0.5, true, 2, 0.5, 1e-9, AtBorder, 100},
		{"x", 0, 0.5, false, -2, 0.5, 1e-9, AtBorder, 100},
		{"x", 2, 0.5, true, 2, 0.5, 0, AtBorder, 1},
		{"hypot(x, y)", 1, 0.3, false, 0, 0, 1e-8, AtKink, 300},
		{"-abs(x - y) + 0*x", 0.3, 0.7, true, 0.5, 0.5, 1e-8, AtKink, 300},
		{"if(x < 1, x, -5)", 0, 0, true, 1, 0, 1e-8, AtKink, 300},
		{"if(x > 1, 0/0, x + y)", 0, 0.5, true, 1, 1.5, 1e-8, AtGap, 300},
		{"sqrt(1 - x^2 - y^2)", 0.3, 0.4, false, 0.6, 0.8, 1e-3, AtGap, 500},
		{"1/x", 1, 0, true, 0, 0, 0.05, AtKink, 4096},
	} {
		path, end := follow(t, formula(t, tt.text), tt.x, tt.y, tt.up, Box{-2, 2, -2, 2})
		last := path[len(path)-1]
		t.Logf("%s: %d points to %v, %v", tt.text, len(path), last, end)
		if !close(last[0], tt.wx, tt.tol) || !close(last[1], tt.wy, tt.tol) || end != tt.end || len(path) > tt.most {
			t.Errorf("%s: %d points to %v, %v, want at most %d to (%v, %v), %v", tt.text, len(path), last, end, tt.most, tt.wx, tt.wy, tt.end)
		}
	}
	f := formula(t, "sqrt(x)")
	if path, end := Steepest(f, 3, 0, true, Box{-2, 2, -2, 2}, Options{}); path != nil || end != AtBorder {
		t.Errorf("from outside: %v, %v", path, end)
	}
	if path, end := Steepest(f, -1, 0, true, Box{-2, 2, -2, 2}, Options{}); path != nil || end != AtGap {
		t.Errorf("from a gap: %v, %v", path, end)
	}
}

// The units of x and y may differ.
func TestSteepestUnits(t *testing.T) {
	path, end := follow(t, formula(t, "1e8*x^2 + y^2"), 3e-3, 5, false, Box{-1e-2, 1e-2, -1e2, 1e2})
	last := path[len(path)-1]
	if end != AtCritical || math.Abs(last[0]) > 1e-14 || math.Abs(last[1]) > 1e-10 {
		t.Errorf("ends at %v, %v", last, end)
	}
}

func TestSteepestOptions(t *testing.T) {
	f := formula(t, himmelblau)
	box := Box{-5, 5, -5, 5}
	if path, end := Steepest(f, 0, 0, false, box, Options{Limit: 5}); len(path) != 5 || end != AtLimit {
		t.Errorf("limit 5: %d points, %v", len(path), end)
	}
	coarse, _ := Steepest(f, 0, 0, false, box, Options{Step: 0.05, Tolerance: 1e-3})
	fine, _ := Steepest(f, 0, 0, false, box, Options{Step: 0.002})
	if 4*len(coarse) > len(fine) {
		t.Errorf("%d points in long steps, %d in short ones", len(coarse), len(fine))
	}
	for _, o := range []Options{{Step: -1}, {Step: nan}, {Tolerance: -1}, {Limit: -1}} {
		panics(t, func() { Steepest(f, 0, 0, true, box, o) })
	}
	panics(t, func() { Steepest(f, 0, 0, true, Box{}, Options{}) })
}

func TestEndString(t *testing.T) {
	if s := fmt.Sprint(AtCritical, AtBorder, AtGap, AtKink, AtLimit); s != "critical point border gap kink limit" {
		t.Error(s)
	}
}

func BenchmarkSteepest(b *testing.B) {
	for _, c := range []struct {
		name, text string
		x, y       float64
	}{{"himmelblau", himmelblau, 0, 0}, {"peaks", peaks, 0.2, -1}, {"rosenbrock", rosenbrock, -1.2, 1}} {
		b.Run(c.name, func(b *testing.B) {
			f := formula(b, c.text)
			points := 0
			for b.Loop() {
				path, _ := Steepest(f, c.x, c.y, false, Box{-5, 5, -5, 5}, Options{})
				points = len(path)
			}
			b.ReportMetric(float64(points), "points")
		})
	}
}
