package embed

import (
	"math"
	"reflect"
	"testing"

	"zscape/compute/linalg"
)

// chance is the mean over all orders of the labels: a neighbour is any of the
// others.
func chance(counts ...float64) float64 {
	sum, n := 0.0, 0.0
	for _, c := range counts {
		sum += c * (c - 1)
		n += c
	}
	return sum / (n * (n - 1))
}

func TestPurity(t *testing.T) {
	// Six points on a line, the labels a a b a b b.
	nb, err := NewNeighbours(linalg.Matrix(6, 1, 0, 1, 2.5, 4.5, 7, 10), 1)
	if err != nil {
		t.Fatal(err)
	}
	p := nb.Purity([]int{0, 0, 1, 0, 1, 1}, 4000, random(1))
	// Nearest: 0-1, 1-0, 2-1, 3-2, 4-3, 5-4.
	if p.Share != 0.5 || p.Groups[0].Share != 2./3 || p.Groups[1].Share != 1./3 || p.Groups[0].N != 3 || p.Groups[1].N != 3 {
		t.Errorf("%+v", p)
	}
	for _, c := range []Chance{p.Chance, p.Groups[0].Chance, p.Groups[1].Chance} {
		if want := chance(3, 3); math.Abs(c.Mean-want) > 0.02 || !within(c.Z, (c.Share-c.Mean)/c.SD, 1e-9) || c.Seen() {
			t.Errorf("%+v, want the mean %v", c, want)
		}
	}
	// Of the 20 ways to give the labels, these have a share of at least 1/2.
	above := 0
	for bits := range 64 {
		l := func(i int) int { return bits >> i & 1 }
		same, ones := 0, 0
		for i := range 6 {
			ones += l(i)
			if l(i) == l(int(nb.Of(i)[0])) {
				same++
			}
		}
		if ones == 3 && same >= 3 {
			above++
		}
	}
	if want := float64(above) / 20; math.Abs(p.P-want) > 0.03 {
		t.Errorf("P = %v, want %v", p.P, want)
	}
}

// Labels of clusters are seen, labels at random are not.
func TestPuritySeen(t *testing.T) {
	const n = 600
	y := clusters(4, n, 2, 5)
	nb, err := NewNeighbours(y, 12)
	if err != nil {
		t.Fatal(err)
	}
	labels := make([]int, n)
	for i := range labels {
		labels[i] = i % 5
	}
	if p := nb.Purity(labels, 199, random(2)); !p.Seen() || p.Z < 20 || p.P != 1./200 || math.Abs(p.Mean-chance(120, 120, 120, 120, 120)) > 0.005 {
		t.Errorf("clusters: %+v", p.Chance)
	}
	// P of labels that say nothing is even: at most 0.1 in a tenth of the cases.
	rare, seen := 0, 0
	r := random(3)
	for range 200 {
		for i := range labels {
			labels[i] = r.IntN(7) / 3
		}
		p := nb.Purity(labels, 99, r)
		if p.P <= 0.1 {
			rare++
		}
		if p.Seen() {
			seen++
		}
		if math.Abs(p.Z) > 6 {
			t.Errorf("%+v", p.Chance)
		}
	}
	if rare < 8 || rare > 36 || seen > 9 {
		t.Errorf("of 200 P are %d at most 0.1, %d at most 0.01", rare, seen)
	}
}

// Points without a label are as if they were not there, but for their room.
func TestPurityUnknown(t *testing.T) {
	x := linalg.Matrix(6, 1, 0, 1, 2, 10, 11, 12)
	nb, err := NewNeighbours(x, 2)
	if err != nil {
		t.Fatal(err)
	}
	p := nb.Purity([]int{0, -1, 0, 2, 2, -3}, 50, random(1))
	if p.Share != 1 || len(p.Groups) != 3 || p.Groups[0].N != 2 || p.Groups[1].N != 0 || p.Groups[2].N != 2 || p.Groups[2].Share != 1 {
		t.Errorf("%+v", p)
	}
	if g := p.Groups[1]; g.Share == g.Share || g.Seen() || g.P != 1 {
		t.Errorf("an empty group has %+v", g)
	}
	if p := nb.Purity([]int{-1, -1, -1, -1, -1, -1}, 50, random(1)); p.Share == p.Share || p.P != 1 || len(p.Groups) != 0 {
		t.Errorf("no labels: %+v", p)
	}
	if p := nb.Purity(make([]int, 6), 50, random(1)); p.Share != 1 || p.Mean != 1 || p.SD != 0 || p.Z != 0 || p.P != 1 || p.Seen() {
		t.Errorf("one label: %+v", p)
	}
	if p := nb.Purity([]int{0, 0, 0, 1, 1, 1}, 0, nil); p.Share != 1 || p.Mean == p.Mean || p.P != 1 {
		t.Errorf("no shuffles: %+v", p)
	}
	a, b := nb.Purity([]int{0, 1, 0, 1, 0, 1}, 50, random(1)), nb.Purity([]int{0, 1, 0, 1, 0, 1}, 50, random(1))
	if !reflect.DeepEqual(a, b) {
		t.Errorf("one seed gives %+v and %+v", a, b)
	}
}

func TestPurityPanics(t *testing.T) {
	nb, err := NewNeighbours(linalg.Zeros(6, 1), 2)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("five labels of six points are taken")
		}
	}()
	nb.Purity(make([]int, 5), 1, random(1))
}

func BenchmarkPurity(b *testing.B) {
	nb, err := NewNeighbours(clusters(4, 943, 2, 5), 12)
	if err != nil {
		b.Fatal(err)
	}
	labels := make([]int, 943)
	for i := range labels {
		labels[i] = i % 21
	}
	r := random(1)
	for b.Loop() {
		nb.Purity(labels, 199, r)
	}
}
