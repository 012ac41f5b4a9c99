package page

import (
	"strings"
	"testing"
	"time"

	"zscape/exhibit"
)

// A graph opens in its exhibit, and what was taken in it can be changed beside the controls
// that say so; the graphs that come with the exhibit stay at hand.
func TestGraphFiles(t *testing.T) {
	p, h := start(t, "waves")
	p.TakeFiles([]exhibit.File{{Name: "who.csv", Data: []byte("Source,Target,Weight\na,b,2\nb,a,3\nb,c,1\nb,c,4\n")}})
	h.wait(time.Second)
	check(t, p, h, "graph?file=who.csv")
	if h.readouts["nodes"] != 3. || h.readouts["links"] != 3. || h.readouts["duplicates"] != 1. ||
		h.report != "who.csv: edge list: 3 nodes, 3 links (directed, as not every link is there both ways; with weights); 1 duplicate link, whose weights are added" {
		t.Errorf("%q, %v", h.report, h.readouts)
	}
	offered := map[string]string{}
	for _, n := range h.notices {
		for _, f := range n.Fixes {
			offered[n.Key] += f.Query
		}
	}
	for key, query := range map[string]string{"direction": "direction=undirected", "duplicates": "duplicates=first", "weight": "weight=none"} {
		if offered[key] != query {
			t.Errorf("beside %s there is %q to press, want %q", key, offered[key], query)
		}
		p.Apply(query)
		h.wait(time.Second)
	}
	check(t, p, h, "graph?file=who.csv&direction=undirected&weight=none&duplicates=first")
	if h.readouts["directed"] == 1. || h.readouts["links"] != 2. || !strings.Contains(h.report, "without directions; without weights") {
		t.Errorf("%q, %v", h.report, h.readouts)
	}
	p.Set("data", "imports", true)
	if h.readouts["nodes"] != 176. || h.report != "" || len(h.problems) != 0 {
		t.Errorf("%v, %q, %v", h.readouts["nodes"], h.report, h.problems)
	}
	check(t, p, h, "graph?file=who.csv&data=imports")
	p.Set("data", "own", true)
	check(t, p, h, "graph?file=who.csv")
	if h.readouts["nodes"] != 3. {
		t.Errorf("%v", h.readouts)
	}
}

// A graph of which some weights are no weights is read without, and that is said.
func TestSignedGraph(t *testing.T) {
	p, h := start(t, "graph")
	p.TakeFiles([]exhibit.File{{Name: "signed.csv", Data: []byte("Source,Target,Weight\na,b,1\nb,c,-1\n")}})
	h.wait(time.Second)
	check(t, p, h, "graph?file=signed.csv&weight=none")
	said := false
	for _, n := range h.notices {
		said = said || n.Key == "weight" && strings.HasPrefix(n.Message, "Weights are left out, as they cannot be read: signed.csv: ") && strings.Contains(n.Message, "the weight is -1")
	}
	if !said || h.readouts["links"] != 2. {
		t.Errorf("%v, %v", h.notices, h.readouts)
	}
}
