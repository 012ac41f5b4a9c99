package plot

import (
	"cmp"

	"zscape/scene"
	"zscape/scene/labels"
)

// beside is the labels beside the points of a plot, as they are placed.
type beside struct {
	placer labels.Placer
	list   []labels.Label
	texts  []string // of the list
	dots   []labels.Dot
	avoid  []scene.Rect
}

// besidePad is between a label and its point, in screen units.
const besidePad = 2.0

// drawBeside records the labels of all points that have some. They keep off each
// other, off the legend and, mostly, off points.
func (p *Plot) drawBeside(l *scene.DisplayList) {
	f, b := &p.frame, &p.beside
	b.list, b.texts, b.dots, b.avoid = b.list[:0], b.texts[:0], b.dots[:0], b.avoid[:0]
	size := labels.Size(f.theme)
	height := lineHeight(size)
	for n, mark := range p.Marks {
		m, ok := mark.(*Points)
		if !ok || m.Hidden {
			continue
		}
		for k := range min(len(m.X), len(m.Y)) {
			q, ok := f.ToScreen(m.X[k], m.Y[k])
			if !ok || !f.Area.Contains(q) {
				continue
			}
			r := m.radiusOf(k)
			b.dots = append(b.dots, labels.Dot{At: q, Radius: r})
			text := m.labelOf(k)
			if text == "" {
				continue
			}
			label := labels.Label{ID: n<<32 + k, At: q, Clear: r + besidePad, Size: scene.Point{X: textWidth(text, size), Y: height}}
			if k < len(m.Weights) {
				label.Priority = m.Weights[k]
			}
			b.list, b.texts = append(b.list, label), append(b.texts, text)
		}
	}
	if len(b.list) == 0 {
		b.placer.Forget()
		return
	}
	if f.legend.box.W() > 0 {
		b.avoid = append(b.avoid, f.legend.box)
	}
	placed := b.placer.Place(b.list, b.dots, b.avoid, f.Area)
	labels.Draw(l, f.theme, placed, func(label int) string { return b.texts[label] }, nil)
}

// labelOf returns the label of point k, empty if it has none.
func (m *Points) labelOf(k int) string {
	if k < len(m.Labels) {
		return m.Labels[k]
	}
	return ""
}

// textOf returns what is said about point k when it is pointed at.
func (m *Points) Say(k int) string {
	text := ""
	if k < len(m.Text) {
		text = m.Text[k]
	}
	return cmp.Or(text, m.labelOf(k))
}
