package lineart

import (
	"math"

	"github.com/fogleman/ln/ln"

	"zscape/compute/grid"
	"zscape/scene"
)

// frame is the map between data and box coordinates. All geometry is done in
// the latter, where lengths are as they appear and the box has a size of
// about 1, whatever the data.
type frame struct {
	mid, unit ln.Vector // data = mid + unit * box, by components
	half      ln.Vector // half the edges of the box
}

func newFrame(v *scene.View) frame {
	half := ln.Vector(v.ToBox(v.Box.Max))
	lo, hi := ln.Vector(v.Box.Min), ln.Vector(v.Box.Max)
	return frame{mid: lo.Add(hi).MulScalar(0.5), unit: hi.Sub(lo).MulScalar(0.5).Div(half), half: half}
}

func (f frame) data(p ln.Vector) ln.Vector { return f.mid.Add(f.unit.Mul(p)) }
func (f frame) box(p ln.Vector) ln.Vector  { return p.Sub(f.mid).Div(f.unit) }

// surface is what a mesh shows, an ln.Shape in box coordinates.
type surface struct {
	mesh    *scene.Mesh
	frame   frame
	opacity float64 // of its faces
}

func newSurface(m *scene.Mesh, f frame) *surface {
	s := &surface{mesh: m, frame: f, opacity: 1}
	switch m.Face {
	case scene.FaceNone:
		s.opacity = 0
	case scene.FaceTint:
		s.opacity = float64(m.Tint.A)
	case scene.FaceColors:
		if m.MeshData != nil && len(m.Colors) > 0 {
			s.opacity = float64(m.Colors[0].A)
		}
	}
	return s
}

// Compile does nothing: the grid needs no search tree.
func (s *surface) Compile() {}

// empty reports whether there is nothing that could hide.
func (s *surface) empty() bool {
	if s.mesh.Source.Solid != nil {
		return !(s.mesh.Source.Solid.Bounds().Min.Z <= s.mesh.Source.Solid.Bounds().Max.Z)
	}
	_, _, ok := s.mesh.Source.Grid.Range()
	return !ok
}

// solidLines returns the layer of the lines on a surface that is no height field.
func (s *surface) solidLines(m *scene.Mesh, of *sight) *layer {
	y := &layer{stroke: m.Grid, sight: of, surface: s}
	lines, colors := m.Source.Solid.GridLines()
	for k, line := range lines {
		for _, path := range finiteParts(line, s.frame) {
			y.paths = append(y.paths, path)
			if m.GridColors && len(colors) > 0 {
				y.colors = append(y.colors, colors[k])
			}
		}
	}
	return y
}

// BoundingBox returns the box around the finite samples.
func (s *surface) BoundingBox() ln.Box {
	if s.mesh.Source.Solid != nil {
		const slack = 1e-6
		b := s.mesh.Source.Solid.Bounds()
		return ln.Box{Min: s.frame.box(ln.Vector(b.Min)).SubScalar(slack), Max: s.frame.box(ln.Vector(b.Max)).AddScalar(slack)}
	}
	g := s.mesh.Source.Grid
	lo, hi, ok := g.Range()
	if !ok || g.Nx() == 0 || g.Ny() == 0 {
		return ln.Box{}
	}
	const slack = 1e-6 // a box without height would be missed by rays within it
	return ln.Box{
		Min: s.frame.box(ln.Vector{X: g.X[0], Y: g.Y[0], Z: lo}).SubScalar(slack),
		Max: s.frame.box(ln.Vector{X: g.X[g.Nx()-1], Y: g.Y[g.Ny()-1], Z: hi}).AddScalar(slack),
	}
}

// Contains returns false: a surface has no inside.
func (s *surface) Contains(ln.Vector, float64) bool { return false }

// Intersect walks over the cells of the grid under the ray.
func (s *surface) Intersect(r ln.Ray) ln.Hit {
	o, d := s.frame.data(r.Origin), r.Direction.Mul(s.frame.unit)
	if s.mesh.Source.Solid != nil {
		if t, ok := s.mesh.Source.Solid.Hit(scene.Vec(o), scene.Vec(d), 0); ok {
			return ln.Hit{Shape: s, T: t}
		}
		return ln.NoHit
	}
	if t, ok := s.mesh.Source.Clip.Intersect(s.mesh.Source.Grid, o.X, o.Y, o.Z, d.X, d.Y, d.Z, 0); ok {
		return ln.Hit{Shape: s, T: t}
	}
	return ln.NoHit
}

// Paths returns the lines of the mesh that would be seen if nothing hid them.
func (s *surface) Paths() ln.Paths {
	return append(s.contourPaths(), s.gridPaths()...)
}

// contourPaths returns the contour lines.
func (s *surface) contourPaths() ln.Paths {
	if !s.mesh.Contour.Visible() || s.mesh.Source.Contours == nil {
		return nil
	}
	var paths ln.Paths
	for _, line := range s.mesh.Source.Contours() {
		paths = append(paths, finiteParts(line, s.frame)...)
	}
	return paths
}

// gridPaths returns the grid lines, broken where no triangle borders on them.
func (s *surface) gridPaths() ln.Paths {
	if !s.mesh.Grid.Visible() {
		return nil
	}
	g := s.mesh.Source.Grid
	nx, ny := g.Nx(), g.Ny()
	drawn := func(i, j int) bool { z := g.At(i, j); return z-z == 0 }
	has := func(i, j int, h grid.Halves) bool { // the triangle of the cell is there
		return i >= 0 && i < nx-1 && j >= 0 && j < ny-1 && g.Halves(i, j)&h != 0
	}
	var paths ln.Paths
	var path, there []scene.Vec
	end := func() {
		there = s.mesh.Source.Clip.Line(there[:0], path)
		paths = append(paths, finiteParts(there, s.frame)...)
		path = path[:0]
	}
	add := func(i, j int, joined bool) {
		if !joined {
			end()
		}
		if drawn(i, j) {
			path = append(path, scene.Vec{X: g.X[i], Y: g.Y[j], Z: g.At(i, j)})
		}
	}
	rows, cols := gridLines(s.mesh)
	for _, j := range rows {
		for i := range nx {
			add(i, j, has(i-1, j, grid.Lower) || has(i-1, j-1, grid.Upper))
		}
		end()
	}
	for _, i := range cols {
		for j := range ny {
			add(i, j, has(i, j-1, grid.Upper) || has(i-1, j-1, grid.Lower))
		}
		end()
	}
	return paths
}

// gridLines returns the rows and the columns along which grid lines run.
func gridLines(m *scene.Mesh) (rows, cols []int) {
	g := m.Source.Grid
	return every(g.Ny(), m.Source.RowStride), every(g.Nx(), m.Source.ColStride)
}

// every returns every stride-th of the numbers 0..n-1, and the last; none if
// stride is not positive.
func every(n, stride int) []int {
	if n == 0 || stride <= 0 {
		return nil
	}
	var a []int
	for k := 0; k < n-1; k += stride {
		a = append(a, k)
	}
	return append(a, n-1)
}

// settle returns p at the height that the surface has there: contour lines
// need not follow its triangles exactly.
func (s *surface) settle(p ln.Vector) ln.Vector {
	q := s.frame.data(p)
	if z := s.mesh.Source.Grid.Sample(q.X, q.Y); !math.IsNaN(z) {
		p.Z = (z - s.frame.mid.Z) / s.frame.unit.Z
	}
	return p
}
