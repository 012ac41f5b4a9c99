package embed

import (
	"math"
	"math/rand/v2"

	"zscape/compute/linalg"
)

// Options are what one chooses for t-SNE. DefaultOptions has the usual ones.
type Options struct {
	// Perplexity is about how many neighbours of a point count, at least 1. More
	// than a third of the other points makes no sense and is taken as a third.
	Perplexity float64

	// Exaggeration multiplies the attraction in the first Exaggerated iterations, so
	// that clusters find together while there is room between them. From 1, which is
	// none, to 1000.
	Exaggeration float64
	Exaggerated  int

	// Rate is the learning rate, positive; 0 is n / Exaggeration / 4 and at least 50.
	Rate float64

	Iterations int // in all, 0 to MaxIterations

	// Theta is how wide a group of points may be, as a share of its distance, to push
	// as one: from 0 to 1. 0 is exact: all pairs, for up to MaxExact points. Otherwise
	// only 3*Perplexity neighbours attract a point.
	Theta float64

	// Random starts from small random positions. Otherwise the start is the first
	// two principal components, made as small, with a hundredth of noise to part
	// equal points.
	Random bool
}

// DefaultOptions are those of scikit-learn 1.2.
var DefaultOptions = Options{
	Perplexity: 30, Exaggeration: 12, Exaggerated: 250, Iterations: 1000, Theta: 0.5,
}

const (
	// MaxIterations is the most iterations of a run.
	MaxIterations = 100_000

	// MaxExact is the most points for Theta 0. They need 36 MB.
	MaxExact = 3000

	// maxLinks is the most attractions before those of a pair are made one.
	maxLinks = 6_000_000
)

// Phase is what a run of t-SNE does at a time.
type Phase int

const (
	Searching    Phase = iota // for each point's nearest neighbours
	Weighing                  // neighbours, so that each point has the perplexity
	Exaggerating              // early iterations
	Descending                // the other iterations
	Ended                     // after the last
	Diverged                  // the rate was too large: positions are of no use
)

func (p Phase) String() string {
	return [...]string{"searching", "weighing", "exaggerating", "descending", "ended", "diverged"}[p]
}

// TSNE places points in the plane such that those that are near in the data are
// near in the picture (L. van der Maaten, G. Hinton, "Visualizing data using
// t-SNE", JMLR 9, 2008): it lets the divergence
//
//	KL = sum_ij p_ij ln(p_ij / q_ij)
//
// fall, where p are probabilities of pairs by Gaussians in the data, and q by
// Student's distribution in the picture, q_ij ~ 1/(1 + |y_i - y_j|^2). The
// descent has momentum, 0.5 while it exaggerates and 0.8 later, and gains for
// each coordinate, as there. With Theta above 0, forces between points far apart
// are summed by a quadtree (L. van der Maaten, "Accelerating t-SNE using
// tree-based algorithms", JMLR 15, 2014).
//
// A run is many Steps, between which its positions can be seen.
type TSNE struct {
	options    Options
	n          int
	perplexity float64
	rate       float64
	pairs      pairs

	phase     Phase
	ready     bool    // an iteration has begun
	part      float64 // of the phase that is done, before iterations
	row       int     // next row of the iteration
	iteration int

	y        []float64 // n x 2, as are the following
	velocity []float64
	gain     []float64
	attract  []float64
	repel    []float64
	norm     float64 // sum of 1/(1 + d^2) over all ordered pairs
	logs     float64 // sum of p ln(1 + d^2)

	kl          float64
	klIteration int
}

// pairs is what the exact and the approximate method differ in.
type pairs interface {
	// search and weigh prepare the attractions. They do a part of that and return
	// how much is done, 1 when it is all.
	search() (done float64)
	weigh() (done float64)

	// begin prepares an iteration at positions y.
	begin(y []float64)

	// forces adds the forces of some rows, from the given one, and returns the next:
	// to attract sum_j p_ij w_ij (y_i - y_j), to repel sum_j w_ij^2 (y_i - y_j), and
	// to norm sum_ij w_ij, with w_ij = 1/(1 + |y_i - y_j|^2). logs, if it is asked
	// for, is the sum of -p_ij ln(w_ij).
	forces(row int, y, attract, repel []float64, measure bool) (next int, norm, logs float64)

	// entropy returns sum_ij p_ij ln(p_ij).
	entropy() float64

	// work is how many operations, roughly, the search, the weighing and one
	// iteration take.
	work() (search, weigh, iteration float64)
}

// NewTSNE begins a run for the points, the rows of x (n x d), which it copies.
// Random numbers are for the start only. The error is a *DataError or an
// *OptionError: there must be a point, at most MaxPoints, at most MaxColumns if
// the start is not Random, and the options must be in their ranges.
func NewTSNE(x linalg.Array, o Options, r *rand.Rand) (*TSNE, error) {
	p, err := newPoints(x)
	if err != nil {
		return nil, err
	}
	if err := o.check(p.n); err != nil {
		return nil, err
	}
	t := &TSNE{options: o, n: p.n, rate: o.Rate, kl: math.NaN()}
	t.perplexity = min(o.Perplexity, max(float64(p.n-1)/3, 1))
	if t.rate == 0 {
		t.rate = max(float64(p.n)/o.Exaggeration/4, 50)
	}
	if o.Theta > 0 {
		t.perplexity = min(t.perplexity, float64(maxLinks/p.n/3))
		k := min(p.n-1, int(3*t.perplexity))
		t.pairs = newNear(p, k, math.Log(t.perplexity), o.Theta)
	} else {
		t.pairs = newExact(p, math.Log(t.perplexity))
	}
	for _, a := range []*[]float64{&t.y, &t.velocity, &t.gain, &t.attract, &t.repel} {
		*a = make([]float64, 2*p.n)
	}
	for c := range t.gain {
		t.gain[c] = 1
	}
	if err := t.start(p, r); err != nil {
		return nil, err
	}
	if p.n == 1 {
		t.phase, t.kl = Ended, 0
	}
	return t, nil
}

func (o *Options) check(n int) error {
	switch {
	case n == 0:
		return refuse("points", 0, "must be at least 1", "1点以上が必要です")
	case !(o.Perplexity >= 1) || math.IsInf(o.Perplexity, 1):
		return refuse("perplexity", o.Perplexity, "must be at least 1", "1以上の数にしてください")
	case !(o.Exaggeration >= 1 && o.Exaggeration <= 1000):
		return refuse("exaggeration", o.Exaggeration, "must be from 1 to 1000", "1から1000までの数にしてください")
	case o.Exaggerated < 0:
		return refuse("exaggerated", float64(o.Exaggerated), "must be at least 0", "0以上の数にしてください")
	case !(o.Rate >= 0) || math.IsInf(o.Rate, 1):
		return refuse("rate", o.Rate, "must be positive, or 0 for the default", "正の数にしてください(0なら既定値)")
	case o.Iterations < 0 || o.Iterations > MaxIterations:
		return refuse("iterations", float64(o.Iterations), "must be from 0 to %d", "0から%dまでの数にしてください", MaxIterations)
	case !(o.Theta >= 0 && o.Theta <= 1):
		return refuse("theta", o.Theta, "must be from 0 to 1", "0から1までの数にしてください")
	case o.Theta == 0 && n > MaxExact:
		return refuse("theta", 0, "must be positive for more than %d points", "点が%d個を超えるときは正の数にしてください", MaxExact)
	}
	return nil
}

// start sets the first positions.
func (t *TSNE) start(p points, r *rand.Rand) error {
	const size = 1e-4 // standard deviation
	for c := range t.y {
		t.y[c] = size * r.NormFloat64()
	}
	if t.options.Random || p.d == 0 {
		return nil
	}
	pca, err := NewPCA(linalg.Matrix(p.n, p.d, p.x...), min(p.d, 2))
	if err != nil {
		return err
	}
	if !(pca.Variance[0] > 0) {
		return nil // all points are equal
	}
	k := len(pca.Variance)
	scores := pca.TransformTo(make([]float64, p.n*k), linalg.Matrix(p.n, p.d, p.x...))
	scale := size / math.Sqrt(pca.Variance[0])
	for i := range p.n {
		for m := range k {
			c := 2*i + m
			// In 24 bits, which is one and the same even if the eigenvectors differ by
			// rounding.
			t.y[c] = float64(float32(scores[i*k+m]*scale)) + t.y[c]/100
		}
	}
	return nil
}

// Step does the next piece of work, a few milliseconds at most even in a browser:
// one iteration of up to 1000 points, or 700 if Theta is 0, and parts of one if
// there are more; or so much of what comes before. It reports whether the run is at its
// end, after which Step does nothing. Iterations do not allocate memory.
func (t *TSNE) Step() (done bool) {
	switch t.phase {
	case Searching:
		if t.part = t.pairs.search(); t.part == 1 {
			t.phase, t.part = Weighing, 0
		}
	case Weighing:
		if t.part = t.pairs.weigh(); t.part == 1 {
			t.phase = t.iterating()
		}
	case Exaggerating, Descending:
		t.iterate()
	}
	return t.phase >= Ended
}

// Parts returns about how many Steps an iteration of n points takes.
func (o Options) Parts(n int) int {
	switch {
	case o.Theta == 0:
		return 1 + n*(n-1)/2/pairsPerStep
	case n > pointsPerStep:
		return 1 + (n+pointsPerStep-1)/pointsPerStep
	}
	return 1
}

// iterating returns the phase of the next iteration.
func (t *TSNE) iterating() Phase {
	if t.iteration < min(t.options.Exaggerated, t.options.Iterations) {
		return Exaggerating
	}
	return Descending
}

// measures reports whether this iteration measures KL: every tenth, and after
// the last one there is one more that does nothing else.
func (t *TSNE) measures() bool { return t.iteration%10 == 0 || t.last() }

func (t *TSNE) last() bool { return t.iteration == t.options.Iterations }

func (t *TSNE) iterate() {
	if !t.ready {
		t.ready, t.row = true, 0
		t.norm, t.logs = 0, 0
		clear(t.attract)
		clear(t.repel)
		t.pairs.begin(t.y)
		if t.n > pointsPerStep {
			return // that was enough
		}
	}
	next, norm, logs := t.pairs.forces(t.row, t.y, t.attract, t.repel, t.measures())
	t.row = next
	t.norm += norm
	t.logs += logs
	if next < t.n {
		return
	}
	t.ready = false
	t.norm = max(t.norm, 0x1p-1000)
	if t.measures() {
		t.kl, t.klIteration = t.pairs.entropy()+t.logs+math.Log(t.norm), t.iteration
	}
	if t.last() {
		t.phase = Ended
		return
	}
	t.move()
	t.iteration++
	t.phase = t.iterating()
	if !t.finite() {
		t.phase, t.kl, t.klIteration = Diverged, math.Inf(1), t.iteration
	}
}

// move changes the positions by the gradient, 4 (attraction - repulsion / norm).
func (t *TSNE) move() {
	attraction, repulsion, momentum := 4.0, 4/t.norm, 0.8
	if t.phase == Exaggerating {
		attraction, momentum = 4*t.options.Exaggeration, 0.5
	}
	const smallest = 0.01 // gain
	velocity, gain, attract, repel := t.velocity, t.gain, t.attract, t.repel
	var mean [2]float64
	for c := range t.y {
		gradient := attraction*attract[c] - repulsion*repel[c]
		if gradient*velocity[c] < 0 {
			gain[c] += 0.2
		} else {
			gain[c] = max(0.8*gain[c], smallest)
		}
		velocity[c] = momentum*velocity[c] - t.rate*gain[c]*gradient
		t.y[c] += velocity[c]
		mean[c&1] += t.y[c]
	}
	// The forces have no sum, but for rounding and the tree's errors.
	for c := range mean {
		mean[c] /= float64(t.n)
	}
	for c := range t.y {
		t.y[c] -= mean[c&1]
	}
}

// finite reports whether the squares of distances are numbers, by far.
func (t *TSNE) finite() bool {
	for _, v := range t.y {
		if !(math.Abs(v) < 1e100) {
			return false
		}
	}
	return true
}

// Y returns the positions, n x 2 row-major. They change with the next Step, and
// are those of the start until the first iteration is done.
func (t *TSNE) Y() []float64 { return t.y }

// Phase returns what the next Step does.
func (t *TSNE) Phase() Phase { return t.phase }

// Iteration returns how many iterations have been done.
func (t *TSNE) Iteration() int { return t.iteration }

// KL returns the divergence as it was last measured, without exaggeration, in
// nats, and at which iteration: every tenth and the last. It is NaN before the
// first, and +Inf when Diverged. With Theta above 0 the sum is over neighbours
// only, and the norm of q is approximate.
func (t *TSNE) KL() (kl float64, iteration int) { return t.kl, t.klIteration }

// Perplexity returns the perplexity used: that of the options or, where it is
// less, the most for so many points. That is (n-1)/3, but at least 1, and with
// Theta above 0 also the one of which all points have 6 million neighbours.
func (t *TSNE) Perplexity() float64 { return t.perplexity }

// Rate returns the learning rate used.
func (t *TSNE) Rate() float64 { return t.rate }

// Progress is how much of the work is done, 0 to 1.
func (t *TSNE) Progress() float64 {
	search, weigh, iteration := t.pairs.work()
	all := search + weigh + iteration*float64(t.options.Iterations+1)
	switch t.phase {
	case Searching:
		return (t.part*search + float64(t.iteration)*iteration) / all
	case Weighing:
		return (search + t.part*weigh + float64(t.iteration)*iteration) / all
	case Exaggerating, Descending:
		part := 0.0
		if t.ready {
			part = float64(t.row) / float64(t.n)
		}
		return (search + weigh + (float64(t.iteration)+part)*iteration) / all
	}
	return 1
}
