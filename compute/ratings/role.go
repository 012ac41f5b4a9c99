package ratings

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"zscape/compute/lang"
	"zscape/compute/plain"
	"zscape/compute/table"
)

// role is what a table holds and in which of its columns, from 0; -1 is none.
type role struct {
	kind Kind
	what lang.Text // of KindOther

	user, item, rating   int  // of ratings
	id                   int  // of users or items
	age, sex, occupation int  // of users
	coded                bool // as in users.dat
	title, genres, flags int  // of items; flags are the first of nineteen, 0 if there are none
	movies               bool

	sure  bool      // the names of columns say so
	guess lang.Text // what was taken where it might be otherwise
}

func noRole() role {
	return role{kind: KindOther, user: -1, item: -1, rating: -1, id: -1, age: -1, sex: -1, occupation: -1, title: -1, genres: -1}
}

// other is the role of something else.
func other(en, ja string, sure bool) role {
	r := noRole()
	r.what, r.sure = lang.Text{En: en, Ja: ja}, sure
	return r
}

var noRatings = other("a table", "表", false)

// roleOf finds out what a table holds: by the names of its columns or, if it has
// none, by what is in the first rows.
func roleOf(t *table.Table) role {
	if slices.ContainsFunc(t.Columns, func(c table.Column) bool { return c.Name != "" }) {
		if r := named(t.Columns); r.kind != KindOther || r.what.En != "" {
			return r
		}
		return guessed(t)
	}
	return unnamed(t)
}

// Words for columns, in small letters without anything between them. The last of
// a name counts: Book-Rating is a rating.
var (
	userWords = []string{"user", "uid", "usr", "reviewer", "customer", "member", "reader", "viewer", "person", "profile", "steam",
		"consumer", "critic", "player", "buyer", "client", "listener", "visitor", "account", "ユーザ", "ユーザー", "利用者", "会員", "顧客"}
	itemWords = []string{"item", "movie", "film", "book", "isbn", "asin", "parentasin", "product", "song", "track", "artist", "album", "game", "app",
		"anime", "manga", "show", "restaurant", "place", "business", "beer", "recipe", "joke", "article", "course", "hotel", "shop",
		"store", "sku", "アイテム", "映画", "作品", "商品", "品目", "書籍", "店舗", "楽曲"}
	movieWords  = []string{"movie", "film", "映画"}
	ratingWords = []string{"rating", "ratings", "score", "stars", "star", "overall", "評価", "評価点", "評価値", "評点", "満足度", "星", "レーティング", "点数", "得点", "スコア"}
	nameWords   = []string{"name", "名前", "氏名"}
	titleWords  = []string{"title", "name", "題名", "タイトル", "作品名", "商品名", "書名"}
)

// word returns a column's name as the lists of words have it: user_id and
// "User ID (int)" are userid.
func word(c table.Column) string {
	const long = 'ー' // is a letter of words, though a minus in numbers
	name := strings.Map(func(r rune) rune {
		if form, ok := plain.Rune(r); ok && r != long && len(form) == 1 {
			return rune(form[0])
		}
		return r
	}, strings.ToLower(c.Name))
	name, _, _ = strings.Cut(name, "(")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// names reports whether a word is one of a list, or ends in an ID of one.
func names(w string, words []string) bool {
	if slices.Contains(words, w) {
		return true
	}
	for _, end := range [...]string{"id", "index", "idx", "number", "番号"} {
		if base, ok := strings.CutSuffix(w, end); ok && endsIn(base, words) {
			return true
		}
	}
	return false
}

func endsIn(w string, words []string) bool {
	return slices.ContainsFunc(words, func(s string) bool { return strings.HasSuffix(w, s) })
}

// named finds the role of a table by the names of its columns; if they say
// nothing, it is KindOther without what.
func named(columns []table.Column) role {
	r := noRole()
	bare, nick, tag, link, points, exact := -1, -1, false, false, 0, false
	first := func(at *int, k int) {
		if *at < 0 {
			*at = k
		}
	}
	for k, c := range columns {
		switch w := word(c); {
		case names(w, userWords):
			first(&r.user, k)
		case names(w, itemWords):
			first(&r.item, k)
			r.movies = r.movies || names(w, movieWords)
		case endsIn(strings.TrimSuffix(strings.TrimSuffix(w, "name"), "名"), userWords):
			first(&nick, k)
		case w == "tag" || w == "tagid" || w == "relevance":
			tag = true
		case w == "imdbid" || w == "tmdbid":
			link = true
		case w == "genres" || w == "genre" || w == "ジャンル":
			first(&r.genres, k)
		case w == "age" || w == "年齢":
			first(&r.age, k)
		case w == "sex" || w == "gender" || w == "性別":
			first(&r.sex, k)
		case w == "occupation" || w == "job" || w == "profession" || w == "職業":
			first(&r.occupation, k)
		case w == "id" || w == "番号":
			first(&bare, k)
		case endsIn(w, titleWords):
			first(&r.title, k)
		case slices.Contains(ratingWords, w) && !exact:
			r.rating, exact = k, true
		case endsIn(w, ratingWords):
			first(&r.rating, k)
		case w == "x" || w == "y" || w == "z":
			points++
		}
	}
	first(&r.user, nick)
	if r.user >= 0 && r.rating >= 0 {
		first(&r.item, r.title)
	}
	if r.user < 0 && r.rating >= 0 && r.item >= 0 && r.title >= 0 && slices.Contains(itemWords, word(columns[r.item])) && slices.Contains(nameWords, word(columns[r.title])) {
		r.user, r.title = r.title, -1 // who has rated a film, rather than what it is called
	}
	persons := r.age >= 0 || r.sex >= 0 || r.occupation >= 0
	switch {
	case r.user >= 0 && r.item >= 0 && r.rating >= 0:
		r.kind = KindRatings
	case tag:
		return other("tags", "タグ", true)
	case r.rating >= 0 && (r.user >= 0 || r.item >= 0) && r.title < 0 && r.column(columns):
		r.kind = KindRatings
	case link:
		return other("links", "リンク", true)
	case points == 3:
		return other("points x, y, z", "点 x, y, z", true)
	case r.item < 0 && r.rating < 0 && (r.user >= 0 || bare >= 0 && persons):
		if r.kind, r.id = KindPersons, r.user; r.id < 0 {
			r.id = bare
		}
	case r.title >= 0 && (r.item >= 0 || bare >= 0) && r.user < 0:
		if r.kind, r.id = KindTitles, r.item; r.id < 0 {
			r.id = bare
		}
	case r.user >= 0 && r.item >= 0:
		return other("users and items without ratings", "評価のないユーザとアイテム", true)
	default:
		return noRole()
	}
	r.sure = true
	return r
}

// column finds the user or the item of ratings, whichever has no name that is
// known: it is the first other column that is called an ID.
func (r *role) column(columns []table.Column) bool {
	at, what := &r.user, userWord
	if r.user >= 0 {
		at, what = &r.item, itemWord
	}
	for k, c := range columns {
		w := word(c)
		if k != r.user && k != r.item && k != r.rating && strings.HasSuffix(w, "id") && !strings.HasSuffix(w, "reviewid") && !strings.HasSuffix(w, "ratingid") {
			*at = k
			r.guess = lang.Sprintf("column %s is read as the %v", "「%s」の列を%vとして読みました", c.Name, what)
			return true
		}
	}
	return false
}

var (
	userWord   = lang.Text{En: "user", Ja: "ユーザ"}
	itemWord   = lang.Text{En: "item", Ja: "アイテム"}
	ratingWord = lang.Text{En: "rating", Ja: "評価"}
)

// sampleRows is how many rows tell what a table without names holds.
const sampleRows = 200

// head returns the first rows of a table, or about as many from all over it.
func head(t *table.Table, spread bool) [][]string {
	stride := 1
	if spread {
		n := 0
		t.Rows(func(int, [][]byte) bool { n++; return true })
		stride = max(n/sampleRows, 1)
	}
	var rows [][]string
	n := 0
	t.Rows(func(_ int, fields [][]byte) bool {
		if n++; n%stride == 0 {
			row := make([]string, len(fields))
			for k, f := range fields {
				row[k] = string(f)
			}
			rows = append(rows, row)
		}
		return len(rows) < sampleRows
	})
	return rows
}

// unnamed finds the role of a table whose columns have no names: users as u.user
// and users.dat have them, items as u.item and movies.dat, tags, or ratings.
func unnamed(t *table.Table) role {
	n := len(t.Columns)
	rows := head(t, false)
	most := func(k int, is func(string) bool) bool { return share(rows, k, is) >= 0.8 }
	r := noRole()
	switch first := n - len(Genres); {
	case first >= 2 && most(n-1, isFlag) && most(first, isFlag) && most(first+1, isFlag):
		r.kind, r.id, r.title, r.flags = KindTitles, 0, 1, first
		r.movies = true
		return r
	case n >= 4 && most(2, isSex):
		r.kind, r.id, r.age, r.sex, r.occupation = KindPersons, 0, 1, 2, 3
		return r
	case n >= 4 && most(1, isSex):
		r.kind, r.id, r.sex, r.age, r.occupation = KindPersons, 0, 1, 2, 3
		r.coded = most(3, func(s string) bool { return code(s, occupationCodes[:]) != "" })
		return r
	case n == 3 && !t.Columns[1].Numeric && share(rows, 2, isGenres) >= 0.5:
		r.kind, r.id, r.title, r.genres = KindTitles, 0, 1, 2
		r.movies = true
		return r
	case n == 4 && t.Columns[0].Numeric && t.Columns[1].Numeric && !t.Columns[2].Numeric && most(3, isTime):
		return other("tags", "タグ", true)
	}
	// Tabs may be doubled, so that columns are empty.
	full := slices.DeleteFunc(counted(n), func(k int) bool { return most(k, isEmpty) })
	if len(full) == 4 && counts(rows) && t.Columns[full[3]].Numeric && !most(full[3], isTime) {
		full = full[1:]
	}
	switch {
	case len(full) < 3:
		return noRatings
	case len(full) <= 4 && t.Columns[full[2]].Numeric && !most(full[2], isTime):
		r.user, r.item, r.rating = full[0], full[1], full[2]
		if len(full) == 3 && scaleFirst(t, full) {
			r.rating, r.user, r.item = full[0], full[1], full[2]
		}
		return r.said(t, rows)
	}
	return guessed(t)
}

// counted returns the first whole numbers, from 0.
func counted(n int) []int {
	list := make([]int, n)
	for k := range list {
		list[k] = k
	}
	return list
}

// scaleFirst reports whether it is the first of three columns that has few numbers,
// as on a scale, while the last one has many and may be an ID.
func scaleFirst(t *table.Table, of []int) bool {
	const few, many = 11, 101
	rows := head(t, true)
	return t.Columns[of[0]].Numeric && different(rows, of[0]) <= few && len(rows) > many &&
		different(rows, of[2]) > 2*different(rows, of[0]) && share(rows, of[2], func(s string) bool { return isID(t, of[2], []byte(s)) }) == 1
}

// said returns r as the role of a table of ratings without names that tell so, if
// four of five rows agree, and notes in which columns they are.
func (r role) said(t *table.Table, rows [][]string) role {
	good := 0
	for _, f := range rows {
		if max(r.user, r.item, r.rating) < len(f) && isID(t, r.user, []byte(f[r.user])) && isID(t, r.item, []byte(f[r.item])) {
			if _, ok := t.Number(r.rating, []byte(f[r.rating])); ok { // or a gap
				good++
			}
		}
	}
	if 5*good < 4*len(rows) {
		return noRatings
	}
	r.kind = KindRatings
	r.guess = lang.Sprintf("no header: column %d is read as the user, %d as the item, %d as the rating",
		"見出しがないので、%d列目をユーザ、%d列目をアイテム、%d列目を評価として読みました", r.user+1, r.item+1, r.rating+1)
	if name := func(k int) string { return t.Columns[k].Name }; name(r.user) != "" && name(r.item) != "" && name(r.rating) != "" {
		r.guess = lang.Sprintf("column %s is read as the user, %s as the item, %s as the rating",
			"「%s」の列をユーザ、「%s」の列をアイテム、「%s」の列を評価として読みました", name(r.user), name(r.item), name(r.rating))
	}
	return r
}

// guessed finds the columns of ratings by what is in them. The rating is a column
// of numbers that are few, as on a scale: the third, or else the one of fewest.
// Of the others, but for times, the first is the user and the second the item.
func guessed(t *table.Table) role {
	r := noRole()
	rows := head(t, true)
	isName := func(k int) bool {
		return share(rows, k, isTime) < 0.5 && different(rows, k) > 1 &&
			share(rows, k, func(s string) bool { return isID(t, k, []byte(s)) }) >= 0.8
	}
	const scale = 101
	fewest, times, texts := scale+1, 0, 0
	first := 0
	if counts(rows) && len(t.Columns) > 3 {
		first = 1
	}
	for k := first; k < len(t.Columns); k++ {
		if share(rows, k, isTime) >= 0.5 {
			times++
		} else if !t.Columns[k].Numeric {
			texts++
		} else if n := different(rows, k); n > 1 && n < fewest && k != first && !(r.rating == first+2 && isName(first) && isName(first+1)) {
			r.rating, fewest = k, n
		}
	}
	for k := first; k < len(t.Columns) && r.item < 0; k++ {
		switch {
		case k == r.rating || !isName(k):
		case r.user < 0:
			r.user = k
		default:
			r.item = k
		}
	}
	// Five columns of numbers may be that; more are rows of a matrix.
	switch {
	case len(t.Columns)-first > 5 && times+texts == 0:
		return other("a matrix", "行列", true)
	case r.rating < 0 || r.item < 0:
		return noRatings
	}
	return r.said(t, rows)
}

// share returns for which share of the rows that have column k it is so.
func share(rows [][]string, k int, is func(string) bool) float64 {
	n, all := 0, 0
	for _, r := range rows {
		if k < len(r) {
			if all++; is(r[k]) {
				n++
			}
		}
	}
	return float64(n) / float64(max(all, 1))
}

// different returns how many different texts column k has.
func different(rows [][]string, k int) int {
	seen := map[string]bool{}
	for _, r := range rows {
		if k < len(r) {
			seen[r[k]] = true
		}
	}
	return len(seen)
}

// counts reports whether the first column numbers the rows.
func counts(rows [][]string) bool {
	var by, last int
	for k, r := range rows {
		n, err := strconv.Atoi(r[0])
		if err != nil || k == 1 && n <= last || k > 1 && n-last != by {
			return false
		}
		by, last = n-last, n
	}
	return len(rows) > 2
}

func isEmpty(s string) bool { return s == "" }

func isFlag(s string) bool { return s == "0" || s == "1" }

func isSex(s string) bool {
	return strings.Contains(" m f male female 男 女 ", " "+strings.ToLower(s)+" ")
}

// isGenres reports whether one of a list of genres is known.
func isGenres(s string) bool {
	return slices.ContainsFunc(strings.Split(s, "|"), func(g string) bool { return genre(g) > 0 })
}

// isTime reports whether a text is a time: seconds or milliseconds since 1970,
// after 1979, or a date.
func isTime(s string) bool {
	if table.IsWhole(s) {
		return len(s) == 9 && s[0] >= '3' || len(s) == 10 && s[0] <= '4' || len(s) == 13 && s[0] <= '4'
	}
	digits := 0
	for _, c := range s {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case !strings.ContainsRune("-/:. TZ+", c):
			return false
		}
	}
	return digits >= 6 && strings.ContainsAny(s, "-/:") && s[0] != '-'
}

// isID reports whether a field of column k may be an ID: no plain number but a
// whole one, and no word for a gap. $7.5 and 10.5N are names.
func isID(t *table.Table, k int, field []byte) bool {
	if len(field) > longestID || name(field) == "" {
		return false
	}
	v, ok := t.Number(k, field)
	return !ok || v == math.Trunc(v) || v == v && len(bytes.Trim(field, "0123456789+-.,eE")) > 0
}
