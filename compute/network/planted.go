package network

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"zscape/compute/sparse"
)

// Planting is what a planted partition is like: of nodes in so many groups, as many in
// each as can be, two of the same group are linked with another probability than two of
// different ones.
type Planting struct {
	Nodes, Groups int
	Degree        float64 // the mean degree c without directions, 0 to Nodes/4
	SNR           float64 // the signal: 1 is the Kesten-Stigum threshold; see Rates
	Directed      bool
}

// Rates returns n times the probability of a link between nodes of the same group, c_in,
// and of different ones, c_out: those for which
//
//	c = (c_in + (q - 1) c_out) / q,  SNR = (c_in - c_out) / (q sqrt(c))
//
// with q groups (A. Decelle, F. Krzakala, C. Moore, L. Zdeborová, Physical Review E 84,
// 066106, 2011). With directions they are those of links either way.
func (p Planting) Rates() (in, out float64) {
	q := float64(p.Groups)
	difference := p.SNR * q * math.Sqrt(p.Degree)
	out = p.Degree - difference/q
	return out + difference, out
}

// Most returns the largest signal that there can be with the mean degree: all links are
// within groups.
func (p Planting) Most() float64 { return math.Sqrt(p.Degree) }

// Least returns the smallest, below 0: all links are between groups.
func (p Planting) Least() float64 { return -math.Sqrt(p.Degree) / float64(p.Groups-1) }

// Planted returns a graph with a planted partition, in which the order of nodes says
// nothing; the label is the group. With directions, a link leads either way with the
// same probability, such that without them the graph is as asked for. It panics if there
// is no such graph.
func Planted(p Planting, random *rand.Rand) *Graph {
	const slack = 1e-9
	if p.Nodes < 2 || p.Nodes > MaxNodes || p.Groups < 2 || p.Groups > p.Nodes || !(p.Degree > 0 && p.Degree <= float64(p.Nodes)/4) ||
		!(p.SNR <= p.Most()+slack && p.SNR >= p.Least()-slack) {
		panic(fmt.Sprintf("network: the planted partition %+v", p))
	}
	group := Label{Name: "group", Class: make([]int32, p.Nodes)}
	for k := range p.Groups {
		group.Classes = append(group.Classes, string(rune('A'+k%26)))
		if k >= 26 {
			group.Classes[k] += fmt.Sprint(k / 26)
		}
	}
	for i := range group.Class {
		group.Class[i] = int32(i * p.Groups / p.Nodes)
	}
	random.Shuffle(p.Nodes, func(i, j int) { group.Class[i], group.Class[j] = group.Class[j], group.Class[i] })
	in, out := p.Rates()
	probability := [2]float64{max(out, 0) / float64(p.Nodes), max(in, 0) / float64(p.Nodes)}
	for k, v := range probability {
		if v = min(v, 1); p.Directed {
			v = 1 - math.Sqrt(1-v)
		}
		probability[k] = v
	}
	var list []sparse.Entry
	for i := range group.Class {
		for j := range i {
			same := 0
			if group.Class[i] == group.Class[j] {
				same = 1
			}
			if random.Float64() < probability[same] {
				list = append(list, sparse.Entry{Row: int32(i), Col: int32(j), Value: 1})
			}
			if p.Directed && random.Float64() < probability[same] {
				list = append(list, sparse.Entry{Row: int32(j), Col: int32(i), Value: 1})
			}
		}
	}
	g := New(numbered(p.Nodes), p.Directed, slices.Values(list))
	g.Labels = []Label{group}
	return g
}
