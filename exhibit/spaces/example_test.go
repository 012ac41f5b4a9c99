package spaces_test

import (
	"fmt"
	"math"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/spaces"
	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/raster"
	"zscape/scene/space"
)

// tesseract is an exhibit of the cube in four dimensions, seen in three.
var tesseract = &exhibit.Exhibit{
	Name:  "tesseract",
	Title: exhibit.Text{En: "Tesseract", Ja: "四次元立方体"},
	Controls: append([]exhibit.Control{
		{Key: "turn", Kind: exhibit.Number, Label: exhibit.Text{En: "Turn in the plane of x and w, degrees", Ja: "xw 平面での回転(度)"}, Default: "25", Min: 0, Max: 360},
	}, exhibit.CameraControls()...),
	New: func(exhibit.Opener) exhibit.Session { return newSession() },
}

// session is the exhibit that is being looked at.
type session struct {
	spaces.Boxes
	space   space.Space
	corners space.Points
	edges   space.Links
	figure  scene.Figure
}

func newSession() *session {
	s := &session{}
	s.corners = space.Points{Radius: 9, Sized: true, Fade: 0.6, At: make([]scene.Vec, 16), Class: make([]int, 16)}
	s.edges = space.Links{Points: &s.corners, Width: 2, Halo: 2}
	for a := range 16 {
		for axis := range 4 {
			if b := a | 1<<axis; b != a {
				s.edges.From, s.edges.To = append(s.edges.From, int32(a)), append(s.edges.To, int32(b))
			}
		}
		s.corners.Class[a] = a >> 3
	}
	const far = 1.3
	s.space = space.Space{
		Box: scene.Box{Min: scene.Vec{X: -far, Y: -far, Z: -far}, Max: scene.Vec{X: far, Y: far, Z: far}}, Aspect: scene.Vec{X: 1, Y: 1, Z: 1},
		Axes: space.Axes{Hidden: true}, Marks: []space.Mark{&s.edges, &s.corners},
	}
	s.figure.Panels = []scene.Panel{&s.space}
	s.Boxes = spaces.Boxes{Figure: &s.figure, Panels: []spaces.Panel{{Space: &s.space, Points: &s.corners, Links: &s.edges, Say: say}}}
	return s
}

// say returns what corner k is called.
func say(k int) string { return fmt.Sprintf("corner %04b", k) }

// Update brings the corners to the State: turned, and seen from a place on the fourth axis.
func (s *session) Update(st exhibit.State) error {
	const eye = 3.5
	sin, cos := math.Sincos(st.Number("turn") * math.Pi / 180)
	for k := range s.corners.At {
		x, y, z, w := side(k, 0), side(k, 1), side(k, 2), side(k, 3)
		x, w = cos*x-sin*w, sin*x+cos*w
		s.corners.At[k] = scene.Vec{X: x, Y: y, Z: z}.Scale(2 / (eye - w))
	}
	s.corners.Version++
	s.Apply(st)
	return nil
}

// side returns -1 or 1: on which side of an axis corner k is.
func side(k, axis int) float64 { return float64(k>>axis&1)*2 - 1 }

func (s *session) Figure() *scene.Figure { return &s.figure }

// What the pointer is at is said, with the neighbours in focus.
func Example() {
	s := newSession()
	if err := s.Update(tesseract.Default()); err != nil {
		fmt.Println(err)
	}
	v := s.space.View(scene.Rect{Max: scene.Point{X: 640, Y: 480}}, scene.Look{})
	q, _ := v.Project(s.corners.At[5])
	s.Pick(q, 640, 480)
	fmt.Println(s.space.Hover.Text)
	for k, lit := range s.corners.Focus {
		if lit && k != 5 {
			fmt.Println("its neighbour is", say(k))
		}
	}
	// Output:
	// corner 0101
	// its neighbour is corner 0001
	// its neighbour is corner 0100
	// its neighbour is corner 0111
	// its neighbour is corner 1101
}

func TestExamplePicture(t *testing.T) {
	for name, theme := range map[string]*scene.Theme{"tesseract": &scene.Light, "tesseract-dark": &scene.Dark} {
		s := newSession()
		st, _, err := exhibit.Parse("tesseract?proj=persp&eye=2.5&zoom=1.3&az=-70&el=20", exhibit.Gallery{tesseract}.Open)
		if err != nil || s.Update(st) != nil {
			t.Fatal(err)
		}
		f := s.Figure()
		f.Theme = theme
		var l scene.DisplayList
		f.Draw(&l, 560, 460)
		imagetest.Equal(t, raster.Draw(&l, 1), "testdata/"+name+".png")
	}
}
