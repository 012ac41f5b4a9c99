package surface

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/scene"
	"zscape/scene/space"
)

// written returns the texts of the picture, w x h large.
func written(s *heightfield.Session, w, h float64) (list []string) {
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
func valueOf(s *heightfield.Session, key string) string {
	for _, r := range s.Readouts() {
		if v, ok := r.Value.(float64); ok && r.Key == key {
			return exhibit.BriefTo([]float64{v}, r.Fine)[0]
		}
	}
	return ""
}

// labels returns the labels of the contour lines, from the lowest on.
func labels(s *heightfield.Session) string {
	at := map[string]float64{}
	for _, m := range s.Figure().Panels[0].(*space.Space).Marks {
		if c, ok := m.(*space.Contours); ok {
			for k, label := range c.Labels {
				at[label] = c.Lines[k][0].Z
			}
		}
	}
	list := slices.Collect(maps.Keys(at))
	slices.SortFunc(list, func(a, b string) int { return cmp.Compare(at[a], at[b]) })
	return strings.Join(list, " ")
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
		panel := s.Figure().Panels[0].(*space.Space)
		q, _ := panel.View(r, scene.Look{}).Project(scene.Vec{Z: s.Source.At(0, 0)})
		if at, ok := s.Pick(q, 800, 600); !ok || at.X*at.X+at.Y*at.Y > 1e-9 {
			t.Fatalf("%s: the pointer is at %v, %v", f, at, ok)
		}
		texts := written(s, 800, 600)
		if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s+" ", want+" ") }) {
			t.Errorf("%s: %q, want %q", f, texts, want)
		}
	}
}

// Labels of contour lines differ, are short, and say where the lines are.
func TestContourLabels(t *testing.T) {
	for state, want := range map[string]string{
		"f=1e6%2Bx*y":                                "999980 999985 999990 999995 1000000 1000005 1000010 1000015 1000020",
		"f=1e6%2Bx*y&levels=5&spacing=count":         "999983.3 999991.7 1000000 1000008.3 1000016.7",
		"f=1e6%2Bx*y&at=1000000,1000008.3,1000016.7": "1000000 1000008.3 1000016.7",
		"f=x":                          "−4 −3 −2 −1 0 1 2 3 4",
		"f=x&levels=1":                 "0",
		"f=x&levels=20":                "−4.5 −4 −3.5 −3 −2.5 −2 −1.5 −1 −0.5 0 0.5 1 1.5 2 2.5 3 3.5 4 4.5",
		"f=x&at=step%200.75":           "−4.5 −3.75 −3 −2.25 −1.5 −0.75 0 0.75 1.5 2.25 3 3.75 4.5",
		"f=x&at=step%20pi/2":           "−4.7 −3.1 −1.6 0 1.6 3.1 4.7",
		"f=x&at=0.1,0.10000001,3,-2.5": "−2.5 0.1 0.10000001 3",
		"f=101325%2B0.01*x":            "101324.96 101324.97 101324.98 101324.99 101325 101325.01 101325.02 101325.03 101325.04",
		"f=1e300*x":                    "−4×10³⁰⁰ −3×10³⁰⁰ −2×10³⁰⁰ −1×10³⁰⁰ 0 1×10³⁰⁰ 2×10³⁰⁰ 3×10³⁰⁰ 4×10³⁰⁰",
		"f=1e-7*x&levels=5":            "−4×10⁻⁷ −2×10⁻⁷ 0 2×10⁻⁷ 4×10⁻⁷",
		"f=exp(3x)&zlog=1&levels=12":   "10⁻⁵ 10⁻⁴ 10⁻³ 10⁻² 10⁻¹ 10⁰ 10¹ 10² 10³ 10⁴ 10⁵ 10⁶",
		"f=exp(x)&zlog=1":              "0.01 0.02 0.05 0.1 0.2 0.5 1 2 5 10 20 50 100",
	} {
		got := labels(show(t, "surface?mode=contour&labels=1&nx=41&ny=41&"+state))
		if got != want {
			t.Errorf("%s: %s, want %s", state, got, want)
		}
	}
}

// No two levels have one label, whatever the range.
func TestContourLabelsDiffer(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 400 {
		size := math.Pow(10, 24*r.Float64()-12)
		state := fmt.Sprintf("surface?mode=contour&labels=1&nx=9&ny=9&f=%v%%2B%v*x&levels=%d", size, size*math.Pow(10, -9*r.Float64()), 1+r.IntN(60))
		if r.IntN(2) == 0 {
			state += "&spacing=count"
		}
		if r.IntN(3) == 0 {
			state += "&zlog=1"
		}
		s := show(t, strings.ReplaceAll(state, "e+", "e"))
		of := map[string]float64{}
		for _, m := range s.Figure().Panels[0].(*space.Space).Marks {
			c, ok := m.(*space.Contours)
			if !ok {
				continue
			}
			if len(c.Labels) == 0 {
				t.Fatalf("%s: no lines", state)
			}
			for k, label := range c.Labels {
				if z, ok := of[label]; ok && z != c.Lines[k][0].Z || label == "" {
					t.Fatalf("%s: %q is the label of levels %v and %v", state, label, z, c.Lines[k][0].Z)
				}
				of[label] = c.Lines[k][0].Z
			}
		}
	}
}
