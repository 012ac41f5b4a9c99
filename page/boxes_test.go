package page

import (
	"testing"
	"time"

	"zscape/exhibit"
	"zscape/exhibit/spaces"
	"zscape/export/recording"
	"zscape/jobs"
	"zscape/scene"
	"zscape/scene/space"
	"zscape/task"
)

// boxes is a session with two boxes side by side: the second has a camera of its own.
type boxes struct {
	spaces.Boxes
	figure      scene.Figure
	left, right space.Space
}

func (b *boxes) Update(s exhibit.State) error { b.Apply(s); return nil }
func (b *boxes) Figure() *scene.Figure        { return &b.figure }

// startBoxes opens a page with them, 800 x 600 large.
func startBoxes(t *testing.T) (*Page, *host) {
	e := &exhibit.Exhibit{Name: "boxes", Controls: append(append(exhibit.CameraControls(), exhibit.Slider(exhibit.SpinKey, exhibit.Text{}, exhibit.Text{}, 0, -360, 360, -90, 90, 1)), exhibit.AimControls("2", scene.Camera{Azimuth: 10, Elevation: 20, Zoom: 1})...)}
	e.New = func(exhibit.Opener) exhibit.Session {
		b := &boxes{}
		b.figure = scene.Figure{Panels: []scene.Panel{&b.left, &b.right}, Arrange: func(r scene.Rect) []scene.Rect { return scene.TileColumns(r, 2, 2) }}
		b.Boxes = spaces.Boxes{Figure: &b.figure, Panels: []spaces.Panel{{Space: &b.left}, {Space: &b.right, Camera: "2"}}}
		return b
	}
	h := &host{t: t, now: time.Unix(1e9, 0), problems: map[string]string{}, saved: map[string][]byte{}}
	p := New(h, exhibit.Gallery{e}, task.NewPool(1, h, task.Inline(jobs.Library, h, 5*time.Millisecond)))
	p.Start("boxes", "en", false)
	p.Resize(800, 600)
	return p, h
}

// Each box is turned, moved, zoomed and brought back by itself: by the pointer, by
// fingers, the wheel, keys and buttons.
func TestBoxes(t *testing.T) {
	p, h := startBoxes(t)
	if !h.camera {
		t.Error("there are no buttons for views")
	}
	drag := func(from, to scene.Point, grip exhibit.Grip) {
		p.PointerDown(1, from, grip)
		p.PointerMove(1, to)
		p.PointerUp(1)
	}
	drag(pt(600, 300), pt(640, 300), exhibit.Grip{}) // 40 of 400 units are 18 degrees
	check(t, p, h, "boxes?az2=-8")
	if last := h.said[len(h.said)-1]; last != "azimuth \u22128\u00b0, elevation 20\u00b0, zoom 1.00" {
		t.Errorf("says %s", last)
	}
	drag(pt(200, 300), pt(200, 320), exhibit.Grip{})
	check(t, p, h, "boxes?el=39&az2=-8")
	p.Undo()
	p.Undo()
	check(t, p, h, "boxes")
	before := p.view(1).Center
	drag(pt(600, 300), pt(630, 280), exhibit.Grip{Shift: true})
	if d := p.view(1).Center.Sub(before); !near(d.X, 30, 0.1) || !near(d.Y, -20, 0.1) || p.state.Camera() != scene.DefaultCamera {
		t.Errorf("a drag by (30, -20) moves it by %v: %s", d, p.state)
	}
	p.ResetAt(pt(600, 300))
	check(t, p, h, "boxes")
	p.Wheel(pt(600, 300), -400)
	if a, b := p.state.Camera(), p.state.CameraOf("2"); a.Zoom != 1 || b.Zoom < 1.5 {
		t.Errorf("the wheel zooms to %v, %v", a.Zoom, b.Zoom)
	}
	h.wait(time.Second)
	drag(pt(200, 300), pt(220, 300), exhibit.Grip{})
	p.ResetAt(pt(200, 300))
	if a, b := p.state.Camera(), p.state.CameraOf("2"); a != scene.DefaultCamera || b.Zoom < 1.5 {
		t.Errorf("one box is brought back, and the state is %s", p.state)
	}
	p.Reset()
	check(t, p, h, "boxes")
	p.PointerDown(1, pt(580, 300), exhibit.Grip{Touch: true})
	p.PointerDown(2, pt(620, 300), exhibit.Grip{Touch: true})
	p.PointerMove(2, pt(660, 300))
	p.PointerUp(1)
	p.PointerUp(2)
	if b := p.state.CameraOf("2"); b.Zoom != 2 || p.state.Camera() != scene.DefaultCamera {
		t.Errorf("fingers twice as far apart zoom to %v: %s", b.Zoom, p.state)
	}
	p.Reset()

	p.Key("ArrowLeft", false) // the first
	check(t, p, h, "boxes?az=-55")
	p.PointerMove(1, pt(600, 300))
	for _, key := range []string{"ArrowLeft", "2"} {
		p.Key(key, false)
	}
	check(t, p, h, "boxes?az=-55&az2=-90&el2=0")
	p.Key("+", false)
	if a, b := p.state.Camera(), p.state.CameraOf("2"); a.Zoom != 1 || b.Zoom != 1.15 {
		t.Errorf("a key zooms to %v, %v", a.Zoom, b.Zoom)
	}
	p.Reset()
	p.View("octave")
	check(t, p, h, "boxes?az2=-45&el2=60")
}

// All boxes turn by themselves, from where each is: on the page, and in a recording.
func TestBoxesSpin(t *testing.T) {
	p, h := startBoxes(t)
	p.Set("spin", "30", true)
	play(p, h, 2*time.Second)
	at := func() (az, az2 float64) { return p.state.Number("az"), p.state.Number("az2") }
	if a, b := at(); !near(a, 0, 2) || !near(b, 70, 2) {
		t.Errorf("after 2 s at 30 degrees a second they are at %v and %v", a, b)
	}
	// One that is turned by hand goes on from there, the other from where it was.
	p.PointerDown(1, pt(600, 300), exhibit.Grip{})
	p.PointerMove(1, pt(700, 300))
	p.PointerUp(1)
	a, b := at()
	play(p, h, time.Second)
	if c, d := at(); b > 40 || !near(c, a+30, 2) || !near(d, b+30, 2) {
		t.Errorf("from %v and %v they come to %v and %v", a, b, c, d)
	}
	p.Set("spin", "0", true)
	a, b = at()
	film := p.state.Exhibit().New(nil).(*boxes)
	film.Update(p.state)
	r, ok := recording.New(p.state, film, p.theme(), 800, 600)
	if !ok {
		t.Fatal("nothing moves")
	}
	r.Draw(r.Frames() / 4)
	if l, r := film.left.Camera, film.right.Camera; !near(l.Azimuth, a+90, 0.1) || !near(r.Azimuth, b+90, 0.1) {
		t.Errorf("a quarter of a turn after %v and %v they are at %v and %v", a, b, l.Azimuth, r.Azimuth)
	}
}

// A box that turns says where it is, not where another is.
func TestBoxesNote(t *testing.T) {
	p, _ := startBoxes(t)
	p.PointerDown(1, pt(600, 300), exhibit.Grip{})
	p.PointerMove(1, pt(640, 300))
	p.Frame()
	if note := p.session.Figure().Note; note != "az \u22128.0\u00b0   el 20.0\u00b0" {
		t.Errorf("%q", note)
	}
}

// A plot on paper is moved, and the box beside it is turned.
func TestFlatBox(t *testing.T) {
	p, h := startBoxes(t)
	p.session.(*boxes).left.Flat = true
	drag := func(from, to scene.Point) {
		p.PointerDown(1, from, exhibit.Grip{})
		p.PointerMove(1, to)
		p.PointerUp(1)
	}
	before := p.view(0).Center
	drag(pt(200, 300), pt(230, 280))
	if d := p.view(0).Center.Sub(before); !near(d.X, 30, 0.1) || !near(d.Y, -20, 0.1) || p.state.Camera().Azimuth != scene.DefaultCamera.Azimuth {
		t.Errorf("a drag by (30, -20) moves it by %v: %s", d, p.state)
	}
	p.Wheel(pt(200, 300), -400)
	if p.state.Camera().Zoom < 1.5 {
		t.Errorf("the wheel does not zoom it: %s", p.state)
	}
	h.wait(time.Second)
	p.Reset()
	drag(pt(600, 300), pt(640, 300))
	check(t, p, h, "boxes?az2=-8")
	p.Reset()
	p.PointerMove(1, pt(200, 300))
	p.Key("ArrowLeft", false)
	if c := p.state.Camera(); c.Azimuth != scene.DefaultCamera.Azimuth || c.Pan.X == 0 {
		t.Errorf("a key brings it to %s", p.state)
	}
	p.Reset()
	p.View("octave") // it is not what can be turned
	check(t, p, h, "boxes?az2=-45&el2=60")
}
