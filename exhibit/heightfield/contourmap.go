package heightfield

import (
	"zscape/scene"
	"zscape/scene/space"
)

// contourMap is the surface seen from above, as contour lines and areas.
type contourMap struct {
	lines   space.Contours
	sheet   space.Surface
	patches space.Patches
}

// show returns the marks of the map: lines of the given width, in their colours or,
// over areas that are painted, in ink; with labels if these are wanted.
func (m *contourMap) show(d drawing, h *heights, c *coloring, lines *contours, style *style, width float64, painted, labelled bool) []space.Mark {
	l := &m.lines
	l.Lines, l.Version, l.Colors, l.Labels, l.Ground = lines.raised, style.version, l.Colors[:0], nil, nil
	l.Stroke = scene.Stroke{Width: width, Color: scene.Color{A: 1}}
	if d.patches != nil { // only those of the height field
		l.Lines = Raised(lines.ground)
	}
	if labelled {
		l.Labels = style.levels.labels(lines.ground)
	}
	if !painted {
		for _, line := range lines.ground {
			l.Colors = append(l.Colors, style.color(line.Level))
		}
		return []space.Mark{l}
	}
	l.Stroke = scene.Stroke{Width: 0.55 * width, Color: scene.Color{R: 0.06, G: 0.07, B: 0.09, A: 0.6}}
	color, ground, byHeight := style.color, lines.ground, style.byHeight
	l.Ground = func(line int, x, y float64) scene.Color {
		if z := h.inside.Sample(x, y); z != z { // a gap
			return scene.Color{}
		}
		if byHeight {
			return color(ground[line].Level)
		}
		values := h.drawn
		values.Z = c.values
		return color(values.Sample(x, y))
	}
	if d.patches != nil {
		first, height := d.patches.mark.List[0], d.patches.heights[0]
		first.Color = func(q scene.Vec) scene.Color { return color(c.at(q, height)) }
		p := &m.patches
		p.List, p.Version, p.Mode, p.Lighting = append(p.List[:0], first), style.version, space.Smooth, &unlit
		p.Bands, p.BandsAt = style.bands, style.bandsAt
		return []space.Mark{p, l}
	}
	s := &m.sheet
	s.Grid, s.Version, s.Mode, s.Clip, s.Unheld = &h.drawn, style.version, space.Smooth, h.clip, h.unclamped
	s.Color, s.Values, s.Lighting = color, c.values, &unlit
	s.Bands, s.BandsAt = style.bands, style.bandsAt
	return []space.Mark{s, l}
}

// plan returns the marks of surfaces that are no height field, seen from above:
// their contour lines, as if they were of glass, and curves.
func (m *contourMap) plan(curves []shape, a *zAxis, lines *contours, style *style, width float64) []space.Mark {
	color, l := style.heightColor, &m.lines
	*l = space.Contours{Lines: lines.raised, Version: style.version, Colors: l.Colors[:0], Stroke: scene.Stroke{Width: width, Color: scene.Color{A: 1}}}
	for _, line := range l.Lines {
		l.Colors = append(l.Colors, color(line[0].Z))
	}
	marks := []space.Mark{l}
	for k := range curves {
		marks = append(marks, &space.Curve{Lines: curves[k].lines(a), Width: 2.6, Color: func(p scene.Vec) scene.Color { return color(p.Z) }})
	}
	return marks
}
