package graph

import (
	"cmp"
	"slices"
)

// order is how the rows, or the columns, of the matrices are arranged.
type order struct {
	nodes []int // at each place; nil is as in the data
	lines []int // places before which another group begins
}

// ordered returns the order of a name, for groups of which there may be none yet.
func (d *source) ordered(by string, groups []int32) order {
	switch by {
	case "groups":
		return d.byClass(groups)
	case "label":
		if d.label != nil {
			return d.byClass(d.label.Class)
		}
	case "degree":
		o := order{nodes: d.all()}
		slices.SortStableFunc(o.nodes, func(a, b int) int { return cmp.Compare(d.degree(b), d.degree(a)) })
		return o
	}
	return order{}
}

func (d *source) all() []int {
	list := make([]int, d.graph.N())
	for i := range list {
		list[i] = i
	}
	return list
}

// byClass arranges nodes by their classes, those without one last, and in each the ones
// with most links first.
func (d *source) byClass(class []int32) (o order) {
	if len(class) != d.graph.N() {
		return o
	}
	rank := func(i int) int32 {
		if class[i] < 0 {
			return 1 << 30
		}
		return class[i]
	}
	o.nodes = d.all()
	slices.SortStableFunc(o.nodes, func(a, b int) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(d.degree(b), d.degree(a)))
	})
	for p := 1; p < len(o.nodes); p++ {
		if class[o.nodes[p]] != class[o.nodes[p-1]] {
			o.lines = append(o.lines, p)
		}
	}
	return o
}

// orderBy returns the name of the order that there is when another one is asked for: nodes
// without a label stay as in the data.
func (d *source) orderBy(name string) string {
	if name == "label" && d.label == nil {
		return "file"
	}
	return name
}
