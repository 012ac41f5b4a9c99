package graph

import (
	"cmp"
	"strconv"

	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/scene"
	"zscape/scene/colormap"
	"zscape/scene/plot"
)

// matrix is the panel of the adjacency matrix, or of one that is made of it, its rows and
// columns in order.
type matrix struct {
	plot     plot.Plot
	cells    plot.Matrix
	tint     tint      // behind the cells
	row, col plot.Rule // of the node that is pointed at

	places   [2][]float64 // memory
	source   *source
	of       exhibit.State // by whose keys the cells were chosen
	what     string        // it is called
	directed bool          // its rows and columns are not alike
	rows     order
	cols     order

	byGroup bool // the order is that of the groups, at rest
}

// paper is where there is no link.
var paper = scene.Color{R: 0.5, G: 0.5, B: 0.5, A: 0.1}

func (m *matrix) init() {
	m.plot.Y.Reversed = true
	m.plot.X.Plain, m.plot.Y.Plain = true, true
	m.plot.Equal = true
	m.cells.Gap = paper
	m.row = plot.Rule{Horizontal: true, Width: 1.5, Color: scene.Light.Accent}
	m.col = plot.Rule{Width: 1.5, Color: scene.Light.Accent}
	m.plot.Marks = []plot.Mark{&m.tint, &m.cells, &m.row, &m.col}
}

// show brings the matrix to the State and the groups.
func (m *matrix) show(s *session) {
	d, st := s.source, s.state
	if m.source != d || st.Changed(m.of, cellKeys...) {
		m.source, m.of = d, st
		name := func(i int) string { return d.graph.Names[i] }
		m.cells.RowName, m.cells.ColName = name, name
		m.fill(d, st)
	}
	by := d.orderBy(st.Text("order"))
	m.rows, m.cols = d.ordered(by, s.groups.senders), d.ordered(by, s.groups.receivers)
	m.cells.RowOrder, m.cells.ColOrder = m.rows.nodes, m.cols.nodes
	m.cells.RowLines, m.cells.ColLines = m.rows.lines, m.cols.lines
	m.cells.RowAt, m.cells.ColAt, m.cells.LinesFade = nil, nil, 0
	if way := st.Number(exhibit.PositionKey); way < 1 {
		from := d.orderBy(st.Text("from"))
		rows, cols := d.ordered(from, s.groups.senders), d.ordered(from, s.groups.receivers)
		if way == 0 {
			by = from
			m.rows, m.cols = rows, cols
			m.cells.RowOrder, m.cells.ColOrder = rows.nodes, cols.nodes
			m.cells.RowLines, m.cells.ColLines = rows.lines, cols.lines
		} else {
			n := d.graph.N()
			m.places[0] = plot.Between(m.places[0], n, rows.nodes, m.rows.nodes, eased(way))
			m.places[1] = plot.Between(m.places[1], n, cols.nodes, m.cols.nodes, eased(way))
			m.cells.RowAt, m.cells.ColAt, m.cells.LinesFade = m.places[0], m.places[1], 1-way
			by += ", from " + from
		}
	}
	m.plot.Title = m.what + ", " + cmp.Or(orderWords[by], "on the way")
	m.plot.X.Label, m.plot.Y.Label = "target", "source"
	if !m.directed {
		m.plot.X.Label, m.plot.Y.Label = "", ""
	}
	m.byGroup = by == "groups"
	m.tint.show(s)
	l := plot2d.Fit(&m.plot, st, "lmatrix", m.cells.Whole())
	m.label(l)
	m.point(s.pointed)
}

// orderWords say which order it is.
var orderWords = map[string]string{"groups": "by group", "file": "as in the data", "degree": "by degree", "label": "by label"}

// shades gives links their colours, which light and dark paper tell from itself: the same one
// without weights.
func shades(d *source) colormap.Norm {
	if !d.graph.Weighted() {
		return colormap.Linear{Min: 0, Max: 1.6}
	}
	most := 0.0
	for _, v := range d.graph.Links.Value {
		most = max(most, v)
	}
	return colormap.Linear{Min: -0.25 * most, Max: 1.5 * most} // the lightest is seen, too
}

// eased is how far rows are on their way: slow at both ends.
func eased(way float64) float64 { return way * way * (3 - 2*way) }

// label names rows and columns where there are few enough.
func (m *matrix) label(l plot.Limits) {
	const few = 26
	m.plot.X.Ticks, m.plot.Y.Ticks = nil, nil
	if w := m.cells.Whole(); l.X1 < w.X0 || l.X0 > w.X1 || l.Y1 < w.Y0 || l.Y0 > w.Y1 {
		return // it has been moved out of sight
	}
	if m.cells.RowAt != nil {
		m.plot.X.Ticks, m.plot.Y.Ticks = []plot.Tick{}, []plot.Tick{}
		return
	}
	row0, row1, col0, col1 := m.cells.Seen(l)
	at := func(o order, p int) string {
		if o.nodes != nil {
			p = o.nodes[p]
		}
		return shortened(m.source.graph.Names[p])
	}
	if m.plot.Y.Ticks = placesOf(row0, row1); row1-row0 < few {
		m.plot.Y.Ticks = nil
		for p := row0; p <= row1; p++ {
			m.plot.Y.Ticks = append(m.plot.Y.Ticks, plot.Tick{At: float64(p), Label: at(m.rows, p)})
		}
	}
	if m.plot.X.Ticks = placesOf(col0, col1); col1-col0 < few/2 {
		m.plot.X.Ticks = nil
		for p := col0; p <= col1; p++ {
			m.plot.X.Ticks = append(m.plot.X.Ticks, plot.Tick{At: float64(p), Label: at(m.cols, p)})
		}
	}
}

// placesOf returns ticks at some of the places from first to last, and none beside the
// matrix.
func placesOf(first, last int) (ticks []plot.Tick) {
	const most = 6
	step, tens := 1, 1
	for k := 1; (last-first)/step >= most; k++ {
		if step = tens * []int{1, 2, 5}[k%3]; k%3 == 2 {
			tens *= 10
		}
	}
	for p := (first + step - 1) / step * step; p <= last; p += step {
		ticks = append(ticks, plot.Tick{At: float64(p), Label: strconv.Itoa(p)})
	}
	return ticks
}

// shortened returns the beginning of a long name.
func shortened(name string) string {
	const most = 14
	if r := []rune(name); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return name
}

// point marks the row and the column of node i, of none if that is negative.
func (m *matrix) point(i int) {
	m.row.Hidden, m.col.Hidden = i < 0 || m.cells.RowAt != nil, i < 0 || m.cells.ColAt != nil
	m.row.At, m.col.At = m.rows.place(i), m.cols.place(i)
}

// place returns where a node is.
func (o *order) place(i int) float64 {
	for p, j := range o.nodes {
		if j == i {
			return float64(p)
		}
	}
	return float64(i)
}

// nodeAt returns the nodes of the row and of the column at a cell by its number.
func (m *matrix) nodesAt(index int) (row, col int) {
	_, cols := m.cells.Dims()
	row, col = index/cols, index%cols
	if m.rows.nodes != nil {
		row = m.rows.nodes[row]
	}
	if m.cols.nodes != nil {
		col = m.cols.nodes[col]
	}
	return row, col
}
