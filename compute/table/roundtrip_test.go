package table

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// writer writes tables in some dialect.
type writer struct {
	*rand.Rand
	sep       string
	mark      string // of decimals
	thousands string
	quotes    int // 0 none, 1 where needed or at random, 2 all
	wide      bool
	mistaken  []string // encodings for others
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// number returns a spelling of v.
func (w *writer) number(v float64) string {
	if v != v {
		words := []string{"NaN", "nan", "NA", "#N/A", "null", "-"}
		if w.sep != " " {
			words = append(words, "")
		}
		return pick(w.Rand, words...)
	}
	if v-v != 0 {
		return strings.Replace(pick(w.Rand, "Inf", "inf", "∞"), "", map[bool]string{true: "-"}[v < 0], 1)
	}
	s := strconv.FormatFloat(v, pick[byte](w.Rand, 'g', 'g', 'f', 'e', 'E'), -1, 64)
	if len(s) > 100 {
		s = strconv.FormatFloat(v, 'g', -1, 64)
	}
	whole, rest, point := strings.Cut(s, ".")
	if exponent := strings.IndexAny(whole, "eE"); exponent < 0 && w.thousands != "" {
		sign := whole[:len(whole)-len(strings.TrimLeft(whole, "-"))]
		digits := whole[len(sign):]
		for k := len(digits) - 3; k > 0; k -= 3 {
			digits = digits[:k] + w.thousands + digits[k:]
		}
		whole = sign + digits
	}
	if s = whole; point {
		s += w.mark + rest
	}
	if w.IntN(4) == 0 {
		s = strings.Replace(s, "e", pick(w.Rand, "E", "d", "D"), 1)
	}
	if w.IntN(8) == 0 && s[0] != '-' {
		s = "+" + s
	}
	if w.wide {
		s = strings.Map(func(r rune) rune {
			switch {
			case r == '-':
				return '－'
			case '+' <= r && r <= '9' || 'A' <= r && r <= 'z':
				return r + '！' - '!'
			}
			return r
		}, s)
	}
	return s
}

// field returns a field of a row.
func (w *writer) field(s string) string {
	if w.quotes == 2 || w.quotes == 1 && (w.IntN(3) == 0 || strings.Contains(s, w.sep) || strings.ContainsAny(s, "\"\n")) {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// values returns numbers of many kinds. The first row says what the decimal mark is.
func (w *writer) values(rows, columns int) [][]float64 {
	v := make([][]float64, rows)
	for i := range v {
		v[i] = make([]float64, columns)
		for j := range v[i] {
			switch x := w.NormFloat64(); w.IntN(8) {
			case 0:
				v[i][j] = math.Round(10 * x)
			case 1:
				v[i][j] = math.Round(1e7 * x)
			case 2:
				v[i][j] = math.Round(1e5*x) / 1000
			case 3:
				v[i][j] = x * math.Pow(10, float64(w.IntN(600)-300))
			case 4:
				v[i][j] = []float64{math.NaN(), math.Inf(1), math.Inf(-1)}[w.IntN(3)]
			default:
				v[i][j] = x
			}
			if i == 0 || i == rows/2 {
				v[i][j] = float64(w.IntN(1000)) + 0.25
			}
		}
	}
	return v
}

// A table of random numbers in a random dialect and encoding is read back to the
// same bits.
func TestRoundTrip(t *testing.T) {
	tables := 20_000
	if testing.Short() {
		tables = 2_000
	}
	seen, mistaken := map[string]int{}, map[string]int{}
	for seed := range tables {
		w := &writer{Rand: rand.New(rand.NewPCG(uint64(seed), 1))}
		values := w.values(2+w.IntN(12), 2+w.IntN(6))
		text, dialect, names := w.table(values)
		data, encoded := w.encode(text)
		seen[encoded]++
		for _, name := range w.mistaken {
			mistaken[name]++
		}
		seen[dialect]++
		got, err := Read(data, Options{})
		if err != nil {
			t.Fatalf("table %d, %s in %s: %v\n%s", seed, dialect, encoded, err, text)
		}
		i := 0
		got.Rows(func(line int, fields [][]byte) bool {
			if i == len(values) || len(fields) != len(values[i]) {
				t.Fatalf("table %d, %s in %s: row %d in line %d has %d fields, want %d rows of %d\n%s", seed, dialect, encoded, i, line, len(fields), len(values), len(values[0]), text)
			}
			for j, f := range fields {
				v, ok := got.Number(j, f)
				if want := values[i][j]; !ok || math.Float64bits(v) != math.Float64bits(want) && (v == v || want == want) {
					t.Fatalf("table %d, %s in %s: row %d, column %d: %q is %v, %v, want %v (decimal mark %c)\n%s", seed, dialect, encoded, i, j, f, v, ok, want, got.Columns[j].Decimal, text)
				}
			}
			i++
			return true
		})
		if i != len(values) {
			t.Fatalf("table %d, %s in %s: %d rows, want %d\n%s", seed, dialect, encoded, i, len(values), text)
		}
		for k, name := range names {
			if got.Columns[k].Name != name {
				t.Fatalf("table %d, %s in %s: column %d is %q, want %q\n%s", seed, dialect, encoded, k, got.Columns[k].Name, name, text)
			}
		}
	}
	for name, n := range mistaken {
		if 20*n > seen[name] {
			t.Errorf("%d texts in %s of %d are taken for another", n, name, seen[name]+n)
		}
	}
	if len(seen) < 25 {
		t.Errorf("only %v", seen)
	}
}

// table writes values in a dialect, with or without names of columns.
func (w *writer) table(values [][]float64) (text, dialect string, names []string) {
	if w.IntN(4) == 0 {
		text, dialect = w.array(values)
		return text, dialect, nil
	}
	w.sep = pick(w.Rand, "\t", ";", ",", "|", " ", "::", " & ")
	w.mark = pick(w.Rand, ".", ",")
	w.quotes = w.IntN(3)
	if w.sep == "," && w.mark == "," {
		w.quotes = 2
	}
	if w.sep == " & " {
		w.quotes = 0
	}
	w.wide = w.IntN(8) == 0
	thousands := []string{"", "", "'", ".", ","}
	if w.sep != " " {
		thousands = append(thousands, " ", "\u00a0", "\u202f")
	}
	for w.thousands = w.mark; w.thousands == w.mark || w.thousands == "," && w.sep == ","; {
		w.thousands = pick(w.Rand, thousands...)
	}
	end := pick(w.Rand, "\n", "\r\n", "\r")
	trail := pick(w.Rand, "", "", "", w.sep, ";", " # note")
	switch {
	case w.sep == " & ":
		trail = ` \\`
	case w.sep == ";" && trail == ";", w.sep == "|":
		trail = w.sep
	case trail == " ":
		trail = ""
	}
	pad := ""
	if w.sep != " " && w.IntN(3) == 0 {
		pad = " "
	}
	var b strings.Builder
	comment := func() {
		if w.IntN(6) == 0 && w.sep != " & " {
			b.WriteString(pick(w.Rand, "# a, b", "% c;d", "// e\tf", "", "  ") + end)
		}
	}
	comment()
	if w.IntN(2) == 0 {
		if w.IntN(4) == 0 {
			b.WriteString("Some title" + end)
		}
		var fields []string
		for k := range values[0] {
			name := fmt.Sprintf("%s%c", pick(w.Rand, "", "é", "高さ", "カ"), 'a'+k)
			if w.sep != " " {
				name += pick(w.Rand, "", " (m)", " [km]")
			}
			names = append(names, name)
			fields = append(fields, w.field(name))
		}
		b.WriteString(strings.Join(fields, pad+w.sep+pad) + strings.Replace(trail, " # note", "", 1) + end)
		if w.IntN(4) == 0 && w.sep != " & " {
			b.WriteString(strings.TrimSuffix(strings.Repeat("(m)"+w.sep, len(fields)), w.sep) + end)
		}
	}
	for i, row := range values {
		comment()
		fields := make([]string, len(row))
		for j, v := range row {
			fields[j] = w.field(w.number(v))
		}
		if i > 0 && strings.HasPrefix(fields[0], "-") && len(fields[0]) == 1 {
			fields[0] = "NaN"
		}
		b.WriteString(strings.Join(fields, pad+w.sep+pad) + trail)
		if i < len(values)-1 || w.IntN(2) == 0 {
			b.WriteString(end)
		}
	}
	return b.String(), fmt.Sprintf("%q", w.sep), names
}

// array writes values as a program does.
func (w *writer) array(values [][]float64) (text, dialect string) {
	w.mark = "."
	d := pick(w.Rand, [][7]string{
		// before, row, between fields, row end, between rows, after
		{"JSON", "[", "[", ", ", "]", ",\n ", "]"},
		{"one line", "[", "[", ",", "]", ",", "]"},
		{"NumPy", "[", "[", " ", "]", "\n ", "]"},
		{"np.array", "a = np.array([", "[", ", ", "]", ",\n  ", "], dtype=float)"},
		{"tuples", "(", "(", ", ", ")", ", ", ")"},
		{"Octave", "A = [", "", ", ", "", "; ", "];"},
		{"Octave lines", "[", "", " ", "", "\n", "]"},
		{"Mathematica", "m = {", "{", ", ", "}", ", ", "};"},
		{"R", "A <- rbind(", "c(", ", ", ")", ", ", ")"},
	}...)
	var b strings.Builder
	b.WriteString(d[1])
	for i, row := range values {
		if i > 0 {
			b.WriteString(d[5])
		}
		b.WriteString(d[2])
		for j, v := range row {
			if j > 0 {
				b.WriteString(d[3])
			}
			s := w.number(v)
			if s == "" || s == "-" || s == "#N/A" {
				s = "NaN"
			}
			if d[0] == "Mathematica" {
				s = strings.NewReplacer("e", "*^", "E", "*^", "d", "*^", "D", "*^", "+", "").Replace(s)
			}
			b.WriteString(s)
		}
		b.WriteString(d[4])
	}
	b.WriteString(d[6])
	return b.String(), d[0]
}

// encode writes a text in an encoding that has its characters.
func (w *writer) encode(text string) (data []byte, name string) {
	for {
		e := pick(w.Rand, []struct {
			name string
			encoding.Encoding
		}{
			{"UTF-8", encoding.Nop},
			{"UTF-8 with a mark", unicode.UTF8BOM},
			{"UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
			{"UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
			{"UTF-16LE with a mark", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
			{"UTF-16BE with a mark", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
			{"Shift-JIS", japanese.ShiftJIS},
			{"EUC-JP", japanese.EUCJP},
			{"Windows-1252", charmap.Windows1252},
		}...)
		data, err := e.NewEncoder().Bytes([]byte(text))
		if err != nil || e.name == "EUC-JP" && strings.Contains(text, "é") { // of JIS X 0212
			continue
		}
		// Few characters may be those of another encoding: TestEncodings has them.
		_, taken, _ := pause(nil).decode(data, Detect)
		if e.name != "UTF-8" && ascii(data) || strings.HasPrefix(e.name, taken.String()) {
			return data, e.name
		}
		w.mistaken = append(w.mistaken, e.name)
	}
}
