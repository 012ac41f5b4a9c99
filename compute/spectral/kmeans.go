package spectral

import (
	"math"
	"math/rand/v2"
	"slices"

	"zscape/compute/linalg"
)

// Clusters is a partition of points.
type Clusters struct {
	Labels []int32 // of each point, from 0 to K-1
	K      int     // that were asked for

	// Empty are the labels that no point has.
	Empty []int

	// Inertia is the sum of the squares of the points' distances from the mean of
	// their cluster, and Centres, K x d, has these means; that of an empty one is NaN.
	Inertia float64
	Centres linalg.Array
}

// newClusters takes the labels, and finds out the rest.
func newClusters(x linalg.Array, labels []int32, k int) *Clusters {
	n, d := x.Dims()
	c := &Clusters{Labels: labels, K: k, Centres: linalg.Zeros(k, d)}
	size := make([]float64, k)
	for i, g := range labels {
		size[g]++
		addScaled(c.Centres.Data[int(g)*d:][:d], 1, x.Data[i*d:(i+1)*d])
	}
	for g, s := range size {
		if s == 0 {
			c.Empty = append(c.Empty, g)
		}
		scale(c.Centres.Data[g*d:(g+1)*d], 1/s)
		if s == 0 {
			for e := range d {
				c.Centres.Data[g*d+e] = math.NaN()
			}
		}
	}
	for i := range n {
		c.Inertia += squareDistance(x.Data[i*d:(i+1)*d], c.Centres.Data[int(labels[i])*d:][:d])
	}
	return c
}

// KMeans divides points, the rows of x, n x d, into k clusters such that the sum of the
// squares of their distances from the means is small: the best of so many starts, one
// at least. Each start is greedy k-means++ (D. Arthur, S. Vassilvitskii, "k-means++:
// the advantages of careful seeding", SODA 2007; of 2 + ln k candidates the best is
// taken, as in their code and in scikit-learn), followed by Lloyd's iteration until
// nothing changes, and by moves of single points that Lloyd does not see (J. A.
// Hartigan, M. A. Wong, "Algorithm AS 136", Applied Statistics 28, 1979).
//
// A cluster that runs empty gets the point that is farthest from its mean. Only if
// there are fewer than k different points, some stay empty.
//
// work, unless it is nil, is told of multiplications, never of very many at once.
// Numbers must be finite, and k at least 1.
func KMeans(x linalg.Array, k, starts int, random *rand.Rand, work func(n int)) *Clusters {
	if k < 1 || starts < 1 {
		panic("spectral: KMeans of no clusters or no starts")
	}
	if work == nil {
		work = func(int) {}
	}
	m := newMeans(x, k, random, work)
	var best []int32
	least := math.Inf(1)
	for range starts {
		m.seed()
		m.lloyd()
		for m.exchange() {
			m.lloyd()
		}
		if v := m.inertia(); best == nil || v < least*(1-1e-12) {
			best, least = slices.Clone(m.label), v
		}
	}
	return newClusters(x, best, k)
}

// NormaliseRows scales each row of x that is not 0 to length 1, in place (A. Ng,
// M. Jordan, Y. Weiss, "On spectral clustering: analysis and an algorithm", NIPS 2001).
func NormaliseRows(x linalg.Array) {
	n, d := x.Dims()
	for i := range n {
		row := x.Data[i*d : (i+1)*d]
		if length := norm(row); length > 0 {
			scale(row, 1/length)
		}
	}
}

// means is a run of k-means.
type means struct {
	n, d, k int
	x       []float64
	random  *rand.Rand
	work    func(int)

	label  []int32
	centre []float64 // k x d
	size   []float64
	square []float64 // of a point's distance from the nearest centre, while seeding
	trial  []float64
	chosen []float64 // the squares with the best candidate
}

func newMeans(x linalg.Array, k int, random *rand.Rand, work func(int)) *means {
	n, d := x.Dims()
	vector := func(n int) []float64 { return make([]float64, n) }
	return &means{n: n, d: d, k: k, x: x.Data, random: random, work: work, label: make([]int32, n),
		centre: vector(k * d), size: vector(k), square: vector(n), trial: vector(n), chosen: vector(n)}
}

func (m *means) point(i int) []float64 { return m.x[i*m.d : (i+1)*m.d] }
func (m *means) mean(g int) []float64  { return m.centre[g*m.d : (g+1)*m.d] }

func squareDistance(x, y []float64) (sum float64) {
	y = y[:len(x)]
	for c, v := range x {
		v -= y[c]
		sum += v * v
	}
	return sum
}

// seed chooses points as centres: the first at random, others with a chance in
// proportion to the square of their distance from the nearest so far.
func (m *means) seed() {
	if m.n == 0 {
		return
	}
	for i := range m.square {
		m.square[i] = math.Inf(1)
	}
	candidates := 2 + int(math.Log(float64(m.k)))
	for g := range m.k {
		total := 0.0
		for _, v := range m.square {
			total += v
		}
		best, least := -1, math.Inf(1)
		for range candidates {
			i := m.random.IntN(m.n)
			if g > 0 && total > 0 {
				i = pick(m.square, total*m.random.Float64())
			}
			potential := 0.0
			for j := range m.trial {
				m.trial[j] = min(m.square[j], squareDistance(m.point(j), m.point(i)))
				potential += m.trial[j]
			}
			m.work(m.n * m.d)
			if best < 0 || potential < least {
				best, least = i, potential
				m.trial, m.chosen = m.chosen, m.trial
			}
			if g == 0 {
				break // any is as good
			}
		}
		m.square, m.chosen = m.chosen, m.square
		copy(m.mean(g), m.point(best))
	}
	for i := range m.label {
		m.label[i] = -1
	}
}

// pick returns at which of the weights their sum passes a number.
func pick(weights []float64, at float64) int {
	last := 0
	for i, w := range weights {
		if w == 0 {
			continue
		}
		last = i
		if at -= w; at < 0 {
			break
		}
	}
	return last
}

// lloyd gives points to the nearest centre and makes centres means, until nothing
// changes.
func (m *means) lloyd() {
	const most = 1000 // iterations; some tens are usual
	for range most {
		changed := false
		for i := range m.n {
			g := m.nearest(m.point(i))
			changed = changed || g != m.label[i]
			m.label[i] = g
			m.work(m.k * m.d)
		}
		m.average()
		if m.fill() {
			changed = true
		}
		if !changed {
			return
		}
	}
}

func (m *means) nearest(x []float64) int32 {
	best, least := 0, math.Inf(1)
	for g := range m.k {
		if v := squareDistance(x, m.mean(g)); v < least {
			best, least = g, v
		}
	}
	return int32(best)
}

// average makes the centres the means; that of an empty cluster stays.
func (m *means) average() {
	clear(m.size)
	for _, g := range m.label {
		m.size[g]++
	}
	for g, s := range m.size {
		if s > 0 {
			clear(m.mean(g))
		}
	}
	for i, g := range m.label {
		addScaled(m.mean(int(g)), 1/m.size[g], m.point(i))
	}
}

// fill gives each empty cluster the point that is farthest from its mean, if one is
// not there.
func (m *means) fill() (filled bool) {
	for g, s := range m.size {
		if s > 0 {
			continue
		}
		far, most := -1, 0.0
		for i, h := range m.label {
			if v := squareDistance(m.point(i), m.mean(int(h))); v > most && m.size[h] > 1 {
				far, most = i, v
			}
		}
		if far < 0 {
			return filled
		}
		m.label[far] = int32(g)
		m.average()
		filled = true
	}
	return filled
}

// exchange moves points one by one where that makes the inertia less, with the means
// that change by it, and reports whether any was.
func (m *means) exchange() (moved bool) {
	for i := range m.n {
		x, own := m.point(i), int(m.label[i])
		s := m.size[own]
		if s <= 1 {
			continue
		}
		m.work(m.k * m.d)
		gain := squareDistance(x, m.mean(own)) * s / (s - 1)
		best, least := -1, gain*(1-1e-9)
		for g := range m.k {
			if v := squareDistance(x, m.mean(g)) * m.size[g] / (m.size[g] + 1); g != own && v < least {
				best, least = g, v
			}
		}
		if best < 0 {
			continue
		}
		moved = true
		m.label[i] = int32(best)
		from, to := m.mean(own), m.mean(best)
		for c, v := range x {
			from[c] -= (v - from[c]) / (s - 1)
			to[c] += (v - to[c]) / (m.size[best] + 1)
		}
		m.size[own]--
		m.size[best]++
	}
	if moved {
		m.average()
	}
	return moved
}

func (m *means) inertia() (sum float64) {
	for i, g := range m.label {
		sum += squareDistance(m.point(i), m.mean(int(g)))
	}
	return sum
}
