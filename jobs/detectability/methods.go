package detectability

import (
	"math/rand/v2"

	"zscape/compute/beliefs"
	"zscape/compute/sparse"
)

// problem is a planted graph, whose groups a method is to find.
type problem struct {
	links   *sparse.Matrix // symmetric if the run is not directed
	groups  int            // how many
	in, out float64        // affinities, see beliefs.Planted
	random  *rand.Rand
	work    func(n int) // to be told every few thousand operations how many they were

	truth []int32 // which is not for methods
}

// method finds the group of each node, from 0.
type method struct {
	name string
	find func(p *problem) []int32
}

// BP is belief propagation that knows the affinities.
const BP = "bp"

var methods = []method{
	{BP, beliefPropagation},
}

// Methods lists the names of all methods.
func Methods() (names []string) {
	for _, m := range methods {
		names = append(names, m.name)
	}
	return names
}

func beliefPropagation(p *problem) []int32 {
	const (
		tolerance = 1e-3
		sweeps    = 200 // near the threshold it takes long
	)
	b := beliefs.New(p.links, beliefs.Planted(p.groups, p.in, p.out), p.random)
	for range sweeps {
		if b.SweepWith(p.work) < tolerance {
			break
		}
	}
	found := make([]int32, len(p.truth))
	b.LabelsTo(found)
	return found
}
