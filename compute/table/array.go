package table

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zscape/compute/faults"
	"zscape/compute/lang"
	"zscape/compute/plain"
)

// array takes in a text that is an array, as programs write or print them, or rows
// of LaTeX: t.text becomes lines of fields. found is false if it is neither.
func (t *Table) array(o Options) (found bool, err error) {
	if text, lines, ok := t.pause.latex(t.text); ok {
		t.Array = bytes.Contains(t.text[:min(len(t.text), sampleBytes)], []byte(`matrix}`))
		t.text, t.lines = text, lines
		return false, nil
	}
	p := t.pause.parse(t.text)
	if p.leaf > 0 && (t.pause.contains(t.text, "\r") || t.pause.firstWide(t.text) >= 0) || opensWide(t.text) {
		p = t.pause.parse(t.pause.plain(t.text)) // again
	}
	switch {
	case p.err != nil && p.surely():
		return true, p.err
	case p.err == nil && p.leaf > 0:
		t.text, t.lines = p.out, p.lines
	case t.semicolons(o):
	default:
		text, lines, found, err := t.pause.printout(t.text)
		if !found || err != nil {
			return found, err
		}
		t.text, t.lines = text, lines
	}
	t.Array, t.Separator, t.quotes = true, "\t", false
	b := t.try(t.text[:t.pause.sampleEnd(t.text)], t.Separator, t.quotes)
	if len(b.rows) == 0 {
		return true, lang.Errorf("the array is empty", "配列が空です")
	}
	t.begins(b.rows[0])
	if b.columns > MaxColumns {
		return true, lang.Errorf("line %d: more than %d columns", "%d行目: 列が%d個を超えています", t.first, MaxColumns)
	}
	t.Columns = make([]Column, b.columns)
	for k, name := range p.names[:min(len(p.names), b.columns)] {
		t.Columns[k].Name = name
	}
	for k, numeric := range numericColumns(b.rows, b.columns) {
		t.Columns[k].Numeric = numeric
	}
	t.decide(o)
	return true, nil
}

// plain returns a text in plain characters, and line breaks.
func (p pause) plain(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		end := len(text)
		if k := bytes.IndexByte(text[min(end, piece):], '\n'); k >= 0 { // what means something together stays so
			end = piece + k + 1
		}
		part := strings.ReplaceAll(plain.String(string(text[:end])), "\r\n", "\n")
		out = append(out, strings.ReplaceAll(part, "\r", "\n")...)
		p.took(end)
		text = text[end:]
	}
	return out
}

// opensWide reports whether a text begins with a full-width bracket.
func opensWide(text []byte) bool {
	r, _ := utf8.DecodeRune(bytes.TrimLeft(text, " \t\r\n"))
	return r >= utf8.RuneSelf && strings.IndexAny(plain.String(string(r)), "[({") == 0
}

// parser reads an array: rows in brackets within brackets, [[1, 2], [3, 4]], or
// rows in one pair of them, divided by semicolons or line breaks, [1 2; 3 4], or
// objects of the same names, [{"x": 1, "y": 2}]. It may be assigned to a name, and
// be the argument of a call, np.array(...).
type parser struct {
	text     []byte
	at, line int

	out   []byte  // a line a row, tabs between fields
	lines []int32 // of the rows

	open     []byte   // brackets, also quotes that are one; call for that of a call
	depth    int      // how many of them are no call's
	leaf     int      // the depth of the fields, 0 if not known yet
	cells    int      // in this row
	begun    int      // line of the row
	comma    bool     // the last thing was a comma
	names    []string // of the fields, if they have some
	assigned bool     // to a name
	called   bool     // by a function that is known

	rows, columns int // of R's matrix(); then fields run down its columns
	byRow         bool
	arguments     int // without a name, of a call

	meter meter
	err   error
}

const call = '~' // the bracket of a call, which makes no level

// calls are the functions whose argument is the array that they return; those
// of R make a level.
var (
	calls  = []string{"array", "asarray", "matrix", "mat", "Matrix", "tensor", "Array", "Float64", "Float32", "Int", "Int64", "DMatrix", "single", "double"}
	levels = []string{"c", "rbind", "list", "tuple", "List"}
)

// surely reports whether the text is meant to be an array, whatever is wrong.
func (p *parser) surely() bool {
	return p.leaf > 1 || p.leaf == 1 && (p.assigned || p.called || len(p.lines) > 1 || len(p.open) > 0 && p.open[0] == '[')
}

func (p *parser) fail(en, ja string, args ...any) {
	if p.err == nil {
		p.err = lang.Errorf("line %d: %s", "%d行目: %s", p.line, lang.Sprintf(en, ja, args...))
	}
	p.at = len(p.text)
}

// parse reads a text.
func (m pause) parse(text []byte) *parser {
	p := &parser{text: text, line: 1, meter: meter{pause: m}}
	p.parse()
	return p
}

func (p *parser) parse() {
	p.blanks()
	p.assignment()
	if p.at == len(p.text) || bytes.IndexByte([]byte("[({"), p.text[p.at]) < 0 && !p.call() {
		p.fail("not an array", "配列ではありません")
		return
	}
	for p.at < len(p.text) {
		p.meter.at(p.at)
		p.step()
	}
	if p.err != nil {
		return
	}
	if len(p.open) > 0 {
		p.fail("a bracket is not closed", "括弧が閉じていません")
	} else if p.rows > 0 || p.columns > 0 {
		p.reshape()
	}
}

// assignment goes on behind what the array is assigned to: A =, A <-, let A =,
// double[,] A =.
func (p *parser) assignment() {
	if !letter(p.text, p.at) {
		return
	}
	const longest = 200
	for k, c := range p.text[p.at:min(len(p.text), p.at+longest)] {
		switch {
		case c == '=' || c == '-' && p.text[p.at+k-1] == '<':
			p.assigned = true
			p.at += k + 1
			p.blanks()
			return
		case c-'0' > 9 && !letter(p.text, p.at+k) && bytes.IndexByte([]byte(" _.:,*&<>[]"), c) < 0:
			return
		}
	}
}

// blanks goes on behind blanks, line breaks and comments.
func (p *parser) blanks() {
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '\n':
			p.line++
		case c > ' ' && !p.comment():
			return
		}
		p.at++
	}
}

// comment goes to the end of a line that is a comment from here on.
func (p *parser) comment() bool {
	rest := p.text[p.at:]
	if rest[0] != '#' && rest[0] != '%' && !bytes.HasPrefix(rest, []byte("//")) {
		return false
	}
	for p.at+1 < len(p.text) && p.text[p.at+1] != '\n' {
		p.at++
	}
	return true
}

// name reads a name, with its module.
func (p *parser) name() []byte {
	start := p.at
	for p.at < len(p.text) {
		c := p.text[p.at]
		if !letter(p.text, p.at) && (p.at == start || c-'0' > 9 && c != '_' && c != '.') {
			break
		}
		p.at++
	}
	return p.text[start:p.at]
}

// call reads the beginning of a call of a function that is known; if there is
// none, it reads nothing.
func (p *parser) call() bool {
	start := p.at
	name := string(p.name())
	if name == "" || p.at == len(p.text) || p.text[p.at] != '(' && (p.text[p.at] != '[' || name[0] < 'A' || name[0] > 'Z') {
		p.at = start
		return false
	}
	name = name[bytes.LastIndexByte([]byte(name), '.')+1:]
	switch {
	case slices.Contains(calls, name):
		if p.text[p.at] == '(' {
			p.open = append(p.open, call)
			p.at++
		}
		p.called = true
		return true
	case slices.Contains(levels, name) && p.text[p.at] == '(':
		p.called = true
		return true // its bracket is one
	}
	p.at = start
	return false
}

// top returns the innermost bracket, 0 if there is none.
func (p *parser) top() byte {
	if len(p.open) == 0 {
		return 0
	}
	return p.open[len(p.open)-1]
}

// step reads the next thing.
func (p *parser) step() {
	c := p.text[p.at]
	switch {
	case c == '\n':
		if p.leaf == 1 && p.depth == 1 && !p.comma {
			p.endRow()
		}
		p.line++
		p.at++
	case c <= ' ':
		p.at++
	case p.comment():
		p.at++
	case c == ',':
		p.at++
		if p.leaf == 0 && p.top() != call || p.depth == p.leaf && (p.comma || p.cells == 0) {
			p.cell(nil)
		}
		p.comma = true
	case c == ';':
		if p.depth == p.leaf {
			p.endRow()
		}
		p.at++
	case (c == '"' || c == '\'') && p.top() == c:
		p.close()
	case c == '[' || c == '(' || c == '{', (c == '"' || c == '\'') && p.top() == call && p.leaf == 0:
		p.begin(c)
	case c == ']' || c == ')' || c == '}':
		if top := p.top(); top != c-2 && top != c-1 && !(c == ')' && top == call) { // [] and {} are 2 apart, () 1
			p.fail("%c has no matching bracket", "%cに対応する括弧がありません", c)
			return
		}
		p.close()
	case p.top() == call:
		p.argument()
	case p.depth == 0:
		p.fail("unexpected %s after the array", "配列のあとに余分な%sがあります", faults.Quote(p.token()))
	case p.call():
	default:
		p.field()
	}
}

// begin opens a bracket.
func (p *parser) begin(c byte) {
	if p.depth++; p.cells > 0 || p.leaf > 0 && p.depth > p.leaf {
		p.fail("brackets and numbers are mixed at the same level", "括弧と数が同じ階層に混ざっています")
		return
	}
	p.open = append(p.open, c)
	p.comma = false
	p.at++
}

// close closes one.
func (p *parser) close() {
	if p.top() != call {
		if p.depth == p.leaf {
			p.endRow()
		}
		p.depth--
	}
	p.open = p.open[:len(p.open)-1]
	p.comma = false
	p.at++
}

// endRow ends a row, if there is one.
func (p *parser) endRow() {
	if p.cells > 0 {
		p.out = append(p.out, '\n')
		p.lines = append(p.lines, int32(p.begun))
	}
	p.cells, p.comma = 0, false
}

// cell adds a field to the row.
func (p *parser) cell(text []byte) {
	if p.out == nil {
		p.out = make([]byte, 0, len(p.text))
	}
	if p.leaf == 0 {
		// In brackets there may be anything, at the beginning of a line of text.
		if p.depth == 1 && !isNumber(text) || len(text) == 0 {
			p.fail("not an array", "配列ではありません")
			return
		}
		p.leaf = p.depth
	}
	if p.depth != p.leaf {
		p.fail("brackets and numbers are mixed at the same level", "括弧と数が同じ階層に混ざっています")
		return
	}
	if p.cells == 0 {
		p.begun = p.line
	} else {
		p.out = append(p.out, '\t')
	}
	if text = Trim(text); len(text) == 0 {
		text = []byte("NaN")
	}
	for _, c := range text {
		p.out = append(p.out, max(c, ' '))
	}
	p.cells++
	p.comma = false
}

// token reads up to the next separator; brackets in it are closed.
func (p *parser) token() []byte {
	start, inner := p.at, 0
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '\n':
			return p.text[start:p.at]
		case c == '(':
			inner++
		case c == ')':
			if inner == 0 {
				return p.text[start:p.at]
			}
			inner--
		case inner == 0 && (c <= ' ' || bytes.IndexByte([]byte(`,;[]{}"`), c) >= 0 || c == '\'' && p.top() == c):
			return p.text[start:p.at]
		}
		p.at++
	}
	return p.text[start:]
}

// quoted reads what stands in quotes.
func (p *parser) quoted() []byte {
	rest := p.text[p.at+1:]
	end := bytes.IndexByte(rest[:min(len(rest), longestQuoted)], p.text[p.at])
	if end < 0 {
		p.fail("a closing quotation mark is missing", "引用符が閉じていません")
		return nil
	}
	p.at += end + 2
	return rest[:end]
}

// field reads a field.
func (p *parser) field() {
	if c := p.text[p.at]; c == '"' || c == '\'' {
		text := p.quoted()
		if p.err != nil {
			return
		}
		if p.blanks(); p.at < len(p.text) && p.text[p.at] == ':' {
			p.at++
			p.key(clean(text))
		} else {
			p.cell(text)
		}
		return
	}
	text := p.token()
	switch string(text) {
	case "...", "…": // goes on in the next line, or stands for what is left out
		if p.leaf == 1 && p.cells > 0 && p.at < len(p.text) && p.text[p.at] <= ' ' && len(Trim(p.lineFrom(p.at))) == 0 {
			p.comma = true
			return
		}
		p.fail("numbers are omitted (...)", "「...」で数が省略されています")
	case "+", "-", "*", "/":
		p.fail("%s has spaces on both sides: write numbers only, such as -2", "%sの前後に空白があります(-2 のように、数だけを書いてください)", faults.Quote(text))
	default:
		p.cell(text)
	}
}

// key reads the name of a field of an object in JSON, which all have the same.
func (p *parser) key(name string) {
	if len(p.lines) == 0 && p.cells == len(p.names) {
		p.leaf = p.depth
		p.names = append(p.names, name)
	}
	if p.cells >= len(p.names) || p.names[p.cells] != name {
		p.fail("%s is not in the same position as in the objects before", "%sの位置がほかのオブジェクトと異なります", faults.Quote(name))
	}
}

// lineFrom returns the rest of the line.
func (p *parser) lineFrom(k int) []byte {
	rest := p.text[k:]
	if n := bytes.IndexByte(rest, '\n'); n >= 0 {
		rest = rest[:n]
	}
	return rest
}

// argument reads what a call has beside the array: dtype=float, nrow=2.
func (p *parser) argument() {
	if p.leaf == 0 && p.call() {
		return
	}
	name := string(p.name())
	p.blanks()
	if name != "" {
		if p.at == len(p.text) || p.text[p.at] != '=' {
			return // a type
		}
		p.at++
		p.blanks()
	}
	var value string
	if p.at < len(p.text) && (p.text[p.at] == '"' || p.text[p.at] == '\'') {
		value = string(p.quoted())
		if name == "" {
			return // a type, too
		}
	} else {
		value = string(p.token())
	}
	if name == "" { // R says rows first, then columns
		name = [...]string{"nrow", "ncol", ""}[min(p.arguments, 2)]
		p.arguments++
	}
	n, err := strconv.Atoi(strings.TrimSuffix(value, "L"))
	switch {
	case name == "nrow" && err == nil && n > 0:
		p.rows = n
	case name == "ncol" && err == nil && n > 0:
		p.columns = n
	case name == "byrow" && value != "":
		p.byRow = value[0] == 'T'
	case name == "dtype" || name == "copy" || name == "order" || name == "ndmin" || name == "device" || name == "requires_grad":
	default:
		p.fail("%s cannot be interpreted", "%sは解釈できません", faults.Quote(name+"="+value))
	}
}

// reshape makes rows of one, as R's matrix does.
func (p *parser) reshape() {
	fields := bytes.Split(bytes.TrimRight(p.out, "\n"), []byte("\t"))
	n, rows, columns := len(fields), p.rows, p.columns
	if rows == 0 {
		rows = n / columns
	} else if columns == 0 {
		columns = n / rows
	}
	if len(p.lines) != 1 || rows > n || columns > n || rows*columns != n {
		p.fail("%d numbers do not fill a %d x %d array", "%d個の数を%d×%dの配列にはできません", n, rows, columns)
		return
	}
	line := p.lines[0]
	p.out, p.lines = make([]byte, 0, len(p.out)), nil
	for i := range rows {
		for j := range columns {
			k := j*rows + i
			if p.byRow {
				k = i*columns + j
			}
			p.out = append(append(p.out, fields[k]...), "\t\n"[min(1, (j+1)/columns)])
		}
		p.lines = append(p.lines, line)
	}
}

// semicolons takes in a single line of rows of numbers divided by semicolons, as
// between brackets.
func (t *Table) semicolons(o Options) bool {
	text := Trim(bytes.TrimRight(t.text, "; \t\r\n"))
	if len(text) > sampleBytes || bytes.IndexByte(text, ';') < 0 || lineEnd(text) < len(text) {
		return false
	}
	marks := bytes.Count(text, []byte(","))
	decimal := marks > 0 && bytes.Contains(text, []byte(" ")) && !bytes.Contains(text, []byte(", "))
	line := append(append([]byte("["), text...), ']')
	if decimal { // 0,5 1,5; 2,5 3,5
		line = bytes.ReplaceAll(line, []byte(","), []byte("."))
	}
	p := t.pause.parse(line)
	if p.err != nil || len(p.lines) < 2 {
		return false
	}
	b := t.try(p.out, "\t", false)
	if b.columns < 2 || !agree(b.rows, 2, b.columns) || slices.Contains(numericColumns(b.rows, b.columns), false) {
		return false
	}
	t.text, t.lines = p.out, p.lines
	switch {
	case decimal:
		t.guess(decimalCommas)
	case marks == len(p.lines):
		t.guess(lang.Sprintf("semicolons are read as row separators: %d rows", "セミコロンを行の区切りとして、%d行を読みました", len(p.lines)),
			Choice{lang.Text{En: "Read them as column separators", Ja: "列の区切りとして読む"}, with(o, ";")})
	}
	return true
}
