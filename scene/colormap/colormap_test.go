package colormap

import (
	"image/color"
	"math"
	"slices"
	"testing"
)

// get fails the test if the map is missing.
func get(t testing.TB, name string) *Map {
	t.Helper()
	m, ok := Named(name)
	if !ok {
		t.Fatalf("Named(%q) found nothing", name)
	}
	return m
}

func near(a, b, tol float64) bool { return math.Abs(a-b) <= tol }

func TestNames(t *testing.T) {
	want := []string{"viridis", "cividis", "magma", "coolwarm", "Blues", "jet"}
	if got := Names(); !slices.Equal(got, want) {
		t.Errorf("Names() = %q, want %q", got, want)
	}
	for _, name := range want {
		for _, name := range []string{name, name + "_r"} {
			if got := get(t, name).Name(); got != name {
				t.Errorf("Named(%q).Name() = %q", name, got)
			}
		}
	}
	for _, name := range []string{"", "_r", "Viridis", "blues", "viridis_r_r", "turbo"} {
		if _, ok := Named(name); ok {
			t.Errorf("Named(%q) found something", name)
		}
	}
}

// TestColours compares with cm(i) of matplotlib 3.6.3, the colour at i/255.
func TestColours(t *testing.T) {
	for _, c := range []struct {
		name    string
		i       int
		r, g, b float64
	}{
		{"viridis", 0, 0.267004, 0.004874, 0.329415},
		{"viridis", 37, 0.274128, 0.199721, 0.498911},
		{"viridis", 64, 0.229739, 0.322361, 0.545706},
		{"viridis", 100, 0.166617, 0.463708, 0.558119},
		{"viridis", 128, 0.127568, 0.566949, 0.550556},
		{"viridis", 191, 0.360741, 0.785964, 0.387814},
		{"viridis", 230, 0.741388, 0.873449, 0.149561},
		{"viridis", 255, 0.993248, 0.906157, 0.143936},
		{"cividis", 0, 0.000000, 0.135112, 0.304751},
		{"cividis", 37, 0.136830, 0.234216, 0.432148},
		{"cividis", 64, 0.263738, 0.307831, 0.422789},
		{"cividis", 100, 0.394568, 0.406236, 0.438986},
		{"cividis", 128, 0.488697, 0.485318, 0.471008},
		{"cividis", 191, 0.732422, 0.677364, 0.425717},
		{"cividis", 230, 0.896818, 0.811030, 0.320982},
		{"cividis", 255, 0.995737, 0.909344, 0.217772},
		{"magma", 0, 0.001462, 0.000466, 0.013866},
		{"magma", 37, 0.140858, 0.068654, 0.324538},
		{"magma", 64, 0.316654, 0.071690, 0.485380},
		{"magma", 100, 0.537755, 0.156894, 0.506551},
		{"magma", 128, 0.716387, 0.214982, 0.475290},
		{"magma", 191, 0.985693, 0.528148, 0.379371},
		{"magma", 230, 0.995680, 0.812706, 0.572645},
		{"magma", 255, 0.987053, 0.991438, 0.749504},
		{"coolwarm", 0, 0.229806, 0.298718, 0.753683},
		{"coolwarm", 37, 0.409611, 0.540759, 0.935545},
		{"coolwarm", 64, 0.554312, 0.690097, 0.995516},
		{"coolwarm", 100, 0.743754, 0.825125, 0.965798},
		{"coolwarm", 128, 0.867428, 0.864377, 0.862602},
		{"coolwarm", 191, 0.958279, 0.604335, 0.483297},
		{"coolwarm", 230, 0.839365, 0.321856, 0.264924},
		{"coolwarm", 255, 0.705673, 0.015556, 0.150233},
		{"Blues", 0, 0.968627, 0.984314, 1.000000},
		{"Blues", 37, 0.855456, 0.911480, 0.963583},
		{"Blues", 64, 0.775240, 0.858301, 0.936824},
		{"Blues", 100, 0.592157, 0.777086, 0.876432},
		{"Blues", 128, 0.417086, 0.680631, 0.838231},
		{"Blues", 191, 0.130427, 0.444152, 0.710327},
		{"Blues", 230, 0.031373, 0.289735, 0.570319},
		{"Blues", 255, 0.031373, 0.188235, 0.419608},
		{"jet", 0, 0.000000, 0.000000, 0.500000},
		{"jet", 37, 0.000000, 0.080392, 1.000000},
		{"jet", 64, 0.000000, 0.503922, 1.000000},
		{"jet", 100, 0.135990, 1.000000, 0.831752},
		{"jet", 128, 0.490196, 1.000000, 0.477546},
		{"jet", 191, 1.000000, 0.596224, 0.000000},
		{"jet", 230, 0.945633, 0.029775, 0.000000},
		{"jet", 255, 0.500000, 0.000000, 0.000000},
	} {
		r, g, b := get(t, c.name).At(float64(c.i) / 255)
		const tol = 1e-5 // half of the tables' last digit, and of the figures'
		if !near(r, c.r, tol) || !near(g, c.g, tol) || !near(b, c.b, tol) {
			t.Errorf("%s at %d/255 = %.6f %.6f %.6f, want %.6f %.6f %.6f", c.name, c.i, r, g, b, c.r, c.g, c.b)
		}
	}
}

func TestInterpolation(t *testing.T) {
	for _, name := range Names() {
		m := get(t, name)
		for i := range 255 {
			r0, g0, b0 := m.At(float64(i) / 255)
			r1, g1, b1 := m.At(float64(i+1) / 255)
			r, g, b := m.At((float64(i) + 0.25) / 255)
			if !near(r, 0.75*r0+0.25*r1, 1e-12) || !near(g, 0.75*g0+0.25*g1, 1e-12) || !near(b, 0.75*b0+0.25*b1, 1e-12) {
				t.Fatalf("%s is not linear between %d/255 and %d/255", name, i, i+1)
			}
		}
	}
}

func TestBeyondTheEnds(t *testing.T) {
	for _, name := range Names() {
		m := get(t, name)
		for _, c := range []struct{ t, end float64 }{
			{-0.001, 0}, {-1e300, 0}, {math.Inf(-1), 0},
			{1.001, 1}, {1e300, 1}, {math.Inf(1), 1},
		} {
			if got, want := m.RGBA(c.t), m.RGBA(c.end); got != want {
				t.Errorf("%s at %v = %v, want %v", name, c.t, got, want)
			}
		}
	}
}

func TestRGBA(t *testing.T) {
	for _, name := range Names() {
		m := get(t, name)
		for _, v := range []float64{0, 0.1, 0.5, 0.77, 1, math.NaN()} {
			r, g, b := m.At(v)
			if got, want := m.RGBA(v), [4]float32{float32(r), float32(g), float32(b), 1}; got != want {
				t.Errorf("%s: RGBA(%v) = %v, At gives %v", name, v, got, want)
			}
		}
	}
}

func TestNaN(t *testing.T) {
	m := get(t, "viridis")
	r, g, b := m.At(math.NaN())
	if r != g || g != b {
		t.Errorf("NaN is %v %v %v, not grey", r, g, b)
	}
	y := luminance(r, g, b)
	if white, black := 1.05/(y+0.05), (y+0.05)/0.05; white < 4.5 || black < 4.5 {
		t.Errorf("contrast of NaN is %.2f with white and %.2f with black, want at least 4.5", white, black)
	}

	pink := m.WithNaN(color.NRGBA{R: 255, G: 0, B: 51, A: 255})
	if got, want := pink.RGBA(math.NaN()), [4]float32{1, 0, 0.2, 1}; got != want {
		t.Errorf("NaN of WithNaN = %v, want %v", got, want)
	}
	if pink.RGBA(0.3) != m.RGBA(0.3) || pink.Reversed().RGBA(math.NaN()) != pink.RGBA(math.NaN()) {
		t.Error("WithNaN changed another colour, or Reversed the colour of NaN")
	}
	if again, _, _ := get(t, "viridis").NaN(); again != r {
		t.Error("WithNaN changed the shared map")
	}
}

func TestReversed(t *testing.T) {
	for _, name := range Names() {
		m := get(t, name)
		r := m.Reversed()
		for i := range 256 {
			if got, want := r.RGBA(float64(i)/255), m.RGBA(float64(255-i)/255); !nearRGBA(got, want) {
				t.Fatalf("%s at %d/255 = %v, want %v", r.Name(), i, got, want)
			}
		}
		if *r.Reversed() != *m {
			t.Errorf("%s reversed twice is another map", name)
		}
	}
}

func nearRGBA(a, b [4]float32) bool {
	for i := range a {
		if !near(float64(a[i]), float64(b[i]), 1e-6) {
			return false
		}
	}
	return true
}

// TestLightness checks what makes a sequential map fit for its purpose.
func TestLightness(t *testing.T) {
	for _, c := range []struct {
		name     string
		from, to float64 // L* at the ends, to the nearest unit
	}{
		{"viridis", 15, 91},
		{"cividis", 13, 92},
		{"magma", 0, 98},
		{"Blues_r", 20, 98},
	} {
		m := get(t, c.name)
		if l := lightness(m, 0); !near(l, c.from, 1) {
			t.Errorf("%s begins at L* %.2f, want %v", c.name, l, c.from)
		}
		if l := lightness(m, 1); !near(l, c.to, 1) {
			t.Errorf("%s ends at L* %.2f, want %v", c.name, l, c.to)
		}
		for i := range 1000 {
			u, v := float64(i)/1000, float64(i+1)/1000
			if lightness(m, v) <= lightness(m, u) {
				t.Errorf("%s is no lighter at %v than at %v", c.name, v, u)
			}
		}
	}

	m := get(t, "coolwarm")
	for i := range 100 {
		u, v := float64(i)/200, float64(i+1)/200
		if lightness(m, v) <= lightness(m, u) || lightness(m, 1-v) <= lightness(m, 1-u) {
			t.Errorf("coolwarm does not lighten towards its middle at %v", v)
		}
	}
}

// lightness is CIE L* under D65 (CIE 15:2004, section 8.2.1).
func lightness(m *Map, t float64) float64 {
	y := luminance(m.At(t))
	if y <= 216.0/24389 {
		return y * 24389 / 27
	}
	return 116*math.Cbrt(y) - 16
}

// luminance is the relative luminance Y of an sRGB colour (IEC 61966-2-1).
func luminance(r, g, b float64) float64 {
	linear := func(c float64) float64 {
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func TestNoAllocation(t *testing.T) {
	m := get(t, "viridis")
	var norm Norm = Linear{-1, 1}
	dst := make([][4]float32, 100)
	if n := testing.AllocsPerRun(100, func() { colour(dst, m, norm) }); n != 0 {
		t.Errorf("colouring a mesh allocates %v times", n)
	}
}

// colour fills dst as one would the vertices of a mesh.
func colour(dst [][4]float32, m *Map, norm Norm) {
	for i := range dst {
		dst[i] = m.RGBA(norm.Normalize(float64(i)/float64(len(dst))*2 - 1))
	}
}

func BenchmarkRGBA(b *testing.B) {
	m := get(b, "viridis")
	dst := make([][4]float32, 81*81)
	b.SetBytes(81 * 81 * 16)
	for b.Loop() {
		colour(dst, m, Linear{-1, 1})
	}
}
