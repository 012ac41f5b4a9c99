package network

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"zscape/compute/faults"
	"zscape/compute/lang"
	"zscape/compute/table"
)

// table reads a table: an adjacency matrix, or links, one in a row. nodes is a table of
// the nodes, or nil.
func (b *builder) table(nodes *sheet) error {
	s := survey(b.text)
	if s == nil {
		return lang.Errorf("there are no lines to read", "読み取れる行がありません")
	}
	if nodes != nil {
		if err := b.nodesOf(nodes); err != nil || b.err != nil {
			return err
		}
	}
	if m, ok := b.matrixOf(s); ok {
		b.report.Format, b.matrix = AdjacencyMatrix, true
		err := b.readMatrix(s, m, nodes != nil)
		b.report.Comments = s.comments
		return err
	}
	if b.options.As == AsMatrix || b.words(s) {
		return lang.Errorf("an adjacency matrix has as many rows as columns, not counting names; there are %v of %v",
			"隣接行列は、名前を除いて行と列が同じ数でなければなりません(%v行%v列あります)", lang.Count(s.count(), "line", "lines"), lang.Count(s.columns, "field", "fields"))
	}
	l, err := b.listOf(s)
	if err != nil {
		return err
	}
	b.report.Format = EdgeList
	if l.several && l.target == 1 {
		b.report.Format = AdjacencyList
	}
	b.readList(s, l)
	b.report.Comments = s.comments
	if s.whole && len(s.first) == s.columns && s.cells(0, 0) && b.options.As == AsFound {
		o := b.options
		o.As = AsMatrix
		b.guess(lang.Text{En: "read as a list of links", Ja: "リンクのリストとして読みました"}, lang.Text{En: "as an adjacency matrix", Ja: "隣接行列として読む"}, o)
	}
	return nil
}

// matrix is how a table is an adjacency matrix.
type matrix struct {
	head, lead bool // names are in the first row, in the first column
	corner     bool // and the first row has a field above those of the first column
	n          int  // nodes
	guessed    bool // it might be a list of links
}

// words reports whether all cells below the first row, and but for the first column, are
// words for yes and no.
func (b *builder) words(s *sheet) bool {
	some := false
	for _, row := range s.first[1:] {
		for _, f := range row[min(len(row), 1):] {
			if _, gap, ok := cellOrGap([]byte(f), s.mark); gap || !ok || f[0]-'0' <= 9 {
				return false
			}
			some = true
		}
	}
	return some && s.columns > 2
}

// few is how many columns links may have that are not named as such.
const few = 4

// matrixOf finds out whether a table is an adjacency matrix: its rows are as many as its
// columns, but for names.
func (b *builder) matrixOf(s *sheet) (m matrix, ok bool) {
	if b.options.As == AsList || s.columns > MaxNodes+1 && !s.ragged {
		if s.columns > MaxNodes+1 {
			b.expect(s.columns)
		}
		return m, false
	}
	head := s.first[0]
	if from, to := endsOf(head); from >= 0 && to >= 0 && b.options.As == AsFound && !inSeries(head, from) {
		return m, false
	}
	if !s.whole && s.columns <= few && b.options.As == AsFound {
		return m, false
	}
	width, count, square := s.columns, s.count(), s.square
	if b.options.As == AsMatrix {
		square = s.cells
	}
	switch first := s.column(0, 1); {
	case len(head) == width-1 && count-1 == len(head) && areNames(head) && s.cells(1, 1):
		m = matrix{head: true, lead: true, n: len(head)} // as R writes it
	case len(head) != width:
		return m, false
	case count == width && width > 1 && areNames(head[1:]) && areNames(first) && s.cells(1, 1) && b.haveNames(s, head, first):
		m = matrix{head: true, lead: true, corner: true, n: width - 1}
	case count == width && square(0, 0):
		m = matrix{n: width, guessed: width <= few}
	case count == width+1 && areNames(head) && square(1, 0):
		m = matrix{head: true, n: width, guessed: width <= few && !b.notCells(s, head)}
	case count == width-1 && areNames(s.column(0, 0)) && square(0, 1) && b.notCells(s, s.column(0, 0)):
		m = matrix{lead: true, n: width - 1, guessed: width <= few}
	default:
		return m, false
	}
	return m, true
}

// inSeries reports whether a field is one of three or more that differ by a number at their
// ends, as user1, user2 and user3 do: then it is a name, and not that of a column of sources.
func inSeries(fields []string, k int) bool {
	stem := func(s string) string { return strings.TrimRight(s, "0123456789") }
	n := 0
	for _, f := range fields {
		if f != stem(f) && stem(f) == stem(fields[k]) {
			n++
		}
	}
	return n > 2
}

// areNames reports whether some fields may be names: none is empty, and all are different.
func areNames(fields []string) bool {
	return len(fields) > 0 && !slices.Contains(fields, "") && different(fields)
}

// cells reports whether the fields from a row and a column on are those of a matrix: but
// for few, numbers that may be weights.
func (s *sheet) cells(row, column int) bool {
	all, good := 0, 0
	for _, r := range s.first[min(row, len(s.first)):] {
		for _, f := range r[min(column, len(r)):] {
			all++
			if v, ok := cell([]byte(f), s.mark); ok && v >= 0 {
				good++
			}
		}
	}
	return all > 0 && 5*good >= 4*all
}

// square is cells where there are so few columns that they might be those of links: there
// are but 0 and 1, or all of the diagonal is 0.
func (s *sheet) square(row, column int) bool {
	if is := s.cells(row, column); !is || s.columns > few {
		return is
	}
	bits, diagonal := true, true
	for i, r := range s.first[min(row, len(s.first)):] {
		for j, f := range r[min(column, len(r)):] {
			v, ok := cell([]byte(f), s.mark)
			bits = bits && ok && (v == 0 || v == 1)
			diagonal = diagonal && ok && v >= 0 && (i != j || v == 0)
		}
	}
	return bits || diagonal
}

// haveNames reports whether the first row and the first column are names: of either some are
// no cells of a matrix, and some are the same; or the corner is none, and they are the same and ascend, unless
// all of the diagonal is empty.
func (b *builder) haveNames(s *sheet, head, first []string) bool {
	if b.notCells(s, head[1:]) && b.notCells(s, first) {
		return shared(first, head[1:]) > 0
	}
	_, gap, ok := cellOrGap([]byte(head[0]), s.mark)
	if ok && !gap || !slices.Equal(head[1:1+len(first)], first) {
		return false
	}
	last, empty := math.Inf(-1), true
	for i, name := range first {
		v, ok := number([]byte(name), s.mark)
		if !ok || v <= last {
			return false
		}
		last = v
		row := s.first[i+1]
		empty = empty && i+1 < len(row) && row[i+1] == ""
	}
	return !empty
}

// notCells reports whether some of the fields are no cells of a matrix.
func (b *builder) notCells(s *sheet, fields []string) bool {
	return slices.ContainsFunc(fields, func(f string) bool { _, ok := cell([]byte(f), s.mark); return !ok })
}

// readMatrix reads an adjacency matrix.
func (b *builder) readMatrix(s *sheet, m matrix, known bool) error {
	if b.expect(m.n); b.err != nil {
		return nil
	}
	if known && !m.head {
		return lang.Errorf("a matrix without names in its first row cannot be joined with a table of nodes", "1行目に名前のない行列は、ノードの表と組み合わせられません")
	}
	s.again()
	var head []string
	if m.head {
		s.row()
		for _, f := range s.fields {
			head = append(head, string(f))
		}
		if m.corner {
			head = head[1:]
		}
	}
	nodes := make([]int32, m.n)
	column := map[string]int{} // of each name
	for j := range nodes {
		name := ""
		if m.head {
			name = head[j]
			column[name] = j
		}
		if known {
			nodes[j] = b.node(name)
		} else {
			nodes[j] = b.declare(strconv.Itoa(j+1), name)
		}
	}
	seen := make([]bool, m.n)
	for i := 0; b.err == nil && s.row(); i++ {
		b.begun = s.begin
		fields, at := s.fields, i
		if m.lead && len(fields) > 0 {
			name := string(fields[0])
			fields = fields[1:]
			switch {
			case !m.head && i < m.n:
				b.nodes[nodes[i]].name = name
			case i < m.n && name != head[i]:
				j, ok := column[name]
				if !ok {
					return b.misnamed(i, name, head[i])
				}
				at = j
			}
		}
		switch {
		case len(fields) != m.n:
			b.skip("%v, expected %d", "欄が%v個です(%d個のはず)", lang.Count(len(s.fields), "field", "fields"), s.columns)
			continue
		case at >= m.n || seen[at]:
			b.skip("the row is there again", "同じ行がすでにあります")
			continue
		}
		seen[at] = true
		b.cells(s, nodes, at, fields)
	}
	if m.guessed {
		b.guessMatrix()
	}
	return nil
}

// guessMatrix says that what was read as a matrix may be links.
func (b *builder) guessMatrix() {
	o := b.options
	o.As = AsList
	b.guess(lang.Text{En: "read as an adjacency matrix", Ja: "隣接行列として読みました"}, lang.Text{En: "as a list of links", Ja: "リンクのリストとして読む"}, o)
}

// misnamed says that a row is not called like a column.
func (b *builder) misnamed(i int, row, column string) error {
	return lang.Errorf("line %d: row %d is called %s, column %[2]d %[4]s, and no column %[3]s: rows and columns have to have the same names",
		"%d行目: 行列の%d行目の名前は%s、%[2]d列目は%[4]sで、%[3]sという列がありません(行と列の名前は同じでなければなりません)", b.where(), i+1, faults.Quote(row), faults.Quote(column))
}

// cells adds the links in row i of a matrix.
func (b *builder) cells(s *sheet, nodes []int32, i int, fields [][]byte) {
	for j, f := range fields {
		if len(f) == 1 && f[0] == '0' {
			continue
		}
		v, gap, ok := cellOrGap(f, s.mark)
		switch {
		case !ok:
			b.skip("row %d, column %d is %s, expected a number, or True or False", "%d行%d列が%sです(数かTrue、Falseのはず)", i+1, j+1, faults.Quote(f))
		case gap && i != j:
			b.report.Gaps++
		case gap || v == 0:
		default:
			b.link(nodes[i], nodes[j], v, unknown)
		}
	}
}

// Words for the ends of links, in the form of word, of which the first counts.
var (
	sourceNames = []string{"source", "from", "src", "sender", "tail", "origin", "node1", "nodea", "vertex1", "follower", "citing", "caller", "ego", "user1", "person1", "name1", "id1", "start", "u", "v1", "i",
		"始点", "送信元", "発信元", "フォロワー", "出発地", "起点"}
	targetNames = []string{"target", "to", "dst", "dest", "destination", "receiver", "recipient", "head", "node2", "nodeb", "vertex2", "followee", "followed", "following", "cited", "callee", "alter", "user2", "person2", "name2", "id2", "end", "v", "v2", "j",
		"終点", "送信先", "宛先", "フォロー先", "到着地", "着点"}
)

// word returns a column's name as the lists of words have it: FromNodeId is from.
func word(name string) string {
	w := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, shown(name))
	for _, end := range [...]string{"id", "node", "name", "vertex", "index"} {
		if base, ok := strings.CutSuffix(w, end); ok && base != "" {
			w = base
		}
	}
	return w
}

// endsOf returns the columns of sources and targets by their names; -1 if there are none.
func endsOf(head []string) (from, to int) {
	at := func(names []string) int {
		for _, name := range names {
			if k := slices.IndexFunc(head, func(s string) bool { return word(s) == name }); k >= 0 {
				return k
			}
		}
		return -1
	}
	return at(sourceNames), at(targetNames)
}

// listing is how a table is a list of links.
type listing struct {
	head           int // rows that are no links, 0 or 1
	source, target int // columns
	several        bool
	weight, kind   int // columns; -1 if there are none
	words          []string
	dicts          bool // attributes are as Python writes them, as NetworkX does
}

// listOf finds out in which columns a list of links has what.
func (b *builder) listOf(s *sheet) (l listing, err error) {
	l = listing{source: 0, target: 1, weight: -1, kind: -1}
	if s.columns < 2 && !s.ragged {
		return l, lang.Errorf("not a graph: each line has one field, such as %s; expected a source and a target, or a square matrix", "グラフではありません。各行に%sのような欄が1つしかありません(始点と終点の2列か、正方行列が必要です)", faults.Quote(strings.Join(s.first[0], " ")))
	}
	head := s.first[0]
	from, to := endsOf(head)
	if from < 0 || to < 0 || from == to {
		// The names may be in the last comment.
		if n := len(s.notes); n > 0 {
			note := rows{text: newText(bytes.TrimLeft(s.notes[n-1], "#% "), new(progress)), separator: s.separator}
			if note.next() && len(note.fields) == s.columns {
				var names []string
				for _, f := range note.fields {
					names = append(names, string(f))
				}
				if a, z := endsOf(names); a >= 0 && z >= 0 && a != z {
					from, to, head = a, z, names
				}
			}
		}
	} else {
		l.head = 1
	}
	switch {
	case b.options.Head == HeadLink:
		l.head = 0
	case from >= 0 && to >= 0 && from != to:
		l.source, l.target, l.words = from, to, head
	case b.options.Head != HeadNames && s.headless():
	case s.ofNodes():
		return l, lang.Errorf("a table of nodes: open it together with the table of links", "ノードの表です(リンクの表と一緒に開いてください)")
	default:
		l.head, l.words = 1, head
		if from == 1 && to < 0 || to == 0 && from < 0 {
			l.source, l.target = 1, 0
		}
		if max(l.source, l.target) < len(head) {
			b.report.Columns = [2]string{shown(head[l.source]), shown(head[l.target])}
		}
		o := b.options
		o.Head = HeadLink
		b.guess(lang.Text{En: "the first line has the names of columns", Ja: "1行目は列の名前とみなしました"}, lang.Text{En: "as a link, too", Ja: "1行目もリンクとして読む"}, o)
	}
	if (from < 0 || to < 0) && s.columns > few && !s.ragged {
		return l, lang.Errorf("not a graph: a table of %d columns; expected columns called Source and Target, or a square matrix", "グラフではありません。%d列の表です(SourceとTargetという名前の列か、正方行列が必要です)", s.columns)
	}
	source, target := s.column(l.source, l.head), s.column(l.target, l.head)
	if len(source) > 0 && (measured(source) || measured(target)) {
		return l, lang.Errorf("not a graph: the columns have numbers with fractions, which name no nodes", "グラフではありません。小数の列はノードを表せません")
	}
	if names := b.report.Columns; names[0] != "" && len(source) > 1 && shared(target, source) == 0 {
		return l, lang.Errorf("not a graph: no name is in both of the columns %s and %s; if these are links, call the columns Source and Target", "グラフではありません。%sと%sの列に共通の名前がありません(リンクなら、列の名前をSourceとTargetにしてください)",
			faults.Quote(names[0]), faults.Quote(names[1]))
	}
	if err := b.comments(s); err != nil {
		return l, err
	}
	l.attributes(b, s)
	if l.words == nil && !l.several && !l.dicts && s.uneven() {
		return l, lang.Errorf("not a graph: the lines have different numbers of fields; expected a source and a target, or a square matrix", "グラフではありません。行ごとに欄の数が違います(始点と終点の2列か、正方行列が必要です)")
	}
	return l, nil
}

// uneven reports whether more than a fifth of the first rows have other numbers of fields
// than most, some of them more than two.
func (s *sheet) uneven() bool {
	n, most := 0, 0
	for _, row := range s.first {
		if len(row) != s.columns {
			n++
		}
		most = max(most, len(row))
	}
	return 5*n > len(s.first) && most > 2
}

// headless reports whether the first row is a link like others.
func (s *sheet) headless() bool {
	head := s.first[0]
	if len(s.first) == 1 {
		return true
	}
	if s.strange() {
		return false
	}
	for k, f := range head[:min(len(head), 4)] {
		below := s.column(k, 1)
		if !numbers([]string{f}, s.mark) && numbers(below, s.mark) {
			return false
		}
	}
	return true
}

// strange reports whether neither of the first two names of the first row occurs again,
// though most others do.
func (s *sheet) strange() bool {
	times := map[string]int{}
	for _, row := range s.first {
		for _, name := range row[:min(len(row), 2)] {
			times[name]++
		}
	}
	once := 0
	for _, n := range times {
		if n == 1 {
			once++
		}
	}
	head := s.first[0]
	return len(head) > 1 && len(s.first) > 3 && len(head[0]) > 1 && len(head[1]) > 1 && times[head[0]] == 1 && times[head[1]] == 1 && 4*(once-2) <= len(times)-2 && !table.IsWhole(head[0]) && !table.IsWhole(head[1])
}

// comments takes what comments say of directions, as SNAP and KONECT write them.
func (b *builder) comments(s *sheet) error {
	for _, note := range s.notes {
		text := strings.ToLower(string(note[:min(len(note), 400)]))
		fields := strings.Fields(strings.TrimLeft(text, "#% "))
		switch {
		case strings.Contains(text, "undirected graph"):
			b.kind = undirected
		case strings.Contains(text, "directed graph"):
			b.kind = directed
		case len(fields) > 0 && fields[0] == "sym" && note[0] == '%':
			b.kind = undirected
		case len(fields) > 0 && fields[0] == "asym" && note[0] == '%':
			b.kind = directed
		case len(fields) > 0 && fields[0] == "bip" && note[0] == '%':
			return lang.Errorf("a two-mode network, of nodes of two kinds: only links between nodes of one kind can be read; project it onto one of them first",
				"2部グラフ(2種類のノード)です。1種類のノード間のリンクだけを読めます(先に一方へ射影してください)")
		}
	}
	return nil
}

// attributes finds the columns of weights and of directions, and those that are not used.
func (l *listing) attributes(b *builder, s *sheet) {
	best := 0
	for k, name := range l.words {
		if k == l.source || k == l.target {
			continue
		}
		values := s.column(k, l.head)
		switch w := word(name); {
		case (w == "type" || w == "directed" || w == "direction" || w == "edgetype") && directions(values):
			l.kind = k
		case b.weighs(name) > best:
			best, l.weight = b.weighs(name), k
		default:
			b.unused(name, values, s.mark)
		}
	}
	if l.words != nil {
		if l.weight >= 0 {
			b.report.Weight = shown(l.words[l.weight])
		}
		return
	}
	l.unnamed(b, s)
}

// unused notes a column that is not used, which may have the weights if it has numbers.
func (b *builder) unused(name string, values []string, mark byte) {
	name = shown(name)
	if name == "" || len(b.report.Unused) == mostColumns {
		return
	}
	b.report.Unused = append(b.report.Unused, name)
	if numbers(values, mark) {
		b.report.Weights = append(b.report.Weights, name)
	}
}

// unnamed finds what further columns have that have no names: the third has weights, or
// else the relation between those beside it, or there are more targets.
func (l *listing) unnamed(b *builder, s *sheet) {
	third := s.column(2, 0)
	if len(third) == 0 {
		return
	}
	if third[0] != "" && third[0][0] == '{' {
		l.dicts = true
		return
	}
	first, second := s.column(0, 0), s.column(1, 0)
	both, texts := append(slices.Clone(first), third...), !numbers(third, s.mark)
	switch {
	case s.ragged && 2*shared(s.from(2), first) >= len(s.from(2)):
		l.several = true
	case texts && (shared(third, first) > shared(second, both) && !s.ragged || 3*distinct(second) <= distinct(both) && shared(second, both) == 0):
		l.target = 2 // as in a pp b
		l.several = s.columns > 3 || s.ragged
		switch second[0] {
		case "->", "-->", "=>", "→":
			b.kind = directed
		case "--", "---", "<->", "<-->", "↔", "—", "–":
			b.kind = undirected
		default:
			b.report.leave("the second column is taken for the relation between the first and the third", "2列目は1列目と3列目の関係とみなしました")
		}
	case texts:
		b.unused("#3", nil, s.mark)
	case times(third):
		b.unused("#3", third, s.mark)
	default:
		if b.options.Weight == "" || b.options.Weight == "#3" {
			l.weight = 2
			b.report.Weight = "#3"
		} else {
			b.unused("#3", third, s.mark)
		}
	}
	if !l.several && s.columns > 3 {
		name := "#4"
		if b.options.Weight == name {
			l.weight = 3
			b.report.Weight = name
		} else {
			b.unused(name, s.column(3, 0), s.mark)
		}
	}
}

// numbers reports whether there are some values, and all are numbers.
func numbers(values []string, mark byte) bool {
	for _, v := range values {
		if _, ok := number([]byte(v), mark); !ok {
			return false
		}
	}
	return len(values) > 0
}

// from returns all fields of the first rows from a column on.
func (s *sheet) from(k int) (values []string) {
	for _, row := range s.first {
		if len(row) > k {
			values = append(values, row[k:]...)
		}
	}
	return values
}

// shared returns how many of some values are among others.
func shared(values, others []string) (n int) {
	is := make(map[string]bool, len(others))
	for _, s := range others {
		is[s] = true
	}
	for _, s := range values {
		if is[s] {
			n++
		}
	}
	return n
}

// distinct returns how many different values there are.
func distinct(values []string) int {
	is := make(map[string]bool, len(values))
	for _, s := range values {
		is[s] = true
	}
	return len(is)
}

// times reports whether all values are times in seconds or more since 1970, or dates as
// one number, rather than weights.
func times(values []string) bool {
	return !slices.ContainsFunc(values, func(s string) bool { return len(s) < 8 || !table.IsWhole(s) })
}

// directions reports whether values say whether links have directions.
func directions(values []string) bool {
	some := false
	for _, v := range values {
		if v == "" {
			continue
		}
		if some = true; direction(v) == unknown {
			return false
		}
	}
	return some
}

// direction reads whether a link has a direction.
func direction(s string) kind {
	switch lower(s) {
	case "directed", "true", "1", "arc", "directed edge", "有向":
		return directed
	case "undirected", "false", "0", "edge", "mutual", "無向":
		return undirected
	}
	return unknown
}

// readList reads links, one in a row, or several with the same source.
func (b *builder) readList(s *sheet, l listing) {
	s.again()
	for i := 0; b.err == nil && s.row(); i++ {
		if i < l.head {
			continue
		}
		b.begun = s.begin
		f := s.fields
		if l.several {
			b.neighbours(f, l)
			continue
		}
		if len(f) == 1 && l.words == nil { // a node without links
			b.node(idOf(f[0]))
			continue
		}
		if len(f) <= max(l.source, l.target) || len(f[l.source]) == 0 || len(f[l.target]) == 0 {
			b.skip("a line without a source or target", "始点か終点のない行です")
			continue
		}
		k := unknown
		if l.kind >= 0 && l.kind < len(f) {
			k = direction(string(f[l.kind]))
		}
		v, ok := 1.0, true
		var text []byte
		switch {
		case l.dicts:
			if text = attributeOf(s.data[s.begin:s.at], b); text == nil {
				b.report.Unweighted++
			}
		case l.weight < 0 || l.weight >= len(f) || len(f[l.weight]) == 0:
			b.report.Unweighted++
		default:
			text = f[l.weight]
		}
		if text != nil {
			if v, ok = number(text, s.mark); !ok {
				b.unfit = true
				b.skip("the weight is %s, expected a number", "重みが%sです(数のはず)", faults.Quote(text))
				continue
			}
		}
		b.link(b.node(idOf(f[l.source])), b.node(idOf(f[l.target])), v, k)
	}
}

// idOf returns the ID in a field: programs write whole numbers with .0 behind them in
// columns with gaps.
func idOf(field []byte) string {
	id := string(field)
	if whole, ok := strings.CutSuffix(id, ".0"); ok && table.IsWhole(whole) {
		return whole
	}
	return id
}

// neighbours reads a node and those to which its links lead.
func (b *builder) neighbours(f [][]byte, l listing) {
	if len(f[0]) == 0 {
		return
	}
	from := b.node(idOf(f[0]))
	for _, t := range f[min(len(f), l.target):] {
		if len(t) > 0 {
			b.link(from, b.node(idOf(t)), 1, unknown)
		}
	}
}

// attributeOf returns the weight in a line that ends with attributes as Python writes
// them, {'weight': 2.0}; nil if it has none.
func attributeOf(line []byte, b *builder) []byte {
	open := bytes.IndexByte(line, '{')
	if open < 0 {
		return nil
	}
	best, text := 0, []byte(nil)
	for _, part := range bytes.Split(bytes.TrimRight(line[open+1:], "} \r\n"), []byte(",")) {
		key, value, ok := bytes.Cut(part, []byte(":"))
		name := strings.Trim(string(key), `'" `)
		if ok && b.weighs(name) > best {
			best, text = b.weighs(name), table.Trim(value)
			b.report.Weight = shown(name)
		}
	}
	return text
}

// readTwo reads a table of links and one of nodes.
func readTwo(work *progress, o Options, files []File) (*Graph, *Report, error) {
	for k, f := range files {
		t, err := open(work, f)
		if err != nil {
			return nil, nil, inFile(f.Name, err)
		}
		if formatOf(t.data) != UnknownFormat || refused(t.data) != nil {
			continue
		}
		if s := survey(t); s != nil && s.ofNodes() {
			other := files[1-k]
			g, r, err := read(work, o, other, s)
			return g, r, inFile(other.Name, err)
		}
	}
	return nil, nil, lang.Errorf("%s and %s: neither is a table of nodes, with a column called Id; open one file at a time",
		"%s と %s のどちらもノードの表(Idという名前の列がある表)ではありません(1個ずつ開いてください)", files[0].Name, files[1].Name)
}

// idColumns are the names of the column of a table of nodes that has their IDs, of which
// the first counts; nameColumns those of what they are called.
var (
	idColumns   = []string{"id", "node", "key", "sharedname", "name", "label", "ノード", "番号", "名前"}
	nameColumns = []string{"label", "name", "title", "名前", "ラベル"}
)

// called returns the column of the first of some names, -1 if there is none.
func (s *sheet) called(names []string) int {
	for _, name := range names {
		for k, f := range s.first[0] {
			plain := strings.ReplaceAll(strings.ReplaceAll(lower(f), " ", ""), "_", "")
			if plain == name || plain == name+"id" {
				return k
			}
		}
	}
	return -1
}

// ofNodes reports whether the rows of a table are nodes.
func (s *sheet) ofNodes() bool {
	head, lead := s.first[0], s.column(0, 1)
	from, to := endsOf(head)
	matrix := len(lead) > 0 && len(lead) < len(head) && slices.Equal(head[1:1+len(lead)], lead)
	return (from < 0 || to < 0) && s.called(idColumns) >= 0 && len(s.first) > 1 && !matrix
}

// nodesOf reads a table of nodes.
func (b *builder) nodesOf(s *sheet) error {
	head := s.first[0]
	id, name := s.called(idColumns), s.called(nameColumns)
	if name == id {
		name = -1
	}
	if b.expect(s.count() - 1); b.err != nil {
		return nil
	}
	s.again()
	for s.row(); b.err == nil && s.row(); {
		if len(s.fields) <= id || len(s.fields[id]) == 0 {
			b.report.leave("lines of the table of nodes without an ID are left out", "ノードの表のIDのない行は読みませんでした")
			continue
		}
		nick := ""
		if name >= 0 && name < len(s.fields) {
			nick = string(s.fields[name])
		}
		n := b.declare(idOf(s.fields[id]), nick)
		for k, f := range s.fields {
			if k != id && k != name && k < len(head) {
				b.set(n, head[k], string(f))
			}
		}
	}
	return nil
}
