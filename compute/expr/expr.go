package expr

import "slices"

const maxVars = 8

// Expr is a formula: what Parse and D return. It is immutable.
type Expr struct {
	root    *node
	scope   scope
	left    string
	remarks []Remark
}

// Vars returns the variables, as given to Parse.
func (x *Expr) Vars() []string { return slices.Clone(x.scope.vars) }

// Params returns the parameters in the order in which they appear in the text.
// Those of a derivative, or of a simplified formula, are those of the original,
// even if they have vanished from it.
func (x *Expr) Params() []string { return slices.Clone(x.scope.params) }

// Left returns the name that stands on the left side of the text, as a of a = 2,
// without arguments; it is empty if there is none.
func (x *Expr) Left() string { return x.left }

// Remarks returns what is to be known of how the formula was read. Its positions
// are in the text.
func (x *Expr) Remarks() []Remark { return slices.Clone(x.remarks) }

// Constant returns the value of a formula without variables and parameters; ok is
// false if it has any, or if the value is not finite.
func (x *Expr) Constant() (v float64, ok bool) {
	v, ok = constant(x.root)
	return v, ok && v-v == 0
}

// IsCondition reports whether the formula is a comparison, or one of and, or, not.
func (x *Expr) IsCondition() bool { return x.root.isTruth() }

// Uses reports whether the formula depends on the variable or parameter of that
// name, be it through a name that is derived from it.
func (x *Expr) Uses(name string) bool { return x.scope.uses(x.root, name) }

func (s *scope) uses(n *node, name string) bool {
	if n.op == opName {
		if d := s.derived(n.name); d != nil {
			n = d
		}
	}
	return n.name == name || slices.ContainsFunc(n.args, func(a *node) bool { return s.uses(a, name) })
}

// String returns the formula in canonical form: with a * for each product, no
// more parentheses than needed and functions by their main names. Parsed again,
// it gives the same formula, unless it is a derivative that exceeds the limits.
func (x *Expr) String() string { return x.root.String() }

// Equal reports whether two formulas are the same, operation by operation.
func (x *Expr) Equal(y *Expr) bool {
	budget := maxDerived
	return same(x.root, y.root, &budget)
}
