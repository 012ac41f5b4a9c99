package space

import (
	"reflect"
	"testing"

	"zscape/scene"
)

// gallery is a figure with every mark in it.
func gallery(mode SurfaceMode) *Space {
	g := grid81x61()
	s := &Surface{Grid: g, Mode: mode, Color: gray, Levels: 5, LevelStep: 0.01}
	line := []scene.Vec{{X: -3, Y: -4}, {Y: 1}, {X: 3, Y: 4}}
	s.Trace = func() [][]scene.Vec { return [][]scene.Vec{line} }
	return &Space{
		Camera: scene.DefaultCamera, Box: s.Bounds(), Axes: Axes{X: "x", Y: "y", Z: "z"},
		Marks: []Mark{
			s, &Contours{Lines: [][]scene.Vec{line}, Floor: true}, &Contours{Lines: [][]scene.Vec{line}, Colors: []scene.Color{gray(1)}},
			&ColorBar{Max: 0.1, Color: gray, Title: "density"}, &ProgressBar{Fraction: 0.3, From: "a", To: "b"},
			&Probe{At: scene.Vec{Z: g.Sample(0, 0)}, Grid: g, Label: "0, 0"},
		},
	}
}

func TestReplayRecordsTheSame(t *testing.T) {
	for mode := Wireframe; mode <= Smooth; mode++ {
		var a, b scene.DisplayList
		gallery(mode).Draw(&a, 640, 480)
		a.Image(&scene.Image{Bitmap: &scene.Bitmap{W: 1, H: 1, Pix: make([]uint8, 4)}, Dst: scene.Rect{Max: scene.Point{X: 10, Y: 10}}}) // which no mark of the package draws
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

func sameOp(a, b any) bool {
	if p, ok := a.(*scene.Mesh); ok {
		q, ok := b.(*scene.Mesh)
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

func TestResetEmpties(t *testing.T) {
	var l scene.DisplayList
	gallery(Hidden).Draw(&l, 640, 480)
	l.Reset(10, 20, scene.Hex(0x123456))
	if len(l.Ops()) != 0 || l.W != 10 || l.H != 20 || l.Background != scene.Hex(0x123456) {
		t.Errorf("after Reset: %d operations, %v x %v", len(l.Ops()), l.W, l.H)
	}
	// What was there before leaves no trace.
	var fresh scene.DisplayList
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
	f := &Space{Camera: scene.DefaultCamera, Box: s.Bounds(), Axes: Axes{X: "x", Y: "y", Z: "z"}, Marks: []Mark{s}}
	var l scene.DisplayList
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
	f := &Space{Camera: scene.DefaultCamera, Box: s.Bounds(), Axes: Axes{X: "x", Y: "y", Z: "z"}, Marks: []Mark{s}}
	f.Camera.Perspective = perspective
	figure := scene.Figure{Panels: []scene.Panel{f}, Look: scene.Look{Samples: samples}}
	var l scene.DisplayList
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
