package scene

import (
	"reflect"
	"runtime"
	"testing"
	"weak"
)

// gallery is a figure with every mark in it.
func gallery(mode SurfaceMode) *Space {
	g := grid81x61()
	s := &Surface{Grid: g, Mode: mode, Color: gray, Levels: 5, LevelStep: 0.01}
	line := []Vec{{-3, -4, 0}, {0, 1, 0}, {3, 4, 0}}
	s.Trace = func() [][]Vec { return [][]Vec{line} }
	return &Space{
		Camera: DefaultCamera, Box: s.Bounds(), Axes: Axes{X: "x", Y: "y", Z: "z"},
		Marks: []Mark{
			s, &Contours{Lines: [][]Vec{line}, Floor: true}, &Contours{Lines: [][]Vec{line}, Colors: []Color{gray(1)}},
			&ColorBar{Max: 0.1, Color: gray, Title: "density"}, &ProgressBar{Fraction: 0.3, From: "a", To: "b"},
			&Probe{At: Vec{0, 0, g.Sample(0, 0)}, Grid: g, Label: "0, 0"},
		},
	}
}

func TestReplayRecordsTheSame(t *testing.T) {
	for mode := Wireframe; mode <= Smooth; mode++ {
		var a, b DisplayList
		gallery(mode).Draw(&a, 640, 480)
		a.Images(t)
		a.Replay(&b)
		if len(a.Ops()) != len(b.Ops()) || len(a.Ops()) < 10 {
			t.Fatalf("%d operations, replayed %d", len(a.Ops()), len(b.Ops()))
		}
		for k, op := range a.Ops() {
			if !sameOp(op, b.Ops()[k]) {
				t.Errorf("operation %d, a %T, differs", k, op)
			}
			if op == b.Ops()[k] {
				t.Errorf("operation %d, a %T, is shared", k, op)
			}
		}
	}
}

// Images records an image, which no mark of the package draws.
func (l *DisplayList) Images(t *testing.T) {
	t.Helper()
	l.Image(&Image{&Bitmap{W: 1, H: 1, Pix: make([]uint8, 4)}, Rect{Max: Point{10, 10}}})
}

func sameOp(a, b any) bool {
	if p, ok := a.(*Mesh); ok {
		q, ok := b.(*Mesh)
		if !ok {
			return false
		}
		// Functions cannot be compared.
		x, y := *p, *q
		x.Source.LineColor, y.Source.LineColor, x.Source.Contours, y.Source.Contours = nil, nil, nil, nil
		return reflect.DeepEqual(x, y)
	}
	return reflect.DeepEqual(a, b)
}

// What a list has shown can go when it is reset, though the list keeps its own memory.
func TestResetLetsGo(t *testing.T) {
	var l DisplayList
	var image weak.Pointer[Bitmap]
	var mesh weak.Pointer[MeshData]
	var view weak.Pointer[View]
	func() {
		b, m, v := &Bitmap{}, &MeshData{}, &View{}
		image, mesh, view = weak.Make(b), weak.Make(m), weak.Make(v)
		l.Image(&Image{Bitmap: b})
		l.Mesh(&Mesh{MeshData: m})
		l.Polylines(&Polylines{View: v})
	}()
	l.Reset(10, 20, Color{})
	runtime.GC()
	if image.Value() != nil || mesh.Value() != nil || view.Value() != nil {
		t.Errorf("kept: the bitmap %t, the mesh %t, the view %t", image.Value() != nil, mesh.Value() != nil, view.Value() != nil)
	}
	runtime.KeepAlive(&l)
}

func TestResetEmpties(t *testing.T) {
	var l DisplayList
	gallery(Hidden).Draw(&l, 640, 480)
	l.Reset(10, 20, Hex(0x123456))
	if len(l.Ops()) != 0 || l.W != 10 || l.H != 20 || l.Background != Hex(0x123456) {
		t.Errorf("after Reset: %d operations, %v x %v", len(l.Ops()), l.W, l.H)
	}
	// What was there before leaves no trace.
	var fresh DisplayList
	f := gallery(Dimmed)
	f.Draw(&l, 500, 400)
	f.Draw(&fresh, 500, 400)
	for k, op := range l.Ops() {
		if !sameOp(op, fresh.Ops()[k]) {
			t.Errorf("operation %d, a %T, differs from a fresh list's", k, op)
		}
	}
}

func TestRedrawingHardlyAllocates(t *testing.T) {
	s := &Surface{Grid: grid81x61(), Mode: Hidden}
	f := &Space{Camera: DefaultCamera, Box: s.Bounds(), Axes: Axes{X: "x", Y: "y", Z: "z"}, Marks: []Mark{s}}
	var l DisplayList
	for range 50 {
		f.Camera = f.Camera.Orbit(7, 0)
		f.Draw(&l, 800, 600)
	}
	n := testing.AllocsPerRun(100, func() {
		f.Camera = f.Camera.Orbit(1, 0)
		f.Draw(&l, 800, 600)
	})
	t.Logf("%g allocations a frame", n)
	// Tick labels and closures; nothing that grows with the surface.
	if n > 100 {
		t.Errorf("%g allocations a frame", n)
	}
}

func benchmarkDraw(b *testing.B, n, samples int, perspective bool) {
	s := &Surface{Grid: grid81x61(), Mode: Hidden}
	if n > 81 {
		s.Grid = square(n)
	}
	f := &Space{Camera: DefaultCamera, Box: s.Bounds(), Axes: Axes{X: "x", Y: "y", Z: "z"}, Marks: []Mark{s}}
	f.Camera.Perspective = perspective
	figure := Figure{Panels: []Panel{f}, Look: Look{Samples: samples}}
	var l DisplayList
	figure.Draw(&l, 800, 600)
	b.ReportAllocs()
	for b.Loop() {
		f.Camera = f.Camera.Orbit(1, 0)
		figure.Draw(&l, 800, 600)
	}
}

func BenchmarkDrawHidden81(b *testing.B)            { benchmarkDraw(b, 81, 0, false) }
func BenchmarkDrawHidden81Perspective(b *testing.B) { benchmarkDraw(b, 81, 0, true) }
func BenchmarkDrawHidden500(b *testing.B)           { benchmarkDraw(b, 500, 0, false) }
func BenchmarkDrawHidden500Coarse(b *testing.B)     { benchmarkDraw(b, 500, 128, false) }
func BenchmarkDrawHidden500Perspective(b *testing.B) {
	benchmarkDraw(b, 500, 128, true)
}
