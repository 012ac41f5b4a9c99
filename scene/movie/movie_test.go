package movie

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/png"
	"math"
	"slices"
	"testing"
	"time"

	"zscape/compute/grid"
	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/colormap"
	"zscape/scene/raster"
	"zscape/scene/space"
)

// surface returns how to draw frame k of n: sin(r)/r-like waves under a
// camera that goes once round.
func surface(mode space.SurfaceMode, name string, n int, w, h float64) func(k int) *scene.DisplayList {
	g := grid.New(grid.Linspace(-3, 3, 121), grid.Linspace(-3, 3, 121))
	g.Fill(func(x, y float64) float64 { r := math.Hypot(x, y); return math.Cos(3*r) * math.Exp(-r*r/4) })
	colors, _ := colormap.Named(name)
	s := &space.Surface{Grid: g, Mode: mode, Color: func(z float64) scene.Color {
		c := colors.RGBA((z + 1) / 2)
		return scene.Color{R: c[0], G: c[1], B: c[2], A: c[3]}
	}}
	panel := &space.Space{Camera: scene.DefaultCamera, Box: s.Bounds(), Marks: []space.Mark{s}, Title: "cos 3r exp(-r\u00b2/4)"}
	f := &scene.Figure{Panels: []scene.Panel{panel}}
	l := new(scene.DisplayList)
	return func(k int) *scene.DisplayList {
		panel.Camera.Azimuth = -60 + 360*float64(k)/float64(n)
		f.Draw(l, w, h)
		return l
	}
}

func run(j *Encoding) []byte {
	for !j.Step() {
	}
	return j.Bytes()
}

// composite returns what each frame of a GIF shows.
func composite(t *testing.T, data []byte) (frames []*image.RGBA) {
	t.Helper()
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	canvas := image.NewRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height))
	for _, m := range g.Image {
		draw.Draw(canvas, m.Rect, m, m.Rect.Min, draw.Over)
		frames = append(frames, &image.RGBA{Pix: bytes.Clone(canvas.Pix), Stride: canvas.Stride, Rect: canvas.Rect})
	}
	return frames
}

// squares returns how to draw a square that has gone k mod 5 steps to the right, on
// the given background. Its edges are those of pixels.
func squares(background scene.Color) func(k int) *scene.DisplayList {
	return func(k int) *scene.DisplayList {
		l := new(scene.DisplayList)
		l.Reset(60, 40, background)
		x := 10 + 4*float64(k%5)
		l.NewPolygons().Add(scene.Hex(0x1f5f99), scene.Point{X: x, Y: 8}, scene.Point{X: x + 8, Y: 8}, scene.Point{X: x + 8, Y: 16}, scene.Point{X: x, Y: 16})
		return l
	}
}

// TestGIF looks at the parts of a GIF.
func TestGIF(t *testing.T) {
	for _, c := range []struct {
		frames int
		delay  time.Duration
		total  int // hundredths of a second
	}{
		{1, 40 * time.Millisecond, 4}, {2, 40 * time.Millisecond, 8}, {30, time.Second / 30, 100}, {24, time.Second / 24, 100},
		{7, 25 * time.Millisecond, 18}, {10, 0, 20}, {10, time.Millisecond, 20}, {3, longest, 196500},
	} {
		draw := squares(scene.Hex(0xfdfdfb))
		g, err := gif.DecodeAll(bytes.NewReader(run(New(GIF, c.frames, draw, 2, c.delay))))
		if err != nil {
			t.Fatal(err)
		}
		if len(g.Image) != c.frames || g.LoopCount != 0 || g.Config.Width != 120 || g.Config.Height != 80 {
			t.Errorf("%d frames, %d loops, %d x %d", len(g.Image), g.LoopCount, g.Config.Width, g.Config.Height)
		}
		total, shortest := 0, g.Delay[0]
		for _, d := range g.Delay {
			total += d
			shortest = min(shortest, d)
		}
		if total != c.total || shortest < 2 {
			t.Errorf("%d frames of %v take %d, the shortest %d; want %d", c.frames, c.delay, total, shortest, c.total)
		}
		for k, m := range g.Image {
			want := image.Rect(20+8*(k%5-1), 16, 20+8*(k%5)+16, 32) // the old square and the new
			if k == 0 {
				want = image.Rect(0, 0, 120, 80)
			} else if k%5 == 0 {
				want = image.Rect(20, 16, 20+8*4+16, 32)
			}
			if m.Rect != want {
				t.Errorf("frame %d is %v, want %v", k, m.Rect, want)
			}
		}
	}
}

// TestFewColors: pictures of no more than 255 colours come out as they are.
func TestFewColors(t *testing.T) {
	for _, dither := range []bool{false, true} {
		draw := squares(scene.Hex(0xfdfdfb))
		j := New(GIF, 12, draw, 3, 0)
		j.Dither = dither
		for k, m := range composite(t, run(j)) {
			if !bytes.Equal(m.Pix, raster.Draw(draw(k), 3).Pix) {
				t.Errorf("frame %d differs", k)
			}
		}
	}
}

// TestStillFrames: a frame like the one before takes next to nothing.
func TestStillFrames(t *testing.T) {
	still := func(int) *scene.DisplayList { return squares(scene.Hex(0xfdfdfb))(0) }
	one, many := run(New(GIF, 1, still, 2, 0)), run(New(GIF, 101, still, 2, 0))
	if n := len(many) - len(one); n > 100*30 {
		t.Errorf("100 frames alike take %d bytes", n)
	}
	if n := len(composite(t, many)); n != 101 {
		t.Errorf("%d frames", n)
	}
}

// TestReconstruction: the rectangles laid over each other show every frame as it was matched.
func TestReconstruction(t *testing.T) {
	const frames = 9
	drawing := surface(space.Faces, "magma", frames, 240, 180)
	j := New(GIF, frames, drawing, 1, 0)
	var want [][]uint8
	for j.begin(); !j.done; {
		before := j.visit
		j.advance()
		// A frame that is complete is what is shown now.
		if f := j.encoder.(*gifEncoder); j.visit > before && f.clock.frames > 0 {
			want = append(want, bytes.Clone(f.shown))
		}
	}
	colors := j.encoder.(*gifEncoder).matcher.palette.rgb
	got := composite(t, j.Bytes())
	if len(got) != frames || len(want) != frames {
		t.Fatalf("%d frames of %d", len(got), len(want))
	}
	for k, m := range got {
		for i, index := range want[k] {
			if c := colors[index]; pack(m.Pix[4*i:]) != uint32(c.R)<<16|uint32(c.G)<<8|uint32(c.B) {
				t.Fatalf("frame %d, pixel %d is %v, want %v", k, i, m.Pix[4*i:4*i+4], c)
			}
		}
	}
}

// TestBackground: all pixels of the background have its colour, dithered or not.
func TestBackground(t *testing.T) {
	drawing := surface(space.Smooth, "jet", 3, 240, 180)
	for k, m := range composite(t, run(New(GIF, 3, drawing, 1, 0))) {
		want := raster.Draw(drawing(k), 1)
		for i := 0; i < len(m.Pix); i += 4 {
			if pack(want.Pix[i:]) == 0xfdfdfb && pack(m.Pix[i:]) != 0xfdfdfb {
				t.Fatalf("frame %d, pixel %d is %v", k, i/4, m.Pix[i:i+4])
			}
		}
	}
}

// TestShapes makes GIFs of noise in all sorts of sizes.
func TestShapes(t *testing.T) {
	for _, s := range []image.Point{{1, 1}, {1, 300}, {300, 1}, {7, 5}, {90, 70}} {
		noise := make([]*scene.Bitmap, 4)
		r := newRand(3)
		for k := range noise {
			noise[k] = &scene.Bitmap{W: s.X, H: s.Y, Pix: make([]uint8, 4*s.X*s.Y)}
			for i := range noise[k].Pix {
				noise[k].Pix[i] = uint8(r.Uint32()) | uint8(255*(i%4/3))
			}
		}
		frames := composite(t, run(New(GIF, len(noise), func(k int) *scene.DisplayList {
			l := new(scene.DisplayList)
			l.Reset(float64(s.X), float64(s.Y), scene.Hex(0))
			l.Image(&scene.Image{Bitmap: noise[k], Dst: scene.Rect{Max: scene.Point{X: float64(s.X), Y: float64(s.Y)}}})
			return l
		}, 1, 0)))
		if len(frames) != len(noise) || frames[0].Rect.Size() != s {
			t.Errorf("%v: %d frames of %v", s, len(frames), frames[0].Rect)
		}
		for k, m := range frames {
			sum := 0.0
			for i := 0; i < len(m.Pix); i += 4 {
				sum += toLab(unpack(pack(m.Pix[i:]))).distance(toLab(unpack(pack(noise[k].Pix[i:]))))
			}
			if mean := sum / float64(s.X*s.Y); mean > 15 {
				t.Errorf("%v: frame %d is %v off", s, k, mean)
			}
		}
	}
}

// TestZip compares the pictures in a zip with the drawings.
func TestZip(t *testing.T) {
	for _, background := range []scene.Color{scene.Hex(0xfdfdfb), scene.Hex(0x102030).Opacity(0.4), {}} {
		const frames = 12
		drawing := squares(background)
		data := run(New(Zip, frames, drawing, 1.5, 0))
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if len(z.File) != frames {
			t.Fatalf("%d files", len(z.File))
		}
		for k, f := range z.File {
			if want := fmt.Sprintf("%04d.png", k+1); f.Name != want || f.Flags&8 != 0 {
				t.Errorf("file %d is %s with flags %x, want %s of known size", k, f.Name, f.Flags, want)
			}
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			m, err := png.Decode(r)
			if err != nil {
				t.Fatal(err)
			}
			imagetest.Same(t, m, raster.Draw(drawing(k), 1.5))
		}
	}
}

func TestNumbersOfFiles(t *testing.T) {
	for frames, digits := range map[int]int{1: 4, 9999: 4, 10000: 5} {
		if f := newZipEncoder(frames); f.digits != digits {
			t.Errorf("%d files: %d digits", frames, f.digits)
		}
	}
}

// TestProgress follows movies to their ends.
func TestProgress(t *testing.T) {
	for _, format := range []Format{GIF, Zip} {
		j := New(format, 5, surface(space.Smooth, "viridis", 5, 320, 240), 1, 0)
		if p := j.Progress(); p != 0 {
			t.Errorf("progress %v before the first step", p)
		}
		j.begin()
		values, last := map[float64]bool{}, 0.0
		for !j.done {
			if j.Bytes() != nil {
				t.Fatal("there are bytes before the end")
			}
			j.advance()
			p := j.Progress()
			if p < last || p > 1 || j.done != (p == 1) {
				t.Fatalf("format %d: progress goes from %v to %v, done: %v", format, last, p, j.done)
			}
			values[p], last = true, p
		}
		if len(values) < 100 {
			t.Errorf("format %d: only %d different values", format, len(values))
		}
		data := bytes.Clone(j.Bytes())
		if !j.Step() || j.Progress() != 1 || !bytes.Equal(j.Bytes(), data) {
			t.Error("a step after the last does something")
		}
	}
}

// TestSame: the file does not depend on how fast the steps were.
func TestSame(t *testing.T) {
	for _, format := range []Format{GIF, Zip} {
		a, b := New(format, 4, surface(space.Faces, "viridis", 4, 160, 120), 1, 0), New(format, 4, surface(space.Faces, "viridis", 4, 160, 120), 1, 0)
		b.begin()
		for !b.done {
			b.advance()
		}
		if !bytes.Equal(run(a), b.Bytes()) {
			t.Errorf("format %d: two files of the same frames differ", format)
		}
	}
}

func TestSample(t *testing.T) {
	for n := 1; n < 600; n++ {
		s := sampleOf(n)
		if len(s) != min(n, 8) || s[0] != 0 || s[len(s)-1] != n-1 {
			t.Fatalf("of %d: %v", n, s)
		}
		for i := 1; i < len(s); i++ {
			if s[i] <= s[i-1] {
				t.Fatalf("of %d: %v", n, s)
			}
		}
	}
}

// TestMemory: once warm, a frame costs nothing but its place in the file.
func TestMemory(t *testing.T) {
	drawing := surface(space.Smooth, "viridis", 2, 240, 180)
	pictures := []*image.RGBA{raster.Draw(drawing(0), 1), raster.Draw(drawing(1), 1)}
	for name, f := range map[string]encoder{"gif": newGIFEncoder(2, 0, true), "zip": newZipEncoder(100)} {
		k := 0
		next := func() {
			f.take(pictures[k%2], scene.Hex(0xfdfdfb))
			for !f.step() {
			}
			k++
		}
		for range 8 {
			next()
		}
		// A name, an entry of the directory, at times a longer buffer.
		if n := testing.AllocsPerRun(20, next); n > 25 {
			t.Errorf("%s: %v allocations a frame", name, n)
		}
	}
}

func TestSenselessMovies(t *testing.T) {
	drawing := squares(scene.Hex(0))
	growing := func(k int) *scene.DisplayList {
		l := new(scene.DisplayList)
		l.Reset(float64(10+k), 10, scene.Hex(0))
		return l
	}
	for what, f := range map[string]func(){
		"no frames":         func() { New(GIF, 0, drawing, 1, 0) },
		"a negative delay":  func() { New(GIF, 1, drawing, 1, -1) },
		"a long delay":      func() { New(GIF, 1, drawing, 1, time.Hour) },
		"an unknown format": func() { New(Format(2), 1, drawing, 1, 0) },
		"a scale of 0":      func() { run(New(GIF, 1, drawing, 0, 0)) },
		"a large GIF":       func() { newGIFEncoder(1, 0, true).begin(image.Pt(65536, 1), scene.Hex(0)) },
		"frames that grow":  func() { run(New(Zip, 3, growing, 1, 0)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", what)
				}
			}()
			f()
		}()
	}
}

// BenchmarkEncoder takes frames of 960 x 720 pixels that have been painted.
func BenchmarkEncoder(b *testing.B) {
	for _, mode := range []struct {
		name string
		mode space.SurfaceMode
	}{{"smooth", space.Smooth}, {"lines", space.Wireframe}} {
		drawing := surface(mode.mode, "viridis", 24, 960, 720)
		pictures := []*image.RGBA{raster.Draw(drawing(0), 1), raster.Draw(drawing(1), 1)}
		for name, e := range map[string]encoder{"gif": newGIFEncoder(2, 0, true), "zip": newZipEncoder(2)} {
			b.Run(mode.name+"/"+name, func(b *testing.B) {
				k := 0
				for b.Loop() {
					e.take(pictures[k%2], scene.Hex(0xfdfdfb))
					for !e.step() {
					}
					k++
				}
			})
		}
	}
}

// BenchmarkStep reports the longest of 99 % of the steps of a movie, drawing and painting included.
func BenchmarkStep(b *testing.B) {
	for _, format := range []Format{GIF, Zip} {
		b.Run([]string{"gif", "zip"}[format], func(b *testing.B) {
			var steps []time.Duration
			for b.Loop() {
				j := New(format, 12, surface(space.Smooth, "viridis", 12, 960, 720), 1, 0)
				for done := false; !done; {
					start := time.Now()
					done = j.Step()
					steps = append(steps, time.Since(start))
				}
			}
			slices.Sort(steps)
			b.ReportMetric(float64(steps[len(steps)*99/100].Microseconds())/1000, "ms/step")
		})
	}
}
