package detectability

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"zscape/compute/beliefs"
	"zscape/compute/blockmodel"
	"zscape/compute/linalg"
	"zscape/compute/sparse"
	"zscape/compute/spectral"
)

// problem is a planted graph, whose groups a method is to find.
type problem struct {
	links   *sparse.Matrix // symmetric, unless oneWay
	groups  int            // how many
	in, out float64        // affinities, see beliefs.Planted
	oneWay  bool           // links have directions
	random  *rand.Rand
	work    func(n int) // to be told every few thousand operations how many they were

	truth []int32 // which is not for methods
}

// method finds the group of each node, from 0.
type method struct {
	name     string
	directed bool // it is for directed graphs alone
	find     func(p *problem) []int32
}

// The methods. All know how many groups there are.
const (
	// BP is belief propagation that knows the affinities.
	BP = "bp"

	// SBM is the best partition that short chains of a Bernoulli block model meet.
	SBM = "sbm"

	// Bethe is k-means on the smallest eigenvectors of the Bethe Hessian, and knows whether
	// groups prefer each other or avoid each other.
	Bethe = "bethe"

	// None, Sym and RW are k-means on the smallest eigenvectors of the three Laplacians, those
	// of Sym with rows scaled to length 1 (U. von Luxburg, "A tutorial on spectral clustering",
	// Statistics and Computing 17, 2007). They look at the components alone that are at least
	// half as large as a group, or at the largest: each small one would have an eigenvector of
	// its own. Who is in none of them goes to the group 0, which is as good as any.
	None = "none"
	Sym  = "sym"
	RW   = "rw"

	// DISIM is the groups of senders by DI-SIM, for directed graphs.
	DISIM = "disim"
)

var methods = []method{
	{BP, false, beliefPropagation},
	{SBM, false, chains},
	{Bethe, false, betheHessian},
	{None, false, func(p *problem) []int32 { return laplacian(p, spectral.Unnormalised) }},
	{Sym, false, func(p *problem) []int32 { return laplacian(p, spectral.Symmetric) }},
	{RW, false, func(p *problem) []int32 { return laplacian(p, spectral.RandomWalk) }},
	{DISIM, true, singular},
}

// Methods lists the names of all methods for graphs that are directed, or that are not.
func Methods(directed bool) (names []string) {
	for _, m := range methods {
		if directed || !m.directed {
			names = append(names, m.name)
		}
	}
	return names
}

func beliefPropagation(p *problem) []int32 {
	const (
		tolerance = 1e-3
		sweeps    = 200 // near the threshold it takes long
	)
	b := beliefs.New(p.links, beliefs.Planted(p.groups, p.in, p.out), p.random)
	for range sweeps {
		if b.SweepWith(p.work) < tolerance {
			break
		}
	}
	found := make([]int32, len(p.truth))
	b.LabelsTo(found)
	return found
}

// chains returns the best partition of some chains from random starts, by the log of its joint
// probability with the links. That groups are of about the same size is known.
func chains(p *problem) []int32 {
	const (
		tries  = 3
		sweeps = 80
		moves  = 4 // every so many sweeps, of many nodes at once
		climb  = 5 // sweeps to the top at the end
	)
	n := len(p.truth)
	score, err := blockmodel.NewScoreWith(p.work, p.links, blockmodel.Model{Undirected: !p.oneWay, A: 1, B: 1})
	if err != nil {
		panic(fmt.Sprintf("detectability: %v", err)) // planted graphs have nothing wrong
	}
	c, err := score.NewChain(blockmodel.Prior{K: p.groups, Alpha: float64(n)}, p.random)
	if err != nil {
		panic(fmt.Sprintf("detectability: %v", err))
	}
	found := make([]int32, n)
	best := math.Inf(-1)
	for try := range tries {
		if c.Randomise(); try > 0 {
			c.Assign(p.grown())
		}
		c.Beta = 1
		for sweep := range sweeps {
			if c.Sweep(p.work); sweep%moves == 0 {
				c.MergeSplit(nil, p.work)
			}
		}
		c.Beta = math.Inf(1)
		for range climb {
			c.Sweep(p.work)
		}
		if joint := c.LogJoint(); joint > best {
			best = joint
			copy(found, c.Partition(0))
		}
	}
	return found
}

// grown returns a partition that has grown from node to node around random ones: in sparse graphs
// whose groups prefer each other, a start from which they are soon found.
func (p *problem) grown() []int32 {
	group := make([]int32, len(p.truth))
	for i := range group {
		group[i] = -1
	}
	var reached []int32
	seeds := 0
	for _, i := range p.random.Perm(len(group)) {
		if group[i] >= 0 {
			continue
		}
		group[i] = int32(seeds % p.groups)
		reached = append(reached, int32(i))
		if seeds++; seeds < p.groups {
			continue
		}
		for len(reached) > 0 {
			i := reached[0]
			reached = reached[1:]
			columns, _ := p.links.Row(int(i))
			for _, j := range columns {
				if group[j] < 0 {
					group[j] = group[i]
					reached = append(reached, j)
				}
			}
		}
	}
	p.work(p.links.Len())
	return group
}

// starts is how often k-means begins anew.
const starts = 5

func betheHessian(p *problem) []int32 {
	links := p.undirected()
	r := spectral.SqrtBranching(links)
	if p.in < p.out {
		r = -r
	}
	p.work(2 * links.Len())
	return p.divide(p.solver().Eigenpairs(spectral.NewBetheHessian(links, r), p.groups).Vectors)
}

func laplacian(p *problem, kind spectral.Kind) []int32 {
	links := p.undirected()
	nodes := large(links, len(p.truth)/(2*p.groups))
	p.work(2 * links.Len())
	links = links.Submatrix(nodes, nodes)
	p.work(2 * links.Len())
	m, err := spectral.NewLaplacian(links, kind, 0)
	if err != nil {
		panic(fmt.Sprintf("detectability: %v", err)) // links have no weights
	}
	p.work(4 * links.Len())
	vectors := p.solver().Eigenpairs(m, p.groups).Vectors
	if kind == spectral.Symmetric {
		spectral.NormaliseRows(vectors)
	}
	found := make([]int32, len(p.truth))
	for k, g := range p.divide(vectors) {
		found[nodes[k]] = g
	}
	return found
}

func singular(p *problem) []int32 {
	m, err := spectral.NewDirected(p.links, spectral.MeanDegree(p.links))
	if err != nil {
		panic(fmt.Sprintf("detectability: %v", err))
	}
	p.work(4 * p.links.Len())
	left := p.solver().Singular(m, p.groups).Left
	spectral.NormaliseRows(left)
	return p.divide(left)
}

// undirected returns the links either way.
func (p *problem) undirected() *sparse.Matrix {
	if !p.oneWay {
		return p.links
	}
	p.work(4 * p.links.Len())
	return p.links.Symmetric(sparse.Or)
}

func (p *problem) solver() *spectral.Solver {
	return &spectral.Solver{Random: p.random, Work: p.work}
}

// divide returns the group of each row of x.
func (p *problem) divide(x linalg.Array) []int32 {
	return spectral.KMeans(x, p.groups, starts, p.random, p.work).Labels
}

// large returns the nodes, ascending, of those components of symmetric links that have at least
// so many, or of the largest if there is none.
func large(links *sparse.Matrix, least int) (nodes []int) {
	var largest []int
	seen := make([]bool, links.Rows)
	for start := range seen {
		var part []int
		visit := func(i int) {
			if !seen[i] {
				seen[i] = true
				part = append(part, i)
			}
		}
		visit(start)
		for k := 0; k < len(part); k++ {
			columns, _ := links.Row(part[k])
			for _, j := range columns {
				visit(int(j))
			}
		}
		if len(part) >= least {
			nodes = append(nodes, part...)
		}
		if len(part) > len(largest) {
			largest = part
		}
	}
	if nodes == nil {
		nodes = largest
	}
	slices.Sort(nodes)
	return nodes
}
