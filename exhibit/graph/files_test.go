package graph

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"zscape/compute/lang"
	"zscape/compute/network"
	"zscape/exhibit"
	"zscape/jobs/blockmodel"
	"zscape/jobs/layout"
	"zscape/jobs/spectral"
	"zscape/task"
)

// only finds this exhibit.
func only(name string) (*exhibit.Exhibit, bool) { return Exhibit, name == Exhibit.Name }

func parse(t testing.TB, text string) exhibit.State {
	t.Helper()
	st, problems, err := exhibit.Parse(text, only)
	if err != nil || problems != nil {
		t.Fatalf("%s: %v, %v", text, err, problems)
	}
	return st
}

// ran returns a session of a State whose jobs have come to their ends.
func ran(t testing.TB, st exhibit.State) *session {
	t.Helper()
	s := newSession()
	if err := s.Update(st); err != nil {
		t.Fatal(err)
	}
	library := task.Library{spectral.Name: spectral.New, blockmodel.Name: blockmodel.New, layout.Name: layout.New}
	var views []task.View
	for _, job := range s.Jobs() {
		h, err := task.Do(library, job.Spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		views = append(views, h.View(math.MaxInt))
	}
	s.Watch(views)
	return s
}

func floats(t testing.TB, words []string) (list []float64) {
	t.Helper()
	for _, w := range words {
		v, err := strconv.ParseFloat(w, 64)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}

// opened returns the State in which files are open, and what is said of them.
func opened(t testing.TB, st exhibit.State, files ...exhibit.File) (exhibit.State, exhibit.Text) {
	t.Helper()
	next, report, err := intake.Open(files, st)
	if err != nil {
		t.Fatal(err)
	}
	return next, report
}

func file(name, text string) exhibit.File { return exhibit.File{Name: name, Data: []byte(text)} }

// value returns a readout.
func value(t testing.TB, s *session, key string) any {
	t.Helper()
	for _, r := range s.Readouts() {
		if r.Key == key {
			return r.Value
		}
	}
	t.Fatalf("there is no %s", key)
	return nil
}

// written is the school graph in some formats, by a few lines each.
func writtenAs() []exhibit.File {
	g := network.School(network.BothYears)
	var gml, graphml, pajek, list, json strings.Builder
	gml.WriteString("Creator \"by hand\"\ngraph\n[\n  directed 1\n")
	graphml.WriteString("<?xml version=\"1.0\"?>\n<graphml><graph edgedefault=\"directed\">\n")
	fmt.Fprintf(&pajek, "*Vertices %d\r\n", g.N())
	list.WriteString("Source;Target\n")
	json.WriteString(`{"directed": true, "nodes": [`)
	for i, name := range g.Names {
		fmt.Fprintf(&gml, "  node [ id %d label \"%s\" ]\n", i+5, name)
		fmt.Fprintf(&graphml, "<node id=\"%s\"/>", name)
		fmt.Fprintf(&pajek, "%d \"%s\"\r\n", i+1, name)
		fmt.Fprintf(&json, `%s{"id": "%s"}`, [...]string{"", ","}[min(i, 1)], name)
	}
	pajek.WriteString("*Arcs\r\n")
	json.WriteString(`], "links": [`)
	comma := ""
	for e := range g.Links.All() {
		a, b := g.Names[e.Row], g.Names[e.Col]
		fmt.Fprintf(&gml, "  edge [ source %d target %d ]\n", e.Row+5, e.Col+5)
		fmt.Fprintf(&graphml, "<edge source=\"%s\" target=\"%s\"/>\n", a, b)
		fmt.Fprintf(&pajek, "%d %d 1\r\n", e.Row+1, e.Col+1)
		fmt.Fprintf(&list, "%s;%s\n", a, b)
		fmt.Fprintf(&json, `%s{"source": "%s", "target": "%s"}`, comma, a, b)
		comma = ","
	}
	gml.WriteString("]\n")
	graphml.WriteString("</graph></graphml>")
	json.WriteString("]}")
	return []exhibit.File{file("s.gml", gml.String()), file("s.graphml", graphml.String()), file("s.net", pajek.String()), file("s.csv", list.String()), file("s.json", json.String()),
		{Name: "m.csv", Data: g.AppendMatrix(nil)}, {Name: "own.graphml", Data: g.AppendGraphML(nil)}}
}

// One graph in several formats is one graph: the school, which comes with the exhibit.
func TestFormats(t *testing.T) {
	want := ran(t, parse(t, "graph?data=school&K=5"))
	for _, f := range writtenAs() {
		if !strings.Contains(f.Name, "csv") && recognizes([]exhibit.File{f}) != exhibit.Likely {
			t.Errorf("%s does not look like a graph", f.Name)
		}
		st, report := opened(t, parse(t, "graph?data=school&K=5"), f)
		if !strings.HasPrefix(report.En, f.Name+": ") || !strings.Contains(report.En, "70 nodes, 366 links (directed") || !strings.Contains(report.Ja, "ノード70個、リンク366本(向きあり") {
			t.Errorf("%s: %q", f.Name, report)
		}
		if st.Text("data") != own || st.String() != "graph?K=5&file="+f.Name {
			t.Errorf("%s: %s", f.Name, st)
		}
		s := ran(t, st)
		if f.Name != "s.csv" && !reflect.DeepEqual(s.Readouts(), want.Readouts()) { // in a list of links, nodes come as links name them
			t.Errorf("%s: other readouts", f.Name)
		}
		for _, key := range []string{"nodes", "links", "components", "isolated", "loops", "duplicates", "directed", "reciprocity"} {
			if got := value(t, s, key); got != value(t, want, key) {
				t.Errorf("%s: %s is %v", f.Name, key, got)
			}
		}
	}
}

// What is no graph, or too much of one, is refused in both languages, soon, and without harm.
func TestHostileFiles(t *testing.T) {
	var long strings.Builder
	for i := range 1_000_000 {
		long.WriteString(strconv.Itoa(i))
		long.WriteString(" ")
		long.WriteString(strconv.Itoa(i + 1))
		long.WriteString("\n")
	}
	bomb := `<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><graphml><graph><node id="&c;"/></graph></graphml>`
	for name, text := range map[string]string{
		"long.txt": long.String(), "deep.graphml": "<graphml>" + strings.Repeat("<graph>", 1_000_000), "bomb.graphml": bomb, "binary.csv": string(bytes.Repeat([]byte{0, 1, 2, 0xfe}, 1<<20)),
		"empty.csv": "", "blank.csv": "\n \n\n", "none.gml": "graph [ ]", "prose.txt": "Once upon a time, there was a graph.\nIt had no links.\n", "page.html": "<!DOCTYPE html><html><body>404</body></html>",
		"open.json": `{"nodes": [`, "deep.json": strings.Repeat(`{"nodes":[`, 500_000), "brackets.gml": "graph " + strings.Repeat("[ node ", 500_000), "bipartite.net": "*Vertices 4 2\n*Edges\n1 3\n",
	} {
		st := parse(t, "graph?K=3")
		begin := time.Now()
		next, _, err := intake.Open([]exhibit.File{file(name, text)}, st)
		text := lang.Of(err)
		if err == nil || text.En == text.Ja || !strings.HasPrefix(text.En, name+": ") || !strings.HasPrefix(text.Ja, name+": ") {
			t.Errorf("%s: %q", name, text)
		}
		if took := time.Since(begin); took > 2*time.Second {
			t.Errorf("%s takes %v", name, took)
		}
		if !next.Equal(st) {
			t.Errorf("%s leads to %s", name, next)
		}
	}
	if len(long.String()) < 10<<20 {
		t.Error("the long file is short")
	}
}

// Graphs with next to nothing in them have a picture and words, by each method.
func TestTinyGraphs(t *testing.T) {
	for _, f := range []exhibit.File{
		file("one.gml", `graph [ node [ id 1 label "x" ] ]`), file("loop.gml", `graph [ directed 1 node [ id 1 ] edge [ source 1 target 1 ] ]`),
		file("none.gml", `graph [ node [ id 1 ] node [ id 2 ] node [ id 3 ] ]`), file("pair.txt", "a b\n"), file("weights.csv", "Source,Target,Weight\na,b,0.5\nb,a,1.5\na,a,3\n"),
		file("chain.txt", "a b\nb c\nc d\nd e\nd e\n"),
	} {
		for _, query := range []string{
			"", "laplacian=none", "laplacian=rw&regular=1", "laplacian=bethe&assign=qr", "laplacian=disim&isolated=keep&assign=rows", "isolated=drop&dims=3&order=label&colour=label",
			"show=blocks&sweeps=20", "show=blocks&sweeps=20&groups=two&prior=fixed&order=degree&t=0.5", "table=nodes",
		} {
			st, _ := opened(t, parse(t, "graph?"+query), f)
			for _, k := range []string{"1", "2", "5", "50"} {
				s := ran(t, st.Try("K", k))
				for _, r := range s.Readouts() {
					if v, ok := r.Value.(float64); ok && v != v && r.Key != "reciprocity" && !strings.Contains(r.Key, ".") {
						t.Errorf("%s, %s: %s is NaN", f.Name, query, r.Key)
					}
				}
				for _, n := range s.Notices() {
					if n.Text.En == "" || n.Text.Ja == "" {
						t.Errorf("%s, %s: %+v", f.Name, query, n)
					}
					if _, ok := st.Control(n.Key); n.Key != "" && !ok {
						t.Errorf("%s, %s: there is no control %s", f.Name, query, n.Key)
					}
				}
				if s.Table() != nil {
					for _, row := range s.Table().Rows {
						if len(row) != len(s.Table().Columns) {
							t.Errorf("%s, %s: a row of %d cells", f.Name, query, len(row))
						}
					}
				}
				var b bytes.Buffer
				if err := s.WriteCSV(&b); err != nil || strings.Count(b.String(), "\n") != s.source.graph.N()+1 {
					t.Errorf("%s, %s: %v, %q", f.Name, query, err, b.String())
				}
				s.Code("python")
			}
		}
	}
}

const exported = "# exported\nSource,Target,Weight,Calls\nann,bob,2,7\nann,bob,3,1\nbob,ann,1,1\ncy,cy,1,1\ndee,ann,1,2\n"

// What is chosen of how a file is read counts, holds when the file is opened again, and is
// forgotten with another file.
func TestChoices(t *testing.T) {
	st, report := opened(t, parse(t, "graph"), file("who.csv", exported))
	const said = `who.csv: edge list: 4 nodes, 4 links (directed, as not every link is there both ways; with weights); 1 loop; 1 duplicate link, whose weights are added; 1 isolated node: cy; 1 comment line skipped; not used: Calls`
	if report.En != said || !strings.HasPrefix(report.Ja, "who.csv: 辺のリスト、ノード4個、リンク4本(向きあり、両向きにないリンクがあるため。重みあり)。自分自身へのリンク1本。重複するリンク1本(重みを合計)。") {
		t.Errorf("%q", report)
	}
	var keys []string
	for _, c := range st.More() {
		keys = append(keys, c.Key)
		for _, o := range c.Options {
			if o.Label.En == "" || o.Label.Ja == "" {
				t.Errorf("%s = %s has no label", c.Key, o.Value)
			}
		}
	}
	if want := []string{layoutKey, headKey, directionKey, weightKey, mergeKey}; !slices.Equal(keys, want) {
		t.Errorf("controls %v, want %v", keys, want)
	}
	if k, _ := st.Control("K"); k.Max != 4 {
		t.Errorf("K is up to %v", k.Max)
	}
	for _, c := range []struct {
		query string
		want  string // kind, links, nodes, and a weight
	}{
		{"", "directed 4 4 ann>bob 5"}, {"duplicates=first", "directed 4 4 ann>bob 2"}, {"weight=Calls", "directed 4 4 ann>bob 8"}, {"weight=Calls&duplicates=first", "directed 4 4 ann>bob 7"},
		{"weight=none", "directed 4 4 ann>bob 1"}, {"direction=undirected", "undirected 3 4 ann>bob 6"}, {"head=link", "directed 5 6 ann>bob 1"},
	} {
		next := st
		for pair := range strings.SplitSeq(c.query, "&") {
			if key, v, ok := strings.Cut(pair, "="); ok {
				var err error
				if next, err = next.Set(key, v); err != nil {
					t.Fatal(c.query, err)
				}
				if need := next.Unread(only); need != nil {
					result, err := need.Reading.Do()
					if err != nil {
						t.Fatal(err)
					}
					next = next.WithShelf(need.Keep(result)(next.Shelf()))
				}
			}
		}
		s := newSession()
		if err := s.Update(next); err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		g := s.source.graph
		kind := "undirected"
		if g.Directed {
			kind = "directed"
		}
		a, b := slices.Index(g.Names, "ann"), slices.Index(g.Names, "bob")
		v, _ := g.Links.At(a, b)
		if got := fmt.Sprintf("%s %d %d ann>bob %v", kind, g.Count(), g.N(), v); got != c.want {
			t.Errorf("%s: %s, want %s", c.query, got, c.want)
		}
		again, _, problems, err := exhibit.Load(next.String(), only, nil, []exhibit.File{file("who.csv", exported)})
		if err != nil || problems != nil || !again.Equal(next) {
			t.Errorf("%s is %s when the file is opened again: %v, %v", next, again, problems, err)
		}
		other, _ := opened(t, next, file("other.csv", exported))
		if other.String() != "graph?file=other.csv" {
			t.Errorf("with another file %s is %s", next, other)
		}
	}
}

// Links of a table and what is known of its nodes come in two files; labels can be chosen
// between, and the nodes are written out with their groups.
func TestNodes(t *testing.T) {
	st, report := opened(t, parse(t, "graph?K=2&table=nodes"),
		file("nodes.csv", "Id,Label,Team,Floor\n1,\"Lee, Ann\",red,1\n2,Bob,red,2\n3,Cy,blue,1\n4,Dee,blue,2\n5,Eve,blue,2\n"),
		file("edges.csv", "Source,Target,Type\n1,2,Directed\n2,1,Directed\n3,4,Directed\n4,5,Directed\n5,3,Directed\n3,5,Directed\n2,3,Directed\n4,3,Directed\n1,2,Directed\n"))
	if !strings.HasPrefix(report.En, "edges.csv: edge list: 5 nodes, 8 links (directed, as the file says; without weights); 1 duplicate link") {
		t.Errorf("%q", report)
	}
	s := ran(t, st)
	b := s.Table()
	var titles []string
	for _, c := range b.Columns {
		titles = append(titles, c.Title.En)
	}
	if want := []string{"Node", "Team", "Group", "Links out", "Links in", "Links to", "Linked from"}; !slices.Equal(titles, want) || b.Caption.En != "5 nodes, and the groups that were found" {
		t.Errorf("%q, columns %q", b.Caption, titles)
	}
	row := b.Rows[2]
	if row[0].Text.En != "Cy" || row[1].Text.En != "blue" || row[2].Value != 1. || row[3].Value != 2. || row[4].Value != 3. || row[5].Text.En != "Dee, Eve" || row[6].Text.En != "Bob, Dee, Eve" {
		t.Errorf("%+v", row)
	}
	if s.Table() != b {
		t.Error("the table is another one")
	}
	csv := func(s *session) string {
		var b bytes.Buffer
		if err := s.WriteCSV(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if got, want := csv(s), "node,Team,out,in,group\n\"Lee, Ann\",red,1,1,2\nBob,red,2,1,2\nCy,blue,2,3,1\nDee,blue,2,1,1\nEve,blue,1,2,1\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	// Read again, the graph has the groups that were found as a label, called unlike others.
	if g, _, err := network.Read(network.Options{}, exhibit.File{Data: s.Network().AppendGraphML(nil)}); err != nil || g.Count() != 8 {
		t.Error(err)
	} else if l, ok := g.Label("group"); !ok || !slices.Equal(l.Classes, []string{"1", "2"}) || !slices.Equal(l.Class, []int32{1, 1, 0, 0, 0}) {
		t.Errorf("%+v", l)
	}
	mine, _ := opened(t, parse(t, "graph?K=2"), exhibit.File{Name: "again.graphml", Data: s.Network().AppendGraphML(nil)})
	if names := ran(t, mine).groupNames(); !slices.Equal(names, []string{"found group"}) {
		t.Error(names)
	}
	other, err := st.Set(labelKey, "Floor")
	if err != nil {
		t.Fatal(err)
	}
	s = ran(t, other)
	if got := csv(s); !strings.HasPrefix(got, "node,Floor,out,in,group\n\"Lee, Ann\",1,1,1,2\n") || s.Table().Columns[1].Title.En != "Floor" {
		t.Errorf("%q", got)
	}
	if ari := value(t, s, "spectral.ari").(float64); ari == 1 {
		t.Errorf("agreement with Floor %v", ari)
	}
	// The same session goes from one label to the other.
	if err := s.Update(st); err != nil || s.source.label.Name != "Team" {
		t.Errorf("%v, %s", err, s.source.label.Name)
	}
	s.Watch(nil)
	if got := csv(s); !strings.HasPrefix(got, "node,Team,out,in,group\n\"Lee, Ann\",red,1,1,\n") || s.Table().Rows[0][2].Value != nil {
		t.Errorf("without groups: %q", got)
	}
	// Two partitions stand beside each other.
	s = ran(t, st.Try("show", byBlocks).Try("groups", "two").Try("sweeps", "20"))
	if n := len(s.Table().Columns); n != 8 || !strings.HasPrefix(csv(s), "node,Team,out,in,source group,target group\n") {
		t.Errorf("%d columns, %q", n, csv(s))
	}
}

// What a method makes of weights, loops and labels that are not there is said, with what to
// do.
func TestDataNotices(t *testing.T) {
	weighted := file("w.csv", "Source,Target,Weight\na,b,2\nb,c,3\nc,a,1\na,a,2\n")
	halves := file("h.csv", "Source,Target,Weight\na,b,2.5\nb,c,3\nc,a,1\n")
	for _, c := range []struct {
		query string
		file  exhibit.File
		key   string
		want  string // in English; empty for nothing
		fix   string
	}{
		{"show=blocks", weighted, "model", "Weights are ignored: what counts is which nodes are linked.", "model=poisson"},
		{"show=blocks&model=poisson", weighted, "model", "", ""},
		{"show=blocks", halves, "model", "Weights are ignored: what counts is which nodes are linked.", ""},
		{"show=blocks&model=degrees", halves, "model", "The weights are not all whole numbers, so they are no counts.", "model=bernoulli"},
		{"show=blocks", weighted, "show", "1 loop, from a node to itself, left out of the block model.", ""},
		{"", weighted, "laplacian", "1 loop, from a node to itself, counted in the degrees.", ""},
		{"laplacian=bethe", weighted, "laplacian", "1 loop, from a node to itself, left out of this matrix.", ""},
		{"laplacian=none", weighted, "laplacian", "1 loop, from a node to itself, without effect: L = D − A has none.", ""},
		{"", halves, "laplacian", "", ""},
		{"order=label", weighted, "order", "The nodes have no label: they stand as in the data.", ""},
		{"colour=label", weighted, "colour", "The nodes have no label: colours show the groups.", "colour=groups"},
		{"", weighted, "direction", "Links have directions, as not every link is there both ways.", "direction=undirected"},
		{"", weighted, "weight", "The weights are \"Weight\".", "weight=none"},
	} {
		st, _ := opened(t, parse(t, "graph?"+c.query), c.file)
		s := newSession()
		if err := s.Update(st); err != nil {
			t.Fatal(err)
		}
		got, fix := "", ""
		for _, n := range s.source.notices(st) {
			if n.Key == c.key {
				got = n.Text.En
				for _, f := range n.Fixes {
					fix += f.Query()
				}
			}
		}
		if got != c.want || fix != c.fix {
			t.Errorf("%s of %s: beside %s stands %q with %q", c.query, c.file.Name, c.key, got, fix)
		}
	}
	for _, data := range []string{"follow", "school", "imports"} { // what comes with the exhibit needs no remark
		st := parse(t, "graph?data="+data)
		s := newSession()
		if err := s.Update(st); err != nil || len(s.source.notices(st)) > 0 {
			t.Errorf("%s: %v, %v", data, err, s.source.notices(st))
		}
	}
}

// Without directions there are not two partitions.
func TestUndirected(t *testing.T) {
	f := file("ring.net", "*Vertices 4\n*Edges\n1 2\n2 3\n3 4\n4 1\n")
	st, _ := opened(t, parse(t, "graph?show=blocks&groups=two&sweeps=20&table=nodes"), f)
	s := ran(t, st)
	if s.groups.two() {
		t.Error("senders and receivers")
	}
	if b := s.nodeTable(); b.Columns[2].Title.En != "Degree" || b.Rows[0][3].Text.En != "2, 4" {
		t.Errorf("%+v", b.Rows[0])
	}
}

// A State whose file is not here says so; one that asks for a file and names none, too.
func TestMissingFile(t *testing.T) {
	s := newSession()
	var p *exhibit.Problem
	if err := s.Update(parse(t, "graph?file=who.csv&weight=none")); !errors.As(err, &p) || p.Missing != "who.csv" {
		t.Error(err)
	}
	if err := s.Update(parse(t, "graph?data=own")); !errors.As(err, &p) || p.Key != "data" {
		t.Error(err)
	}
	if err := s.Update(parse(t, "graph?file=who.csv&data=school")); err != nil || s.source.graph.N() != 70 {
		t.Error(err)
	}
}

// The largest graphs there are: what is asked for in every frame is at hand.
func BenchmarkLargest(b *testing.B) {
	var text strings.Builder
	text.WriteString("Source,Target\n")
	for k := range network.MaxLinks {
		fmt.Fprintf(&text, "n%d,n%d\n", k%network.MaxNodes, (k*k/network.MaxNodes+7*k+1)%network.MaxNodes)
	}
	st, _ := opened(b, parse(b, "graph?table=nodes"), file("large.csv", text.String()))
	s := newSession()
	if err := s.Update(st); err != nil {
		b.Fatal(err)
	}
	b.Run("notices", func(b *testing.B) {
		for b.Loop() {
			s.Notices()
		}
	})
	b.Run("table", func(b *testing.B) {
		groups := make([]int32, network.MaxNodes)
		s.groups.senders, s.groups.receivers = groups, groups
		for b.Loop() {
			groups[0] ^= 1
			s.Table()
		}
	})
	b.Run("update", func(b *testing.B) {
		for b.Loop() {
			if err := s.Update(st); err != nil {
				b.Fatal(err)
			}
		}
	})
}
