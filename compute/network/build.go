package network

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"zscape/compute/faults"
	"zscape/compute/lang"
	"zscape/compute/sparse"
	"zscape/compute/table"
)

// builder makes a graph of what a reader finds, in whichever order that is. Once a limit
// is exceeded, err says so, and what comes after does nothing: a reader looks at err now
// and then, and stops.
type builder struct {
	*text
	options Options
	report  *Report
	err     error

	ids      map[string]int32 // of nodes
	nodes    []vertex
	declared int32 // how many nodes were declared
	columns  []*column
	ends     int // how many IDs links name, where they are told apart from those of nodes

	places map[uint64]int32 // of links in the list, by their keys
	links  []link

	begun  int  // where the line is that is being read, of formats of lines
	kind   kind // of links of which nothing is said
	matrix bool // the file is a matrix, in which both directions have a place
	unfit  bool // some weights are no numbers above 0
	strict bool // of duplicates the file wants the first
}

// vertex is a node as it is known while a file is read.
type vertex struct {
	id    string
	name  string // empty if there is none but the ID
	order int32  // of those declared, from 0; -1 if only links name it
}

// kind is whether a link has a direction.
type kind uint8

const (
	unknown kind = iota
	directed
	undirected
)

// place is where a link is.
type place struct {
	from, to int32
	kind     kind
}

// key returns a number for a place.
func (p place) key() uint64 { return uint64(p.from)<<32 | uint64(p.to)<<2 | uint64(p.kind) }

// link is what was said of the link in a place.
type link struct {
	place
	first, sum float64 // of the weights
	count      int
}

func newBuilder(t *text, o Options, r *Report) *builder {
	return &builder{text: t, options: o, report: r, begun: -1, ids: map[string]int32{}, places: map[uint64]int32{}}
}

// where returns the line of what is being read.
func (b *builder) where() int {
	if b.begun >= 0 {
		return b.lineOf(b.begun)
	}
	return b.line()
}

// skip notes that what is being read cannot be. Of too much of it no graph comes.
func (b *builder) skip(en, ja string, args ...any) { b.skipAt(b.where(), en, ja, args...) }

// skipAt is skip with the line.
func (b *builder) skipAt(line int, en, ja string, args ...any) {
	if b.report.Skip(line, en, ja, args...); b.report.Skipped > 2*MaxLinks && b.err == nil {
		b.err = b.unreadable()
	}
}

// unreadable says how much could not be read, and the first of it.
func (b *builder) unreadable() error {
	r := b.report
	if b.unfit {
		b.guessUnfit()
	}
	return lang.Errorf("%v cannot be read: %v", "%v件を読み取れません。%v", lang.Count(r.Skipped, "link or line", "links or lines"), r.Examples[0].Text())
}

// node returns the node of an ID, which may be declared later.
func (b *builder) node(id string) int32 {
	if n, ok := b.ids[id]; ok {
		return n
	}
	if len(b.nodes) == MaxNodes {
		b.tooMany(MaxNodes+1, len(b.links))
	}
	if b.err != nil {
		return 0
	}
	b.work.spend(perName)
	n := int32(len(b.nodes))
	b.ids[id] = n
	b.nodes = append(b.nodes, vertex{id: id, order: -1})
	return n
}

// declare says that there is a node, of a name or "".
func (b *builder) declare(id, name string) int32 {
	n := b.node(id)
	if b.err != nil {
		return 0
	}
	v := &b.nodes[n]
	if v.order < 0 {
		v.order = b.declared
		b.declared++
	} else {
		b.report.Repeated++
	}
	if name != "" {
		v.name = name
	}
	return n
}

// tooMany says that a limit is exceeded, by how many nodes and links, and where.
func (b *builder) tooMany(nodes, links int) {
	if b.err != nil {
		return
	}
	line, all := b.where(), 0
	if b.at < len(b.data) {
		all = b.lineOf(len(b.data))
	}
	there := lang.Sprintf("at least %v and %v", "少なくともノードが%v個、リンクが%v本あります", lang.Count(nodes, "node", "nodes"), lang.Count(links, "link", "links"))
	if all > line {
		there = lang.Sprintf("%v and %v by line %d of %d", "全%[4]d行のうち%[3]d行目までに、ノードが%[1]v個、リンクが%[2]v本あります",
			lang.Count(nodes, "node", "nodes"), lang.Count(links, "link", "links"), line, all)
	}
	b.err = beyond(there)
}

// beyond returns the error that there is more than can be read.
func beyond(there lang.Text) error {
	return lang.Errorf("%v: at most %d nodes and %d links can be read", "%v(読めるのはノード%d個、リンク%d本までです)", there, MaxNodes, MaxLinks)
}

// expect refuses a file that says how many nodes it has if these are too many.
func (b *builder) expect(nodes int) {
	if nodes > MaxNodes && b.err == nil {
		b.err = beyond(lang.Sprintf("%v", "ノードが%v個あります", lang.Count(nodes, "node", "nodes")))
	}
}

// link adds a link. A weight of 0 is none; one that cannot be is noted, and the link left
// out.
func (b *builder) link(from, to int32, weight float64, k kind) {
	if b.options.Weight == NoWeight && weight != 0 {
		weight = 1
	}
	switch {
	case b.err != nil:
		return
	case weight == 0:
		b.report.Zeros++
		return
	case !(weight > 0 && weight <= MaxWeight):
		b.unfit = true
		b.skip("the weight is %v, expected a number above 0, at most %.0f", "重みが%vです(0より大きく%.0f以下の数のはず)", weight, MaxWeight)
		return
	}
	b.work.spend(perLink)
	if k == unknown {
		k = b.kind
	}
	at := place{from, to, k}
	n, ok := b.places[at.key()]
	if !ok {
		// Of links without directions both ways may be listed.
		if len(b.links) == 2*MaxLinks {
			b.tooMany(max(len(b.nodes), b.ends), len(b.links)+1)
			return
		}
		n = int32(len(b.links))
		b.places[at.key()] = n
		b.links = append(b.links, link{place: at, first: weight})
	}
	b.links[n].sum += weight
	b.links[n].count++
}

// Weights have one of these names, of which the first counts.
var weightNames = []string{"weight", "value", "w", "weights", "strength", "count", "frequency", "freq", "amount", "volume", "重み", "ウェイト", "回数", "件数"}

// weighs returns how much a name tells that an attribute of links is their weight: the
// largest that is above 0 counts.
func (b *builder) weighs(name string) int {
	switch b.options.Weight {
	case NoWeight:
		return 0
	case "":
		if k := slices.Index(weightNames, lower(name)); k >= 0 {
			return len(weightNames) - k
		}
		return 0
	}
	if name == b.options.Weight {
		return 1
	}
	return 0
}

// weight is the weight of a link that is being read.
type weight struct {
	value float64
	rank  int // see weighs; 0 if nothing said it
	name  string
	wrong string // what is no number
}

// take reads an attribute of a link.
func (w *weight) take(b *builder, name, value string) {
	name = shown(name)
	if b.options.Weight == "" && lower(name) != "weight" && !slices.Contains(b.report.Weights, name) && len(b.report.Weights) < 16 {
		if _, ok := number([]byte(value), '.'); ok {
			b.report.Weights = append(b.report.Weights, name)
		}
	}
	rank := b.weighs(name)
	if rank <= w.rank {
		return
	}
	w.rank, w.name, w.wrong = rank, name, ""
	var ok bool
	if w.value, ok = number([]byte(value), '.'); !ok {
		w.wrong = value
	}
}

// weighted adds a link with what was read of its weight.
func (b *builder) weighted(from, to int32, w *weight, k kind) {
	switch {
	case w.rank == 0:
		b.report.Unweighted++
		b.link(from, to, 1, k)
	case w.wrong != "":
		b.unfit = true
		b.skip("the weight is %s, expected a number", "重みが%sです(数のはず)", faults.Quote(w.wrong))
	default:
		b.report.Weight = w.name
		b.link(from, to, w.value, k)
	}
}

// number reads a number, which is no gap.
func number(s []byte, mark byte) (v float64, ok bool) {
	const longest = 400 // digits
	if len(s) > longest {
		return 0, false
	}
	v, ok = table.Number(s, mark)
	return v, ok && v == v
}

// graph makes the graph of what was read.
func (b *builder) graph() (*Graph, error) {
	if b.err != nil {
		return nil, b.err
	}
	r := b.report
	if len(b.links) == 0 && r.Skipped > 0 || 5*r.Skipped > r.Skipped+b.found() {
		return nil, b.unreadable()
	}
	if len(b.nodes) == 0 {
		return nil, lang.Errorf("there are no nodes", "ノードがありません")
	}
	if name := b.options.Weight; name != "" && name != NoWeight && r.Weight == "" && len(b.links) > 0 {
		r.Left = append(r.Left, lang.Sprintf("no link has %q, which was to be the weight", "重みに指定された%qがどのリンクにもありません", shown(name)))
	}
	b.classes()
	b.arrange()
	b.work.at(beforeGraph)
	links := b.merged()
	if b.err != nil {
		return nil, b.err
	}
	n := len(b.nodes)
	m := sparse.NewWith(func(n int) { b.work.spend(perLink * n) }, n, n, func(yield func(sparse.Entry) bool) {
		for _, l := range links {
			if !yield(sparse.Entry{Row: l.from, Col: l.to, Value: l.sum}) {
				return
			}
		}
	}, sparse.First)
	g := &Graph{Links: plain(m), Directed: r.Directed, Names: b.names(), Labels: b.labels()}
	r.Nodes, r.Links, r.Loops, r.Weighted = n, g.Count(), g.Loops(), g.Weighted()
	if r.Links > MaxLinks {
		return nil, beyond(lang.Sprintf("%v and %v", "ノードが%v個、リンクが%v本あります", lang.Count(n, "node", "nodes"), lang.Count(r.Links, "link", "links")))
	}
	isolated := g.Isolated()
	r.Isolated = len(isolated)
	for _, i := range isolated[:min(len(isolated), mostNames)] {
		r.IsolatedNames = append(r.IsolatedNames, g.Names[i])
	}
	if r.Format == EdgeList && r.Directed && r.Links > 10 && !through(g) {
		r.leave("no node has links from others and to others: this may be a two-mode network", "リンクの始点でも終点でもあるノードがありません。2部グラフかもしれません")
	}
	b.guesses()
	return g, nil
}

// through reports whether some node has links that lead in, and out.
func through(g *Graph) bool {
	out, in := g.Degrees()
	for i := range out {
		if out[i] > 0 && in[i] > 0 {
			return true
		}
	}
	return false
}

// found returns how many links were read.
func (b *builder) found() (n int) {
	for _, l := range b.links {
		n += l.count
	}
	return n
}

// classes takes what the nodes are called for what they are where few names are
// different: the file calls a class a label.
func (b *builder) classes() {
	const label = "label"
	times, named := map[string]int{}, 0
	for _, v := range b.nodes {
		if v.name != "" {
			times[v.name]++
			named++
		}
	}
	if len(times) < 2 || 2*len(times) > named {
		return
	}
	for i := range b.nodes {
		b.set(int32(i), label, b.nodes[i].name)
		b.nodes[i].name = ""
	}
}

// arrange puts the nodes into the order in which they were declared, and behind them
// those that only links name. Whole numbers that nothing declares ascend.
func (b *builder) arrange() {
	order := make([]int, len(b.nodes))
	whole := b.declared == 0
	for i := range order {
		order[i] = i
		whole = whole && table.IsWhole(b.nodes[i].id)
	}
	slices.SortStableFunc(order, func(i, j int) int {
		v, w := &b.nodes[i], &b.nodes[j]
		b.work.spend(perLink)
		switch {
		case whole:
			return table.CompareWhole(v.id, w.id)
		case v.order < 0 || w.order < 0:
			return cmp.Compare(w.order>>31, v.order>>31) // a node that is declared comes first
		}
		return cmp.Compare(v.order, w.order)
	})
	at := make([]int32, len(order)) // of each node
	nodes := make([]vertex, len(order))
	for k, i := range order {
		at[i], nodes[k] = int32(k), b.nodes[i]
		if b.declared > 0 && nodes[k].order < 0 {
			if b.report.Ghosts++; len(b.report.GhostNames) < mostNames {
				b.report.GhostNames = append(b.report.GhostNames, shown(nodes[k].id))
			}
		}
	}
	b.nodes = nodes
	for k := range b.links {
		l := &b.links[k]
		l.from, l.to = at[l.from], at[l.to]
	}
	for _, c := range b.columns {
		c.rearrange(at)
	}
}

// merged decides whether links have directions, and returns them, each with its weight
// as sum: without directions in both.
func (b *builder) merged() []link {
	r := b.report
	b.direct()
	rule := b.options.Merge
	weighted := slices.ContainsFunc(b.links, func(l link) bool { return l.first != 1 || l.sum != float64(l.count) })
	if rule == MergeAsFits {
		if rule = MergeFirst; weighted && !b.strict {
			rule = MergeSum
		}
	}
	r.Merged = rule
	mirrored := !r.Directed && b.mirrored()
	places := make(map[uint64]int, len(b.links))
	var list []link
	for _, l := range b.links {
		b.work.spend(perLink)
		both := l.kind == undirected && l.from != l.to
		if !r.Directed {
			if l.from > l.to {
				if mirrored {
					r.Mirrored++
					continue
				}
				l.from, l.to = l.to, l.from
			}
			both = l.from != l.to
		} else if both {
			r.Both++
		}
		r.Duplicates += l.count - 1
		if rule == MergeFirst {
			l.sum = l.first
		}
		for way := range 2 {
			if way == 1 {
				if !both {
					break
				}
				l.from, l.to = l.to, l.from
			}
			at := place{from: l.from, to: l.to}.key()
			k, ok := places[at]
			if !ok {
				places[at] = len(list)
				list = append(list, l)
				continue
			}
			if way == 0 || r.Directed {
				r.Duplicates++
			}
			if rule == MergeSum {
				list[k].sum += l.sum
			}
		}
	}
	if b.matrix {
		r.Mirrored = 0 // as it has to be
	}
	return list
}

// direct decides whether links have directions, and why.
func (b *builder) direct() {
	r := b.report
	some := func(k kind) bool { return slices.ContainsFunc(b.links, func(l link) bool { return l.kind == k }) }
	set := func(k kind, from ...kind) {
		for n := range b.links {
			if l := &b.links[n]; slices.Contains(from, l.kind) {
				l.kind = k
			}
		}
	}
	switch {
	case b.options.Direction == Directed:
		r.Directed, r.Why = true, Chosen
		set(directed, unknown, undirected)
	case b.options.Direction == Undirected:
		r.Directed, r.Why = false, Chosen
		set(undirected, unknown, directed)
	case !some(unknown) && len(b.links) > 0 || b.kind != unknown:
		r.Directed, r.Why = some(directed) || len(b.links) == 0 && b.kind == directed, Said
	case some(directed) || some(undirected):
		r.Directed, r.Why = some(directed), Said
		set(directed, unknown)
		if !r.Directed {
			set(undirected, directed)
		}
	case b.mirrored():
		r.Directed, r.Why = false, Symmetric
		set(undirected, unknown)
	default:
		r.Directed, r.Why = true, Guessed
		if b.matrix {
			r.Why = Asymmetric
		}
		set(directed, unknown)
	}
}

// rounding is by how much weights may differ that are the same, as a part of them.
const rounding = 1e-9

// mirrored reports whether there are links between different nodes, and each is there
// both ways, as often and with the same weights.
func (b *builder) mirrored() bool {
	places := make(map[uint64]int, len(b.links))
	for k, l := range b.links {
		b.work.spend(perLink)
		places[place{from: l.from, to: l.to}.key()] = k
	}
	some := false
	for _, l := range b.links {
		if l.from == l.to {
			continue
		}
		some = true
		k, ok := places[place{from: l.to, to: l.from}.key()]
		if !ok {
			return false
		}
		if m := b.links[k]; m.count != l.count || math.Abs(m.sum-l.sum) > rounding*l.sum || math.Abs(m.first-l.first) > rounding*l.first {
			return false
		}
	}
	return some
}

// names returns what the nodes are called. Where several have the same name, their IDs
// stand behind it.
func (b *builder) names() []string {
	list := make([]string, len(b.nodes))
	times := map[string]int{}
	for i, v := range b.nodes {
		b.work.spend(perLink)
		if list[i] = shown(v.name); list[i] == "" {
			list[i] = shown(v.id)
		}
		times[list[i]]++
	}
	if len(times) == len(list) && times[""] == 0 {
		return list
	}
	taken := map[string]bool{}
	for name, n := range times {
		if n == 1 && name != "" {
			taken[name] = true
		}
	}
	for i, name := range list {
		if times[name] == 1 && name != "" {
			continue
		}
		b.report.Alike++
		id := shown(b.nodes[i].id)
		next := name + " (" + id + ")"
		if name == "" {
			next = strconv.Itoa(i + 1)
		}
		for k := i + 1; taken[next] || id == name && name != ""; k += len(list) {
			next = name + " (#" + strconv.Itoa(k) + ")"
			if !taken[next] {
				break
			}
		}
		taken[next] = true
		list[i] = next
	}
	return list
}
