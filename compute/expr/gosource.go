package expr

import "strings"

// Go returns Go code that defines a function of the given name, of the variables
// and parameters, with the helpers that it needs; it imports math, if it does. A
// condition that is NaN counts as true there.
func (x *Expr) Go(name string) string {
	body := golang.definitions(x, " := ", "\n\t") + "return " + golang.number(x.root, 0)
	code := "func " + name + "(" + golang.arguments(&x.scope) + " float64) float64 {\n\t" + body + "\n}\n" + golang.helped(body)
	if strings.Contains(code, "math.") {
		code = "import \"math\"\n\n" + code
	}
	return code
}

var golang = dialect{
	product: "*", quotient: "/",
	power:     func(a, b string) string { return "math.Pow(" + a + ", " + b + ")" },
	logic:     map[op][2]string{opAnd: {"(", " && "}, opOr: {"(", " || "}, opNot: {"(!", ""}},
	lambda:    func(names, body string) string { return "func(" + names + " float64) bool { return " + body + " }" },
	truth:     [2]string{"truth(", ")"},
	constants: map[string]string{"pi": "math.Pi", "e": "math.E", "nan": "math.NaN()", "inf": "math.Inf(1)"},
	decimal: func(s string) string {
		if strings.ContainsAny(s, ".e") {
			return s
		}
		return s + ".0" // 1/3 would be 0
	},
	function:      func(f *function) string { return f.go_ },
	manyArguments: true,
	reserved:      " break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var math min max float64 bool int truth choose sign mod normpdf mvn digamma polygamma ",
	helpers: []helper{
		{"choose(", `
func choose(c bool, a, b float64) float64 {
	if c {
		return a
	}
	return b
}
`},
		{"truth(", `
func truth(c bool) float64 {
	return choose(c, 1, 0)
}
`},
		{"sign(", `
func sign(x float64) float64 {
	if x == 0 || x != x {
		return x
	}
	return math.Copysign(1, x)
}
`},
		{"mod(", `
func mod(a, b float64) float64 {
	r := math.Mod(a, b)
	if r < 0 && b > 0 || r > 0 && b < 0 {
		r += b
	}
	return r
}
`},
		{"normpdf(", `
func normpdf(x, mu, sigma float64) float64 {
	if !(sigma > 0) {
		return math.NaN()
	}
	u := (x - mu) / sigma
	return math.Exp(-u*u/2) / (sigma * math.Sqrt(2*math.Pi))
}
`},
		{"mvn(", `
func mvn(x, y, mx, my, vx, vy, rho float64) float64 {
	given := mx + rho*math.Sqrt(vx/vy)*(y-my)
	return normpdf(y, my, math.Sqrt(vy)) * normpdf(x, given, math.Sqrt(vx*(1-rho)*(1+rho)))
}
`},
		{"polygamma(", `
// polygamma is for x > 0.
func polygamma(n, x float64) float64 {
	sum, factorial := 0.0, math.Gamma(n+1)
	for ; x < 15+n; x++ {
		sum += factorial / math.Pow(x, n+1)
	}
	if n == 0 {
		sum -= math.Log(x)
	} else {
		sum += factorial / n / math.Pow(x, n)
	}
	sum += factorial / 2 / math.Pow(x, n+1)
	for k, b := range []float64{1. / 6, -1. / 30, 1. / 42, -1. / 30, 5. / 66, -691. / 2730, 7. / 6, -3617. / 510} {
		j := float64(2*k + 2)
		sum += b * math.Gamma(j+n) / math.Gamma(j+1) / math.Pow(x, j+n)
	}
	if math.Mod(n, 2) == 0 {
		return -sum
	}
	return sum
}
`},
		{"digamma(", `
func digamma(x float64) float64 {
	return polygamma(0, x)
}
`},
	},
}
