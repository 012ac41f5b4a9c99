package surface

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/field"
	"zscape/compute/lang"
	"zscape/compute/table"
	"zscape/exhibit"
	readers "zscape/jobs/reading"
	"zscape/task"
)

// The keys of the controls that say how the visitor's own file is read.
const (
	textKey  = "readas"  // which of the readings of the text
	rowsKey  = "tableas" // points or rows of z
	northKey = "toprow"  // which way rows run
	gapsKey  = "nodata"
)

var columnKeys = [3]string{"xcol", "ycol", "zcol"}

// fileKeys are all of them.
var fileKeys = []string{textKey, rowsKey, columnKeys[0], columnKeys[1], columnKeys[2], northKey, gapsKey}

// Points are offered of tables with so many columns at most.
const mostColumns = 200

// loaded is a file of the visitor's own, and what was read of it, in each of some ways,
// the first being what is found without options. It is immutable.
type loaded struct {
	name   string
	files  []field.File
	parsed []parsed
}

// parsed is what was read in one way.
type parsed struct {
	way wayKey
	taking
}

// wayKey is field.Options that can be compared.
type wayKey struct {
	table   table.Options
	as      field.Layout
	x, y, z int
	north   bool
	gaps    string
}

func keyOf(o field.Options) wayKey {
	c := wayKey{table: o.Table, as: o.As, x: o.X, y: o.Y, z: o.Z, north: o.North}
	if o.Gaps.Known {
		c.gaps = fmt.Sprint(o.Gaps.Marks)
	}
	return c
}

// taking is a field that was read, with the error there was.
type taking struct {
	field  *field.Field
	report *field.Report // nil if nothing could be read
	err    error
	unread *field.Options // if it was not read yet: how it is to be
}

// As many ways to read a file are kept as a picture may need, what a way begins from
// and all columns of values; and of small files more, so that what was seen before is
// seen at once.
const (
	fewRead  = 4 + field.MostData
	mostRead = 4 * fewRead
)

// across returns how long a unit of x is in units of y: of longitudes and latitudes
// as on a sphere in the middle of the map, or at 85 degrees at most.
func (r *taking) across() float64 {
	if r.field == nil || !r.report.Degrees {
		return 1
	}
	const most = 85
	return math.Cos(math.Pi / 180 * min(math.Abs(r.latitude()), most))
}

// latitude returns that of the middle.
func (r *taking) latitude() float64 {
	_, _, y0, y1 := r.field.Bounds()
	return (y0 + y1) / 2
}

// as returns the file as o has it read.
func (l *loaded) as(o field.Options) taking {
	key := keyOf(o)
	for _, p := range l.parsed {
		if p.way == key {
			return p.taking
		}
	}
	return taking{unread: &o, err: lang.Errorf("is not read yet", "まだ読み込んでいません")}
}

// with returns l with what was read as o has it. What was read first and is too much
// is given up.
func (l *loaded) with(o field.Options, r taking) *loaded {
	next := &loaded{name: l.name, files: l.files, parsed: append(slices.Clone(l.parsed), parsed{keyOf(o), r})}
	for n := len(next.parsed); n > mostRead || n > fewRead && next.size() > kept.Room; n-- {
		next.parsed = slices.Delete(next.parsed, 1, 2)
	}
	return next
}

// is reports whether other is what l has become.
func (l *loaded) is(other *loaded) bool {
	return other != nil && other.parsed[0].report == l.parsed[0].report
}

// reading returns what reads the file as o has it.
func (l *loaded) reading(o field.Options) exhibit.Reading {
	return exhibit.Reading{File: l.name, Spec: readers.Field(o, l.files...), New: readers.NewField}
}

// takingOf returns what a reading came to.
func takingOf(result task.Message) (r taking) {
	r.field, r.report, r.err = readers.FieldOf(result)
	return r
}

// unread returns what is to be read so that s can be shown; nil if nothing is.
func unread(s exhibit.State) *exhibit.Need {
	l := mine(s)
	list, err := read(s.Text("f"))
	if l == nil || err != nil || firstOwn(list) == 0 {
		return nil
	}
	for n := 1; n <= field.MostData; n++ {
		if n > 1 && !use(list, dataName(n)) {
			continue
		}
		if o := l.column(s, n).unread; o != nil {
			return &exhibit.Need{Reading: l.reading(*o), Keep: func(result task.Message) func(f *exhibit.Shelf) *exhibit.Shelf {
				r := takingOf(result)
				return func(f *exhibit.Shelf) *exhibit.Shelf {
					return kept.Change(f, l.name, func(now *loaded) *loaded { return now.with(*o, r) })
				}
			}}
		}
	}
	return nil
}

func (r *taking) samples() int {
	if r.field == nil {
		return 0
	}
	return r.field.Points()
}

// size is about how much it keeps, in samples.
func (l *loaded) size() int {
	n := 0
	for _, f := range l.files {
		n += len(f.Data) / 8
	}
	for _, r := range l.parsed {
		n += r.samples()
	}
	return n
}

// mine returns the visitor's file that s means: the one that it names, or the
// last one; nil if it is not there.
func mine(s exhibit.State) *loaded {
	l, _ := kept.Of(s)
	return l
}

// way is how s has a file read, and what there is to choose.
type way struct {
	options  field.Options
	report   *field.Report
	texts    []field.Choice // other readings of its text
	found    field.Layout   // what its rows look like
	columns  []table.Column // of points
	defaults [3]int         // of x, y and z, from 1
	taken    [3]int
	marks    string         // of gaps that are found
	same     string         // key of a column that is another's, too
	unread   *field.Options // what is to be read before there is more to say
}

// chosen returns the value of a key, empty if it is the default or not there.
func chosen(s exhibit.State, key string) string {
	if _, ok := s.Control(key); !ok || s.Text(key) == s.Default(key) {
		return ""
	}
	return s.Text(key)
}

// way returns how s has the file read.
func (l *loaded) way(s exhibit.State) (w way) {
	// as returns what is said of the file as it is read until now, nil if nothing is.
	as := func() *field.Report {
		r := l.as(w.options)
		w.unread = r.unread
		return r.report
	}
	first := as()
	if first == nil {
		return w
	}
	for _, g := range first.Guesses {
		for _, c := range g.Other {
			if c.Options.Table != (table.Options{}) {
				w.texts = append(w.texts, c)
			}
		}
	}
	if k, err := strconv.Atoi(chosen(s, textKey)); err == nil && 0 < k && k <= len(w.texts) {
		w.options.Table = w.texts[k-1].Options.Table
	}
	r := as()
	if r == nil {
		return w
	}
	w.report, w.found, w.columns = r, r.As, r.Columns
	switch chosen(s, rowsKey) {
	case "points":
		w.options.As = field.AsPoints
	case "rows":
		w.options.As = field.AsRows
	}
	if w.options.As != field.AsFound {
		if r = as(); r == nil {
			return w
		}
	}
	if r.As == field.AsPoints {
		w.choose(s, r)
	}
	if r.Counted && chosen(s, northKey) != "" {
		w.options.North = true
	}
	if r = as(); r == nil {
		return w
	}
	w.report, w.marks = r, marksText(r.Marks)
	if text := chosen(s, gapsKey); text != "" {
		w.options.Gaps.Known = true
		w.options.Gaps.Marks, _ = readMarks(text)
	}
	return w
}

// choose takes the columns of points that s says, and for the others those that
// are found.
func (w *way) choose(s exhibit.State, r *field.Report) {
	var said [3]int
	for k, key := range columnKeys {
		if text := chosen(s, key); text != "" {
			said[k] = columnOf(text, r.Columns)
		}
	}
	w.taken = assign(said, r)
	for k, n := range w.taken {
		others := said
		others[k] = 0
		w.defaults[k] = assign(others, r)[k]
		if slices.Contains(w.taken[:k], n) {
			w.same = columnKeys[k]
		}
	}
	if said != [3]int{} {
		w.options.X, w.options.Y, w.options.Z = w.taken[0], w.taken[1], w.taken[2]
	}
}

// assign returns the columns of x, y and z where some are said, and the others, 0,
// are those that r has found; none is taken twice for these: if x becomes the
// latitude, y becomes the longitude.
func assign(said [3]int, r *field.Report) (taken [3]int) {
	found := [3]int{r.X, r.Y, r.Z}
	taken = said
	for k, n := range found {
		if taken[k] == 0 && !slices.Contains(said[:], n) {
			taken[k] = n
		}
	}
	for k := range taken {
		for _, n := range append(found[:], r.Values()...) {
			if taken[k] == 0 && !slices.Contains(taken[:], n) {
				taken[k] = n
			}
		}
		if taken[k] == 0 {
			taken[k] = found[k]
		}
	}
	return taken
}

// guesses says what was taken where there is a choice, and offers the others.
func (l *loaded) guesses(s exhibit.State) (list []exhibit.Notice) {
	w := l.way(s)
	if w.report == nil {
		return nil
	}
	for _, g := range w.report.Guesses {
		n := exhibit.Notice{Text: lang.Sentence(g.Text)}
		for _, c := range g.Other {
			var set exhibit.Setting
			switch k := slices.IndexFunc(w.texts, func(t field.Choice) bool { return t.Options.Table == c.Options.Table }); {
			case c.Options.As == field.AsPoints && c.Options.As != w.options.As:
				set = exhibit.Setting{Key: rowsKey, Value: "points"}
			case c.Options.As == field.AsRows && c.Options.As != w.options.As:
				set = exhibit.Setting{Key: rowsKey, Value: "rows"}
			case k >= 0:
				set = exhibit.Setting{Key: textKey, Value: strconv.Itoa(k + 1)}
			}
			if _, ok := s.Control(set.Key); ok {
				n.Key, n.Fixes = set.Key, append(n.Fixes, exhibit.Fix{Label: c.Label, Set: []exhibit.Setting{set}})
			}
		}
		if len(n.Fixes) > 0 {
			list = append(list, n)
		}
	}
	return list
}

// column returns the n-th of the columns of values as they are named data, data2
// and so on, from 1.
func (l *loaded) column(s exhibit.State, n int) taking {
	w := l.way(s)
	o := w.options
	if w.unread != nil {
		return l.as(*w.unread)
	}
	if w.same != "" {
		return taking{err: &exhibit.Problem{Key: w.same, Value: s.Text(w.same), Reason: lang.Text{En: "must be a column that no other axis uses", Ja: "ほかの軸とは別の列を選んでください"}}}
	}
	if n > 1 {
		var list []int
		if w.report != nil && w.report.Z > 0 {
			list = w.report.Values()
		}
		if n > len(list) {
			return taking{err: lang.Errorf("uses a column that does not exist: %s has %v of values", "データの列がありません。%sにある値の列は%v個です", l.name, lang.Count(max(1, len(list)), "column", "columns"))}
		}
		o.X, o.Y, o.Z = w.report.X, w.report.Y, list[n-1]
	}
	return l.as(o)
}

// controls returns those that say how the file is read.
func (l *loaded) controls(s exhibit.State) (list []exhibit.Control) {
	w := l.way(s)
	group := exhibit.Text{En: "Data", Ja: "データ"}
	add := func(key, en, ja, standard string, options ...exhibit.Option) {
		list = append(list, exhibit.Control{Key: key, Kind: exhibit.Choice, Group: group, Label: exhibit.Text{En: en, Ja: ja}, Default: standard, Options: options})
	}
	if len(w.texts) > 0 {
		options := []exhibit.Option{{Value: "0", Label: exhibit.Text{En: "detected", Ja: "自動判定"}}}
		for k, c := range w.texts {
			options = append(options, exhibit.Option{Value: strconv.Itoa(k + 1), Label: c.Label})
		}
		add(textKey, "Text format", "テキストの形式", "0", options...)
	}
	if w.report == nil {
		return list
	}
	if n := len(w.columns); 3 <= n && n <= mostColumns {
		standard := "points"
		if w.found == field.AsRows {
			standard = "rows"
		}
		add(rowsKey, "Each line is", "各行の意味", standard,
			exhibit.Option{Value: "points", Label: exhibit.Text{En: "a point x, y, z", Ja: "点 x, y, z"}},
			exhibit.Option{Value: "rows", Label: exhibit.Text{En: "a row of z", Ja: "z の行"}})
	}
	if w.report.As == field.AsPoints && len(w.report.Columns) <= mostColumns {
		var options []exhibit.Option
		for k, c := range w.report.Columns {
			if n := k + 1; c.Numeric || slices.Contains(w.taken[:], n) {
				options = append(options, exhibit.Option{Value: columnValue(n, w.report.Columns), Label: lang.Same(w.report.ColumnName(n))})
			}
		}
		for k, key := range columnKeys {
			axis := "xyz"[k : k+1]
			add(key, axis+" column", axis+"の列", columnValue(w.defaults[k], w.report.Columns), options...)
		}
	}
	if w.report.Counted {
		add(northKey, "First row is", "最初の行", "south",
			exhibit.Option{Value: "south", Label: exhibit.Text{En: "at the smallest y", Ja: "yが最小の側"}},
			exhibit.Option{Value: "north", Label: exhibit.Text{En: "at the largest y", Ja: "yが最大の側"}})
	}
	if w.report.As != field.AsFound || w.report.Format != (lang.Text{}) {
		list = append(list, exhibit.Control{Key: gapsKey, Kind: exhibit.Word, Group: group, Label: exhibit.Text{En: "Values that mark gaps", Ja: "欠損値を表す数"}, Default: w.marks,
			Options: slices.CompactFunc([]exhibit.Option{{Value: w.marks}, {Value: noMarks}}, func(a, b exhibit.Option) bool { return a.Value == b.Value }),
			Check:   checkMarks, Hint: exhibit.Text{En: "Numbers that stand for missing values, such as -9999, or none.", Ja: "-9999 など、値がないことを表す数。なければ none。"}})
	}
	return list
}

// columnValue names a column in an address: by its name, if that is no other's,
// or else its number.
func columnValue(n int, columns []table.Column) string {
	name := columns[n-1].Name
	others := slices.ContainsFunc(slices.Delete(slices.Clone(columns), n-1, n), func(c table.Column) bool { return c.Name == name })
	if name == "" || others || strings.HasPrefix(name, "#") || strings.TrimSpace(name) != name {
		return "#" + strconv.Itoa(n)
	}
	return name
}

// columnOf returns the column, from 1, that columnValue names; 0 if there is none.
func columnOf(text string, columns []table.Column) int {
	for k := range columns {
		if columnValue(k+1, columns) == text {
			return k + 1
		}
	}
	return 0
}

// noMarks is the text for no marks of gaps.
const noMarks = "none"

// marksText writes marks of gaps.
func marksText(marks []field.Mark) string {
	var list []string
	for _, m := range marks {
		if m.Value == m.Value {
			list = append(list, exhibit.FormatNumber(m.Value))
		}
	}
	if len(list) == 0 {
		return noMarks
	}
	return strings.Join(list, " ")
}

// readMarks reads them: numbers, or none.
func readMarks(text string) (list []float64, err error) {
	if text == "" || text == noMarks || text == "なし" {
		return nil, nil
	}
	const most = 20
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '　' || r == '、' }) {
		v, err := exhibit.ParseNumber(word)
		if err != nil || math.IsNaN(v) {
			return nil, lang.Errorf("must be numbers such as -9999, or none", "-9999 のような数か、none にしてください")
		}
		list = append(list, v)
	}
	if len(list) > most {
		return nil, lang.Errorf("must be at most %d numbers", "%d個までにしてください", most)
	}
	return list, nil
}

// checkMarks is the Check of the control of marks.
func checkMarks(text string) (canonical string, reason error) {
	list, err := readMarks(text)
	var marks []field.Mark
	for _, v := range list {
		marks = append(marks, field.Mark{Value: v})
	}
	return marksText(marks), err
}

// reported says what was read of the file that s shows; nothing if it shows none.
func reported(s exhibit.State) (t exhibit.Text) {
	list, err := read(s.Text("f"))
	l := mine(s)
	if err != nil || l == nil || firstOwn(list) == 0 {
		return t
	}
	first := l.column(s, 1)
	if first.err != nil {
		return t
	}
	t = lang.Sprintf("%s: %s", "%s: %s", l.name, first.report.Text())
	if first.report.Degrees && s.Text("aspect") == "data" {
		t = lang.Sprintf("%s; to scale at latitude %s°", "%s。緯度%s°で縦横の縮尺を合わせています", t, exhibit.Brief(first.latitude(), 4))
	}
	for n := 2; n <= field.MostData; n++ {
		if !use(list, dataName(n)) {
			continue
		}
		if r := l.column(s, n); r.err == nil && r.report.Missing() != (lang.Text{}) {
			t = lang.Sprintf("%s; %s: %s", "%s。%s: %s", t, dataName(n), r.report.Missing())
		}
	}
	return t
}
