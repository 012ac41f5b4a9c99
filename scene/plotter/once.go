package plotter

import (
	"math"
	"slices"

	"zscape/scene"
)

// Lengths in screen units.
const (
	same  = 0.1  // lines nearer to each other than this are one
	speck = 0.05 // what remains of a line is dropped if it is shorter
	turn  = 0.1  // sine of the angle at which lines cross, rather than run together
)

// segment is a straight piece that will be drawn.
type segment struct {
	from, along scene.Point // along is a unit vector
	length      float64
}

// once returns the lines without what runs along others. Of two that do, what was
// drawn later stays: it is on top.
func once(lines []line, w, h float64, pause func()) []line {
	var eyes [3]*covered // what is for different eyes are different lines
	for k := range eyes {
		eyes[k] = newCovered(w, h)
	}
	var out []line
	for n := len(lines) - 1; n >= 0; n-- {
		from := lines[n]
		x := eyes[from.eye]
		var part []scene.Point
		end := func() {
			if len(part) > 1 {
				out = append(out, line{points: part, color: from.color, eye: from.eye, pen: from.pen})
			}
			part = nil
		}
		for k := 1; k < len(from.points); k++ {
			a, b := from.points[k-1], from.points[k]
			if a == b {
				continue
			}
			pause()
			for _, free := range x.free(a, b) {
				p, q := a, b
				if free.from > 0 {
					p = a.Add(b.Sub(a).Scale(free.from))
				}
				if free.to < 1 {
					q = a.Add(b.Sub(a).Scale(free.to))
				}
				if len(part) == 0 || part[len(part)-1] != p {
					end()
					part = append(part, p)
				}
				part = append(part, q)
				x.add(p, q)
			}
		}
		end()
	}
	slices.Reverse(out)
	return out
}

// covered is what has been drawn, by squares of the picture.
type covered struct {
	columns, rows int
	squares       [][]int32 // numbers of segments
	segments      []segment
	seen          []int32 // of each segment, the last question that came upon it
	question      int32
	gone          []interval
}

type interval struct{ from, to float64 }

// square is the side of a square.
const square = 8.0

func newCovered(w, h float64) *covered {
	x := &covered{columns: int(w/square) + 3, rows: int(h/square) + 3}
	x.squares = make([][]int32, x.columns*x.rows)
	return x
}

// along calls f for points on the way from a to b that are half a square apart
// or less, by column and row.
func (x *covered) along(a, b scene.Point, f func(column, row int)) {
	d := b.Sub(a)
	n := int(d.Norm()/(square/2)) + 1
	for k := 0; k <= n; k++ {
		p := a.Add(d.Scale(float64(k) / float64(n)))
		f(max(0, min(int(p.X/square)+1, x.columns-1)), max(0, min(int(p.Y/square)+1, x.rows-1)))
	}
}

func (x *covered) add(a, b scene.Point) {
	d := b.Sub(a)
	l := d.Norm()
	if !(l > 0) {
		return
	}
	n := int32(len(x.segments))
	x.segments = append(x.segments, segment{a, d.Scale(1 / l), l})
	x.seen = append(x.seen, 0)
	x.along(a, b, func(column, row int) {
		s := &x.squares[row*x.columns+column]
		if len(*s) == 0 || (*s)[len(*s)-1] != n {
			*s = append(*s, n)
		}
	})
}

// free returns the parts of the segment from a to b along which nothing has
// been drawn, as fractions of it.
func (x *covered) free(a, b scene.Point) []interval {
	x.question++
	x.gone = x.gone[:0]
	d := b.Sub(a)
	l := d.Norm()
	u := d.Scale(1 / l)
	x.along(a, b, func(column, row int) {
		for j := max(row-1, 0); j <= min(row+1, x.rows-1); j++ {
			for i := max(column-1, 0); i <= min(column+1, x.columns-1); i++ {
				for _, n := range x.squares[j*x.columns+i] {
					if x.seen[n] == x.question {
						continue
					}
					x.seen[n] = x.question
					if t, ok := x.segments[n].beside(a, u, l); ok {
						x.gone = append(x.gone, t)
					}
				}
			}
		}
	})
	if len(x.gone) == 0 {
		return []interval{{0, 1}}
	}
	sortBy(x.gone, func(t interval) float64 { return t.from })
	var free []interval
	at := 0.0
	for _, t := range append(x.gone, interval{l, l}) {
		if t.from-at > speck {
			free = append(free, interval{at / l, t.from / l})
		}
		at = max(at, t.to)
	}
	if n := len(free); n > 0 && free[n-1].to*l > l-speck {
		free[n-1].to = 1
	}
	return free
}

// beside returns where, in lengths from a in direction u up to l, the way runs
// along the segment.
func (s *segment) beside(a, u scene.Point, l float64) (t interval, ok bool) {
	sine, cosine := cross(u, s.along), u.X*s.along.X+u.Y*s.along.Y
	if math.Abs(sine) > turn {
		return t, false
	}
	r := a.Sub(s.from)
	t = interval{0, l}
	within := func(at, slope, lo, hi float64) {
		switch p, q := (lo-at)/slope, (hi-at)/slope; {
		case slope > 0:
			t.from, t.to = max(t.from, p), min(t.to, q)
		case slope < 0:
			t.from, t.to = max(t.from, q), min(t.to, p)
		case at < lo || at > hi:
			t.to = -1
		}
	}
	within(cross(r, s.along), sine, -same, same)
	within(r.X*s.along.X+r.Y*s.along.Y, cosine, 0, s.length)
	return t, t.to-t.from > 1e-9
}

// sortBy sorts a few items by a number. The generic sorts of the standard library
// make the page's program several kilobytes larger.
func sortBy[T any](items []T, by func(T) float64) {
	for k := 1; k < len(items); k++ {
		for i := k; i > 0 && by(items[i]) < by(items[i-1]); i-- {
			items[i], items[i-1] = items[i-1], items[i]
		}
	}
}
