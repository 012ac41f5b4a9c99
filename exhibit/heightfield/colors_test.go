package heightfield_test

import (
	"math"
	"strings"
	"testing"

	"zscape/exhibit"
)

// Colours by slope, and by a formula of x, y, z and the surface's parameters.
func TestColorBy(t *testing.T) {
	check := func(text, title string, want func(x, y float64) float64, tol float64) {
		t.Helper()
		s := show(t, text)
		m := mesh(s)
		lo, hi := math.Inf(1), math.Inf(-1)
		for j, y := range m.Grid.Y {
			for i, x := range m.Grid.X {
				v := m.Values[j*len(m.Grid.X)+i]
				lo, hi = min(lo, v), max(hi, v)
				if i == 0 || j == 0 || i == len(m.Grid.X)-1 || j == len(m.Grid.Y)-1 {
					continue // one-sided differences
				}
				if math.Abs(v-want(x, y)) > tol {
					t.Fatalf("%s: %v at %v, %v, want %v", text, v, x, y, want(x, y))
				}
			}
		}
		if b := barOf(s); b.Title != title || b.Max != hi || b.Min > lo {
			t.Errorf("%s: the legend %q is from %v to %v", text, b.Title, b.Min, b.Max)
		}
	}
	check("bowl?to=&k=2&mode=surface&color=slope", "slope", func(x, y float64) float64 { return 4 * math.Hypot(x, y) }, 1e-9)
	check("bowl?to=&k=2&color=formula&colorf=k*x%2By*z", "k*x+y*z", func(x, y float64) float64 { return 2*x + y*2*(x*x+y*y) }, 1e-9)
	p := refused(t, "bowl?color=formula&colorf=2x%2Bquux")
	if p.Key != "colorf" || p.Value[p.From:p.To] != "quux" {
		t.Errorf("%+v", p)
	}
	if p := refused(t, "bowl?color=formula&colorf=zoom*x"); p.Key != "colorf" || p.Value[p.From:p.To] != "zoom" { // has no slider
		t.Errorf("%+v", p)
	}
	if p := refused(t, "bowl?color=formula&colorf=2*(x"); p.Key != "colorf" || !strings.Contains(p.Reason.En, "cannot be read at") {
		t.Errorf("%+v", p)
	}
	// A formula that is not used is not in the way.
	show(t, "bowl?colorf=2*(x")
}

// Bands have the colours of their middles, on the surface and in the legend.
func TestFill(t *testing.T) {
	s := show(t, "bowl?to=&mode=surface&fill=1&at=1,4")
	m, b := mesh(s), barOf(s)
	if len(m.Bands) != 3 || len(m.BandsAt) != 2 || len(b.Bands) != 3 {
		t.Fatalf("bands %v at %v, in the legend %v", m.Bands, m.BandsAt, b.Bands)
	}
	color := exhibit.Colors("viridis", 0, 5)
	for k, mid := range []float64{0.5, 2.5, 4.5} {
		if c := color(mid); math.Abs(float64(m.Bands[k].R-c.R)) > 1e-5 || math.Abs(float64(m.Bands[k].B-c.B)) > 1e-5 || b.Bands[k] != m.Bands[k] {
			t.Errorf("band %d is %v, want %v", k, m.Bands[k], color(mid))
		}
	}
	if m := mesh(show(t, "bowl?to=&mode=surface&fill=1&color=slope")); m.Bands != nil {
		t.Error("bands of z in a picture of slopes")
	}
}

// The histogram counts what is shown.
func TestHistogram(t *testing.T) {
	count := func(text string) (n int) {
		b := barOf(show(t, text))
		for _, c := range b.Counts {
			n += c
		}
		return n
	}
	if n := count("bowl?to=&hist=1"); n != 41*21 {
		t.Errorf("%d samples", n)
	}
	want := 0
	for j := -10; j <= 10; j++ {
		for i := -20; i <= 20; i++ {
			if z := float64(i*i+j*j) / 100; z >= 1-1e-9 && z <= 2+1e-9 {
				want++
			}
		}
	}
	if n := count("bowl?to=&hist=1&zmin=0.9999999&zmax=2.0000001"); n != want {
		t.Errorf("%d samples between the limits, want %d", n, want)
	}
	if n := count("bowl?to=&hist=1&color=slope&hole=1"); n >= 41*21 || n < 700 {
		t.Errorf("%d samples beside the hole", n)
	}
}
