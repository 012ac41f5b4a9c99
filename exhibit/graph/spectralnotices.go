package graph

import (
	"strconv"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/partition"
	"zscape/compute/sparse"
	"zscape/exhibit"
	jobs "zscape/jobs/spectral"
)

// Changes that are offered.
var (
	normalise  = setting(text("Symmetric Laplacian", "対称正規化ラプラシアンにする"), "laplacian", jobs.Sym)
	regularise = setting(text("Regularize", "正則化する"), "regular", "1")
	both       = exhibit.Fix{Label: text("Symmetric Laplacian, regularized", "正則化した対称正規化ラプラシアンにする"),
		Set: []exhibit.Setting{{Key: "laplacian", Value: jobs.Sym}, {Key: "regular", Value: "1"}}}
	useQR = setting(text("Use cluster_qr", "cluster_qrを使う"), "assign", jobs.QR)
)

// notices says what of the eigenvectors, and of the groups by them, is not as it may seem.
func (p *spectrum) notices(s *session) (list []exhibit.Notice) {
	list = append(s.suggest(), s.source.flattened(s.state)...)
	list = append(list, s.source.isolation(s.state)...)
	list = append(list, s.source.pieces(s.state)...)
	if !p.known {
		return list
	}
	list = append(list, p.accuracy()...)
	list = append(list, p.cutShort(s.state)...)
	list = append(list, p.axes(s.state)...)
	list = append(list, p.emptiness(s.state)...)
	return append(list, p.splinters(s.state)...)
}

// notice is one about the control key.
func notice(key string, fixes []exhibit.Fix, en, ja string, args ...any) exhibit.Notice {
	return exhibit.Notice{Key: key, Text: lang.Sprintf(en, ja, args...), Fixes: fixes}
}

// flattened says what the method leaves out of the links.
func (d *source) flattened(st exhibit.State) (list []exhibit.Notice) {
	matrix := st.Text("laplacian")
	if d.graph.Directed && matrix != jobs.DISIM {
		u := d.undirected(d.rule(st))
		loops := d.graph.Loops()
		if u.Len() == 0 && d.graph.Count() > 0 {
			list = append(list, notice("links", []exhibit.Fix{setting(text("Linked either way", "どちらかの向きにリンクがあればよい"), "links", jobs.Or)},
				"No two nodes are linked both ways, so there is nothing to divide.", "両方の向きにリンクがあるノードの組がないため、分けるものがありません。"))
		}
		list = append(list, notice("links", []exhibit.Fix{setting(text("Keep directions (DI-SIM)", "向きを区別する(DI-SIM)"), "laplacian", jobs.DISIM)},
			"Directions are dropped, which leaves %d of %v.", "リンクの向きは無視しています。%[2]v本のリンクを、無向リンク%[1]d本として扱います。",
			(u.Len()-loops)/2+loops, lang.Count(d.graph.Count(), "link", "links")))
	}
	if !d.graph.Directed && st.Text("links") != jobs.Or {
		list = append(list, notice("links", nil, "This has no effect, as the links have no directions.", "このグラフのリンクには向きがないため、この設定の効果はありません。"))
	}
	if d.graph.Weighted() && matrix == jobs.Bethe {
		list = append(list, notice("laplacian", nil, "The Bethe Hessian ignores the weights of links.", "Bethe Hessianでは、リンクの重みは使いません。"))
	}
	if st.On("regular") && (matrix == jobs.None || matrix == jobs.Bethe) {
		list = append(list, notice("regular", []exhibit.Fix{normalise}, "This has no effect on the matrix chosen: it divides by no degrees.", "選択中の行列は次数で割らないため、正則化の効果はありません。"))
	}
	return list
}

// isolation says which nodes have no links, and what becomes of them.
func (d *source) isolation(st exhibit.State) []exhibit.Notice {
	var alone []int
	for _, part := range d.components(d.flatRule(st)) {
		if len(part) == 1 && d.isLonely(part[0], st) {
			alone = append(alone, part[0])
		}
	}
	if len(alone) == 0 {
		return nil
	}
	en, ja, verb := "are", "独立したグループにしています", "a group of their own"
	if len(alone) == 1 {
		en, verb = "is", "a group of its own"
	}
	keep := setting(text("Treat as all others", "ほかのノードと同じに扱う"), "isolated", jobs.Keep)
	drop := setting(text("Leave out", "除外する"), "isolated", jobs.Drop)
	own := setting(text("Make a group", "独立したグループにする"), "isolated", jobs.Own)
	fixes := []exhibit.Fix{drop, keep}
	switch st.Text("isolated") {
	case jobs.Drop:
		verb, ja, fixes = "left out", "除外しています", []exhibit.Fix{own, keep}
	case jobs.Keep:
		verb, ja, fixes = "treated as all others", "ほかのノードと同じに扱っています", []exhibit.Fix{own, drop}
	}
	return []exhibit.Notice{notice("isolated", fixes, "%[1]v without links (%[2]v) %[3]s %[4]s.", "リンクのないノードが%[1]v個あり(%[2]v)、%[5]s。",
		lang.Count(len(alone), "node", "nodes"), d.list(alone), en, verb, ja)}
}

// isLonely reports whether a node has no links, not even to itself, that the method uses.
func (d *source) isLonely(i int, st exhibit.State) bool {
	if st.Text("laplacian") == jobs.DISIM {
		return d.degree(i) == 0
	}
	return d.undirected(d.rule(st)).RowLen(i) == 0
}

// flatRule returns by which rule the method takes the graph to be undirected; DI-SIM does
// not, but its components are those of the links either way.
func (d *source) flatRule(st exhibit.State) string {
	if st.Text("laplacian") == jobs.DISIM {
		return jobs.Or
	}
	return d.rule(st)
}

// components returns the nodes of each component of the graph without directions, by a
// rule of package jobs/spectral; the largest first.
func (d *source) components(rule string) [][]int {
	if parts, ok := d.parts[rule]; ok {
		return parts
	}
	g := d.graph
	if rule == jobs.And {
		g = g.Symmetrised(sparse.And)
	}
	of, count := g.Components()
	parts := make([][]int, count)
	for i, c := range of {
		parts[c] = append(parts[c], i)
	}
	if d.parts == nil {
		d.parts = map[string][][]int{}
	}
	d.parts[rule] = parts
	return parts
}

// pieces says that the graph falls apart, and what this does to the eigenvectors.
func (d *source) pieces(st exhibit.State) []exhibit.Notice {
	const few = 3
	var sizes []lang.Text
	count := 0
	for _, part := range d.components(d.flatRule(st)) {
		if len(part) == 1 && d.isLonely(part[0], st) {
			continue
		}
		if count++; count <= few {
			sizes = append(sizes, lang.Sprintf("%v (%v)", "%vノード(%v)", lang.Count(len(part), "node", "nodes"), d.list(part)))
		}
	}
	if count < 2 {
		return nil
	}
	if count > few {
		sizes = append(sizes, lang.Sprintf("%d more", "ほか%d個", count-few))
	}
	said := lang.Sprintf("Apart from nodes without links, the graph has %d connected components: %v.", "孤立ノードを除くと、グラフは%d個の連結成分に分かれています: %v。", count, joined(sizes))
	var fixes []exhibit.Fix
	switch matrix := st.Text("laplacian"); {
	case matrix == jobs.None:
		fixes = []exhibit.Fix{both}
	case (matrix == jobs.Sym || matrix == jobs.RW) && !st.On("regular"):
		fixes = []exhibit.Fix{regularise}
	}
	if fixes != nil {
		said = lang.Sprintf("%v So %d of the eigenvalues are 0, and their eigenvectors only tell the components apart.", "%vそのため固有値0が%d個あり、その固有ベクトルは連結成分を区別するだけです。", said, count)
	}
	return []exhibit.Notice{{Key: "laplacian", Text: said, Fixes: fixes}}
}

// list names some nodes.
func (d *source) list(nodes []int) lang.Text {
	const few = 3
	var names []string
	for _, i := range nodes[:min(few, len(nodes))] {
		names = append(names, shortened(d.graph.Names[i]))
	}
	all := lang.Text{En: strings.Join(names, ", "), Ja: strings.Join(names, "、")}
	if rest := len(nodes) - few; rest > 0 {
		return lang.Sprintf("%v and %d more", "%v、ほか%d個", all, rest)
	}
	return all
}

// accuracy says that eigenpairs are not what they should be.
func (p *spectrum) accuracy() (list []exhibit.Notice) {
	bad, worst := 0, 0.0
	values := p.run.Array("values")
	for k, r := range p.run.Array("residuals") {
		if !p.good(k) {
			bad++
			worst = max(worst, r)
		}
	}
	if bad > 0 {
		list = append(list, notice("", nil, "%d of the %v did not converge: residuals are above 1e-10, up to %s. Groups by them may be wrong.",
			"%[2]v個の固有対のうち%[1]d個が収束していません(残差が1e-10を超え、最大%[3]s)。それらによるグループは正しくない可能性があります。",
			bad, lang.Count(len(values), "eigenpair", "eigenpairs"), exhibit.Brief(worst, 2)))
	}
	next := p.run.Number("next")
	if left := p.run.Number("left out"); p.run.Text("method") == "lanczos" && next != next && float64(len(p.run.Array("picture"))/3)-left > float64(len(values)) {
		list = append(list, notice("", nil, "Whether an eigenvalue was passed by could not be checked.", "見落とした固有値がないかどうかは、確認できませんでした。"))
	}
	return list
}

// cutShort says that K has too few eigenvectors, or parts some that are one as good as
// another.
func (p *spectrum) cutShort(st exhibit.State) []exhibit.Notice {
	k, copies := st.Int("K"), p.run.Array("copies")
	if len(copies) < k {
		return []exhibit.Notice{notice("K", nil, "There are only %v, fewer than K.", "固有ベクトルはKより少なく、%v個しかありません。", lang.Count(len(copies), "eigenvector", "eigenvectors"))}
	}
	for from := 0; from < k; {
		to := from + max(int(copies[from]), 1)
		if to > k {
			var fixes []exhibit.Fix
			for _, better := range []int{from, to} {
				if better >= 1 && better <= jobs.MaxGroups {
					fixes = append(fixes, setting(lang.Same("K = "+strconv.Itoa(better)), "K", strconv.Itoa(better)))
				}
			}
			values := text("eigenvalues", "固有値")
			if st.Text("laplacian") == jobs.DISIM {
				values = text("singular values", "特異値")
			}
			return []exhibit.Notice{notice("K", fixes, "The %[3]v %[1]d to %[2]d are equal, and K takes only some of them: which vectors these are is arbitrary.",
				"%[1]d番目から%[2]d番目までの%[3]vは等しく、K個ではその一部しか使いません。どのベクトルが使われるかは任意です。", from+1, to, values)}
		}
		from = to
	}
	return nil
}

// axes says that those of the picture could as well be others.
func (p *spectrum) axes(st exhibit.State) []exhibit.Notice {
	which, of := 0, ""
	switch st.Text("vectors") {
	case asEntries:
		return nil
	case inSpace:
		which = 1
	}
	if st.Text("laplacian") == jobs.DISIM && st.Text("side") == receivers {
		of = " receivers"
	}
	if d := p.run.Array("degenerate" + of); len(d) != 2 || d[which] != 1 || len(p.run.Array("values")) < 2 {
		return nil
	}
	return []exhibit.Notice{notice("vectors", nil, "The axes are arbitrary, as the nodes vary equally in several directions. This is so with vectors that are orthogonal and of equal length.",
		"ノードのばらつきが複数の方向で等しいため、軸の取り方に意味はありません。長さが等しく互いに直交するベクトルでは、このようになります。")}
}

// emptiness says which groups nobody is in.
func (p *spectrum) emptiness(st exhibit.State) (list []exhibit.Notice) {
	for _, side := range []struct{ key, en, ja string }{{"empty", "", ""}, {"empty receivers", " of receivers", "受け手の"}} {
		empty := p.run.Array(side.key)
		if len(empty) == 0 {
			continue
		}
		var fixes []exhibit.Fix
		if st.Text("assign") != jobs.QR {
			fixes = append(fixes, useQR)
		}
		if k := st.Int("K") - len(empty); k >= 1 {
			fixes = append(fixes, setting(lang.Same("K = "+strconv.Itoa(k)), "K", strconv.Itoa(k)))
		}
		list = append(list, notice("K", fixes, "%[1]v%[2]s empty: %[3]s. The eigenvectors do not divide the nodes into so many.", "%[4]s空のグループが%[1]v個あります: %[3]s。固有ベクトルは、ノードをそれほど多くのグループには分けていません。",
			lang.Count(len(empty), "group", "groups"), side.en+isOrAre(len(empty)), numbered(empty), side.ja))
	}
	return list
}

func isOrAre(n int) string {
	if n == 1 {
		return " is"
	}
	return " are"
}

// numbered lists groups as they are called, from 1.
func numbered(groups []float64) string {
	var words []string
	for _, g := range groups {
		words = append(words, strconv.Itoa(int(g)+1))
	}
	return strings.Join(words, ", ")
}

// splinters says why groups are very small.
func (p *spectrum) splinters(st exhibit.State) []exhibit.Notice {
	const (
		small = 2 // nodes
		large = 5 // a group of this size could be expected
	)
	k, matrix := st.Int("K"), st.Text("laplacian")
	if len(p.senders) < k*large || matrix == jobs.Bethe || matrix == jobs.DISIM || matrix != jobs.None && st.On("regular") {
		return nil
	}
	sizes := partition.Sizes(p.senders)
	var groups []float64
	for g, n := range sizes[:min(k, len(sizes))] {
		if n >= 1 && n <= small {
			groups = append(groups, float64(g))
		}
	}
	if len(groups) == 0 {
		return nil
	}
	fixes := []exhibit.Fix{regularise}
	why := text("Even normalized Laplacians split off nodes that few links tie to the rest. Regularizing helps.", "正規化したラプラシアンでも、ほかとの結びつきが弱いノードは切り離されがちです。正則化すると改善します。")
	if matrix == jobs.None {
		fixes = []exhibit.Fix{normalise, both}
		why = text("D − A splits off nodes with few links, as it weighs a cut against the number of nodes on either side, not of links.", "D − A では、切るリンクの量を、リンク数ではなく両側のノード数と比べるため、リンクの少ないノードが切り離されがちです。")
	}
	return []exhibit.Notice{notice("laplacian", fixes, "%v of only 1 or 2 nodes: %s. %v", "ノードが2個以下のグループが%v個あります: %s。%v", lang.Count(len(groups), "group", "groups"), numbered(groups), why)}
}
