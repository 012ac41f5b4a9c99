package graph

import "zscape/exhibit"

// Notices says what of the graph, and of what was found in it, is not as it may seem.
func (s *session) Notices() (list []exhibit.Notice) {
	if s.state.Text("show") == bySpectral {
		list = append(list, s.spectrum.notices(s)...)
	}
	return list
}
