package terrain

import (
	"fmt"
	"math"
	"testing"
)

// sinc is where sin(t)/t has its extrema, t > 0: the roots of tan(t) = t, by Newton's
// method from (k + 1/2) pi, as L. Euler, Introductio in analysin infinitorum, 1748,
// found them.
func sinc(k int) float64 {
	q := (float64(k) + 0.5) * math.Pi
	t := q - 1/q
	for range 20 {
		sin, cos := math.Sincos(t)
		t -= (sin - t*cos) / (t * sin)
	}
	return t
}

// Of sin(x)/x sin(y)/y on the square |x|, |y| < 10, both factors are extremal at 0
// and at +-4.4934 and +-7.7253, where tan t = t: 25 extrema. They are 0 at +-pi, +-2 pi
// and +-3 pi: 36 saddles. There are no others: of the gradient (f'(x) f(y), f(x) f'(y))
// both components are 0 only if f' is in both places, or f.
func TestCriticalSincs(t *testing.T) {
	f := func(t float64) float64 {
		if t == 0 {
			return 1
		}
		return math.Sin(t) / t
	}
	var want []spot
	extrema := []float64{0, sinc(1), -sinc(1), sinc(2), -sinc(2)}
	for _, x := range extrema {
		for _, y := range extrema {
			// The second derivative of f has the sign of -f there.
			kind := Maximum
			if f(x)*f(y) < 0 {
				kind = Minimum
			}
			want = append(want, spot{x, y, f(x) * f(y), kind})
		}
	}
	for i := -3; i <= 3; i++ {
		for j := -3; j <= 3; j++ {
			if i != 0 && j != 0 {
				want = append(want, spot{float64(i) * math.Pi, float64(j) * math.Pi, 0, Saddle})
			}
		}
	}
	if len(want) != 61 {
		t.Fatalf("%d points", len(want))
	}
	field := formula(t, "sin(x)/x*sin(y)/y")
	for _, n := range []int{24, 25, 40, 64} {
		points, _ := Critical(field, Box{-10, 10, -10, 10}, n)
		check(t, points, want, 1e-11)
	}
}

// Points found by hand: by solving for a zero gradient, and by the signs of the
// Hessian or, where that is singular, of the lowest terms of the Taylor series. Those
// of sums and products of functions of one variable follow from these.
func TestCriticalKinds(t *testing.T) {
	const pi = math.Pi
	around := Box{-5, 5, -5, 5}
	beside := Box{-5, 5.1, -4.9, 5.2} // 0 is no corner of a cell
	for _, tt := range []struct {
		text string
		box  Box
		want []spot // isolated points
		tol  float64
	}{
		// Removable singularities: sin(r)/r = 1 - r^2/6 + ...
		{"sin(r)/r", around, []spot{{0, 0, 1, Maximum}}, 1e-11},
		{"sin(r)/r", beside, []spot{{0, 0, 1, Maximum}}, 1e-11},
		{"sin(r)/r", Box{0, 5, 0, 5}, []spot{{0, 0, 1, Maximum}}, 1e-11},
		{"sin(r)/r", Box{0.01, 4, 0.01, 4}, nil, 0}, // beyond the border
		{"sin(r)/r", Box{-1e-3, 1e-3, -1e-3, 1e-3}, []spot{{0, 0, 1, Maximum}}, 1e-11},
		{"sin(5r)/r", Box{-1, 1.1, -1.2, 1}, []spot{{0, 0, 5, Maximum}}, 1e-11},
		{"sin(hypot(x-0.3, y+0.7))/hypot(x-0.3, y+0.7)", around, []spot{{0.3, -0.7, 1, Maximum}}, 1e-11},
		{"sin(hypot(x-0.3, y+0.7))/hypot(x-0.3, y+0.7)", beside, []spot{{0.3, -0.7, 1, Maximum}}, 1e-11},
		{"sin(hypot(x-1e6, y))/hypot(x-1e6, y)", Box{1e6 - 4, 1e6 + 4.1, -4, 4}, []spot{{1e6, 0, 1, Maximum}}, 1e-9},
		{"(1 - cos(r))/r^2", around, []spot{{0, 0, 0.5, Maximum}}, 1e-9},
		{"(1 - cos(r))/r^2", beside, []spot{{0, 0, 0.5, Maximum}}, 1e-9},
		{"(r - sin(r))/r^3", beside, []spot{{0, 0, 1. / 6, Maximum}}, 1e-9},
		{"(1 - r^2/2 - cos(r))/r^4", beside, []spot{{0, 0, -1. / 24, Minimum}}, 1e-7},
		{"sinh(r)/r", beside, []spot{{0, 0, 1, Minimum}}, 1e-11},
		{"r/tan(r)", Box{-2, 2, -2, 2.1}, []spot{{0, 0, 1, Maximum}}, 1e-11},
		{"log(1 + r^2)/r^2", beside, []spot{{0, 0, 1, Maximum}}, 1e-9},
		{"sin(r^2)/r^2", Box{-1.4, 1.4, -1.5, 1.4}, []spot{{0, 0, 1, Maximum}}, 1e-9},         // 1 - r^4/6
		{"(1 - cos(r^2))/r^4", Box{-1.4, 1.4, -1.5, 1.4}, []spot{{0, 0, 0.5, Maximum}}, 1e-3}, // 1/2 - r^4/24, amid noise
		{"(exp(x) - 1)/x", around, nil, 0},
		{"(exp(x) - 1)/x - x/2 + y^2", beside, []spot{{0, 0, 1, Minimum}}, 1e-10},
		{"tan(x)/x + y^2", Box{-1, 1, -1, 1}, []spot{{0, 0, 1, Minimum}}, 1e-11},
		{"sin(x)/x + y^2", around, []spot{{0, 0, 1, Saddle}, {sinc(1), 0, math.Cos(sinc(1)), Minimum}, {-sinc(1), 0, math.Cos(sinc(1)), Minimum}}, 1e-11},
		{"(1 - cos(x))/x^2 + y^2", beside, []spot{{0, 0, 0.5, Saddle}}, 1e-9},
		{"sin(x + y)/(x + y) - (x - y)^2", Box{-2, 2.1, -2, 2.2}, []spot{{0, 0, 1, Maximum}}, 1e-11},
		{"(x^2 - y^2)/(x - y)", around, nil, 0}, // x + y
		{"(x^4 - y^4)/(x^2 + y^2)", beside, []spot{{0, 0, 0, Saddle}}, 1e-11},
		// Whose Hessian depends on the direction in which it tends to the origin.
		{"(x^4 + y^4)/(x^2 + y^2)", around, []spot{{0, 0, 0, Minimum}}, 1e-9},
		{"r^3", beside, []spot{{0, 0, 0, Minimum}}, 1e-9},
		{"r^1.5", beside, []spot{{0, 0, 0, Minimum}}, 1e-9},
		{"cos(r) + 0*x", Box{-3, 3.1, -3, 3.2}, []spot{{0, 0, 1, Maximum}}, 1e-11},
		{"r*sin(r)", Box{-1, 1.1, -1, 1.2}, []spot{{0, 0, 0, Minimum}}, 1e-11},

		// Degenerate points.
		{"r^4", around, []spot{{0, 0, 0, Minimum}}, 1e-7},
		{"x^4 + y^4", beside, []spot{{0, 0, 0, Minimum}}, 1e-7},
		{"x^4 + y^4", Box{0, 5, -5, 0}, []spot{{0, 0, 0, Minimum}}, 1e-7},
		{"x^4 + y^4", Box{0.01, 5, 0.01, 5}, nil, 0},
		{"sin(r^2)/r^2", Box{0, 1.4, -1, 1}, []spot{{0, 0, 1, Maximum}}, 1e-9},
		{"sin(r^2)/r^2", Box{0.01, 1.4, -1, 1}, nil, 0},
		{"x^4 + y^4 + 1e6", beside, []spot{{0, 0, 1e6, Minimum}}, 1e-7},
		{"-(x^2) - y^6", beside, []spot{{0, 0, 0, Maximum}}, 1e-6},
		{"x^2 + y^10", beside, []spot{{0, 0, 0, Minimum}}, 1e-3},
		{"(x-1)^8 + y^2", around, []spot{{1, 0, 0, Minimum}}, 1e-6},
		{"x^4 - 4x^3 + 6x^2 - 4x + 1 + y^2", around, []spot{{1, 0, 0, Minimum}}, 1e-3}, // the same of 4, amid noise
		{"x^3 + y^2", around, []spot{{0, 0, 0, Degenerate}}, 1e-7},
		{"x^3 + y^3", beside, []spot{{0, 0, 0, Degenerate}}, 1e-7},
		{"x^2 - y^4", beside, []spot{{0, 0, 0, Saddle}}, 1e-6},
		{"x^3 - 3x*y^2", beside, []spot{{0, 0, 0, Saddle}}, 1e-7},
		{"x^3 - 3x*y^2 + 1e6", around, []spot{{0, 0, 1e6, Saddle}}, 1e-7},
		{"x^4 - 6x^2*y^2 + y^4", beside, []spot{{0, 0, 0, Saddle}}, 1e-7},
		{"x^5 - 10x^3*y^2 + 5x*y^4", beside, []spot{{0, 0, 0, Saddle}}, 1e-6},
		// G. Peano's: along every line through 0 it is least there.
		{"(y - x^2)*(y - 2x^2)", around, []spot{{0, 0, 0, Saddle}}, 1e-7},
		{"exp(-1/r^2)", beside, []spot{{0, 0, 0, Minimum}}, 1e-2},

		// In pieces.
		{"if(x < 0, x^2+y^2, -(x^2)-y^2)", around, []spot{{0, 0, 0, Degenerate}}, 1e-9},
		{"if(x < 0, x^2+y^2, x^2+y^2+1)", around, nil, 0}, // a jump
		{"if(x < 1, x^2, 2x-1) + y^2", around, []spot{{0, 0, 0, Minimum}}, 1e-11},
		{"min(x^2 + y^2, (x-2)^2 + y^2)", around, []spot{{0, 0, 0, Minimum}, {2, 0, 0, Minimum}}, 1e-11},
		{"abs(x^2 - 1) + y^2", around, []spot{{0, 0, 1, Saddle}}, 1e-11},
		{"floor(x) + x^2 + y^2", around, nil, 0},
		{"floor(x + 0.5) + x^2 + y^2", around, []spot{{0, 0, 0, Minimum}}, 1e-11},
		{"abs(x)^3 + abs(y)^3", around, []spot{{0, 0, 0, Minimum}}, 1e-7},
		{"abs(x) + abs(y)", around, nil, 0}, // kinks
		{"abs(x) + y^2", around, nil, 0},
		{"r", around, nil, 0},
		{"r", beside, nil, 0},
		{"r^1.2", around, nil, 0},
		{"x^2*y/(x^2 + y^2) + 0.1*y", Box{-1, 1, -1, 1}, nil, 0},
		{"1/(x*y)", around, nil, 0},

		// Smooth ones.
		{"exp(-r^2)", Box{-2, 2, -2, 2}, []spot{{0, 0, 1, Maximum}}, 1e-11},
		{"x*y*(1 - x - y)", around, []spot{{0, 0, 0, Saddle}, {1, 0, 0, Saddle}, {0, 1, 0, Saddle}, {1. / 3, 1. / 3, 1. / 27, Maximum}}, 1e-11},
		{"x^4 + y^4 - 4x*y", around, []spot{{0, 0, 0, Saddle}, {1, 1, -2, Minimum}, {-1, -1, -2, Minimum}}, 1e-11},
		{"x^3 + y^3 - 3x*y", around, []spot{{0, 0, 0, Saddle}, {1, 1, -1, Minimum}}, 1e-11},
		{"x*exp(-x^2 - y^2)", around, []spot{{math.Sqrt2 / 2, 0, math.Exp(-0.5) * math.Sqrt2 / 2, Maximum}, {-math.Sqrt2 / 2, 0, -math.Exp(-0.5) * math.Sqrt2 / 2, Minimum}}, 1e-11},
		{"x*y*exp(-(x^2 + y^2)/2)", around, []spot{{0, 0, 0, Saddle}, {1, 1, 1 / math.E, Maximum}, {-1, -1, 1 / math.E, Maximum}, {1, -1, -1 / math.E, Minimum}, {-1, 1, -1 / math.E, Minimum}}, 1e-11},
		{"x/(x^2 + y^2 + 1)", around, []spot{{1, 0, 0.5, Maximum}, {-1, 0, -0.5, Minimum}}, 1e-11},
		{"(x-1)^2*(x+1)^2 + y^2", around, []spot{{1, 0, 0, Minimum}, {-1, 0, 0, Minimum}, {0, 0, 1, Saddle}}, 1e-11},
		{"cosh(x) - cos(y)", around, []spot{{0, 0, 0, Minimum}, {0, pi, 2, Saddle}, {0, -pi, 2, Saddle}}, 1e-11},
		{"(1-x)^2 + 100(y - x^2)^2", Box{-2, 2, -1, 3}, []spot{{1, 1, 0, Minimum}}, 1e-11},
		{"sin(x) + sin(y) + sin(x + y)", Box{0, 6, 0, 6}, []spot{{pi / 3, pi / 3, 1.5 * math.Sqrt(3), Maximum}, {5 * pi / 3, 5 * pi / 3, -1.5 * math.Sqrt(3), Minimum}, {pi, pi, 0, Saddle}}, 1e-8},
		{"cos(x) + cos(y)", Box{0, 2 * pi, 0, 2 * pi}, []spot{ // on the border
			{0, 0, 2, Maximum}, {2 * pi, 0, 2, Maximum}, {0, 2 * pi, 2, Maximum}, {2 * pi, 2 * pi, 2, Maximum},
			{pi, 0, 0, Saddle}, {0, pi, 0, Saddle}, {2 * pi, pi, 0, Saddle}, {pi, 2 * pi, 0, Saddle}, {pi, pi, -2, Minimum}}, 1e-11},
		{"tan(x)*tan(y)", Box{-1.5, 1.5, -1.5, 1.5}, []spot{{0, 0, 0, Saddle}}, 1e-11},
		{"x^2 + 1e-12*y^2", around, []spot{{0, 0, 0, Minimum}}, 1e-9},
		{"1e8*x^2 + y^2", Box{-1e-3, 1.1e-3, -10, 12}, []spot{{0, 0, 0, Minimum}}, 1e-11},
		{"x^2 - y^2", Box{1e6, 2e6, -5, 5}, nil, 0},
		{"(x-1e6)^2 + (y-1e6)^2", Box{1e6 - 0.01, 1e6 + 0.012, 1e6 - 0.01, 1e6 + 0.011}, []spot{{1e6, 1e6, 0, Minimum}}, 1e-11},
	} {
		t.Run(tt.text, func(t *testing.T) {
			for _, n := range []int{24, 25, 40} {
				points, _ := Critical(formula(t, tt.text), tt.box, n)
				check(t, isolated(points), tt.want, tt.tol)
			}
		})
	}
}

// isolated returns those that are no curves or regions.
func isolated(points []CriticalPoint) (list []CriticalPoint) {
	for _, p := range points {
		if p.Single() {
			list = append(list, p)
		}
	}
	return list
}

// Quartic points whose lattice is not much coarser than that of the cells are told
// apart, though they are equally high.
func TestCriticalQuartics(t *testing.T) {
	points, _ := Critical(formula(t, "sin(x)^4 + sin(y)^4"), Box{-10, 10, -10, 10}, 24)
	// sin^4 is least at 7 places and greatest at 6.
	count := map[Kind]int{}
	for _, p := range points {
		count[p.Kind]++
	}
	if s := fmt.Sprint(count); s != fmt.Sprint(map[Kind]int{Minimum: 49, Maximum: 36, Saddle: 84}) {
		t.Error(s)
	}
}

// A factor, and what is added, change no place and no kind.
func TestCriticalScale(t *testing.T) {
	for _, text := range []string{
		peaks, himmelblau, "sin(5r)/r", "(1 - cos(r))/r^2", "sin(x)/x + y^2", "x^4 + y^4", "x^3 - 3x*y^2", "x^2", "x^3 + y^2",
		"(r - 2)^2", "sin(x)*cos(y)", "if(x < 0, x^2+y^2, -(x^2)-y^2)", "floor(x)", "abs(x) + y^2",
	} {
		box := Box{-3, 3.1, -3.2, 3}
		want, _ := Critical(formula(t, text), box, 24)
		for _, change := range []string{"1e-9*(%s)", "1e9*(%s)", "%s + 1e6", "%s - 1e3", "1e-200*(%s)"} {
			points, _ := Critical(formula(t, fmt.Sprintf(change, text)), box, 24)
			if len(points) != len(want) {
				t.Errorf("%s of %s: %d points, not %d", change, text, len(points), len(want))
				continue
			}
			for _, w := range want {
				near := false
				for _, p := range points {
					near = near || p.Kind == w.Kind && math.Hypot(p.X-w.X, p.Y-w.Y) < 1e-6 || p.Kind == w.Kind && w.Kind > Degenerate
				}
				if !near {
					t.Errorf("%s of %s: no %v at (%v, %v)", change, text, w.Kind, w.X, w.Y)
				}
			}
		}
	}
}

// The Hessian of a point amid noise is right, too.
func TestCriticalHessian(t *testing.T) {
	for _, tt := range []struct {
		text       string
		box        Box
		xx, xy, yy float64
	}{
		{"sin(r)/r", Box{-5, 5, -5, 5}, -1. / 3, 0, -1. / 3},
		{"sin(r)/r + 1e6", Box{-5, 5, -5, 5.1}, -1. / 3, 0, -1. / 3},
		{"sin(5r)/r", Box{-1, 1.1, -1.2, 1}, -125. / 3, 0, -125. / 3},
		{"(1 - cos(r))/r^2", Box{-5, 5.1, -5, 5.2}, -1. / 12, 0, -1. / 12},
		{"(r - sin(r))/r^3", Box{-5, 5.1, -5, 5.2}, -1. / 60, 0, -1. / 60},
		{"(1 - r^2/2 - cos(r))/r^4", Box{-5, 5, -5, 5}, 1. / 360, 0, 1. / 360},
		{"sin(x + y)/(x + y) - (x - y)^2", Box{-2, 2.1, -2, 2.2}, -1./3 - 2, -1./3 + 2, -1./3 - 2},
		{"(exp(x) - 1)/x - x/2 + y^2", Box{-1, 1, -1, 1}, 1. / 3, 0, 2},
	} {
		points, _ := Critical(formula(t, tt.text), tt.box, 24)
		for _, p := range isolated(points) {
			size := max(math.Abs(tt.xx), math.Abs(tt.yy))
			if d := max(math.Abs(p.Hessian[0]-tt.xx), math.Abs(p.Hessian[1]-tt.xy), math.Abs(p.Hessian[2]-tt.yy)); !(d < 1e-7*size) {
				t.Errorf("%s: Hessian %.12g", tt.text, p.Hessian)
			}
			if p.X != 0 || p.Y != 0 {
				t.Errorf("%s: at (%v, %v)", tt.text, p.X, p.Y)
			}
		}
	}
}
