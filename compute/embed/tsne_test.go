package embed

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"math"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"zscape/compute/lang"
	"zscape/compute/linalg"
)

func run(t testing.TB, x linalg.Array, o Options, seed uint64) *TSNE {
	t.Helper()
	s, err := NewTSNE(x, o, random(seed))
	if err != nil {
		t.Fatal(err)
	}
	progress, steps := 0.0, 0
	for done := false; !done; steps++ {
		done = s.Step()
		if p := s.Progress(); p < progress || p > 1 {
			t.Fatalf("%v, iteration %d: progress %v after %v", s.Phase(), s.Iteration(), p, progress)
		} else {
			progress = p
		}
	}
	if progress != 1 {
		t.Errorf("the run ends at %v", progress)
	}
	return s
}

// The picture of six clusters is as trustworthy as scikit-learn's, and its
// divergence no larger.
func TestSixClusters(t *testing.T) {
	ref := readReference(t).SixClusters
	x := clusters(44, ref.N, ref.D, 6)
	trust, kl := 1.0, 0.0
	for _, r := range ref.Runs {
		trust, kl = min(trust, r.Trust), max(kl, r.KL)
	}
	labels := make([]int, ref.N)
	for i := range labels {
		labels[i] = i % 6
	}
	for _, tt := range []struct {
		theta  float64
		random bool
	}{{0.5, true}, {0.5, false}, {0, false}} {
		o := DefaultOptions
		o.Theta, o.Random = tt.theta, tt.random
		s := run(t, x, o, 1)
		q, err := Measure(x, linalg.Matrix(ref.N, 2, s.Y()...), 12)
		if err != nil {
			t.Fatal(err)
		}
		nb, _ := NewNeighbours(linalg.Matrix(ref.N, 2, s.Y()...), 1)
		p := nb.Purity(labels, 99, random(1))
		got, at := s.KL()
		t.Logf("%+v: KL %.4f (to %.4f), trustworthiness %.4f (from %.4f), continuity %.4f, kept %.3f, nearest alike %.4f", tt, got, kl, q.Trustworthiness, trust, q.Continuity, q.Preservation, p.Share)
		if q.Trustworthiness < trust || at != 1000 || s.Phase() != Ended {
			t.Errorf("%+v: trustworthiness %v, want %v", tt, q.Trustworthiness, trust)
		}
		// Exact P has more pairs, so another KL.
		if got > 1.1*kl && tt.theta > 0 {
			t.Errorf("%+v: KL %v, want %v", tt, got, kl)
		}
		if p.Share < 0.97 || !p.Seen() {
			t.Errorf("%+v: %+v", tt, p.Chance)
		}
	}
}

// One seed gives one picture, another seed another one.
func TestSeeds(t *testing.T) {
	x := clusters(9, 120, 4, 3)
	for _, o := range []Options{{Theta: 0.5}, {Theta: 0.5, Random: true}, {Random: true}, {}} {
		o.Perplexity, o.Exaggeration, o.Exaggerated, o.Iterations = 10, 4, 20, 60
		a, b, c := run(t, x, o, 3), run(t, x, o, 3), run(t, x, o, 4)
		if !slices.Equal(a.Y(), b.Y()) {
			t.Errorf("%+v: one seed gives two pictures", o)
		}
		if slices.Equal(a.Y(), c.Y()) {
			t.Errorf("%+v: two seeds give one picture", o)
		}
	}
}

// A seed gives the same picture natively and in a browser.
func TestSame(t *testing.T) {
	if runtime.GOARCH != "amd64" && runtime.GOARCH != "wasm" {
		t.Skip("products and sums may be fused")
	}
	for _, tt := range []struct {
		theta float64
		want  uint64
	}{{0, 0x46b99a32f5b32197}, {0.5, 0x8cfb96b01354323a}} {
		o := DefaultOptions
		o.Theta, o.Perplexity, o.Iterations = tt.theta, 15, 400
		h := fnv.New64a()
		for _, v := range run(t, clusters(44, 150, 5, 6), o, 7).Y() {
			h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
		}
		if got := h.Sum64(); got != tt.want {
			t.Errorf("theta %v: the picture is %#x, was %#x", tt.theta, got, tt.want)
		}
	}
}

// The picture does not depend on the scale of the data, as far as that is a power
// of two.
func TestScale(t *testing.T) {
	x := clusters(9, 60, 4, 3)
	o := DefaultOptions
	o.Iterations = 40
	want := run(t, x, o, 1).Y()
	for _, e := range []int{-1000, -30, 1, 1000} {
		z := x.Clone()
		for c, v := range z.Data {
			z.Data[c] = math.Ldexp(v, e)
		}
		if got := run(t, z, o, 1).Y(); !slices.Equal(got, want) {
			t.Errorf("times 2^%d: another picture", e)
		}
	}
}

func TestPhases(t *testing.T) {
	o := DefaultOptions
	o.Exaggerated, o.Iterations = 5, 12
	s, err := NewTSNE(clusters(9, 100, 4, 3), o, random(1))
	if err != nil {
		t.Fatal(err)
	}
	if kl, _ := s.KL(); kl == kl {
		t.Errorf("KL is %v before it is known", kl)
	}
	var phases []string
	for done := false; !done; done = s.Step() {
		phases = append(phases, s.Phase().String()+" "+strconv.Itoa(s.Iteration()))
	}
	want := []string{"searching 0", "weighing 0", "weighing 0", "weighing 0"}
	for i := range 13 {
		want = append(want, map[bool]string{true: "exaggerating ", false: "descending "}[i < 5]+strconv.Itoa(i))
	}
	if !slices.Equal(phases, want) {
		t.Errorf("phases are %q, want %q", phases, want)
	}
	y := slices.Clone(s.Y())
	if !s.Step() || s.Phase() != Ended || s.Iteration() != 12 || !slices.Equal(y, s.Y()) {
		t.Error("a run goes on after its end")
	}
	if kl, at := s.KL(); at != 12 || !(kl > 0) {
		t.Errorf("KL %v at %d", kl, at)
	}
}

// Parts of an iteration give what a whole gives.
func TestParts(t *testing.T) {
	n := pointsPerStep + 300 // has a step for the tree and two for the forces
	o := DefaultOptions
	o.Perplexity, o.Iterations, o.Exaggerated = 5, 3, 0
	y := make([]float64, 2*n)
	r := random(1)
	for c := range y {
		y[c] = 10 * r.NormFloat64()
	}
	s := prepared(t, clusters(9, n, 2, 3), y, o)
	want, wantKL := s.gradient()
	steps := 0
	before := slices.Clone(s.Y())
	for s.Iteration() == 0 {
		if !slices.Equal(before, s.Y()) {
			t.Fatal("positions change within an iteration")
		}
		s.Step()
		steps++
	}
	if steps != 3 || o.Parts(n) != 3 {
		t.Errorf("%d steps an iteration", steps)
	}
	if kl, _ := s.KL(); !within(kl, wantKL, 1e-12) {
		t.Errorf("KL %v, at once %v", kl, wantKL)
	}
	// The first gain is 0.8, and there is no momentum yet.
	for c, g := range want {
		if move := -0.8 * s.Rate() * g; math.Abs(s.velocity[c]-move) > 1e-12 {
			t.Fatalf("coordinate %d moves by %v, want %v", c, s.velocity[c], move)
		}
	}
}

// Too few points for the perplexity lower it; equal points are no trouble.
func TestPoor(t *testing.T) {
	same, pairs := linalg.Zeros(50, 3), linalg.Zeros(50, 3)
	for i := range 50 {
		pairs.Data[3*i] = float64(i / 2)
	}
	heap := linalg.Zeros(50, 3) // more equal points than neighbours
	heap.Data[0] = 1
	for _, tt := range []struct {
		name       string
		x          linalg.Array
		perplexity float64
	}{
		{"one point", linalg.Zeros(1, 3), 1},
		{"two points", linalg.Matrix(2, 1, 0, 1), 1},
		{"three points", linalg.Matrix(3, 1, 0, 1, 5), 1},
		{"four points", linalg.Matrix(4, 1, 0, 1, 5, 6), 1},
		{"twenty points", clusters(1, 20, 3, 2), 19. / 3},
		{"no columns", linalg.Zeros(12, 0), 11. / 3},
		{"one column", clusters(1, 40, 1, 2), 13},
		{"equal points", same, 49. / 3},
		{"pairs", pairs, 49. / 3},
		{"a heap", heap, 49. / 3},
		{"tiny", linalg.Matrix(5, 1, 0, 5e-324, 0, 1e-320, 0), 4. / 3},
		{"huge", linalg.Matrix(5, 1, -1.7e308, 1.7e308, 0, 1e308, 2), 4. / 3},
	} {
		for _, theta := range []float64{0, 0.5} {
			for _, random := range []bool{false, true} {
				o := DefaultOptions
				o.Theta, o.Random, o.Iterations, o.Exaggerated = theta, random, 60, 20
				s := run(t, tt.x, o, 2)
				if s.Phase() != Ended || !within(s.Perplexity(), tt.perplexity, 1e-12) {
					t.Errorf("%s: %v, perplexity %v, want %v", tt.name, s.Phase(), s.Perplexity(), tt.perplexity)
				}
				for _, v := range s.Y() {
					if v-v != 0 {
						t.Fatalf("%s, theta %v: %v", tt.name, theta, s.Y())
					}
				}
				if kl, _ := s.KL(); kl-kl != 0 || kl < -1e-9 {
					t.Errorf("%s, theta %v: KL %v", tt.name, theta, kl)
				}
			}
		}
	}
}

// The sum of the attractions of both kinds is 1/2, as every pair is there once.
func TestAttractions(t *testing.T) {
	x := clusters(3, 150, 3, 4)
	copy(x.Data[30:], x.Data[:30]) // with equal points
	for _, theta := range []float64{0, 0.5} {
		o := DefaultOptions
		o.Theta, o.Perplexity = theta, 12
		s := prepared(t, x, nil, o)
		var p []float64
		switch e := s.pairs.(type) {
		case *exact:
			p = e.p
		case *near:
			p = e.p
			for i := range e.n {
				row := e.index[e.start[i]:e.start[i+1]]
				for m, j := range row {
					if int(j) <= i || m > 0 && j <= row[m-1] {
						t.Fatalf("pairs of %d are %v", i, row)
					}
				}
			}
		}
		sum := 0.0
		for _, v := range p {
			sum += v
		}
		if !within(sum, 0.5, 1e-13) {
			t.Errorf("theta %v: the attractions sum to %v", theta, sum)
		}
	}
}

// Ten iterations by the paper's rules, word for word: y(t) = y(t-1) - rate gain
// gradient + momentum (y(t-1) - y(t-2)), with gains that grow by 0.2 where the
// gradient keeps its sign, against the last move, and shrink by 0.8 otherwise.
func TestMoves(t *testing.T) {
	const n = 40
	x := clusters(2, n, 3, 4)
	o := Options{Perplexity: 8, Exaggeration: 3, Exaggerated: 5, Rate: 20, Iterations: 10, Random: true}
	s := prepared(t, x, nil, o)
	for c := range s.y {
		s.y[c] *= 1e4 // as far apart as at the end
	}
	y, last, gain := slices.Clone(s.y), slices.Clone(s.y), make([]float64, 2*n)
	for c := range gain {
		gain[c] = 1
	}
	at := prepared(t, x, y, o)
	grown := 0
	for k := range 10 {
		factor, momentum := 3.0, 0.5
		if k >= 5 {
			factor, momentum = 1, 0.8
		}
		copy(at.y, y)
		_, norm := repulsion(y)
		at.gradient()
		next := make([]float64, 2*n)
		var mean [2]float64
		for c, v := range y {
			g := 4 * (factor*at.attract[c] - at.repel[c]/norm)
			if g*(v-last[c]) < 0 {
				gain[c] += 0.2
				grown++
			} else {
				gain[c] *= 0.8
			}
			next[c] = v - 20*gain[c]*g + momentum*(v-last[c])
			mean[c%2] += next[c] / n
		}
		for s.Iteration() == k {
			s.Step()
		}
		for c := range next {
			if got := s.Y()[c]; math.Abs(got-(next[c]-mean[c%2])) > 1e-9 {
				t.Fatalf("iteration %d: coordinate %d is %v, want %v", k, c, got, next[c]-mean[c%2])
			}
		}
		last, y = y, next
	}
	if grown == 0 {
		t.Error("no gain grows")
	}
}

func TestMessages(t *testing.T) {
	for _, tt := range []struct {
		err            error
		want, japanese string
	}{
		{refuse("rate", -0.5, "not from %d", "%d以上ではありません", 0), "embed: rate -0.5: not from 0", "rate -0.5: 0以上ではありません"},
		{&DataError{2, 0, math.Inf(-1)}, "embed: point 3, column 1: -Inf is not a finite number", "点3、1列目: -Infは有限の数ではありません"},
	} {
		if got := tt.err.Error(); got != tt.want || lang.Of(tt.err).Ja != tt.japanese {
			t.Errorf("%q, %q, want %q, %q", got, lang.Of(tt.err).Ja, tt.want, tt.japanese)
		}
	}
}

func TestDiverges(t *testing.T) {
	for _, theta := range []float64{0, 0.5} {
		o := DefaultOptions
		o.Theta, o.Rate, o.Iterations = theta, 1e300, 500
		s := run(t, clusters(9, 100, 4, 3), o, 1)
		if kl, _ := s.KL(); s.Phase() != Diverged || !math.IsInf(kl, 1) || s.Iteration() >= 500 {
			t.Errorf("theta %v: %v after %d iterations, KL %v", theta, s.Phase(), s.Iteration(), kl)
		}
		// A large rate is bad, but not the end.
		o.Rate = 1e9
		if s := run(t, clusters(9, 100, 4, 3), o, 1); s.Phase() != Ended {
			t.Errorf("theta %v: rate 1e9 %v", theta, s.Phase())
		}
	}
}

func TestRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, tt := range []struct {
		name   string
		change func(*Options)
	}{
		{"perplexity", func(o *Options) { o.Perplexity = 0.9 }},
		{"perplexity", func(o *Options) { o.Perplexity = nan }},
		{"perplexity", func(o *Options) { o.Perplexity = inf }},
		{"exaggeration", func(o *Options) { o.Exaggeration = 0 }},
		{"exaggeration", func(o *Options) { o.Exaggeration = nan }},
		{"exaggerated", func(o *Options) { o.Exaggerated = -1 }},
		{"rate", func(o *Options) { o.Rate = -1 }},
		{"rate", func(o *Options) { o.Rate = nan }},
		{"rate", func(o *Options) { o.Rate = inf }},
		{"iterations", func(o *Options) { o.Iterations = -1 }},
		{"iterations", func(o *Options) { o.Iterations = MaxIterations + 1 }},
		{"theta", func(o *Options) { o.Theta = 1.1 }},
		{"theta", func(o *Options) { o.Theta = nan }},
	} {
		o := DefaultOptions
		tt.change(&o)
		_, err := NewTSNE(clusters(1, 10, 2, 2), o, random(1))
		if wrong := (*OptionError)(nil); !errors.As(err, &wrong) || wrong.Name != tt.name {
			t.Errorf("%v, want an error about %s", err, tt.name)
		}
	}
	option := func(x linalg.Array, o Options) string {
		_, err := NewTSNE(x, o, random(1))
		if wrong := (*OptionError)(nil); errors.As(err, &wrong) {
			return wrong.Name
		}
		return ""
	}
	o := DefaultOptions
	if got := option(linalg.Zeros(0, 3), o); got != "points" {
		t.Errorf("no points: %q", got)
	}
	if got := option(linalg.Zeros(MaxPoints+1, 1), o); got != "points" {
		t.Errorf("too many points: %q", got)
	}
	o.Theta = 0
	if got := option(linalg.Zeros(MaxExact+1, 1), o); got != "theta" {
		t.Errorf("too many pairs: %q", got)
	}
	for _, v := range []float64{nan, inf, -inf} {
		x := clusters(1, 10, 3, 2)
		x.Data[3*4+2] = v
		_, err := NewTSNE(x, DefaultOptions, random(1))
		if wrong := (*DataError)(nil); !errors.As(err, &wrong) || wrong.Row != 4 || wrong.Col != 2 {
			t.Errorf("%v, want an error about row 4, column 2", err)
		}
	}
}

// More neighbours than there are, or than can be kept, are not asked for: the
// perplexity is less.
func TestPerplexityUsed(t *testing.T) {
	for _, tt := range []struct {
		n                 int
		theta, ask, taken float64
	}{
		{40, 0.5, 30, 13}, {40, 0, 30, 13}, {40, 0.5, 12, 12}, {2, 0.5, 30, 1}, {943, 0.5, 30, 30},
		{MaxPoints, 0.5, 150, 100}, {10_000, 0.5, 300, 200}, {10_000, 0.5, 30, 30},
	} {
		o := DefaultOptions
		o.Perplexity, o.Theta = tt.ask, tt.theta
		s, err := NewTSNE(linalg.Zeros(tt.n, 2), o, random(1))
		if err != nil || s.Perplexity() != tt.taken {
			t.Errorf("%+v: %v", tt, err)
		}
	}
}

func TestAllocations(t *testing.T) {
	for _, theta := range []float64{0, 0.5} {
		o := DefaultOptions
		o.Theta, o.Iterations, o.Exaggerated = theta, MaxIterations, 50
		s := prepared(t, clusters(5, 300, 5, 6), nil, o)
		if a := testing.AllocsPerRun(150, func() { s.Step() }); a != 0 || s.Iteration() < 100 {
			t.Errorf("theta %v: %v allocations an iteration, %d iterations", theta, a, s.Iteration())
		}
	}
}

// scikit-learn 1.2 takes 6.4 s of processor time for 1000 iterations of 943
// points of 5 columns.
func BenchmarkIteration(b *testing.B) {
	for _, n := range []int{943, 1682} {
		for _, d := range []int{5, 20} {
			for _, theta := range []float64{0, 0.5} {
				b.Run(strconv.Itoa(n)+"x"+strconv.Itoa(d)+"/theta="+strconv.FormatFloat(theta, 'g', -1, 64), func(b *testing.B) {
					o := DefaultOptions
					o.Theta, o.Iterations = theta, MaxIterations
					s, err := NewTSNE(clusters(5, n, d, 6), o, random(1))
					if err != nil {
						b.Fatal(err)
					}
					for s.Iteration() < 300 {
						s.Step()
					}
					for b.Loop() {
						for at := s.Iteration(); s.Iteration() == at; {
							s.Step()
						}
					}
				})
			}
		}
	}
}

func BenchmarkRun(b *testing.B) {
	for _, theta := range []float64{0, 0.5} {
		b.Run("943x5/theta="+strconv.FormatFloat(theta, 'g', -1, 64), func(b *testing.B) {
			x := clusters(5, 943, 5, 6)
			o := DefaultOptions
			o.Theta = theta
			for b.Loop() {
				run(b, x, o, 1)
			}
		})
	}
}

func BenchmarkPrepare(b *testing.B) {
	for _, theta := range []float64{0, 0.5} {
		b.Run("1682x20/theta="+strconv.FormatFloat(theta, 'g', -1, 64), func(b *testing.B) {
			x := clusters(5, 1682, 20, 6)
			o := DefaultOptions
			o.Theta = theta
			for b.Loop() {
				s, err := NewTSNE(x, o, random(1))
				if err != nil {
					b.Fatal(err)
				}
				for s.Phase() < Exaggerating {
					s.Step()
				}
			}
		})
	}
}
