package spectral

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/partition"
	"zscape/compute/sparse"
	"zscape/compute/spectral"
	"zscape/jobs/links"
	"zscape/task"
)

var library = task.Library{Name: New}

// grouped is n nodes in three groups in turn, linked at random, and a few nodes that are
// linked to none: the first, and one of the last.
func grouped(n int) (*sparse.Matrix, []int32) {
	group := make([]int32, n)
	a := sparse.New(n, n, func(yield func(sparse.Entry) bool) {
		r := rand.New(rand.NewPCG(1, 2))
		for i := range n {
			group[i] = int32(i % 3)
			for j := range n {
				p := 2 / float64(n)
				if i%3 == j%3 {
					p = 40 / float64(n)
				}
				if alone := i == 0 || j == 0 || i == n-2 || j == n-2; r.Float64() < p && !alone && !yield(sparse.Entry{Row: int32(i), Col: int32(j), Value: 1}) {
					return
				}
			}
		}
	}, sparse.First).Pattern()
	group[0], group[n-2] = -1, -1
	return a, group
}

func run(n int) Run {
	a, _ := grouped(n)
	return Run{Links: links.Data(a), Symmetry: Or, Matrix: Sym, R: Degree, K: 3, Pairs: 8, Assign: KMeans, Starts: 10, Isolated: Drop, Seed: 4}
}

func frames(t *testing.T, r Run) []task.Frame {
	t.Helper()
	h, err := task.Do(library, Spec(r), nil)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := h.Last()
	return h.Upto(f.Step)
}

func last(t *testing.T, r Run) task.Message {
	t.Helper()
	f := frames(t, r)
	return f[len(f)-1].Snapshot
}

// Every matrix and every way to make groups finds them, by both methods; nodes without
// links are where they were asked for.
func TestGroups(t *testing.T) {
	for _, n := range []int{150, 700} {
		_, group := grouped(n)
		for _, matrix := range []string{None, Sym, RW, Bethe, DISIM} {
			for _, assign := range []string{KMeans, Rows, QR} {
				for _, isolated := range []string{Drop, Own, Keep} {
					r := run(n)
					r.Matrix, r.Assign, r.Isolated = matrix, assign, isolated
					if isolated == Keep {
						r.Tau = -1
					}
					m := last(t, r)
					name := matrix + ", " + assign + ", " + isolated
					if m.Text("phase") != "ended" || m.Text("method") != map[int]string{150: "dense", 700: "lanczos"}[n] {
						t.Errorf("%s: %v", name, m.Texts)
					}
					if m.Number("isolated") != 2 || m.Number("components") != 3 || len(m.Array("vectors")) != n*8 || m.Number("converged") != 8 {
						t.Errorf("%s: %v isolated, %v components, %v converged", name, m.Number("isolated"), m.Number("components"), m.Number("converged"))
					}
					if alone := task.IntegersOf(m.Bytes["alone"]); !slices.Equal(alone, []int32{0, int32(n) - 2}) {
						t.Errorf("%s: %v are alone", name, alone)
					}
					if none := matrix == None && isolated == Keep; none {
						continue // the nodes without links are the smallest eigenvectors
					}
					labels := task.IntegersOf(m.Bytes["labels"])
					if got := partition.ARI(labels, group); len(labels) != n || got < 0.98 {
						t.Errorf("%s, %d nodes: ARI %v", name, n, got)
					}
					want := map[string]int32{Drop: -1, Own: 3}
					if g, ok := want[isolated]; ok && (labels[0] != g || labels[n-2] != g || m.Number("left out") != 2) {
						t.Errorf("%s: nodes without links are in groups %d and %d", name, labels[0], labels[n-2])
					}
					if isolated == Keep && m.Number("left out") != 0 {
						t.Errorf("%s: %v are left out", name, m.Number("left out"))
					}
					if receivers := task.IntegersOf(m.Bytes["receivers"]); (matrix == DISIM) != (len(receivers) == n) || matrix == DISIM && partition.ARI(receivers, group) < 0.98 {
						t.Errorf("%s: %d receivers", name, len(receivers))
					}
					if v := m.Array("negative"); !slices.Equal(v, []float64{3, 0, 1}) {
						t.Errorf("%s: %v negative eigenvalues", name, v)
					}
					if matrix != Bethe && isolated != Keep && m.Number("gap") != 3 {
						t.Errorf("%s: the gap is after %v", name, m.Array("gap"))
					}
					if len(m.Array("empty")) != 0 || m.Array("empty") == nil {
						t.Errorf("%s: empty groups %v", name, m.Array("empty"))
					}
				}
			}
		}
	}
}

// The numbers are those of compute/spectral; vectors of nodes that are left out are 0.
func TestNumbers(t *testing.T) {
	a, _ := grouped(150)
	r := run(150)
	r.Matrix = RW
	f := frames(t, r)
	phases := []string{}
	for _, f := range f {
		phases = append(phases, f.Snapshot.Text("phase"))
	}
	if !slices.Equal(phases, []string{"pairs", "groups", "number", "plane", "ended"}) || f[4].Progress != 1 {
		t.Errorf("phases %q", phases)
	}
	if f[1].Snapshot.Bytes["labels"] != nil || f[2].Snapshot.Bytes["labels"] == nil || f[2].Snapshot.Array("negative") != nil {
		t.Error("frames have what they should not, or not what they should")
	}
	var rows []int
	for i := range 150 {
		if i != 0 && i != 148 {
			rows = append(rows, i)
		}
	}
	sub := a.Symmetric(sparse.Or).Submatrix(rows, rows)
	l, err := spectral.NewLaplacian(sub, spectral.RandomWalk, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := (&spectral.Solver{Random: rand.New(rand.NewPCG(4, 1))}).Eigenpairs(l, 8)
	m := f[4].Snapshot
	if !slices.Equal(m.Array("values"), want.Values) || !slices.Equal(m.Array("residuals"), want.Residuals) || m.Number("next") != want.Next {
		t.Errorf("values %v, want %v", m.Array("values"), want.Values)
	}
	vectors := m.Array("vectors")
	for k, i := range rows {
		if !slices.Equal(vectors[i*8:(i+1)*8], want.Vectors.Data[k*8:(k+1)*8]) {
			t.Errorf("the vectors of node %d differ", i)
		}
	}
	for _, i := range []int{0, 148} {
		if norm := slices.Max(vectors[i*8:(i+1)*8]) - slices.Min(vectors[i*8:(i+1)*8]); norm != 0 {
			t.Errorf("node %d has a vector", i)
		}
	}
	if len(m.Array("picture")) != 450 || len(m.Array("degenerate")) != 2 {
		t.Error("there is no picture")
	}
	if m.Array("plane") != nil {
		t.Error("there is a plane")
	}
	r.Plane = true
	plane := last(t, r).Array("plane")
	if want := spectral.NonBacktracking(sub, nil); len(plane) != 2*len(want) || plane[0] != real(want[0]) || plane[1] != imag(want[0]) {
		t.Errorf("%d numbers of the plane", len(plane))
	}
	r.Plane = false
	// The same seed gives the same, and a snapshot is not touched any more.
	if again := last(t, r); !again.Equal(m) {
		t.Error("the same seed gives something else")
	}
}

// Receivers have a picture of their own, which is that of the senders of the reverse graph.
func TestPictures(t *testing.T) {
	r := run(40)
	a, err := links.Of(r.Links)
	if err != nil {
		t.Fatal(err)
	}
	r.Matrix, r.Tau = DISIM, -1
	m := last(t, r)
	r.Links = links.Data(a.Transpose())
	reverse := last(t, r)
	for _, of := range []string{"", " receivers"} {
		if len(m.Array("picture"+of)) != 120 || len(m.Array("ratio"+of)) != 3 || len(m.Array("degenerate"+of)) != 2 {
			t.Errorf("there is no picture%s", of)
		}
	}
	for k, v := range reverse.Array("variance") {
		if w := m.Array("variance receivers")[k]; math.Abs(v-w) > 1e-9 {
			t.Errorf("component %d varies by %v, want %v", k, w, v)
		}
	}
}

// Who only sends is in no group of receivers.
func TestSendersOnly(t *testing.T) {
	a := sparse.New(9, 9, func(yield func(sparse.Entry) bool) {
		for i := range 6 {
			if !yield(sparse.Entry{Row: int32(i), Col: int32(6 + i/2), Value: 1}) {
				return
			}
		}
	}, sparse.Sum)
	for isolated, none := range map[string]int32{Drop: -1, Own: 3} {
		m := last(t, Run{Links: links.Data(a), Symmetry: Or, Matrix: DISIM, Tau: -1, R: Degree, K: 3, Assign: KMeans, Starts: 5, Isolated: isolated})
		senders, receivers := task.IntegersOf(m.Bytes["labels"]), task.IntegersOf(m.Bytes["receivers"])
		for i := range 9 {
			if (senders[i] == none) != (i >= 6) || (receivers[i] == none) != (i < 6) {
				t.Errorf("%s: senders %v, receivers %v", isolated, senders, receivers)
				break
			}
		}
		if senders[0] != senders[1] || senders[0] == senders[2] {
			t.Errorf("%s: senders %v", isolated, senders)
		}
	}
}

// Graphs of next to nothing.
func TestFew(t *testing.T) {
	empty := func(n int) *sparse.Matrix {
		return sparse.New(n, n, slices.Values([]sparse.Entry(nil)), sparse.Sum).Pattern()
	}
	pair := sparse.New(2, 2, slices.Values([]sparse.Entry{{Row: 0, Col: 1, Value: 3}}), sparse.Sum)
	loop := sparse.New(3, 3, slices.Values([]sparse.Entry{{Row: 1, Col: 1, Value: 1}}), sparse.Sum)
	for _, a := range []*sparse.Matrix{empty(0), empty(1), empty(4), pair, loop} {
		for _, matrix := range []string{None, Sym, RW, Bethe, DISIM} {
			for _, assign := range []string{KMeans, Rows, QR} {
				for _, isolated := range []string{Drop, Own, Keep} {
					for _, tau := range []float64{0, -1, 2} {
						m := last(t, Run{Links: links.Data(a), Symmetry: And, Matrix: matrix, Tau: tau, R: Branching, K: 4, Pairs: 6, Assign: assign, Starts: 2, Isolated: isolated})
						labels := task.IntegersOf(m.Bytes["labels"])
						if len(labels) != a.Rows || m.Text("phase") != "ended" {
							t.Fatalf("%d nodes, %s, %s: %v", a.Rows, matrix, isolated, labels)
						}
						occupied := map[int32]bool{}
						for _, g := range labels {
							if g >= 0 && g < 4 {
								occupied[g] = true
							}
						}
						if len(occupied)+len(m.Array("empty")) != 4 {
							t.Errorf("%d nodes, %s, %s, %s: groups %v, empty %v", a.Rows, matrix, assign, isolated, labels, m.Array("empty"))
						}
						for key, v := range m.Arrays {
							if key != "next" && key != "gap" && slices.ContainsFunc(v, func(v float64) bool { return math.IsNaN(v) }) {
								t.Errorf("%d nodes, %s: %s is %v", a.Rows, matrix, key, v)
							}
						}
					}
				}
			}
		}
	}
}

func TestRefused(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		key    string
		change func(*task.Message)
	}{
		{"k", func(m *task.Message) { m.Arrays["k"][0] = 0 }},
		{"k", func(m *task.Message) { m.Arrays["k"][0] = MaxGroups + 1 }},
		{"k", func(m *task.Message) { delete(m.Arrays, "k") }},
		{"pairs", func(m *task.Message) { m.Arrays["pairs"][0] = 1.5 }},
		{"starts", func(m *task.Message) { m.Arrays["starts"][0] = 0 }},
		{"tau", func(m *task.Message) { m.Arrays["tau"][0] = nan }},
		{"tau", func(m *task.Message) { m.Arrays["tau"][0] = math.Inf(1) }},
		{"matrix", func(m *task.Message) { m.Texts["matrix"] = "luck" }},
		{"symmetry", func(m *task.Message) { m.Texts["symmetry"] = "" }},
		{"r", func(m *task.Message) { m.Texts["r"] = "?" }},
		{"assign", func(m *task.Message) { delete(m.Texts, "assign") }},
		{"isolated", func(m *task.Message) { m.Texts["isolated"] = "x" }},
	} {
		s := Spec(run(30))
		tt.change(&s.Args)
		_, err := New(s)
		var e *task.SpecError
		if !errors.As(err, &e) || e.Key != tt.key || e.Reason.Ja == "" {
			t.Errorf("%v, want an error about %s", err, tt.key)
		}
	}
	if _, err := New(task.Spec{Name: Name}); err == nil {
		t.Error("an empty Spec is taken")
	}
	r := run(30)
	r.Links = links.Data(sparse.New(3, 3, slices.Values([]sparse.Entry{{Row: 0, Col: 1, Value: -1}}), sparse.Sum))
	for _, matrix := range []string{Sym, DISIM} {
		r.Matrix = matrix
		_, err := task.Do(library, Spec(r), nil)
		var e *task.SpecError
		if !errors.As(err, &e) || e.Key != "links" {
			t.Errorf("a negative weight: %v", err)
		}
	}
}

// Where no node has links that count, there is nothing to find.
func TestNothingLeft(t *testing.T) {
	a := sparse.New(6, 6, slices.Values([]sparse.Entry{{Row: 0, Col: 1, Value: 1}, {Row: 2, Col: 5, Value: 1}}), sparse.Sum)
	for _, matrix := range []string{None, Sym, RW, Bethe} {
		for _, assign := range []string{KMeans, Rows, QR} {
			m := last(t, Run{Links: links.Data(a), Symmetry: And, Matrix: matrix, Tau: -1, R: Degree, K: 2, Assign: assign, Starts: 2, Isolated: Own})
			if len(m.Array("values")) != 0 || m.Number("left out") != 6 || len(m.Array("empty")) != 2 {
				t.Errorf("%s, %s: values %v, %v left out, %v empty", matrix, assign, m.Array("values"), m.Number("left out"), m.Array("empty"))
			}
			for _, g := range task.IntegersOf(m.Bytes["labels"]) {
				if g != 2 {
					t.Errorf("%s, %s: a node is in group %d", matrix, assign, g)
				}
			}
		}
	}
}
