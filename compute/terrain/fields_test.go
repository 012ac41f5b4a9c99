package terrain

import (
	"math"
	"math/rand/v2"
	"testing"

	"zscape/compute/expr"
)

var nan = math.NaN()

// formula returns a field typed as a formula.
func formula(t testing.TB, text string) Field {
	t.Helper()
	p, err := expr.Compile(text)
	if err != nil {
		t.Fatal(err)
	}
	return func(x, y float64) Jet { return Jet(p.Jet(x, y)) }
}

const (
	peaks      = "3*(1-x)^2*exp(-x^2-(y+1)^2) - 10*(x/5-x^3-y^5)*exp(-x^2-y^2) - 1/3*exp(-(x+1)^2-y^2)"
	himmelblau = "(x^2+y-11)^2 + (x+y^2-7)^2"
	rosenbrock = "(1-x)^2 + 100(y-x^2)^2"
)

// polynomial returns a random polynomial of a total degree, 5 at most.
func polynomial(r *rand.Rand, degree int) Field {
	c := make([][]float64, degree+1)
	for i := range c {
		c[i] = make([]float64, degree+1-i)
		for k := range c[i] {
			c[i][k] = r.NormFloat64()
		}
	}
	return func(x, y float64) (j Jet) {
		xs, ys := powers(x), powers(y)
		for i := range c {
			for k, a := range c[i] {
				X, Y := xs[i], ys[k]
				j.Z += a * X[0] * Y[0]
				j.X += a * X[1] * Y[0]
				j.Y += a * X[0] * Y[1]
				j.XX += a * X[2] * Y[0]
				j.XY += a * X[1] * Y[1]
				j.YY += a * X[0] * Y[2]
			}
		}
		return j
	}
}

// powers returns the powers of x and their derivatives.
func powers(x float64) (p [6][3]float64) {
	p[0][0] = 1
	for i := 1; i < len(p); i++ {
		for d := range p[i] {
			p[i][d] = x * p[i-1][d]
			if d > 0 {
				p[i][d] += float64(d) * p[i-1][d-1]
			}
		}
	}
	return p
}

// close reports whether a and b agree to a part of 1 and of their size.
func close(a, b, tol float64) bool {
	return a == b || math.Abs(a-b) <= tol*max(1, math.Abs(a), math.Abs(b)) || math.IsNaN(a) && math.IsNaN(b)
}

// panics checks that f panics in the package's name.
func panics(t *testing.T, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if s, _ := recover().(string); len(s) < 9 || s[:9] != "terrain: " {
			t.Errorf("recovered %q, want terrain: ...", s)
		}
	}()
	f()
}
