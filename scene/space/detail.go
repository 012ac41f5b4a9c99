package space

import (
	"zscape/compute/grid"
	"zscape/scene"
)

// detail is the surface at one density of samples.
type detail struct {
	key        detailKey
	rows, cols []int
	torn       *grid.Grid // the samples that are used, if the surface is torn
	data       scene.MeshData
	colored    bool

	x, y, w []float32 // projected; w only in perspective

	order      stand
	lean       int // of order
	orderValid bool
	index      []uint32
	cuts       cuts
	drawn      []uint32 // index, with the pieces of triangles that are cut

	clipped mesh // copies with triangles cut in front of the eye
}

type detailKey struct {
	version              uint64
	rowStep, colStep     int
	rowStride, colStride int
	leveled              bool
	levelMin, levelStep  float64
	box                  scene.Box    // the light falls on the box as it is shown
	theme                *scene.Theme // of lines coloured by height
	light                Lighting
	opacity              float32
}

// lineCoordinate numbers the grid lines along an axis of n samples of which
// every stride-th has a line, and the last: it is whole exactly there.
func lineCoordinate(i, n, stride int) float32 {
	last := (n - 1) / stride * stride
	if i <= last {
		return float32(i) / float32(stride)
	}
	return float32(last/stride) + float32(i-last)/float32(n-1-last)
}

// thinning returns the step that takes about limit of n samples at most.
func thinning(n, limit int) int {
	if n <= limit+limit/4 {
		return 1
	}
	return (n + limit - 1) / limit
}

// thin appends every step-th of the numbers 0..n-1, and the last.
func thin(dst []int, n, step int) []int {
	for i := 0; i < n-1; i += step {
		dst = append(dst, i)
	}
	return append(dst, n-1)
}

// sort brings the order of the triangles up to date. It stays while a parallel
// eye keeps to one quadrant and to one side of all diagonals.
func (d *detail) sort(s stand, g *grid.Grid, pause func()) {
	lean := 0
	if s.parallel {
		lean = s.lean(g, d.rows, d.cols)
	}
	same := s == d.order || lean != 0 && lean == d.lean && s.row == d.order.row && s.col == d.order.col
	if d.orderValid && same {
		return
	}
	d.index = appendOrder(d.index[:0], s, g, d.rows, d.cols, d.torn, pause)
	d.drawn = d.cuts.expand(d.index)
	d.order, d.lean, d.orderValid = s, lean, true
}

// project computes where the samples fall on the screen, and reports whether
// all of them lie in front of the eye.
func (d *detail) project(v *scene.View, g *grid.Grid) bool {
	n := len(d.data.U)
	extra := d.cuts.extra
	d.x, d.y = resize(d.x, n), resize(d.y, n)
	first := n - len(extra)
	nx := g.Nx()
	if !v.Camera.Perspective {
		px, py, _ := v.Rows()
		for a, j := range d.rows {
			y := g.Y[j]
			bx, by := px[1]*y+px[3]+v.Center.X, py[1]*y+py[3]+v.Center.Y
			row := g.Z[j*nx : (j+1)*nx]
			ox, oy := d.x[a*len(d.cols):(a+1)*len(d.cols)], d.y[a*len(d.cols):(a+1)*len(d.cols)]
			for b, i := range d.cols {
				x, z := g.X[i], row[i]
				ox[b] = narrow(px[0]*x + px[2]*z + bx)
				oy[b] = narrow(py[0]*x + py[2]*z + by)
			}
		}
		for k, p := range extra {
			d.x[first+k] = narrow(px[0]*p.X + px[1]*p.Y + px[2]*p.Z + px[3] + v.Center.X)
			d.y[first+k] = narrow(py[0]*p.X + py[1]*p.Y + py[2]*p.Z + py[3] + v.Center.Y)
		}
		return true
	}
	d.w = resize(d.w, n)
	whole := true
	for a, j := range d.rows {
		for b, i := range d.cols {
			k := a*len(d.cols) + b
			x, y, w := v.Homogeneous(scene.Vec{X: g.X[i], Y: g.Y[j], Z: g.Z[j*nx+i]})
			d.x[k], d.y[k], d.w[k] = narrow(v.Center.X+x/w), narrow(v.Center.Y+y/w), float32(w)
			whole = whole && !(w <= scene.Near)
		}
	}
	for k, p := range extra {
		x, y, w := v.Homogeneous(p)
		d.x[first+k], d.y[first+k], d.w[first+k] = narrow(v.Center.X+x/w), narrow(v.Center.Y+y/w), float32(w)
		whole = whole && !(w <= scene.Near)
	}
	return whole
}

// narrow returns v within what a canvas can reckon with: a sample far outside
// the box must not become infinite. NaN stays NaN.
func narrow(v float64) float32 {
	const far = 1e9
	if v > far {
		v = far
	} else if v < -far {
		v = -far
	}
	return float32(v)
}

// clip fills d.clipped with the mesh cut off where it comes too near to the eye.
func (d *detail) clip(v *scene.View, g *grid.Grid) {
	d.clipped.cut(v, d.x, d.y, d.w, d.drawn, &d.data, func(k uint32) scene.Vec { return d.at(g, k) })
}

// resize returns s with length n, its contents unspecified.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
