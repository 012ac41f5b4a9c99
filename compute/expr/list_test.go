package expr

import (
	"math"
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	for text, want := range map[string]string{
		"x+y":                            "[0 x+y]",
		"x; y;":                          "[0 x][2  y]",
		"(cos(u), sin(u), u/3)":          "[1 cos(u)|8  sin(u)|16  u/3]",
		" (u,v,min(u,v)) ; x*y":          "[2 u|4 v|6 min(u,v)][17  x*y]",
		"(x+1)*(y-1)":                    "[0 (x+1)*(y-1)]",
		"min(x, y)":                      "[0 min(x, y)]",
		"(min(x, y))":                    "[0 (min(x, y))]",
		"x^2\ny":                         "[0 x^2][4 y]",
		"x^2\n+ y^2":                     "[0 x^2\n+ y^2]",
		"x^2 +\r\ny^2\r\n":               "[0 x^2 +\r\ny^2\r]",
		"x;\ny;\n\n":                     "[0 x][3 y]",
		"\nx\n\n\ny\n":                   "[1 x][5 y]",
		"sin(\nx\n)\n-y":                 "[0 sin(\nx\n)\n-y]",
		"x > 0 and\ny\nor x\norbit*x":    "[0 x > 0 and\ny\nor x][17 orbit*x]",
		"z =\nx\ny = x":                  "[0 z =\nx][6 y = x]",
		"x\n-y":                          "[0 x\n-y]",
		"x\n.5y":                         "[0 x][2 .5y]",
		"x\n.*y":                         "[0 x\n.*y]",
		"x!\ny":                          "[0 x!][3 y]",
		"{x < 0: 1, 2}; max(x; y)":       "[0 {x < 0: 1, 2}][14  max(x; y)]",
		"{x<0: 1, x<1: 2, 3}":            "[0 {x<0: 1, x<1: 2, 3}]",
		"[cos(u), sin(u), u]":            "[1 cos(u)|8  sin(u)|16  u]",
		"{Cos[u], Sin[u], u}":            "[1 Cos[u]|8  Sin[u]|16  u]",
		"[x+1]*[y+1]":                    "[0 [x+1]*[y+1]]",
		"f(u,v) = (u, v, u*v)":           "[10 u|12  v|15  u*v]",
		"r = (u, v, 1)":                  "[5 u|7  v|10  1]",
		"z = min(x, y)":                  "[0 z = min(x, y)]",
		"ｘ；ｙ":                            "[0 ｘ][6 ｙ]",
		"（ｕ，ｖ，１）":                        "[3 ｕ|9 ｖ|15 １]",
		"x\u2028y":                       "[0 x][4 y]",
		"(x;y":                           "[0 (x;y]",
		"x); y":                          "[0 x)][3  y]",
		"":                               "[0 ]",
		";x":                             "[0 ][1 x]",
		"(((":                            "[0 (((]",
		"(x,y":                           "[0 (x,y]",
		strings.Repeat("x;", 7) + "y":    "[0 x][2 x][4 x][6 x][8 x][10 x][12 x][14 y]",
		strings.Repeat("x;", 8):          "[0 x][2 x][4 x][6 x][8 x][10 x][12 x][14 x]",
		"r(t) = (cos(t), sin(t), t)":     "0 26 a point is a function of u and v: write (cos(u), sin(u), u)",
		"x; r(s,t)=(s, t, s*t)":          "3 21 a point is a function of u and v: write (u, v, u*v)",
		"f(s, t) = s*t":                  "[0 f(s, t) = s*t]",
		"(u, v)":                         "0 6 a point has three components: (x, y, z)",
		"x; (1,2,3,4)":                   "3 12 a point has three components: (x, y, z)",
		strings.Repeat("x;", 8) + "x +;": "16 20 more than 8 formulas",
	} {
		parts, err := Split(text)
		var b strings.Builder
		for _, p := range parts {
			b.WriteByte('[')
			for k, item := range p.Items {
				if k > 0 {
					b.WriteByte('|')
				}
				b.WriteString(itoa(item.Pos) + " " + item.Text)
				if text[item.Pos:item.Pos+len(item.Text)] != item.Text {
					t.Errorf("%q: %q is not at %d", text, item.Text, item.Pos)
				}
			}
			b.WriteByte(']')
		}
		if e, ok := err.(*Error); ok {
			b.WriteString(itoa(e.Pos) + " " + itoa(e.End) + " " + e.Message.En)
		}
		if b.String() != want {
			t.Errorf("%q: %s, want %s", text, b.String(), want)
		}
	}
}

func itoa(n int) string { return numberNode(float64(n)).String() }

// In one line there are the same formulas.
func TestOneLine(t *testing.T) {
	for text, want := range map[string]string{
		"x^2": "x^2", "x^2\ny": "x^2; y", "x^2\r\n+ y^2\r\n": "x^2 + y^2", "\n x;\n y;\n": "x; y", "a\n\n\nb": "a; b", "(x,\n y,\n z)": "(x, y, z)", "ｘ\nｙ": "ｘ; ｙ", "": "",
	} {
		if got := OneLine(text); got != want {
			t.Errorf("%q in one line: %q, want %q", text, got, want)
		}
	}
}

func TestParseItem(t *testing.T) {
	parts, _ := Split("x; (u, v, u*)")
	_, err := ParseItem(parts[1].Items[2], "u", "v")
	if e, ok := err.(*Error); !ok || e.Pos != 12 {
		t.Errorf("%#v", err)
	}
	const text = "x; y^(1/3) + sinx"
	parts, _ = Split(text)
	_, err = ParseItem(parts[1].Items[0])
	if e, ok := err.(*Error); !ok || len(e.Fixes) != 1 || e.Fixes[0].Apply(text) != "x; y^(1/3) + sin(x)" {
		t.Errorf("%#v", err)
	}
	parts, _ = Split("x; y^(1/3)")
	if x, err := ParseItem(parts[1].Items[0]); err != nil || x.Remarks()[0].Fixes[0].Apply("x; y^(1/3)") != "x; cbrt(y)" {
		t.Errorf("%v, %v", x, err)
	}
}

// Where the condition does not hold and nothing is said, there is no value.
func TestIfAlone(t *testing.T) {
	x, err := Parse("if(x < y, x + y)")
	if err != nil {
		t.Fatal(err)
	}
	p := x.Compile()
	if z := p.At(1, 2); z != 3 {
		t.Errorf("%v, want 3", z)
	}
	if z := p.At(2, 1); !math.IsNaN(z) {
		t.Errorf("%v, want NaN", z)
	}
	if s := x.String(); s != "if(x < y, x + y, 0/0)" {
		t.Error(s)
	}
	if s := x.Python("f"); !strings.Contains(s, "np.where((x < y), x + y, np.nan)") {
		t.Error(s)
	}
}

func FuzzSplit(f *testing.F) {
	for _, text := range []string{"x;y", "(u,v,u*v)", "((,),,)", "(1,2,3);;", ";", "(é,é,é)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parts, err := Split(text)
		if e, ok := err.(*Error); err != nil && (!ok || e.Pos < 0 || e.Pos > e.End || e.End > len(text)) {
			t.Fatalf("%q: bad error %#v", text, err)
		}
		for _, p := range parts {
			for _, item := range p.Items {
				if text[item.Pos:item.Pos+len(item.Text)] != item.Text {
					t.Fatalf("%q: %q is not at %d", text, item.Text, item.Pos)
				}
			}
		}
	})
}
