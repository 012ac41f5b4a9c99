package network

import (
	"strconv"
	"strings"

	"zscape/compute/sparse"
)

// AppendGraphML appends the graph in GraphML, as other programs read it: names as the
// attribute label, and Labels and weights as attributes of their own.
func (g *Graph) AppendGraphML(dst []byte) []byte {
	add := func(parts ...string) {
		for _, s := range parts {
			dst = append(dst, s...)
		}
	}
	number := strconv.Itoa
	add(`<?xml version="1.0" encoding="UTF-8"?>`, "\n", `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`, "\n",
		` <key id="label" for="node" attr.name="label" attr.type="string"/>`, "\n")
	for k, l := range g.Labels {
		add(` <key id="n`, number(k), `" for="node" attr.name="`, escaped(l.Name), `" attr.type="string"/>`, "\n")
	}
	if g.Weighted() {
		add(` <key id="weight" for="edge" attr.name="weight" attr.type="double"/>`, "\n")
	}
	kind := "undirected"
	if g.Directed {
		kind = "directed"
	}
	add(` <graph edgedefault="`, kind, `">`, "\n")
	for i, name := range g.Names {
		add(`  <node id="`, number(i+1), `"><data key="label">`, escaped(name), `</data>`)
		for k, l := range g.Labels {
			if c := l.Class[i]; c >= 0 {
				add(`<data key="n`, number(k), `">`, escaped(l.Classes[c]), `</data>`)
			}
		}
		add("</node>\n")
	}
	for e := range g.once {
		add(`  <edge source="`, number(int(e.Row)+1), `" target="`, number(int(e.Col)+1), `"`)
		if g.Weighted() {
			add(`><data key="weight">`, decimal(e.Value), "</data></edge>\n")
		} else {
			add("/>\n")
		}
	}
	add(" </graph>\n</graphml>\n")
	return dst
}

// AppendMatrix appends the adjacency matrix as CSV, with names in the first row and the
// first column: row i and column j have the weight of the link from i to j, 0 where there
// is none.
func (g *Graph) AppendMatrix(dst []byte) []byte {
	for _, name := range g.Names {
		dst = append(dst, ',')
		dst = AppendField(dst, name)
	}
	dst = append(dst, '\n')
	for i, name := range g.Names {
		dst = AppendField(dst, name)
		columns, values := g.Links.Row(i)
		k := 0
		for j := range g.N() {
			dst = append(dst, ',')
			switch {
			case k == len(columns) || int(columns[k]) != j:
				dst = append(dst, '0')
				continue
			case values == nil:
				dst = append(dst, '1')
			default:
				dst = strconv.AppendFloat(dst, values[k], 'g', -1, 64)
			}
			k++
		}
		dst = append(dst, '\n')
	}
	return dst
}

// AppendList appends the links as CSV, with the columns Source, Target, Type and, if there
// are weights, Weight, as Gephi reads them. Isolated nodes are not in it.
func (g *Graph) AppendList(dst []byte) []byte {
	kind, head := ",Undirected", "Source,Target,Type"
	if g.Directed {
		kind = ",Directed"
	}
	if g.Weighted() {
		head += ",Weight"
	}
	dst = append(append(dst, head...), '\n')
	for e := range g.once {
		dst = append(AppendField(dst, g.Names[e.Row]), ',')
		dst = append(AppendField(dst, g.Names[e.Col]), kind...)
		if g.Weighted() {
			dst = strconv.AppendFloat(append(dst, ','), e.Value, 'g', -1, 64)
		}
		dst = append(dst, '\n')
	}
	return dst
}

// once yields each link once.
func (g *Graph) once(yield func(sparse.Entry) bool) {
	for e := range g.Links.All() {
		if (g.Directed || e.Row <= e.Col) && !yield(e) {
			return
		}
	}
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// escaped returns a text as XML has it.
func escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}

// AppendField appends a field of CSV, in quotes where something in it might be taken for
// something else.
func AppendField(dst []byte, s string) []byte {
	if s != "" && !strings.ContainsAny(s, "\",;\t|'#%\n\r") && strings.TrimSpace(s) == s {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	dst = append(dst, strings.ReplaceAll(s, `"`, `""`)...)
	return append(dst, '"')
}
