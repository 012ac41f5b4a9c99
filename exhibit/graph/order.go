package graph

import (
	"cmp"
	"slices"

	"zscape/compute/partition"
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
		return order{nodes: d.byDegree()}
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

// byDegree returns the nodes, those with most links first. They are not to be changed.
func (d *source) byDegree() []int {
	if d.falling == nil {
		d.falling = d.all()
		slices.SortStableFunc(d.falling, func(a, b int) int { return cmp.Compare(d.degree(b), d.degree(a)) })
	}
	return d.falling
}

// byClass arranges nodes by their classes, those without one last, and in each the ones
// with most links first.
func (d *source) byClass(class []int32) (o order) {
	if len(class) != d.graph.N() {
		return o
	}
	none := partition.Groups(class)
	place := func(i int) int {
		if class[i] < 0 {
			return none
		}
		return int(class[i])
	}
	next := make([]int, none+2) // of each class, the place after those that have one
	for i := range class {
		next[place(i)+1]++
	}
	for g := range none + 1 {
		if next[g] > 0 && next[g+1] > 0 {
			o.lines = append(o.lines, next[g])
		}
		next[g+1] += next[g]
	}
	o.nodes = make([]int, len(class))
	for _, i := range d.byDegree() {
		g := place(i)
		o.nodes[next[g]] = i
		next[g]++
	}
	return o
}

// node returns which one is at a place.
func (o *order) node(p int) int {
	if o.nodes == nil {
		return p
	}
	return o.nodes[p]
}

// orderBy returns the name of the order that there is when another one is asked for: nodes
// without a label stay as in the data.
func (d *source) orderBy(name string) string {
	if name == "label" && d.label == nil {
		return "file"
	}
	return name
}
