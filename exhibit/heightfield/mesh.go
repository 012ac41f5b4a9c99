package heightfield

import "zscape/scene/space"

// mesh is the mark of a height field alone.
type mesh struct{ mark space.Surface }

// show returns the mark of h, coloured by c.
func (m *mesh) show(h *heights, c *coloring, style *style) *space.Surface {
	s := &m.mark
	s.Grid, s.Clip, s.Unheld, s.Version = &h.drawn, h.clip, h.unclamped, style.version
	s.Mode, s.RowStride, s.ColStride = style.mode, style.rowStride, style.colStride
	s.Lighting, s.Opacity, s.ColorLines = &style.light, style.opacity, style.colorLines
	s.Color, s.Values, s.ValueMin, s.ValueMax = style.color, c.values, c.norm.lo, c.norm.hi
	s.Bands, s.BandsAt = style.bands, style.bandsAt
	s.Levels, s.LevelsAt = 0, nil
	if at := style.levels.drawn; style.contoured && len(at) > 0 {
		s.Levels, s.LevelMin, s.LevelStep = len(at), at[0], 1
		if len(at) > 1 {
			s.LevelStep = at[1] - at[0]
		}
		if !style.levels.even {
			s.LevelsAt = at
		}
		s.Trace = style.trace
	}
	return s
}
