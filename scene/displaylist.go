package scene

// DisplayList is a drawing as data: the canvas operations of one picture, in
// order. It is a Canvas that records. Reset keeps its memory, so that drawing
// frame after frame allocates nothing.
type DisplayList struct {
	W, H       float64 // size of the picture, screen units
	Background Color

	view     *View    // of what is being recorded, if it lies in space
	channels Channels // of what is being recorded

	ops       []any // see Ops
	polylines pool[Polylines]
	polygons  pool[Polygons]
	meshes    pool[recordedMesh]
	images    pool[Image]
	texts     pool[Text]
	clips     pool[Rect]
}

// Reset empties the list for a picture of w x h screen units.
func (l *DisplayList) Reset(w, h float64, background Color) {
	l.W, l.H, l.Background = w, h, background
	clear(l.ops)
	l.ops, l.view, l.channels = l.ops[:0], nil, AllChannels
	// What belongs to others is let go: another picture may need less.
	for _, p := range l.polylines.items[:l.polylines.n] {
		p.View = nil
	}
	for _, m := range l.meshes.items[:l.meshes.n] {
		m.Source = MeshSource{}
	}
	for _, m := range l.meshes.items[l.meshes.n:] { // the last picture did not need them
		*m = recordedMesh{}
	}
	for _, m := range l.images.items[:l.images.n] {
		*m = Image{}
	}
	l.polylines.n, l.polygons.n, l.meshes.n, l.images.n, l.texts.n, l.clips.n = 0, 0, 0, 0, 0, 0
}

// Ops returns the operations in order, each a *Polylines, *Polygons, *Mesh,
// *Image, *Text or, for Clip, a *Rect, or Channels. They are valid until Reset.
func (l *DisplayList) Ops() []any { return l.ops }

// Replay draws the list on c.
func (l *DisplayList) Replay(c Canvas) {
	for _, op := range l.ops {
		switch op := op.(type) {
		case *Polylines:
			c.Polylines(op)
		case *Polygons:
			c.Polygons(op)
		case *Mesh:
			c.Mesh(op)
		case *Image:
			c.Image(op)
		case *Text:
			c.Text(op)
		case *Rect:
			c.Clip(*op)
		case Channels:
			c.Channels(op)
		}
	}
}

// SetView says how what lies in space is seen from here on; nil after the last of it.
func (l *DisplayList) SetView(v *View) { l.view = v }

// NewPolylines appends an empty set of polylines, to be filled by the caller.
// What of them lies in space is seen as the last SetView says.
func (l *DisplayList) NewPolylines(s Stroke) *Polylines {
	p := l.polylines.next()
	p.reset()
	p.Stroke, p.View = s, l.view
	l.ops = append(l.ops, p)
	return p
}

// NewPolygons appends an empty set of polygons, to be filled by the caller.
func (l *DisplayList) NewPolygons() *Polygons {
	p := l.polygons.next()
	p.reset()
	l.ops = append(l.ops, p)
	return p
}

// Polylines records a copy of p.
func (l *DisplayList) Polylines(p *Polylines) {
	q := l.NewPolylines(p.Stroke)
	q.Hint, q.View = p.Hint, p.View
	q.Points = append(q.Points, p.Points...)
	q.Ends = append(q.Ends, p.Ends...)
	q.Colors = append(q.Colors, p.Colors...)
	q.Widths = append(q.Widths, p.Widths...)
	q.World = append(q.World, p.World...)
}

// Polygons records a copy of p.
func (l *DisplayList) Polygons(p *Polygons) {
	q := l.NewPolygons()
	q.Points = append(q.Points, p.Points...)
	q.Ends = append(q.Ends, p.Ends...)
	q.Colors = append(q.Colors, p.Colors...)
}

// Mesh records a copy of m, but for its Source.
func (l *DisplayList) Mesh(m *Mesh) {
	q := l.meshes.next()
	q.record(m)
	l.ops = append(l.ops, &q.Mesh)
}

// Image records m; its bitmap is shared.
func (l *DisplayList) Image(m *Image) {
	q := l.images.next()
	*q = *m
	l.ops = append(l.ops, q)
}

// Text records t.
func (l *DisplayList) Text(t *Text) {
	q := l.texts.next()
	*q = *t
	l.ops = append(l.ops, q)
}

// Channels records c.
func (l *DisplayList) Channels(c Channels) {
	l.channels = c
	l.ops = append(l.ops, c)
}

// Clip records r. It panics between two eyes' pictures.
func (l *DisplayList) Clip(r Rect) {
	if l.channels != AllChannels {
		panic("scene: Clip within the picture for an eye")
	}
	q := l.clips.next()
	*q = r
	l.ops = append(l.ops, q)
}

// pool hands out values that are used again after n is set back to 0.
type pool[T any] struct {
	items []*T
	n     int
}

func (p *pool[T]) next() *T {
	if p.n == len(p.items) {
		p.items = append(p.items, new(T))
	}
	p.n++
	return p.items[p.n-1]
}
