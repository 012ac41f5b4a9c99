package embed

import "math"

// exact is t-SNE's pairs, all of them.
type exact struct {
	points
	target float64 // entropy
	p      []float64
	plogp  float64
	row    int     // the next to weigh
	beta   float64 // of the last
	dist   []float64
	prob   []float64
}

// The upper triangle of p is packed, row after row.
func newExact(p points, target float64) *exact {
	return &exact{
		points: p, target: target, p: make([]float64, p.n*(p.n-1)/2),
		dist: make([]float64, p.n), prob: make([]float64, p.n),
	}
}

// at returns where the pair i < j is in p.
func (e *exact) at(i, j int) int { return i*(2*e.n-i-1)/2 + j - i - 1 }

// How many operations there are in a step.
const (
	pairsPerStep   = 250_000 // forces
	weightsPerStep = 5_000   // each for some ten exponentials
)

func (e *exact) search() (done float64) { return 1 }

func (e *exact) weigh() (done float64) {
	n, scale := e.n, 1/float64(2*e.n)
	for budget := weightsPerStep; budget > 0 && e.row < n; e.row, budget = e.row+1, budget-n {
		row := e.row
		e.distancesTo(e.dist, row)
		// The others, without a hole.
		others, prob := e.dist[:n-1], e.prob[:n-1]
		copy(others[row:], e.dist[row+1:])
		e.beta = bandwidth(prob, others, e.target, e.beta)
		for j, v := range prob[row:] {
			e.p[e.at(row, row+1)+j] = v * scale
		}
		for j, v := range prob[:row] {
			at := e.at(j, row)
			v = e.p[at] + v*scale
			e.p[at] = v
			if v > 0 {
				e.plogp += 2 * v * math.Log(v)
			}
		}
	}
	if e.row == n {
		e.x = nil
	}
	return float64(e.row) / float64(n)
}

func (e *exact) begin([]float64) {}

func (e *exact) forces(row int, y, attract, repel []float64, measure bool) (next int, norm, logs float64) {
	for budget := pairsPerStep; budget > 0 && row < e.n; row++ {
		count := e.n - row - 1
		budget -= count
		p := e.p[e.at(row, row+1):][:count]
		if measure {
			budget -= 2 * count
			logs += logsOf(p, y[2*row:])
		}
		// The others, from the next on, in slices whose lengths the compiler can tell.
		yi, yj := y[2*row:2*row+2], y[2*row+2:][:2*count]
		aj, rj := attract[2*row+2:][:2*count], repel[2*row+2:][:2*count]
		var ax, ay, rx, ry, sum float64
		for j, v := range p {
			dx, dy := yi[0]-yj[2*j], yi[1]-yj[2*j+1]
			w := 1 / (1 + dx*dx + dy*dy)
			sum += w
			v *= w
			w *= w
			ux, uy := v*dx, v*dy
			dx, dy = w*dx, w*dy
			ax += ux
			ay += uy
			rx += dx
			ry += dy
			aj[2*j] -= ux
			aj[2*j+1] -= uy
			rj[2*j] -= dx
			rj[2*j+1] -= dy
		}
		attract[2*row] += ax
		attract[2*row+1] += ay
		repel[2*row] += rx
		repel[2*row+1] += ry
		norm += 2 * sum
	}
	return row, norm, logs
}

// logsOf returns the sum of 2 p ln(1 + d^2) over pairs of the first position and
// the following ones.
func logsOf(p, y []float64) (sum float64) {
	for j, v := range p {
		dx, dy := y[0]-y[2*j+2], y[1]-y[2*j+3]
		sum += 2 * v * math.Log(1+dx*dx+dy*dy)
	}
	return sum
}

func (e *exact) entropy() float64 { return e.plogp }

func (e *exact) work() (search, weigh, iteration float64) {
	n := float64(e.n)
	return 0, n * n * (float64(e.d) + 100), n * n * 4
}
