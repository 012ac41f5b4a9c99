package graph

import "zscape/exhibit"

// What the table below the picture is about.
const (
	ofNothing = "none"
	ofMethod  = "method"
	ofNodes   = "nodes"
	ofStan    = "stan"
)

// Table returns the table below the picture: the nodes, what the method has found, or why
// Stan finds nothing; nil if there is to be none.
func (s *session) Table() *exhibit.Table {
	switch s.state.Text("table") {
	case ofNothing:
		return nil
	case ofNodes:
		return s.nodeTable()
	case ofStan:
		return stanTable
	}
	switch s.state.Text("show") {
	case byBlocks:
		return s.blocks.table(s)
	case byDetection:
		return nil
	}
	return s.spectrum.table(s)
}
