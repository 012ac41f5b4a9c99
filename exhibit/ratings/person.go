package ratings

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/factor"
	"zscape/compute/lang"
	"zscape/compute/plain"
	"zscape/compute/ratings"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/exhibit/ratings/factorize"
	"zscape/scene/plot"
)

// person is the picture of one user: what was rated beside what is predicted, and
// the factors; with a table of what to see next and who is alike. User 0 is the
// visitor, who rates movies and is folded in.
type person struct {
	ratings  plot.Plot
	points   plot.Points
	diagonal plot.Line
	factors  plot.Plot
	bars     plot.Bars
	board    *exhibit.Board
}

func (p *person) init() {
	p.ratings.X.Label, p.ratings.Y.Label = "rating", "prediction"
	p.ratings.Marks = []plot.Mark{&p.diagonal, &p.points}
	p.diagonal = plot.Line{Width: 1, Dash: 3}
	p.factors.X.Label, p.factors.Y.Label = "factor", "loading"
	p.factors.Marks = []plot.Mark{&p.bars}
}

// rated is a rating by the number of a movie, from 0.
type rated struct {
	item  int32
	value float64
}

// mostRated is how many movies a visitor may rate.
const mostRated = 60

// readRated reads "50:5, 181:4": IDs of movies and ratings.
func readRated(text string) (list [][2]float64, reason error) {
	bad := func(en, ja string, args ...any) ([][2]float64, error) { return nil, lang.Errorf(en, ja, args...) }
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	for _, word := range strings.Split(plain.String(text), ",") {
		id, value, ok := strings.Cut(word, ":")
		n, err := strconv.Atoi(strings.TrimSpace(id))
		v, none := exhibit.ParseNumber(value)
		switch {
		case !ok || err != nil || none != nil || n < 1:
			return bad("must be movies and ratings such as 50:5, 181:4, not %.20q", "映画と評価を 50:5, 181:4 のように書いてください。%.20q は読めません", strings.TrimSpace(word))
		case !(v > 0 && v <= 100):
			return bad("must have ratings above 0 and at most 100, not %.20q", "評価は0より大きく100以下にしてください。%.20q は使えません", strings.TrimSpace(value))
		}
		if slices.ContainsFunc(list, func(r [2]float64) bool { return r[0] == float64(n) }) {
			return bad("rates movie %d twice", "映画%dの評価が二つあります", n)
		}
		list = append(list, [2]float64{float64(n), v})
	}
	if len(list) > mostRated {
		return bad("rates %d movies, at most %d are allowed", "映画が%d本あります。%d本までにしてください", len(list), mostRated)
	}
	return list, nil
}

func checkRated(text string) (canonical string, reason error) {
	list, reason := readRated(text)
	words := make([]string, len(list))
	for k, r := range list {
		words[k] = exhibit.FormatNumber(r[0]) + ":" + exhibit.FormatNumber(r[1])
	}
	return strings.Join(words, ", "), reason
}

// visitor returns what the visitor has rated of the table.
func (d *source) visitor(st exhibit.State) ([]rated, error) {
	list, _ := readRated(st.Text("you"))
	var out []rated
	for _, r := range list {
		j := slices.IndexFunc(d.table.Titles, func(t ratings.Title) bool { return t.ID == int(r[0]) })
		if j < 0 {
			return nil, &exhibit.Problem{Key: "you", Value: st.Text("you"), Reason: lang.Sprintf("rates movie %v, which is not in the table", "映画%vは表にありません", r[0])}
		}
		out = append(out, rated{int32(j), r[1]})
	}
	return out, nil
}

// checkPerson returns what is wrong with the user whom st wants.
func (d *source) checkPerson(st exhibit.State) error {
	if st.Int("user") > d.table.Users {
		return &exhibit.Problem{Key: "user", Value: st.Text("user"), Reason: lang.Sprintf("must be at most %d, the last user of the table", "%d以下にしてください。それが表の最後のユーザです", d.table.Users)}
	}
	_, err := d.visitor(st)
	return err
}

// show brings the picture to what the method that is chosen has come to.
func (p *person) show(s *session) {
	st, t := s.state, s.data.table
	n := st.Int("user")
	name := "you"
	var mine []rated
	if n > 0 && n <= t.Users {
		name = "user " + user(s, n-1)
		columns, values := t.ByUser.Row(n - 1)
		for k, j := range columns {
			mine = append(mine, rated{j, values[k]})
		}
	} else {
		mine, _ = s.data.visitor(st)
	}
	method, m := s.chosen()
	p.ratings.Title = name + ": rated, and predicted by " + names[method].short
	p.factors.Title = "factors"
	p.points = plot.Points{Radius: 4, X: p.points.X[:0], Y: p.points.Y[:0], Text: p.points.Text[:0]}
	p.bars = plot.Bars{X: p.bars.X[:0], Y: p.bars.Y[:0]}
	low, high := s.maps.low, s.maps.high
	p.diagonal.X, p.diagonal.Y = []float64{low, high}, []float64{low, high}
	plot2d.Fit(&p.ratings, st, "lperson", plot.Limits{X0: low - 0.5, X1: high + 0.5, Y0: low - 1, Y1: high + 1})
	p.board = &exhibit.Board{Caption: text("Predictions for "+name, name+" への予測"), Columns: []exhibit.Text{
		text("to see next", "次に見るなら"), text("predicted", "予測"), text("most rated", "評価の多い映画"), text("its number", "番号"), text("nearest users", "近いユーザ"), text("cosine", "余弦")}}
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
		p.points.X, p.points.Y = append(p.points.X, r.value), append(p.points.Y, predict(int(r.item)))
		p.points.Text = append(p.points.Text, movie(s, int(r.item)))
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
	over := method == factorize.ALS || method == factorize.SGD || method == factorize.Biases || method == factorize.Meant || method == factorize.Completion
	bias = m.FoldInTo(u, items, values, factor.FoldIn{
		Reg: reg, Zeros: !over, NonNegative: method == factorize.FirstPlus || method == factorize.SecondPlus || method == factorize.Completion,
	})
	return u, bias
}

const listed = 10

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
		count := t.ByItem.Start[j+1] - t.ByItem.Start[j]
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
	for k := range listed {
		row := make([]exhibit.Cell, 6)
		if k < len(next) {
			row[0].Text, row[1].Value = lang.Same(movie(s, next[k].item)), rounded(next[k].score)
		}
		if k < len(known) {
			row[2].Text, row[3].Value = lang.Same(movie(s, known[k].item)), float64(t.Titles[known[k].item].ID)
		}
		if k < len(near) {
			row[4].Text, row[5].Value = lang.Same(user(s, near[k].Row)), rounded(near[k].Cosine)
		}
		p.board.Rows = append(p.board.Rows, row)
	}
}

func rounded(v float64) float64 { return math.Round(v*1000) / 1000 }

// Board returns the table below the picture of one user.
func (s *session) Board() *exhibit.Board {
	if s.state.Text("show") != "user" {
		return nil
	}
	return s.person.board
}
