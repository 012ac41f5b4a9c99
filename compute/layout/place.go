package layout

import (
	"errors"
	"math"
	"slices"
)

// Place is where a layout is, between two of its steps.
type Place struct {
	At, Velocity          []float64 // n x dims, in an order of the layout's own
	Pinned                []int32   // nodes
	Order                 []int32   // of the points in the trees
	Temperature, Movement float64
	Steps, Still          int
}

// ErrPlace says that a Place does not belong to the layout that is to be restored.
var ErrPlace = errors.New("layout: not a place of this graph")

// Place returns where the layout is. It shares no memory with it.
func (l *Layout) Place() Place {
	p := Place{
		At: l.flat(l.at), Velocity: l.flat(l.velocity),
		Temperature: l.temperature, Movement: l.movement, Steps: l.steps, Still: l.still,
	}
	for k, pinned := range l.pinned {
		if pinned {
			p.Pinned = append(p.Pinned, l.graph.node[k])
		}
	}
	for k := range l.forest.points {
		p.Order = append(p.Order, l.forest.points[k].node)
	}
	return p
}

func (l *Layout) flat(v [][3]float64) []float64 {
	flat := make([]float64, 0, len(v)*l.dims)
	for k := range v {
		flat = append(flat, v[k][:l.dims]...)
	}
	return flat
}

// Restore brings a layout that was just made to the place of one of the same graph, dims and
// random numbers: it goes on as if it had never stopped, to the bit.
func (l *Layout) Restore(p Place) error {
	n := len(l.at)
	if len(p.At) != n*l.dims || len(p.Velocity) != n*l.dims || !l.isOrder(p.Order) ||
		p.Steps < 0 || p.Still < 0 || !(p.Temperature >= 0 && p.Temperature <= hot) || !(p.Movement >= 0) {
		return ErrPlace
	}
	far := func(v float64) bool { return !(math.Abs(v) < 1e9) }
	if slices.ContainsFunc(p.At, far) || slices.ContainsFunc(p.Velocity, far) {
		return ErrPlace
	}
	seen := make([]bool, n)
	for _, i := range p.Pinned {
		if i < 0 || int(i) >= n || seen[i] {
			return ErrPlace
		}
		seen[i] = true
	}
	for k := range n {
		copy(l.at[k][:l.dims], p.At[k*l.dims:])
		copy(l.velocity[k][:l.dims], p.Velocity[k*l.dims:])
		l.forest.points[k].node = p.Order[k]
		l.forest.points[k].mass = l.mass[p.Order[k]]
	}
	for _, i := range p.Pinned {
		k := l.graph.place[i]
		l.pinned[k] = true
		l.components[l.graph.component(k)].pins++
	}
	l.temperature, l.movement, l.steps, l.still = p.Temperature, p.Movement, p.Steps, p.Still
	return nil
}

// isOrder reports whether a list has the places of each component, each once, one component
// after the other.
func (l *Layout) isOrder(list []int32) bool {
	if len(list) != len(l.at) {
		return false
	}
	seen := make([]bool, len(list))
	for c := range l.components {
		first, end := l.graph.span(c)
		for _, k := range list[first:end] {
			if k < first || k >= end || seen[k] {
				return false
			}
			seen[k] = true
		}
	}
	return true
}
