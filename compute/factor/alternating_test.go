package factor

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"zscape/compute/ratings"
	"zscape/compute/sparse"
)

// some returns random ratings, of which share are there, and a start.
func some(t testing.TB, users, items, r int, share float64, random *rand.Rand) (*ratings.Ratings, *Model) {
	t.Helper()
	var entries []ratings.Entry
	for i := range users {
		for j := range items {
			if random.Float64() < share {
				entries = append(entries, ratings.Entry{User: int32(i), Item: int32(j), Value: float64(1 + random.IntN(5))})
			}
		}
	}
	x, err := ratings.New(users, items, entries)
	if err != nil {
		t.Fatal(err)
	}
	m := NewModel(users, items, r)
	m.Uniform(1, random)
	return x, m
}

// slow does what Alternating does with dense matrices, as one writes it down.
type slow struct {
	x, mask, u, v *mat.Dense
	s             Settings
}

func newSlow(x *ratings.Ratings, m *Model, s Settings) *slow {
	d := &slow{mat.NewDense(m.Users, m.Items, nil), mat.NewDense(m.Users, m.Items, nil),
		mat.NewDense(m.Users, m.R, append([]float64(nil), m.U...)), mat.NewDense(m.Items, m.R, append([]float64(nil), m.V...)), s}
	for i := range m.Users {
		columns, values := x.ByUser.Row(i)
		for k, j := range columns {
			d.x.Set(i, int(j), values[k])
			d.mask.Set(i, int(j), 1)
		}
	}
	return d
}

func (d *slow) objective() float64 {
	var e mat.Dense
	e.Mul(d.u, d.v.T())
	e.Sub(d.x, &e)
	if d.s.Missing != Zeros {
		e.MulElem(&e, d.mask)
	}
	n, u, v := mat.Norm(&e, 2), mat.Norm(d.u, 2), mat.Norm(d.v, 2)
	return n*n/2 + d.s.Reg/2*(u*u+v*v)
}

// side updates u by the data x, of which mask is there, and v.
func (d *slow) side(u, v *mat.Dense, x, mask mat.Matrix) {
	_, r := u.Dims()
	var p, data, xv, g, step mat.Dense
	p.Mul(u, v.T())
	data.CloneFrom(x)
	rows, columns := data.Dims()
	for i := range rows {
		for j := range columns {
			if d.s.Missing >= Excluded && mask.At(i, j) == 0 {
				data.Set(i, j, p.At(i, j)) // for which Excluded has no error, either
			}
		}
	}
	xv.Mul(&data, v)
	g.Mul(v.T(), v)
	for k := range r {
		g.Set(k, k, g.At(k, k)+d.s.Reg)
	}
	if d.s.Order == Second {
		g.Inverse(&g)
		step.Mul(&xv, &g)
		step.Sub(&step, u)
	} else {
		step.Mul(u, &g)
		step.Sub(&xv, &step)
	}
	step.Scale(d.s.Rate, &step)
	u.Add(u, &step)
	if d.s.NonNegative {
		u.Apply(func(_, _ int, v float64) float64 { return max(v, 0) }, u)
	}
}

func (d *slow) epoch() {
	d.side(d.u, d.v, d.x, d.mask)
	d.side(d.v, d.u, d.x.T(), d.mask.T())
}

// Sparse products and identities give what dense matrices give, for every
// combination of settings and any number of factors.
func TestFastEqualsSlow(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, order := range []Order{First, Second} {
		for _, missing := range []Missing{Zeros, ExcludedAsPrinted, Excluded, Completed} {
			if order == Second && missing == Excluded {
				continue
			}
			for r := 1; r <= 13; r++ {
				s := Settings{Order: order, Missing: missing, NonNegative: random.IntN(2) == 0, Reg: 0.1, Rate: 0.7 + 0.3*random.Float64()}
				if order == First {
					s.Rate /= 100
				}
				x, m := some(t, 17, 11, r, 0.4, random)
				want := newSlow(x, m, s)
				d := NewAlternating(x, m, s)
				for epoch := range 8 {
					was := want.objective()
					want.epoch()
					Run(d, 1)
					if r := relative(d.History()[epoch:], []float64{was}); r > 1e-10 {
						t.Errorf("%+v, epoch %d: %v, want %v", s, epoch, d.History()[epoch], was)
					}
				}
				u, v := relative(m.U, want.u.RawMatrix().Data), relative(m.V, want.v.RawMatrix().Data)
				if o := d.Objective(); max(u, v) > 1e-8 || relative([]float64{o}, []float64{want.objective()}) > 1e-9 {
					t.Errorf("%+v, R=%d: U differs by %.2g, V by %.2g; %v and %v", s, r, u, v, o, want.objective())
				}
			}
		}
	}
}

// First moves against the gradient of the objective: that of finite differences.
func TestGradient(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, missing := range []Missing{Zeros, Excluded, Completed} {
		x, m := some(t, 9, 7, 3, 0.5, random)
		const rate, h = 1e-3, 1e-5
		before := m.Clone()
		d := NewAlternating(x, m, Settings{Order: First, Missing: missing, Rate: rate, Reg: 0.3})
		Run(d, 1)
		// U moved from where both were, V from where U was already new.
		for _, side := range []struct {
			was, is, at []float64
			from        *Model
		}{{before.U, m.U, nil, before.Clone()}, {before.V, m.V, nil, before.Clone()}} {
			at := side.from.U
			if &side.is[0] == &m.V[0] {
				copy(side.from.U, m.U)
				at = side.from.V
			}
			o := NewAlternating(x, side.from, Settings{Order: First, Missing: missing, Reg: 0.3})
			for k := range at {
				v := at[k]
				at[k] = v + h
				up := o.Objective()
				at[k] = v - h
				down := o.Objective()
				at[k] = v
				want, got := (up-down)/(2*h), (side.was[k]-side.is[k])/rate
				if math.Abs(got-want) > 1e-6*max(math.Abs(want), 1) {
					t.Fatalf("missing %d: the gradient is %v, by differences %v", missing, got, want)
				}
			}
		}
	}
}

// Where the fit is almost exact, the objective is a small difference of large
// sums; it is as exact as any, and so with Objective.
func TestCancellation(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	const users, items, r = 30, 20, 3
	truth := NewModel(users, items, r)
	truth.Uniform(3, random)
	var entries []ratings.Entry
	for i := range users {
		for j := range items {
			entries = append(entries, ratings.Entry{User: int32(i), Item: int32(j), Value: truth.Predict(i, j) + 1e-5*random.NormFloat64()})
		}
	}
	x, err := ratings.New(users, items, entries)
	if err != nil {
		t.Fatal(err)
	}
	m := NewModel(users, items, r)
	m.Uniform(1, random)
	s := Settings{Order: Second, Missing: Zeros, Rate: 1, Reg: 1e-14}
	want := newSlow(x, m, s)
	d := NewAlternating(x, m, s)
	for epoch := range 25 {
		was := want.objective()
		Run(d, 1)
		// The slow one goes on from the same numbers.
		copy(want.u.RawMatrix().Data, m.U)
		copy(want.v.RawMatrix().Data, m.V)
		if got := d.History()[epoch]; math.Abs(got-was) > 1e-9*was {
			t.Errorf("epoch %d: %v, want %v", epoch, got, was)
		}
		if got, now := d.Objective(), want.objective(); math.Abs(got-now) > 1e-9*now {
			t.Errorf("after epoch %d: %v, want %v", epoch, got, now)
		}
	}
	if last := want.objective(); last > 1e-6 {
		t.Errorf("the fit is not exact: %v", last)
	}
}

// With First, a rate that is a little within the largest does not raise the
// objective, whatever the start; and it is that of the eigenvalues.
func TestLargestRate(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for _, missing := range []Missing{Zeros, Excluded} {
		for range 20 {
			x, m := some(t, 14, 9, 3, 0.4, random)
			d := NewAlternating(x, m, Settings{Order: First, Missing: missing, Reg: 0.1})
			rate := d.LargestRate()
			before := d.Objective()
			inside := m.Clone()
			half(NewAlternating(x, inside, Settings{Order: First, Missing: missing, Rate: 0.999 * rate, Reg: 0.1}))
			if after := NewAlternating(x, inside, Settings{Missing: missing, Reg: 0.1}).Objective(); after > before {
				t.Errorf("missing %d: from %v to %v", missing, before, after)
			}
			// By gonum's eigenvalues.
			largest := 0.0
			for _, side := range []struct {
				v *sparse.Matrix
				f []float64
			}{{x.ByUser, m.V}, {x.ByItem, m.U}} {
				for i := range side.v.Rows {
					g := mat.NewSymDense(3, nil)
					columns, _ := side.v.Row(i)
					if missing == Zeros {
						columns = nil
						for j := range side.v.Cols {
							columns = append(columns, int32(j))
						}
					}
					for _, j := range columns {
						g.SymRankOne(g, 1, mat.NewVecDense(3, side.f[3*j:3*j+3]))
					}
					var e mat.EigenSym
					e.Factorize(g, false)
					largest = max(largest, e.Values(nil)[2])
				}
			}
			if want := 2 / (largest + 0.1); math.Abs(rate-want) > 1e-6*want {
				t.Errorf("missing %d: the rate %v, want %v", missing, rate, want)
			}
		}
	}
	x, m := some(t, 14, 9, 3, 0.4, random)
	if rate := NewAlternating(x, m, Settings{Order: Second}).LargestRate(); rate != 2 {
		t.Errorf("the rate %v of ridge solutions", rate)
	}
}

// half does the first half of an epoch, which updates U.
func half(d *Alternating) {
	for d.at < 5 {
		d.Step()
	}
}

// A start for which the largest rate decides: V fixed at one factor, U anything. One
// update of U multiplies its distance from the solution by 1 - rate*eigenvalue.
func TestBeyondLargestRate(t *testing.T) {
	x, m := some(t, 30, 6, 1, 1, rand.New(rand.NewPCG(9, 10)))
	for k := range m.V {
		m.V[k] = 10 // U's Hessian is far steeper than V's
	}
	for _, c := range []struct {
		part  float64
		rises bool
	}{{0.98, false}, {1.02, true}} {
		d := NewAlternating(x, m.Clone(), Settings{Order: First, Missing: Zeros})
		before := d.Objective()
		d.s.Rate = c.part * d.LargestRate()
		half(d)
		if after := d.Objective(); (after > before) != c.rises {
			t.Errorf("%v of the largest rate: from %v to %v", c.part, before, after)
		}
	}
}

// A rate that is much too large ends in a value, at once and without a hang.
func TestDiverges(t *testing.T) {
	x, m := some(t, 30, 20, 4, 0.3, rand.New(rand.NewPCG(11, 12)))
	for name, d := range map[string]Method{
		"zeros":    NewAlternating(x, m.Clone(), Settings{Order: First, Missing: Zeros, Rate: 1}),
		"excluded": NewAlternating(x, m.Clone(), Settings{Order: First, Missing: Excluded, Rate: 1}),
		"second":   NewAlternating(x, m.Clone(), Settings{Order: Second, Missing: Zeros, Rate: 3}),
		"sgd":      NewSGD(x, m.Clone(), 1, 0, rand.New(rand.NewPCG(1, 1))),
	} {
		Run(d, 1000)
		if !d.Diverged() || d.Epochs() >= 1000 {
			t.Errorf("%s: %d epochs, %v", name, d.Epochs(), d.History())
		}
		Run(d, 5)
		for range 1000 {
			d.Step() // goes on, to no purpose
		}
		if l, ok := d.(*Alternating); ok {
			l.LargestRate()
		}
		Evaluate(d.Model(), x, x)
	}
}

// Numbers that are none do not hang or crash what looks at them.
func TestNotANumber(t *testing.T) {
	x, m := some(t, 8, 6, 3, 0.5, rand.New(rand.NewPCG(13, 14)))
	for k := range m.U {
		m.U[k], m.V[k%len(m.V)] = math.NaN(), math.Inf(1)
	}
	for _, order := range []Order{First, Second} {
		d := NewAlternating(x, m.Clone(), Settings{Order: order, Rate: 1})
		Run(d, 3)
		d.LargestRate()
		if !d.Diverged() {
			t.Errorf("order %d: %v", order, d.History())
		}
	}
	Run(NewALS(x, m.Clone(), 0), 3)
	PrincipalAngles(m.U, 3, m.U, 3)
	if n := NearestTo(nil, m.U, m.V[:3], -1, 4); len(n) != 0 {
		t.Errorf("%v", n)
	}
	u := make([]float64, 3)
	m.FoldInTo(u, []int32{0, 2}, []float64{3, 4}, FoldIn{})
	m.FoldInTo(u, []int32{0, 2}, []float64{3, 4}, FoldIn{NonNegative: true})
}

// Steps are short, and so many on large tables; Part only grows within an epoch.
func TestSteps(t *testing.T) {
	x, _ := ratings.Generate(ratings.MovieLens100K, rand.New(rand.NewPCG(1, 0)))
	m := NewModel(x.Users, x.Items, 10)
	m.AddBiases(x.Mean())
	plain := NewModel(x.Users, x.Items, 10)
	plain.Uniform(1, rand.New(rand.NewPCG(2, 0)))
	m.Normal(0.1, rand.New(rand.NewPCG(2, 0)))
	for name, c := range map[string]struct {
		d    Method
		most int
	}{
		"zeros": {NewAlternating(x, plain, Settings{Order: Second, Rate: 1, Reg: 1}), 12},
		"als":   {NewALS(x, m, 5), 60},
		"sgd":   {NewSGD(x, m, 0.01, 0.05, rand.New(rand.NewPCG(3, 0))), 25},
	} {
		for range 2 {
			steps, part := 1, 0.0
			for ; !c.d.Step(); steps++ {
				if p := c.d.Part(); !(p > part && p < 1) {
					t.Fatalf("%s: from %v to %v", name, part, p)
				}
				part = c.d.Part()
			}
			if steps < 5 && name != "als" || steps > c.most || c.d.Part() != 0 {
				t.Errorf("%s: %d steps", name, steps)
			}
			t.Logf("%s: %d steps", name, steps)
		}
	}
}

func TestNoAllocations(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 16))
	x, m := some(t, 40, 30, 6, 0.3, random)
	biased := m.Clone()
	biased.AddBiases(3)
	methods := []Method{NewALS(x, m.Clone(), 1), NewALS(x, biased, 1), NewSGD(x, biased, 0.01, 0.1, random)}
	for _, s := range printed {
		s.Rate, s.Reg = min(1, 0.001+float64(s.Order)), 0.1
		methods = append(methods, NewAlternating(x, m.Clone(), s))
	}
	for k, d := range methods {
		if n := testing.AllocsPerRun(20, func() {
			Run(d, 1)
			d.Objective()
			if a, ok := d.(*Alternating); ok {
				a.LargestRate()
			}
		}); n != 0 {
			t.Errorf("method %d allocates %v times an epoch", k, n)
		}
	}
	row := make([]float64, m.Items)
	near := make([]Neighbour, 0, 8)
	if n := testing.AllocsPerRun(20, func() {
		m.PredictUserTo(row, 3)
		RMSE(m, x)
		near = NearestTo(near[:0], m.U, m.U[:m.R], 0, 8)
	}); n != 0 {
		t.Errorf("looking allocates %v times", n)
	}
}

func TestPanics(t *testing.T) {
	x, m := some(t, 5, 4, 2, 0.5, rand.New(rand.NewPCG(17, 18)))
	biased := m.Clone()
	biased.AddBiases(1)
	for name, f := range map[string]func(){
		"shape":     func() { NewAlternating(x, NewModel(4, 5, 2), Settings{}) },
		"factors":   func() { NewAlternating(x, NewModel(5, 4, 0), Settings{}) },
		"biases":    func() { NewAlternating(x, biased, Settings{}) },
		"excluded":  func() { NewAlternating(x, m, Settings{Order: Second, Missing: Excluded}) },
		"nothing":   func() { NewALS(x, NewModel(5, 4, 0), 1) },
		"negative":  func() { NewModel(1, 1, -1) },
		"too many":  func() { NewModel(1, 1, MaxR+1) },
		"dst":       func() { m.PredictUserTo(make([]float64, 3), 0) },
		"fold":      func() { m.FoldInTo(make([]float64, 3), nil, nil, FoldIn{}) },
		"dimension": func() { PrincipalAngles(m.U, 2, m.V, 2) },
	} {
		func() {
			defer func() {
				if s, ok := recover().(string); !ok || len(s) < 7 || s[:7] != "factor:" {
					t.Errorf("%s: %v", name, s)
				}
			}()
			f()
		}()
	}
}
