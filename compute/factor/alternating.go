package factor

import (
	"fmt"
	"math"

	"zscape/compute/ratings"
	"zscape/compute/sparse"
)

// Order says how a side of the model is updated, the other one being fixed.
type Order int

const (
	// First is gradient descent: it moves by -Rate times the gradient.
	First Order = iota

	// Second moves it the fraction Rate of the way to where the objective is least,
	// the solution of a ridge regression: 1 is a full step, less is damped.
	Second
)

// Missing says how missing ratings are treated.
type Missing int

const (
	// Zeros takes them for ratings of 0.
	Zeros Missing = iota

	// ExcludedAsPrinted takes them for zeros in all updates, but leaves them out
	// of the objective that is recorded: what a loop computes that masks the error
	// but not the update.
	ExcludedAsPrinted

	// Excluded leaves them out. With Second it is ALS, which is a type of its own.
	Excluded

	// Completed puts the prediction in their place before every update. The
	// objective leaves them out. With First it is the same as Excluded.
	Completed
)

// Settings are those of Alternating.
type Settings struct {
	Order   Order
	Missing Missing

	// NonNegative sets factors below 0 to 0 after each update. With Second that
	// is not the least objective among nonnegative factors, so that the history may
	// rise. (The multiplicative updates of D. D. Lee and H. S. Seung,
	// "Algorithms for Non-negative Matrix Factorization", NIPS 13, 2001, never do that.)
	NonNegative bool

	Rate, Reg float64
}

// Alternating updates U and then, with the new U, V. The objective sums over all
// Users x Items with Zeros, else over the ratings.
//
// No matrix of Users x Items is made. With Zeros an update needs X V, which has as
// many products as X has ratings, and (U V^T) V = U (V^T V); with Completed the
// completed matrix is U V^T plus a matrix that is as sparse as X. Y. Hu, Y. Koren, C.
// Volinsky, "Collaborative Filtering for Implicit Feedback Datasets" (ICDM 2008), take the
// same way.
//
// That the objective is recorded before the update follows the usual loop, whose
// first entry belongs to the start.
type Alternating struct {
	stepper
	history
	x *ratings.Ratings
	m *Model
	s Settings

	product []float64 // of the data and the other side, one row for each row
	gu, gv  []float64 // U^T U and V^T V
	next    []float64 // the one that is being made
	solver  *solver
	normal  []float64 // scratch of a row
	scratch []float64 // 2 r + 2 r^2

	begun      bool    // gu and gv are those of the model
	norm       float64 // sum of squares of the ratings
	sum        float64 // of a phase
	solvable   bool
	cancelling bool // this objective has to be summed over all cells
}

// NewAlternating returns a method that improves m, which has one factor at least
// and no biases, and keeps x and m. It panics if they do not fit together or with
// the settings.
func NewAlternating(x *ratings.Ratings, m *Model, s Settings) *Alternating {
	m.check(x)
	if m.R == 0 || m.UserBias != nil || s.Order == Second && s.Missing == Excluded {
		panic(fmt.Sprintf("factor: no alternating updates of %d factors with the settings %+v", m.R, s))
	}
	r := m.R
	d := &Alternating{history: newHistory(), x: x, m: m, s: s,
		product: make([]float64, max(x.Users, x.Items)*r),
		gu:      make([]float64, r*r), gv: make([]float64, r*r), next: make([]float64, r*r),
		solver: newSolver(r), normal: make([]float64, r), scratch: make([]float64, 2*r+2*r*r),
		norm: sumOfSquares(x.ByUser.Value),
	}
	// The first Gram matrices, once.
	first := func(f []float64, rows int, g *[]float64) phase {
		return phase{rows: rows, each: r*r + 10,
			skip:  func() bool { return d.begun },
			begin: func() { clear(d.next) },
			do: func(from, to int) {
				for i := from; i < to; i++ {
					addGram(d.next, f[i*r:(i+1)*r])
				}
			},
			end: func() { d.finish(g) },
		}
	}
	entry := r
	if s.Missing != Zeros {
		entry = 2 * r
	}
	gatherU := phase{rows: x.Users, start: x.ByUser.Start, each: 10, entry: entry,
		begin: func() { d.sum, d.begun = 0, true },
		do:    func(from, to int) { d.gather(x.ByUser, m.U, m.V, from, to) },
		end:   d.record,
	}
	exact := phase{rows: x.Users, each: x.Items * (r + 8),
		skip:  func() bool { return !d.cancelling },
		begin: func() { d.sum = 0 },
		do:    func(from, to int) { d.sum += d.squares(from, to) },
		end:   func() { d.values = append(d.values, d.sum/2+d.penalty()) },
	}
	updateU := phase{rows: x.Users, each: 2*r*r + 10,
		begin: func() { d.prepare(d.gv) },
		do:    func(from, to int) { d.update(m.U, d.gv, from, to) },
		end:   func() { d.finish(&d.gu) },
	}
	gatherV := phase{rows: x.Items, start: x.ByItem.Start, each: 10, entry: entry,
		do: func(from, to int) { d.gather(x.ByItem, m.V, m.U, from, to) },
	}
	updateV := phase{rows: x.Items, each: 2*r*r + 10,
		begin: func() { d.prepare(d.gu) },
		do:    func(from, to int) { d.update(m.V, d.gu, from, to) },
		end:   func() { d.finish(&d.gv) },
	}
	d.phases = []phase{first(m.U, x.Users, &d.gu), first(m.V, x.Items, &d.gv), gatherU, exact, updateU, gatherV, updateV}
	return d
}

// Model returns the model.
func (d *Alternating) Model() *Model { return d.m }

// gather makes rows of product, of the data and the factors other, for the update
// of mine. sum grows by what the objective needs of that.
func (d *Alternating) gather(v *sparse.Matrix, mine, other []float64, from, to int) {
	r := d.m.R
	for i := from; i < to; i++ {
		columns, values := v.Row(i)
		a, u := d.product[i*r:(i+1)*r], mine[i*r:(i+1)*r]
		switch {
		case d.s.Missing == Zeros:
			gather(a, columns, values, other, r)
			d.sum += dot(a, u)
		case d.s.Missing == ExcludedAsPrinted && v == d.x.ByItem:
			gather(a, columns, values, other, r) // its error was recorded before
		default:
			d.sum += residual(a, u, columns, values, other, d.s.Missing == ExcludedAsPrinted)
		}
	}
}

// cancellation is the part of |X|^2 + |U V^T|^2 below which their difference from
// twice the inner product is not taken for |X - U V^T|^2.
//
// The three terms are sums with errors of a few 1e-16 of themselves for each of the
// roots of their lengths, together some 1e-15 of the terms, whatever the
// difference is: at this limit that is 1e-11 of the difference. Below, it is summed cell
// by cell, as small as it is. A sparse X is never fitted as well as that, unless it is
// nearly 0 or has few rows, so this costs nothing where it would cost a lot.
const cancellation = 1e-4

// record computes the objective from the sums of the first phase, when both sides
// are as they were before the update.
func (d *Alternating) record() {
	d.cancelling = false
	squares := d.sum
	if d.s.Missing == Zeros {
		fitted := dot(d.gu, d.gv) // trace of (U^T U)(V^T V), which is |U V^T|^2
		squares = d.norm - 2*d.sum + fitted
		if d.cancelling = squares < cancellation*(d.norm+fitted); d.cancelling {
			return // the next phase does it
		}
	}
	d.values = append(d.values, squares/2+d.penalty())
}

// penalty is the regularization's part of the objective.
func (d *Alternating) penalty() float64 {
	var trace float64
	for k := 0; k < len(d.gu); k += d.m.R + 1 {
		trace += d.gu[k] + d.gv[k]
	}
	return d.s.Reg / 2 * trace
}

// prepare begins the update of a side; g is the other one's V^T V.
func (d *Alternating) prepare(g []float64) {
	clear(d.next)
	d.solvable = d.s.Order == First || d.solver.prepare(g, d.m.R, d.s.Reg)
}

// update makes new rows of the factors f, and their part of f^T f. Without a
// solution, as for V = 0 without regularization, they stay.
func (d *Alternating) update(f, g []float64, from, to int) {
	r, rate, reg := d.m.R, d.s.Rate, d.s.Reg
	a := d.normal
	for i := from; i < to; i++ {
		u := f[i*r : (i+1)*r]
		copy(a, d.product[i*r:(i+1)*r])
		switch {
		case d.s.Order == Second && d.solvable:
			if d.s.Missing == Completed {
				for k := range a {
					a[k] += dot(g[k*r:(k+1)*r], u)
				}
			}
			d.solver.solve(a)
			for k, v := range a {
				u[k] = (1-rate)*u[k] + rate*v
			}
		case d.s.Order == First:
			// The prediction in place of what is missing adds nothing to the
			// gradient; zeros there do.
			if d.s.Missing <= ExcludedAsPrinted {
				for k := range a {
					a[k] -= dot(g[k*r:(k+1)*r], u)
				}
			}
			for k, v := range a {
				u[k] += rate * (v - reg*u[k])
			}
		}
		if d.s.NonNegative {
			for k, v := range u {
				if v < 0 {
					u[k] = 0
				}
			}
		}
		addGram(d.next, u)
	}
}

// finish puts the new Gram matrix in its place.
func (d *Alternating) finish(g *[]float64) {
	reflect(d.next, d.m.R)
	*g, d.next = d.next, *g
}

// squares sums the squares of x - prediction over all items of some users.
func (d *Alternating) squares(from, to int) (sum float64) {
	m := d.m
	for i := from; i < to; i++ {
		columns, values := d.x.ByUser.Row(i)
		u := m.U[i*m.R : (i+1)*m.R]
		for j, k := 0, 0; j < m.Items; j++ {
			e := dot(u, m.V[j*m.R:(j+1)*m.R])
			if k < len(columns) && int(columns[k]) == j {
				e -= values[k]
				k++
			}
			sum += e * e
		}
	}
	return sum
}

// Objective returns the objective as it is now.
func (d *Alternating) Objective() float64 {
	m := d.m
	var squares float64
	if d.s.Missing == Zeros {
		var product float64
		for i := range m.Users {
			columns, values := d.x.ByUser.Row(i)
			u := m.U[i*m.R : (i+1)*m.R]
			for k, j := range columns {
				product += values[k] * dot(u, m.V[int(j)*m.R:(int(j)+1)*m.R])
			}
		}
		gu, gv := d.scratch[:m.R*m.R], d.scratch[m.R*m.R:2*m.R*m.R]
		gramTo(gu, m.U, m.R)
		gramTo(gv, m.V, m.R)
		fitted := dot(gu, gv)
		if squares = d.norm - 2*product + fitted; squares < cancellation*(d.norm+fitted) {
			squares = d.squares(0, m.Users)
		}
	} else {
		squares = sumOfErrors(m, d.x)
	}
	return squares/2 + d.s.Reg/2*(sumOfSquares(m.U)+sumOfSquares(m.V))
}

// sumOfErrors returns the sum of (x - prediction)^2 over the ratings.
func sumOfErrors(m *Model, x *ratings.Ratings) (sum float64) {
	for i := range x.Users {
		sum += sumOfErrorsOf(m, x, i)
	}
	return sum
}

// sumOfErrorsOf is sumOfErrors of one user.
func sumOfErrorsOf(m *Model, x *ratings.Ratings, i int) (sum float64) {
	columns, values := x.ByUser.Row(i)
	u := m.U[i*m.R : (i+1)*m.R]
	var bias float64
	if m.UserBias != nil {
		bias = m.Mean + m.UserBias[i]
	}
	for k, j := range columns {
		e := values[k] - bias - dot(u, m.V[int(j)*m.R:(int(j)+1)*m.R])
		if m.UserBias != nil {
			e -= m.ItemBias[j]
		}
		sum += e * e
	}
	return sum
}

// LargestRate returns the rate up to which neither an update of U nor one of V,
// each from where the model is now, can raise the objective, but for projections.
//
// In one side of the model, the other fixed, the objective is a quadratic function
// of each row, whose Hessian matrix is V^T V + Reg I; where the missing is excluded
// or completed, V has only the rows of what that user rated. With First a step
// multiplies the error along an eigenvector by 1 - rate*eigenvalue, so it grows if
// the rate exceeds 2/eigenvalue: the largest eigenvalue of all these matrices, and
// those of items, decides. It changes as the factors do: the factors of a run that
// was a little beyond it may shrink until they are within it again, and those of one
// that was within it may grow out of it.
//
// With Second a step multiplies the distance from the solution by 1 - rate, so it
// is 2, whatever the model.
//
// It takes as long as an epoch at most. It is +Inf if the model and Reg are zero.
func (d *Alternating) LargestRate() float64 {
	if d.s.Order == Second {
		return 2
	}
	var largest float64
	for _, side := range []struct {
		view  *sparse.Matrix
		other []float64
	}{{d.x.ByUser, d.m.V}, {d.x.ByItem, d.m.U}} {
		largest = max(largest, d.curvature(side.view, side.other))
	}
	return 2 / (largest + d.s.Reg)
}

// curvature returns the largest eigenvalue of the Hessian matrices of the rows of
// v, without regularization.
func (d *Alternating) curvature(v *sparse.Matrix, other []float64) (largest float64) {
	r := d.m.R
	a, b, g := d.scratch[:r], d.scratch[r:2*r], d.scratch[2*r:2*r+r*r]
	if d.s.Missing <= ExcludedAsPrinted {
		gramTo(g, other, r)
		return largestEigenvalue(g, r, a, b)
	}
	for i := range v.Rows {
		columns, _ := v.Row(i)
		// The trace is the sum of the eigenvalues, so most rows need no more.
		var trace float64
		for _, j := range columns {
			trace += sumOfSquares(other[int(j)*r : (int(j)+1)*r])
		}
		if !(trace > largest) {
			continue
		}
		clear(g)
		for _, j := range columns {
			addGram(g, other[int(j)*r:(int(j)+1)*r])
		}
		reflect(g, r)
		if l := largestEigenvalue(g, r, a, b); l > largest || math.IsNaN(l) {
			largest = l
		}
	}
	return largest
}
