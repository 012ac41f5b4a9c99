package matrices

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"strings"
	"testing"

	"zscape/compute/linalg"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/typeface"
)

func TestAxes(t *testing.T) {
	for _, c := range []struct{ text, canonical, python, reason string }{
		{"0", "0", "0", ""},
		{" 2 ", "2", "2", ""},
		{"1;0", "1;0", "([1], [0])", ""},
		{"0 , 1 ; 1,0", "0,1;1,0", "([0, 1], [1, 0])", ""},
		{"-1;0", "-1;0", "([-1], [0])", ""},
		{"", "", "", "has no axis at character 1: enter 0, 1 or 2"},
		{"0,;1", "", "", "has no axis at character 3: enter 0, 1 or 2"},
		{"0; y", "", "", `has "y" at character 4: enter an axis, 0, 1 or 2`},
		{"軸", "", "", `has "軸" at character 1: enter an axis, 0, 1 or 2`},
		{"1.5", "", "", `has "1.5" at character 1: enter an axis, 0, 1 or 2`},
		{"99999999999999999999", "", "", `has "99999999999999999999" at character 1: enter an axis, 0, 1 or 2`},
		{"0,1", "", "", `has several axes of the left operand, but none of the right: write those after a ";", as in 0,1;1,0`},
		{"0,1;1", "", "", "has 2 axes of the left operand, but 1 of the right"},
		{"0;1;0", "", "", `has a second ";": use one, between the axes of the two operands`},
		{"-1", "", "", "must not be negative"},
	} {
		a, canonical, err := parseAxes(c.text)
		reason := ""
		if err != nil {
			reason = err.Error()
		}
		if canonical != c.canonical || reason != c.reason || reason == "" && a.python() != c.python {
			t.Errorf("%q: %q, %q, %s; want %q, %q, %s", c.text, canonical, reason, a.python(), c.canonical, c.reason, c.python)
		}
	}
}

// Whatever is accepted reads back to the same, and gives a table.
func FuzzAxes(f *testing.F) {
	for _, text := range []string{"0", "2", "1;0", "0,1;1,0", "-1;-2", ";", ",", "0,0;1,1", "9"} {
		f.Add(text, "x", "A")
	}
	f.Fuzz(func(t *testing.T, text, left, right string) {
		a, canonical, reason := parseAxes(text)
		if reason != nil {
			return
		}
		b, again, reason := parseAxes(canonical)
		if reason != nil || again != canonical || fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%q is %q, which is %q, %v", text, canonical, again, reason)
		}
		st, err := Exhibit.Default().Set("axes", text)
		if err != nil {
			t.Fatal(err)
		}
		st = st.Try("left", left).Try("right", right)
		s := newSession()
		if err := s.Update(st); err != nil {
			t.Error(err)
		}
		// Where linalg knows the axes, they are written for gonum and Octave.
		c := newContraction(st)
		_, _, ok := c.pairs()
		if shape, is := contractionOf(s).value.err.(*linalg.ShapeError); is && ok != (shape.Problem == linalg.NotSummable) || !is && !ok {
			t.Errorf("%s: %v, %v", st, ok, contractionOf(s).value.err)
		}
	})
}

func contractionOf(s *Session) *outcome {
	for i := range s.outcomes {
		if s.outcomes[i].key == "tensordot" {
			return &s.outcomes[i]
		}
	}
	return nil
}

// Matrices of all sizes, of all scales, and all the way from I: every picture is
// drawn, and nothing of it at NaN.
func TestPictures(t *testing.T) {
	elements := []string{"0", "1", "-2", "1e300", "-1e-300", "0.5", "1.7e308"}
	n := 0
	for rows := 1; rows <= largest; rows++ {
		for cols := 1; cols <= largest; cols++ {
			for _, kind := range []int{0, 1, 2, 3} {
				var b strings.Builder
				for i := range rows {
					b.WriteString(strings.Repeat(";", min(i, 1)))
					for j := range cols {
						b.WriteString(strings.Repeat(",", min(j, 1)))
						switch kind {
						case 0:
							b.WriteString("0")
						case 1:
							b.WriteString(elements[(i*cols+j)%3])
						default:
							n += 3
							b.WriteString(elements[n%len(elements)])
						}
					}
				}
				for _, at := range []string{"0", "0.37", "1"} {
					drawAll(t, "A="+b.String()+"&t="+at)
				}
			}
		}
	}
	drawAll(t, "circle=0&eigen=0&lattice=0")
	drawAll(t, "plane=-1e300,1e300,-1e300,1e300&spectrum=5,6,7,8")
	drawAll(t, "A=2,-1,0;-1,2,-1;0,-1,2&proj=persp&eye=0.4&zoom=40")
}

func drawAll(t *testing.T, state string) {
	s, _ := at(t, state)
	for _, size := range [][2]float64{{1100, 840}, {390, 600}, {320, 260}, {40, 30}} {
		for _, theme := range []*scene.Theme{&scene.Light, &scene.Dark} {
			f := s.Figure()
			f.Theme = theme
			var l scene.DisplayList
			f.Draw(&l, size[0], size[1])
			if err := scene.Check(&l, 0); err != nil {
				t.Errorf("%s: %v", state, err)
			}
			for _, op := range l.Ops() {
				if _, ok := op.(*scene.Mesh); ok {
					t.Errorf("%s: a mesh", state)
				}
			}
			if n := len(l.Ops()); n < 8 && size[0] > 100 {
				t.Errorf("%s: %d operations at %v", state, n, size)
			}
		}
	}
}

// Eigenvalues are written in full: what stands out of the plot is cut off.
func TestEigenvaluesInPlot(t *testing.T) {
	for _, state := range []string{"", "A=1,1;1,1", "A=1,2;2,1", "A=2,0;0,3", "A=1,0.5;0.5,-1"} {
		for _, size := range [][2]float64{{1100, 840}, {850, 400}, {390, 600}, {320, 216}} {
			s, _ := at(t, state)
			f := s.Figure()
			f.Theme = &scene.Light
			var l scene.DisplayList
			f.Draw(&l, size[0], size[1])
			clip, written := scene.Rect{}, 0
			for _, op := range l.Ops() {
				switch op := op.(type) {
				case *scene.Rect:
					clip = *op
				case *scene.Text:
					if !strings.HasPrefix(op.String, "λ") {
						continue
					}
					written++
					_, ascent, descent := typeface.Measure(op.String, op.Size)
					if top := op.At.Y - op.AlignY*(ascent+descent); top < clip.Min.Y || top+ascent+descent > clip.Max.Y {
						t.Errorf("%s at %v: %s from %v on, the plot is %v", state, size, op.String, top, clip)
					}
				}
			}
			if written == 0 {
				t.Errorf("%s at %v: no eigenvalue", state, size)
			}
		}
	}
}

// What the picture shows of M, at the start, at the end and on the way.
func TestMotion(t *testing.T) {
	for _, c := range []struct {
		state   string
		m       []float64
		det     float64
		flipped bool
		values  []complex128
		title   string
	}{
		{"t=0", []float64{1, 0, 0, 1}, 1, false, []complex128{1, 1}, "M = I  ·  det M = 1"},
		{"t=0.5", []float64{0.5, 1, 0.5, 2}, 0.5, false, []complex128{2.28077640640441, 0.21922359359559}, "M = (1 − t) I + t A,  t = 0.5  ·  det M = 0.5"},
		{"", []float64{0, 2, 1, 3}, -2, true, []complex128{3.56155281280883, -0.56155281280883}, "M = A  ·  det M = −2"},
		{"A=0,-1;1,0", []float64{0, -1, 1, 0}, 1, false, []complex128{1i, -1i}, "M = A  ·  det M = 1"},
		{"A=1,2;2,4", []float64{1, 2, 2, 4}, 0, false, []complex128{5, 0}, "M = A  ·  det M = 0"},
		{"A=1e200,0;0,1e-200", []float64{1e200, 0, 0, 1e-200}, 1, false, []complex128{1e200, 1e-200}, "M = A  ·  det M = 1"},
	} {
		s, _ := at(t, c.state)
		m := &s.motion
		if !near(m.m.Data, c.m, 1e-15) || math.Abs(m.det()-c.det) > 1e-14 || m.title() != c.title {
			t.Errorf("%s: M = %v, det %v, %q", c.state, m.m.Data, m.det(), m.title())
		}
		for k, want := range c.values {
			if got := m.value(k); !near([]float64{real(got), imag(got)}, []float64{real(want), imag(want)}, 1e-13) {
				t.Errorf("%s: eigenvalue %v, want %v", c.state, got, want)
			}
		}
		if p := &s.pictures.plane; p.flipped.Hidden == c.flipped || p.upright.Hidden != c.flipped {
			t.Errorf("%s: the square is shown as if its det was of the other sign", c.state)
		}
	}
	// A rotation has no real eigenvectors, a shear has one.
	for state, want := range map[string]int{"A=0,-1;1,0": 0, "A=1,1;0,1": 1, "": 2} {
		s, _ := at(t, state)
		shown := 0
		for k := range s.pictures.plane.lines {
			if !s.pictures.plane.lines[k].Hidden && !s.pictures.plane.values[k].Hidden {
				shown++
			}
		}
		if shown != want {
			t.Errorf("%s: %d eigenvectors, want %d", state, shown, want)
		}
	}
	for state, want := range map[string]bool{"": true, "A=1,2,3": false, "A=2": true} {
		if s, _ := at(t, state); s.Playable() != want {
			t.Errorf("%s: playable is %v", state, !want)
		}
	}
}

// While playing, the plots stand still, and hold what is shown.
func TestLimitsStand(t *testing.T) {
	for _, a := range []string{"", "A=0.1,0;0,0.2", "A=-30,7;2,5", "A=0,-1;1,0"} {
		var first [2]plot.Limits
		for k := range 11 {
			s, _ := at(t, fmt.Sprintf("%s&t=%v", a, float64(k)/10))
			p := &s.pictures.plane
			for j, q := range []*plot.Plot{&p.plot, &s.pictures.spectrum.plot} {
				l := plot.Limits{X0: q.X.Min, X1: q.X.Max, Y0: q.Y.Min, Y1: q.Y.Max}
				if k == 0 {
					first[j] = l
				}
				if l != first[j] {
					t.Errorf("%s: panel %d jumps to %v", a, j, l)
				}
			}
			for j := range p.circle.X {
				if !first[0].Contains(p.circle.X[j], p.circle.Y[j]) {
					t.Fatalf("%s: the circle leaves the picture at %v, %v", a, p.circle.X[j], p.circle.Y[j])
				}
			}
			for j := range p.upright.X {
				if !first[0].Contains(p.upright.X[j], p.upright.Y[j]) {
					t.Errorf("%s: the square leaves the picture", a)
				}
			}
			for j, v := range s.pictures.spectrum.values.X {
				if !first[1].Contains(v, s.pictures.spectrum.values.Y[j]) {
					t.Errorf("%s: an eigenvalue leaves the picture", a)
				}
			}
		}
	}
}

const w, h = 1100, 840

// tip returns where the tip of a column's image is on the screen.
func tip(s *Session, column int) scene.Point {
	p, y := &s.pictures.plane.plot, 0.0
	if s.motion.a.Shape[0] == 1 {
		p = &s.pictures.line.plot
	} else {
		y = s.motion.at(1, column)
	}
	f := p.Layout(s.figure.Rects(w, h)[0], s.figure.Look)
	q, _ := f.ToScreen(s.motion.at(0, column), y)
	return q
}

// A column of A follows the pointer, at any moment of the way.
func TestDrag(t *testing.T) {
	for _, state := range []string{"", "t=0.5", "t=0.05", "A=3,0;0,0.5", "A=-2&x=1", "plane=-10,10,-10,10"} {
		s, st := at(t, state)
		before := st.Text("plane")
		for column := range s.motion.a.Shape[0] {
			start := tip(s, column)
			d, ok := s.Grab(start.Add(scene.Point{X: 2, Y: 1}), w, h, exhibit.Grip{})
			if !ok || d.Cursor != "grab" {
				t.Fatalf("%s: nothing to hold at the tip of column %d", state, column)
			}
			other := s.motion.a.Shape[0] - 1 - column
			was := st.Matrix("A")
			for k := 1; k <= 5; k++ {
				moved := scene.Point{X: 20 * float64(k), Y: -12 * float64(k)}
				st = d.Move(start.Add(scene.Point{X: 2, Y: 1}).Add(moved), st)
				if err := s.Update(st); err != nil {
					t.Fatal(err)
				}
				want := start.Add(moved)
				if s.motion.a.Shape[0] == 1 {
					want.Y = start.Y
				}
				if got := tip(s, column); got.Sub(want).Norm() > 3 {
					t.Errorf("%s: step %d: the tip of column %d is at %v, want %v", state, k, column, got, want)
				}
			}
			now := st.Matrix("A")
			for i := range now {
				if other != column && now[i][other] != was[i][other] {
					t.Errorf("%s: column %d changed with column %d", state, other, column)
				}
				if len(exhibit.FormatNumber(now[i][column])) > 8 {
					t.Errorf("%s: %v is not rounded", state, now[i][column])
				}
			}
			st = d.Drop(st, true)
			if st.Text("plane") != before {
				t.Errorf("%s: the limits stay %q", state, st.Text("plane"))
			}
			if err := s.Update(st); err != nil {
				t.Fatal(err)
			}
			if det := readout(t, s, "det").(float64); state == "" && column == 1 && det == -2 {
				t.Error("the determinant does not follow")
			}
		}
	}
}

// Elsewhere, and when nothing can follow, the plot itself is held.
func TestDragNothing(t *testing.T) {
	for state, grip := range map[string]exhibit.Grip{"t=0": {}, "": {Pinch: true}, "k=2": {Shift: true}} {
		s, st := at(t, state)
		d, ok := s.Grab(tip(s, 0), w, h, grip)
		if !ok {
			t.Errorf("%s: the plane is not held", state)
			continue
		}
		if next := d.Move(tip(s, 0).Add(scene.Point{X: 50}), st); next.Text("A") != st.Text("A") {
			t.Errorf("%s: A has become %s", state, next.Text("A"))
		}
	}
	s, st := at(t, "")
	d, _ := s.Grab(tip(s, 0).Add(scene.Point{X: 60, Y: 60}), w, h, exhibit.Grip{})
	if next := d.Move(scene.Point{}, st); next.Text("A") != st.Text("A") || next.Text("plane") == "" {
		t.Errorf("a drag beside the tips gives %s", next)
	}
	if _, ok := s.Grab(tip(s, 0).Add(scene.Point{X: 20}), w, h, exhibit.Grip{Touch: true}); !ok {
		t.Error("a finger has to be exact")
	}
	for _, state := range []string{"A=2,-1,0;-1,2,-1;0,-1,2", "A=1,2,3;4,5,6"} {
		s, _ := at(t, state)
		if _, ok := s.Grab(scene.Point{X: 300, Y: 400}, w, h, exhibit.Grip{}); ok {
			t.Errorf("%s: there is something to hold", state)
		}
	}
}

// In space, too, a column of A follows the pointer, at any moment of the way, and the
// box changes only afterwards.
func TestDragInSpace(t *testing.T) {
	const a = "A=2,-1,0;-1,2,-1;0,-1,2&x=1,2,3"
	for _, state := range []string{a, a + "&t=0.4", a + "&proj=persp&eye=1.5&az=30", a + "&az=-90&el=90"} {
		for column := range 3 {
			for _, grip := range []exhibit.Grip{{}, {Shift: true}, {Touch: true}} {
				s, st := at(t, state)
				p := &s.pictures.solid
				seen := func() scene.Point {
					q, _ := p.space.View(s.figure.Rects(w, h)[0], s.figure.Look).Project(p.handles.At[column])
					return q
				}
				start, box, from := seen(), p.space.Box, p.handles.At[column]
				d, ok := s.Grab(start.Add(scene.Point{X: 1}), w, h, grip)
				if !ok {
					t.Fatalf("%s: nothing to hold at the tip of column %d", state, column)
				}
				was := st.Matrix("A")
				st = d.Move(start.Add(scene.Point{X: 31, Y: 9}), st)
				if err := s.Update(st); err != nil {
					t.Fatal(err)
				}
				if got, want := seen(), start.Add(scene.Point{X: 30, Y: 9}); !grip.Shift && got.Sub(want).Norm() > 3 || p.space.Box != box {
					t.Errorf("%s: the tip of column %d is at %v, want %v", state, column, got, want)
				}
				v := p.handles.At[column].Sub(from)
				if grip.Shift && (v.X != 0 && v.Y != 0 || v.Y != 0 && v.Z != 0 || v.X != 0 && v.Z != 0 || v == scene.Vec{}) {
					t.Errorf("%s: along an axis, column %d moves by %v", state, column, v)
				}
				for i, row := range st.Matrix("A") {
					for j := range row {
						if j != column && row[j] != was[i][j] || len(exhibit.FormatNumber(row[j])) > 8 {
							t.Errorf("%s: column %d, A is %s", state, column, st.Text("A"))
						}
					}
				}
				if err := s.Update(d.Drop(st, true)); err != nil {
					t.Fatal(err)
				}
				if again, _ := at(t, state); again.Update(st) == nil && again.pictures.solid.space.Box != p.space.Box {
					t.Errorf("%s: the box stays as it was", state)
				}
			}
		}
	}
	s, st := at(t, a)
	p := &s.pictures.solid
	q, _ := p.space.View(s.figure.Rects(w, h)[0], s.figure.Look).Project(p.handles.At[1])
	if got, ok := s.Pick(q, w, h); !ok || got != p.handles.At[1] || p.space.Hover == nil || p.space.Hover.Text != "A e₂ = (−1, 2, −1)" {
		t.Errorf("at the tip of column 1 is %v, %+v", got, p.space.Hover)
	}
	if s.Unpick(); p.space.Hover != nil {
		t.Error("it is still said")
	}
	if err := s.Update(st.Try("t", "0")); err != nil {
		t.Fatal(err)
	}
	q, _ = p.space.View(s.figure.Rects(w, h)[0], s.figure.Look).Project(p.handles.At[1])
	if _, ok := s.Grab(q, w, h, exhibit.Grip{}); ok {
		t.Error("I can be dragged")
	}
}

func TestPress(t *testing.T) {
	for _, e := range exampleList {
		s, st := at(t, "t=0.5&plane=0,1,0,1&k=2")
		next, ok := s.Press(e.key, st)
		if !ok || next.Text("A") != e.a || next.Text("x") != e.x || next.Text("t") != "1" || next.Text("plane") != "" || next.Text("k") != "2" {
			t.Errorf("%s: %s, %v", e.key, next, ok)
		}
		if err := s.Update(next); err != nil {
			t.Errorf("%s: %v", e.key, err)
		}
	}
	s, st := at(t, "")
	if next, ok := s.Press("nothing", st); ok || !next.Equal(st) {
		t.Error("a button that is not there does something")
	}
}

func TestReadouts(t *testing.T) {
	s, _ := at(t, "A=0,-1;1,0")
	shown := map[string]bool{}
	for _, r := range s.Readouts() {
		if !r.Aside {
			shown[r.Key] = true
		}
	}
	if len(shown) != 4 || !shown["det"] || !shown["rank"] || !shown["cond2"] || !shown["eigenvalues"] {
		t.Errorf("in the panel are %v", shown)
	}
	if v := fmt.Sprint(readout(t, s, "eigenvalues")); v != "[[0 1] [0 -1]]" {
		t.Errorf("eigenvalues %s", v)
	}
	if v := readout(t, s, "eigenvalues_shape"); v != "(2,)" {
		t.Errorf("eigenvalues have the shape %v", v)
	}
	if row, _ := row(t, s, "np.linalg.eigvals(A_a)"); row[4].Value != "i,  −i" && row[4].Value != "1i,  −1i" {
		t.Errorf("in the table, the eigenvalues are %v", row[4].Value)
	}
	if v, _ := readout(t, s, "xm_Am").(exhibit.Text); v.En != "shapes (2,1) and (2,2) not aligned: 1 (dim 1) != 2 (dim 0)" {
		t.Errorf("column vector times A: %v", v)
	}
	s, _ = at(t, "A=1,2,3;4,5,6")
	for _, key := range []string{"det", "inv", "singular", "eigenvalues", "matrix_power"} {
		if message, ok := readout(t, s, key).(exhibit.Text); !ok || !strings.HasPrefix(message.En, "last 2 dimensions") {
			t.Errorf("%s of a matrix that is not square: %v", key, message)
		}
	}
}

func TestCSV(t *testing.T) {
	s, _ := at(t, "")
	var b bytes.Buffer
	if err := s.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, row := range rows {
		got[row[0]] = row[1] + ": " + row[2]
	}
	for name, want := range map[string]string{
		"name": "shape: values", "trace": "(): 3", "det": "(): -2", "A_x": "(2,): 4 7", "A_A": "(2,2): 2 6 3 11",
		"tensordot": "(2,2,2): 0 2 1 3 0 4 2 6", "singular": ": no",
		"xm_Am": ": shapes (2,1) and (2,2) not aligned: 1 (dim 1) != 2 (dim 0)",
	} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
	if len(rows) != 1+len(s.outcomes) {
		t.Errorf("%d rows for %d operations", len(rows), len(s.outcomes))
	}
}

func TestCode(t *testing.T) {
	s, _ := at(t, "A=1,2,3;4,5,6&x=1,2&left=A&right=x&axes=0;0")
	python, octave := s.Code("python"), s.Code("octave")
	for _, line := range []string{
		"A_a = np.array([[1, 2, 3], [4, 5, 6]], float)\n",
		"x_m = np.matrix(x_a).T\n",
		"print(\"trace, matrix\", A_m.trace(), sep=\"\\n\")\n",
		"# np.dot(A_a, x_a)  # shapes (2,3) and (2,) not aligned: 3 (dim 1) != 2 (dim 0)\n",
		"print(\"tensordot, array\", np.tensordot(A_a, x_a, axes=([0], [0])), sep=\"\\n\")\n",
	} {
		if !strings.Contains(python, line) {
			t.Errorf("the Python program lacks %q:\n%s", line, python)
		}
	}
	for _, line := range []string{
		"A = [1, 2, 3; 4, 5, 6];\nx = [1; 2];\n",
		"disp(\"tensordot\"), disp(A' * x)\n",
		"% inv(A)  % last 2 dimensions of the array must be square: shape (2,3)\n",
	} {
		if !strings.Contains(octave, line) {
			t.Errorf("the Octave program lacks %q:\n%s", line, octave)
		}
	}
}

// A drag changes everything that there is, many times a second.
func BenchmarkDrag(b *testing.B) {
	for name, states := range map[string][2]string{
		"2x2": {"", "A=0,2;1,3.01"},
		"3x3": {"A=2,-1,0;-1,2,-1;0,-1,2", "A=2,-1,0;-1,2,-1;0,-1,2.1"},
		"6x6": {"A=1,2,3,4,5,6;2,3,4,5,6,7;3,1,4,1,5,9;2,6,5,3,5,8;9,7,9,3,2,3;8,4,6,2,6,4", "A=1,2,3,4,5,6;2,3,4,5,6,7;3,1,4,1,5,9;2,6,5,3,5,8;9,7,9,3,2,3;8,4,6,2,6,4.1"},
	} {
		b.Run(name, func(b *testing.B) {
			s, one := at(b, states[0])
			_, two := at(b, states[1])
			var l scene.DisplayList
			b.ReportAllocs()
			for k := range b.N {
				s.Update([]exhibit.State{one, two}[k%2])
				s.Figure().Draw(&l, w, h)
			}
		})
	}
}

func BenchmarkUpdate(b *testing.B) {
	s, one := at(b, "")
	_, two := at(b, "A=0,2;1,3.01")
	b.ReportAllocs()
	for k := range b.N {
		s.Update([]exhibit.State{one, two}[k%2])
	}
}

// The summary says what is seen of a matrix of that size.
func TestSummary(t *testing.T) {
	if got, want := Exhibit.Summary, (exhibit.Text{
		En: "Operations on a matrix A and a vector x, written for NumPy's array, NumPy's matrix and gonum: the shapes differ, and so does the meaning of *. Drag the tips of the two arrows, the columns of A. The area of the image of the unit square is the determinant, red when the plane is flipped; the blue lines, the eigenvectors, keep their direction. Press play to take the plane from I to A.",
		Ja: "行列 A とベクトル x の演算を、NumPy の array、NumPy の matrix、gonum の三つの書き方で並べる。結果の形も、* の意味も違う。二本の矢印は A の列で、先端をドラッグできる。単位正方形の像の面積が行列式(裏返ると赤)、青い直線が向きの変わらない固有ベクトルを示す。再生すると、平面が I から A へ移る。"}); got != want {
		t.Errorf("at first %q", got)
	}
	for a, want := range map[string]exhibit.Text{
		"2":                               {En: "the tip of the arrow. Press play to take the line", Ja: "再生すると、直線が"},
		"1,2;3,4":                         {En: "two arrows", Ja: "二本の矢印"},
		"1,0,0;0,2,0;0,0,3":               {En: "three arrows, the columns of A. The volume of the image of the unit cube", Ja: "単位立方体の像の体積"},
		"1,0,0,0;0,2,0,0;0,0,3,0;0,0,0,4": {En: "its eigenvalues in the complex plane. Press play", Ja: "固有値を示す。再生すると、行列が"},
		"1,2,3;4,5,6":                     {En: "bars its singular values.", Ja: "棒が特異値を示す。"},
	} {
		st, err := Exhibit.Default().Set("A", a)
		if err != nil {
			t.Fatal(err)
		}
		s := Exhibit.New(nil)
		if err := s.Update(st); err != nil {
			t.Fatal(err)
		}
		got := s.(exhibit.Summarizer).Summary()
		if !strings.Contains(got.En, want.En) || !strings.Contains(got.Ja, want.Ja) {
			t.Errorf("%s: %q", a, got)
		}
		if rows, cols := s.(*Session).motion.a.Dims(); rows != cols && strings.Contains(got.En, "Press play") {
			t.Errorf("%s: %q", a, got)
		}
	}
}
