package graph

import (
	"slices"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/network"
	"zscape/exhibit"
	"zscape/jobs/spectral"
)

// own is the value of data that stands for the visitor's file.
const own = "own"

// The keys of the controls that say how the visitor's own file is read, in the order in which
// what there is to choose follows from what was chosen.
const (
	layoutKey    = "as"
	headKey      = "head"
	directionKey = "direction"
	weightKey    = "weight"
	mergeKey     = "duplicates"
	labelKey     = "label" // does not change what is read
)

var fileKeys = []string{layoutKey, headKey, directionKey, weightKey, mergeKey, labelKey}

// Values of weightKey beside the names of columns and attributes; and auto is that of the
// others, too, if the file decides.
const (
	auto = "auto"
	none = "none"
)

var (
	layouts    = [...]string{network.AsFound: auto, network.AsMatrix: "matrix", network.AsList: "list"}
	heads      = [...]string{network.HeadAsSeems: auto, network.HeadNames: "names", network.HeadLink: "link"}
	directions = [...]string{network.AsSaid: auto, network.Directed: "directed", network.Undirected: "undirected"}
	merges     = [...]string{network.MergeAsFits: auto, network.MergeSum: "sum", network.MergeFirst: "first"}
)

// subject returns which graph st shows: that of the file as soon as one is named, unless
// something else is said.
func subject(st exhibit.State) string {
	if v := st.Text("data"); v != st.Default("data") {
		return v
	}
	return standard(st)
}

// standard returns which graph st shows if nothing is said.
func standard(st exhibit.State) string {
	if st.Text(exhibit.FileKey) != "" {
		return own
	}
	c, _ := Exhibit.Control("data")
	return c.Default
}

// way is how a State has a file read, and what there is to choose.
type way struct {
	options network.Options
	read    *taking // by these; nil if that is to be done first
	key     string  // of the choice that was made last

	table  bool            // of rows, which may be a matrix or links
	list   bool            // of links
	names  *network.Report // of what there may be as weights
	merges bool            // there are duplicates

	wrong error // with the weights that are found; nil if nothing is
}

// chosen returns the value of a key, empty if it is the default or not there.
func chosen(st exhibit.State, key string) string {
	if _, ok := st.Control(key); !ok || st.Text(key) == st.Default(key) {
		return ""
	}
	return st.Text(key)
}

// way returns how st has the file read. What it finds out until something is to be read, or
// cannot be, is what there is to choose.
func (l *loaded) way(st exhibit.State) (w way) {
	// set takes what is chosen by a key, an index in values.
	set := func(key string, values []string) int {
		k := slices.Index(values, chosen(st, key))
		if k > 0 {
			w.key = key
			return k
		}
		return 0
	}
	read := func() bool {
		w.read = l.as(w.options)
		return w.read != nil && (w.read.err == nil || w.read.offers())
	}
	first := l.as(network.Options{})
	switch first.report.Format {
	case network.AdjacencyMatrix, network.EdgeList, network.AdjacencyList:
		w.table = true
	}
	w.list = w.table && first.report.Format != network.AdjacencyMatrix
	w.names = first.report
	w.options.As = network.Layout(set(layoutKey, layouts[:]))
	if !read() {
		return w
	}
	w.list = w.table && w.read.report.Format != network.AdjacencyMatrix
	if w.list {
		w.options.Head = network.Head(set(headKey, heads[:]))
	}
	if !read() {
		return w
	}
	w.names, w.wrong = w.read.report, w.read.err
	w.options.Direction = network.Direction(set(directionKey, directions[:]))
	if v := chosen(st, weightKey); v != "" {
		w.options.Weight, w.key = weightOf(v, w.names), weightKey
	}
	if !read() {
		return w
	}
	if w.merges = w.read.report.Duplicates > 0; w.merges {
		w.options.Merge = network.Merge(set(mergeKey, merges[:]))
		read()
	}
	return w
}

// weightValue names a column of weights in an address.
func weightValue(name string) string {
	name = strings.TrimSpace(name)
	if name == auto || name == none {
		return "#" + name
	}
	return name
}

// weightOf returns the weight of Options that a value stands for.
func weightOf(value string, r *network.Report) string {
	if value == none {
		return network.NoWeight
	}
	for _, name := range weightNames(r) {
		if weightValue(name) == value {
			return name
		}
	}
	return ""
}

// weightNames returns what may be the weights of a file that was read without saying which.
func weightNames(r *network.Report) (names []string) {
	if r.Weight != "" {
		names = append(names, r.Weight)
	}
	for _, name := range r.Weights {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// extend returns the controls as they are for a graph of the visitor's.
func extend(st exhibit.State) (list []exhibit.Control) {
	if st.Text(exhibit.FileKey) == "" {
		return nil
	}
	data, _ := Exhibit.Control("data")
	c := *data
	c.Default = standard(st)
	list = append(list, c)
	l := mine(st)
	if l == nil || subject(st) != own {
		return list
	}
	w := l.way(st)
	list = append(list, l.choices(&w)...)
	if t := w.read; t != nil && t.err == nil {
		list = append(list, groupsOf(t.graph))
		if c, ok := labels(t.graph); ok {
			list = append(list, c)
		}
	}
	return list
}

// groupsOf returns the control of K for a graph, which has no more groups than nodes.
func groupsOf(g *network.Graph) exhibit.Control {
	k, _ := Exhibit.Control("K")
	c := *k
	c.Max = float64(min(max(g.N(), 2), spectral.MaxGroups))
	c.SlideMax = min(c.SlideMax, c.Max)
	if n := g.N(); n < Exhibit.Default().Int("K") {
		c.Default = exhibit.FormatNumber(float64(max(n, 1)))
	}
	return c
}

// labels returns the choice between the labels of a graph, if there are several.
func labels(g *network.Graph) (c exhibit.Control, ok bool) {
	c = exhibit.Control{Key: labelKey, Kind: exhibit.Choice, Group: text("Data", "データ"), Label: text("Label", "ラベル")}
	for _, l := range g.Labels {
		o := exhibit.Option{Value: labelValue(l), Label: lang.Same(l.Name)}
		if o.Value != "" && !slices.Contains(c.Options, o) {
			c.Options = append(c.Options, o)
		}
	}
	if len(c.Options) < 2 {
		return c, false
	}
	c.Default = c.Options[0].Value
	return c, true
}

// labelValue names a label in an address.
func labelValue(l network.Label) string { return strings.TrimSpace(l.Name) }

// choices returns the controls that say how the file is read.
func (l *loaded) choices(w *way) (list []exhibit.Control) {
	add := func(key, en, ja string, options ...exhibit.Option) {
		list = append(list, exhibit.Control{Key: key, Kind: exhibit.Choice, Group: text("Data", "データ"), Label: text(en, ja), Default: options[0].Value, Options: options})
	}
	option := func(value, en, ja string) exhibit.Option { return exhibit.Option{Value: value, Label: text(en, ja)} }
	detected := option(auto, "detected", "自動判定")
	if w.table {
		add(layoutKey, "The table is", "表の形式", detected,
			option(layouts[network.AsMatrix], "an adjacency matrix", "隣接行列"), option(layouts[network.AsList], "a list of links", "リンクの一覧"))
	}
	if w.list {
		add(headKey, "First line is", "1行目の意味", detected,
			option(heads[network.HeadNames], "names of columns", "列の名前"), option(heads[network.HeadLink], "a link", "リンク"))
	}
	add(directionKey, "Directions", "リンクの向き", detected,
		option(directions[network.Directed], "links are directed", "向きあり"), option(directions[network.Undirected], "links are undirected", "向きなし"))
	if names := weightNames(w.names); len(names) > 0 || w.names.Weighted || w.wrong != nil {
		options := []exhibit.Option{detected, option(none, "none", "なし")}
		for _, name := range names {
			options = append(options, exhibit.Option{Value: weightValue(name), Label: lang.Same(name)})
		}
		add(weightKey, "Weights", "重み", options...)
	}
	if w.merges {
		add(mergeKey, "Of duplicate links", "重複するリンク", detected,
			option(merges[network.MergeSum], "weights are added", "重みを合計する"), option(merges[network.MergeFirst], "the first counts", "最初のものだけ使う"))
	}
	return list
}

// guesses says what was taken where the file has more than one reading, and offers the
// others.
func (w *way) guesses(st exhibit.State) (list []exhibit.Notice) {
	if w.wrong != nil && w.options.Weight == network.NoWeight {
		list = append(list, exhibit.Notice{Key: weightKey, Text: lang.Sprintf("Weights are left out, as they cannot be read: %v.", "重みは読めないので使っていません: %v。", w.wrong)})
	}
	for _, g := range w.read.report.Guesses {
		n := exhibit.Notice{Text: lang.Sentence(g.Text)}
		for _, o := range g.Other {
			set := w.setting(o.Options)
			if c, ok := st.Control(set.Key); ok {
				if _, err := c.Parse(set.Value); err == nil && !(w.wrong != nil && set.Key == weightKey && set.Value != none) {
					n.Key, n.Fixes = set.Key, append(n.Fixes, exhibit.Fix{Label: o.Label, Set: []exhibit.Setting{set}})
				}
			}
		}
		if len(n.Fixes) > 0 {
			list = append(list, n)
		}
	}
	return list
}

// problem says why the file cannot be read as st has it, and how it can.
func (w *way) problem(st exhibit.State) *exhibit.Problem {
	p := &exhibit.Problem{Key: w.key, Reason: lang.Sprintf("cannot be: %v", "そのようには読めません: %v", w.read.err)}
	if w.key == "" {
		p.Key, p.Reason = exhibit.FileKey, lang.Sprintf("cannot be read as it is: %v; weight=none reads it without weights", "そのままでは読めません: %v。weight=none とすると重みなしで読めます", w.read.err)
	}
	p.Value = st.Text(p.Key)
	if w.read.report != nil {
		for _, n := range w.guesses(st) {
			p.Fixes = append(p.Fixes, n.Fixes...)
		}
	}
	return p
}

// setting returns the choice by which the file is read by other options.
func (w *way) setting(o network.Options) exhibit.Setting {
	switch now := w.options; {
	case o.As != now.As:
		return exhibit.Setting{Key: layoutKey, Value: layouts[o.As]}
	case o.Head != now.Head:
		return exhibit.Setting{Key: headKey, Value: heads[o.Head]}
	case o.Direction != now.Direction:
		return exhibit.Setting{Key: directionKey, Value: directions[o.Direction]}
	case o.Merge != now.Merge:
		return exhibit.Setting{Key: mergeKey, Value: merges[o.Merge]}
	case o.Weight == network.NoWeight:
		return exhibit.Setting{Key: weightKey, Value: none}
	}
	return exhibit.Setting{Key: weightKey, Value: weightValue(o.Weight)}
}
