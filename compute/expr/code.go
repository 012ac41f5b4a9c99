package expr

import "math"

// section says what a value depends on, and so when it is computed: once, once for
// each column of a lattice, once for each row, or for each point. Its bits stand
// for the first and the second variable.
type section uint8

const (
	constantly section = iota
	columns
	rows
	points
	numSections
)

// code is a formula as instructions, sorted by sections. The constant section
// computes scalars, all others vectors, a block at a time.
//
// Each of the others has vector registers of its own: its variables; then those
// of the values that points take from it; in the section points, where these are
// the columns' and so have the same numbers, the result; and temporary ones. What
// points take from rows are scalars.
type code struct {
	body     [numSections][]instruction
	shared   [numSections]int // values that points take from columns and rows
	vectors  [numSections]int // vector registers
	inputs   int              // variables of a section
	rowFirst int              // the scalar registers of what points take from rows
	literals []float64        // the first scalars; parameters are next
	scalars  int
}

// instruction computes dst from a, b and c: vectors, or scalars counted down from
// -1. All registers of the constant section are scalars, counted from 0.
type instruction struct {
	op           op
	dst, a, b, c int32
}

// Instructions beyond the operations.
const (
	opFill = numCodes + iota // dst = a in all elements
	opCopy
)

// generator makes code.
type generator struct {
	*code
	variables []section
	values    []value
	section   []section
	taken     []bool  // whether points take the value from another section
	lastUse   []int   // in its own section
	register  []int32 // vectors; those of columns are the same for points
	scalar    []int32 // of constants, and of rows for points
	free      [numSections][]int32
}

// generate makes code of values with params parameters. sections are those of the
// variables.
func generate(values []value, params int, sections []section) *code {
	n := len(values)
	g := &generator{
		code:      &code{inputs: 1},
		variables: sections,
		values:    values,
		section:   make([]section, n),
		taken:     make([]bool, n),
		lastUse:   make([]int, n),
		register:  make([]int32, n),
		scalar:    make([]int32, n),
	}
	if sections[0] == points {
		g.inputs = len(sections)
	} else if len(sections) > 2 { // those that are given by point follow the column's
		g.inputs = len(sections) - 1
	}
	for i := range values {
		g.classify(i, sections)
	}
	g.taken[n-1] = g.section[n-1] != points
	g.reserve(params)
	for i := range values {
		g.emit(i)
	}
	g.result(n - 1)
	return g.code
}

// classify finds the section of value i and tells its operands of their use.
func (g *generator) classify(i int, sections []section) {
	v := &g.values[i]
	if v.op == opVar {
		g.section[i] = sections[v.a]
	}
	operands := v.operands()
	for _, u := range operands {
		g.section[i] |= g.section[u]
	}
	for _, u := range operands {
		if g.section[u] == g.section[i] {
			g.lastUse[u] = i
		} else {
			g.taken[u] = true
		}
	}
}

// reserve gives registers to literals and to values that points take from other
// sections.
func (g *generator) reserve(params int) {
	for i, v := range g.values {
		if v.op == opNumber {
			g.scalar[i] = int32(len(g.literals))
			g.literals = append(g.literals, math.Float64frombits(v.bits))
		}
	}
	g.rowFirst = len(g.literals) + params
	for i, v := range g.values {
		s := g.section[i]
		if !g.taken[i] || s == constantly || s == columns && v.op == opVar {
			continue
		}
		g.register[i] = int32(g.inputs + g.shared[s])
		g.scalar[i] = int32(g.rowFirst + g.shared[s]) // of rows
		g.shared[s]++
	}
	g.scalars = g.rowFirst + g.shared[rows]
	g.vectors = [numSections]int{
		columns: g.inputs + g.shared[columns],
		rows:    g.inputs + g.shared[rows],
		points:  g.inputs + g.shared[columns] + 1,
	}
}

// output is the register of the result, in the section points.
func (c *code) output() int32 { return int32(c.inputs + c.shared[columns]) }

// emit generates the code of value i.
func (g *generator) emit(i int) {
	v, s := &g.values[i], g.section[i]
	switch {
	case v.op == opNumber:
	case v.op == opParam:
		g.scalar[i] = int32(len(g.literals)) + v.a
	case v.op == opVar && s == rows && g.taken[i]:
		g.add(s, instruction{op: opCopy, dst: g.register[i], a: 0})
	case v.op == opVar && s == points: // of a lattice, the first two have one place
		g.register[i] = v.a - int32(len(g.variables)-g.inputs)
	case v.op == opVar:
	case s == constantly:
		in := instruction{op: v.op, dst: int32(g.scalars)}
		g.scalar[i] = in.dst
		g.scalars++
		for k, u := range v.operands() {
			*in.operand(k) = g.scalar[u]
		}
		g.add(s, in)
	default:
		g.emitVector(i)
	}
}

func (in *instruction) operand(k int) *int32 { return [...]*int32{&in.a, &in.b, &in.c}[k] }

func (g *generator) add(s section, in instruction) { g.body[s] = append(g.body[s], in) }

// emitVector generates the code of a value that is a vector. Where its operation
// does not take scalars they are spread out first.
func (g *generator) emitVector(i int) {
	v, s := &g.values[i], g.section[i]
	in := instruction{op: v.op}
	var temporary []int32
	for k, u := range v.operands() {
		r := g.operandOf(u, s)
		if r < 0 && !takesScalars(v.op) {
			t := g.allocate(s)
			g.add(s, instruction{op: opFill, dst: t, a: r})
			temporary = append(temporary, t)
			r = t
		} else if g.isTemporary(u, s) && g.lastUse[u] == i {
			g.lastUse[u] = -1 // free it once, even if it is two operands
			temporary = append(temporary, r)
		}
		*in.operand(k) = r
	}
	g.free[s] = append(g.free[s], temporary...)
	switch {
	case g.taken[i]:
	case i == len(g.values)-1:
		g.register[i] = g.output()
	default:
		g.register[i] = g.allocate(s)
	}
	in.dst = g.register[i]
	g.add(s, in)
}

func takesScalars(o op) bool { return opAdd <= o && o <= opDiv }

// operandOf returns what value u is in section s: a register, or ^ a scalar.
func (g *generator) operandOf(u int32, s section) int32 {
	if from := g.section[u]; from == constantly || from == rows && s == points {
		return ^g.scalar[u]
	}
	return g.register[u]
}

// isTemporary reports whether the register of value u can be used again in
// section s.
func (g *generator) isTemporary(u int32, s section) bool {
	return g.section[u] == s && !g.taken[u] && g.values[u].op != opVar
}

func (g *generator) allocate(s section) int32 {
	if k := len(g.free[s]); k > 0 {
		r := g.free[s][k-1]
		g.free[s] = g.free[s][:k-1]
		return r
	}
	g.vectors[s]++
	return int32(g.vectors[s] - 1)
}

// result generates code for a result that is not computed by point.
func (g *generator) result(i int) {
	if g.section[i] == points && g.values[i].op != opVar {
		return
	}
	in := instruction{op: opCopy, dst: g.output(), a: g.operandOf(int32(i), points)}
	if in.a < 0 {
		in.op = opFill
	}
	g.add(points, in)
}
