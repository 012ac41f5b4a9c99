// Package matrices is the exhibit of what can be done with a matrix and a
// vector, written for NumPy's array, for NumPy's matrix and for gonum side by
// side, and of what the matrix does to the plane or to space.
package matrices

import (
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	"zscape/exhibit/spaces"
	"zscape/scene"
)

// Exhibit is the entry in the gallery.
var Exhibit = &exhibit.Exhibit{
	Name:    "matrices",
	Title:   exhibit.Text{En: "Array against matrix", Ja: "array と matrix の違い"},
	Label:   exhibit.Text{En: "Matrices", Ja: "行列"},
	Summary: summary(2, 2, true),
	Formula: `<math display="block"><msub><mrow><mo stretchy="false">(</mo><mi>A</mi><mi>x</mi><mo stretchy="false">)</mo></mrow><mi>i</mi></msub><mo>=</mo><munder><mo>∑</mo><mi>j</mi></munder><msub><mi>A</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub><msub><mi>x</mi><mi>j</mi></msub><mo>,</mo></math><math display="block"><msub><mrow><mo stretchy="false">(</mo><mi>x</mi><mo>⊗</mo><mi>A</mi><mo stretchy="false">)</mo></mrow><mrow><mi>i</mi><mi>j</mi><mi>k</mi></mrow></msub><mo>=</mo><msub><mi>x</mi><mi>i</mi></msub><msub><mi>A</mi><mrow><mi>j</mi><mi>k</mi></mrow></msub></math><math display="block"><mi>M</mi><mo stretchy="false">(</mo><mi>t</mi><mo stretchy="false">)</mo><mo>=</mo><mo stretchy="false">(</mo><mn>1</mn><mo>−</mo><mi>t</mi><mo stretchy="false">)</mo><mi>I</mi><mo>+</mo><mi>t</mi><mi>A</mi></math>`,
	Sources: []exhibit.Source{
		{Title: "NumPy: 'array' or 'matrix'? Which should I use?", URL: "https://numpy.org/doc/stable/user/numpy-for-matlab-users.html"},
		{Title: "NumPy: numpy.tensordot", URL: "https://numpy.org/doc/stable/reference/generated/numpy.tensordot.html"},
		{Title: "Gonum: package mat", URL: "https://pkg.go.dev/gonum.org/v1/gonum/mat"},
	},
	Controls: controls(),
}

func init() {
	// Not in the literal: New refers to Exhibit.
	Exhibit.New = func(exhibit.Opener) exhibit.Session {
		s := newSession()
		if err := s.Update(Exhibit.Default()); err != nil {
			panic("matrices: the default state: " + err.Error())
		}
		return s
	}
}

// Session shows a matrix.
type Session struct {
	plot2d.Plots
	boxes spaces.Boxes

	state    exhibit.State
	operands *operands
	motion   motion
	outcomes []outcome
	table    exhibit.Table
	readouts []exhibit.Readout
	notices  []exhibit.Notice
	figure   scene.Figure
	pictures *pictures
}

func newSession() *Session {
	s := &Session{pictures: newPictures()}
	s.Plots.Figure = &s.figure
	solid := &s.pictures.solid
	solid.boxes = &s.boxes
	s.boxes = spaces.Boxes{Figure: &s.figure, Panels: []spaces.Panel{
		{Space: &solid.space, Points: &solid.handles, Say: s.sayColumn, Move: s.moveColumn, Unfit: s.portray},
	}}
	s.figure.Arrange = arrange
	return s
}

// Update brings everything to st. The controls have refused what is no
// matrix; what cannot be done with the operands is a result, too.
func (s *Session) Update(st exhibit.State) error {
	if s.operands == nil || st.Changed(s.state, operandKeys...) {
		s.operands = newOperands(st)
		s.outcomes = outcomes(s.operands)
		s.table = newTable(s.operands, s.outcomes)
		s.readouts = newReadouts(s.outcomes)
		s.notices = newNotices(s.operands)
	}
	s.state = st
	s.motion.set(s.operands, st.Number(exhibit.PositionKey))
	s.portray()
	return nil
}

// Figure returns the picture.
func (s *Session) Figure() *scene.Figure { return &s.figure }

// Playable reports whether there is a way from I to A: A must be square.
func (s *Session) Playable() bool { return s.operands.square() }
