package typeface

import (
	"math"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
)

// labels are what a picture of sin x + cos y has to say.
var labels = []string{
	"\u22123", "\u22122.5", "0", "0.16", "1e\u22125", "10\u207b\u00b3", "x", "y", "z = sin x + cos y",
	"azimuth \u221260\u00b0", "density", "\u03bc = 0, \u03c3\u00b2 = 1, \u03c1 = 0.5",
}

func width(s string, size float64) float64 {
	w, _, _ := Measure(s, size)
	return w
}

// TestAdvances compares with the font's hmtx table as fontTools 4.38 reads it.
func TestAdvances(t *testing.T) {
	for _, c := range []struct {
		s     string
		units float64
	}{
		{"", 0},
		{" ", 569}, {".", 648}, {"-", 1196}, {"?", 1139}, {"A", 1366}, {"W", 1933}, {"i", 505},
		{"m", 1706}, {"x", 1024}, {"\u2212", 1196}, {"\u00b0", 819}, {"\u00d7", 1196},
		{"\u03c1", 1165}, {"\u03a3", 1203}, {"\u2202", 1012}, {"\u221a", 1124}, {"\u2264", 1124}, {"\u00b2", 933},
		{"\u65e5", 1536}, {"\u65e5\u672c", 2 * 1536}, // the box
		{"\ufffd", 2048}, {"\xff\xfe", 2 * 2048},
		{"\t", 569}, {"\n", 569}, {"\u2009", 569}, {"\u00a0", 569}, {"\x00", 0},
	} {
		if got := width(c.s, 2048); got != c.units {
			t.Errorf("%q is %v units wide, want %v", c.s, got, c.units)
		}
	}
}

func TestDigitsAreEquallyWide(t *testing.T) {
	for d := '0'; d <= '9'; d++ {
		if got := width(string(d), 2048); got != 1139 {
			t.Errorf("%c is %v units wide, want 1139", d, got)
		}
	}
}

// TestMetrics checks the constants, and that text may be set without kerning.
func TestMetrics(t *testing.T) {
	f := regular().font
	if f.UnitsPerEm() != unitsPerEm {
		t.Fatalf("the font has %d units to the em, want %d", f.UnitsPerEm(), unitsPerEm)
	}
	var buf sfnt.Buffer
	m, err := f.Metrics(&buf, inFontUnits, font.HintingNone)
	if err != nil {
		t.Fatal(err)
	}
	_, above, below := Measure("x", unitsPerEm)
	if above != float64(m.Ascent) || below != float64(m.Descent) || CapHeight(unitsPerEm) != float64(m.CapHeight) {
		t.Errorf("ascent, descent, cap height = %v, %v, %v, want %d, %d, %d",
			above, below, CapHeight(unitsPerEm), m.Ascent, m.Descent, m.CapHeight)
	}
	const sample = "ATVWLYP.,avwyofr1-"
	for _, a := range sample {
		for _, b := range sample {
			i, _ := f.GlyphIndex(&buf, a)
			j, _ := f.GlyphIndex(&buf, b)
			if k, err := f.Kern(&buf, i, j, inFontUnits, font.HintingNone); err != nil || k != 0 {
				t.Fatalf("kerning of %c%c is %v (%v), want none", a, b, k, err)
			}
		}
	}
}

func TestCoverage(t *testing.T) {
	f := regular()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range "\u2212\u00b0\u00d7\u00f7\u00b1\u00b7\u2202\u221a\u2264\u2265\u2260\u2248\u221e\u2211\u222b\u2192\u2032\u2026\u2013" +
		"\u03b1\u03b2\u03b3\u03b4\u03b5\u03b8\u03ba\u03bb\u03bc\u03bd\u03c0\u03c1\u03c3\u03c4\u03c6\u03c7\u03c8\u03c9" +
		"\u0393\u0394\u0398\u039b\u03a0\u03a3\u03a6\u03a8\u03a9" +
		"\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b\u2080\u2081\u2082" {
		if f.glyph(r) == f.notdef {
			t.Errorf("the face lacks %c, %U", r, r)
		}
	}
	for r := range rune(utf8.MaxRune) {
		f.glyph(r) // must load
	}
	if n, most := len(f.glyphs), 2*f.font.NumGlyphs(); n > most {
		t.Errorf("%d characters are kept, want at most %d", n, most)
	}
}

func TestMeasureScales(t *testing.T) {
	for _, s := range labels {
		w1, a1, b1 := Measure(s, 1)
		for _, size := range []float64{7.5, 12, 13.37, 300} {
			w, a, b := Measure(s, size)
			if !near(w, w1*size) || !near(a, a1*size) || !near(b, b1*size) {
				t.Errorf("Measure(%q, %v) = %v, %v, %v, not %v times that of size 1", s, size, w, a, b, size)
			}
		}
		if got, want := width(s+s, 11), 2*width(s, 11); !near(got, want) {
			t.Errorf("%q twice is %v wide, want %v", s, got, want)
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Abs(b) }

func TestSenselessSizes(t *testing.T) {
	for _, size := range []float64{0, -3, math.NaN(), math.Inf(1), math.Inf(-1)} {
		if w, a, b := Measure("abc", size); w != 0 || a != 0 || b != 0 {
			t.Errorf("Measure at size %v = %v, %v, %v, want zeros", size, w, a, b)
		}
		if h := CapHeight(size); h != 0 {
			t.Errorf("CapHeight(%v) = %v, want 0", size, h)
		}
		if g := Rasterize("abc", size); !g.Mask.Rect.Empty() {
			t.Errorf("Rasterize at size %v has a mask %v, want none", size, g.Mask.Rect)
		}
	}
	if g := Rasterize("abc", 1e300); !g.Mask.Rect.Empty() {
		t.Errorf("Rasterize at size 1e300 has a mask %v, want none", g.Mask.Rect)
	}
}

// TestConcurrent is for the race detector.
func TestConcurrent(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, s := range labels {
				Measure(s, 12)
				Rasterize(s, 12)
			}
		})
	}
	wg.Wait()
}

func TestMeasureDoesNotAllocate(t *testing.T) {
	size := 10.0
	all := func() {
		for _, s := range labels {
			Measure(s, size)
		}
		size += 0.1 // every frame of a zoom has its own
	}
	all()
	if n := testing.AllocsPerRun(100, all); n != 0 {
		t.Errorf("measuring %d labels allocates %v times", len(labels), n)
	}
	if n := testing.AllocsPerRun(100, func() { Measure("\u65e5\u672c\u8a9e\xff", 12) }); n != 0 {
		t.Errorf("measuring what the face lacks allocates %v times", n)
	}
}

func BenchmarkMeasure(b *testing.B) {
	for b.Loop() {
		for _, s := range labels {
			Measure(s, 12)
		}
	}
}
