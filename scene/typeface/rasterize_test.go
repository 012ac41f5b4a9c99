package typeface

import (
	"image"
	"math"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// coverage is the sum of the mask in pixels.
func coverage(m *image.Alpha) float64 {
	sum := 0
	for _, p := range m.Pix {
		sum += int(p)
	}
	return float64(sum) / 255
}

// TestAreas compares with shapes whose area follows from the font's glyf
// table: the minus sign is a bar of 996 x 148 units, the box a frame of
// 1024 x 1280 with walls of 64.
func TestAreas(t *testing.T) {
	for _, c := range []struct {
		s     string
		units float64
	}{
		{"\u2212", 996 * 148},
		{"\u2212\u2212\u2212", 3 * 996 * 148},
		{"\u65e5", 1024*1280 - 896*1152},
	} {
		for _, size := range []float64{9, 12.3, 16, 40, 200, 700} {
			want := c.units * size * size / (unitsPerEm * unitsPerEm)
			got := coverage(Rasterize(c.s, size).Mask)
			if math.Abs(got-want) > 0.01*want {
				t.Errorf("%q at size %v covers %.2f pixels, want %.2f", c.s, size, got, want)
			}
		}
	}
}

// TestAgainstOpenType compares a whole line with the drawer of x/image, which
// rounds each contour to a sixty-fourth of a pixel.
func TestAgainstOpenType(t *testing.T) {
	parsed, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []float64{12, 19, 64} {
		drawn, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range labels {
			g := Rasterize(s, size)
			want := image.NewAlpha(g.Mask.Rect)
			d := font.Drawer{Dst: want, Src: image.Opaque, Face: drawn,
				Dot: fixed.P(int(g.OriginX), int(g.OriginY))}
			d.DrawString(s)
			for i := range want.Pix {
				// A 64th or two for the pen and one for the contour, on
				// each side of a stem.
				if diff := math.Abs(float64(g.Mask.Pix[i]) - float64(want.Pix[i])); diff > 40 {
					t.Fatalf("%q at size %v differs by %v at %d, %d", s, size, diff,
						i%want.Stride, i/want.Stride)
				}
			}
		}
	}
}

// TestInkIsWithinMeasures allows a pixel for antialiasing and the overhang of
// the first and last glyph.
func TestInkIsWithinMeasures(t *testing.T) {
	for _, s := range labels {
		for _, size := range []float64{9, 12, 12.5, 24, 96} {
			g := Rasterize(s, size)
			w, above, below := Measure(s, size)
			m := g.Mask.Rect
			if m.Empty() || coverage(g.Mask) == 0 {
				t.Errorf("%q at size %v has no ink", s, size)
			}
			slack := 1 + size/20
			if g.OriginX > slack || float64(m.Dx())-g.OriginX > w+slack ||
				g.OriginY > above+1 || float64(m.Dy())-g.OriginY > below+1 {
				t.Errorf("%q at size %v: mask %v about %v, %v, measures %v, %v, %v",
					s, size, m, g.OriginX, g.OriginY, w, above, below)
			}
			if g.OriginX != math.Round(g.OriginX) || g.OriginY != math.Round(g.OriginY) {
				t.Errorf("%q at size %v: origin %v, %v is not whole", s, size, g.OriginX, g.OriginY)
			}
		}
	}
}

// TestMaskIsTight checks that the outer rows and columns hold ink.
func TestMaskIsTight(t *testing.T) {
	for _, s := range []string{"H", "\u2212\u22122", "x", "[|]"} {
		m := Rasterize(s, 40).Mask
		for _, edge := range []image.Rectangle{
			{Max: image.Point{m.Rect.Dx(), 1}},
			{Max: image.Point{1, m.Rect.Dy()}},
			{Min: image.Point{0, m.Rect.Dy() - 1}, Max: m.Rect.Max},
			{Min: image.Point{m.Rect.Dx() - 1, 0}, Max: m.Rect.Max},
		} {
			if !hasInk(m, edge) {
				t.Errorf("%q: mask %v has no ink in %v", s, m.Rect, edge)
			}
		}
	}
}

func hasInk(m *image.Alpha, r image.Rectangle) bool {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if m.AlphaAt(x, y).A > 0 {
				return true
			}
		}
	}
	return false
}

// TestGapsAreClean checks that no rounding of the raster smears along a row.
func TestGapsAreClean(t *testing.T) {
	const size = 48
	s := "\u00e5S8" + strings.Repeat(" ", 60) + "&g"
	g := Rasterize(s, size)
	first := int(g.OriginX+width("\u00e5S8", size)) + 1
	last := int(g.OriginX+width("\u00e5S8"+strings.Repeat(" ", 60), size)) - 1
	if last-first < 700 {
		t.Fatalf("the gap is only %d wide", last-first)
	}
	if hasInk(g.Mask, image.Rect(first, 0, last, g.Mask.Rect.Dy())) {
		t.Error("there is ink between the words")
	}
}

func TestNoInk(t *testing.T) {
	for _, s := range []string{"", " ", "\t\n", "\u2009"} {
		if g := Rasterize(s, 12); !g.Mask.Rect.Empty() {
			t.Errorf("Rasterize(%q) has a mask %v, want none", s, g.Mask.Rect)
		}
	}
}

func TestMaskIsBounded(t *testing.T) {
	for _, c := range []struct {
		s    string
		size float64
	}{
		{strings.Repeat("wide ", 5000), 20},
		{strings.Repeat(" ", 100000) + "x", 20},
		{strings.Repeat("W", 10), maxSize},
	} {
		g := Rasterize(c.s, c.size)
		if d := g.Mask.Rect.Size(); d.X > maxWidth || d.Y > 2*maxSize {
			t.Errorf("%.10q... at size %v has a mask of %v", c.s, c.size, d)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range labels {
		f.Add(s, 12.0)
	}
	f.Add("\u65e5\u672c\u8a9e", 16.0)
	f.Add("\xff\xc0\x80\x00\u0301\U0010ffff", 9.5)
	f.Add("\ufb01 \u01fa", 1e-9)
	f.Fuzz(func(t *testing.T, s string, size float64) {
		if size = math.Mod(size, 64); size < 0 { // a small one, for speed
			size = 0
		}
		w, above, below := Measure(s, size)
		if !(w >= 0 && above >= 0 && below >= 0) {
			t.Fatalf("Measure(%q, %v) = %v, %v, %v", s, size, w, above, below)
		}
		g := Rasterize(s, size)
		d := g.Mask.Rect.Size()
		if d.X > maxWidth || float64(d.X) > w+2+size || float64(d.Y) > 2+1.5*size {
			t.Fatalf("Rasterize(%q, %v) has a mask of %v, the text is %v wide", s, size, d, w)
		}
		if len(g.Mask.Pix) != d.X*d.Y {
			t.Fatalf("Rasterize(%q, %v): %d pixels for %v", s, size, len(g.Mask.Pix), d)
		}
	})
}

func BenchmarkRasterize(b *testing.B) {
	for b.Loop() {
		for _, s := range labels {
			Rasterize(s, 12)
		}
	}
}
