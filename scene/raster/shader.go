package raster

import "math"

// shader is what varies over a triangle, as functions of the place relative
// to its first corner.
type shader struct {
	u, v, level ruler

	// color is interpolated between the samples; colorX its change per
	// sample to the right, colorY downwards.
	color, colorX, colorY pixel
}

// plane is a function of the place that is linear between three corners: at
// the first corner it is at, and changes by dx and dy per sample.
type plane struct{ at, dx, dy float64 }

// frame finds planes over a triangle.
type frame struct{ ax, ay, bx, by float64 }

// frameOf returns the frame of a triangle. On a triangle of hardly any area
// all planes are constant.
func frameOf(c *[3]corner) frame {
	ax, ay := c[1].x-c[0].x, c[1].y-c[0].y
	bx, by := c[2].x-c[0].x, c[2].y-c[0].y
	det := ax*by - ay*bx
	if math.Abs(det) < 1e-9 {
		return frame{}
	}
	return frame{ax / det, ay / det, bx / det, by / det}
}

// plane returns the plane with these values at the corners.
func (f *frame) plane(v0, v1, v2 float64) plane {
	v1 -= v0
	v2 -= v0
	return plane{v0, v1*f.by - v2*f.ay, v2*f.ax - v1*f.bx}
}

// set prepares s for a triangle; it returns false if there is nothing to paint.
func (s *shader) set(l *mesh, c *[3]corner) bool {
	f := frameOf(c)
	if l.hasGrid {
		s.u.set(&f, &l.gridPen, l.U, c)
		s.v.set(&f, &l.gridPen, l.V, c)
	}
	if l.hasContour {
		s.level.set(&f, &l.contourPen, l.Level, c)
	}
	grid := s.u.on || s.v.on
	if l.faceColors || l.GridColors && grid {
		p0, p1, p2 := premultiply(l.Colors[c[0].i]), premultiply(l.Colors[c[1].i]), premultiply(l.Colors[c[2].i])
		s.color = p0
		s.colorX.r, s.colorY.r = f.slope(p0.r, p1.r, p2.r)
		s.colorX.g, s.colorY.g = f.slope(p0.g, p1.g, p2.g)
		s.colorX.b, s.colorY.b = f.slope(p0.b, p1.b, p2.b)
		s.colorX.a, s.colorY.a = f.slope(p0.a, p1.a, p2.a)
	}
	return l.faceColors || l.tint.a > 0 || grid || s.level.on
}

func (f *frame) slope(v0, v1, v2 float32) (dx, dy float32) {
	p := f.plane(float64(v0), float64(v1), float64(v2))
	return float32(p.dx), float32(p.dy)
}

// paint lays the face, contour lines and grid lines over some samples of a
// row, the first of which lies at (x, y) from the first corner.
func (s *shader) paint(l *mesh, row []pixel, x, y float64) {
	u, _ := s.u.start(x, y)
	v, _ := s.v.start(x, y)
	level, base := s.level.start(x, y)
	lowest, top := float32(-0.5-base), float32(float64(l.Levels)-0.5-base)
	gridRadius, contourRadius := float32(l.gridPen.radius), float32(l.contourPen.radius)
	grid, contour := s.u.on || s.v.on, s.level.on
	dense := s.u.dense > 0 || s.v.dense > 0
	face, faceColors, gridColors := l.tint, l.faceColors, l.GridColors

	color, step := s.color, s.colorX
	color = color.plus(s.colorX.times(float32(x))).plus(s.colorY.times(float32(y)))

	for i := range row {
		src := face
		if faceColors {
			src = color
		}
		if contour {
			if level.value > lowest && level.value < top {
				if c := s.level.tone(level.coverage(contourRadius)); c > 0 {
					src = l.contour.times(c).over(src)
				}
			}
			level.move()
		}
		if grid {
			c, d := u.coverage(gridRadius), v.coverage(gridRadius)
			if dense {
				c, d = s.u.tone(c), s.v.tone(d)
			}
			if d > c {
				c = d
			}
			if c > 0 {
				line := l.grid
				if gridColors {
					line = color.times(l.gridPen.fade)
				}
				src = line.times(c).over(src)
			}
			u.move()
			v.move()
		}
		color = color.plus(step)
		if src.a > 0 {
			row[i] = src.over(row[i])
		}
	}
}
