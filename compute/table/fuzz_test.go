package table

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"zscape/compute/lang"
)

// Nothing that is read panics, and what is said of it can be shown.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"x,y,z\n0,0,1\n1,0,2\n", "1 2 3 4 # note\n5 6 7 8", "\"0,5\";\"1,5\"\n", "sep=;\n1;2", "[[1, 2],[3, 4]]", "1 2; 3 4", "a = np.array([[1, 2],\n[3]], dtype=f)",
		"matrix(c(1,2,3,4), nrow=2)", "| a | b |\n|---|---|\n| 1 | 2 |", "\\begin{matrix} 1 & \\frac{1}{2} \\\\[2pt] 3 & 4 \\end{matrix}", "1.234,5\t1'234\n", "１，２\n３、４\n",
		"\xff\xfe1\x00,\x002\x00\n\x00", "1\x00,\x002\x00", "\x82\xa0,x\n1,2", "\xa4\xa2,x\n1,2", "caf\xe9,x\n1,2", "\"a\"\"b\n\",1\n", "[1] 1 2\n[3] 4", "1::2::3\n",
		"1.#INF,-nan(ind),12 %,1.5D+00,1*^5\n", "// c\n! d\n%e\n;f\n1", "[1 2 ...\n 3]", "{{1,2},{3,\"4", "1,2\r3,4\r\n5,6", ",,,\n;;;\n\t\t\n", "\"1,2\"\n\"3,4\"", "mat(nrow=", "[{\"x\":1, \"y\":2},{\"x\":3}]", "double[,] a = {{1", "0,05\n1,25", "0\n0\n[0] 0", "x y\n[m] [s]\n1 2",
	} {
		f.Add([]byte(text), uint8(0))
		f.Add([]byte(text), uint8(5*16+3))
	}
	f.Fuzz(func(t *testing.T, data []byte, options uint8) {
		o := Options{Encoding: Encoding(options % 7), Fractions: options&8 != 0, Decimal: [...]byte{0, '.', ','}[options%3]}
		if k := int(options / 16); k < len(separators) {
			o.Separator = separators[k]
		}
		read(t, data, o)
		read(t, data, Options{})
	})
}

// read reads a table, and all that is in it.
func read(t *testing.T, data []byte, o Options) {
	tab, err := Read(data, o)
	if err != nil {
		if said := lang.Of(err); said.En == "" || said.Ja == "" || said.En == said.Ja || !utf8.ValidString(said.Ja) {
			t.Fatalf("%v", said)
		}
		return
	}
	if len(tab.Columns) == 0 || len(tab.Columns) > MaxColumns || tab.Encoding == Detect {
		t.Fatalf("%d columns in %v", len(tab.Columns), tab.Encoding)
	}
	for _, c := range tab.Columns {
		if c.Decimal != '.' && c.Decimal != ',' || !utf8.ValidString(c.Name) || strings.ContainsAny(c.Name, "\n\r\t\x00") || len(c.Name) > 3*longestName {
			t.Fatalf("%+v", c)
		}
		c.Bare()
	}
	for _, g := range tab.Guesses {
		if !utf8.ValidString(g.Text.En) || g.Text.Ja == "" {
			t.Fatalf("%+v", g)
		}
		for _, other := range g.Other {
			if other.Options == o || other.Label.Ja == "" {
				t.Fatalf("%+v", g)
			}
		}
	}
	if _, line := tab.First(); line < 1 {
		t.Fatalf("the first line is %d", line)
	}
	last := 0
	tab.Rows(func(line int, fields [][]byte) bool {
		if line < last || line > 1+2*bytes.Count(data, []byte("\n"))+bytes.Count(data, []byte("\r"))+bytes.Count(data, []byte("\n")) && tab.Encoding == UTF8 {
			t.Fatalf("line %d after %d", line, last)
		}
		if last = line; len(fields) == 0 && !tab.labels || len(fields) > MaxColumns+1 {
			t.Fatalf("%d fields", len(fields))
		}
		for k, f := range fields {
			tab.Number(k, f)
			if len(f) > 0 && (f[0] <= ' ' || f[len(f)-1] <= ' ') {
				t.Fatalf("%q", f)
			}
		}
		return true
	})
}

// Numbers are numbers by both marks, or by one, whatever stands in a field, and
// never two that differ without a mark.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1,234.5", "-0,5", "12 %", "1.5D+00", "1.#INF", "１，５", "1/3", "1'234", "\"1\"", "1e400", "-", "∞", "1.5`3*^4", "2*10^3", "1.5-100"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, s []byte) {
		p, okP := reader{mark: '.'}.number(s)
		c, okC := reader{mark: ','}.number(s)
		if okP && okC && p != c && (p == p || c == c) && !bytes.ContainsAny(s, ".,") && ascii(s) {
			t.Fatalf("%q is %v and %v", s, p, c)
		}
		if okP != okC && ascii(s) && !bytes.ContainsAny(s, ".,") {
			t.Fatalf("%q is a number by one mark", s)
		}
		reader{mark: '.', fractions: true}.number(s)
	})
}

// Any bytes in any encoding become a text, the same one the second time.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"a", "\xff\xfea\x00", "\x82\xa0\x83", "\xa4\xa2\x8e\xb1", "\x93x\x94", "\xef\xbb\xbf\xe3\x81"} {
		f.Add([]byte(s), uint8(0))
	}
	f.Fuzz(func(t *testing.T, data []byte, e uint8) {
		text, taken, err := pause(nil).decode(data, Encoding(e%7))
		if err != nil {
			return
		}
		if taken == Detect || taken != UTF8 && !utf8.Valid(text) || len(text) > 3*len(data) {
			t.Fatalf("%q in %v becomes %q", data, taken, text)
		}
		if again, _, _ := pause(nil).decode(data, taken); !bytes.Equal(again, text) {
			t.Fatalf("%q is %q and %q", data, text, again)
		}
	})
}

// Hostile texts take time in proportion to their length.
func TestHostile(t *testing.T) {
	const size = 1_000_000
	for name, part := range map[string]string{
		"a line of letters": "a", "a line of digits": "1", "commas": ",", "commas, quotes": ",\"", "quotes": "\"", "doubled quotes": "\"\"", "open quotes": "\"a\n", "open after comma": ",\"\n",
		"quoted breaks": "\"\n\",", "even quotes": ",\"\"x", "odd quotes": ",\"\"\"x", "breaks": "\n", "returns": "\r", "blanks": " ", "comments": "#\n", "signs": "# ", "signs in texts": strings.Repeat("a # ", 490) + "\n", "numbers, signs": "1 #\n1 # 1 # ",
		"percents": "1 % ", "open brackets": "[", "closed brackets": "[1]", "deep": "[[", "pairs": "[[1,2],", "open parentheses": "(", "calls": "c(", "dots": "...\n", "ellipses": "[1 ...\n", "equals": "a=",
		"dashes": "-", "rules": "---\n", "bars": "|", "bars, dashes": "|-", "semicolons": "1;", "rows": "1 2;", "latex": "1 & 2 \\\\ ", "begins": "\\begin{", "ends": "\\end", "braces": "\\frac{", "wide": "１，", "wide blanks": "\u3000", "colons": "1::",
		"accents": "\xe9", "accented lines": "\xe9\n", "kana": "\x82\xa0", "half kana": "\xb1", "euc": "\xa4\xa2", "surrogates": "\x00\xd8", "zeros": "1\x00", "marks": "1,234.", "spaces in numbers": "1 234 ", "apostrophes": "1'234'", "heads": "a,b\n", "labels": "[1,] 1\n", "fractions": "1/",
	} {
		data := bytes.Repeat([]byte(part), size/len(part))
		for _, data := range [][]byte{data, append([]byte("[["), data...), append([]byte("x,y\n1,2\n\""), data...)} {
			start := time.Now()
			if tab, err := Read(data, Options{Fractions: true}); err == nil {
				n := 0
				for _, fields := range tab.Rows {
					for k, f := range fields {
						tab.Number(k, f)
					}
					n++
				}
			}
			if d := time.Since(start); d > 3*time.Second {
				t.Errorf("%s: %v", name, d)
			}
		}
	}
}
