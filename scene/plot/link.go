package plot

import "zscape/scene"

// LinkX makes plots show one range of x: where the limits of an axis come
// from data, they come from the data of all. Gestures have to set the limits
// of all of them.
func LinkX(plots ...*Plot) {
	for _, p := range plots {
		p.X.linked = plots
	}
}

// LinkY is LinkX for y.
func LinkY(plots ...*Plot) {
	for _, p := range plots {
		p.Y.linked = plots
	}
}

// Align sets the Margins of plots, each drawn in the rectangle of the same
// place in rects, so that the plotting areas of those in one column begin and
// end at the same x, and of those in one row at the same y. It is called
// before the plots are drawn, for instance in Arrange of a scene.Figure.
func Align(look scene.Look, rects []scene.Rect, plots ...*Plot) {
	if len(rects) != len(plots) {
		panic("plot: Align needs a rectangle for each plot")
	}
	for _, p := range plots {
		p.Margins = scene.Margins{}
	}
	// Less room may mean other ticks with longer labels; margins only grow.
	for range 4 {
		for k, p := range plots {
			a := p.Layout(rects[k], look).Area
			r := rects[k]
			p.Margins = scene.Margins{
				Left: a.Min.X - r.Min.X, Top: a.Min.Y - r.Min.Y,
				Right: r.Max.X - a.Max.X, Bottom: r.Max.Y - a.Max.Y,
			}
		}
		if !grow(rects, plots) {
			return
		}
	}
}

// grow gives plots of one column or row the greatest margins of all, and
// reports whether that changed any.
func grow(rects []scene.Rect, plots []*Plot) (changed bool) {
	for j, p := range plots {
		for k, q := range plots {
			m, r, s := &p.Margins, rects[j], rects[k]
			before := *m
			if r.Min.X == s.Min.X && r.Max.X == s.Max.X {
				m.Left, m.Right = max(m.Left, q.Margins.Left), max(m.Right, q.Margins.Right)
			}
			if r.Min.Y == s.Min.Y && r.Max.Y == s.Max.Y {
				m.Top, m.Bottom = max(m.Top, q.Margins.Top), max(m.Bottom, q.Margins.Bottom)
			}
			changed = changed || *m != before
		}
	}
	return changed
}
