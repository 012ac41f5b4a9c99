package graph

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"zscape/compute/network"
	"zscape/compute/partition"
	"zscape/compute/sparse"
	"zscape/exhibit"
	sbm "zscape/jobs/blockmodel"
	"zscape/jobs/layout"
	"zscape/jobs/links"
	"zscape/jobs/spectral"
	"zscape/scene"
	"zscape/task"
)

var library = task.Library{
	layout.Name: layout.New, spectral.Name: spectral.New,
	sbm.Name: sbm.New, sbm.ICLName: sbm.NewICL, sbm.ExactName: sbm.NewExact,
}

// state returns a State of the exhibit.
func state(t testing.TB, query string) exhibit.State {
	t.Helper()
	st, problems, err := exhibit.Parse("graph?"+query, func(string) (*exhibit.Exhibit, bool) { return Exhibit, true })
	if err != nil || problems != nil {
		t.Fatalf("%s: %v, %v", query, err, problems)
	}
	return st
}

// open returns a session of a graph in a State of the built-in graph that it stands for.
func open(t testing.TB, query string, g *network.Graph) *session {
	t.Helper()
	s, st := newSession(), state(t, query)
	if g != nil {
		s.source = &source{of: st, graph: g, data: links.Data(g.Links), flat: map[string]*sparse.Matrix{}}
		s.source.out, s.source.in = g.Degrees()
		if len(g.Labels) > 0 {
			s.source.label = &g.Labels[0]
		}
	}
	update(t, s, st)
	return s
}

func update(t testing.TB, s *session, st exhibit.State) {
	t.Helper()
	if err := s.Update(st); err != nil {
		t.Fatal(err)
	}
}

// finish runs all jobs but the drawing to their ends.
func finish(t testing.TB, s *session) (views []task.View) {
	t.Helper()
	for _, job := range s.Jobs() {
		if job.Name == layout.Name {
			views = append(views, task.View{})
			continue
		}
		h, err := task.Do(library, job.Spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		views = append(views, h.View(math.MaxInt))
	}
	s.Watch(views)
	return views
}

func readout(s *session, key string) any {
	for _, r := range s.Readouts() {
		if r.Key == key {
			return r.Value
		}
	}
	return nil
}

func number(t testing.TB, s *session, key string) float64 {
	t.Helper()
	v, ok := readout(s, key).(float64)
	if !ok {
		t.Fatalf("%s is %v", key, readout(s, key))
	}
	return v
}

func labelsOf(t testing.TB, s *session, key string) (list []int32) {
	t.Helper()
	v, ok := readout(s, key).([]float64)
	if !ok {
		t.Fatalf("%s is %v", key, readout(s, key))
	}
	for _, g := range v {
		list = append(list, int32(g))
	}
	return list
}

// separate returns a directed graph of n nodes in q groups that nobody could mistake, labelled.
func separate(n, q int) *network.Graph {
	names := make([]string, n)
	class := make([]int32, n)
	for i := range names {
		names[i], class[i] = "n"+strconv.Itoa(i+1), int32(i%q)
	}
	g := network.New(names, true, func(yield func(sparse.Entry) bool) {
		for i := range n {
			for j := range n {
				// Fixed, and as good as random: fractions of multiples of square roots.
				u := math.Mod(float64(i)*math.Sqrt2+float64(j)*math.Sqrt(3)+float64(i*j)*math.Sqrt(5), 1)
				p := 0.03
				if i%q == j%q {
					p = 0.7
				}
				if i != j && u < p && !yield(sparse.Entry{Row: int32(i), Col: int32(j), Value: 1}) {
					return
				}
			}
		}
	})
	classes := make([]string, q)
	for k := range classes {
		classes[k] = strconv.Itoa(k)
	}
	g.Labels = []network.Label{{Name: "group", Classes: classes, Class: class}}
	return g
}

// The score of the groups that the reference graph was made with, which are its label:
// ../../compute/blockmodel/testdata/sbm.json, by SciPy 1.10.1.
func TestPlantedScore(t *testing.T) {
	g := reference(t)
	const marginal, prior = -3114.41206620428, -151.6824417619028 // planted_diag_False
	for query, want := range map[string]float64{
		"show=blocks&prior=fixed&K=4&sweeps=400":           marginal + prior,
		"show=blocks&prior=fixed&K=4&sweeps=10&groups=two": marginal + 2*prior,
	} {
		s := open(t, query, g)
		finish(t, s)
		if got := number(t, s, "sbm.label"); math.Abs(got-want) > 1e-8 {
			t.Errorf("%s: the log joint probability is %v, want %v", query, got, want)
		}
	}
}

// reference returns the graph of the reference files, with the groups it was made with.
func reference(t testing.TB) *network.Graph {
	t.Helper()
	var file struct {
		N     int
		Group struct{ Data []int32 }
		Edges [][2]int32
	}
	data, err := os.ReadFile("../../compute/spectral/testdata/graph.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	names := make([]string, file.N)
	for i := range names {
		names[i] = strconv.Itoa(i + 1)
	}
	g := network.New(names, true, func(yield func(sparse.Entry) bool) {
		for _, e := range file.Edges {
			if !yield(sparse.Entry{Row: e[0], Col: e[1], Value: 1}) {
				return
			}
		}
	})
	g.Labels = []network.Label{{Name: "group", Classes: []string{"0", "1", "2", "3"}, Class: file.Group.Data}}
	return g
}

// Chains agree on a clear graph, and find its groups; so do the centroid, ICL, and the
// densities, which are those of the groups that are shown.
func TestPlanted(t *testing.T) {
	for _, query := range []string{"show=blocks&icl=1&prior=crp", "show=blocks&icl=1&groups=two&prior=crp", "show=blocks&shown=centroid&prior=crp", "show=blocks&model=degrees&raw=1&prior=crp", "show=blocks&prior=fixed&K=4"} {
		s := open(t, query+"&sweeps=1500", separate(60, 4))
		finish(t, s)
		// Where all draws are the same, there is none.
		if rhat, _, _ := s.blocks.diagnosis.worst(); !(rhat < good) && !s.blocks.diagnosis.constant() {
			t.Errorf("%s: R-hat is %v of %v", query, rhat, readout(s, "sbm.worst"))
		}
		if ari := number(t, s, "sbm.ari"); ari != 1 {
			t.Errorf("%s: the adjusted Rand index is %v", query, ari)
		}
		if s.iclAt >= 0 && (number(t, s, "suggest.icl") != 4 || !s.blocks.curve.done) {
			t.Errorf("%s: ICL suggests %v, done %v", query, number(t, s, "suggest.icl"), s.blocks.curve.done)
		}
		z, w := labelsOf(t, s, "sbm.sender"), labelsOf(t, s, "sbm.receiver")
		links, theta := readout(s, "sbm.links").([][]float64), readout(s, "sbm.theta").([][]float64)
		count := make(map[[2]int32]float64)
		for i := range z {
			columns, _ := s.source.graph.Links.Row(i)
			for _, j := range columns {
				count[[2]int32{z[i], w[j]}]++
			}
		}
		for k := range links {
			for l := range links[k] {
				if links[k][l] != count[[2]int32{int32(k), int32(l)}] {
					t.Errorf("%s: %v links from group %d to %d, want %v", query, links[k][l], k, l, count[[2]int32{int32(k), int32(l)}])
				}
				if n := links[k][l]; s.state.Text("model") == "bernoulli" && (theta[k][l]-0.365)*(n-82) < 0 {
					t.Errorf("%s: theta %d, %d is %v with %v links", query, k, l, theta[k][l], n)
				}
			}
		}
		if notices := s.blocks.notices(s); len(notices) != 0 && !s.state.On("raw") {
			t.Errorf("%s: notices %v", query, notices)
		}
		table := s.blocks.table(s)
		if len(table.Rows) != len(sbm.Free(60, s.twoPartitions(s.state))) {
			t.Errorf("%s: a table of %d rows", query, len(table.Rows))
		}
		if got := table.Rows[0][1].Value.(float64); !(math.Abs(got-s.blocks.snapshot[0].Number("joint")) < 20) {
			t.Errorf("%s: the mean of the log joint is %v in the table", query, got)
		}
	}
}

// Whatever is said is whole sentences in both languages, also of an undirected graph.
func TestWords(t *testing.T) {
	g := separate(12, 2)
	g = network.New(g.Names, false, func(yield func(sparse.Entry) bool) {
		for i := range 12 {
			if !yield(sparse.Entry{Row: int32(i), Col: int32((i + 2) % 12), Value: 1}) {
				return
			}
		}
	})
	for query, g := range map[string]*network.Graph{"groups=two": nil, "groups=one": g} {
		s := open(t, query+"&show=blocks&raw=1&shown=centroid&sweeps=10&exact=1&icl=1", g)
		finish(t, s)
		s.blocks.moved = true
		said := fmt.Sprint(s.Readouts())
		for _, n := range s.Notices() {
			said += fmt.Sprint(n)
			if n.Text.En == "" || n.Text.Ja == "" {
				t.Errorf("%q in one language only", n.Text)
			}
		}
		update(t, s, s.state.Try("raw", "0").Try("sweeps", "800"))
		finish(t, s)
		if said += fmt.Sprint(s.Notices(), s.blocks.table(s)); strings.Contains(said, "%!") {
			t.Error(said)
		}
		if two := readout(s, "sbm.L") != nil; two != (g == nil) {
			t.Errorf("two partitions: %v", two)
		}
	}
}

// Groups keep their numbers, and so their colours, while the chain renames them.
func TestNaming(t *testing.T) {
	before := []int32{0, 0, 0, 1, 1, 1, 2, 2}
	for _, c := range []struct{ p, want []int32 }{
		{[]int32{7, 7, 7, 3, 3, 3, 5, 5}, before},
		{[]int32{7, 7, 3, 3, 3, 3, 5, 5}, []int32{0, 0, 1, 1, 1, 1, 2, 2}},
		{[]int32{7, 7, 9, 3, 3, 3, 5, 5}, []int32{0, 0, 3, 1, 1, 1, 2, 2}}, // another one
		{[]int32{4, 4, 4, 4, 4, 4, 5, 5}, []int32{0, 0, 0, 0, 0, 0, 1, 1}}, // two have become one
	} {
		names := namesFor(c.p, before)
		if got := partition.Renamed(c.p, names); !slices.Equal(got, c.want) {
			t.Errorf("%v is shown as %v, want %v", c.p, got, c.want)
		}
	}
	if got := partition.Renamed([]int32{4, 2, 2}, namesFor([]int32{4, 2, 2}, nil)); !slices.Equal(got, []int32{1, 0, 0}) {
		t.Errorf("at first %v", got)
	}
}

// The chains come to the exact probabilities of the small graph, and its evidence and pairs
// are those of sbm.json (small, two partitions and one; NumPy 1.24.2, SciPy 1.10.1).
func TestExact(t *testing.T) {
	for query, want := range map[string]struct{ evidence, pair float64 }{
		"":            {-19.80714434678813, 0.9733524036601229},
		"&groups=two": {-21.91401935941496, 0.787690489328678},
		"&merge=0":    {-19.80714434678813, 0.9733524036601229},
	} {
		s := open(t, "data=six&show=blocks&prior=fixed&K=2&exact=1&sweeps=8000"+query, nil)
		finish(t, s)
		if got := number(t, s, "exact.evidence"); math.Abs(got-want.evidence) > 1e-9 {
			t.Errorf("%s: the log evidence is %v, want %v", query, got, want.evidence)
		}
		if got := s.blocks.exact.together.At(0, 1); math.Abs(got-want.pair) > 1e-9 {
			t.Errorf("%s: two nodes are together with %v, want %v", query, got, want.pair)
		}
		if got := s.blocks.together.cells.Cells; got == nil {
			t.Errorf("%s: no shares of the chains", query)
		}
		// As many independent draws would be about sqrt(partitions/draws) off.
		if d := number(t, s, "exact.distance"); !(d < 0.08) || d == 0 {
			t.Errorf("%s: total variation %v", query, d)
		}
		e := &s.blocks.exact
		for k, p := range e.bars.Y {
			if math.Abs(e.shares.Y[k]-p) > 0.03 {
				t.Errorf("%s: the %d-th partition is drawn in %v, exactly %v", query, k+1, e.shares.Y[k], p)
			}
		}
		if !strings.HasPrefix(readout(s, "exact.likeliest").(string), "123|456") {
			t.Errorf("%s: the likeliest is %v", query, readout(s, "exact.likeliest"))
		}
	}
	s := open(t, "data=school&show=blocks&exact=1", nil)
	if s.exactAt >= 0 || len(s.Notices()) != 1 || s.Notices()[0].Key != "exact" {
		t.Errorf("70 nodes: %v", s.Notices())
	}
}

// A row that is dragged over another group shows what that changes, exactly; dropped, chain 1
// is told of it by the number that it has for the group, and the others are not.
func TestDragRow(t *testing.T) {
	s := open(t, "show=blocks&sweeps=400&prior=crp", separate(40, 4))
	views := finish(t, s)
	const w, h = 900, 700
	s.Figure()
	r := s.figure.Rects(w, h)[matrixPanel]
	f := *s.matrix.plot.Layout(r, s.figure.Look)
	at := func(row int) scene.Point {
		q, _ := f.ToScreen(3, float64(row))
		return q
	}
	before := s.Jobs()
	node := s.matrix.rows.nodes[2]
	from := s.groups.senders[node]
	d, ok := s.Grab(at(2), w, h, exhibit.Grip{})
	if !ok {
		t.Fatal("nothing is held")
	}
	st := d.Move(at(33), s.state)
	if s.held == nil || s.held.node != node || !st.Equal(s.state) {
		t.Fatalf("held: %+v", s.held)
	}
	over := s.held.over
	if over != int(s.groups.senders[s.matrix.rows.nodes[33]]) || over == int(from) {
		t.Fatalf("from %d over %d", from, over)
	}
	rects := s.figure.Rects(w, h)
	if rects[jointPanel].W() <= 0 || rects[tracePanel].W() > 0 {
		t.Error("the bars are not seen")
	}
	// Against the scores before and after.
	g := groups{slices.Clone(s.groups.senders), nil}
	g.receivers = g.senders
	score := func() (joint, modularity, cut float64) {
		c, _ := s.judged(s.state, g)
		d := partition.NewDivision(s.source.graph.Links, g.senders, 5)
		return c.LogJoint(), d.Modularity(), d.NormalisedCut()
	}
	j0, m0, c0 := score()
	g.senders[node] = int32(over)
	j1, m1, c1 := score()
	for k, want := range []float64{j1 - j0, c1 - c0, m1 - m0} {
		if got := s.changes[k].bars.Y[over]; math.Abs(got-want) > 1e-9 {
			t.Errorf("change %d is %v, want %v", k, got, want)
		}
		if got := s.changes[k].bars.Y[from]; math.Abs(got) > 1e-12 {
			t.Errorf("change %d of nothing is %v", k, got)
		}
	}
	raw := s.blocks.z[s.matrix.rows.nodes[33]]
	st = d.Drop(st, true)
	if want := fmt.Sprintf("0,%d,%d", node, raw); st.Text("moved") != want {
		t.Errorf("moved is %q, want %q", st.Text("moved"), want)
	}
	update(t, s, st)
	after := s.Jobs()
	for k := range after {
		told, _, ok := after[k].Change(before[k])
		if want := k == 1; !ok || !told.Empty() != want {
			t.Errorf("job %d is told %v, %v", k, told, ok)
		}
		if k == 1 && !slices.Equal(told.Array(sbm.MoveKey), []float64{0, float64(node), float64(raw)}) {
			t.Errorf("it is told %v", told)
		}
	}
	if !s.blocks.known || s.held != nil {
		t.Error("the chains have been forgotten")
	}
	// The same once more is another move.
	again := s.order(st, &held{node: node, over: over, fresh: 4})
	update(t, s, again)
	if told, _, ok := s.Jobs()[1].Change(after[1]); !ok || told.Empty() {
		t.Error("the same move again is not told")
	}
	s.Watch(views)
	if n := s.Notices(); len(n) == 0 || !strings.HasPrefix(n[len(n)-1].Text.En, "Chain 1 has done") {
		t.Errorf("notices %v", n)
	}
	// A chain that is told so has the node there, and goes on.
	c, err := library[sbm.Name](after[1].Spec)
	if err != nil {
		t.Fatal(err)
	}
	c.Step()
	if err := c.(task.Setter).Set(task.Message{Arrays: map[string][]float64{sbm.MoveKey: after[1].Args.Array(sbm.MoveKey)}}); err != nil {
		t.Error(err)
	}
}

// A column that is dragged by its axis moves a receiver; beyond the last group there is a new
// one.
func TestDragColumn(t *testing.T) {
	s := open(t, "show=blocks&sweeps=400&groups=two&prior=crp", separate(40, 4))
	finish(t, s)
	const w, h = 900, 700
	f := *s.matrix.plot.Layout(s.figure.Rects(w, h)[matrixPanel], s.figure.Look)
	at := func(col float64) scene.Point {
		q, _ := f.ToScreen(col, 0)
		return scene.Point{X: q.X, Y: f.Area.Max.Y + 5}
	}
	node := s.matrix.cols.nodes[2]
	for col, want := range map[float64]int{33: int(s.groups.receivers[s.matrix.cols.nodes[33]]), 45: partition.Groups(s.groups.receivers), -3: int(s.groups.receivers[s.matrix.cols.nodes[0]])} {
		d, ok := s.Grab(at(2), w, h, exhibit.Grip{})
		if !ok {
			t.Fatal("nothing is held")
		}
		st := d.Move(at(col), s.state)
		if s.held.node != node || s.held.partition != 1 || s.held.over != want {
			t.Errorf("at %v: node %d over %d of %d, want group %d; %v", col, s.held.node, s.held.over, s.held.fresh, want, s.held.joint)
		}
		over, fresh, from := s.held.over, s.held.fresh, s.held.from
		told := fmt.Sprintf("1,%d,%d", node, slices.Index(s.blocks.naming.names[1], int32(over)))
		if over == fresh {
			told = fmt.Sprintf("1,%d,-1", node)
		}
		if over == from {
			told = ""
		}
		if got := d.Drop(st, true).Text("moved"); got != told {
			t.Errorf("at %v: moved is %q, want %q", col, got, told)
		}
	}
	// Zoomed, the matrix is moved by dragging; its axis still has the rows.
	update(t, s, s.state.Try("lmatrix", "0,20,0,20"))
	f = *s.matrix.plot.Layout(s.figure.Rects(w, h)[matrixPanel], s.figure.Look)
	for _, inside := range []bool{true, false} {
		q := scene.Point{X: f.Area.Min.X - 5, Y: f.Area.Center().Y}
		if inside {
			q = f.Area.Center()
		}
		d, ok := s.Grab(q, w, h, exhibit.Grip{})
		if !ok {
			t.Fatal("nothing is held")
		}
		d.Move(q.Add(scene.Point{Y: 20}), s.state)
		if (s.held == nil) != inside {
			t.Errorf("inside %v: held %v", inside, s.held)
		}
		if d.Drop != nil { // a plot that is panned needs none
			d.Drop(s.state, true)
		}
	}
}

// Pointing between the links of a block says its density, at a link the link, and at a pair in
// the other matrix marks its first node everywhere.
func TestPointing(t *testing.T) {
	s := open(t, "show=blocks&sweeps=400&prior=crp", separate(40, 4))
	finish(t, s)
	const w, h = 900, 700
	rects := s.figure.Rects(w, h)
	f := *s.matrix.plot.Layout(rects[matrixPanel], s.figure.Look)
	links := s.source.graph.Links
	seen := [2]bool{}
	for col := range 40 {
		q, _ := f.ToScreen(float64(col), 25)
		s.Pick(q, w, h)
		hit := s.matrix.plot.Hover
		if hit == nil {
			t.Fatal("nothing is said")
		}
		i, j := s.matrix.rows.nodes[25], s.matrix.cols.nodes[col]
		columns, _ := links.Row(i)
		linked := slices.Contains(columns, int32(j))
		seen[map[bool]int{true: 1}[linked]] = true
		k, l := s.groups.senders[i], s.groups.senders[j]
		d := &s.blocks.density
		at := int(k)*d.cols + int(l)
		if want := fmt.Sprintf("θ %s, %.0f links of %.0f possible", exhibit.Brief(d.theta[at], 3), d.links[at], d.pairs[at]); !linked && hit.Text != want {
			t.Errorf("%q is said, want %q", hit.Text, want)
		}
		if linked && (s.pointed != i || hit.AtY != s.source.graph.Names[i]) {
			t.Errorf("link of %d: node %d", i, s.pointed)
		}
	}
	if !seen[0] || !seen[1] {
		t.Error("a row without links or gaps")
	}
	c := &s.blocks.together
	f = *c.plot.Layout(rects[togetherPanel], s.figure.Look)
	q, _ := f.ToScreen(3, 7)
	s.Pick(q, w, h)
	if want := s.matrix.rows.nodes[7]; s.pointed != want || c.row.Hidden || c.row.At != 7 || s.matrix.row.At != 7 {
		t.Errorf("node %d is pointed at, want %d", s.pointed, want)
	}
	if s.Unpick(); !c.row.Hidden || s.pointed != -1 {
		t.Error("the marks stay")
	}
}

// With spectral groups, there is nothing to be told.
func TestDragSpectral(t *testing.T) {
	s := open(t, "", separate(40, 4))
	finish(t, s)
	const w, h = 900, 700
	f := *s.matrix.plot.Layout(s.figure.Rects(w, h)[matrixPanel], s.figure.Look)
	q, _ := f.ToScreen(3, 2)
	to, _ := f.ToScreen(3, 33)
	d, ok := s.Grab(q, w, h, exhibit.Grip{})
	if !ok {
		t.Fatal("nothing is held")
	}
	st := d.Move(to, s.state)
	if r := s.figure.Rects(w, h); r[jointPanel].W() > 0 || r[cutPanel].W() <= 0 || !(s.changes[2].bars.Y[s.held.over] < 0) {
		t.Errorf("the bars are %v", s.changes[2].bars.Y)
	}
	if next := d.Drop(st, true); !next.Equal(s.state) || s.held != nil {
		t.Error("a move of spectral groups is in the State")
	}
}

func TestMoved(t *testing.T) {
	for text, want := range map[string]string{"": "", " 0,3,1 ; 1,2,-1": "0,3,1;1,2,-1", "0,3,1": "0,3,1"} {
		if got, err := checkMoved(text); err != nil || got != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"0,3", "2,3,1", "0,-1,1", "0,3,-2", "0,3,x", "0,3,1;", strings.Repeat("0,1,1;", mostMoved) + "0,1,1", "0,3,1000"} {
		if got, err := checkMoved(text); err == nil {
			t.Errorf("%q: %q", text, got)
		}
	}
	// What was moved in another graph is nothing here.
	s := open(t, "show=blocks&data=six&moved=0,50,1", nil)
	if m := s.Jobs()[1].Args.Array(sbm.MoveKey); m == nil || len(m) != 0 {
		t.Errorf("it is told %v", m)
	}
}

func FuzzMoved(f *testing.F) {
	f.Add("0,3,1;1,2,-1")
	f.Fuzz(func(t *testing.T, text string) {
		once, err := checkMoved(text)
		if err != nil {
			return
		}
		if twice, err := checkMoved(once); err != nil || twice != once {
			t.Errorf("%q: %q, then %q, %v", text, once, twice, err)
		}
	})
}

// A thousand nodes and four chains: what is done for each new picture, at most 30 times a
// second, with all that is otherwise done a few times a second only.
func BenchmarkWatch(b *testing.B) {
	for _, query := range []string{"sweeps=200", "sweeps=200&groups=two", "sweeps=200&shown=centroid"} {
		b.Run(query, func(b *testing.B) {
			s := open(b, "show=blocks&names=0&"+query, separate(1000, 8))
			views := finish(b, s)
			for k := range views {
				views[k].Log = views[k].Log.Upto(199) // as if they went on
			}
			for b.Loop() {
				s.blocks.together.of, s.blocks.diagnosis.at, s.blocks.diagnosis.draws, s.blocks.naming.of = pairing{}, time.Time{}, 0, [2][]int32{}
				s.Watch(views)
			}
		})
	}
}

// All quantities of 20,000 sweeps, as they are measured once at the end.
func BenchmarkMeasure(b *testing.B) {
	s := open(b, "show=blocks&sweeps=20000", separate(20, 2))
	views := finish(b, s)
	for b.Loop() {
		s.blocks.diagnosis = diagnosis{}
		s.Watch(views)
	}
}
