package surface

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/field"
	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/exhibit/files"
	"zscape/task"
)

// intake is what the exhibit does with files.
var intake = &exhibit.Intake{
	Label: exhibit.Text{En: "Open data…", Ja: "データを開く…"},
	Hint: exhibit.Text{
		En: "A table x,y,z or rows of z (CSV, TSV, spaces), an elevation grid (ESRI .asc, Surfer .grd, SRTM .hgt) or a height map (PNG). You can also drop it anywhere. In formulas it is called data. It never leaves this tab.",
		Ja: "x,y,z の表、z の行列(CSV・TSV・空白区切り)、標高グリッド(ESRI .asc・Surfer .grd・SRTM .hgt)、または高さを表すPNG画像。ドロップしてもよい。式の中では data と書く。ファイルはこのタブの外に出ない。"},
	Accept:     ".csv,.tsv,.txt,.dat,.xyz,.asc,.grd,.hgt,.xml,.png,.json,.bin",
	Bytes:      256 << 20,
	Recognizes: recognizes,
	Read:       asFound,
	Take:       take,
	Unread:     unread,
	Report:     reported,
}

// kept are the visitor's data, in samples.
var kept = files.Kept[*loaded]{Shelf: ownData, Files: 8, Room: 4 * field.MaxSamples, Size: (*loaded).size}

func recognizes(given []exhibit.File) exhibit.Likeness {
	return files.Likeness(field.Glance(files.Named(files.Begin(given))...))
}

// asFound returns what reads data, as they are found.
func asFound(given []exhibit.File, _ exhibit.State) exhibit.Reading {
	return (&loaded{name: nameOf(given), files: files.Named(given)}).reading(field.Options{})
}

// take shows the data that were read: by the formula of a State if it is one of data.
func take(result task.Message, given []exhibit.File, _ exhibit.State) exhibit.Put {
	first := takingOf(result)
	l := &loaded{name: nameOf(given), files: files.Named(given)}
	if first.err == nil && first.report.As == field.AsFound && first.report.Format == (lang.Text{}) {
		l.files = nil // there is nothing to choose
	}
	l = l.with(field.Options{}, first)
	return func(s exhibit.State) (next exhibit.State, report exhibit.Text, err error) {
		if first.err != nil {
			return s, report, first.err
		}
		again := s.Text(exhibit.FileKey) == l.name
		if next, err = s.Set(exhibit.FileKey, l.name); err == nil && !l.is(mine(next)) {
			next, err = kept.Put(s, l.name, l)
		}
		if err != nil {
			return s, report, err
		}
		if list, err := read(next.Text("f")); err != nil || firstOwn(list) == 0 {
			next, _ = next.Set("f", formulaOf(first.report))
		}
		if !again { // choices are of another file
			for _, key := range fileKeys {
				if _, ok := next.Control(key); ok {
					next, _ = next.Set(key, next.Default(key))
				}
			}
		}
		for _, key := range append(slices.Clone(latticeKeys), exhibit.PositionKey) {
			next, _ = next.Set(key, next.Default(key))
		}
		return next, reported(next), nil
	}
}

// formulaOf returns the formula by which what was read is shown: data, or, of a
// table x, y, z, z2, z3 as it is written of several formulas, all of them.
func formulaOf(r *field.Report) string {
	f := ownData
	for k, c := range r.Columns {
		switch {
		case r.X == 0 || k < 3 && c.Name != "xyz"[k:k+1] || k > 2 && c.Name != "z"+strconv.Itoa(k-1) || k > field.MostData+1:
			return ownData
		case k > 2:
			f += "; " + dataName(k-1)
		}
	}
	return f
}

// nameOf returns the name under which files are kept: of two, that of the samples
// rather than of their description.
func nameOf(given []exhibit.File) string {
	if len(given) > 1 && strings.EqualFold(path.Ext(given[0].Name), ".json") {
		return files.Name(given, 1)
	}
	return files.Name(given, 0)
}
