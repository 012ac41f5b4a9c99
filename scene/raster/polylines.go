package raster

import (
	"math"
	"slices"

	"zscape/scene"
)

// pen is the cross-section of a line, in samples: coverage falls from 1 to 0
// over one sample around its edge. A line thinner than a sample is drawn one
// sample wide and fainter.
type pen struct {
	width  float64
	radius float64 // where coverage reaches 0
	fade   float32 // factor of opacity
}

func newPen(width, k float64) pen {
	const most = 1 << 22 // wider than any picture
	w := min(k*width, most)
	return pen{width: w, radius: max(w, 1)/2 + 0.5, fade: float32(min(w, 1))}
}

type polylines struct {
	*scene.Polylines
	pen     pen     // the broadest
	k       float64 // samples a screen unit
	dash    float64 // in samples; 0 is solid
	clip    scene.Rect
	all     extent
	extents []extent
}

func newPolylines(p *scene.Polylines, k float64, width, height int) *polylines {
	broadest := p.Stroke.Width
	if len(p.Widths) > 0 {
		broadest = slices.Max(p.Widths)
	}
	l := &polylines{Polylines: p, k: k, pen: newPen(broadest, k)}
	if !(broadest > 0) {
		return l
	}
	if d := k * p.Stroke.Dash; d > max(l.pen.width, 1) { // the caps close shorter gaps
		l.dash = d
	}
	l.clip = scene.Rect{Max: scene.Point{X: float64(width), Y: float64(height)}}.Inset(-l.pen.radius - 1)
	l.extents = make([]extent, p.Len())
	for i := range l.extents {
		if p.WidthAt(i) > 0 {
			l.extents[i] = extentOfPoints(p.At(i), k, l.penOf(i).radius)
		}
	}
	l.all = unionAll(l.extents)
	return l
}

// penOf returns the pen of line i.
func (l *polylines) penOf(i int) pen {
	if len(l.Widths) > 0 {
		return newPen(l.Widths[i], l.k)
	}
	return l.pen
}

func (l *polylines) span() extent { return l.all }

func (l *polylines) paint(b *band) {
	for i, e := range l.extents {
		if !b.meets(e) {
			continue
		}
		pen := l.penOf(i)
		color := premultiply(l.ColorAt(i)).times(pen.fade)
		if color.a == 0 {
			continue
		}
		points := l.At(i)
		length := 0.0 // from the start of the polyline, for the dashes
		for j := 1; j < len(points); j++ {
			p, q := points[j-1].Scale(l.k), points[j].Scale(l.k)
			if l.dash == 0 {
				l.segment(b, p, q, pen.radius)
				continue
			}
			l.dashes(b, p, q, length, pen.radius)
			if d := q.Sub(p).Norm(); d < math.Inf(1) {
				length += d
			}
		}
		b.blend(color)
	}
}

// segment covers what is nearer than radius to the line from p to q, in samples.
func (l *polylines) segment(b *band, p, q scene.Point, radius float64) {
	if max(p.Y, q.Y)+radius < float64(b.top) || min(p.Y, q.Y)-radius > float64(b.end) {
		return
	}
	if t0, t1 := l.clip.Clip(p, q); t0 <= t1 {
		d := q.Sub(p)
		b.capsule(p.Add(d.Scale(t0)), p.Add(d.Scale(t1)), radius)
	}
}

// dashes covers the dashes on the line from p to q, which starts at length
// along its polyline.
func (l *polylines) dashes(b *band, p, q scene.Point, length, radius float64) {
	t0, t1 := l.clip.Clip(p, q)
	if !(t0 <= t1) {
		return
	}
	d := q.Sub(p)
	norm := d.Norm()
	if norm == 0 {
		return
	}
	d = d.Scale(1 / norm)
	start, end := t0*norm, t1*norm
	period := 2 * l.dash
	for s := start - math.Mod(length+start, period); s < end; s += period {
		if from, to := max(s, start), min(s+l.dash, end); from <= to {
			l.segment(b, p.Add(d.Scale(from)), p.Add(d.Scale(to)), radius)
		}
	}
}

// capsule covers what is nearer than radius to the segment from p to q, in samples.
func (b *band) capsule(p, q scene.Point, radius float64) {
	d := q.Sub(p)
	perLength := 0.0
	if n := d.X*d.X + d.Y*d.Y; n > 0 {
		perLength = 1 / n
	}
	first, end := b.rows(min(p.Y, q.Y)-radius, max(p.Y, q.Y)+radius)
	for y := first; y < end; y++ {
		ry := float64(y) + 0.5 - p.Y
		left, right := reach(p.X, d, ry, radius)
		row := b.width * (y - b.top)
		from, to := b.columns(left, right)
		for x := from; x < to; x++ {
			rx := float64(x) + 0.5 - p.X
			t := unit((rx*d.X + ry*d.Y) * perLength)
			ex, ey := rx-t*d.X, ry-t*d.Y
			if e := ex*ex + ey*ey; e < radius*radius {
				b.cover(row+x, float32(unit(radius-math.Sqrt(e))))
			}
		}
	}
}

// reach returns bounds of x for the points of a row, ry below the start of
// the segment from x along d, that are nearer than radius to the segment.
func reach(x float64, d scene.Point, ry, radius float64) (left, right float64) {
	x0, x1 := x, x+d.X
	if d.Y != 0 { // only the part of the segment that is near the row counts
		t0, t1 := (ry-radius)/d.Y, (ry+radius)/d.Y
		x0, x1 = x+d.X*unit(t0), x+d.X*unit(t1)
	}
	return min(x0, x1) - radius, max(x0, x1) + radius
}
