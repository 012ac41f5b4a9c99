package graph

import (
	"math"
	"slices"

	"zscape/compute/lang"
	"zscape/compute/partition"
	"zscape/compute/sparse"
	"zscape/exhibit"
	"zscape/jobs/spectral"
)

// Readouts returns what is known of the graph, and of the groups that were found.
func (s *session) Readouts() (list []exhibit.Readout) {
	add := func(key, en, ja string, v any) {
		list = append(list, exhibit.Readout{Key: key, Label: text(en, ja), Value: v})
	}
	aside := func(key, en, ja string, v any) {
		list = append(list, exhibit.Readout{Key: key, Label: text(en, ja), Value: v, Aside: true})
	}
	d := s.source
	g := d.graph
	directed := 0.0
	if g.Directed {
		directed = 1
	}
	add("nodes", "nodes", "ノード数", float64(g.N()))
	add("links", "links", "リンク数", float64(g.Count()))
	add("components", "components", "連結成分の数", float64(len(d.components(spectral.Or))))
	add("isolated", "nodes without links", "孤立ノード数", float64(len(g.Isolated())))
	add("loops", "loops", "自己ループの数", float64(g.Loops()))
	duplicates := 0.0
	if r := d.report(); r != nil {
		duplicates = float64(r.Duplicates)
	}
	add("duplicates", "duplicate links in the file", "ファイル中の重複リンク数", duplicates)
	aside("directed", "directed (0 or 1)", "有向なら1", directed)
	if g.Directed {
		add("reciprocity", "share of links that are returned", "相互リンクの割合", g.Reciprocity())
	}
	if s.state.Text("show") != byDetection {
		list = append(list, s.blocks.curve.readouts()...)
	}
	switch s.state.Text("show") {
	case byBlocks:
		return append(list, s.blocks.readouts(s)...)
	case byDetection:
		return append(list, s.detection.readouts(s)...)
	}
	return append(list, s.spectrum.readouts(s)...)
}

func (p *spectrum) readouts(s *session) (list []exhibit.Readout) {
	if !p.known {
		return nil
	}
	add := func(key, en, ja string, v any, aside bool) {
		list = append(list, exhibit.Readout{Key: key, Label: text(en, ja), Value: v, Aside: aside})
	}
	values := p.run.Array("values")
	if s.state.Text("laplacian") == spectral.DISIM {
		add("spectral.eigenvalues", "singular values", "特異値", values, true)
	} else {
		add("spectral.eigenvalues", "eigenvalues", "固有値", values, true)
	}
	// They are in the table.
	add("spectral.residuals", "their residuals, relative to the norm", "残差(ノルムに対する比)", p.run.Array("residuals"), true)
	add("spectral.residual", "largest residual", "残差の最大値", slices.Max(p.run.Array("residuals")), false)
	method := text("all of them (dense)", "全固有対を計算(密行列)")
	if p.run.Text("method") == "lanczos" {
		method = text("Lanczos", "Lanczos法")
	}
	add("spectral.method", "method", "計算法", method, false)
	for _, g := range p.suggestions(s.state) {
		list = append(list, exhibit.Readout{Key: g.key, Label: g.label, Value: g.value()})
	}
	if len(p.senders) == 0 {
		return list
	}
	add("spectral.labels", "groups", "グループ", numbers(p.senders), true)
	if s.groups.two() {
		add("spectral.receivers", "groups of targets", "受け手のグループ", numbers(p.received), true)
	}
	p.judge(s)
	add("spectral.modularity", "modularity", "モジュラリティ", p.quality.modularity, false)
	add("spectral.cut", "normalised cut", "正規化カット", p.quality.cut, false)
	return append(list, s.agreement("spectral", p.senders)...)
}

// quality is how well groups divide the graph.
type quality struct {
	of              *byte // the labels
	rule            string
	modularity, cut float64
}

// judge finds that out, unless it is known.
func (p *spectrum) judge(s *session) {
	rule := s.source.rule(s.state)
	of := &p.run.Bytes["labels"][0]
	if p.quality.of == of && p.quality.rule == rule {
		return
	}
	whole := everyone(p.senders)
	d := partition.NewDivision(s.source.undirected(rule), whole, partition.Groups(whole))
	p.quality = quality{of, rule, d.Modularity(), d.NormalisedCut()}
}

func (b *blocks) readouts(s *session) (list []exhibit.Readout) {
	if !b.known {
		return nil
	}
	add := func(key, en, ja string, v any, aside bool) {
		list = append(list, exhibit.Readout{Key: key, Label: text(en, ja), Value: v, Aside: aside})
	}
	g := s.groups
	add("sbm.logp", "log joint probability, chain 1", "対数同時確率(チェーン1)", b.snapshot[0].Number("joint"), false)
	if b.centre.found[0] != nil && s.state.Text("shown") == "centroid" {
		if b.density.rows > 0 {
			add("sbm.centroid", "log joint probability, centroid", "対数同時確率(重心)", b.density.joint, false)
		}
		add("sbm.vi", "mean variation of information to the draws, nats", "標本との情報量変動の平均(nat)", b.centre.distance[s.side(s.state)], false)
	}
	if v := s.labelled(); v == v {
		list = append(list, exhibit.Readout{Key: "sbm.label", Label: lang.Sprintf("log joint probability, groups by %s", "対数同時確率(%sによるグループ)", s.source.label.Name), Value: v})
	}
	add("sbm.K", "groups that are not empty", "空でないグループの数", float64(partition.Occupied(g.senders)), false)
	if g.two() {
		add("sbm.L", "groups of receivers that are not empty", "空でない受け手のグループの数", float64(partition.Occupied(g.receivers)), false)
	}
	if d := &b.density; d.rows > 0 {
		add("sbm.theta", "densities between groups, posterior means", "グループ間の密度(事後平均)", table(d.theta, d.cols), false)
		add("sbm.links", "links between groups", "グループ間のリンク数", table(d.links, d.cols), true)
		add("sbm.pairs", "pairs of nodes between groups", "グループ間のノードの組の数", table(d.pairs, d.cols), true)
	}
	add("sbm.sender", "groups", "グループ", numbers(g.senders), true)
	add("sbm.receiver", "groups of receivers", "受け手のグループ", numbers(g.receivers), true)
	switch rhat, column, ess := b.diagnosis.worst(); {
	case len(b.diagnosis.sums) == 0:
		add("sbm.rhat", "R-hat, the largest", "R-hat(最大)", text("too few draws yet", "標本がまだ足りない"), false)
	case b.diagnosis.constant():
		add("sbm.rhat", "R-hat, the largest", "R-hat(最大)", text("none: all draws are the same", "なし(すべての標本が同じ)"), false)
	default:
		add("sbm.rhat", "R-hat, the largest", "R-hat(最大)", rhat, false)
		add("sbm.worst", "R-hat is largest for", "R-hatが最大の量", s.quantity(column), false)
		add("sbm.ess", "effective sample size, the smallest", "有効サンプルサイズ(最小)", math.Round(ess), false)
	}
	list = append(list, b.exact.readouts(s)...)
	return append(list, s.agreement("sbm", g.senders)...)
}

// labelled returns the log joint probability of the partition by the label of the data, NaN
// if there is none, or the model has not so many groups.
func (s *session) labelled() float64 {
	if s.source.label == nil {
		return math.NaN()
	}
	j := s.judgeFor(s.state)
	if !j.labelled {
		j.label, j.labelled = math.NaN(), true
		class := s.source.label.Class
		if c, ok := s.judged(s.state, groups{class, class}); ok {
			j.label = c.LogJoint()
		}
	}
	return j.label
}

// table returns the rows of a matrix.
func table(values []float64, cols int) (rows [][]float64) {
	for ; len(values) >= cols && cols > 0; values = values[cols:] {
		rows = append(rows, values[:cols])
	}
	return rows
}

// agreement compares groups with the label of the data.
func (s *session) agreement(prefix string, groups []int32) (list []exhibit.Readout) {
	l := s.source.label
	if l == nil {
		return nil
	}
	var a, b []int32
	for i, g := range groups {
		if g >= 0 && l.Class[i] >= 0 {
			a, b = append(a, g), append(b, l.Class[i])
		}
	}
	if len(a) < 2 {
		return nil
	}
	return []exhibit.Readout{
		{Key: prefix + ".ari", Label: lang.Sprintf("adjusted Rand index, %s", "%sとの調整ランド指数", l.Name), Value: partition.ARI(a, b)},
		{Key: prefix + ".nmi", Label: lang.Sprintf("mutual information, %s", "%sとの正規化相互情報量", l.Name), Value: partition.NMI(a, b)},
	}
}

// numbers returns labels as numbers.
func numbers(labels []int32) []float64 {
	list := make([]float64, len(labels))
	for i, g := range labels {
		list[i] = float64(g)
	}
	return list
}

// everyone returns labels in which those that are in no group are one of their own.
func everyone(labels []int32) []int32 {
	all := make([]int32, len(labels))
	rest := int32(partition.Groups(labels))
	for i, g := range labels {
		if all[i] = g; g < 0 {
			all[i] = rest
		}
	}
	return all
}

// rule returns by which rule of package jobs/spectral the links lose their directions: by
// one that changes nothing if they have none.
func (d *source) rule(st exhibit.State) string {
	if !d.graph.Directed {
		return spectral.Or
	}
	return st.Text("links")
}

// undirected returns the links without directions, by a rule of package jobs/spectral.
func (d *source) undirected(rule string) *sparse.Matrix {
	if d.flat[rule] == nil {
		d.flat[rule] = d.graph.Links.Symmetric(map[string]sparse.Symmetry{spectral.Or: sparse.Or, spectral.And: sparse.And, spectral.Sum: sparse.Add}[rule])
	}
	return d.flat[rule]
}
