package space

import (
	"zscape/compute/grid"
	"zscape/scene"
)

// detail is the surface at one density of samples. What changes there may leave
// much as it was: most often heights move, while the lattice stays and has no other
// gaps, and then so does the order; or only colours change, and the light stays.
type detail struct {
	key        detailKey
	whole      bool // what it has is that of the key: its making may have been given up
	rows, cols []int
	axes       [2][]float64 // x of the columns, y of the rows
	gaps       []bool       // samples that are not finite
	torn       *grid.Grid   // the samples that are used, if the surface is torn
	data       scene.MeshData
	numbering  numbering
	colored    bool

	x, y, w []float32 // projected; w only in perspective

	order      stand
	lean       int // of order
	orderValid bool
	index      []uint32
	cuts       cuts
	drawn      []uint32 // index, with the pieces of triangles that are cut
	drawnValid bool

	relief relief

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

// lay takes the rows and columns that are used of g. Unless these are the same, and
// nothing is torn, the order is to be found anew.
func (d *detail) lay(g *grid.Grid, rowStep, colStep int) {
	d.rows, d.cols = thin(d.rows[:0], g.Ny(), rowStep), thin(d.cols[:0], g.Nx(), colStep)
	whole := d.torn == nil && g.Torn == nil
	d.torn = nil
	if g.Torn != nil {
		d.torn = g.Thin(d.cols, d.rows)
	}
	sameX, sameY := follow(&d.axes[0], g.X, d.cols), follow(&d.axes[1], g.Y, d.rows)
	d.orderValid = d.orderValid && whole && sameX && sameY
}

// follow makes kept the used numbers of at, and reports whether it was that before.
func follow(kept *[]float64, at []float64, used []int) (same bool) {
	same = len(*kept) == len(used)
	*kept = resize(*kept, len(used))
	for k, i := range used {
		same = same && (*kept)[k] == at[i]
		(*kept)[k] = at[i]
	}
	return same
}

// find notes where the samples of g are not finite. The order is of the triangles
// that have all their samples.
func (d *detail) find(g *grid.Grid) {
	d.gaps = resize(d.gaps, len(d.rows)*len(d.cols))
	for a, j := range d.rows {
		row, gaps := g.Z[j*g.Nx():(j+1)*g.Nx()], d.gaps[a*len(d.cols):(a+1)*len(d.cols)]
		for b, i := range d.cols {
			if gap := row[i]-row[i] != 0; gap != gaps[b] {
				gaps[b], d.orderValid = gap, false
			}
		}
	}
}

// numbering is what grid lines are numbered by.
type numbering struct{ nx, ny, rowStep, colStep, rowStride, colStride int }

// number gives the used samples of g their places among the grid lines.
func (d *detail) number(g *grid.Grid) {
	m, width := &d.data, len(d.cols)
	m.U, m.V = resize(m.U, len(d.rows)*width), resize(m.V, len(d.rows)*width)
	now := numbering{g.Nx(), g.Ny(), d.key.rowStep, d.key.colStep, d.key.rowStride, d.key.colStride}
	if now == d.numbering {
		return
	}
	d.numbering = now
	for a, j := range d.rows {
		v := lineCoordinate(j, g.Ny(), now.rowStride)
		for b, i := range d.cols {
			m.U[a*width+b], m.V[a*width+b] = lineCoordinate(i, g.Nx(), now.colStride), v
		}
	}
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
	if !d.orderValid || !same {
		d.orderValid, d.drawnValid = false, false // until it is complete
		d.index = appendOrder(d.index[:0], s, g, d.rows, d.cols, d.torn, pause)
		d.order, d.lean, d.orderValid = s, lean, true
	}
	if !d.drawnValid {
		d.drawn, d.drawnValid = d.cuts.expand(d.index), true
	}
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
