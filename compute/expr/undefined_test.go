package expr

import (
	"math"
	"testing"
)

// The innermost part that has no value is named, and why it has none.
func TestUndefined(t *testing.T) {
	for _, tt := range []struct {
		text   string
		point  []float64
		part   string
		reason string
		chosen bool
	}{
		{"sqrt(-1-x^2)", []float64{1, 2}, "sqrt(-1 - x^2)", "is not a real number", false},
		{"3 + x*sqrt(log(-r))", []float64{3, 4}, "log(-r)", "is not a real number", false},
		{"asin(x+y) + 1", []float64{1, 1}, "asin(x + y)", "is not a real number", false},
		{"2x - y^0.3", []float64{1, -1}, "y^0.3", "is not a real number", false},
		{"sin(r)/r", []float64{0, 0}, "sin(r)/r", "is 0/0", false},
		{"x + gamma(y)", []float64{0, -2}, "gamma(y)", "is undefined", false},
		{"mod(x, y)", []float64{1, 0}, "mod(x, y)", "is undefined", false},
		{"exp(x)/exp(x)", []float64{1000, 0}, "exp(x)/exp(x)", "is undefined", false},
		{"1/x - 1/x", []float64{0, 0}, "1/x - 1/x", "is undefined", false},
		{"if(r < 1, x)", []float64{3, 4}, "r < 1", "does not hold", true},
		{"1 + if(r < 1, x)^2", []float64{3, 4}, "r < 1", "does not hold", true},
		{"if(r < 1, x, sqrt(-r))", []float64{3, 4}, "sqrt(-r)", "is not a real number", false},
		{"if(r > 1, 0/0, x)", []float64{3, 4}, "r > 1", "holds", true},
		{"2 + 0/0", []float64{3, 4}, "0/0", "is 0/0", false},
		{"if(r < 9, sqrt(-r), 1)", []float64{3, 4}, "sqrt(-r)", "is not a real number", false},
		{"if(sqrt(-r) < 9, 1, 2)", []float64{3, 4}, "", "", false}, // comparisons have values
		{"if(sqrt(-r), 1, 2)", []float64{3, 4}, "sqrt(-r)", "is not a real number", false},
		{"min(x, y, log(a))", []float64{1, 2, -5}, "log(a)", "is not a real number", false},
		{"a*x + b*sqrt(y)", []float64{1, -1, 2, 3}, "sqrt(y)", "is not a real number", false},
		{"normpdf(x, 0, y)", []float64{1, -1}, "normpdf(x, 0, y)", "is undefined", false},
		{"x + y", []float64{math.NaN(), 1}, "x", "is undefined", false},
		{"x + y", []float64{1, 2}, "", "", false},
		{"1/x", []float64{0, 0}, "", "", false}, // infinite
	} {
		x, err := Parse(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		u, ok := x.Undefined(tt.point...)
		if ok != (tt.part != "") || u.Part != tt.part || u.Reason.En != tt.reason || u.Chosen != tt.chosen || ok && u.Reason.Ja == "" {
			t.Errorf("%s at %v: %v, %+v", tt.text, tt.point, ok, u)
		}
	}
	if x, _ := Parse("x + data", "x", "y", "data"); x != nil {
		if u, ok := x.Undefined(1, 2, math.NaN()); !ok || u.Part != "data" {
			t.Errorf("without data: %+v", u)
		}
	}
}
