//go:build unix

package jobs

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	sbm "zscape/compute/blockmodel"
	"zscape/compute/field"
	"zscape/compute/linalg"
	"zscape/compute/network"
	"zscape/compute/ratings"
	"zscape/compute/sparse"
	"zscape/jobs/blockmodel"
	"zscape/jobs/countdown"
	"zscape/jobs/descent"
	"zscape/jobs/detectability"
	"zscape/jobs/factorize"
	"zscape/jobs/layout"
	"zscape/jobs/links"
	"zscape/jobs/picture"
	"zscape/jobs/reading"
	"zscape/jobs/spectral"
	"zscape/task"
)

// processor returns how much of the processor's time the program has had: other programs,
// of which there may be many, do not count.
func processor(t *testing.T) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Skip(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// longest lets a task work for a time, or to its end, as a worker does, and returns the
// longest time in which it did not listen.
func longest(t *testing.T, s task.Spec, most time.Duration) (turn time.Duration) {
	t.Helper()
	timed := func(f func()) {
		begun := processor(t)
		f()
		turn = max(turn, processor(t)-begun)
	}
	var c task.Task
	var err error
	timed(func() { c, err = Library[s.Name](s) })
	for end, done := time.Now().Add(most), false; !done && time.Now().Before(end); {
		if err != nil {
			t.Fatal(err)
		}
		timed(func() {
			done, err = c.Step()
			c.Progress()
		})
		if long, ok := c.(task.Slicer); done || !ok || !long.Within() {
			timed(func() {
				if l, ok := c.(task.Logger); ok {
					l.Records(nil)
				}
				m := c.Snapshot()
				m.Append(make([]byte, 0, m.Size()))
			})
		}
	}
	return turn
}

// table is so many ratings of users and items at random.
func table(users, items, perUser int) *ratings.Ratings {
	return ratings.Of(sparse.New(users, items, func(yield func(sparse.Entry) bool) {
		random := rand.New(rand.NewPCG(7, 8)) // the same each time
		for i := range users {
			for range perUser {
				if !yield(sparse.Entry{Row: int32(i), Col: random.Int32N(int32(items)), Value: float64(1 + random.IntN(5))}) {
					return
				}
			}
		}
	}, sparse.Last), nil)
}

// randomLinks is so many links of so many nodes, at random.
func randomLinks(nodes int32, count int) *task.Data {
	return links.Data(sparse.New(int(nodes), int(nodes), func(yield func(sparse.Entry) bool) {
		random := rand.New(rand.NewPCG(9, 1)) // the same each time
		for range count {
			if !yield(sparse.Entry{Row: random.Int32N(nodes), Col: random.Int32N(nodes), Value: 1}) {
				return
			}
		}
	}, sparse.Last).Pattern())
}

// written is a text of so many lines.
func written(n int, line func(dst []byte, k int) []byte) []byte {
	var b []byte
	for k := range n {
		b = line(b, k)
	}
	return b
}

// utf16 is an ASCII text in UTF-16, low byte first.
func utf16(text []byte) []byte {
	b := make([]byte, 2*len(text))
	for k, c := range text {
		b[2*k] = c
	}
	return b
}

// However large a task is, its worker listens after a tenth of a second at most: of each
// kind the largest that a page may ask for, and more.
func TestTurns(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	large := factorize.Table(table(60_000, 20_000, 90))
	factorized := func(method string) func() task.Spec {
		return func() task.Spec {
			return factorize.Spec(factorize.Run{Method: method, R: 64, Rate: 1e-6, Reg: 1, Epochs: 2, Held: 0.2, Seed: 1, Table: large})
		}
	}
	people := factorize.Table(table(6000, 500, 20))
	const side = 2040
	row := written(side, func(dst []byte, k int) []byte { return append(dst, "0.12345678901234567890123456789,"...) })
	row[len(row)-1] = '\n'
	rows := bytes.Repeat(row, side)
	picture16 := image.NewNRGBA64(image.Rect(0, 0, side, side))
	random := rand.New(rand.NewPCG(1, 2))
	for k := range picture16.Pix {
		picture16.Pix[k] = byte(random.Uint32())
	}
	flat := image.NewGray16(image.Rect(0, 0, side, side))
	flat.SetGray16(3, 4, color.Gray16{Y: 9})
	encoded := func(m image.Image) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	of := func(name string, data []byte) func() task.Spec {
		return func() task.Spec { return reading.Field(field.Options{}, field.File{Name: name, Data: data}) }
	}
	rated := func(data []byte) func() task.Spec {
		return func() task.Spec { return reading.Ratings(nil, ratings.File{Name: "r.csv", Data: data}) }
	}
	divided := func(n, perNode int, matrix, assign string) func() task.Spec {
		data := links.Data(table(n, n, perNode).ByUser.Pattern())
		return func() task.Spec {
			return spectral.Spec(spectral.Run{Links: data, Symmetry: spectral.Or, Matrix: matrix, Tau: -1, R: spectral.Degree,
				K: spectral.MaxGroups, Assign: assign, Starts: 2, Isolated: spectral.Own, Plane: true, Seed: 1})
		}
	}
	// What is read is made when it is its turn: what lies in memory makes all others slow.
	graph := func(data func() []byte) func() task.Spec {
		return func() task.Spec {
			return reading.Graph(network.Options{}, network.File{Name: "g", Data: data()})
		}
	}
	planted := network.Planted(network.Planting{Nodes: network.MaxNodes, Groups: 3, Degree: 19, SNR: 2}, rand.New(rand.NewPCG(1, 2)))
	patterns := linalg.Matrix(2000, 3, drawn(2000)...)
	largest, large1000 := randomLinks(links.MaxNodes, links.MaxLinks), randomLinks(blockmodel.MaxTogether, 20_000)
	chain := func(graph *task.Data, m sbm.Model, p sbm.Prior) func() task.Spec {
		m.A, m.B, p.Alpha = 1, 1, 1
		return func() task.Spec {
			return blockmodel.Spec(blockmodel.Run{Links: graph, Model: m, Prior: p, Sweeps: 1000, Moves: 2, Seed: 1})
		}
	}
	for _, c := range []struct {
		name string
		spec func() task.Spec
		most time.Duration
	}{
		{"countdown", func() task.Spec { return countdown.Spec(countdown.MaxSteps, 1) }, time.Second},
		{"descent", func() task.Spec {
			return descent.Spec(descent.Run{Rule: descent.Gradient, X: patterns, B: make([]float64, 2000), Start: make([]float64, 3), Rate: 1e-6, Steps: descent.MaxSteps})
		}, time.Second},
		{"detectability", func() task.Spec {
			return detectability.Spec(detectability.Run{Nodes: detectability.MaxNodes, Groups: detectability.MaxGroups, Degree: detectability.MaxDegree, Directed: true,
				Ratios: []float64{1, 2, 3}, Seeds: 2, Methods: detectability.Methods(true)})
		}, 5 * time.Second},
		{"planted groups", func() task.Spec {
			return detectability.FindSpec(detectability.Find{Links: randomLinks(2000, 50_000), Groups: detectability.MaxGroups, Degree: 50, Ratio: 1, Directed: true, Method: detectability.SBM})
		}, 5 * time.Second},
		{"SGD", factorized(factorize.SGD), 3 * time.Second},
		{"ALS", factorized(factorize.ALS), 3 * time.Second},
		{"first order", factorized(factorize.First), 3 * time.Second},
		{"completion", factorized(factorize.Completion), 3 * time.Second},
		{"layout", func() task.Spec {
			return layout.Spec(layout.Run{Links: randomLinks(links.MaxNodes, links.MaxLinks), Dims: 3, Seed: 1})
		}, 5 * time.Second},
		{"picture", func() task.Spec {
			return picture.Spec(picture.Run{Factors: factorize.Run{Method: factorize.SGD, R: 64, Rate: 0.01, Epochs: 1, Held: 0.2, Seed: 1, Table: people},
				Perplexity: 100, Exaggeration: 12, Theta: 0.5, Iterations: 1, K: 12})
		}, time.Minute},
		{"eigenvectors, dense", divided(500, 10, spectral.None, spectral.KMeans), time.Minute},
		{"the non-backtracking matrix", divided(300, 10, spectral.RW, spectral.KMeans), time.Minute},
		{"eigenvectors", divided(5000, 10, spectral.Sym, spectral.QR), time.Minute},
		{"singular vectors", divided(5000, 10, spectral.DISIM, spectral.Rows), 5 * time.Second},
		{"eigenvectors of many links", divided(links.MaxNodes, links.MaxLinks/links.MaxNodes, spectral.Bethe, spectral.KMeans), 5 * time.Second},
		{"block model", chain(largest, sbm.Model{}, sbm.Prior{K: 10}), 3 * time.Second},
		{"block model of many groups", chain(largest, sbm.Model{Two: true, Links: sbm.DegreeCorrected}, sbm.Prior{K: sbm.MaxGroups}), 3 * time.Second},
		{"block model by any number", chain(largest, sbm.Model{Links: sbm.Poisson}, sbm.Prior{CRP: true}), 3 * time.Second},
		{"block model with pairs", chain(large1000, sbm.Model{}, sbm.Prior{CRP: true}), 2 * time.Second},
		{"all partitions", func() task.Spec {
			return blockmodel.ExactSpec(blockmodel.ExactRun{Links: randomLinks(7, 20), Model: sbm.Model{Two: true, A: 1, B: 1}, Prior: sbm.Prior{CRP: true, Alpha: 1}})
		}, time.Minute},
		{"numbers of groups", func() task.Spec {
			return blockmodel.ICLSpec(blockmodel.ICLRun{Links: largest, Model: sbm.Model{A: 1, B: 1}, Alpha: 1, Groups: blockmodel.MaxICLGroups, Starts: 1})
		}, 3 * time.Second},
		{"UTF-16", of("a.csv", utf16(rows)), time.Minute},
		{"Shift-JIS", of("a.csv", append([]byte("# \x95\x5c\x82\xaa\x82\xa0\x82\xe9\n"), rows...)), time.Minute},
		{"not quite UTF-8", of("a.csv", append(append([]byte("# Gr\xc3\xb6\xc3\x9fe \xff\n"), rows...), rows...)), time.Minute},
		{"comments", of("a.csv", append([]byte("1,2,3,4\n"), bytes.Repeat([]byte("# nothing\n"), 10_000_000)...)), time.Minute},
		{"one line", of("a.csv", bytes.Replace(rows, []byte("\n"), []byte(","), -1)), time.Minute},
		{"an array", of("a.txt", append(append([]byte("["), bytes.ReplaceAll(rows, []byte("\n"), []byte(";"))...), ']')), time.Minute},
		{"PNG", of("a.png", encoded(picture16)), time.Minute},
		{"a flat PNG", of("a.png", encoded(flat)), time.Minute},
		{"raw samples", func() task.Spec {
			return reading.Field(field.Options{}, field.File{Name: "a.json", Data: fmt.Appendf(nil, `{"rows": %d, "cols": %[1]d, "dtype": "float64le"}`, side)},
				field.File{Name: "a.bin", Data: written(side*side, func(dst []byte, k int) []byte {
					return binary.LittleEndian.AppendUint64(dst, math.Float64bits(float64(k)))
				})})
		}, time.Minute},
		{"points", of("p.csv", written(200_000, func(dst []byte, k int) []byte {
			return fmt.Appendf(dst, "%.6f,%.6f,%d\n", random.Float64(), random.Float64(), k%9)
		})), time.Minute},
		{"ratings", rated(written(2_500_000, func(dst []byte, k int) []byte { return fmt.Appendf(dst, "%d,%d,%d\n", k/9+1, k%5003, k%5+1) })), time.Minute},
		{"ratings by names", rated(append([]byte("user,item,rating\n"), written(1_200_000, func(dst []byte, k int) []byte {
			return fmt.Appendf(dst, "u%x,ISBN%d,%d\n", (k*7919)%250_001, (k*31)%250_007, k%5+1)
		})...)), time.Minute},
		{"links", graph(func() []byte {
			return written(3_000_000, func(dst []byte, k int) []byte {
				return fmt.Appendf(dst, "%d %d 0.5\n", k/10%5000, (k/10%5000+1+k%10)%5000)
			})
		}), time.Minute},
		{"a matrix of links", graph(func() []byte { return planted.AppendMatrix(nil) }), time.Minute},
		{"True and False", graph(func() []byte { return append([]byte("False"), bytes.Repeat([]byte(",False"), 10_000_000)...) }), time.Minute},
		{"GraphML", graph(func() []byte { return planted.AppendGraphML(nil) }), time.Minute},
		{"XML with comments", graph(func() []byte {
			return append([]byte("<graphml>"), bytes.Repeat([]byte("<!-- nothing -->"), 4_000_000)...)
		}), time.Minute},
		{"a comment without end", graph(func() []byte { return append([]byte("<graphml><!--"), bytes.Repeat([]byte("nothing "), 8_000_000)...) }), time.Minute},
		{"a long text in JSON", graph(func() []byte { return append([]byte(`{"x":"`), bytes.Repeat([]byte("no graph"), 8_000_000)...) }), time.Minute},
		{"too many links", graph(func() []byte {
			return written(3_000_000, func(dst []byte, k int) []byte { return fmt.Appendf(dst, "%d %d\n", k, k+1) })
		}), time.Minute},
		{"a tag without end", graph(func() []byte { return append([]byte("<graphml "), bytes.Repeat([]byte("a='b' "), 8_000_000)...) }), time.Minute},
		{"a word without end", graph(func() []byte { return append([]byte("graph [ node [ id "), bytes.Repeat([]byte("9"), 60_000_000)...) }), time.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.spec()
			const limit = 100 * time.Millisecond
			var turn time.Duration
			for range 3 { // memory may have been collected meanwhile
				if turn = longest(t, s, c.most); turn <= limit {
					break
				}
			}
			if t.Logf("%v at most", turn); turn > limit {
				t.Errorf("a turn takes %v of the processor's time, %v are allowed", turn, limit)
			}
		})
	}
}

// drawn is so many patterns of three numbers.
func drawn(n int) (x []float64) {
	random := rand.New(rand.NewPCG(3, 4))
	for range n {
		x = append(x, 1, random.NormFloat64(), random.NormFloat64())
	}
	return x
}
