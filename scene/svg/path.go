package svg

import (
	"math"

	"zscape/scene"
)

// path is the data of a <path>: absolute moves and relative lines, in
// hundredths, so that errors do not add up.
type path struct {
	data []byte
	x, y int64 // the last point
	n    int   // points since the last move, it included
}

// polyline adds an open line, broken where points are not finite.
func (p *path) polyline(points []scene.Point) {
	p.n = 0
	for k, q := range points {
		if !finite(q) {
			p.n = 0
			continue
		}
		if p.n == 0 && (k+1 == len(points) || !finite(points[k+1])) {
			continue // a point on its own
		}
		p.point(q)
	}
}

// polygon adds a closed outline, if all of it is finite.
func (p *path) polygon(points []scene.Point) {
	for _, q := range points {
		if !finite(q) {
			return
		}
	}
	p.n = 0
	for _, q := range points {
		p.point(q)
	}
	p.data = append(p.data, 'z')
}

// point moves to q, or draws a line to it.
func (p *path) point(q scene.Point) {
	x, y := hundredths(q.X), hundredths(q.Y)
	switch p.n {
	case 0:
		p.data = append(p.data, 'M')
		p.pair(x, y)
	case 1:
		p.data = append(p.data, 'l')
		p.pair(x-p.x, y-p.y)
	default: // the command goes on
		if x >= p.x {
			p.data = append(p.data, ' ')
		}
		p.pair(x-p.x, y-p.y)
	}
	p.x, p.y = x, y
	p.n++
}

// pair adds two numbers; a minus sign separates as well as a space.
func (p *path) pair(a, b int64) {
	p.data = appendHundredths(p.data, a)
	if b >= 0 {
		p.data = append(p.data, ' ')
	}
	p.data = appendHundredths(p.data, b)
}

func finite(p scene.Point) bool {
	s := p.X + p.Y
	return !math.IsNaN(s) && !math.IsInf(s, 0)
}
