package network

import (
	"slices"
	"strings"
	"zscape/compute/table"
)

// Limits of what is kept of the attributes of nodes.
const (
	mostColumns = 64
	mostClasses = 100
)

// column is an attribute of the nodes while a file is read.
type column struct {
	name   string
	index  map[string]int32 // of each value in values
	values []string
	of     []int32 // of each node, from 1; 0 or beyond the end if it has none
	usual  string  // value of nodes of which nothing is said; empty if there is none
}

// column returns the attribute of a name, nil if there are too many.
func (b *builder) column(name string) *column {
	for _, c := range b.columns {
		if c.name == name {
			return c
		}
	}
	if len(b.columns) == mostColumns {
		return nil
	}
	c := &column{name: name, index: map[string]int32{}}
	b.columns = append(b.columns, c)
	return c
}

// set notes an attribute of a node.
func (b *builder) set(node int32, name, value string) {
	if b.err != nil {
		return
	}
	c := b.column(name)
	if value = shown(value); c == nil || value == "" {
		return
	}
	b.work.spend(perLink)
	for len(c.of) <= int(node) {
		c.of = append(c.of, 0)
	}
	c.of[node] = c.value(value)
}

// value returns the number of a value, from 1.
func (c *column) value(s string) int32 {
	k, ok := c.index[s]
	if !ok {
		c.values = append(c.values, s)
		k = int32(len(c.values))
		c.index[s] = k
	}
	return k
}

// rearrange puts the nodes, of which there are as many as at says, where it says.
func (c *column) rearrange(at []int32) {
	of := make([]int32, len(at))
	usual := int32(0)
	if c.usual != "" {
		usual = c.value(c.usual)
	}
	for i := range at {
		k := usual
		if i < len(c.of) && c.of[i] > 0 {
			k = c.of[i]
		}
		of[at[i]] = k
	}
	c.of = of
}

// Names of attributes that say what group a node belongs to, of which the first counts.
var labelNames = []string{"label", "class", "group", "community", "communities", "cluster", "modularityclass", "modularity_class", "modularity class", "club",
	"block", "faction", "party", "circle", "team", "department", "dept", "conference", "category", "type", "kind", "value", "top", "folder", "school", "grade", "gender", "sex",
	"クラス", "グループ", "分類", "所属", "部署", "学年", "種類"}

// labels returns the attributes that divide the nodes into classes: of two values at
// least, and much fewer than there are nodes, most of which have one. Numbers with
// fractions are measures.
func (b *builder) labels() (list []Label) {
	n := len(b.nodes)
	var ranks []int // of the list
	for _, c := range b.columns {
		count := make([]int, len(c.values)+1)
		for _, k := range c.of {
			count[k]++
		}
		used := 0 // by a node; not the usual value of none
		for _, k := range count[1:] {
			if k > 0 {
				used++
			}
		}
		if used < 2 || used == n || used > min(max(2, (n+1)/2), mostClasses) || 2*count[0] > n || measured(c.values) {
			continue
		}
		l := Label{Name: shown(c.name), Class: make([]int32, n)}
		order, whole := make([]int, 0, used), true
		for k, v := range c.values {
			if count[k+1] > 0 {
				order = append(order, k)
				whole = whole && table.IsWhole(v)
			}
		}
		if whole {
			slices.SortFunc(order, func(i, j int) int { return table.CompareWhole(c.values[i], c.values[j]) })
		}
		number := make([]int32, len(c.values)+1)
		number[0] = -1
		for k, v := range order {
			l.Classes = append(l.Classes, c.values[v])
			number[v+1] = int32(k)
		}
		for i, k := range c.of {
			l.Class[i] = number[k]
		}
		rank := slices.Index(labelNames, lower(c.name))
		if rank < 0 {
			rank = len(labelNames)
		}
		at := len(list)
		for at > 0 && ranks[at-1] > rank {
			at--
		}
		list, ranks = slices.Insert(list, at, l), slices.Insert(ranks, at, rank)
	}
	return list
}

// measured reports whether all values are numbers, some of them with a fraction.
func measured(values []string) bool {
	fraction := false
	for _, s := range values {
		v, ok := number([]byte(s), '.')
		if !ok {
			return false
		}
		fraction = fraction || v != float64(int64(v))
	}
	return fraction
}

// lower returns a name in small letters, without blanks around it.
func lower(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
