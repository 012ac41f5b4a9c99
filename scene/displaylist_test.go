package scene

import (
	"reflect"
	"runtime"
	"testing"
	"weak"
)

// record draws one of every operation, with all that it can hold.
func record(l *DisplayList) {
	v := NewView(DefaultCamera, Box{Vec{-1, -1, -1}, Vec{1, 1, 1}}, Vec{}, Rect{Max: Point{640, 480}}, 40)
	l.Clip(Rect{Max: Point{320, 480}})
	l.Channels(RedChannel)
	l.SetView(v)
	lines := l.NewPolylines(Stroke{Color: Hex(0x112233), Width: 2, Dash: 4})
	lines.Hint = true
	lines.AddWorld(Point{1, 2}, Vec{1, 0, 0})
	lines.AddWorld(Point{3, 4}, Vec{0, 1, 0})
	lines.End()
	lines.Colors = append(lines.Colors, Hex(0x445566))
	l.SetView(nil)
	l.NewPolygons().Add(Hex(0x778899), Point{}, Point{1, 0}, Point{0, 1})
	l.Mesh(&Mesh{X: []float32{0, 1, 0}, Y: []float32{0, 0, 1}, Index: []uint32{0, 1, 2}, Face: FaceTint, MeshData: &MeshData{Version: 3}, Source: MeshSource{View: v}})
	l.Channels(AllChannels)
	l.Image(&Image{&Bitmap{W: 1, H: 1, Pix: make([]uint8, 4)}, Rect{Max: Point{10, 10}}})
	l.Text(&Text{String: "text", At: Point{5, 6}, Size: 12})
	l.Clip(Rect{})
}

func TestReplayRecordsTheSame(t *testing.T) {
	var a, b DisplayList
	a.Reset(640, 480, Light.Background)
	record(&a)
	a.Replay(&b)
	if len(a.Ops()) != 9 || len(b.Ops()) != len(a.Ops()) {
		t.Fatalf("%d operations, replayed %d", len(a.Ops()), len(b.Ops()))
	}
	for k, op := range a.Ops() {
		if !reflect.DeepEqual(op, b.Ops()[k]) {
			t.Errorf("operation %d is %+v, replayed %+v", k, op, b.Ops()[k])
		}
		if _, ok := op.(Channels); !ok && op == b.Ops()[k] {
			t.Errorf("operation %d, a %T, is shared", k, op)
		}
	}
}

// A list that is used again is as good as new, and needs no more memory.
func TestResetLeavesNoTrace(t *testing.T) {
	var used, fresh DisplayList
	record(&used)
	used.Channels(RedChannel)
	used.SetView(new(View))
	used.Reset(10, 20, Hex(0x123456))
	if len(used.Ops()) != 0 || used.W != 10 || used.H != 20 || used.Background != Hex(0x123456) {
		t.Errorf("after Reset: %d operations, %v x %v on %v", len(used.Ops()), used.W, used.H, used.Background)
	}
	for _, l := range []*DisplayList{&used, &fresh} {
		l.NewPolylines(Stroke{}).Segment(Point{}, Point{1, 1})
		l.NewPolygons().Add(Color{}, Point{}, Point{1, 0}, Point{0, 1})
		l.Clip(Rect{}) // which it refuses within the picture for an eye
	}
	for k, op := range fresh.Ops() {
		p, polylines := op.(*Polylines)
		if got := used.Ops()[k]; polylines {
			q := got.(*Polylines)
			if q.View != nil || q.Hint || q.Stroke != p.Stroke || len(q.World)+len(q.Colors) != 0 || len(q.Points) != 2 {
				t.Errorf("polylines of a list that was used before: %+v", q)
			}
		} else if !reflect.DeepEqual(op, got) {
			t.Errorf("operation %d is %+v, in a fresh list %+v", k, got, op)
		}
	}
	if n := testing.AllocsPerRun(10, func() {
		used.Reset(10, 20, Color{})
		used.NewPolylines(Stroke{}).Segment(Point{}, Point{1, 1})
		used.Text(&Text{String: "text"})
	}); n > 1 { // the text itself
		t.Errorf("%v allocations", n)
	}
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
