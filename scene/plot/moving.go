package plot

import (
	"math"
	"slices"

	"zscape/scene"
)

// Between sets dst to the places of rows, by their numbers, that have gone so far, 0 to 1,
// from one order to another. Both orders have all n rows; nil is their own order.
func Between(dst []float64, n int, from, to []int, way float64) []float64 {
	dst = slices.Grow(dst[:0], n)[:n]
	place := func(order []int, p int) int {
		if order == nil {
			return p
		}
		return order[p]
	}
	for p := range n {
		dst[place(from, p)] = (1 - way) * float64(p)
	}
	for p := range n {
		dst[place(to, p)] += way * float64(p)
	}
	return dst
}

// moving is a matrix whose rows and columns are on their way.
type moving struct {
	cells  Cells     // of which
	values []float64 // are all entries, row-major, if they are not too many,
	count  []int32
	image  scene.Bitmap // and which are seen here, a pixel a screen unit
	at     [2][]stretch // where each row and column is, in pixels
	places [2][]float64 // and as RowAt and ColAt say, or an order
	own    [2][]float64 // memory of those
	blocks Blocks       // otherwise these are seen of them, as of a matrix at rest
	seen   Heatmap
}

// stretch is pixels from the first up to the one after the last.
type stretch struct{ from, to int }

// place sets where the n rows, or columns, of one side are.
func (v *moving) place(side int, at []float64, order []int, n int) {
	switch {
	case at == nil:
		at = Between(v.own[side], n, order, order, 0)
		v.own[side] = at
	case len(at) != n:
		panic("plot: a place is wanted for each row and column of a Matrix")
	}
	v.places[side] = at
}

// mostMoving is how many entries are moved one by one. Of more, blocks are seen, in which
// they go from one to the next.
const mostMoving = 1 << 16

func (m *Matrix) isMoving() bool { return m.RowAt != nil || m.ColAt != nil }

// drawMoving records the matrix with its rows and columns where RowAt and ColAt say.
func (m *Matrix) drawMoving(d *Pen) {
	f := d.Frame
	inside, ok := f.rect(m.Whole())
	rows, cols := m.Dims()
	if rows == 0 || cols == 0 || !ok || !(inside.W() > 0 && inside.H() > 0) {
		return
	}
	m.moving.place(0, m.RowAt, m.RowOrder, rows)
	m.moving.place(1, m.ColAt, m.ColOrder, cols)
	if m.Gap.A > 0 {
		d.List.NewPolygons().AddRect(m.Gap, inside)
	}
	d.List.Clip(inside)
	if rows*cols <= mostMoving {
		m.moveEntries(d, inside, rows, cols)
	} else {
		m.moveBlocks(d, inside)
	}
	d.List.Clip(f.bleed())
	m.drawLines(d, inside)
}

// moveEntries records all entries that are seen, each where it is.
func (m *Matrix) moveEntries(d *Pen, inside scene.Rect, rows, cols int) {
	v := &m.moving
	if v.cells != m.Cells {
		v.cells = m.Cells
		v.values, v.count = slices.Grow(v.values[:0], rows*cols)[:rows*cols], slices.Grow(v.count[:0], rows*cols)[:rows*cols]
		m.Cells.BlocksTo(v.values, v.count, &Blocks{Rows: rows, Cols: cols, Row: divided(nil, rows, nil, 0, rows, 1), Col: divided(nil, cols, nil, 0, cols, 1)})
	}
	w, h := int(math.Ceil(inside.W())), int(math.Ceil(inside.H()))
	b := &v.image
	b.W, b.H, b.Pix = w, h, sized(b.Pix, 4*w*h)
	clear(b.Pix)
	b.Version++
	v.at[0] = pixels(v.at[0], rows, v.places[0], d.Frame.y, inside.Min.Y, float64(h)/inside.H(), h)
	v.at[1] = pixels(v.at[1], cols, v.places[1], d.Frame.x, inside.Min.X, float64(w)/inside.W(), w)
	all := Heatmap{Values: v.values, Rows: rows, Cols: cols, Map: m.Map, Norm: m.Norm}
	colors, norm := all.colors()
	last, color := math.NaN(), [4]uint8{}
	for i, y := range v.at[0] {
		if y.from >= y.to {
			continue
		}
		for j, x := range v.at[1] {
			value := v.values[i*cols+j]
			if x.from >= x.to || value-value != 0 {
				continue
			}
			if value != last { // neighbours are often equal
				pixel(color[:], colors, norm.Normalize(value), true)
				last = value
			}
			for py := y.from; py < y.to; py++ {
				for px := x.from; px < x.to; px++ {
					*(*[4]uint8)(b.Pix[4*(py*w+px):]) = color
				}
			}
		}
	}
	d.List.Image(&scene.Image{Bitmap: b, Dst: inside})
}

// pixels sets dst to where n rows or columns at given places are seen, among so many
// pixels of which there are scale to a screen unit, from start on. Each has one at least.
func pixels(dst []stretch, n int, at []float64, axis mapping, start, scale float64, most int) []stretch {
	dst = dst[:0]
	for i := range n {
		a, _ := axis.toScreen(at[i] - 0.5)
		b, _ := axis.toScreen(at[i] + 0.5)
		a, b = (min(a, b)-start)*scale, (max(a, b)-start)*scale
		from := math.Round(a)
		to := max(math.Round(b), from+1)
		dst = append(dst, stretch{int(hold(from, 0, float64(most))), int(hold(to, 0, float64(most)))})
	}
	return dst
}

// moveBlocks records blocks, in each the rows and columns that are in it.
func (m *Matrix) moveBlocks(d *Pen, inside scene.Rect) {
	const least = 2 // screen units
	v := &m.moving
	w := m.windowOf(d.Frame.Limits, int(inside.H()/least), int(inside.W()/least))
	rows, cols := m.Cells.Dims()
	v.blocks.Rows, v.blocks.Cols = w.rows, w.cols
	v.blocks.Row = gathered(v.blocks.Row, rows, v.places[0], w.row, w.rows, w.tall)
	v.blocks.Col = gathered(v.blocks.Col, cols, v.places[1], w.col, w.cols, w.wide)
	n := w.rows * w.cols
	s := &v.seen
	s.Values, v.count = slices.Grow(s.Values[:0], n)[:n], slices.Grow(v.count[:0], n)[:n]
	v.cells = nil // count is used for something else
	m.Cells.BlocksTo(s.Values, v.count, &v.blocks)
	s.Rows, s.Cols, s.In, s.Map, s.Norm = w.rows, w.cols, w.limits(), m.Map, m.Norm
	if image, _, ok := s.image(d.Frame); ok {
		d.List.Image(&image)
	}
}

// gathered returns the block of each of n rows or columns at given places: -1 but for those at
// the places from first on, which are in blocks of that size.
func gathered(dst []int32, n int, at []float64, first, blocks, size int) []int32 {
	dst = slices.Grow(dst[:0], n)[:n]
	for i := range dst {
		b := math.Floor((math.Floor(at[i]+0.5) - float64(first)) / float64(size))
		dst[i] = int32(hold(b, -1, float64(blocks)))
		if dst[i] == int32(blocks) {
			dst[i] = -1
		}
	}
	return dst
}
