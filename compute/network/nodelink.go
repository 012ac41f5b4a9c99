package network

import (
	"bytes"
	"slices"
	"strconv"

	"zscape/compute/lang"
)

// likeJSON reports whether a text that begins with a bracket is JSON: a list of lists, of
// objects or of texts.
func likeJSON(text []byte) bool {
	text = bytes.TrimLeft(text[1:], " \t\r\n")
	return len(text) > 0 && bytes.IndexByte([]byte(`[{"]`), text[0]) >= 0
}

// nodeLink reads nodes and links in JSON, in the forms of NetworkX (node_link_data,
// adjacency_data), D3 and Vega, where links name nodes by their place, graphology and
// sigma.js, Cytoscape.js, vis.js, and JSON Graph Format; lists of links alone; matrices.
func (b *builder) nodeLink() error {
	n := &nodeLink{json: &json{text: b.text}, b: b, number: map[end]int32{}}
	switch n.kind() {
	case '{':
		n.graph()
	case '[':
		n.elements()
	}
	if n.err != nil || b.err != nil {
		return n.err
	}
	if n.space(); n.at < len(n.data) {
		n.wrong("there is more behind the end of the value", "値の終わりのあとに余分な文字があります")
		return n.err
	}
	if len(n.nodes) == 0 && len(n.list) == 0 {
		return lang.Errorf("there is neither a list of nodes nor one of links", "nodesもlinks(edges)も見つかりません")
	}
	n.resolve()
	return nil
}

// nodeLink is what a text in JSON is read into. Links name nodes that may come later, by
// their IDs or places: which it is shows in the end.
type nodeLink struct {
	*json
	b      *builder
	nodes  []int32       // the node at each place
	number map[end]int32 // of the ends of links
	list   []end
	fields []string // of a link that is an array
	rows   [][]scalar
}

// end is how a link names a node.
type end struct {
	scalar
	place bool // the text is its place, for certain
}

// field is a member of an object, or of one in it.
type field struct {
	name string
	scalar
}

// graph reads an object that has nodes and links.
func (n *nodeLink) graph() {
	n.object(func(key string) {
		switch key {
		case "directed":
			n.direct(n.scalar())
		case "nodes", "vertices":
			n.readNodes()
		case "links", "edges":
			n.readLinks()
		case "fields":
			n.names()
		case "adjacency":
			n.adjacency()
		case "elements", "network", "graph":
			switch n.kind() {
			case '{':
				n.graph()
			case '[':
				if key == "elements" {
					n.elements()
				} else {
					n.skip()
				}
			default:
				n.skip()
			}
		case "options":
			if n.kind() != '{' {
				n.skip()
				return
			}
			n.object(func(key string) {
				s, ok := n.scalar()
				if ok && key == "type" && s.text != "mixed" {
					n.direct(scalar{text: strconv.FormatBool(s.text == "directed")}, true)
				}
			})
		default:
			n.skip()
		}
	})
}

// direct takes what says whether links have directions.
func (n *nodeLink) direct(s scalar, ok bool) {
	switch {
	case !ok:
	case s.text == "true" || s.text == "1":
		n.b.kind = directed
	case s.text == "false" || s.text == "0":
		n.b.kind = undirected
	}
}

// names reads what the members of links that are arrays are called.
func (n *nodeLink) names() {
	if n.kind() != '[' {
		n.skip()
		return
	}
	n.array(func() {
		if s, ok := n.scalar(); ok && len(n.fields) < mostColumns {
			n.fields = append(n.fields, s.text)
		}
	})
}

// readNodes reads a list of nodes, an object of them by ID, or how many there are.
func (n *nodeLink) readNodes() {
	switch n.kind() {
	case '[':
		n.array(func() { n.readNode("") })
	case '{':
		n.object(n.readNode)
	default:
		s, _ := n.scalar()
		count, err := strconv.Atoi(s.text)
		if err != nil || count < 0 {
			n.wrong("expected a list of nodes", "ノードのリストが必要です")
			return
		}
		n.b.expect(count)
		for i := 0; i < count && n.b.err == nil; i++ {
			n.nodes = append(n.nodes, n.b.declare(strconv.Itoa(i), ""))
		}
	}
}

// readNode reads a node, of an ID that is known or "".
func (n *nodeLink) readNode(id string) {
	if n.b.err != nil {
		n.stop()
		return
	}
	if n.kind() != '{' {
		if s, ok := n.scalar(); ok {
			n.nodes = append(n.nodes, n.b.declare(s.text, ""))
		}
		return
	}
	n.node(id, n.members(nil, false))
}

// stop ends the reading after a limit is exceeded.
func (n *nodeLink) stop() {
	if n.err == nil {
		n.err = n.b.err
	}
}

// Names of what a node is known by, and called, of which the first counts.
var (
	idNames   = []string{"id", "key", "_id", "name", "label"}
	nickNames = []string{"label", "name", "title", "text", "caption"}
)

func find(fields []field, name string) (s string) {
	for _, f := range fields {
		if f.name == name && f.text != "" && (f.quoted || f.text != "null") {
			return f.text
		}
	}
	return ""
}

// node adds a node with the members that it has.
func (n *nodeLink) node(id string, fields []field) {
	for _, name := range idNames {
		if id == "" {
			id = find(fields, name)
		}
	}
	if _, taken := n.b.ids[id]; id == "" || taken && find(fields, "id") == "" && find(fields, "key") == "" {
		id = strconv.Itoa(len(n.nodes)) // several have the same name
	}
	nick := ""
	for _, name := range nickNames {
		if nick == "" {
			nick = find(fields, name)
		}
	}
	i := n.b.declare(id, nick)
	n.nodes = append(n.nodes, i)
	for _, f := range fields {
		if !slices.Contains(idNames, f.name) && !slices.Contains(nickNames, f.name) {
			n.b.set(i, f.name, f.text)
		}
	}
}

// members reads an object, and those in it that have the attributes of a node or link.
// Of a link, ends may be objects themselves.
func (n *nodeLink) members(list []field, link bool) []field {
	n.object(func(key string) {
		switch kind := n.kind(); {
		case kind == '{' && (key == "data" || key == "attributes" || key == "properties" || key == "metadata" || key == "attr"):
			list = n.members(list, link)
		case kind == '{' && link && (slices.Contains(sourceNames, word(key)) || slices.Contains(targetNames, word(key))):
			inner := n.members(nil, false)
			for _, name := range append(idNames[:3:3], "index", "name") {
				if s := find(inner, name); s != "" {
					list = append(list, field{key, scalar{s, name != "index"}})
					break
				}
			}
		default:
			if s, ok := n.scalar(); ok && len(list) < 4*mostColumns {
				list = append(list, field{key, s})
			}
		}
	})
	return list
}

// elements reads a list whose items are links, or nodes where they have no ends; or the
// rows of a matrix.
func (n *nodeLink) elements() {
	n.array(func() {
		switch {
		case n.b.err != nil:
			n.stop()
		case n.kind() == '[':
			n.row()
		case n.kind() == '{':
			fields := n.members(nil, true)
			if from, to := ends(fields); from >= 0 && to >= 0 {
				n.link(fields, from, to)
				return
			}
			n.node("", fields)
		default:
			n.readNode("")
		}
	})
	if len(n.rows) > 0 {
		n.table()
	}
}

// readLinks reads a list of links, or an object of them.
func (n *nodeLink) readLinks() {
	read := func() {
		switch kind := n.kind(); {
		case n.b.err != nil:
			n.stop()
		case kind == '[':
			n.arrayLink(n.scalars())
		case kind == '{':
			fields := n.members(nil, true)
			from, to := ends(fields)
			if from < 0 || to < 0 {
				n.b.skip("a link without a source or target", "始点か終点のないリンクです")
				return
			}
			n.link(fields, from, to)
		default:
			n.b.skip("a link that is neither an object nor a list", "オブジェクトでもリストでもないリンクです")
			n.skip()
		}
	}
	switch n.kind() {
	case '[':
		n.array(read)
	case '{':
		n.object(func(string) { read() })
	default:
		n.skip()
	}
}

// ends returns which members are the source and the target of a link; -1 if there are
// none.
func ends(fields []field) (from, to int) {
	at := func(names []string) int {
		for _, name := range names {
			if k := slices.IndexFunc(fields, func(f field) bool { return word(f.name) == name && (f.quoted || f.text != "null") }); k >= 0 {
				return k
			}
		}
		return -1
	}
	return at(sourceNames), at(targetNames)
}

// link adds a link with the members that it has.
func (n *nodeLink) link(fields []field, from, to int) {
	var w weight
	k := unknown
	for at, f := range fields {
		switch {
		case at == from || at == to:
		case f.name == "directed" && f.text == "true" || f.name == "undirected" && f.text == "false" || f.name == "type" && f.text == "directed":
			k = directed
		case f.name == "directed" && f.text == "false" || f.name == "undirected" && f.text == "true" || f.name == "type" && f.text == "undirected":
			k = undirected
		case f.name != "key" && f.name != "id" && f.text != "null":
			w.take(n.b, f.name, f.text)
		}
	}
	n.b.weighted(n.end(end{scalar: fields[from].scalar}), n.end(end{scalar: fields[to].scalar}), &w, k)
}

// scalars reads an array of scalars; what else is in it counts as empty texts.
func (n *nodeLink) scalars() (list []scalar) {
	n.array(func() {
		s, _ := n.scalar()
		if len(list) <= MaxNodes {
			list = append(list, s)
		}
	})
	return list
}

// arrayLink adds a link that is an array of its source, its target, and maybe its weight.
func (n *nodeLink) arrayLink(list []scalar) {
	if len(list) < 2 || list[0].text == "" || list[1].text == "" {
		n.b.skip("a link without a source or target", "始点か終点のないリンクです")
		return
	}
	fields := []field{{"source", list[0]}, {"target", list[1]}}
	from, to := 0, 1
	for k, s := range list[2:] {
		name := "weight"
		if k > 0 {
			name = "#" + strconv.Itoa(k+3)
		}
		fields = append(fields, field{name, s})
	}
	if len(n.fields) >= len(fields) {
		for k := range fields {
			fields[k].name = n.fields[k]
		}
		if s, t := ends(fields); s >= 0 && t >= 0 {
			from, to = s, t
		}
	}
	n.link(fields, from, to)
}

// mostMembers is how many members a link has that is an array without names for them.
const mostMembers = 3

// row reads an item of a list that is an array: a link, or the row of a matrix.
func (n *nodeLink) row() {
	list := n.scalars()
	if n.b.err != nil {
		return
	}
	if n.b.expect(len(list)); n.b.err != nil {
		return
	}
	if i := len(n.rows); i > 3 && len(list) == len(n.rows[0]) && len(list) > mostMembers {
		// Of a large matrix only the links are kept.
		n.cells(i, list)
		list = list[:0]
	} else if len(n.rows) == 2*MaxLinks {
		n.b.tooMany(0, len(n.rows)+1)
		return
	}
	n.rows = append(n.rows, list)
}

// cells adds the links in a row of a matrix.
func (n *nodeLink) cells(i int, list []scalar) {
	from := n.end(end{scalar{text: strconv.Itoa(i)}, true})
	for j, s := range list {
		if v, ok := cell([]byte(s.text), '.'); !ok {
			n.b.skip("row %d, column %d is not a number", "%d行%d列が数ではありません", i+1, j+1)
		} else if v != 0 {
			n.b.link(from, n.end(end{scalar{text: strconv.Itoa(j)}, true}), v, unknown)
		}
	}
}

// table decides whether the rows of a list are links or a matrix, which is square; where
// links might have so many members, too, it has but 0 and 1, or all of its diagonal is 0.
func (n *nodeLink) table() {
	width, as := len(n.rows[0]), n.b.options.As
	square := len(n.rows) == width && as != AsList
	bits, diagonal := true, true
	for i, row := range n.rows {
		if len(row) != width && len(row) > 0 {
			square = false
		}
		for j, s := range row {
			v, ok := cell([]byte(s.text), '.')
			square = square && ok && !s.quoted
			bits = bits && (v == 0 || v == 1)
			diagonal = diagonal && (i != j || v == 0)
		}
	}
	if guessed := width <= mostMembers; square && guessed && as == AsFound {
		if square = bits || diagonal; square {
			n.b.guessMatrix()
		}
	}
	if !square {
		if width > mostMembers {
			n.wrong("a matrix of %d rows and %d columns, which is not square", "%d行%d列の行列です(正方行列ではありません)", len(n.rows), width)
			return
		}
		for _, row := range n.rows {
			if len(row) > 0 {
				n.arrayLink(row)
			}
		}
		return
	}
	n.b.report.Format, n.b.matrix = AdjacencyMatrix, true
	for i := range n.rows {
		n.nodes = append(n.nodes, n.b.declare(strconv.Itoa(i), strconv.Itoa(i+1)))
	}
	for i, row := range n.rows {
		n.cells(i, row)
	}
}

// adjacency reads the lists of neighbours of the nodes, as NetworkX writes them.
func (n *nodeLink) adjacency() {
	if n.kind() != '[' {
		n.skip()
		return
	}
	i := 0
	n.array(func() {
		if n.kind() != '[' {
			n.skip()
			return
		}
		from := n.end(end{scalar{text: strconv.Itoa(i)}, true})
		i++
		n.array(func() {
			if n.b.err != nil {
				n.stop()
				return
			}
			if n.kind() != '{' {
				if s, ok := n.scalar(); ok {
					n.b.link(from, n.end(end{scalar: s}), 1, unknown)
				}
				return
			}
			var w weight
			to := int32(-1)
			for _, f := range n.members(nil, false) {
				if f.name == "id" {
					to = n.end(end{scalar: f.scalar})
				} else {
					w.take(n.b, f.name, f.text)
				}
			}
			if to >= 0 {
				n.b.weighted(from, to, &w, unknown)
			}
		})
	})
}

// end returns the number of an end of links.
func (n *nodeLink) end(e end) int32 {
	k, ok := n.number[e]
	if !ok {
		if len(n.list) == MaxNodes {
			n.b.tooMany(MaxNodes+1, len(n.b.links))
			return 0
		}
		k = int32(len(n.list))
		n.number[e] = k
		n.list = append(n.list, e)
		n.b.ends = len(n.list)
	}
	return k
}

// resolve finds the node of each end. Whole numbers are places, from 0, if not all ends
// are IDs.
func (n *nodeLink) resolve() {
	place := func(e end) (int32, bool) {
		k, err := strconv.Atoi(e.text)
		if e.quoted || err != nil || k < 0 || k >= len(n.nodes) {
			return 0, false
		}
		return n.nodes[k], true
	}
	named, placed := true, true
	for _, e := range n.list {
		_, known := n.b.ids[e.text]
		named = named && (known || e.place)
		_, ok := place(e)
		placed = placed && ok
	}
	at := make([]int32, len(n.list))
	for k, e := range n.list {
		i, ok := place(e)
		if !ok || !e.place && !(placed && !named) {
			i = n.b.node(e.text)
		}
		at[k] = i
	}
	for k := range n.b.links {
		l := &n.b.links[k]
		l.from, l.to = at[l.from], at[l.to]
	}
}
