package gaussian

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"zscape/exhibit"
)

// A correlation of 1 is refused for all variances, those too whose
// covariance rounds to something that is just positive definite.
func TestCorrelation(t *testing.T) {
	d := newDensity()
	for vx := 0.5; vx < 8; vx += 0.25 {
		for _, rho := range []string{"1", "-1"} {
			s, err := Exhibit.Default().Set("vx", fmt.Sprint(vx))
			if err != nil {
				t.Fatal(err)
			}
			if s, err = s.Set("rho", rho); err != nil {
				t.Fatal(err)
			}
			var p *exhibit.Problem
			if err := d.Update(s); !errors.As(err, &p) || p.Key != "rho" || !strings.Contains(p.Reason.En, "makes the covariance matrix singular") {
				t.Errorf("vx = %v, rho = %s: %v", vx, rho, err)
			}
		}
	}
	if c := d.Covariance(); c != [2][2]float64{{2, 1}, {1, 2}} {
		t.Errorf("what is refused changes the covariance to %v", c)
	}
}

// An extreme variance is named itself.
func TestExtremeVariance(t *testing.T) {
	d := newDensity()
	for _, key := range []string{"vx", "vy"} {
		s, err := Exhibit.Default().Set(key, "1e-320")
		if err != nil {
			t.Fatal(err)
		}
		var p *exhibit.Problem
		if err := d.Update(s); !errors.As(err, &p) || p.Key != key {
			t.Errorf("%s = 1e-320: %v", key, err)
		}
	}
}

func TestParameters(t *testing.T) {
	s := Exhibit.Default()
	for _, set := range [][2]string{{"mx", "1"}, {"my", "-0.5"}, {"vx", "4"}, {"vy", "1"}, {"rho", "-0.5"}} {
		var err error
		if s, err = s.Set(set[0], set[1]); err != nil {
			t.Fatal(err)
		}
	}
	d := newDensity()
	if err := d.Update(s); err != nil {
		t.Fatal(err)
	}
	if d.Mean() != [2]float64{1, -0.5} || d.Covariance() != [2][2]float64{{4, -1}, {-1, 1}} || d.Det() != 3 {
		t.Errorf("mean %v, covariance %v, determinant %v", d.Mean(), d.Covariance(), d.Det())
	}
	for language, want := range map[string][]string{
		"python": {"np.array([[1], [-0.5]])", "np.array([[4, -1], [-1, 1]])"},
		"octave": {"mu = [1; -0.5]; Sigma = [4, -1; -1, 1];"},
	} {
		code := strings.Join(d.Code(language), "\n")
		for _, part := range want {
			if !strings.Contains(code, part) {
				t.Errorf("%s lacks %s:\n%s", language, part, code)
			}
		}
	}
}
