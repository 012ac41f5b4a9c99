package expr

import "strings"

// Python returns Python code that defines a function of the given name, of the
// variables and parameters, for NumPy arrays of floats; erf, gamma and their kin
// take SciPy. A condition that is NaN counts as true there.
func (x *Expr) Python(name string) string {
	body := python.definitions(x, " = ", "\n    ") + "return " + python.number(x.root, 0)
	return "import numpy as np\n" + python.helped(body) +
		"\n\ndef " + name + "(" + python.arguments(&x.scope) + "):\n    " + body + "\n"
}

var python = dialect{
	product: "*", quotient: "/",
	power:     func(a, b string) string { return a + "**" + b },
	exponent:  precSign,
	logic:     map[op][2]string{opAnd: {"(", " & "}, opOr: {"(", " | "}, opNot: {"np.logical_not(", ""}},
	lambda:    func(names, body string) string { return "(lambda " + names + ": " + body + ")" },
	truth:     [2]string{"np.where(", ", 1.0, 0.0)"},
	constants: map[string]string{"pi": "np.pi", "e": "np.e", "nan": "np.nan", "inf": "np.inf"},
	decimal: func(s string) string {
		if strings.ContainsAny(s, ".e") || len(s) < 4 {
			return s
		}
		return s + ".0" // integers would be computed as such
	},
	function: func(f *function) string { return f.numpy },
	reserved: " False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield np special mvn normpdf gamma_or_nan round_half_away ",
	helpers: []helper{
		{"special.", "from scipy import special\n"},
		{"gamma_or_nan(", `

def gamma_or_nan(x):
    return np.where((x < 0) & (x == np.floor(x)), np.nan, special.gamma(x))
`},
		{"round_half_away(", `

def round_half_away(x):
    t = np.trunc(x)
    return t + np.sign(x)*(np.abs(x - t) >= 0.5)
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
