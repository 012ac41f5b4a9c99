package space

import (
	"math"

	"zscape/scene"
)

// sprite is a mark of many things that lie among those of other marks: what is
// nearer covers what is farther.
type sprite interface {
	Mark
	// place adds what v shows of the mark to c.
	place(c *crowd, v *scene.View, mark int32)
	// paint records thing k.
	paint(out *scene.Polylines, c *crowd, v *scene.View, k int)
}

// crowd is all points and links of a space, sorted by how far in front they are.
//
// Of discs this is exact: they face the reader. A link is where its middle is: a
// disc that lies before one end of a long link, but behind its middle, is covered by
// it, and of two long links the wrong one may be above. The discs at a link's own ends
// are never crossed.
type crowd struct {
	items    []item
	spare    []item
	frame    scene.Rect
	from, to float32 // how far in front the farthest and the nearest corner of the box are
}

// item is thing k of a mark.
type item struct {
	key     uint32 // greater in front
	mark, k int32
}

// focal is the bit of a key that what is in focus has: it lies before all that is not.
const focal = 1 << 31

// draw records the marks as a single operation.
func (c *crowd) draw(l *scene.DisplayList, v *scene.View, marks []sprite) {
	c.items = c.items[:0]
	c.frame = v.Frame
	f := v.Front()
	c.from, c.to = math.MaxFloat32, -math.MaxFloat32
	for k := range 8 {
		p := v.Box.Corner(k)
		front := float32(f[0]*p.X + f[1]*p.Y + f[2]*p.Z + f[3])
		c.from, c.to = min(c.from, front), max(c.to, front)
	}
	for k, m := range marks {
		m.place(c, v, int32(k))
	}
	if len(c.items) == 0 {
		return
	}
	c.items, c.spare = sortItems(c.items, c.spare)
	out := l.NewPolylines(scene.Stroke{Color: v.Theme.Ink, Width: 1})
	for _, i := range c.items {
		marks[i.mark].paint(out, c, v, int(i.k))
	}
}

// add adds thing k of a mark, so far in front.
func (c *crowd) add(mark int32, k int, front float32, focused bool) {
	key := ascending(front) >> 1
	if focused {
		key |= focal
	}
	c.items = append(c.items, item{key, mark, int32(k)})
}

// ascending returns the bits of a number such that greater numbers have greater ones.
func ascending(v float32) uint32 {
	b := math.Float32bits(v)
	if b>>31 == 1 {
		return ^b
	}
	return b | 1<<31
}

// sortItems returns items sorted by their keys, those of equal ones in their order: by
// eleven bits at a time, the lowest first. The memory of both lists is used.
func sortItems(items, spare []item) (sorted, other []item) {
	const bits, buckets = 11, 1 << 11
	spare = resize(spare, len(items))
	for shift := 0; shift < 32; shift += bits {
		var start [buckets + 1]int32
		for i := range items {
			start[items[i].key>>shift%buckets+1]++
		}
		for b := range buckets {
			start[b+1] += start[b]
		}
		for i := range items {
			b := items[i].key >> shift % buckets
			spare[start[b]] = items[i]
			start[b]++
		}
		items, spare = spare, items
	}
	return items, spare
}

// touches reports whether a disc may be seen.
func (c *crowd) touches(at scene.Point, radius float64) bool {
	return at.X+radius >= c.frame.Min.X && at.X-radius <= c.frame.Max.X && at.Y+radius >= c.frame.Min.Y && at.Y-radius <= c.frame.Max.Y
}

// haze returns how far what is so far in front fades into the paper, 0 to 1.
func (c *crowd) haze(front float32, fade float64, focused bool) float32 {
	if !focused {
		return pale
	}
	t := float32(fade) * (c.to - front) / (c.to - c.from)
	return min(max(t, 0), 1)
}

// faded returns c moved towards the paper, as opaque as it is.
func faded(c, paper scene.Color, t float32) scene.Color {
	paper.A = c.A
	return c.Mix(paper, t)
}
