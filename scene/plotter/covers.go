package plotter

import (
	"math"

	"zscape/scene"
)

// covers are convex polygons, each of which hides what was drawn before it, by squares of
// the picture.
type covers struct {
	columns, rows int
	squares       [][]int32 // numbers in list, ascending
	list          []cover
	seen          []int32 // of each, the last question that came upon it
	question      int32
	gone          []interval
}

type cover struct {
	corners []scene.Point
	sign    float64    // of its area
	box     scene.Rect // around what it hides
	eye     scene.Channels
}

// newCover returns what a polygon hides within clip for an eye.
func newCover(corners []scene.Point, clip scene.Rect, eye scene.Channels) cover {
	c := cover{corners: corners, sign: 1, eye: eye, box: scene.Rect{Min: corners[0], Max: corners[0]}}
	if area(corners) < 0 {
		c.sign = -1
	}
	lo, hi := &c.box.Min, &c.box.Max
	for _, q := range corners {
		lo.X, lo.Y = min(lo.X, q.X), min(lo.Y, q.Y)
		hi.X, hi.Y = max(hi.X, q.X), max(hi.Y, q.Y)
	}
	lo.X, lo.Y = max(lo.X, clip.Min.X), max(lo.Y, clip.Min.Y)
	hi.X, hi.Y = min(hi.X, clip.Max.X), min(hi.Y, clip.Max.Y)
	return c
}

// newCovers puts the list in order.
func newCovers(list []cover, picture scene.Rect, pause func()) *covers {
	x := &covers{columns: int(picture.W()/square) + 1, rows: int(picture.H()/square) + 1, list: list, seen: make([]int32, len(list))}
	x.squares = make([][]int32, x.columns*x.rows)
	const reach = square / 4 // of the places that hidden visits
	for n := range list {
		pause()
		box := list[n].box.Inset(-reach)
		i0, j0 := x.squareOf(box.Min)
		i1, j1 := x.squareOf(box.Max)
		for j := j0; j <= j1; j++ {
			for i := i0; i <= i1; i++ {
				s := &x.squares[j*x.columns+i]
				*s = append(*s, int32(n))
			}
		}
	}
	return x
}

// squareOf returns the square of a place, of one beside the picture the nearest.
func (x *covers) squareOf(p scene.Point) (i, j int) {
	return max(0, min(int(p.X/square), x.columns-1)), max(0, min(int(p.Y/square), x.rows-1))
}

// hidden returns the parts of the segment from a to b that the covers from number first
// on hide from an eye, in order.
func (x *covers) hidden(a, b scene.Point, first int, eye scene.Channels) []interval {
	x.question++
	x.gone = x.gone[:0]
	d := b.Sub(a)
	steps := int(math.Ceil(d.Norm() / (square / 2)))
	for k := 0; k <= steps; k++ {
		i, j := x.squareOf(a.Add(d.Scale(float64(k) / float64(max(steps, 1)))))
		s := x.squares[j*x.columns+i]
		for m := len(s) - 1; m >= 0 && int(s[m]) >= first; m-- {
			n := s[m]
			if x.seen[n] == x.question {
				continue
			}
			x.seen[n] = x.question
			c := &x.list[n]
			if c.eye != eye {
				continue
			}
			t, ok := c.hides(a, b)
			if ok && t == (interval{0, 1}) {
				return append(x.gone[:0], t)
			}
			if ok {
				x.gone = append(x.gone, t)
			}
		}
	}
	sortBy(x.gone, func(t interval) float64 { return t.from })
	return x.gone
}

// hides returns the part of the segment from a to b that c hides.
func (c *cover) hides(a, b scene.Point) (t interval, ok bool) {
	t.from, t.to = c.box.Clip(a, b)
	if !(t.from < t.to) {
		return t, false
	}
	d := b.Sub(a)
	for i, p := range c.corners {
		e := c.corners[(i+1)%len(c.corners)].Sub(p)
		in, slope := c.sign*cross(e, a.Sub(p)), c.sign*cross(e, d) // at a, and on the way to b
		switch at := -in / slope; {
		case slope > 0:
			t.from = max(t.from, at)
		case slope < 0:
			t.to = min(t.to, at)
		case in < 0:
			return t, false
		}
	}
	return t, t.from < t.to
}

// cut adds to list what the covers leave of a line.
func (x *covers) cut(list []line, l line) []line {
	if l.under >= len(x.list) {
		return append(list, l)
	}
	const hair = 1e-9 // as a fraction of a segment: between covers side by side
	var part []scene.Point
	end := func() {
		if len(part) > 1 {
			l.points = part
			list = append(list, l)
		}
		part = nil
	}
	given := l.points
	for k := 1; k < len(given); k++ {
		a, b := given[k-1], given[k]
		at := 0.0
		free := func(to float64) {
			if to-at <= hair {
				return
			}
			if len(part) == 0 {
				part = append(part, a.Add(b.Sub(a).Scale(at)))
			}
			if to < 1 {
				part = append(part, a.Add(b.Sub(a).Scale(to)))
			} else {
				part = append(part, b)
			}
		}
		for _, t := range x.hidden(a, b, l.under, l.eye) {
			free(t.from)
			end()
			at = max(at, t.to)
		}
		free(1)
	}
	end()
	return list
}

func area(corners []scene.Point) float64 {
	sum := 0.0
	for k, p := range corners {
		sum += cross(p, corners[(k+1)%len(corners)])
	}
	return sum
}

func cross(p, q scene.Point) float64 { return p.X*q.Y - p.Y*q.X }
