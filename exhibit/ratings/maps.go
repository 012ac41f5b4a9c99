package ratings

import (
	"math"
	"strings"

	"zscape/compute/factor"
	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/scene"
	"zscape/scene/colormap"
	"zscape/scene/plot"
	"zscape/scene/space"
)

// maps are three views of one part of the matrix: the ratings, the prediction,
// and what is left. A cell of the picture is the mean of a block of cells of the
// matrix where there are more of these than can be seen.
type maps struct {
	given, made, left heat
	bar               space.Space
	legend            space.ColorBar
	low, high         float64 // of the ratings
	least, most       float64 // of their colours
}

// heat is one of them.
type heat struct {
	plot  plot.Plot
	cells plot.Heatmap
	empty plot.Polygon // under them: what is missing shows it
	key   string
}

// missing is the colour of cells without a rating.
var missing = scene.Color{R: 0.5, G: 0.5, B: 0.5, A: 1}

// highlight is the colour of a group that is marked.
var highlight = scene.Color{R: 0.85, G: 0.28, B: 0.13, A: 1}

// finest is how many blocks there are along a side at most.
const finest = 150

func (m *maps) init() {
	for _, h := range []*heat{&m.given, &m.made, &m.left} {
		h.plot.Y.Label = "user"
		h.plot.Y.Reversed = true
		h.plot.X.Plain, h.plot.Y.Plain = true, true
		h.plot.Marks = []plot.Mark{&h.empty, &h.cells}
	}
	m.given.key, m.made.key, m.left.key = "lgiven", "lmade", "lleft"
	m.given.plot.Title = "ratings"
}

// table begins with another table.
func (m *maps) table(s *session) {
	m.low, m.high = s.data.table.Range()
	if m.least, m.most = m.low, m.high; !(m.low < m.high) {
		m.least, m.most = m.low-0.5, m.high+0.5
	}
	for _, h := range []*heat{&m.given, &m.made, &m.left} {
		h.plot.X.Label = thing(s.data.table).En
	}
}

// within returns a prediction as it is shown: within the scale of the ratings.
func (m *maps) within(v float64) float64 { return min(max(v, m.low), m.high) }

// window is the part of the matrix that is seen, in blocks of so many rows and
// columns.
type window struct {
	row, rows, tall int // first, how many blocks, how high each is
	col, cols, wide int
}

func (s *session) window(l plot.Limits) window {
	span := func(a, b float64, n int) (first, blocks, size int) {
		lo, hi := math.Floor(min(a, b)+0.5), math.Ceil(max(a, b)-0.5)
		first = int(max(0, min(lo, float64(n-1))))
		end := int(max(float64(first), min(hi, float64(n-1)))) + 1
		size = (end - first + finest - 1) / finest
		first -= first % size // so that blocks stay where they are
		return first, (end - first + size - 1) / size, size
	}
	var w window
	w.row, w.rows, w.tall = span(l.Y0, l.Y1, s.data.table.Users)
	w.col, w.cols, w.wide = span(l.X0, l.X1, s.data.table.Items)
	return w
}

// limits returns where the blocks lie.
func (w window) limits() plot.Limits {
	return plot.Limits{X0: float64(w.col) - 0.5, X1: float64(w.col+w.cols*w.wide) - 0.5, Y0: float64(w.row) - 0.5, Y1: float64(w.row+w.rows*w.tall) - 0.5}
}

// show brings the maps to what the method that is chosen has come to.
func (m *maps) show(s *session) {
	t := s.data.table
	whole := plot.Limits{X0: -0.5, X1: float64(t.Items) - 0.5, Y0: -0.5, Y1: float64(t.Users) - 0.5}
	var l plot.Limits
	for _, h := range []*heat{&m.given, &m.made, &m.left} {
		l = plot2d.Fit(&h.plot, s.state, h.key, whole)
	}
	w := s.window(l)
	n := w.rows * w.cols
	for _, h := range []*heat{&m.given, &m.made, &m.left} {
		// A heat map sees by its memory that its values are others.
		h.cells.Values = make([]float64, n)
		h.cells.Rows, h.cells.Cols, h.cells.In = w.rows, w.cols, w.limits()
		h.empty = plot.Polygon{X: []float64{whole.X0, whole.X1, whole.X1, whole.X0}, Y: []float64{whole.Y0, whole.Y0, whole.Y1, whole.Y1}, Opacity: 0.18, Width: -1, Color: missing}
		m.label(&h.plot, s, w)
	}
	method, model := s.chosen()
	m.made.plot.Title, m.left.plot.Title = "prediction: "+names[method].short, "ratings less prediction"
	s.blocks(m.given.cells.Values, w, nil)
	low, high := m.least, m.most
	if model == nil {
		fill(m.made.cells.Values, math.NaN())
		fill(m.left.cells.Values, math.NaN())
	} else {
		predict(m.made.cells.Values, w, model)
		s.blocks(m.left.cells.Values, w, model)
		if s.state.Text("range") == "own" {
			if a, b := m.made.cells.Range(); a < b {
				low, high = a, b
			}
		}
	}
	colors, _ := colormap.Named(s.state.Text(exhibit.ColormapKey))
	m.given.cells.Map, m.made.cells.Map = colors, colors
	m.given.cells.Norm, m.made.cells.Norm = colormap.Linear{Min: m.least, Max: m.most}, colormap.Linear{Min: low, Max: high}
	diverging, _ := colormap.Named("coolwarm")
	m.left.cells.Map, m.left.cells.Norm = diverging, colormap.Linear{Min: -(m.most - m.least) / 2, Max: (m.most - m.least) / 2}
	m.legend = space.ColorBar{Min: low, Max: high, Color: exhibit.Colors(s.state.Text(exhibit.ColormapKey), low, high), Title: "rating"}
	m.bar = space.Space{Camera: scene.DefaultCamera, Axes: space.Axes{Hidden: true}, Marks: []space.Mark{&m.legend}}
}

// label names users and movies where there are few enough.
func (m *maps) label(p *plot.Plot, s *session, w window) {
	const few = 14
	t := s.data.table
	p.X.Ticks, p.Y.Ticks = nil, nil
	if w.wide == 1 && w.cols <= few {
		for j := w.col; j < min(w.col+w.cols, t.Items); j++ {
			p.X.Ticks = append(p.X.Ticks, plot.Tick{At: float64(j), Label: shortened(movie(s, j).En, t.ItemInfo[j].Name == "")})
		}
	}
	if w.tall == 1 && w.rows <= 2*few {
		for i := w.row; i < min(w.row+w.rows, t.Users); i++ {
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

func fill(v []float64, x float64) {
	for k := range v {
		v[k] = x
	}
}

// blocks sets dst to the mean of the ratings in each block, less what m predicts
// if it is not nil; NaN where there are none.
func (s *session) blocks(dst []float64, w window, m *factor.Model) {
	count := make([]int, len(dst))
	fill(dst, 0)
	t := s.data.table
	for i := w.row; i < min(w.row+w.rows*w.tall, t.Users); i++ {
		columns, values := t.ByUser.Row(i)
		row := (i - w.row) / w.tall * w.cols
		for k, j := range columns {
			c := int(j) - w.col
			if c < 0 || c >= w.cols*w.wide {
				continue
			}
			v := values[k]
			if m != nil {
				v -= m.Predict(i, int(j))
			}
			dst[row+c/w.wide] += v
			count[row+c/w.wide]++
		}
	}
	for k, n := range count {
		if n == 0 {
			dst[k] = math.NaN()
		} else {
			dst[k] /= float64(n)
		}
	}
}

// predict sets dst to the mean of the predictions in each block, which is the
// prediction of the means of the factors.
func predict(dst []float64, w window, m *factor.Model) {
	side := func(f, bias []float64, first, blocks, size, n int) (mean, offset []float64) {
		mean, offset = make([]float64, blocks*m.R), make([]float64, blocks)
		for b := range blocks {
			from, to := first+b*size, min(first+(b+1)*size, n)
			for i := from; i < to; i++ {
				for r := range m.R {
					mean[b*m.R+r] += f[i*m.R+r] / float64(to-from)
				}
				if bias != nil {
					offset[b] += bias[i] / float64(to-from)
				}
			}
		}
		return mean, offset
	}
	u, bu := side(m.U, m.UserBias, w.row, w.rows, w.tall, m.Users)
	v, bv := side(m.V, m.ItemBias, w.col, w.cols, w.wide, m.Items)
	for a := range w.rows {
		for b := range w.cols {
			sum := bu[a] + bv[b]
			if m.UserBias != nil {
				sum += m.Mean
			}
			for r := range m.R {
				sum += u[a*m.R+r] * v[b*m.R+r]
			}
			dst[a*w.cols+b] = sum
		}
	}
}
