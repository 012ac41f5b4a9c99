package terrain

import (
	"math"
	"testing"

	"zscape/compute/expr"
)

// Whatever is typed, nothing panics, hangs or leaves the box.
func FuzzField(f *testing.F) {
	for _, text := range []string{
		peaks, himmelblau, rosenbrock, "0", "1/x", "log(x^2+y^2)", "floor(x)*y", "abs(x)^0.1", "exp(-1000(x^2+y^2))",
		"gamma(x*y)", "sin(1/x)", "1e300*x^2", "1e-310*x^2 + y", "if(x < y, 0/0, x)", "atan2(y, x)", "mod(x, 0.1)", "tan(9x*y)",
		"sin(r)/r", "(1-cos(r))/r^2", "sin(x)/x*y", "x^4+y^4", "x^3-3x*y^2", "(x^4+y^4)/(x^2+y^2)", "floor(x)+floor(y)", "x*abs(y)", "exp(-1/x^2)", "r^1.5",
	} {
		f.Add(text, 0.3, -0.2, 2.0, 1e-3)
	}
	f.Add("x^2 + y^2", 1e300, 1e-300, 1e300, 1e-320)
	f.Fuzz(func(t *testing.T, text string, x, y, w, h float64) {
		p, err := expr.Compile(text, "x", "y")
		if err != nil || len(p.Params()) > 0 || len(text) > 200 {
			return
		}
		box := Box{x - w, x + w, y - h, y + h}
		if !(box.XMin < box.XMax && box.YMin < box.YMax) || math.IsInf(box.XMax-box.XMin, 0) || math.IsInf(box.YMax-box.YMin, 0) {
			return
		}
		calls := 0
		field := func(x, y float64) Jet { calls++; return Jet(p.Jet(x, y)) }
		At(field, x, y)
		const n = 6
		points, _ := Critical(field, box, n)
		for _, p := range points {
			if !box.contains(p.X, p.Y) {
				t.Errorf("critical point (%v, %v) outside %v", p.X, p.Y, box)
			}
		}
		if most := (n+1)*(n+1) + 30_000*n*n; calls > most {
			t.Errorf("%d evaluations, at most %d", calls, most)
		}
		if m := Mended(field, box)(x, y); !m.finite() && field(x, y).finite() {
			t.Errorf("at (%v, %v) a jet becomes %v", x, y, m)
		}
		for _, up := range []bool{false, true} {
			calls = 0
			path, _ := Steepest(field, x, y, up, box, Options{Limit: 200})
			for _, p := range path {
				if !box.contains(p[0], p[1]) || !finite(p[2]) {
					t.Errorf("path goes to %v, box %v", p, box)
				}
			}
			if len(path) > 201 || calls > 4*200*2+300*iterations {
				t.Errorf("%d points, %d evaluations", len(path), calls)
			}
		}
	})
}
