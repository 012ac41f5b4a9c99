package reading

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"zscape/compute/field"
	"zscape/compute/lang"
	"zscape/compute/network"
	"zscape/compute/ratings"
	"zscape/compute/table"
	"zscape/task"
)

var library = task.Library{FieldName: NewField, GraphName: NewGraph, RatingsName: NewRatings}

// do returns what a task comes to, after it has been through bytes.
func do(t testing.TB, s task.Spec) (m task.Message, steps int) {
	t.Helper()
	h, err := task.Do(library, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	last, _ := h.Last()
	if m, err = task.DecodeMessage(last.Snapshot.Append(nil)); err != nil {
		t.Fatal(err)
	}
	return m, last.Step
}

// scattered is a table of n points, and a line that cannot be read.
func scattered(n int) field.File {
	random := rand.New(rand.NewPCG(1, 2))
	b := []byte("Easting;Northing;Height;Temp\n1;2;x;4\n")
	for range n {
		b = fmt.Appendf(b, "%.4f;%.4f;%.4f;-9999\n", random.Float64(), random.Float64(), random.Float64())
	}
	return field.File{Name: "points.csv", Data: b}
}

// A task comes to what the reader returns.
func TestField(t *testing.T) {
	const rows = "1,2,3,4\n5,-9999,7,8\n9,-9999,11,12\n"
	for name, c := range map[string]struct {
		o     field.Options
		files []field.File
	}{
		"a lattice":               {files: []field.File{{Name: "r.csv", Data: []byte(rows)}}},
		"as points":               {field.Options{As: field.AsPoints, X: 2, Y: 1, Z: 4}, []field.File{{Name: "r.csv", Data: []byte(rows)}}},
		"to the north":            {field.Options{North: true, Gaps: field.Gaps{Known: true, Marks: []float64{5, 7}}}, []field.File{{Name: "r.csv", Data: []byte(rows)}}},
		"a choice":                {field.Options{Table: table.Options{Decimal: ','}}, []field.File{{Name: "d.csv", Data: []byte("1,234 5,678 9,012\n2,5 3,5 4,5\n5 6 8,25\n")}}},
		"scattered":               {files: []field.File{scattered(3000)}},
		"no table":                {files: []field.File{{Name: "n.txt", Data: []byte("nothing")}}},
		"two columns":             {files: []field.File{{Name: "two.csv", Data: []byte("1,2\n3,4\n")}}},
		"too few points":          {files: []field.File{{Name: "few.csv", Data: []byte("x,y,z\n1,2,3\n")}}},
		"no file":                 {},
		"an ESRI grid":            {files: []field.File{{Name: "a.asc", Data: []byte("ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 1\nNODATA_value -1\n1 2\n-1 4\n")}}},
		"raw and its description": {files: []field.File{{Name: "a.json", Data: []byte(`{"rows": 2, "cols": 2, "dtype": "int16le"}`)}, {Name: "a.bin", Data: []byte{1, 0, 2, 0, 3, 0, 4, 0}}}},
	} {
		want, wantReport, wantErr := field.Read(c.o, c.files...)
		m, _ := do(t, Field(c.o, c.files...))
		got, report, err := FieldOf(m)
		if !reflect.DeepEqual(report, wantReport) {
			t.Errorf("%s: the report is %+v, want %+v", name, report, wantReport)
		}
		if wantErr != nil {
			if err == nil || lang.Of(err) != lang.Of(wantErr) {
				t.Errorf("%s: %v, want %v", name, err, wantErr)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		x0, x1, y0, y1 := want.Bounds()
		for k := range 225 {
			x, y := x0+(x1-x0)*float64(k%15)/14, y0+(y1-y0)*float64(k/15)/14
			if a, b := want.At(x, y), got.At(x, y); math.Float64bits(a) != math.Float64bits(b) {
				t.Fatalf("%s: at %v, %v: %v, want %v", name, x, y, b, a)
			}
		}
	}
}

func ratingsTable(n int) []byte {
	random := rand.New(rand.NewPCG(5, 6))
	b := []byte("userId,movieId,rating\n1,1,oops\n")
	for range n {
		b = fmt.Appendf(b, "%d,%d,%d\n", random.IntN(60), 3*random.IntN(50), random.IntN(5)+1)
	}
	return b
}

func TestRatings(t *testing.T) {
	users := "1|24|M|technician|85711\n2|53|F|other|94043\n99|30|F|writer|1\n"
	movies := "movieId,title,genres\n0,Toy (1995),Comedy|Drama\n3,映画,Action\n"
	table := ratings.File{Name: "ratings.csv", Data: ratingsTable(3000)}
	var now *Table
	for _, c := range []struct {
		name  string
		files []ratings.File
		err   string
	}{
		{"alone", []ratings.File{table}, ""},
		{"all", []ratings.File{{Name: "u.user", Data: []byte(users)}, table, {Name: "movies.csv", Data: []byte(movies)}}, ""},
		{"titles to come", []ratings.File{{Name: "movies.csv", Data: []byte(movies)}}, ""},
		{"titles of others", []ratings.File{{Name: "movies.csv", Data: []byte("movieId,title\n777,None\n")}}, "movies.csv: none of its IDs occur in the ratings"},
		{"nothing", []ratings.File{{Name: "a.txt", Data: []byte("no\nratings\n")}}, "a.txt: "},
	} {
		m, _ := do(t, Ratings(now, c.files...))
		got, reports, err := RatingsOf(m, now)
		if c.err != "" {
			if err == nil || !strings.HasPrefix(err.Error(), c.err) || lang.Of(err).Ja == err.Error() {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		want, wantReports, err := ratings.Read(c.files...)
		if c.name == "titles to come" {
			want, wantReports, err = now.With(c.files...)
		}
		table := NewTable(want)
		if err != nil || !reflect.DeepEqual(got.Ratings, want) || !reflect.DeepEqual(reports, wantReports) ||
			got.Low != table.Low || got.High != table.High || got.Step != table.Step || !got.Data.Equal(table.Data) || !got.Data.Message.Equal(table.Data.Message) {
			t.Errorf("%s: %v, %+v, want %+v", c.name, err, reports, wantReports)
		}
		now = got
	}
	if now.ItemInfo[0].Name != "Toy (1995)" {
		t.Errorf("%+v", now.ItemInfo[:4])
	}
	// Without a table, titles alone are refused.
	m, _ := do(t, Ratings(nil, ratings.File{Name: "movies.csv", Data: []byte(movies)}))
	if _, _, err := RatingsOf(m, nil); err == nil || !strings.Contains(err.Error(), "no ratings") {
		t.Errorf("%v", err)
	}
}

// followers is a table of n links with weights, and a line that cannot be read.
func followers(n int) network.File {
	random := rand.New(rand.NewPCG(3, 4))
	b := []byte("# who follows whom\nSource;Target;Type;Weight;when\na;b;Directed;oops;1\n")
	for range n {
		b = fmt.Appendf(b, "u%d;u%d;%s;%d,5;2026\n", random.IntN(300), random.IntN(300), []string{"Directed", "Undirected"}[random.IntN(2)], random.IntN(9))
	}
	return network.File{Name: "links.csv", Data: b}
}

func TestGraph(t *testing.T) {
	school := network.School(network.BothYears)
	for name, c := range map[string]struct {
		o     network.Options
		files []network.File
	}{
		"links":             {files: []network.File{followers(2000)}},
		"other weights":     {network.Options{Weight: "when", Merge: network.MergeFirst, Direction: network.Undirected}, []network.File{followers(200)}},
		"GraphML":           {files: []network.File{{Name: "g.graphml", Data: network.Imports().AppendGraphML(nil)}}},
		"a matrix":          {files: []network.File{{Name: "m.csv", Data: school.AppendMatrix(nil)}}},
		"as links":          {network.Options{As: network.AsList, Head: network.HeadLink}, []network.File{{Name: "m.csv", Data: []byte("0 1\n1 0\n")}}},
		"links and nodes":   {files: []network.File{{Name: "n.csv", Data: []byte("Id,Label,Team\n1,Ann,x\n2,Bob,y\n3,Carl,x\n4,Dan,y\n")}, {Name: "e.csv", Data: []byte("Source,Target\n1,2\n9,1\n")}}},
		"no graph":          {files: []network.File{{Name: "a.txt", Data: []byte("no\ngraph\n")}}},
		"too many":          {files: []network.File{{Name: "a.net", Data: []byte("*Vertices 100000\n")}}},
		"no file":           {},
		"wrong weights":     {files: []network.File{{Name: "w.csv", Data: []byte("Source,Target,Weight\na,b,-1\n")}}},
		"names of a column": {files: []network.File{{Name: "f.csv", Data: []byte("Person,Friend\nAnn,Bob\nBob,Ann\nAnn,Bob\n")}}},
	} {
		want, wantReport, wantErr := network.Read(c.o, c.files...)
		m, _ := do(t, Graph(c.o, c.files...))
		got, report, err := GraphOf(m)
		if !reflect.DeepEqual(report, wantReport) {
			t.Errorf("%s: the report is %+v, want %+v", name, report, wantReport)
		}
		if wantErr != nil {
			if err == nil || lang.Of(err) != lang.Of(wantErr) {
				t.Errorf("%s: %v, want %v", name, err, wantErr)
			}
			continue
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, %+v, want %+v", name, err, got, want)
		}
	}
}

// Large files take many steps, whose progress rises to the end.
func TestProgress(t *testing.T) {
	for name, s := range map[string]task.Spec{
		FieldName:   Field(field.Options{}, scattered(20_000)),
		RatingsName: Ratings(nil, ratings.File{Name: "r.csv", Data: ratingsTable(50_000)}),
		GraphName:   Graph(network.Options{}, followers(150_000)),
	} {
		r, err := library[name](s)
		if err != nil {
			t.Fatal(err)
		}
		var parts []float64
		for done := false; !done; {
			if !r.Snapshot().Empty() {
				t.Fatal("a snapshot before the end")
			}
			if done, err = r.Step(); err != nil {
				t.Fatal(err)
			}
			parts = append(parts, r.Progress())
		}
		if len(parts) < 20 || !slices.IsSorted(parts) || parts[len(parts)-1] < 0.9 || parts[len(parts)-1] > 1 {
			t.Errorf("%s: %d steps: %v", name, len(parts), parts)
		}
	}
}

// A task that is dropped leaves nothing behind.
func TestDropped(t *testing.T) {
	runtime.GC()
	before := runtime.NumGoroutine()
	func() {
		for range 10 {
			r, err := NewField(Field(field.Options{}, scattered(5000)))
			if err != nil {
				t.Fatal(err)
			}
			r.Step()
		}
	}()
	for range 100 {
		runtime.GC()
		if runtime.NumGoroutine() <= before+1 { // the one that ends them
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

// What goes wrong in a reader is the task's failure, not the program's.
func TestPanic(t *testing.T) {
	lib := task.Library{"x": func(task.Spec) (task.Task, error) {
		return begin(func(progress func(float64)) task.Message {
			progress(0.5)
			panic("no luck")
		}), nil
	}}
	if _, err := task.Do(lib, task.Spec{Name: "x"}, nil); err == nil || !strings.Contains(err.Error(), "no luck") {
		t.Errorf("%v", err)
	}
}

func FuzzFieldOf(f *testing.F) {
	for _, files := range [][]field.File{{scattered(40)}, {{Name: "r.csv", Data: []byte("1,2\n3,4\n")}}, {{Name: "x.csv", Data: []byte("1;2;3,5\n4;5;6\n")}}} {
		m, _ := do(f, Field(field.Options{}, files...))
		f.Add(m.Append(nil))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := task.DecodeMessage(data)
		if err != nil {
			return
		}
		g, r, err := FieldOf(m)
		if r != nil {
			r.Text()
		}
		if err != nil {
			return
		}
		x0, x1, y0, y1 := g.Bounds()
		for k := range 9 {
			x, y := x0+(x1-x0)*float64(k%3)/2, y0+(y1-y0)*float64(k/3)/2
			g.At(x, y)
			g.Jet(x, y)
		}
	})
}

func FuzzRatingsOf(f *testing.F) {
	m, _ := do(f, Ratings(nil, ratings.File{Name: "r.csv", Data: ratingsTable(30)}))
	f.Add(m.Append(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := task.DecodeMessage(data)
		if err != nil {
			return
		}
		if r, _, err := RatingsOf(m, nil); err == nil {
			r.Scale()
			r.Without(3)
			for i := range r.Users {
				r.ByUser.Row(i)
			}
		}
	})
}

func FuzzGraphOf(f *testing.F) {
	for _, files := range [][]network.File{{followers(40)}, {{Name: "i.graphml", Data: network.Imports().AppendGraphML(nil)}}, {{Name: "a.txt", Data: []byte("no\n")}}} {
		m, _ := do(f, Graph(network.Options{}, files...))
		f.Add(m.Append(nil))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := task.DecodeMessage(data)
		if err != nil {
			return
		}
		g, r, err := GraphOf(m)
		if r != nil {
			r.Text()
		}
		if err == nil && !g.Valid() {
			t.Fatal("not valid")
		}
	})
}

// Specs that no page sends are refused.
func FuzzSpec(f *testing.F) {
	s := Field(field.Options{As: field.AsPoints, Gaps: field.Gaps{Known: true, Marks: []float64{1}}}, field.File{Name: "a", Data: []byte("1,2,3\n4,5,6\n7,8,8\n")})
	f.Add(s.Args.Append(nil), false)
	s = Ratings(&Table{Ratings: &ratings.Ratings{UserInfo: make([]ratings.User, 2), ItemInfo: make([]ratings.Item, 3)}}, ratings.File{Name: "a", Data: []byte("id,title\n1,2\n")})
	f.Add(s.Args.Append(nil), true)
	f.Fuzz(func(t *testing.T, data []byte, ratings bool) {
		m, err := task.DecodeMessage(data)
		if err != nil {
			return
		}
		name := FieldName
		if ratings {
			name = RatingsName
		}
		if _, err := task.Do(library, task.Spec{Name: name, Args: m}, nil); err != nil && strings.Contains(err.Error(), "panic") {
			t.Error(err)
		}
	})
}

func FuzzGraphSpec(f *testing.F) {
	s := Graph(network.Options{Weight: "w"}, network.File{Name: "a", Data: []byte("a b\n")})
	f.Add(s.Args.Append(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := task.DecodeMessage(data)
		if err != nil {
			return
		}
		if _, err := task.Do(library, task.Spec{Name: GraphName, Args: m}, nil); err != nil && strings.Contains(err.Error(), "panic") {
			t.Error(err)
		}
	})
}

// Of the largest tables, what a page has to do when they have been read.
func BenchmarkFieldOf(b *testing.B) {
	m, _ := do(b, Field(field.Options{}, scattered(field.MaxPoints)))
	for b.Loop() {
		if _, _, err := FieldOf(m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGraphOf(b *testing.B) {
	g := network.Planted(network.Planting{Nodes: network.MaxNodes, Groups: 3, Degree: 19, SNR: 2}, rand.New(rand.NewPCG(1, 2)))
	m, _ := do(b, Graph(network.Options{}, network.File{Name: "g.graphml", Data: g.AppendGraphML(nil)}))
	for b.Loop() {
		if _, _, err := GraphOf(m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRatingsOf(b *testing.B) {
	random := rand.New(rand.NewPCG(5, 6))
	var data []byte
	for range 1_200_000 {
		data = fmt.Appendf(data, "%d,%d,%d,881250949\n", random.IntN(20_000), random.IntN(5_000), random.IntN(5)+1)
	}
	m, _ := do(b, Ratings(nil, ratings.File{Name: "r.csv", Data: data}))
	for b.Loop() {
		if _, _, err := RatingsOf(m, nil); err != nil {
			b.Fatal(err)
		}
	}
}
