package expr

import (
	"math"
	"slices"
)

// Operations of compiled formulas that a tree writes otherwise.
const (
	opVar   = numOps + iota // variable number a
	opParam                 // parameter number a
	opLess
	opLessEqual
	opEqual
	opNotEqual
	opSincN // sinc(a, b)
	numCodes
)

// value is a value that a formula computes on its way. The operands a, b, c are
// the numbers of earlier values, -1 if there are fewer.
type value struct {
	op      op
	a, b, c int32
	bits    uint64 // of a number, as math.Float64bits; all NaN are one
}

// dag is a formula as a list of values, each of which is there once; the last is
// the result.
type dag struct {
	values []value
	index  map[value]int32
	nodes  map[*node]int32
	scope  *scope
}

// build lists the values of a formula.
func build(x *Expr) []value {
	d := dag{index: map[value]int32{}, nodes: map[*node]int32{}, scope: &x.scope}
	root := d.lower(x.root)
	return prune(d.values, root)
}

// prune keeps the values that root needs, in order.
func prune(values []value, root int32) []value {
	needed := make([]bool, len(values))
	needed[root] = true
	for i := root; i >= 0; i-- {
		if needed[i] {
			for _, u := range values[i].operands() {
				needed[u] = true
			}
		}
	}
	kept := values[:0]
	moved := make([]int32, len(values))
	for i, v := range values {
		if needed[i] {
			moved[i] = int32(len(kept))
			kept = append(kept, v.renumbered(moved))
		}
	}
	return kept
}

// operands returns the numbers of the values that v is computed from.
func (v *value) operands() []int32 {
	all := [...]int32{v.a, v.b, v.c}
	n := 0
	for n < len(all) && all[n] >= 0 && v.op != opVar && v.op != opParam {
		n++
	}
	return slices.Clone(all[:n])
}

// renumbered returns v with other numbers for its operands.
func (v value) renumbered(to []int32) value {
	if v.op == opVar || v.op == opParam {
		return v
	}
	for _, u := range []*int32{&v.a, &v.b, &v.c} {
		if *u >= 0 {
			*u = to[*u]
		}
	}
	return v
}

// put returns the number of the value, which it adds unless it is there.
func (d *dag) put(v value) int32 {
	i, ok := d.index[v]
	if !ok {
		i = int32(len(d.values))
		d.values = append(d.values, v)
		d.index[v] = i
	}
	return i
}

// number returns the number of the literal v.
func (d *dag) number(v float64) int32 {
	if v != v {
		v = math.NaN()
	}
	return d.put(value{op: opNumber, a: -1, b: -1, c: -1, bits: math.Float64bits(v)})
}

// lower returns the number of the value of a tree.
func (d *dag) lower(n *node) int32 {
	if i, ok := d.nodes[n]; ok {
		return i
	}
	var i int32
	if e := d.scope.expand(n); e != n {
		i = d.lower(e)
	} else {
		i = d.lowerOperation(n)
	}
	d.nodes[n] = i
	return i
}

func (d *dag) lowerOperation(n *node) int32 {
	switch n.op {
	case opNumber:
		return d.number(n.value)
	case opName:
		return d.name(n.name)
	case opCompare:
		return d.comparison(n)
	}
	args := [3]int32{-1, -1, -1}
	for i, a := range n.args {
		args[i] = d.lower(a)
	}
	o := n.op
	if o == opSinc && len(n.args) == 2 {
		o = opSincN
	}
	return d.operation(o, args[0], args[1], args[2])
}

func (d *dag) name(s string) int32 {
	for i, v := range d.scope.vars {
		if v == s {
			return d.put(value{op: opVar, a: int32(i), b: -1, c: -1})
		}
	}
	if v, ok := constants[s]; ok {
		return d.number(v)
	}
	for i, v := range d.scope.params {
		if v == s {
			return d.put(value{op: opParam, a: int32(i), b: -1, c: -1})
		}
	}
	panic("expr: no meaning for " + s)
}

// comparison joins the comparisons of a chain by and.
func (d *dag) comparison(n *node) int32 {
	all := int32(-1)
	for i, r := range n.rel {
		a, b := d.lower(n.args[i]), d.lower(n.args[i+1])
		o := [...]op{opLess, opLessEqual, opLess, opLessEqual, opEqual, opNotEqual}[r]
		if r == greater || r == greaterEqual {
			a, b = b, a
		}
		one := d.operation(o, a, b, -1)
		if all < 0 {
			all = one
		} else {
			all = d.operation(opAnd, all, one, -1)
		}
	}
	return all
}
