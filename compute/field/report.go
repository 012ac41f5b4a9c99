package field

import (
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
	count(r.Merged, "at a place that had one", "重複 ")
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
		add("; there are too many, so only one in %d rows and columns is shown", "。データが多すぎるため、縦横とも%d個に1個だけを表示しています", r.Every)
	}
	if r.decimalCommas() {
		add("; commas are decimal marks", "。コンマを小数点として読みました")
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
			add(1, "1 value of %v read as a gap", "欠測値(%v)1個", m)
		} else {
			add(m.Count, "%d values of %v read as gaps", "欠測値(%[2]v)%[1]d個", m.Count, m)
		}
	}
	add(max(0, r.Gaps-marked), "%d without a value", "値なし %d", r.Gaps-marked)
	add(r.Infinite, "%d infinite", "無限大 %d", r.Infinite)
	return t
}

// what says how many values there are, and of which columns.
func (r *Report) what() lang.Text {
	lattice := lang.Sprintf("%d × %d", "%d × %d", r.NX, r.NY)
	columns, texts := r.columns()
	t := lang.Sprintf("%s values", "%s個の値", lattice)
	switch {
	case r.NX == 0:
		t = lang.Sprintf("%v", "%v点", lang.Count(r.Points, "point", "points"))
	case columns != "":
		t = lang.Sprintf("%v on a lattice of %s", "%v点(%s の格子)", lang.Count(r.Lines, "point", "points"), lattice)
	case r.As == AsRows:
		t = lang.Sprintf("%s, rows of z", "%s(z の行列)", t)
	case r.Format != (lang.Text{}):
		t = lang.Sprintf("%s, %s", "%s、%s", r.Format, t)
	}
	if columns != "" {
		t = lang.Sprintf("%s, %s", "%s、%s", columns, t)
	}
	if texts != "" {
		t = lang.Sprintf("%s, without %s (text)", "%s、文字の列 %s を除く", t, texts)
	}
	return t
}

// columns says which are those of x, y and z, unless these are their names or
// there are none, which others can be had as data2, data3 and so on, and which
// are texts.
func (r *Report) columns() (numbers, texts string) {
	if r.X == 0 {
		return "", ""
	}
	var list, left []string
	say := false
	name := func(key string, n int) {
		list = append(list, key+" = "+r.ColumnName(n))
	}
	for k, n := range [3]int{r.X, r.Y, r.Z} {
		key := string("xyz"[k])
		c := r.Columns[n-1]
		say = say || c.Name != "" && c.Bare() != key
		name(key, n)
	}
	for k, n := range r.Values() {
		if k > 0 && k < MostData {
			if c := r.Columns[n-1]; c.Name != "" && c.Name != "z"+strconv.Itoa(k+1) {
				say = true
			}
			name("data"+strconv.Itoa(k+1), n)
		}
	}
	for k, c := range r.Columns {
		if n := k + 1; !c.Numeric && n != r.X && n != r.Y && n != r.Z && c.Name != "" {
			left = append(left, c.Name)
		}
	}
	if say {
		numbers = strings.Join(list, ", ")
	}
	const enough = 4 // to be named
	if len(left) > enough {
		left = append(left[:enough], "…")
	}
	return numbers, strings.Join(left, ", ")
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
