package expr

import "strings"

// Go returns Go code that defines a function of the given name, of the variables
// and parameters, with the helpers that it needs; it imports math, if it does.
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
	unsure:    map[op]string{opIf: "ifOrNaN", opAnd: "andOrNaN", opOr: "orOrNaN"},
	constants: map[string]string{"pi": "math.Pi", "e": "math.E", "nan": "math.NaN()", "inf": "math.Inf(1)", "tau": "(2*math.Pi)", "phi": "math.Phi"},
	decimal: func(s string) string {
		if strings.ContainsAny(s, ".e") {
			return s
		}
		return s + ".0" // 1/3 would be 0
	},
	function:      func(f *function) string { return f.go_ },
	manyArguments: true,
	sincN:         "sincDerivative",
	reserved:      " break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var math min max float64 bool int truth choose ifOrNaN andOrNaN orOrNaN sign mod normpdf mvn digamma polygamma heaviside root binomial sinc sincDerivative ",
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
		{"ifOrNaN(", `
func ifOrNaN(c, a, b float64) float64 {
	if c != c {
		return c
	}
	return choose(c != 0, a, b)
}
`},
		{"andOrNaN(", `
func andOrNaN(a, b float64) float64 {
	if a != a || b != b {
		return math.NaN()
	}
	return truth(a != 0 && b != 0)
}
`},
		{"orOrNaN(", `
func orOrNaN(a, b float64) float64 {
	if a != a || b != b {
		return math.NaN()
	}
	return truth(a != 0 || b != 0)
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
		{"heaviside(", `
func heaviside(x, at float64) float64 {
	if x == 0 {
		return at
	}
	return (1 + sign(x)) / 2
}
`},
		{"root(", `
func root(x, n float64) float64 {
	r := math.Pow(math.Abs(x), 1/n)
	if n == 0 || x < 0 && math.Mod(math.Abs(n), 2) != 1 {
		return math.NaN()
	}
	return math.Copysign(r, x)
}
`},
		{"binomial(", `
func binomial(n, k float64) float64 {
	wholeN, wholeK, sign := n == math.Trunc(n), k == math.Trunc(k), 1.0
	switch {
	case n-n != 0 || k-k != 0 || wholeN && n < 0 && !wholeK:
		return math.NaN()
	case !wholeK:
		return math.Gamma(n+1) / (math.Gamma(k+1) * math.Gamma(n-k+1))
	case wholeN && n < 0:
		if k < 0 {
			k = n - k
		}
		if math.Mod(k, 2) != 0 {
			sign = -1
		}
		n, k = k-n-1, -n-1
	}
	if wholeN {
		k = math.Min(k, n-k)
	}
	if k < 0 {
		return 0
	}
	for j := 1.0; j <= k && !math.IsInf(sign, 0); j++ {
		sign *= (n - k + j) / j
	}
	return sign
}
`},
		{"sincDerivative(", `
// sincDerivative returns the n-th derivative of sin(x)/x.
func sincDerivative(x, n float64) float64 {
	if !(0 <= n && n <= 50) || n != math.Trunc(n) {
		return math.NaN()
	}
	if math.Abs(x) > math.Max(n, 2) {
		f := math.Sin(x) / x
		for k := 1.0; k <= n; k++ {
			f = (math.Sin(x+k*math.Pi/2) - k*f) / x
		}
		return f
	}
	f := 0.0
	for k := 2*n + 30; k > n; k-- {
		f = (math.Sin(x+k*math.Pi/2) - x*f) / k
	}
	return f
}
`},
		{"sinc(", `
func sinc(x float64) float64 {
	if x == 0 {
		return 1
	}
	return math.Sin(x) / x
}
`},
		{"polygamma(", `
// polygamma is the n-th derivative of the digamma function, n from 0 to 20.
func polygamma(n, x float64) float64 {
	if !(0 <= n && n <= 20) || n != math.Trunc(n) || x <= 0 && x == math.Trunc(x) {
		return math.NaN()
	}
	sign := 2*math.Mod(n, 2) - 1
	if x < 0 { // by reflection; the derivatives of pi cot(pi x) are polynomials in c
		c, cot := [22]float64{1: 1}, 0.0
		for k := 0.0; k < n; k++ {
			var next [22]float64
			for i := 1; i <= int(k)+1; i++ {
				next[i-1] -= float64(i) * c[i]
				next[i+1] -= float64(i) * c[i]
			}
			c = next
		}
		for i := int(n) + 1; i >= 0; i-- {
			cot = cot/math.Tan(math.Pi*(x-math.Round(x))) + c[i]
		}
		return -sign*polygamma(n, 1-x) - math.Pow(math.Pi, n+1)*cot
	}
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
	return sign * sum
}
`},
		{"digamma(", `
func digamma(x float64) float64 {
	return polygamma(0, x)
}
`},
	},
}
