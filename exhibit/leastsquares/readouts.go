package leastsquares

import (
	"slices"
	"strconv"

	"zscape/compute/leastsquares"
	"zscape/exhibit"
)

// Readouts returns the numbers of the closed form, those of the error surface
// that is shown, and where the descents are.
func (s *session) Readouts() []exhibit.Readout {
	var list []exhibit.Readout
	add := func(key, en, ja string, value any) *exhibit.Readout {
		list = append(list, exhibit.Readout{Key: key, Label: exhibit.Text{En: en, Ja: ja}, Value: value})
		return &list[len(list)-1]
	}
	f := s.fit
	const most = 12 // rows that are read in a panel
	long := len(s.patterns.list) > most
	add("X", "X, one row (1, x) per pattern", "X(各パターンの行 1, x)", f.X.Rows()).Aside = long
	add("b", "b, 1 for the pattern's own class", "b(自クラスは1)", f.B.Rows()).Aside = long
	add("XtX", "XᵀX", "XᵀX", f.XtX.Rows())
	add("Xtb", "Xᵀb", "Xᵀb", f.XtB.Rows())
	add("W", "W, one column per class", "W(クラスごとに1列)", f.W.Rows())
	s.addBoundary(add)
	add("J", "J, sum of squares", "J(誤差の二乗和)", f.SumSquares)
	add("errors", "misclassified patterns", "誤分類されたパターン", float64(f.Errors))
	add("rank", "rank of X", "Xの階数", float64(f.Rank))
	if !f.Unique() {
		add("note", "XᵀX is rank-deficient: W is the minimum-norm solution; rank", "XᵀXは階数落ち。Wは無数の解のうちノルム最小のもの。階数",
			strconv.Itoa(f.Rank)+" < "+strconv.Itoa(f.X.Shape[1]))
	}

	k := strconv.Itoa(s.target + 1)
	_, lowest := s.surface.Minimum()
	add("Jmin", "minimum J of discriminant "+k, "識別関数"+k+"のJの最小値", lowest)
	add("wmin", "its weights", "そのときの重み", s.best())
	stable, one := s.surface.LargestRate(), leastsquares.LargestPatternRate(f.X)
	add("rate_max", "largest stable rate of gradient descent, 2/λmax", "最急降下法の学習率の上限 2/λmax", stable)
	add("rate_wh", "safe rate of Widrow-Hoff, minimum of 2/|x|²", "Widrow-Hoffの安全な学習率 2/|x|²の最小値", one)
	if _, yes := s.unstable(); yes {
		add("unstable", "gradient descent diverges: the learning rate exceeds", "最急降下法は発散する: 学習率が上限を超えている", stable)
	}
	for _, i := range s.running {
		s.addTrail(add, i)
	}
	return list
}

// addBoundary adds where the class changes.
func (s *session) addBoundary(add func(key, en, ja string, value any) *exhibit.Readout) {
	if s.patterns.features == 2 {
		in := s.plane.limits
		var ends [][]float64
		for _, b := range leastsquares.Segments(s.fit.W, [2]float64{in.X0, in.Y0}, [2]float64{in.X1, in.Y1}) {
			ends = append(ends, []float64{b.From[0], b.From[1], b.To[0], b.To[1]})
		}
		if ends == nil {
			ends = [][]float64{}
		}
		add("boundary", "boundaries, each from x1, x2 to x1, x2", "境界(x1, x2 から x1, x2 まで)", ends)
		return
	}
	at := []float64{}
	for _, b := range s.plane.boundaries {
		at = append(at, b.At)
	}
	if len(at) == 1 && s.patterns.classes == 2 {
		add("boundary", "boundary", "境界", at[0])
		return
	}
	add("boundary", "boundaries", "境界", at)
}

// addTrail adds where a rule is.
func (s *session) addTrail(add func(key, en, ja string, value any) *exhibit.Readout, i int) {
	t, key, words := &s.trails[i], rules[i].key, label(i)
	n := t.log.Len()
	if n == 0 {
		return
	}
	en, ja := "", ""
	switch t.end {
	case "diverges":
		en, ja = ", diverges", "(発散)"
	case "converged":
		en, ja = ", stopped without mistakes", "(誤りなしで停止)"
	}
	// The step stands in the bar: a label that changes with it would be laid out anew each time.
	add("J_"+key, "J, "+words.En+en, words.Ja+"のJ"+ja, t.j()[n-1])
	add("w_"+key, words.En+": weights", words.Ja+"の重み", slices.Clone(t.w)).Aside = true
}
