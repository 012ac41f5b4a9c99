package ratings

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

const (
	flags  = "|0|1|0|0|0|1|0|0|0|0|0|0|0|0|0|1|0|0|0"
	uData  = "1\t2\t3\t881250949\n3\t1\t5\t891717742\n\n2\t2\t1\t878887116\n"
	uUser  = "1|24|M|technician|85711\n2|53|F|other|94043\n3|23|M|writer|32067\n4|7|F|student|00000\n"
	uItem  = "1|Fa\xe7ade (1995)|01-Jan-1995||http://example.org/1" + flags + "\n2|GoldenEye (1995)|01-Jan-1995||x" + flags + "\n"
	csv    = "userId,movieId,rating,timestamp\r\n1,193609,4.5,964982703\r\n2,7,0.5,964981247\r\n1,50,3.0,964982224\r\n"
	movies = "movieId,title,genres\n7,\"Shop, The \"\"Corner\"\" (1940)\",Comedy|Children\n50,Usual (1995),Crime|IMAX\n193609,Andrew (1991),(no genres listed)\n"
)

func TestRead(t *testing.T) {
	type at struct {
		user, item int
		value      float64
	}
	for name, c := range map[string]struct {
		text                   string
		users, items, n        int
		values                 []at
		skipped, repeated      int
		lastUserID, lastItemID int
	}{
		"u.data":       {uData, 3, 2, 3, []at{{0, 1, 3}, {2, 0, 5}, {1, 1, 1}}, 0, 0, 3, 2},
		"no end":       {"1\t1\t5\t0\n1\t2\t4\t0", 1, 2, 2, []at{{0, 1, 4}}, 0, 0, 1, 2},
		"no time":      {"1\t1\t5\n", 1, 1, 1, []at{{0, 0, 5}}, 0, 0, 1, 1},
		"sparse CSV":   {csv, 2, 3, 3, []at{{0, 2, 4.5}, {1, 0, 0.5}, {0, 1, 3}}, 0, 0, 2, 193609},
		"other order":  {"rating,user,item\n4,1,2\n3,2,1\n", 2, 2, 2, []at{{0, 1, 4}, {1, 0, 3}}, 0, 0, 2, 2},
		"quotes":       {"\"userId\",\"movieId\",\"rating\"\n\"1\",\"1\",\"2.5\"\n", 1, 1, 1, []at{{0, 0, 2.5}}, 0, 0, 1, 1},
		"semicolons":   {"1;1;2\n2;1;3\n", 2, 1, 2, []at{{1, 0, 3}}, 0, 0, 2, 1},
		"double colon": {"1::1::5::978300760\n1::2::3::978302109\n", 1, 2, 2, []at{{0, 1, 3}}, 0, 0, 1, 2},
		"spaces":       {"1 1 5\n2 2 3\n", 2, 2, 2, []at{{1, 1, 3}}, 0, 0, 2, 2},
		"gaps in IDs":  {"1\t1\t5\n4\t3\t1\n3\t3\t2\n", 4, 3, 3, []at{{3, 2, 1}, {2, 2, 2}}, 0, 0, 4, 3},
		"far IDs":      {"2147483647\t9\t5\n", 1, 1, 1, []at{{0, 0, 5}}, 0, 0, 2147483647, 9},
		"repeated":     {"1\t1\t5\n1\t1\t2\n", 1, 1, 1, []at{{0, 0, 2}}, 0, 1, 1, 1},
		"bad lines":    {"\xef\xbb\xbf1\t1\t5\n1\t2\nx\t1\t1\n0\t1\t1\n1\t-1\t1\n1\t1\tgood\n1\t1\t0\n1\t1\tNaN\n1\t1\t1e9\n\n  \n1\t2\t3\t4\t5\n2\t1\t4\n", 2, 1, 2, []at{{1, 0, 4}}, 9, 0, 2, 1},
	} {
		r, reports, err := Read(File{name, []byte(c.text)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		verify(t, r)
		report := reports[0]
		if r.Users != c.users || r.Items != c.items || r.Len() != c.n || report.Skipped != c.skipped || report.Repeated != c.repeated ||
			report.Read != c.n+c.repeated || len(report.Examples) != min(c.skipped, 5) {
			t.Errorf("%s: %d x %d with %d, %+v", name, r.Users, r.Items, r.Len(), report)
			continue
		}
		for _, a := range c.values {
			if v, ok := r.At(a.user, a.item); !ok || v != a.value {
				t.Errorf("%s: user %d, item %d is %v, want %v", name, a.user, a.item, v, a.value)
			}
		}
		if u, i := r.Persons[r.Users-1].ID, r.Titles[r.Items-1].ID; u != c.lastUserID || i != c.lastItemID {
			t.Errorf("%s: the last are user %d and item %d", name, u, i)
		}
	}
}

// Faults name the line and what is wrong with it.
func TestFaults(t *testing.T) {
	text := "1\t1\t5\n\n1\t2\nx\t1\t1\n1\t0\t1\n1\t1\tgood\n1\t1\t0\n1\t1\t-1\n"
	_, reports, err := Read(File{"u.data", []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	want := `[line 3: 2 fields, want 3 or 4: user, item, rating, time ` +
		`line 4: the user is "x", want a whole number from 1 ` +
		`line 5: the item is "0", want a whole number from 1 ` +
		`line 6: the rating is "good", want a number above 0, at most 100 ` +
		`line 7: the rating is "0", want a number above 0, at most 100]`
	if got := fmt.Sprint(reports[0].Examples); got != want || reports[0].Skipped != 6 {
		t.Errorf("%d skipped:\n%s\nwant\n%s", reports[0].Skipped, got, want)
	}
}

func TestReadAll(t *testing.T) {
	r, reports, err := Read(File{"u.user", []byte(uUser + "5|old|M|none|1\n6|30\n")}, File{"u.item", []byte(uItem + "9|x|\n" + "x|y|||" + flags + "\n")}, File{"u.data", []byte(uData)})
	if err != nil {
		t.Fatal(err)
	}
	if p := r.Persons[1]; p != (Person{2, 53, "F", "other"}) {
		t.Errorf("%+v", p)
	}
	if m := r.Titles[0]; m != (Title{1, "Façade (1995)", 1<<1 | 1<<5 | 1<<15}) {
		t.Errorf("%+v", m)
	}
	if a, b := reports[0], reports[1]; a.Kind != KindPersons || a.Read != 4 || a.Unused != 1 || a.Skipped != 2 || b.Kind != KindTitles || b.Read != 2 || b.Skipped != 2 {
		t.Errorf("%+v", reports)
	}
	r, _, err = Read(File{"ratings.csv", []byte(csv)}, File{"movies.csv", []byte(movies)})
	if err != nil {
		t.Fatal(err)
	}
	for j, want := range []Title{{7, `Shop, The "Corner" (1940)`, 1<<5 | 1<<4}, {50, "Usual (1995)", 1<<6 | 1}, {193609, "Andrew (1991)", 1}} {
		if r.Titles[j] != want {
			t.Errorf("%+v, want %+v", r.Titles[j], want)
		}
	}
}

// What comes later describes the table; what cannot be read leaves it as it was.
func TestDescribe(t *testing.T) {
	r, _, err := Read(File{"u.data", []byte(uData)})
	if err != nil {
		t.Fatal(err)
	}
	if report, err := r.Describe(File{"u.user", []byte(uUser)}); err != nil || report.Read != 4 || r.Persons[2].Occupation != "writer" {
		t.Errorf("%+v, %v", report, err)
	}
	for text, want := range map[string]string{
		uData:                             "f: ratings, want users or items",
		"x|1|M|a|b\n":                     `f: line 1: the user is "x", want a whole number from 1; no line`,
		"movieId,title,genres\n1,\"The\n": "f: line 2: a quotation mark of the title is not closed; no line",
		"movieId,title,genres\n":          "f: no line has anything to read",
	} {
		if _, err := r.Describe(File{"f", []byte(text)}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if r.Persons[2].Occupation != "writer" || r.Titles[0].ID != 1 {
		t.Error("the table was changed")
	}
}

func TestReadRefused(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "f: no line has anything to read",
		"\n \n":                     "f: no line has anything to read",
		"userId,movieId,rating":     "f: no line has anything to read",
		"once upon a time":          "f: line 1: the user is \"once\", want a whole number from 1; no line",
		"1\t2\n":                    "f: line 1: 2 fields, want 3 or 4",
		"\x00\x01":                  "f: no text",
		"\xff\xfe1\x00":             "f: a text in UTF-16",
		uUser:                       "f: users, but no ratings",
		uItem:                       "f: items, but no ratings",
		movies:                      "f: items, but no ratings",
		strings.Repeat("1,", 1<<20): "f: line 1: 9 fields, want 3 or 4",
	} {
		if r, _, err := Read(File{"f", []byte(text)}); err == nil || !strings.HasPrefix(err.Error(), want) || r != nil {
			t.Errorf("%.60q: %v, want %s...", text, err, want)
		}
	}
	if _, _, err := Read(); err == nil {
		t.Error("no file is taken")
	}
	if _, _, err := Read(File{"a", []byte(uData)}, File{"b", []byte(uData)}); err == nil || err.Error() != "a and b are both ratings: one is read at a time" {
		t.Errorf("%v", err)
	}
	var b strings.Builder
	for k := range MaxItems + 2 {
		fmt.Fprintf(&b, "1\t%d\t3\n", k+1)
	}
	if _, _, err := Read(File{"f", []byte(b.String())}); err == nil || err.Error() != "f: more than 300000 items" {
		t.Errorf("%v", err)
	}
}

// What is written as u.data comes back.
func TestRoundTrip(t *testing.T) {
	want, _ := Generate(MovieLens100K, rand.New(rand.NewPCG(1, 1)))
	r, reports, err := Read(File{"u.data", []byte(uDataOf(want))})
	if err != nil || reports[0].Skipped > 0 {
		t.Fatal(err, reports)
	}
	if r.Users != want.Users || r.Items != want.Items || r.Len() != want.Len() {
		t.Fatalf("%d x %d with %d", r.Users, r.Items, r.Len())
	}
	for k, v := range want.ByItem.Value {
		if r.ByItem.Value[k] != v || r.ByItem.Column[k] != want.ByItem.Column[k] {
			t.Fatalf("rating %d", k)
		}
	}
}

// uDataOf writes a table as u.data, items first.
func uDataOf(r *Ratings) string {
	var b strings.Builder
	for j := range r.Items {
		users, values := r.ByItem.Row(j)
		for k, i := range users {
			fmt.Fprintf(&b, "%d\t%d\t%g\t%d\n", i+1, j+1, values[k], 881250949)
		}
	}
	return b.String()
}

// Nothing that is read panics, and what is read is a sound table.
func FuzzRead(f *testing.F) {
	for _, text := range []string{uData, uUser, uItem, csv, movies, "1::2::3\n", "1 2 3\n4 5", "\"1\",\"2\",\"3\"", "1|\xff|||" + flags, "5|\"", "1,\"\"\"", "movieId,title"} {
		f.Add([]byte(text), []byte(uData))
		f.Add([]byte(uData), []byte(text))
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		for _, files := range [][]File{{{"a", a}}, {{"a", a}, {"b", b}}} {
			r, reports, err := Read(files...)
			if err != nil {
				if err.Error() == "" || r != nil {
					t.Fatalf("%v, %v", r, err)
				}
				continue
			}
			verify(t, r)
			low, high := r.Range()
			if r.Len() == 0 || !(low > 0 && high <= 100) || len(reports) != len(files) {
				t.Fatalf("%d ratings from %v to %v, %+v", r.Len(), low, high, reports)
			}
			for _, p := range reports {
				if p.Skipped < len(p.Examples) || len(p.Examples) > 5 || p.Read == 0 {
					t.Fatalf("%+v", p)
				}
			}
			for _, m := range r.Titles {
				if m.ID < 1 || strings.ContainsAny(m.Name, "\x00\n\r\t\x7f") || m.Genres >= 1<<len(Genres) {
					t.Fatalf("%+v", m)
				}
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r, _ := Generate(MovieLens100K, rand.New(rand.NewPCG(1, 1)))
	data := []byte(uDataOf(r))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Read(File{"u.data", data}); err != nil {
			b.Fatal(err)
		}
	}
}
