package factor

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"zscape/compute/ratings"
)

// reference is testdata/factorization.json: 100 epochs of each method on 60 x 40
// generated ratings, by loops over dense matrices in NumPy 1.24. The file says the
// rules by which the start and the errors were made.
type reference struct {
	I, J, R  int
	Reg      float64
	Epochs   int       `json:"nb_epoch"`
	Seed     uint64    `json:"UV_seed"`
	U0       []float64 `json:"U0_first5"`
	V0       []float64 `json:"V0_first5"`
	Triplets [][3]float64
	Results  map[string]struct {
		Rate    float64   `json:"learning_rate"`
		History []float64 `json:"error_history"`
		After   float64   `json:"error_after_last_update"`
		Max     float64   `json:"predict_max"`
		Min     float64   `json:"predict_min"`
		RMSE    float64   `json:"rmse_observed"`
		U, V    []float64
	}
}

// lcg is the generator of the start.
type lcg uint64

func (s *lcg) next() float64 {
	*s = 6364136223846793005**s + 1442695040888963407
	return float64(*s>>11) / (1 << 53)
}

func readReference(t testing.TB) (ref reference, x *ratings.Ratings, start *Model) {
	t.Helper()
	data, err := os.ReadFile("testdata/factorization.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	if len(ref.Triplets) != 752 || len(ref.Results) != 6 {
		t.Fatalf("the reference is incomplete: %d ratings, %d results", len(ref.Triplets), len(ref.Results))
	}
	var entries []ratings.Entry
	for _, e := range ref.Triplets {
		entries = append(entries, ratings.Entry{User: int32(e[0]), Item: int32(e[1]), Value: e[2]})
	}
	if x, err = ratings.New(ref.I, ref.J, entries); err != nil {
		t.Fatal(err)
	}
	start = NewModel(ref.I, ref.J, ref.R)
	state := lcg(ref.Seed)
	for _, f := range [][]float64{start.U, start.V} {
		for k := range f {
			f[k] = state.next()
		}
	}
	if !slices.Equal(start.U[:5], ref.U0) || !slices.Equal(start.V[:5], ref.V0) {
		t.Fatalf("the start is %v, %v, want %v, %v", start.U[:5], start.V[:5], ref.U0, ref.V0)
	}
	return ref, x, start
}

// printed are the methods of the reference.
var printed = map[string]Settings{
	"first_order":        {Order: First, Missing: Zeros},
	"quasi_second_order": {Order: Second, Missing: Zeros},
	"nonnegative":        {Order: Second, Missing: Zeros, NonNegative: true},
	"masked_as_printed":  {Order: Second, Missing: ExcludedAsPrinted},
	"masked_as_meant":    {Order: First, Missing: Excluded},
	"completion":         {Order: Second, Missing: Completed, NonNegative: true},
}

// relative returns the largest difference between a and b, relative to the
// magnitude of b where that is above 1, +Inf where one is not a number.
func relative(a, b []float64) (worst float64) {
	if len(a) != len(b) {
		return math.Inf(1)
	}
	for k, v := range a {
		d := math.Abs(v-b[k]) / max(math.Abs(b[k]), 1)
		if !(d <= worst) {
			worst = d
		}
		if d != d {
			return math.Inf(1)
		}
	}
	return worst
}

func TestReference(t *testing.T) {
	ref, x, start := readReference(t)
	for name, s := range printed {
		want, ok := ref.Results[name]
		if !ok {
			t.Fatalf("%s is not in the reference", name)
		}
		s.Rate, s.Reg = want.Rate, ref.Reg
		d := NewAlternating(x, start.Clone(), s)
		Run(d, ref.Epochs)
		e := Evaluate(d.Model(), x, nil)
		history := relative(d.History(), want.History)
		if history > 1e-11 {
			t.Errorf("%s: the history differs by %.3g", name, history)
		}
		for what, pair := range map[string][2]float64{
			"the objective at last": {d.Objective(), want.After},
			"the highest":           {e.High, want.Max},
			"the lowest":            {e.Low, want.Min},
			"the RMSE":              {e.Train, want.RMSE},
		} {
			if r := relative(pair[:1], pair[1:]); r > 1e-10 {
				t.Errorf("%s: %s is %v, want %v", name, what, pair[0], pair[1])
			}
		}
		u, v := relative(d.Model().U, want.U), relative(d.Model().V, want.V)
		if max(u, v) > 1e-9 {
			t.Errorf("%s: U differs by %.3g, V by %.3g", name, u, v)
		}
		t.Logf("%-18s history %.1e, U %.1e, V %.1e", name, history, u, v)
		if d.Diverged() || d.Epochs() != ref.Epochs || d.Part() != 0 {
			t.Errorf("%s: %d epochs and %v, diverged: %v", name, d.Epochs(), d.Part(), d.Diverged())
		}
	}
}
