package field

import (
	"errors"
	"math"
	"slices"
	"strings"

	"zscape/compute/faults"
	"zscape/compute/lang"
	"zscape/compute/table"
)

// ReadText reads a table of numbers, in any of the dialects of package table.
//
// Three columns are points x, y, z; so are more, if only three have numbers and
// the others texts, or if a header names x and y, or longitude and latitude, or
// easting and northing, in English, Japanese or some other languages; then z is
// the first that is called z or height or so, or else the first other one. Points
// that fill a rectangular lattice, two thirds of it at least, become its samples,
// with gaps where there is none. The order of lines does not matter. A header part,
// u, v, x, y, z is that of surfaces and curves as this program writes them: it is an
// error if they are not one height field.
//
// Any other number of columns is a lattice of values z, a row a line, and so is
// an array in brackets, [[1, 2], [3, 4]], however many they are. The first row
// has the smallest y, as in a matrix that NumPy or Octave would plot, unless
// Options say that the north is on top; steps are 1, from (0, 0). If the corner at
// the upper left has no number, the first row says x, and the first column y;
// where all columns but the first have names, and that has none or is called Year or
// so, it says y, if it rises or falls. Columns of texts are left out.
//
// Numbers such as -9999, where they stand apart from all other values, are gaps;
// infinite values of a lattice stay.
//
// Options may say otherwise; what was taken where there is a choice is among the
// Guesses of the Report.
//
// A line that cannot be read is skipped, or, where it is a row of a lattice,
// left empty, and so reported. It is an error if nothing is left.
func ReadText(data []byte, o Options) (*Field, *Report, error) {
	tab, err := table.ReadWith(o.passing(), data, o.Table)
	switch {
	case errors.Is(err, table.ErrNoText):
		return nil, nil, lang.Errorf("neither a table of numbers nor a PNG image", "数の表でもPNG画像でもありません")
	case errors.Is(err, table.ErrEmpty):
		return nil, nil, lang.Errorf("%v: expected numbers, x,y,z or rows of z", "%v(x,y,z の表か、z の行列を数で書いてください)", err)
	case err != nil:
		return nil, nil, err
	}
	t := &text{Report: &Report{Columns: tab.Columns}, table: tab, options: o}
	for _, g := range tab.Guesses {
		guess := Guess{Text: g.Text}
		for _, c := range g.Other {
			other := o
			other.Table, other.progress = c.Options, nil
			guess.Other = append(guess.Other, Choice{c.Label, other})
		}
		t.Guesses = append(t.Guesses, guess)
	}
	as, at, err := t.layout()
	if err != nil {
		return nil, t.Report, err
	}
	t.As = as
	var f *Field
	if as == AsPoints {
		f, err = t.points(at)
	} else {
		f, err = t.rows()
	}
	if err != nil {
		return nil, t.Report, t.doubted(err)
	}
	return f, t.Report, nil
}

// text is a table that is read.
type text struct {
	*Report
	table   *table.Table
	options Options
	doubt   lang.Text // the layout that was taken where there is another
}

// layout decides what the rows are, and in which columns, from 0, points are.
func (t *text) layout() (as Layout, at [3]int, err error) {
	n := len(t.Columns)
	at, asked := byName(t.Columns)
	if !asked {
		at, asked = t.alone()
	}
	for k, c := range [3]int{t.options.X, t.options.Y, t.options.Z} {
		if c != 0 {
			at[k], asked = c-1, true
		}
	}
	switch as = t.options.As; {
	case as != AsFound:
	case asked && at[2] < 0:
		t.guess(lang.Text{}, AsRows)
		return as, at, lang.Errorf("%s and %s are x and y, but no other column has numbers for z", "%s と %s を x, y としましたが、z にする数の列がありません", t.ColumnName(at[0]+1), t.ColumnName(at[1]+1))
	case asked:
		as = AsPoints
	case t.table.Array:
		as = AsRows
		if n == 3 {
			t.guess(lang.Text{En: "an array is read as rows of z", Ja: "括弧つきの配列なので、z の行列として読みました"}, AsPoints)
		}
	case n < 3:
		t.guess(lang.Text{}, AsRows)
		first, line := t.table.First()
		return as, at, lang.Errorf("line %d: %s is %s: expected x,y,z or rows of z, separated by commas, tabs, semicolons or spaces",
			"%d行目: %sは%sです(x,y,z の表か z の行列を、コンマ、タブ、セミコロン、空白のどれかで区切って書いてください)",
			line, faults.Quote(first), [...]lang.Text{{En: "one column", Ja: "1列"}, {En: "two columns", Ja: "2列"}}[n-1])
	case n == 3 && !t.cornered():
		as = AsPoints
		if t.headed() {
			break
		}
		t.guess(lang.Text{En: "3 columns are read as points x, y, z; write rows of z in brackets, [[1, 2, 3], ...]",
			Ja: "3列なので、各行を点 x, y, z として読みました(z の行列は [[1, 2, 3], …] のように書きます)"}, AsRows)
	default:
		as = AsRows
	}
	if as == AsRows {
		return as, at, nil
	}
	for i, k := range at {
		if k < 0 && t.options.Z == 0 && i == 2 { // whichever is left
			for k = 0; k == at[0] || k == at[1]; k++ {
			}
			at[2] = k
		}
		if k < 0 || k >= n {
			return as, at, lang.Errorf("there is no column %d: the table has %d", "%d列目はありません(全部で%d列です)", k+1, n)
		}
	}
	t.X, t.Y, t.Z = at[0]+1, at[1]+1, at[2]+1
	return as, at, nil
}

// guess notes a layout that was taken, and the other one; without a text it is
// what may help, while there is an error.
func (t *text) guess(taken lang.Text, other Layout) {
	o := t.options
	o.As, o.progress = other, nil
	label := lang.Text{En: "Read as points x, y, z", Ja: "点 x, y, z として読む"}
	if other == AsRows {
		label = lang.Text{En: "Read as rows of z", Ja: "z の行列として読む"}
	}
	t.doubt = taken
	t.Guesses = append(t.Guesses, Guess{taken, []Choice{{label, o}}})
}

// doubted returns an error that may come of a layout that is not meant.
func (t *text) doubted(err error) error {
	if t.doubt == (lang.Text{}) {
		return err
	}
	return lang.Errorf("%v; %s", "%v。%s", err, t.doubt)
}

// alone returns the only three columns that have numbers where others have texts;
// ok is false, and they are the first three, if it is not so.
func (t *text) alone() (at [3]int, ok bool) {
	n := 0
	for k, c := range t.Columns {
		if c.Numeric {
			if n < 3 {
				at[n] = k
			}
			n++
		}
	}
	if n != 3 || len(t.Columns) == 3 || !t.headed() || t.Columns[0].Name == "" || t.heads() != nil {
		return [3]int{0, 1, 2}, false
	}
	return at, true
}

// cornered reports whether the first row says x: its first field is empty or a
// text, its others are numbers.
func (t *text) cornered() (ok bool) {
	t.table.Rows(func(_ int, fields [][]byte) bool {
		if _, ok = t.topRow(fields); ok && len(fields[0]) > 0 {
			_, number := t.table.Number(0, fields[0])
			ok = !number
		}
		return false
	})
	return ok
}

// points reads x, y, z.
func (t *text) points(at [3]int) (*Field, error) {
	var x, y, z []float64
	var failed error
	pieces := piecesOf(t.table)
	columns, lines := len(t.Columns), t.table.Lines()
	seen := newCrowd(t.options.Gaps, lines)
	work := t.options.reading(columns * lines)
	t.table.Rows(func(n int, fields [][]byte) bool {
		work.add(len(fields))
		if len(fields) != columns {
			t.SkipFields(n, len(fields), columns)
			return true
		}
		var v [3]float64
		for k, name := range "xyz" {
			s := fields[at[k]]
			var ok bool
			if v[k], ok = t.table.Number(at[k], s); !ok {
				t.Skip(n, "%c is %s, expected a number", "%cの%sは数ではありません", name, faults.Quote(s))
				return true
			}
			if k < 2 && !(math.Abs(v[k]) <= farthest) {
				if !blank(fields) {
					t.Skip(n, "%c is %s, expected a finite number", "%cの%sは有限の数ではありません", name, faults.Quote(s))
				}
				return true
			}
		}
		if len(x) == MaxSamples {
			failed = lang.Errorf("more than %d points", "点が%d個を超えています", MaxSamples)
		} else {
			failed = pieces.check(t.table, n, fields, v)
		}
		if failed != nil {
			return false
		}
		x, y, z = append(x, v[0]), append(y, v[1]), append(z, v[2])
		failed = seen.check(x, y, z, &work)
		return failed == nil
	})
	if failed != nil {
		return nil, failed
	}
	if len(x) == 0 {
		return nil, t.nothing(lang.Same("x, y, z"))
	}
	t.Lines = len(x)
	t.markGaps(z, t.options.Gaps, &work)
	return gather(x, y, z, t.Report, t.options.progress)
}

// blank reports whether all fields are empty, as below the tables of
// spreadsheets.
func blank(fields [][]byte) bool {
	return !slices.ContainsFunc(fields, func(f []byte) bool { return len(f) > 0 })
}

// nothing says that no line could be read.
func (r *Report) nothing(want lang.Text) error {
	if r.Skipped == 0 {
		return lang.Errorf("there is a header, but no line with %s", "見出しはありますが、%sの行がありません", want)
	}
	return lang.Errorf("%s; no line can be read as %s", "%s。%sとして読める行がありません", r.Examples[0].Text(), want)
}

// rows reads a lattice of z.
func (t *text) rows() (*Field, error) {
	var x, y, z []float64
	columns := len(t.Columns)
	texts := t.texts()
	indexed := t.indexed()
	says := indexed // the first column says y, or names rows
	begun, full := false, false
	var of []int // the columns of z
	take := func() {
		for k := range columns {
			switch {
			case k == 0 && says:
			case texts[k]:
				t.Left = append(t.Left, k+1)
			default:
				of = append(of, k)
			}
		}
		if says && texts[0] {
			t.Left = append([]int{1}, t.Left...)
			says = false
		}
	}
	blanks := 0 // rows of gaps, if they are not below the table
	work := t.options.reading(columns * t.table.Lines())
	t.table.Rows(func(n int, fields [][]byte) bool {
		work.add(len(fields))
		if !begun {
			begun = true
			top, ok := t.topRow(fields)
			if ok = ok && !t.headed() && (!texts[0] || t.heading(top)); ok {
				says = true
			}
			if take(); ok {
				for _, k := range of {
					x = append(x, top[k-1])
				}
				return true
			}
		}
		if blank(fields) {
			blanks++
			return true
		}
		if len(fields) != columns {
			t.SkipFields(n, len(fields), columns)
		}
		if says {
			v, ok := t.table.Number(0, fields[0])
			if !ok || v-v != 0 {
				if len(fields) == columns {
					t.Skip(n, "y is %s, expected a number", "yの%sは数ではありません", faults.Quote(fields[0]))
				}
				return true
			}
			y = append(y, v)
			blanks = 0
		}
		if full = len(z)+(blanks+1)*len(of) > MaxSamples; full {
			return false
		}
		for range blanks * len(of) {
			z = append(z, math.NaN())
		}
		blanks = 0
		z = t.row(z, n, fields, of)
		return true
	})
	if full {
		return nil, lang.Errorf("more than %d samples", "サンプルが%d個を超えています", MaxSamples)
	}
	if len(z) == 0 {
		return nil, t.nothing(lang.Text{En: "numbers", Ja: "数"})
	}
	if indexed && says && !monotone(y) {
		says, t.Left = false, append([]int{1}, t.Left...)
	}
	if heads := t.heads(); x == nil && len(heads) == len(of) {
		x = heads
	} else if x == nil {
		x = counted(len(of))
	}
	if t.Counted = !says; t.Counted {
		y = counted(len(z) / len(of))
		if t.options.North {
			slices.Reverse(y)
		}
	}
	f, err := t.grid(x, y, z, t.options.Gaps, &work)
	if err != nil && t.Skipped > 0 {
		err = lang.Errorf("%v; %s", "%v。%s", err, t.Examples[0].Text())
	}
	return f, err
}

// texts returns which columns have texts in most of the first rows: these are no
// values, even where they are the columns of a lattice.
func (t *text) texts() []bool {
	const enough = 200 // rows
	numbers, texts := make([]int, len(t.Columns)), make([]int, len(t.Columns))
	rows := 0
	t.table.Rows(func(_ int, fields [][]byte) bool {
		for k, f := range fields[:min(len(fields), len(t.Columns))] {
			if v, ok := t.table.Number(k, f); !ok {
				texts[k]++
			} else if v == v {
				numbers[k]++
			}
		}
		rows++
		return rows < enough
	})
	list := make([]bool, len(t.Columns))
	for k := range list {
		list[k] = texts[k] > numbers[k] && texts[k] > 1 && !t.table.Array
	}
	return list
}

// heading reports whether the numbers of the first row, beside texts, are the x of
// the others: they rise or fall, or do so in equal steps, or are years, and not all
// others are so.
func (t *text) heading(top []float64) bool {
	const enough = 200 // rows
	rows, rising, even, dated := 0, 0, 0, 0
	t.table.Rows(func(_ int, fields [][]byte) bool {
		v := make([]float64, 0, len(top))
		for k := 1; k < min(len(fields), len(t.Columns)); k++ {
			u, _ := t.table.Number(k, fields[k])
			v = append(v, u)
		}
		if rows++; rows > 1 && monotone(v) {
			rising++
			if evenly(v) {
				even++
			}
			if years(v) {
				dated++
			}
		}
		return rows < enough
	})
	return monotone(top) && (rising < rows-1 || evenly(top) && even < rows-1 || years(top) && dated < rows-1)
}

// years reports whether numbers are all years, as they are likely to be written.
func years(v []float64) bool {
	return !slices.ContainsFunc(v, func(a float64) bool { return a != math.Trunc(a) || a < 1500 || a > 2200 })
}

// evenly reports whether numbers are in equal steps.
func evenly(v []float64) bool {
	for k := 2; k < len(v); k++ {
		if step := v[1] - v[0]; math.Abs(v[k]-v[k-1]-step) > 1e-9*math.Abs(step) {
			return false
		}
	}
	return true
}

// monotone reports whether numbers rise, or fall.
func monotone(v []float64) bool {
	rise := 0
	for k := 1; k < len(v); k++ {
		switch {
		case v[k] > v[k-1]:
			rise++
		case v[k] < v[k-1]:
			rise--
		}
	}
	return max(rise, -rise) == len(v)-1
}

// row appends a row of z: fields of line n, one of each column in the list. One
// that has too few or too many is left empty.
func (t *text) row(z []float64, n int, fields [][]byte, of []int) []float64 {
	whole := len(fields) == len(t.Columns)
	said := false // once a line
	for _, k := range of {
		v := math.NaN()
		if whole {
			u, ok := t.table.Number(k, fields[k])
			if ok {
				v = u
			}
			if !ok && !said {
				t.Skip(n, "column %d is %s, expected a number", "%d列目の%sは数ではありません", k+1, faults.Quote(fields[k]))
				said = true
			}
		}
		z = append(z, v)
	}
	return z
}

// headed reports whether columns have names.
func (t *text) headed() bool {
	return slices.ContainsFunc(t.Columns, func(c table.Column) bool { return c.Name != "" })
}

// indexed reports whether the first column numbers or names the rows: all others
// have names, and it has none, as pandas and R write it, or is called Year or
// freq\angle, or the others are 10 Hz, 20 Hz and so on.
func (t *text) indexed() bool {
	if len(t.Columns) < 2 || slices.ContainsFunc(t.Columns[1:], func(c table.Column) bool { return c.Name == "" }) {
		return false
	}
	return rolesOf(t.Columns)[0] == label || strings.Contains(t.Columns[0].Name, `\`) || t.heads() != nil
}

// heads returns the numbers in the names of all columns but the first, with the same
// letters around them, if they rise or fall, and the first column is called
// otherwise; else nil.
func (t *text) heads() (x []float64) {
	const figures = "0123456789"
	around := ""
	for k, c := range t.Columns {
		from, to := strings.IndexAny(c.Name, figures), strings.LastIndexAny(c.Name, figures)+1
		if k == 0 && from < 0 {
			continue
		}
		if from < 0 {
			return nil
		}
		if from > 0 && c.Name[from-1] == '-' {
			from--
		}
		letters := c.Name[:from] + "\n" + c.Name[to:]
		v, ok := t.table.Number(k, []byte(c.Name[from:to]))
		switch {
		case k == 0:
			around = letters
			continue
		case k == 1 && letters == around || k > 1 && letters != around || !ok || v-v != 0:
			return nil
		}
		around = letters
		x = append(x, v)
	}
	if len(x) < 2 || !monotone(x) {
		return nil
	}
	return x
}

// topRow returns the values of x that the first row says, if it does.
func (t *text) topRow(fields [][]byte) (x []float64, ok bool) {
	if len(fields) != len(t.Columns) || len(fields) < 3 {
		return nil, false
	}
	if v, ok := t.table.Number(0, fields[0]); ok && v == v {
		return nil, false
	}
	for k, s := range fields[1:] {
		v, ok := t.table.Number(k+1, s)
		if !ok || v-v != 0 {
			return nil, false
		}
		x = append(x, v)
	}
	return x, true
}
