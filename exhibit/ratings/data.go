package ratings

import (
	"zscape/compute/lang"
	"zscape/compute/ratings"
	"zscape/exhibit"
	"zscape/exhibit/files"
	"zscape/jobs/factorize"
	"zscape/jobs/reading"
	"zscape/task"
)

// tables are the visitor's.
var tables = files.Kept[*reading.Table]{Shelf: "ratings", Files: 3}

// mine returns the visitor's table that st means, of the file that it names; nil if it
// names none.
func mine(st exhibit.State) *reading.Table {
	if st.Text(exhibit.FileKey) == "" {
		return nil
	}
	table, _ := tables.Of(st)
	return table
}

var intake = &exhibit.Intake{
	Label: text("Open ratings…", "評価データを開く…"),
	Hint: text("A table of user, item and rating, such as u.data or ratings.csv. Add the tables of users and items if you have them, all at once. You can also drop them anywhere.",
		"ユーザ、アイテム、評価の表(u.data、ratings.csv など)。ユーザやアイテムの表(u.user、movies.csv など)もあれば一緒に選ぶ。ドロップしてもよい。"),
	Accept:     ".data,.user,.item,.base,.test,.csv,.tsv,.dat,.txt,.json",
	Bytes:      32 << 20, // some 1.2 million ratings: reading more would hold the page up
	Recognizes: recognizes,
	Read:       read,
	Take:       take,
}

func recognizes(given []exhibit.File) exhibit.Likeness {
	return files.Likeness(ratings.Glance(files.Named(files.Begin(given))...))
}

// read returns what reads files of ratings, users and items; the latter two alone are
// about the table of s.
func read(given []exhibit.File, s exhibit.State) exhibit.Reading {
	list := files.Named(given)
	return exhibit.Reading{File: list[0].Name, Spec: reading.Ratings(mine(s), list...), New: reading.NewRatings}
}

// take shows the table that was read.
func take(result task.Message, _ []exhibit.File, before exhibit.State) exhibit.Put {
	table, reports, wrong := reading.RatingsOf(result, mine(before))
	name := before.Text(exhibit.FileKey)
	for _, r := range reports {
		if r.Kind == ratings.KindRatings {
			name = r.Name
		}
	}
	return func(s exhibit.State) (next exhibit.State, report exhibit.Text, err error) {
		if wrong != nil {
			return s, report, wrong
		}
		if next, err = tables.Put(s, name, table); err != nil {
			return s, report, err
		}
		return next, told(table, reports), nil
	}
}

// told says what was read.
func told(table *reading.Table, reports []ratings.Report) exhibit.Text {
	t := lang.Sprintf("%v by %v of %v, %v", "評価%v件、ユーザ%v人、%v、評価は%v",
		lang.Count(table.Len(), "rating", "ratings"), lang.Count(table.Users, "user", "users"), count(table.Ratings), scale(table.Low, table.High, table.Step))
	add := func(en, ja string, args ...any) {
		t = lang.Sprintf("%v; %v", "%v; %v", t, lang.Sprintf(en, ja, args...))
	}
	for _, r := range reports {
		switch read := lang.Count(r.Read, "line", "lines"); {
		case r.Kind == ratings.KindOther:
			add("%s: %v, not used", "%s: %vなので使いません", r.Name, r.What)
		case r.Kind != ratings.KindRatings && r.Unused > 0:
			add("%s: %v of %v, %d not in the table", "%s: %[3]v%[2]v行、うち表にないもの%[4]d行", r.Name, read, r.Kind.Text(), r.Unused)
		case r.Kind != ratings.KindRatings:
			add("%s: %v of %v", "%s: %[3]v%[2]v行", r.Name, read, r.Kind.Text())
		}
		for _, g := range r.Guesses {
			if r.Kind != ratings.KindOther {
				add("%s: %v", "%s: %v", r.Name, g)
			}
		}
		if r.Repeated > 0 {
			add("%v repeated: the last one counts", "同じユーザとアイテムの評価の重複%v件(最後のものを使用)", lang.Count(r.Repeated, "rating", "ratings"))
		}
		if r.Unrated > 0 {
			add("%v without a rating", "評価のない行%v行", lang.Count(r.Unrated, "line", "lines"))
		}
		if r.Skipped > 0 {
			add("%s: %v skipped", "%s: 読めない行%v行", r.Name, lang.Count(r.Skipped, "line", "lines"))
			for _, f := range r.Examples {
				t.En += ", " + f.Text().En
				t.Ja += "、" + f.Text().Ja
			}
		}
	}
	return t
}

// count returns how many items a table has, and what they are.
func count(t *ratings.Ratings) exhibit.Text {
	if t.Movies {
		return lang.Sprintf("%v", "映画%v本", lang.Count(t.Items, "movie", "movies"))
	}
	return lang.Sprintf("%v", "アイテム%v個", lang.Count(t.Items, "item", "items"))
}

// thing returns what an item of a table is.
func thing(t *ratings.Ratings) exhibit.Text {
	if t.Movies {
		return text("movie", "映画")
	}
	return text("item", "アイテム")
}

// scale says which ratings there are, see ratings.Ratings.Scale.
func scale(low, high, step float64) exhibit.Text {
	a, b := exhibit.FormatNumber(low), exhibit.FormatNumber(high)
	switch {
	case !(low < high):
		return lang.Sprintf("all %s", "すべて%s", a)
	case step == 0:
		return lang.Sprintf("from %s to %s", "%sから%sまで", a, b)
	}
	return lang.Sprintf("from %s to %s in steps of %s", "%sから%sまで%s刻み", a, b, exhibit.FormatNumber(step))
}

// hasZeros reports whether 0 is the least rating of several: it may stand for
// what was bought or seen, but not rated.
func hasZeros(t *reading.Table) bool { return t.Low == 0 && t.High > 0 }

// leavesZeros reports whether st leaves ratings of 0 out.
func leavesZeros(st exhibit.State) bool {
	_, ok := st.Control("zeros")
	return ok && !st.On("zeros")
}

// extend returns the controls as they are for a table of the visitor's.
func extend(st exhibit.State) (list []exhibit.Control) {
	t := mine(st)
	if t == nil {
		return nil
	}
	user, _ := Exhibit.Control("user")
	rows := *user
	rows.SlideMax = float64(t.Users)
	list = append(list, rows)
	if hasZeros(t) {
		list = append(list, exhibit.Control{Key: "zeros", Kind: exhibit.Toggle, Group: text("Data", "データ"), Label: text("Include ratings of 0", "0の評価を含める"), Default: "1",
			Hint: text("In some tables, 0 means bought or seen but not rated.", "0が「購入・視聴したが未評価」を表す表もある。")})
	}
	return list
}

// source is the table that a State is about.
type source struct {
	sample    uint64
	file      string
	table     *ratings.Ratings
	truth     *ratings.Truth   // of a generated one
	own       bool             // it is the visitor's
	data      *task.Data       // then, the table for jobs
	read      *ratings.Ratings // that from which table comes, of the visitor's
	noZeros   bool             // without ratings of 0
	zeros     int              // ratings of 0
	low, high float64          // the least and the greatest rating
	scale     exhibit.Text     // of the ratings, in words
}

// find returns the table of st, which is d itself if that is it. An error, a
// *exhibit.Problem, says that its file is not here.
func (d source) find(st exhibit.State) (source, error) {
	file, sample := st.Text(exhibit.FileKey), uint64(st.Int("sample"))
	if file != "" {
		own := mine(st)
		if own == nil {
			return d, files.Missing(file)
		}
		without := leavesZeros(st)
		if d.read == own.Ratings && d.noZeros == without {
			return d, nil
		}
		d = source{file: file, table: own.Ratings, read: own.Ratings, own: true, noZeros: without, data: own.Data}
		low, high, step := own.Low, own.High, own.Step
		if without {
			d.table = own.Without(0)
			d.data = factorize.WithoutZeros(own.Data, d.table)
			low, high, step = d.table.Scale()
		} else if hasZeros(own) {
			for _, v := range own.ByUser.Value {
				if v == 0 {
					d.zeros++
				}
			}
		}
		d.scale, d.low, d.high = scale(low, high, step), low, high
		return d, nil
	}
	if d.table == nil || d.own || d.sample != sample {
		d = source{sample: sample}
		d.table, d.truth = factorize.Generated(sample)
		low, high, step := d.table.Scale()
		d.scale, d.low, d.high = scale(low, high, step), low, high
	}
	return d, nil
}
