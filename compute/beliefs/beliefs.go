// Package beliefs finds the groups of a stochastic block model by belief propagation, and says
// from where on they cannot be found.
//
// It is the method of A. Decelle, F. Krzakala, C. Moore, L. Zdeborova, "Asymptotic analysis of
// the stochastic block model for modular networks and its algorithmic applications" (Phys. Rev.
// E 84, 066106, 2011): for sparse graphs, exact in the limit of many nodes, and the best there is
// where the groups can be found at all.
//
// A seed gives the same messages, bit by bit, in all browsers and natively on amd64.
package beliefs

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"zscape/compute/sparse"
)

// Model is what is known of the groups: an undirected stochastic block model of n nodes.
type Model struct {
	Prior []float64 // the share of each of the q groups; they add up to 1

	// Affinity is n times the probability of a link between a node of one group and one of
	// another, q x q, symmetric.
	Affinity []float64
}

// Planted returns the model of q equal groups in which a node has affinity in to its own and
// out to others.
func Planted(q int, in, out float64) Model {
	m := Model{Prior: make([]float64, q), Affinity: make([]float64, q*q)}
	for a := range q {
		m.Prior[a] = 1 / float64(q)
		for b := range q {
			m.Affinity[a*q+b] = out
		}
		m.Affinity[a*q+a] = in
	}
	return m
}

// Beliefs are the probabilities of each node's group, as its neighbours' messages have them so
// far.
type Beliefs struct {
	q     int
	model Model
	graph *sparse.Matrix // symmetric
	back  []int32        // of each link, the same the other way

	// Damping is the share of a message that stays as it was, from 0, which is the
	// default, up to but not including 1.
	Damping float64

	message  []float64 // of each link, from the row's node: q numbers
	marginal []float64 // n x q
	field    []float64 // q; what all nodes tell each by not being linked
	fixed    bool      // the field

	order  []int32 // in which nodes are updated
	random *rand.Rand

	// Of one node: what each neighbour says of its group, the products of what follows each,
	// and of what was before.
	heard, behind, before []float64
}

// New begins with random messages. The links are those of a graph, one way or both; loops do
// not count, nor do values. The random numbers are also for the order of updates. It panics if
// the links are not square, or the shape of the model is wrong.
func New(links *sparse.Matrix, m Model, r *rand.Rand) *Beliefs {
	q := len(m.Prior)
	if links.Rows != links.Cols || q == 0 || len(m.Affinity) != q*q {
		panic(fmt.Sprintf("beliefs: links of %d x %d nodes, %d groups with %d affinities", links.Rows, links.Cols, q, len(m.Affinity)))
	}
	g := sparse.New(links.Rows, links.Cols, func(yield func(sparse.Entry) bool) {
		for e := range links.All() {
			if e.Row != e.Col && !yield(e) {
				return
			}
		}
	}, sparse.Last).Pattern().Symmetric(sparse.Or)
	m.Prior, m.Affinity = slices.Clone(m.Prior), slices.Clone(m.Affinity)
	b := &Beliefs{
		q: q, model: m, graph: g, back: make([]int32, g.Len()), random: r, order: make([]int32, g.Rows),
		message: make([]float64, g.Len()*q), marginal: make([]float64, g.Rows*q), field: make([]float64, q),
	}
	most := 0
	next := make([]int, g.Rows) // of each row, its next link from a row that was gone through
	copy(next, g.Start)
	for i := range g.Rows {
		b.order[i] = int32(i)
		most = max(most, g.RowLen(i))
		for e := g.Start[i]; e < g.Start[i+1]; e++ {
			j := g.Column[e]
			b.back[e] = int32(next[j])
			next[j]++
		}
	}
	b.heard, b.behind, b.before = make([]float64, most*q), make([]float64, (most+1)*q), make([]float64, q)
	for _, list := range [][]float64{b.message, b.marginal} {
		for k := 0; k < len(list); k += q {
			for a := range q {
				list[k+a] = r.Float64()
			}
			b.normalize(list[k : k+q])
		}
	}
	return b
}

// Sweep updates all nodes once, in a random order, and returns how much a message has changed
// at most. It does not allocate memory.
func (b *Beliefs) Sweep() (change float64) { return b.SweepWith(func(int) {}) }

// SweepWith is Sweep which tells by work, every few hundred operations, how many they were.
func (b *Beliefs) SweepWith(work func(n int)) (change float64) {
	for k := len(b.order) - 1; k > 0; k-- {
		j := b.random.IntN(k + 1)
		b.order[k], b.order[j] = b.order[j], b.order[k]
	}
	if !b.fixed {
		b.sumField()
	}
	for _, i := range b.order {
		change = max(change, b.update(int(i)))
		work(b.q * (10 + b.q*b.graph.RowLen(int(i))))
	}
	return change
}

// Run sweeps until no message changes by more than a tolerance, or so many times. It reports
// whether they have converged.
func (b *Beliefs) Run(tolerance float64, sweeps int) (converged bool) {
	for range sweeps {
		if b.Sweep() <= tolerance {
			return true
		}
	}
	return false
}

// sumField sets the field to h_r = sum_s c_rs sum_k psi_s^k / n.
func (b *Beliefs) sumField() {
	clear(b.before)
	for k := 0; k < len(b.marginal); k += b.q {
		for a := range b.before {
			b.before[a] += b.marginal[k+a]
		}
	}
	b.timesAffinity(b.field, b.before)
	for a := range b.field {
		b.field[a] /= float64(b.graph.Rows)
	}
}

// update sends the messages of a node: psi_r ~ n_r exp(-h_r) times the product of
// sum_s c_rs psi_s over all neighbours but the one that it is for. It returns how much one has
// changed at most. The node's marginals are the same with all neighbours. Nothing is divided by
// what a neighbour said, as that may be 0.
func (b *Beliefs) update(i int) (change float64) {
	q := b.q
	first, end := b.graph.Start[i], b.graph.Start[i+1]
	n := end - first
	for k := range n {
		e := int(b.back[first+k]) * q
		b.timesAffinity(b.heard[k*q:(k+1)*q], b.message[e:e+q])
	}
	for a := range q {
		b.behind[n*q+a] = 1
	}
	for k := n - 1; k >= 0; k-- {
		product(b.behind[k*q:(k+1)*q], b.behind[(k+1)*q:(k+2)*q], b.heard[k*q:(k+1)*q])
	}
	b.alone()
	for k := range n {
		e := (first + k) * q
		change = max(change, b.send(b.message[e:e+q], b.behind[(k+1)*q:(k+2)*q]))
		product(b.before, b.before, b.heard[k*q:(k+1)*q])
	}
	b.normalize(b.before)
	b.believe(b.marginal[i*q : (i+1)*q])
	return change
}

// alone sets before to what a node believes without any neighbour.
func (b *Beliefs) alone() {
	least := b.field[0]
	for _, h := range b.field {
		least = min(least, h)
	}
	for a, h := range b.field {
		// By Exp2, which unlike Exp is the same to the bit in browsers and on amd64.
		b.before[a] = b.model.Prior[a] * math.Exp2((least-h)*math.Log2E)
	}
}

// send makes a message of what is before and behind.
func (b *Beliefs) send(message, behind []float64) (change float64) {
	sum := 0.0
	for a, v := range behind {
		sum += v * b.before[a]
	}
	for a, v := range behind {
		next := b.model.Prior[a] // if the neighbours contradict each other
		if sum > 0 {
			next = v * b.before[a] / sum
		}
		next += b.Damping * (message[a] - next)
		change = max(change, math.Abs(next-message[a]))
		message[a] = next
	}
	return change
}

// believe takes before as the marginals of a node, and the field as of then.
func (b *Beliefs) believe(marginal []float64) {
	if !b.fixed {
		n := float64(b.graph.Rows)
		for r := range b.field {
			sum := 0.0
			for s, v := range b.before {
				sum += b.model.Affinity[r*b.q+s] * (v - marginal[s])
			}
			b.field[r] += sum / n
		}
	}
	copy(marginal, b.before)
}

// timesAffinity sets dst to the affinities times a vector.
func (b *Beliefs) timesAffinity(dst, v []float64) {
	for r := range dst {
		sum := 0.0
		for s, x := range b.model.Affinity[r*len(v) : (r+1)*len(v)] {
			sum += x * v[s]
		}
		dst[r] = sum
	}
}

// product sets dst to the products of two vectors' elements, the largest made 1 so that many
// neighbours do not make them 0.
func product(dst, a, b []float64) {
	most := 0.0
	for k, v := range a {
		dst[k] = v * b[k]
		most = max(most, dst[k])
	}
	if most > 0 {
		for k := range dst {
			dst[k] /= most
		}
	}
}

// normalize makes what probabilities are proportional to add up to 1; where all are 0, they
// are the prior.
func (b *Beliefs) normalize(p []float64) {
	sum := 0.0
	for _, v := range p {
		sum += v
	}
	if !(sum > 0) {
		copy(p, b.model.Prior)
		return
	}
	for a := range p {
		p[a] /= sum
	}
}

// Marginals returns the probabilities of each node's group, n x q. They change with the next
// sweep.
func (b *Beliefs) Marginals() []float64 { return b.marginal }

// LabelsTo sets dst, of length n, to each node's most probable group.
func (b *Beliefs) LabelsTo(dst []int32) {
	if len(dst) != b.graph.Rows {
		panic(fmt.Sprintf("beliefs: dst has length %d, want %d", len(dst), b.graph.Rows))
	}
	for i := range dst {
		best := 0
		p := b.marginal[i*b.q : (i+1)*b.q]
		for a, v := range p {
			if v > p[best] {
				best = a
			}
		}
		dst[i] = int32(best)
	}
}
