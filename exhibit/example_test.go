package exhibit_test

import (
	"fmt"
	"math"
	"testing"

	"zscape/exhibit"
	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/raster"
)

// lissajous is an exhibit of one curve: x = sin(a t), y = sin(b t + phase).
var lissajous = &exhibit.Exhibit{
	Name:  "lissajous",
	Title: exhibit.Text{En: "Lissajous curve", Ja: "リサージュ曲線"},
	Controls: []exhibit.Control{
		{Key: "a", Kind: exhibit.Number, Label: exhibit.Text{En: "Frequency of x", Ja: "x の周波数"}, Default: "3", Min: 1, Max: 12, Step: 1},
		{Key: "b", Kind: exhibit.Number, Label: exhibit.Text{En: "Frequency of y", Ja: "y の周波数"}, Default: "2", Min: 1, Max: 12, Step: 1},
		{Key: "phase", Kind: exhibit.Number, Label: exhibit.Text{En: "Phase, degrees", Ja: "位相(度)"}, Default: "90", Min: 0, Max: 360},
	},
	New: func(exhibit.Opener) exhibit.Session { return newSession() },
}

// session is the exhibit that is being looked at.
type session struct {
	curve  plot.Line
	plot   plot.Plot
	figure scene.Figure
}

func newSession() *session {
	s := &session{}
	s.plot = plot.Plot{X: plot.Axis{Label: "x"}, Y: plot.Axis{Label: "y"}, Marks: []plot.Mark{&s.curve}}
	s.figure.Panels = []scene.Panel{&s.plot}
	return s
}

// Update brings the curve to the State.
func (s *session) Update(st exhibit.State) error {
	const samples = 600
	s.curve.X, s.curve.Y = s.curve.X[:0], s.curve.Y[:0]
	for k := range samples + 1 {
		t := 2 * math.Pi * float64(k) / samples
		s.curve.X = append(s.curve.X, math.Sin(st.Number("a")*t))
		s.curve.Y = append(s.curve.Y, math.Sin(st.Number("b")*t+st.Number("phase")*math.Pi/180))
	}
	return nil
}

func (s *session) Figure() *scene.Figure { return &s.figure }

// A State is a small table that fits in a link; what is wrong with a value is said in
// words, and the State stays as it was.
func Example() {
	open := exhibit.Gallery{lissajous}.Open
	s, problems, err := exhibit.Parse("lissajous?a=5&b=4", open)
	fmt.Println(s, s.Number("phase"), problems, err)

	s, err = s.Set("phase", "45")
	fmt.Println(s, err)

	_, err = s.Set("a", "99")
	fmt.Println(err)
	// Output:
	// lissajous?a=5&b=4 90 [] <nil>
	// lissajous?a=5&b=4&phase=45 <nil>
	// a = "99" must be at most 12
}

// The picture of the State that Example comes to.
func TestExamplePicture(t *testing.T) {
	s, _, err := exhibit.Parse("lissajous?a=5&b=4&phase=45", exhibit.Gallery{lissajous}.Open)
	if err != nil {
		t.Fatal(err)
	}
	session := lissajous.New(nil)
	if err := session.Update(s); err != nil {
		t.Fatal(err)
	}
	var l scene.DisplayList
	session.Figure().Draw(&l, 360, 360)
	imagetest.Equal(t, raster.Draw(&l, 1), "testdata/lissajous.png")
}
