package factor

import (
	"zscape/compute/ratings"
	"zscape/compute/sparse"
)

// ALS is alternating least squares over the ratings alone: in turn, the factors
// and the bias of every user, and then those of every item, are set to where the
// objective is least, the others being fixed. Each is a ridge regression of its own,
// on the factors of what was rated. The objective never rises.
//
// It is the method of Y. Zhou, D. Wilkinson, R. Schreiber, R. Pan, "Large-Scale
// Parallel Collaborative Filtering for the Netflix Prize" (AAIM 2008), here with
// biases, and a regularization that does not grow with the number of ratings.
//
// With no factors, R = 0, it computes the baseline of biases alone.
type ALS struct {
	stepper
	history
	x   *ratings.Ratings
	m   *Model
	reg float64

	solver *solver
	width  int       // of the following, padded with zeros
	rows   []float64 // the factors of the other side, and 1 if there are biases, for batch ratings
	g      []float64 // their products
	b      []float64
	sum    float64
}

// NewALS returns a method that improves m, its biases too if it has any, and keeps
// x and m. It panics if they do not fit together, or if m has neither factors nor
// biases.
func NewALS(x *ratings.Ratings, m *Model, reg float64) *ALS {
	m.check(x)
	n := m.R
	if m.UserBias != nil {
		n++
	}
	if n == 0 {
		panic("factor: a model of neither factors nor biases")
	}
	d := &ALS{history: newHistory(), x: x, m: m, reg: reg,
		solver: newSolver(n), width: padded(n)}
	w := d.width
	d.rows, d.g, d.b = make([]float64, batch*w), make([]float64, w*w), make([]float64, w)
	solve := n*n*n/3 + 2*n*n + 10
	d.phases = []phase{
		{rows: x.Users, start: x.ByUser.Start, each: solve, entry: n*n/2 + 2*n,
			begin: func() { d.sum = 0 },
			do:    func(from, to int) { d.users(from, to) },
			end:   func() { d.values = append(d.values, d.sum/2) },
		},
		{rows: x.Items, start: x.ByItem.Start, each: solve, entry: n*n/2 + n,
			do: func(from, to int) { d.items(from, to) },
		},
	}
	return d
}

// Model returns the model.
func (d *ALS) Model() *Model { return d.m }

// users solves for users. On the way it sums the objective as it was before: an
// error depends on one user, so that of those to come has not changed yet.
func (d *ALS) users(from, to int) {
	m := d.m
	if from == 0 {
		d.sum += d.reg * (sumOfSquares(m.V) + sumOfSquares(m.ItemBias))
	}
	for i := from; i < to; i++ {
		u := m.U[i*m.R : (i+1)*m.R]
		d.sum += sumOfErrorsOf(m, d.x, i) + d.reg*sumOfSquares(u)
		var bias *float64
		if m.UserBias != nil {
			bias = &m.UserBias[i]
			d.sum += d.reg * *bias * *bias
		}
		d.row(d.x.ByUser, i, u, m.V, bias, m.ItemBias)
	}
}

func (d *ALS) items(from, to int) {
	m := d.m
	for j := from; j < to; j++ {
		var bias *float64
		if m.ItemBias != nil {
			bias = &m.ItemBias[j]
		}
		d.row(d.x.ByItem, j, m.V[j*m.R:(j+1)*m.R], m.U, bias, m.UserBias)
	}
}

// row solves for the factors u and the bias of row i. If there is no solution,
// as without ratings and regularization, they stay.
func (d *ALS) row(v *sparse.Matrix, i int, u, other []float64, bias *float64, otherBias []float64) {
	columns, values := v.Row(i)
	r, w := len(u), d.width
	clear(d.g)
	clear(d.b)
	for len(columns) > 0 {
		n := min(len(columns), batch)
		for k, j := range columns[:n] {
			f := d.rows[k*w : (k+1)*w]
			copy(f, other[int(j)*r:(int(j)+1)*r])
			e := values[k]
			if bias != nil {
				f[r] = 1
				e -= d.m.Mean + otherBias[j]
			}
			addScaled(d.b, e, f)
		}
		addGrams(d.g, d.rows[:n*w], w)
		columns, values = columns[n:], values[n:]
	}
	if !d.solver.prepare(d.g, w, d.reg) {
		return
	}
	d.solver.solve(d.b)
	copy(u, d.b)
	if bias != nil {
		*bias = d.b[r]
	}
}

// Objective returns the objective as it is now.
func (d *ALS) Objective() float64 {
	m := d.m
	return sumOfErrors(m, d.x)/2 + d.reg/2*(sumOfSquares(m.U)+sumOfSquares(m.V)+sumOfSquares(m.UserBias)+sumOfSquares(m.ItemBias))
}
