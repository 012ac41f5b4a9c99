package graph

import (
	"slices"

	"zscape/compute/lang"
	"zscape/compute/network"
	"zscape/exhibit"
	"zscape/exhibit/files"
	"zscape/jobs/links"
	"zscape/jobs/reading"
	"zscape/task"
)

// intake is what the exhibit does with files.
var intake = &exhibit.Intake{
	Label: text("Open a graph…", "グラフを開く…"),
	Hint: text("An adjacency matrix or a list of links (CSV, TSV, spaces), GraphML, GEXF, GML, Pajek, Matrix Market, DOT, or JSON with nodes and links. A table of nodes may come along with one of links. You can also drop files anywhere.",
		"隣接行列またはリンクの一覧(CSV・TSV・空白区切り)、GraphML、GEXF、GML、Pajek、Matrix Market、DOT、ノードとリンクのJSON。リンクの表は、ノードの表と一緒に選んでもよい。ドロップしてもよい。"),
	Accept:     ".csv,.tsv,.txt,.dat,.edges,.edgelist,.graphml,.xml,.gexf,.gml,.net,.paj,.mtx,.mm,.dot,.gv,.json",
	Bytes:      128 << 20, // the largest graph has much less, but attributes beside it
	Recognizes: recognizes,
	Read:       asFound,
	Take:       take,
	Unread:     unread,
	Report:     reported,
}

// kept are the visitor's graphs, in bytes.
var kept = files.Kept[*loaded]{Shelf: "graphs", Files: 8, Room: 64 << 20, Size: (*loaded).size}

// mine returns the visitor's file that st names; nil if it is not there, or none is named.
func mine(st exhibit.State) *loaded {
	if st.Text(exhibit.FileKey) == "" {
		return nil
	}
	l, _ := kept.Of(st)
	return l
}

func recognizes(given []exhibit.File) exhibit.Likeness {
	return files.Likeness(network.Glance(files.Named(files.Begin(given))...))
}

// loaded is a file of the visitor's own, or two of links and of nodes, and what was read of
// it in each of some ways, the first being what is found without options. It is immutable.
type loaded struct {
	name  string
	files []exhibit.File
	read  []taking
}

// taking is a graph as it was read.
type taking struct {
	options network.Options
	graph   *network.Graph
	data    *task.Data // its links
	report  *network.Report
	err     error
}

// mostRead is in how many ways a file is kept.
const mostRead = 8

// as returns the file as o has it read; nil if that was not done yet.
func (l *loaded) as(o network.Options) *taking {
	for k := range l.read {
		if l.read[k].options == o {
			return &l.read[k]
		}
	}
	return nil
}

// with returns l with what was read in one more way. What was read early is given up when
// there is too much of it.
func (l *loaded) with(t taking) *loaded {
	next := &loaded{name: l.name, files: l.files, read: append(slices.Clone(l.read), t)}
	if len(next.read) > mostRead {
		next.read = slices.Delete(next.read, 1, 2)
	}
	return next
}

// size is about how much it keeps, in bytes.
func (l *loaded) size() (n int) {
	for _, f := range l.files {
		n += len(f.Data)
	}
	for _, t := range l.read {
		if t.graph != nil {
			n += 16*t.graph.Links.Len() + 64*t.graph.N()
		}
	}
	return n
}

// reading returns what reads the file as o has it.
func (l *loaded) reading(o network.Options) exhibit.Reading {
	return exhibit.Reading{File: l.name, Spec: reading.Graph(o, l.files...), New: reading.NewGraph}
}

// takingOf returns what a reading with options came to.
func takingOf(o network.Options, result task.Message) taking {
	t := taking{options: o}
	if t.graph, t.report, t.err = reading.GraphOf(result); t.err == nil {
		t.data = links.Data(t.graph.Links)
	}
	return t
}

// offers reports whether the file, which could not be read, can be read in another way.
func (t *taking) offers() bool { return t.report != nil && len(t.report.Guesses) > 0 }

// nameOf returns the name under which files are kept: of two, that of the larger one, which
// has the links.
func nameOf(given []exhibit.File) string {
	main := 0
	for k, f := range given {
		if len(f.Data) > len(given[main].Data) {
			main = k
		}
	}
	return files.Name(given, main)
}

// asFound returns what reads a graph as the file says.
func asFound(given []exhibit.File, _ exhibit.State) exhibit.Reading {
	return (&loaded{name: nameOf(given), files: files.Named(given)}).reading(network.Options{})
}

// take shows the graph that was read.
func take(result task.Message, given []exhibit.File, _ exhibit.State) exhibit.Put {
	l := &loaded{name: nameOf(given), files: files.Named(given)}
	first := takingOf(network.Options{}, result)
	l = l.with(first)
	return func(st exhibit.State) (next exhibit.State, report exhibit.Text, err error) {
		if first.err != nil && !first.offers() {
			return st, report, first.err
		}
		again := st.Text(exhibit.FileKey) == l.name
		if next, err = st.Set(exhibit.FileKey, l.name); err == nil && !l.is(mine(next)) {
			next, err = kept.Put(st, l.name, l)
		}
		if err != nil {
			return st, report, err
		}
		next = next.Try("data", own)
		if !again { // what was chosen, and where nodes were put, was about another graph
			for _, key := range append(slices.Clone(fileKeys), "pins", "moved") {
				if _, ok := next.Control(key); ok {
					next, _ = next.Set(key, next.Default(key))
				}
			}
		}
		if next.Text("show") == byDetection { // that is about graphs of its own
			next = next.Try("show", bySpectral)
		}
		if first.err != nil { // it can be read in another way
			w := way{}
			set := w.setting(first.report.Guesses[0].Other[0].Options)
			next = next.Try(set.Key, set.Value)
		}
		return next, reported(next), nil
	}
}

// is reports whether other is what l has become.
func (l *loaded) is(other *loaded) bool {
	return other != nil && other.read[0].report == l.read[0].report
}

// unread returns what is to be read so that st can be shown; nil if nothing is.
func unread(st exhibit.State) *exhibit.Need {
	l := mine(st)
	if l == nil || subject(st) != own {
		return nil
	}
	w := l.way(st)
	if w.read != nil {
		return nil
	}
	return &exhibit.Need{Reading: l.reading(w.options), Keep: func(result task.Message) func(f *exhibit.Shelf) *exhibit.Shelf {
		t := takingOf(w.options, result)
		return func(f *exhibit.Shelf) *exhibit.Shelf {
			return kept.Change(f, l.name, func(now *loaded) *loaded { return now.with(t) })
		}
	}}
}

// reported says what was read of the file that st shows; nothing if it shows none.
func reported(st exhibit.State) (t exhibit.Text) {
	l := mine(st)
	if l == nil || subject(st) != own {
		return t
	}
	if r := l.way(st).read; r != nil && r.err == nil {
		t = lang.Sprintf("%s: %v", "%s: %v", l.name, r.report.Text())
	}
	return t
}
