package lineart

import (
	"math"
	"slices"
	"sort"

	"zscape/compute/grid"
	"zscape/scene"
)

// shades is a colour scale of few colours: band k reaches from edges[k-1] to
// edges[k] in data units, the first and the last without end.
type shades struct {
	edges  []float64
	colors []scene.Color
	values *grid.Grid // what they stand for; nil: the height
}

// newShades divides the heights of g into bands within which color varies
// little, about as much as a thirtieth of a usual colormap.
func newShades(g *grid.Grid, color func(z float64) scene.Color) *shades {
	const (
		fine   = 1024
		change = 0.06 // of a colour component, within a band
	)
	lo, hi, _ := g.Range()
	z := func(k float64) float64 { return lo + (hi-lo)*k/fine }
	s := new(shades)
	first := 0 // fine step at which the band begins
	close := func(k int) { s.colors = append(s.colors, color(z(float64(first+k)/2))) }
	for k := 1; k < fine && hi > lo; k++ {
		if distance(color(z(float64(first))), color(z(float64(k)))) > change {
			close(k)
			s.edges = append(s.edges, z(float64(k)))
			first = k
		}
	}
	close(fine)
	return s
}

// distance returns the greatest difference of a component.
func distance(a, b scene.Color) float64 {
	d := func(a, b float32) float64 { return math.Abs(float64(a) - float64(b)) }
	return max(d(a.R, b.R), d(a.G, b.G), d(a.B, b.B), d(a.A, b.A))
}

// band returns the index of the band of height z.
func (s *shades) band(z float64) int {
	return sort.Search(len(s.edges), func(k int) bool { return z < s.edges[k] })
}

// split calls draw for each piece of t within one band. Pieces share their ends.
func (s *shades) split(t strand, f frame, draw func(strand, scene.Color)) {
	height := func(n node) float64 {
		p := f.data(n.pos)
		if s.values != nil {
			return s.values.Sample(p.X, p.Y)
		}
		return p.Z
	}
	piece := strand{t[0]}
	band := -1
	add := func(to node) {
		from := piece[len(piece)-1]
		b := s.band((height(from) + height(to)) / 2)
		if band >= 0 && b != band {
			draw(piece, s.colors[band])
			piece = strand{from}
		}
		band = b
		piece = append(piece, to)
	}
	for k := 1; k < len(t); k++ {
		a, b := t[k-1], t[k]
		za, zb := height(a), height(b)
		for _, z := range s.crossed(za, zb) {
			g := (z - za) / (zb - za)
			add(a.between(b, g*b.w/(a.w+g*(b.w-a.w))))
		}
		add(b)
	}
	draw(piece, s.colors[band])
}

// crossed returns the edges strictly between the heights a and b, from a to b.
func (s *shades) crossed(a, b float64) []float64 {
	var z []float64
	for k := s.band(min(a, b)); k < len(s.edges) && s.edges[k] < max(a, b); k++ {
		z = append(z, s.edges[k])
	}
	if a > b {
		slices.Reverse(z)
	}
	return z
}
