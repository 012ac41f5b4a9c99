package graph

import (
	"fmt"

	"zscape/scene"
	"zscape/scene/plot"
)

// One node is pointed at in all views.

// Pick points at the node that is seen at q, in whichever panel.
func (s *session) Pick(q scene.Point, w, h float64) (at scene.Vec, ok bool) {
	s.Unpick()
	if at, ok = s.boxes.Pick(q, w, h); ok {
		if p := s.drawing.nodes.Pointed; len(p) > 0 {
			s.point(p[0])
		}
		return at, true
	}
	if at, ok = s.Plots.Pick(q, w, h); !ok {
		return at, false
	}
	m, v, c := &s.matrix, &s.spectrum.vectors, &s.blocks.together
	switch {
	case m.plot.Hover != nil && m.plot.Marks[m.plot.Hover.Mark] == plot.Mark(&m.cells):
		row, _ := m.nodesAt(m.plot.Hover.Index)
		s.point(row)
		_, col := m.nodesAt(m.plot.Hover.Index)
		m.col.At = m.cols.place(col)
	case c.plot.Hover != nil && c.plot.Marks[c.plot.Hover.Mark] == plot.Mark(&c.cells):
		s.point(s.blocks.nodeAt(c.plot.Hover.Index))
	case v.plot.Hover != nil && v.plot.Hover.Mark < len(v.nodes):
		s.point(v.nodes[v.plot.Hover.Mark][v.plot.Hover.Index])
	}
	return at, true
}

// point marks a node everywhere.
func (s *session) point(i int) {
	s.pointed = i
	s.drawing.nodes.Pointed = append(s.drawing.nodes.Pointed[:0], i)
	s.drawing.links.Light(i)
	s.matrix.point(i)
	s.blocks.point(i)
	s.spectrum.scatter(s)
}

// Unpick takes the marks away.
func (s *session) Unpick() {
	s.boxes.Unpick()
	s.Plots.Unpick()
	if s.pointed >= 0 {
		s.pointed = -1
		s.matrix.point(-1)
		s.blocks.point(-1)
		s.spectrum.scatter(s)
	}
}

// say returns what is said of a node.
func (s *session) say(i int) string {
	d := s.source
	t := fmt.Sprintf("%s   out %d, in %d", d.graph.Names[i], d.out[i], d.in[i])
	if !d.graph.Directed {
		t = fmt.Sprintf("%s   degree %d", d.graph.Names[i], d.out[i])
	}
	if g := s.groups; i < len(g.senders) && g.senders[i] >= 0 {
		t += fmt.Sprintf("   group %d", g.senders[i]+1)
		if g.two() {
			t += fmt.Sprintf(" as source, %d as target", g.receivers[i]+1)
		}
	}
	if d.label != nil && d.label.Class[i] >= 0 {
		t += "   " + d.label.Name + ": " + d.label.Classes[d.label.Class[i]]
	}
	return t
}

// Camera returns the camera of the drawing in space.
func (s *session) Camera(k int) (name string, ok bool) { return s.boxes.Camera(k) }

// Flat reports that nothing rotates: the drawing is in the plane.
func (s *session) Flat() bool { return s.state.Text("dims") == "2" }
