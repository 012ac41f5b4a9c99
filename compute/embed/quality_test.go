package embed

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strconv"
	"testing"

	"zscape/compute/linalg"
)

// order returns the numbers of the other points, the nearest of the i-th first.
func order(x linalg.Array, i int) []int {
	rows := x.Rows()
	far := func(j int) (sum float64) {
		for c, v := range rows[j] {
			sum += (v - rows[i][c]) * (v - rows[i][c])
		}
		return sum
	}
	var all []int
	for j := range rows {
		if j != i {
			all = append(all, j)
		}
	}
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(far(a), far(b)) })
	return all
}

// measure is the definition of Quality.
func measure(x, y linalg.Array, k int) Quality {
	n, _ := x.Dims()
	penalty := func(data, picture linalg.Array) (sum, kept int) {
		for i := range n {
			ranks := order(data, i)
			for _, j := range order(picture, i)[:k] {
				r := slices.Index(ranks, j) + 1
				sum += max(0, r-k)
				if r <= k {
					kept++
				}
			}
		}
		return sum, kept
	}
	trust, kept := penalty(x, y)
	continuity, _ := penalty(y, x)
	all := float64(n * k * (2*n - 3*k - 1))
	return Quality{k, 1 - 2*float64(trust)/all, 1 - 2*float64(continuity)/all, float64(kept) / float64(n*k)}
}

func TestNeighbours(t *testing.T) {
	heaps := linalg.Zeros(40, 2) // many equal distances
	for i := range 40 {
		heaps.Data[2*i], heaps.Data[2*i+1] = float64(i%3), float64(i%2)
	}
	for _, x := range []linalg.Array{clusters(1, 50, 5, 3), clusters(2, 60, 2, 1), clusters(3, 30, 1, 2), heaps, linalg.Zeros(7, 0)} {
		n, d := x.Dims()
		for _, k := range []int{1, 2, 5, n - 1} {
			nb, err := NewNeighbours(x, k)
			if err != nil {
				t.Fatal(err)
			}
			for i := range n {
				got := make([]int, k)
				for m, j := range nb.Of(i) {
					got[m] = int(j)
				}
				if want := order(x, i)[:k]; !slices.Equal(got, want) {
					t.Fatalf("%d columns: the %d nearest of %d are %v, want %v", d, k, i, got, want)
				}
			}
		}
	}
	for _, k := range []int{0, 7} {
		if _, err := NewNeighbours(linalg.Zeros(7, 2), k); err == nil {
			t.Errorf("k = %d is taken", k)
		}
	}
}

// The reference is scikit-learn 1.2's trustworthiness.
func TestTrustworthiness(t *testing.T) {
	ref := readReference(t).Small
	two := linalg.Zeros(ref.N, 2)
	for i := range ref.N {
		copy(two.Data[2*i:2*i+2], ref.X.Data[4*i:])
	}
	for _, tt := range []struct {
		y    linalg.Array
		want float64
	}{{ref.Y, ref.TrustOfY}, {two, ref.TrustOfTwo}} {
		q, err := Measure(ref.X, tt.y, ref.K)
		if err != nil || !within(q.Trustworthiness, tt.want, 1e-12) || q.K != ref.K {
			t.Errorf("%+v, %v, want %v", q, err, tt.want)
		}
	}
}

func TestQuality(t *testing.T) {
	same := linalg.Zeros(31, 2)
	steps := clusters(5, 31, 2, 3)
	for c, v := range steps.Data {
		steps.Data[c] = math.Round(v / 3)
	}
	for _, tt := range []struct {
		name string
		x, y linalg.Array
	}{
		{"other data", clusters(1, 31, 4, 3), clusters(2, 31, 2, 1)},
		{"a column more", clusters(1, 31, 3, 2), clusters(1, 31, 3, 1)},
		{"ties", steps, clusters(3, 31, 2, 3)},
		{"ties in the picture", clusters(3, 31, 5, 3), steps},
		{"one place", clusters(3, 31, 5, 3), same},
		{"both", same, same},
	} {
		for _, k := range []int{1, 5, 15} {
			got, err := Measure(tt.x, tt.y, k)
			want := measure(tt.x, tt.y, k)
			if err != nil || got.K != k || !within(got.Trustworthiness, want.Trustworthiness, 1e-12) ||
				!within(got.Continuity, want.Continuity, 1e-12) || got.Preservation != want.Preservation {
				t.Errorf("%s, k = %d: %+v, %v, want %+v", tt.name, k, got, err, want)
			}
		}
	}
	// The data itself is the best picture; a turned and stretched one is as good.
	x := clusters(4, 200, 2, 4)
	y := x.Clone()
	for i := range 200 {
		y.Data[2*i], y.Data[2*i+1] = -8*x.Data[2*i+1], 8*x.Data[2*i]
	}
	if q, err := Measure(x, y, 12); err != nil || q != (Quality{12, 1, 1, 1}) {
		t.Errorf("%+v, %v", q, err)
	}
	// Pictures at random.
	q, err := Measure(clusters(4, 900, 5, 4), clusters(1, 900, 2, 1), 12)
	if err != nil || math.Abs(q.Trustworthiness-0.5) > 0.02 || math.Abs(q.Continuity-0.5) > 0.02 || math.Abs(q.Preservation-12./899) > 0.003 {
		t.Errorf("%+v, %v", q, err)
	}
}

func TestMeter(t *testing.T) {
	m, err := NewMeter(clusters(4, 900, 5, 4), clusters(1, 900, 2, 1), 12)
	if err != nil {
		t.Fatal(err)
	}
	steps, progress := 1, 0.0
	if q := m.Quality(); q.Trustworthiness != 1 || q.Preservation != 0 {
		t.Errorf("at first %+v", q)
	}
	for !m.Step() {
		if p := m.Progress(); p <= progress || p >= 1 {
			t.Fatalf("progress %v after %v", p, progress)
		} else {
			progress = p
		}
		steps++
	}
	if steps < 10 || m.Progress() != 1 || !m.Step() {
		t.Errorf("%d steps, progress %v", steps, m.Progress())
	}
}

func TestMeterRefused(t *testing.T) {
	x := clusters(1, 20, 3, 2)
	for _, k := range []int{0, -1, 10, 19} {
		_, err := NewMeter(x, x, k)
		if wrong := (*OptionError)(nil); !errors.As(err, &wrong) || wrong.Name != "k" {
			t.Errorf("k = %d: %v", k, err)
		}
	}
	bad := x.Clone()
	bad.Data[4] = math.NaN()
	for _, err := range []error{
		func() error { _, err := NewMeter(bad, x, 3); return err }(),
		func() error { _, err := NewMeter(x, bad, 3); return err }(),
		func() error { _, err := NewNeighbours(bad, 3); return err }(),
	} {
		if wrong := (*DataError)(nil); !errors.As(err, &wrong) || wrong.Row != 1 || wrong.Col != 1 {
			t.Errorf("%v, want an error about row 1, column 1", err)
		}
	}
}

func BenchmarkMeasure(b *testing.B) {
	for _, n := range []int{943, 1682} {
		b.Run(strconv.Itoa(n)+"x20", func(b *testing.B) {
			x, y := clusters(5, n, 20, 6), clusters(6, n, 2, 1)
			for b.Loop() {
				Measure(x, y, 12)
			}
		})
	}
}

func BenchmarkNeighbours(b *testing.B) {
	for _, n := range []int{943, 1682} {
		b.Run(strconv.Itoa(n)+"x2", func(b *testing.B) {
			y := clusters(6, n, 2, 1)
			for b.Loop() {
				NewNeighbours(y, 12)
			}
		})
	}
}
