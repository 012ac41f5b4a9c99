package embed

import (
	"math"
	"slices"
)

// near is t-SNE's pairs by nearest neighbours, which attract, and a quadtree,
// which repels.
type near struct {
	points
	k      int
	target float64 // entropy
	theta  float64

	// Until all is weighed: the k neighbours of each point, by number, with their
	// distances and then their probabilities instead.
	links []neighbour
	dist  []float64
	prob  []float64

	searched, weighed, joined int // rows
	turned                    int // links, that were counted and then put

	beta float64 // of the last that was weighed

	// And the same the other way round: who has the point as neighbour.
	backStart []int32
	back      []neighbour
	fill      []int32 // where the next of each point is put

	// Pairs i < j that attract, by i: their j and p.
	start []int32 // n+1
	index []int32
	p     []float64
	plogp float64

	tree *quadtree
}

func newNear(p points, k int, target, theta float64) *near {
	return &near{
		points: p, k: k, target: target, theta: theta,
		links: make([]neighbour, p.n*k), dist: make([]float64, p.n), prob: make([]float64, k),
		start: make([]int32, p.n+1), tree: newQuadtree(p.n),
	}
}

// How many operations there are in a step.
const (
	distancesPerStep = 1_000_000 // one coordinate each
	linksPerStep     = 100_000   // joined
	pointsPerStep    = 1000      // forces
)

func (e *near) search() (done float64) {
	for budget := distancesPerStep; budget > 0 && e.searched < e.n; e.searched++ {
		e.distancesTo(e.dist, e.searched)
		links := e.links[e.searched*e.k : (e.searched+1)*e.k]
		nearestTo(links, e.dist, e.searched)
		slices.SortFunc(links, byNumber)
		budget -= e.n*(e.d+2) + 100*e.k
	}
	if e.searched == e.n {
		e.x, e.dist = nil, e.dist[:e.k]
	}
	return float64(e.searched) / float64(e.n)
}

func byNumber(a, b neighbour) int { return int(a.j - b.j) }

// weigh goes through the rows twice, first to weigh, then to join the two
// directions of each pair.
func (e *near) weigh() (done float64) {
	const first = 0.9 // of the time
	if e.weighed < e.n {
		for budget := weightsPerStep; budget > 0 && e.weighed < e.n; e.weighed, budget = e.weighed+1, budget-e.k {
			links := e.links[e.weighed*e.k : (e.weighed+1)*e.k]
			for m, a := range links {
				e.dist[m] = a.d
			}
			e.beta = bandwidth(e.prob, e.dist, e.target, e.beta)
			for m := range links {
				links[m].d = e.prob[m] / float64(2*e.n)
			}
		}
		for e.weighed == e.n && e.turned < 2*len(e.links) && len(e.links) <= linksPerStep {
			e.turn() // at once
		}
		return first * float64(e.weighed) / float64(e.n)
	}
	if e.turned < 2*len(e.links) {
		e.turn()
		return first
	}
	for budget := linksPerStep; budget > 0 && e.joined < e.n; e.joined, budget = e.joined+1, budget-e.k {
		e.join(e.joined)
	}
	if e.joined < e.n {
		return first + (1-first)*float64(e.joined)/float64(e.n)
	}
	e.links, e.back, e.backStart, e.fill, e.prob, e.dist = nil, nil, nil, nil, nil, nil
	return 1
}

// turn makes back of links, a part of them at a time: it counts whose neighbours there are,
// and then puts them there. As rows come in order, so do the numbers of back.
func (e *near) turn() {
	n := len(e.links)
	if e.turned == 0 {
		e.backStart = make([]int32, e.n+1)
	}
	if e.turned < n {
		to := min(e.turned+linksPerStep, n)
		for _, a := range e.links[e.turned:to] {
			e.backStart[a.j+1]++
		}
		if e.turned = to; to < n {
			return
		}
		for i := range e.n {
			e.backStart[i+1] += e.backStart[i]
		}
		e.back, e.fill = make([]neighbour, n), slices.Clone(e.backStart[:e.n])
		// At most every link is a pair, at least every other one.
		e.index, e.p = make([]int32, 0, n), make([]float64, 0, n)
		return
	}
	from := e.turned - n
	to := min(from+linksPerStep, n)
	for m, a := range e.links[from:to] {
		e.back[e.fill[a.j]] = neighbour{a.d, int32((from + m) / e.k)}
		e.fill[a.j]++
	}
	e.turned = n + to
}

// join adds the pairs of a point with later ones.
func (e *near) join(i int) {
	a, b := e.links[i*e.k:(i+1)*e.k], e.back[e.backStart[i]:e.backStart[i+1]]
	for len(a) > 0 || len(b) > 0 {
		var j int32
		var p float64
		if len(b) == 0 || len(a) > 0 && a[0].j < b[0].j {
			j, p, a = a[0].j, a[0].d, a[1:]
		} else if len(a) == 0 || b[0].j < a[0].j {
			j, p, b = b[0].j, b[0].d, b[1:]
		} else {
			j, p, a, b = a[0].j, a[0].d+b[0].d, a[1:], b[1:]
		}
		if int(j) > i && p > 0 {
			e.index = append(e.index, j)
			e.p = append(e.p, p)
			e.plogp += 2 * p * math.Log(p)
		}
	}
	e.start[i+1] = int32(len(e.index))
}

func (e *near) begin(y []float64) { e.tree.build(y) }

func (e *near) forces(row int, y, attract, repel []float64, measure bool) (next int, norm, logs float64) {
	next = min(row+pointsPerStep, e.n)
	for i := row; i < next; i++ {
		from, to := e.start[i], e.start[i+1]
		p := e.p[from:to]
		index := e.index[from:to][:len(p)]
		x0, y0 := y[2*i], y[2*i+1]
		var ax, ay float64
		for m, v := range p {
			j := 2 * int(index[m])
			yj := y[j : j+2 : j+2]
			dx, dy := x0-yj[0], y0-yj[1]
			d := 1 + dx*dx + dy*dy
			if measure {
				logs += 2 * v * math.Log(d)
			}
			v /= d
			dx *= v
			dy *= v
			ax += dx
			ay += dy
			aj := attract[j : j+2 : j+2]
			aj[0] -= dx
			aj[1] -= dy
		}
		attract[2*i] += ax
		attract[2*i+1] += ay
	}
	return next, e.tree.repel(repel, row, next, e.theta), logs
}

func (e *near) entropy() float64 { return e.plogp }

func (e *near) work() (search, weigh, iteration float64) {
	n, k := float64(e.n), float64(e.k)
	return n * n * float64(e.d+2), n * k * 100, n * (200 + 2*k + 100*math.Log(n))
}
