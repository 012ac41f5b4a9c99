package heightfield

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

func TestReadLevels(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "1": "1", " 2 , -1 ,0.50, 2": "-1, 0.5, 2", "step 0.25": "step 0.25", "step2": "step 2", "1e3,\u22121": "-1, 1000", "-0": "0",
	} {
		if got, reason := checkLevels(text); got != want || reason != nil {
			t.Errorf("%q is %q, %v", text, got, reason)
		}
		if again, reason := checkLevels(want); again != want || reason != nil {
			t.Errorf("%q is read as %q, %v", want, again, reason)
		}
	}
	for text, want := range map[string]string{
		"a":       `must be a list such as -1, 0, 2.5 or a step such as step 0.25: "a" is not a number`,
		"1,":      `must be a list such as -1, 0, 2.5 or a step such as step 0.25: "" is not a number`,
		"1,inf":   `must be a list such as -1, 0, 2.5 or a step such as step 0.25: "inf" is not finite`,
		"step":    "must have a number after step, such as step 0.25",
		"step -1": "must have a step greater than 0",
		"step 0":  "must have a step greater than 0",
	} {
		if _, reason := checkLevels(text); fmt.Sprint(reason) != want {
			t.Errorf("%q: %v, want %s", text, reason, want)
		}
	}
}

func FuzzReadLevels(f *testing.F) {
	for _, text := range []string{"", "1, 2", "step 0.5", "step", ",", "1e308,-1e308", "step 1e-300"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		canonical, reason := checkLevels(text)
		if reason != nil {
			return
		}
		if again, reason := checkLevels(canonical); again != canonical || reason != nil {
			t.Fatalf("%q becomes %q, which becomes %q, %v", text, canonical, again, reason)
		}
		spec, _ := readLevels(text)
		if len(spec.list) > MaxLevels || !slices.IsSorted(spec.list) || spec.step < 0 {
			t.Fatalf("%q: %+v", text, spec)
		}
	})
}

func TestCoarsened(t *testing.T) {
	for _, tt := range []struct{ step, lo, hi, want float64 }{
		{0.25, 0, 1, 0.25}, {1e-3, 0, 1, 0.01}, {1e-3, 0, 0.3, 0.002}, {1, 0, 1e6, 10000}, {1e-300, 0, 1, 0},
	} {
		got := coarsened(tt.step, tt.lo, tt.hi)
		if tt.want > 0 && math.Abs(got-tt.want) > 1e-9*tt.want || (tt.hi-tt.lo)/got > MaxLevels {
			t.Errorf("step %v from %v to %v: %v, want %v", tt.step, tt.lo, tt.hi, got, tt.want)
		}
	}
}
