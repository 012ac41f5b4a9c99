package layout

import (
	"math"
	"slices"
	"testing"
)

// The trees' sums are about those over all pairs of a component, and exactly those if it
// has few nodes.
func TestForest(t *testing.T) {
	for _, dims := range []int{2, 3} {
		for _, n := range []int{1, 2, leafPoints, leafPoints + 1, 50, 1000} {
			r := seeded(uint64(n))
			start := []int32{0, int32(n), int32(n) + 3}
			mass, at := make([]float64, n+3), make([][3]float64, n+3)
			for i := range at {
				mass[i] = 1 + 3*r.Float64()
				for a := range dims {
					at[i][a] = r.NormFloat64()
				}
			}
			f := newForest(start, mass, dims)
			force, stiffness := make([][3]float64, n+3), make([]float64, n+3)
			for range 2 { // the second time in another order
				for c := range 2 {
					f.build(c, at, func(int) {})
					for k := start[c]; k < start[c+1]; k++ {
						f.pushTo(force, stiffness, k, f.roots[c], f.roots[c+1])
					}
				}
			}
			var all, off float64
			for i := range at {
				first, end := 0, n
				if i >= n {
					first, end = n, n+3
				}
				var want [3]float64
				var s float64
				for j := first; j < end; j++ {
					if d2 := distance2(&at[i], &at[j]); i != j {
						for a := range want {
							want[a] += mass[j] * (at[i][a] - at[j][a]) / d2
						}
						s += mass[j] / d2
					}
				}
				off += distance2(&force[i], &want)
				all += distance2(&want, new([3]float64))
				if most := 0.1; n <= leafPoints && math.Abs(stiffness[i]-s) > 1e-9*s || math.Abs(stiffness[i]-s) > most*s {
					t.Errorf("%d of %d: the stiffness is %v, want %v", i, n, stiffness[i], s)
				}
			}
			e := math.Sqrt(off / all)
			if n > leafPoints {
				t.Logf("%d dimensions, %d points: off by %.2f %%", dims, n, 100*e)
			}
			if e > 0.04 || n <= leafPoints && e > 1e-12 {
				t.Errorf("%d dimensions, %d points: off by %v", dims, n, e)
			}
		}
	}
}

// Points in one place push each other in opposite directions, which are not all the same.
func TestApart(t *testing.T) {
	const n = 100
	mass := slices.Repeat([]float64{1}, n)
	at := make([][3]float64, n)
	for i := range at {
		at[i] = [3]float64{2, -3, 0}
	}
	f := newForest([]int32{0, n}, mass, 2)
	f.build(0, at, func(int) {})
	force, stiffness := make([][3]float64, n), make([]float64, n)
	angles := map[int]int{}
	for k := range int32(n) {
		f.pushTo(force, stiffness, k, 0, f.roots[1])
	}
	for i, v := range force {
		if !(v[0]*v[0]+v[1]*v[1] > 0) || v[2] != 0 {
			t.Fatalf("point %d is pushed by %v", i, v)
		}
		angles[int(4*(math.Atan2(v[1], v[0])+math.Pi)/(2*math.Pi))]++
	}
	if len(angles) < 4 {
		t.Errorf("all are pushed to one side: %v", angles)
	}
	for d := int32(1); d < 1000; d++ {
		x, y, z := f.apart(d)
		a, b, c := f.apart(-d)
		if x != -a || y != -b || z != -c || x*x+y*y < near2 {
			t.Errorf("difference %d: %v, %v and %v, %v", d, x, y, a, b)
		}
	}
}

// Points are parted at the middle, whatever they are.
func TestPart(t *testing.T) {
	r := seeded(1)
	for range 200 {
		points := make([]point, 1+r.IntN(40))
		for k := range points {
			points[k].at[1] = float64(r.IntN(1 + r.IntN(30)))
		}
		mid := r.IntN(len(points))
		part(points, mid, 1)
		for i := range mid {
			for j := mid; j < len(points); j++ {
				if points[i].at[1] > points[j].at[1] {
					t.Fatalf("%v before %v", points[i].at[1], points[j].at[1])
				}
			}
		}
	}
}
