package solid

import (
	"math"
	"slices"
)

// A Sheet is what stands in space without a thickness: triangles and curves, in
// data units. Triangles that share corners by index belong together.
type Sheet struct {
	Points    [][3]float64
	Triangles [][3]uint32

	// Part is the surface that a triangle belongs to: the edges of a surface
	// that lie at one place are joined, those of different surfaces are not. Nil
	// says that there is one surface.
	Part []int32

	// Curves are lines from point to point. A point that is not finite
	// interrupts them.
	Curves [][][3]float64
}

// A side is an edge of a triangle: 3k+n runs from corner n of triangle k to the
// next one.
type side = uint32

func following(s side) side { return s/3*3 + (s+1)%3 }

// alone says that a side has no neighbour.
const alone = ^side(0)

// fabric is the triangles of a sheet, and how they hang together.
type fabric struct {
	points    [][3]float64 // mm
	triangles [][3]uint32
	part      []int32

	mate    []side // of a side: the one across it, or alone
	crossed []bool // of a side: the one across it runs the same way
	open    []side // what no neighbour by index is found for

	pause func() // see Options
}

// least is the part of the size below which places are the same.
const least = 1e-5

// keep drops triangles with an edge shorter than the least length.
func (f *fabric) keep(s *Sheet, shortest float64) {
	for k, t := range s.Triangles {
		f.pause()
		a, b, c := f.points[t[0]], f.points[t[1]], f.points[t[2]]
		if far(a, b, shortest) && far(b, c, shortest) && far(c, a, shortest) {
			f.triangles = append(f.triangles, t)
			if s.Part != nil {
				f.part = append(f.part, s.Part[k])
			}
		}
	}
	if s.Part == nil {
		f.part = make([]int32, len(f.triangles))
	}
	f.mate, f.crossed = make([]side, 3*len(f.triangles)), make([]bool, 3*len(f.triangles))
	for k := range f.mate {
		f.mate[k] = alone
	}
}

// far reports whether two places are at least d apart; not if one is none.
func far(a, b [3]float64, d float64) bool {
	v := sub(a, b)
	return dot(v, v) >= d*d
}

// ends returns the corners that a side runs from and to.
func (f *fabric) ends(s side) (from, to uint32) {
	t := &f.triangles[s/3]
	return t[s%3], t[(s+1)%3]
}

// run is a side with its ends in ascending order.
type run struct {
	lo, hi uint32
	side   side
}

// pair makes those of the sides neighbours of which there are two between a pair
// of ends, and returns the others. With name, ends are called by the name of
// their place, and sides may run the same way.
func (f *fabric) pair(sides []side, name func(s side, v uint32) uint32, same bool) (left []side) {
	runs := make([]run, len(sides))
	for k, s := range sides {
		f.pause()
		a, b := f.ends(s)
		a, b = name(s, a), name(s, b)
		runs[k] = run{min(a, b), max(a, b), s}
	}
	compared := 0
	slices.SortFunc(runs, func(p, q run) int {
		if compared++; compared%256 == 0 {
			f.pause()
		}
		switch {
		case p.lo != q.lo:
			return order(p.lo, q.lo)
		case p.hi != q.hi:
			return order(p.hi, q.hi)
		}
		return order(p.side, q.side)
	})
	for k := 0; k < len(runs); {
		f.pause()
		n := k + 1
		for n < len(runs) && runs[n].lo == runs[k].lo && runs[n].hi == runs[k].hi {
			n++
		}
		if n == k+2 {
			s, t := runs[k].side, runs[k+1].side
			a, _ := f.ends(s)
			b, _ := f.ends(t)
			if crossed := name(s, a) == name(t, b); same || !crossed {
				f.mate[s], f.mate[t] = t, s
				f.crossed[s], f.crossed[t] = crossed, crossed
				k = n
				continue
			}
		}
		for _, r := range runs[k:n] {
			left = append(left, r.side)
		}
		k = n
	}
	return left
}

func order(a, b uint32) int {
	if a < b {
		return -1
	} else if a > b {
		return 1
	}
	return 0
}

// link finds neighbours by index.
func (f *fabric) link() {
	all := make([]side, len(f.mate))
	for k := range all {
		all[k] = side(k)
	}
	f.open = f.pair(all, func(_ side, v uint32) uint32 { return v }, false)
}

// sew finds neighbours by place, among the sides that have none by index: where
// a surface closes on itself, and around a pole, whose triangles were dropped.
// Places nearer than tolerance are one.
func (f *fabric) sew(tolerance float64) {
	type cell struct {
		at   [3]int64
		part int32
	}
	names := map[cell]uint32{} // the first vertex in a cell
	of := map[[2]uint32]uint32{}
	at := func(p [3]float64) (c [3]int64) {
		for a, v := range p {
			c[a] = int64(math.Floor(v / tolerance))
		}
		return c
	}
	call := func(s side, v uint32) {
		key := [2]uint32{v, uint32(f.part[s/3])}
		if _, ok := of[key]; ok {
			return
		}
		p, part := f.points[v], f.part[s/3]
		c := at(p)
		for dx := int64(-1); dx <= 1; dx++ {
			for dy := int64(-1); dy <= 1; dy++ {
				for dz := int64(-1); dz <= 1; dz++ {
					w, ok := names[cell{[3]int64{c[0] + dx, c[1] + dy, c[2] + dz}, part}]
					if ok && !far(f.points[w], p, tolerance) {
						of[key] = w
						return
					}
				}
			}
		}
		of[key], names[cell{c, part}] = v, v
	}
	for _, s := range f.open {
		f.pause()
		a, b := f.ends(s)
		call(s, a)
		call(s, b)
	}
	f.open = f.pair(f.open, func(s side, v uint32) uint32 { return of[[2]uint32{v, uint32(f.part[s/3])}] }, true)
}

// rip undoes sew.
func (f *fabric) rip() {
	for k := range f.mate {
		f.mate[k], f.crossed[k] = alone, false
	}
	f.link()
}

// piece is a connected part of a fabric.
type piece struct {
	closed, twosided bool
	volume, area     float64 // inside, if it is closed and has two sides
}

// pieces finds the connected parts. Of returns the part of each triangle, and
// turned whether it is to be turned over to face as the part's first does.
func (f *fabric) pieces() (list []piece, of []int32, turned []bool) {
	of, turned = make([]int32, len(f.triangles)), make([]bool, len(f.triangles))
	for k := range of {
		of[k] = -1
	}
	var queue []uint32
	for first := range f.triangles {
		if of[first] >= 0 {
			continue
		}
		p, n := piece{closed: true, twosided: true}, int32(len(list))
		origin := f.points[f.triangles[first][0]]
		of[first] = n
		queue = append(queue[:0], uint32(first))
		for len(queue) > 0 {
			f.pause()
			k := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			t := f.triangles[k]
			a, b, c := sub(f.points[t[0]], origin), sub(f.points[t[1]], origin), sub(f.points[t[2]], origin)
			normal := cross(sub(b, a), sub(c, a))
			p.area += math.Sqrt(dot(normal, normal)) / 2
			if v := dot(a, cross(b, c)) / 6; turned[k] {
				p.volume -= v
			} else {
				p.volume += v
			}
			for s := 3 * k; s < 3*k+3; s++ {
				m := f.mate[s]
				if m == alone {
					p.closed = false
					continue
				}
				over := turned[k] != f.crossed[s]
				if o := m / 3; of[o] < 0 {
					of[o], turned[o] = n, over
					queue = append(queue, o)
				} else if turned[o] != over {
					p.twosided = false
				}
			}
		}
		list = append(list, p)
	}
	return list, of, turned
}

// massive reports whether p bounds a body by itself.
func (p *piece) massive() bool {
	const flat = 1e-6 // parts of the volume of a cube with that surface
	return p.closed && p.twosided && math.Abs(p.volume) > flat*math.Pow(p.area/6, 1.5)
}
