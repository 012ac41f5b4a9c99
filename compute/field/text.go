package field

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/faults"
)

// ReadText reads a table of numbers. Columns are separated by tabs, semicolons,
// commas or spaces; with tabs and semicolons a decimal comma is understood, too.
// Empty lines and lines that begin with # or % do not count. A field that is
// empty, NaN, NA, null or - is a gap.
//
// Three columns are points x, y, z; so are more, if a header names x, y and z.
// Points that fill a rectangular lattice, two thirds of it at least, become its
// samples, with gaps where there is none. The order of lines does not matter. A
// header part, u, v, x, y, z is that of surfaces and curves as this program
// writes them: it is an error if they are not one height field.
//
// Any other number of columns is a lattice of values z, a row a line. The first
// row has the smallest y, as in a matrix that NumPy or Octave would plot; steps
// are 1, from (0, 0). If the corner at the upper left has no number, the first
// row says x, and the first column y.
//
// A line that cannot be read is skipped, or, where it is a row of a lattice,
// left empty, and so reported. It is an error if nothing is left.
func ReadText(data []byte) (*Field, *Report, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return nil, nil, errors.New("a text in UTF-16: save it as UTF-8")
	}
	if bytes.IndexByte(data[:min(len(data), 4096)], 0) >= 0 {
		return nil, nil, errors.New("neither a table of numbers nor a PNG picture")
	}
	t := &table{text: string(data)}
	t.survey()
	if t.seen == 0 {
		return nil, nil, errors.New("no line has anything to read: want numbers, x,y,z or rows of z")
	}
	if t.columns > maxColumns {
		return nil, nil, fmt.Errorf("line %d: more than %d columns", t.first, maxColumns)
	}
	if words := map[int]string{1: "one column", 2: "two columns"}[t.columns]; words != "" {
		return nil, nil, fmt.Errorf("line %d: %s is %s: want x,y,z or rows of z, separated by commas, tabs, semicolons or spaces", t.first, faults.Quote(t.sample), words)
	}
	if t.columns == 3 || t.named() {
		return t.points()
	}
	return t.rows()
}

// maxColumns is how many fields of a line are looked at.
const maxColumns = 100_000

// table is a text in columns.
type table struct {
	text      string
	separator byte // ' ' for any run of spaces
	columns   int
	seen      int      // lines surveyed
	first     int      // number of the first of them
	sample    string   // its text
	header    []string // its fields, if it has no numbers
	at        [3]int   // columns of x, y and z
}

// lines calls f for each line that counts, with its number from 1, until f
// returns false.
func (t *table) lines(f func(number int, line string) bool) {
	rest := t.text
	for n := 1; rest != ""; n++ {
		line := rest
		if k := strings.IndexAny(rest, "\r\n"); k >= 0 {
			line = rest[:k]
			if strings.HasPrefix(rest[k:], "\r\n") {
				k++
			}
			rest = rest[k+1:]
		} else {
			rest = ""
		}
		trimmed := strings.TrimLeft(line, " \t")
		if strings.Trim(trimmed, "\r ") == "" || trimmed[0] == '#' || trimmed[0] == '%' {
			continue
		}
		if !f(n, line) {
			return
		}
	}
}

// survey finds how columns are separated and how many there are, from the
// first lines.
func (t *table) survey() {
	const most = 200
	counts := map[byte]int{}
	var sample []string
	t.lines(func(n int, line string) bool {
		if t.seen++; t.seen == 1 {
			t.first, t.sample = n, line
		}
		sample = append(sample, line)
		for _, c := range "\t;," {
			if strings.Contains(line, string(c)) {
				counts[byte(c)]++
			}
		}
		return t.seen < most
	})
	t.separator = ' '
	for _, c := range []byte("\t;,") {
		if 2*counts[c] > len(sample) {
			t.separator = c
			break
		}
	}
	widths := map[int]int{}
	var fields []string
	for k, line := range sample {
		fields = t.split(fields[:0], line)
		widths[len(fields)]++
		if k == 0 && !slices.ContainsFunc(fields, func(s string) bool { _, ok := t.number(s); return ok && s != "" }) {
			t.header = slices.Clone(fields)
			if len(sample) > 1 {
				widths[len(fields)]--
			}
		}
	}
	for n, count := range widths {
		if count > widths[t.columns] || count == widths[t.columns] && n > t.columns {
			t.columns = n
		}
	}
	t.at = [3]int{0, 1, 2}
	if t.named() {
		t.columns = len(t.header)
	}
}

// named reports whether a header names x, y and z, and notes where.
func (t *table) named() bool {
	at := [3]int{-1, -1, -1}
	for i, name := range t.header {
		if k := strings.IndexByte("xyz", (strings.ToLower(name) + " ")[0]); k >= 0 && len(name) == 1 && at[k] < 0 {
			at[k] = i
		}
	}
	if slices.Min(at[:]) < 0 {
		return false
	}
	t.at = at
	return true
}

// split appends the fields of a line to dst, one more than maxColumns at most.
func (t *table) split(dst []string, line string) []string {
	if t.separator == ' ' {
		for {
			if len(dst) > maxColumns {
				return dst
			}
			if line = strings.TrimLeft(line, " \t"); line == "" {
				return dst
			}
			n := strings.IndexAny(line, " \t")
			if n < 0 {
				n = len(line)
			}
			dst, line = append(dst, line[:n]), line[n:]
		}
	}
	for {
		n := strings.IndexByte(line, t.separator)
		field := line
		if n >= 0 {
			field = line[:n]
		}
		dst = append(dst, strings.Trim(field, " \t\""))
		if n < 0 || len(dst) > maxColumns {
			return dst
		}
		line = line[n+1:]
	}
}

// number reads a field; of a gap it is NaN.
func (t *table) number(s string) (v float64, ok bool) {
	v, err := strconv.ParseFloat(s, 64)
	if err == nil {
		return v, true
	}
	switch strings.ToLower(s) {
	case "", "na", "n/a", "null", "none", "-", "?":
		return math.NaN(), true
	}
	if math.IsInf(v, 0) { // beyond what a number can be
		return v, true
	}
	if t.separator != ',' && t.separator != ' ' && strings.Count(s, ",") == 1 {
		v, err = strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
		return v, err == nil
	}
	return 0, false
}

// points reads x, y, z.
func (t *table) points() (*Field, *Report, error) {
	t.named()
	r := new(Report)
	var x, y, z []float64
	var fields []string
	var other error
	pieces := pieces{wanted: slices.Equal(t.header, piecesHeader)}
	header := t.header != nil
	full := false
	t.lines(func(n int, line string) bool {
		if header {
			header = false
			return true
		}
		fields = t.split(fields[:0], line)
		if len(fields) != t.columns {
			r.Skip(n, "%v, want %d", "欄が%v個です(%d個のはず)", faults.Fields(len(fields)), t.columns)
			return true
		}
		var v [3]float64
		for k, name := range "xyz" {
			s := fields[t.at[k]]
			var ok bool
			if v[k], ok = t.number(s); !ok {
				r.Skip(n, "%c is %s, want a number", "%cの%sは数ではありません", name, faults.Quote(s))
				return true
			}
			if k < 2 && !(math.Abs(v[k]) <= farthest) {
				r.Skip(n, "%c is %s, want a finite number", "%cの%sは有限の数ではありません", name, faults.Quote(s))
				return true
			}
		}
		if v[2]-v[2] != 0 {
			v[2] = math.NaN()
		}
		if full = len(x) == MaxSamples; full {
			return false
		}
		if other = pieces.check(t, n, fields, v); other != nil {
			return false
		}
		x, y, z = append(x, v[0]), append(y, v[1]), append(z, v[2])
		return true
	})
	if full {
		return nil, r, fmt.Errorf("more than %d points", MaxSamples)
	}
	if other != nil {
		return nil, r, other
	}
	if len(x) == 0 {
		return nil, r, r.nothing("x, y, z")
	}
	f, err := gather(x, y, z, r)
	return f, r, err
}

// nothing says that no line could be read.
func (r *Report) nothing(want string) error {
	if r.Skipped == 0 {
		return fmt.Errorf("there is a header, but no line of %s", want)
	}
	return fmt.Errorf("%s; no line of the file can be read as %s", r.Examples[0].Text(), want)
}

// rows reads a lattice of z.
func (t *table) rows() (*Field, *Report, error) {
	r := new(Report)
	var x, y, z []float64
	var fields []string
	axes, begun, full := false, false, false
	width := t.columns
	t.lines(func(n int, line string) bool {
		fields = t.split(fields[:0], line)
		if !begun {
			begun = true
			if x, axes = t.topRow(fields); axes {
				width--
				return true
			}
			if t.header != nil {
				return true
			}
		}
		bad := len(fields) != t.columns
		if bad {
			r.Skip(n, "%v, want %d", "欄が%v個です(%d個のはず)", faults.Fields(len(fields)), t.columns)
		}
		if axes {
			v, ok := t.number(fields[0])
			if !ok || v-v != 0 {
				if !bad {
					r.Skip(n, "y is %s, want a number", "yの%sは数ではありません", faults.Quote(fields[0]))
				}
				return true
			}
			y = append(y, v)
			fields = fields[1:]
		}
		if full = len(z)+width > MaxSamples; full {
			return false
		}
		for k := range width {
			v := math.NaN()
			if !bad {
				var ok bool
				if v, ok = t.number(fields[k]); !ok {
					r.Skip(n, "column %d is %s, want a number", "%d列目の%sは数ではありません", k+1, faults.Quote(fields[k]))
					bad, v = true, math.NaN() // said once a line
				}
			} else if len(fields) == width {
				if u, ok := t.number(fields[k]); ok {
					v = u
				}
			}
			if v-v != 0 {
				v = math.NaN()
				r.Gaps++
			}
			z = append(z, v)
		}
		return true
	})
	if full {
		return nil, r, fmt.Errorf("more than %d samples", MaxSamples)
	}
	if len(z) == 0 {
		return nil, r, r.nothing("numbers")
	}
	if !axes {
		x, y = counted(width), counted(len(z)/width)
	}
	r.NX, r.NY, r.Points = width, len(y), len(z)
	f, err := NewGrid(x, y, z)
	if err != nil && r.Skipped > 0 {
		err = fmt.Errorf("%w; %s", err, r.Examples[0].Text())
	}
	return f, r, err
}

// topRow returns the values of x that the first row says, if it does.
func (t *table) topRow(fields []string) (x []float64, ok bool) {
	if len(fields) != t.columns || len(fields) < 3 {
		return nil, false
	}
	if v, ok := t.number(fields[0]); ok && v == v {
		return nil, false
	}
	for _, s := range fields[1:] {
		v, ok := t.number(s)
		if !ok || v-v != 0 {
			return nil, false
		}
		x = append(x, v)
	}
	return x, true
}
