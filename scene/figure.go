package scene

import "math"

// Panel is a part of a figure that fills a rectangle of it: a [Space], a plot.
type Panel interface {
	// DrawIn lays the panel out in r and records it in l.
	DrawIn(l *DisplayList, r Rect, look Look)
}

// Look is what the panels of a figure have in common.
type Look struct {
	Theme   *Theme // nil is Light
	Samples int    // limits how finely surfaces are drawn; see View.Samples
	Pause   func() // is called while that takes long; see View.Pause
}

// Margins are widths along the four sides, in screen units.
type Margins struct{ Left, Top, Right, Bottom float64 }

// Figure is a picture: one panel, or several that do not overlap.
type Figure struct {
	Look
	Panels []Panel

	// Arrange returns where the panels go in a picture that fills r, one
	// rectangle each; an empty one hides its panel. If Arrange is nil, all are
	// of one size, in rows.
	Arrange func(r Rect) []Rect

	// Note is a line of text at the head of the picture; it may be empty.
	Note string
}

// Rects returns the rectangle of each panel in a picture of w x h screen units.
func (f *Figure) Rects(w, h float64) []Rect {
	whole := Rect{Max: Point{w, h}}
	if f.Arrange == nil {
		return Tile(whole, len(f.Panels))
	}
	rects := f.Arrange(whole)
	if len(rects) != len(f.Panels) {
		panic("scene: Arrange does not give each panel a rectangle")
	}
	return rects
}

// Tile cuts r into n rectangles of one size, in rows from the top left, as
// near to a shape of 4:3 as possible.
func Tile(r Rect, n int) []Rect {
	best, columns := math.Inf(1), 1
	for c := 1; c <= n; c++ {
		rows := (n + c - 1) / c
		shape := (r.W() / float64(c)) / max(r.H()/float64(rows), 1)
		// Empty places count as well as shapes that are far from 4:3.
		if miss := math.Abs(math.Log(max(shape, 1e-9)*3/4)) + float64(c*rows-n)/float64(n); miss < best {
			best, columns = miss, c
		}
	}
	return TileColumns(r, n, columns)
}

// TileColumns cuts r into n rectangles of one size, in rows of the given
// number of columns.
func TileColumns(r Rect, n, columns int) []Rect {
	rects := make([]Rect, n)
	rows := (n + columns - 1) / columns
	w, h := r.W()/float64(columns), r.H()/float64(max(rows, 1))
	for k := range rects {
		corner := r.Min.Add(Point{float64(k%columns) * w, float64(k/columns) * h})
		rects[k] = Rect{corner, corner.Add(Point{w, h})}
	}
	return rects
}

// PanelAt returns the panel at the point q of the picture drawn w x h large,
// with its place among Panels and its rectangle; k is -1 if there is none.
func (f *Figure) PanelAt(q Point, w, h float64) (p Panel, k int, r Rect) {
	for k, r := range f.Rects(w, h) {
		if r.W() > 0 && r.H() > 0 && r.Contains(q) {
			return f.Panels[k], k, r
		}
	}
	return nil, -1, Rect{}
}

// Draw lays the figure out for a picture of w x h screen units and records it in l.
func (f *Figure) Draw(l *DisplayList, w, h float64) {
	look := f.Look
	if look.Theme == nil {
		look.Theme = &Light
	}
	l.Reset(w, h, look.Theme.Background)
	for k, r := range f.Rects(w, h) {
		if !(r.W() > 0 && r.H() > 0) {
			continue
		}
		if len(f.Panels) > 1 {
			l.Clip(r)
		}
		f.Panels[k].DrawIn(l, r, look)
	}
	if len(f.Panels) > 1 {
		l.Clip(Rect{})
	}
	if f.Note != "" {
		l.Text(&Text{String: f.Note, At: Point{w / 2, 10}, Size: look.Theme.TextSize, Color: look.Theme.Muted, AlignX: 0.5})
	}
}
