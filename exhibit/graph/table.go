package graph

import "zscape/exhibit"

// What the table below the picture is about.
const (
	ofMethod = "method"
	ofNodes  = "nodes"
)

// Table returns the table below the picture: the nodes, or what the method has found.
func (s *session) Table() *exhibit.Table {
	if s.state.Text("table") == ofNodes {
		return s.nodeTable()
	}
	switch s.state.Text("show") {
	case byBlocks:
		return s.blocks.table(s)
	case byDetection:
		return nil
	}
	return s.spectrum.table(s)
}
