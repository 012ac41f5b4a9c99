package expr

import "strings"

// LaTeX returns the formula in LaTeX, for math mode. Conditional formulas need
// package amsmath.
func (x *Expr) LaTeX() string { return laTeX.typeset(x.root, 0) }

var laTeXOperators = map[string]string{
	"*": `\cdot`, "<=": `\le`, ">=": `\ge`, "==": "=", "!=": `\ne`, "and": `\land`, "or": `\lor`, "not": `\lnot`, "×": `\times`,
}

// laTeXFunctions are those with a command of their own.
var laTeXFunctions = map[string]string{
	"sin": `\sin`, "cos": `\cos`, "tan": `\tan`, "asin": `\arcsin`, "acos": `\arccos`, "atan": `\arctan`,
	"sec": `\sec`, "csc": `\csc`, "cot": `\cot`, "sinh": `\sinh`, "cosh": `\cosh`, "tanh": `\tanh`, "coth": `\coth`, "log": `\log`, "ln": `\ln`, "log2": `\log_{2}`, "log10": `\log_{10}`,
	"min": `\min`, "max": `\max`, "gamma": `\Gamma`,
}

var laTeX = markup{
	number: func(s string) string { return s },
	name: func(s string) string {
		letter, index, greek := greekLetter(s)
		switch {
		case s == "inf":
			return `\infty`
		case s == "nan":
			return `\mathrm{NaN}`
		case greek && letter == "ο": // there is no \omicron
			letter = "o"
		case greek:
			letter = `\` + strings.TrimSuffix(strings.TrimSuffix(s, "_"+index), "_")
		case len(letter) > 1:
			letter = `\mathrm{` + letter + "}"
		}
		if index != "" {
			letter += `_{\mathrm{` + strings.ReplaceAll(index, "_", `\_`) + "}}"
		}
		return letter
	},
	operator: func(s string) string {
		if o, ok := laTeXOperators[s]; ok {
			return o
		}
		return s
	},
	row:      func(parts ...string) string { return strings.Join(parts, " ") },
	fraction: func(a, b string) string { return `\frac{` + a + "}{" + b + "}" },
	raised:   func(a, b string) string { return a + "^{" + b + "}" },
	rooted: func(a, b string) string {
		if b == "" {
			return `\sqrt{` + a + "}"
		}
		return `\sqrt[` + b + "]{" + a + "}"
	},
	fenced: func(open, a, close string) string {
		fences := map[string]string{"⌊": `\lfloor `, "⌋": `\rfloor `, "⌈": `\lceil `, "⌉": `\rceil `}
		for _, s := range []*string{&open, &close} {
			if f, ok := fences[*s]; ok {
				*s = f
			}
		}
		return `\left` + open + a + `\right` + close
	},
	product: func(a, b string) string { return a + " " + b },
	call: func(c called) string {
		f, ok := laTeXFunctions[c.name]
		if !ok {
			f = `\operatorname{` + c.name + "}"
		}
		switch {
		case c.index != "":
			f += "_{" + c.index + "}"
		case c.power != "":
			f += "^{" + c.power + "}"
		}
		return f + `\left(` + strings.Join(c.args, ", ") + `\right)`
	},
	cases: func(lines [][2]string, otherwise string) string {
		rows := make([]string, len(lines))
		for k, l := range lines {
			rows[k] = l[0] + " & " + l[1]
		}
		if otherwise != "" {
			rows = append(rows, otherwise+` & \text{else}`)
		}
		return `\begin{cases}` + strings.Join(rows, ` \\ `) + `\end{cases}`
	},
	stacked: func(a, b string) string { return `\binom{` + a + "}{" + b + "}" },
}
