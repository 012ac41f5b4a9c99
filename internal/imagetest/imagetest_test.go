package imagetest

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recorder is a testing.TB that keeps what is reported to it.
type recorder struct {
	testing.TB
	errors []string
}

func (r *recorder) Helper()             {}
func (r *recorder) Logf(string, ...any) {}
func (r *recorder) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

var (
	paper = color.RGBA{253, 253, 251, 255}
	blue  = color.RGBA{31, 95, 153, 255}
	rule  = color.RGBA{223, 226, 224, 255}
)

// plot is a picture of w x h with a grid of faint rules and blue lines.
func plot(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(m, m.Rect, image.NewUniform(paper), image.Point{}, draw.Src)
	for x := 20; x < w; x += 40 {
		vertical(m, x, rule)
	}
	for x := 33; x < w; x += 60 {
		vertical(m, x, blue)
	}
	return m
}

func vertical(m *image.RGBA, x int, c color.RGBA) {
	draw.Draw(m, image.Rect(x, 0, x+1, m.Rect.Dy()), image.NewUniform(c), image.Point{}, draw.Src)
}

// noise changes pixels beside edges by up to by, as another rounding of
// antialiased coverage would.
func noise(m *image.RGBA, by int) {
	rng := rand.New(rand.NewPCG(1, 2))
	old := image.NewRGBA(m.Rect)
	copy(old.Pix, m.Pix)
	for y := range m.Rect.Dy() {
		for x := 1; x < m.Rect.Dx()-1; x++ {
			if old.RGBAAt(x-1, y) == old.RGBAAt(x, y) && old.RGBAAt(x, y) == old.RGBAAt(x+1, y) {
				continue
			}
			d := rng.IntN(2*by+1) - by
			for c := range 3 {
				p := &m.Pix[m.PixOffset(x, y)+c]
				*p = uint8(min(max(int(*p)+d, 0), 255))
			}
		}
	}
}

func TestEqual(t *testing.T) {
	const w, h = 300, 200
	for _, c := range []struct {
		name   string
		change func(*image.RGBA) image.Image
		equal  bool
	}{
		{"nothing", func(m *image.RGBA) image.Image { return m }, true},
		{"another corner", func(m *image.RGBA) image.Image {
			m.Rect = m.Rect.Add(image.Pt(-7, 9))
			return m
		}, true},
		{"rounding", func(m *image.RGBA) image.Image { noise(m, 2); return m }, true},
		{"noise", func(m *image.RGBA) image.Image { noise(m, 10); return m }, true},
		{"one pixel", func(m *image.RGBA) image.Image {
			m.SetRGBA(100, 50, color.RGBA{150, 150, 150, 255})
			return m
		}, true},
		{"a line missing", func(m *image.RGBA) image.Image { vertical(m, 93, paper); return m }, false},
		{"a faint line missing", func(m *image.RGBA) image.Image { vertical(m, 60, paper); return m }, false},
		{"a line moved", func(m *image.RGBA) image.Image {
			vertical(m, 93, paper)
			vertical(m, 94, blue)
			return m
		}, false},
		{"a spot", func(m *image.RGBA) image.Image {
			draw.Draw(m, image.Rect(50, 50, 53, 53), image.NewUniform(rule), image.Point{}, draw.Src)
			return m
		}, false},
		{"another hue", func(m *image.RGBA) image.Image {
			draw.Draw(m, image.Rect(0, 0, w, h/2), image.NewUniform(color.RGBA{253, 253, 238, 255}), image.Point{}, draw.Src)
			return m
		}, false},
		{"transparency", func(m *image.RGBA) image.Image {
			for i := range m.Pix {
				m.Pix[i] = uint8(int(m.Pix[i]) * 9 / 10)
			}
			return m
		}, false},
		{"another size", func(*image.RGBA) image.Image { return plot(w, h+1) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			golden := filepath.Join(dir, "plot.png")
			if err := save(golden, plot(w, h)); err != nil {
				t.Fatal(err)
			}
			r := &recorder{TB: t}
			Equal(r, c.change(plot(w, h)), golden)
			if c.equal && len(r.errors) > 0 {
				t.Errorf("reported %q", r.errors)
			}
			if !c.equal && len(r.errors) == 0 {
				t.Error("passed")
			}
		})
	}
}

func TestFailureLeavesPictures(t *testing.T) {
	dir := t.TempDir()
	golden := filepath.Join(dir, "plot.png")
	if err := save(golden, plot(60, 40)); err != nil {
		t.Fatal(err)
	}
	got := plot(60, 40)
	vertical(got, 33, paper)
	r := &recorder{TB: t}
	Equal(r, got, golden)
	for _, kind := range []string{"got", "want", "diff"} {
		path := filepath.Join(dir, "failed", "plot."+kind+".png")
		m, err := load(path)
		if err != nil {
			t.Fatal(err)
		}
		if m.Bounds().Size() != got.Rect.Size() {
			t.Errorf("%s is %v", path, m.Bounds())
		}
		if len(r.errors) != 1 || !strings.Contains(r.errors[0], path) {
			t.Errorf("the error %q does not name %s", r.errors, path)
		}
	}
}

func TestMissingGolden(t *testing.T) {
	golden := filepath.Join(t.TempDir(), "none.png")
	r := &recorder{TB: t}
	Equal(r, plot(10, 10), golden)
	if len(r.errors) != 1 || !strings.Contains(r.errors[0], "none.png") {
		t.Errorf("reported %q", r.errors)
	}
}

func TestUpdate(t *testing.T) {
	defer func(was bool) { *update = was }(*update)
	*update = true
	golden := filepath.Join(t.TempDir(), "testdata", "plot.png")
	Equal(t, plot(60, 40), golden)
	before, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	nearly := plot(60, 40)
	noise(nearly, 2)
	Equal(t, nearly, golden)
	if after, _ := os.ReadFile(golden); string(after) != string(before) {
		t.Error("an equal picture was rewritten")
	}
	Equal(t, plot(61, 40), golden)
	*update = false
	Equal(t, plot(61, 40), golden)
}

func TestCompareScale(t *testing.T) {
	black, white := image.NewUniform(color.Black), image.NewUniform(color.White)
	fill := func(c image.Image) image.Image {
		m := image.NewRGBA(image.Rect(0, 0, 20, 20))
		draw.Draw(m, m.Rect, c, image.Point{}, draw.Src)
		return m
	}
	d := Compare(fill(black), fill(white))
	if d.Worst < 0.999 || d.Worst > 1.001 {
		t.Errorf("black and white differ by %v, want 1", d.Worst)
	}
	if d.Where.X < 2 || d.Where.X > 17 { // the border is half outside
		t.Errorf("the worst place is %v", d.Where)
	}
	if d := Compare(fill(black), fill(black)); d.Worst != 0 || d.Mean != 0 || d.High != 0 {
		t.Errorf("black differs from itself by %+v", d)
	}
}
