package factor

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/ratings"
	"zscape/compute/sparse"
)

// objective is that of ALS and, with each, that of SGD, written down.
func objective(m *Model, x *ratings.Ratings, reg float64, each bool) (sum float64) {
	square := func(f []float64, bias []float64, i int) float64 {
		s := 0.0
		for c := range m.R {
			s += f[i*m.R+c] * f[i*m.R+c]
		}
		if bias != nil {
			s += bias[i] * bias[i]
		}
		return s
	}
	for i := range m.Users {
		for j := range m.Items {
			if v, ok := x.At(i, j); ok {
				e := v - m.Predict(i, j)
				sum += e * e / 2
				if each {
					sum += reg / 2 * (square(m.U, m.UserBias, i) + square(m.V, m.ItemBias, j))
				}
			}
		}
	}
	if !each {
		for i := range m.Users {
			sum += reg / 2 * square(m.U, m.UserBias, i)
		}
		for j := range m.Items {
			sum += reg / 2 * square(m.V, m.ItemBias, j)
		}
	}
	return sum
}

// parameters are all numbers that a method changes.
func parameters(m *Model) [][]float64 { return [][]float64{m.U, m.V, m.UserBias, m.ItemBias} }

// gradient returns the largest derivative of f by any of the numbers, by central
// differences.
func gradient(f func() float64, numbers ...[]float64) (largest float64) {
	const h = 1e-4
	for _, v := range numbers {
		for k := range v {
			was := v[k]
			v[k] = was + h
			up := f()
			v[k] = was - h
			down := f()
			v[k] = was
			largest = max(largest, math.Abs(up-down)/(2*h))
		}
	}
	return largest
}

// ALS records the objective, never raises it, and after each half leaves that side
// where the gradient is zero.
func TestALS(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, r := range []int{0, 1, 2, 5} {
		for _, biased := range []bool{false, true} {
			if r == 0 && !biased {
				continue
			}
			users := 13
			if r == 2 {
				users = 3 * batch // more ratings of an item than are taken at once
			}
			x, m := some(t, users, 10, r, 0.4, random)
			if biased {
				m.AddBiases(x.Mean())
				for k := range m.UserBias {
					m.UserBias[k] = random.NormFloat64()
				}
			}
			d := NewALS(x, m, 0.5)
			of := func() float64 { return objective(m, x, 0.5, false) }
			for epoch := range 8 {
				before := of()
				for d.at == 0 {
					d.Step()
				}
				if g := gradient(of, m.U, m.UserBias); g > 1e-6 {
					t.Fatalf("R=%d: after users the gradient is %v", r, g)
				}
				for d.at != 0 {
					d.Step()
				}
				if g := gradient(of, m.V, m.ItemBias); g > 1e-6 {
					t.Fatalf("R=%d: after items the gradient is %v", r, g)
				}
				after := of()
				if got := d.History()[epoch]; math.Abs(got-before) > 1e-11*before || after > before*(1+1e-14) || math.Abs(d.Objective()-after) > 1e-11*after {
					t.Fatalf("R=%d, epoch %d: recorded %v; %v, then %v, %v", r, epoch, got, before, after, d.Objective())
				}
			}
		}
	}
}

// Of one rating a user and one user, biases alone have a solution in closed form.
func TestALSBiases(t *testing.T) {
	// The minimum of (e-p-q)^2/2 + (p^2+q^2)/2, with e the rating less the mean, is at p = q = e/3.
	x, err := ratings.New(1, 1, []ratings.Entry{{User: 0, Item: 0, Value: 5}})
	if err != nil {
		t.Fatal(err)
	}
	m := NewModel(1, 1, 0)
	m.AddBiases(2)
	Run(NewALS(x, m, 1), 60)
	if math.Abs(m.UserBias[0]-1) > 1e-12 || math.Abs(m.ItemBias[0]-1) > 1e-12 || math.Abs(m.Predict(0, 0)-4) > 1e-12 {
		t.Errorf("%v %v", m.UserBias, m.ItemBias)
	}
}

// Without regularization, and fewer ratings than factors, the fit is exact, and
// nothing explodes.
func TestALSUndetermined(t *testing.T) {
	x, m := some(t, 12, 12, 8, 0.25, rand.New(rand.NewPCG(3, 4)))
	d := NewALS(x, m, 0)
	Run(d, 20)
	if d.Diverged() || RMSE(m, x) > 1e-4 {
		t.Errorf("the RMSE is %v: %v", RMSE(m, x), d.History())
	}
	if e := Evaluate(m, x, nil); e.High > 1e4 || e.Low < -1e4 {
		t.Errorf("predictions from %v to %v", e.Low, e.High)
	}
}

// SGD moves against the gradient of the objective of one rating.
func TestSGDGradient(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, biased := range []bool{false, true} {
		x, err := ratings.New(2, 2, []ratings.Entry{{User: 1, Item: 0, Value: 4}})
		if err != nil {
			t.Fatal(err)
		}
		m := NewModel(2, 2, 3)
		m.Normal(1, random)
		if biased {
			m.AddBiases(3)
			m.UserBias[1], m.ItemBias[0] = 0.3, -0.4
		}
		before := m.Clone()
		const rate, reg, h = 1e-3, 0.2, 1e-4
		d := NewSGD(x, m, rate, reg, random)
		Run(d, 1)
		if want := objective(before, x, reg, true); math.Abs(d.History()[0]-want) > 1e-12*want {
			t.Errorf("recorded %v, want %v", d.History()[0], want)
		}
		for p, was := range parameters(before) {
			is := parameters(m)[p]
			for k, v := range was {
				was[k] = v + h
				up := objective(before, x, reg, true)
				was[k] = v - h
				down := objective(before, x, reg, true)
				was[k] = v
				if want, got := (up-down)/(2*h), (v-is[k])/rate; math.Abs(got-want) > 1e-6 {
					t.Errorf("biased %v, %d, %d: the gradient is %v, by differences %v", biased, p, k, got, want)
				}
			}
		}
	}
}

// An epoch of SGD takes every rating once, in an order that the seed decides.
func TestSGDOrder(t *testing.T) {
	x, m := some(t, 20, 15, 2, 0.5, rand.New(rand.NewPCG(7, 8)))
	run := func(seed uint64) (*SGD, *Model) {
		c := m.Clone()
		d := NewSGD(x, c, 0.01, 0.1, rand.New(rand.NewPCG(seed, 0)))
		Run(d, 3)
		return d, c
	}
	d, a := run(1)
	_, b := run(1)
	_, c := run(2)
	if !slices.Equal(a.U, b.U) || slices.Equal(a.U, c.U) {
		t.Error("the seed does not decide")
	}
	order := slices.Clone(d.order)
	slices.Sort(order)
	for k, v := range order {
		if int(v) != k {
			t.Fatalf("the order is %v", d.order)
		}
	}
	if math.Abs(d.Objective()-objective(a, x, 0.1, true)) > 1e-10*d.Objective() {
		t.Errorf("%v, want %v", d.Objective(), objective(a, x, 0.1, true))
	}
}

// The point of it all: on ratings that were held out, factors beat biases alone,
// and they are those that were planted. Regularization matters: with next to none
// the training error is lower and the test error higher.
func TestRecovers(t *testing.T) {
	x, truth := ratings.Generate(ratings.MovieLens100K, rand.New(rand.NewPCG(1, 0)))
	train, test := x.Split(0.1, rand.New(rand.NewPCG(2, 0)))
	start := func(r int) *Model {
		m := NewModel(x.Users, x.Items, r)
		m.AddBiases(train.Mean())
		m.Normal(0.1, rand.New(rand.NewPCG(3, 0)))
		return m
	}
	run := func(d Method, epochs int) *Evaluation {
		Run(d, epochs)
		return Evaluate(d.Model(), train, test)
	}
	biases := run(NewALS(train, start(0), 5), 10)
	als := start(truth.R)
	of := map[string]*Evaluation{
		"als":     run(NewALS(train, als, 6), 15),
		"overfit": run(NewALS(train, start(20), 0.1), 5),
	}
	sgd := start(truth.R)
	of["sgd"] = run(NewSGD(train, sgd, 0.01, 0.06, rand.New(rand.NewPCG(4, 0))), 40)
	t.Logf("biases: train %.4f, test %.4f", biases.Train, biases.Test)
	for name, e := range of {
		t.Logf("%s: train %.4f, test %.4f, predictions from %.2f to %.2f", name, e.Train, e.Test, e.Low, e.High)
	}
	// The ratings deviate by 1.13 from their mean.
	if biases.Test > 1.05 || biases.Test < 0.9 {
		t.Errorf("biases alone: %v", biases.Test)
	}
	for _, name := range []string{"als", "sgd"} {
		if e := of[name]; e.Test > biases.Test-0.05 || e.Train > e.Test {
			t.Errorf("%s: train %v, test %v, biases alone %v", name, e.Train, e.Test, biases.Test)
		}
	}
	if o := of["overfit"]; o.Train > of["als"].Train-0.1 || o.Test < of["als"].Test+0.1 {
		t.Errorf("too many factors: train %v, test %v", o.Train, o.Test)
	}
	// Noise sets a limit: how far off each side is if the other one is known.
	known := start(truth.R)
	copy(known.V, truth.V)
	copy(known.ItemBias, truth.ItemBias)
	for d := NewALS(train, known, 6); d.at == 0; {
		d.Step()
	}
	limitU, _ := planted(known, truth, train, 50)
	copy(known.U, truth.U)
	copy(known.UserBias, truth.UserBias)
	d := NewALS(train, known, 6)
	d.at = 1
	for d.at == 1 {
		d.Step()
	}
	_, limitV := planted(known, truth, train, 50)
	t.Logf("with the other side known: angles of U %.1f, of V %.1f degrees", limitU, limitV)
	for name, m := range map[string]*Model{"als": als, "sgd": sgd} {
		u, v := planted(m, truth, train, 50)
		t.Logf("%s: angles of U %.1f, of V %.1f degrees", name, u, v)
		for k := range u {
			if u[k] > 1.3*limitU[k] || v[k] > 1.3*limitV[k] || max(u[k], v[k]) > 25 {
				t.Errorf("%s: angles of U %.1f, of V %.1f degrees", name, u, v)
				break
			}
		}
	}
	u, v := planted(start(truth.R), truth, train, 50)
	if u[0] < 70 || v[0] < 70 {
		t.Errorf("random factors are as near: %.1f, %.1f", u, v)
	}
}

// planted returns the angles between the factors and the true ones, of users and
// of items with so many ratings at least.
func planted(m *Model, truth *ratings.Truth, x *ratings.Ratings, least int) (u, v []float64) {
	angles := func(a, b []float64, view *sparse.Matrix) []float64 {
		return PrincipalAngles(Rated(a, m.R, view, least), m.R, Rated(b, truth.R, view, least), truth.R)
	}
	return angles(m.U, truth.U, x.ByUser), angles(m.V, truth.V, x.ByItem)
}

// The more is known of users and items, the nearer are the factors to those that
// were planted.
func TestRecoversMore(t *testing.T) {
	last := 90.0
	for _, n := range []int{8_000, 24_000, 64_000} {
		x, truth := ratings.Generate(ratings.Shape{Users: 400, Items: 400, Ratings: n, R: 3}, rand.New(rand.NewPCG(1, 0)))
		m := NewModel(x.Users, x.Items, 3)
		m.AddBiases(x.Mean())
		m.Normal(0.1, rand.New(rand.NewPCG(2, 0)))
		Run(NewALS(x, m, 4), 20)
		u, v := planted(m, truth, x, 20)
		a := max(u[2], v[2])
		t.Logf("%d ratings: %.1f degrees", n, a)
		if a > last-3 {
			t.Errorf("%d ratings: %v degrees after %v", n, a, last)
		}
		last = a
	}
	if last > 20 {
		t.Errorf("%v degrees", last)
	}
}

// A user who is folded in with the ratings of one that is there gets that one's
// solution.
func TestFoldIn(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for _, biased := range []bool{false, true} {
		x, m := some(t, 12, 10, 3, 0.5, random)
		if biased {
			m.AddBiases(x.Mean())
			for k := range m.ItemBias {
				m.ItemBias[k] = random.NormFloat64()
			}
		}
		d := NewALS(x, m, 0.7)
		for d.at == 0 {
			d.Step() // users only, by the items as they are
		}
		u := make([]float64, 3)
		for i := range x.Users {
			items, values := x.ByUser.Row(i)
			bias := m.FoldInTo(u, items, values, FoldIn{Reg: 0.7})
			if r := relative(u, m.U[3*i:3*i+3]); r > 1e-10 {
				t.Errorf("user %d: %v, want %v", i, u, m.U[3*i:3*i+3])
			}
			if biased && math.Abs(bias-m.UserBias[i]) > 1e-10 || !biased && bias != 0 {
				t.Errorf("user %d: the bias %v", i, bias)
			}
		}
	}
	// Zeros: as an update with Second.
	x, m := some(t, 12, 10, 3, 0.5, random)
	d := NewAlternating(x, m, Settings{Order: Second, Missing: Zeros, Rate: 1, Reg: 0.2})
	half(d)
	u := make([]float64, 3)
	for i := range x.Users {
		items, values := x.ByUser.Row(i)
		m.FoldInTo(u, items, values, FoldIn{Reg: 0.2, Zeros: true})
		if r := relative(u, m.U[3*i:3*i+3]); r > 1e-10 {
			t.Errorf("user %d: %v, want %v", i, u, m.U[3*i:3*i+3])
		}
	}
	if b := m.FoldInTo(u, nil, nil, FoldIn{Reg: 1}); b != 0 || sumOfSquares(u) != 0 {
		t.Errorf("nothing is %v, %v", u, b)
	}
}

// Non-negative factors meet the conditions of Karush, Kuhn and Tucker: where one
// is above 0 the derivative is 0, where it is 0 the derivative is not below 0.
func TestFoldInNonNegative(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	clamped := 0
	for _, zeros := range []bool{false, true} {
		for range 30 {
			x, m := some(t, 1, 14, 4, 0.6, random)
			m.Normal(1, random)
			items, values := x.ByUser.Row(0)
			u := make([]float64, 4)
			m.FoldInTo(u, items, values, FoldIn{Reg: 0.3, Zeros: zeros, NonNegative: true})
			for c, v := range u {
				derivative := 0.3 * v
				for j := range m.Items {
					x, ok := x.At(0, j)
					if ok || zeros {
						derivative -= (x - dot(u, m.V[4*j:4*j+4])) * m.V[4*j+c]
					}
				}
				if v < 0 || v > 0 && math.Abs(derivative) > 1e-8 || v == 0 && derivative < -1e-8 {
					t.Errorf("factor %d is %v, its derivative %v", c, v, derivative)
				}
				if v == 0 {
					clamped++
				}
			}
		}
	}
	if clamped < 10 {
		t.Errorf("only %d factors would be negative", clamped)
	}
}

func TestNearest(t *testing.T) {
	f := []float64{1, 0, 0, 2, 3, 3, 0, 0, -1, 0, 2, 0.1, 5, 5}
	for _, c := range []struct {
		v         []float64
		except, k int
		want      []int
	}{
		{[]float64{4, 0}, -1, 3, []int{0, 5, 2}},
		{[]float64{4, 0}, 0, 10, []int{5, 2, 6, 1, 4}},
		{[]float64{1, 1}, -1, 1, []int{2}},
		{[]float64{1, 1}, 2, 2, []int{6, 5}},
		{[]float64{0, 0}, -1, 3, nil},
		{[]float64{1, 0}, -1, 0, nil},
	} {
		got := NearestTo([]Neighbour{{99, 0}}, f, c.v, c.except, c.k)[1:]
		var rows []int
		for _, n := range got {
			rows = append(rows, n.Row)
			want := dot(f[2*n.Row:2*n.Row+2], c.v) / math.Hypot(f[2*n.Row], f[2*n.Row+1]) / math.Hypot(c.v[0], c.v[1])
			if math.Abs(n.Cosine-want) > 1e-15 {
				t.Errorf("%v: the cosine of %d is %v, want %v", c.v, n.Row, n.Cosine, want)
			}
		}
		if !slices.Equal(rows, c.want) {
			t.Errorf("%v but %d: %v, want %v", c.v, c.except, got, c.want)
		}
	}
}

func TestPrincipalAngles(t *testing.T) {
	deg := math.Pi / 180
	for name, c := range map[string]struct {
		a    []float64
		ra   int
		b    []float64
		rb   int
		want []float64
	}{
		"lines":       {[]float64{1, 0, 0}, 1, []float64{math.Cos(30 * deg), 0, -math.Sin(30 * deg)}, 1, []float64{30}},
		"small":       {[]float64{1, 0, 0}, 1, []float64{math.Cos(1e-9 * deg), math.Sin(1e-9 * deg), 0}, 1, []float64{1e-9}},
		"right":       {[]float64{1, 0, 0}, 1, []float64{0, 7, 0}, 1, []float64{90}},
		"opposite":    {[]float64{1, 2, 3}, 1, []float64{-2, -4, -6}, 1, []float64{0}},
		"planes":      {[]float64{1, 0, 0, 1, 0, 0}, 2, []float64{1, 0, 0, math.Cos(50 * deg), 0, math.Sin(50 * deg)}, 2, []float64{0, 50}},
		"line, plane": {[]float64{0, 1, 1}, 1, []float64{1, 0, 0, 1, 0, 0}, 2, []float64{45}},
		"dependent":   {[]float64{1, 2, 0, 0, 1, 2}, 2, []float64{1, 0, 0}, 1, []float64{45}},
	} {
		got := PrincipalAngles(c.a, c.ra, c.b, c.rb)
		back := PrincipalAngles(c.b, c.rb, c.a, c.ra)
		if len(got) != len(c.want) || len(back) != len(c.want) {
			t.Errorf("%s: %v, back %v", name, got, back)
			continue
		}
		for k, w := range c.want {
			if math.Abs(got[k]-w) > 1e-13+1e-6*w || math.Abs(back[k]-w) > 1e-13+1e-6*w {
				t.Errorf("%s: %v, back %v, want %v", name, got, back, c.want)
			}
		}
	}
}

// Spaces that were made at known angles, in other bases and turned together.
func TestPrincipalAnglesPlanted(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	const n, r = 40, 4
	want := []float64{1e-6, 3, 33, 88}
	e := make([]float64, n*n)
	for k := range e {
		e[k] = random.NormFloat64()
	}
	q := basis(e, n)
	a, b := make([]float64, n*r), make([]float64, n*r)
	mixA, mixB := make([]float64, r*r), make([]float64, r*r)
	for k := range mixA {
		mixA[k], mixB[k] = random.NormFloat64(), random.NormFloat64()
	}
	for k, w := range want {
		sin, cos := math.Sincos(w * math.Pi / 180)
		for i := range n {
			for c := range r {
				a[i*r+c] += q[k][i] * mixA[k*r+c]
				b[i*r+c] += (cos*q[k][i] + sin*q[k+r][i]) * mixB[k*r+c]
			}
		}
	}
	for k, got := range PrincipalAngles(a, r, b, r) {
		if math.Abs(got-want[k]) > 1e-11 {
			t.Errorf("angle %d is %v, want %v", k, got, want[k])
		}
	}
}

// The evaluation is that of all cells, by steps or at once.
func TestEvaluate(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 16))
	x, m := some(t, 30, 20, 3, 0.3, random)
	m.AddBiases(3)
	m.UserBias[7], m.ItemBias[2] = 0.5, -0.25
	train, test := x.Split(0.3, random)
	e := Evaluate(m, train, test)
	low, high := math.Inf(1), math.Inf(-1)
	var trains, tests, all float64
	for i := range m.Users {
		for j := range m.Items {
			p := m.Predict(i, j)
			low, high = min(low, p), max(high, p)
			if v, ok := x.At(i, j); ok {
				d := (v - p) * (v - p)
				all += d
				if _, ok := test.At(i, j); ok {
					tests += d
				} else {
					trains += d
				}
			}
		}
	}
	for what, pair := range map[string][2]float64{
		"train": {e.Train, math.Sqrt(trains / float64(train.Len()))}, "test": {e.Test, math.Sqrt(tests / float64(test.Len()))},
		"low": {e.Low, low}, "high": {e.High, high}, "RMSE": {RMSE(m, x), math.Sqrt(all / float64(x.Len()))},
	} {
		if math.Abs(pair[0]-pair[1]) > 1e-12 {
			t.Errorf("%s is %v, want %v", what, pair[0], pair[1])
		}
	}
	if none := Evaluate(m, x, nil); !math.IsNaN(none.Test) || none.Low != e.Low {
		t.Errorf("%+v", none)
	}
}

// The errors of a user are the ratings minus the predictions.
func TestErrorsTo(t *testing.T) {
	x, _ := ratings.Generate(ratings.MovieLens100K, rand.New(rand.NewPCG(1, 1)))
	m := NewModel(x.Users, x.Items, 5)
	m.AddBiases(x.Mean())
	m.Normal(1, rand.New(rand.NewPCG(2, 2)))
	for i := range 9 {
		items, values := x.ByUser.Row(i)
		errors := make([]float64, len(items))
		m.ErrorsTo(errors, i, items, values)
		for k, j := range items {
			if want := values[k] - m.Predict(i, int(j)); errors[k] != want {
				t.Fatalf("user %d, item %d: %v, want %v", i, j, errors[k], want)
			}
		}
	}
}
