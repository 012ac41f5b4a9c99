package expr

// Octave returns Octave code that defines a function of the given name, of the
// variables and parameters, for arrays of one size. A condition that is NaN counts
// as true there.
func (x *Expr) Octave(name string) string {
	body := octave.definitions(x, " = ", ";\n") + "result = " + octave.number(x.root, 0) + ";\n"
	return "function result = " + name + "(" + octave.arguments(&x.scope) + ")\n" + octave.helped(body) + body + "end\n"
}

var octave = dialect{
	product: ".*", quotient: "./",
	power:     func(a, b string) string { return a + ".^" + b },
	exponent:  precPrimary, // powers group to the left
	rootPower: "power_or_nan",
	logic:     map[op][2]string{opAnd: {"(", " & "}, opOr: {"(", " | "}, opNot: {"(!", ""}},
	lambda:    func(names, body string) string { return "(@(" + names + ") " + body + ")" },
	truth:     [2]string{"double(", ")"},
	constants: map[string]string{"pi": "pi", "e": "e", "nan": "NaN", "inf": "Inf"},
	decimal:   func(s string) string { return s },
	function:  func(f *function) string { return f.octave },
	reserved:  " break case catch continue do else elseif end endfor endfunction endif endswitch endwhile for function global if otherwise persistent return switch until while pi e NaN Inf double result real imag isnan merge psi gamma_or_nan max_or_nan min_or_nan mod_or_nan mvn normpdf power_or_nan real_or_nan ",
	helpers: []helper{
		{"real_or_nan(", "real_or_nan = @(z) real(z) + 0./(imag(z) == 0);\n"},
		{"power_or_nan(", `power_or_nan = @(a, b) abs(a).^b .* (1 - 2*(a < 0 & mod(b, 2) == 1)) + ...
  0./(a >= 0 | b == fix(b));
`},
		{"min_or_nan(", "min_or_nan = @(a, b) min(a, b) + 0./!(isnan(a) | isnan(b));\n"},
		{"max_or_nan(", "max_or_nan = @(a, b) max(a, b) + 0./!(isnan(a) | isnan(b));\n"},
		{"mod_or_nan(", "mod_or_nan = @(a, b) mod(a, b) + 0./(b != 0);\n"},
		{"gamma_or_nan(", "gamma_or_nan = @(x) gamma(x) + 0./!(x < 0 & x == floor(x));\n"},
		{"normpdf(", "normpdf = @(x, mu, sigma) exp(-((x - mu)./sigma).^2/2)./(sigma*sqrt(2*pi)) + 0./(sigma > 0);\n"},
		{"mvn(", `mvn = @(x, y, mx, my, vx, vy, rho) normpdf(y, my, real_or_nan(sqrt(vy))) .* ...
  normpdf(x - rho.*real_or_nan(sqrt(vx./vy)).*(y - my), mx, real_or_nan(sqrt(vx.*(1 - rho).*(1 + rho))));
`},
	},
}
