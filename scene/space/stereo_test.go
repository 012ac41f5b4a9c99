package space

import (
	"math"
	"slices"
	"testing"

	"zscape/scene"
)

// Each eye has a picture of its own, complete with its mesh, and both show the
// same texts.
func TestStereoSpace(t *testing.T) {
	for _, azimuth := range []float64{-60, -90, 0, 0.5, 135} {
		s := gallery(Hidden)
		s.Camera.Azimuth, s.Camera.Stereo = azimuth, 6
		var l scene.DisplayList
		s.Draw(&l, 640, 480)
		if err := scene.Check(&l, 0); err != nil {
			t.Fatal(err)
		}
		var parts [3][]any
		var texts [3][]string
		var now scene.Channels
		var order []scene.Channels
		views := map[*scene.View]bool{}
		for _, op := range l.Ops() {
			switch op := op.(type) {
			case scene.Channels:
				now = op
				order = append(order, op)
				continue
			case *scene.Text:
				texts[now] = append(texts[now], op.String)
			case *scene.Polylines:
				if len(op.World) > 0 {
					views[op.View] = true
				}
			}
			parts[now] = append(parts[now], op)
		}
		if !slices.Equal(order, []scene.Channels{scene.RedChannel, scene.CyanChannels, scene.AllChannels}) {
			t.Fatalf("channels %v", order)
		}
		if len(parts[0]) != 0 || len(parts[1]) != len(parts[2]) || !slices.Equal(texts[1], texts[2]) {
			t.Errorf("azimuth %v: %d operations for both, %d and %d for one eye; texts %q, %q",
				azimuth, len(parts[0]), len(parts[1]), len(parts[2]), texts[1], texts[2])
		}
		m := meshes(&l)
		if len(m) != 2 || &m[0].X[0] == &m[1].X[0] || m[0].Source.View == m[1].Source.View || m[0].X[100] == m[1].X[100] {
			t.Fatal("the eyes share a mesh")
		}
		if len(views) != 2 || !views[m[0].Source.View] {
			t.Errorf("lines lie in %d views", len(views))
		}
		q, _ := m[0].Source.View.Project(scene.Vec{X: m[0].Source.Grid.X[0], Y: m[0].Source.Grid.Y[0], Z: m[0].Source.Grid.Z[0]})
		if math.Abs(q.X-float64(m[0].X[0])) > 1e-3 {
			t.Error("the left eye's mesh is not as it sees it")
		}
	}
}

func TestFlatHasNoEyes(t *testing.T) {
	s := gallery(Hidden)
	s.Camera.Stereo, s.Camera.Oblique, s.Flat = 6, 0.5, true
	var l scene.DisplayList
	s.Draw(&l, 640, 480)
	if slices.ContainsFunc(l.Ops(), func(op any) bool { _, ok := op.(scene.Channels); return ok }) {
		t.Error("a flat plot has two pictures")
	}
	if e, parallel := s.view.Eye(); !parallel || e.X != 0 || e.Y != 0 {
		t.Errorf("a flat plot is seen along %v", e)
	}
}
