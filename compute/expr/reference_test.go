package expr

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"strconv"
	"testing"
)

// reference is testdata/expressions.json: values computed with NumPy 1.24 and
// SciPy 1.10, and texts that are no formulas.
type reference struct {
	Points      [][2]float64
	Expressions []struct {
		Expr   string
		Values []quoted
	}
	Rejected []string `json:"must_be_rejected"`
}

// quoted is a number, or "NaN", "Inf", "-Inf".
type quoted float64

func (n *quoted) UnmarshalJSON(data []byte) error {
	s := string(data)
	if u, err := strconv.Unquote(s); err == nil {
		s = u
	}
	v, err := strconv.ParseFloat(s, 64)
	*n = quoted(v)
	return err
}

func readReference(t testing.TB) (r reference) {
	data, err := os.ReadFile("testdata/expressions.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Expressions) < 30 || len(r.Rejected) < 10 {
		t.Fatal("reference is incomplete")
	}
	return r
}

// near reports whether got is want within a relative and an absolute error, NaN
// and infinities being themselves; zeros have no sign.
func near(got, want, relative, absolute float64) bool {
	if math.IsNaN(want) || math.IsInf(want, 0) {
		return math.IsNaN(want) && math.IsNaN(got) || got == want
	}
	return math.Abs(got-want) <= max(relative*math.Abs(want), absolute)
}

func TestReference(t *testing.T) {
	r := readReference(t)
	for _, e := range r.Expressions {
		p, err := Compile(e.Expr)
		if err != nil {
			t.Errorf("%s: %v", e.Expr, err)
			continue
		}
		if len(p.Params()) > 0 {
			t.Errorf("%s: parameters %v", e.Expr, p.Params())
		}
		relative := 1e-12
		if e.Expr == "gamma(x)" {
			relative = 1e-11
		}
		for i, want := range e.Values {
			x, y := r.Points[i][0], r.Points[i][1]
			if got := p.At(x, y); !near(got, float64(want), relative, 1e-13) {
				t.Errorf("%s at (%v, %v) = %v, want %v", e.Expr, x, y, got, want)
			}
		}
	}
}

func TestReferenceRejected(t *testing.T) {
	for _, text := range readReference(t).Rejected {
		x, err := Parse(text)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%q: parsed as %v, error %v", text, x, err)
		} else if e.Pos < 0 || e.Pos > e.End || e.End > len(text) || e.Message.En == "" {
			t.Errorf("%q: bad error %#v", text, e)
		}
	}
}
