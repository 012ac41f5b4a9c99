package scene

import (
	"math"
	"testing"
)

func TestWires(t *testing.T) {
	square := []Vec{{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {0, 0, 0}}
	w := Wires{Lines: [][]Vec{square, {{0, 0, 1}, {1, 1, 1}}}, Series: 2}
	if b := w.Bounds(); b != (Box{Vec{0, 0, 0}, Vec{1, 1, 1}}) {
		t.Errorf("bounds %v", b)
	}
	v := NewView(DefaultCamera, w.Bounds(), Vec{1, 1, 1}, Rect{Max: Point{300, 200}}, 10)

	var l DisplayList
	w.Draw(&l, v)
	lines := l.Ops()[0].(*Polylines)
	if len(l.Ops()) != 1 || lines.Len() != 2 || len(lines.World) != 7 || lines.Stroke.Color != Light.Series[2] {
		t.Errorf("%d operations, %d lines, %d points in space, %v", len(l.Ops()), lines.Len(), len(lines.World), lines.Stroke)
	}

	// Faces only, translucent; one that is behind the eye has none.
	w = Wires{Lines: [][]Vec{square, {{0, 0, 0}, {math.NaN(), 0, 0}, {1, 1, 1}}}, Width: -1, Fill: 0.25, Color: Light.Ink}
	l.Reset(300, 200, Color{})
	w.Draw(&l, v)
	faces := l.Ops()[0].(*Polygons)
	if len(l.Ops()) != 1 || faces.Len() != 1 || len(faces.At(0)) != 5 || faces.Colors[0] != Light.Ink.Opacity(0.25) {
		t.Errorf("%d operations, %d faces, %v", len(l.Ops()), faces.Len(), faces.Colors)
	}
	for k, corner := range faces.At(0) {
		if q, _ := v.Project(square[k]); q != corner {
			t.Errorf("corner %d at %v, want %v", k, corner, q)
		}
	}
}

func TestCaption(t *testing.T) {
	s := Space{Box: Box{Vec{0, 0, 0}, Vec{1, 1, 1}}, Camera: DefaultCamera, Axes: Axes{Hidden: true}, Marks: []Mark{&Caption{Text: "det = 2"}}}
	var l DisplayList
	r := Rect{Point{50, 20}, Point{350, 320}}
	s.DrawIn(&l, r, Look{Theme: &Light})
	text := l.Ops()[0].(*Text)
	if text.String != "det = 2" || !r.Contains(text.At) || text.At.Y > s.View(r, Look{}).Plot.Min.Y {
		t.Errorf("%+v, the box is in %v", text, s.View(r, Look{}).Plot)
	}
	l.Reset(1, 1, Color{})
	(&Caption{}).Draw(&l, s.View(r, Look{}))
	if len(l.Ops()) != 0 {
		t.Error("no text leaves a mark")
	}
}
