package space

import (
	"math"
	"slices"

	"zscape/scene"
	"zscape/scene/labels"
)

// beside is the labels beside the points of a space, as they are placed.
type beside struct {
	placer labels.Placer
	items  []item // the nearest first
	spare  []item
	list   []labels.Label
	of     []item // of the list
	dots   []labels.Dot
	placed []labels.Placed
}

const (
	besidePad = 2.5 // between a label and its point, screen units

	// Labels keep off the nearest points, so many in a square as high as they are: were
	// it all of a crowd, the nearest would find no room. They may cover what lies
	// behind.
	crowding = 0.05
)

// draw records the labels of the points among the marks. They keep off each other, off
// what is taken and, mostly, off points. Both eyes have the same, at places that the
// middle view has chosen.
func (b *beside) draw(l *scene.DisplayList, v *scene.View, marks []layeredMark, taken []scene.Rect) {
	if v.Side == 0 {
		b.place(v.Middle(), marks, taken, labels.Size(v.Theme))
	}
	of := func(label int) (p *Points, k int) {
		i := b.of[label]
		return marks[i.mark].Mark.(*Points), int(i.k)
	}
	labels.Draw(l, v.Theme, b.placed, func(label int) string {
		p, k := of(label)
		return p.Labels[k]
	}, func(label int) scene.Point {
		p, k := of(label)
		return v.Disparity(p.At[k])
	})
}

// place finds places for the labels, as v sees the points.
func (b *beside) place(v *scene.View, marks []layeredMark, taken []scene.Rect, size float64) {
	b.items, b.list, b.of, b.dots, b.placed = b.items[:0], b.list[:0], b.of[:0], b.dots[:0], nil
	if !slices.ContainsFunc(marks, func(m layeredMark) bool { p, ok := m.Mark.(*Points); return ok && len(p.Labels) > 0 }) {
		b.placer.Forget()
		return
	}
	for n, mark := range marks {
		p, ok := mark.Mark.(*Points)
		if !ok {
			continue
		}
		s := p.look(v)
		p.measure(size)
		for k, at := range s.at {
			if !s.shown[k] || p.radius(k) == 0 || !v.Plot.Contains(at) {
				continue
			}
			b.items = append(b.items, item{^ascending(s.front[k]), int32(n), int32(k)})
		}
	}
	b.items, b.spare = sortItems(b.items, b.spare)
	_, height := extent("", size)
	most := crowding * v.Plot.W() * v.Plot.H() / (height * height)
	for rank, i := range b.items {
		p, k := marks[i.mark].Mark.(*Points), int(i.k)
		if float64(rank) < most {
			b.dots = append(b.dots, labels.Dot{At: p.seen.at[k], Radius: p.radius(k)})
		}
		if !p.labeled(k, v) {
			continue
		}
		label := labels.Label{
			ID: int(i.mark)<<32 + k, At: p.seen.at[k], Clear: p.radius(k) + p.rim() + besidePad,
			Size: scene.Point{X: p.widths[k], Y: height},
		}
		if k < len(p.Weights) {
			label.Priority = p.Weights[k]
		}
		if p.ringed[k] {
			label.Clear += reachOfRing
			label.Priority = math.Inf(1)
		}
		b.list, b.of = append(b.list, label), append(b.of, i)
	}
	b.placed = b.placer.Place(b.list, b.dots, taken, v.Plot)
}

// labeled reports whether point k has a label that is to be shown.
func (p *Points) labeled(k int, v *scene.View) bool {
	switch {
	case k >= len(p.Labels) || p.Labels[k] == "":
		return false
	case p.ringed[k]:
		return true
	}
	return p.focused(k) && (p.Behind == nil || !p.Behind.Hides(p.At[k], v))
}

// measured is what the widths of labels depend on.
type measured struct {
	version uint64
	n       int
	size    float64
}

// measure brings p.widths up to date.
func (p *Points) measure(size float64) {
	m := measured{p.Version, len(p.Labels), size}
	if m == p.measured {
		return
	}
	p.measured = m
	p.widths = resize(p.widths, len(p.Labels))
	for k, text := range p.Labels {
		p.widths[k], _ = extent(text, size)
	}
}
