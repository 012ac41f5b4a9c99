package layout

import (
	"math"
	"math/rand/v2"
)

// mostPivots is how many nodes are measured from; more change little.
const mostPivots = 50

// pivots places the nodes of a component such that their distances are about those in the
// graph, which are numbers of links: by U. Brandes, C. Pich, "Eigensolver Methods for
// Progressive Multidimensional Scaling of Large Data" (Graph Drawing 2006), from the
// distances of all nodes from some. So a mesh is unfolded from the start, and the forces
// need not turn large parts of it round each other.
type pivots struct {
	graph       *graph
	first, n, k int       // the component's first place, how many it has, and how many pivots
	c           []float64 // n x k: distances, and then inner products
	queue       []int32
}

// placeTo sets the positions of a component's nodes, which begin at a place. The random
// numbers are for the first pivot and for the axes.
func (p *pivots) placeTo(at [][3]float64, first, dims int, r *rand.Rand, work func(n int)) {
	p.first, p.n, p.k = first, len(at), min(len(at), mostPivots)
	p.c = resized(p.c, p.n*p.k)
	p.queue = resized(p.queue, p.n)
	p.measure(r, work)
	p.centre(work)
	gram := p.gram(work)
	axes, values := principal(gram, p.k, min(dims, p.k), r, work)
	for i := range p.n {
		row := p.c[i*p.k : (i+1)*p.k]
		for a, v := range axes {
			sum := 0.0
			for j, x := range row {
				sum += x * v[j]
			}
			// The singular value of c is the variance of what it is about.
			if s := math.Sqrt(values[a]); s > 0 {
				at[i][a] = sum / math.Sqrt(s)
			}
		}
		work(p.k * dims)
	}
}

func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// measure sets c to the distances of all nodes from the pivots. The first is a random one,
// and each other is the farthest from all before.
func (p *pivots) measure(r *rand.Rand, work func(n int)) {
	nearest := make([]float64, p.n)
	for i := range nearest {
		nearest[i] = math.Inf(1)
	}
	pivot := r.IntN(p.n)
	for j := range p.k {
		p.distances(j, pivot, work)
		pivot = 0
		for i := range nearest {
			nearest[i] = min(nearest[i], p.c[i*p.k+j])
			if nearest[i] > nearest[pivot] {
				pivot = i
			}
		}
		work(p.n)
	}
}

// distances sets the j-th column of c to the distances from a node.
func (p *pivots) distances(j, pivot int, work func(n int)) {
	for i := range p.n {
		p.c[i*p.k+j] = -1
	}
	p.c[pivot*p.k+j] = 0
	queue := append(p.queue[:0], int32(pivot))
	for q := 0; q < len(queue); q++ {
		i := int(queue[q])
		to, _ := p.graph.links(int32(p.first + i))
		for _, k := range to {
			if m := int(k) - p.first; p.c[m*p.k+j] < 0 {
				p.c[m*p.k+j] = p.c[i*p.k+j] + 1
				queue = append(queue, int32(m))
			}
		}
		work(1 + len(to))
	}
}

// centre makes of the distances the inner products: -1/2 of their squares, without the
// means of rows and columns.
func (p *pivots) centre(work func(n int)) {
	means := make([]float64, p.k)
	all := 0.0
	for i := range p.n {
		row := p.c[i*p.k : (i+1)*p.k]
		for j, d := range row {
			row[j] = -d * d / 2
			means[j] += row[j]
		}
		work(p.k)
	}
	for j := range means {
		means[j] /= float64(p.n)
		all += means[j]
	}
	all /= float64(p.k)
	for i := range p.n {
		row := p.c[i*p.k : (i+1)*p.k]
		mean := 0.0
		for _, v := range row {
			mean += v
		}
		mean /= float64(p.k)
		for j := range row {
			row[j] += all - mean - means[j]
		}
		work(p.k)
	}
}

// gram returns c^T c, of k x k.
func (p *pivots) gram(work func(n int)) []float64 {
	g := make([]float64, p.k*p.k)
	for i := range p.n {
		addSquare(g, p.c[i*p.k:(i+1)*p.k])
		work(p.k * p.k)
	}
	return g
}

// addSquare adds a a^T to g.
func addSquare(g, a []float64) {
	for i, x := range a {
		row := g[i*len(a) : (i+1)*len(a)]
		for j, y := range a {
			row[j] += x * y
		}
	}
}

// principal returns about the first eigenvectors of a symmetric, positive semidefinite matrix
// of n x n and their eigenvalues, the largest first: by orthogonal iteration (G. Golub, C. Van
// Loan, Matrix Computations, 4th ed., 2013, section 8.2.4). Where eigenvalues are the same, the
// vectors are some of theirs, by the random numbers.
func principal(a []float64, n, count int, r *rand.Rand, work func(n int)) (vectors [][]float64, values []float64) {
	const rounds = 100
	values = make([]float64, count)
	for range count {
		v := make([]float64, n)
		for i := range v {
			v[i] = r.NormFloat64()
		}
		vectors = append(vectors, v)
	}
	orthonormalize(vectors)
	product := make([]float64, n)
	for range rounds {
		for k, v := range vectors {
			for i := range product {
				product[i] = dot(a[i*n:(i+1)*n], v)
			}
			values[k] = dot(product, v)
			copy(v, product)
			work(n * n)
		}
		orthonormalize(vectors)
	}
	return vectors, values
}

// orthonormalize makes vectors orthogonal to those before them, and of length 1; or 0, if
// nothing of one remains.
func orthonormalize(vectors [][]float64) {
	for k, v := range vectors {
		before := math.Sqrt(dot(v, v))
		for _, u := range vectors[:k] {
			s := dot(u, v)
			for i := range v {
				v[i] -= s * u[i]
			}
		}
		const rounding = 1e-12
		length := math.Sqrt(dot(v, v))
		if !(length > rounding*before) {
			clear(v)
			continue
		}
		for i := range v {
			v[i] /= length
		}
	}
}

func dot(a, b []float64) (sum float64) {
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}
