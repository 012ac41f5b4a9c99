package plotter

import (
	"math"
	"slices"

	"zscape/scene"
)

// order brings lines into an order with little way between them, some of them
// turned round: from where the pen is, at first in the left upper corner, it goes
// to the nearest end of what is not drawn yet. A closed line begins where that is
// nearest. It works in place.
func order(lines [][]scene.Point, pause func()) [][]scene.Point {
	x := newEnds(lines, pause)
	var at scene.Point
	for k := range lines {
		pause()
		n, from := x.nearest(at, k)
		lines[k], lines[n] = lines[n], lines[k]
		x.exchange(k, n)
		points := lines[k]
		switch {
		case points[0] == points[len(points)-1]:
			lines[k] = begun(points, from)
		case from > 0:
			slices.Reverse(points)
		}
		at = lines[k][len(points)-1]
	}
	return lines
}

// begun returns a closed line from its point k on.
func begun(points []scene.Point, k int) []scene.Point {
	n := len(points) - 1
	out := make([]scene.Point, 0, n+1)
	out = append(out, points[k%n:n]...)
	out = append(out, points[:k%n]...)
	return append(out, out[0])
}

// ends finds places where lines may begin.
type ends struct {
	low           scene.Point
	cell          float64
	columns, rows int
	squares       [][]start
	lineAt, place []int // which of the given lines is where; and where each is now
}

// start is a point of a line, by numbers.
type start struct {
	line, point int
	at          scene.Point
}

func newEnds(lines [][]scene.Point, pause func()) *ends {
	x := &ends{}
	lo, hi := scene.Point{X: math.Inf(1), Y: math.Inf(1)}, scene.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	var all []start
	for n, points := range lines {
		pause()
		x.lineAt, x.place = append(x.lineAt, n), append(x.place, n)
		step := len(points) - 1
		if points[0] == points[len(points)-1] {
			step = max(1, step/16)
		}
		for k := 0; k < len(points); k += step {
			p := points[k]
			all = append(all, start{n, k, p})
			lo, hi = scene.Point{X: min(lo.X, p.X), Y: min(lo.Y, p.Y)}, scene.Point{X: max(hi.X, p.X), Y: max(hi.Y, p.Y)}
		}
	}
	if len(all) == 0 {
		return x
	}
	w, h := hi.X-lo.X, hi.Y-lo.Y
	x.low = lo
	x.cell = max(math.Sqrt(w*h/float64(len(all))), (w+h)/1000, 1e-9)
	x.columns, x.rows = int(w/x.cell)+1, int(h/x.cell)+1
	x.squares = make([][]start, x.columns*x.rows)
	for _, s := range all {
		i, j := x.square(s.at)
		x.squares[j*x.columns+i] = append(x.squares[j*x.columns+i], s)
	}
	return x
}

func (x *ends) square(p scene.Point) (column, row int) {
	of := func(v float64, n int) int { return int(max(0, min(v/x.cell, float64(n-1)))) }
	return of(p.X-x.low.X, x.columns), of(p.Y-x.low.Y, x.rows)
}

// exchange notes that the lines at places i and j have changed places.
func (x *ends) exchange(i, j int) {
	x.lineAt[i], x.lineAt[j] = x.lineAt[j], x.lineAt[i]
	x.place[x.lineAt[i]], x.place[x.lineAt[j]] = i, j
}

// nearest returns the place of the line, at least first, with the start nearest
// to p, and the number of that point. Starts of earlier lines are thrown away.
func (x *ends) nearest(p scene.Point, first int) (place, point int) {
	column, row := x.square(p)
	best := math.Inf(1)
	for ring := 0; ring < max(x.columns, x.rows); ring++ {
		// Outside of the squares looked at so far, nothing is nearer than this;
		// p itself may be outside of all of them.
		if float64(ring-1)*x.cell > best {
			break
		}
		for j := max(row-ring, 0); j <= min(row+ring, x.rows-1); j++ {
			step := 2 * ring
			if j == row-ring || j == row+ring || ring == 0 {
				step = 1
			}
			for i := column - ring; i <= column+ring; i += step {
				if i < 0 || i >= x.columns {
					continue
				}
				s := &x.squares[j*x.columns+i]
				*s = slices.DeleteFunc(*s, func(s start) bool { return x.place[s.line] < first })
				for _, s := range *s {
					if d := s.at.Sub(p).Norm(); d < best {
						best, place, point = d, x.place[s.line], s.point
					}
				}
			}
		}
	}
	return place, point
}
