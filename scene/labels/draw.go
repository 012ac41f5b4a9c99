package labels

import "zscape/scene"

// Size returns the size of the text of labels beside points, in a theme.
func Size(theme *scene.Theme) float64 { return 0.9 * theme.TextSize }

// Draw records labels that have been placed, with their leader lines below them all.
// text and aside say of a label of the list what it is, and by how much it is moved from
// its place; a nil aside moves none.
func Draw(l *scene.DisplayList, theme *scene.Theme, placed []Placed, text func(label int) string, aside func(label int) scene.Point) {
	if len(placed) == 0 {
		return
	}
	if aside == nil {
		aside = func(int) scene.Point { return scene.Point{} }
	}
	leaders := l.NewPolylines(scene.Stroke{Color: theme.Muted, Width: 0.75})
	for _, at := range placed {
		if at.Led {
			leaders.Segment(at.From.Add(aside(at.Label)), at.To.Add(aside(at.Label)))
		}
	}
	for _, at := range placed {
		l.Text(&scene.Text{String: text(at.Label), At: at.Box.Min.Add(aside(at.Label)), Size: Size(theme), Color: theme.Ink})
	}
}
