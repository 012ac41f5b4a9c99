package spaces

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/raster"
	"zscape/scene/space"
)

const w, h = 900, 400

// pair is a session of an exhibit with two boxes side by side, of which the second has
// a camera of its own: four points on a ring, which can be dragged.
type pair struct {
	Boxes
	state  exhibit.State
	figure scene.Figure
	left   space.Space
	right  space.Space
	points space.Points
	links  space.Links
	unfits int
}

var pairs = &exhibit.Exhibit{Name: "pairs", Controls: append(append(exhibit.CameraControls(), exhibit.AimControls("2", scene.Camera{Azimuth: 20, Elevation: 10, Zoom: 1})...),
	exhibit.Control{Key: "p", Kind: exhibit.Matrix, Default: "1,0,0;0,1,0;-1,0,0;0,-1,0", MaxRows: 9, MaxCols: 3})}

func newPair(t testing.TB, query string) *pair {
	p := &pair{}
	p.links = space.Links{Points: &p.points, From: []int32{0, 1, 2, 3}, To: []int32{1, 2, 3, 0}, Directed: true}
	for _, s := range []*space.Space{&p.left, &p.right} {
		s.Axes = space.Axes{X: "x", Y: "y", Z: "z"}
		s.Marks = []space.Mark{&p.links, &p.points}
	}
	p.points.Labels = []string{"east", "north", "west", "south"}
	p.figure = scene.Figure{Panels: []scene.Panel{&p.left, &p.right}, Arrange: func(r scene.Rect) []scene.Rect { return scene.TileColumns(r, 2, 2) }}
	panel := Panel{
		Points: &p.points, Links: &p.links,
		Say:     func(k int) string { return p.points.Labels[k] + " is it" },
		SayLink: func(k int) string { return fmt.Sprintf("link %d", k) },
		Move: func(k int, at scene.Vec, s exhibit.State) exhibit.State {
			rows := s.Matrix("p")
			rows[k] = []float64{at.X, at.Y, at.Z}
			return s.Try("p", exhibit.FormatMatrix(rows))
		},
		Unfit: func() { p.unfits++; p.portray() },
		Click: func(k int, s exhibit.State) exhibit.State { return s.Try("p", "9,9,9;0,1,0;-1,0,0;0,-1,0") },
	}
	a, b := panel, panel
	a.Space, b.Space, b.Camera = &p.left, &p.right, "2"
	p.Boxes = Boxes{Figure: &p.figure, Panels: []Panel{a, b}}
	s, problems, err := exhibit.Parse("pairs?"+query, func(string) (*exhibit.Exhibit, bool) { return pairs, true })
	if err != nil || problems != nil {
		t.Fatal(err, problems)
	}
	p.update(s)
	return p
}

func (p *pair) update(s exhibit.State) { p.state = s; p.portray() }

// portray shows a box around the points.
func (p *pair) portray() {
	far := 1.0
	p.points.At, p.points.Version = p.points.At[:0], p.points.Version+1
	for _, row := range p.state.Matrix("p") {
		p.points.At = append(p.points.At, scene.Vec{X: row[0], Y: row[1], Z: row[2]})
		far = max(far, math.Abs(row[0]), math.Abs(row[1]), math.Abs(row[2]))
	}
	far = math.Ceil(1.2 * far)
	for _, s := range []*space.Space{&p.left, &p.right} {
		p.Fit(s, scene.Box{Min: scene.Vec{X: -far, Y: -far, Z: -far}, Max: scene.Vec{X: far, Y: far, Z: far}})
	}
	p.Apply(p.state)
}

// where returns where point k is seen in a panel.
func (p *pair) where(panel, k int) scene.Point {
	v := p.Panels[panel].Space.View(p.figure.Rects(w, h)[panel], p.figure.Look)
	q, _ := v.Project(p.points.At[k])
	return q
}

// Each box has its own camera, and says which.
func TestCameras(t *testing.T) {
	p := newPair(t, "az=10&el=5&az2=70&zoom2=2&proj=persp&eye=3")
	if c := p.left.Camera; c.Azimuth != 10 || c.Zoom != 1 || !c.Perspective {
		t.Errorf("left %+v", c)
	}
	if c := p.right.Camera; c.Azimuth != 70 || c.Elevation != 10 || c.Zoom != 2 || !c.Perspective || c.Distance != 3 {
		t.Errorf("right %+v", c)
	}
	for k, want := range []string{"", "2"} {
		if name, ok := p.Camera(k); name != want || !ok {
			t.Errorf("panel %d: %q, %v", k, name, ok)
		}
	}
	p.figure.Panels = append(p.figure.Panels, &space.Space{})
	if _, ok := p.Camera(2); ok {
		t.Error("a space that is no box of theirs turns")
	}
}

// What is dragged stays under the pointer, in the plane that faces the reader, whatever
// limits it would like to have; afterwards it has them.
func TestDrag(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		panel := r.IntN(2)
		p := newPair(t, fmt.Sprintf("az=%d&el=%d&az2=%d&proj=%s", r.IntN(360)-180, r.IntN(180)-90, r.IntN(360)-180, []string{"ortho", "persp", "oblique"}[r.IntN(3)]))
		k := r.IntN(4)
		start := p.where(panel, k)
		d, ok := p.Grab(start.Add(scene.Point{X: 2, Y: -1}), w, h, exhibit.Grip{})
		if !ok || d.Cursor != "grab" {
			t.Fatal("nothing to hold")
		}
		v := *p.Panels[panel].Space.View(p.figure.Rects(w, h)[panel], p.figure.Look)
		before, box := p.points.At[k], v.Box
		front := func(q scene.Vec) float64 { f := v.Front(); return f[0]*q.X + f[1]*q.Y + f[2]*q.Z }
		if !p.points.At[k].Finite() {
			t.Fatal()
		}
		for step := range 8 {
			by := scene.Point{X: 6 * float64(step), Y: -4 * float64(step)}
			p.update(d.Move(start.Add(scene.Point{X: 2, Y: -1}).Add(by), p.state))
			at := p.points.At[k]
			if p.Panels[panel].Space.Box != box {
				t.Fatal("the box changes while a point in it is held")
			}
			if !inside(at, box) { // held at a wall
				continue
			}
			if got := p.where(panel, k); got.Sub(start.Add(by)).Norm() > 1e-3 {
				t.Fatalf("it is at %v, the pointer at %v", got, start.Add(by))
			}
			if d := front(at) - front(before); math.Abs(d) > 1e-6 {
				t.Fatalf("it has come %v nearer", d)
			}
		}
		p.update(d.Drop(p.state, true))
		if p.unfits != 1 || p.held != nil {
			t.Error("the box is still held")
		}
	}
}

func inside(p scene.Vec, b scene.Box) bool {
	return b.Min.X < p.X && p.X < b.Max.X && b.Min.Y < p.Y && p.Y < b.Max.Y && b.Min.Z < p.Z && p.Z < b.Max.Z
}

// With Shift a point moves along one axis, to where the pointer is on that.
func TestDragAlongAxis(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 2))
	for range 100 {
		p := newPair(t, fmt.Sprintf("az=%d&el=%d&proj=%s&eye=1.6", r.IntN(360)-180, r.IntN(160)-80, []string{"ortho", "persp", "oblique"}[r.IntN(3)]))
		k, axis := r.IntN(4), r.IntN(3)
		start, from := p.where(0, k), p.points.At[k]
		d, ok := p.Grab(start, w, h, exhibit.Grip{Shift: true})
		if !ok {
			t.Fatal("nothing to hold")
		}
		want := from
		*[3]*float64{&want.X, &want.Y, &want.Z}[axis] += 0.4 * (r.Float64() - 0.5)
		v := p.left.View(p.figure.Rects(w, h)[0], p.figure.Look)
		to, ok := v.Project(want)
		if !ok || to.Sub(start).Norm() < 8 {
			continue
		}
		p.update(d.Move(to, p.state))
		got := p.points.At[k]
		moved := 0
		for _, d := range []float64{got.X - from.X, got.Y - from.Y, got.Z - from.Z} {
			if math.Abs(d) > 1e-9 {
				moved++
			}
		}
		if moved > 1 {
			t.Fatalf("from %v to %v", from, got)
		}
		// Two axes may appear in one line; otherwise it is this one.
		if back := p.where(0, k); back.Sub(to).Norm() > 0.05 && got.Sub(want).Norm() > 1e-3 {
			t.Fatalf("from %v to %v, want %v", from, got, want)
		}
		p.update(d.Drop(p.state, true))
	}
}

// A click is one; where there is no point, and with two fingers, the box turns.
func TestGrab(t *testing.T) {
	p := newPair(t, "")
	q := p.where(1, 0)
	d, _ := p.Grab(q, w, h, exhibit.Grip{})
	if s := d.Drop(p.state, false); s.Matrix("p")[0][0] != 9 {
		t.Error("a click does nothing")
	}
	if s := d.Drop(p.state, true); !s.Equal(p.state) {
		t.Error("a drag clicks")
	}
	for _, c := range []struct {
		at   scene.Point
		grip exhibit.Grip
		ok   bool
	}{
		{q, exhibit.Grip{Pinch: true}, false},
		{q.Add(scene.Point{Y: 4 + 12}), exhibit.Grip{}, false},
		{q.Add(scene.Point{Y: 4 + 12}), exhibit.Grip{Touch: true}, true},
		{scene.Point{X: 1, Y: 1}, exhibit.Grip{}, false},
		{scene.Point{X: -50, Y: 1e9}, exhibit.Grip{}, false},
	} {
		if _, ok := p.Grab(c.at, w, h, c.grip); ok != c.ok {
			t.Errorf("%v, %+v: %v", c.at, c.grip, ok)
		}
	}
	p.Panels[1].Move = nil
	if d, ok := p.Grab(q, w, h, exhibit.Grip{}); !ok || d.Move != nil || d.Cursor != "pointer" {
		t.Error("a point that stays where it is")
	}
	p.Panels[1].Click = nil
	if _, ok := p.Grab(q, w, h, exhibit.Grip{}); ok {
		t.Error("nothing can be done with it, but it is held")
	}
}

// What is pointed at is said, and lit with its neighbours; afterwards all is as before.
func TestPick(t *testing.T) {
	p := newPair(t, "")
	texts := func() (all []string) {
		var l scene.DisplayList
		p.figure.Draw(&l, w, h)
		for _, op := range l.Ops() {
			if text, ok := op.(*scene.Text); ok {
				all = append(all, text.String)
			}
		}
		return all
	}
	before := texts()
	at, ok := p.Pick(p.where(0, 1).Add(scene.Point{X: 3}), w, h)
	if !ok || at != p.points.At[1] || !slices.Equal(p.points.Pointed, []int{1}) {
		t.Errorf("%v, %v, %v", at, ok, p.points.Pointed)
	}
	if !slices.Equal(p.points.Focus, []bool{true, true, true, false}) || !slices.Equal(p.links.Focus, []bool{true, true, false, false}) {
		t.Errorf("in focus are %v, %v", p.points.Focus, p.links.Focus)
	}
	if now := strings.Join(texts(), "|"); !strings.Contains(now, "north is it") || strings.Contains(now, "south") {
		t.Error(now)
	}
	middle := p.where(0, 2).Add(p.where(0, 3)).Scale(0.5)
	if at, ok = p.Pick(middle, w, h); !ok || at.Sub(scene.Vec{X: -0.5, Y: -0.5}).Norm() > 1e-6 || !slices.Contains(texts(), "link 2") || p.points.Focus != nil {
		t.Errorf("%v, %v", at, ok)
	}
	if _, ok = p.Pick(scene.Point{X: 2, Y: 2}, w, h); ok {
		t.Error("something is in the corner")
	}
	p.Pick(p.where(1, 0), w, h)
	p.Unpick()
	if now := texts(); !slices.Equal(now, before) || len(p.points.Pointed) > 0 {
		t.Errorf("%q, before %q", now, before)
	}
}

// Two boxes, one with a camera of its own, with a point that is pointed at.
func TestGolden(t *testing.T) {
	p := newPair(t, "p=1,0,-0.6;0,1,-0.2;-1,0,0.2;0,-1,0.6")
	p.Pick(p.where(0, 1), w, h)
	var l scene.DisplayList
	p.figure.Draw(&l, w, h)
	imagetest.Equal(t, raster.Draw(&l, 1), filepath.Join("testdata", "pair.png"))
}
