package terrain

import (
	"testing"

	"zscape/compute/grid"
)

func TestProfile(t *testing.T) {
	f := formula(t, "x^2 - y")
	got := Profile(f.Height, [2]float64{1, 2}, [2]float64{4, 6}, 6)
	for i, p := range got {
		s := float64(i) // the segment has length 5
		x, y := 1+0.6*s, 2+0.8*s
		if !close(p[0], s, 1e-15) || !close(p[1], x*x-y, 1e-15) {
			t.Errorf("point %d is %v, want (%v, %v)", i, p, s, x*x-y)
		}
	}
	if first, last := got[0], got[5]; first != [2]float64{0, -1} || last != [2]float64{5, 10} {
		t.Errorf("the ends are %v and %v", first, last)
	}
}

// Over a grid the heights are those of its triangles, and NaN beside it.
func TestProfileGrid(t *testing.T) {
	g := grid.New([]float64{0, 1, 2}, []float64{0, 1})
	copy(g.Z, []float64{0, 1, 4, 0, 1, nan})
	got := Profile(g.Sample, [2]float64{-0.5, 0.25}, [2]float64{2, 0.25}, 6)
	for i, want := range []float64{nan, 0, 0.5, 1, nan, nan} {
		if p := got[i]; !close(p[0], float64(i)/2, 1e-15) || !close(p[1], want, 1e-15) {
			t.Errorf("point %d is %v, want (%v, %v)", i, p, float64(i)/2, want)
		}
	}
}

func TestProfilePoint(t *testing.T) {
	for _, p := range Profile(formula(t, "x").Height, [2]float64{3, 1}, [2]float64{3, 1}, 3) {
		if p != [2]float64{0, 3} {
			t.Errorf("a segment of no length has the point %v", p)
		}
	}
}

func TestProfilePanics(t *testing.T) {
	f := formula(t, "x")
	panics(t, func() { Profile(f.Height, [2]float64{}, [2]float64{1, 1}, 1) })
	panics(t, func() { Profile(f.Height, [2]float64{}, [2]float64{1, 1}, -1) })
	panics(t, func() { ProfileTo(nil, f.Height, [2]float64{}, [2]float64{1, 1}) })
}

func TestProfileAllocs(t *testing.T) {
	dst := make([][2]float64, 100)
	height := func(x, y float64) float64 { return x * y }
	if n := testing.AllocsPerRun(100, func() { ProfileTo(dst, height, [2]float64{0, 1}, [2]float64{2, 3}) }); n != 0 {
		t.Errorf("ProfileTo allocates %v times", n)
	}
}

func BenchmarkProfile(b *testing.B) {
	f := formula(b, peaks)
	dst := make([][2]float64, 500)
	for b.Loop() {
		ProfileTo(dst, f.Height, [2]float64{-3, -3}, [2]float64{3, 3})
	}
}
