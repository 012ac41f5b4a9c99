package leastsquares

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/linalg"
)

func TestGradientDescentReference(t *testing.T) {
	seen := 0
	for _, ref := range references(t) {
		gd := ref.GradientDescent
		if gd == nil {
			continue
		}
		seen++
		x, b := ref.X.matrix(), ref.B.matrix()
		sums := make([]float64, gd.Steps)
		w := linalg.Zeros(gd.W.Shape...)
		for k := range b.Shape[1] {
			d := NewGradientDescent(x, Column(b, k), nil, gd.Rho)
			for i := range sums {
				sums[i] += d.J()
				d.Step()
			}
			for i, v := range d.W() {
				w.Data[i*b.Shape[1]+k] = v
			}
			if d.Steps() != gd.Steps || d.Epochs() != gd.Steps || d.Diverged() {
				t.Errorf("%s: %d steps, %d epochs, diverged %v", ref.Name, d.Steps(), d.Epochs(), d.Diverged())
			}
		}
		checkNear(t, ref.Name+": J", sums, gd.J, 1e-13)
		checkNear(t, ref.Name+": W", w.Data, gd.W.Data, 1e-13)
	}
	if seen != 2 {
		t.Errorf("%d histories in the reference", seen)
	}
}

// The largest rate is where gradient descent begins to diverge.
func TestLargestRate(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range 20 {
		patterns := randomPatterns(r, 20, 1+r.IntN(2), 2)
		x, b := Design(patterns, len(patterns[0].Features)), Column(Targets(patterns, 2), 0)
		s := NewSurface(x, b)
		below := NewGradientDescent(x, b, nil, 0.98*s.LargestRate())
		above := NewGradientDescent(x, b, nil, 1.02*s.LargestRate())
		for range 30_000 {
			below.Step()
			above.Step()
		}
		if _, jmin := s.Minimum(); !near(below.J(), jmin, 1e-10) || below.Diverged() {
			t.Errorf("2 %% below: J = %v, minimum %v", below.J(), jmin)
		}
		if !above.Diverged() {
			t.Errorf("2 %% above: J = %v", above.J())
		}
	}
}

// One pattern: the error is multiplied by 1 - rate |x|^2.
func TestLargestPatternRate(t *testing.T) {
	x, b := linalg.Matrix(1, 2, 1, 3), []float64{1}
	rate := LargestPatternRate(x)
	if !near(rate, 0.2, 1e-15) {
		t.Fatalf("largest rate %v, want 0.2", rate)
	}
	below, above := NewWidrowHoff(x, b, nil, 0.98*rate, nil), NewWidrowHoff(x, b, nil, 1.02*rate, nil)
	for range 1000 {
		below.Step()
		above.Step()
	}
	if !near(below.J(), 0, 1e-12) || below.Diverged() || !above.Diverged() {
		t.Errorf("J is %v below, %v above", below.J(), above.J())
	}
	if got := LargestPatternRate(linalg.Zeros(0, 2)); !math.IsInf(got, 1) {
		t.Errorf("largest rate without patterns is %v", got)
	}
}

func TestWidrowHoffBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 50 {
		patterns := randomPatterns(r, 10, 2, 3)
		x, b := Design(patterns, 2), Column(Targets(patterns, 3), 1)
		for _, shuffle := range []*rand.Rand{nil, r} {
			d := NewWidrowHoff(x, b, nil, LargestPatternRate(x), shuffle)
			for range 5000 {
				d.Step()
				if d.Diverged() {
					t.Fatalf("diverged at step %d", d.Steps())
				}
			}
		}
	}
}

// The first steps by hand, from zero with rate 0.1: patterns (1, 1.2) and (1,
// 0.2), both wanted 1. The error is -1, so w = (0.1, 0.12); then 0.1 + 0.024 - 1 =
// -0.876, and w = (0.1876, 0.13752).
func TestWidrowHoffSteps(t *testing.T) {
	x, b := example()
	d := NewWidrowHoff(x, Column(b, 0), nil, 0.1, nil)
	d.Step()
	checkNear(t, "w", d.W(), []float64{0.1, 0.12}, 1e-15)
	d.Step()
	checkNear(t, "w", d.W(), []float64{0.1876, 0.13752}, 1e-15)
	if d.Steps() != 2 || d.Epochs() != 0 {
		t.Errorf("%d steps, %d epochs", d.Steps(), d.Epochs())
	}
	for range 4 {
		d.Step()
	}
	if d.Steps() != 6 || d.Epochs() != 1 {
		t.Errorf("%d steps, %d epochs", d.Steps(), d.Epochs())
	}
}

// With a small rate the rule ends near the minimum.
func TestWidrowHoffMinimum(t *testing.T) {
	x, b := example()
	for _, r := range []*rand.Rand{nil, rand.New(rand.NewPCG(1, 2))} {
		d := NewWidrowHoff(x, Column(b, 0), []float64{-1, 2}, 1e-4, r)
		for range 200000 {
			d.Step()
		}
		checkNear(t, "w", d.W(), []float64{0.640625, 0.46875}, 1e-3)
	}
}

func TestShuffle(t *testing.T) {
	const n = 10
	turns := newTurns(n, rand.New(rand.NewPCG(1, 2)))
	orders := map[[n]int]bool{}
	for epoch := range 20 {
		var order [n]int
		for i := range order {
			var last bool
			order[i], last = turns.take()
			if last != (i == n-1) {
				t.Fatalf("last is %v at %d of %d", last, i, n)
			}
		}
		orders[order] = true
		if s := slices.Sorted(slices.Values(order[:])); !slices.Equal(s, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
			t.Fatalf("order %v", order)
		}
		if turns.Epochs() != epoch+1 {
			t.Errorf("%d epochs, want %d", turns.Epochs(), epoch+1)
		}
	}
	if len(orders) < 15 {
		t.Errorf("%d different orders in 20 epochs", len(orders))
	}
}

// From zero with rate 0.3. Patterns 1.2, 0.2, -0.2 wanted 1: w . x = 0 at the
// first, so w = (0.3, 0.36); 0.372 at the second, so w = (0.6, 0.42); 0.516 at the
// third is right. -0.5: 0.39, -1: 0.18, -1.5: -0.03 are right, too. One mistakeless
// epoch follows if 0.6 + 0.084 and 0.516 are above 1/2: they are.
func TestPerceptronSteps(t *testing.T) {
	x, b := example()
	d := NewPerceptron(x, Column(b, 0), nil, 0.3, nil)
	for i, want := range [][]float64{{0.3, 0.36}, {0.6, 0.42}, {0.6, 0.42}} {
		if d.Step(); d.Steps() != i+1 {
			t.Errorf("%d steps, want %d", d.Steps(), i+1)
		}
		checkNear(t, "w", d.W(), want, 1e-15)
	}
	for range 100 {
		d.Step()
	}
	if !d.Converged() || d.Steps() != 12 || d.Epochs() != 2 {
		t.Errorf("converged %v after %d steps, %d epochs", d.Converged(), d.Steps(), d.Epochs())
	}
	checkNear(t, "w", d.W(), []float64{0.6, 0.42}, 1e-15)
}

func TestPerceptronSeparable(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	for i := range 50 {
		patterns := randomPatterns(r, 30, 2, 1)
		for p := range patterns {
			x := patterns[p].Features
			if x[0]+0.5*x[1] > 0.3 {
				patterns[p].Class = 1
				x[0] += 0.5 // a gap
			}
		}
		x, b := Design(patterns, 2), Column(Targets(patterns, 2), 1)
		var shuffle *rand.Rand
		if i%2 == 0 {
			shuffle = r
		}
		d := NewPerceptron(x, b, []float64{3, -2, 1}, 0.1, shuffle)
		for range 1_000_000 {
			if d.Step(); d.Converged() {
				break
			}
		}
		if !d.Converged() {
			t.Fatalf("not converged after %d epochs", d.Epochs())
		}
		for p, want := range b {
			if (dot(row(x, p), d.W()) > 0.5) != (want == 1) {
				t.Errorf("pattern %d is decided wrongly", p)
			}
		}
	}
}

// Without an answer the rule goes on for ever, but not far away.
func TestPerceptronNotSeparable(t *testing.T) {
	ref := references(t)[5] // the classes overlap
	for _, rate := range []float64{0.01, 1, 1e6} {
		d := NewPerceptron(ref.X.matrix(), Column(ref.B.matrix(), 0), nil, rate, nil)
		for range 100_000 {
			d.Step()
			for _, v := range d.W() {
				if math.Abs(v) > 100*max(1, rate) {
					t.Fatalf("rate %v: w = %v", rate, d.W())
				}
			}
		}
		if d.Converged() || d.Diverged() || d.Epochs() != 12_500 {
			t.Errorf("rate %v: converged %v, diverged %v, %d epochs", rate, d.Converged(), d.Diverged(), d.Epochs())
		}
	}
}

// descents returns all rules for the example.
func descents(x linalg.Array, b []float64, rate float64, r *rand.Rand) map[string]Descent {
	return map[string]Descent{
		"gradient descent": NewGradientDescent(x, b, nil, rate),
		"Widrow-Hoff":      NewWidrowHoff(x, b, nil, rate, r),
		"perceptron":       NewPerceptron(x, b, nil, rate, r),
	}
}

func TestOverflow(t *testing.T) {
	x, b := example()
	for name, d := range descents(x, Column(b, 0), 1e300, nil) {
		for range 1000 {
			d.Step()
		}
		if j := d.J(); !d.Diverged() || j <= math.MaxFloat64 {
			t.Errorf("%s: J = %v, diverged %v", name, j, d.Diverged())
		}
	}
	for name, d := range descents(linalg.Matrix(1, 2, 1, math.NaN()), []float64{1}, 0.1, nil) {
		if d.Step(); !d.Diverged() {
			t.Errorf("%s: J = %v", name, d.J())
		}
	}
}

func TestDescentWithoutPatterns(t *testing.T) {
	for name, d := range descents(linalg.Zeros(0, 2), nil, 0.1, rand.New(rand.NewPCG(1, 1))) {
		d.Step()
		if w := d.W(); d.J() != 0 || d.Diverged() || w[0] != 0 || w[1] != 0 {
			t.Errorf("%s: w = %v, J = %v, diverged %v", name, d.W(), d.J(), d.Diverged())
		}
		if p, ok := d.(*Perceptron); ok && !p.Converged() {
			t.Error("the perceptron goes on without patterns")
		}
	}
}

// The start is copied, and the same seed gives the same way.
func TestStart(t *testing.T) {
	x, b := example()
	start := []float64{2, -1}
	one := NewWidrowHoff(x, Column(b, 0), start, 0.1, rand.New(rand.NewPCG(5, 6)))
	two := NewWidrowHoff(x, Column(b, 0), start, 0.1, rand.New(rand.NewPCG(5, 6)))
	if !slices.Equal(one.W(), start) {
		t.Errorf("starts at %v", one.W())
	}
	for range 50 {
		one.Step()
		two.Step()
	}
	if start[0] != 2 || start[1] != -1 {
		t.Errorf("start is now %v", start)
	}
	if !slices.Equal(one.W(), two.W()) {
		t.Errorf("%v and %v by the same seed", one.W(), two.W())
	}
}

func TestStepAllocs(t *testing.T) {
	x, b := example()
	for name, d := range descents(x, Column(b, 0), 0.01, rand.New(rand.NewPCG(1, 1))) {
		if n := testing.AllocsPerRun(100, func() { d.Step(); d.J(); d.Diverged() }); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
	w := linalg.Zeros(2, 2)
	if n := testing.AllocsPerRun(100, func() { Classify(w, []float64{1}) }); n != 0 {
		t.Errorf("Classify: %v allocations", n)
	}
}

func BenchmarkStep(b *testing.B) {
	ref := references(b)[5] // not separable: the perceptron goes on
	for name, d := range descents(ref.X.matrix(), Column(ref.B.matrix(), 0), 0.01, rand.New(rand.NewPCG(1, 1))) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d.Step()
			}
		})
	}
}
