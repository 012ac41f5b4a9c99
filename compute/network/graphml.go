package network

import (
	"slices"
	"strings"

	"zscape/compute/lang"
)

// graphKey is an attribute that a file in GraphML or GEXF declares.
type graphKey struct{ name, usual string }

// graphML reads GraphML (U. Brandes and others, GraphML Progress Report, Graph Drawing
// 2001), as it is written: also without a namespace, with keys that are not declared, with
// the labels of yEd. Nodes in nested graphs are nodes like others.
func (b *builder) graphML() error {
	x := &xml{text: b.text}
	keys := map[string]graphKey{} // by what they are for, and their IDs
	graphs := 0
	for x.next() && b.err == nil {
		if x.token != opens {
			continue
		}
		switch x.name {
		case "key":
			b.graphMLKey(x, keys)
		case "graph":
			if slices.Contains(x.open[:len(x.open)-1], "graph") { // it is nested
				break
			}
			if graphs++; graphs > 1 {
				b.report.leave("only the first graph is read", "最初のグラフだけを読みました")
				x.skip()
				break
			}
			switch x.attribute("edgedefault") {
			case "directed":
				b.kind = directed
			case "undirected":
				b.kind = undirected
			}
		case "node":
			b.graphMLNode(x, keys)
		case "edge":
			b.graphMLEdge(x, keys)
		case "hyperedge":
			b.skip("a link between more than two nodes", "3個以上のノードを結ぶリンクです")
			x.skip()
		}
	}
	b.usually(keys)
	if x.err == nil && graphs == 0 {
		return lang.Errorf("there is no <graph>", "<graph>がありません")
	}
	return x.err
}

// graphMLKey reads the declaration of an attribute.
func (b *builder) graphMLKey(x *xml, keys map[string]graphKey) {
	id, of := x.attribute("id"), x.attribute("for")
	k := graphKey{name: x.attribute("attr.name")}
	if k.name == "" {
		if k.name = x.attribute("yfiles.type"); k.name == "" {
			k.name = id
		}
	}
	for depth := len(x.open) - 1; x.next() && !(x.token == closes && len(x.open) == depth); {
		if x.token == characters && x.open[len(x.open)-1] == "default" {
			k.usual += strings.TrimSpace(x.content())
		}
	}
	for _, what := range [...]string{"node", "edge"} {
		if (of == what || of == "all" || of == "") && len(keys) < 4*mostColumns {
			keys[what+" "+id] = k
		}
	}
}

// graphMLData reads the <data> of a node or link, up to its end, and calls f for each; and for
// the label that yEd writes, as of the key "". Nodes and links within, of a nested graph,
// are read where f returns.
func (b *builder) graphMLData(x *xml, what string, keys map[string]graphKey, f func(name, value string)) {
	depth := len(x.open) - 1
	key, value, label := "", "", ""
	for x.next() && b.err == nil {
		switch x.token {
		case opens:
			switch x.name {
			case "data":
				if len(x.open) == depth+2 {
					key, value = x.attribute("key"), ""
				}
			case "graph": // whose nodes come next
				return
			case "NodeLabel":
				label = ""
			}
		case characters:
			switch in := x.open[len(x.open)-1]; {
			case in == "data" && len(x.open) == depth+2:
				if len(value) < 1<<12 {
					value += x.content()
				}
			case in == "NodeLabel" && len(label) < 1<<12:
				label += x.content()
			}
		case closes:
			switch {
			case len(x.open) == depth:
				return
			case x.name == "data" && len(x.open) == depth+1:
				k, ok := keys[what+" "+key]
				if !ok {
					k.name = key
				}
				if value = strings.TrimSpace(value); value != "" {
					f(k.name, value)
				}
			case x.name == "NodeLabel" && strings.TrimSpace(label) != "":
				f("", strings.TrimSpace(label))
			}
		}
	}
}

func (b *builder) graphMLNode(x *xml, keys map[string]graphKey) {
	n, ok := b.identified(x)
	if !ok {
		return
	}
	best := 3
	b.graphMLData(x, "node", keys, func(name, value string) {
		// What is a name, and the better one, if there are several.
		rank := 3
		switch lower(name) {
		case "label":
			rank = 0
		case "name":
			rank = 1
		case "":
			rank = 2
		}
		if rank == 3 {
			b.set(n, name, value)
		} else if rank < best && b.err == nil {
			if best < 3 {
				b.set(n, "name", b.nodes[n].name)
			}
			best, b.nodes[n].name = rank, value
		} else if name != "" {
			b.set(n, name, value)
		}
	})
}

// identified declares the node whose tag was read; ok is false if it has no ID.
func (b *builder) identified(x *xml) (n int32, ok bool) {
	id := x.attribute("id")
	if id == "" {
		b.skip("a node without an id", "idのないノードです")
		return 0, false
	}
	return b.declare(id, x.attribute("label")), true
}

func (b *builder) graphMLEdge(x *xml, keys map[string]graphKey) {
	source, target := x.attribute("source"), x.attribute("target")
	k := unknown
	switch x.attribute("directed") {
	case "true", "1":
		k = directed
	case "false", "0":
		k = undirected
	}
	var w weight
	b.graphMLData(x, "edge", keys, func(name, value string) { w.take(b, name, value) })
	if w.rank == 0 {
		w = b.usual(keys)
	}
	b.joined(source, target, &w, k)
}

// usual returns the weight of links of which nothing is said.
func (b *builder) usual(keys map[string]graphKey) (w weight) {
	for at, k := range keys {
		if k.usual != "" && strings.HasPrefix(at, "edge ") && b.weighs(k.name) > w.rank {
			w.take(b, k.name, k.usual)
		}
	}
	return w
}

// usually says which attributes nodes have of which nothing is said.
func (b *builder) usually(keys map[string]graphKey) {
	for at, k := range keys {
		if k.usual == "" || !strings.HasPrefix(at, "node ") {
			continue
		}
		if c := b.column(k.name); c != nil {
			c.usual = shown(k.usual)
		}
	}
}

// joined adds a link between the nodes of two IDs.
func (b *builder) joined(source, target string, w *weight, k kind) {
	if source == "" || target == "" {
		b.skip("a link without a source or target", "始点か終点のないリンクです")
		return
	}
	b.weighted(b.node(source), b.node(target), w, k)
}
