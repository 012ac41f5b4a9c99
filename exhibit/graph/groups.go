package graph

// groups are those that the method has found so far.
type groups struct {
	senders, receivers []int32 // of each node; nil if there are none yet, and the same if senders are receivers
}

// found returns them.
func (s *session) found() groups {
	switch s.state.Text("show") {
	case byBlocks:
		return groups{s.blocks.z, s.blocks.w}
	case byDetection:
		return s.detection.groups(s)
	}
	return groups{s.spectrum.senders, s.spectrum.received}
}

// two reports whether senders and receivers have groups of their own.
func (g groups) two() bool {
	return len(g.senders) > 0 && &g.senders[0] != &g.receivers[0]
}

// colours returns the class of each node by which it has its colour; a negative one is none.
func (g groups) colours(s *session) []int {
	class := make([]int, s.source.graph.N())
	of := g.senders
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
