package scene

import (
	"math"
	"slices"
)

// Mark is a part of a picture that is drawn in the box of axes.
type Mark interface {
	// Bounds returns the data that the mark shows; EmptyBox if none.
	Bounds() Box
	// Draw records the mark as v sees it.
	Draw(l *DisplayList, v *View)
}

// Layered is a Mark that has to be drawn before the others (a negative
// layer) or after them. Marks without it are on layer 0; overlays, which lie
// on the paper rather than in the box, are on layer Overlay.
type Layered interface{ Layer(v *View) int }

// Overlay is the layer above everything in the box.
const Overlay = 100

// Margined is a Mark that keeps a margin of the picture for itself.
type Margined interface {
	// Margin returns the margin in a picture of w x h screen units.
	Margin(w, h float64) Margins
}

// Margins are widths along the four sides, in screen units.
type Margins struct{ Left, Top, Right, Bottom float64 }

// Figure is a picture: marks in a box of axes, seen by a camera.
type Figure struct {
	Camera Camera
	Box    Box // limits of the axes; what marks draw is not clipped to them
	Aspect Vec // ratio of the box's edges; zero is 4:4:3
	Axes   Axes
	Marks  []Mark
	Theme  *Theme // nil is Light

	// Flat makes it a plot on paper: seen from straight above, x to the right
	// and y up, the box as large as the picture allows. A zero Aspect then
	// fills the picture. Camera.Zoom and Pan still apply.
	Flat bool

	// Samples limits how finely surfaces are drawn; see View.Samples.
	Samples int

	view  View
	order []layeredMark
}

type layeredMark struct {
	Mark
	layer int
}

// View returns how the figure is seen in a picture of w x h screen units. It
// is valid until the next call of View or Draw.
func (f *Figure) View(w, h float64) *View {
	theme := f.Theme
	if theme == nil {
		theme = &Light
	}
	plot := Rect{Max: Point{w, h}}
	for _, m := range f.Marks {
		if m, ok := m.(Margined); ok {
			d := m.Margin(w, h)
			plot.Min = plot.Min.Add(Point{d.Left, d.Top})
			plot.Max = plot.Max.Sub(Point{d.Right, d.Bottom})
		}
	}
	v := &f.view
	v.Theme, v.Samples = theme, f.Samples
	margin := min(3.4*theme.TextSize, 0.12*min(w, h)) // for the labels around the box
	camera, aspect, fit := f.Camera, f.Aspect, 1.0
	if f.Flat {
		camera.Azimuth, camera.Elevation, camera.Roll, camera.Perspective = -90, 90, 0, false
		w, h := max(plot.W()-2*margin, 1), max(plot.H()-2*margin, 1)
		if aspect == (Vec{}) {
			aspect = Vec{w, h, 0}
		}
		aspect.Z = 1e-3 * max(aspect.X, aspect.Y)
		half := aspect.Scale(1 / aspect.Norm())
		sphere := min(w/math.Hypot(half.X, half.Y), h)
		fit = min(w/half.X, h/half.Y) / max(sphere, 1)
	}
	v.set(camera, f.Box, aspect, plot, margin, fit)
	v.Frame = Rect{Max: Point{w, h}}
	return v
}

// Draw lays the figure out for a picture of w x h screen units and records it in l.
func (f *Figure) Draw(l *DisplayList, w, h float64) {
	v := f.View(w, h)
	l.Reset(w, h, v.Theme.Background)
	f.order = f.order[:0]
	for _, m := range f.Marks {
		layer := 0
		if m, ok := m.(Layered); ok {
			layer = m.Layer(v)
		}
		f.order = append(f.order, layeredMark{m, layer})
	}
	slices.SortStableFunc(f.order, func(a, b layeredMark) int { return a.layer - b.layer })

	f.Axes.drawPanes(l, v)
	scales := false
	for _, m := range f.order {
		if m.layer >= Overlay && !scales {
			f.Axes.drawScales(l, v)
			scales = true
		}
		m.Draw(l, v)
	}
	if !scales {
		f.Axes.drawScales(l, v)
	}
}
