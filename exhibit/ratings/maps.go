package ratings

import (
	"math"
	"slices"
	"strings"

	"zscape/compute/factor"
	"zscape/compute/lang"
	"zscape/compute/ratings"
	"zscape/compute/sparse"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/scene"
	"zscape/scene/colormap"
	"zscape/scene/plot"
	"zscape/scene/space"
)

// maps are three views of one part of the matrix: the ratings, the prediction,
// and the residuals.
type maps struct {
	observed, predicted, residual heat
	bar                           space.Space
	legend                        space.ColorBar
	table                         *ratings.Ratings // that they show
	result                        *result          // of which they show the prediction; nil if there is none
	low, high                     float64          // of the ratings
	least, most                   float64          // of their colours
}

// heat is one of them.
type heat struct {
	plot  plot.Plot
	cells plot.Matrix
	key   string
}

// missing is the colour of cells without a rating.
var missing = scene.Color{R: 0.5, G: 0.5, B: 0.5, A: 1}

// highlight is the colour of a group that is marked.
var highlight = scene.Color{R: 0.85, G: 0.28, B: 0.13, A: 1}

// finest is how many blocks there are along a side at most.
const finest = 150

func (m *maps) init() {
	for _, h := range []*heat{&m.observed, &m.predicted, &m.residual} {
		h.plot.Y.Label = "user"
		h.plot.Y.Reversed = true
		h.plot.X.Plain, h.plot.Y.Plain = true, true
		h.plot.Marks = []plot.Mark{&h.cells}
		h.cells.Gap, h.cells.Finest = missing.Opacity(0.18), finest
	}
	m.observed.key, m.predicted.key, m.residual.key = "lgiven", "lmade", "lleft"
	m.observed.plot.Title = "ratings"
}

// begin begins with another table.
func (m *maps) begin(s *session) {
	m.low, m.high = s.data.low, s.data.high
	if m.least, m.most = m.low, m.high; !(m.low < m.high) {
		m.least, m.most = m.low-0.5, m.high+0.5
	}
	for _, h := range []*heat{&m.observed, &m.predicted, &m.residual} {
		h.plot.X.Label = thing(s.data.table).En
		h.cells.RowName = func(i int) string { return user(s, i).En }
		h.cells.ColName = func(j int) string { return movie(s, j).En }
	}
}

// within returns a prediction as it is shown: within the scale of the ratings.
func (m *maps) within(v float64) float64 { return min(max(v, m.low), m.high) }

// compute brings the matrices to the table and the latest result of the chosen method,
// unless they are there.
func (m *maps) compute(s *session) {
	t, result := s.data.table, s.results[s.method()]
	if t == m.table && result == m.result {
		return
	}
	m.table, m.result = t, result
	none := &plot2d.Sparse{Matrix: sparse.New(t.Users, t.Items, slices.Values([]sparse.Entry(nil)), sparse.Sum)}
	m.observed.cells.Cells, m.predicted.cells.Cells, m.residual.cells.Cells = &plot2d.Sparse{Matrix: t.ByUser}, none, none
	if _, model := s.chosen(); model != nil {
		m.predicted.cells.Cells = &predicted{model}
		m.residual.cells.Cells = &residual{t.ByUser, model}
	}
}

// show brings the maps to the latest result of the chosen method.
func (m *maps) show(s *session) {
	m.predicted.plot.Title, m.residual.plot.Title = "prediction: "+names[s.method()].short, "residuals: rating \u2212 prediction"
	m.compute(s)
	whole := m.observed.cells.Whole()
	var l plot.Limits
	for _, h := range []*heat{&m.observed, &m.predicted, &m.residual} {
		l = plot2d.Fit(&h.plot, s.state, h.key, whole)
		m.label(&h.plot, s, l)
	}
	low, high := m.least, m.most
	if s.state.Text("range") == "own" {
		if a, b := m.predicted.cells.Range(l); a < b {
			low, high = a, b
		}
	}
	colors, _ := colormap.Named(s.state.Text(exhibit.ColormapKey))
	m.observed.cells.Map, m.predicted.cells.Map = colors, colors
	m.observed.cells.Norm, m.predicted.cells.Norm = colormap.Linear{Min: m.least, Max: m.most}, colormap.Linear{Min: low, Max: high}
	diverging, _ := colormap.Named("coolwarm")
	m.residual.cells.Map, m.residual.cells.Norm = diverging, colormap.Linear{Min: -(m.most - m.least) / 2, Max: (m.most - m.least) / 2}
	m.legend = space.ColorBar{Min: low, Max: high, Color: exhibit.Colors(s.state.Text(exhibit.ColormapKey), low, high), Title: "rating"}
	m.bar = space.Space{Camera: scene.DefaultCamera, Axes: space.Axes{Hidden: true}, Marks: []space.Mark{&m.legend}}
}

// label names users and movies where there are few enough.
func (m *maps) label(p *plot.Plot, s *session, l plot.Limits) {
	const few = 14
	t := s.data.table
	p.X.Ticks, p.Y.Ticks = nil, nil
	row0, row1, col0, col1 := m.observed.cells.Seen(l)
	if col1-col0 < few {
		for j := col0; j <= col1; j++ {
			p.X.Ticks = append(p.X.Ticks, plot.Tick{At: float64(j), Label: shortened(movie(s, j).En, t.ItemInfo[j].Name == "")})
		}
	}
	if row1-row0 < 2*few {
		for i := row0; i <= row1; i++ {
			p.Y.Ticks = append(p.Y.Ticks, plot.Tick{At: float64(i), Label: shortened(user(s, i).En, t.UserInfo[i].Occupation == "")})
		}
	}
}

// movie returns what an item is called, user who a user is.
func movie(s *session, j int) exhibit.Text {
	t := s.data.table.ItemInfo[j]
	if t.Name == "" {
		return lang.Sprintf("%v %s", "%v %s", thing(s.data.table), t.ID)
	}
	return lang.Same(t.Name)
}

func user(s *session, i int) exhibit.Text {
	if s.data.table.UserInfo[i].Occupation == "" {
		return lang.Sprintf("user %s", "ユーザ %s", who(s, i))
	}
	return lang.Same(who(s, i))
}

// who returns the ID of a user and, if it is known, the occupation.
func who(s *session, i int) string {
	p := s.data.table.UserInfo[i]
	return strings.TrimSpace(p.ID + " " + p.Occupation)
}

// shortened returns the beginning of a long text; of one that ends with an ID, which
// its last digits tell from others, the beginning and the end.
func shortened(t string, id bool) string {
	const most, last = 14, 6
	r := []rune(t)
	switch {
	case len(r) <= most:
		return t
	case id:
		return string(r[:most-1-last]) + "…" + string(r[len(r)-last:])
	}
	return string(r[:most-1]) + "…"
}

// predicted is what a model predicts, for a plot.Matrix.
type predicted struct{ model *factor.Model }

// Dims implements plot.Cells.
func (p *predicted) Dims() (rows, cols int) { return p.model.Users, p.model.Items }

// BlocksTo implements plot.Cells. The mean of the predictions in a block is the
// prediction of the means of the factors.
func (p *predicted) BlocksTo(value []float64, count []int32, b *plot.Blocks) {
	m := p.model
	side := func(f, bias []float64, block []int32, n int) (mean, offset, size []float64) {
		mean, offset, size = make([]float64, n*m.R), make([]float64, n), make([]float64, n)
		for _, k := range block {
			if k >= 0 {
				size[k]++
			}
		}
		for i, k := range block {
			if k < 0 {
				continue
			}
			for r := range m.R {
				mean[int(k)*m.R+r] += f[i*m.R+r] / size[k]
			}
			if bias != nil {
				offset[k] += bias[i] / size[k]
			}
		}
		return mean, offset, size
	}
	u, bu, rows := side(m.U, m.UserBias, b.Row, b.Rows)
	v, bv, cols := side(m.V, m.ItemBias, b.Col, b.Cols)
	for a := range b.Rows {
		for c := range b.Cols {
			sum := bu[a] + bv[c]
			if m.UserBias != nil {
				sum += m.Mean
			}
			for r := range m.R {
				sum += u[a*m.R+r] * v[c*m.R+r]
			}
			k := a*b.Cols + c
			value[k], count[k] = sum, int32(min(rows[a]*cols[c], math.MaxInt32))
		}
	}
}

// residual is the ratings minus the predictions of a model, for a plot.Matrix.
type residual struct {
	ratings *sparse.Matrix
	model   *factor.Model
}

// Dims implements plot.Cells.
func (r *residual) Dims() (rows, cols int) { return r.ratings.Rows, r.ratings.Cols }

// BlocksTo implements plot.Cells.
func (r *residual) BlocksTo(value []float64, count []int32, b *plot.Blocks) {
	clear(value)
	clear(count)
	var errors []float64
	for i, k := range b.Row {
		if k < 0 {
			continue
		}
		columns, ratings := r.ratings.Row(i)
		errors = slices.Grow(errors[:0], len(columns))[:len(columns)]
		r.model.ErrorsTo(errors, i, columns, ratings)
		from, to := int(k)*b.Cols, (int(k)+1)*b.Cols
		add(value[from:to], count[from:to], b.Col, columns, errors)
	}
	for k, n := range count {
		value[k] /= float64(n) // NaN where there is nothing
	}
}

// add adds the values of columns to those of their blocks.
func add(sum []float64, count, block, columns []int32, values []float64) {
	for k, j := range columns {
		if b := block[j]; b >= 0 {
			sum[b] += values[k]
			count[b]++
		}
	}
}

// Describe implements plot.Describer.
func (r *residual) Describe(value string, count int32) string {
	return new(plot2d.Sparse).Describe(value, count)
}
