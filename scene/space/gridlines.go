package space

import (
	"math"

	"zscape/compute/grid"
	"zscape/scene"
)

// drawLines records the grid lines themselves, with nothing hidden.
func (s *Surface) drawLines(l *scene.DisplayList, v *scene.View, d *detail, stroke scene.Stroke) {
	g := s.Grid
	rs, cs := s.strides(v)
	p := l.NewPolylines(stroke)
	everyLine(g.Ny(), rs, func(j int) {
		pause(v)
		s.trace(p, v, d.cols, func(i int) (int, int) { return j, i })
	})
	everyLine(g.Nx(), cs, func(i int) {
		pause(v)
		s.trace(p, v, d.rows, func(j int) (int, int) { return j, i })
	})
}

// everyLine calls f for every stride-th of the numbers 0..n-1, and for the last.
func everyLine(n, stride int, f func(int)) {
	for k := 0; k < n-1; k += stride {
		f(k)
	}
	f(n - 1)
}

// drawRim records the border lines on the far or on the near sides of the
// grid: a mesh draws only that half of a border line which lies inside it.
// The far sides go under the mesh, and nothing can be in front of the near ones.
func (s *Surface) drawRim(l *scene.DisplayList, v *scene.View, d *detail, stroke scene.Stroke, st stand, nearSides bool) {
	xMin, xMax, yMin, yMax := st.outside(s.Grid)
	lastRow, lastCol := s.Grid.Ny()-1, s.Grid.Nx()-1
	p := l.NewPolylines(stroke)
	p.Hint = true
	if yMin == nearSides {
		s.trace(p, v, d.cols, func(i int) (int, int) { return 0, i })
	}
	if yMax == nearSides {
		s.trace(p, v, d.cols, func(i int) (int, int) { return lastRow, i })
	}
	if xMin == nearSides {
		s.trace(p, v, d.rows, func(j int) (int, int) { return j, 0 })
	}
	if xMax == nearSides {
		s.trace(p, v, d.rows, func(j int) (int, int) { return j, lastCol })
	}
}

// nowhere interrupts a line.
var nowhere = scene.Vec{X: math.NaN(), Y: math.NaN(), Z: math.NaN()}

// trace records one grid line through the given samples, broken at gaps, torn
// ones too, and, if lines are coloured by height, wherever the colour visibly changes.
func (s *Surface) trace(p *scene.Polylines, v *scene.View, along []int, at func(k int) (row, col int)) {
	const shades = 48
	g := s.Grid
	s.way = s.way[:0]
	for n, k := range along {
		j, i := at(k)
		if n > 0 {
			if row, col := at(along[n-1]); g.LostBetween(col, row, i, j) {
				s.way = append(s.way, nowhere)
			}
		}
		s.way = append(s.way, scene.Vec{X: g.X[i], Y: g.Y[j], Z: g.Z[j*g.Nx()+i]})
	}
	s.line = s.Clip.Line(s.line[:0], s.way)
	colored := s.ColorLines && s.Color != nil && s.Mode != Faces
	vmin, vmax := v.Box.Min.Z, v.Box.Max.Z
	var values grid.Grid
	if s.Values != nil {
		vmin, vmax = s.ValueMin, s.ValueMax
		values = grid.Grid{X: g.X, Y: g.Y, Z: s.Values}
	}
	shade, run := -1, 0
	end := func() {
		n := p.Len()
		p.End()
		if colored && p.Len() > n {
			p.Colors = append(p.Colors, s.lineColor(v)(vmin+(float64(shade)+0.5)/shades*(vmax-vmin)))
		}
		run = 0
	}
	var last scene.Vec
	var lastPoint scene.Point
	for _, w := range s.line {
		q, ok := v.Project(w)
		if !ok {
			end()
			continue
		}
		if colored {
			mid := w.Z
			if run > 0 {
				mid = (w.Z + last.Z) / 2
			}
			if s.Values != nil {
				mid = values.Sample(w.X, w.Y)
				if run > 0 {
					mid = (mid + values.Sample(last.X, last.Y)) / 2
				}
			}
			now := 0
			if t := (mid - vmin) / (vmax - vmin); t > 0 { // not NaN
				now = int(min(math.Floor(shades*t), shades-1))
			}
			if run > 1 && now != shade {
				end()
				p.AddWorld(lastPoint, last)
				run = 1
			}
			if run <= 1 {
				shade = now
			}
		}
		p.AddWorld(q, w)
		last, lastPoint = w, q
		run++
	}
	end()
}

// drawWorld records lines in space, each with its colour if there are colours.
func drawWorld(p *scene.Polylines, v *scene.View, lines [][]scene.Vec, colors []scene.Color) {
	for k, line := range lines {
		end := func() {
			n := p.Len()
			p.End()
			if len(colors) > 0 && p.Len() > n {
				p.Colors = append(p.Colors, v.Theme.OnPaper(colors[k]))
			}
		}
		for _, w := range line {
			if q, ok := v.Project(w); ok {
				p.AddWorld(q, w)
			} else {
				end()
			}
		}
		end()
	}
}
