package page

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"zscape/exhibit"
)

// table is a file of a plane, with as many columns as rows.
func table(name string, n int) exhibit.File {
	var b strings.Builder
	b.WriteString("x,y,z\n")
	for k := range n * n {
		x, y := k%n, k/n
		b.WriteString(exhibit.FormatNumber(float64(x)) + "," + exhibit.FormatNumber(float64(y)) + "," + exhibit.FormatNumber(float64(2*x+y)) + "\n")
	}
	return exhibit.File{Name: name, Data: []byte(b.String())}
}

// A file that is opened is shown and reported; it is there after undo and in
// other exhibits.
func TestTakeFiles(t *testing.T) {
	p, h := start(t, "surface?f=x")
	if h.intake == nil {
		t.Fatal("no files are taken")
	}
	p.TakeFiles([]exhibit.File{table("a.csv", 5)})
	check(t, p, h, "surface?f=data&file=a.csv")
	if h.report != "a.csv: 5 × 5 values" || h.said[len(h.said)-1] != h.report || h.pushes != 1 || h.readouts["zmax"] != 12. {
		t.Errorf("says %q, %q, %v", h.report, h.said, h.readouts)
	}
	p.Set("f", "data*k", true)
	p.Set("xmax", "3", true)
	p.TakeFiles([]exhibit.File{table("b.csv", 9)})
	check(t, p, h, "surface?f=data*k&file=b.csv")
	if h.readouts["nx"] != 9. {
		t.Errorf("%v", h.readouts)
	}
	p.Undo()
	check(t, p, h, "surface?f=data*k&file=a.csv&xmax=3")
	p.Undo()
	p.Undo()
	p.Undo()
	check(t, p, h, "surface?f=x")
	p.Open("gaussian")
	if h.intake != nil {
		t.Error("the Gaussian takes files")
	}
	p.Navigate("surface?f=3data&file=b.csv")
	check(t, p, h, "surface?f=3data&file=b.csv")
	if len(h.problems) != 0 || h.readouts["zmax"] != 72. {
		t.Errorf("%v, %v", h.problems, h.readouts)
	}
	p.SetLanguage("ja")
	if !strings.HasPrefix(h.report, "b.csv: 9 × 9個") {
		t.Errorf("in Japanese the report is %q", h.report)
	}
	// What is saved is what is shown.
	p.Export("svg")
	h.wait(time.Minute)
	if len(h.saved) != 1 {
		t.Errorf("saved %d files", len(h.saved))
	}
}

// The address of a picture of data that are not there says what is missing; as
// soon as they are, it is shown. So is a formula that was typed before.
func TestFilesWanted(t *testing.T) {
	p, h := start(t, "surface?f=a*data&file=a.csv&a=3&xmax=2&theme=dark")
	if !strings.Contains(h.problems["f"], "needs the data of the file a.csv") || p.state.Text("f") == "a*data" {
		t.Fatalf("%s: %v", p.state, h.problems)
	}
	p.TakeFiles([]exhibit.File{{Name: "a.csv", Data: []byte("nothing")}})
	if !strings.HasPrefix(h.problems["file"], "a.csv: line 1: ") {
		t.Errorf("%v", h.problems)
	}
	p.TakeFiles([]exhibit.File{table("a.csv", 5)})
	check(t, p, h, "surface?f=a*data&file=a.csv&theme=dark&xmax=2&a=3")
	if len(h.problems) != 0 || h.readouts["zmax"] != 24. {
		t.Errorf("%v, %v", h.problems, h.readouts)
	}

	// But not after something else was done.
	p, h = start(t, "surface?f=a*data&file=a.csv&a=3")
	p.Set("f", "x", true)
	p.TakeFiles([]exhibit.File{table("a.csv", 5)})
	check(t, p, h, "surface?f=data&file=a.csv")

	p, h = start(t, "surface?f=x")
	p.Set("f", "data - 1", true)
	if !strings.Contains(h.problems["f"], "needs data of your own") || p.state.Text("f") != "x" {
		t.Errorf("%s: %v", p.state, h.problems)
	}
	p.TakeFiles([]exhibit.File{table("a.csv", 5)})
	check(t, p, h, "surface?f=data+-+1&file=a.csv")
	if len(h.problems) != 0 {
		t.Errorf("%v", h.problems)
	}
}

// Where no files are taken, data open the function studio.
func TestFilesElsewhere(t *testing.T) {
	p, h := start(t, "waves?ax=2")
	p.TakeFiles([]exhibit.File{table("a.csv", 5)})
	check(t, p, h, "surface?f=data&file=a.csv")
	p.Undo()
	check(t, p, h, "waves?ax=2")
	p.TakeFiles(nil)
	p.TooLarge("b.csv", 1e9)
	if !strings.HasPrefix(h.problems["file"], "b.csv: 1000 MB; at most ") {
		t.Errorf("%v", h.problems)
	}
	p.NotRead("c")
	if !strings.HasPrefix(h.problems["file"], "c could not be read: it may be a folder") {
		t.Errorf("%v", h.problems)
	}
	p.TakeFiles([]exhibit.File{table("large.csv", 400)}) // takes a moment
	if h.state.Exhibit().Name != "waves" || h.read != 0 {
		t.Errorf("%s at once, %v", h.state, h.read)
	}
	h.wait(time.Second)
	check(t, p, h, "surface?f=data&file=large.csv")
	if h.read != 1 || len(h.problems) != 0 {
		t.Errorf("%v, %v", h.read, h.problems)
	}
}

// A file that is no table of ratings is refused and leaves the one that is open;
// titles that come later name its items.
func TestFilesRefused(t *testing.T) {
	p, h := start(t, "ratings?first=0&second=0&sgd=0&epochs=1")
	if !strings.HasPrefix(h.summary, "943 users have rated 1682 movies") {
		t.Errorf("the summary is %q", h.summary)
	}
	var ratings, grid strings.Builder
	for k := range 400 {
		x, y := k%20, k/20
		ratings.WriteString(exhibit.FormatNumber(float64(x)) + "," + exhibit.FormatNumber(float64(y)) + "," + exhibit.FormatNumber(float64((x*y)%5)/2) + "\n")
		grid.WriteString(exhibit.FormatNumber(float64(x)/5) + "," + exhibit.FormatNumber(float64(y)/5) + "," + exhibit.FormatNumber(float64(x*y)/25) + "\n")
	}
	p.TakeFiles([]exhibit.File{{Name: "own.csv", Data: []byte(ratings.String())}})
	const state = "ratings?first=0&second=0&sgd=0&epochs=1&file=own.csv"
	check(t, p, h, state)
	said := h.report
	if !strings.HasPrefix(said, "400 ratings by 20 users of 20 items, from 0 to 2 in steps of 0.5; own.csv: no header: column 1 is read as the user") || h.readouts["users"] != 20. ||
		!strings.HasPrefix(h.summary, "A table of 400 ratings of 20 items by 20 users: 100 % of the cells are filled. Each method") {
		t.Errorf("says %q, %v, %q", said, h.readouts, h.summary)
	}
	p.SetLanguage("ja")
	if !strings.HasPrefix(h.summary, "20人のユーザがアイテム20個につけた評価400件の表で、100%が埋まっている。各手法") {
		t.Errorf("in Japanese the summary is %q", h.summary)
	}
	p.TakeFiles([]exhibit.File{{Name: "grid.csv", Data: []byte(grid.String())}})
	check(t, p, h, state)
	if h.readouts["ratings"] != 400. || !strings.HasPrefix(h.report, "評価400件、ユーザ20人、アイテム20個、評価は0から2まで0.5刻み; own.csv: 見出しがないので、") ||
		!strings.HasPrefix(h.problems["file"], "grid.csv: 400行のうち384行を評価として読めません: 2行目: ユーザの\"0.2\"は整数でも名前でもありません、") {
		t.Errorf("%v, %q, %v", h.readouts, h.report, h.problems)
	}
	p.TakeFiles([]exhibit.File{{Name: "names.csv", Data: []byte("item_id,title\n0,Sonata\n1,Étude\n")}})
	check(t, p, h, state)
	if len(h.problems) != 0 || !strings.HasSuffix(h.report, "; names.csv: アイテム2行") {
		t.Errorf("%q, %v", h.report, h.problems)
	}
}

// A file opens in the exhibit that it is for, which offers the others that could
// read it.
func TestFilesOwner(t *testing.T) {
	const ratings = "196\t242\t3\t881250949\n186\t302\t3\t891717742\n22\t377\t1\t878887116\n244\t51\t2\t880606923\n196\t51\t5\t880606924\n"
	const opened = "ratings?file=u.data&cmap=viridis" // in the colours of before
	p, h := start(t, "waves")
	p.TakeFiles([]exhibit.File{{Name: "ml-100k/ u.data", Data: []byte(ratings)}})
	check(t, p, h, opened)
	if len(h.problems) != 0 || len(h.notices) == 0 {
		t.Fatalf("%v, %v", h.problems, h.notices)
	}
	n := h.notices[len(h.notices)-1]
	if !strings.HasSuffix(n.Message, "u.data was opened in “"+p.state.Exhibit().Title.En+"”") || len(n.Fixes) != 1 || n.Fixes[0].Query != "?surface" {
		t.Fatalf("%+v", n)
	}
	p.Apply(n.Fixes[0].Query)
	check(t, p, h, "surface?f=data&file=u.data")
	p.Undo()
	check(t, p, h, opened)
	p.Apply("?surface") // the offer is gone
	check(t, p, h, opened)

	// What could be anything does not leave an exhibit that takes files; but what
	// is for another does.
	p.TakeFiles([]exhibit.File{{Name: "rows.txt", Data: []byte("0.5 1.5 2\n1.5 2 3\n2 3.5 4\n")}})
	check(t, p, h, opened)
	fix := h.trouble.Fixes
	if !strings.HasPrefix(h.problems["file"], "rows.txt: ") || len(fix) != 1 {
		t.Fatalf("%v, %v", h.problems, fix)
	}
	p.Apply(fix[0].Query)
	check(t, p, h, "surface?f=data&file=rows.txt")
	p.Undo()
	p.TakeFiles([]exhibit.File{table("points.csv", 5)})
	check(t, p, h, "surface?f=data&file=points.csv")
	if len(h.problems) != 0 {
		t.Errorf("%v", h.problems)
	}
}

// Data of the site are asked for when they are needed, once.
func TestFetch(t *testing.T) {
	p, h := start(t, "surface?f=x")
	if h.fetched != nil {
		t.Errorf("fetches %v", h.fetched)
	}
	p.Set("f", "dem", true)
	p.Set("f", "dem+1", true)
	const path = "data/jacksboro-dem.png"
	if len(h.fetched) != 1 || h.fetched[0] != path || h.readouts["dem"] != "…" || len(h.problems) != 0 {
		t.Fatalf("fetches %v, %v, %v", h.fetched, h.readouts, h.problems)
	}
	data, err := os.ReadFile("../web/" + path)
	if err != nil {
		t.Fatal(err)
	}
	p.Frame()
	h.arrive[path](data, nil)
	if h.readouts["zmax"] != 1077. || h.readouts["dem"] != "403 × 344" {
		t.Errorf("%v", h.readouts)
	}
	p.Undo()
	if p.Open("waves"); h.readouts["zmax"] == 1076. {
		t.Errorf("%v", h.readouts)
	}
	p.Set("to", "surface?f=dem", true)
	if p.Set("t", "1", true); h.readouts["zmax"] == 0. || len(h.fetched) != 1 {
		t.Errorf("%v, fetches %v", h.readouts, h.fetched)
	}

	p, h = start(t, "surface?f=dem")
	h.arrive[path](nil, errors.New("404 Not Found"))
	if !strings.Contains(h.problems["file"], "404 Not Found") || len(h.fetched) != 1 {
		t.Errorf("%v", h.problems)
	}
	h.arrive[path](data[:1000], nil)
	if !strings.Contains(h.problems["file"], path) {
		t.Errorf("%v", h.problems)
	}
	p.Set("az", "3", true)
}
