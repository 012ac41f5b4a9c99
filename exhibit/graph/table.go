package graph

import "zscape/exhibit"

// Table returns the table below the picture: what the method has found.
func (s *session) Table() *exhibit.Table {
	if s.state.Text("show") == bySpectral {
		return s.spectrum.table(s)
	}
	return nil
}
