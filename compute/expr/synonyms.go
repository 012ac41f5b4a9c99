package expr

import (
	"slices"
	"strings"
)

// aliases are other names of functions, in use in other programs and in books. In
// capitals, or with a capital, all names are understood, too.
var aliases = [numOps]string{
	opTan: "tg", opCot: "cotan cotg ctg", opCsc: "cosec", opCsch: "cosech",
	opAsin: "arcsin", opAcos: "arccos", opAtan: "arctan arctg", opAtan2: "arctan2",
	opAsec: "arcsec", opAcsc: "arccsc arccosec", opAcot: "arccot",
	opAsinh: "arcsinh arsinh", opAcosh: "arccosh arcosh", opAtanh: "arctanh artanh",
	opAsech: "arcsech arsech", opAcsch: "arccsch arcsch", opAcoth: "arccoth arcoth",
	opLog: "ln", opLog2: "lb", opLog10: "lg", opCbrt: "cuberoot", opRoot: "nthroot nroot surd",
	opAbs: "absolute fabs", opSign: "sgn signum", opCeil: "ceiling", opTrunc: "fix",
	opMin: "minimum fmin", opMax: "maximum fmax", opMod: "remainder", opHeaviside: "heavisidetheta",
	opFactorial: "fact", opBinomial: "binomial binom nchoosek choose comb combin",
	opIf: "ifelse ifs iif where merge piecewise",
}

// functionNames finds functions by their names, in lower case.
var functionNames = func() map[string]op {
	names := map[string]op{}
	for o := firstFunction; o < numOps; o++ {
		names[strings.ToLower(functions[o].name)] = o
		for alias := range strings.FieldsSeq(aliases[o]) {
			names[alias] = o
		}
	}
	return names
}()

// functionOf returns the function of a name in any capitals.
func functionOf(name string) (o op, ok bool) {
	if o, ok = functionNames[name]; !ok {
		o, ok = functionNames[strings.ToLower(name)]
	}
	return o, ok
}

// constantOf returns the constant of a name in any capitals, "" if it is none.
func constantOf(name string) string {
	switch name { // in C
	case "M_PI":
		return "pi"
	case "M_E":
		return "e"
	}
	switch name = strings.ToLower(name); name {
	case "infinity":
		return "inf"
	case "goldenratio":
		return "phi"
	default:
		if _, ok := constants[name]; ok {
			return name
		}
	}
	return ""
}

// inverses are the functions that sin^-1 and the like are.
var inverses = [numOps]op{
	opSin: opAsin, opCos: opAcos, opTan: opAtan, opSec: opAsec, opCsc: opAcsc, opCot: opAcot,
	opSinh: opAsinh, opCosh: opAcosh, opTanh: opAtanh, opSech: opAsech, opCsch: opAcsch, opCoth: opAcoth,
}

// inverseOf returns the name of the function of which o is the inverse, "" if of none.
func inverseOf(o op) string {
	for f, inverse := range inverses {
		if inverse == o && inverse > 0 {
			return functions[f].name
		}
	}
	return ""
}

// synonyms are functions of other programs that are formulas of those here, by their
// names in lower case.
var synonyms = []struct{ name, args, means string }{
	{"pow", "a, b", "a^b"},
	{"power", "a, b", "a^b"},
	{"square", "x", "x^2"},
	{"exp2", "x", "2^x"},
	{"frac", "x", "mod(x, 1)"},
	{"fract", "x", "mod(x, 1)"},
	{"radians", "x", "x*pi/180"},
	{"deg2rad", "x", "x*pi/180"},
	{"degrees", "x", "x*180/pi"},
	{"rad2deg", "x", "x*180/pi"},
	{"clip", "x, a, b", "min(max(x, a), b)"},
	{"clamp", "x, a, b", "min(max(x, a), b)"},
	{"step", "x", "heaviside(x)"},
	{"unitstep", "x", "heaviside(x, 1)"},
	{"psi", "x", "digamma(x)"},
	{"sind", "x", "sin(x*pi/180)"},
	{"cosd", "x", "cos(x*pi/180)"},
	{"tand", "x", "tan(x*pi/180)"},
	{"asind", "x", "asin(x)*180/pi"},
	{"acosd", "x", "acos(x)*180/pi"},
	{"atand", "x", "atan(x)*180/pi"},
	{"fmod", "a, b", "a - b*trunc(a/b)"},
	{"rem", "a, b", "a - b*trunc(a/b)"},
	{"nPr", "n, k", "n!/(n - k)!"},
	{"perm", "n, k", "n!/(n - k)!"},
	{"logical_and", "a, b", "a and b"},
	{"logical_or", "a, b", "a or b"},
	{"logical_not", "a", "not a"},
}

// rivals are functions that differ from program to program, with what they may be.
var rivals = map[string][]string{
	"int": {"floor", "trunc"},
	"sqr": {"square", "sqrt"},
}

// synonymOf returns the place of a synonym, -1 if the name is none.
func synonymOf(name string) int {
	for k := range synonyms {
		if strings.EqualFold(synonyms[k].name, name) {
			return k
		}
	}
	return -1
}

// synonym parses the arguments of synonym k, which t names.
func (p *parser) synonym(t token, k int) *node {
	f := &synonyms[k]
	args, places := p.listOf(t)
	if len(args) != 1+strings.Count(f.args, ",") {
		p.arity(t, len(args), f.args)
		return zero
	}
	n := formulaOf(f.means, f.args, args...)
	p.nodes += strings.Count(f.means, "") // more than it has
	p.remarkRoot(n, places[0], t.pos)
	return p.counted(n)
}

// formulaOf returns a formula of names between commas, with args in their places.
func formulaOf(text, names string, args ...*node) *node {
	p := newParser(text, strings.Split(names, ", "))
	return substituted(p.parse().root, p.scope.vars, args)
}

// substituted returns n with args in place of names.
func substituted(n *node, names []string, args []*node) *node {
	if n.op == opName {
		if k := slices.Index(names, n.name); k >= 0 {
			return args[k]
		}
		return n
	}
	m := *n
	m.args = make([]*node, len(n.args))
	for k, a := range n.args {
		m.args[k] = substituted(a, names, args)
	}
	return &m
}
