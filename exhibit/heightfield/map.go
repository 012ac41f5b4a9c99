package heightfield

import (
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// filled reports whether colours change from band to band between contour
// levels. Bands are of z.
func (s *Session) filled() bool { return s.State.On("fill") && s.tint.values == nil }

// heightColor returns the colours by height, whatever else colours stand for.
func (s *Session) heightColor() func(float64) scene.Color {
	r := s.span()
	return exhibit.Colors(s.State.Text(exhibit.ColormapKey), r.lo, r.hi)
}

// unlit is the light of a map.
var unlit = space.Lighting{Ambient: 1}

// mapMarks appends the marks of a contour plot seen from above, with lines of
// the given width: lines in their colours or, over areas that are painted, in ink.
func (s *Session) mapMarks(marks []space.Mark, lines *space.Contours, width float64, levels levels, color func(float64) scene.Color) []space.Mark {
	c := &s.contours
	c.trace(s, levels.drawn)
	if s.body.noField() {
		return s.plan(marks, lines, width, color)
	}
	lines.Lines, lines.Version, lines.Floor = c.raised, s.surface.Version, false
	if s.body.drawn { // only those of the height field
		lines.Lines = Raised(c.lines)
	}
	lines.Colors, lines.Ground, lines.Labels = lines.Colors[:0], nil, nil
	lines.Stroke = scene.Stroke{Width: width, Color: scene.Color{A: 1}}
	if s.State.On("labels") {
		lines.Labels = labelLines(c.lines, levels, s.names(levels))
	}
	sheet := s.State.On("fill") || s.tint.values != nil
	if !sheet {
		for _, line := range c.lines {
			lines.Colors = append(lines.Colors, color(line.Level))
		}
		return append(marks, lines)
	}
	lines.Stroke = scene.Stroke{Width: 0.55 * width, Color: scene.Color{R: 0.06, G: 0.07, B: 0.09, A: 0.6}}
	m, place := &s.sheet, 0
	if lines == &s.beside.lines {
		m, place = &s.beside.sheet, 1
	}
	m.Grid, m.Version, m.Mode = &s.drawn, s.surface.Version, space.Smooth
	m.Color, m.Values, m.Clip, m.Lighting = color, s.tint.values, s.clip, &unlit
	m.Unheld = s.unheld
	m.Bands, m.BandsAt = nil, nil
	if s.filled() {
		m.Bands, m.BandsAt = s.bands(levels, color), levels.drawn
	}
	lines.Ground = func(line int, x, y float64) scene.Color {
		if z := s.whole.Sample(x, y); z != z { // a gap
			return scene.Color{}
		}
		if s.tint.values == nil {
			return color(c.lines[line].Level)
		}
		values := s.drawn
		values.Z = s.tint.values
		return color(values.Sample(x, y))
	}
	if s.body.drawn {
		p := s.body.sheetOf(place)
		p.List[0].Color = func(q scene.Vec) scene.Color { return color(s.shade(0, q)) }
		p.Bands, p.BandsAt = m.Bands, m.BandsAt
		return append(marks, p, lines)
	}
	return append(marks, m, lines)
}

// plan appends the marks of what is no height field, seen from above: contour
// lines of the surfaces, as if they were of glass, and curves.
func (s *Session) plan(marks []space.Mark, lines *space.Contours, width float64, color func(float64) scene.Color) []space.Mark {
	if s.tint.values != nil { // colours say something else
		color = s.heightColor()
	}
	*lines = space.Contours{Lines: s.contours.raised, Version: s.surface.Version, Colors: lines.Colors[:0], Stroke: scene.Stroke{Width: width, Color: scene.Color{A: 1}}}
	for _, line := range lines.Lines {
		lines.Colors = append(lines.Colors, color(line[0].Z))
	}
	marks = append(marks, lines)
	for k := range s.body.pieces.Curves {
		marks = append(marks, &space.Curve{Lines: s.linesOf(&s.body.curveShapes[k]), Width: 2.6, Color: func(p scene.Vec) scene.Color { return color(p.Z) }})
	}
	return marks
}

// colorBar returns the legend of the colours that are shown.
func (s *Session) colorBar(levels levels, color func(float64) scene.Color) *space.ColorBar {
	st, b := s.State, &s.bar
	*b = space.ColorBar{Min: s.tint.lo, Max: s.tint.hi, Color: color, Title: s.tint.title, Counts: s.tint.counts, Log: s.log && s.tint.values == nil}
	mode := st.Text(exhibit.ModeKey)
	switch {
	case s.filled() && (mode == "contour" || mode == "surface" || mode == "smooth" || st.Text("beside") == "map"):
		b.Bands, b.BandsAt = s.bands(levels, color), levels.drawn
	case mode == "contour" && s.tint.values == nil:
		b.Levels = levels.drawn
	}
	return b
}
