package network

import (
	"strings"

	"zscape/compute/lang"
)

// gexf reads GEXF, of all versions (gexf.net): its static part. Times, colours, places and
// sizes are left out.
func (b *builder) gexf() error {
	x := &xml{text: b.text}
	keys := map[string]graphKey{}
	class, graph := "", false
	for x.next() && b.err == nil {
		if x.token != opens {
			continue
		}
		switch x.name {
		case "graph":
			if graph {
				break
			}
			graph = true
			switch x.attribute("defaultedgetype") {
			case "directed":
				b.kind = directed
			case "undirected", "mutual":
				b.kind = undirected
			case "":
				b.kind = undirected // is what the format says
			}
			if x.attribute("mode") == "dynamic" {
				b.report.leave("times are left out: nodes and links of all times are there", "時刻は無視し、全期間のノードとリンクを読みました")
			}
		case "attributes":
			class = x.attribute("class")
		case "attribute":
			b.gexfKey(x, class, keys)
		case "node":
			n, ok := b.identified(x)
			if !ok {
				break
			}
			b.attvalues(x, "node", keys, func(name, value string) { b.set(n, name, value) })
		case "edge":
			b.gexfEdge(x, keys)
		}
	}
	b.usually(keys)
	if x.err == nil && !graph {
		return lang.Errorf("there is no <graph>", "<graph>がありません")
	}
	return x.err
}

// gexfKey reads the declaration of an attribute.
func (b *builder) gexfKey(x *xml, class string, keys map[string]graphKey) {
	id := x.attribute("id")
	k := graphKey{name: x.attribute("title")}
	if k.name == "" {
		k.name = id
	}
	for depth := len(x.open) - 1; x.next() && !(x.token == closes && len(x.open) == depth); {
		if x.token == characters && x.open[len(x.open)-1] == "default" {
			k.usual += strings.TrimSpace(x.content())
		}
	}
	if len(keys) < 4*mostColumns {
		keys[class+" "+id] = k
	}
}

// attvalues reads the attributes of a node or link, up to its end; nodes within are read
// where it returns.
func (b *builder) attvalues(x *xml, what string, keys map[string]graphKey, f func(name, value string)) {
	for depth := len(x.open) - 1; x.next() && b.err == nil; {
		switch {
		case x.token == closes && len(x.open) == depth:
			return
		case x.token != opens:
		case x.name == "nodes":
			return
		case x.name == "attvalue":
			id := x.attribute("for")
			if id == "" {
				id = x.attribute("id") // of version 1.0
			}
			k, ok := keys[what+" "+id]
			if !ok {
				k.name = id
			}
			if value := strings.TrimSpace(x.attribute("value")); value != "" {
				f(k.name, value)
			}
		}
	}
}

func (b *builder) gexfEdge(x *xml, keys map[string]graphKey) {
	source, target := x.attribute("source"), x.attribute("target")
	k := unknown
	switch x.attribute("type") {
	case "directed":
		k = directed
	case "undirected", "mutual":
		k = undirected
	}
	var w weight
	if s := x.attribute("weight"); s != "" {
		w.take(b, "weight", s)
	}
	b.attvalues(x, "edge", keys, func(name, value string) { w.take(b, name, value) })
	if w.rank == 0 {
		w = b.usual(keys)
	}
	b.joined(source, target, &w, k)
}
