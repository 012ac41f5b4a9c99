package network

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zscape/compute/lang"
)

// written returns a graph as a text: its nodes, and its links as they are in the matrix.
func written(g *Graph) string {
	var links []string
	for e := range g.Links.All() {
		s := g.Names[e.Row] + ">" + g.Names[e.Col]
		if g.Weighted() {
			s += fmt.Sprintf(":%v", e.Value)
		}
		links = append(links, s)
	}
	kind := "undirected"
	if g.Directed {
		kind = "directed"
	}
	return fmt.Sprintf("%s %s | %s", kind, strings.Join(g.Names, ","), strings.Join(links, " "))
}

// classes returns a label as a text.
func classes(l Label) string {
	var list []string
	for _, c := range l.Class {
		if c < 0 {
			list = append(list, "-")
		} else {
			list = append(list, l.Classes[c])
		}
	}
	return l.Name + ": " + strings.Join(list, ",")
}

// TestRead reads each file of testdata/read, whose names say what they are like, and
// compares what comes of it.
func TestRead(t *testing.T) {
	for name, want := range map[string]struct {
		format Format
		graph  string
		told   string // parts of the report, divided by bars
		label  string // the first
	}{
		// Adjacency matrices.
		"head.csv":       {AdjacencyMatrix, "directed Ann,Bob,Carl | Ann>Bob Bob>Carl Carl>Ann Carl>Bob", "the matrix is not symmetric|without weights", ""},
		"both.csv":       {AdjacencyMatrix, "directed Ann,Bob,Carl,Dan | Ann>Bob Bob>Carl Carl>Ann Carl>Bob", "1 isolated node: Dan", ""},
		"numbered.csv":   {AdjacencyMatrix, "directed user0,user1,user2 | user0>user1 user1>user0 user2>user1", "", ""},
		"lead.csv":       {AdjacencyMatrix, "directed Ann,Bob,Carl | Ann>Bob Bob>Carl Carl>Ann Carl>Bob", "", ""},
		"reordered.csv":  {AdjacencyMatrix, "directed Ann,Bob,Carl | Ann>Bob:2 Bob>Carl:3 Carl>Ann:4", "with weights", ""},
		"write.table":    {AdjacencyMatrix, "undirected Ann,Bob,Carl | Ann>Bob:1.5 Bob>Ann:1.5 Bob>Bob:2", "each link is there both ways|1 loop|1 isolated node: Carl", ""},
		"decimal.csv":    {AdjacencyMatrix, "undirected Ann,Bob,Carl | Ann>Bob:1.5 Bob>Ann:1.5", "2 cells without a value", ""},
		"bare.txt":       {AdjacencyMatrix, "undirected 1,2,3,4 | 1>2 1>4 2>1 2>3 3>2 4>1", "", ""},
		"pandas.csv":     {AdjacencyMatrix, "directed 0,1,2 | 0>1 1>2 2>0 2>1", "", ""},
		"diagonal.csv":   {AdjacencyMatrix, "undirected 1,2,3 | 1>2 2>1 2>3 3>2", "", ""},
		"padded.csv":     {AdjacencyMatrix, "directed Ann Lee,Bob,Carl | Ann Lee>Bob Bob>Carl", "", ""},
		"two.csv":        {AdjacencyMatrix, "undirected 1,2 | 1>2 2>1", "", ""},
		"japanese.csv":   {AdjacencyMatrix, "directed 山田,佐藤,鈴木 | 山田>佐藤 佐藤>鈴木 鈴木>山田", "", ""},
		"matrix.json":    {AdjacencyMatrix, "undirected 1,2,3 | 1>2 2>1 2>3 3>2", "", ""},
		"matrix5.json":   {AdjacencyMatrix, "directed 1,2,3,4,5 | 1>2:2 2>3:1 5>1:1", "", ""},
		"triangle.csv":   {AdjacencyMatrix, "directed A,B,C | A>B A>C B>C", "", ""},
		"unreadable.csv": {AdjacencyMatrix, "directed A,B,C | A>B A>C B>A B>C C>C", "1 link or line skipped: line 4: row 3, column 2 is \"?!\"", ""},

		// Lists of links.
		"gephi.csv":     {EdgeList, "directed A,B,C | A>B:2 B>C:2.5", "as the file says|1 duplicate link, whose weights are added|not used: Id, Label", ""},
		"mixed.csv":     {EdgeList, "directed A,B,C | A>B B>A B>C", "1 link without a direction, read as both ways", ""},
		"cases.tsv":     {EdgeList, "directed Ann,Bob | Ann>Bob:3", "", ""},
		"columns.csv":   {EdgeList, "directed Bob,Ann,Carl | Bob>Ann Bob>Carl", "not used: when", ""},
		"index.csv":     {EdgeList, "directed a,b,c | a>b b>c", "", ""},
		"snap.txt":      {EdgeList, "directed 0,1,2,10 | 0>1 1>2 2>2 10>2", "as the file says|1 loop|1 duplicate link, of which the first counts|4 comment lines", ""},
		"snap-un.txt":   {EdgeList, "undirected 0,1,2 | 0>1 1>0 1>2 2>1", "2 links are there both ways, counted once", ""},
		"konect.tsv":    {EdgeList, "undirected 1,2,3 | 1>2 2>1 2>3 3>2", "as the file says", ""},
		"url.txt":       {EdgeList, "directed http://a.b/#x,http://c.d/%20,http://e | http://a.b/#x>http://c.d/%20 http://c.d/%20>http://e", "", ""},
		"hashtags.csv":  {EdgeList, "directed #go,#wasm,#js | #go>#wasm #wasm>#js #js>#go", "", ""},
		"quotes.csv":    {EdgeList, `directed Lee, Ann,5" pipe,O'Neil | Lee, Ann>5" pipe 5" pipe>O'Neil`, "", ""},
		"friends.csv":   {EdgeList, "directed Ann,Bob,Carl | Ann>Bob Bob>Carl Carl>Ann Carl>Bob", `links lead from "Person" to "Friend"`, ""},
		"semicolon.csv": {EdgeList, "directed A,B,C | A>B:1.5 B>C:2", "", ""},
		"commas.txt":    {EdgeList, "directed 1,2,3 | 1>2:0.5 2>3:1.5", "", ""},
		"both-ways.csv": {EdgeList, "undirected a,b,c | a>b b>a b>c c>b", "as each link is there both ways|2 links are there both ways", ""},
		"weights0.csv":  {EdgeList, "directed a,b,c | a>b:2", "1 link of weight 0 left out|1 isolated node: c", ""},
		"unweighted":    {EdgeList, "directed a,b,c | a>b:2 b>c:1", "1 link without a weight, read as 1", ""},
		"temporal.txt":  {EdgeList, "directed 1,2,3 | 1>2 2>3 3>1", "not used: #3", ""},
		"networkx.el":   {EdgeList, "directed 1,2,3 | 1>2:1 1>3:2 2>3:3.5", "", ""},
		"adjlist":       {AdjacencyList, "directed a,b,c,d | a>b a>c b>c b>d d>a", "3 comment lines", ""},
		"excel.csv":     {EdgeList, "directed Lee, Ann,Bob | Lee, Ann>Bob:2", "", ""},
		"floats.csv":    {EdgeList, "directed 1,2,3 | 1>2 2>3", "", ""},
		"arrows.txt":    {EdgeList, "undirected a,b,c,d | a>b b>a b>c c>b c>d d>c", "as the file says", ""},
		"lonely.txt":    {EdgeList, "directed a,b,c,d | a>b d>a", "1 isolated node: c", ""},
		"network.sif":   {EdgeList, "directed a,b,c,d | a>b a>c b>c c>d", "the second column is taken for the relation", ""},
		"utf16.txt":     {EdgeList, "directed é,b,c | é>b b>c", "", ""},
		"latin1.csv":    {EdgeList, "directed Zoë,Bob | Zoë>Bob", "", ""},
		"japanese.tsv":  {EdgeList, "directed 山田,佐藤,鈴木 | 山田>佐藤:2 佐藤>鈴木:3", "", ""},
		"one-link.txt":  {EdgeList, "directed a,b | a>b", "", ""},

		// GML.
		"polblogs.gml": {GML, "directed a.com,b.com,c & d,x.org | a.com>b.com c & d>a.com", "1 duplicate link|1 isolated node: x.org", "value: 0,1,1,0"},
		"networkx.gml": {GML, "undirected Alice,Bob,3 | Alice>Bob:2.5 Bob>Alice:2.5 Bob>3:1 3>Bob:1", "", ""},
		"igraph.gml":   {GML, "directed Frodo,Sam,Pippin,Merry | Frodo>Sam:2 Sam>Frodo:3 Merry>Pippin:1", "", "group: a,a,b,b"},
		"order.gml":    {GML, "undirected one,two,three | one>two two>one two>three three>two", "", ""},

		// GraphML.
		"networkx.graphml": {GraphML, "undirected 0,1,2,3,9 | 0>1:4 1>0:4 1>2:10 2>1:10 2>9:1 9>2:1", "1 duplicate link, whose weights are added|1 node occurs only in links: 9|1 link without a weight", "club: Mr. Hi,Officer,Officer,Hi,Hi"},
		"yed.graphml":      {GraphML, "directed Start & go,End,inner | Start & go>End", "", ""},
		"igraph.graphml":   {GraphML, "directed Frodo,Sam,Pippin,Merry | Frodo>Sam:2 Sam>Merry:0.5", "", "side: x,x,y,y"},
		"bare.graphml":     {GraphML, "directed a,b,c | a>b b>a c>a", "1 link without a direction", ""},
		"gephi.graphml":    {GraphML, "undirected Ann,Bob (n1),Bob (n2),Carl | Ann>Bob (n1):2 Ann>Bob (n2):2 Bob (n1)>Ann:2 Bob (n2)>Ann:2", "2 nodes with the name of another|1 isolated node: Carl", "Modularity Class: 0,1,1,0"},
		"cytoscape.xml":    {GraphML, "directed a,b | a>b", "", ""},
		"default.graphml":  {GraphML, "directed a,b,c | a>b:3 b>c:7", "", ""},

		// GEXF.
		"gephi.gexf":    {GEXF, "directed Ann (a),Bob,Ann (c) | Ann (a)>Bob:2 Bob>Ann (c):1 Ann (c)>Bob:1", "1 link without a direction", "modularity_class: 1,2,2"},
		"networkx.gexf": {GEXF, "undirected 0,1,2,3 | 0>1 1>0 1>2 2>1", "1 isolated node: 3", "club: a,b,b,b"},
		"old.gexf":      {GEXF, "undirected Hello,Word | Hello>Word Word>Hello", "", ""},

		// Pajek.
		"labels.net":   {Pajek, "directed Ann Lee,Bob Roe,C,4 | Ann Lee>Bob Roe:5 Bob Roe>C:1 C>Bob Roe:1 4>Ann Lee:1 4>Bob Roe:1", "1 duplicate link", ""},
		"matrix.net":   {Pajek, "directed a,b,c | a>b:2 b>c:1 c>a:1", "the matrix is not symmetric", ""},
		"edges.net":    {Pajek, "undirected a,b,c | a>b b>a b>c c>b", "as the file says", ""},
		"networkx.net": {Pajek, "undirected 0,1,x y | 0>1 1>0 1>x y x y>1", "", ""},
		"project.paj":  {Pajek, "directed a,b,c,d | a>b b>c", "", "circles: 1,1,2,2"},

		// Matrix Market.
		"symmetric.mtx": {MatrixMarket, "undirected 1,2,3,4 | 1>2 2>1 2>3 3>2 3>3", "1 loop|1 isolated node: 4", ""},
		"general.mtx":   {MatrixMarket, "directed 1,2,3 | 1>2:1.5 2>3:2 3>1:5", "1 duplicate link, whose weights are added|the matrix is not symmetric", ""},
		"skew.mtx":      {MatrixMarket, "directed 1,2,3 | 1>2:3 3>1:2", "as the file says", ""},
		"integer.mtx":   {MatrixMarket, "undirected 1,2 | 1>2:7 2>1:7", "", ""},

		// JSON.
		"vega.json":        {NodeLink, "directed Myriel,Napoleon,Mlle.Baptistine | Napoleon>Myriel:1 Mlle.Baptistine>Myriel:8", "", "group: 1,1,2"},
		"networkx.json":    {NodeLink, "undirected 1,2,3 | 1>2:4 2>1:4 2>3:1 3>2:1", "1 link without a weight", "club: a,b,b"},
		"adjacency.json":   {NodeLink, "undirected a,b,c | a>b b>a b>c c>b", "", ""},
		"cytoscape.json":   {NodeLink, "directed A,n2 | A>n2", "", ""},
		"elements.json":    {NodeLink, "directed A,n2 | A>n2:3", "", ""},
		"graphology.json":  {NodeLink, "undirected Ann,Bob | Ann>Bob:2 Bob>Ann:2", "as the file says", ""},
		"vis.json":         {NodeLink, "directed Node 1,Node 2,Node 3 | Node 1>Node 2 Node 1>Node 3", "", ""},
		"jgf.json":         {NodeLink, "directed Alice,Bob | Alice>Bob", "", ""},
		"d3-after.json":    {NodeLink, "directed a,b | a>b", "", ""},
		"pairs.json":       {NodeLink, "directed a,b,c | a>b b>c", "", ""},
		"objects.json":     {NodeLink, "directed a,b,c | a>b b>c", "", ""},
		"names.json":       {NodeLink, "directed a,b,c | b>a c>b", "", ""},
		"index-ids.json":   {NodeLink, "directed x,y,z | x>y y>z", "", ""},
		"number-ids.json":  {NodeLink, "directed 10,20,30 | 10>20 20>30", "", ""},
		"links-first.json": {NodeLink, "directed a,b,c | b>a c>b", "", ""},
		"escapes.json":     {NodeLink, `directed é"/,😀 | é"/>😀`, "", ""},

		// DOT.
		"all.dot":       {DOT, "directed a,b,c,d,Eve E,x,y,z | a>b:3 a>d:2 b>c:3 b>d:2 y>z:2", "1 duplicate link, of which the first counts|2 isolated nodes: Eve E, x", ""},
		"entities.dot":  {DOT, "directed R & D,b | R & D>b", "", ""},
		"graph.gv":      {DOT, "undirected a b,c,d | a b>c c>a b c>d d>c", "", ""},
		"clusters.dot":  {DOT, "directed a,b,c,d | a>b b>c c>d", "", "cluster: Team A,Team A,cluster_1,cluster_1"},
		"subgraphs.dot": {DOT, "undirected a,b,c,d | a>c a>d b>c b>d c>a c>b d>a d>b", "", ""},
		"html.dot":      {DOT, "directed Bold one,b | Bold one>b", "", ""},
	} {
		data, err := os.ReadFile(filepath.Join("testdata", "read", name))
		if err != nil {
			t.Error(err)
			continue
		}
		g, r, err := Read(Options{}, File{Name: name, Data: data})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := written(g); got != want.graph || r.Format != want.format {
			t.Errorf("%s: %v\n got %s\nwant %s", name, r.Format.Text(), got, want.graph)
		}
		text := r.Text()
		for _, part := range strings.Split(want.told, "|") {
			if !strings.Contains(text.En, part) {
				t.Errorf("%s: %q does not say %q", name, text.En, part)
			}
		}
		if want.label != "" && (len(g.Labels) == 0 || classes(g.Labels[0]) != want.label) || want.label == "" && len(g.Labels) > 0 && g.Labels[0].Name != "source" {
			t.Errorf("%s: labels %v, want %q", name, g.Labels, want.label)
		}
		if !g.Valid() || text.Ja == text.En || r.Nodes != g.N() || r.Links != g.Count() || strings.Contains(text.En+text.Ja, "%!") {
			t.Errorf("%s: valid %v, %v", name, g.Valid(), text.Ja)
		}
		if readable, _ := Glance(File{Name: name, Data: data}); !readable && !slices.Contains([]string{"columns.csv", "friends.csv"}, name) {
			t.Errorf("%s does not seem to be a graph", name)
		}
	}
}

// Files that are no graphs, or cannot be read, are refused with the reason.
func TestRefused(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"names":      {",Ann,Bob,Carl\nAnn,0,1,0\nBobo,0,0,1\nCarl,1,1,0\n", `line 3: row 2 is called "Bobo", column 2 "Bob", and no column "Bobo"`},
		"two-mode":   {"*Vertices 5 2\n1 a\n*Edges\n1 3\n", "line 1: a two-mode network, of 2 and 3 nodes"},
		"array":      {"%%MatrixMarket matrix array real general\n2 2\n1\n2\n3\n4\n", "a dense matrix of Matrix Market"},
		"rectangle":  {"%%MatrixMarket matrix coordinate real general\n2 3 1\n1 2 3\n", "a matrix of 2 rows and 3 columns"},
		"complex":    {"%%MatrixMarket matrix coordinate complex general\n2 2 1\n1 2 3 0\n", "a matrix of complex numbers"},
		"entities":   {"<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]><graphml><graph><node id=\"&c;\"/></graph></graphml>", "declares entities"},
		"html":       {"<!DOCTYPE html><html><body>", "an HTML document"},
		"svg":        {"<svg xmlns='x'></svg>", "XML of a kind that is not read, <svg>"},
		"gzip":       {"\x1f\x8b\x08\x00", "a compressed file"},
		"zip":        {"PK\x03\x04....", "a ZIP archive"},
		"binary":     {"a\x00b\x01\x02", "null bytes"},
		"empty":      {" \n\n", "there are no lines to read"},
		"words":      {"hello\nworld\n", "each line has one field"},
		"points":     {"0.1 0.2 0.3\n0.4 0.5 0.6\n0.2 0.3 0.1\n1.4 1.2 1.3\n", "numbers with fractions"},
		"records":    {"a,b,c,d,e,f\nx,y,z,1,2,3\nx,y,z,1,2,3\n", "a table of 6 columns"},
		"nodes":      {"Id,Label\n1,Ann\n2,Bob\n", "a table of nodes"},
		"cut GML":    {"graph [ node [ id 1 ] node [ id", "incomplete"},
		"cut XML":    {"<graphml><graph edgedefault=\"directed\"><node id=\"a\"/>", "incomplete"},
		"cut JSON":   {`{"nodes":[{"id":"a"},{"id":"b"}],"links":[{"source":"a","tar`, "incomplete"},
		"cut DOT":    {"digraph { a -> b; b ->", "expected a node"},
		"cut DOT 2":  {"digraph { a -> b;", "incomplete"},
		"wrong XML":  {"<graphml><graph></node></graph></graphml>", "</node> ends nothing that is open"},
		"wrong JSON": {`{"nodes":[{"id":"a"} {"id":"b"}]}`, `line 1: expected a comma or "]"`},
		"wrong DOT":  {"digraph { a -- b }", "-- for a graph"},
		"no nodes":   {`{"type":"FeatureCollection","features":[]}`, "neither a list of nodes nor one of links"},
		"no graph":   {"<graphml></graphml>", "there is no <graph>"},
		"UCINET":     {"dl n=3 format=edgelist1\ndata:\n1 2\n", "UCINET"},
		"graph6":     {">>graph6<<A_", "graph6"},
		"weights":    {"Source,Target,Weight\na,b,-1\nb,c,2\n", "1 link or line cannot be read: line 2: the weight is -1, expected a number above 0"},
		"NaN":        {`{"nodes":[{"id":1},{"id":2}],"links":[{"source":1,"target":2,"weight":NaN}]}`, `the weight is "NaN"`},
		"infinite":   {"Source,Target,Weight\na,b,1e999\n", "the weight is +Inf"},
		"not square": {"Ann,Bob,Carl\nFalse,True,False\nFalse,False,True\n", "there are 3 lines of 3 fields"},
		"bipartite":  {"% bip unweighted\n1 1\n1 2\n", "a two-mode network"},
		"prices":     {"Date,Open,Close\n2020-01-01,3,4\n2020-01-02,4,5\n2020-01-03,1,2\n", "no name is in both of the columns"},
		"places":     {"city,x,y\nA,15,25\nB,35,45\n", "no name is in both of the columns \"city\" and \"x\""},
		"prose":      {"The quick brown fox\njumps\nover the lazy dog today\n", "different numbers of fields"},
		"no IDs":     {"<graphml><graph><node/><node/></graph></graphml>", "a node without an id"},
		"no vertex":  {"*Vertices 2\n*Arcs\n1 3\n", "a link to the node \"3\", expected 1 to 2"},
	} {
		_, _, err := Read(Options{}, File{Name: name, Data: []byte(c.text)})
		if err == nil || !strings.HasPrefix(err.Error(), name+": ") || !strings.Contains(err.Error(), c.want) || lang.Of(err).Ja == err.Error() {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	for _, files := range [][]File{nil, make([]File, 3), {{Name: "a", Data: []byte("a b\n")}, {Name: "b", Data: []byte("a b\n")}}} {
		if _, _, err := Read(Options{}, files...); err == nil || lang.Of(err).Ja == err.Error() {
			t.Errorf("%d files: %v", len(files), err)
		}
	}
}

// seed returns a file of testdata/read.
func seed(t testing.TB, name string) []byte {
	data, err := os.ReadFile(filepath.Join("testdata", "read", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
