package ratings

import (
	"slices"

	"zscape/compute/lang"
	"zscape/compute/ratings"
	"zscape/exhibit"
	"zscape/exhibit/ratings/factorize"
)

// onShelf is the name under which the visitor's tables lie.
const onShelf = "ratings"

// loaded is a table that was read from files.
type loaded struct {
	name  string
	table *ratings.Ratings
}

// mine returns the visitor's table that st means: of the file that it names; nil
// if it names none.
func mine(st exhibit.State) *ratings.Ratings {
	list, _ := st.Shelf().Get(onShelf).([]loaded)
	for _, l := range list {
		if l.name == st.Text(exhibit.FileKey) {
			return l.table
		}
	}
	return nil
}

// Tables of so many files are kept at once.
const mostFiles = 3

var intake = &exhibit.Intake{
	Label: text("Open ratings…", "評価データを開く…"),
	Hint: text("u.data, with u.user and u.item if you have them, or ratings.csv with movies.csv; several at once. Or drop them anywhere.",
		"u.data(あれば u.user、u.item も)、または ratings.csv と movies.csv。まとめて選択、またはドロップ。"),
	Accept: ".data,.user,.item,.csv,.dat,.txt",
	Bytes:  32 << 20, // some 1.2 million ratings: reading more would hold the page up
	Take:   take,
}

// take reads files of ratings, users and movies.
func take(files []exhibit.File, s exhibit.State) (next exhibit.State, report exhibit.Text, err error) {
	var list []ratings.File
	for _, f := range files {
		list = append(list, ratings.File{Name: f.Name, Data: f.Data})
	}
	table, reports, err := ratings.Read(list...)
	if err != nil {
		return s, report, err
	}
	name := ""
	for _, r := range reports {
		if r.Kind == ratings.KindRatings {
			name = r.Name
		}
	}
	kept, _ := s.Shelf().Get(onShelf).([]loaded)
	kept = slices.DeleteFunc(slices.Clone(kept), func(l loaded) bool { return l.name == name })
	kept = append(kept, loaded{name, table})
	kept = kept[max(0, len(kept)-mostFiles):]
	next = s.WithShelf(s.Shelf().With(onShelf, kept))
	if next, err = next.Set(exhibit.FileKey, name); err != nil {
		return s, report, err
	}
	return next, told(table, reports), nil
}

// told says what was read.
func told(table *ratings.Ratings, reports []ratings.Report) exhibit.Text {
	t := lang.Sprintf("%v of %v and %v", "%v件の評価、%v人、%v本",
		lang.Count(table.Len(), "rating", "ratings"), lang.Count(table.Users, "user", "users"), lang.Count(table.Items, "movie", "movies"))
	for _, r := range reports {
		if r.Skipped == 0 {
			continue
		}
		t = lang.Sprintf("%v; %s: %v skipped", "%v; %s: 読めない行 %v", t, r.Name, lang.Count(r.Skipped, "line", "lines"))
		for _, f := range r.Examples {
			t.En += ", " + f.Text().En
			t.Ja += "、" + f.Text().Ja
		}
	}
	return t
}

// source is the table that a State is about.
type source struct {
	sample uint64
	file   string
	table  *ratings.Ratings
	truth  *ratings.Truth // of a generated one
	own    bool           // it is the visitor's
}

// find returns the table of st, which is d itself if that is it. An error, a
// *exhibit.Problem, says that its file is not here.
func (d source) find(st exhibit.State) (source, error) {
	file, sample := st.Text(exhibit.FileKey), uint64(st.Int("sample"))
	if file != "" {
		t := mine(st)
		if t == nil {
			return d, &exhibit.Problem{Key: exhibit.FileKey, Value: file, Reason: text("is not here: open it, or drop it on the page", "ここにありません。開くか、ページにドロップしてください"), Missing: file}
		}
		return source{file: file, table: t, own: true}, nil
	}
	if d.table == nil || d.own || d.sample != sample {
		d = source{sample: sample}
		d.table, d.truth = factorize.Generated(sample)
	}
	return d, nil
}
