package graph

import (
	"math"
	"strconv"
	"time"

	"zscape/compute/lang"
	"zscape/compute/mcmc"
	"zscape/exhibit"
	sbm "zscape/jobs/blockmodel"
)

// diagnosis is how far the chains are to be trusted: what they say of quantities that do
// not depend on the numbers of groups.
type diagnosis struct {
	meter   mcmc.Meter
	columns []string // of the logs
	sums    []mcmc.Summary
	draws   int // of each chain, after the warmup
	stride  int // of these draws, every so many-th counts
	ended   bool
	at      time.Time
}

// good is the largest R-hat of chains that agree (Vehtari et al. 2021).
const good = 1.01

// leastDraws is how many draws of each chain are enough to begin with.
const leastDraws = 100

// measure finds out how well the chains agree, a few times a second while they go on. It
// takes some of the draws only, evenly spread, where all would take too long.
func (d *diagnosis) measure(s *session) {
	const often = 250 * time.Millisecond
	b := &s.blocks
	skip, n := warmup(s.state), math.MaxInt
	for k := range b.logs {
		n = min(n, b.logs[k].Len())
	}
	if n -= skip; n < leastDraws {
		d.sums, d.draws = nil, 0
		return
	}
	if n == d.draws && d.ended == b.ended || n > d.draws && d.draws > 0 && !b.ended && time.Since(d.at) < often {
		return
	}
	most := 800 // draws of a chain
	if b.ended {
		most = 2000
	}
	d.draws, d.ended, d.at, d.stride = n, b.ended, time.Now(), (n+most-1)/most
	d.columns = sbm.Free(s.source.graph.N(), s.twoPartitions(s.state))
	d.sums = d.sums[:0]
	for _, column := range d.columns {
		var draws [chains][]float64
		for k := range draws {
			if all := b.logs[k].Column(column); len(all) >= skip+n {
				draws[k] = every(all[skip:skip+n], d.stride)
			}
		}
		d.sums = append(d.sums, d.meter.Summarize(draws[:]...))
	}
}

// every returns every so many-th of the values.
func every(values []float64, stride int) []float64 {
	if stride == 1 {
		return values
	}
	some := make([]float64, 0, len(values)/stride+1)
	for i := stride - 1; i < len(values); i += stride {
		some = append(some, values[i])
	}
	return some
}

// of returns the summary of a column, if there is one.
func (d *diagnosis) of(column string) (sum mcmc.Summary, ok bool) {
	for k, sum := range d.sums {
		if d.columns[k] == column {
			return sum, true
		}
	}
	return sum, false
}

// worst returns the largest R-hat and of what it is, and the smallest effective sample
// size. They are NaN if no quantity varies.
func (d *diagnosis) worst() (rhat float64, column string, ess float64) {
	rhat, ess = math.NaN(), math.NaN()
	for k, sum := range d.sums {
		if !(sum.Rhat <= rhat) && sum.Rhat == sum.Rhat {
			rhat, column = sum.Rhat, d.columns[k]
		}
		if v := min(sum.BulkESS, sum.TailESS); v == v && !(v >= ess) {
			ess = v
		}
	}
	return rhat, column, ess
}

// quantity says what a column of the log is.
func (s *session) quantity(column string) exhibit.Text {
	if column == sbm.JointColumn {
		return text("log joint probability", "対数同時確率")
	}
	as := text("%v", "%v")
	for p := range 2 {
		if s.twoPartitions(s.state) {
			as = [...]exhibit.Text{text("%v, as senders", "送り手として: %v"), text("%v, as receivers", "受け手として: %v")}[p]
		}
		switch column {
		case sbm.GroupsColumn(p):
			return lang.Sprintf(as.En, as.Ja, text("number of groups", "グループの数"))
		case sbm.EntropyColumn(p):
			return lang.Sprintf(as.En, as.Ja, text("entropy of group sizes", "グループの大きさのエントロピー"))
		}
		for k, pair := range s.watched() {
			if column == sbm.PairColumn(p, k) {
				names := s.source.graph.Names
				return lang.Sprintf(as.En, as.Ja, lang.Sprintf("%s and %s in one group", "%sと%sが同じグループ", names[pair[0]], names[pair[1]]))
			}
		}
	}
	return text(column, column)
}

// watched returns the pairs of nodes in the logs of the chains.
func (s *session) watched() [][2]int {
	return sbm.Pairs(s.source.graph.N(), uint64(s.state.Int(exhibit.SeedKey)))
}

// table lists what the chains say of each quantity.
func (b *blocks) table(s *session) *exhibit.Table {
	d := &b.diagnosis
	if len(d.sums) == 0 {
		return nil
	}
	number := func(en, ja string, decimals int) exhibit.Column {
		return exhibit.Column{Title: text(en, ja), Numbers: true, Decimals: decimals, Sortable: true}
	}
	t := &exhibit.Table{
		Caption: lang.Sprintf("Quantities that do not depend on the numbers of groups: %[1]d chains, %[2]v each after the warm-up",
			"グループの番号によらない量: チェーン%[1]d本、それぞれウォームアップ後の%[3]d標本", chains, lang.Count(d.draws, "draw", "draws"), d.draws),
		Columns: []exhibit.Column{{Title: text("Quantity", "量"), Sortable: true},
			number("Mean", "平均", 3), number("SD", "標準偏差", 3), number("R-hat", "R-hat", 3), number("Bulk ESS", "Bulk ESS", 0), number("Tail ESS", "Tail ESS", 0), number("MCSE", "MCSE", 4)},
	}
	if d.stride > 1 {
		t.Caption = lang.Sprintf("%v, of which one in %d counts", "%v、うち%dつごとに1つを使用", t.Caption, d.stride)
	}
	for k, sum := range d.sums {
		row := []exhibit.Cell{{Text: s.quantity(d.columns[k])}}
		for _, v := range []float64{sum.Mean, sum.SD, sum.Rhat, sum.BulkESS, sum.TailESS, sum.MCSE} {
			row = append(row, exhibit.Cell{Value: v})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// notices says whether the chains agree once they have ended, and what else is not as it
// may seem.
func (b *blocks) notices(s *session) (list []exhibit.Notice) {
	st := s.state
	add := func(key string, t exhibit.Text, fixes ...exhibit.Fix) {
		list = append(list, exhibit.Notice{Key: key, Text: t, Fixes: fixes})
	}
	set := func(label exhibit.Text, key, value string) exhibit.Fix {
		return exhibit.Fix{Label: label, Set: []exhibit.Setting{{Key: key, Value: value}}}
	}
	more := func() exhibit.Fix {
		n := min(3*st.Int("sweeps"), 100_000)
		return set(lang.Sprintf("%d sweeps", "%dスイープにする", n), "sweeps", strconv.Itoa(n))
	}
	if rhat, column, _ := b.diagnosis.worst(); b.ended && rhat > good {
		fixes := []exhibit.Fix{more()}
		if st.Int("sweeps") >= 100_000 {
			fixes = nil
		}
		if !st.On("merge") {
			fixes = append(fixes, set(text("Merge and split moves", "併合・分割の提案を使う"), "merge", "1"))
		}
		fixes = append(fixes, set(text("Another seed", "別の乱数シードにする"), exhibit.SeedKey, strconv.Itoa((st.Int(exhibit.SeedKey)+1)%1_000_000)))
		add("", lang.Sprintf("The chains do not agree yet: the largest R-hat is %s (%v), and should be at most %s.",
			"チェーンはまだ一致していません。R-hatが最大で%[1]sです(%[2]v)。目安は%[3]s以下です。", exhibit.Brief(rhat, 5), s.quantity(column), exhibit.FormatNumber(good)), fixes...)
	}
	if c := &b.curve; c.done && st.Text("prior") == "fixed" && c.needs != st.Int("K") {
		k := strconv.Itoa(c.needs)
		add("K", lang.Sprintf("ICL is best with %v.", "ICLが最大になるグループの数は%vです。", lang.Count(c.needs, "group", "groups")), set(lang.Same("K = "+k), "K", k))
	}
	if b.known && st.Text("shown") == "centroid" && b.centre.found[0] == nil {
		add("shown", text("There are no draws after the warm-up yet: chain 1 is shown.", "ウォームアップ後の標本がまだないため、チェーン1を表示しています。"))
	}
	if st.On("raw") {
		t := text("A group has a number only so that it has a name: with other numbers the partition is the same. So each chain has numbers of its own, and a chain may change them on its way (label switching). Their averages, and their R-hat, mean nothing; what is traced and tabulated otherwise does not depend on them.",
			"グループの番号は名前にすぎず、番号を付け替えても分割は変わりません。そのため番号はチェーンごとに異なり、途中で入れ替わることもあります(ラベルスイッチング)。番号の平均やR-hatには意味がありません。ほかのトレースと表の量は、番号によらないものです。")
		add("raw", t, set(text("Align them", "番号をそろえる"), "raw", "0"))
	}
	if most := s.mostExact(st); st.On("exact") && s.source.graph.N() > most {
		add("exact", lang.Sprintf("With %d nodes there are too many partitions to try. It takes a graph of %d nodes at most.", "%dノードでは分割の数が多すぎて、すべては調べられません。%dノード以下のグラフで試してください。", s.source.graph.N(), most),
			set(text("The graph of six nodes", "6ノードのグラフで試す"), "data", "six"))
	}
	if b.moved && b.ended {
		add("", text("Chain 1 has done all its sweeps. More sweeps let it go on from where the node was moved.", "チェーン1は全スイープを終えています。スイープ数を増やすと、ノードを移したところから続きます。"), more())
	}
	return list
}

// constant reports whether nothing varies: all draws of all chains are the same.
func (d *diagnosis) constant() bool {
	for _, sum := range d.sums {
		if sum.SD != 0 {
			return false
		}
	}
	return len(d.sums) > 0
}
