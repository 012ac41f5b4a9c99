package embed

import (
	"math"
	"math/rand/v2"
)

// Purity says whether points of the same label are neighbours: what share of the
// neighbours has the label of the point, and what it would be if the labels had
// nothing to do with the picture.
type Purity struct {
	Chance

	// Groups are the labels from 0 to the largest, each with the share among the
	// neighbours of its own points. Of many groups one is rare by chance: with 20, a
	// P of 0.05 says nothing.
	Groups []Group
}

// Group is the points of one label.
type Group struct {
	N int // points
	Chance
}

// Chance is a share beside what shuffled labels give.
type Chance struct {
	Share    float64 // 0 to 1; NaN if there are no neighbours
	Mean, SD float64 // of the share, when the labels are shuffled
	Z        float64 // (Share - Mean) / SD; 0 if all shuffles give the same

	// P is how likely shuffled labels are to give the share or a greater one: that
	// of the shuffles and the picture itself taken together, so never 0.
	P float64
}

// Seen reports whether the share is more than chance: P is at most 0.01, for
// which at least 99 shuffles are needed. If not, there is nothing to see.
func (c Chance) Seen() bool { return c.P <= 0.01 }

// Purity compares the labels of points with those of their neighbours, as they
// are and shuffled so many times by r among the points that have one. labels has
// one for each point, from 0; negative ones say that it is not known, and such
// points are not counted, neither as points nor as neighbours.
//
// Without shuffles, Mean and SD are NaN and P is 1.
func (nb *Neighbours) Purity(labels []int, shuffles int, r *rand.Rand) Purity {
	if len(labels) != nb.n {
		panic("embed: Purity: a label for each point is needed")
	}
	var known []int32 // points
	groups := 0
	for i, l := range labels {
		if l >= 0 {
			known = append(known, int32(i))
			groups = max(groups, l+1)
		}
	}
	label := make([]int, len(labels))
	copy(label, labels)

	// One tally more than groups: of all points together.
	same, all, real := make([]int, groups+1), make([]int, groups+1), make([]float64, groups+1)
	shares := func() {
		clear(same)
		clear(all)
		for _, i := range known {
			l := label[i]
			for _, j := range nb.Of(int(i)) {
				if label[j] == l {
					same[l]++
				}
				if label[j] >= 0 {
					all[l]++
				}
			}
		}
		for l := range groups {
			same[groups] += same[l]
			all[groups] += all[l]
		}
	}
	share := func(l int) float64 { return float64(same[l]) / float64(all[l]) }

	shares()
	for l := range real {
		real[l] = share(l)
	}
	// Shuffles are summed as differences from the real share, for the sake of digits.
	sum, square, count, above := make([]float64, groups+1), make([]float64, groups+1), make([]int, groups+1), make([]int, groups+1)
	for range shuffles {
		for m := len(known) - 1; m > 0; m-- {
			a, b := known[m], known[r.IntN(m+1)]
			label[a], label[b] = label[b], label[a]
		}
		shares()
		for l := range real {
			v := share(l) - real[l]
			if v != v {
				continue // nobody is beside the group this time
			}
			sum[l] += v
			square[l] += v * v
			count[l]++
			if v >= 0 {
				above[l]++
			}
		}
	}
	chance := func(l int) Chance {
		n := float64(count[l])
		c := Chance{Share: real[l], P: 1}
		mean := sum[l] / n
		c.Mean = real[l] + mean
		c.SD = math.Sqrt(max(square[l]/n-mean*mean, 0))
		if c.SD > 1e-12 {
			c.Z = -mean / c.SD
		}
		if n > 0 {
			c.P = float64(above[l]+1) / (n + 1)
		}
		return c
	}
	p := Purity{Chance: chance(groups), Groups: make([]Group, groups)}
	for l := range p.Groups {
		p.Groups[l].Chance = chance(l)
	}
	for _, i := range known {
		p.Groups[labels[i]].N++
	}
	return p
}
