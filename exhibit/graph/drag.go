package graph

import (
	"math"
	"slices"
	"strconv"

	"zscape/compute/partition"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/plot"
)

// A node is dragged to another group: its row, or its column, over those of the group.
// While it is held, bars show what that would change.

// held is the node that is being dragged.
type held struct {
	partition, node int
	groups          groups // as they were when it was taken
	bands           []band
	from, over      int // groups; over is that which the pointer is at, fresh for a new one
	fresh           int // the number of a new group, one more than the others

	joint, cut, modularity []float64 // changes for each group and, if it may be, for a new one; joint is nil if there is no chain
}

// change is a panel of one of the changes.
type change struct {
	plot plot.Plot
	bars plot.Bars
	zero plot.Rule
}

func (c *change) init(title string) {
	c.plot.Title, c.plot.X.Label = title, "group"
	c.plot.X.Plain = true
	c.zero = plot.Rule{Horizontal: true}
	c.plot.Marks = []plot.Mark{&c.bars, &c.zero}
}

// show draws the changes, and that of the group under the pointer in full colour.
func (c *change) show(values []float64, h *held, theme *scene.Theme) {
	c.bars.X, c.bars.Y, c.bars.Colors, c.plot.X.Ticks = nil, nil, nil, nil
	for g, v := range values {
		c.bars.X, c.bars.Y = append(c.bars.X, float64(g+1)), append(c.bars.Y, v)
		name, color := strconv.Itoa(g+1), theme.Series[g%len(theme.Series)]
		if g == h.fresh {
			name, color = "new", theme.Muted
		}
		if g != h.over {
			color = color.Opacity(0.4)
		}
		c.bars.Colors = append(c.bars.Colors, color)
		c.plot.X.Ticks = append(c.plot.X.Ticks, plot.Tick{At: float64(g + 1), Label: name})
	}
}

// Grab takes hold of a node of the drawing or of the matrix, or of a plot.
func (s *session) Grab(q scene.Point, w, h float64, grip exhibit.Grip) (d exhibit.Drag, ok bool) {
	if d, ok = s.boxes.Grab(q, w, h, grip); ok {
		return d, true
	}
	if !grip.Pinch && !grip.Shift {
		if d, ok = s.grabRow(q, w, h); ok {
			return d, true
		}
	}
	return s.Plots.Grab(q, w, h, grip)
}

// grabRow takes hold of the node of a row or a column at an axis of the matrix or, as long
// as all of the matrix is seen, of that of a row anywhere in it.
func (s *session) grabRow(q scene.Point, w, h float64) (d exhibit.Drag, ok bool) {
	m := &s.matrix
	shown, _, r := s.figure.PanelAt(q, w, h)
	n := s.source.graph.N()
	if shown != scene.Panel(&m.plot) || s.state.Text("show") == byDetection || !m.byGroup || m.cells.RowAt != nil || len(s.groups.senders) != n || n == 0 {
		return d, false
	}
	f := *m.plot.Layout(r, s.figure.Look)
	x, y := f.ToData(q)
	inside := f.Area.Contains(q)
	row := inside && s.state.Text("lmatrix") == "" || q.X < f.Area.Min.X && q.Y >= f.Area.Min.Y && q.Y <= f.Area.Max.Y
	column := q.Y > f.Area.Max.Y && q.X >= f.Area.Min.X && q.X <= f.Area.Max.X
	place, o := math.Round(y), &m.rows
	hold := &held{groups: s.groups}
	of := s.groups.senders
	switch {
	case row:
	case column:
		place, o, of = math.Round(x), &m.cols, s.groups.receivers
		if s.groups.two() {
			hold.partition = 1
		}
	default:
		return d, false
	}
	if !(place >= 0 && int(place) < len(o.nodes)) {
		return d, false
	}
	hold.node, hold.bands = o.nodes[int(place)], o.bands(of)
	hold.from = int(of[hold.node])
	if hold.over = hold.from; hold.from < 0 || !s.weigh(hold, of) {
		return d, false
	}
	return exhibit.Drag{
		Cursor: "grab",
		Move: func(q scene.Point, st exhibit.State) exhibit.State {
			x, at := f.ToData(q)
			if column {
				at = x
			}
			hold.aim(at, n)
			s.held = hold
			s.show()
			return st
		},
		Drop: func(st exhibit.State, moved bool) exhibit.State {
			s.held = nil
			s.show() // with the names that groups have by now
			if moved && hold.over != hold.from {
				st = s.order(st, hold)
			}
			return st
		},
	}, true
}

// weigh finds out what it would change if the node went to each group; ok is false if it
// may go nowhere.
func (s *session) weigh(h *held, of []int32) (ok bool) {
	st := s.state
	blocks := st.Text("show") == byBlocks
	h.fresh = int(slices.Max(of)) + 1
	links, count := s.source.graph.Links, h.fresh
	if blocks {
		if c, ok := s.judged(st, h.groups); ok {
			list, changes := c.Changes(h.partition, h.node)
			h.joint = slices.Repeat([]float64{math.NaN()}, h.fresh) // raw numbers may have gaps
			for k, g := range list {
				if int(g) < h.fresh {
					h.joint[g] = changes[k]
				} else if count == h.fresh {
					h.joint = append(h.joint, changes[k])
					count++
				}
			}
		}
	} else {
		links = s.source.undirected(st.Text("links"))
	}
	all := everyone(of)
	k := max(count, partition.Groups(all))
	d := partition.NewDivision(links, all, k)
	h.cut, h.modularity = make([]float64, k), make([]float64, k)
	d.CutChangesTo(h.cut, h.node)
	d.ModularityChangesTo(h.modularity, h.node)
	h.cut, h.modularity = h.cut[:count], h.modularity[:count]
	return count > 1
}

// aim finds the group at a place: beyond the last one it is a new one, if that may be.
func (h *held) aim(at float64, n int) {
	h.over = h.from
	if k := bandAt(h.bands, max(at, 0)); k >= 0 && h.bands[k].group >= 0 {
		h.over = h.bands[k].group
	} else if at >= float64(n)-0.5 && len(h.cut) > h.fresh {
		h.over = h.fresh
	}
}

// words says what is about to happen.
func (h *held) words(s *session) string {
	group := "group " + strconv.Itoa(h.over+1)
	if h.over == h.fresh {
		group = "a new group"
	}
	return shortened(s.source.graph.Names[h.node]) + " → " + group
}

// order returns, after a drop, the State in which chain 1 is told to move a node. Other groups than that
// chain's have nothing to go on from.
func (s *session) order(st exhibit.State, h *held) exhibit.State {
	if st.Text("show") != byBlocks || st.Text("shown") != "chain" {
		return st
	}
	next := moved{partition: h.partition, node: h.node, group: -1}
	if h.over != h.fresh {
		// The number that the chain has for it now.
		if next.group = slices.Index(s.blocks.naming.names[h.partition], int32(h.over)); next.group < 0 {
			return st
		}
	}
	list, _ := parseMoved(st.Text("moved"))
	if list = append(list, next); len(list) > mostMoved {
		list = list[2:] // one more or less is told to be another
	}
	s.blocks.moved = true
	return st.Try("moved", formatMoved(list))
}

// showChanges draws the bars of the node that is held.
func (s *session) showChanges() {
	h := s.held
	if h == nil {
		return
	}
	theme := s.figure.Look.Theme
	if theme == nil {
		theme = &scene.Light
	}
	for k, values := range [][]float64{h.joint, h.cut, h.modularity} {
		s.changes[k].show(values, h, theme)
	}
	s.matrix.plot.Title = h.words(s)
}
