package graph

import (
	"fmt"
	"math"
	"math/rand/v2"

	"zscape/compute/beliefs"
	"zscape/compute/lang"
	"zscape/compute/network"
	"zscape/compute/partition"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/jobs/detectability"
	"zscape/jobs/links"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/task"
)

// detection is where groups can no longer be found: a graph with planted groups, and the
// panel of how well each method finds such groups against how far they are apart.
type detection struct {
	plot      plot.Plot
	lines     map[string]*plot.Line // means, by method
	bands     map[string]*plot.Area // a standard deviation to either side, as far as there is room
	below     plot.Area             // what lies below the threshold
	known     plot.Label            // what can be done there
	threshold plot.Rule
	present   plot.Rule // the graph that is drawn

	ratios []float64
	curves map[string]*overlapCurve
	seeds  int     // graphs of each ratio that all methods are done with
	found  []int32 // by one method in the graph that is drawn; nil if there is none yet
}

// overlapCurve is the overlaps of a method with planted groups, at each ratio.
type overlapCurve struct {
	count     []int
	mean, dev []float64 // NaN if there are none
}

// planted is the value of "by" in place of a method: groups are drawn as they were planted.
const planted = "planted"

// methodNames are those of the methods: short in the picture, and for a panel.
var methodNames = map[string]struct {
	short string
	long  exhibit.Text
}{
	detectability.BP:    {"BP", text("belief propagation (BP), which knows c_in and c_out", "確率伝搬法(BP、c_inとc_outを与える)")},
	detectability.SBM:   {"block model", text("stochastic block model", "確率的ブロックモデル")},
	detectability.Bethe: {"Bethe Hessian", text("Bethe Hessian", "Bethe Hessian")},
	detectability.None:  {"D − A", text("Laplacian, D − A", "ラプラシアン D − A")},
	detectability.Sym:   {"symmetric", text("symmetric Laplacian", "対称正規化ラプラシアン")},
	detectability.RW:    {"random walk", text("random-walk Laplacian", "ランダムウォーク・ラプラシアン")},
	detectability.DISIM: {"DI-SIM", text("DI-SIM, groups of senders", "DI-SIM(送り手のグループ)")},
}

// detectionControls are those of its group.
func detectionControls() []exhibit.Control {
	group := text("Planted groups", "埋め込みグループ")
	number := func(key string, label, hint exhibit.Text, def, min, max, lo, hi, step float64) exhibit.Control {
		c := exhibit.Slider(key, group, label, def, min, max, lo, hi, step)
		c.Hint = hint
		c.Whole = step == 1
		return c
	}
	by := exhibit.Control{Key: "by", Kind: exhibit.Choice, Group: group, Label: text("Groups that are drawn", "図に示すグループ"), Default: planted,
		Options: []exhibit.Option{{Value: planted, Label: text("those that were planted", "埋め込んだグループ")}}}
	for _, m := range detectability.Methods(true) {
		by.Options = append(by.Options, exhibit.Option{Value: m, Label: lang.Sprintf("found by: %v", "推定: %v", methodNames[m].long)})
	}
	snr := number("snr", text("Signal: how far groups are apart", "信号(グループの分かれ具合)"), text("Hidden at 0; the threshold is 1.", "0では見分けられず、1がしきい値。"), 2, 0, mostSignal, 0, mostSignal, 0.01)
	snr.Plays = true
	return []exhibit.Control{
		snr,
		{Key: "n", Kind: exhibit.Choice, Group: group, Label: text("Nodes", "ノード数"), Default: "110",
			Options: []exhibit.Option{{Value: "110", Label: text("110", "110")}, {Value: "1000", Label: text("1000", "1000")}}},
		number("q", text("q, groups", "q(グループの数)"), exhibit.Text{}, 4, 2, 6, 2, 6, 1),
		number("c", text("c, mean number of neighbours", "c(隣接ノード数の平均)"), exhibit.Text{}, 10, 1, 25, 2, 20, 0.5),
		{Key: "directed", Kind: exhibit.Toggle, Group: group, Label: text("Directed", "有向"), Default: "1"},
		by,
		number("seeds", text("Graphs for each signal", "信号ごとのグラフ数"), text("Raised, the run goes on.", "増やすと、計算はその続きから再開する。"), 10, 1, detectability.MaxSeeds, 1, 50, 1),
	}
}

// plantedKeys are the keys of the State by which the planted graph is chosen.
var plantedKeys = []string{"n", "q", "c", "directed", "snr", "sample"}

// mostSignal is the largest signal that there is a point for.
const mostSignal = 3

// planting returns the planted graph that st asks for, as far as there can be one.
func planting(st exhibit.State) network.Planting {
	p := network.Planting{Nodes: st.Int("n"), Groups: st.Int("q"), Degree: st.Number("c"), SNR: st.Number("snr"), Directed: st.On("directed")}
	p.SNR = min(p.SNR, mostSNR(p))
	return p
}

// mostSNR returns the largest signal that there is to see: a little less than where all links are
// within groups, or there are all that there can be. The groups are still linked with each other.
func mostSNR(p network.Planting) float64 {
	_, most := beliefs.Range(p.Nodes, p.Groups, p.Degree)
	return math.Floor(98*most) / 100
}

// findPlanted returns the planted graph of st, which is d itself if that is it.
func (d *source) findPlanted(st exhibit.State) *source {
	if d != nil && d.planted && !st.Changed(d.of, plantedKeys...) {
		return d
	}
	g := network.Planted(planting(st), rand.New(rand.NewPCG(uint64(st.Int("sample")), 17)))
	next := newSource(st, g, links.Data(g.Links))
	next.planted = true
	return next
}

func (d *detection) init() {
	d.lines, d.bands = map[string]*plot.Line{}, map[string]*plot.Area{}
	d.below = plot.Area{Color: scene.Light.Muted, Opacity: 0.12, X: []float64{0, beliefs.Threshold}, Y: []float64{far, far}, Base: []float64{-far, -far}}
	d.known = plot.Label{X: beliefs.Threshold / 2, Y: 1, AlignX: 0.5, Within: 0.96 * beliefs.Threshold}
	d.threshold = plot.Rule{At: beliefs.Threshold, Width: 1.5, Label: "threshold"}
	d.present = plot.Rule{Name: "graph that is drawn", Width: 1.5, Dash: 4, Color: scene.Light.Accent}
	for _, m := range detectability.Methods(true) {
		name := methodNames[m].short
		d.lines[m] = &plot.Line{Name: name, Width: 2}
		d.bands[m] = &plot.Area{Name: name, Opacity: 0.1}
	}
	d.plot.Legend = plot.Above
	d.plot.X.Label, d.plot.Y.Label = "signal, (c_in − c_out) / (q √c)", "overlap (1 is found, 0 is guessed)"
}

// dense is the share of the others that are neighbours from which on a graph is not sparse.
const dense = 0.15

// far is beyond all overlaps.
const far = 4

// ratios returns the signals at which methods are compared, and of which there are graphs.
func ratios(p network.Planting) (list []float64) {
	const steps = 5 // to a unit
	most := min(mostSNR(p), mostSignal)
	for k := 0; float64(k)/steps < most-0.05; k++ {
		list = append(list, float64(k)/steps)
	}
	return append(list, most)
}

// detectionJobs returns the comparison of the methods, and the search for the groups of the
// graph that is drawn, if they are to be.
func (s *session) detectionJobs(st exhibit.State) []exhibit.Job {
	p := planting(st)
	seed := uint64(st.Int(exhibit.SeedKey))
	jobs := []exhibit.Job{{
		Spec: detectability.Spec(detectability.Run{
			Nodes: p.Nodes, Groups: p.Groups, Degree: p.Degree, Directed: p.Directed, Ratios: ratios(p), Seeds: st.Int("seeds"),
			Methods: detectability.Methods(p.Directed), Seed: seed,
		}),
		Label: text("comparison of methods", "手法の比較"), Auto: true, Grows: "seeds",
	}}
	if by := drawnBy(st); by != planted {
		jobs = append(jobs, exhibit.Job{
			Spec: detectability.FindSpec(detectability.Find{
				Links: s.source.data, Groups: p.Groups, Degree: p.Degree, Ratio: p.SNR, Directed: p.Directed, Method: by, Seed: seed,
			}),
			Label: text("groups of the graph that is drawn", "描画中のグラフのグループの推定"), Auto: true,
		})
	}
	return jobs
}

// drawnBy returns by which method the groups are found that are drawn, or planted.
func drawnBy(st exhibit.State) string {
	if by := st.Text("by"); by != detectability.DISIM || st.On("directed") {
		return by
	}
	return planted
}

// watch takes the latest overlaps and groups.
func (d *detection) watch(s *session, views []task.View) {
	d.found, d.curves, d.seeds = nil, map[string]*overlapCurve{}, 0
	d.ratios = ratios(planting(s.state))
	if len(views) > 1 {
		if last, ok := views[1].Last(); ok {
			d.found = task.IntegersOf(last.Snapshot.Bytes["labels"])
		}
		if len(d.found) != s.source.graph.N() {
			d.found = nil
		} else {
			d.found = partition.Align(d.found, s.source.label.Class)
		}
	}
	if len(views) > 0 {
		d.take(views[0].Log, detectability.Methods(s.state.On("directed")))
	}
}

// take works out the curves.
func (d *detection) take(log task.Log, methods []string) {
	n := len(d.ratios)
	for _, m := range methods {
		d.curves[m] = &overlapCurve{count: make([]int, n), mean: make([]float64, n), dev: make([]float64, n)}
	}
	d.seeds = log.Len() / (n * len(methods))
	overlap := log.Column("overlap")
	for k, v := range overlap { // in the order of New: of each graph the methods, and graphs by ratios
		c, r := d.curves[methods[k%len(methods)]], k/len(methods)%n
		c.count[r]++
		more := v - c.mean[r]
		c.mean[r] += more / float64(c.count[r])
		c.dev[r] += more * (v - c.mean[r]) // B. P. Welford, Technometrics 4, 1962
	}
	for _, c := range d.curves {
		for r, count := range c.count {
			switch {
			case count == 0:
				c.mean[r], c.dev[r] = math.NaN(), math.NaN()
			case count == 1:
				c.dev[r] = math.NaN()
			default:
				c.dev[r] = math.Sqrt(c.dev[r] / float64(count-1))
			}
		}
	}
}

// at returns the mean at a signal: between two ratios, along the line that is drawn.
func (c *overlapCurve) at(ratios []float64, signal float64) float64 {
	for r, v := range ratios {
		switch {
		case signal == v:
			return c.mean[r]
		case signal < v && r > 0:
			way := (signal - ratios[r-1]) / (v - ratios[r-1])
			return (1-way)*c.mean[r-1] + way*c.mean[r]
		}
	}
	return math.NaN()
}

// show brings the panel to the State and to what is known so far.
func (d *detection) show(s *session) {
	p := planting(s.state)
	d.plot.Marks = append(d.plot.Marks[:0], &d.below, &d.known, &d.threshold)
	for _, m := range detectability.Methods(p.Directed) {
		l, a := d.lines[m], d.bands[m]
		d.plot.Marks = append(d.plot.Marks, l, a)
		l.X, l.Y = d.ratios, nil
		a.X, a.Y, a.Base = l.X, a.Y[:0], a.Base[:0]
		if c := d.curves[m]; c != nil {
			l.Y = c.mean
			for r, v := range c.mean {
				a.Y, a.Base = append(a.Y, min(v+c.dev[r], 1)), append(a.Base, v-c.dev[r])
			}
		}
	}
	d.plot.Marks = append(d.plot.Marks, &d.present)
	d.present.At = p.SNR
	d.known.Text = below(p.Groups)
	switch {
	case d.seeds > 1:
		d.plot.Title = fmt.Sprintf("agreement with planted groups: mean ± sd of %d graphs", d.seeds)
	case d.seeds == 1:
		d.plot.Title = "agreement with planted groups: one graph each so far"
	default:
		d.plot.Title = "agreement with planted groups"
	}
	plot2d.Fit(&d.plot, s.state, "ldetect", plot.Limits{X0: 0, X1: max(d.ratios[len(d.ratios)-1], 1.25), Y0: -0.05, Y1: 1.05})
	s.drawing.nodes.Labels = nil // they are numbers
	s.drawing.space.Title = "planted groups"
	if by := drawnBy(s.state); by != planted {
		s.drawing.space.Title = methodNames[by].short + ": not found yet"
		if d.found != nil {
			s.drawing.space.Title = fmt.Sprintf("%s: overlap %.2f", methodNames[by].short, d.overlap(s))
		}
	}
}

// arrangeDetection puts the planted graph beside the comparison of methods or, in an upright
// picture, above it; without its matrix where there is little room.
func arrangeDetection(rects []scene.Rect, r scene.Rect) {
	const low = 330
	w, h, at := r.W(), r.H(), r.Part
	switch {
	case w > h && h < low:
		rects[drawingPanel], rects[detectionPanel] = at(0, 0, 0.4, 1), at(0.4, 0, 1, 1)
	case w > h:
		rects[matrixPanel], rects[drawingPanel], rects[detectionPanel] = at(0, 0, 0.4, 0.5), at(0, 0.5, 0.4, 1), at(0.4, 0, 1, 1)
	case h < low:
		rects[drawingPanel], rects[detectionPanel] = at(0, 0, 1, 0.4), at(0, 0.4, 1, 1)
	default:
		rects[matrixPanel], rects[drawingPanel], rects[detectionPanel] = at(0, 0, 0.5, 0.38), at(0.5, 0, 1, 0.38), at(0, 0.38, 1, 1)
	}
}

// overlap returns that of the groups that were found with the planted ones.
func (d *detection) overlap(s *session) float64 {
	return partition.NewTable(d.found, s.source.label.Class).Overlap()
}

// below says what can be done below the threshold, of so many groups, see beliefs.Threshold.
func below(groups int) string {
	switch {
	case groups == 2:
		return "cannot be found"
	case groups <= 4:
		return "no method is known"
	}
	return "no efficient method known"
}

// groups returns those that are drawn; those that were found, with the names of the planted ones.
func (d *detection) groups(s *session) groups {
	class := s.source.label.Class
	if drawnBy(s.state) != planted {
		class = d.found
	}
	return groups{class, class}
}

func (d *detection) readouts(s *session) (list []exhibit.Readout) {
	p := planting(s.state)
	in, out := p.Rates()
	add := func(key string, label exhibit.Text, v any) {
		list = append(list, exhibit.Readout{Key: key, Label: label, Value: v})
	}
	add("detect.snr", text("signal of the graph that is drawn", "描画中のグラフの信号"), p.SNR)
	add("detect.in", text("c_in: n times the probability of a link within groups", "c_in: グループ内のリンク確率×n"), in)
	add("detect.out", text("c_out: the same between groups", "c_out: グループ間のリンク確率×n"), out)
	add("detect.difference", text("c_in − c_out", "c_in − c_out"), in-out)
	add("detect.threshold", text("c_in − c_out at the threshold, q √c", "しきい値での c_in − c_out = q √c"), float64(p.Groups)*math.Sqrt(p.Degree)*beliefs.Threshold)
	if d.found != nil {
		add("detect.found", text("overlap of the groups that are drawn", "図に示したグループの一致度"), d.overlap(s))
	}
	add("detect.seeds", text("graphs for each signal, so far", "計算の済んだグラフ数(信号ごと)"), float64(d.seeds))
	for _, m := range detectability.Methods(p.Directed) {
		if c := d.curves[m]; c != nil {
			if v := c.at(d.ratios, p.SNR); !math.IsNaN(v) {
				add("detect."+m, lang.Sprintf("mean overlap at this signal (interpolated): %v", "この信号での一致度の平均(補間値): %v", methodNames[m].long), v)
			}
		}
	}
	return list
}

func (d *detection) notices(s *session) (list []exhibit.Notice) {
	st := s.state
	p := planting(st)
	add := func(key string, note exhibit.Text, fixes ...exhibit.Fix) {
		list = append(list, exhibit.Notice{Key: key, Text: note, Fixes: fixes})
	}
	direct := exhibit.Fix{Label: text("Make it directed", "有向にする"), Set: []exhibit.Setting{{Key: "directed", Value: "1"}}}
	if p.SNR < st.Number("snr") {
		add("snr", lang.Sprintf("With q = %d and c = %v there is no stronger signal than %v, where hardly any links lead out of a group: that is drawn.",
			"q = %d、c = %vでは、信号は%vまでです(グループの外へのリンクがほとんどない状態)。この値で描いています。", p.Groups, p.Degree, p.SNR))
	}
	if p.Nodes < 1000 {
		add("n", text("With so few nodes the threshold is blurred, and even guessed groups agree a little, since the best matching of their names counts.",
			"ノードが少ないと、しきい値付近の変化がなだらかになります。また、一致度はグループの番号を最もよく合うように対応させて数えるため、当て推量でも0より少し大きくなります。"),
			exhibit.Fix{Label: text("Take 1000 nodes", "ノードを1000個にする"), Set: []exhibit.Setting{{Key: "n", Value: "1000"}}})
	}
	if p.Degree > dense*float64(p.Nodes) {
		add("c", text("Belief propagation is made for sparse graphs; with so many links it loses its lead.",
			"確率伝搬法は疎なグラフのための方法です。リンクがこれほど多いと、ほかの方法に対する強みが失われます。"))
	}
	if p.Groups >= 5 {
		add("q", text("With five groups or more, some below the threshold could be found by trying all divisions, which takes forever; no efficient method is known.",
			"グループが5個以上のとき、しきい値より下でも、すべての分け方を調べれば見つけられる場合があります。ただし現実的な時間では終わらず、効率のよい方法は知られていません。"))
	}
	switch {
	case drawnBy(st) != st.Text("by"):
		add("by", text("DI-SIM is for directed graphs only; the planted groups are drawn.", "DI-SIMは有向グラフ専用です。埋め込んだグループを描いています。"), direct)
	case !p.Directed:
		add("directed", text("DI-SIM is left out: it is for directed graphs only.", "DI-SIMは有向グラフ専用のため、比較に含めていません。"), direct)
	}
	return list
}
