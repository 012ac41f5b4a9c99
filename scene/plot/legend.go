package plot

import "zscape/scene"

// legend is the list of the series that have names.
type legend struct {
	box     scene.Rect // empty if it is not shown
	entries []entry
	widest  float64 // row
}

// entry is one row of the legend: the sign of a mark and its name.
type entry struct {
	mark int // the first of the series
	name string
	row  scene.Rect
}

const (
	keyWidth    = 18.0
	keyGap      = 7.0  // between sign and name
	entryGap    = 16.0 // between entries beside each other
	legendInset = 8.0  // between the legend and the borders of the plotting area
	longestName = 260.0
)

// row returns the height of an entry.
func (f *Frame) row() float64 { return 1.5 * f.theme.TextSize }

// listLegend lists the entries, and returns the height of the lines that
// they take above the plotting area if that is where they are to stand.
func (p *Plot) listLegend(f *Frame) (height float64) {
	g := &f.legend
	g.entries, g.widest, g.box = g.entries[:0], 0, scene.Rect{}
	if p.Legend == NoLegend {
		return 0
	}
	for k, m := range p.Marks {
		name := m.Series().Name
		if name == "" || g.lists(name) {
			continue
		}
		w := keyWidth + keyGap + min(textWidth(name, f.theme.TextSize), longestName)
		g.entries = append(g.entries, entry{mark: k, name: name, row: scene.Rect{Max: scene.Point{X: w, Y: f.row()}}})
		g.widest = max(g.widest, w)
	}
	if p.Legend != Above || len(g.entries) == 0 {
		return 0
	}
	// In lines, from the left.
	at := scene.Point{}
	for k := range g.entries {
		e := &g.entries[k]
		w := min(e.row.W(), f.Rect.W()-2*border)
		if at.X > 0 && at.X+w > f.Rect.W()-2*border {
			at = scene.Point{X: 0, Y: at.Y + f.row()}
		}
		e.row = scene.Rect{Min: at, Max: at.Add(scene.Point{X: w, Y: f.row()})}
		at.X += w + entryGap
	}
	return at.Y + f.row()
}

func (g *legend) lists(name string) bool {
	for _, e := range g.entries {
		if e.name == name {
			return true
		}
	}
	return false
}

// placeLegend puts the entries where they are to stand; if they find no
// room, there is no legend.
func (p *Plot) placeLegend(f *Frame) {
	g := &f.legend
	if len(g.entries) == 0 {
		return
	}
	if p.Legend == Above {
		if f.header.legend {
			corner := scene.Point{X: f.Rect.Min.X + border, Y: f.header.legendTop}
			g.box = scene.Rect{Min: corner, Max: corner.Add(scene.Point{X: f.Rect.W() - 2*border, Y: f.key.legend})}
			for k := range g.entries {
				r := &g.entries[k].row
				*r = scene.Rect{Min: r.Min.Add(corner), Max: r.Max.Add(corner)}
			}
		}
		return
	}
	const pad = 5
	size := scene.Point{X: g.widest + 2*pad, Y: float64(len(g.entries))*f.row() + 2*pad}
	room := f.Area.Inset(legendInset)
	if size.X > 0.7*room.W() || size.Y > 0.8*room.H() {
		return
	}
	g.box = p.legendCorner(f, room, size)
	for k := range g.entries {
		corner := scene.Point{X: g.box.Min.X + pad, Y: g.box.Min.Y + pad + float64(k)*f.row()}
		g.entries[k].row = scene.Rect{Min: corner, Max: corner.Add(scene.Point{X: g.widest, Y: f.row()})}
	}
}

// legendCorner returns a rectangle of that size in a corner of room.
func (p *Plot) legendCorner(f *Frame, room scene.Rect, size scene.Point) scene.Rect {
	corner := func(place Place) scene.Rect {
		r := scene.Rect{Min: room.Min, Max: room.Min.Add(size)}
		if place == TopRight || place == BottomRight {
			r.Min.X, r.Max.X = room.Max.X-size.X, room.Max.X
		}
		if place == BottomRight || place == BottomLeft {
			r.Min.Y, r.Max.Y = room.Max.Y-size.Y, room.Max.Y
		}
		return r
	}
	if p.Legend != Auto {
		return corner(p.Legend)
	}
	best, least := scene.Rect{}, 0
	for k, place := range []Place{TopRight, TopLeft, BottomRight, BottomLeft} {
		r := corner(place)
		if n := p.covered(f, r); k == 0 || n < least {
			best, least = r, n
		}
	}
	return best
}

// covered counts how much data lies in r, hidden or not, so that the legend
// stays when a series is toggled. Of long series it takes a sample.
func (p *Plot) covered(f *Frame, r scene.Rect) (n int) {
	const sample = 400
	for _, m := range p.Marks {
		x, y := m.Data()
		count := min(len(x), len(y))
		stride := 1 + count/sample
		_, joined := m.(*Line)
		last, lastOK := scene.Point{}, false
		for k := 0; k < count; k += stride {
			q, ok := f.ToScreen(x[k], y[k])
			if ok && lastOK && joined {
				if _, _, crosses := clip(last, q, r); crosses {
					n++
				}
			} else if ok && r.Contains(q) {
				n++
			}
			last, lastOK = q, ok
		}
	}
	return n
}

// LegendAt returns the mark whose entry in the legend is at the point q of
// the plot drawn in r: the first of that name; Hide toggles all of them.
func (p *Plot) LegendAt(r scene.Rect, look scene.Look, q scene.Point) (mark int, ok bool) {
	f := p.Layout(r, look)
	if !f.legend.box.Contains(q) {
		return -1, false
	}
	for _, e := range f.legend.entries {
		if e.row.Contains(q) {
			return e.mark, true
		}
	}
	return -1, false
}

// drawLegend records the legend.
func (p *Plot) drawLegend(l *scene.DisplayList) {
	f := &p.frame
	g := &f.legend
	if !(g.box.W() > 0) {
		return
	}
	if p.Legend != Above {
		l.NewPolygons().Add(f.theme.Background.Opacity(0.86), corners(g.box)...)
	}
	d := &p.pen
	for _, e := range g.entries {
		ink := f.theme.Ink
		sign := e.row
		sign.Max.X = sign.Min.X + keyWidth
		for k, m := range p.Marks {
			s := m.Series()
			if s.Name != e.name {
				continue
			}
			d.Color = p.inks[k]
			if *s.Hidden {
				d.Color = d.Color.Mix(f.theme.Background, 0.7)
				ink = f.theme.Muted.Mix(f.theme.Background, 0.45)
			}
			m.Key(d, sign)
		}
		at := scene.Point{X: sign.Max.X + keyGap, Y: e.row.Center().Y}
		name := fitted(e.name, f.theme.TextSize, e.row.Max.X-at.X+1e-6)
		write(l, scene.Text{String: name, At: at, Size: f.theme.TextSize, Color: ink, AlignY: 0.5})
	}
}
