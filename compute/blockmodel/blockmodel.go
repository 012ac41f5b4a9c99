// Package blockmodel is stochastic block models: the nodes of a graph belong to
// groups, and how likely or how strong a link is depends on the groups of its two
// ends alone (P. Holland, K. Laskey, S. Leinhardt, "Stochastic blockmodels: first
// steps", Social Networks 5, 1983). The densities of the links are integrated out, so
// that a partition has a score in closed form, and chains draw partitions alone:
//
//	ln p(A | z, w) = sum_kl f(m_kl, N_kl)
//
// with m_kl the links from the group k to the group l and N_kl the pairs of nodes
// where they could be (C. Kemp et al., "Learning systems of concepts with an infinite
// relational model", AAAI 2006; A. McDaid et al., "Improved Bayesian inference for the
// stochastic block model with application to large networks", Computational
// Statistics & Data Analysis 60, 2013).
//
// A graph is the matrix of its links, a row for each source and a column for each
// target. A partition is the group of each node, counted from 0; which number a group
// has means nothing. What is wrong with a number that somebody chose is an
// *OptionError, and with a link a *LinkError; a shape that does not fit panics.
//
// A seed gives the same draws, bit by bit, in all browsers and natively on amd64.
package blockmodel

import (
	"math"
	"strconv"

	"zscape/compute/lang"
	"zscape/compute/sparse"
)

const (
	// MaxNodes is the most nodes of a graph.
	MaxNodes = 20_000

	// MaxGroups is the most groups of a partition. Where a prior has no limit, it is
	// the prior of the partitions of that many groups at most.
	MaxGroups = 200

	// maxWeight is the most that links add up to.
	maxWeight = 1 << 30

	// MaxParameter is the largest parameter of a prior, and its inverse the least.
	MaxParameter = 1e6
)

// Links is what a link is, given the groups of its ends.
type Links int

const (
	// Bernoulli links are there with the probability theta_kl ~ Beta(A, B). What is not
	// 0 is a link, whatever its weight.
	Bernoulli Links = iota

	// Poisson links have a weight, which is a count of mean theta_kl ~ Gamma(A, rate B).
	Poisson

	// DegreeCorrected links are counts of mean theta_kl x_i y_j / M, with x and y the
	// weights of what goes out of a node and comes in, M that of all, and theta_kl as
	// above (B. Karrer, M. Newman, "Stochastic blockmodels and community structure in
	// networks", Physical Review E 83, 2011, who estimate theta). So nodes of high and
	// low degree may be of one group. Of an undirected graph x and y are the degrees, to
	// which a loop adds its weight once, and M is their sum.
	DegreeCorrected
)

// Model is what the links are like. The zero values of A and B are none; 1 and 1 are usual.
type Model struct {
	Links Links

	// Undirected graphs have symmetric matrices, and each pair of nodes counts once.
	Undirected bool

	// Two partitions are one of the nodes as senders (z) and one as receivers (w) of
	// links; otherwise one serves as both.
	Two bool

	// Loops says that a link from a node to itself counts as one, as does its absence.
	// Otherwise they are left out.
	Loops bool

	A, B float64 // of the densities' prior, positive
}

// Prior is what a partition is like before the links are seen.
type Prior struct {
	// CRP is the Chinese restaurant process: any number of groups, a new one in
	// proportion to Alpha. Otherwise there are K groups, of which some may be empty,
	// with weights ~ Dirichlet(Alpha, ..., Alpha).
	CRP   bool
	K     int
	Alpha float64 // positive
}

// OptionError says what is wrong with a number that somebody chose.
type OptionError struct {
	Name   string // "a", "b", "alpha", "k", "nodes", ...
	Value  float64
	Reason lang.Text // "must be positive"
}

func refuse(name string, value float64, en, ja string, args ...any) error {
	return &OptionError{name, value, lang.Sprintf(en, ja, args...)}
}

// Error says name, value and reason in English.
func (e *OptionError) Error() string { return "blockmodel: " + e.In("en") }

// In says name, value and reason in a language.
func (e *OptionError) In(language string) string {
	return e.Name + " " + strconv.FormatFloat(e.Value, 'g', -1, 64) + ": " + e.Reason.In(language)
}

// LinkError says which link does not belong to a graph of a model. From and To count
// from 0.
type LinkError struct {
	From, To int
	Reason   lang.Text
}

// Error says it in English.
func (e *LinkError) Error() string { return "blockmodel: " + e.In("en") }

// In says it in a language.
func (e *LinkError) In(language string) string {
	return lang.Sprintf("the link from node %d to node %d: %s", "ノード%dからノード%dへのリンク: %s", e.From+1, e.To+1, e.Reason).In(language)
}

// positive says what is wrong with a parameter.
func positive(name string, v float64) error {
	if !(v >= 1/MaxParameter && v <= MaxParameter) {
		return refuse(name, v, "must be from %v to %v", "%vから%vまでの数にしてください", 1/MaxParameter, MaxParameter)
	}
	return nil
}

// Check says what is wrong with the parameters of a model and a prior, as NewScore and
// NewChain do.
func Check(m Model, p Prior) error {
	if err := m.check(); err != nil {
		return err
	}
	return p.check()
}

// check says what is wrong with the model.
func (m Model) check() error {
	if m.Two && m.Undirected {
		return refuse("two", 1, "must be 0 for an undirected graph", "無向グラフでは0にしてください")
	}
	if err := positive("a", m.A); err != nil {
		return err
	}
	return positive("b", m.B)
}

// check says what is wrong with the prior.
func (p Prior) check() error {
	if !p.CRP && (p.K < 1 || p.K > MaxGroups) {
		return refuse("k", float64(p.K), "must be from 1 to %d", "1から%dまでの整数にしてください", MaxGroups)
	}
	return positive("alpha", p.Alpha)
}

// Score is what partitions of a graph are scored by: its links, and tables for its
// model. It does not change, so that many chains share one.
type Score struct {
	Model
	n        int
	out, in  *sparse.Matrix // without loops, unless there are two partitions for which they count
	loop     []int          // the weight of each node's link to itself, if those count
	x, y     []int          // a pair is x_i y_j pairs: 1, but for DegreeCorrected
	constant float64        // of the log likelihood
	scale    float64        // of the densities: what a pair is worth in the units of B

	links, gaps, pairs curve // ln Gamma(A + m), ln Gamma(B + N - m), ln Gamma(A + B + N) or ln(B + N); 0 at 0
}

// NewScore returns the score of the partitions of a graph: of its links, n x n. A
// weight of 0 is no link. Weights of counts are whole numbers, not negative.
func NewScore(links *sparse.Matrix, m Model) (*Score, error) { return NewScoreWith(nil, links, m) }

// NewScoreWith is NewScore which tells by work, unless that is nil, after how many links,
// or as much else, it is: every node or every few thousand.
func NewScoreWith(work func(links int), links *sparse.Matrix, m Model) (*Score, error) {
	if links.Rows != links.Cols {
		panic("blockmodel: the links' matrix is not square")
	}
	n := links.Rows
	switch {
	case n == 0:
		return nil, refuse("nodes", 0, "must be at least 1", "1個以上が必要です")
	case n > MaxNodes:
		return nil, refuse("nodes", float64(n), "must be at most %d", "%d個以下にしてください", MaxNodes)
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	if work == nil {
		work = func(int) {}
	}
	s := &Score{Model: m, n: n, scale: 1}
	total, err := s.take(work, links)
	if err != nil {
		return nil, err
	}
	s.measure(total)
	s.tabulate(work, total)
	return s, nil
}

// take sets the links, and returns what they add up to.
func (s *Score) take(work func(links int), links *sparse.Matrix) (total int, err error) {
	if s.Loops && !s.Two {
		s.loop = make([]int, s.n)
	}
	out := &sparse.Matrix{Rows: s.n, Cols: s.n, Start: make([]int, s.n+1), Column: make([]int32, 0, links.Len())}
	if s.Links != Bernoulli {
		out.Value = make([]float64, 0, links.Len())
	}
	for i := range s.n {
		columns, values := links.Row(i)
		for e, j := range columns {
			v := 1.0
			if values != nil {
				v = values[e]
			}
			if v == 0 || i == int(j) && !s.Loops {
				continue
			}
			if s.Links == Bernoulli {
				v = 1
			} else if !(v > 0 && v <= maxWeight && v == math.Trunc(v)) {
				return 0, &LinkError{i, int(j), lang.Sprintf("its weight %v is not a count (0, 1, 2, ...)", "重み%vが個数(0、1、2、……)ではありません", v)}
			} else if v > 1 {
				s.constant -= s.logFactorial(v, i == int(j))
			}
			if total += int(v); total > maxWeight {
				return 0, refuse("weight", float64(total), "must be at most %d in all", "合計が%d以下になるようにしてください", maxWeight)
			}
			if i == int(j) && s.loop != nil {
				s.loop[i] = int(v)
				continue
			}
			out.Column = append(out.Column, j)
			if out.Value != nil {
				out.Value = append(out.Value, v)
			}
		}
		out.Start[i+1] = len(out.Column)
		work(len(columns) + 1)
	}
	s.out, s.in = out, out.TransposeWith(work)
	for i := range s.n {
		if !s.Undirected {
			break
		}
		if err := s.asymmetry(i); err != nil {
			return 0, err
		}
		work(out.Start[i+1] - out.Start[i] + 1)
	}
	return total, nil
}

// logFactorial returns ln v! for a count, of which a pair of nodes has one in all.
func (s *Score) logFactorial(v float64, loop bool) float64 {
	logs, _ := math.Lgamma(v + 1)
	if s.Undirected && !loop {
		logs /= 2 // it comes twice
	}
	return logs
}

// asymmetry says where row and column of a node differ.
func (s *Score) asymmetry(i int) error {
	a, x := s.out.Row(i)
	b, y := s.in.Row(i)
	for k := range max(len(a), len(b)) {
		from, to := i, 0
		switch {
		case k == len(a) || k < len(b) && b[k] < a[k]:
			from, to = int(b[k]), i
		case k == len(b) || a[k] < b[k] || x != nil && x[k] != y[k]:
			to = int(a[k])
		default:
			continue
		}
		return &LinkError{from, to, lang.Text{En: "it differs from the one back, but the graph is to be undirected", Ja: "逆向きのリンクと一致しません(無向グラフでは一致する必要があります)"}}
	}
	return nil
}

// measure sets what the pairs count, given what the links add up to.
func (s *Score) measure(total int) {
	s.x = make([]int, s.n)
	for i := range s.x {
		s.x[i] = 1
	}
	s.y = s.x
	if s.Links != DegreeCorrected || total == 0 {
		return
	}
	s.y = make([]int, s.n)
	sums := make([]float64, s.n)
	add := func(to []int) {
		for i, v := range sums {
			if to[i] = int(v); s.loop != nil {
				to[i] += s.loop[i]
			}
		}
	}
	s.out.RowSumsTo(sums)
	add(s.x)
	s.in.RowSumsTo(sums)
	add(s.y)
	s.scale = 1 / float64(total)
	logs := 0.0
	for _, list := range [][]int{s.x, s.y} {
		for _, d := range list {
			if d > 0 {
				logs += float64(d) * math.Log(float64(d))
			}
		}
	}
	if s.Undirected {
		// Both lists are the degrees, but each end of a link has its degree once. Of a
		// loop, which is one entry, both ends are the same.
		logs /= 2
		for i, w := range s.loop {
			if w > 0 {
				logs += float64(w) * math.Log(float64(s.x[i]))
			}
		}
	}
	s.constant += logs
}

// tabulate makes the tables, given what the links add up to.
func (s *Score) tabulate(work func(n int), total int) {
	const each = 1 << nearBits // as much work as so many links
	most := s.n * s.n
	if s.Links == Bernoulli {
		s.links = logGammas(s.A, most, 0)
		work(each)
		s.gaps = logGammas(s.B, most, 0)
		work(each)
		s.pairs = logGammas(s.A+s.B, most, 0)
		return
	}
	if s.Links == DegreeCorrected && total > 0 {
		most = total * total
	}
	rate := s.B / s.scale
	s.links = logGammas(s.A, total, math.Log(rate))
	work(each)
	s.pairs = logarithms(rate, most)
}

// term returns what a cell adds to the log likelihood.
func (s *Score) term(links, pairs int) float64 {
	if s.Links == Bernoulli {
		return s.links.at(links) + s.gaps.at(pairs-links) - s.pairs.at(pairs)
	}
	return s.links.at(links) - (s.A+float64(links))*s.pairs.at(pairs)
}

// Density returns the posterior mean of theta in a block of so many links and pairs:
// the probability of a link, the mean of a count, or of DegreeCorrected the ratio to
// what the degrees alone make it.
func (s *Score) Density(links, pairs int) float64 {
	if s.Links == Bernoulli {
		return (s.A + float64(links)) / (s.A + s.B + float64(pairs))
	}
	return (s.A + float64(links)) / (s.B + float64(pairs)*s.scale)
}

// Nodes returns how many nodes there are.
func (s *Score) Nodes() int { return s.n }
