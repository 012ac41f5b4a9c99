package surface

import (
	"slices"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/plot3d"
	"zscape/scene"
)

// written returns the texts of the picture, w x h large.
func written(s *plot3d.Session, w, h float64) (list []string) {
	var l scene.DisplayList
	s.Figure().Draw(&l, w, h)
	for _, op := range l.Ops() {
		if t, ok := op.(*scene.Text); ok {
			list = append(list, t.String)
		}
	}
	return list
}

// valueOf returns the readout key as it is read.
func valueOf(s *plot3d.Session, key string) string {
	for _, r := range s.Readouts() {
		if v, ok := r.Value.(float64); ok && r.Key == key {
			return exhibit.BriefTo([]float64{v}, r.Fine)[0]
		}
	}
	return ""
}

// A small range far from zero can be read: on the axis, at the colour bar, and
// in the smallest and the largest z. Both scales are written alike.
func TestLargeOffset(t *testing.T) {
	for _, c := range []struct {
		f, zmin, zmax string
		labels        string // of both scales
		common        string
	}{
		{"101325%2B0.01*x", "101324.95", "101325.05", "101324.98 101325.00 101325.02", ""},
		{"1e6%2B0.001*x*y", "999999.975", "1000000.025", "−0.02 −0.01 0 0.01 0.02", "+1000000"},
		{"1e300*x", "−5×10³⁰⁰", "5×10³⁰⁰", "−4 −2 0 2 4", "×10³⁰⁰"},
		{"1e305*x", "−5×10³⁰⁵", "5×10³⁰⁵", "−1.0 −0.5 0 0.5 1.0", "×10³⁰³"},
		{"1e-7*x", "−5×10⁻⁷", "5×10⁻⁷", "−4 −2 0 2 4", "×10⁻⁷"},
	} {
		s := show(t, "surface?f="+c.f)
		if lo, hi := valueOf(s, "zmin"), valueOf(s, "zmax"); lo != c.zmin || hi != c.zmax {
			t.Errorf("%s: from %s to %s, want %s to %s", c.f, lo, hi, c.zmin, c.zmax)
		}
		texts := written(s, 800, 600)
		for _, want := range append(strings.Fields(c.labels), strings.Fields(c.common)...) {
			n := 0
			for _, text := range texts {
				if text == want {
					n++
				}
			}
			if n < 2 {
				t.Errorf("%s: %q stands %d times among %q, want it on the axis and at the bar", c.f, want, n, texts)
			}
		}
		if c.common == "" && slices.ContainsFunc(texts, func(s string) bool { return strings.HasPrefix(s, "+") || strings.HasPrefix(s, "×") }) {
			t.Errorf("%s: %q", c.f, texts)
		}
	}
}

// What is pointed at reads as finely as the axes show it.
func TestLargeOffsetAtThePointer(t *testing.T) {
	for f, want := range map[string]string{
		"101325%2B0.01*x": "z 101325.0000",
		"1e300*x":         "z 0",
		"5e6%2Bx":         "z 5000000.00",
		"x":               "z 0.00",
	} {
		s := show(t, "surface?f="+f+"&az=-90&el=90&aspect=box")
		r := s.Figure().Rects(800, 600)[0]
		space := s.Figure().Panels[0].(*scene.Space)
		q, _ := space.View(r, scene.Look{}).Project(scene.Vec{Z: s.Source.At(0, 0)})
		if at, ok := s.Pick(q, 800, 600); !ok || at.X*at.X+at.Y*at.Y > 1e-9 {
			t.Fatalf("%s: the pointer is at %v, %v", f, at, ok)
		}
		texts := written(s, 800, 600)
		if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s+" ", want+" ") }) {
			t.Errorf("%s: %q, want %q", f, texts, want)
		}
	}
}
