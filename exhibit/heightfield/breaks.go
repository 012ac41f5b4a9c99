package heightfield

import (
	"math"

	"zscape/compute/grid"
	"zscape/compute/singular"
	"zscape/exhibit"
)

// breaks says whether surfaces are torn at poles, and at jumps.
type breaks struct{ poles, jumps bool }

// breakKeys say what is torn.
var breakKeys = []string{"poles", "steps"}

func readBreaks(st exhibit.State) breaks {
	return breaks{poles: st.Text("poles") == "cut", jumps: st.Text("steps") == "gaps"}
}

// find tears g, the samples of at, and returns the heights that are to be shown; at
// is nil if there are samples alone. It calls rest, which may be nil, now and then.
func (b breaks) find(g *grid.Grid, at func(x, y float64) float64, rest func()) span {
	g.Torn = nil
	s := span{zRange: rangeOf(g)}
	if !b.poles && !b.jumps {
		return s
	}
	found := singular.Find(g, at, singular.Options{Steps: b.jumps, Pause: rest})
	found.Tear(g, b.poles, b.jumps)
	if !b.poles || !found.Up && !found.Down {
		return s
	}
	if lo, hi, ok := found.Limits(g); ok {
		s = span{zRange{lo, hi}, found.Up, found.Down}
		if !s.down {
			s.zRange = s.fromZero()
		}
	}
	return s
}

// findOf is find for samples of f.
func (b breaks) findOf(f *extension, g *grid.Grid) span {
	if measured(f.Function) {
		return b.find(g, nil, f.pause)
	}
	return b.find(g, f.looked(f.Function.At), f.pause)
}

// findIn is find for samples of f over the lattice of d.
func (b breaks) findIn(f *extension, g *grid.Grid, d *Domain) span {
	if measured(f.Function) {
		return b.find(g, nil, f.pause)
	}
	at := f.looked(f.Function.At)
	return b.find(g, func(u, v float64) float64 { return at(d.Place(u, v)) }, f.pause)
}

// line returns the line of the values of f at the places a, with NaN wherever f
// does not go on from one to the next.
func (b breaks) line(a []float64, f func(t float64) float64, dstX, dstY []float64) (x, y []float64) {
	g := grid.Grid{X: a, Y: []float64{0}, Z: make([]float64, len(a))}
	for k, t := range a {
		g.Z[k] = f(t)
	}
	b.find(&g, func(t, _ float64) float64 { return f(t) }, nil)
	x, y = dstX[:0], dstY[:0]
	for k, t := range a {
		if k > 0 && g.TornBetween(k-1, 0, k, 0) {
			x, y = append(x, math.NaN()), append(y, math.NaN())
		}
		x, y = append(x, t), append(y, g.Z[k])
	}
	return x, y
}

// tornInEither returns where one of two fields is torn: there their mixture is.
func tornInEither(a, b []grid.Tear) []grid.Tear {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	both := make([]grid.Tear, len(a))
	for k := range both {
		both[k] = a[k] | b[k]
	}
	return both
}

// tornWithin returns where g is torn if it is clamped at the limits: not where what
// lies beside a pole is beyond one of them on all sides.
func tornWithin(g *grid.Grid, limits zRange) []grid.Tear {
	if g.Torn == nil {
		return nil
	}
	nx := g.Nx()
	torn := make([]grid.Tear, len(g.Torn))
	for k, t := range g.Torn {
		for _, e := range [...]struct {
			beside  grid.Tear
			corners []int
		}{{grid.AlongX, []int{0, 1}}, {grid.AlongY, []int{0, nx}}, {grid.Within, []int{0, 1, nx, nx + 1}}} {
			if t&e.beside == 0 {
				continue
			}
			above, below := true, true
			for _, c := range e.corners {
				if k+c < len(g.Z) {
					z := g.Z[k+c]
					above, below = above && z >= limits.hi, below && z <= limits.lo
				}
			}
			if !above && !below {
				torn[k] |= e.beside
			}
		}
	}
	return torn
}
