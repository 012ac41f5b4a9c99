package raster

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"zscape/scene"
)

// quad returns a mesh of two triangles over the rectangle from (0, 0) to (w, h).
func quad(w, h float32, face scene.Face, tint scene.Color) *scene.Mesh {
	return &scene.Mesh{
		X:        []float32{0, w, 0, w},
		Y:        []float32{0, 0, h, h},
		Index:    []uint32{0, 1, 3, 0, 3, 2},
		MeshData: &scene.MeshData{},
		Face:     face,
		Tint:     tint,
	}
}

// TestNoCracks paints translucent triangles that fill a square, with corners
// anywhere and seen from both sides.
func TestNoCracks(t *testing.T) {
	const n, w = 24, 120
	rng := rand.New(rand.NewPCG(1, 2))
	for _, jitter := range []float32{0, 0.24} {
		m := &scene.Mesh{MeshData: &scene.MeshData{}, Face: scene.FaceTint, Tint: black.Opacity(0.5)}
		for j := range n + 1 {
			for i := range n + 1 {
				x, y := float32(i), float32(j)
				if 0 < i && i < n && 0 < j && j < n {
					x += jitter * (2*rng.Float32() - 1)
					y += jitter * (2*rng.Float32() - 1)
				}
				m.X, m.Y = append(m.X, w*x/n), append(m.Y, w*y/n)
			}
		}
		for j := range n {
			for i := range n {
				a := uint32(j*(n+1) + i)
				b, c, d := a+1, a+n+1, a+n+2
				m.Index = append(m.Index, a, b, c, d, b, c)
			}
		}
		l := list(w, w, none)
		l.Mesh(m)
		for _, scale := range []float64{1, 1.3, 2} {
			img := Draw(l, scale)
			for i := 3; i < len(img.Pix); i += 4 {
				if img.Pix[i] != 128 {
					t.Fatalf("jitter %v, scale %v: opacity is %d at pixel %d, want 128 everywhere", jitter, scale, img.Pix[i], i/4)
				}
			}
		}
	}
}

func TestMeshOrder(t *testing.T) {
	m := quad(20, 20, scene.FaceColors, none)
	m.X = append(m.X, m.X...)
	m.Y = append(m.Y, m.Y...)
	m.Colors = []scene.Color{red, red, red, red, blue, blue, blue, blue}
	m.Index = append(m.Index, 4, 5, 7)
	l := list(20, 20, white)
	l.Mesh(m)
	img := Draw(l, 1)
	if a, b := img.RGBAAt(15, 5), img.RGBAAt(5, 15); a.B != 255 || a.R != 0 || b.R != 255 || b.B != 0 {
		t.Errorf("the last triangle and the one beside it are %v and %v, want blue and red", a, b)
	}
}

func TestFaceColors(t *testing.T) {
	m := quad(100, 100, scene.FaceColors, none)
	m.Colors = []scene.Color{black, red, black, red}
	l := list(100, 100, white)
	l.Mesh(m)
	img := Draw(l, 1)
	for x := range 100 {
		near(t, "red", float64(img.RGBAAt(x, 37).R), 255*(float64(x)+0.5)/100, 1)
	}
}

// ruled returns a quad with n grid lines across, the first and last at the borders.
func ruled(w, h float32, n int, s scene.Stroke) *scene.Mesh {
	m := quad(w, h, scene.FaceNone, none)
	last := float32(n - 1)
	m.U, m.V = []float32{0, last, 0, last}, []float32{0.5, 0.5, 0.5, 0.5}
	m.Grid = s
	return m
}

// TestGridLines compares the ink of lines with their number, length and
// width; half of the lines on the border is outside.
func TestGridLines(t *testing.T) {
	const w, h = 300, 40
	for _, n := range []int{2, 3, 11, 31, 101, 301, 1501, 6001} {
		for _, width := range []float64{0.2, 0.5, 1, 2.4} {
			for _, scale := range []float64{1, 2} {
				l := list(w, h, none)
				l.Mesh(ruled(w, h, n, scene.Stroke{Color: black, Width: width}))
				want := min(float64(n-1)*width*h, w*h) * scale * scale
				// Where lines touch, their antialiased edges overlap.
				near(t, "ink", alpha(Draw(l, scale)), want, 0.02*want+0.06*w*h*scale*scale*overlap(n, width*scale, w*scale))
			}
		}
	}
}

// overlap is 1 if the gap between n lines is thinner than their antialiased edges.
func overlap(n int, width, w float64) float64 {
	if gap := w/float64(n-1) - width; gap < 1 && n > 100 {
		return 1
	}
	return 0
}

// TestDenseLines checks that lines too many to be seen leave no moire.
func TestDenseLines(t *testing.T) {
	const w, h = 200, 20
	for _, n := range []int{701, 1733, 20011} {
		l := list(w, h, none)
		m := ruled(w, h, n, scene.Stroke{Color: black.Opacity(0.5), Width: 0.1})
		l.Mesh(m)
		img := Draw(l, 1)
		want := img.RGBAAt(0, 0).A
		near(t, "tone", float64(want), 255*0.5*min(0.1*float64(n-1)/w, 1), 1)
		for i := 3; i < len(img.Pix); i += 4 {
			if d := int(img.Pix[i]) - int(want); d < -1 || d > 1 {
				t.Fatalf("%d lines: opacity %d and %d", n, want, img.Pix[i])
			}
		}
	}
}

// TestGridCrossings checks that lines of both families do not add up.
func TestGridCrossings(t *testing.T) {
	m := quad(60, 60, scene.FaceNone, none)
	m.U, m.V = []float32{0, 4, 0, 4}, []float32{0, 0, 4, 4}
	m.Grid = scene.Stroke{Color: black.Opacity(0.4), Width: 4}
	l := list(60, 60, none)
	l.Mesh(m)
	img := Draw(l, 1)
	if got := highestAlpha(img); got != 102 {
		t.Errorf("opacity is %d, want 102", got)
	}
	if got := img.RGBAAt(15, 30).A; got != 102 {
		t.Errorf("opacity of a crossing is %d, want 102", got)
	}
}

// TestContours draws levels -2 ... 7, of which 0 ... 4 carry lines.
func TestContours(t *testing.T) {
	const w, h = 180, 20
	m := quad(w, h, scene.FaceTint, white)
	m.Level = []float32{-2, 7, -2, 7}
	m.Contour = scene.Stroke{Color: black, Width: 2}
	m.Levels = 5
	l := list(w, h, red)
	l.Mesh(m)
	img := Draw(l, 1)
	for level := -1; level <= 6; level++ {
		x := w * (level + 2) / 9
		want := uint8(255)
		if 0 <= level && level < 5 {
			want = 0
		}
		if got := img.RGBAAt(x, 10); got.G != want || got.R != want {
			t.Errorf("level %d: %v, want %d", level, got, want)
		}
	}
	if got := img.RGBAAt(50, 10); got.G != 255 {
		t.Errorf("between levels: %v", got)
	}
}

// TestPlateau checks that a face which lies on a level is not flooded by its line.
func TestPlateau(t *testing.T) {
	m := quad(30, 30, scene.FaceTint, white)
	m.Level = []float32{1, 1, 1, 1 + 1e-6}
	m.Contour = scene.Stroke{Color: black, Width: 2}
	m.Levels = 3
	l := list(30, 30, red)
	l.Mesh(m)
	for _, p := range []image.Point{{1, 1}, {15, 15}, {28, 3}} {
		if got := Draw(l, 1).RGBAAt(p.X, p.Y); got.G != 255 {
			t.Errorf("%v is %v, want white", p, got)
		}
	}
}

// TestLayers checks that a face is below contour lines, and these below grid lines.
func TestLayers(t *testing.T) {
	m := quad(40, 40, scene.FaceTint, scene.Hex(0x00ff00))
	m.U, m.V = []float32{0, 2, 0, 2}, []float32{0.5, 0.5, 0.5, 0.5}
	m.Level = []float32{0, 0, 2, 2}
	m.Levels = 3
	m.Grid = scene.Stroke{Color: red, Width: 4}
	m.Contour = scene.Stroke{Color: blue, Width: 4}
	l := list(40, 40, white)
	l.Mesh(m)
	img := Draw(l, 1)
	for _, c := range []struct {
		x, y int
		want [3]uint8
	}{{10, 10, [3]uint8{0, 255, 0}}, {20, 10, [3]uint8{255, 0, 0}}, {10, 20, [3]uint8{0, 0, 255}}, {20, 20, [3]uint8{255, 0, 0}}} {
		if got := img.RGBAAt(c.x, c.y); [3]uint8{got.R, got.G, got.B} != c.want {
			t.Errorf("(%d, %d) is %v, want %v", c.x, c.y, got, c.want)
		}
	}
}

func TestGridColors(t *testing.T) {
	m := ruled(40, 100, 3, scene.Stroke{Width: 6})
	m.GridColors = true
	m.Colors = []scene.Color{black, black, red, red}
	l := list(40, 100, white)
	l.Mesh(m)
	img := Draw(l, 1)
	for y := range 100 {
		near(t, "red on the line", float64(img.RGBAAt(20, y).R), 255*(float64(y)+0.5)/100, 1)
		near(t, "green beside it", float64(img.RGBAAt(10, y).G), 255, 0)
	}
}

func TestMissingColors(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a mesh without the colours it needs does not panic")
		}
	}()
	l := list(9, 9, white)
	l.Mesh(quad(9, 9, scene.FaceColors, none))
	New(l, 1)
}

// TestHugeTriangle looks at the middle of one that reaches far beyond the picture.
func TestHugeTriangle(t *testing.T) {
	m := quad(0, 0, scene.FaceTint, black.Opacity(0.5))
	m.X, m.Y = []float32{-1e7, 1e7, -1e7, 1e7}, []float32{-1e7, -1e7, 1e7, 1e7}
	m.U, m.V = []float32{-1e6, 1e6, -1e6, 1e6}, []float32{0.5, 0.5, 0.5, 0.5}
	m.Grid = scene.Stroke{Color: black, Width: 2}
	l := list(40, 40, none)
	l.Mesh(m)
	img := Draw(l, 1)
	near(t, "face", float64(img.RGBAAt(5, 20).A), 128, 1)
	near(t, "line at 10", float64(img.RGBAAt(10, 20).A), 255, 1)
	near(t, "line at 0", float64(img.RGBAAt(0, 20).A), 255, 1)
}

// TestEdgeOn draws a mesh whose triangles have no area.
func TestEdgeOn(t *testing.T) {
	m := ruled(50, 0, 5, scene.Stroke{Color: black, Width: 1})
	m.Face, m.Tint = scene.FaceTint, red
	l := list(50, 20, none)
	l.Mesh(m)
	if got := alpha(Draw(l, 1)); math.Abs(got) > 0 {
		t.Errorf("ink %v, want none", got)
	}
}
