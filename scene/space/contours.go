package space

import "zscape/scene"

// Contours is the mark of contour lines: lines in space, each of one colour.
type Contours struct {
	Lines  [][]scene.Vec
	Colors []scene.Color // one a line; empty: Stroke.Color for all
	Stroke scene.Stroke  // zero: 1.4 wide in the theme's ink

	// Floor says that the lines lie in the floor of the box (all at Z =
	// Box.Min.Z) under the other marks: seen from above they are behind them,
	// from below in front.
	Floor bool

	// Labels, if not empty, are texts that stand in gaps of the lines, one a
	// line; they are for a Space that is Flat. Raise Version when lines or
	// labels change. Ground, if not nil, returns the colour that lies
	// under a place of a line, if that is not the paper's; where it is
	// transparent, there is no room for labels.
	Labels  []string
	Version uint64
	Ground  func(line int, x, y float64) scene.Color

	placed   []placedLabel
	gaps     [][]placedLabel // of each line
	placedIn labelView
}

// Bounds returns the box around the lines on the ground; a floor adds no height.
func (c *Contours) Bounds() scene.Box {
	b := scene.EmptyBox()
	if c.Floor {
		return b
	}
	for _, line := range c.Lines {
		for _, w := range line {
			if w.Finite() {
				b = b.Union(scene.Box{Min: w, Max: w})
			}
		}
	}
	return b
}

// Layer is below or above the other marks in the box.
func (c *Contours) Layer(v *scene.View) int {
	if !c.Floor {
		return 1
	}
	if eye, parallel := v.Eye(); parallel && eye.Z >= 0 || !parallel && eye.Z >= v.Box.Min.Z {
		return -1
	}
	return 2
}

// Draw records the lines.
func (c *Contours) Draw(l *scene.DisplayList, v *scene.View) {
	s := c.Stroke
	if s == (scene.Stroke{}) {
		s = scene.Stroke{Color: v.Theme.Ink, Width: 1.4}
	}
	if len(c.Labels) > 0 {
		c.drawLabeled(l, v, s)
		return
	}
	drawWorld(l.NewPolylines(s), v, c.Lines, c.Colors)
}
