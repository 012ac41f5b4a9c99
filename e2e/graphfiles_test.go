package e2e

import (
	"strings"
	"testing"
)

// friends are an adjacency matrix as a table program writes it.
const friends = ",Ann,Bob,Cy,Dee,Eve,Flo,Gus\n" +
	"Ann,False,True,True,False,False,False,False\n" +
	"Bob,True,False,True,False,False,False,False\n" +
	"Cy,True,True,False,True,False,False,False\n" +
	"Dee,False,False,False,False,True,True,False\n" +
	"Eve,False,False,False,True,False,True,False\n" +
	"Flo,False,False,False,True,True,False,False\n" +
	"Gus,False,False,False,False,False,False,True\n"

// A visitor's own graph is dropped anywhere: what was read is said, and how is offered to be
// changed; its nodes are listed, and saved with their groups, as a graph that can be opened
// again.
func TestOwnGraph(t *testing.T) {
	t.Parallel()
	b := open(t, "#waves", look{})
	b.drop("friends.csv", friends)
	b.await("the graph", `location.hash.startsWith('#graph?file=friends.csv') && zscape.state().readouts.nodes === 7`)
	report := eval[string](b, `document.getElementById('report').textContent`)
	if want := "friends.csv: adjacency matrix: 7 nodes, 14 links (directed, as the matrix is not symmetric; without weights); 1 loop; 1 isolated node: Gus"; report != want {
		t.Errorf("the page says %q, want %q", report, want)
	}
	b.await("groups", `zscape.state().readouts['spectral.modularity'] > 0`)
	b.visit("graph?file=friends.csv&K=2&table=nodes")
	b.await("nodes", `document.querySelectorAll('#table tbody tr').length === 7`)
	b.shoot("own-graph")
	b.click("[data-language=ja]")
	b.await("Japanese", `document.getElementById('report').textContent.includes('隣接行列、ノード7個、リンク14本(向きあり')`)
	b.shoot("own-graph-ja")
	b.click("[data-language=en]")
	b.visit("graph?file=friends.csv&K=2&direction=undirected")
	b.await("the undirected graph", `zscape.state().readouts.links === 8 && zscape.state().readouts['spectral.modularity'] > 0`)
	b.unfold("[data-export=graphml]")
	saved, _ := b.download("graphml", func() { b.click("[data-export=graphml]") })
	if !strings.Contains(string(saved), `<graph edgedefault="undirected">`) || !strings.Contains(string(saved), `attr.name="group"`) {
		t.Errorf("%.500s", saved)
	}
	b.choose("again.graphml", string(saved))
	b.await("the same graph", `location.hash === '#graph?K=2&file=again.graphml' && zscape.state().readouts.links === 8 && zscape.state().readouts['spectral.ari'] === 1`)
	b.choose("none.gml", "graph [ ]")
	b.await("the reason", `document.getElementById('strip-text').textContent.includes('none.gml: there are no nodes')`)
	if state := eval[string](b, `location.hash`); state != "#graph?K=2&file=again.graphml" {
		t.Errorf("the page shows %s", state)
	}
}
