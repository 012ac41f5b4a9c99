package raster

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/typeface"
)

var (
	none  = scene.Color{}
	white = scene.Hex(0xffffff)
	black = scene.Hex(0)
	red   = scene.Hex(0xff0000)
	blue  = scene.Hex(0x0000ff)
)

func list(w, h float64, background scene.Color) *scene.DisplayList {
	l := new(scene.DisplayList)
	l.Reset(w, h, background)
	return l
}

func pt(x, y float64) scene.Point { return scene.Point{X: x, Y: y} }

// alpha is the sum of the opacity of all pixels, in pixels.
func alpha(m *image.RGBA) float64 {
	sum := 0
	for i := 3; i < len(m.Pix); i += 4 {
		sum += int(m.Pix[i])
	}
	return float64(sum) / 255
}

func highestAlpha(m *image.RGBA) uint8 {
	high := uint8(0)
	for i := 3; i < len(m.Pix); i += 4 {
		high = max(high, m.Pix[i])
	}
	return high
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %v, want %v within %v", what, got, want, tolerance)
	}
}

func TestSizeAndBackground(t *testing.T) {
	for _, c := range []struct {
		w, h, scale float64
		want        image.Point
	}{
		{30, 20, 1, image.Pt(30, 20)},
		{30, 20, 2.5, image.Pt(75, 50)},
		{30.4, 19.6, 1, image.Pt(30, 20)},
		{0.1, 7, 1, image.Pt(1, 7)},
	} {
		m := Draw(list(c.w, c.h, scene.Hex(0x123456)), c.scale)
		if m.Rect.Size() != c.want {
			t.Errorf("%v x %v at %v has %v pixels, want %v", c.w, c.h, c.scale, m.Rect.Size(), c.want)
		}
		for i := 0; i < len(m.Pix); i += 4 {
			if got := [4]uint8(m.Pix[i:]); got != [4]uint8{0x12, 0x34, 0x56, 255} {
				t.Fatalf("background is %v", got)
			}
		}
	}
	m := Draw(list(2, 2, red.Opacity(0.5)), 1)
	if got := m.RGBAAt(1, 1); got != (color.RGBA{128, 0, 0, 128}) {
		t.Errorf("a translucent background is %v, want it premultiplied", got)
	}
}

func TestSenselessSize(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range [][3]float64{{0, 9, 1}, {9, -1, 1}, {9, 9, 0}, {-9, -9, -1}, {nan, 9, 1}, {9, inf, 1}, {9, 9, nan}, {9, 9, inf}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v x %v at scale %v does not panic", c[0], c[1], c[2])
				}
			}()
			New(list(c[0], c[1], white), c[2])
		}()
	}
}

// medley is a picture of every operation, most of them several times.
func medley(w, h float64) *scene.DisplayList {
	l := list(w, h, scene.Hex(0xfdfdfb))
	p := l.NewPolylines(scene.Stroke{Color: scene.Hex(0xdfe2e0), Width: 1})
	for k := 0.1; k < 1; k += 0.1 {
		p.Segment(pt(k*w, 0), pt(k*w, h))
		p.Segment(pt(0, k*h), pt(w, k*h))
	}
	l.Mesh(bell(41, 31, 0.8*w, h))
	rng := rand.New(rand.NewPCG(3, 4))
	at := func() scene.Point { return pt(w*(1.2*rng.Float64()-0.1), h*(1.2*rng.Float64()-0.1)) }
	dashes := l.NewPolylines(scene.Stroke{Color: red.Opacity(0.6), Width: 2.3, Dash: 6})
	thin := l.NewPolylines(scene.Stroke{Color: blue.Opacity(0.8), Width: 0.4})
	for range 30 {
		dashes.Add(at())
		thin.Segment(at(), at())
	}
	dashes.End()
	g := l.NewPolygons()
	for range 40 {
		c, r := at(), 0.03*w*rng.Float64()
		g.Add(scene.Hex(rng.Uint32N(1<<24)).Opacity(0.7), disc(c, r, 3+rng.IntN(20))...)
	}
	l.Image(&scene.Image{
		Bitmap: &scene.Bitmap{W: 2, H: 3, Pix: []uint8{
			255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 0, 128, 0, 0, 0, 0, 90, 90, 90, 255}},
		Dst: scene.Rect{Min: pt(0.82*w, 0.1*h), Max: pt(0.97*w, 0.4*h)},
	})
	for k := range 5 {
		l.Text(&scene.Text{String: "density \u03bc = \u22120.16", At: pt(0.98*w, h*(0.46+0.07*float64(k))), Size: 0.025 * w,
			Color: scene.Hex(0x1c2127), AlignX: 1, AlignY: 0.5})
	}
	m := bell(41, 31, w, h)
	m.Face, m.Tint = scene.FaceTint, white.Opacity(0.7)
	m.GridColors, m.Grid.Width = true, 0.5
	for i := range m.X {
		m.X[i], m.Y[i] = 0.7*float32(w)+0.3*m.X[i], 0.7*float32(h)+0.3*m.Y[i]
	}
	l.Mesh(m)
	return l
}

func disc(c scene.Point, r float64, n int) []scene.Point {
	corners := make([]scene.Point, n)
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		corners[i] = c.Add(pt(r*cos, r*sin))
	}
	return corners
}

func TestBandsDoNotShow(t *testing.T) {
	l := medley(160, 120)
	for _, scale := range []float64{1, 1.5} {
		want := Draw(l, scale)
		for _, rows := range []int{1, 2, 3, 7, 16, 119, 500} {
			j := New(l, scale)
			j.setRows(rows)
			for !j.Step() {
			}
			if !bytes.Equal(j.Image().Pix, want.Pix) {
				t.Errorf("at scale %v, bands of %d rows give another picture", scale, rows)
			}
		}
	}
}

func TestProgress(t *testing.T) {
	j := New(medley(400, 300), 1)
	if p := j.Progress(); p != 0 {
		t.Errorf("progress is %v before the first step", p)
	}
	steps, last := 0, 0.0
	for done := false; !done; steps++ {
		done = j.Step()
		if p := j.Progress(); p <= last || p > 1 || done != (p == 1) {
			t.Fatalf("progress goes from %v to %v, done: %v", last, p, done)
		}
		last = j.Progress()
	}
	if steps < 5 {
		t.Errorf("the picture takes only %d steps", steps)
	}
	pix := bytes.Clone(j.Image().Pix)
	if !j.Step() || !bytes.Equal(pix, j.Image().Pix) {
		t.Error("a step after the last does something")
	}
}

// TestOrder paints squares of all kinds over each other.
func TestOrder(t *testing.T) {
	square := func(c scene.Color) []func(*scene.DisplayList) {
		r, g, b, _ := c.RGBA8()
		return []func(*scene.DisplayList){
			func(l *scene.DisplayList) { l.NewPolygons().Add(c, pt(0, 0), pt(9, 0), pt(9, 9), pt(0, 9)) },
			func(l *scene.DisplayList) {
				l.NewPolylines(scene.Stroke{Color: c, Width: 30}).Segment(pt(0, 4), pt(9, 4))
			},
			func(l *scene.DisplayList) { l.Mesh(quad(9, 9, scene.FaceTint, c)) },
			func(l *scene.DisplayList) {
				l.Image(&scene.Image{Bitmap: &scene.Bitmap{W: 1, H: 1, Pix: []uint8{r, g, b, 255}}, Dst: scene.Rect{Max: pt(9, 9)}})
			},
			func(l *scene.DisplayList) {
				l.Text(&scene.Text{String: "\u2588", At: pt(4, 4), Size: 100, Color: c, AlignX: 0.5, AlignY: 0.5})
			},
		}
	}
	for i, below := range square(red) {
		for j, above := range square(blue) {
			l := list(9, 9, white)
			below(l)
			above(l)
			m := Draw(l, 1)
			if got := m.RGBAAt(4, 4); got != (color.RGBA{0, 0, 255, 255}) {
				t.Errorf("kind %d above kind %d is %v", j, i, got)
			}
		}
	}
}

func TestImage(t *testing.T) {
	bitmap := &scene.Bitmap{W: 2, H: 2, Pix: []uint8{
		255, 0, 0, 255, 0, 255, 0, 255,
		0, 0, 255, 255, 255, 255, 255, 51,
	}}
	l := list(12, 10, black)
	l.Image(&scene.Image{Bitmap: bitmap, Dst: scene.Rect{Min: pt(2, 1), Max: pt(8, 9)}})
	for _, scale := range []int{1, 2, 3} {
		m := Draw(l, float64(scale))
		for y := range m.Rect.Dy() {
			for x := range m.Rect.Dx() {
				sx, sy := x/scale, y/scale
				want := color.RGBA{0, 0, 0, 255}
				switch {
				case sx < 2 || sx >= 8 || sy < 1 || sy >= 9:
				case sx < 5 && sy < 5:
					want = color.RGBA{255, 0, 0, 255}
				case sy < 5:
					want = color.RGBA{0, 255, 0, 255}
				case sx < 5:
					want = color.RGBA{0, 0, 255, 255}
				default:
					want = color.RGBA{51, 51, 51, 255}
				}
				if got := m.RGBAAt(x, y); got != want {
					t.Fatalf("at scale %d, (%d, %d) is %v, want %v", scale, x, y, got, want)
				}
			}
		}
	}
}

// TestText compares the ink with the box of the text at all alignments.
func TestText(t *testing.T) {
	const s, size = "Hxg \u22120.5", 20.0
	width, above, below := typeface.Measure(s, size)
	for _, scale := range []float64{1, 2} {
		for _, ax := range []float64{0, 0.5, 1} {
			for _, ay := range []float64{0, 0.5, 1} {
				l := list(200, 100, none)
				l.Text(&scene.Text{String: s, At: pt(100, 50), Size: size, Color: red, AlignX: ax, AlignY: ay})
				m := Draw(l, scale)
				near(t, "ink", alpha(m)/(scale*scale), sum(typeface.Rasterize(s, 10*size).Mask)/100, 3)
				box := image.Rect(
					int(scale*(100-ax*width))-1, int(scale*(50-ay*(above+below)))-1,
					int(scale*(100+(1-ax)*width))+2, int(scale*(50+(1-ay)*(above+below)))+2)
				near(t, "ink in the box", alpha(crop(m, box)), alpha(m), 0)
				if c := m.RGBAAt(box.Min.X, box.Min.Y); c.A != 0 {
					t.Errorf("the corner has ink %v", c)
				}
			}
		}
	}
}

func sum(m *image.Alpha) float64 {
	s := 0
	for _, v := range m.Pix {
		s += int(v)
	}
	return float64(s) / 255
}

// crop returns m with all outside r transparent.
func crop(m *image.RGBA, r image.Rectangle) *image.RGBA {
	out := image.NewRGBA(m.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			out.SetRGBA(x, y, m.RGBAAt(x, y))
		}
	}
	return out
}

// TestAllocations checks that they do not grow with the picture's content.
func TestAllocations(t *testing.T) {
	l := medley(200, 150)
	if n := testing.AllocsPerRun(5, func() { Draw(l, 1) }); n > 120 {
		t.Errorf("%v allocations", n)
	}
	big := list(200, 150, white)
	big.Mesh(bell(150, 150, 200, 150))
	if n := testing.AllocsPerRun(5, func() { Draw(big, 1) }); n > 20 {
		t.Errorf("a mesh of 44402 triangles makes %v allocations", n)
	}
}

// TestHostile draws what no figure should hold; it must not panic or hang.
func TestHostile(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	wild := []float64{0, math.Copysign(0, -1), 1e-300, 1e-9, 0.5, 31.99999, 1e4, 1e7, -1e7, 1e18, 1e300, -1e300, math.MaxFloat64,
		math.Inf(1), math.Inf(-1), math.NaN()}
	number := func() float64 {
		if rng.IntN(2) == 0 {
			return 32 * rng.Float64()
		}
		return wild[rng.IntN(len(wild))]
	}
	tame := func() float32 { // vertices of a mesh are finite
		v := float32(number())
		if v-v != 0 {
			return math.MaxFloat32
		}
		return v
	}
	paint := func() scene.Color {
		return scene.Color{R: float32(number()), G: rng.Float32(), B: float32(number()), A: float32(number())}
	}
	for range 1500 {
		l := list(32, 32, paint())
		p := l.NewPolylines(scene.Stroke{Color: red, Width: number(), Dash: number()})
		for range 4 {
			p.Add(pt(number(), number()))
		}
		p.End()
		hair := l.NewPolylines(scene.Stroke{Color: blue, Width: 1e-12, Dash: 1e-9})
		hair.Segment(pt(number(), number()), pt(number(), number()))
		g := l.NewPolygons()
		g.Add(paint(), pt(number(), number()), pt(number(), number()), pt(number(), number()), pt(number(), number()))
		g.Add(paint())
		m := &scene.Mesh{
			MeshData: &scene.MeshData{},
			Index:    []uint32{0, 1, 2, 2, 1, 3, 3, 3, 0},
			Face:     scene.Face(rng.IntN(3)),
			Tint:     paint(),
			Grid:     scene.Stroke{Color: red, Width: number()},
			Contour:  scene.Stroke{Color: blue, Width: number()},
			Levels:   rng.IntN(5), GridColors: rng.IntN(2) == 0,
		}
		for range 4 {
			m.X, m.Y = append(m.X, tame()), append(m.Y, tame())
			m.U, m.V = append(m.U, float32(number())), append(m.V, float32(number()))
			m.Level, m.Colors = append(m.Level, float32(number())), append(m.Colors, paint())
		}
		l.Mesh(m)
		l.Image(&scene.Image{
			Bitmap: &scene.Bitmap{W: 1, H: 2, Pix: make([]uint8, 8)},
			Dst:    scene.Rect{Min: pt(number(), number()), Max: pt(number(), number())},
		})
		l.Image(&scene.Image{Bitmap: new(scene.Bitmap), Dst: scene.Rect{Max: pt(9, 9)}})
		l.Text(&scene.Text{String: "x\u2212\n", At: pt(number(), number()), Size: min(number(), 200), Color: paint(), AlignX: number()})
		Draw(l, 1)
	}
}

func TestGolden(t *testing.T) {
	imagetest.Equal(t, Draw(medley(480, 360), 1), "testdata/medley.png")
}
