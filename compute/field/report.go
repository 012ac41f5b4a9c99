package field

import (
	"slices"
	"strconv"
	"strings"

	"zscape/compute/lang"
)

// Text says what was read: how many values, of which columns, and what of the
// file is not as it seems; not the Guesses that have another choice.
func (r *Report) Text() lang.Text {
	t := r.what()
	add := func(en, ja string, args ...any) { t = lang.Sprintf("%s%s", "%s%s", t, lang.Sprintf(en, ja, args...)) }
	count := func(n int, en, ja string) {
		if n > 0 {
			add(", %d "+en, "、"+ja+"%d", n)
		}
	}
	if missing := r.Missing(); missing != (lang.Text{}) {
		add(", %s", "、%s", missing)
	}
	count(r.Merged, "at duplicate positions", "同じ位置の点 ")
	if r.Skipped == 1 {
		add(", 1 line skipped", "、読めない行 1")
	} else {
		count(r.Skipped, "lines skipped", "読めない行 ")
	}
	for k, e := range r.Examples {
		between := [...]string{": %s", "; %s"}[min(k, 1)]
		add(between, between, e.Text())
	}
	if r.Every > 1 {
		add("; too many to show all, so only one in %d rows and columns is shown", "。データが多すぎるため、縦横とも%d個に1個だけを表示しています", r.Every)
	}
	if names := r.unused(); len(names) > 0 {
		const enough = 4 // to be named
		if len(names) > enough {
			names = append(names[:enough], "…")
		}
		add("; %s not used", "。%s の列は使っていません", strings.Join(names, ", "))
	}
	if r.decimalCommas() {
		add("; commas are read as decimal marks", "。コンマを小数点として読みました")
	}
	for _, g := range r.Guesses {
		if len(g.Other) == 0 {
			add("; %s", "。%s", g.Text)
		}
	}
	return t
}

// Missing says how many samples have no value, or none that is finite; nothing if
// there are none.
func (r *Report) Missing() (t lang.Text) {
	add := func(n int, en, ja string, args ...any) {
		if n == 0 {
			return
		}
		if t != (lang.Text{}) {
			t.En += ", "
			t.Ja += "、"
		}
		more := lang.Sprintf(en, ja, args...)
		t.En += more.En
		t.Ja += more.Ja
	}
	marked := 0
	for _, m := range r.Marks {
		if marked += m.Count; m.Count == 1 {
			add(1, "1 value of %v read as a gap", "欠損値(%v)1個", m)
		} else {
			add(m.Count, "%d values of %v read as gaps", "欠損値(%[2]v)%[1]d個", m.Count, m)
		}
	}
	add(max(0, r.Gaps-marked), "%d without a value", "値のない点 %d", r.Gaps-marked)
	add(r.Infinite, "%d infinite", "無限大 %d", r.Infinite)
	return t
}

// what says how many values there are, and of which columns.
func (r *Report) what() lang.Text {
	lattice := lang.Sprintf("%d × %d", "%d × %d", r.NX, r.NY)
	columns := r.columns()
	t := lang.Sprintf("%s values", "%s個の値", lattice)
	switch {
	case r.NX == 0:
		t = lang.Sprintf("%v", "%v点", lang.Count(r.Points, "point", "points"))
	case columns != "":
		t = lang.Sprintf("%v on a %s grid", "%v点(%s の格子)", lang.Count(r.Lines, "point", "points"), lattice)
	case r.As == AsRows && !r.Counted && r.Columns[0].Name != "":
		t = lang.Sprintf("%s, rows of z, y = %s", "%s(z の行列、y = %s)", t, r.Columns[0].Name)
	case r.As == AsRows:
		t = lang.Sprintf("%s, rows of z", "%s(z の行列)", t)
	case r.Format != (lang.Text{}):
		t = lang.Sprintf("%s, %s", "%s、%s", r.Format, t)
	}
	if columns != "" {
		t = lang.Sprintf("%s, %s", "%s、%s", columns, t)
	}
	return t
}

// columns says which are those of x, y and z, and which others can be had as
// data2, data3 and so on; nothing if there are none, or if they are x, y, z, z2 and
// so on as this program writes them.
func (r *Report) columns() string {
	if r.X == 0 || isPieces(r.Columns) {
		return ""
	}
	var list []string
	say := len(r.unused()) > 0
	name := func(key, as string, n int) {
		say = say || r.Columns[n-1].Name != "" && !strings.EqualFold(r.Columns[n-1].Name, as) || n != len(list)+1
		list = append(list, key+" = "+r.ColumnName(n))
	}
	for k, n := range [3]int{r.X, r.Y, r.Z} {
		key := string("xyz"[k])
		name(key, key, n)
	}
	for k, n := range r.data() {
		number := strconv.Itoa(k + 2)
		name("data"+number, "z"+number, n)
	}
	if !say {
		return ""
	}
	return strings.Join(list, ", ")
}

// data returns the columns, from 1, that can be had as data2, data3 and so on.
func (r *Report) data() []int {
	list := r.Values()
	return list[1:min(len(list), MostData)]
}

// unused returns the names of the columns that points, or rows of z, leave out.
func (r *Report) unused() (names []string) {
	for _, n := range r.Left {
		names = append(names, r.ColumnName(n))
	}
	if r.X == 0 || isPieces(r.Columns) {
		return names
	}
	used := append(r.data(), r.X, r.Y, r.Z)
	for k := range r.Columns {
		if !slices.Contains(used, k+1) {
			names = append(names, r.ColumnName(k+1))
		}
	}
	return names
}

// MostData is how many columns of values can be had at once.
const MostData = 5

// ColumnName returns the name of column n, from 1, or its number if it has none.
func (r *Report) ColumnName(n int) string {
	if name := r.Columns[n-1].Name; name != "" {
		return name
	}
	return "#" + strconv.Itoa(n)
}

// decimalCommas reports whether numbers of the table have them, and no guess says
// so.
func (r *Report) decimalCommas() bool {
	if len(r.Guesses) > 0 {
		return false
	}
	for _, c := range r.Columns {
		if c.Numeric && c.Decimal == ',' {
			return true
		}
	}
	return false
}
