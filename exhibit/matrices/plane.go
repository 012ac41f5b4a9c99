package matrices

import (
	"math"

	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/typeface"
)

// plane shows what a 2 x 2 matrix does to the plane: to its grid, to the unit
// square, whose area then is the determinant, and to the unit circle; and the
// directions that it keeps.
type plane struct {
	plot plot.Plot

	lattice plot.Segments
	start   plot.Polygon    // the unit square before
	lines   [2]plot.Line    // along eigenvectors
	values  [2]plot.Drawing // eigenvalues
	flipped plot.Polygon    // the unit square's image, turned over or not
	upright plot.Polygon
	circle  plot.Line
	radii   plot.Segments // the axes of its image
	arrows  [2]plot.Arrow // the images of the basis vectors, their tips and names
	tips    [2]plot.Points
	names   [2]plot.Label

	kept [2]axis     // what lines and values show
	fit  plot.Limits // while the visitor has chosen none
}

func (p *plane) panel() scene.Panel { return &p.plot }
func (p *plane) key() string        { return planeLimits }

func (p *plane) init() {
	p.plot.Equal = true
	p.lattice = plot.Segments{Color: grey.Opacity(0.30), Width: 1}
	p.start = plot.Polygon{Color: grey, Opacity: -1, Width: 1, Dash: 3, X: []float64{0, 1, 1, 0}, Y: []float64{0, 0, 1, 1}}
	p.circle = plot.Line{Color: grey, Width: 1.5}
	p.radii = plot.Segments{Color: grey, Width: 1, Dash: 3}
	// The order decides on the colours: blue, red, green, violet, ochre.
	for k := range p.lines {
		p.lines[k] = plot.Line{Name: "eigenvector", Width: 1.5, X: make([]float64, 2), Y: make([]float64, 2)}
		p.values[k] = plot.Drawing{Name: "eigenvector", Record: p.labelLine(k)}
		p.plot.Marks = append(p.plot.Marks, &p.lines[k])
	}
	p.flipped, p.upright = plot.Polygon{Opacity: 0.22, Width: 1.25}, plot.Polygon{Opacity: 0.22, Width: 1.25}
	p.plot.Marks = append([]plot.Mark{&p.lattice, &p.start}, p.plot.Marks...)
	p.plot.Marks = append(p.plot.Marks, &p.flipped, &p.upright, &p.circle, &p.radii)
	for k, name := range unitNames[:2] {
		p.arrows[k] = plot.Arrow{Name: name, Width: 2.5}
		p.tips[k] = plot.Points{Name: name, Shape: plot.Ring, Radius: 6.5, X: make([]float64, 1), Y: make([]float64, 1)}
		p.names[k] = plot.Label{Name: name}
		p.plot.Marks = append(p.plot.Marks, &p.arrows[k], &p.tips[k], &p.names[k])
	}
	p.plot.Marks = append(p.plot.Marks, &p.values[0], &p.values[1])
}

// show brings the picture to M. What is not finite is a gap in it.
func (p *plane) show(m *motion, st exhibit.State) {
	p.fit = fitPlane(m)
	view := plot2d.Fit(&p.plot, st, planeLimits, p.fit)
	p.plot.Title = m.title()

	p.lattice.Hidden = !st.On("lattice")
	p.showLattice(m)
	p.showSquare(m)
	p.circle.Hidden, p.radii.Hidden = !st.On("circle"), !st.On("circle")
	p.showCircle(m)
	p.showEigenvectors(m, st.On("eigen"), view)
	for k, e := range unitNames[:2] {
		x, y := m.at(0, k), m.at(1, k)
		p.arrows[k].X1, p.arrows[k].Y1 = x, y
		placeBeyond(&p.names[k], x, y, m.name()+e)
		p.tips[k].X[0], p.tips[k].Y[0] = x, y
		p.tips[k].Hidden = m.t == 0
	}
}

// fitPlane returns limits that hold square and circle all the way from I to A.
func fitPlane(m *motion) plot.Limits {
	along := func(i int) extent {
		a, b := m.a.Data[2*i], m.a.Data[2*i+1]
		radius := math.Hypot(a, b)
		return extent{-1, 1}.with(radius).with(-radius).with(a + b).rounded()
	}
	x, y := along(0), along(1)
	return plot.Limits{X0: x.lo, X1: x.hi, Y0: y.lo, Y1: y.hi}
}

// reach returns the distance from the origin of what is farthest off in the limits.
func reach(l plot.Limits) float64 {
	return max(math.Abs(l.X0), math.Abs(l.X1), math.Abs(l.Y0), math.Abs(l.Y1))
}

// image returns M (x, y).
func (m *motion) image(x, y float64) (float64, float64) {
	return m.at(0, 0)*x + m.at(0, 1)*y, m.at(1, 0)*x + m.at(1, 1)*y
}

func (p *plane) showLattice(m *motion) {
	s := &p.lattice
	s.X0, s.Y0, s.X1, s.Y1 = s.X0[:0], s.Y0[:0], s.X1[:0], s.Y1[:0]
	add := func(x0, y0, x1, y1 float64) {
		x0, y0 = m.image(x0, y0)
		x1, y1 = m.image(x1, y1)
		s.X0, s.Y0, s.X1, s.Y1 = append(s.X0, x0), append(s.Y0, y0), append(s.X1, x1), append(s.Y1, y1)
	}
	far := 2 * reach(p.fit)
	step := roundStep(far / 13)
	n := math.Floor(far / step)
	for k := -n; k <= n; k++ {
		add(k*step, -n*step, k*step, n*step)
		add(-n*step, k*step, n*step, k*step)
	}
}

// showSquare shows the square in the colour of its orientation.
func (p *plane) showSquare(m *motion) {
	x1, y1 := m.image(1, 0)
	x2, y2 := m.image(1, 1)
	x3, y3 := m.image(0, 1)
	for _, q := range []*plot.Polygon{&p.flipped, &p.upright} {
		q.X, q.Y = append(q.X[:0], 0, x1, x2, x3), append(q.Y[:0], 0, y1, y2, y3)
	}
	p.upright.Hidden = m.det() < 0
	p.flipped.Hidden = !p.upright.Hidden
	p.start.Hidden = m.t == 0
}

// showCircle shows the circle's image, an ellipse whose half axes are the left
// singular vectors, as long as the singular values.
func (p *plane) showCircle(m *motion) {
	const sides = 120
	c, r := &p.circle, &p.radii
	c.X, c.Y = c.X[:0], c.Y[:0]
	for k := range sides + 1 {
		sin, cos := math.Sincos(2 * math.Pi * float64(k%sides) / sides)
		x, y := m.image(cos, sin)
		c.X, c.Y = append(c.X, x), append(c.Y, y)
	}
	r.X0, r.Y0, r.X1, r.Y1 = r.X0[:0], r.Y0[:0], r.X1[:0], r.Y1[:0]
	for k, s := range m.svd.S {
		x, y := s*m.svd.U.At(0, k), s*m.svd.U.At(1, k)
		r.X0, r.Y0, r.X1, r.Y1 = append(r.X0, -x), append(r.Y0, -y), append(r.X1, x), append(r.Y1, y)
	}
}

// showEigenvectors shows the directions that M keeps right across the picture,
// each with its eigenvalue where it leaves it.
func (p *plane) showEigenvectors(m *motion, on bool, view plot.Limits) {
	axes := m.axes()
	far := 4 * max(reach(p.fit), reach(view))
	for k := range p.lines {
		line, label := &p.lines[k], &p.values[k]
		line.Hidden = !on || k >= len(axes)
		label.Hidden = line.Hidden
		if line.Hidden {
			continue
		}
		x, y := axes[k].vector[0], axes[k].vector[1]
		line.X[0], line.Y[0], line.X[1], line.Y[1] = -far*x, -far*y, far*x, far*y
		p.kept[k] = axes[k]
	}
}

// labelLine writes the eigenvalue beside line k, where it leaves the picture.
func (p *plane) labelLine(k int) func(*scene.DisplayList, *plot.Frame, *scene.Theme, scene.Color) {
	return func(l *scene.DisplayList, f *plot.Frame, theme *scene.Theme, c scene.Color) {
		x, y := p.kept[k].vector[0], p.kept[k].vector[1]
		if y < 0 { // the upper end is the one that has room beside it
			x, y = -x, -y
		}
		r := 0.95 * border(x, y, f.Limits)
		q, ok := f.ToScreen(r*x, r*y)
		if !ok || !f.Area.Contains(q) {
			return
		}
		text := scene.Text{String: "λ = " + brief(p.kept[k].value), Size: theme.TextSize, Color: theme.OnPaper(c)}
		w, ascent, descent := typeface.Measure(text.String, text.Size)
		// The picture cuts off what stands out of it.
		origin, _ := f.ToScreen(0, 0)
		if low := f.Area.Min.Y + 5 + ascent + descent - q.Y; math.Abs(x) > 0.6 && low > 0 && low < origin.Y-q.Y {
			q = q.Add(origin.Sub(q).Scale(low / (origin.Y - q.Y)))
		}
		switch { // on the side to which the line does not fall off
		case x > 0.6:
			text.At, text.AlignX, text.AlignY = q.Add(scene.Point{Y: -5}), 1, 1
		case x < -0.6:
			text.At, text.AlignY = q.Add(scene.Point{Y: -5}), 1
		default:
			text.At, text.AlignY = q.Add(scene.Point{X: 9}), 0.5
			if text.At.X+w > f.Area.Max.X {
				text.At, text.AlignX = q.Add(scene.Point{X: -9}), 1
			}
		}
		l.Text(&text)
	}
}

// placeBeyond puts a label with text beyond the tip of the arrow to (x, y).
func placeBeyond(l *plot.Label, x, y float64, text string) {
	const off = 10 // screen units
	l.X, l.Y, l.Text = x, y, text
	if r := math.Hypot(x, y); r > 0 && r-r == 0 {
		x, y = x/r, y/r
	} else {
		x, y = 0, 1
	}
	l.DX, l.DY, l.AlignX, l.AlignY = off*x, -off*y, 0.5-0.5*x, 0.5+0.5*y
}

// border returns how far from the origin the direction (x, y) leaves the limits.
func border(x, y float64, l plot.Limits) float64 {
	far := math.Inf(1)
	for _, side := range [4][2]float64{{x, l.X1}, {-x, -l.X0}, {y, l.Y1}, {-y, -l.Y0}} {
		if side[0] > 1e-9 {
			far = min(far, side[1]/side[0])
		}
	}
	return far
}
