package network

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"zscape/compute/lang"
)

// kindOf returns one of two words.
func kindOf(g *Graph, directed, undirected string) string {
	if g.Directed {
		return directed
	}
	return undirected
}

// writers write a graph as other programs do.
var writers = map[string]func(g *Graph) []byte{
	"g.graphml": func(g *Graph) []byte { return g.AppendGraphML(nil) },
	"m.csv":     func(g *Graph) []byte { return g.AppendMatrix(nil) },
	"g.gml": func(g *Graph) []byte {
		b := fmt.Appendf(nil, "graph [\n  directed %s\n", kindOf(g, "1", "0"))
		for i, name := range g.Names {
			b = fmt.Appendf(b, "  node [\n    id %d\n    label \"%s\"\n", i, escaped(name))
			for _, l := range g.Labels {
				if c := l.Class[i]; c >= 0 {
					b = fmt.Appendf(b, "    %s \"%s\"\n", l.Name, escaped(l.Classes[c]))
				}
			}
			b = append(b, "  ]\n"...)
		}
		for e := range g.once {
			b = fmt.Appendf(b, "  edge [\n    source %d\n    target %d\n", e.Row, e.Col)
			if g.Weighted() {
				b = fmt.Appendf(b, "    weight %v\n", e.Value)
			}
			b = append(b, "  ]\n"...)
		}
		return append(b, "]\n"...)
	},
	"g.gexf": func(g *Graph) []byte {
		b := fmt.Appendf(nil, "<?xml version='1.0'?>\n<gexf xmlns='http://gexf.net/1.3' version='1.3'><graph defaultedgetype='%s'><attributes class='node'>", kindOf(g, "directed", "undirected"))
		for k, l := range g.Labels {
			b = fmt.Appendf(b, "<attribute id='%d' title='%s' type='string'/>", k, l.Name)
		}
		b = append(b, "</attributes><nodes>\n"...)
		for i, name := range g.Names {
			b = fmt.Appendf(b, "<node id='%d' label=\"%s\"><attvalues>", i, escaped(name))
			for k, l := range g.Labels {
				if c := l.Class[i]; c >= 0 {
					b = fmt.Appendf(b, "<attvalue for='%d' value=\"%s\"/>", k, escaped(l.Classes[c]))
				}
			}
			b = append(b, "</attvalues></node>\n"...)
		}
		b = append(b, "</nodes><edges>\n"...)
		for e := range g.once {
			b = fmt.Appendf(b, "<edge source='%d' target='%d' weight='%v'/>\n", e.Row, e.Col, e.Value)
		}
		return append(b, "</edges></graph></gexf>\n"...)
	},
	"g.net": func(g *Graph) []byte {
		b := fmt.Appendf(nil, "*Vertices %d\r\n", g.N())
		for i, name := range g.Names {
			b = fmt.Appendf(b, "%d \"%s\"\r\n", i+1, name)
		}
		b = fmt.Appendf(b, "*%s\r\n", kindOf(g, "Arcs", "Edges"))
		for e := range g.once {
			b = fmt.Appendf(b, "%d %d %v\r\n", e.Row+1, e.Col+1, e.Value)
		}
		return b
	},
	"g.json": func(g *Graph) []byte {
		b := fmt.Appendf(nil, `{"directed": %v, "multigraph": false, "nodes": [`, g.Directed)
		for i, name := range g.Names {
			if i > 0 {
				b = append(b, ',')
			}
			b = fmt.Appendf(b, `{"id": %q`, name)
			for _, l := range g.Labels {
				if c := l.Class[i]; c >= 0 {
					b = fmt.Appendf(b, `, %q: %q`, l.Name, l.Classes[c])
				}
			}
			b = append(b, '}')
		}
		b = append(b, `], "links": [`...)
		first := true
		for e := range g.once {
			if !first {
				b = append(b, ',')
			}
			first = false
			b = fmt.Appendf(b, `{"source": %q, "target": %q, "weight": %v}`, g.Names[e.Row], g.Names[e.Col], e.Value)
		}
		return append(b, "]}"...)
	},
	"g.dot": func(g *Graph) []byte {
		b := fmt.Appendf(nil, "%s {\n", kindOf(g, "digraph", "graph"))
		for i, name := range g.Names {
			b = fmt.Appendf(b, "  %q [", name)
			for _, l := range g.Labels {
				if c := l.Class[i]; c >= 0 {
					b = fmt.Appendf(b, "%s=%q,", l.Name, l.Classes[c])
				}
			}
			b = append(b, "];\n"...)
		}
		for e := range g.once {
			b = fmt.Appendf(b, "  %q %s %q [weight=%v];\n", g.Names[e.Row], kindOf(g, "->", "--"), g.Names[e.Col], e.Value)
		}
		return append(b, '}')
	},
	"g.mtx": func(g *Graph) []byte {
		b := fmt.Appendf(nil, "%%%%MatrixMarket matrix coordinate real %s\n%d %d %d\n", kindOf(g, "general", "symmetric"), g.N(), g.N(), g.Count())
		for e := range g.once {
			b = fmt.Appendf(b, "%d %d %v\n", max(e.Row, e.Col*int32(kindOf(g, "0", "1")[0]-'0'))+1, min(e.Col, e.Row+int32(MaxNodes)*int32(kindOf(g, "1", "0")[0]-'0'))+1, e.Value)
		}
		return b
	},
}

// Whichever way a graph is written, the same is read, and its labels where the format has
// any.
func TestReadersAgree(t *testing.T) {
	follow := Follow(rand.New(rand.NewPCG(1, 0)))
	symmetric := follow.Symmetrised(2)
	awkward := from(6, true, "a>b b>c b>c d>d a>f")
	awkward.Names = []string{"R&D", `<b> #1`, "Lee, Ann", "鈴木", "x y", "O'Neil"}
	awkward.Labels = []Label{{Name: "team", Classes: []string{"A & B", "C"}, Class: []int32{0, 1, -1, 1, 0, 0}}}
	for name, g := range map[string]*Graph{"follow": follow, "symmetric": symmetric, "school": School(BothYears), "imports": Imports(), "awkward": awkward} {
		if !g.Valid() {
			t.Fatalf("%s is not valid", name)
		}
		for file, write := range writers {
			data := write(g)
			got, r, err := Read(Options{}, File{Name: file, Data: data})
			if err != nil {
				t.Errorf("%s as %s: %v", name, file, err)
				continue
			}
			if !reflect.DeepEqual(got.Links, g.Links) || got.Directed != g.Directed || !got.Valid() || r.Skipped > 0 {
				t.Errorf("%s as %s: %d links, want %d", name, file, got.Count(), g.Count())
			}
			if file != "g.mtx" && !slices.Equal(got.Names, g.Names) {
				t.Errorf("%s as %s: names %q", name, file, got.Names[:5])
			}
			if file == "g.mtx" || file == "m.csv" || file == "g.net" {
				continue
			}
			if len(got.Labels) != len(g.Labels) {
				t.Errorf("%s as %s: labels %v", name, file, got.Labels)
				continue
			}
			for k, l := range g.Labels {
				if classes(l) != classes(got.Labels[k]) {
					t.Errorf("%s as %s: %s, want %s", name, file, classes(got.Labels[k]), classes(l))
				}
			}
		}
		// A list has the links alone.
		got, _, err := Read(Options{}, File{Name: "l.csv", Data: g.AppendList(nil)})
		if err != nil || got.Count() != g.Count() || got.Directed != g.Directed || got.N() != g.N()-len(g.Isolated())+alone(g) {
			t.Errorf("%s as a list: %v, %v", name, got, err)
		}
	}
}

// alone counts the nodes that have no link but one to themselves.
func alone(g *Graph) (n int) {
	for _, i := range g.Isolated() {
		n += g.Links.RowLen(i)
	}
	return n
}

// lines is a text of so many lines.
func lines(n int, line func(k int) string) []byte {
	var b []byte
	for k := range n {
		b = append(b, line(k)...)
	}
	return b
}

// Beyond the limits it is said how much there is.
func TestTooLarge(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"nodes": {lines(6000, func(k int) string { return fmt.Sprintf("%d %d\n", k, k+1) }), "5001 nodes and 4999 links by line 5000 of 6001: at most 5000 nodes and 50000 links can be read"},
		"links": {append([]byte("Source,Target,Type\n"), lines(60_000, func(k int) string { return fmt.Sprintf("%d,%d,Directed\n", k%300, 1000+k/300) })...), "500 nodes and 60000 links: at most 5000 nodes and 50000 links can be read"},
		"Pajek": {[]byte("*Vertices 10000\n"), "10000 nodes: at most 5000 nodes and 50000 links"},
		"JSON":  {append(append([]byte(`{"links":[{"source":0,"target":1}`), lines(6000, func(k int) string { return fmt.Sprintf(",{\"source\":%d,\"target\":0}", k) })...), "]}"...), "at least 5001 nodes and 5001 links: at most 5000 nodes"},
		"wide":  {bytes.Repeat(append(bytes.Repeat([]byte("0 "), 5999), "1\n"...), 10), "nodes: at most 5000"},
	} {
		_, _, err := Read(Options{}, File{Name: name, Data: c.data})
		if err == nil || !strings.Contains(err.Error(), c.want) || lang.Of(err).Ja == err.Error() {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	// What is just within them is read.
	g, _, err := Read(Options{}, File{Name: "largest", Data: lines(50_000, func(k int) string { return fmt.Sprintf("%d %d\n", k%5000, (k%5000+1+k/5000)%5000) })})
	if err != nil || g.N() != MaxNodes || g.Count() != MaxLinks {
		t.Errorf("the largest: %v", err)
	}
	// Both ways of a link count once where links have no directions.
	g, _, err = Read(Options{}, File{Name: "both ways", Data: lines(50_000, func(k int) string {
		i, j := k%5000, (k%5000+1+k/5000)%5000
		return fmt.Sprintf("%d %d\n%d %d\n", i, j, j, i)
	})})
	if err != nil || g.Directed || g.Count() != MaxLinks {
		t.Errorf("both ways: %v", err)
	}
}

// Another reading is what Options say.
func TestOptions(t *testing.T) {
	const list = "Source,Target,Weight,calls\na,b,2,5\nb,a,2,6\na,b,3,7\nb,c,1,8\n"
	const square = "0 1 1\n1 0 1\n0 0 0\n"
	for _, c := range []struct {
		text string
		o    Options
		want string
	}{
		{list, Options{}, "directed a,b,c | a>b:5 b>a:2 b>c:1"},
		{list, Options{Merge: MergeFirst}, "directed a,b,c | a>b:2 b>a:2 b>c:1"},
		{list, Options{Direction: Undirected}, "undirected a,b,c | a>b:7 b>a:7 b>c:1 c>b:1"},
		{list, Options{Direction: Undirected, Merge: MergeFirst}, "undirected a,b,c | a>b:2 b>a:2 b>c:1 c>b:1"},
		{list, Options{Weight: "calls"}, "directed a,b,c | a>b:12 b>a:6 b>c:8"},
		{list, Options{Weight: NoWeight}, "directed a,b,c | a>b b>a b>c"},
		{list, Options{Weight: NoWeight, Merge: MergeSum}, "directed a,b,c | a>b:2 b>a:1 b>c:1"},
		{list, Options{Weight: "none"}, "directed a,b,c | a>b b>a b>c"},
		{square, Options{}, "directed 1,2,3 | 1>2 1>3 2>1 2>3"},
		{"[[0,2,0],[2,0,0],[0,0,0]]", Options{As: AsMatrix, Weight: NoWeight}, "undirected 1,2,3 | 1>2 2>1"},
		{"*Vertices 2\n*Matrix\n0 3\n0 0\n", Options{Weight: NoWeight}, "directed 1,2 | 1>2"},
		{"0 0.1 1\n0.10000000000000002 0 1\n1 1 0\n", Options{}, "undirected 1,2,3 | 1>2:0.1 1>3:1 2>1:0.1 2>3:1 3>1:1 3>2:1"},
		{square, Options{As: AsList}, "undirected 0,1 | 0>1 1>0"},
		{square, Options{Direction: Undirected}, "undirected 1,2,3 | 1>2 1>3 2>1 2>3 3>1 3>2"},
		{"Person,Friend\nAnn,Bob\nBob,Ann\nAnn,Bob\n", Options{Head: HeadLink}, "directed Person,Friend,Ann,Bob | Person>Friend Ann>Bob Bob>Ann"},
		{"graph [ node [ id 1 ] node [ id 2 ] edge [ source 2 target 1 ] ]", Options{Direction: Directed}, "directed 1,2 | 2>1"},
		{"<graphml><graph edgedefault='directed'><edge source='a' target='b'/><edge source='b' target='a'/></graph></graphml>", Options{Direction: Undirected}, "undirected a,b | a>b b>a"},
	} {
		g, _, err := Read(c.o, File{Data: []byte(c.text)})
		if err != nil {
			t.Errorf("%q, %+v: %v", c.text, c.o, err)
		} else if got := written(g); got != c.want {
			t.Errorf("%q, %+v:\n got %s\nwant %s", c.text, c.o, got, c.want)
		}
	}
}

// Each choice that is offered can be read, and changes something.
func TestGuesses(t *testing.T) {
	for name, text := range map[string]string{
		"list":    "Source,Target,Weight,calls\na,b,2,5\nb,a,2,6\na,b,3,7\nb,c,1,8\n",
		"numbers": "Source,Target,calls\na,b,5\nb,a,6\nb,c,8\n",
		"square":  "0 1 1\n1 0 1\n0 0 0\n",
		"both":    "a b\nb a\n",
		"three":   "1,2,1\n2,3,1\n1,3,2\n",
		"signed":  "Source,Target,Weight\na,b,1\nb,c,1\nc,a,2\nc,b,2\na,c,3\nb,a,-1\n",
		"friends": "Person,Friend\nAnn,Bob\nBob,Carl\nCarl,Ann\nCarl,Bob\n",
	} {
		f := File{Name: name, Data: []byte(text)}
		g, r, err := Read(Options{}, f)
		if err != nil || len(r.Guesses) == 0 {
			t.Errorf("%s: %v, %v", name, err, r)
			continue
		}
		for _, guess := range r.Guesses {
			if guess.Text.Ja == "" || guess.Text.Ja == guess.Text.En || len(guess.Other) == 0 {
				t.Errorf("%s: %+v", name, guess)
			}
			for _, c := range guess.Other {
				other, _, err := Read(c.Options, f)
				if err != nil || written(other) == written(g) || c.Label.Ja == c.Label.En {
					t.Errorf("%s: %v: %v", name, c.Label, err)
				}
			}
		}
	}
}

// What is refused for its weights can be read without.
func TestSigned(t *testing.T) {
	f := File{Name: "signed", Data: []byte("Source,Target,Weight\na,b,1\nb,c,-1\n")}
	_, r, err := Read(Options{}, f)
	if err == nil || r == nil || len(r.Guesses) != 1 {
		t.Fatalf("%v, %+v", err, r)
	}
	if g, _, err := Read(r.Guesses[0].Other[0].Options, f); err != nil || written(g) != "directed a,b,c | a>b b>c" {
		t.Errorf("%v", err)
	}
}

// Tables of links and of nodes are read together, in either order.
func TestTwoFiles(t *testing.T) {
	links := File{Name: "edges.csv", Data: []byte("Source,Target,Type,Weight\n1,2,Undirected,2\n3,2,Undirected,1\n9,1,Undirected,1\n")}
	nodes := File{Name: "nodes.csv", Data: []byte("Id;Label;Team;Size\n1;Ann;red;1,5\n2;Bob;blue;2\n3;Carl;red;3\n4;Dan;blue;4\n")}
	for _, files := range [][]File{{links, nodes}, {nodes, links}} {
		g, r, err := Read(Options{}, files...)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := written(g), "undirected Ann,Bob,Carl,Dan,9 | Ann>Bob:2 Ann>9:1 Bob>Ann:2 Bob>Carl:1 Carl>Bob:1 9>Ann:1"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if classes(g.Labels[0]) != "Team: red,blue,red,blue,-" || r.Ghosts != 1 || r.Isolated != 1 || r.IsolatedNames[0] != "Dan" {
			t.Errorf("%v, %+v", g.Labels, r)
		}
		if readable, sure := Glance(files...); !readable || !sure {
			t.Error("they do not seem to be a graph")
		}
	}
	matrix := File{Name: "m.csv", Data: []byte("name,1,2,3,4\n1,0,1,0,0\n2,0,0,0,1\n3,0,0,0,0\n4,0,0,0,0\n")}
	if g, _, err := Read(Options{}, matrix, nodes); err != nil || written(g) != "directed Ann,Bob,Carl,Dan | Ann>Bob Bob>Dan" {
		t.Errorf("a matrix and nodes: %v", err)
	}
}

// Glance is sure of files that are graphs and nothing else.
func TestGlance(t *testing.T) {
	for text, want := range map[string]string{
		"graph [ node [ id 1 ] ]": "sure",
		"digraph { a -> b }":      "sure",
		"<graphml/>":              "sure",
		"*Vertices 3\n":           "sure",
		"%%MatrixMarket matrix coordinate\n2 2 1\n1 2 ": "sure",
		`{"nodes":[],"links":[`:                         "sure",
		"source,target,weight\na,b,1\n":                 "sure",
		"From;To\na;b\n":                                "sure",
		",Ann,Bob,Carl\nAnn,0,1,0\nBob,0,0,1\n":         "sure", // and so on
		"1 2\n2 3\n":                                    "maybe",
		"1 2 1.5\n2 3 2\n":                              "maybe",
		"0 1 0\n1 0 1\n0 1 0\n":                         "maybe",
		"u,v,z\n1,2,3\n2,3,4\n":                         "maybe",
		"[[0,1],[1,0]]":                                 "maybe",
		"x,y,z\n1,2,3\n2,3,4\n":                         "no",
		"x,y\n1,2\n2,3\n":                               "no",
		"userId,movieId,rating\n1,2,3\n2,3,4\n":         "no",
		"0.5 1.5 2\n2.5 3 4\n":                          "no",
		"1,2,3,4,5,6\n2,3,4,5,6,7\n":                    "no",
		`{"rows": 2, "cols": 2, "dtype": "int16le"}`:    "no",
		"ncols 4\nnrows 3\nxllcorner 0\n":               "maybe",
		"<svg></svg>":                                   "no",
		"\x89PNG\r\n\x1a\n\x00":                         "no",
		"date,rain\n2012-01-01,0.5\n2012-01-02,1.5\n":   "no",
		"Hello world, this is\nsome text\n":             "no",
		"":                                              "no",
		",1,2,3\n1,0.5,0.25,0.1\n2,0.3,0.2,0.1\n3,0.3,0.2,0.5\n": "maybe",
	} {
		readable, sure := Glance(File{Data: []byte(text)})
		got := "no"
		if sure {
			got = "sure"
		} else if readable {
			got = "maybe"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// Progress rises, and is told every so often.
func TestProgress(t *testing.T) {
	for name, data := range map[string][]byte{
		"list":    lines(400_000, func(k int) string { return fmt.Sprintf("%d %d\n", k%4000, (k%4000+1+k/40000)%4000) }),
		"GraphML": bytes.Repeat([]byte("<!-- x -->"), 200_000),
	} {
		if name == "GraphML" {
			data = append(append([]byte("<graphml>"), data...), "<graph edgedefault='directed'><node id='a'/></graph></graphml>"...)
		}
		var parts []float64
		if _, _, err := ReadWith(func(part float64) { parts = append(parts, part) }, Options{}, File{Data: data}); err != nil {
			t.Fatal(err)
		}
		if len(parts) < 10 || !slices.IsSorted(parts) || parts[0] < 0 || parts[len(parts)-1] < 0.9 || parts[len(parts)-1] > 1 {
			t.Errorf("%s: %d parts: %v", name, len(parts), parts)
		}
	}
}

func TestReportText(t *testing.T) {
	r := Report{Format: GML, Nodes: 3, Links: 1, Directed: true, Isolated: 1, IsolatedNames: []string{"Ann"}, Duplicates: 2, Merged: MergeFirst, Classes: 2, Label: "club"}
	text := r.Text()
	if want := "GML: 3 nodes, 1 link (directed, as the file says; without weights); 2 duplicate links, of which the first counts; 1 isolated node: Ann; 2 classes of the attribute \"club\""; text.En != want {
		t.Errorf("%s", text.En)
	}
	if want := "GML、ノード3個、リンク1本(向きあり、ファイルの指定。重みなし)。重複するリンク2本(最初のものだけ使用)。孤立したノード1個: Ann。属性\"club\"による2個のクラス"; text.Ja != want {
		t.Errorf("%s", text.Ja)
	}
}

// fuzz reads texts like those of a format: none makes the reader fail, and what is read
// is a graph.
func fuzz(f *testing.F, names ...string) {
	for _, name := range names {
		f.Add(seed(f, name), uint8(0))
	}
	small := from(3, true, "a>b b>c b>c")
	for name, write := range writers {
		if slices.Contains(names, name) {
			f.Add(write(small), uint8(1))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, o uint8) {
		options := Options{As: Layout(o % 3), Direction: Direction(o / 3 % 3), Merge: Merge(o / 9 % 3), Head: Head(o / 27 % 3)}
		if o > 200 {
			options.Weight = "weight"
		}
		Glance(File{Data: data})
		begun := time.Now()
		g, r, err := Read(options, File{Data: data})
		if err == nil && !g.Valid() {
			t.Fatalf("not valid: %+v", g)
		}
		if err == nil && strings.Contains(r.Text().En+r.Text().Ja, "%!") {
			t.Fatal(r.Text())
		}
		if took := time.Since(begun); took > 2*time.Second {
			t.Fatalf("%d bytes take %v", len(data), took)
		}
	})
}

func FuzzTable(f *testing.F) {
	fuzz(f, "both.csv", "decimal.csv", "write.table", "gephi.csv", "snap.txt", "networkx.el", "adjlist", "network.sif", "quotes.csv", "pandas.csv")
}
func FuzzGML(f *testing.F)     { fuzz(f, "polblogs.gml", "networkx.gml", "order.gml") }
func FuzzGraphML(f *testing.F) { fuzz(f, "networkx.graphml", "yed.graphml", "default.graphml") }
func FuzzGEXF(f *testing.F)    { fuzz(f, "gephi.gexf", "networkx.gexf") }
func FuzzPajek(f *testing.F)   { fuzz(f, "labels.net", "matrix.net", "project.paj") }
func FuzzMarket(f *testing.F)  { fuzz(f, "symmetric.mtx", "general.mtx", "skew.mtx") }
func FuzzJSON(f *testing.F) {
	fuzz(f, "networkx.json", "adjacency.json", "elements.json", "graphology.json", "vis.json", "jgf.json", "d3-after.json", "pairs.json", "matrix5.json", "escapes.json")
}
func FuzzDOT(f *testing.F) { fuzz(f, "all.dot", "clusters.dot", "html.dot") }

func BenchmarkRead(b *testing.B) {
	g := Planted(Planting{Nodes: 5000, Groups: 3, Degree: 19, SNR: 2}, rand.New(rand.NewPCG(1, 2)))
	for _, name := range []string{"g.graphml", "g.gml", "g.json", "g.net", "g.dot"} {
		data := writers[name](g)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := Read(Options{}, File{Data: data}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	matrix := g.AppendMatrix(nil)
	b.Run("matrix", func(b *testing.B) {
		b.SetBytes(int64(len(matrix)))
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := Read(Options{}, File{Data: matrix}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
