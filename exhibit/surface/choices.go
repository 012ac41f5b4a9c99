package surface

import (
	"slices"
	"strconv"
	"strings"

	"zscape/compute/field"
	"zscape/compute/lang"
	"zscape/compute/table"
	"zscape/exhibit"
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
