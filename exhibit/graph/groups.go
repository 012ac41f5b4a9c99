package graph

import "zscape/exhibit"

// groups are those that the method has found so far.
type groups struct {
	senders, receivers []int32 // of each node; nil if there are none yet, and the same if senders are receivers
}

// found returns them.
func (s *session) found() groups {
	if s.held != nil {
		return s.held.groups // they stay as they are meanwhile
	}
	switch s.state.Text("show") {
	case byBlocks:
		return s.blocks.display(s)
	case byDetection:
		return s.detection.groups(s)
	}
	return groups{s.spectrum.senders, s.spectrum.received}
}

// two reports whether senders and receivers have groups of their own.
func (g groups) two() bool {
	return len(g.senders) > 0 && &g.senders[0] != &g.receivers[0]
}

// looked returns the groups that are looked at where there may be two partitions.
func (g groups) looked(st exhibit.State) []int32 {
	if g.two() && st.Text("side") == receivers {
		return g.receivers
	}
	return g.senders
}

// colours returns the class of each node by which it has its colour; a negative one is none.
func (g groups) colours(s *session) []int {
	class := make([]int, s.source.graph.N())
	of := g.looked(s.state)
	if s.state.Text("colour") == "label" && s.source.label != nil {
		of = s.source.label.Class
	}
	for i := range class {
		class[i] = -1
		if i < len(of) {
			class[i] = int(of[i])
		}
	}
	return class
}
