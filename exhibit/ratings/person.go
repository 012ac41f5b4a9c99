package ratings

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"zscape/compute/factor"
	"zscape/compute/lang"
	"zscape/compute/plain"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/jobs/factorize"
	"zscape/scene/plot"
)

// person is the picture of one user: what was rated beside what is predicted, and
// the factors; with a table of what to see next and who is alike. User 0 is the
// visitor, who rates items and is folded in. Predictions are shown within the scale
// of the ratings.
type person struct {
	ratings  plot.Plot
	points   plot.Points
	diagonal plot.Line
	factors  plot.Plot
	bars     plot.Bars
	table    *exhibit.Table

	shown, beyond int // predictions, and those of them beyond the scale
}

func (p *person) init() {
	p.ratings.X.Label, p.ratings.Y.Label = "rating", "prediction"
	p.ratings.Marks = []plot.Mark{&p.diagonal, &p.points}
	p.diagonal = plot.Line{Width: 1, Dash: 3}
	p.factors.X.Label, p.factors.Y.Label = "factor", "loading"
	p.factors.Marks = []plot.Mark{&p.bars}
}

// rated is a rating by the column of an item.
type rated struct {
	item  int32
	value float64
}

// typed is a rating by the ID of an item.
type typed struct {
	id    string
	value float64
}

// mostRated is how many items a visitor may rate.
const mostRated = 60

// readRated reads "50:5, 181:4": IDs of items and ratings.
func readRated(text string) (list []typed, reason error) {
	bad := func(en, ja string, args ...any) ([]typed, error) { return nil, lang.Errorf(en, ja, args...) }
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	for _, word := range strings.Split(plain.String(text), ",") {
		word = strings.TrimSpace(word)
		k := strings.LastIndexByte(word, ':')
		if k < 0 {
			k = 0
		}
		id := strings.TrimSpace(word[:k])
		v, err := exhibit.ParseNumber(strings.TrimPrefix(word[k:], ":"))
		if id == "" || err != nil {
			return bad("must be items and ratings such as 50:5, 181:4, not %.20q", "アイテムと評価を 50:5, 181:4 のように書いてください。%.20q は読めません", word)
		}
		if slices.ContainsFunc(list, func(r typed) bool { return r.id == id }) {
			return bad("rates item %s twice", "アイテム%sの評価が二つあります", id)
		}
		list = append(list, typed{id, v})
	}
	if len(list) > mostRated {
		return bad("rates %d items, at most %d are allowed", "アイテムが%d個あります。%d個までにしてください", len(list), mostRated)
	}
	return list, nil
}

func checkRated(text string) (canonical string, reason error) {
	list, reason := readRated(text)
	words := make([]string, len(list))
	for k, r := range list {
		words[k] = r.id + ":" + exhibit.FormatNumber(r.value)
	}
	return strings.Join(words, ", "), reason
}

// visitor returns what the visitor has rated of the table.
func (d *source) visitor(st exhibit.State) ([]rated, error) {
	list, _ := readRated(st.Text("you"))
	if len(list) == 0 {
		return nil, nil
	}
	bad := func(en, ja string, args ...any) error {
		return &exhibit.Problem{Key: "you", Value: st.Text("you"), Reason: lang.Sprintf(en, ja, args...)}
	}
	low, high := d.low, d.high
	var out []rated
	for _, r := range list {
		j, ok := d.table.Item(r.id)
		if !ok {
			return nil, bad("rates %v %s, which is not in the table", "%v%sは表にありません", thing(d.table), r.id)
		}
		if r.value < low || r.value > high {
			return nil, bad("must have ratings from %s to %s, not %s", "評価は%sから%sまでにしてください(%sは使えません)",
				exhibit.FormatNumber(low), exhibit.FormatNumber(high), exhibit.FormatNumber(r.value))
		}
		out = append(out, rated{int32(j), r.value})
	}
	return out, nil
}

// checkPerson returns what is wrong with the user whom st asks for.
func (d *source) checkPerson(st exhibit.State) error {
	if st.Int("user") > d.table.Users {
		return &exhibit.Problem{Key: "user", Value: st.Text("user"), Reason: lang.Sprintf("must be at most %d, the last user in the table", "%d以下にしてください。表のユーザは%[1]d人です", d.table.Users)}
	}
	_, err := d.visitor(st)
	return err
}

// show brings the picture, if it is seen, to the latest result of the chosen method.
func (p *person) show(s *session) {
	st, t := s.state, s.data.table
	if st.Text("show") != "user" {
		return
	}
	n := st.Int("user")
	name, named := "you", text("you", "あなた")
	var mine []rated
	if n > 0 && n <= t.Users {
		name = "user " + who(s, n-1)
		named = text(name, "ユーザ "+who(s, n-1))
		columns, values := t.ByUser.Row(n - 1)
		for k, j := range columns {
			mine = append(mine, rated{j, values[k]})
		}
	} else {
		mine, _ = s.data.visitor(st)
	}
	method, m := s.chosen()
	p.ratings.Title = name + ": ratings, and predictions by " + names[method].short
	p.factors.Title = "factors"
	p.points = plot.Points{Radius: 4, X: p.points.X[:0], Y: p.points.Y[:0], Text: p.points.Text[:0], Labels: p.points.Labels[:0], Weights: p.points.Weights[:0]}
	p.bars = plot.Bars{X: p.bars.X[:0], Y: p.bars.Y[:0]}
	p.shown, p.beyond = 0, 0
	low, high := s.maps.low, s.maps.high
	room := (s.maps.most - s.maps.least) / 4
	p.diagonal.X, p.diagonal.Y = []float64{low, high}, []float64{low, high}
	plot2d.Fit(&p.ratings, st, "lperson", plot.Limits{X0: low - room/2, X1: high + room/2, Y0: low - room, Y1: high + room})
	p.table = &exhibit.Table{Caption: lang.Sprintf("Predictions for %v", "%vへの予測", named), Columns: []exhibit.Column{
		{Title: text("recommended", "おすすめ"), Sortable: true},
		{Title: text("predicted", "予測"), Sortable: true, Numbers: true, Decimals: 3},
		{Title: text("most rated", "評価の多い"+thing(t).Ja), Sortable: true, Apart: true},
		{Title: text("ID", "ID"), Sortable: true},
		{Title: text("ratings", "評価数"), Sortable: true, Numbers: true},
		{Title: text("nearest users", "近いユーザ"), Sortable: true, Apart: true},
		{Title: text("cosine", "コサイン"), Sortable: true, Numbers: true, Decimals: 3}}}
	if m == nil {
		return
	}
	u, bias := p.fold(s, m, n, mine, method)
	predict := func(j int) float64 {
		v := bias
		for r := range m.R {
			v += u[r] * m.V[j*m.R+r]
		}
		if m.ItemBias != nil {
			v += m.Mean + m.ItemBias[j]
		}
		return v
	}
	has := map[int32]bool{}
	for _, r := range mine {
		has[r.item] = true
		p.points.X, p.points.Y = append(p.points.X, r.value), append(p.points.Y, p.within(s, predict(int(r.item))))
		p.points.Text = append(p.points.Text, movie(s, int(r.item)).En)
		// What is predicted worst is named first.
		p.points.Labels = append(p.points.Labels, beside(t.ItemInfo[r.item].Name))
		p.points.Weights = append(p.points.Weights, math.Abs(predict(int(r.item))-r.value))
	}
	for r := range m.R {
		p.bars.X, p.bars.Y = append(p.bars.X, float64(r+1)), append(p.bars.Y, u[r])
	}
	p.list(s, m, n, u, predict, has)
}

// fold returns the factors and the bias of user n, or of the visitor.
func (p *person) fold(s *session, m *factor.Model, n int, mine []rated, method string) (u []float64, bias float64) {
	if n > 0 && n <= m.Users {
		if m.UserBias != nil {
			bias = m.UserBias[n-1]
		}
		return m.U[(n-1)*m.R : n*m.R], bias
	}
	u = make([]float64, m.R)
	items, values := make([]int32, len(mine)), make([]float64, len(mine))
	for k, r := range mine {
		items[k], values[k] = r.item, r.value
	}
	_, reg := settings(method, s.state)
	if method == factorize.SGD { // which counts it once for each rating
		reg *= float64(max(len(mine), 1))
	}
	over := method == factorize.ALS || method == factorize.SGD || method == factorize.Biases || method == factorize.ExcludedProperly || method == factorize.Completion
	bias = m.FoldInTo(u, items, values, factor.FoldIn{
		Reg: reg, Zeros: !over, NonNegative: method == factorize.FirstPlus || method == factorize.SecondPlus || method == factorize.Completion,
	})
	return u, bias
}

// within returns a prediction as it is shown, and counts it.
func (p *person) within(s *session, v float64) float64 {
	shown := s.maps.within(v)
	p.shown++
	if shown != v {
		p.beyond++
	}
	return shown
}

// listed is how many rows the table has at most.
const listed = 50

// list fills the table: what is predicted highest and not rated yet, what many
// have rated, and who is alike.
func (p *person) list(s *session, m *factor.Model, n int, u []float64, predict func(j int) float64, has map[int32]bool) {
	t := s.data.table
	type scored struct {
		item  int
		score float64
	}
	var next, known []scored
	for j := range t.Items {
		count := t.ByItem.RowLen(j)
		if has[int32(j)] {
			continue
		}
		known = append(known, scored{j, float64(count)})
		if v := predict(j); count >= 5 && v == v { // of what few have seen little is known
			next = append(next, scored{j, v})
		}
	}
	descending := func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.item, b.item)) }
	slices.SortFunc(next, descending)
	slices.SortFunc(known, descending)
	var near []factor.Neighbour
	if m.R > 0 {
		near = factor.NearestTo(nil, m.U, u, n-1, listed)
	}
	for k := range min(listed, max(len(next), len(known), len(near))) {
		row := make([]exhibit.Cell, len(p.table.Columns))
		if k < len(next) {
			v := rounded(next[k].score)
			row[0].Text, row[1].Value = movie(s, next[k].item), p.within(s, v)
			if row[1].Value != v {
				row[1].Note = "(" + exhibit.FormatNumber(v) + ")"
			}
		}
		if k < len(known) {
			row[2].Text, row[3].Text = movie(s, known[k].item), lang.Same(t.ItemInfo[known[k].item].ID)
			row[4].Value = known[k].score
		}
		if k < len(near) && near[k].Cosine == near[k].Cosine {
			row[5].Text, row[6].Value = user(s, near[k].Row), rounded(near[k].Cosine)
		}
		p.table.Rows = append(p.table.Rows, row)
	}
}

func rounded(v float64) float64 { return math.Round(v*1000) / 1000 }

// Table returns the table below the picture of one user.
func (s *session) Table() *exhibit.Table {
	if s.state.Text("show") != "user" {
		return nil
	}
	return s.person.table
}
