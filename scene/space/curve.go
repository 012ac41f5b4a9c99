package space

import (
	"math"

	"zscape/scene"
)

// Occluder is something that may be between a point and the eye.
type Occluder interface {
	Hides(p scene.Vec, v *scene.View) bool
}

// Curve is the mark of lines in space, such as a parametric curve or the line in
// which two surfaces meet. It is drawn on a halo of the paper's colour; what is
// hidden is drawn fainter and, if Dash is set, dashed.
type Curve struct {
	Lines  [][]scene.Vec // a point that is not finite interrupts its line
	Width  float64       // screen units; 0: 2
	Color  func(p scene.Vec) scene.Color
	Series int      // of the theme, where Color is nil
	Behind Occluder // may be nil
	Dash   float64  // of what is hidden, screen units
	Gone   bool     // what is hidden is left out
	Bare   bool     // there is no halo
	Hint   bool     // as of Polylines
}

// Bounds is the box around the points.
func (c *Curve) Bounds() scene.Box { return (&Wires{Lines: c.Lines}).Bounds() }

// Layer is above the surfaces.
func (c *Curve) Layer(*scene.View) int { return 1 }

// Draw records the lines.
func (c *Curve) Draw(l *scene.DisplayList, v *scene.View) {
	width := c.Width
	if width == 0 {
		width = 2
	}
	hidden := l.NewPolylines(scene.Stroke{Color: scene.Color{A: behind}, Width: width, Dash: c.Dash})
	halo := l.NewPolylines(scene.Stroke{Color: v.Theme.Background.Opacity(0.8), Width: width + 2.5})
	seen := l.NewPolylines(scene.Stroke{Color: scene.Color{A: 1}, Width: width})
	hidden.Hint, halo.Hint, seen.Hint = c.Hint, c.Hint, c.Hint
	for _, line := range c.Lines {
		t := curveTracer{curve: c, view: v, seen: seen, halo: halo, hidden: hidden}
		for _, w := range line {
			t.add(w)
		}
		t.end()
	}
}

// curveTracer puts a line in parts of what is seen and what is hidden, and of
// about one colour each.
type curveTracer struct {
	curve              *Curve
	view               *scene.View
	seen, halo, hidden *scene.Polylines

	now   *scene.Polylines // seen or hidden; nil between two lines
	color scene.Color
	at    scene.Point // of the last point

	from   scene.Vec   // the last point of the curve itself,
	fromAt scene.Point // which is there,
	going  bool        // if there is one

	covered  bool        // at the last point that was looked at,
	lookedAt scene.Point // which is there
	looked   bool
}

// add goes on to w. On a long way there are points between: its colour may change, and
// something may come to hide it.
func (t *curveTracer) add(w scene.Vec) {
	const far = 6 // screen units
	q, ok := t.view.Project(w)
	if !ok {
		t.end()
		t.going = false
		return
	}
	if t.going && (t.curve.Behind != nil || t.curve.Color != nil) {
		n := math.Ceil(min(q.Sub(t.fromAt).Norm()/far, 1000))
		for k := 1.0; k < n; k++ {
			m := t.from.Lerp(w, k/n)
			if p, ok := t.view.Project(m); ok {
				t.point(m, p)
			}
		}
	}
	t.point(w, q)
	t.from, t.fromAt, t.going = w, q, true
}

// point adds w, which is at q on the screen.
func (t *curveTracer) point(w scene.Vec, q scene.Point) {
	if t.now != nil && q.Sub(t.at).Norm() < resolution {
		return
	}
	color := t.view.Theme.Series[t.curve.Series%len(t.view.Theme.Series)]
	if t.curve.Color != nil {
		color = rounded(t.view.Theme.OnPaper(t.curve.Color(w)))
	}
	next := t.seen
	if t.hides(w, q) {
		next, color = t.hidden, color.Opacity(behind)
	}
	if t.now != nil && (t.now != next || t.color != color) {
		looked := t.looked
		t.put(q)
		t.end()
		t.looked = looked
	}
	t.now, t.color = next, color
	t.put(q)
	t.at = q
}

// hides reports whether w, which is at q on the screen, is hidden. It does not
// look at every point.
func (t *curveTracer) hides(w scene.Vec, q scene.Point) bool {
	often := 1.5 // screen units
	if t.view.Samples > 0 {
		often = 5
	}
	if t.curve.Behind == nil {
		return false
	}
	if !t.looked || q.Sub(t.lookedAt).Norm() >= often {
		pause(t.view)
		t.covered, t.lookedAt, t.looked = t.curve.Behind.Hides(w, t.view), q, true
	}
	return t.covered
}

// put adds a point to the part that is being drawn.
func (t *curveTracer) put(q scene.Point) {
	t.now.Add(q)
	if t.now == t.seen && !t.curve.Bare {
		t.halo.Add(q)
	}
}

func (t *curveTracer) end() {
	t.looked = false
	if t.now == nil {
		return
	}
	if t.now == t.hidden && t.curve.Gone {
		t.now.Drop()
		t.now = nil
		return
	}
	n := t.now.Len()
	t.now.End()
	if t.now.Len() > n {
		t.now.Colors = append(t.now.Colors, t.color)
	}
	if t.now == t.seen {
		t.halo.End()
	}
	t.now = nil
}
