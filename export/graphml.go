package export

import (
	"zscape/compute/lang"
	"zscape/compute/network"
)

// Networker is a Session of a graph.
type Networker interface {
	// Network returns the graph, and what was found out of its nodes as labels.
	Network() *network.Graph
}

// ErrNoGraph is the error for a session that is not a Networker.
var ErrNoGraph = lang.Errorf("is not a graph: choose a format other than GraphML", "グラフではありません。GraphML以外の形式を選んでください")

// GraphML makes the graph a file that other programs read.
func GraphML(p Picture) Work {
	return p.work(func(Pause) (File, error) {
		n, ok := p.Session.(Networker)
		if !ok {
			return File{}, ErrNoGraph
		}
		return File{Suffix: ".graphml", Type: "application/graphml+xml", Data: n.Network().AppendGraphML(nil)}, nil
	})
}
