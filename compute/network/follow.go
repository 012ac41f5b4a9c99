package network

import (
	"math"
	"math/rand/v2"
	"slices"

	"zscape/compute/sparse"
)

// Circles are those of Follow.
var Circles = [...]string{"games", "university", "lab", "researchers"}

const (
	games = iota
	university
	lab
	researchers
)

var (
	circleSizes = [len(Circles)]int{38, 30, 15, 27}

	// follows is the probability that an account of one circle follows one of another,
	// mutual that one who is followed within a circle follows back, whatever else.
	follows = [len(Circles)][len(Circles)]float64{
		games:       {0.22, 0.020, 0.006, 0.008},
		university:  {0.025, 0.24, 0.025, 0.085},
		lab:         {0.008, 0.030, 0.52, 0.16},
		researchers: {0.004, 0.004, 0.015, 0.28},
	}
	mutual = [len(Circles)]float64{0.55, 0.35, 0.60, 0.10}
)

// Follow makes up who follows whom among 110 accounts in four circles, which are their
// label: friends who play games and follow each other back, students, a lab, and
// researchers, whom students and the lab follow, and who hardly follow anyone else.
// Within a circle accounts are much alike, so that a block model without a correction for
// degrees fits; two accounts belong to two circles, and one follows nobody, nor is it
// followed. The order of accounts says nothing. Their names are made up.
func Follow(random *rand.Rand) *Graph {
	circle := Label{Name: "circle", Classes: Circles[:]}
	for k, n := range circleSizes {
		for range n {
			circle.Class = append(circle.Class, int32(k))
		}
	}
	n := len(circle.Class)
	// What accounts are like: how much they follow, and are followed.
	eager, liked := make([]float64, n), make([]float64, n)
	for i := range n {
		eager[i], liked[i] = math.Exp(0.1*random.NormFloat64()), math.Exp(0.12*random.NormFloat64())
	}
	also := make([]int32, n) // the other circle of a few
	for i := range also {
		also[i] = -1
	}
	first := 0
	for k, size := range circleSizes {
		if k == university || k == lab {
			also[first+size-1] = [len(Circles)]int32{university: lab, lab: university}[k]
		}
		first += size
	}
	lonely := circleSizes[games] - 5
	probability := func(i, j int) float64 {
		p := follows[circle.Class[i]][circle.Class[j]]
		for _, a := range [2]int32{circle.Class[i], also[i]} {
			for _, z := range [2]int32{circle.Class[j], also[j]} {
				if a >= 0 && z >= 0 {
					p = max(p, 0.8*follows[a][z])
				}
			}
		}
		return min(p*eager[i]*liked[j], 0.95)
	}
	var list []sparse.Entry
	follow := func(i, j int) { list = append(list, sparse.Entry{Row: int32(i), Col: int32(j), Value: 1}) }
	for i := range n {
		for j := range i {
			there, back := random.Float64() < probability(i, j), random.Float64() < probability(j, i)
			returned := random.Float64()
			if i == lonely || j == lonely {
				continue
			}
			if k := circle.Class[i]; k == circle.Class[j] && there != back {
				// Who is popular does not follow back.
				if there {
					back = returned < mutual[k]*min(1, eager[j])
				} else {
					there = returned < mutual[k]*min(1, eager[i])
				}
			}
			if there {
				follow(i, j)
			}
			if back {
				follow(j, i)
			}
		}
	}

	// Nobody is in the place where his circle would have him.
	place := random.Perm(n)
	class := make([]int32, n)
	for i, k := range circle.Class {
		class[place[i]] = k
	}
	circle.Class = class
	for k := range list {
		e := &list[k]
		e.Row, e.Col = int32(place[e.Row]), int32(place[e.Col])
	}
	g := New(handles(class, random), true, slices.Values(list))
	g.Labels = []Label{circle}
	return g
}

// handles makes up names for accounts, of which all of a circle have something in common.
func handles(circle []int32, random *rand.Rand) []string {
	names := make([]string, len(circle))
	turn := random.Perm(len(handleFirst) * len(handleLast[0]))
	for i, k := range circle {
		t := turn[i%len(turn)]
		names[i] = handleFirst[t%len(handleFirst)] + "_" + handleLast[k][t/len(handleFirst)]
	}
	return names
}

// The names are made up of these.
var (
	handleFirst = [...]string{"sleepy", "cosmic", "paper", "velvet", "turbo", "mellow", "tiny", "lucid", "salty", "quiet", "amber", "rusty"}
	handleLast  = [len(Circles)][10]string{
		games:       {"goblin", "paladin", "joystick", "respawn", "dungeon", "combo", "speedrun", "minimap", "powerup", "sidequest"},
		university:  {"freshman", "lecture", "canteen", "deadline", "seminar", "dormroom", "library", "sophomore", "notebook", "exam"},
		lab:         {"pipette", "centrifuge", "beaker", "protocol", "labcoat", "spectrum", "sample", "microscope", "labbook", "incubator"},
		researchers: {"theorem", "lemma", "eigenvalue", "manifold", "posterior", "kernel", "entropy", "conjecture", "gradient", "corollary"},
	}
)
