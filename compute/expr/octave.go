package expr

import "strings"

// Octave returns Octave code that defines a function of the given name, of the
// variables and parameters, for arrays of one size.
func (x *Expr) Octave(name string) string {
	body := octave.definitions(x, " = ", ";\n") + "result = " + octave.number(x.root, 0) + ";\n"
	code := "function result = " + name + "(" + octave.arguments(&x.scope) + ")\n" + octave.helped(body) + body + "end\n"
	for _, f := range octaveFunctions {
		if strings.Contains(code, f.word) {
			code += f.text
		}
	}
	return code
}

// octaveFunctions are helpers that take more than a line. They follow the code.
var octaveFunctions = []helper{
	{"polygamma(", `
function p = polygamma(n, x)
  p = arrayfun(@polygamma_at, n + 0*x, x + 0*n);
end

function p = polygamma_at(n, x)
  p = NaN;
  if x > 0 && n >= 0 && n == fix(n)
    p = psi(n, x);
  elseif x < 0 && x != fix(x) && n >= 0 && n == fix(n)
    c = [1 0];  % the derivatives of pi*cot(pi*x) are polynomials in cot(pi*x)
    for k = 1:n
      c = conv([-1 0 -1], polyder(c));
    end
    p = (-1)^n*psi(n, 1 - x) - pi^(n + 1)*polyval(c, cot(pi*(x - round(x))));
  end
end
`},
	{"binomial(", `
function c = binomial(n, k)
  c = arrayfun(@binomial_at, n + 0*k, k + 0*n);
end

function c = binomial_at(n, k)
  if n < 0 && n == fix(n) && k < 0
    k = n - k;
  elseif n == fix(n) && n >= 0 && k == fix(k)
    k = min(k, n - k);
  end
  if n < 0 && n == fix(n) && k != fix(k) || isnan(n + k)
    c = NaN;
  elseif k != fix(k)
    c = gamma(n + 1)/(gamma(k + 1)*gamma(n - k + 1));
  elseif k < 0
    c = 0;
  else
    c = prod((n - k + (1:k))./(1:k));
  end
end
`},
	{"mod_or_nan(", `
function r = mod_or_nan(a, b)  % exact, where mod rounds quotients that are nearly whole
  r = arrayfun(@mod_at, a + zeros(size(b)), b + zeros(size(a)));
end

function r = mod_at(a, b)
  r = NaN;
  if !isfinite(a) || b == 0 || isnan(b)
    return
  end
  r = abs(a);
  m = t = abs(b);
  while t <= r/2
    t *= 2;
  end
  while t >= m && isfinite(t)
    if r >= t
      r -= t;
    end
    t /= 2;
  end
  if a < 0
    r = -r;
  end
  if r < 0 && b > 0 || r > 0 && b < 0
    r += b;
  end
end
`},
	{"sinc_derivative(", `
function f = sinc_derivative(x, n)
  at = @(x, n) quadgk(@(t) t.^n.*cos(x*t + n*pi/2), 0, 1, "AbsTol", 1e-14);
  f = arrayfun(at, x + 0*n, n + 0*x);
end
`},
}

var octave = dialect{
	product: ".*", quotient: "./",
	power:      func(a, b string) string { return a + ".^" + b },
	exponent:   precPrimary, // powers group to the left
	rootPower:  "power_or_nan",
	logic:      map[op][2]string{opAnd: {"(", " & "}, opOr: {"(", " | "}, opNot: {"(!", ""}},
	lambda:     func(names, body string) string { return "(@(" + names + ") " + body + ")" },
	truth:      [2]string{"double(", ")"},
	unsure:     map[op]string{opIf: "if_or_nan", opAnd: "and_or_nan", opOr: "or_or_nan"},
	constants:  map[string]string{"pi": "pi", "e": "e", "nan": "NaN", "inf": "Inf", "tau": "(2*pi)", "phi": "((1 + sqrt(5))/2)"},
	decimal:    func(s string) string { return s },
	function:   func(f *function) string { return f.octave },
	normalized: true,
	sincN:      "sinc_derivative",
	reserved:   " break case catch continue do else elseif end endfor endfunction endif endswitch endwhile for function global if otherwise persistent return switch until while pi e NaN Inf double result real imag isnan merge arrayfun zeros size mod_at polygamma binomial root sinc sinc_derivative fix heaviside_or_nan gamma_or_nan if_or_nan and_or_nan or_or_nan max_or_nan min_or_nan mod_or_nan mvn normpdf power_or_nan real_or_nan ",
	helpers: []helper{
		{"real_or_nan(", "real_or_nan = @(z) real(z) + 0./(imag(z) == 0);\n"},
		{"power_or_nan(", `power_or_nan = @(a, b) abs(a).^b .* (1 - 2*(a < 0 & mod(b, 2) == 1)) + ...
  0./(a >= 0 | b == fix(b));
`},
		{"root(", "root = @(x, n) (1 - 2*(x < 0)).*abs(x).^(1./n) + 0./(n != 0 & (x >= 0 | mod(n, 2) == 1));\n"},
		{"heaviside_or_nan(", "heaviside_or_nan = @(x, h) (x > 0) + (x == 0).*h + 0./!isnan(x);\n"},
		{"min_or_nan(", "min_or_nan = @(a, b) min(a, b) + 0./!(isnan(a) | isnan(b));\n"},
		{"max_or_nan(", "max_or_nan = @(a, b) max(a, b) + 0./!(isnan(a) | isnan(b));\n"},
		{"if_or_nan(", "if_or_nan = @(c, a, b) merge(c != 0, a, b) + 0./!isnan(c);\n"},
		{"and_or_nan(", "and_or_nan = @(a, b) (a != 0 & b != 0) + 0./!(isnan(a) | isnan(b));\n"},
		{"or_or_nan(", "or_or_nan = @(a, b) (a != 0 | b != 0) + 0./!(isnan(a) | isnan(b));\n"},
		{"gamma_or_nan(", "gamma_or_nan = @(x) gamma(x) + 0./!(x < 0 & x == floor(x));\n"},
		{"normpdf(", "normpdf = @(x, mu, sigma) exp(-((x - mu)./sigma).^2/2)./(sigma*sqrt(2*pi)) + 0./(sigma > 0);\n"},
		{"mvn(", `mvn = @(x, y, mx, my, vx, vy, rho) normpdf(y, my, real_or_nan(sqrt(vy))) .* ...
  normpdf(x - rho.*real_or_nan(sqrt(vx./vy)).*(y - my), mx, real_or_nan(sqrt(vx.*(1 - rho).*(1 + rho))));
`},
	},
}
