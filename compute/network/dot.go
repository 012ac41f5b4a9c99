package network

import (
	"strings"

	"zscape/compute/lang"
)

// isDOT reports whether a text begins as DOT does: strict, graph or digraph, maybe a name,
// and a brace.
func isDOT(head []byte) bool {
	d := &dot{text: newText(head, new(progress))}
	d.next()
	if d.is("strict") {
		d.next()
	}
	if !d.is("graph") && !d.is("digraph") {
		return false
	}
	if d.next(); d.token == identifier {
		d.next()
	}
	return d.err == nil && d.token == '{'
}

// dot reads the tokens of a text in DOT (graphviz.org, The DOT Language). After an error
// there is nothing more.
type dot struct {
	*text
	err error

	token  rune   // identifier, arrow, dashes, or the byte itself; 0 at the end
	id     string // of an identifier
	quoted bool   // it is no keyword
}

const (
	identifier = -1 - iota
	arrow
	dashes
)

func (d *dot) wrong(en, ja string, args ...any) {
	if d.err == nil {
		d.err = d.fail("%v: export the graph as GraphML, if this cannot be mended", "%v(直せない場合はGraphMLで書き出してください)", lang.Sprintf(en, ja, args...))
		d.token = 0
	}
}

// is reports whether the token is a keyword.
func (d *dot) is(keyword string) bool {
	return d.token == identifier && !d.quoted && strings.EqualFold(d.id, keyword)
}

// blank skips blanks and comments.
func (d *dot) blank() {
	for {
		d.space()
		switch {
		case d.has("//") || d.peek() == '#':
			d.restOfLine()
		case d.has("/*"):
			d.at += len("/*")
			d.until("*/")
		default:
			return
		}
	}
}

// next reads the next token.
func (d *dot) next() {
	if d.err != nil {
		d.token = 0
		return
	}
	d.blank()
	d.quoted = false
	switch c := d.peek(); {
	case d.at == len(d.data):
		d.token = 0
	case d.has("->"):
		d.token = arrow
		d.at += 2
	case d.has("--"):
		d.token = dashes
		d.at += 2
	case c == '"':
		d.token, d.quoted = identifier, true
		d.id = d.joined()
	case c == '<':
		d.token, d.quoted = identifier, true
		d.id = d.html()
	case isNameByte(c) && c != ':' || c == '-':
		begin := d.at
		d.at++
		for d.at < len(d.data) && isNameByte(d.data[d.at]) && d.data[d.at] != ':' && d.data[d.at] != '-' {
			if d.at++; d.at&0xfff == 0 {
				d.step()
			}
		}
		d.token, d.id = identifier, string(d.data[begin:d.at])
	default:
		d.token = rune(c)
		d.at++
	}
}

// dotEscapes has what stands for something else in quotes; other escapes are those of
// labels.
var dotEscapes = strings.NewReplacer(`\"`, `"`, `\\`, `\`, "\\\r\n", "", "\\\n", "")

// labelEscapes has the line breaks of labels: centred, and to the left and right.
var labelEscapes = strings.NewReplacer(`\n`, " ", `\l`, " ", `\r`, " ")

// joined reads texts in quotes, joined by +.
func (d *dot) joined() string {
	var b strings.Builder
	for {
		d.at++
		begin := d.at
		for d.at < len(d.data) && d.data[d.at] != '"' {
			if d.data[d.at] == '\\' {
				d.at++
			}
			d.at++
			if d.at&0xfff == 0 {
				d.step()
			}
		}
		if d.at >= len(d.data) {
			d.at = len(d.data)
			d.wrong("the file ends within a text: it may be incomplete", "文字列の途中でファイルが終わっています。ファイルが途中で切れているかもしれません")
			return ""
		}
		s := string(d.data[begin:d.at])
		if strings.Contains(s, `\`) {
			s = dotEscapes.Replace(s)
		}
		b.WriteString(s)
		d.at++
		end := d.at
		if d.blank(); d.peek() != '+' {
			d.at = end
			return b.String()
		}
		d.at++
		if d.blank(); d.peek() != '"' {
			d.at = end
			return b.String()
		}
	}
}

// html reads a text in HTML, of which the text between its tags counts.
func (d *dot) html() string {
	var b strings.Builder
	depth := 0
	for d.at < len(d.data) {
		switch c := d.data[d.at]; {
		case c == '<':
			depth++
		case c == '>':
			depth--
			b.WriteByte(' ')
		case depth == 1:
			b.WriteByte(c)
		}
		if d.at++; depth == 0 {
			return strings.TrimSpace(unescaped([]byte(b.String())))
		}
		if d.at&0xfff == 0 {
			d.step()
		}
	}
	d.wrong("the file ends within a text: it may be incomplete", "文字列の途中でファイルが終わっています。ファイルが途中で切れているかもしれません")
	return ""
}

// dotReader makes a graph of the statements.
type dotReader struct {
	*dot
	b     *builder
	depth int
}

// scope is what holds within braces.
type scope struct {
	weight weight // of links of which nothing is said
	group  *string
}

// dot reads DOT: its nodes, links and their attributes. Clusters are a label of the nodes
// in them.
func (b *builder) dot() error {
	d := &dotReader{dot: &dot{text: b.text}, b: b}
	d.next()
	if b.strict = d.is("strict"); b.strict {
		d.next()
	}
	b.kind = undirected
	if d.is("digraph") {
		b.kind = directed
	}
	if d.next(); d.token == identifier {
		d.next()
	}
	if d.token != '{' {
		d.wrong("expected { behind graph or digraph", "graph か digraph のあとに { が必要です")
		return d.err
	}
	d.statements(scope{}, nil)
	if d.blank(); d.err == nil && b.err == nil && d.at < len(d.data) {
		b.report.leave("only the first graph is read", "最初のグラフだけを読みました")
	}
	return d.err
}

// statements reads what is in braces, of which the first is the token, and returns the
// nodes that occur there; on return the token is what follows.
func (d *dotReader) statements(s scope, nodes []int32) []int32 {
	if d.depth++; d.depth > deepest {
		d.wrong("braces are nested more than %d deep", "波括弧の入れ子が%d段を超えています", deepest)
		return nodes
	}
	d.next()
	for d.token != '}' {
		if d.b.err != nil {
			return nodes
		}
		switch {
		case d.err != nil:
			return nodes
		case d.token == 0:
			d.wrong("the file ends before }: it may be incomplete", "} の前でファイルが終わっています。ファイルが途中で切れているかもしれません")
			return nodes
		case d.token == ';' || d.token == ',':
			d.next()
		case d.is("node") || d.is("edge") || d.is("graph"):
			edge, graph := d.is("edge"), d.is("graph")
			d.next()
			for _, a := range d.attributes() {
				if edge {
					s.weight.take(d.b, a.name, a.value)
				} else if graph && a.name == "label" && s.group != nil {
					*s.group = a.value
				}
			}
		default:
			nodes = d.chain(&s, nodes)
		}
	}
	d.depth--
	d.next()
	return nodes
}

// chain reads nodes or sets of them, and the links between, and appends the nodes.
func (d *dotReader) chain(s *scope, nodes []int32) []int32 {
	before, id, single := d.ends(s)
	if d.token == '=' && single { // an attribute of the graph
		name := id
		d.next()
		if name == "label" && s.group != nil && d.token == identifier {
			*s.group = d.id
		}
		d.next()
		return nodes
	}
	if d.token != arrow && d.token != dashes {
		if single {
			before = d.declared(id)
			for _, a := range d.attributes() {
				d.attribute(before[0], a)
			}
		}
		return append(nodes, before...)
	}
	if single {
		before = d.declared(id)
	}
	begin := len(nodes)
	nodes = append(nodes, before...)
	sets := []int{len(before)}
	for (d.token == arrow || d.token == dashes) && d.err == nil {
		if (d.token == arrow) != (d.b.kind == directed) {
			d.wrong("-> is for a digraph, and -- for a graph", "-> は digraph、-- は graph の中で使います")
		}
		d.next()
		after, id, single := d.ends(s)
		if single {
			after = d.declared(id)
		}
		sets = append(sets, len(after))
		nodes = append(nodes, after...)
	}
	w := s.weight
	w.rank = 0 // what the links say counts
	for _, a := range d.attributes() {
		w.take(d.b, a.name, a.value)
	}
	if w.rank == 0 {
		w = s.weight
	}
	if d.err != nil {
		return nodes
	}
	at := begin
	for k := 1; k < len(sets); k++ {
		middle := at + sets[k-1]
		for _, i := range nodes[at:middle] {
			for _, j := range nodes[middle : middle+sets[k]] {
				if d.b.err != nil {
					return nodes
				}
				d.b.weighted(i, j, &w, unknown)
			}
		}
		at = middle
	}
	return nodes
}

// ends reads one end of links: a single node, of which only the ID is returned, or a set
// of nodes in braces.
func (d *dotReader) ends(s *scope) (nodes []int32, id string, single bool) {
	cluster := ""
	if d.is("subgraph") {
		if d.next(); d.token == identifier {
			if strings.HasPrefix(d.id, "cluster") {
				cluster = d.id
			}
			d.next()
		}
		if d.token != '{' {
			d.wrong("expected { behind subgraph", "subgraph のあとに { が必要です")
			return nil, "", false
		}
	}
	if d.token == '{' {
		inner := *s
		if cluster != "" {
			inner.group = &cluster
		}
		nodes = once(d.statements(inner, nil))
		if cluster != "" {
			for _, i := range nodes {
				d.b.set(i, "cluster", cluster)
			}
		}
		return nodes, "", false
	}
	if d.token != identifier {
		d.wrong("expected a node", "ノードが必要です")
		return nil, "", false
	}
	id = d.id
	for d.next(); d.token == ':'; { // a port
		if d.next(); d.token == identifier {
			d.next()
		}
	}
	return nil, id, true
}

// once returns nodes without those that are there before.
func once(nodes []int32) []int32 {
	seen, n := make(map[int32]bool, len(nodes)), 0
	for _, i := range nodes {
		if !seen[i] {
			seen[i] = true
			nodes[n] = i
			n++
		}
	}
	return nodes[:n]
}

// declared returns the node of an ID alone.
func (d *dotReader) declared(id string) []int32 {
	if i, ok := d.b.ids[id]; ok {
		return []int32{i}
	}
	return []int32{d.b.declare(id, "")}
}

// attribute takes an attribute of a node.
func (d *dotReader) attribute(i int32, a attribute) {
	if d.b.err != nil {
		return
	}
	switch {
	case a.name == "label" && a.value == `\N`:
	case a.name == "label":
		d.b.nodes[i].name = unescaped([]byte(labelEscapes.Replace(a.value)))
	default:
		d.b.set(i, a.name, a.value)
	}
}

// attributes reads lists of attributes in brackets.
func (d *dotReader) attributes() (list []attribute) {
	for d.token == '[' && d.err == nil {
		d.next()
		for d.token != ']' && d.err == nil {
			switch d.token {
			case ';', ',':
				d.next()
			case identifier:
				a := attribute{name: d.id, value: "true"}
				if d.next(); d.token == '=' {
					if d.next(); d.token != identifier {
						d.wrong("expected a value of %q", "%qの値が必要です", shown(a.name))
					}
					a.value = d.id
					d.next()
				}
				if len(list) < 4*mostColumns {
					list = append(list, a)
				}
			default:
				d.wrong("expected ] behind the attributes", "属性のあとに ] が必要です")
			}
		}
		d.next()
	}
	return list
}
