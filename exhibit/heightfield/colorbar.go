package heightfield

import (
	"zscape/exhibit"
	"zscape/scene/space"
)

// colorBarOf returns the legend of the colours that are shown.
func colorBarOf(st exhibit.State, c *coloring, style *style) space.ColorBar {
	b := space.ColorBar{Min: c.norm.lo, Max: c.norm.hi, Color: style.color, Title: c.title(), Counts: c.counts, Log: c.axis.log && style.byHeight}
	mode := st.Text(exhibit.ModeKey)
	switch {
	case style.bands != nil && (mode == "contour" || mode == "surface" || mode == "smooth" || st.Text("beside") == "map"):
		b.Bands, b.BandsAt = style.bands, style.bandsAt
	case mode == "contour" && style.byHeight:
		b.Levels = style.levels.drawn
	}
	return b
}

// hasColors reports whether colours say something in the picture: own says that
// each piece has one of its own.
func hasColors(st exhibit.State, own bool) bool {
	mode := st.Text(exhibit.ModeKey)
	if mode == "contour" {
		return true
	}
	faces := mode == "surface" || mode == "smooth" || st.On("floor")
	return !own && (faces || st.Text(exhibit.LinesKey) != "plain")
}
