package network

import (
	"bytes"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/table"
)

// File is a file to be read. What it holds shows in its bytes.
type File = table.File

// Options say how a file is to be read, where there is a choice. The zero Options leave
// it to the file.
type Options struct {
	As        Layout
	Head      Head
	Direction Direction
	Merge     Merge
	Weight    string // the name of the column or attribute of the weights, or NoWeight; empty for the one that seems to be
}

// NoWeight, as the weight of Options, makes all weights 1.
const NoWeight = "-"

// Layout is what the rows of a table are.
type Layout uint8

const (
	AsFound  Layout = iota // whichever they look like
	AsMatrix               // of an adjacency matrix
	AsList                 // links
)

// Head is what the first row of a table of links is.
type Head uint8

const (
	HeadAsSeems Head = iota
	HeadNames        // the names of the columns
	HeadLink         // a link
)

// Direction says whether links have directions.
type Direction uint8

const (
	AsSaid Direction = iota // by the file
	Directed
	Undirected
)

// Merge says what becomes of several links from one node to another.
type Merge uint8

const (
	MergeAsFits Merge = iota // MergeSum if they have weights, else MergeFirst
	MergeSum                 // their weights are added
	MergeFirst               // the first counts
)

// Read reads a graph. Which of the formats it is shows in the text:
//
//   - an adjacency matrix, as a table of True and False, 0 and 1 or weights, with names
//     in the first row, the first column, both or neither;
//   - a list of links, as a table of two columns or more, also with a second file of the
//     nodes, as Gephi and Cytoscape write them; or a node and its neighbours in each line;
//   - GML, GraphML, GEXF, Pajek, Matrix Market (coordinates), DOT;
//   - nodes and links in JSON, as NetworkX, D3, Vega, sigma.js and Cytoscape.js have them.
//
// An error names the file. Links that cannot be read are counted and named in the Report,
// and the rest is taken, unless that are more than a fifth.
func Read(o Options, files ...File) (*Graph, *Report, error) { return ReadWith(nil, o, files...) }

// ReadWith is Read which calls tell, unless that is nil, every few milliseconds with how
// much of the work is done, about, 0 to 1.
func ReadWith(tell func(part float64), o Options, files ...File) (*Graph, *Report, error) {
	work := &progress{tell: tell}
	switch {
	case len(files) == 0:
		return nil, nil, lang.Errorf("there is no file", "ファイルがありません")
	case len(files) > 2:
		return nil, nil, lang.Errorf("%d files: open one at a time, or a table of links together with one of nodes",
			"ファイルが%d個あります(1個ずつ、またはリンクの表とノードの表を組にして開いてください)", len(files))
	case len(files) == 2:
		return readTwo(work, o, files)
	}
	g, r, err := read(work, o, files[0], nil)
	return g, r, inFile(files[0].Name, err)
}

// inFile returns an error that names the file.
func inFile(name string, err error) error {
	if err == nil {
		return nil
	}
	return lang.Errorf("%s: %v", "%s: %v", name, err)
}

// read reads a file, and takes what nodes, which may be nil, says of nodes.
func read(work *progress, o Options, f File, nodes *sheet) (*Graph, *Report, error) {
	t, err := open(work, f)
	if err != nil {
		return nil, nil, err
	}
	r := &Report{Format: formatOf(t.data)}
	if nodes != nil && r.Format != UnknownFormat {
		return nil, nil, lang.Errorf("%v: open it alone, without a table of nodes", "%vです(ノードの表とは別に、このファイルだけを開いてください)", r.Format.Text())
	}
	b := newBuilder(t, o, r)
	switch r.Format {
	case GraphML:
		err = b.graphML()
	case GEXF:
		err = b.gexf()
	case GML:
		err = b.gml()
	case Pajek:
		err = b.pajek()
	case MatrixMarket:
		err = b.matrixMarket()
	case NodeLink:
		err = b.nodeLink()
	case DOT:
		err = b.dot()
	default:
		if err = refused(t.data); err == nil {
			err = b.table(nodes)
		}
	}
	if b.err != nil {
		err = b.err
	}
	if err != nil {
		return nil, r, err
	}
	g, err := b.graph()
	if err != nil {
		return nil, r, err
	}
	if len(g.Labels) > 0 {
		r.Label, r.Classes = g.Labels[0].Name, len(g.Labels[0].Classes)
	}
	return g, r, nil
}

// open returns the text of a file.
func open(work *progress, f File) (*text, error) {
	if !bytes.HasPrefix(table.Trim(f.Data[:min(len(f.Data), 64)]), []byte("<")) { // it may be XML, which is no table
		if err := table.Foreign(f.Data); err != nil {
			return nil, err
		}
	}
	done := 0
	data, _, err := table.Decode(func(n int) {
		done += n
		const passes = 4 // at most, over a text
		work.at(beforeText * float64(done) / float64(passes*len(f.Data)))
		work.spend(n)
	}, f.Data, table.Detect)
	if err != nil {
		return nil, err
	}
	work.at(beforeText)
	return newText(data, work), nil
}

// formatOf returns the format of a text, of which the first bytes are enough;
// UnknownFormat is that of tables, and others.
func formatOf(data []byte) Format {
	const enough = 1 << 16
	head := newText(data[:min(len(data), enough)], new(progress))
	head.space()
	switch c := head.peek(); {
	case c == '<':
		switch name, _ := root(head); name {
		case "graphml":
			return GraphML
		case "gexf":
			return GEXF
		}
		return UnknownFormat
	case c == '{' || c == '[' && likeJSON(head.data[head.at:]):
		return NodeLink
	case head.has("%%MatrixMarket"):
		return MatrixMarket
	case isPajek(head.data[head.at:]):
		return Pajek
	case isGML(head.data[head.at:]):
		return GML
	case isDOT(head.data[head.at:]):
		return DOT
	}
	return UnknownFormat
}

// refused says what a text is that is neither in one of the formats nor a table, nil if it
// may be a table.
func refused(data []byte) error {
	head := newText(data[:min(len(data), 1<<16)], new(progress))
	head.space()
	word := lower(string(head.data[head.at:min(len(head.data), head.at+16)]))
	switch {
	case head.peek() == '<':
		name, err := root(head)
		if err != nil {
			return err
		}
		if strings.EqualFold(name, "html") || name == "" {
			return lang.Errorf("an HTML document, not a graph: save the data itself, as GraphML or as a table of links", "HTMLの文書で、グラフではありません(データそのものをGraphMLかリンクの表で保存してください)")
		}
		return lang.Errorf("XML of a kind that is not read, <%s>: export the graph as GraphML", "読めない種類のXML(<%s>)です(グラフをGraphMLで書き出してください)", shown(name))
	case len(word) > 3 && word[:2] == "dl" && (word[2] == ' ' || word[2] == '\n' || word[2] == '\r'):
		return lang.Errorf("a file of UCINET: export the graph as Pajek or as a matrix in CSV", "UCINETのファイルです(グラフをPajek形式かCSVの行列で書き出してください)")
	case head.has(">>graph6<<") || head.has(">>sparse6<<") || head.has(">>digraph6<<"):
		return lang.Errorf("a file in graph6 or sparse6: export the graph as GraphML or as a table of links", "graph6またはsparse6のファイルです(GraphMLかリンクの表で書き出してください)")
	}
	return nil
}
