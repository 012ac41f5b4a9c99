package network

import (
	"bytes"
	"strings"

	"zscape/compute/lang"
)

// gml is what a text in GML is made of: keys, and behind each a value, which is a word, a
// number, a text in quotes or a list in brackets. After an error there is nothing more.
type gml struct {
	*text
	err   error
	depth int
}

func (g *gml) wrong(en, ja string, args ...any) {
	if g.err == nil {
		g.err = g.fail(en, ja, args...)
	}
}

// blank skips blanks, and lines that begin with #.
func (g *gml) blank() {
	for {
		g.space()
		if g.peek() != '#' {
			return
		}
		g.restOfLine()
	}
}

// key reads the next key; ok is false at the end of a list, or of the text.
func (g *gml) key() (key string, ok bool) {
	if g.err != nil {
		return "", false
	}
	g.blank()
	switch {
	case g.at == len(g.data):
		if g.depth > 0 {
			g.wrong("the file ends within a list: it may be incomplete", "リストの途中でファイルが終わっています。ファイルが途中で切れているかもしれません")
		}
		return "", false
	case g.peek() == ']' && g.depth > 0:
		g.at++
		g.depth--
		return "", false
	}
	if c := g.peek(); c == '[' || c == ']' || c == '"' {
		g.wrong("expected a key, such as node, rather than %q", "nodeなどのキーが必要です(%qがあります)", string(c))
		return "", false
	}
	return strings.ToLower(string(g.word())), true
}

// word reads what there is before the next blank or bracket.
func (g *gml) word() []byte {
	begin := g.at
	for g.at < len(g.data) && g.data[g.at] > ' ' && g.data[g.at] != '[' && g.data[g.at] != ']' {
		if g.at++; g.at&0xfff == 0 {
			g.step()
		}
	}
	return g.data[begin:g.at]
}

// list reports whether a list comes next, and begins it: keys up to its end follow.
func (g *gml) list() bool {
	if g.blank(); g.err != nil || g.peek() != '[' {
		return false
	}
	g.at++
	if g.depth++; g.depth > deepest {
		g.wrong("lists are nested more than %d deep", "リストの入れ子が%d段を超えています", deepest)
		return false
	}
	return true
}

// value reads a value; of a list ok is false.
func (g *gml) value() (s string, ok bool) {
	if g.list() {
		g.skip()
		return "", false
	}
	if g.err != nil {
		return "", false
	}
	if g.peek() == '"' {
		g.at++
		text, ok := g.until(`"`)
		if !ok {
			g.wrong("the file ends within a text: it may be incomplete", "文字列の途中でファイルが終わっています。ファイルが途中で切れているかもしれません")
		}
		return unescaped(text), ok
	}
	if g.at == len(g.data) {
		g.wrong("the file ends behind a key: it may be incomplete", "キーのあとでファイルが終わっています。ファイルが途中で切れているかもしれません")
		return "", false
	}
	if g.peek() == ']' {
		g.wrong("a key without a value", "値のないキーがあります")
		return "", false
	}
	return string(g.word()), true
}

// skip goes behind a list that has begun.
func (g *gml) skip() {
	for depth := g.depth; g.err == nil && g.depth >= depth; {
		if _, ok := g.key(); ok {
			g.value()
		}
	}
}

// isGML reports whether a text has the beginning of a graph in GML: after keys of one
// value each, a list called graph.
func isGML(head []byte) bool {
	g := &gml{text: newText(head, new(progress))}
	for range 50 {
		key, ok := g.key()
		switch {
		case !ok || len(key) == 0 || !bytes.ContainsAny([]byte(key[:1]), "abcdefghijklmnopqrstuvwxyz_"):
			return false
		case key == "graph":
			g.blank()
			return g.peek() == '['
		}
		if _, ok := g.value(); !ok {
			return false
		}
	}
	return false
}

// gml reads GML (M. Himsolt, GML: A Portable Graph File Format, 1997). What else nodes
// and links have than their IDs and ends are attributes; those in lists, such as places
// and colours, are left out.
func (b *builder) gml() error {
	g := &gml{text: b.text}
	graphs := 0
	b.kind = undirected // is what the format says
	for b.err == nil {
		key, ok := g.key()
		if !ok {
			break
		}
		switch {
		case key == "graph" && graphs == 0 && g.list():
			graphs++
			b.gmlGraph(g)
		case key == "graph" && graphs > 0:
			b.report.leave("only the first graph is read", "最初のグラフだけを読みました")
			g.value()
		default:
			g.value()
		}
	}
	if g.err == nil && graphs == 0 {
		return lang.Errorf("there is no graph [ ]", "graph [ ] がありません")
	}
	return g.err
}

func (b *builder) gmlGraph(g *gml) {
	for b.err == nil {
		key, ok := g.key()
		switch {
		case !ok:
			return
		case key == "directed":
			if s, _ := g.value(); s == "1" || lower(s) == "true" {
				if len(b.links) > 0 {
					for k := range b.links { // which were read before
						b.links[k].kind = directed
					}
				}
				b.kind = directed
			}
		case key == "node" && g.list():
			b.gmlNode(g)
		case key == "edge" && g.list():
			b.gmlEdge(g)
		default:
			g.value()
		}
	}
}

func (b *builder) gmlNode(g *gml) {
	line := g.line()
	id, label := "", ""
	var fields []attribute
	for {
		key, ok := g.key()
		if !ok {
			break
		}
		s, ok := g.value()
		switch {
		case !ok:
		case key == "id":
			id = s
		case key == "label":
			label = s
		case len(fields) < mostColumns:
			fields = append(fields, attribute{key, s})
		}
	}
	if id == "" {
		if id = label; id == "" {
			b.skipAt(line, "a node without an id", "idのないノードです")
			return
		}
	}
	if label == "" {
		for _, f := range fields {
			if f.name == "name" {
				label = f.value
			}
		}
	}
	n := b.declare(id, label)
	for k, f := range fields {
		again := false // a list, written item by item
		for _, other := range fields[:k] {
			again = again || other.name == f.name
		}
		if !again && (f.name != "name" || label != f.value) {
			b.set(n, f.name, f.value)
		}
	}
}

func (b *builder) gmlEdge(g *gml) {
	source, target := "", ""
	var w weight
	for {
		key, ok := g.key()
		if !ok {
			break
		}
		s, ok := g.value()
		switch {
		case !ok:
		case key == "source":
			source = s
		case key == "target":
			target = s
		case key != "id" && key != "key":
			w.take(b, key, s)
		}
	}
	if source == "" || target == "" {
		b.skip("a link without a source or target", "始点か終点のないリンクです")
		return
	}
	b.weighted(b.node(source), b.node(target), &w, unknown)
}
