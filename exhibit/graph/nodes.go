package graph

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/network"
	"zscape/exhibit"
)

// nodes is the table of the nodes.
type nodes struct {
	table  *exhibit.Table
	source *source
	two    bool
	at     int        // the column of groups, which the one of receivers follows if there are two
	groups [2][]int32 // that stand in it
}

// nodeTable returns the table of the nodes, their links and the groups they are in now.
func (s *session) nodeTable() *exhibit.Table {
	t, g := &s.nodes, s.groups
	if t.source != s.source || t.two != g.two() {
		*t = nodes{source: s.source, two: g.two()}
		t.build()
	}
	sides := [][]int32{g.senders, g.receivers}
	if !t.two {
		sides = sides[:1]
	}
	for side, now := range sides {
		if slices.Equal(t.groups[side], now) {
			continue
		}
		t.groups[side] = append(t.groups[side][:0], now...)
		for i, row := range t.table.Rows {
			cell := &row[t.at+side]
			if cell.Value = nil; i < len(now) && now[i] >= 0 {
				cell.Value = float64(now[i] + 1)
			}
		}
	}
	return t.table
}

// build makes the table, without groups.
func (t *nodes) build() {
	d := t.source
	g := d.graph
	t.table = &exhibit.Table{Caption: lang.Sprintf("%v, and the groups that were found", "ノード%v個と、見つかったグループ", lang.Count(g.N(), "node", "nodes")),
		Rows: make([][]exhibit.Cell, g.N())}
	add := func(c exhibit.Column, cell func(i int) exhibit.Cell) {
		t.table.Columns = append(t.table.Columns, c)
		for i := range t.table.Rows {
			t.table.Rows[i] = append(t.table.Rows[i], cell(i))
		}
	}
	number := func(en, ja string, of []int) {
		add(exhibit.Column{Title: text(en, ja), Numbers: true, Sortable: true}, func(i int) (c exhibit.Cell) {
			if of != nil {
				c.Value = float64(of[i])
			}
			return c
		})
	}
	add(exhibit.Column{Title: text("Node", "ノード"), Sortable: true}, func(i int) exhibit.Cell { return exhibit.Cell{Text: lang.Same(g.Names[i])} })
	if l := d.label; l != nil {
		add(exhibit.Column{Title: lang.Same(l.Name), Sortable: true}, func(i int) exhibit.Cell { return exhibit.Cell{Text: lang.Same(className(l, i))} })
	}
	t.at = len(t.table.Columns)
	if t.two {
		number("Group as source", "送り手としてのグループ", nil)
		number("Group as target", "受け手としてのグループ", nil)
	} else {
		number("Group", "グループ", nil)
	}
	linked := func(en, ja string, row func(i int) (nodes []int32, values []float64)) {
		add(exhibit.Column{Title: text(en, ja)}, func(i int) exhibit.Cell {
			list, _ := row(i)
			return exhibit.Cell{Text: d.listed(list)}
		})
	}
	if !g.Directed {
		number("Degree", "次数", d.out)
		linked("Neighbours", "隣接ノード", g.Links.Row)
		return
	}
	number("Links out", "出リンク数", d.out)
	number("Links in", "入リンク数", d.in)
	linked("Links to", "リンク先", g.Links.Row)
	linked("Linked from", "リンク元", g.Links.Transpose().Row)
}

// listed names nodes, as many as are read in one line.
func (d *source) listed(list []int32) exhibit.Text {
	const most = 12
	var names []string
	for _, i := range list[:min(len(list), most)] {
		names = append(names, d.graph.Names[i])
	}
	t := lang.Same(strings.Join(names, ", "))
	if more := len(list) - most; more > 0 {
		return lang.Sprintf("%v and %d more", "%vほか%d個", t, more)
	}
	return t
}

// className returns the class of a node, empty if it has none.
func className(l *network.Label, i int) string {
	if c := l.Class[i]; c >= 0 {
		return l.Classes[c]
	}
	return ""
}

// Network returns the graph with the groups that were found, counted from 1, as labels of
// its nodes.
func (s *session) Network() *network.Graph {
	g := *s.source.graph
	g.Labels = slices.Clone(g.Labels)
	found := [...][]int32{s.groups.senders, s.groups.receivers}
	for side, name := range s.groupNames() {
		of := found[side]
		if len(of) != g.N() {
			continue
		}
		l := network.Label{Name: name, Class: of}
		for k := range slices.Max(of) + 1 {
			l.Classes = append(l.Classes, strconv.Itoa(int(k)+1))
		}
		g.Labels = append(g.Labels, l)
	}
	return &g
}

// groupNames returns what groups are called in files, unlike any label of the data.
func (s *session) groupNames() []string {
	names := []string{"group"}
	if s.groups.two() {
		names = []string{"source group", "target group"}
	}
	for k := range names {
		for _, ok := s.source.graph.Label(names[k]); ok; _, ok = s.source.graph.Label(names[k]) {
			names[k] = "found " + names[k]
		}
	}
	return names
}

// WriteCSV writes a row for each node: its name, its class if the nodes have a label, how
// many links lead out of it and in, and its group, or its groups as source and as target,
// counted from 1 as in the picture; empty while there is none.
func (s *session) WriteCSV(w io.Writer) error {
	d, g := s.source, s.groups
	out := bufio.NewWriter(w)
	line := []byte("node")
	if d.label != nil {
		line = network.AppendField(append(line, ','), d.label.Name)
	}
	line = append(line, ",out,in"...)
	names, groups := s.groupNames(), [...][]int32{g.senders, g.receivers}
	for _, name := range names {
		line = append(append(line, ','), name...)
	}
	out.Write(append(line, '\n'))
	for i, name := range d.graph.Names {
		line = network.AppendField(line[:0], name)
		if d.label != nil {
			line = append(line, ',')
			if class := className(d.label, i); class != "" {
				line = network.AppendField(line, class)
			}
		}
		line = strconv.AppendInt(append(line, ','), int64(d.out[i]), 10)
		line = strconv.AppendInt(append(line, ','), int64(d.in[i]), 10)
		for _, of := range groups[:len(names)] {
			if line = append(line, ','); i < len(of) && of[i] >= 0 {
				line = strconv.AppendInt(line, int64(of[i])+1, 10)
			}
		}
		out.Write(append(line, '\n'))
	}
	return out.Flush()
}
