package partition

import (
	"math"
	"slices"
	"testing"
)

// partitions calls f with every partition of n things.
func partitions(n int, f func(p []int32)) {
	p := make([]int32, n)
	var set func(i int, k int32)
	set = func(i int, k int32) {
		if i == n {
			f(p)
			return
		}
		for g := range k + 1 {
			p[i] = g
			set(i+1, max(k, g+1))
		}
	}
	set(0, 0)
}

// Of few things the centroid is nearly always the best of all partitions, and its
// distance what it is said to be.
func TestCentroid(t *testing.T) {
	r := random(9)
	missed := 0
	for range 100 {
		n := 2 + r.IntN(5)
		truth := divided(r, n, 3)
		var draws [][]int32
		for range 1 + r.IntN(12) {
			p := slices.Clone(truth)
			for i := range p {
				if r.Float64() < 0.25 {
					p[i] = r.Int32N(4)
				}
			}
			draws = append(draws, p)
		}
		distance := func(p []int32) (sum float64) {
			for _, d := range draws {
				sum += VI(p, d)
			}
			return sum / float64(len(draws))
		}
		p, got := Centroid(draws, nil)
		if !near(got, distance(p), 1e-12) {
			t.Fatalf("distance %v, want %v", got, distance(p))
		}
		least := math.Inf(1)
		partitions(n, func(q []int32) { least = min(least, distance(q)) })
		if got > least+1e-9 {
			missed++
			if got > least*1.1 {
				t.Errorf("%v is at %v of %v, the best at %v", p, got, draws, least)
			}
		}
	}
	if missed > 5 {
		t.Errorf("%d of 100 are not the best", missed)
	}
}

// Draws about a partition have it as their centroid, whatever their groups are
// called, and their consensus says how often each thing is elsewhere.
func TestCentroidOfMany(t *testing.T) {
	r := random(10)
	truth := divided(r, 200, 5)
	var draws [][]int32
	for range 80 {
		p := slices.Clone(truth)
		for i := range p {
			if r.Float64() < 0.1 {
				p[i] = r.Int32N(5)
			}
		}
		names := make([]int32, 5)
		for g, h := range r.Perm(5) {
			names[g] = int32(h)
		}
		draws = append(draws, Renamed(p, names))
	}
	told := 0
	p, _ := Centroid(draws, func(n int) { told += n })
	if ARI(p, truth) != 1 || !slices.Equal(p, BySize(truth)) || told == 0 {
		t.Errorf("ARI %v with the truth, told %d", ARI(p, truth), told)
	}
	if p, d := Centroid([][]int32{{4, 4, 1}}, nil); !slices.Equal(p, []int32{0, 0, 1}) || d != 0 {
		t.Errorf("of one: %v at %v", p, d)
	}
}

func BenchmarkCentroid(b *testing.B) {
	r := random(11)
	var draws [][]int32
	truth := divided(r, 110, 8)
	for range 500 {
		p := slices.Clone(truth)
		for i := range p {
			if r.Float64() < 0.2 {
				p[i] = r.Int32N(8)
			}
		}
		draws = append(draws, p)
	}
	for b.Loop() {
		Centroid(draws, nil)
	}
}
