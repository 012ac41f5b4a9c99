package expr

import (
	"slices"
	"strconv"
)

// Variables after the first two may be functions of these, such as data: their
// values are then given where the formula is evaluated, and so are their
// derivatives.

// FieldsTo is GridTo for a formula of more variables than two: given[k] has the
// values of variable k+2 over the lattice, as dst will have those of the
// formula. Variables that the formula does not use may be nil. After the first
// call it allocates only if the lattice has grown.
func (p *Program) FieldsTo(dst, x, y []float64, given [][]float64, params ...float64) {
	if want := len(p.scope.vars) - 2; len(given) != want {
		panic("expr: " + strconv.Itoa(len(given)) + " variables are given, want " + strconv.Itoa(want))
	}
	if len(dst) != len(x)*len(y) {
		panic("expr: dst has length " + strconv.Itoa(len(dst)) + ", want " + strconv.Itoa(len(y)) + " rows of " + strconv.Itoa(len(x)))
	}
	for k, v := range given {
		used := slices.ContainsFunc(p.values, func(u value) bool { return u.op == opVar && int(u.a) == k+2 })
		if len(v) != len(dst) && (v != nil || used) {
			panic("expr: " + p.scope.vars[k+2] + " has length " + strconv.Itoa(len(v)) + ", want " + strconv.Itoa(len(dst)))
		}
	}
	p.checkParams(params)
	f := p.grid.get(params)
	f.gridTo(dst, x, y, given)
	p.grid.put(f)
}

// JetOf is Jet for a formula in which the variables from the third on depend on
// the first two: given has their jets. Their places among the arguments do not
// matter.
func (p *Program) JetOf(given []Jet, point ...float64) Jet {
	if want := len(p.scope.vars) - 2; len(given) != want {
		panic("expr: " + strconv.Itoa(len(given)) + " jets are given, want " + strconv.Itoa(want))
	}
	return p.jet(point, given)
}
