package detectability

import (
	"errors"
	"math/rand/v2"
	"testing"

	"zscape/compute/network"
	"zscape/compute/partition"
	"zscape/jobs/links"
	"zscape/task"
)

// Every method finds groups that lie well apart in a graph that it is given.
func TestFind(t *testing.T) {
	for _, directed := range []bool{false, true} {
		g := network.Planted(network.Planting{Nodes: 300, Groups: 3, Degree: 20, SNR: 4, Directed: directed}, rand.New(rand.NewPCG(1, 2)))
		for _, name := range Methods(directed) {
			s := FindSpec(Find{Links: links.Data(g.Links), Groups: 3, Degree: 20, Ratio: 4, Directed: directed, Method: name, Seed: 5})
			h, err := task.Do(task.Library{FindName: NewFind}, s, nil)
			if err != nil {
				t.Fatal(err)
			}
			last, _ := h.Last()
			found := task.IntegersOf(last.Snapshot.Bytes["labels"])
			if v := partition.NewTable(found, g.Labels[0].Class).Overlap(); v < 0.95 {
				t.Errorf("directed %v: %s has the overlap %v", directed, name, v)
			}
		}
	}
}

func TestFindRefused(t *testing.T) {
	g := network.Planted(network.Planting{Nodes: 30, Groups: 3, Degree: 5, SNR: 1, Directed: true}, rand.New(rand.NewPCG(1, 2)))
	good := Find{Links: links.Data(g.Links), Groups: 3, Degree: 5, Ratio: 1, Directed: true, Method: BP}
	for _, c := range []struct {
		key    string
		change func(f *Find)
	}{
		{"links", func(f *Find) { f.Links = nil }},
		{"links", func(f *Find) { f.Directed = false }},
		{"groups", func(f *Find) { f.Groups = 1 }},
		{"ratios", func(f *Find) { f.Ratio = 9 }},
		{"methods", func(f *Find) { f.Method = "" }},
		{"methods", func(f *Find) { f.Method = BP + "," + SBM }},
	} {
		f := good
		c.change(&f)
		var e *task.SpecError
		if _, err := NewFind(FindSpec(f)); !errors.As(err, &e) || e.Key != c.key {
			t.Errorf("%+v: %v", f, err)
		}
	}
}
