package gaussian

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"strings"
	"testing"
)

// reference is testdata/gaussian.json: densities computed with NumPy 1.24 and
// checked there against scipy.stats.multivariate_normal of SciPy 1.10.
type reference struct {
	Cases []struct {
		Mean     [2]float64
		Cov      [2][2]float64
		Det      float64
		Inverse  [2][2]float64
		Constant float64
		X, Y, Z  []float64
	}
	BadCov [][2][2]float64 `json:"bad_cov"`
}

func readReference(t testing.TB) reference {
	t.Helper()
	data, err := os.ReadFile("testdata/gaussian.json")
	if err != nil {
		t.Fatal(err)
	}
	var ref reference
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	if len(ref.Cases) == 0 || len(ref.BadCov) == 0 {
		t.Fatal("testdata/gaussian.json is empty")
	}
	return ref
}

// near reports whether got equals want to 1e-12 relative.
func near(got, want float64) bool { return math.Abs(got-want) <= 1e-12*math.Abs(want) }

func TestReference(t *testing.T) {
	for _, c := range readReference(t).Cases {
		d, err := New(c.Mean, c.Cov)
		if err != nil {
			t.Fatal(err)
		}
		if !near(d.Det(), c.Det) || !near(d.Constant(), c.Constant) {
			t.Errorf("det %v, constant %v; want %v, %v", d.Det(), d.Constant(), c.Det, c.Constant)
		}
		for i, row := range d.Inverse() {
			for j, v := range row {
				if !near(v, c.Inverse[i][j]) {
					t.Errorf("inverse [%d][%d] = %v, want %v", i, j, v, c.Inverse[i][j])
				}
			}
		}
		if d.Mean() != c.Mean || d.Covariance() != c.Cov {
			t.Errorf("mean %v, covariance %v; want %v, %v", d.Mean(), d.Covariance(), c.Mean, c.Cov)
		}
		for name, eval := range evaluators(d) {
			z := make([]float64, len(c.Z))
			eval(z, c.X, c.Y)
			for k := range z {
				if !near(z[k], c.Z[k]) {
					t.Errorf("%s: z[%d] = %v, want %v", name, k, z[k], c.Z[k])
					break
				}
			}
		}
	}
}

func TestPeak(t *testing.T) {
	d, err := New([2]float64{1, 2}, [2][2]float64{{2, 1}, {1, 2}})
	if err != nil {
		t.Fatal(err)
	}
	if p := d.At(1, 2); p != d.Constant() {
		t.Errorf("density at the mean is %v, constant %v", p, d.Constant())
	}
	if p := d.At(math.NaN(), 0); !math.IsNaN(p) {
		t.Errorf("density at NaN is %v", p)
	}
	if p := d.At(math.Inf(1), 0); p != 0 {
		t.Errorf("density at infinity is %v", p)
	}
}

func TestCovarianceError(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, tt := range []struct {
		cov  [2][2]float64
		want Condition
		text string
	}{
		{[2][2]float64{{1, 2}, {2, 1}}, DeterminantSign,
			"covariance is not positive definite: determinant vx*vy - cov^2 = 1*1 - 2^2 = -3 must be positive"},
		{[2][2]float64{{1, -1}, {-1, 1}}, DeterminantSign,
			"covariance is not positive definite: determinant vx*vy - cov^2 = 1*1 - (-1)^2 = 0 must be positive"},
		{[2][2]float64{{-2, 1}, {1, -2}}, VarianceSign, // its determinant is 3
			"covariance is not positive definite: variance vx = -2 must be positive"},
		{[2][2]float64{{1, 0}, {0, 0}}, VarianceSign,
			"covariance is not positive definite: variance vy = 0 must be positive"},
		{[2][2]float64{{1, 0.3}, {0.5, 1}}, NotSymmetric,
			"covariance is not symmetric: entry [0][1] is 0.3, entry [1][0] is 0.5"},
		{[2][2]float64{{1, nan}, {nan, 1}}, NotFinite, "covariance is not finite: entry [0][1] is NaN"},
		{[2][2]float64{{1, 0}, {0, inf}}, NotFinite, "covariance is not finite: entry [1][1] is +Inf"},
		{[2][2]float64{{1e200, 0}, {0, 1e200}}, NotRepresentable, "determinant vx*vy - cov^2 = 1e+200*1e+200 - 0^2 = +Inf"},
		{[2][2]float64{{1e200, 1e200}, {1e200, 1e200}}, NotRepresentable, "= NaN"},
		{[2][2]float64{{1e-160, 0}, {0, 1e-160}}, NotRepresentable, "covariance is out of range"},
		{[2][2]float64{{1, 0}, {0, 1e-309}}, NotRepresentable, "covariance is out of range"},
		{[2][2]float64{{1e5, 0}, {0, 5e-310}}, NotRepresentable, "covariance is out of range"},
	} {
		_, err := New([2]float64{}, tt.cov)
		var ce *CovarianceError
		if !errors.As(err, &ce) {
			t.Errorf("%v: error is %v, want a *CovarianceError", tt.cov, err)
			continue
		}
		if ce.Condition != tt.want || !strings.Contains(ce.Error(), tt.text) {
			t.Errorf("%v: condition %v, %q; want %v, %q", tt.cov, ce.Condition, ce, tt.want, tt.text)
		}
	}
}

func TestBadCovariances(t *testing.T) {
	for _, cov := range readReference(t).BadCov {
		if _, err := New([2]float64{}, cov); err == nil {
			t.Errorf("%v accepted", cov)
		}
	}
}

func TestMeanError(t *testing.T) {
	_, err := New([2]float64{0, math.Inf(-1)}, [2][2]float64{{1, 0}, {0, 1}})
	var me *MeanError
	if !errors.As(err, &me) || me.Error() != "mean is not finite: my is -Inf" {
		t.Errorf("error is %v", err)
	}
}

// What float64 can tell from singular is accepted, with the exact determinant.
func TestNearlySingular(t *testing.T) {
	rho := math.Nextafter(1, 0)
	d, err := New([2]float64{}, [2][2]float64{{1, rho}, {rho, 1}})
	if err != nil {
		t.Fatal(err)
	}
	// 1 - (1-e)^2 = 2e - e^2 with e = 2^-53.
	if want := 0x1p-52 - 0x1p-106; d.Det() != want {
		t.Errorf("det = %v, want %v", d.Det(), want)
	}
	if z := d.At(0.5, 0.5); !(z > 0) || math.IsInf(z, 0) {
		t.Errorf("density on the ridge is %v", z)
	}
}
