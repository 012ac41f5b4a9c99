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
	add("duplicates", "duplicate links in the file", "ファイル中の重複リンク数", float64(d.duplicates))
	aside("directed", "directed (0 or 1)", "有向なら1", directed)
	if g.Directed {
		add("reciprocity", "share of links that are returned", "相互リンクの割合", g.Reciprocity())
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
	add("sbm.logp", "log joint probability, chain 1", "対数同時確率(チェーン1)", b.snapshot[0].Number("joint"), false)
	add("sbm.K", "groups that are not empty, chain 1", "空でないグループの数(チェーン1)", float64(partition.Occupied(b.z)), false)
	add("sbm.sender", "groups", "グループ", numbers(b.z), true)
	add("sbm.receiver", "groups of targets", "受け手のグループ", numbers(b.w), true)
	if b.measured == 0 {
		add("sbm.rhat", "R-hat, the largest", "R-hat(最大)", text("too few draws yet", "標本がまだ足りない"), false)
	} else {
		add("sbm.rhat", "R-hat, the largest", "R-hat(最大)", b.rhat, false)
		add("sbm.ess", "effective sample size, the smallest", "有効サンプルサイズ(最小)", math.Round(b.ess), false)
		add("sbm.worst", "R-hat is largest for", "R-hatが最大の量", b.worst, true)
	}
	return append(list, s.agreement("sbm", b.z)...)
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
