package ratings

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zscape/compute/faults"
)

// File is a file to be read.
type File struct {
	Name string // for messages; what it holds shows in the bytes
	Data []byte
}

// Kind is what a file holds.
type Kind int

const (
	KindRatings Kind = iota // u.data, ratings.csv
	KindPersons             // u.user
	KindTitles              // u.item, movies.csv
)

func (k Kind) String() string { return [...]string{"ratings", "users", "items"}[k] }

// Report says what was read from a file.
type Report struct {
	Name     string
	Kind     Kind
	Read     int // lines that were read
	Repeated int // ratings that a later one of the same user and item replaced
	Unused   int // users or items that the ratings do not have
	faults.List
}

// nothing says that no line could be read.
func (r *Report) nothing(want string) error {
	if r.Skipped == 0 {
		return fmt.Errorf("no line has anything to read: want %s", want)
	}
	return fmt.Errorf("%s; no line of the file can be read as %s", r.Examples[0].Text(), want)
}

// Read reads a file of ratings, and, if they are among the files, one of users
// and one of items. Which is which shows in the bytes:
//
//   - ratings are lines of user, item, rating and perhaps a time, separated by
//     tabs (u.data), commas (ratings.csv), semicolons or ::. A first line may
//     name the columns;
//   - users are u.user: id|age|sex|occupation|zip code;
//   - items are u.item: id|title|date|...|nineteen flags of genres, in Latin-1
//     or UTF-8; or movies.csv: movieId,title,genres.
//
// IDs are whole numbers from 1. Where at least half of those up to the highest
// occur, user 1 is row 0, and rows without ratings stay in their place, as in a
// matrix made of u.data by hand. Else, as in ratings.csv, the IDs that occur are
// numbered in ascending order. Ratings are above 0 and at most 100; of several of
// the same user and item the last line counts.
//
// Lines that cannot be read are counted in the report of their file, one for
// each file in the given order, and the rest is taken. An error, which names the
// file, is returned if no rating is left or a limit is exceeded.
func Read(files ...File) (*Ratings, []Report, error) {
	if len(files) == 0 {
		return nil, nil, errors.New("there is no file")
	}
	reports := make([]Report, len(files))
	seen := [3]int{-1, -1, -1}
	for n, f := range files {
		kind, err := kindOf(f.Data)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		if seen[kind] >= 0 {
			return nil, nil, fmt.Errorf("%s and %s are both %s: one is read at a time", files[seen[kind]].Name, f.Name, kind)
		}
		seen[kind] = n
		reports[n].Name, reports[n].Kind = f.Name, kind
	}
	at := seen[KindRatings]
	if at < 0 {
		return nil, reports, fmt.Errorf("%s: %s, but no ratings: open them together with their file, such as u.data", files[0].Name, reports[0].Kind)
	}
	r, err := readRatings(files[at].Data, &reports[at])
	if err != nil {
		return nil, reports, fmt.Errorf("%s: %w", files[at].Name, err)
	}
	for n, f := range files {
		if n != at {
			if err := r.describe(f.Data, &reports[n]); err != nil {
				return nil, reports, fmt.Errorf("%s: %w", f.Name, err)
			}
		}
	}
	return r, reports, nil
}

// Describe reads who the users or what the items are, from a file that comes
// after that of the ratings: see Read. On an error nothing changes. r is changed,
// and nothing that shares its Persons or Titles.
func (r *Ratings) Describe(f File) (Report, error) {
	report := Report{Name: f.Name}
	kind, err := kindOf(f.Data)
	if err == nil {
		if report.Kind = kind; kind == KindRatings {
			err = errors.New("ratings, want users or items")
		} else {
			err = r.describe(f.Data, &report)
		}
	}
	if err != nil {
		return report, fmt.Errorf("%s: %w", f.Name, err)
	}
	return report, nil
}

// kindOf tells from the first lines what a file holds.
func kindOf(data []byte) (Kind, error) {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return 0, errors.New("a text in UTF-16: save it as UTF-8")
	}
	if bytes.IndexByte(data[:min(len(data), 4096)], 0) >= 0 {
		return 0, errors.New("no text, so neither ratings nor users nor items")
	}
	var counts [3]int
	kind, first := KindRatings, true
	lines(data, func(n int, line []byte) bool {
		if first {
			first = false
			if h := strings.ToLower(string(line[:min(len(line), 200)])); strings.Contains(h, "title") && strings.Contains(h, "movieid") {
				kind = KindTitles
				return false
			}
		}
		switch bars := bytes.Count(line, []byte("|")); {
		case bars >= 3+len(Genres):
			counts[KindTitles]++
		case bars == 4:
			counts[KindPersons]++
		default:
			counts[KindRatings]++
		}
		return n < 100
	})
	for k, c := range counts {
		if c > counts[kind] && kind != KindTitles {
			kind = Kind(k)
		}
	}
	return kind, nil
}

// lines calls f for each line that is not blank, with its number from 1, until f
// returns false.
func lines(data []byte, f func(number int, line []byte) bool) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	for n := 1; len(data) > 0; n++ {
		line := data
		if k := bytes.IndexByte(data, '\n'); k >= 0 {
			line, data = data[:k], data[k+1:]
		} else {
			data = nil
		}
		blank := true
		for blank && len(line) > 0 {
			if c := line[len(line)-1]; c == ' ' || c == '\t' || c == '\r' {
				line = line[:len(line)-1]
			} else {
				blank = false
			}
		}
		if !blank && !f(n, line) {
			return
		}
	}
}

// separators of a line of ratings, in the order in which they are looked for.
var separators = []string{"\t", "::", ";", ",", " "}

// separator returns what separates the columns of most of the first lines.
func separator(data []byte) string {
	seen := 0
	counts := make([]int, len(separators))
	lines(data, func(_ int, line []byte) bool {
		for k, s := range separators {
			if bytes.Count(line, []byte(s)) >= 2 {
				counts[k]++
				break
			}
		}
		seen++
		return seen < 100
	})
	best := 0
	for k, c := range counts {
		if c > counts[best] {
			best = k
		}
	}
	return separators[best]
}

const wantRatings = "user, item, rating, time"

// ids numbers IDs as they come.
type ids struct {
	number   map[int32]int32
	most     int
	last, at int32 // ID and number of the line before
}

// add returns the number of an ID; ok is false if there are too many.
func (s *ids) add(id int32) (n int32, ok bool) {
	if id == s.last {
		return s.at, true
	}
	n, ok = s.number[id]
	if !ok {
		if n = int32(len(s.number)); int(n) == s.most {
			return 0, false
		}
		s.number[id] = n
	}
	s.last, s.at = id, n
	return n, true
}

// rows returns the ID of each row, and the row of each number.
func (s *ids) rows() (id []int, row []int32) {
	ascending := make([]int32, 0, len(s.number))
	for v := range s.number {
		ascending = append(ascending, v)
	}
	slices.Sort(ascending)
	row = make([]int32, len(ascending))
	if highest := int(ascending[len(ascending)-1]); highest <= 2*len(ascending) && highest <= s.most {
		id = make([]int, highest)
		for k := range id {
			id[k] = k + 1
		}
		for _, v := range ascending {
			row[s.number[v]] = v - 1
		}
		return id, row
	}
	id = make([]int, len(ascending))
	for k, v := range ascending {
		id[k] = int(v)
		row[s.number[v]] = int32(k)
	}
	return id, row
}

// readRatings reads a file of ratings.
func readRatings(data []byte, report *Report) (*Ratings, error) {
	sep := []byte(separator(data))
	users := ids{number: map[int32]int32{}, most: MaxUsers}
	items := ids{number: map[int32]int32{}, most: MaxItems}
	at, columns := [3]int{0, 1, 2}, 0
	var entries []Entry
	var failure error
	first := true
	var fields [9][]byte
	lines(data, func(n int, line []byte) bool {
		f := split(fields[:0], line, sep)
		if first {
			first = false
			if at, columns = header(f); columns > 0 {
				return true
			}
			at, columns = [3]int{0, 1, 2}, 0
		}
		if columns > 0 && len(f) != columns {
			report.Skip(n, "%v, want %d", "欄が%v個です(%d個のはず)", faults.Fields(len(f)), columns)
			return true
		} else if columns == 0 && len(f) != 3 && len(f) != 4 {
			report.Skip(n, "%v, want 3 or 4: %s", "欄が%v個です(3個か4個のはず: %s)", faults.Fields(len(f)), wantRatings)
			return true
		}
		user, ok := whole(f[at[0]])
		if !ok {
			report.Skip(n, "the user is %s, want a whole number from 1", "ユーザの%sは1以上の整数ではありません", faults.Quote(f[at[0]]))
			return true
		}
		item, ok := whole(f[at[1]])
		if !ok {
			report.Skip(n, "the item is %s, want a whole number from 1", "映画の%sは1以上の整数ではありません", faults.Quote(f[at[1]]))
			return true
		}
		value, ok := decimal(f[at[2]])
		if !ok || !(value > 0 && value <= 100) {
			report.Skip(n, "the rating is %s, want a number above 0, at most 100", "評価の%sは0より大きく100以下の数ではありません", faults.Quote(f[at[2]]))
			return true
		}
		if len(entries) == MaxRatings {
			failure = fmt.Errorf("more than %d ratings", MaxRatings)
			return false
		}
		e := Entry{Value: value}
		if e.User, ok = users.add(user); !ok {
			failure = fmt.Errorf("more than %d users", users.most)
			return false
		}
		if e.Item, ok = items.add(item); !ok {
			failure = fmt.Errorf("more than %d items", items.most)
			return false
		}
		if len(entries) == cap(entries) {
			// As many as the rest of the file may have, not twice as many.
			entries = slices.Grow(entries, min(max(1024, len(entries)/2), MaxRatings-len(entries)))
		}
		entries = append(entries, e)
		return true
	})
	if failure != nil {
		return nil, failure
	}
	if len(entries) == 0 {
		return nil, report.nothing(wantRatings)
	}
	report.Read = len(entries)
	userID, userRow := users.rows()
	itemID, itemRow := items.rows()
	for k := range entries {
		e := &entries[k]
		e.User, e.Item = userRow[e.User], itemRow[e.Item]
	}
	r, err := New(len(userID), len(itemID), entries)
	if err != nil {
		return nil, err
	}
	report.Repeated = len(entries) - r.Len()
	for i, id := range userID {
		r.Persons[i].ID = id
	}
	for j, id := range itemID {
		r.Titles[j].ID = id
	}
	return r, nil
}

// header returns where a first line says that user, item and rating are, and
// how many columns there are, 0 if it is no such line.
func header(fields [][]byte) (at [3]int, columns int) {
	at = [3]int{-1, -1, -1}
	for k, f := range fields {
		switch name := strings.ToLower(string(f)); name {
		case "userid", "user_id", "user id", "user":
			at[0] = k
		case "movieid", "movie_id", "movie id", "movie", "itemid", "item_id", "item id", "item":
			at[1] = k
		case "rating", "ratings":
			at[2] = k
		}
	}
	if slices.Min(at[:]) < 0 {
		return at, 0
	}
	return at, len(fields)
}

// split appends the fields of a line to dst, as far as there is room.
func split(dst [][]byte, line, sep []byte) [][]byte {
	for len(dst) < cap(dst) {
		k := bytes.Index(line, sep)
		if k < 0 {
			return append(dst, bare(line))
		}
		dst = append(dst, bare(line[:k]))
		line = line[k+len(sep):]
	}
	return dst
}

// bare returns a field without spaces and quotation marks around it.
func bare(s []byte) []byte {
	for len(s) > 0 && (s[0] == ' ' || s[0] == '"') {
		s = s[1:]
	}
	for len(s) > 0 && (s[len(s)-1] == ' ' || s[len(s)-1] == '"') {
		s = s[:len(s)-1]
	}
	return s
}

// whole reads a whole number from 1 that fits in an int32.
func whole(s []byte) (int32, bool) {
	if len(s) == 0 || len(s) > 10 {
		return 0, false
	}
	v := int64(0)
	for _, c := range s {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = 10*v + int64(c-'0')
	}
	return int32(v), v > 0 && v <= math.MaxInt32
}

// decimal reads a number; the common ones, such as 4 and 3.5, at once.
func decimal(s []byte) (float64, bool) {
	switch {
	case len(s) == 1 && '0' <= s[0] && s[0] <= '9':
		return float64(s[0] - '0'), true
	case len(s) == 3 && '0' <= s[0] && s[0] <= '9' && s[1] == '.' && (s[2] == '0' || s[2] == '5'):
		return float64(s[0]-'0') + float64(s[2]-'0')/10, true
	case len(s) > 40:
		return 0, false
	}
	v, err := strconv.ParseFloat(string(s), 64)
	return v, err == nil
}

// describe reads users or items.
func (r *Ratings) describe(data []byte, report *Report) error {
	if report.Kind == KindPersons {
		row := make(map[int]int, r.Users)
		for i, p := range r.Persons {
			row[p.ID] = i
		}
		persons := slices.Clone(r.Persons)
		lines(data, func(n int, line []byte) bool {
			if id, p, ok := person(n, line, report); ok {
				report.Read++
				if i, ok := row[id]; ok {
					persons[i] = p
				} else {
					report.Unused++
				}
			}
			return true
		})
		if report.Read == 0 {
			return report.nothing("id|age|sex|occupation|zip code")
		}
		r.Persons = persons
		return nil
	}
	row := make(map[int]int, r.Items)
	for j, t := range r.Titles {
		row[t.ID] = j
	}
	titles := slices.Clone(r.Titles)
	latin := !utf8.Valid(data)
	lines(data, func(n int, line []byte) bool {
		var t Title
		var ok bool
		if bytes.Count(line, []byte("|")) >= 3+len(Genres) {
			t, ok = flagged(n, line, latin, report)
		} else {
			t, ok = listed(n, line, latin, report)
		}
		if ok {
			report.Read++
			if j, ok := row[t.ID]; ok {
				titles[j] = t
			} else {
				report.Unused++
			}
		}
		return true
	})
	if report.Read == 0 {
		return report.nothing("id|title|...|genres or movieId,title,genres")
	}
	r.Titles = titles
	return nil
}

// person reads a line of u.user.
func person(n int, line []byte, report *Report) (id int, p Person, ok bool) {
	f := bytes.Split(line[:min(len(line), longest)], []byte("|"))
	if len(f) < 4 || len(f) > 5 {
		report.Skip(n, "%v, want 5: id|age|sex|occupation|zip code", "欄が%v個です(5個のはず: id|age|sex|occupation|zip code)", faults.Fields(len(f)))
		return 0, p, false
	}
	k, ok := whole(f[0])
	if !ok {
		report.Skip(n, "the user is %s, want a whole number from 1", "ユーザの%sは1以上の整数ではありません", faults.Quote(f[0]))
		return 0, p, false
	}
	age, ok := whole(f[1])
	if (!ok || age > 150) && len(f[1]) > 0 {
		report.Skip(n, "the age is %s, want years", "年齢の%sは歳ではありません", faults.Quote(f[1]))
		return 0, p, false
	}
	if len(f[2]) > 8 {
		report.Skip(n, "the sex is %s, want M or F", "性別の%sはMかFではありません", faults.Quote(f[2]))
		return 0, p, false
	}
	return int(k), Person{int(k), int(age), name(f[2], false), name(f[3], false)}, true
}

// longest is how much of a line that describes something is looked at, and
// longestName how much of a name is kept, in bytes.
const (
	longest     = 4096
	longestName = 200
)

// name returns a text that may be shown: valid, without control characters,
// not too long.
func name(s []byte, latin bool) string {
	if len(s) > longestName {
		s = s[:longestName]
	}
	var b strings.Builder
	put := func(c rune) {
		if c == utf8.RuneError || c < ' ' || 0x7f <= c && c < 0xa0 {
			c = ' '
		}
		b.WriteRune(c)
	}
	if latin {
		for _, c := range s {
			put(rune(c))
		}
	} else {
		for _, c := range string(s) {
			put(c)
		}
	}
	return strings.TrimSpace(b.String())
}

// flagged reads a line of u.item. What stands between title and flags is not
// looked at, nor how much of it there is.
func flagged(n int, line []byte, latin bool, report *Report) (t Title, ok bool) {
	f := bytes.Split(line[:min(len(line), longest)], []byte("|"))
	id, ok := whole(f[0])
	if !ok {
		report.Skip(n, "the item is %s, want a whole number from 1", "映画の%sは1以上の整数ではありません", faults.Quote(f[0]))
		return t, false
	}
	if len(f) < 2+len(Genres) {
		report.Skip(n, "%v, want %d", "欄が%v個です(%d個のはず)", faults.Fields(len(f)), 5+len(Genres))
		return t, false
	}
	t = Title{ID: int(id), Name: name(f[1], latin)}
	for k, flag := range f[len(f)-len(Genres):] {
		switch string(flag) {
		case "1":
			t.Genres |= 1 << k
		case "0":
		default:
			report.Skip(n, "the flag of %s is %s, want 0 or 1", "%sの印%sは0か1ではありません", Genres[k], faults.Quote(flag))
			return t, false
		}
	}
	return t, true
}

// listed reads a line of movies.csv: the title may be in quotes, and then has
// commas and doubled quotes.
func listed(n int, line []byte, latin bool, report *Report) (t Title, ok bool) {
	line = line[:min(len(line), longest)]
	if n == 1 && bytes.HasPrefix(bytes.ToLower(bytes.TrimLeft(line, "\"")), []byte("movieid")) {
		return t, false
	}
	head, rest, _ := bytes.Cut(line, []byte(","))
	id, ok := whole(head)
	if !ok {
		report.Skip(n, "the item is %s, want a whole number from 1", "映画の%sは1以上の整数ではありません", faults.Quote(head))
		return t, false
	}
	title, genres := rest, []byte(nil)
	if bytes.HasPrefix(rest, []byte("\"")) {
		end := 1
		for end < len(rest) && (rest[end] != '"' || end+1 < len(rest) && rest[end+1] == '"') {
			if rest[end] == '"' {
				end++
			}
			end++
		}
		if end >= len(rest) {
			report.Skip(n, "a quotation mark of the title is not closed", "題名の引用符が閉じていません")
			return t, false
		}
		title = bytes.ReplaceAll(rest[1:end], []byte(`""`), []byte(`"`))
		genres = bytes.TrimPrefix(rest[end+1:], []byte(","))
	} else if k := bytes.IndexByte(rest, ','); k >= 0 {
		title, genres = rest[:k], rest[k+1:]
	} else {
		report.Skip(n, "2 fields, want 3: movieId,title,genres", "欄が2個です(3個のはず: movieId,title,genres)")
		return t, false
	}
	t = Title{ID: int(id), Name: name(title, latin)}
	for g := range bytes.SplitSeq(bytes.Trim(genres, "\""), []byte("|")) {
		t.Genres |= 1 << genre(string(g))
	}
	return t, true
}

// genre returns the bit of a genre, 0, the unknown, for one that u.item has not.
func genre(s string) int {
	if s == "Children" {
		return 4
	}
	return max(slices.Index(Genres[:], s), 0)
}
