package task

import (
	"math"
	"testing"
	"time"
)

// chains returns n chains of a Spec.
func chains(s Spec, n int) []Spec {
	list := make([]Spec, n)
	for k := range list {
		list[k] = s
		list[k].Chain = uint64(k)
	}
	return list
}

// Chains run side by side in as many workers as there may be; each has all of its
// draws, the same as natively, and others than the rest.
func TestChains(t *testing.T) {
	for limit, workers := range map[int]int{1: 1, 3: 3, 8: 4} {
		f := newFarm()
		p := NewPool(limit, f.clock, f.spawn)
		specs := chains(of("n", 1000., "cost", 1.), 4)
		var runs []*Run
		for _, s := range specs {
			runs = append(runs, p.Start(s, false, nil))
		}
		f.clock.pass(2 * time.Second)
		if len(f.workers) != workers {
			t.Errorf("limit %d: %d workers, want %d", limit, len(f.workers), workers)
		}
		if runs[0].Status().Phase == Done != (limit == 8) {
			t.Errorf("limit %d: %+v after 2 s", limit, runs[0].Status())
		}
		f.clock.pass(3 * time.Second)
		lib := walks(func(time.Duration) {})
		seen := map[float64]bool{}
		for k, r := range runs {
			if r.Status().Phase != Done {
				t.Fatalf("limit %d, chain %d: %+v", limit, k, r.Status())
			}
			checkLog(t, specs[k], r.History().Log(), 1000)
			h, err := Do(lib, specs[k], nil)
			if err != nil {
				t.Fatal(err)
			}
			a, b := r.History().Log().Column("x"), h.Log().Column("x")
			for i := range a {
				if a[i] != b[i] {
					t.Fatalf("chain %d: draw %d is %v, natively %v", k, i, a[i], b[i])
				}
			}
			seen[a[len(a)-1]] = true
		}
		if len(seen) != 4 {
			t.Errorf("%d different chains", len(seen))
		}
	}
}

// The steps of two chains are not correlated: of 20,000 pairs, the sample
// correlation of independent ones is within 4/sqrt(20000) of 0 in all but one case of
// 16,000.
func TestChainsIndependent(t *testing.T) {
	const n = 20_000
	lib := walks(func(time.Duration) {})
	for seed := range uint64(3) {
		var steps [4][]float64
		for k := range steps {
			s := Spec{Name: "walk", Seed: seed, Chain: uint64(k)}
			made, err := lib["walk"](s)
			if err != nil {
				t.Fatal(err)
			}
			w := made.(*walk)
			for range n {
				x := w.x
				w.Step()
				steps[k] = append(steps[k], w.x-x)
			}
		}
		for a := range steps {
			for b := range a {
				var sum, aa, bb float64
				for i := range n {
					sum += steps[a][i] * steps[b][i]
					aa += steps[a][i] * steps[a][i]
					bb += steps[b][i] * steps[b][i]
				}
				if r := sum / math.Sqrt(aa*bb); math.Abs(r) > 4/math.Sqrt(n) {
					t.Errorf("seed %d, chains %d and %d: correlation %v", seed, a, b, r)
				}
			}
		}
	}
}

// Chains that are extended are those of so many draws from the start, and Specs of
// different chains are different.
func TestChainsGoOn(t *testing.T) {
	f := newFarm()
	p := NewPool(3, f.clock, f.spawn)
	var runs []*Run
	short, long := chains(trekOf("n", 300.), 4), chains(trekOf("n", 700.), 4)
	for _, s := range short {
		runs = append(runs, p.Start(s, false, nil))
	}
	f.clock.pass(time.Second)
	for k, r := range runs {
		r.Extend(long[k])
	}
	f.clock.pass(time.Second)
	for k, r := range runs {
		checkLog(t, long[k], r.History().Log(), 700)
		if k > 0 && (short[k].Equal(short[0]) || short[k].Identity() == short[0].Identity()) {
			t.Errorf("chain %d is the same as the first", k)
		}
	}
}
