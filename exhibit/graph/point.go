package graph

import (
	"fmt"

	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/space"
)

// One node is pointed at in all views.

// Pick points at the node that is seen at q, in whichever panel.
func (s *session) Pick(q scene.Point, w, h float64) (at scene.Vec, ok bool) {
	s.Unpick()
	if at, ok = s.boxes.Pick(q, w, h); ok {
		for _, nodes := range []*space.Points{&s.drawing.nodes, &s.spectrum.vectors.space.nodes} {
			if len(nodes.Pointed) > 0 {
				s.point(nodes.Pointed[0])
				break
			}
		}
		return at, true
	}
	if at, ok = s.Plots.Pick(q, w, h); !ok {
		return at, false
	}
	m, c := &s.matrix, &s.blocks.together
	if m.plot.Hover != nil && m.plot.Marks[m.plot.Hover.Mark] == plot.Mark(&m.cells) {
		row, col := m.nodesAt(m.plot.Hover.Index)
		s.point(row)
		m.col.At = m.cols.place(col)
	} else if c.plot.Hover != nil && c.plot.Marks[c.plot.Hover.Mark] == plot.Mark(&c.cells) {
		s.point(s.blocks.nodeAt(c.plot.Hover.Index))
	} else if i, ok := s.spectrum.vectors.hovered(); ok {
		s.point(i)
	}
	return at, true
}

// point marks a node everywhere.
func (s *session) point(i int) {
	s.pointed = i
	s.drawing.nodes.Pointed = append(s.drawing.nodes.Pointed[:0], i)
	s.drawing.links.Light(i)
	s.matrix.point(i)
	s.spectrum.vectors.point(i)
	s.blocks.point(i)
}

// Unpick takes the marks away.
func (s *session) Unpick() {
	s.boxes.Unpick()
	s.Plots.Unpick()
	if s.pointed >= 0 {
		s.pointed = -1
		s.matrix.point(-1)
		s.spectrum.vectors.point(-1)
		s.blocks.point(-1)
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
	return t + s.spectrum.vectors.say(i)
}

// Camera returns the camera of the drawing in space.
func (s *session) Camera(k int) (name string, ok bool) { return s.boxes.Camera(k) }

// Flat reports that nothing rotates: the drawing is in the plane, and so are the
// eigenvectors.
func (s *session) Flat() bool {
	return s.state.Text("dims") == "2" && s.spectrum.vectors.shown(s.state) != eigenPanel
}
