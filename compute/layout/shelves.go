package layout

import "math"

// room is how much of it a component has around its outermost nodes.
const room = 0.5

// shelve gives each component its slot, such that their disks lie side by side: in rows
// from left to right and from the top down.
func (l *Layout) shelve() {
	area, width := 0.0, 0.0
	for c := range l.components {
		side := 2 * l.components[c].radius
		area += side * side
		width = max(width, side)
	}
	width = max(width, math.Sqrt(area)) * (1 + 1e-9)
	right, bottom := 0.0, 0.0
	for rest := l.components; len(rest) > 0; {
		n, x, high := 0, 0.0, 0.0
		for n < len(rest) && (n == 0 || x+2*rest[n].radius <= width) {
			rest[n].slot[0] = x + rest[n].radius
			x += 2 * rest[n].radius
			high = max(high, 2*rest[n].radius)
			n++
		}
		for k := range rest[:n] {
			rest[k].slot[1] = bottom - high/2
		}
		right, bottom, rest = max(right, x), bottom-high, rest[n:]
	}
	for c := range l.components {
		l.components[c].slot[0] -= right / 2
		l.components[c].slot[1] -= bottom / 2
	}
}

// gather moves the components a part of the way to their slots, except those which a pin
// holds, and returns the sum of the squares of how far their nodes move, in lengths of links.
// The slots are as far apart as the component wants that has grown most: so none overlap,
// and none jump.
func (l *Layout) gather(part float64) (sum float64) {
	spread := 0.0
	for c := range l.components {
		if o := &l.components[c]; o.pins == 0 {
			spread = max(spread, l.extent(c)/o.radius)
		}
	}
	for c := range l.components {
		o := &l.components[c]
		if o.pins > 0 {
			continue
		}
		first, end := l.graph.span(c)
		at := l.at[first:end]
		way := centroid(at)
		way[0] = part * (spread*o.slot[0] - way[0])
		way[1] = part * (spread*o.slot[1] - way[1])
		way[2] = -part * way[2]
		for k := range at {
			for a := range way {
				at[k][a] += way[a]
			}
		}
		sum += float64(len(at)) * distance2(&way, new([3]float64)) / (o.link * o.link)
	}
	return sum
}

// extent returns the radius of a component's disk, or ball, around its centroid.
func (l *Layout) extent(c int) float64 {
	first, end := l.graph.span(c)
	at := l.at[first:end]
	middle := centroid(at)
	most := 0.0
	for k := range at {
		most = max(most, distance2(&at[k], &middle))
	}
	return math.Sqrt(most) + room
}
