package surface

import (
	"slices"
	"strconv"

	"zscape/compute/field"
	"zscape/compute/lang"
	"zscape/compute/table"
	"zscape/exhibit"
)

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
