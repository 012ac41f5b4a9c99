package leastsquares

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"

	"zscape/compute/linalg"
)

// Descent is a rule that improves the weights w of one discriminant, whose sum
// of squares is J(w) = |X w - b|^2, by small steps.
type Descent interface {
	// Step does one step: an update with all patterns in GradientDescent, a look
	// at one pattern in WidrowHoff and Perceptron.
	Step()

	// Steps returns how many steps have been done, and Epochs how many times all
	// patterns have been used.
	Steps() int
	Epochs() int

	// W returns the weights. They change with the next step.
	W() []float64

	// J returns the sum of squares of the present weights.
	J() float64

	// Diverged reports whether the weights have diverged: J is not finite, or more
	// than a million times the sum of its first value and the number of patterns.
	Diverged() bool

	// Place returns where the rule is, and Restore brings one of the same kind, with
	// the same patterns, there: its steps are the same from then on, to the bit, if
	// its random numbers are. Restore returns ErrPlace for one that does not fit.
	Place() Place
	Restore(Place) error
}

// Place is where a Descent is, between two steps.
type Place struct {
	W     []float64 // the weights
	Limit float64   // of J, above which they have diverged
	Steps int

	// Of the rules that take one pattern at a time; else zero.
	Order    []int // of the patterns
	Next     int   // pattern's place in it
	Epoch    int
	Mistakes int // of the Perceptron, in this epoch
	Stopped  bool
}

// ErrPlace says that a Place does not belong to the Descent that is to be restored.
var ErrPlace = errors.New("leastsquares: not a place of this descent")

// LargestPatternRate returns the learning rate up to which WidrowHoff cannot
// diverge: the least of 2/|x_p|^2. A step multiplies the error at its pattern by
// 1 - rate |x_p|^2; below this rate, every step brings the error of its pattern
// down. The rule as a whole may stand somewhat larger rates. It is +Inf without
// patterns.
func LargestPatternRate(x linalg.Array) float64 {
	n, _ := size("X", x)
	rate := math.Inf(1)
	for p := range n {
		r := row(x, p)
		rate = min(rate, 2/dot(r, r))
	}
	return rate
}

// weights is what all rules have in common.
type weights struct {
	x     linalg.Array
	b, w  []float64
	steps int
	limit float64 // of J
}

// newWeights starts at a copy of w, or at zero if w is nil.
func newWeights(x linalg.Array, b, w []float64) weights {
	n, dim := size("X", x)
	checkLen("b", len(b), n)
	s := weights{x: x, b: b, w: make([]float64, dim)}
	if w != nil {
		checkLen("w", len(w), dim)
		copy(s.w, w)
	}
	s.limit = 1e6 * (s.J() + float64(n))
	return s
}

func (s *weights) Steps() int   { return s.steps }
func (s *weights) W() []float64 { return s.w }

func (s *weights) J() float64 {
	var j float64
	for p, want := range s.b {
		e := dot(row(s.x, p), s.w) - want
		j += e * e
	}
	return j
}

func (s *weights) Diverged() bool { return !(s.J() <= s.limit) }

func (s *weights) Place() Place {
	return Place{W: slices.Clone(s.w), Limit: s.limit, Steps: s.steps}
}

func (s *weights) Restore(p Place) error {
	if len(p.W) != len(s.w) || p.Steps < 0 {
		return ErrPlace
	}
	copy(s.w, p.W)
	s.limit, s.steps = p.Limit, p.Steps
	return nil
}

// GradientDescent moves the weights against the gradient of J: a step is w -=
// Rate X^T (X w - b). (The gradient of J has a factor 2; the rule is
// usually stated for J/2.) It converges if Rate is positive and less than
// Surface.LargestRate. Every step is an epoch.
type GradientDescent struct {
	Rate float64
	weights
	grad []float64
}

// NewGradientDescent starts at a copy of w, or at zero if w is nil. It keeps X, of
// shape (n, dim), and b, of length n.
func NewGradientDescent(x linalg.Array, b, w []float64, rate float64) *GradientDescent {
	s := newWeights(x, b, w)
	return &GradientDescent{Rate: rate, weights: s, grad: make([]float64, len(s.w))}
}

// Step does one update, with all patterns.
func (d *GradientDescent) Step() {
	clear(d.grad)
	for p, want := range d.b {
		x := row(d.x, p)
		addScaled(d.grad, dot(x, d.w)-want, x)
	}
	addScaled(d.w, -d.Rate, d.grad)
	d.steps++
}

// Epochs returns the number of steps.
func (d *GradientDescent) Epochs() int { return d.steps }

// turns says whose turn it is among n patterns.
type turns struct {
	order []int
	next  int
	epoch int
	rand  *rand.Rand // to shuffle the order before each epoch; nil: never
}

func newTurns(n int, r *rand.Rand) turns {
	t := turns{order: make([]int, n), rand: r}
	for i := range t.order {
		t.order[i] = i
	}
	return t
}

// placeTo and restore are the turns' part of a Place.
func (t *turns) placeTo(p *Place) {
	p.Order, p.Next, p.Epoch = slices.Clone(t.order), t.next, t.epoch
}

func (t *turns) restore(p Place) error {
	seen := make([]bool, len(t.order))
	for _, k := range p.Order {
		if k < 0 || k >= len(seen) || seen[k] {
			return ErrPlace
		}
		seen[k] = true
	}
	if len(p.Order) != len(seen) || p.Next < 0 || p.Next > 0 && p.Next >= len(seen) || p.Epoch < 0 {
		return ErrPlace
	}
	copy(t.order, p.Order)
	t.next, t.epoch = p.Next, p.Epoch
	return nil
}

// Epochs returns how many times all patterns have had their turn.
func (t *turns) Epochs() int { return t.epoch }

// take returns the next pattern, and whether it is the last one of its epoch.
// There must be patterns.
func (t *turns) take() (pattern int, last bool) {
	if t.next == 0 && t.rand != nil {
		// Not rand.Shuffle, whose closure would be allocated.
		for i := len(t.order) - 1; i > 0; i-- {
			j := t.rand.IntN(i + 1)
			t.order[i], t.order[j] = t.order[j], t.order[i]
		}
	}
	pattern = t.order[t.next]
	t.next++
	if last = t.next == len(t.order); last {
		t.next = 0
		t.epoch++
	}
	return pattern, last
}

// WidrowHoff is the iterative rule of B. Widrow and M. E. Hoff ("Adaptive
// switching circuits", 1960 IRE WESCON Convention Record, part 4): a step takes
// one pattern x_p and moves the weights against the gradient of its error alone,
//
//	w -= Rate (w . x_p - b_p) x_p.
//
// If the patterns can not all be fitted, a constant Rate leaves the weights
// moving about the minimum of J, the closer the smaller Rate is. See
// LargestPatternRate for what is stable.
type WidrowHoff struct {
	Rate float64
	weights
	turns
}

// NewWidrowHoff starts at a copy of w, or at zero if w is nil. It keeps X, of
// shape (n, dim), and b, of length n. Every epoch takes the patterns in order, or
// in a new order by r if r is not nil.
func NewWidrowHoff(x linalg.Array, b, w []float64, rate float64, r *rand.Rand) *WidrowHoff {
	return &WidrowHoff{Rate: rate, weights: newWeights(x, b, w), turns: newTurns(len(b), r)}
}

// Step takes the next pattern. Without patterns it does nothing and does not
// count.
func (d *WidrowHoff) Step() {
	if len(d.b) == 0 {
		return
	}
	p, _ := d.take()
	x := row(d.x, p)
	addScaled(d.w, -d.Rate*(dot(x, d.w)-d.b[p]), x)
	d.steps++
}

// Place returns where the rule is.
func (d *WidrowHoff) Place() Place {
	p := d.weights.Place()
	d.placeTo(&p)
	return p
}

// Restore brings the rule to a place.
func (d *WidrowHoff) Restore(p Place) error {
	if err := d.turns.restore(p); err != nil {
		return err
	}
	return d.weights.Restore(p)
}

// Perceptron is F. Rosenblatt's rule of error correction ("The perceptron", Psych.
// Rev. 65, 1958), for targets 0 and 1: a pattern is taken to belong to the
// class if w . x_p > 1/2, and a step moves the weights only if that is wrong,
//
//	w += Rate (b_p - [w . x_p > 1/2]) x_p.
//
// It stops when an epoch has passed without a mistake. If no weights classify
// all patterns correctly, it never does. (Comparing with 1/2 instead of 0 moves the
// first weight by 1/2 and changes nothing else, as X has a column of ones.)
//
// It does not minimise J, whose value says little here. The weights stay bounded
// whatever Rate is (H. D. Block, S. A. Levin, "On the boundedness of an iterative
// procedure for solving a system of linear inequalities", Proc. AMS 26, 1970); so
// Diverged reports only what is not finite.
type Perceptron struct {
	Rate float64
	weights
	turns
	mistakes  int // in this epoch
	converged bool
}

// NewPerceptron starts at a copy of w, or at zero if w is nil. It keeps X, of
// shape (n, dim), and b, of length n. Every epoch takes the patterns in order, or
// in a new order by r if r is not nil.
func NewPerceptron(x linalg.Array, b, w []float64, rate float64, r *rand.Rand) *Perceptron {
	d := &Perceptron{Rate: rate, weights: newWeights(x, b, w), turns: newTurns(len(b), r), converged: len(b) == 0}
	d.limit = math.MaxFloat64
	return d
}

// Step takes the next pattern. After the rule has stopped it does nothing and
// does not count.
func (d *Perceptron) Step() {
	if d.converged {
		return
	}
	p, last := d.take()
	x := row(d.x, p)
	var decision float64
	if dot(x, d.w) > 0.5 {
		decision = 1
	}
	if decision != d.b[p] {
		addScaled(d.w, d.Rate*(d.b[p]-decision), x)
		d.mistakes++
	}
	d.steps++
	if last {
		d.converged = d.mistakes == 0
		d.mistakes = 0
	}
}

// Place returns where the rule is.
func (d *Perceptron) Place() Place {
	p := d.weights.Place()
	d.placeTo(&p)
	p.Mistakes, p.Stopped = d.mistakes, d.converged
	return p
}

// Restore brings the rule to a place.
func (d *Perceptron) Restore(p Place) error {
	if err := d.turns.restore(p); err != nil {
		return err
	}
	if err := d.weights.Restore(p); err != nil {
		return err
	}
	d.mistakes, d.converged = p.Mistakes, p.Stopped
	return nil
}

// Converged reports whether the rule has stopped: an epoch without a mistake has
// passed, or there are no patterns.
func (d *Perceptron) Converged() bool { return d.converged }
