package ratings

import (
	"slices"
	"strconv"
	"strings"

	"zscape/compute/faults"
	"zscape/compute/lang"
)

// describe takes what tables of users and of items say.
func (r *Ratings) describe(list []opened) error {
	for n := range list {
		o := &list[n]
		switch o.role.kind {
		case KindPersons:
			r.persons(o)
		case KindTitles:
			r.titles(o)
		default:
			continue
		}
		if o.report.Read > 0 {
			continue
		}
		want := lang.Text{En: "id|age|sex|occupation or names of such columns", Ja: "id|age|sex|occupation の順か、その名前の見出し"}
		if o.role.kind == KindTitles {
			want = lang.Text{En: "movieId,title,genres", Ja: "movieId,title,genres の順か、その名前の見出し"}
		}
		if o.report.Skipped == 0 {
			return o.fail(lang.Errorf("there are no lines to read: expected %v", "読み取れる行がありません(%vが必要です)", want))
		}
		return o.fail(lang.Errorf("%v; no line can be read: expected %v", "%v。読み取れる行がありません(%vが必要です)", o.report.Examples[0].Text(), want))
	}
	return nil
}

// field returns field k of a line, empty if there is none.
func field(f [][]byte, k int) []byte {
	if k < 0 || k >= len(f) {
		return nil
	}
	return f[k]
}

// rowsOf returns the row of each ID.
func rowsOf(n int, id func(i int) string, work *progress) map[string]int {
	rows := make(map[string]int, n)
	for i := range n {
		work.spend(perID)
		rows[id(i)] = i
	}
	return rows
}

// find returns the row of the ID in a field; known is false if it is in no row,
// ok if it is no ID.
func (o *opened) find(rows map[string]int, n int, f [][]byte) (row int, known, ok bool) {
	id := field(f, o.role.id)
	if !isID(o.table, o.role.id, id) {
		o.report.Skip(n, "the ID is %s, expected a whole number or a name", "IDの%sは整数でも名前でもありません", faults.Quote(id))
		return 0, false, false
	}
	if row, known = rows[string(id)]; !known {
		row, known = rows[strings.TrimSuffix(name(id), ".0")]
	}
	if o.report.Read++; !known {
		o.report.Unused++
	}
	return row, known, true
}

// persons reads a table of users.
func (r *Ratings) persons(o *opened) {
	rows := rowsOf(len(r.UserInfo), func(i int) string { return r.UserInfo[i].ID }, o.work)
	persons := slices.Clone(r.UserInfo)
	as, report := o.role, o.report
	o.table.Rows(func(n int, f [][]byte) bool {
		o.work.spend(perLine)
		if len(f) != len(o.table.Columns) {
			report.SkipFields(n, len(f), len(o.table.Columns))
			return true
		}
		p := User{Sex: sex(field(f, as.sex)), Occupation: name(field(f, as.occupation))}
		if age := field(f, as.age); as.coded {
			p.Ages, p.Occupation = code(string(age), ageCodes[:]), code(p.Occupation, occupationCodes[:])
		} else if as.age >= 0 {
			v, ok := o.table.Number(as.age, age)
			if !ok || v < 0 || v > 150 {
				report.Skip(n, "the age is %s, expected a number of years", "年齢の%sは年数ではありません", faults.Quote(age))
				return true
			}
			if v == v {
				p.Age = int(v)
			}
		}
		if len(p.Sex) > 8 {
			report.Skip(n, "the sex is %s, expected M or F", "性別の%sはMでもFでもありません", faults.Quote(p.Sex))
			return true
		}
		if i, known, _ := o.find(rows, n, f); known {
			p.ID = persons[i].ID
			persons[i] = p
		}
		return true
	})
	r.UserInfo = persons
}

// sex returns M or F for the words for these, and other texts as they are.
func sex(s []byte) string {
	switch text := name(s); strings.ToLower(text) {
	case "m", "male", "男", "男性":
		return "M"
	case "f", "female", "女", "女性":
		return "F"
	default:
		return text
	}
}

// The codes of users.dat, of MovieLens 1M, as its README has them.
var (
	ageCodes = [...]coded{{1, "under 18"}, {18, "18-24"}, {25, "25-34"}, {35, "35-44"}, {45, "45-49"}, {50, "50-55"}, {56, "56 and over"}}

	occupationCodes = [...]coded{{0, "other"}, {1, "educator"}, {2, "artist"}, {3, "clerical"}, {4, "college student"},
		{5, "customer service"}, {6, "health care"}, {7, "executive"}, {8, "farmer"}, {9, "homemaker"}, {10, "K-12 student"},
		{11, "lawyer"}, {12, "programmer"}, {13, "retired"}, {14, "sales, marketing"}, {15, "scientist"}, {16, "self-employed"},
		{17, "technician, engineer"}, {18, "tradesman"}, {19, "unemployed"}, {20, "writer"}}
)

type coded struct {
	code    int
	meaning string
}

// code returns what a code means, empty if it is none.
func code(s string, list []coded) string {
	n, err := strconv.Atoi(s)
	if k := slices.IndexFunc(list, func(c coded) bool { return c.code == n }); err == nil && k >= 0 {
		return list[k].meaning
	}
	return ""
}

// titles reads a table of items.
func (r *Ratings) titles(o *opened) {
	rows := rowsOf(len(r.ItemInfo), func(j int) string { return r.ItemInfo[j].ID }, o.work)
	titles := slices.Clone(r.ItemInfo)
	as, report := o.role, o.report
	o.table.Rows(func(n int, f [][]byte) bool {
		o.work.spend(perLine)
		if as.flags > 0 && len(f) < 2+len(Genres) || as.flags == 0 && len(f) != len(o.table.Columns) {
			report.SkipFields(n, len(f), len(o.table.Columns))
			return true
		}
		t := Item{Name: name(f[as.title])}
		if as.flags > 0 { // what stands before them is not looked at, nor how much of it there is
			for k := range Genres {
				switch flag := f[len(f)-len(Genres)+k]; string(flag) {
				case "1":
					t.Genres |= 1 << k
				case "0":
				default:
					report.Skip(n, "the flag of %s is %s, expected 0 or 1", "%sのフラグの%sは0でも1でもありません", Genres[k], faults.Quote(flag))
					return true
				}
			}
		} else if as.genres >= 0 {
			for g := range strings.FieldsFuncSeq(string(field(f, as.genres)), func(c rune) bool { return strings.ContainsRune("|,;/", c) }) {
				t.Genres |= 1 << genre(strings.TrimSpace(g))
			}
		}
		if j, known, _ := o.find(rows, n, f); known {
			t.ID = titles[j].ID
			titles[j] = t
		}
		return true
	})
	r.ItemInfo = titles
	r.Movies = r.Movies || as.movies && report.Read > report.Unused
}

// genre returns the bit of a genre, 0, the unknown, for one that u.item has not.
func genre(s string) int {
	if s == "Children" {
		return 4
	}
	return max(slices.Index(Genres[:], s), 0)
}
