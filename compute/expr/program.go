package expr

import (
	"slices"
	"strconv"
	"sync"
)

// Program is a compiled formula. It is immutable, and can be used by several
// goroutines at once.
//
// Its methods take the parameters in the order of Params. They panic if there are
// more or fewer, as they do where lengths do not fit. Values are NaN where the
// formula has none; see the package's description.
type Program struct {
	scope  scope
	values []value
	grid   frames // the first variable along columns, the second along rows
	list   frames
	duals  sync.Pool // of *[]dual, for Jet
}

// Compile is Parse and Expr.Compile. The error is an *Error.
func Compile(text string, vars ...string) (*Program, error) {
	x, err := Parse(text, vars...)
	if err != nil {
		return nil, err
	}
	return x.Compile(), nil
}

// Compile compiles the formula.
func (x *Expr) Compile() *Program {
	p := &Program{scope: x.scope, values: build(x)}
	vars, params := len(x.scope.vars), len(x.scope.params)
	p.list.code = generate(p.values, params, slices.Repeat([]section{points}, vars))
	lattice := slices.Repeat([]section{points}, vars)
	copy(lattice, []section{columns, rows})
	p.grid.code = generate(p.values, params, lattice)
	return p
}

// Vars returns the variables, as given to Compile.
func (p *Program) Vars() []string { return slices.Clone(p.scope.vars) }

// Params returns the parameters in the order in which they appear.
func (p *Program) Params() []string { return slices.Clone(p.scope.params) }

// GridTo sets dst to the values over the lattice x by y of the first and the
// second variable, row-major: dst[j*len(x)+i] = At(x[i], y[j]), to the bit. What
// depends on one variable only is computed once for each of its values. After the
// first call it allocates only if the lattice has grown. It panics if len(dst) is
// not len(x)*len(y), or if there are more than two variables.
func (p *Program) GridTo(dst, x, y []float64, params ...float64) {
	if len(p.scope.vars) > 2 {
		panic("expr: a lattice of " + strconv.Itoa(len(p.scope.vars)) + " variables")
	}
	if len(dst) != len(x)*len(y) {
		panic("expr: dst has length " + strconv.Itoa(len(dst)) + ", want " + strconv.Itoa(len(y)) + " rows of " + strconv.Itoa(len(x)))
	}
	p.checkParams(params)
	f := p.grid.get(params)
	f.gridTo(dst, x, y, nil)
	p.grid.put(f)
}

// EvalTo sets dst[i] to the value where variable k is variables[k][i]. After the
// first call it allocates nothing. It panics if the numbers of variables differ,
// or the lengths.
func (p *Program) EvalTo(dst []float64, variables [][]float64, params ...float64) {
	p.checkVars(len(variables))
	for k, v := range variables {
		if len(v) != len(dst) {
			panic("expr: " + p.scope.vars[k] + " has length " + strconv.Itoa(len(v)) + ", dst " + strconv.Itoa(len(dst)))
		}
	}
	p.checkParams(params)
	f := p.list.get(params)
	f.listTo(dst, variables)
	p.list.put(f)
}

// At returns the value at a point: its arguments are the variables and then the
// parameters. After the first call it allocates nothing.
func (p *Program) At(point ...float64) float64 {
	vars, params := p.split(point)
	f := p.list.get(params)
	z := f.at(vars)
	p.list.put(f)
	return z
}

// split returns the variables and the parameters of a point, and panics if there
// are not as many as the formula has.
func (p *Program) split(point []float64) (vars, params []float64) {
	n := len(p.scope.vars)
	p.checkVars(min(len(point), n))
	p.checkParams(point[n:])
	return point[:n], point[n:]
}

func (p *Program) checkVars(n int) {
	if want := len(p.scope.vars); n != want {
		panic("expr: " + strconv.Itoa(n) + " variables, want " + strconv.Itoa(want))
	}
}

func (p *Program) checkParams(params []float64) {
	if len(params) != len(p.scope.params) {
		panic("expr: " + strconv.Itoa(len(params)) + " parameters, want " + strconv.Itoa(len(p.scope.params)))
	}
}
