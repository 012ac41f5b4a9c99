package heightfield

import (
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// style is how the surface is painted: what all marks of it have in common.
type style struct {
	version uint64 // another one as soon as the marks are to be made anew

	mode                 space.SurfaceMode
	rowStride, colStride int
	light                space.Lighting
	opacity              float32
	colorLines           bool // lines have the colours of the faces

	color       func(v float64) scene.Color // of the values that colours stand for
	heightColor func(z float64) scene.Color // of heights, whatever colours stand for
	byHeight    bool                        // the two are the same
	levels      levels
	bands       []scene.Color // between the heights bandsAt; nil: colours change gradually
	bandsAt     []float64

	contoured bool                 // there are contour lines on the surface,
	trace     func() [][]scene.Vec // which are these
}

// newStyle returns the style that st says; constant says that the surface has no levels.
func newStyle(st exhibit.State, version uint64, c *coloring, a *zAxis, constant bool) style {
	colormap := st.Text(exhibit.ColormapKey)
	s := style{
		version: version,
		mode:    Modes[st.Text(exhibit.ModeKey)], rowStride: st.Int("rstride"), colStride: st.Int("cstride"),
		light: lighting(st), opacity: float32(st.Number("opacity")),
		colorLines: st.Text(exhibit.LinesKey) == "z",
		color:      c.colors(colormap),
		byHeight:   c.values == nil,
		contoured:  st.On("contour"),
	}
	r := a.box()
	if s.heightColor = s.color; !s.byHeight {
		s.heightColor = exhibit.Colors(colormap, r.lo, r.hi)
	}
	if !constant {
		s.levels = levelsOf(st, a)
	}
	if filled(st, c) {
		s.bands, s.bandsAt = s.levels.bands(r, s.color), s.levels.drawn
	}
	return s
}

// filled reports whether colours change from band to band between contour
// levels. Bands are of z.
func filled(st exhibit.State, c *coloring) bool { return st.On("fill") && c.values == nil }

// lighting returns the light on faces.
func lighting(st exhibit.State) space.Lighting {
	return space.Lighting{Azimuth: st.Number("lightaz"), Elevation: st.Number("lightel"),
		Ambient: st.Number("ambient"), Diffuse: st.Number("light"), Gloss: st.Number("gloss")}
}

// unlit is the light of a map.
var unlit = space.Lighting{Ambient: 1}
