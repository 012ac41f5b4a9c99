package plot

import (
	"cmp"
	"slices"

	"zscape/scene"
)

// Polygon is a filled outline, of any shape. If one of its corners is a gap,
// none of it is drawn.
type Polygon struct {
	Name   string
	Color  scene.Color
	Hidden bool

	X, Y    []float64 // of equal length; if not, the shorter counts
	Opacity float64   // of the fill, at most 1; 0 is 0.2, negative draws none
	Width   float64   // of the outline, screen units; 0 is 1.75, negative draws none
	Dash    float64   // of the outline; length of dashes and gaps, screen units; 0 is solid
}

func (m *Polygon) Series() Series         { return Series{m.Name, m.Color, &m.Hidden, FromPalette} }
func (m *Polygon) Data() (x, y []float64) { return nil, nil }

func (m *Polygon) Bounds(b *Bounds) {
	b.AddAll(m.X, m.Y)
	b.Room(true, true)
}

func (m *Polygon) opacity() float32 {
	if m.Opacity < 0 {
		return 0
	}
	return float32(min(orElse(m.Opacity, 0.2), 1))
}

func (m *Polygon) Draw(d *Pen) {
	d.pts = d.pts[:0]
	for k := range min(len(m.X), len(m.Y)) {
		q, ok := d.Frame.ToScreen(m.X[k], m.Y[k])
		if !ok {
			return
		}
		d.pts = append(d.pts, q)
	}
	if len(d.pts) < 3 {
		return
	}
	if c := d.Color.Opacity(m.opacity()); c.A > 0 {
		inside, _ := clipPolygon(nil, nil, d.pts, d.Frame.Area)
		fillPolygon(d.List.NewPolygons(), inside, c)
	}
	if m.Width < 0 {
		return
	}
	t := &d.trace
	t.start(d.Lines(orElse(m.Width, lineWidth), m.Dash), d.Frame.Area)
	for _, q := range d.pts {
		t.to(q)
	}
	t.to(d.pts[0])
	t.lift()
}

func (m *Polygon) Key(d *Pen, r scene.Rect) {
	d.PatchKey(r, d.Color.Opacity(max(m.opacity(), 0.35)))
}

// fillPolygon adds a polygon of any shape: a convex one as it is, any other
// cut into level strips at its corners, filled by the even-odd rule. Where
// edges cross each other within a strip, the fill is a little off.
func fillPolygon(out *scene.Polygons, corners []scene.Point, c scene.Color) {
	corners = slices.Compact(corners)
	if len(corners) < 3 {
		return
	}
	if isConvex(corners) {
		out.Add(c, corners...)
		return
	}
	levels := make([]float64, len(corners))
	for k, p := range corners {
		levels[k] = p.Y
	}
	slices.Sort(levels)
	levels = slices.Compact(levels)
	var edges [][2]scene.Point // their ends at the top and the bottom of the strip
	for k := 1; k < len(levels); k++ {
		edges = edges[:0]
		top, bottom := levels[k-1], levels[k]
		for j, q := range corners {
			p := corners[(j+len(corners)-1)%len(corners)]
			if p.Y > q.Y {
				p, q = q, p
			}
			if p.Y <= top && q.Y >= bottom && p.Y < q.Y {
				edges = append(edges, [2]scene.Point{atLevel(p, q, top), atLevel(p, q, bottom)})
			}
		}
		slices.SortFunc(edges, func(a, b [2]scene.Point) int {
			return cmp.Compare(a[0].X+a[1].X, b[0].X+b[1].X)
		})
		for j := 1; j < len(edges); j += 2 {
			l, r := edges[j-1], edges[j]
			out.Add(c, l[0], r[0], r[1], l[1])
		}
	}
}

// atLevel returns the point of the edge from p down to q at height y.
func atLevel(p, q scene.Point, y float64) scene.Point {
	t := (y - p.Y) / (q.Y - p.Y)
	return scene.Point{X: p.X + t*(q.X-p.X), Y: y}
}

// isConvex reports whether the corners, in order, turn in one direction, and once.
func isConvex(corners []scene.Point) bool {
	var left, right bool
	falls := 0 // changes from down to up or back
	n := len(corners)
	for k := range n {
		a, b, c := corners[k], corners[(k+1)%n], corners[(k+2)%n]
		u, v := b.Sub(a), c.Sub(b)
		cross := u.X*v.Y - u.Y*v.X
		left, right = left || cross < 0, right || cross > 0
		if (u.X < 0) != (v.X < 0) {
			falls++
		}
	}
	return !(left && right) && falls <= 2
}
