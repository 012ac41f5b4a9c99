package graph

import "zscape/exhibit"

// Table returns the table below the picture: what the method has found.
func (s *session) Table() *exhibit.Table {
	switch s.state.Text("show") {
	case byBlocks:
		return s.blocks.table(s)
	case byDetection:
		return nil
	}
	return s.spectrum.table(s)
}
