package raster

import "zscape/scene"

// chunk is how many triangles, consecutive in back-to-front order, share an extent.
const chunk = 64

// A mesh is painted triangle after triangle. A sample belongs to the triangle
// that holds its centre; one on an edge belongs to the triangle on its right,
// or below if the edge is horizontal, so that neighbours leave no gap between
// them and share no sample.
type mesh struct {
	*scene.Mesh
	k      float64 // samples a screen unit
	all    extent
	chunks []extent

	tint          pixel // of faces of one colour; transparent for FaceNone
	grid, contour pixel // of lines
	gridPen       pen
	contourPen    pen
	faceColors    bool
	hasGrid       bool
	hasContour    bool
}

func newMesh(m *scene.Mesh, k float64) *mesh {
	l := &mesh{
		Mesh:       m,
		k:          k,
		chunks:     make([]extent, (len(m.Index)+3*chunk-1)/(3*chunk)),
		gridPen:    newPen(m.Grid.Width, k),
		contourPen: newPen(m.Contour.Width, k),
		faceColors: m.Face == scene.FaceColors,
		hasGrid:    m.Grid.Width > 0 && (m.GridColors || m.Grid.Color.A > 0),
		hasContour: m.Contour.Visible() && m.Levels > 0,
	}
	if m.Face == scene.FaceTint {
		l.tint = premultiply(m.Tint)
	}
	l.grid = premultiply(m.Grid.Color).times(l.gridPen.fade)
	l.contour = premultiply(m.Contour.Color).times(l.contourPen.fade)
	if (l.faceColors || m.GridColors) && len(m.Colors) < len(m.X) {
		panic("raster: a mesh without colours of its samples")
	}
	for i := range l.chunks {
		l.chunks[i] = l.extentOf(l.triangles(i))
	}
	l.all = unionAll(l.chunks)
	return l
}

// triangles returns the part of Index in chunk i.
func (l *mesh) triangles(i int) []uint32 {
	return l.Index[3*chunk*i : min(3*chunk*(i+1), len(l.Index))]
}

func (l *mesh) extentOf(vertices []uint32) extent {
	lo := l.Y[vertices[0]]
	hi := lo
	for _, v := range vertices {
		if y := l.Y[v]; y < lo {
			lo = y
		} else if y > hi {
			hi = y
		}
	}
	return extentOf(l.k*float64(lo), l.k*float64(hi))
}

func (l *mesh) span() extent { return l.all }

func (l *mesh) paint(b *band) {
	for i, e := range l.chunks {
		if !b.meets(e) {
			continue
		}
		for t := l.triangles(i); len(t) > 0; t = t[3:] {
			l.triangle(b, t[0], t[1], t[2])
		}
	}
}

// triangle paints the triangle of vertices i0, i1, i2.
func (l *mesh) triangle(b *band, i0, i1, i2 uint32) {
	c := [3]corner{l.corner(i0), l.corner(i1), l.corner(i2)}
	if c[1].y < c[0].y {
		c[0], c[1] = c[1], c[0]
	}
	if c[2].y < c[1].y {
		c[1], c[2] = c[2], c[1]
		if c[1].y < c[0].y {
			c[0], c[1] = c[1], c[0]
		}
	}
	first, end := b.rows(c[0].y, c[2].y)
	if first == end || max(c[0].x, c[1].x, c[2].x) < 0 || min(c[0].x, c[1].x, c[2].x) > float64(b.width) {
		return
	}
	var s shader
	if !s.set(l, &c) {
		return
	}
	_, bend := b.rows(c[0].y, c[1].y)
	long, short := edgeFrom(&c[0], &c[2]), edgeFrom(&c[0], &c[1])
	for y := first; y < end; y++ {
		if y == bend {
			short = edgeFrom(&c[1], &c[2])
		}
		cy := float64(y) + 0.5
		left, right := long.at(cy), short.at(cy)
		if left > right {
			left, right = right, left
		}
		if from, to := b.columns(left, right); from < to {
			s.paint(l, b.row(y)[from:to], float64(from)+0.5-c[0].x, cy-c[0].y)
		}
	}
}

// corner is a vertex of a triangle, in samples.
type corner struct {
	x, y float64
	i    uint32
}

func (l *mesh) corner(i uint32) corner {
	return corner{l.k * float64(l.X[i]), l.k * float64(l.Y[i]), i}
}

// edge is the line down from one corner to another. It depends on nothing
// else, so that triangles on both sides of it agree.
type edge struct{ x, y, slope float64 }

func edgeFrom(a, b *corner) edge { return edge{a.x, a.y, (b.x - a.x) / (b.y - a.y)} }

// at returns x of the edge at y. The conversion keeps compilers from fusing
// the operations in one place and not in another.
func (e edge) at(y float64) float64 { return e.x + float64((y-e.y)*e.slope) }
