package space

import (
	"math"
	"testing"

	"zscape/scene"
)

func TestWires(t *testing.T) {
	square := []scene.Vec{{}, {X: 1}, {X: 1, Y: 1}, {Y: 1}, {}}
	w := Wires{Lines: [][]scene.Vec{square, {{Z: 1}, {X: 1, Y: 1, Z: 1}}}, Series: 2}
	if b := w.Bounds(); b != (scene.Box{Max: scene.Vec{X: 1, Y: 1, Z: 1}}) {
		t.Errorf("bounds %v", b)
	}
	v := scene.NewView(scene.DefaultCamera, w.Bounds(), scene.Vec{X: 1, Y: 1, Z: 1}, scene.Rect{Max: scene.Point{X: 300, Y: 200}}, 10)

	var l scene.DisplayList
	w.Draw(&l, v)
	lines := l.Ops()[0].(*scene.Polylines)
	if len(l.Ops()) != 1 || lines.Len() != 2 || len(lines.World) != 7 || lines.Stroke.Color != scene.Light.Series[2] {
		t.Errorf("%d operations, %d lines, %d points in space, %v", len(l.Ops()), lines.Len(), len(lines.World), lines.Stroke)
	}

	// Faces only, translucent; one that is behind the eye has none.
	w = Wires{Lines: [][]scene.Vec{square, {{}, {X: math.NaN()}, {X: 1, Y: 1, Z: 1}}}, Width: -1, Fill: 0.25, Color: scene.Light.Ink}
	l.Reset(300, 200, scene.Color{})
	w.Draw(&l, v)
	faces := l.Ops()[0].(*scene.Polygons)
	if len(l.Ops()) != 1 || faces.Len() != 1 || len(faces.At(0)) != 5 || faces.Colors[0] != scene.Light.Ink.Opacity(0.25) {
		t.Errorf("%d operations, %d faces, %v", len(l.Ops()), faces.Len(), faces.Colors)
	}
	for k, corner := range faces.At(0) {
		if q, _ := v.Project(square[k]); q != corner {
			t.Errorf("corner %d at %v, want %v", k, corner, q)
		}
	}
}

func TestCaption(t *testing.T) {
	s := Space{Box: scene.Box{Max: scene.Vec{X: 1, Y: 1, Z: 1}}, Camera: scene.DefaultCamera, Axes: Axes{Hidden: true}, Marks: []Mark{&Caption{Text: "det = 2"}}}
	var l scene.DisplayList
	r := scene.Rect{Min: scene.Point{X: 50, Y: 20}, Max: scene.Point{X: 350, Y: 320}}
	s.DrawIn(&l, r, scene.Look{Theme: &scene.Light})
	text := l.Ops()[0].(*scene.Text)
	if text.String != "det = 2" || !r.Contains(text.At) || text.At.Y > s.View(r, scene.Look{}).Plot.Min.Y {
		t.Errorf("%+v, the box is in %v", text, s.View(r, scene.Look{}).Plot)
	}
	l.Reset(1, 1, scene.Color{})
	(&Caption{}).Draw(&l, s.View(r, scene.Look{}))
	if len(l.Ops()) != 0 {
		t.Error("no text leaves a mark")
	}
}
