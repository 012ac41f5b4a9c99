package graph

import "zscape/exhibit"

// Notices says what of the graph, and of what was found in it, is not as it may seem.
func (s *session) Notices() (list []exhibit.Notice) {
	switch s.state.Text("show") {
	case byDetection:
		list = append(list, s.detection.notices(s)...)
	case byBlocks:
		list = append(list, s.blocks.notices(s)...)
	case bySpectral:
		list = append(list, s.spectrum.notices(s)...)
	}
	if s.state.Text("show") == byDetection {
		return list
	}
	return append(list, s.source.notices(s.state)...)
}
