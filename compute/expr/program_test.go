package expr

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

func compile(t testing.TB, text string, vars ...string) *Program {
	t.Helper()
	p, err := Compile(text, vars...)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return p
}

// walk computes a tree as it stands.
func walk(n *node, s *scope, names map[string]float64) float64 {
	arg := func(i int) float64 { return walk(n.args[i], s, names) }
	switch n.op {
	case opNumber:
		return n.value
	case opName:
		if v, ok := names[n.name]; ok {
			return v
		}
		if v, ok := constants[n.name]; ok {
			return v
		}
	case opIf:
		return choice(arg(0), arg(1), arg(2))
	case opCompare:
		all := 1.0
		for i, r := range n.rel {
			a, b := arg(i), arg(i+1)
			all = and(all, truth([...]bool{a < b, a <= b, a > b, a >= b, a == b, a != b}[r]))
		}
		return all
	}
	if e := s.expand(n); e != n {
		return walk(e, s, names)
	}
	v := [2]float64{}
	for i := range n.args {
		v[i] = arg(i)
	}
	if n.op == opSinc && len(n.args) == 2 {
		return sincN(v[0], v[1])
	}
	return evaluate(n.op, v[0], v[1], 0)
}

// randomText writes a formula of about the given depth.
func randomText(rng *rand.Rand, depth int) string {
	sub := func() string { return randomText(rng, depth-1-rng.IntN(2)) }
	if depth <= 0 {
		return []string{"x", "y", "a", "b", "r", "theta", "pi", "e", "1", "2", "0.5", "3", "0", "1e3"}[rng.IntN(14)]
	}
	switch rng.IntN(12) {
	case 0, 1:
		return "(" + sub() + ")+" + sub()
	case 2, 3:
		return "(" + sub() + ")*(" + sub() + ")"
	case 4:
		return sub() + "-(" + sub() + ")"
	case 5:
		return "(" + sub() + ")/(" + sub() + ")"
	case 6:
		return "(" + sub() + ")^" + []string{"2", "3", "-1", "0.5", "-2", "7", "(" + sub() + ")"}[rng.IntN(7)]
	case 7:
		return "-(" + sub() + ")"
	case 8:
		return "if(" + sub() + " < " + sub() + " <= " + sub() + " or not (" + sub() + "), " + sub() + ", " + sub() + ")"
	}
	o := opSin + op(rng.IntN(int(opIf-opSin)))
	counts, more := functions[o].arities()
	n := counts[rng.IntN(len(counts))]
	if more {
		n = 2 + rng.IntN(2)
	}
	args := make([]string, n)
	for i := range args {
		args[i] = sub()
	}
	return functions[o].name + "(" + strings.Join(args, ", ") + ")"
}

// Compiled code gives what the tree gives, to the bit, alone, in a list and on a
// lattice.
func TestCodeEqualsTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	const nx, ny = 5, 4
	for k := range 3000 {
		text := randomText(rng, 1+rng.IntN(4))
		x, err := Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		p := x.Compile()
		var params []float64
		names := map[string]float64{}
		for _, name := range x.Params() {
			params = append(params, math.Round(4*rng.NormFloat64())/2)
			names[name] = params[len(params)-1]
		}
		xs, ys := linspace(-2, 2, nx), linspace(-1.5, 1.5, ny)
		if k%2 == 0 {
			xs[1], ys[2] = rng.NormFloat64(), rng.NormFloat64()
		}
		z, list := make([]float64, nx*ny), make([]float64, nx*ny)
		p.GridTo(z, xs, ys, params...)
		columns := [][]float64{make([]float64, nx*ny), make([]float64, nx*ny)}
		for i := range z {
			columns[0][i], columns[1][i] = xs[i%nx], ys[i/nx]
		}
		p.EvalTo(list, columns, params...)
		for i := range z {
			names["x"], names["y"] = columns[0][i], columns[1][i]
			want := walk(x.root, &x.scope, names)
			at := p.At(append([]float64{names["x"], names["y"]}, params...)...)
			for _, got := range []float64{z[i], list[i], at} {
				if got != want && (got == got || want == want) {
					t.Fatalf("%s at %v: lattice %v, list %v, point %v, tree %v", text, names, z[i], list[i], at, want)
				}
			}
		}
	}
}

// Sizes around the block's, for formulas of each section.
func TestBlocks(t *testing.T) {
	for _, text := range []string{"3", "a+1", "x", "y", "x^2+1", "sin(y)", "x*y", "x+sin(y)*max(x, 2)", "r", "if(x<y, x, a)"} {
		p := compile(t, text)
		params := make([]float64, len(p.Params()))
		for _, n := range [][2]int{{0, 3}, {3, 0}, {1, 1}, {block - 1, 2}, {block, 3}, {block + 1, 2}, {2, 2*block + 3}} {
			x, y := linspace(-1, 2, n[0]), linspace(-2, 1, n[1])
			z := make([]float64, n[0]*n[1])
			p.GridTo(z, x, y, params...)
			for k, got := range z {
				i, j := k%n[0], k/n[0]
				if want := p.At(append([]float64{x[i], y[j]}, params...)...); got != want {
					t.Fatalf("%s on %v: [%d][%d] is %v, want %v", text, n, j, i, got, want)
				}
			}
		}
	}
}

// What depends on one variable is computed once for each of its values.
func TestSections(t *testing.T) {
	for _, tt := range []struct {
		text string
		want [numSections]int // instructions
	}{
		{"sin(x)+cos(y)", [numSections]int{0, 1, 1, 1}},
		{"2*pi*sqrt(2)", [numSections]int{0, 0, 0, 1}},
		{"a*b+sin(a*b)", [numSections]int{3, 0, 0, 1}},
		{"x^2+x^4", [numSections]int{0, 3, 0, 1}},
		{"sin(x*y)+exp(-x^2-y^2)", [numSections]int{0, 2, 2, 5}},
		{"(x+y)*(y+x)", [numSections]int{0, 0, 1, 2}},
		{"x/2+x*0.5", [numSections]int{0, 2, 0, 1}},
		{"e^x-exp(x)", [numSections]int{0, 2, 0, 1}},
		{"x", [numSections]int{0, 0, 0, 1}},
		{"y", [numSections]int{0, 0, 1, 1}},
	} {
		var got [numSections]int
		for s, body := range compile(t, tt.text).grid.code.body {
			got[s] = len(body)
		}
		if got != tt.want {
			t.Errorf("%s: %v instructions, want %v", tt.text, got, tt.want)
		}
	}
}

func TestOtherVariables(t *testing.T) {
	p := compile(t, "r*cos(v)+t*x", "r", "theta", "t")
	if got := p.Params(); !slices.Equal(got, []string{"v"}) {
		t.Errorf("parameters %v", got)
	}
	if got, want := p.At(2, 0.5, 3, 0), 2+3*(2*math.Cos(0.5)); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	p = compile(t, "y/x", "r", "theta")
	if got, want := p.At(2, 0.5), math.Tan(0.5); !near(got, want, 1e-15, 0) {
		t.Errorf("got %v, want %v", got, want)
	}
	p = compile(t, "(R+r*cos(v))*cos(u)", "u", "v")
	z := make([]float64, 6)
	p.GridTo(z, []float64{0, 1, 2}, []float64{0, 3}, 2, 1)
	if got := p.Vars(); !slices.Equal(got, []string{"u", "v"}) {
		t.Errorf("variables %v", got)
	}
	if want := (2 + math.Cos(3.0)) * math.Cos(1); !near(z[4], want, 1e-15, 0) {
		t.Errorf("got %v, want %v", z[4], want)
	}
	if p, err := Compile("u+"); p != nil || err == nil {
		t.Errorf("got %v, %v", p, err)
	}
	p = compile(t, "u^2", "u")
	p.GridTo(z[:2], []float64{2, 3}, []float64{7})
	if z[0] != 4 || z[1] != 9 {
		t.Errorf("got %v", z[:2])
	}
}

func TestValues(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, tt := range []struct {
		text string
		want float64
	}{
		{"2^3^2", 512}, {"-2^2", -4}, {"2^-1", 0.5}, {"2*-3", -6}, {"0 < 1 < 2", 1}, {"2 > 1 > 1", 0}, {"1 == 1 != 0", 1},
		{"not 0 and 1", 1}, {"not (1 or 0)", 0}, {"1 < sqrt(-1)", 0}, {"1 != sqrt(-1)", 1}, {"if(sqrt(-1), 1, 2)", nan}, {"if(0, 1, 2)", 2},
		{"0/0 and 1", nan}, {"0 or 0/0", nan}, {"not 0/0", nan},
		{"0^0", 1}, {"1/0", inf}, {"-1/0", -inf}, {"(-8)^(1/3)", nan}, {"cbrt(-8)", -2}, {"round(-0.5)", -1}, {"round(2.5)", 3},
		{"mod(-1, 3)", 2}, {"mod(1, -3)", -2}, {"mod(1, 0)", nan}, {"gamma(5)", 24}, {"gamma(-1)", nan}, {"gamma(0)", inf}, {"sign(-3)", -1},
		{"min(3, 1, 2)", 1}, {"max(3, 1, 4, 0/0)", nan}, {"|-3|", 3}, {"||1|-|-3||", 2}, {"|2||3|", 6}, {"√4", 2}, {"2√(4)", 4}, {"√4²", 4}, {"2³", 8}, {"2⁻¹", 0.5}, {"2¹⁰", 1024},
		{"3−1", 2}, {"2·3×4÷6", 4}, {"2 ≤ 2", 1}, {"2 ≠ 2", 0}, {"cos(π)", -1}, {"2π - 2pi", 0}, {"1.e2 + .5", 100.5}, {"2e - 2*e", 0},
		{"normpdf(0)*sqrt(2*pi)", 1}, {"normpdf(3, 1, 2)", 0.12098536225957168}, {"normpdf(1, 0, -1)", nan},
		{"2*pi*mvn(0, 0)", 1}, {"mvn(1, -0.5, 0.5, -1, 2, 0.5, 0.3)", 0.12851486021163877}, {"mvn(0, 0, 0, 0, 1, 1, 1)", nan}, {"mvn(0, 0, 0, 0, -1, -1, 0)", nan},
		{"arctan(ln(1)) + sgn(2)", 1}, {"log10(1000)", 3}, {"log2(8)", 3}, {"hypot(3, 4)", 5}, {"atan2(1, -1)", 3 * math.Pi / 4},
	} {
		if got := compile(t, tt.text).At(0, 0); !near(got, tt.want, 1e-15, 0) {
			t.Errorf("%s = %v, want %v", tt.text, got, tt.want)
		}
	}
}

// The formulas that functions are written as can be read.
func TestFormulas(t *testing.T) {
	x, y := nameNode("x"), nameNode("y")
	for o := range numOps {
		if slopes[o] != "" {
			formulaOf(slopes[o], "x, n", x, y)
		}
		if spellings[o] != "" {
			formulaOf(spellings[o], "x", x)
		}
	}
	for _, s := range synonyms {
		args := strings.ToUpper(s.args)
		if e, err := Parse(s.name + "(" + args + ")"); err != nil || strings.Contains(e.String(), s.name) {
			t.Errorf("%s: %v, %v", s.name, e, err)
		}
	}
	for alias, o := range functionNames {
		counts, _ := functions[o].arities()
		if e, err := Parse(alias + "(" + strings.Repeat("x, ", counts[0]-1) + "y)"); err != nil || e.Params() != nil {
			t.Errorf("%s: %v, %v", alias, e, err)
		}
	}
}

func TestNoAllocations(t *testing.T) {
	p := compile(t, "if(a*sin(x*y) < hypot(x, y), min(x, a, y), gamma(y)^b + sin(a)*log10(b)*a^b)")
	x := linspace(-3, 3, 700)
	z := make([]float64, len(x)*20)
	list := [][]float64{x, x}
	for name, f := range map[string]func(){
		"GridTo": func() { p.GridTo(z, x, x[:20], 1, 2) },
		"EvalTo": func() { p.EvalTo(z[:len(x)], list, 1, 2) },
		"At":     func() { p.At(1, 2, 3, 4) },
		"Jet":    func() { p.Jet(1, 2, 3, 4) },
	} {
		if n := testing.AllocsPerRun(50, f); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func TestPanics(t *testing.T) {
	p := compile(t, "a*x")
	for want, f := range map[string]func(){
		"expr: dst has length 5, want 2 rows of 3":  func() { p.GridTo(make([]float64, 5), make([]float64, 3), make([]float64, 2), 1) },
		"expr: 0 parameters, want 1":                func() { p.At(1, 2) },
		"expr: 1 variables, want 2":                 func() { p.At(1) },
		"expr: y has length 2, dst 1":               func() { p.EvalTo(make([]float64, 1), [][]float64{{1}, {1, 2}}, 1) },
		"expr: a lattice of 3 variables":            func() { compile(t, "u", "u", "v", "w").GridTo(nil, nil, nil) },
		`expr: "sin" cannot be a variable`:          func() { Parse("1", "sin") },
		`expr: "x" cannot be a variable`:            func() { Parse("1", "x", "x") },
		"expr: 9 variables, at most 8 are possible": func() { Parse("1", strings.Split("abcdfghij", "")...) },
		`expr: "2" cannot be a variable`:            func() { Parse("1", "2") },
		`expr: derivative by "r", which is neither variable nor parameter`: func() {
			x, _ := Parse("r")
			x.D("r")
		},
	} {
		func() {
			defer func() {
				if r := recover(); r != want {
					t.Errorf("recovered %v, want %v", r, want)
				}
			}()
			f()
		}()
	}
}

// A program can be used by several goroutines at once.
func TestConcurrent(t *testing.T) {
	p := compile(t, "sin(a*x*y)+hypot(x, y)^a")
	x := linspace(-2, 2, 600)
	var group sync.WaitGroup
	for k := range 4 {
		group.Go(func() {
			a := float64(k) + 0.5
			z := make([]float64, len(x)*3)
			for range 20 {
				p.GridTo(z, x, x[:3], a)
				for i, got := range z {
					if want := p.At(x[i%len(x)], x[i/len(x)], a); got != want {
						t.Errorf("a = %v: %v, want %v", a, got, want)
						return
					}
				}
			}
		})
	}
	group.Wait()
}
