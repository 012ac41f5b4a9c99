package graph

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zscape/compute/lang"
	"zscape/compute/linalg"
	"zscape/compute/network"
	"zscape/compute/partition"
	"zscape/compute/sparse"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/jobs/layout"
	"zscape/jobs/links"
	"zscape/jobs/spectral"
	"zscape/scene"
	"zscape/task"
)

// with returns a session of a graph of its own, in the State of a query, after its jobs
// but for the drawing.
func with(t testing.TB, g *network.Graph, query string) *session {
	t.Helper()
	st, problems, err := exhibit.Parse("graph?"+query, exhibit.Gallery{Exhibit}.Open)
	if err != nil || problems != nil {
		t.Fatal(query, err, problems)
	}
	s := newSession()
	if g != nil {
		s.source = &source{of: st, graph: g, data: links.Data(g.Links), flat: map[string]*sparse.Matrix{}}
		s.source.out, s.source.in = g.Degrees()
		if len(g.Labels) > 0 {
			s.source.label = &g.Labels[0]
		}
	}
	if err := s.Update(st); err != nil {
		t.Fatal(query, err)
	}
	work(t, s)
	return s
}

func work(t testing.TB, s *session) {
	t.Helper()
	var views []task.View
	for _, job := range s.Jobs() {
		steps := math.MaxInt
		if job.Spec.Name == layout.Name {
			steps = 2
		}
		h, err := task.DoSteps(task.Library{layout.Name: layout.New, spectral.Name: spectral.New}, job.Spec, steps, nil)
		if err != nil {
			t.Fatal(err)
		}
		views = append(views, h.View(math.MaxInt))
	}
	s.Watch(views)
}

func (s *session) readout(key string) any {
	for _, r := range s.Readouts() {
		if r.Key == key {
			return r.Value
		}
	}
	return nil
}

// linked returns the graph of links between n nodes, named by numbers from 0.
func linked(n int, directed bool, ends ...int32) *network.Graph {
	names := make([]string, n)
	for i := range names {
		names[i] = strconv.Itoa(i)
	}
	return network.New(names, directed, func(yield func(sparse.Entry) bool) {
		for k := 0; k+1 < len(ends); k += 2 {
			if !yield(sparse.Entry{Row: ends[k], Col: ends[k+1], Value: 1}) {
				return
			}
		}
	})
}

// The readouts agree with what NumPy 1.24, SciPy 1.10 and scikit-learn 1.2 find in a planted
// graph, see compute/spectral.
func TestReference(t *testing.T) {
	data, err := os.ReadFile("../../compute/spectral/testdata/graph.json")
	if err != nil {
		t.Fatal(err)
	}
	type part struct {
		Values linalg.Array `json:"eigenvalues_10_smallest"`
		K4     struct {
			KMeans struct {
				Labels     []int32
				Modularity float64 `json:"modularity_undirected"`
			}
		} `json:"k4"`
	}
	var ref struct {
		Edges                   [][2]int32
		Unnormalised, Symmetric part
		RandomWalk              part `json:"random_walk"`
	}
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	var ends []int32
	for _, e := range ref.Edges {
		ends = append(ends, e[0], e[1])
	}
	g := linked(108, true, ends...)
	for matrix, want := range map[string]part{spectral.None: ref.Unnormalised, spectral.Sym: ref.Symmetric, spectral.RW: ref.RandomWalk} {
		s := with(t, g, "K=4&laplacian="+matrix)
		values, _ := s.readout("spectral.eigenvalues").([]float64)
		if len(values) < 10 || len(want.Values.Data) != 10 {
			t.Fatalf("%s: %d eigenvalues", matrix, len(values))
		}
		for k, v := range want.Values.Data {
			if math.Abs(values[k]-v) > 1e-10 {
				t.Errorf("%s: eigenvalue %d is %v, want %v", matrix, k+1, values[k], v)
			}
		}
		var labels []int32
		for _, g := range s.readout("spectral.labels").([]float64) {
			labels = append(labels, int32(g))
		}
		if !slices.Equal(partition.ByFirst(labels), partition.ByFirst(want.K4.KMeans.Labels)) {
			t.Errorf("%s: other groups", matrix)
		}
		if q := s.readout("spectral.modularity").(float64); math.Abs(q-want.K4.KMeans.Modularity) > 1e-12 {
			t.Errorf("%s: modularity %v, want %v", matrix, q, want.K4.KMeans.Modularity)
		}
		if s.readout("spectral.method").(lang.Text).En == "" || s.readout("components") != 1.0 {
			t.Errorf("%s: %v components", matrix, s.readout("components"))
		}
	}
	// The gaps of the symmetric one, by its reference: 0.2441, 0.0244, 0.1387, 0.3195.
	if k := with(t, g, "laplacian=sym").readout("suggest.gap"); k != 4.0 {
		t.Errorf("the largest gap is after %v", k)
	}
}

// The matrix shows what it says, with gaps where nodes are left out.
func TestCells(t *testing.T) {
	g := linked(5, true, 0, 1, 1, 0, 1, 2, 2, 3) // node 4 is alone
	at := func(s *session) func(i, j int) float64 {
		cells := s.matrix.cells.Cells.(*plot2d.Sparse).Matrix
		return func(i, j int) float64 { v, _ := cells.At(i, j); return v }
	}
	degree := []float64{1, 2, 2, 1} // without directions
	flat := func(i, j int) float64 {
		if i-j == 1 || j-i == 1 {
			return 1
		}
		return 0
	}
	diagonal := func(i, j int, v float64) float64 {
		if i == j {
			return v
		}
		return 0
	}
	const tau = 1.5
	r := math.Sqrt(tau) // of the Bethe Hessian: the mean degree is the same
	out, in := []float64{1, 2, 1, 0}, []float64{1, 1, 1, 1}
	arcs := map[[2]int]float64{{0, 1}: 1, {1, 0}: 1, {1, 2}: 1, {2, 3}: 1}
	for _, tt := range []struct {
		query, title string
		want         func(i, j int) float64
	}{
		{"", "adjacency matrix", func(i, j int) float64 { return arcs[[2]int{i, j}] }},
		{"cells=degree&laplacian=none", "degree matrix", func(i, j int) float64 { return diagonal(i, j, degree[i]) }},
		{"cells=degree&regular=1", "degree matrix, τ = 1.5", func(i, j int) float64 { return diagonal(i, j, degree[i]+tau) }},
		{"cells=eigen&laplacian=none", "Laplacian D − A", func(i, j int) float64 { return diagonal(i, j, degree[i]) - flat(i, j) }},
		{"cells=eigen", "symmetric Laplacian", func(i, j int) float64 { return diagonal(i, j, 1) - flat(i, j)/math.Sqrt(degree[i]*degree[j]) }},
		{"cells=eigen&laplacian=rw&regular=1", "random-walk Laplacian, τ = 1.5", func(i, j int) float64 { return diagonal(i, j, 1) - flat(i, j)/(degree[i]+tau) }},
		{"cells=eigen&laplacian=bethe", "Bethe Hessian, r = 1.22", func(i, j int) float64 { return diagonal(i, j, tau-1+degree[i]) - r*flat(i, j) }},
		{"cells=degree&laplacian=disim", "out-degree matrix, τ = 1", func(i, j int) float64 { return diagonal(i, j, out[i]+1) }},
		{"cells=degree&laplacian=disim&side=receivers", "in-degree matrix, τ = 1", func(i, j int) float64 { return diagonal(i, j, in[i]+1) }},
		{"cells=eigen&laplacian=disim", "DI-SIM, τ = 1", func(i, j int) float64 { return arcs[[2]int{i, j}] / math.Sqrt((out[i]+1)*(in[j]+1)) }},
	} {
		s := with(t, g, "order=file&K=2&"+tt.query)
		if s.matrix.plot.Title != tt.title+", as in the data" {
			t.Errorf("%s: it is called %q", tt.query, s.matrix.plot.Title)
		}
		v := at(s)
		for i := range 5 {
			for j := range 5 {
				want := 0.0
				if i < 4 && j < 4 {
					want = tt.want(i, j)
				}
				if got := v(i, j); math.Abs(got-want) > 1e-14 {
					t.Errorf("%s: %v at %d, %d, want %v", tt.query, got, i, j, want)
				}
			}
		}
		if alike := s.matrix.plot.X.Label == ""; alike != (tt.query != "" && tt.query != "cells=eigen&laplacian=disim") {
			t.Errorf("%s: the columns are called %q", tt.query, s.matrix.plot.X.Label)
		}
	}
	if v := at(with(t, g, "cells=eigen&laplacian=bethe&isolated=keep&K=2"))(4, 4); math.Abs(v-(6.0/5-1)) > 1e-14 {
		t.Errorf("a node without links has %v, want r^2 - 1", v)
	}
}

// Nodes are where their eigenvectors put them, in every view, unless they are left out.
func TestVectors(t *testing.T) {
	for _, query := range []string{"", "laplacian=disim", "laplacian=disim&side=receivers&isolated=drop", "isolated=keep&regular=1&order=degree", "order=file"} {
		plane, space, entries := with(t, nil, query), with(t, nil, query+"&vectors=space"), with(t, nil, query+"&vectors=entries")
		n, absent := 110, 1
		if strings.Contains(query, "keep") {
			absent = 0
		}
		v, w, e := &plane.spectrum.vectors, &space.spectrum.vectors, &entries.spectrum.vectors
		if got := len(v.plane.nodes.X); got != n-absent || len(w.space.nodes.At) != n || len(e.entries.lines) != 4 {
			t.Fatalf("%s: %d points, %d in space, %d lines", query, got, len(w.space.nodes.At), len(e.entries.lines))
		}
		for k, i := range v.plane.of {
			at := w.space.nodes.At[i]
			if v.plane.nodes.X[k] != at.X || v.plane.nodes.Y[k] != at.Y || !w.space.space.Box.Contains(at) {
				t.Errorf("%s: node %d is at %v", query, i, at)
			}
		}
		if far := w.space.nodes.At[slices.Index(space.source.graph.Names, "amber_goblin")]; (far.X != far.X) != (absent == 1) {
			t.Errorf("%s: the node without links is at %v", query, far)
		}
		for c := range e.entries.lines {
			line, scale := &e.entries.lines[c], 0.0
			for i := range n {
				scale = max(scale, math.Abs(e.value[i*e.pairs+c]))
			}
			for p := range n {
				i := e.entries.order.node(p)
				want := float64(c+1) - 0.45*e.value[i*e.pairs+c]/scale
				if got := line.Y[p]; !(math.Abs(got-want) < 1e-12) && !(got != got && e.out(i)) || line.X[p] != float64(p)-0.5 {
					t.Errorf("%s: entry %d of vector %d is drawn at %v, %v, want %v", query, i, c+1, line.X[p], got, want)
				}
			}
		}
	}
}

// A node that is pointed at among the eigenvectors is shown everywhere, with its entries.
func TestPointingAtVectors(t *testing.T) {
	const w, h = 900, 700
	for _, view := range []string{inPlane, inSpace, asEntries} {
		s := with(t, nil, "laplacian=none&K=3&vectors="+view)
		v := &s.spectrum.vectors
		panel := v.shown(s.state)
		r := s.figure.Rects(w, h)[panel]
		const node = 17
		var q scene.Point
		switch view {
		case inPlane:
			k := slices.Index(v.plane.of, node)
			q, _ = v.plane.plot.Layout(r, s.figure.Look).ToScreen(v.plane.nodes.X[k], v.plane.nodes.Y[k])
		case inSpace:
			q, _ = v.space.space.View(r, s.figure.Look).Project(v.space.nodes.At[node])
		default:
			p := int(v.entries.order.place(node))
			q, _ = v.entries.plot.Layout(r, s.figure.Look).ToScreen(float64(p)-0.5, v.entries.lines[1].Y[p])
		}
		if _, ok := s.Pick(q, w, h); !ok {
			t.Fatalf("%s: nothing is there", view)
		}
		i := s.pointed
		if view == asEntries && i != node || i < 0 { // several may be at one place
			t.Fatalf("%s: points at %d, want %d", view, i, node)
		}
		if s.matrix.row.Hidden || s.matrix.row.At != s.matrix.rows.place(i) || !slices.Equal(s.drawing.nodes.Pointed, []int{i}) {
			t.Errorf("%s: it is not shown elsewhere", view)
		}
		said := ""
		switch view {
		case inPlane:
			said = v.plane.plot.Hover.Text
		case inSpace:
			said = v.space.space.Hover.Text
		default:
			if hit := v.entries.plot.Hover; hit.AtX != s.source.graph.Names[i] || hit.AtY != "2" || hit.X != v.entries.at.At || hit.Text != "entry "+exhibit.Brief(v.value[i*v.pairs+1], 4) {
				t.Errorf("it says %+v", hit)
			}
			if v.entries.at.Hidden || v.entries.at.At != v.entries.order.place(i) {
				t.Error("the place is not marked")
			}
			said = s.say(i)
		}
		want := "vectors"
		for c := range 3 {
			want += " " + exhibit.Brief(v.value[i*v.pairs+c], 2) + ","
		}
		if !strings.Contains(said, strings.TrimSuffix(want, ",")) || !strings.HasPrefix(said, s.source.graph.Names[i]+" ") {
			t.Errorf("%s: it says %q, want %q", view, said, want)
		}
		s.Unpick()
		if s.pointed >= 0 || !s.matrix.row.Hidden || !v.entries.at.Hidden || len(v.plane.at.X) != 0 || len(v.space.nodes.Pointed) != 0 {
			t.Errorf("%s: it is still marked", view)
		}
	}
}

// The table has what the readouts have.
func TestTable(t *testing.T) {
	s := with(t, linked(6, false, 0, 1, 1, 2, 2, 0, 3, 4, 4, 5, 5, 3), "K=2&laplacian=none&table=method")
	b := s.Table()
	want := []float64{0, 0, 3, 3, 3, 3} // two triangles
	if len(b.Rows) != 6 {
		t.Fatalf("%d rows", len(b.Rows))
	}
	for k, row := range b.Rows {
		copies := 4.0
		if k < 2 {
			copies = 2
		}
		if row[0].Value != float64(k+1) || math.Abs(row[1].Value.(float64)-want[k]) > 1e-12 || row[2].Value.(float64) > 1e-10 || row[3].Value != copies {
			t.Errorf("row %d: %+v", k+1, row)
		}
	}
	for k, g := range s.spectrum.suggestions(s.state) {
		if row := b.Rows[k]; row[4].Text != g.rule || row[5].Value != s.readout(g.key) {
			t.Errorf("suggestion %d: %+v", k+1, row)
		}
	}
	if b.Rows[0][5].Value != 2.0 {
		t.Errorf("the gap suggests %v groups", b.Rows[0][5].Value)
	}
}

// What is not as it may seem is said, and what is offered takes care of it.
func TestNotices(t *testing.T) {
	two := []int32{0, 1, 1, 2, 2, 0, 3, 4, 4, 5, 5, 3}
	var ends []int32
	for i := range int32(8) {
		for j := range i {
			ends = append(ends, i, j, 8+i, 8+j)
		}
		ends = append(ends, i, 8+i, i, 8+(i+1)%8)
	}
	pendant := linked(18, false, append(ends, 0, 16, 16, 17)...) // two cliques, and two nodes that hang on one
	for _, tt := range []struct {
		graph    *network.Graph
		query    string
		key, say string
	}{
		{nil, "K=4", "K", "Suggested numbers of groups: 2 by the largest gap"},
		{linked(4, true, 0, 1, 1, 0, 2, 2, 2, 3), "K=1", "links", "Directions are dropped, which leaves 3 of 4 links."},
		{nil, "", "isolated", "1 node without links (amber_goblin) is a group of its own."},
		{nil, "isolated=drop", "isolated", "1 node without links (amber_goblin) is left out."},
		{nil, "", "vectors", "The axes are arbitrary"},
		{pendant, "K=3", "laplacian", "1 group of only 1 or 2 nodes: 3."},
		{nil, "laplacian=none&K=9", "laplacian", "D − A splits off"},
		{nil, "laplacian=none&regular=1", "regular", "no effect"},
		{linked(6, false, two...), "links=sum", "links", "no effect"},
		{linked(8, false, two...), "isolated=drop", "isolated", "2 nodes without links (6, 7) are left out."},
		{linked(8, false, two...), "K=2", "laplacian", "2 connected components: 3 nodes (0, 1, 2), 3 nodes (3, 4, 5). So 2 of the eigenvalues are 0"},
		{linked(6, false, two...), "K=3&laplacian=none", "K", "The eigenvalues 3 to 6 are equal"},
		{linked(6, false, two...), "K=5&laplacian=disim", "K", "The singular values 3 to 6 are equal"},
		{linked(6, false, two...), "K=9", "K", "There are only 6 eigenvectors"},
		{linked(4, true, 0, 1, 2, 3), "links=and&K=2", "links", "No two nodes are linked both ways"},
		{linked(2, false, 0, 1), "K=3", "K", "1 group is empty: 3."},
	} {
		s := with(t, tt.graph, tt.query)
		found := slices.IndexFunc(s.Notices(), func(n exhibit.Notice) bool { return n.Key == tt.key && strings.Contains(n.Text.En, tt.say) })
		if found < 0 {
			t.Errorf("%s: says %v, want %q", tt.query, s.Notices(), tt.say)
			continue
		}
		for _, n := range s.Notices() {
			for _, text := range []string{n.Text.En, n.Text.Ja} {
				if text == "" || strings.Contains(text, "%!") || strings.Contains(text, "。。") || strings.Contains(text, "..") {
					t.Errorf("%s: says %q", tt.query, text)
				}
			}
			for _, f := range n.Fixes {
				st := s.state
				for _, v := range f.Set {
					next, err := st.Set(v.Key, v.Value)
					if err != nil || next.Text(v.Key) == st.Text(v.Key) && len(f.Set) == 1 {
						t.Errorf("%s: %s changes nothing: %v", tt.query, f.Label.En, err)
					}
					st = next
				}
			}
		}
	}
	// A notice of groups that are too small goes away when degrees are regularised.
	for _, n := range with(t, pendant, "K=3&regular=1").Notices() {
		if strings.Contains(n.Text.En, "only 1 or 2") {
			t.Errorf("regularised, it says %s", n.Text.En)
		}
	}
	// What did not converge is said.
	s := with(t, nil, "")
	s.spectrum.run.Arrays["residuals"][2] = 3e-7
	s.show()
	if q := &s.spectrum.values.poor; len(q.X) != 1 || q.X[0] != 3 {
		t.Errorf("pairs %v are drawn as poor", q.X)
	}
	if n := s.spectrum.accuracy(); len(n) != 1 || !strings.HasPrefix(n[0].Text.En, "1 of the 20 eigenpairs did not converge: residuals are above 1e-10, up to 3") {
		t.Errorf("it says %v", n)
	}
	s = with(t, linked(6, false, 0, 1, 1, 2, 2, 0, 3, 4, 4, 5, 5, 3), "K=2&laplacian=none&table=method")
	if text := s.spectrum.values.all.Text[3]; !strings.HasPrefix(text, "residual ") || !strings.HasSuffix(text, "   4 copies") {
		t.Errorf("of an eigenvalue it says %q", text)
	}
	if n := s.Notices(); slices.ContainsFunc(with(t, nil, "").Notices(), func(n exhibit.Notice) bool { return n.Key == "" }) || len(n) == 0 {
		t.Errorf("it says %v", n)
	}
}

// Whatever the graph is, there is a picture.
func TestOddGraphs(t *testing.T) {
	looped := linked(2, true, 0, 0, 1, 1)
	weighted := network.New([]string{"a", "b", "c"}, true, slices.Values([]sparse.Entry{{Row: 0, Col: 1, Value: 2.5}, {Row: 1, Col: 2, Value: 1e9}}))
	for name, g := range map[string]*network.Graph{
		"nothing": linked(0, true), "one": linked(1, true), "no links": linked(4, false), "a loop": linked(1, false, 0, 0), "loops": looped,
		"one link": linked(2, true, 0, 1), "undirected": linked(3, false, 0, 1), "weights": weighted,
	} {
		for _, matrix := range []string{spectral.None, spectral.Sym, spectral.RW, spectral.Bethe, spectral.DISIM} {
			for k, rest := range []string{"K=1&vectors=space", "K=3&vectors=entries&cells=eigen&regular=1", "K=50&vectors=plane&cells=degree&isolated=keep&assign=qr", "K=2&isolated=drop&side=receivers&cells=degree&links=and&assign=rows"} {
				query := fmt.Sprintf("laplacian=%s&%s", matrix, rest)
				s := with(t, g, query)
				for i := range g.N() {
					s.point(i)
					s.say(i)
				}
				s.Table()
				for _, n := range s.Notices() {
					if strings.Contains(n.Text.En+n.Text.Ja, "%!") {
						t.Errorf("%s, %s: says %v", name, query, n.Text)
					}
				}
				for _, r := range s.Readouts() {
					if r.Label.Ja == "" {
						t.Errorf("%s has no label", r.Key)
					}
				}
				var l scene.DisplayList
				s.Figure().Draw(&l, 700, float64(300+100*k))
			}
		}
	}
}

// Links without directions are what they are, whatever is to become of directions.
func TestSpectralUndirected(t *testing.T) {
	g := linked(6, false, 0, 1, 1, 2, 2, 0, 3, 4, 4, 5, 5, 3)
	for _, rule := range []string{spectral.Or, spectral.And, spectral.Sum} {
		s := with(t, g, "K=2&laplacian=none&cells=eigen&links="+rule)
		if v := s.readout("spectral.eigenvalues").([]float64); math.Abs(v[5]-3) > 1e-12 {
			t.Errorf("%s: the eigenvalues of two triangles are %v", rule, v)
		}
		if v, _ := s.matrix.cells.Cells.(*plot2d.Sparse).Matrix.At(0, 0); v != 2 {
			t.Errorf("%s: the degree is %v", rule, v)
		}
	}
}

// Where there are no eigenvectors, there may be groups yet.
func TestAllLeftOut(t *testing.T) {
	s := with(t, linked(4, true, 0, 1, 2, 3), "links=and&K=2")
	if class := s.drawing.nodes.Class; !slices.Equal(class, []int{2, 2, 2, 2}) || s.spectrum.known {
		t.Errorf("nodes without links are in groups %v", class)
	}
	if v := s.readout("spectral.eigenvalues"); v != nil {
		t.Errorf("there are eigenvalues: %v", v)
	}
}

// What was found of a graph is not said of the next.
func TestForgotten(t *testing.T) {
	s := with(t, nil, "data=school&vectors=entries")
	if s.say(0); !strings.Contains(s.say(0), "vectors") {
		t.Errorf("it says %q", s.say(0))
	}
	st := s.state.Try("data", "imports").Try("show", byBlocks)
	if err := s.Update(st); err != nil {
		t.Fatal(err)
	}
	for _, next := range []exhibit.State{st, st.Try("show", bySpectral), st.Try("laplacian", spectral.Bethe)} {
		s.Update(next)
		for i := range s.source.graph.N() {
			s.point(i)
			if strings.Contains(s.say(i), "vectors") {
				t.Fatalf("%s: it says %q", next, s.say(i))
			}
		}
	}
}

// BenchmarkWatch is what a snapshot costs in a graph as large as there may be.
func BenchmarkSpectralWatch(b *testing.B) {
	g := network.Planted(network.Planting{Nodes: network.MaxNodes, Groups: 5, Degree: 18, SNR: 3, Directed: true}, rand.New(rand.NewPCG(1, 2)))
	for _, query := range []string{"K=10", "K=10&vectors=space&cells=eigen", "K=10&vectors=entries"} {
		b.Run(query, func(b *testing.B) {
			s := with(b, g, query)
			var views []task.View
			for _, job := range s.Jobs() {
				h, err := task.DoSteps(task.Library{layout.Name: layout.New, spectral.Name: spectral.New}, job.Spec, 5, nil)
				if err != nil {
					b.Fatal(err)
				}
				views = append(views, h.View(5))
			}
			for b.Loop() {
				s.Watch(views)
				s.Readouts()
				s.Notices()
				s.Table()
			}
		})
	}
}

// The tint of densities, whose colours are those of large entries, is behind links alone.
func TestTint(t *testing.T) {
	s := open(t, "show=blocks&K=2&sweeps=50", separate(40, 2))
	finish(t, s)
	if s.matrix.tint.hidden {
		t.Error("blocks of links have no tint")
	}
	for _, cells := range []string{eigenCells, degreeCells} {
		if s.Update(s.state.Try("cells", cells)); !s.matrix.tint.hidden {
			t.Errorf("%s: blocks are tinted", s.matrix.what)
		}
	}
}
