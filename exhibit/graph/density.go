package graph

import (
	"fmt"
	"slices"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/plot"
)

// density is the densities of the links between the groups that are shown: for each group
// of senders a row, and for each of receivers a column.
type density struct {
	rows, cols   int
	links, pairs []float64
	theta        []float64 // posterior means
	most         float64   // of theta
	expected     []float64 // pairs, or where degrees count the links that they alone make likely
	model        string    // of the State
	joint        float64   // log joint probability of the groups
	of           groups
}

// weigh finds the densities between the groups that are shown.
func (d *density) weigh(s *session, g groups) {
	if len(g.senders) > 0 && len(d.of.senders) > 0 && &g.senders[0] == &d.of.senders[0] && &g.receivers[0] == &d.of.receivers[0] {
		return
	}
	*d = density{of: g, model: s.state.Text("model")}
	c, ok := s.judged(s.state, g)
	if !ok {
		return
	}
	d.joint = c.LogJoint()
	d.rows, d.cols = c.Extent()
	total := 0.0
	for at := range d.rows * d.cols {
		links, pairs := c.Block(at/d.cols, at%d.cols)
		theta := s.judge.score.Density(links, pairs)
		d.links, d.pairs, d.theta = append(d.links, float64(links)), append(d.pairs, float64(pairs)), append(d.theta, theta)
		if pairs > 0 {
			d.most = max(d.most, theta)
		}
		total += float64(links)
	}
	d.expected = slices.Clone(d.pairs)
	if d.model == "degrees" {
		for at := range d.expected {
			d.expected[at] /= max(total, 1)
		}
	}
}

// tint is the blocks of the adjacency matrix in the colour of their densities: a mark of
// its plot, behind the links.
type tint struct {
	hidden     bool
	density    *density
	rows, cols []band
}

// band is the rows, or the columns, of a group: the places from and up to.
type band struct {
	group    int
	from, to int
}

// bands returns the groups of an order, in the order of their places.
func (o *order) bands(group []int32) (list []band) {
	if o.nodes == nil || len(group) != len(o.nodes) {
		return nil
	}
	for k := range len(o.lines) + 1 {
		b := band{to: len(o.nodes)}
		if k > 0 {
			b.from = o.lines[k-1]
		}
		if k < len(o.lines) {
			b.to = o.lines[k]
		}
		if b.from < b.to {
			b.group = int(group[o.nodes[b.from]])
			list = append(list, b)
		}
	}
	return list
}

// show brings it to what the matrix shows.
func (t *tint) show(s *session) {
	m, st := &s.matrix, s.state
	t.hidden = true
	t.density = &s.blocks.density
	if !st.On("density") || st.Text("show") != byBlocks || st.Text("cells") != adjacencyCells || t.density.rows == 0 || m.cells.RowAt != nil || !m.byGroup {
		return
	}
	t.rows, t.cols = m.rows.bands(s.groups.senders), m.cols.bands(s.groups.receivers)
	t.hidden = t.rows == nil || t.cols == nil
}

// Series implements plot.Mark.
func (t *tint) Series() plot.Series { return plot.Series{Hidden: &t.hidden} }

// Data implements plot.Mark.
func (t *tint) Data() (x, y []float64) { return nil, nil }

// Bounds implements plot.Mark.
func (t *tint) Bounds(*plot.Bounds) {}

// Key implements plot.Mark.
func (t *tint) Key(*plot.Pen, scene.Rect) {}

// Draw implements plot.Mark: the denser a block, the more colour.
func (t *tint) Draw(d *plot.Pen) {
	faces := d.List.NewPolygons()
	area := d.Frame.Area
	within := func(q scene.Point) scene.Point {
		return scene.Point{X: min(max(q.X, area.Min.X), area.Max.X), Y: min(max(q.Y, area.Min.Y), area.Max.Y)}
	}
	for _, r := range t.rows {
		for _, c := range t.cols {
			a, _ := d.Frame.ToScreen(float64(c.from)-0.5, float64(r.from)-0.5)
			b, _ := d.Frame.ToScreen(float64(c.to)-0.5, float64(r.to)-0.5)
			a, b = within(a), within(b)
			if a.X == b.X || a.Y == b.Y {
				continue
			}
			faces.Points = append(faces.Points, a, scene.Point{X: b.X, Y: a.Y}, b, scene.Point{X: a.X, Y: b.Y})
			faces.Ends = append(faces.Ends, len(faces.Points))
			faces.Colors = append(faces.Colors, d.Theme.Series[1].Opacity(float32(0.75*t.theta(r, c)/t.density.most)))
		}
	}
}

// theta returns the density of a block.
func (t *tint) theta(r, c band) float64 {
	at := r.group*t.density.cols + c.group
	if t.density.pairs[at] == 0 {
		return 0
	}
	return t.density.theta[at]
}

// CellAt implements plot.CellMark.
func (t *tint) CellAt(f *plot.Frame, q scene.Point) (index int, ok bool) {
	x, y := f.ToData(q)
	r, c := bandAt(t.rows, y), bandAt(t.cols, x)
	return r*len(t.cols) + c, r >= 0 && c >= 0
}

// bandAt returns which band a place is in, -1 for none.
func bandAt(list []band, at float64) int {
	for k, b := range list {
		if at >= float64(b.from)-0.5 && at < float64(b.to)-0.5 {
			return k
		}
	}
	return -1
}

// Hit implements plot.CellMark.
func (t *tint) Hit(index int) (h plot.Hit, ok bool) {
	if len(t.cols) == 0 || index < 0 || index >= len(t.rows)*len(t.cols) {
		return h, false
	}
	r, c := t.rows[index/len(t.cols)], t.cols[index%len(t.cols)]
	at := r.group*t.density.cols + c.group
	h.X, h.Y = float64(c.from+c.to-1)/2, float64(r.from+r.to-1)/2
	h.AtX, h.AtY = fmt.Sprintf("to group %d", c.group+1), fmt.Sprintf("from group %d", r.group+1)
	of := "of %.0f possible"
	switch t.density.model {
	case "poisson":
		of = "in %.0f pairs"
	case "degrees":
		of = "where degrees alone make it %.0f"
	}
	h.Text = fmt.Sprintf("θ %s, %s "+of, exhibit.Brief(t.theta(r, c), 3), lang.Count(int(t.density.links[at]), "link", "links").En, t.density.expected[at])
	return h, true
}
