package plot

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"zscape/scene"
	"zscape/scene/colormap"
)

// Matrix shows a matrix of any size as coloured cells: the row at place p at y =
// p, the column at place q at x = q, both counted from 0. Where there are more
// than can be told apart, a cell is a block of so many rows and so many columns;
// where they are large enough, their values are written in them.
type Matrix struct {
	Name   string
	Color  scene.Color // of its sign in the legend
	Hidden bool

	// Cells is what is shown; nil is nothing. It must be comparable, and what it
	// says may not change: a changed matrix is another Cells.
	Cells Cells

	// RowOrder and ColOrder have the number of the row or column at each place.
	// nil is all of them in their own order.
	RowOrder, ColOrder []int

	// RowAt and ColAt, if not nil, have the place of each row or column of Cells by its
	// number, in place of an order: one that is between two places is drawn there, on
	// its way from one order to another; see Between. If one of them is nil, the order of
	// that side, if it has one, must have all of it. No values are written then, and
	// nothing can be pointed at.
	RowAt, ColAt []float64

	// RowLines and ColLines are places before which a line is drawn: the
	// borders of groups. They ascend. LinesFade is how far they fade into what is
	// behind them, 0 to 1.
	RowLines, ColLines []int
	LinesFade          float64

	Map *colormap.Map // nil is viridis

	// Norm must be comparable. If it is nil, it is the Linear one that spans
	// what is seen.
	Norm colormap.Norm

	// Gap is the colour of all of the matrix, behind the cells: where there is
	// no value, it is seen. The zero Color paints nothing.
	Gap scene.Color

	// Finest is how many blocks there are along a side at most, none smaller
	// than a screen unit. If it is 0, blocks are at least two screen units wide.
	Finest int

	// RowName and ColName, if not nil, say what a row or column is called, by
	// its number. Otherwise it is the number.
	RowName, ColName func(i int) string

	made    matrixKey // what blocks were made of
	order   [2][]int  // and in which order
	blocks  Blocks
	count   []int32
	seen    Heatmap
	written map[float64]string
	ends    [2]float64 // that decides how values are written
	moving  moving
}

// Cells is a matrix that can be looked at from afar.
type Cells interface {
	// Dims returns the numbers of rows and columns.
	Dims() (rows, cols int)

	// BlocksTo sets value to what is to be seen of each block, NaN if there is
	// nothing, and count to how many entries value is the mean of. Both have
	// b.Rows x b.Cols places, row-major.
	BlocksTo(value []float64, count []int32, b *Blocks)
}

// Describer is Cells whose blocks are something else than means; Describe says
// what one is, with the value as it is written.
type Describer interface {
	Describe(value string, count int32) string
}

// Blocks divides rows and columns into blocks.
type Blocks struct {
	Rows, Cols int     // how many there are
	Row, Col   []int32 // the block of each row and column of the matrix; -1 if it is not seen
}

// matrixKey is what blocks depend on, apart from the order.
type matrixKey struct {
	cells Cells
	window
}

// window is the part of a matrix that is seen, in blocks of so many rows and columns.
type window struct {
	row, rows, tall int // first, how many blocks, how high each is
	col, cols, wide int
}

func (m *Matrix) Series() Series         { return Series{m.Name, m.Color, &m.Hidden, Quiet} }
func (m *Matrix) Data() (x, y []float64) { return nil, nil }

func (m *Matrix) Bounds(b *Bounds) {
	l := m.Whole()
	b.Add(l.X0, l.Y0)
	b.Add(l.X1, l.Y1)
}

func (m *Matrix) Key(d *Pen, r scene.Rect) { d.PatchKey(r, d.Color) }

// Dims returns how many rows and columns are shown.
func (m *Matrix) Dims() (rows, cols int) {
	if m.Cells == nil {
		return 0, 0
	}
	rows, cols = m.Cells.Dims()
	if m.isMoving() {
		return rows, cols
	}
	if m.RowOrder != nil {
		rows = len(m.RowOrder)
	}
	if m.ColOrder != nil {
		cols = len(m.ColOrder)
	}
	return rows, cols
}

// Whole returns the limits of all of the matrix.
func (m *Matrix) Whole() Limits {
	rows, cols := m.Dims()
	return Limits{-0.5, float64(cols) - 0.5, -0.5, float64(rows) - 0.5}
}

// Seen returns the places of the first and the last row and column that are
// seen within l, wholly or in part; each last is less than its first if there are none.
func (m *Matrix) Seen(l Limits) (row0, row1, col0, col1 int) {
	rows, cols := m.Dims()
	row0, row1 = places(l.Y0, l.Y1, rows)
	col0, col1 = places(l.X0, l.X1, cols)
	return row0, row1, col0, col1
}

// places returns the first and last of n places between a and b.
func places(a, b float64, n int) (first, last int) {
	if n == 0 {
		return 0, -1
	}
	most := float64(n - 1)
	first = int(max(0, min(math.Floor(min(a, b)+0.5), most)))
	return first, int(max(float64(first), min(math.Ceil(max(a, b)-0.5), most)))
}

// windowOf returns what is seen within l in at most so many rows and columns of
// blocks, and one more.
func (m *Matrix) windowOf(l Limits, mostRows, mostCols int) (w window) {
	span := func(first, last, most int) (begin, blocks, size int) {
		most = max(most, 1)
		size = (last + 1 - first + most - 1) / most
		first -= first % size // so that blocks stay where they are
		return first, (last + 1 - first + size - 1) / size, size
	}
	row0, row1, col0, col1 := m.Seen(l)
	w.row, w.rows, w.tall = span(row0, row1, mostRows)
	w.col, w.cols, w.wide = span(col0, col1, mostCols)
	return w
}

// limits returns where the blocks lie.
func (w *window) limits() Limits {
	return Limits{float64(w.col) - 0.5, float64(w.col+w.cols*w.wide) - 0.5, float64(w.row) - 0.5, float64(w.row+w.rows*w.tall) - 0.5}
}

// lay brings the blocks up to date with f; ok is false if nothing of the matrix is seen.
func (m *Matrix) lay(f *Frame) (inside scene.Rect, ok bool) {
	rows, cols := m.Dims()
	inside, ok = f.rect(m.Whole())
	if rows == 0 || cols == 0 || !ok || !(inside.W() > 0 && inside.H() > 0) {
		return inside, false
	}
	most := func(length float64) int {
		const least = 2 // screen units
		if m.Finest > 0 {
			return min(m.Finest, int(length))
		}
		return int(length / least)
	}
	key := matrixKey{m.Cells, m.windowOf(f.Limits, most(inside.H()), most(inside.W()))}
	if key != m.made || !slices.Equal(m.order[0], m.RowOrder) || !slices.Equal(m.order[1], m.ColOrder) {
		m.made = key
		m.order[0], m.order[1] = append(m.order[0][:0], m.RowOrder...), append(m.order[1][:0], m.ColOrder...)
		m.fill(&key.window)
	}
	m.seen.Map, m.seen.Norm = m.Map, m.Norm
	return inside, true
}

// fill looks at the blocks of w.
func (m *Matrix) fill(w *window) {
	rows, cols := m.Cells.Dims()
	m.blocks.Rows, m.blocks.Cols = w.rows, w.cols
	m.blocks.Row = divided(m.blocks.Row, rows, m.RowOrder, w.row, w.rows, w.tall)
	m.blocks.Col = divided(m.blocks.Col, cols, m.ColOrder, w.col, w.cols, w.wide)
	n := w.rows * w.cols
	m.seen.Values, m.count = slices.Grow(m.seen.Values[:0], n)[:n], slices.Grow(m.count[:0], n)[:n]
	m.seen.Rows, m.seen.Cols, m.seen.In = w.rows, w.cols, w.limits()
	m.Cells.BlocksTo(m.seen.Values, m.count, &m.blocks)
}

// divided returns the block of each of n rows or columns: -1, but for those at
// the places from first on, which are in blocks of that size.
func divided(dst []int32, n int, order []int, first, blocks, size int) []int32 {
	dst = slices.Grow(dst[:0], n)[:n]
	for i := range dst {
		dst[i] = -1
	}
	end := n
	if order != nil {
		end = len(order)
	}
	for p := first; p < min(first+blocks*size, end); p++ {
		i := p
		if order != nil {
			i = order[p]
		}
		dst[i] = int32((p - first) / size)
	}
	return dst
}

// Range returns the least and the greatest value of the blocks within l, Finest
// of them along a side (150 if that is 0); they are NaN if there is none.
func (m *Matrix) Range(l Limits) (lo, hi float64) {
	rows, cols := m.Dims()
	if rows == 0 || cols == 0 {
		return math.NaN(), math.NaN()
	}
	most := m.Finest
	if most == 0 {
		most = 150
	}
	all := Matrix{Cells: m.Cells, RowOrder: m.RowOrder, ColOrder: m.ColOrder}
	w := all.windowOf(l, most, most)
	all.fill(&w)
	return all.seen.Range()
}

func (m *Matrix) Draw(d *Pen) {
	f := d.Frame
	if m.isMoving() {
		m.drawMoving(d)
		return
	}
	inside, ok := m.lay(f)
	if !ok {
		return
	}
	if m.Gap.A > 0 {
		d.List.NewPolygons().AddRect(m.Gap, inside)
	}
	if image, _, ok := m.seen.image(f); ok {
		d.List.Clip(inside)
		d.List.Image(&image)
		m.write(d)
		d.List.Clip(f.bleed())
	}
	m.drawLines(d, inside)
}

// drawLines records the borders of groups; of those too near to each other, the first.
func (m *Matrix) drawLines(d *Pen, inside scene.Rect) {
	if len(m.RowLines)+len(m.ColLines) == 0 || m.LinesFade >= 1 {
		return
	}
	const apart = 3
	lines := d.List.NewPolylines(scene.Stroke{Color: d.Theme.Ink.Opacity(float32(1 - m.LinesFade)), Width: 1})
	last := math.Inf(-1)
	for _, p := range m.RowLines {
		y, _ := d.Frame.y.toScreen(float64(p) - 0.5)
		if y > inside.Min.Y && y < inside.Max.Y && math.Abs(y-last) >= apart {
			lines.Segment(scene.Point{X: inside.Min.X, Y: crisp(y)}, scene.Point{X: inside.Max.X, Y: crisp(y)})
			last = y
		}
	}
	last = math.Inf(-1)
	for _, p := range m.ColLines {
		x, _ := d.Frame.x.toScreen(float64(p) - 0.5)
		if x > inside.Min.X && x < inside.Max.X && math.Abs(x-last) >= apart {
			lines.Segment(scene.Point{X: crisp(x), Y: inside.Min.Y}, scene.Point{X: crisp(x), Y: inside.Max.Y})
			last = x
		}
	}
}

// write writes the values in single cells that are large enough.
func (m *Matrix) write(d *Pen) {
	const (
		leastW, leastH = 24, 13 // of a cell
		smallest       = 7      // text that can be read
	)
	w, f := &m.made.window, d.Frame
	a, _ := f.ToScreen(0, 0)
	b, _ := f.ToScreen(1, 1)
	cell := scene.Point{X: math.Abs(b.X - a.X), Y: math.Abs(b.Y - a.Y)}
	if w.tall > 1 || w.wide > 1 || cell.X < leastW || cell.Y < leastH {
		return
	}
	m.setRange()
	colors, norm := m.seen.colors()
	full := min(d.Theme.TextSize, 0.8*cell.Y)
	for k, v := range m.seen.Values {
		q, ok := d.At(float64(w.col+k%w.cols), float64(w.row+k/w.cols))
		if !ok || v-v != 0 {
			continue
		}
		text, size := m.format(v), full
		if width, room := textWidth(text, full), 0.92*cell.X; width > room {
			size *= room / width
		}
		if size < smallest {
			continue
		}
		d.List.Text(&scene.Text{String: text, At: q, Size: size, Color: inkOn(colors, norm.Normalize(v)), AlignX: 0.5, AlignY: 0.5})
	}
}

// inkOn returns what can be read on the colour at position t.
func inkOn(m *colormap.Map, t float64) scene.Color {
	r, g, b := m.At(t)
	if 0.3*r+0.59*g+0.11*b > 0.5 {
		return scene.Light.Ink
	}
	return scene.Color{R: 1, G: 1, B: 1, A: 1}
}

// setRange decides how finely values are written: for the range of the colours.
func (m *Matrix) setRange() {
	_, norm := m.seen.colors()
	if r := [2]float64{norm.Inverse(0), norm.Inverse(1)}; r != m.ends || len(m.written) > 4096 {
		m.ends, m.written = r, nil
	}
}

// format writes a value. Panning meets the same ones again and again.
func (m *Matrix) format(v float64) string {
	text, ok := m.written[v]
	if !ok {
		text = number(v, 1e-2*math.Abs(m.ends[1]-m.ends[0]))
		if m.written == nil {
			m.written = map[float64]string{}
		}
		m.written[v] = text
	}
	return text
}

// number writes a value to about fine, but no more coarsely than to whole numbers:
// zeros in place of digits would be false.
func number(v, fine float64) string {
	if math.Abs(v) < 1e6 {
		fine = min(fine, 1)
	}
	return scene.Number(v, fine)
}

// CellAt returns the block at q by its first row and column: place of the row
// times the number of columns, plus place of the column.
func (m *Matrix) CellAt(f *Frame, q scene.Point) (index int, ok bool) {
	if m.isMoving() {
		return 0, false
	}
	if _, ok := m.lay(f); !ok {
		return 0, false
	}
	x, y := f.ToData(q)
	if !m.Whole().Contains(x, y) {
		return 0, false
	}
	rows, cols := m.Dims()
	row, col := int(hold(math.Round(y), 0, float64(rows-1))), int(hold(math.Round(x), 0, float64(cols-1)))
	w := &m.made.window
	index = (row-(row-w.row)%w.tall)*cols + col - (col-w.col)%w.wide
	_, ok = m.blockOf(index)
	return index, ok
}

// blockOf returns which of the blocks that are seen begins at index; ok is false
// if none does, or nothing is in it.
func (m *Matrix) blockOf(index int) (k int, ok bool) {
	_, cols := m.Dims()
	w := &m.made.window
	if cols == 0 || w.tall == 0 || index < 0 {
		return 0, false
	}
	row, col := index/cols-w.row, index%cols-w.col
	if row < 0 || col < 0 || row%w.tall != 0 || col%w.wide != 0 || row/w.tall >= w.rows || col/w.wide >= w.cols {
		return 0, false
	}
	k = row/w.tall*w.cols + col/w.wide
	v := m.seen.Values[k]
	return k, v-v == 0
}

func (m *Matrix) Hit(index int) (Hit, bool) {
	k, ok := m.blockOf(index)
	if !ok {
		return Hit{}, false
	}
	w := &m.made.window
	rows, cols := m.Dims()
	row, col := index/cols, index%cols
	tall, wide := min(w.tall, rows-row), min(w.wide, cols-col)
	_, norm := m.seen.colors()
	h := Hit{
		X: float64(col) + float64(wide-1)/2, Y: float64(row) + float64(tall-1)/2,
		AtX:  named(col, wide, m.ColOrder, m.ColName),
		AtY:  named(row, tall, m.RowOrder, m.RowName),
		Text: number(m.seen.Values[k], 1e-3*math.Abs(norm.Inverse(1)-norm.Inverse(0))),
	}
	if d, ok := m.Cells.(Describer); ok {
		h.Text = d.Describe(h.Text, m.count[k])
	} else if m.count[k] > 1 {
		h.Text = fmt.Sprintf("%s, mean of %d", h.Text, m.count[k])
	}
	return h, true
}

// named says which rows or columns are at n places.
func named(first, n int, order []int, name func(i int) string) string {
	one := func(p int) string {
		if order != nil {
			p = order[p]
		}
		if name != nil {
			return name(p)
		}
		return strconv.Itoa(p)
	}
	switch {
	case n == 1:
		return one(first)
	case order != nil: // not a range of numbers
		return one(first) + " \u2026 " + one(first+n-1)
	}
	return one(first) + "\u2013" + one(first+n-1)
}
