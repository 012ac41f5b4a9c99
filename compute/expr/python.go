package expr

import (
	"math"
	"slices"
	"strings"
)

// Python returns Python code that defines a function of the given name, of the
// variables and parameters, for NumPy arrays of floats; erf, gamma and the like
// need SciPy. Single numbers work, too.
func (x *Expr) Python(name string) string {
	args := python.arguments(&x.scope)
	floats := ""
	switch {
	case !needsFloats(x.root):
	case strings.Contains(args, ","):
		floats = args + " = map(np.float64, (" + args + "))\n    "
	default:
		floats = args + " = np.float64(" + args + ")\n    "
	}
	body := floats + python.definitions(x, " = ", "\n    ") + "return " + python.number(x.root, 0)
	return "import numpy as np\n" + python.helped(body) +
		"\n\ndef " + name + "(" + python.arguments(&x.scope) + "):\n    " + body + "\n"
}

// needsFloats reports whether n has a power, which of Python's own numbers may be complex,
// or a division, which by 0 would be an error.
func needsFloats(n *node) bool {
	n = spelled(n)
	switch n.op {
	case opDiv, opNormpdf, opMvn:
		return true
	case opPow:
		if v, ok := literal(n.args[1]); !ok || v < 0 || v != math.Trunc(v) {
			return true
		}
	}
	return slices.ContainsFunc(n.args, needsFloats)
}

var python = dialect{
	product: "*", quotient: "/",
	power:     func(a, b string) string { return a + "**" + b },
	exponent:  precSign,
	logic:     map[op][2]string{opAnd: {"(", " & "}, opOr: {"(", " | "}, opNot: {"np.logical_not(", ""}},
	lambda:    func(names, body string) string { return "(lambda " + names + ": " + body + ")" },
	truth:     [2]string{"np.where(", ", 1.0, 0.0)"},
	unsure:    map[op]string{opIf: "if_or_nan", opAnd: "and_or_nan", opOr: "or_or_nan"},
	constants: map[string]string{"pi": "np.pi", "e": "np.e", "nan": "np.nan", "inf": "np.inf", "tau": "(2*np.pi)", "phi": "((1 + np.sqrt(5))/2)"},
	decimal: func(s string) string {
		if strings.ContainsAny(s, ".e") || len(s) < 4 {
			return s
		}
		return s + ".0" // integers would be computed as such
	},
	function:   func(f *function) string { return f.numpy },
	normalized: true,
	sincN:      "sinc_derivative",
	wholes:     true,
	reserved:   " False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield np special if_or_nan and_or_nan or_or_nan mvn normpdf gamma_or_nan digamma_or_nan polygamma_or_nan round_half_away root binomial sinc_derivative map float ",
	helpers: []helper{
		{"special.", "from scipy import special\n"},
		{"if_or_nan(", `

def if_or_nan(c, a, b):
    return np.where(np.isnan(c), np.nan, np.where(c != 0, a, b))
`},
		{"and_or_nan(", `

def and_or_nan(a, b):
    return np.where(np.isnan(a) | np.isnan(b), np.nan, (a != 0) & (b != 0))
`},
		{"or_or_nan(", `

def or_or_nan(a, b):
    return np.where(np.isnan(a) | np.isnan(b), np.nan, (a != 0) | (b != 0))
`},
		{"gamma_or_nan(", `

def gamma_or_nan(x):
    return np.where((x < 0) & (x == np.floor(x)), np.nan, special.gamma(x))
`},
		{"digamma_or_nan(", `

def digamma_or_nan(x):
    return np.where((x <= 0) & (x == np.floor(x)), np.nan, special.digamma(x))
`},
		{"polygamma_or_nan(", `

def polygamma_or_nan(n, x):
    return np.where((x <= 0) & (x == np.floor(x)), np.nan, special.polygamma(n, x))
`},
		{"round_half_away(", `

def round_half_away(x):
    t = np.trunc(x)
    return t + np.sign(x)*(np.abs(x - t) >= 0.5)
`},
		{"root(", `

def root(x, n):
    r = np.copysign(np.abs(x)**(1/np.float64(n)), x)
    return np.where((n != 0) & ((x >= 0) | (np.mod(n, 2) == 1)), r, np.nan)
`},
		{"binomial(", `

def binomial(n, k):
    n, k = map(np.float64, (n, k))
    flip = (n < 0) & (n == np.floor(n)) & (k == np.floor(k))
    k = np.where(flip & (k < 0), n - k, k)
    c = special.binom(np.where(flip, k - n - 1, n), k)
    return np.where(flip & (np.mod(k, 2) == 1), -c, c)
`},
		{"sinc_derivative(", `

def sinc_derivative(x, n):
    t, w = np.polynomial.legendre.leggauss(100)
    t = (t + 1)/2
    return np.cos(np.multiply.outer(x, t) + n*np.pi/2) @ (w/2*t**n)
`},
		{"normpdf(", `

def normpdf(x, mu, sigma):
    p = np.exp(-((x - mu)/sigma)**2/2)/(sigma*np.sqrt(2*np.pi))
    return np.where(sigma > 0, p, np.nan)
`},
		{"mvn(", `

def mvn(x, y, mx, my, vx, vy, rho):
    s, q = np.sqrt(vx*vy), (1 - rho)*(1 + rho)
    u, v = (x - mx)/np.sqrt(vx), (y - my)/np.sqrt(vy)
    p = np.exp(-(u*u - 2*rho*u*v + v*v)/(2*q))/(2*np.pi*s*np.sqrt(q))
    return np.where((vx > 0) & (vy > 0) & (q > 0), p, np.nan)
`},
	},
}
