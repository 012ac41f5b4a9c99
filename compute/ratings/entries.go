package ratings

import (
	"bytes"

	"zscape/compute/faults"
	"zscape/compute/lang"
	"zscape/compute/table"
)

// wanted is what a line of ratings has.
var wanted = lang.Text{En: "user, item, rating", Ja: "ユーザ、アイテム、評価"}

// reading is a table of ratings that is being read.
type reading struct {
	role
	table        *table.Table
	report       *Report
	users, items ids
	entries      []Entry
	least, most  int // fields of a line
	err          error
}

// readRatings reads a table of ratings.
func readRatings(t *table.Table, as role, report *Report, work *progress) (*Ratings, error) {
	in := &reading{role: as, table: t, report: report, users: ids{most: MaxUsers, work: work}, items: ids{most: MaxItems, work: work}}
	in.least, in.most = len(t.Columns), len(t.Columns)
	if !as.sure && in.least <= 4 { // the time may be missing
		in.least, in.most = 3, 4
	}
	lines := t.Lines()
	in.entries = make([]Entry, 0, min(lines, MaxRatings))
	t.Rows(func(n int, f [][]byte) bool {
		work.at(beforeTable * min(float64(n)/float64(lines), 1))
		work.spend(perLine)
		return in.line(n, f)
	})
	if in.err == nil {
		in.err = in.suffices()
	}
	if in.err != nil {
		return nil, in.err
	}
	report.Read = len(in.entries)
	if as.guess.En != "" {
		report.Guesses = append(report.Guesses, as.guess)
	}
	userID, userRow := in.users.rows()
	itemID, itemRow := in.items.rows()
	for k := range in.entries {
		work.spend(1)
		e := &in.entries[k]
		e.User, e.Item = userRow[e.User], itemRow[e.Item]
	}
	r, err := newRatings(len(userID), len(itemID), in.entries, work)
	if err != nil {
		return nil, err
	}
	report.Repeated = len(in.entries) - r.Len()
	for i, id := range userID {
		r.UserInfo[i].ID = id
	}
	for j, id := range itemID {
		r.ItemInfo[j].ID = id
	}
	r.Movies = as.movies
	return r, nil
}

// suffices returns why what was read is no table of ratings: no line is one, or
// more than a fifth are not.
func (in *reading) suffices() error {
	good, bad := len(in.entries), in.report.Skipped
	switch {
	case good+bad == 0:
		return lang.Errorf("there are no lines to read: expected %v", "読み取れる行がありません(%vの表にしてください)", wanted)
	case 4*bad > good:
		const named = 3
		examples := in.report.Examples[0].Text()
		for _, f := range in.report.Examples[1:min(len(in.report.Examples), named)] {
			examples.En += "; " + f.Text().En
			examples.Ja += "、" + f.Text().Ja
		}
		return lang.Errorf("%d of %v cannot be read as ratings: %v; expected %v", "%[2]v行のうち%[1]d行を評価として読めません: %[3]v。%[4]vの表にしてください",
			bad, lang.Count(good+bad, "line", "lines"), examples, wanted)
	}
	return nil
}

// line reads a line; it returns false if no other is to be read.
func (in *reading) line(n int, f [][]byte) bool {
	if len(f) < in.least || len(f) > in.most {
		in.report.SkipFields(n, len(f), in.least)
		return true
	}
	var e Entry
	var ok bool
	if e.Value, ok = in.table.Number(in.rating, f[in.rating]); !ok || !(-MaxRating <= e.Value && e.Value <= MaxRating) {
		switch {
		case e.Value != e.Value:
			in.report.Unrated++
		case ok:
			in.report.Skip(n, "the rating is %s, expected at most %.0f", "評価の%sは%.0fを超えています", faults.Quote(f[in.rating]), MaxRating)
		default:
			in.report.Skip(n, "the rating is %s, expected a number", "評価の%sは数ではありません", faults.Quote(f[in.rating]))
		}
		return true
	}
	// An ID is noted as soon as it is seen, so both are looked at before.
	if !in.isID(&in.users, n, in.user, f, userWord) || !in.isID(&in.items, n, in.item, f, itemWord) {
		return true
	}
	if e.User, ok = in.users.add(f[in.user]); !ok {
		in.err = lang.Errorf("more than %d users", "ユーザが%d人を超えています", MaxUsers)
	} else if e.Item, ok = in.items.add(f[in.item]); !ok {
		in.err = lang.Errorf("more than %d items", "アイテムが%d個を超えています", MaxItems)
	} else if len(in.entries) == MaxRatings {
		in.err = lang.Errorf("more than %d ratings", "評価が%d件を超えています", MaxRatings)
	}
	if in.err != nil {
		return false
	}
	in.entries = append(in.entries, e)
	return true
}

// isID reports whether field k of a line is an ID; if not, the line is skipped.
func (in *reading) isID(known *ids, n, k int, f [][]byte, what lang.Text) bool {
	if known.has(f[k]) || isID(in.table, k, f[k]) {
		return true
	}
	if len(bytes.TrimSpace(f[k])) == 0 {
		in.report.Skip(n, "the %v is missing", "%vのIDがありません", what)
	} else {
		in.report.Skip(n, "the %v is %s, expected a whole number or a name", "%vの%sは整数でも名前でもありません", what, faults.Quote(f[k]))
	}
	return false
}
