package space

import (
	"math"
	"slices"
	"testing"

	"zscape/scene"
)

func drawMark(m Mark, w, h float64) (*scene.DisplayList, *scene.View) {
	f := &Space{Camera: scene.DefaultCamera, Box: scene.Box{Min: scene.Vec{X: -3, Y: -4}, Max: scene.Vec{X: 3, Y: 4, Z: 0.1}}, Marks: []Mark{m}, Axes: Axes{Hidden: true}}
	l := new(scene.DisplayList)
	f.Draw(l, w, h)
	return l, &f.view
}

func TestProgressBar(t *testing.T) {
	for _, c := range []struct {
		fraction, filled float64
		label            string
	}{
		{0, 0, "0 %"}, {0.25, 0.25, "25 %"}, {0.29, 0.29, "29 %"}, {0.57, 0.57, "57 %"}, {1. / 3, 1. / 3, "33 %"},
		{0.999999, 0.999999, "99 %"}, {math.Nextafter(1, 0), math.Nextafter(1, 0), "99 %"}, {1, 1, "100 %"},
		{-1, 0, "0 %"}, {2, 1, "100 %"}, {math.NaN(), 0, "0 %"}, {math.Inf(1), 1, "100 %"},
	} {
		for _, width := range []float64{320, 640, 1440} {
			l, _ := drawMark(&ProgressBar{Fraction: c.fraction, From: "from", To: "to"}, width, 480)
			lines := polylines(l)
			track := lines[0].At(0)
			filled := 0.0
			if len(lines) > 1 {
				done := lines[1].At(0)
				filled = done[1].X - done[0].X
				if done[0] != track[0] || done[1].Y != track[1].Y {
					t.Errorf("%v: track %v, filled %v", c.fraction, track, done)
				}
			}
			if got := filled / (track[1].X - track[0].X); math.Abs(got-c.filled) > 1e-12 {
				t.Errorf("%v: filled to %v", c.fraction, got)
			}
			found := false
			for k, s := range texts(l) {
				found = found || s.String == c.label
				if r := rectOf(s); r.Min.X < 0 || r.Max.X > width || r.Max.Y > 480 {
					t.Errorf("%q at %v", s.String, r)
				}
				for _, o := range texts(l)[:k] {
					if rectOf(o).Overlaps(rectOf(s)) {
						t.Errorf("%q overlaps %q", s.String, o.String)
					}
				}
			}
			if !found {
				t.Errorf("%v: no text %q", c.fraction, c.label)
			}
		}
	}
	if l, _ := drawMark(&ProgressBar{Fraction: 0.5, Hidden: true}, 640, 480); len(l.Ops()) != 0 {
		t.Errorf("hidden, it draws %d things", len(l.Ops()))
	}
}

func TestColorBar(t *testing.T) {
	bar := &ColorBar{Min: -1, Max: 3, Color: func(z float64) scene.Color { return scene.Color{R: float32((z + 1) / 4), A: 1} }, Title: "density"}
	l, v := drawMark(bar, 640, 480)
	var bands *scene.Polygons
	for _, op := range l.Ops() {
		if p, ok := op.(*scene.Polygons); ok {
			bands = p
		}
	}
	first, last := bands.At(0), bands.At(bands.Len()-1)
	bottom, top := first[0].Y, last[2].Y
	for k := range bands.Len() {
		if k > 0 && (bands.At(k)[0].Y < bands.At(k - 1)[2].Y || bands.Colors[k].R <= bands.Colors[k-1].R) {
			t.Errorf("band %d", k)
		}
	}
	if c := bands.Colors[bands.Len()-1]; c.R < 0.98 || last[0].X < v.Plot.Max.X {
		t.Errorf("top band at %v has colour %v", last[0], c)
	}
	// Ticks stand where their values are, and their labels beside them.
	want := map[string]float64{"\u22121": 0, "0": 0.25, "1": 0.5, "2": 0.75, "3": 1}
	n := 0
	for k, s := range texts(l) {
		r := rectOf(s)
		if r.Min.X < v.Plot.Max.X || r.Max.X > 640 || r.Min.Y < 0 {
			t.Errorf("%q at %v", s.String, r)
		}
		for _, o := range texts(l)[:k] {
			if rectOf(o).Overlaps(r) {
				t.Errorf("%q overlaps %q", s.String, o.String)
			}
		}
		if s.String == bar.Title {
			if r.Max.Y > top-3 {
				t.Errorf("title down to %v, bar from %v", r.Max.Y, top)
			}
			continue
		}
		if f, ok := want[s.String]; ok {
			n++
			if y := bottom + f*(top-bottom); math.Abs(s.At.Y-y) > 1e-9 {
				t.Errorf("%q at %v, want %v", s.String, s.At.Y, y)
			}
		}
	}
	if n != len(want) {
		t.Errorf("%d of %d labels", n, len(want))
	}
	bar.Levels = []float64{0, 1, 2}
	l, _ = drawMark(bar, 640, 480)
	if p := polylines(l)[0]; p.Len() != 3 || len(p.Colors) != 3 || math.Abs(p.At(1)[0].Y-(top+bottom)/2) > 1e-9 {
		t.Errorf("rules %v, colours %v", p.Points, p.Colors)
	}
}

// TestColorBarLying: above an upright picture the bar runs from left to right.
func TestColorBarLying(t *testing.T) {
	bar := &ColorBar{Min: -1, Max: 3, Color: func(float64) scene.Color { return scene.Color{} }, Title: "z"}
	l, v := drawMark(bar, 360, 600)
	var xs []float64
	for k, s := range texts(l) {
		r := rectOf(s)
		if r.Max.Y > v.Plot.Min.Y || r.Min.X < 0 || r.Max.X > 360 {
			t.Errorf("%q at %v, plot %v", s.String, r, v.Plot)
		}
		for _, o := range texts(l)[:k] {
			if rectOf(o).Overlaps(r) {
				t.Errorf("%q overlaps %q", s.String, o.String)
			}
		}
		if s.String != "z" {
			xs = append(xs, s.At.X)
		}
	}
	if len(xs) < 3 || !slices.IsSorted(xs) {
		t.Errorf("labels at %v", xs)
	}
}

// TestColorBarLabels: whatever its numbers, at any size of the picture, a bar's
// texts are whole and keep apart, and say what its labels have in common.
func TestColorBarLabels(t *testing.T) {
	for _, span := range [][2]float64{
		{-1, 3}, {101324.95, 101325.05}, {1e6 - 0.025, 1e6 + 0.025}, {-1e6 - 25, -1e6 + 25}, {-5e300, 5e300}, {-1e-7, 1e-7},
		{100, 100 + 1e-7}, {-123456.5, -123455.2}, {-0.00012345, -0.00012335}, {-1e12 - 1, -1e12 + 1},
	} {
		for _, title := range []string{"", "z", "curvature", "x+y+sin(3z)"} {
			for _, size := range []scene.Point{{X: 320, Y: 568}, {X: 320, Y: 320}, {X: 390, Y: 700}, {X: 568, Y: 320}, {X: 800, Y: 600}, {X: 210, Y: 300}, {X: 320, Y: 110}, {X: 320, Y: 80}} {
				for _, along := range []Along{Vertical, Horizontal} {
					bar := &ColorBar{Min: span[0], Max: span[1], Color: gray, Title: title, Along: along}
					if size.Y == 600 {
						bar.Counts = []int{1, 2, 3}
					}
					l, v := drawMark(bar, size.X, size.Y)
					if size.Y < 200 && along == Horizontal {
						continue
					}
					if v.Plot.W() < 0.4*size.X || v.Plot.H() < 0.4*size.Y {
						t.Errorf("%v, %q in %v leaves %v", span, title, size, v.Plot)
					}
					s := bar.scale(size.X, size.Y, scene.Light.TextSize)
					frame, labels, common := scene.Rect{Max: size}, 0, s.common == ""
					all := texts(l)
					for k, a := range all {
						r := rectOf(a)
						if size.X > 300 && !(frame.Contains(r.Min) && frame.Contains(r.Max)) {
							t.Errorf("%v, %q in %v: %q at %v", span, title, size, a.String, r)
						}
						for _, b := range all[:k] {
							if rectOf(b).Overlaps(r) {
								t.Errorf("%v, %q in %v: %q overlaps %q", span, title, size, a.String, b.String)
							}
						}
						common = common || a.String == s.common
						if a.String != title && a.String != s.common {
							labels++
						}
					}
					if labels < 2 || !common {
						t.Errorf("%v, %q in %v: %d labels, %q in common: %v", span, title, size, labels, s.common, common)
					}
				}
			}
		}
	}
}

func TestProbe(t *testing.T) {
	g := grid81x61()
	r := newRand(20)
	for range 300 {
		p := &Probe{At: scene.Vec{X: uniform(r, -3, 3), Y: uniform(r, -4, 4)}, Grid: g, Label: "x 1.00, y 2.00, z 0.0123"}
		p.At.Z = g.Sample(p.At.X, p.At.Y)
		l, v := drawMark(p, 360, 480)
		cross := polylines(l)[0]
		for _, q := range cross.Points {
			// Some point of the surface on the line of sight is on an arm of the cross.
			if !onArm(v, p, q) {
				t.Fatalf("%v of the cross is not on the surface", q)
			}
		}
		at, _ := v.Project(p.At)
		centered := 0
		for _, q := range cross.Points {
			if q.Sub(at).Norm() < 1e-9 {
				centered++
			}
		}
		if centered != 2 {
			t.Fatalf("%d arms go through the middle", centered)
		}
		frame := scene.Rect{Max: scene.Point{X: 360, Y: 480}}
		if n := len(texts(l)); n != 1 {
			t.Fatalf("%d lines", n)
		}
		if r := rectOf(texts(l)[0]); !frame.Contains(r.Min) || !frame.Contains(r.Max) || r.Contains(at) {
			t.Fatalf("label at %v, point at %v", r, at)
		}
	}
}

// A label that is wider than the picture has several lines.
func TestProbeLines(t *testing.T) {
	p := &Probe{At: scene.Vec{Z: 0.05}, Label: "x \u22122.3456   y 1.2345   z 101325.0500   slope 0.0100, 0.0000"}
	for width, want := range map[float64]int{600: 1, 320: 2, 200: 3} {
		l, _ := drawMark(p, width, 480)
		if n := len(texts(l)); n != want {
			t.Errorf("%v wide: %d lines, want %d", width, n, want)
		}
		for k, s := range texts(l) {
			if r := rectOf(s); r.Min.X < 0 || r.Max.X > width {
				t.Errorf("%v wide: %q at %v", width, s.String, r)
			}
			if k > 0 && rectOf(s).Overlaps(rectOf(texts(l)[k-1])) {
				t.Errorf("%v wide: lines overlap", width)
			}
		}
	}
}

func onArm(v *scene.View, p *Probe, q scene.Point) bool {
	size := v.Box.Max.Sub(v.Box.Min)
	for _, d := range []scene.Vec{{X: size.X}, {Y: size.Y}} {
		for k := -120; k <= 120; k++ {
			w := p.At.Add(d.Scale(0.07 * float64(k) / 120))
			w.Z = p.Grid.Sample(w.X, w.Y)
			if s, ok := v.Project(w); ok && s.Sub(q).Norm() < 1e-9 {
				return true
			}
		}
	}
	return false
}

func TestContours(t *testing.T) {
	nan := math.NaN()
	c := &Contours{Lines: [][]scene.Vec{{{Z: 1}, {X: 1, Y: 2, Z: 1}, {X: nan, Y: 2, Z: 1}, {X: 2, Y: 3, Z: 1}, {X: -1, Y: 3, Z: 1}}, {{X: 5, Y: 5, Z: 5}}, {{X: 1, Y: 1, Z: 2}, {X: 2, Y: 2, Z: 2}}}}
	if b, want := c.Bounds(), (scene.Box{Min: scene.Vec{X: -1, Z: 1}, Max: scene.Vec{X: 5, Y: 5, Z: 5}}); b != want {
		t.Errorf("bounds %v, want %v", b, want)
	}
	c.Colors = []scene.Color{scene.Hex(0xff0000), scene.Hex(0x00ff00), scene.Hex(0x0000ff)}
	l, _ := drawMark(c, 640, 480)
	p := polylines(l)[0]
	red, blue := scene.Light.OnPaper(c.Colors[0]), scene.Light.OnPaper(c.Colors[2])
	if p.Len() != 3 || len(p.Colors) != 3 || p.Colors[0] != red || p.Colors[1] != red || p.Colors[2] != blue {
		t.Errorf("%d lines, colours %v", p.Len(), p.Colors)
	}
	c.Floor = true
	if c.Bounds() != scene.EmptyBox() {
		t.Error("lines on the floor have bounds")
	}
}
