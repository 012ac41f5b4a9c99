package ratings

import (
	"slices"

	"zscape/compute/faults"
	"zscape/compute/lang"
	"zscape/compute/table"
)

// File is a file to be read.
type File = table.File

// Kind is what a file holds.
type Kind int

const (
	KindRatings Kind = iota // u.data, ratings.csv
	KindPersons             // u.user, users.dat
	KindTitles              // u.item, movies.csv
	KindOther               // none of them: tags.csv, links.csv, README
)

// Text returns what there is in the file.
func (k Kind) Text() lang.Text {
	return [...]lang.Text{{En: "ratings", Ja: "評価"}, {En: "users", Ja: "ユーザ"}, {En: "items", Ja: "アイテム"}, {En: "something else", Ja: "その他"}}[k]
}

// Report says what was read from a file.
type Report struct {
	Name     string
	Kind     Kind
	What     lang.Text   // of KindOther: what it seems to be instead
	Guesses  []lang.Text // what was taken where there is another reading
	Read     int         // lines that were read
	Unrated  int         // lines with a gap in place of a rating
	Repeated int         // ratings that a later one of the same user and item replaced
	Unused   int         // users or items that the ratings do not have
	faults.List
}

// ErrDescribes is wrapped by the error of Read that there are users or items,
// but no ratings.
var ErrDescribes = lang.Errorf("no ratings", "評価がありません")

func tooMany(n, most int, what lang.Text) error {
	return lang.Errorf("%d %ss: at most %d are allowed", "%[2]sが%[1]dあります(読めるのは%[3]dまでです)", n, what, most)
}

// opened is a file and what it seems to be.
type opened struct {
	report *Report
	size   int
	table  *table.Table
	role   role
	err    error // why it is no table
	work   *progress
}

func open(files []File, work *progress) (list []opened, reports []Report) {
	reports = make([]Report, len(files))
	for n, f := range files {
		o := opened{report: &reports[n], size: len(f.Data), work: work}
		o.open(f.Data)
		reports[n].Name, reports[n].Kind, reports[n].What = f.Name, o.role.kind, o.role.what
		if o.err == nil {
			for _, g := range o.table.Guesses {
				reports[n].Guesses = append(reports[n].Guesses, g.Text)
			}
		}
		list = append(list, o)
	}
	return list, reports
}

// open finds out what a file seems to be.
func (o *opened) open(data []byte) {
	if o.table, o.err = table.ReadWith(o.work.bytes, data, table.Options{}); o.err != nil {
		o.role = other("no table", "表ではないもの", true)
		return
	}
	o.role = roleOf(o.table)
	nameless := func(c table.Column) bool { return c.Name == "" }
	if o.role.kind != KindRatings && !(o.role.sure && len(o.table.Head) == 1 && !slices.ContainsFunc(o.table.Columns, nameless)) {
		// Rows without numbers do not tell what separates their fields, and are taken for
		// a header. The names of columns tell.
		const enough = 1 << 14
		for _, separator := range []string{o.table.Separator, ";", "\t", ",", "|", "::"} {
			options := table.Options{Separator: separator, Texts: true}
			t, err := table.Read(data[:min(len(data), enough)], options)
			if err != nil {
				continue
			}
			if as := named(t.Columns); as.sure && !slices.ContainsFunc(t.Columns, nameless) {
				if t, err = table.ReadWith(o.work.bytes, data, options); err == nil {
					o.table, o.role = t, named(t.Columns)
				}
				return
			}
		}
	}
	o.texts(data)
}

// texts reads a table again in which signs of comments may be part of texts.
func (o *opened) texts(data []byte) {
	if o.role.kind == KindRatings && o.table.Columns[o.role.user].Numeric && o.table.Columns[o.role.item].Numeric || len(o.table.Head) > 1 || o.table.Array {
		return
	}
	t, err := table.ReadWith(o.work.bytes, data, table.Options{Encoding: o.table.Encoding, Separator: o.table.Separator, Texts: true})
	if err == nil && len(t.Columns) == len(o.table.Columns) && len(t.Head) == len(o.table.Head) {
		t.Guesses = o.table.Guesses
		o.table = t
	}
}

// likelier reports whether o rather than p is the file of ratings, of two.
func (o *opened) likelier(p *opened) bool {
	if o.role.sure != p.role.sure {
		return o.role.sure
	}
	return o.size > p.size
}

// fail returns an error that names the file.
func (o *opened) fail(err error) error { return lang.Errorf("%s: %v", "%s: %v", o.report.Name, err) }

// Read reads a file of ratings and, if they are among the files, those of users
// and of items, in any of the dialects of package table. What a file holds shows
// in the names of its columns, in any order, or, if it has none, in its rows:
//
//   - ratings have a user, an item and a rating: userId,movieId,rating,timestamp;
//     "User-ID";"ISBN";"Book-Rating". Without names that is the order, but in
//     tables of five columns or more it is guessed what is what;
//   - users have an ID and age, sex or occupation: u.user and users.dat, whose
//     codes are those of MovieLens 1M, or by names;
//   - items have an ID and a title, maybe genres: u.item, movies.dat, movies.csv.
//
// Anything else is left alone, and so reported. Of several files of ratings one
// with names is read, or else the largest.
//
// IDs are texts, kept as they are given, but for a ".0" where all of a column are
// whole numbers. Whole numbers are rows in ascending order, other texts by their
// bytes. Where at least half of the numbers up to the highest occur, rows without
// ratings stay in their place, as in a matrix made of u.data by hand: user 1 is
// row 0, or user 0 is, if there is one. Ratings are any numbers up to MaxRating;
// of several of the same user and item the last line counts.
//
// Lines without a rating are left out. Those that cannot be read are counted in the report of their file, one for
// each file in the given order, and the rest is taken. An error, which names the
// file, is returned if more than a fifth of the lines of ratings cannot be read,
// none is left, or a limit is exceeded.
func Read(files ...File) (*Ratings, []Report, error) { return ReadWith(nil, files...) }

// ReadWith is Read which calls tell, unless that is nil, every few milliseconds with how
// much of the work is done, about, 0 to 1.
func ReadWith(tell func(part float64), files ...File) (*Ratings, []Report, error) {
	work := &progress{tell: tell}
	if len(files) == 0 {
		return nil, nil, lang.Errorf("there is no file", "ファイルがありません")
	}
	list, reports := open(files, work)
	at, describes := -1, -1
	for n := range list {
		switch o := &list[n]; o.role.kind {
		case KindRatings:
			if at < 0 || o.likelier(&list[at]) {
				at = n
			}
		case KindPersons, KindTitles:
			describes = n
		}
	}
	switch {
	case at < 0 && describes >= 0:
		o := &list[describes]
		return nil, reports, o.fail(lang.Errorf("%s, but %v: open them together with the ratings file, such as u.data or ratings.csv",
			"%sのファイルで、%v。u.data や ratings.csv など評価のファイルと一緒に開いてください", o.role.kind.Text(), ErrDescribes))
	case at < 0:
		return nil, reports, list[0].fail(list[0].refuse())
	}
	r, err := readRatings(list[at].table, list[at].role, list[at].report, work)
	if err != nil {
		return nil, reports, list[at].fail(err)
	}
	for n := range list {
		if o := &list[n]; n != at && o.role.kind == KindRatings {
			o.report.Kind, o.report.What = KindOther, lang.Text{En: "also ratings", Ja: "別の評価"}
		}
	}
	if err := r.describe(list); err != nil {
		return nil, reports, err
	}
	return r, reports, nil
}

// With returns r with what files of users and items say, which come after that of
// the ratings: see Read. r itself stays as it is.
func (r *Ratings) With(files ...File) (*Ratings, []Report, error) {
	return r.DescribedBy(nil, files...)
}

// DescribedBy is With which calls tell as ReadWith does.
func (r *Ratings) DescribedBy(tell func(part float64), files ...File) (*Ratings, []Report, error) {
	list, reports := open(files, &progress{tell: tell})
	next := *r
	used := 0
	for n := range list {
		if o := &list[n]; o.role.kind == KindRatings {
			return nil, reports, o.fail(lang.Errorf("ratings, expected users or items", "評価のファイルです(ユーザかアイテムのファイルのはず)"))
		}
	}
	if err := next.describe(list); err != nil {
		return nil, reports, err
	}
	for _, p := range reports {
		used += p.Read - p.Unused
	}
	if used == 0 {
		return nil, reports, list[0].fail(lang.Errorf("none of its IDs occur in the ratings", "評価の表にあるIDが含まれていません"))
	}
	return &next, reports, nil
}

// refuse says why a file that has no role is not read as ratings.
func (o *opened) refuse() error {
	if o.err != nil {
		return o.err
	}
	if !o.role.sure {
		as := o.role
		as.user, as.item, as.rating = 0, 1, 2
		if _, err := readRatings(o.table, as, &Report{}, o.work); err != nil {
			return err
		}
	}
	n := 0
	o.table.Rows(func(int, [][]byte) bool { n++; return true })
	first, line := o.table.First()
	return lang.Errorf("%v (%v), not ratings: line %d is %s; expected %v", "評価ではなく%vです(%v行)。%d行目は%sです。%vの表にしてください",
		o.role.what, lang.Count(n, "line", "lines"), line, faults.Quote(first), wanted)
}
