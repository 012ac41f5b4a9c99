package graph

import "zscape/exhibit"

// Table returns the table of the method: how far the chains agree.
func (s *session) Table() *exhibit.Table {
	if s.state.Text("show") == byBlocks {
		return s.blocks.table(s)
	}
	return nil
}

// Notices says what of the picture is not as it may seem.
func (s *session) Notices() []exhibit.Notice {
	if s.state.Text("show") == byBlocks {
		return s.blocks.notices(s)
	}
	return nil
}
