package heightfield_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"zscape/compute/grid"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/scene"
	"zscape/scene/space"
)

// bowl is z = k (x^2 + y^2) + c, with a gap if asked. It refuses k = 13.
type bowl struct {
	k, c float64
	hole bool
}

func (b *bowl) Update(s exhibit.State) error {
	if s.Number("k") == 13 {
		return &exhibit.Problem{Key: "k", Value: s.Text("k"), Reason: exhibit.Text{En: "brings bad luck", Ja: "縁起が悪い数です"}}
	}
	b.k, b.c, b.hole = s.Number("k"), s.Number("c"), s.On("hole")
	return nil
}

func (b *bowl) At(x, y float64) float64 {
	if b.hole && math.Hypot(x-1, y) < 0.5 {
		return math.NaN()
	}
	return b.k*(x*x+y*y) + b.c
}

func (b *bowl) FillTo(dst, x, y []float64) {
	g := grid.Grid{X: x, Y: y, Z: dst}
	g.Fill(b.At)
}

func (b *bowl) Readouts() []exhibit.Readout { return []exhibit.Readout{{Key: "depth", Value: b.k}} }

func (b *bowl) Code(language string) []string {
	return []string{fmt.Sprintf("Z = %v * (X.^2 + Y.^2) + %v  # %s", b.k, b.c, language)}
}

func newBowl(name string) *exhibit.Exhibit {
	own := []exhibit.Control{
		{Key: "k", Kind: exhibit.Number, Default: "1", Min: -100, Max: 100},
		{Key: "c", Kind: exhibit.Number, Default: "0", Min: -100, Max: 100},
		{Key: "hole", Kind: exhibit.Toggle, Default: "0"},
		{Key: "wash", Kind: exhibit.Action},
	}
	e := &exhibit.Exhibit{Name: name,
		Controls: heightfield.Controls(own, heightfield.Lattice{XMin: -2, XMax: 2, YMin: -1, YMax: 1, Step: 0.1}, "cup?k=-2")}
	e.New = func(open exhibit.Opener) exhibit.Session { return heightfield.New(e, &bowl{k: 1}, own, open) }
	heightfield.Register(e, func() heightfield.Source { return &bowl{k: 1} })
	return e
}

var (
	bowls   = newBowl("bowl")
	cups    = newBowl("cup")
	nothing = &exhibit.Exhibit{Name: "nothing"}
)

func open(name string) (*exhibit.Exhibit, bool) {
	for _, e := range []*exhibit.Exhibit{bowls, cups, nothing} {
		if e.Name == name {
			return e, true
		}
	}
	return nil, false
}

func parse(t testing.TB, text string) exhibit.State {
	t.Helper()
	s, problems, err := exhibit.Parse(text, open)
	if err != nil || problems != nil {
		t.Fatalf("%s: %v, %v", text, err, problems)
	}
	return s
}

// show returns a session in the State that text says.
func show(t testing.TB, text string) *heightfield.Session {
	t.Helper()
	s := parse(t, text)
	session := s.Exhibit().New(open).(*heightfield.Session)
	if err := session.Update(s); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return session
}

// refused returns the problem that a State has.
func refused(t *testing.T, text string) exhibit.Problem {
	t.Helper()
	s := parse(t, text)
	err := s.Exhibit().New(open).(*heightfield.Session).Update(s)
	var p *exhibit.Problem
	if !errors.As(err, &p) {
		t.Fatalf("%s: %v", text, err)
	}
	return *p
}

func table(t testing.TB, s *heightfield.Session) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// readout returns the value of a number that is read beside the picture.
func readout(t testing.TB, s *heightfield.Session, key string) float64 {
	t.Helper()
	for _, r := range s.Readouts() {
		if r.Key == key {
			return r.Value.(float64)
		}
	}
	t.Fatalf("there is no readout %s", key)
	return 0
}

// spaceOf returns the one panel of the picture.
func spaceOf(s *heightfield.Session) *space.Space { return s.Figure().Panels[0].(*space.Space) }

// mesh returns the surface of the picture.
func mesh(s *heightfield.Session) *space.Surface {
	for _, m := range spaceOf(s).Marks {
		if m, ok := m.(*space.Surface); ok {
			return m
		}
	}
	return nil
}

func barOf(s *heightfield.Session) *space.ColorBar {
	for _, m := range spaceOf(s).Marks {
		if m, ok := m.(*space.ColorBar); ok {
			return m
		}
	}
	return nil
}

// marks counts what a session's figure consists of.
func marks(s *heightfield.Session) string {
	var kinds []string
	for _, m := range spaceOf(s).Marks {
		kinds = append(kinds, strings.TrimPrefix(fmt.Sprintf("%T", m), "*space."))
	}
	return strings.Join(kinds, " ")
}

// drawing writes down all that a session draws.
func drawing(s *heightfield.Session) string {
	var l scene.DisplayList
	s.Figure().Draw(&l, 400, 300)
	var b strings.Builder
	for _, op := range l.Ops() {
		if m, ok := op.(*scene.Mesh); ok {
			fmt.Fprintln(&b, m.X, m.Y, m.Index, m.Colors, m.Level, m.Levels, m.Face, m.Grid, m.Contour)
		} else {
			if p, ok := op.(*scene.Polylines); ok {
				p.View = nil // an address
			}
			fmt.Fprintf(&b, "%T %v\n", op, op)
		}
	}
	return b.String()
}

// checkSame brings the session to a State and checks that it shows what a new one
// there does.
func checkSame(t *testing.T, session *heightfield.Session, text string) {
	t.Helper()
	if err := session.Update(parse(t, text)); err != nil {
		t.Fatal(err)
	}
	fresh := show(t, text)
	if table(t, session) != table(t, fresh) {
		t.Errorf("%s: other samples", text)
	}
	if drawing(session) != drawing(fresh) {
		t.Errorf("%s: another drawing", text)
	}
}
