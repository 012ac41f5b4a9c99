package plot

import (
	"bytes"
	"math"

	"zscape/scene"
	"zscape/scene/colormap"
)

// Heatmap shows a table of numbers as coloured cells of one size.
type Heatmap struct {
	Name   string
	Color  scene.Color // of its sign in the legend
	Hidden bool

	Values     []float64 // row-major; what is not finite is a hole
	Rows, Cols int

	// In is where the cells lie: the first row along Y0, the first column
	// along X0, which may be the greater ones. The zero In puts the centre of
	// the cell in row i and column j at x = j, y = i.
	In Limits

	Map *colormap.Map // nil is viridis

	// Norm must be comparable. If it is nil, it is the Linear one that spans
	// the finite values.
	Norm colormap.Norm

	made    heatKey
	values  []float64    // of which cells was made
	cells   scene.Bitmap // one pixel a cell, as they lie on the screen
	sampled scene.Bitmap // a part of it, one pixel a screen unit
	spare   []uint8
	columns []int
}

// heatKey is what cells depends on, apart from the values.
type heatKey struct {
	rows, cols   int
	flipX, flipY bool
	colors       *colormap.Map
	norm         colormap.Norm
}

func (m *Heatmap) Series() Series         { return Series{m.Name, m.Color, &m.Hidden, Quiet} }
func (m *Heatmap) Data() (x, y []float64) { return nil, nil }

func (m *Heatmap) in() Limits {
	if m.In == (Limits{}) {
		return Limits{-0.5, float64(m.Cols) - 0.5, -0.5, float64(m.Rows) - 0.5}
	}
	return m.In
}

// check panics if there are not Rows x Cols values.
func (m *Heatmap) check() {
	if m.Rows < 0 || m.Cols < 0 || len(m.Values) != m.Rows*m.Cols {
		panic("plot: the values of a Heatmap are not Rows x Cols")
	}
}

func (m *Heatmap) Bounds(b *Bounds) {
	l := m.in()
	b.Add(l.X0, l.Y0)
	b.Add(l.X1, l.Y1)
}

// Range returns the least and the greatest finite value; they are NaN if
// there is none.
func (m *Heatmap) Range() (lo, hi float64) {
	lo, hi = math.NaN(), math.NaN()
	for _, v := range m.Values {
		if v-v != 0 {
			continue
		}
		if !(v >= lo) {
			lo = v
		}
		if !(v <= hi) {
			hi = v
		}
	}
	return lo, hi
}

var viridis, _ = colormap.Named("viridis")

func (m *Heatmap) Draw(d *Pen) {
	image, whole, ok := m.image(d.Frame)
	switch {
	case ok && whole:
		d.List.Clip(d.Frame.Area)
		d.List.Image(&image)
		d.List.Clip(d.Frame.bleed())
	case ok:
		d.List.Image(&image)
	}
}

// image returns the cells as they are seen in f: whole, so that they may reach
// out of the plotting area, or the part that lies in it. ok is false if none does.
func (m *Heatmap) image(f *Frame) (image scene.Image, whole, ok bool) {
	m.check()
	l := m.in()
	r, ok := f.rect(l)
	if !ok || len(m.Values) == 0 || !(r.W() > 0 && r.H() > 0) {
		return image, false, false
	}
	m.paint((l.X0 > l.X1) != (f.x.k < 0), (l.Y0 > l.Y1) != (f.y.k < 0))
	if all, ok := f.whole(l); ok {
		return scene.Image{Bitmap: &m.cells, Dst: all}, true, true
	}
	m.sample(f, r)
	return scene.Image{Bitmap: &m.sampled, Dst: r}, false, true
}

// whole returns where all of l is on the screen; ok is false if its cells are
// not of one size there, or it reaches far out of the plotting area.
func (f *Frame) whole(l Limits) (r scene.Rect, ok bool) {
	const reach = 3
	a, oka := f.ToScreen(l.X0, l.Y0)
	b, okb := f.ToScreen(l.X1, l.Y1)
	r = scene.Rect{Min: scene.Point{X: min(a.X, b.X), Y: min(a.Y, b.Y)}, Max: scene.Point{X: max(a.X, b.X), Y: max(a.Y, b.Y)}}
	ok = oka && okb && f.x.scale != Log && f.y.scale != Log && r.W() < reach*f.Area.W() && r.H() < reach*f.Area.H()
	return r, ok
}

// paint brings cells up to date; flipX and flipY say whether the first column
// is on the right and the first row at the bottom.
func (m *Heatmap) paint(flipX, flipY bool) {
	key := heatKey{m.Rows, m.Cols, flipX, flipY, m.Map, m.Norm}
	if key == m.made && same(m.values, m.Values) {
		return
	}
	m.made = key
	m.values = append(m.values[:0], m.Values...)
	colors, norm := m.colors()
	m.cells.W, m.cells.H = m.Cols, m.Rows
	m.cells.Pix = sized(m.cells.Pix, 4*len(m.Values))
	// Neighbours are often equal: gaps, counts of 1.
	var last float64
	var color [4]uint8
	pixel(color[:], colors, norm.Normalize(last), true)
	for k, v := range m.Values {
		i, j := k/m.Cols, k%m.Cols
		if key.flipY {
			i = m.Rows - 1 - i
		}
		if key.flipX {
			j = m.Cols - 1 - j
		}
		if v != last && (v == v || last == last) {
			pixel(color[:], colors, norm.Normalize(v), v-v == 0)
			last = v
		}
		*(*[4]uint8)(m.cells.Pix[4*(i*m.Cols+j):]) = color
	}
	m.cells.Version++
}

// colors returns the map and the norm, or what takes their place.
func (m *Heatmap) colors() (*colormap.Map, colormap.Norm) {
	colors, norm := m.Map, m.Norm
	if colors == nil {
		colors = viridis
	}
	if norm == nil {
		lo, hi := m.Range()
		norm = colormap.Linear{Min: lo, Max: hi}
	}
	return colors, norm
}

func pixel(dst []uint8, colors *colormap.Map, t float64, ok bool) {
	if !ok || math.IsNaN(t) {
		copy(dst, []uint8{0, 0, 0, 0})
		return
	}
	c := colors.RGBA(t)
	dst[0], dst[1], dst[2], dst[3] = scene.Color{R: c[0], G: c[1], B: c[2], A: c[3]}.RGBA8()
}

// sample fills sampled with what is seen in r.
func (m *Heatmap) sample(f *Frame, r scene.Rect) {
	w, h := int(math.Ceil(r.W())), int(math.Ceil(r.H()))
	m.columns = m.columns[:0]
	for x := range w {
		j := m.colAt(f.x.toData(r.Min.X + (float64(x)+0.5)/float64(w)*r.W()))
		if m.made.flipX {
			j = m.Cols - 1 - j
		}
		m.columns = append(m.columns, j)
	}
	m.spare = sized(m.spare, 4*w*h)
	for y := range h {
		i := m.rowAt(f.y.toData(r.Min.Y + (float64(y)+0.5)/float64(h)*r.H()))
		if m.made.flipY {
			i = m.Rows - 1 - i
		}
		row := m.cells.Pix[4*i*m.Cols:]
		for x, j := range m.columns {
			copy(m.spare[4*(y*w+x):][:4], row[4*j:])
		}
	}
	s := &m.sampled
	if s.W != w || s.H != h || !bytes.Equal(s.Pix, m.spare) {
		s.W, s.H = w, h
		s.Pix, m.spare = m.spare, s.Pix
		s.Version++
	}
}

// colAt returns the column at x, the nearest if that is outside.
func (m *Heatmap) colAt(x float64) int {
	l := m.in()
	return partAt(x, l.X0, l.X1, m.Cols)
}

// rowAt returns the row at y, the nearest if that is outside.
func (m *Heatmap) rowAt(y float64) int {
	l := m.in()
	return partAt(y, l.Y0, l.Y1, m.Rows)
}

// partAt returns in which of n equal parts of the way from a to b v lies.
func partAt(v, a, b float64, n int) int {
	t := (v/2 - a/2) / (b/2 - a/2)
	if !(t > 0) { // NaN where the way has no length
		return 0
	}
	return int(hold(math.Floor(t*float64(n)), 0, float64(n-1)))
}

func (m *Heatmap) CellAt(f *Frame, q scene.Point) (index int, ok bool) {
	m.check()
	l := m.in()
	x, y := f.ToData(q)
	inside := Limits{min(l.X0, l.X1), max(l.X0, l.X1), min(l.Y0, l.Y1), max(l.Y0, l.Y1)}
	if len(m.Values) == 0 || !inside.Contains(x, y) {
		return 0, false
	}
	index = m.rowAt(y)*m.Cols + m.colAt(x)
	v := m.Values[index]
	return index, v-v == 0
}

func (m *Heatmap) Hit(index int) (Hit, bool) {
	if index < 0 || index >= len(m.Values) || m.Values[index]-m.Values[index] != 0 {
		return Hit{}, false
	}
	l := m.in()
	lo, hi := m.Range()
	h := Hit{
		X:    middleOf(index%m.Cols, m.Cols, l.X0, l.X1),
		Y:    middleOf(index/m.Cols, m.Rows, l.Y0, l.Y1),
		Text: Linear.format(m.Values[index], lo, hi),
	}
	return h, h.X-h.X == 0 && h.Y-h.Y == 0
}

// middleOf returns the middle of part k of n equal ones between a and b.
func middleOf(k, n int, a, b float64) float64 {
	t := (float64(k) + 0.5) / float64(n)
	return a*(1-t) + b*t
}

func (m *Heatmap) Key(d *Pen, r scene.Rect) { d.PatchKey(r, d.Color) }

// same reports whether a and b hold the same numbers, NaN being one.
func same(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if math.Float64bits(v) != math.Float64bits(b[k]) {
			return false
		}
	}
	return true
}

// sized returns s with length n, its contents undefined.
func sized(s []uint8, n int) []uint8 {
	if cap(s) < n {
		return make([]uint8, n)
	}
	return s[:n]
}
