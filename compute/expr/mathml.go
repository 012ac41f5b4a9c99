package expr

import "strings"

// MathML returns the formula as presentation MathML (MathML Core, W3C): one mrow,
// without the math element around it.
func (x *Expr) MathML() string { return "<mrow>" + mathML.typeset(x.root, 0) + "</mrow>" }

var mathMLOperators = map[string]string{
	"*": "⋅", "-": "−", "<": "&lt;", ">": "&gt;", "<=": "≤", ">=": "≥", "==": "=", "!=": "≠", "and": "∧", "or": "∨", "not": "¬",
}

func element(name string, content ...string) string {
	return "<" + name + ">" + strings.Join(content, "") + "</" + name + ">"
}

var mathML = markup{
	number: func(s string) string { return element("mn", s) },
	name: func(s string) string {
		letter, index, _ := greekLetter(s)
		if symbol, ok := symbols[s]; ok {
			letter = symbol
		}
		if index != "" {
			return element("msub", element("mi", letter), element("mi", index))
		}
		return element("mi", letter)
	},
	operator: func(s string) string {
		if o, ok := mathMLOperators[s]; ok {
			s = o
		}
		return element("mo", s)
	},
	row:      func(parts ...string) string { return element("mrow", parts...) },
	fraction: func(a, b string) string { return element("mfrac", a, b) },
	raised:   func(a, b string) string { return element("msup", a, b) },
	rooted: func(a, b string) string {
		if b == "" {
			return element("msqrt", a)
		}
		return element("mroot", a, b)
	},
	fenced: func(open, a, close string) string {
		return element("mrow", element("mo", open), a, element("mo", close))
	},
	product: func(a, b string) string { return element("mrow", a, "<mo>&#x2062;</mo>", b) }, // invisible times
	call: func(c called) string {
		f := element("mi", c.name)
		switch {
		case c.index != "":
			f = element("msub", f, c.index)
		case c.power != "":
			f = element("msup", f, c.power)
		}
		return element("mrow", f, "<mo>&#x2061;</mo>", // function application
			element("mrow", element("mo", "("), strings.Join(c.args, element("mo", ",")), element("mo", ")")))
	},
	cases: func(lines [][2]string, otherwise string) string {
		if otherwise != "" {
			lines = append(lines, [2]string{otherwise, element("mtext", "else")})
		}
		rows := ""
		for _, l := range lines {
			rows += element("mtr", element("mtd", l[0]), element("mtd", l[1]))
		}
		return element("mrow", element("mo", "{"), element("mtable", rows))
	},
	stacked: func(a, b string) string {
		return element("mrow", element("mo", "("), `<mfrac linethickness="0">`+a+b+"</mfrac>", element("mo", ")"))
	},
}
