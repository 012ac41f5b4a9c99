package network

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/faults"
	"zscape/compute/lang"
	"zscape/compute/table"
)

// isPajek reports whether a text begins with *Vertices or *Network, after comments.
func isPajek(head []byte) bool {
	t := newText(head, new(progress))
	for t.at < len(t.data) {
		line := table.Trim(t.restOfLine())
		if len(line) == 0 || line[0] == '%' || bytes.HasPrefix(line, []byte("/*")) {
			continue
		}
		word := lower(string(line[:min(len(line), 16)]))
		return strings.HasPrefix(word, "*vertices") || strings.HasPrefix(word, "*network")
	}
	return false
}

// pajek reads Pajek's .net, and the partitions of a .paj (V. Batagelj, A. Mrvar, Pajek
// Reference Manual): nodes are numbered from 1, *Arcs have directions and *Edges none.
func (b *builder) pajek() error {
	p := &pajek{builder: b}
	for b.err == nil && p.err == nil && b.at < len(b.data) {
		at := b.at
		b.begun = at
		line := table.Trim(b.restOfLine())
		switch {
		case len(line) == 0 || line[0] == '%' || bytes.HasPrefix(line, []byte("/*")):
		case line[0] == '*':
			p.begin(line, at)
		default:
			p.row(line, at)
		}
	}
	if p.err == nil && p.n < 0 {
		return lang.Errorf("there is no line *Vertices", "*Vertices の行がありません")
	}
	return p.err
}

// pajek is what the lines that are read are about.
type pajek struct {
	*builder
	err error

	section   string // in small letters, without its asterisk
	n         int    // how many nodes there are
	known     bool   // n is known
	count     int    // of the rows of a section
	partition string // the name of that which is read

	fields [][]byte
}

// begin begins a section.
func (p *pajek) begin(line []byte, at int) {
	fields := bytes.Fields(line)
	name := lower(string(fields[0][1:]))
	p.count = 0
	switch {
	case strings.HasPrefix(name, "vertices"):
		p.vertices(fields[1:], at)
	case name == "partition":
		p.section, p.partition = name, shown(string(bytes.Join(fields[1:], []byte(" "))))
		if p.partition == "" {
			p.partition = name
		}
	case name == "vector" || name == "permutation" || name == "cluster" || name == "hierarchy":
		p.section = name
		p.report.leave("vectors and permutations are left out", "ベクトルや置換は読みませんでした")
	default:
		p.section, _, _ = strings.Cut(name, ":") // *arcs:2
	}
}

// vertices reads the line *Vertices n.
func (p *pajek) vertices(fields [][]byte, at int) {
	n := -1
	if len(fields) > 0 {
		n, _ = strconv.Atoi(string(fields[0]))
	}
	if len(fields) == 0 || n <= 0 {
		p.wrong(at, "expected the number of nodes behind *Vertices", "*Vertices のあとにノードの数が必要です")
		return
	}
	if p.section == "partition" || p.section == "vector" || p.section == "permutation" || p.section == "cluster" || p.section == "hierarchy" {
		return // of which the values follow
	}
	if len(fields) > 1 {
		if first, err := strconv.Atoi(string(fields[1])); err == nil && first > 0 && first < n {
			p.wrong(at, "a two-mode network, of %d and %d nodes of two kinds: only links between nodes of one kind can be read; project it onto one of them first",
				"2部グラフ(%d個と%d個の2種類のノード)です。1種類のノード間のリンクだけを読めます(先に一方へ射影してください)", first, n-first)
			return
		}
	}
	if p.known {
		p.report.leave("only the first graph is read", "最初のグラフだけを読みました")
		p.section = "other"
		return
	}
	p.section, p.n, p.known = "vertices", n, true
	p.expect(n)
	for i := 0; i < n && p.builder.err == nil; i++ {
		p.declare(strconv.Itoa(i+1), "")
	}
}

func (p *pajek) wrong(at int, en, ja string, args ...any) {
	if p.err == nil {
		p.err = lang.Errorf("line %d: %v", "%d行目: %v", p.lineOf(at), lang.Sprintf(en, ja, args...))
	}
}

// row reads a line of a section.
func (p *pajek) row(line []byte, at int) {
	if !p.known {
		p.wrong(at, "expected *Vertices and the number of nodes first", "最初に *Vertices とノードの数が必要です")
		return
	}
	p.count++
	p.fields = quotedFields(p.fields[:0], line)
	switch p.section {
	case "vertices":
		p.vertex(at)
	case "arcs":
		p.line(at, directed)
	case "edges":
		p.line(at, undirected)
	case "arcslist":
		p.list(at, directed)
	case "edgeslist":
		p.list(at, undirected)
	case "matrix":
		p.matrixRow(at)
	case "partition":
		if p.count <= p.n {
			p.set(p.ids[strconv.Itoa(p.count)], p.partition, string(p.fields[0]))
		}
	}
}

// quotedFields appends the fields of a line, divided by blanks, in quotes or not.
func quotedFields(dst [][]byte, line []byte) [][]byte {
	for {
		line = bytes.TrimLeft(line, " \t")
		if len(line) == 0 {
			return dst
		}
		end := 0
		if quote := line[0]; quote == '"' || quote == '\'' {
			if k := bytes.IndexByte(line[1:], quote); k >= 0 {
				dst = append(dst, line[1:1+k])
				line = line[k+2:]
				continue
			}
		}
		for end < len(line) && line[end] != ' ' && line[end] != '\t' {
			end++
		}
		dst = append(dst, line[:end])
		line = line[end:]
	}
}

// nodeAt returns the node of a number in a field.
func (p *pajek) nodeAt(field []byte) (i int32, ok bool) {
	k, err := strconv.Atoi(string(field))
	if err != nil || k < 1 || k > p.n {
		return 0, false
	}
	i, ok = p.ids[strconv.Itoa(k)]
	return i, ok
}

// vertex reads a node and its label. Labels without quotes may be of several words.
func (p *pajek) vertex(at int) {
	i, ok := p.nodeAt(p.fields[0])
	if !ok {
		p.skip("the number of the node is %s, expected 1 to %d", "ノードの番号が%sです(1から%dまでのはず)", faults.Quote(p.fields[0]), p.n)
		return
	}
	if len(p.fields) == 1 {
		return
	}
	name := string(p.fields[1])
	if line := table.Trim(p.data[at:p.at]); bytes.IndexByte(line, '"') < 0 && bytes.IndexByte(line, '\'') < 0 {
		for _, f := range p.fields[2:] {
			if _, number := number(f, '.'); number {
				break
			}
			name += " " + string(f)
		}
	}
	p.nodes[i].name = name
}

// line reads a link: source, target, and maybe its weight.
func (p *pajek) line(at int, k kind) {
	if len(p.fields) < 2 {
		p.skip("a link without a target", "終点のないリンクです")
		return
	}
	from, ok := p.end(at, p.fields[0])
	to, ok2 := p.end(at, p.fields[1])
	if !ok || !ok2 {
		return
	}
	var w weight
	if len(p.fields) > 2 {
		if _, ok := number(p.fields[2], '.'); ok || p.options.Weight == "" && len(p.fields) == 3 {
			w.take(p.builder, "weight", string(p.fields[2]))
		}
	}
	p.weighted(from, to, &w, k)
}

func (p *pajek) end(at int, field []byte) (int32, bool) {
	i, ok := p.nodeAt(field)
	if !ok {
		p.skip("a link to the node %s, expected 1 to %d", "リンク先のノード番号が%sです(1から%dまでのはず)", faults.Quote(field), p.n)
	}
	return i, ok
}

// list reads a node and the targets of its links.
func (p *pajek) list(at int, k kind) {
	from, ok := p.end(at, p.fields[0])
	if !ok {
		return
	}
	for _, f := range p.fields[1:] {
		if to, ok := p.end(at, f); ok {
			p.link(from, to, 1, k)
		}
	}
}

// matrixRow reads a row of the adjacency matrix.
func (p *pajek) matrixRow(at int) {
	if p.count > p.n || len(p.fields) != p.n {
		p.skip("row %d of the matrix has %v, of %d nodes", "行列の%d行目に欄が%v個あります(ノードは%d個)", p.count, lang.Count(len(p.fields), "field", "fields"), p.n)
		return
	}
	p.matrix = true
	from := p.ids[strconv.Itoa(p.count)]
	for j, f := range p.fields {
		v, ok := cell(f, '.')
		if !ok {
			p.skip("row %d, column %d is %s, expected a number", "%d行%d列が%sです(数のはず)", p.count, j+1, faults.Quote(f))
			continue
		}
		if v != 0 {
			p.link(from, p.ids[strconv.Itoa(j+1)], v, unknown)
		}
	}
	if p.count == p.n && slices.ContainsFunc(p.links, func(l link) bool { return l.kind != unknown }) {
		p.matrix = false
	}
}
