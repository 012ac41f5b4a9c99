package plot3d

import "zscape/exhibit"

// Notices returns what there is to notice in the picture: what the Source has to
// say, if it is an exhibit.Noticer, and how the formula of the colours was read.
func (s *Session) Notices() []exhibit.Notice {
	var list []exhibit.Notice
	if n, ok := s.Source.(exhibit.Noticer); ok {
		list = n.Notices()
	}
	return append(list, s.tintNotices()...)
}
