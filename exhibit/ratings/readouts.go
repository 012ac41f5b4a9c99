package ratings

import (
	"bufio"
	"io"
	"math"
	"slices"
	"strconv"

	"zscape/compute/factor"
	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/jobs/factorize"
)

// Readouts returns the results of the methods, and facts about the table. Histories
// stand aside, for files.
func (s *session) Readouts() []exhibit.Readout {
	t := s.data.table
	list := []exhibit.Readout{
		{Key: "users", Label: text("users", "ユーザ数"), Value: float64(t.Users)},
		{Key: "items", Label: lang.Sprintf("%vs", "%vの数", thing(t)), Value: float64(t.Items)},
		{Key: "ratings", Label: text("ratings", "評価数"), Value: float64(t.Len())},
		{Key: "heldout", Label: text("held-out ratings", "検証用の評価数"), Value: float64(s.held)},
		{Key: "filled", Label: text("filled cells, %", "評価のあるセルの割合(%)"), Value: math.Round(1e4*float64(t.Len())/float64(t.Users)/float64(t.Items)) / 100},
		{Key: "scale", Label: text("rating scale", "評価の範囲"), Value: s.data.scale},
	}
	add := func(key, en, ja string, v any, aside bool) {
		list = append(list, exhibit.Readout{Key: key, Label: text(en, ja), Value: v, Aside: aside})
	}
	if pictured(s.state) {
		return append(list, s.people.readouts(s)...)
	}
	for _, m := range s.running {
		r := s.results[m]
		if r == nil {
			continue
		}
		name := names[m].short
		add(m+".test", name+", held-out error", name+"、検証用の誤差", s.error(r, r.test), false)
		add(m+".name", name, name, name, true)
		add(m+".train", name+", training error", name+"、学習用の誤差", s.error(r, r.train), true)
		add(m+".history", name+", objective", name+"、目的関数", slices.Clone(r.objective), true)
		if r.low == r.low {
			add(m+".min", name+", smallest prediction", name+"、予測の最小値", r.low, true)
			add(m+".max", name+", largest prediction", name+"、予測の最大値", r.high, true)
		}
		if r.seconds == r.seconds {
			add(m+".seconds", name+", seconds", name+"、秒", r.seconds, true)
		}
	}
	if method, m := s.chosen(); m != nil {
		if r := s.results[method]; !math.IsNaN(r.low) {
			add("low", "smallest prediction, as computed", "予測の最小値(範囲に収める前)", r.low, false)
			add("high", "largest prediction, as computed", "予測の最大値(範囲に収める前)", r.high, false)
		}
		if truth := s.data.truth; truth != nil && m.R > 0 {
			// Of users with few ratings nothing can be known.
			const enough = 50
			planted, found := factor.Rated(truth.U, truth.R, s.train().ByUser, enough), factor.Rated(m.U, m.R, s.train().ByUser, enough)
			if angle := last(factor.PrincipalAngles(planted, truth.R, found, m.R)); angle == angle {
				add("angle", "largest angle to the true factors, degrees", "真の因子との最大の角(度)", angle, false)
			}
		}
	}
	for _, m := range []string{factorize.First, factorize.FirstPlus, factorize.ExcludedProperly} {
		if v, ok := s.stable(m); ok {
			add(m+".stable", "largest stable rate (2 / largest curvature), "+names[m].short, "安定な学習率の上限(2/最大曲率、"+names[m].short+")", v, m == factorize.FirstPlus)
		}
	}
	return list
}

// error returns an error for a read-out: the last of a list or, in words, why
// there is none.
func (s *session) error(r *result, list []float64) any {
	switch v := last(list); {
	case v == v:
		return v
	case r.diverged:
		return text("diverged", "発散")
	case len(list) > 0 && s.held == 0:
		return text("no held-out ratings", "検証用の評価なし")
	}
	return notYet
}

var notYet = text("not computed yet", "計算前")

// measured returns a number for a read-out, or that it is not known yet.
func measured(v float64) any {
	if v != v {
		return notYet
	}
	return v
}

// stable returns the largest learning rate at which a method of first order does
// not diverge: for the factors that it has now or, if it has diverged, at its start.
func (s *session) stable(method string) (rate float64, ok bool) {
	r := s.results[method]
	if r == nil || !isFirst(method) {
		return 0, false
	}
	st := s.state
	own, reg := settings(method, st)
	x := s.data.table // of which the shape counts, where what is missing is taken for 0
	if method == factorize.ExcludedProperly {
		x = s.train()
	}
	d := factorize.Method(method, x, st.Int("R"), own, reg, uint64(st.Int(exhibit.SeedKey))).(*factor.Alternating)
	if !r.diverged {
		m := factorize.Model(r.snapshot, s.data.table.Users, s.data.table.Items)
		if m == nil {
			return 0, false
		}
		settings := factor.Settings{Reg: reg}
		if method == factorize.ExcludedProperly {
			settings.Missing = factor.Excluded
		}
		d = factor.NewAlternating(x, m, settings)
	}
	return d.LargestRate(), true
}

// WriteCSV writes the errors: method, epoch, objective before the epoch, errors
// after it.
func (s *session) WriteCSV(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString("method,epoch,objective,train,test\n")
	for _, m := range s.running {
		r := s.results[m]
		if r == nil {
			continue
		}
		for k := range r.train {
			b.WriteString(m + "," + strconv.Itoa(k+1))
			for _, v := range []float64{r.objective[k], r.train[k], r.test[k]} {
				b.WriteByte(',')
				if v == v { // nothing may be held out
					b.WriteString(strconv.FormatFloat(v, 'g', 17, 64))
				}
			}
			b.WriteByte('\n')
		}
	}
	return b.Flush()
}
