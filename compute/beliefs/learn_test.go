package beliefs

import (
	"math"
	"testing"
	"zscape/compute/partition"
)

// From a model that is off, learning comes to the shares and the affinities that the graph
// really has.
func TestLearn(t *testing.T) {
	const n, q = 1000, 2
	r := seeded(1)
	links, groups := planted(n, q, 15, 2, r)
	var counted [q * q]float64
	for e := range links.All() {
		a, b := groups[e.Row], groups[e.Col]
		counted[a*q+b]++
		counted[b*q+a]++
	}
	m := Planted(q, 9, 6)
	m.Prior[0], m.Prior[1] = 0.6, 0.4
	b := New(links, m, r)
	for range 30 {
		b.Run(1e-6, 100)
		b.Learn()
	}
	got := b.Model()
	for a, v := range got.Prior {
		if math.Abs(v-0.5) > 0.02 {
			t.Errorf("the share of group %d is %v", a, v)
		}
	}
	for k, v := range counted {
		// n p = n count / (n/q)^2, or with the names of the groups changed
		want, other := v*q*q/n, counted[q*q-1-k]*q*q/n
		if g := got.Affinity[k]; min(math.Abs(g-want), math.Abs(g-other)) > 0.04*want {
			t.Errorf("affinity %d is %v, want %v", k, g, want)
		}
	}
	found := make([]int32, n)
	if b.LabelsTo(found); partition.NewTable(found, groups).Overlap() < 0.95 {
		t.Errorf("the overlap is %v", partition.NewTable(found, groups).Overlap())
	}
	if m.Affinity[0] != 9 || m.Prior[0] != 0.6 {
		t.Error("the model that was given has changed")
	}
	// A group that nobody is in stays as it is.
	b = New(graph(3, [2]int{0, 1}), Model{Prior: []float64{1, 0}, Affinity: []float64{1, 2, 2, 3}}, r)
	b.Run(1e-9, 9)
	b.Learn()
	if m := b.Model(); m.Prior[1] != 0 || m.Affinity[3] != 3 || math.Abs(m.Affinity[0]-2.0/3) > 1e-12 {
		t.Errorf("%+v", m)
	}
}

// On trees with a given field, the free energy is that of all divisions.
func TestFreeEnergyOfTrees(t *testing.T) {
	for seed := range uint64(20) {
		r := seeded(seed)
		q := 2 + int(seed%3)
		links := tree(1+r.IntN(7), r)
		m := random(q, r)
		b := New(links, m, r)
		b.fixed = true
		for a := range b.field {
			b.field[a] = 3 * r.Float64()
		}
		b.Run(1e-14, 200)
		_, total := enumerated(links, m, b.field)
		if got, want := b.FreeEnergy(), -math.Log(total)/float64(links.Rows); math.Abs(got-want) > 1e-12*max(1, math.Abs(want)) {
			t.Errorf("seed %d: %v, want %v", seed, got, want)
		}
	}
}

// The model that a graph is of has less free energy than others; and where groups cannot be
// found it is that of no groups, (c - c log c) / 2, as Decelle et al. have it.
func TestFreeEnergy(t *testing.T) {
	energy := func(links [][2]int, n int, m Model) float64 {
		b := New(graph(n, links...), m, seeded(2))
		b.Run(1e-8, 1000)
		return b.FreeEnergy()
	}
	m, _ := planted(1000, 3, 18, 2, seeded(5))
	var links [][2]int
	for e := range m.All() {
		links = append(links, [2]int{int(e.Row), int(e.Col)})
	}
	right := energy(links, 1000, Planted(3, 18, 2))
	for what, other := range map[string]Model{"two groups": Planted(2, 12, 2), "no groups": Planted(1, 22/3.0, 0), "flatter": Planted(3, 12, 5), "steeper": Planted(3, 21, 0.5)} {
		if e := energy(links, 1000, other); !(e > right) {
			t.Errorf("%s: the energy is %v, of the right model %v", what, e, right)
		}
	}
	// Of no groups: -1/n sum_i log(e^-c c^d_i) + 1/n sum_links log c - c/2 with the links there are.
	c := 22 / 3.0
	want := c/2 - float64(len(links))/1000*math.Log(c)
	if got := energy(links, 1000, Planted(1, c, 0)); math.Abs(got-want) > 1e-9 {
		t.Errorf("of no groups it is %v, want %v", got, want)
	}
}
