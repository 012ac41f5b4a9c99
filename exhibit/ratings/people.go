package ratings

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"zscape/compute/embed"
	"zscape/compute/lang"
	"zscape/compute/linalg"
	"zscape/compute/ratings"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/jobs/factorize"
	"zscape/jobs/picture"
	"zscape/scene/plot"
	"zscape/task"
)

// people is the picture of the factors of users, or of movies: their first two
// principal components, and t-SNE; in colours by what else is known of them.
type people struct {
	pca, tsne scatter
	run       *drawn // the latest snapshot of the job; nil if there is none
	purity    embed.Purity
	measured  *float64 // the positions that purity is of
	by        string
}

// drawn is a snapshot of the job.
type drawn struct {
	x          linalg.Array // the factors
	y          []float64    // positions by t-SNE
	components []float64    // positions by PCA
	ratio      []float64
	iteration  float64
	kl         float64
	quality    []float64
	perplexity float64 // that is used
	phase      string
}

// scatter is one of the two plots.
type scatter struct {
	plot   plot.Plot
	groups [mostGroups + 1]plot.Points // the last has all others
}

const mostGroups = 7

func (p *people) init() {
	for _, s := range []*scatter{&p.pca, &p.tsne} {
		s.plot.Equal = true
		s.plot.X.Plain, s.plot.Y.Plain = true, true
	}
	p.pca.plot.X.Label, p.pca.plot.Y.Label = "first component", "second component"
	p.tsne.plot.X.Hidden, p.tsne.plot.Y.Hidden = true, true
	p.tsne.plot.Legend = plot.Above
}

// pictured reports whether the State asks for the picture of users or movies.
func pictured(st exhibit.State) bool {
	return st.Text("show") == "users" || st.Text("show") == "movies"
}

// pictureJob returns the job of the picture.
func (s *session) pictureJob(st exhibit.State, run factorize.Run) exhibit.Job {
	spec := picture.Spec(picture.Run{
		Factors: run, Movies: st.Text("show") == "movies", Perplexity: st.Number("perplexity"), Exaggeration: st.Number("exaggeration"),
		Theta: st.Number("theta"), Iterations: st.Int("iterations"), K: neighbours,
	})
	return exhibit.Job{Spec: spec, Label: text("t-SNE", "t-SNE"), Auto: true, Grows: "iterations"}
}

// neighbours is how many are compared, as trustworthiness is by default elsewhere
// for tables of this size.
const neighbours = 12

// watch takes the latest snapshot of the job.
func (p *people) watch(view task.View) {
	p.run = nil
	last, _ := view.Last()
	m := last.Snapshot
	columns := int(m.Number("columns"))
	if columns < 1 {
		return
	}
	d := &drawn{y: m.Array("y"), iteration: m.Number("iteration"), kl: m.Number("kl"), quality: m.Array("quality"), perplexity: m.Number("perplexity"), phase: m.Text("phase")}
	x := m.Array("x")
	d.x = linalg.Matrix(len(x)/columns, columns, x...)
	if c, err := embed.NewPCA(d.x, min(2, columns)); err == nil {
		d.ratio = c.Ratio
		d.components = c.TransformTo(make([]float64, len(x)/columns*min(2, columns)), d.x)
		if columns == 1 { // on a line
			flat := make([]float64, 2*len(d.components))
			for k, v := range d.components {
				flat[2*k] = v
			}
			d.components = flat
		}
	}
	p.run = d
}

// grouped returns the group of each point, -1 where it is not known, and what the
// groups are called, the largest first.
func grouped(t *ratings.Ratings, movies bool, by string) (group []int, names []string) {
	var label func(i int) string
	n := t.Users
	switch {
	case movies:
		n = t.Items
		label = func(j int) string {
			for k, g := range ratings.Genres[1:] {
				if t.ItemInfo[j].Genres>>(k+1)&1 == 1 {
					return g
				}
			}
			if t.ItemInfo[j].Genres != 0 {
				return ratings.Genres[0]
			}
			return ""
		}
	case by == "sex":
		label = func(i int) string { return t.UserInfo[i].Sex }
	case by == "age":
		label = func(i int) string {
			if a := t.UserInfo[i].Age; a > 0 {
				return fmt.Sprintf("%d to %d", a/10*10, a/10*10+9)
			}
			return t.UserInfo[i].Ages
		}
	default:
		label = func(i int) string { return t.UserInfo[i].Occupation }
	}
	count := map[string]int{}
	for i := range n {
		if l := label(i); l != "" {
			count[l]++
		}
	}
	for l := range count {
		names = append(names, l)
	}
	slices.SortFunc(names, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	group = make([]int, n)
	for i := range group {
		group[i] = slices.Index(names, label(i))
	}
	return group, names
}

// show brings the scatters to the latest snapshot of the job.
func (p *people) show(s *session) {
	st := s.state
	movies := st.Text("show") == "movies"
	group, names := grouped(s.data.table, movies, st.Text("by"))
	mark := st.Text("mark")
	all := "users"
	if movies {
		all = thing(s.data.table).En + "s"
	}
	marked := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, mark) })
	p.pca.plot.Title, p.tsne.plot.Title = "principal components", "t-SNE"
	var positions [2][]float64
	if d := p.run; d != nil {
		positions = [2][]float64{d.components, d.y}
		if len(d.ratio) > 0 {
			sum := 0.0
			for _, r := range d.ratio {
				sum += r
			}
			p.pca.plot.Title = fmt.Sprintf("principal components, %.0f %% of the variance", 100*sum)
		}
		p.tsne.plot.Title = fmt.Sprintf("t-SNE, perplexity %.3g, %s, iteration %.0f", d.perplexity, d.phase, d.iteration)
	}
	for n, sc := range []*scatter{&p.pca, &p.tsne} {
		sc.plot.Marks = sc.plot.Marks[:0]
		for k := range sc.groups {
			g := &sc.groups[k]
			*g = plot.Points{X: g.X[:0], Y: g.Y[:0], Text: g.Text[:0], Labels: g.Labels[:0], Weights: g.Weights[:0], Radius: 3, Name: "others"}
			if k < mostGroups && k < len(names) {
				g.Name = names[k]
			}
			if k == mostGroups || marked >= 0 {
				g.Color = missing
			}
			if len(names) == 0 { // nothing tells them apart
				g.Name = all
			}
			if marked >= 0 && k == 0 {
				g.Name, g.Radius = names[marked], 4.5
				g.Color = highlight
			} else if marked >= 0 {
				g.Name = "others"
			}
		}
		y := positions[n]
		for i := range len(y) / 2 {
			if i >= len(group) {
				break
			}
			k := group[i]
			switch {
			case marked >= 0 && k == marked:
				k = 0
			case marked >= 0 || k < 0 || k >= mostGroups:
				k = mostGroups
			}
			g := &sc.groups[k]
			g.X, g.Y = append(g.X, y[2*i]), append(g.Y, y[2*i+1])
			if movies {
				g.Text = append(g.Text, movie(s, i).En)
				label := ""
				if marked < 0 || k == 0 { // of what is muted only the points are seen
					label = beside(s.data.table.ItemInfo[i].Name)
				}
				g.Labels, g.Weights = append(g.Labels, label), append(g.Weights, float64(s.data.table.ByItem.RowLen(i)))
			} else {
				g.Text = append(g.Text, user(s, i).En)
			}
		}
		// What is marked lies above, what is not told apart below.
		for _, k := range slices.Concat([]int{mostGroups}, []int{1, 2, 3, 4, 5, 6, 0}) {
			if len(sc.groups[k].X) > 0 {
				sc.plot.Marks = append(sc.plot.Marks, &sc.groups[k])
			}
		}
		plot2d.Fit(&sc.plot, st, [2]string{"lpca", "ltsne"}[n], fitted(y))
	}
}

// beside returns what is written beside the point of an item: its name without
// the year, or the beginning.
func beside(name string) string {
	if k := len(name) - len(" (1995)"); k > 0 && strings.HasPrefix(name[k:], " (") && strings.Trim(name[k+2:], "0123456789") == ")" {
		name = name[:k]
	}
	const most = 24
	if r := []rune(name); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return name
}

// fitted returns limits around points, with a little room.
func fitted(y []float64) plot.Limits {
	l := plot.Limits{X0: math.Inf(1), X1: math.Inf(-1), Y0: math.Inf(1), Y1: math.Inf(-1)}
	for k := 0; k+1 < len(y); k += 2 {
		if y[k]-y[k] == 0 && y[k+1]-y[k+1] == 0 {
			l = plot.Limits{X0: min(l.X0, y[k]), X1: max(l.X1, y[k]), Y0: min(l.Y0, y[k+1]), Y1: max(l.Y1, y[k+1])}
		}
	}
	if !(l.X0 < l.X1 && l.Y0 < l.Y1) {
		return plot.Limits{X0: -1, X1: 1, Y0: -1, Y1: 1}
	}
	dx, dy := 0.04*(l.X1-l.X0), 0.04*(l.Y1-l.Y0)
	return plot.Limits{X0: l.X0 - dx, X1: l.X1 + dx, Y0: l.Y0 - dy, Y1: l.Y1 + dy}
}

// shuffles is how often the labels are shuffled to say what chance would give.
const shuffles = 200

// measure compares the groups of neighbours in the finished picture with shuffled
// ones, once.
func (p *people) measure(s *session) (purity embed.Purity, ok bool) {
	d := p.run
	if d == nil || len(d.quality) == 0 || len(d.y) < 4*neighbours {
		return purity, false
	}
	st := s.state
	if by := st.Text("show") + st.Text("by"); p.measured != &d.y[0] || p.by != by {
		nb, err := embed.NewNeighbours(linalg.Matrix(len(d.y)/2, 2, d.y...), neighbours)
		if err != nil {
			return purity, false
		}
		group, names := grouped(s.data.table, st.Text("show") == "movies", st.Text("by"))
		if len(names) == 0 {
			return purity, false
		}
		p.purity = nb.Purity(group, shuffles, rand.New(rand.NewPCG(uint64(st.Int(exhibit.SeedKey)), 5)))
		p.measured, p.by = &d.y[0], by
	}
	return p.purity, true
}

// readouts says how far the picture is to be trusted.
func (p *people) readouts(s *session) (list []exhibit.Readout) {
	d := p.run
	if d == nil {
		return nil
	}
	add := func(key, en, ja string, v any) {
		list = append(list, exhibit.Readout{Key: key, Label: text(en, ja), Value: v})
	}
	add("iteration", "iteration of t-SNE", "t-SNEの反復回数", d.iteration)
	add("perplexity", "perplexity used", "使用したパープレキシティ", d.perplexity)
	add("kl", "Kullback-Leibler divergence", "KLダイバージェンス", measured(d.kl))
	if len(d.quality) == 4 {
		list = append(list, exhibit.Readout{Key: "trustworthiness", Value: measured(d.quality[1]),
			Label: lang.Sprintf("trustworthiness, %v", "信頼性(近傍%v)", lang.Count(int(d.quality[0]), "neighbour", "neighbours"))})
		add("continuity", "continuity", "連続性", measured(d.quality[2]))
	}
	if q, ok := p.measure(s); ok {
		add("purity", "share of neighbours in the same group", "同じグループの近傍の割合", q.Share)
		add("chance", "the same with shuffled labels", "グループをシャッフルしたとき", q.Mean)
		add("p", "P value", "P値", q.P)
		says := text("no groups visible: shuffled labels do as well", "グループは見られない(シャッフルしても同じ程度)")
		if q.Seen() {
			says = text("groups visible: unlikely by chance", "グループが見られる(偶然とは考えにくい)")
		}
		add("verdict", "conclusion", "結論", says)
	}
	return list
}
