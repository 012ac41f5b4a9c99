package ratings

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"zscape/compute/factor"
	"zscape/exhibit"
	"zscape/jobs/factorize"
	"zscape/jobs/picture"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/task"
)

func open(name string) (*exhibit.Exhibit, bool) { return Exhibit, name == Exhibit.Name }

func parse(t testing.TB, text string) exhibit.State {
	t.Helper()
	s, problems, err := exhibit.Parse(text, open)
	if err != nil || problems != nil {
		t.Fatalf("%s: %v, %v", text, err, problems)
	}
	return s
}

// run brings a session to a State, and its jobs to their ends.
func run(t testing.TB, s *session, st exhibit.State) {
	t.Helper()
	if err := s.Update(st); err != nil {
		t.Fatal(err)
	}
	s.Watch(finished(t, s))
}

// finished returns what the session's jobs come to.
func finished(t testing.TB, s *session) (views []task.View) {
	t.Helper()
	for _, job := range s.Jobs() {
		h, err := task.Do(task.Library{factorize.Name: factorize.New, picture.Name: picture.New}, job.Spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		views = append(views, h.View(math.MaxInt))
	}
	return views
}

func value(t testing.TB, s *session, key string) float64 {
	t.Helper()
	for _, r := range s.Readouts() {
		if r.Key == key {
			return r.Value.(float64)
		}
	}
	t.Fatalf("there is no %s", key)
	return 0
}

// On the generated table what was learned helps with what was held out, and the
// planted factors are found.
func TestRecovers(t *testing.T) {
	s := newSession()
	run(t, s, parse(t, "ratings?first=0&second=0&sgd=1&als=1&epochs=60&of=als&held=0.1"))
	base := value(t, s, "biases.test")
	for _, m := range []string{"als", "sgd"} {
		if got := value(t, s, m+".test"); !(got < 0.9*base) || got < value(t, s, m+".train") {
			t.Errorf("%s: error %v, baseline %v, learned from %v", m, got, base, value(t, s, m+".train"))
		}
	}
	if angle := value(t, s, "angle"); !(angle < 40) {
		t.Errorf("the factors are %v degrees from those that were planted", angle)
	}
	if n := value(t, s, "heldout"); n < 9000 || n > 10000 {
		t.Errorf("%v ratings are held out", n)
	}
}

// Above the largest stable rate gradient descent leaves, and it is said.
func TestDiverges(t *testing.T) {
	s := newSession()
	run(t, s, parse(t, "ratings?second=0&als=0&sgd=0&biases=0&rate=0.02&epochs=30"))
	if r := s.results[factorize.First]; !r.diverged || !strings.Contains(s.curves.plot.Title, "diverges: rate 0.02, largest stable rate at the start 0.00") {
		t.Errorf("diverged %v: %s", r.diverged, s.curves.plot.Title)
	}
	run(t, s, parse(t, "ratings?second=0&als=0&sgd=0&biases=0&epochs=30"))
	if r := s.results[factorize.First]; r.diverged || value(t, s, "first.stable") < 0.001 {
		t.Errorf("diverged %v, largest stable rate %v", r.diverged, value(t, s, "first.stable"))
	}
}

// A block of the maps is the mean of what is in it.
func TestBlocks(t *testing.T) {
	s := newSession()
	run(t, s, parse(t, "ratings?first=0&second=0&sgd=0&epochs=3&of=als"))
	_, m := s.chosen()
	table := s.data.table
	for _, c := range []struct{ row, col, tall, wide int }{{0, 0, 7, 12}, {100, 301, 1, 1}, {940, 1670, 3, 5}} {
		const side = 4
		b := plot.Blocks{Rows: side, Cols: side, Row: make([]int32, table.Users), Col: make([]int32, table.Items)}
		for of, dst := range [][]int32{b.Row, b.Col} {
			first, size := [2]int{c.row, c.col}[of], [2]int{c.tall, c.wide}[of]
			for i := range dst {
				dst[i] = -1
				if k := i - first; k >= 0 && k < side*size {
					dst[i] = int32(k / size)
				}
			}
		}
		var value [3][]float64
		var count [3][]int32
		for n, h := range []*heat{&s.maps.observed, &s.maps.predicted, &s.maps.residual} {
			value[n], count[n] = make([]float64, side*side), make([]int32, side*side)
			h.cells.Cells.BlocksTo(value[n], count[n], &b)
		}
		for k := range side * side {
			var predicted, observed, residual float64
			cells, rated := 0, 0
			for i := range table.Users {
				for j := range table.Items {
					if int(b.Row[i]) != k/side || int(b.Col[j]) != k%side {
						continue
					}
					p := m.Predict(i, j)
					predicted += p
					cells++
					if v, ok := table.At(i, j); ok {
						observed, residual = observed+v, residual+v-p
						rated++
					}
				}
			}
			if cells == 0 { // beyond the table
				continue
			}
			if got := value[1][k]; math.Abs(got-predicted/float64(cells)) > 1e-9 || int(count[1][k]) != cells {
				t.Errorf("%v, block %d: prediction %v of %d, want %v of %d", c, k, got, count[1][k], predicted/float64(cells), cells)
			}
			g, l := value[0][k], value[2][k]
			if rated == 0 && (g == g || l == l) || rated > 0 && (math.Abs(g-observed/float64(rated)) > 1e-9 || math.Abs(l-residual/float64(rated)) > 1e-9) || int(count[0][k]) != rated {
				t.Errorf("%v, block %d: %v and %v, want %v and %v of %d", c, k, g, l, observed/float64(rated), residual/float64(rated), rated)
			}
		}
	}
}

// Where there are few users and items, they are named along the axes.
func TestNamed(t *testing.T) {
	s := newSession()
	st := s.state
	for _, key := range []string{"lgiven", "lmade", "lleft"} {
		st = st.Try(key, "99.5,110.5,300.5,320.5")
	}
	if err := s.Update(st); err != nil {
		t.Fatal(err)
	}
	p := &s.maps.observed.plot
	if len(p.X.Ticks) != 11 || len(p.Y.Ticks) != 20 || p.X.Ticks[0].Label != shortened(movie(s, 100).En, false) {
		t.Errorf("%d items, %d users, the first is %q", len(p.X.Ticks), len(p.Y.Ticks), p.X.Ticks[0].Label)
	}
}

// The visitor's own ratings are factorized; what is wrong with a file is said, and
// changes nothing.
func TestOwnRatings(t *testing.T) {
	var data strings.Builder
	for i := range 30 {
		for j := range 20 {
			if (i+2*j)%3 > 0 {
				fmt.Fprintf(&data, "%d\t%d\t%d\t88\n", i+1, j+1, 1+(i*j)%5)
			}
		}
	}
	data.WriteString("1\t2\tx\t88\n\n")
	st := parse(t, "ratings?first=0&second=0&sgd=0&epochs=5&held=0.1")
	next, report, err := intake.Open([]exhibit.File{{Name: "u.data", Data: []byte(data.String())}}, st)
	if err != nil || !strings.Contains(report.En, "400 ratings by 30 users of 20 items, from 1 to 5 in steps of 1; u.data: no header: column 1 is read as the user, 2 as the item, 3 as the rating; u.data: ") || !strings.Contains(report.En, "1 line skipped") {
		t.Fatalf("%v, %s", err, report.En)
	}
	s := newSession()
	run(t, s, next)
	if value(t, s, "users") != 30 || value(t, s, "ratings") != 400 || !(value(t, s, "als.train") < 1.2) {
		t.Errorf("%v users, %v ratings, error %v", value(t, s, "users"), value(t, s, "ratings"), value(t, s, "als.train"))
	}
	var b bytes.Buffer
	if s.WriteCSV(&b); !strings.HasPrefix(b.String(), "method,epoch,objective,train,test\nals,1,") || strings.Count(b.String(), "\n") != 1+5+5 {
		t.Errorf("%s", b.String())
	}
	var l scene.DisplayList
	for _, size := range [][2]float64{{1200, 800}, {380, 760}} {
		s.Figure().Draw(&l, size[0], size[1])
		if err := scene.Check(&l, 1e4); err != nil {
			t.Error(err)
		}
	}
	if _, _, err := intake.Open([]exhibit.File{{Name: "a.txt", Data: []byte("nothing\nto read\n")}}, next); err == nil {
		t.Error("a file without ratings is taken")
	}
	// Somebody else's link names a file that is not here.
	if err := newSession().Update(parse(t, "ratings?file=u.data")); err == nil || !strings.Contains(err.Error(), "not been loaded") {
		t.Errorf("%v", err)
	}
}

// A snapshot has the model in it.
func TestModel(t *testing.T) {
	table, _ := factorize.Generated(3)
	f, err := factorize.New(factorize.Spec(factorize.Run{Method: factorize.SGD, R: 3, Rate: 0.01, Reg: 0.05, Epochs: 2, Held: 0, Sample: 3, Seed: 4}))
	if err != nil {
		t.Fatal(err)
	}
	for f.Step(); f.(task.Slicer).Within(); f.Step() {
	}
	m := factorize.Model(f.Snapshot(), table.Users, table.Items)
	if got := f.(task.Logger).Records(nil)[1]; m == nil || math.Abs(factor.RMSE(m, table)-got) > 1e-12 {
		t.Errorf("the model's error is not %v", got)
	}
	for _, bad := range []factorize.Run{{Method: "none", R: 3, Epochs: 2}, {Method: factorize.ALS, R: 0, Epochs: 2}, {Method: factorize.ALS, R: 3, Epochs: 0}, {Method: factorize.ALS, R: 3, Epochs: 2, Held: 1}} {
		if _, err := factorize.New(factorize.Spec(bad)); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

// One user is shown with the factors that were found, and the visitor with those
// that follow from a few ratings.
func TestPerson(t *testing.T) {
	s := newSession()
	run(t, s, parse(t, "ratings?show=user&user=7&of=als&epochs=8"))
	_, m := s.chosen()
	if len(s.Jobs()) != 1 || m == nil {
		t.Fatalf("%d jobs", len(s.Jobs()))
	}
	columns, values := s.data.table.ByUser.Row(6)
	p := &s.person
	if len(p.points.X) != len(columns) {
		t.Fatalf("%d points of %d ratings", len(p.points.X), len(columns))
	}
	for k, j := range columns {
		if p.points.X[k] != values[k] || math.Abs(p.points.Y[k]-min(max(m.Predict(6, int(j)), 1), 5)) > 1e-12 {
			t.Fatalf("movie %d: %v, %v", j, p.points.X[k], p.points.Y[k])
		}
	}
	b := s.Table()
	if len(b.Rows) != listed || b.Rows[0][1].Value.(float64) < b.Rows[listed-1][1].Value.(float64) || b.Rows[0][6].Value.(float64) < 0.5 {
		t.Errorf("%v", b.Rows)
	}

	// Who likes what user 7 likes, and says so, is near to that user.
	var words []string
	for k, j := range columns {
		if k < 50 {
			words = append(words, fmt.Sprintf("%s:%v", s.data.table.ItemInfo[j].ID, values[k]))
		}
	}
	st := parse(t, "ratings?show=user&user=0&of=als&epochs=8")
	st, err := st.Set("you", strings.Join(words, ","))
	if err != nil {
		t.Fatal(err)
	}
	run(t, s, st)
	near := s.Table().Rows[0][5].Text.En
	if !strings.HasPrefix(near, "7 ") {
		t.Errorf("the nearest user is %s", near)
	}
	for text, reason := range map[string]string{"50": "such as", "50:x": "such as", "50:5,50:4": "twice", ":5": "such as"} {
		if _, err := st.Set("you", text); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%s: %v", text, err)
		}
	}
	for text, reason := range map[string]string{"5000:4": "rates movie 5000", "0:5": "rates movie 0", "50:0.5": "from 1 to 5, not 0.5"} {
		if err := s.Update(st.Try("you", text)); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if err := s.Update(st.Try("user", "2000")); err == nil || !strings.Contains(err.Error(), "943") {
		t.Errorf("%v", err)
	}
	run(t, s, parse(t, "ratings?epochs=2"))
	if s.Table() != nil {
		t.Error("there is a table with the matrices")
	}
}

// The pictures of users say whether there is something to see: by occupation
// there is, by sex, which the generated tastes do not know, there is not.
func TestPicture(t *testing.T) {
	s := newSession()
	for text, seen := range map[string]bool{
		"ratings?show=users&of=als&epochs=15&iterations=300":        true,
		"ratings?show=users&of=als&epochs=15&iterations=300&by=sex": false,
	} {
		st := parse(t, text)
		if err := s.Update(st); err != nil {
			t.Fatal(err)
		}
		s.Watch(finished(t, s))
		if q, ok := s.people.measure(s); !ok || q.Seen() != seen {
			t.Errorf("%s: seen %v, %+v", text, q.Seen(), q.Chance)
		}
		if v := value(t, s, "trustworthiness"); !(v > 0.93) {
			t.Errorf("%s: trustworthiness %v", text, v)
		}
		points := 0
		for k := range s.people.tsne.groups {
			points += len(s.people.tsne.groups[k].X)
		}
		if points != 943 {
			t.Errorf("%s: %d points", text, points)
		}
	}
}

// Every way to show it can be drawn, wide and upright.
func TestDrawn(t *testing.T) {
	s := newSession()
	for _, show := range []string{"fit", "users", "movies", "user"} {
		if err := s.Update(s.state.Try("show", show)); err != nil {
			t.Fatal(err)
		}
		for _, size := range [][2]float64{{1200, 700}, {390, 600}, {120, 90}} {
			var l scene.DisplayList
			s.Figure().Draw(&l, size[0], size[1])
			if err := scene.Check(&l, 1e4); err != nil {
				t.Errorf("%s: %v", show, err)
			}
		}
	}
}

// Beside points stand names without their years; those that are long end early.
func TestBeside(t *testing.T) {
	for name, want := range map[string]string{
		"Heat (1995)": "Heat", "Film (Demo)": "Film (Demo)", "(1995)": "(1995)", " (1995)": " (1995)", "": "", "Amélie (2001)": "Amélie", "七人の侍 (1954)": "七人の侍",
		"Lord of the Rings, The: The Two Towers (2002)": "Lord of the Rings, The:…", "2001: A Space Odyssey (1968)": "2001: A Space Odyssey",
	} {
		if got := beside(name); got != want {
			t.Errorf("%q is written %q, want %q", name, got, want)
		}
	}
	s := newSession()
	run(t, s, parse(t, "ratings?show=user&user=7&of=als&epochs=8"))
	p := &s.person.points
	for k, label := range p.Labels {
		if label == "" || p.Weights[k] < 0 || !strings.HasPrefix(p.Text[k], strings.TrimSuffix(label, "…")) {
			t.Errorf("%q with %v stands beside %q", label, p.Weights[k], p.Text[k])
		}
	}
	if len(p.Labels) != len(p.X) || len(p.Weights) != len(p.X) {
		t.Errorf("%d labels and %d weights of %d points", len(p.Labels), len(p.Weights), len(p.X))
	}
}

// Labels that are shortened still tell users of long IDs apart.
func TestLabelsOfLongIDs(t *testing.T) {
	var b strings.Builder
	for k := range 48 {
		fmt.Fprintf(&b, "%d,97801%08d,%d\n", 1000000000000+k/6, k%6, k%5+1)
	}
	st, _ := taken(t, parse(t, "ratings"), exhibit.File{Name: "long.csv", Data: []byte(b.String())})
	s := newSession()
	if err := s.Update(st); err != nil {
		t.Fatal(err)
	}
	s.Figure()
	for name, a := range map[string]plot.Axis{"users": s.maps.observed.plot.Y, "items": s.maps.observed.plot.X} {
		seen := map[string]bool{}
		for _, tick := range a.Ticks {
			seen[tick.Label] = true
		}
		if len(seen) != len(a.Ticks) || len(seen) < 6 {
			t.Errorf("%s: %v", name, a.Ticks)
		}
	}
	if got := shortened("2 self-employed", false); got != "2 self-employ…" {
		t.Error(got)
	}
}
