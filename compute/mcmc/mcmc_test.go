package mcmc

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// testdata/diagnostics.json has chains, and what NumPy and SciPy make of them by the
// formulas of Vehtari et al. (2021); the file names the versions.
func TestReference(t *testing.T) {
	data, err := os.ReadFile("testdata/diagnostics.json")
	if err != nil {
		t.Fatal(err)
	}
	var ref struct {
		Diagnostics map[string]struct {
			Shape    [2]int
			Chains   []float64
			Mean, SD float64
			Bulk     float64 `json:"rank_rhat_bulk"`
			Folded   float64 `json:"rank_rhat_folded"`
			Rhat     float64
			BulkESS  float64 `json:"ess_bulk"`
			TailESS  float64 `json:"ess_tail"`
			MeanESS  float64 `json:"ess_mean_split_geyer"`
		}
	}
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	if len(ref.Diagnostics) != 4 {
		t.Fatalf("%d cases", len(ref.Diagnostics))
	}
	var m Meter // the same one for all
	folded := 0
	for name, d := range ref.Diagnostics {
		if d.Folded > d.Bulk {
			folded++
		}
		got := m.Summarize(slices.Collect(slices.Chunk(d.Chains, d.Shape[1]))...)
		for _, c := range []struct {
			what      string
			got, want float64
		}{
			{"mean", got.Mean, d.Mean}, {"SD", got.SD, d.SD}, {"Rhat", got.Rhat, d.Rhat}, {"bulk ESS", got.BulkESS, d.BulkESS},
			{"tail ESS", got.TailESS, d.TailESS}, {"MCSE", got.MCSE, d.SD / math.Sqrt(d.MeanESS)},
		} {
			if math.Abs(c.got-c.want) > 1e-10*math.Abs(c.want) {
				t.Errorf("%s: %s is %v, want %v", name, c.what, c.got, c.want)
			}
		}
	}
	if folded == 0 || folded == 4 {
		t.Errorf("%d of the R-hats are of the folded draws", folded)
	}
}

// autoregressive is chains x[t] = phi x[t-1] + noise, beginning where they stay.
func autoregressive(chains, n int, phi float64) [][]float64 {
	r := rand.New(rand.NewPCG(1, 2))
	x := make([][]float64, chains)
	for c := range x {
		v := r.NormFloat64() / math.Sqrt(1-phi*phi)
		for range n {
			x[c] = append(x[c], v)
			v = phi*v + r.NormFloat64()
		}
	}
	return x
}

// Of an autoregressive chain the share of draws that are effective is (1-phi)/(1+phi).
func TestAutoregressive(t *testing.T) {
	var m Meter
	for _, phi := range []float64{-0.3, 0, 0.5, 0.9, 0.97} {
		x := autoregressive(4, 20_000, phi)
		want := 80_000 * (1 - phi) / (1 + phi)
		s := m.Summarize(x...)
		if math.Abs(s.BulkESS/want-1) > 0.2 || !(s.Rhat < 1.01) {
			t.Errorf("phi = %v: %v effective draws, want %.0f, R-hat %v", phi, s.BulkESS, want, s.Rhat)
		}
		if sd := 1 / math.Sqrt(1-phi*phi); math.Abs(s.MCSE/(sd/math.Sqrt(want))-1) > 0.15 {
			t.Errorf("phi = %v: MCSE %v, want %v", phi, s.MCSE, sd/math.Sqrt(want))
		}
	}
}

// Ranks do not change if the draws are mapped, and the order of chains does not matter.
func TestMonotone(t *testing.T) {
	var m Meter
	x := autoregressive(3, 501, 0.8)
	want := m.Summarize(x...)
	y := make([][]float64, 3)
	for c := range x {
		for _, v := range x[c] {
			y[2-c] = append(y[2-c], math.Exp(v))
		}
	}
	got := m.Summarize(y...)
	if math.Abs(got.BulkESS-want.BulkESS) > 1e-9*want.BulkESS || math.Abs(got.TailESS-want.TailESS) > 1e-9*want.TailESS {
		t.Errorf("%+v, want the effective sizes of %+v", got, want)
	}
}

// All lags by Fourier transforms are what the products are.
func TestAutocovariance(t *testing.T) {
	for _, n := range []int{2, 3, 64, 100, 257} {
		x := slices.Concat(autoregressive(6, n, 0.9)...)
		var a autocovariance
		a.begin(x, n)
		a.transform()
		for lag := range n {
			want := 0.0
			for r := 0; r < len(x); r += n {
				for k := range n - lag {
					want += x[r+k] * x[r+k+lag]
				}
			}
			want /= float64(len(x))
			if got := real(a.all[lag]) / float64(len(x)); math.Abs(got-want) > 1e-12*float64(n) {
				t.Fatalf("n = %d, lag %d: %v, want %v", n, lag, got, want)
			}
			if lag < directLags && math.Abs(a.at(lag)-want) > 1e-12*float64(n) {
				t.Fatalf("n = %d, lag %d: %v directly, want %v", n, lag, a.at(lag), want)
			}
		}
	}
}

func TestOdd(t *testing.T) {
	var m Meter
	nan, inf := math.NaN(), math.Inf(1)
	four := []float64{1, 2, 3, 4}
	for name, chains := range map[string][][]float64{
		"no chain": nil, "no draws": {nil, nil}, "few draws": {four[:3], four}, "not a number": {{1, nan, 3, 4}}, "infinite": {{1, inf, 3, 4}},
	} {
		s := m.Summarize(chains...)
		for _, v := range []float64{s.Mean, s.SD, s.MCSE, s.Rhat, s.BulkESS, s.TailESS} {
			if v == v {
				t.Errorf("%s: %+v", name, s)
			}
		}
	}
	if s := m.Summarize([]float64{5, 5, 5, 5, 5}, []float64{5, 5, 5, 5, 5}); s.Mean != 5 || s.SD != 0 || s.MCSE != 0 || s.Rhat == s.Rhat || s.BulkESS == s.BulkESS || s.TailESS == s.TailESS {
		t.Errorf("a constant: %+v", s)
	}
	stuck := [][]float64{slices.Repeat([]float64{4}, 50), slices.Repeat([]float64{5}, 50)}
	if s := m.Summarize(stuck...); !math.IsInf(s.Rhat, 1) || !(s.BulkESS < 5) {
		t.Errorf("two chains that do not move: %+v", s)
	}
	// A quantity of few values, the least of which most draws are.
	few := make([][]float64, 4)
	r := rand.New(rand.NewPCG(4, 0))
	for c := range few {
		for range 1000 {
			few[c] = append(few[c], float64(max(r.IntN(20)-16, 0)))
		}
	}
	if s := m.Summarize(few...); !(s.TailESS > 2000 && s.TailESS < 6000) || !(s.Rhat < 1.01) {
		t.Errorf("few values: %+v", s)
	}
	// Longer chains count as far as the shortest goes.
	x := autoregressive(2, 100, 0.5)
	if a, b := m.Summarize(x[0], x[1][:60]), m.Summarize(x[0][:60], x[1][:60]); a != b {
		t.Errorf("%+v, want %+v", a, b)
	}
}

// A quantity of two values has what one has in which they are hardly more than two.
func TestTwoValues(t *testing.T) {
	var m Meter
	for _, share := range []float64{0.01, 0.06, 0.4, 0.5, 0.93, 0.99} {
		x := autoregressive(4, 801, 0.7)
		y := make([][]float64, 4)
		var all []float64
		for _, c := range x {
			all = append(all, c...)
		}
		slices.Sort(all)
		for c := range x {
			for t, v := range x[c] {
				x[c][t] = 3
				if v > all[int((1-share)*float64(len(all)))] {
					x[c][t] = 7
				}
			}
			y[c] = slices.Clone(x[c])
		}
		y[3][400] = 8 // the middle one, which is not among the halves
		two, more := m.Summarize(x...), m.Summarize(y...)
		// One draw more or less changes the quantiles, and the median, hardly.
		if !near(two.Rhat, more.Rhat) || !near(two.BulkESS, more.BulkESS) || (two.TailESS == two.TailESS) != (more.TailESS == more.TailESS) ||
			two.TailESS == two.TailESS && !near(two.TailESS, more.TailESS) {
			t.Errorf("%v: %+v, want %+v", share, two, more)
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Abs(b) }

func TestAllocates(t *testing.T) {
	var m Meter
	x := autoregressive(4, 2000, 0.995)
	m.Summarize(x...)
	if len(m.acov.all) == 0 {
		t.Fatal("no Fourier transform is needed")
	}
	if n := testing.AllocsPerRun(3, func() { m.Summarize(x...) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkSummarize(b *testing.B) {
	for name, phi := range map[string]float64{"mixed": 0.5, "sticky": 0.999} {
		b.Run(name, func(b *testing.B) {
			x := autoregressive(4, 10_000, phi)
			var m Meter
			b.ReportAllocs()
			for b.Loop() {
				m.Summarize(x...)
			}
		})
	}
	b.Run("two values", func(b *testing.B) {
		x := autoregressive(4, 10_000, 0.9)
		for _, c := range x {
			for t, v := range c {
				c[t] = 0
				if v > 0 {
					c[t] = 1
				}
			}
		}
		var m Meter
		b.ReportAllocs()
		for b.Loop() {
			m.Summarize(x...)
		}
	})
}
