package plot

import (
	"errors"
	"math"
	"testing"
)

func TestLimitsText(t *testing.T) {
	for _, c := range []struct {
		l    Limits
		want string
	}{
		{Limits{}, ""},
		{Limits{0, 1, -2, 2.5}, "0,1,-2,2.5"},
		{Limits{1. / 3, 2. / 3, -1e6, 1e6}, "0.333333,0.666667,-1000000,1000000"},
		{Limits{1234567.890123, 1234568.890123, 0, 1}, "1234567.89012,1234568.89012,0,1"},
		{Limits{1e-9, 1, 1e20, 1e21}, "1e-09,1,1e+20,1e+21"},
		{Limits{math.Copysign(0, -1), 1, 0, 1}, "0,1,0,1"},
	} {
		if got := c.l.String(); got != c.want {
			t.Errorf("%#v is written %q, want %q", c.l, got, c.want)
		}
	}
}

func TestLimitsRoundTrip(t *testing.T) {
	r := newRand(5)
	for range 20000 {
		var l Limits
		l.X0, l.X1 = randomLimits(r, Scale(r.IntN(3)))
		l.Y0, l.Y1 = randomLimits(r, Scale(r.IntN(3)))
		got, err := ParseLimits(l.String())
		if err != nil {
			t.Fatal(err)
		}
		near := func(a, b, span float64) bool { return math.Abs(a-b) <= 1.1e-5*span }
		if !near(got.X0, l.X0, l.X1-l.X0) || !near(got.X1, l.X1, l.X1-l.X0) ||
			!near(got.Y0, l.Y0, l.Y1-l.Y0) || !near(got.Y1, l.Y1, l.Y1-l.Y0) {
			t.Fatalf("%#v is read back as %#v", l, got)
		}
		if got.String() != l.String() {
			t.Fatalf("%q is written again as %q", l.String(), got.String())
		}
	}
}

func TestParseLimitsErrors(t *testing.T) {
	for text, culprit := range map[string]string{
		"1,2,3":         "1,2,3",
		"1,2,3,4,5":     "1,2,3,4,5",
		"1,two,3,4":     "two",
		"1,2,3,":        "",
		"1,2,NaN,4":     "NaN",
		"1,Inf,3,4":     "Inf",
		"1,1e400,3,4":   "1e400",
		"1,2e303,3,4":   "2e303",
		"2,1,3,4":       "2,1",
		"1,2,3,3":       "3,3",
		"1, 2,3,4":      " 2",
		"0,1,1e20,1e20": "1e20,1e20",
	} {
		_, err := ParseLimits(text)
		var e *LimitsError
		if !errors.As(err, &e) || e.Text != culprit {
			t.Errorf("ParseLimits(%q): %v, want an error about %q", text, err, culprit)
		}
	}
	_, err := ParseLimits("2,1,3,4")
	if want := `limits: "2,1" is not an ascending range`; err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %v", err, want)
	}
}

func FuzzParseLimits(f *testing.F) {
	f.Add("0,1,0,1")
	f.Add("-1e300,1e300,1e-5,2e-5")
	f.Add("9.9999996,20,0.1,10.1")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := ParseLimits(text)
		if err != nil {
			return
		}
		if text != "" && !sane(l) {
			t.Fatalf("%q is read as %v", text, l)
		}
		again, err := ParseLimits(l.String())
		if err != nil {
			t.Fatalf("%q is written %q, which has an error: %v", text, l.String(), err)
		}
		if again.String() != l.String() {
			t.Fatalf("%q is written %q, then %q", text, l.String(), again.String())
		}
	})
}
