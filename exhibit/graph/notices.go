package graph

import "zscape/exhibit"

// Notices says what of the graph, and of what was found in it, is not as it may seem.
func (s *session) Notices() (list []exhibit.Notice) {
	return append(list, s.source.notices(s.state)...)
}
