package space

import (
	"math"
	"slices"

	"zscape/scene"
)

// Mark is a part of a picture that is drawn in the box of axes.
type Mark interface {
	// Bounds returns the data that the mark shows; scene.EmptyBox if none.
	Bounds() scene.Box
	// Draw records the mark as v sees it. In stereo it is called twice for one
	// drawing, once for each eye: what the list only refers to (the slices of a
	// Mesh) must then stay as it is.
	Draw(l *scene.DisplayList, v *scene.View)
}

// Layered is a Mark that has to be drawn before the others (a negative
// layer) or after them. Marks without it are on layer 0; overlays, which lie
// on the paper rather than in the box, are on layer Overlay.
type Layered interface{ Layer(v *scene.View) int }

// Overlay is the layer above everything in the box.
const Overlay = 100

// Margined is a Mark that keeps a margin of the picture for itself.
type Margined interface {
	// Margin returns the margin in a picture of w x h screen units.
	Margin(w, h float64) scene.Margins
}

// Space is a panel that shows a box of axes with marks in it, seen by a camera.
type Space struct {
	Camera scene.Camera
	Box    scene.Box // limits of the axes; what marks draw is not clipped to them
	Aspect scene.Vec // ratio of the box's edges; zero is 4:4:3
	Axes   Axes
	Marks  []Mark
	Title  string // at the head, on the left; empty: none

	// Flat makes it a plot on paper: seen from straight above, x to the right
	// and y up, the box as large as the panel allows. A zero Aspect then
	// fills the panel. Camera.Zoom and Pan still apply.
	Flat bool

	// Hover, if not nil, is what is said of something that is pointed at.
	Hover *Callout

	view    scene.View
	eyes    [2]scene.View // left, right; of stereo pictures
	order   []layeredMark
	sprites []sprite // scratch
	crowd   crowd
	beside  beside
}

type layeredMark struct {
	Mark
	layer int
}

// View returns how the space is seen in the rectangle r. It is valid until
// the next call of View or DrawIn.
func (s *Space) View(r scene.Rect, look scene.Look) *scene.View {
	theme := look.Theme
	if theme == nil {
		theme = &scene.Light
	}
	plot := r
	for _, m := range s.Marks {
		if m, ok := m.(Margined); ok {
			d := m.Margin(r.W(), r.H())
			plot.Min = plot.Min.Add(scene.Point{X: d.Left, Y: d.Top})
			plot.Max = plot.Max.Sub(scene.Point{X: d.Right, Y: d.Bottom})
		}
	}
	if s.Title != "" {
		plot.Min.Y += 1.6 * theme.TextSize
	}
	v := &s.view
	v.Theme, v.Samples, v.Pause = theme, look.Samples, look.Pause
	short := min(r.W(), r.H())
	margin := min(3.4*theme.TextSize, 0.12*short) // for the labels around the box
	camera, aspect, fit := s.Camera, s.Aspect, 1.0
	if s.Flat {
		margin = max(margin, min(1.8*theme.TextSize, 0.2*short)) // there are labels all along two sides of it
		camera.Azimuth, camera.Elevation, camera.Roll, camera.Perspective = -90, 90, 0, false
		camera.Oblique, camera.Stereo = 0, 0
		w, h := max(plot.W()-2*margin, 1), max(plot.H()-2*margin, 1)
		if aspect == (scene.Vec{}) {
			aspect = scene.Vec{X: w, Y: h}
		}
		aspect.Z = 1e-3 * max(aspect.X, aspect.Y)
		half := aspect.Scale(1 / aspect.Norm())
		sphere := min(w/math.Hypot(half.X, half.Y), h)
		fit = min(w/half.X, h/half.Y) / max(sphere, 1)
	}
	v.Set(camera, s.Box, aspect, plot, margin, fit)
	v.Frame = r
	return v
}

// pause lets others go on while something takes long.
func pause(v *scene.View) {
	if v.Pause != nil {
		v.Pause()
	}
}

// DrawIn lays the space out in r and records it in l.
func (s *Space) DrawIn(l *scene.DisplayList, r scene.Rect, look scene.Look) {
	v := s.View(r, look)
	s.order = s.order[:0]
	for _, m := range s.Marks {
		layer := 0
		if m, ok := m.(Layered); ok {
			layer = m.Layer(v)
		}
		s.order = append(s.order, layeredMark{m, layer})
	}
	slices.SortStableFunc(s.order, func(a, b layeredMark) int { return a.layer - b.layer })

	if v.Camera.Stereo == 0 {
		s.drawAs(l, v)
		return
	}
	for side, channels := range [2]scene.Channels{scene.RedChannel, scene.CyanChannels} {
		l.Channels(channels)
		s.drawAs(l, v.ForEye(side, &s.eyes[side]))
	}
	l.Channels(scene.AllChannels)
}

// drawAs records the space as v sees it.
func (s *Space) drawAs(l *scene.DisplayList, v *scene.View) {
	l.SetView(v)
	defer l.SetView(nil)
	s.Axes.drawPanes(l, v)
	scales := false
	for k := 0; k < len(s.order); k++ {
		m := s.order[k]
		if m.layer >= Overlay && !scales {
			s.drawScales(l, v)
			scales = true
		}
		if n := s.together(k); n > 0 {
			s.crowd.draw(l, v, s.sprites)
			k += n - 1
			continue
		}
		m.Draw(l, v)
	}
	if !scales {
		s.drawScales(l, v)
	}
	if s.Hover != nil {
		s.Hover.Draw(l, v)
	}
	if s.Title != "" {
		at := v.Frame.Min.Add(scene.Point{X: 6, Y: 6})
		l.Text(&scene.Text{String: s.Title, At: at, Size: 1.08 * v.Theme.TextSize, Color: v.Theme.Ink})
	}
}

// together sets s.sprites to those that lie among each other from place k of the
// order on, and returns how many they are.
func (s *Space) together(k int) (n int) {
	s.sprites = s.sprites[:0]
	for _, m := range s.order[k:] {
		p, ok := m.Mark.(sprite)
		if !ok || m.layer != s.order[k].layer {
			break
		}
		s.sprites = append(s.sprites, p)
	}
	return len(s.sprites)
}

// drawScales records what is written in the box: the scales of its axes, and what
// the labels beside points find room for.
func (s *Space) drawScales(l *scene.DisplayList, v *scene.View) {
	taken := s.Axes.drawScales(l, v)
	s.beside.draw(l, v, s.order, taken)
}

// Index returns the place among f.Panels of the first Space that is shown in the
// picture drawn w x h large, -1 if there is none.
func Index(f *scene.Figure, w, h float64) int {
	for k, r := range f.Rects(w, h) {
		if _, ok := f.Panels[k].(*Space); ok && r.W() > 0 && r.H() > 0 {
			return k
		}
	}
	return -1
}

func hold(v, lo, hi float64) float64 { return max(lo, min(v, hi)) }
