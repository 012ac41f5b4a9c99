package ratings

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/task"
)

// books is a table of 40 users and 30 books, whose ratings are 0 to 10.
func books() exhibit.File {
	var b strings.Builder
	b.WriteString("\"User-ID\";\"ISBN\";\"Book-Rating\"\r\n")
	for i := range 40 {
		for j := range 30 {
			if (7*i+3*j)%5 < 3 {
				fmt.Fprintf(&b, "\"%d\";\"%09dX\";\"%d\"\r\n", 276725+7*i, 34545104+771*j, max(0, (3*i+5*j)%14-3))
			}
		}
	}
	return exhibit.File{Name: "BX-Book-Ratings.csv", Data: []byte(b.String())}
}

// taken opens files in a State.
func taken(t testing.TB, st exhibit.State, files ...exhibit.File) (exhibit.State, exhibit.Text) {
	t.Helper()
	next, report, err := intake.Open(files, st)
	if err != nil {
		t.Fatal(err)
	}
	return next, report
}

// noted returns what there is to notice, a line each.
func noted(s *session) string {
	var b strings.Builder
	for _, n := range s.Notices() {
		fmt.Fprintf(&b, "%s: %s | %s\n", n.Key, n.Text.En, n.Text.Ja)
	}
	return b.String()
}

// Titles and users that come later describe the table that is open, and other
// files are named and let alone.
func TestDescribedLater(t *testing.T) {
	st, report := taken(t, parse(t, "ratings?show=user&user=2&of=als&epochs=3"), books(),
		exhibit.File{Name: "tags.csv", Data: []byte("userId,movieId,tag,timestamp\n2,7,funny,1445714994\n")})
	want := exhibit.Text{En: "720 ratings by 40 users of 30 items, from 0 to 10 in steps of 1; tags.csv: tags, not used",
		Ja: "評価720件、ユーザ40人、アイテム30個、評価は0から10まで1刻み; tags.csv: タグなので使いません"}
	if report != want {
		t.Errorf("%q", report)
	}
	s := newSession()
	run(t, s, st)
	if s.person.ratings.Title != "user 276732: ratings, and predictions by ALS" || s.maps.observed.plot.X.Label != "item" {
		t.Errorf("%s; %s", s.person.ratings.Title, s.maps.observed.plot.X.Label)
	}
	if got := noted(s); !strings.Contains(got, "user: Row 2 is the user of ID 276732. | 2行目は、IDが276732のユーザです。\n") {
		t.Error(got)
	}
	jobs := s.Jobs()
	later, report := taken(t, st, exhibit.File{Name: "BX-Books.csv", Data: []byte("ISBN;Book-Title\n034545104X;Flesh\n034545875X;Flügel\n0000000000;None\n")})
	if !strings.HasSuffix(report.En, "; BX-Books.csv: 3 lines of items, 1 not in the table") || !strings.HasSuffix(report.Ja, "; BX-Books.csv: アイテム3行、うち表にないもの1行") {
		t.Errorf("%q", report)
	}
	if err := s.Update(later); err != nil {
		t.Fatal(err)
	}
	if later.Text(exhibit.FileKey) != "BX-Book-Ratings.csv" || movie(s, 0).En != "Flesh" || movie(s, 1).Ja != "Flügel" || movie(s, 2) != text("item 034546646X", "アイテム 034546646X") {
		t.Errorf("%s: %s, %s, %s", later, movie(s, 0), movie(s, 1), movie(s, 2))
	}
	if !s.Jobs()[0].Spec.Equal(jobs[0].Spec) {
		t.Error("names start the run again")
	}
	// What names nothing of the table, or no table is open, is said.
	for _, file := range []string{"movieId,title,genres\n1,Toy (1995),Comedy\n", "no,table\n"} {
		if _, _, err := intake.Open([]exhibit.File{{Name: "f", Data: []byte(file)}}, later); err == nil {
			t.Errorf("%q is taken", file)
		}
	}
	_, _, err := intake.Open([]exhibit.File{{Name: "movies.csv", Data: []byte("movieId,title,genres\n1,Toy (1995),Comedy\n")}}, parse(t, "ratings"))
	if err == nil || !strings.HasPrefix(err.Error(), "movies.csv: items, but no ratings: open them together") {
		t.Error(err)
	}
}

// Zeros may be no ratings: they are left out if that is wanted.
func TestZeros(t *testing.T) {
	st, _ := taken(t, parse(t, "ratings?first=0&second=0&sgd=0&als=0&epochs=3"), books())
	s := newSession()
	run(t, s, st)
	const zeros = "zeros: 205 ratings are 0. If 0 means “not rated” here, leave them out. | 0の評価が205件あります。このデータで0が「未評価」を表すなら、除いてください。\n"
	if value(t, s, "ratings") != 720 || noted(s) != zeros {
		t.Errorf("%v ratings; %s", value(t, s, "ratings"), noted(s))
	}
	fix := s.Notices()[0].Fixes[0].Set[0]
	st, err := st.Set(fix.Key, fix.Value)
	if err != nil {
		t.Fatal(err)
	}
	run(t, s, st)
	if value(t, s, "ratings") != 515 || noted(s) != "" || s.maps.low != 1 {
		t.Errorf("%v ratings from %v; %s", value(t, s, "ratings"), s.maps.low, noted(s))
	}
	// The link holds when the file is opened again.
	again, _, problems, err := exhibit.Load(st.String(), open, nil, []exhibit.File{books()})
	if err != nil || problems != nil || again.On("zeros") {
		t.Errorf("%s: %v, %v", again, problems, err)
	}
}

// Before the first epoch, and where there is nothing to measure, read-outs have
// words, and no NaN.
func TestNotYet(t *testing.T) {
	check := func(s *session, key, want string) {
		t.Helper()
		found := false
		for _, r := range s.Readouts() {
			if v, ok := r.Value.(float64); ok && v != v {
				t.Errorf("%s is NaN", r.Key)
			}
			if r.Key == key {
				found = true
				if v, ok := r.Value.(exhibit.Text); !ok || v.En != want || v.Ja == "" {
					t.Errorf("%s is %v, want %s", key, r.Value, want)
				}
			}
		}
		if !found && key != "" {
			t.Errorf("there is no %s", key)
		}
	}
	s := newSession()
	if err := s.Update(parse(t, "ratings?epochs=3")); err != nil {
		t.Fatal(err)
	}
	check(s, "", "")
	begun := func(m task.Message) task.View { return task.View{Frames: []task.Frame{{Snapshot: m}}} }
	var views []task.View
	for range s.Jobs() {
		views = append(views, begun(task.Message{}))
	}
	s.Watch(views)
	check(s, "als.test", "not computed yet")
	run(t, s, parse(t, "ratings?first=0&second=0&sgd=0&epochs=2&held=0"))
	check(s, "als.test", "no held-out ratings")
	var b bytes.Buffer
	if s.WriteCSV(&b); strings.Contains(b.String(), "NaN") {
		t.Error(b.String())
	}
	if got := s.error(&result{diverged: true}, []float64{math.NaN()}); got != text("diverged", "発散") {
		t.Errorf("after it diverged: %v", got)
	}

	if err := s.Update(parse(t, "ratings?show=users")); err != nil {
		t.Fatal(err)
	}
	s.Watch([]task.View{begun(task.Message{Texts: map[string]string{"phase": "factors"}})})
	check(s, "", "")
	s.Watch([]task.View{begun(task.Message{Arrays: map[string][]float64{
		"columns": {1}, "x": make([]float64, 943), "y": make([]float64, 2*943), "iteration": {0}, "kl": {math.NaN(), 0}, "perplexity": {30}}})})
	check(s, "kl", "not computed yet")
}

// Predictions are shown within the scale, and it is said of how many that is.
func TestClamped(t *testing.T) {
	var b strings.Builder
	for i := range 30 {
		for j := range 20 {
			if (i+2*j)%3 > 0 {
				fmt.Fprintf(&b, "A%02d,B%02d,%g\n", i, j, []float64{-1, 9.5}[(i*i+5*j+i*j/7)%2])
			}
		}
	}
	st, report := taken(t, parse(t, "ratings?show=user&user=3&of=als&epochs=20&ridge=0&held=0"), exhibit.File{Name: "f.csv", Data: []byte(b.String())})
	if !strings.Contains(report.En, "from -1 to 9.5 in steps of 10.5") {
		t.Error(report.En)
	}
	s := newSession()
	run(t, s, st)
	_, m := s.chosen()
	beyond, marked := 0, 0
	for j, y := range s.person.points.Y {
		if y < -1 || y > 9.5 {
			t.Errorf("prediction %d is shown as %v", j, y)
		}
	}
	items, _ := s.data.table.ByUser.Row(2)
	for _, j := range items {
		if v := m.Predict(2, int(j)); v < -1 || v > 9.5 {
			beyond++
		}
	}
	for _, row := range s.Table().Rows {
		if v, ok := row[1].Value.(float64); ok && (v < -1 || v > 9.5) {
			t.Errorf("predicted %v", v)
		}
		if row[1].Note != "" {
			marked++
		}
	}
	want := fmt.Sprintf(": %d of the ", beyond+marked)
	if got := noted(s); beyond+marked == 0 || !strings.Contains(got, want) || !strings.Contains(got, " predictions shown lie beyond the rating scale and are drawn at its end, -1 or 9.5. | ") {
		t.Errorf("%d and %d beyond: %s", beyond, marked, got)
	}
}

// The visitor rates items by IDs of any kind, on the scale of the table.
func TestRatedByID(t *testing.T) {
	st, _ := taken(t, parse(t, "ratings?show=user&user=0&of=als&epochs=2"), books())
	s := newSession()
	for text, want := range map[string]string{
		"034545104X:10, 034545875X:2.5": "", "034545104X:11": "from 0 to 10, not 11", "034545104X:-1": "from 0 to 10, not -1",
		"34545104:5": "rates item 34545104, which is not in the table", "０３４５４５１０４Ｘ：８": "",
	} {
		next, err := st.Set("you", text)
		if err == nil {
			err = s.Update(next)
		}
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", text, err)
		}
	}
	run(t, s, st)
	if id := s.Table().Rows[0][3].Text.En; len(id) != 10 || id[9] != 'X' {
		t.Errorf("the ID of the item that is rated most is %q", id)
	}
	if c, _ := st.Control("user"); c.SlideMax != 40 {
		t.Errorf("there are users up to %v", c.SlideMax)
	}
}

// One value for all is nothing to learn from.
func TestConstant(t *testing.T) {
	st, report := taken(t, parse(t, "ratings?first=0&second=0&sgd=0&epochs=2&of=als"), exhibit.File{Name: "f.csv", Data: []byte("user,item,rating\n0,0,5\n0,1,5\n1,0,5\n1,1,5\n2,0,5\n")})
	s := newSession()
	run(t, s, st)
	if !strings.HasSuffix(report.En, "3 users of 2 items, all 5") || value(t, s, "als.train") > 1e-12 || !strings.Contains(noted(s), ": All ratings are 5, so there is nothing to learn. | 評価がすべて5") {
		t.Errorf("%s; %v; %s", report.En, value(t, s, "als.train"), noted(s))
	}
	if n := s.maps.observed.cells.Norm.Normalize(5); !(n >= 0 && n <= 1) {
		t.Errorf("the colour of 5 is %v", n)
	}
}

// t-SNE says which perplexity it used, and which groups are not known.
func TestPictureOfFew(t *testing.T) {
	st, _ := taken(t, parse(t, "ratings?show=users&of=als&epochs=3&iterations=20"), books())
	s := newSession()
	for show, want := range map[string]string{
		"users": "by: The users' occupation is unknown, so all points have the same colour. Open the user file as well. | ユーザの職業が分からないため、色分けしていません。ユーザのファイルも開いてください。\n" +
			"perplexity: The perplexity is reduced to 13, the maximum for 40 points. | パープレキシティを、40点に対する上限の13に下げています。\n",
		"movies": "show: The genres are unknown, so all points have the same colour. Open the item file as well. | ジャンルが分からないため、色分けしていません。アイテムのファイルも開いてください。\n" +
			"perplexity: The perplexity is reduced to 9.67, the maximum for 30 points. | パープレキシティを、30点に対する上限の9.67に下げています。\n",
	} {
		if err := s.Update(st.Try("show", show)); err != nil {
			t.Fatal(err)
		}
		s.Watch(finished(t, s))
		if got := noted(s); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %s", show, got)
		}
		if v := value(t, s, "perplexity"); !strings.Contains(want, fmt.Sprintf("reduced to %.3g, the maximum", v)) || !strings.Contains(s.people.tsne.plot.Title, fmt.Sprintf("perplexity %.3g,", v)) {
			t.Errorf("%s: perplexity %v; %s", show, v, s.people.tsne.plot.Title)
		}
	}
}

// A label of a group of ages is that of its file.
func TestAges(t *testing.T) {
	st, _ := taken(t, parse(t, "ratings"), exhibit.File{Name: "ratings.dat", Data: []byte("1::1::5::978300760\n2::1::3::978302109\n3::2::1::978302109\n")},
		exhibit.File{Name: "users.dat", Data: []byte("1::F::1::10::48067\n2::M::56::16::70072\n3::M::56::20::55117\n")})
	if _, names := grouped(mine(st).Ratings, false, "age"); fmt.Sprint(names) != "[56 and over under 18]" {
		t.Error(names)
	}
	if _, names := grouped(mine(st).Ratings, false, "occupation"); len(names) != 3 {
		t.Error(names)
	}
}

// What is typed as ratings is refused, or has a canonical form that reads the same.
func FuzzRated(f *testing.F) {
	for _, text := range []string{"", "50:5, 181:4", "034545104X:7.5", "a:b:3", "１:５", ":5", "1:", ",", "1:1e999", "1:5,1:4"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		canonical, err := checkRated(text)
		if err != nil {
			return
		}
		list, _ := readRated(text)
		again, err := readRated(canonical)
		if err != nil || !slices.Equal(list, again) || len(list) > mostRated {
			t.Fatalf("%q is %v, %q is %v, %v", text, list, canonical, again, err)
		}
	})
}
