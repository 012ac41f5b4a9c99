// Package factor factorizes matrices of ratings: X, Users x Items, of which
// most is missing, is approximated by U V^T with R columns each, and perhaps
// biases.
//
// All methods minimise, each in its way and over what it takes for data,
//
//	1/2 sum (x - prediction)^2 + Reg/2 (|U|^2 + |V|^2 + |biases|^2)
//
// where |.|^2 is the sum of squares; SGD alone weighs the latter otherwise. They
// are Methods: an epoch is a sequence of
// short steps, after each of which one may stop and look.
//
// Nothing panics because of the numbers: a method that diverges ends in values
// that are not finite, and says so.
//
// The models are those of Y. Koren, R. Bell, C. Volinsky, "Matrix Factorization
// Techniques for Recommender Systems", IEEE Computer 42(8), 2009.
package factor

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"zscape/compute/ratings"
)

// MaxR is the largest number of factors.
const MaxR = 64

// Model predicts ratings: of user i and item j it is
//
//	Mean + UserBias[i] + ItemBias[j] + U[i]·V[j]
type Model struct {
	Users, Items, R int
	U, V            []float64 // Users x R and Items x R, row-major

	// Mean is 0, and both are nil, in a model without biases.
	Mean               float64
	UserBias, ItemBias []float64
}

// NewModel returns a model without biases whose factors are zero. R may be 0.
func NewModel(users, items, r int) *Model {
	if users < 0 || items < 0 || r < 0 || r > MaxR {
		panic(fmt.Sprintf("factor: a model of %d users, %d items and %d factors", users, items, r))
	}
	return &Model{Users: users, Items: items, R: r, U: make([]float64, users*r), V: make([]float64, items*r)}
}

// AddBiases gives the model biases of zero, and the mean.
func (m *Model) AddBiases(mean float64) {
	m.Mean, m.UserBias, m.ItemBias = mean, make([]float64, m.Users), make([]float64, m.Items)
}

// Uniform sets U and then V to random numbers in [0, high).
func (m *Model) Uniform(high float64, random *rand.Rand) {
	m.FillWith(nil, func() float64 { return high * random.Float64() })
}

// Normal sets U and then V to normally distributed numbers.
func (m *Model) Normal(deviation float64, random *rand.Rand) {
	m.FillWith(nil, func() float64 { return deviation * random.NormFloat64() })
}

// FillWith sets U and then V to numbers, one after the other. It tells by work, unless that
// is nil, every few thousand.
func (m *Model) FillWith(work func(numbers int), next func() float64) {
	for _, f := range [][]float64{m.U, m.V} {
		for part := range slices.Chunk(f, 1<<12) {
			for k := range part {
				part[k] = next()
			}
			if work != nil {
				work(len(part))
			}
		}
	}
}

// Clone returns a copy.
func (m *Model) Clone() *Model {
	c := *m
	c.U, c.V = append([]float64(nil), m.U...), append([]float64(nil), m.V...)
	if m.UserBias != nil {
		c.UserBias, c.ItemBias = append([]float64(nil), m.UserBias...), append([]float64(nil), m.ItemBias...)
	}
	return &c
}

// Predict returns the prediction for a user and an item, counted from 0. It is
// not held within the range of the ratings.
func (m *Model) Predict(user, item int) float64 {
	p := dot(m.U[user*m.R:(user+1)*m.R], m.V[item*m.R:(item+1)*m.R])
	if m.UserBias != nil {
		p += m.Mean + m.UserBias[user] + m.ItemBias[item]
	}
	return p
}

// PredictUserTo sets dst to the predictions of a user for all items.
func (m *Model) PredictUserTo(dst []float64, user int) {
	checkLen("dst", len(dst), m.Items)
	products(dst, m.U[user*m.R:(user+1)*m.R], m.V)
	if m.UserBias != nil {
		b := m.Mean + m.UserBias[user]
		for j := range dst {
			dst[j] += b + m.ItemBias[j]
		}
	}
}

// ErrorsTo sets dst to the values minus the predictions of a user for the items, as many.
func (m *Model) ErrorsTo(dst []float64, user int, items []int32, values []float64) {
	checkLen("dst", len(dst), len(items))
	checkLen("values", len(values), len(items))
	r := m.R
	u := m.U[user*r : (user+1)*r]
	for k, j := range items {
		p := dot(u, m.V[int(j)*r:(int(j)+1)*r])
		if m.UserBias != nil {
			p += m.Mean + m.UserBias[user] + m.ItemBias[j]
		}
		dst[k] = values[k] - p
	}
}

// check panics if the model does not fit the ratings.
func (m *Model) check(x *ratings.Ratings) {
	if m.Users != x.Users || m.Items != x.Items {
		panic(fmt.Sprintf("factor: a model of %d x %d for %d x %d ratings", m.Users, m.Items, x.Users, x.Items))
	}
	checkLen("U", len(m.U), m.Users*m.R)
	checkLen("V", len(m.V), m.Items*m.R)
	if m.UserBias != nil || m.ItemBias != nil {
		checkLen("UserBias", len(m.UserBias), m.Users)
		checkLen("ItemBias", len(m.ItemBias), m.Items)
	}
}

func checkLen(name string, n, want int) {
	if n != want {
		panic(fmt.Sprintf("factor: %s has length %d, want %d", name, n, want))
	}
}

// Method improves a Model.
type Method interface {
	// Step does a piece of work of about a millisecond, and reports whether an
	// epoch ended with it.
	Step() (epoch bool)

	// Epochs returns how many epochs have ended, and Part what part of one has
	// passed since, 0 to 1.
	Epochs() int
	Part() float64

	// History returns the objective before each update, so that it has an entry
	// as soon as its epoch has come to its first update. It belongs to the
	// method.
	History() []float64

	// Objective returns what the objective is now. It takes as long as half an
	// epoch.
	Objective() float64

	// Model returns the model. It changes with every step; only between epochs
	// are both sides of it of the same age.
	Model() *Model

	// Diverged reports whether the history says that the model has diverged: the
	// objective is not finite, or a million times what it was.
	Diverged() bool

	// Place returns where the method is between two epochs, and Restore brings one
	// of the same kind there, whose ratings are the same and whose model is as it
	// was then: it goes on as if it had never stopped, to the bit, if its
	// random numbers do. Restore returns ErrPlace for one that does not fit.
	Place() Place
	Restore(Place) error
}

// Run does n epochs, fewer if the method diverges.
func Run(m Method, n int) {
	for ; n > 0 && !m.Diverged(); n-- {
		for !m.Step() {
		}
	}
}

// history is that of the objective.
type history struct{ values []float64 }

func newHistory() history { return history{make([]float64, 0, 1024)} }

func (h *history) History() []float64 { return h.values }

func (h *history) Diverged() bool {
	n := len(h.values)
	return n > 0 && !(h.values[n-1] <= 1e6*(h.values[0]+1))
}

// stepper runs through the phases of an epoch, over and over. A phase is work on
// rows, and a step does as many rows as cost about stepWork.
type stepper struct {
	phases    []phase
	at, row   int
	completed int
}

type phase struct {
	rows  int
	start []int // of the entries of each row, or nil
	each  int   // cost of a row
	entry int   // cost of an entry of a row
	begin func()
	do    func(from, to int)
	end   func()
	skip  func() bool // nil: never
}

// stepWork is the cost of a step, in multiplications or so.
const stepWork = 400_000

func (s *stepper) Step() (epoch bool) {
	p := &s.phases[s.at]
	skip := s.row == 0 && p.skip != nil && p.skip()
	if !skip {
		if s.row == 0 && p.begin != nil {
			p.begin()
		}
		from, work := s.row, 0
		for s.row < p.rows && work < stepWork {
			work += p.each
			if p.start != nil {
				work += p.entry * (p.start[s.row+1] - p.start[s.row])
			}
			s.row++
		}
		if s.row > from {
			p.do(from, s.row)
		}
		if s.row < p.rows {
			return false
		}
		if p.end != nil {
			p.end()
		}
	}
	s.row = 0
	if s.at++; s.at == len(s.phases) {
		s.at = 0
		s.completed++
		return true
	}
	return false
}

func (s *stepper) Epochs() int { return s.completed }

// Part takes the phases of an epoch for equally long.
func (s *stepper) Part() float64 {
	f := float64(s.at)
	if rows := s.phases[s.at].rows; rows > 0 {
		f += float64(s.row) / float64(rows)
	}
	return f / float64(len(s.phases))
}

// dot returns the inner product of vectors of the same length. In fours, for
// whose elements no bounds are checked: elsewhere than on a native machine that is most
// of the time.
func dot(a, b []float64) float64 {
	b = b[:len(a)]
	var s, t float64
	k := 0
	for ; k+4 <= len(a); k += 4 {
		p, q := (*[4]float64)(a[k:]), (*[4]float64)(b[k:])
		s += p[0]*q[0] + p[1]*q[1]
		t += p[2]*q[2] + p[3]*q[3]
	}
	for ; k < len(a); k++ {
		s += a[k] * b[k]
	}
	return s + t
}

// addScaled adds s times v to dst.
func addScaled(dst []float64, s float64, v []float64) {
	v = v[:len(dst)]
	k := 0
	for ; k+4 <= len(dst); k += 4 {
		p, q := (*[4]float64)(dst[k:]), (*[4]float64)(v[k:])
		p[0] += s * q[0]
		p[1] += s * q[1]
		p[2] += s * q[2]
		p[3] += s * q[3]
	}
	for ; k < len(dst); k++ {
		dst[k] += s * v[k]
	}
}

func sumOfSquares(a []float64) float64 {
	var s float64
	for _, v := range a {
		s += v * v
	}
	return s
}
