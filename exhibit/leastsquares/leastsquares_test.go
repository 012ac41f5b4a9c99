package leastsquares

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/jobs/descent"
	"zscape/scene"
	"zscape/task"
)

func opener(name string) (*exhibit.Exhibit, bool) { return Exhibit, name == Exhibit.Name }

func state(t testing.TB, text string) exhibit.State {
	t.Helper()
	s, problems, err := exhibit.Parse("leastsquares?"+text, opener)
	if err != nil || problems != nil {
		t.Fatal(text, err, problems)
	}
	return s
}

// show opens the exhibit in a State.
func show(t testing.TB, text string) *session {
	t.Helper()
	s := Exhibit.New(opener).(*session)
	if err := s.Update(state(t, text)); err != nil {
		t.Fatal(err)
	}
	return s
}

// run lets the descents come to their end.
func run(t testing.TB, s *session) *session {
	t.Helper()
	var views []task.View
	for _, job := range s.Jobs() {
		h, err := task.Do(task.Library{descent.Name: descent.New}, job.Spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		views = append(views, h.View(descent.MaxSteps))
	}
	s.Watch(views)
	return s
}

func readout(t testing.TB, s *session, key string) any {
	t.Helper()
	for _, r := range s.Readouts() {
		if r.Key == key {
			return r.Value
		}
	}
	return nil
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*max(1, math.Abs(b)) }

type array struct {
	Shape []int
	Data  []float64
}

type reference struct {
	Cases []struct {
		Name         string
		X, B         array
		XtX, Xtb     array
		Rank, Errors int
		W            array   `json:"W_lstsq"`
		J            float64 `json:"sum_sq"`
	}
	Surfaces []struct {
		Discriminant int
		W0, W1       []float64
		J            []float64 // J[i*len(W1)+j] is at W0[i], W1[j]
		Argmin       array
		Jmin         float64
	}
}

// The reference values were computed with NumPy 1.24.
func load(t testing.TB) (ref reference) {
	t.Helper()
	data, err := os.ReadFile("testdata/leastsquares.json")
	if err == nil {
		err = json.Unmarshal(data, &ref)
	}
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

func matches(t *testing.T, what string, got any, want array) {
	t.Helper()
	rows, ok := got.([][]float64)
	if !ok || len(rows) != want.Shape[0] {
		t.Fatalf("%s is %v", what, got)
	}
	for i, row := range rows {
		for j, v := range row {
			if w := want.Data[i*want.Shape[1]+j]; len(row) != want.Shape[1] || !near(v, w) {
				t.Errorf("%s[%d][%d] = %v, want %v", what, i, j, v, w)
			}
		}
	}
}

func TestReference(t *testing.T) {
	ref := load(t)
	for _, c := range ref.Cases {
		// The patterns in the order of the file; a class's are together there.
		var p patterns
		for i := range c.X.Shape[0] {
			row, class := c.X.Data[i*c.X.Shape[1]:(i+1)*c.X.Shape[1]], c.B.Data[i*c.B.Shape[1]:(i+1)*c.B.Shape[1]]
			p.features = len(row) - 1
			p = p.with(row[1:], slices.Index(class, 1))
		}
		s := Exhibit.New(opener).(*session)
		st, err := Exhibit.Default().Set("p", p.String())
		if err == nil {
			err = s.Update(st)
		}
		if err != nil {
			t.Fatal(c.Name, err)
		}
		matches(t, c.Name+": XtX", readout(t, s, "XtX"), c.XtX)
		matches(t, c.Name+": Xtb", readout(t, s, "Xtb"), c.Xtb)
		matches(t, c.Name+": W", readout(t, s, "W"), c.W)
		if j := readout(t, s, "J").(float64); !near(j, c.J) {
			t.Errorf("%s: J = %v, want %v", c.Name, j, c.J)
		}
		if r, e := readout(t, s, "rank"), readout(t, s, "errors"); r != float64(c.Rank) || e != float64(c.Errors) {
			t.Errorf("%s: rank %v, want %d, %v errors, want %d", c.Name, r, c.Rank, e, c.Errors)
		}
		if note := readout(t, s, "note"); (note == nil) != (c.Rank == c.X.Shape[1]) {
			t.Errorf("%s: rank %d of %d: note %v", c.Name, c.Rank, c.X.Shape[1], note)
		}
	}
}

// The example of the book: W, and the boundary at -0.3.
func TestDefault(t *testing.T) {
	s := Exhibit.New(opener).(*session)
	first := load(t).Cases[0]
	matches(t, "X", readout(t, s, "X"), first.X)
	matches(t, "b", readout(t, s, "b"), first.B)
	if w := readout(t, s, "W").([][]float64); fmt.Sprint(w) != "[[0.640625 0.359375] [0.46875 -0.46875]]" {
		t.Errorf("W = %v", w)
	}
	for key, want := range map[string]float64{"boundary": -0.3, "J": 1.03125, "Jmin": 0.515625, "errors": 0, "rank": 2} {
		if got := readout(t, s, key); got != want {
			t.Errorf("%s = %v, want %v", key, got, want)
		}
	}
	if w := readout(t, s, "wmin").([]float64); fmt.Sprint(w) != "[0.640625 0.46875]" {
		t.Errorf("the minimum is at %v", w)
	}
	// 2.715787659821472 is the largest singular value of X, by NumPy 1.24.
	if got, want := readout(t, s, "rate_max").(float64), 2/(2.715787659821472*2.715787659821472); !near(got, want) {
		t.Errorf("the largest stable rate is %v, want %v", got, want)
	}
	if got, want := readout(t, s, "rate_wh").(float64), 2/(1+1.5*1.5); !near(got, want) {
		t.Errorf("the largest rate for a pattern is %v, want %v", got, want)
	}
}

func TestSurface(t *testing.T) {
	for _, ref := range load(t).Surfaces {
		s := show(t, fmt.Sprintf("disc=%d", ref.Discriminant+1))
		for j, w1 := range ref.W1 {
			for i, w0 := range ref.W0 {
				if got, want := s.errorSurface.height(w0, w1), ref.J[i*len(ref.W1)+j]; !near(got, want) {
					t.Fatalf("J(%v, %v) = %v, want %v", w0, w1, got, want)
				}
			}
		}
		low := s.errorSurface.lowest.Points[0]
		if !near(low.X, ref.Argmin.Data[0]) || !near(low.Y, ref.Argmin.Data[1]) || !near(low.Z, ref.Jmin) {
			t.Errorf("the minimum is marked at %v, want %v, %v", low, ref.Argmin.Data, ref.Jmin)
		}
	}
}

// With two features, J at any third weight is nowhere below the surface, and
// touches it.
func TestProfile(t *testing.T) {
	for _, p := range []string{sets[1].patterns, sets[3].patterns, "1:0,2:0;3:0", "0:0;0:0"} {
		for axes, pair := range map[string][2]int{"w0w1": {0, 1}, "w0w2": {0, 2}, "w1w2": {1, 2}} {
			s := show(t, "p="+p+"&axes="+axes)
			third := 3 - pair[0] - pair[1]
			for _, at := range [][2]float64{{0, 0}, {1, -1}, {-0.5, 2}} {
				w := make([]float64, 3)
				w[pair[0]], w[pair[1]] = at[0], at[1]
				least := math.Inf(1)
				for k := -2000; k <= 2000; k++ {
					w[third] = 0.005 * float64(k)
					least = min(least, s.surface.At(w))
				}
				if got := s.errorSurface.height(at[0], at[1]); got > least+1e-9 || got < least-0.01 {
					t.Errorf("%s over %s: %v at %v, least %v", p, axes, got, at, least)
				}
			}
			best := s.best()
			if got, want := s.errorSurface.height(best[pair[0]], best[pair[1]]), readout(t, s, "Jmin").(float64); math.Abs(got-want) > 1e-9 {
				t.Errorf("%s over %s: %v at the minimum, want %v", p, axes, got, want)
			}
		}
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"1.2,0.2,-0.2;-0.5,-1,-1.5": "1.2,0.2,-0.2;-0.5,-1,-1.5",
		" 1.20 , 2e0;;3 ":           "1.2,2;;3",
		"1;2;;":                     "1;2",
		"1;2;; ; ;;":                "1;2",
		";1":                        ";1",
		"1:0.4,2:-1;0:0":            "1:0.4,2:-1;0:0",
		"1 : 2; 3 : −4":             "1:2;3:-4",
		"-0":                        "0",
		"1000000;-1e6":              "1000000;-1000000",
		"1;2;3;4":                   "1;2;3;4",
	} {
		if got, reason := checkPatterns(text); got != want || reason != nil {
			t.Errorf("%q is %q, %v; want %q", text, got, reason, want)
		}
	}
	for text, want := range map[string]string{
		"":                              "has no pattern",
		" ; ":                           "has no pattern",
		"1,x;2":                         `cannot be read: pattern 2 of class 1: "x" is not a number`,
		"1;2,,3":                        `cannot be read: pattern 2 of class 2: "" is not a number`,
		"1;2:":                          `cannot be read: pattern 1 of class 2: "" is not a number`,
		"1;2,NaN":                       `cannot be read: pattern 2 of class 2: "NaN" is not finite`,
		"1;1e400":                       `cannot be read: pattern 1 of class 2: "1e400" is not finite`,
		"1000001":                       `cannot be read: pattern 1 of class 1: "1000001" is beyond 1000000`,
		"1:2,3":                         "cannot be read: pattern 2 of class 1: features differ in number, 1 after 2",
		"1,2;3:4":                       "cannot be read: pattern 1 of class 2: features differ in number, 2 after 1",
		"1:2:3":                         "cannot be read: pattern 1 of class 1: 3 features, at most 2 are allowed",
		"1;2;3;4;5":                     "has a class 5, at most 4 are allowed",
		strings.Repeat("1,", 200) + "1": "has more than 200 patterns",
		strings.Repeat("x", 100):        `cannot be read: pattern 1 of class 1: "xxxxxxxxxxxxxxxxxxxx" is not`,
	} {
		if got, reason := checkPatterns(text); got != "" || !strings.HasPrefix(fmt.Sprint(reason), want) {
			t.Errorf("%q is %q, %v; want %s", text, got, reason, want)
		}
	}
}

func FuzzPatterns(f *testing.F) {
	for _, text := range []string{six, "1:2,3:4;;5:6", ";;;1", "1,,2", "1e300;-0", "−1", ":;,:"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		canonical, reason := checkPatterns(text)
		if reason != nil {
			return
		}
		p, reason := parsePatterns(canonical)
		if reason != nil || p.String() != canonical {
			t.Errorf("%q is %q, which is %q, %v", text, canonical, p.String(), reason)
		}
		if n := len(p.list); n == 0 || n > maxPatterns || p.classes > maxClasses || p.list[n-1].Class != p.classes-1 {
			t.Errorf("%q has %d patterns in %d classes", text, n, p.classes)
		}
	})
}

func TestRecolor(t *testing.T) {
	for _, tt := range []struct {
		p    string
		k    int
		want string
	}{
		{"1,2;3", 0, "2;3,1"},
		{"1,2;3,4", 3, "1,2;3;4"},
		{"1,2;3;4", 3, "1,2,4;3"},
		{"1;2;3;4", 3, "1,4;2;3"},
		{"1;2;3;4,5", 4, "1,5;2;3;4"},
		{"1;2;3,5;4", 2, "1;2;5;4,3"},
		{"1", 0, "1"},
		{"1,2", 1, "1;2"},
		{";1", 0, "1"},
	} {
		p, _ := parsePatterns(tt.p)
		if got := p.recolored(tt.k).String(); got != tt.want {
			t.Errorf("pattern %d of %s: %s, want %s", tt.k, tt.p, got, tt.want)
		}
		if p.String() != tt.p {
			t.Errorf("%s has become %s", tt.p, p)
		}
	}
}

// drawn checks the picture in some sizes.
func drawn(t testing.TB, s *session) {
	t.Helper()
	for _, size := range []scene.Point{{X: 1100, Y: 840}, {X: 390, Y: 600}, {X: 320, Y: 260}, {X: 90, Y: 80}} {
		var l scene.DisplayList
		s.Figure().Draw(&l, size.X, size.Y)
		if err := scene.Check(&l, 0); err != nil {
			t.Fatalf("%s: %v", s.state, err)
		}
		if n := len(l.Ops()); n < 10 {
			t.Errorf("%s: %d operations", s.state, n)
		}
	}
}

// Whatever there is to be seen is finite.
func TestDrawn(t *testing.T) {
	for _, text := range []string{
		"", "p=1", "p=1,1,1", "p=0,0;0,0", "p=1;1", "p=;1", "p=1;;;2", "p=1000000,-1000000;999999", "p=1e-300;2e-300", "p=5", "p=1;2&disc=2",
		"p=0:0", "p=1:1,1:1;1:1", "p=0:0,1:0;0:0,2:0", "p=1000000:-1000000;1:1", "p=" + sets[3].patterns + "&axes=w0w2",
		"p=" + sets[1].patterns + "&disc=3&axes=w1w2", "p=1:2,3:4;5:6", "p=1:0;-1:0;0:1;0:-1",
		"rate=2", "rate=2&steps=10000", "rate=0.0001&steps=1", "rate=0.275", "s0=100&s1=-100", "s0=0.640625&s1=0.46875", "p=1000000;-1000000&rate=2&s1=100",
		"perceptron=0&wh=0&gd=0", "wh=0", "mode=smooth&cmap=viridis", "mode=surface&contour=1", "mode=wireframe&contour=1", "mode=dimmed",
		"plane=-1e300,1e300,-1e300,1e300", "plane=1e-9,2e-9,0,1e-9", "curve=-5,500,1e-300,1e300", "p=1:2;3:4&plane=-1e300,1e300,-1e300,1e300",
		"proj=persp&eye=0.4", "el=-90", "el=90", "el=0&az=0", "hide=gradient descent", "order=shuffled&seed=5",
	} {
		s := show(t, text)
		drawn(t, s)
		drawn(t, run(t, s))
		for _, r := range s.Readouts() {
			if r.Label.En == "" || r.Label.Ja == "" {
				t.Errorf("%s: readout %+v", text, r)
			}
		}
	}
}

// A refused State leaves everything as it was.
func TestRefused(t *testing.T) {
	s := run(t, show(t, "rate=0.1"))
	before := drawing(s)
	err := s.Update(state(t, "rate=0.1&disc=3"))
	var problem *exhibit.Problem
	if !errors.As(err, &problem) || problem.Key != "disc" || !strings.HasPrefix(problem.Reason.En, "must be at most 2") {
		t.Errorf("discriminant 3 of two classes: %v", err)
	}
	if drawing(s) != before || s.state.Text("disc") != "1" {
		t.Error("what is refused changes the picture")
	}
	for key, text := range map[string]string{"p": "1,a", "rate": "0", "steps": "0.5", "disc": "5", "plane": "1,2", "s0": "1e3"} {
		if _, err := Exhibit.Default().Set(key, text); err == nil {
			t.Errorf("%s = %s is taken", key, text)
		}
	}
}

// drawing writes down all that a session draws.
func drawing(s *session) string {
	var l scene.DisplayList
	s.Figure().Draw(&l, 700, 500)
	var b strings.Builder
	for _, op := range l.Ops() {
		if m, ok := op.(*scene.Mesh); ok {
			fmt.Fprintln(&b, m.X, m.Y, m.Index, m.Colors, m.Levels, m.Face, m.Grid, m.Contour)
			if m.Levels > 0 {
				fmt.Fprintln(&b, m.Level)
			}
		} else {
			if p, ok := op.(*scene.Polylines); ok {
				p.View = nil // an address
			}
			fmt.Fprintf(&b, "%T %v\n", op, op)
		}
	}
	return b.String()
}

// The same State gives the same picture, whatever was shown before.
func TestSamePicture(t *testing.T) {
	texts := []string{"", "p=1:0,2:1;0:0,-1:1", "p=1,2;3;4&disc=3", "rate=0.3", "perceptron=0", "axes=w1w2", "mode=smooth&cmap=jet", "contour=1&mode=surface",
		"plane=-1,1,-1,1", "curve=0,10,0.1,10", "hide=Widrow-Hoff", "steps=50&pace=full", "az=10&el=20", ""}
	s := Exhibit.New(opener).(*session)
	for _, text := range texts {
		if err := s.Update(state(t, text)); err != nil {
			t.Fatal(err)
		}
		s.Watch(nil) // runs that the change of the State has not ended
		if drawing(s) != drawing(show(t, text)) {
			t.Errorf("%q: another picture than in a new session", text)
		}
		run(t, s)
		if drawing(s) != drawing(run(t, show(t, text))) {
			t.Errorf("%q: another picture after the run", text)
		}
	}
}

// What does not concern the descents leaves them running.
func TestJobs(t *testing.T) {
	s := show(t, "")
	specs := func() (list []task.Spec) {
		for _, j := range s.Jobs() {
			if !j.Auto || j.Label.Ja == "" {
				t.Errorf("job %+v", j)
			}
			list = append(list, j.Spec)
		}
		return list
	}
	before := specs()
	if len(before) != 3 {
		t.Fatalf("%d jobs", len(before))
	}
	for text, same := range map[string]bool{
		"az=5&mode=smooth&cmap=jet": true, "plane=0,1,0,1&hide=gradient descent": true, "add=3&theme=dark": true, "axes=w1w2": true, "seed=9": true, "s2=1": true,
		"rate=0.1": false, "pace=5": false, "steps=7": false, "disc=2": false, "p=1,2;3": false, "s0=1": false, "gd=0": false, "order=shuffled": false,
	} {
		if err := s.Update(state(t, text)); err != nil {
			t.Fatal(err)
		}
		if got := slices.EqualFunc(specs(), before, task.Spec.Equal); got != same {
			t.Errorf("%s: the same jobs: %v", text, got)
		}
		s.Update(Exhibit.Default())
	}
	if s := show(t, "order=shuffled&seed=1").Jobs(); s[1].Spec.Seed != 1 || s[2].Spec.Seed != 0 {
		t.Errorf("seeds %d and %d", s[1].Spec.Seed, s[2].Spec.Seed)
	}
	if p := show(t, "pace=full").Jobs()[0].Spec.Pace; p != 0 {
		t.Errorf("full pace is %v", p)
	}
}

// The paths and curves are those of the log.
func TestWatch(t *testing.T) {
	s := run(t, show(t, ""))
	for k := range rules {
		trail, path := s.trails[k], s.errorSurface.paths[k].Points
		if trail.log.Len() < 50 || len(path) != trail.log.Len() || len(s.curves.lines[k].Y) != len(path) {
			t.Fatalf("%s: %d records, %d points", rules[k].key, trail.log.Len(), len(path))
		}
		for i, p := range path {
			if j := s.surface.At([]float64{p.X, p.Y}); !near(p.Z, j) || s.curves.lines[k].Y[i] != p.Z {
				t.Fatalf("%s: step %d at %v, J = %v", rules[k].key, i, p, j)
			}
		}
		if first := path[0]; first.X != s.start[0] || first.Y != s.start[1] {
			t.Errorf("%s begins at %v", rules[k].key, first)
		}
		if readout(t, s, "J_"+rules[k].key) != path[len(path)-1].Z {
			t.Errorf("%s: J is read as %v", rules[k].key, readout(t, s, "J_"+rules[k].key))
		}
	}
	if j := readout(t, s, "J_gd").(float64); math.Abs(j-0.515625) > 1e-9 {
		t.Errorf("gradient descent comes to %v", j)
	}
	// An earlier moment.
	var some []task.View
	for k := range rules {
		some = append(some, task.View{Log: s.trails[k].log.Upto(12)})
	}
	s.Watch(some)
	if n := len(s.errorSurface.paths[2].Points); n != 13 || s.curves.now.At != 12 || s.curves.now.Hidden {
		t.Errorf("at step 12: %d points, the mark is at %v", n, s.curves.now.At)
	}
	s.Watch(make([]task.View, 3))
	if n := len(s.errorSurface.paths[2].Points); n != 0 || !s.curves.now.Hidden || s.curves.heads[2].Y[0] != s.surface.At(s.start) {
		t.Errorf("before the run: %d points", n)
	}
	// Another State's frames are forgotten.
	run(t, s)
	s.Update(state(t, "rate=0.1"))
	if n := len(s.errorSurface.paths[0].Points); n != 0 {
		t.Errorf("%d points of another run", n)
	}
}

// Above the largest stable rate, gradient descent climbs and leaves the box.
func TestUnstable(t *testing.T) {
	stable := readout(t, show(t, ""), "rate_max").(float64)
	for _, tt := range []struct {
		factor   float64
		diverges bool
	}{{0.98, false}, {1.02, true}, {3, true}} {
		s := run(t, show(t, "steps=1000&rate="+exhibit.FormatNumber(tt.factor*stable)))
		j := s.trails[2].j()
		last := j[len(j)-1]
		if climbs := !(last < 10); climbs != tt.diverges {
			t.Errorf("at %v of the rate J comes to %v", tt.factor, last)
		}
		if note := readout(t, s, "unstable"); (note != nil) != tt.diverges || strings.Contains(s.curves.plot.Title, "diverges") != tt.diverges {
			t.Errorf("at %v of the rate it says %v, %q", tt.factor, note, s.curves.plot.Title)
		}
		if tt.diverges {
			box := s.errorSurface.space.Box
			if far := s.errorSurface.paths[2].Points[60]; far.X > box.Min.X && far.X < box.Max.X {
				t.Errorf("at %v of the rate step 60 is at %v", tt.factor, far)
			}
		}
		drawn(t, s)
	}
	if s := show(t, "gd=0&rate=2"); readout(t, s, "unstable") != nil {
		t.Error("gradient descent, which does not run, is said to diverge")
	}
}

// The rank-deficient example says so, and shows the answer of least norm.
func TestTwin(t *testing.T) {
	s := show(t, "")
	st, ok := s.Press("twin", s.state)
	if err := s.Update(st); !ok || err != nil {
		t.Fatal(err)
	}
	w := readout(t, s, "wmin").([]float64)
	if readout(t, s, "note") != "2 < 3" || !near(w[1], w[2]) {
		t.Errorf("note %v, weights %v", readout(t, s, "note"), w)
	}
}

// What patterns that hardly determine W, or do not, make of it is said beside them.
func TestNotices(t *testing.T) {
	for state, want := range map[string]exhibit.Text{
		"":                              {},
		"p=999991,999992;999994,999995": {},
		"p=1e-9,2e-9;5e-9,6e-9":         {},
		"p=1,1.000000001;1.000000002,1.000000003": {En: "The patterns nearly coincide (condition number 1.8e9), so W is accurate to about 7 digits.",
			Ja: "パターンがほとんど一点に重なっているため(条件数 1.8e9)、W で信頼できるのは約7桁です。"},
		"p=1,1.000000003;1.000000001,1.000000002": {En: "The patterns nearly coincide (condition number 1.8e9), so no digit of W is reliable.",
			Ja: "パターンがほとんど一点に重なっているため(条件数 1.8e9)、W は一桁も信頼できません。"},
		"p=0:0,1:1,2:2.0000001;3:3,4:4": {En: "The patterns nearly lie on one line (condition number 1.4e8), so W is accurate to about 8 digits.",
			Ja: "パターンがほとんど一直線上に並んでいるため(条件数 1.4e8)、W で信頼できるのは約8桁です。"},
		"p=1,1;1": {En: "All patterns coincide, so they do not determine W (rank 1, 2 columns): infinitely many W fit equally well. The one shown has the least norm.",
			Ja: "パターンがすべて一点に重なっているため、W は一つに定まりません(階数 1、列数 2)。同じくらいよく合う W が無数にあり、表示しているのはそのうちノルムが最小のものです。"},
		"p=0.1:0.3,0.2:0.6;0.3:0.9": {En: "All patterns lie on one line, so they do not determine W (rank 2, 3 columns): infinitely many W fit equally well. The one shown has the least norm.",
			Ja: "パターンがすべて一直線上に並んでいるため、W は一つに定まりません(階数 2、列数 3)。同じくらいよく合う W が無数にあり、表示しているのはそのうちノルムが最小のものです。"},
		"p=1:2;3:4": {En: "All patterns lie on one line, so they do not determine W (rank 2, 3 columns): infinitely many W fit equally well. The one shown has the least norm.",
			Ja: "パターンがすべて一直線上に並んでいるため、W は一つに定まりません(階数 2、列数 3)。同じくらいよく合う W が無数にあり、表示しているのはそのうちノルムが最小のものです。"},
		"p=1:2,1:2": {En: "All patterns coincide, so they do not determine W (rank 1, 3 columns): infinitely many W fit equally well. The one shown has the least norm.",
			Ja: "パターンがすべて一点に重なっているため、W は一つに定まりません(階数 1、列数 3)。同じくらいよく合う W が無数にあり、表示しているのはそのうちノルムが最小のものです。"},
		"p=3": {En: "One pattern does not determine W: infinitely many W fit equally well. The one shown has the least norm.",
			Ja: "パターンが一つだけでは W は定まりません。同じくらいよく合う W が無数にあり、表示しているのはそのうちノルムが最小のものです。"},
		"p=1e-20,2e-20;0,1": {},
		"p=1,1.0000000000000002;1.0000000000000004": {En: "In float64 arithmetic, the patterns cannot be distinguished from ones that coincide (rank 1, 2 columns). The W shown is the solution of least norm for those.",
			Ja: "倍精度の計算では、パターンが一点に重なっている場合と区別できません(階数 1、列数 2)。表示しているのは、その場合のノルム最小の W です。"},
	} {
		var got exhibit.Text
		for _, n := range show(t, state).Notices() {
			got = n.Text
			if n.Key != "p" {
				t.Errorf("%s: the notice stands beside %q", state, n.Key)
			}
		}
		if got != want {
			t.Errorf("%s: %q\nwant %q", state, got, want)
		}
	}
	// It goes when the patterns do.
	s := show(t, "p=3")
	if err := s.Update(Exhibit.Default()); err != nil || s.Notices() != nil {
		t.Errorf("%v, %v", err, s.Notices())
	}
}

const w, h = 1100., 840.

// place returns where pattern k is.
func place(s *session, k int) scene.Point {
	r := s.figure.Rects(w, h)[planePanel]
	f := s.plane.plot.Layout(r, s.figure.Look)
	p := s.patterns.list[k]
	x, y := p.Features[0], 0.0
	if p.Class == s.target {
		y = 1
	}
	if len(p.Features) > 1 {
		y = p.Features[1]
	}
	q, _ := f.ToScreen(x, y)
	return q
}

// at returns where the data are in the plane.
func at(s *session, x, y float64) scene.Point {
	q, _ := s.plane.plot.Layout(s.figure.Rects(w, h)[planePanel], s.figure.Look).ToScreen(x, y)
	return q
}

// drag goes from one point to others, as the page does.
func drag(t *testing.T, s *session, grip exhibit.Grip, from scene.Point, to ...scene.Point) exhibit.State {
	t.Helper()
	d, ok := s.Grab(from, w, h, grip)
	if !ok {
		t.Fatalf("nothing to hold at %v", from)
	}
	apply := func(next exhibit.State) {
		if s.Update(next) != nil {
			t.Fatalf("%s is refused", next)
		}
	}
	for _, q := range to {
		apply(d.Move(q, s.state))
	}
	if d.Drop != nil {
		apply(d.Drop(s.state, len(to) > 0))
	}
	return s.state
}

func TestDragPattern(t *testing.T) {
	s := show(t, "")
	// With the hand not quite on it, and a little up, which does not matter.
	from := place(s, 1).Add(scene.Point{X: 3, Y: -4})
	to := at(s, 0.8, 0.3).Add(scene.Point{X: 3, Y: -4})
	st := drag(t, s, exhibit.Grip{}, from, from.Add(scene.Point{X: 5}), to)
	if got := st.Text("p"); got != "1.2,0.8,-0.2;-0.5,-1,-1.5" || st.Text("plane") != "" {
		t.Errorf("moved: %s", st)
	}
	if want := show(t, "p="+st.Text("p")); fmt.Sprint(readout(t, s, "W")) != fmt.Sprint(readout(t, want, "W")) || readout(t, s, "boundary") == -0.3 {
		t.Errorf("W does not follow: %v", readout(t, s, "W"))
	}
	// While it moves, the limits stay, even if it was at the end.
	d, _ := s.Grab(place(s, 0), w, h, exhibit.Grip{})
	before := s.plane.plot.Layout(s.figure.Rects(w, h)[planePanel], s.figure.Look).Limits
	s.Update(d.Move(at(s, 0.1, 1), s.state))
	if now := s.plane.plot.Layout(s.figure.Rects(w, h)[planePanel], s.figure.Look).Limits; math.Abs(now.X1-before.X1) > 1e-3 {
		t.Errorf("the limits were %v and are %v", before, now)
	}
	// Out, and in again.
	out := scene.Point{X: -100, Y: 300}
	s.Update(d.Move(out, s.state))
	if got := s.state.Text("p"); got != "0.8,-0.2;-0.5,-1,-1.5" {
		t.Errorf("outside: %s", got)
	}
	s.Update(d.Move(at(s, 1, 1), s.state))
	s.Update(d.Drop(s.state, true))
	if got := s.state; got.Text("p") != "1,0.8,-0.2;-0.5,-1,-1.5" || got.Text("plane") != "" {
		t.Errorf("inside again: %s", got)
	}
	if st := drag(t, s, exhibit.Grip{}, place(s, 0), out); st.Text("p") != "0.8,-0.2;-0.5,-1,-1.5" {
		t.Errorf("dropped outside: %s", st)
	}
}

func TestDragInPlane(t *testing.T) {
	s := show(t, "p=1:2,-1:0.5;0:-1")
	st := drag(t, s, exhibit.Grip{}, place(s, 2), at(s, 0.25, -0.5))
	if got := st.Text("p"); got != "1:2,-1:0.5;0.25:-0.5" {
		t.Errorf("moved: %s", got)
	}
	if len(s.plane.points[1].X) != 1 || s.plane.points[1].Y[0] != -0.5 {
		t.Error("the disc does not follow")
	}
}

func TestClicks(t *testing.T) {
	s := show(t, "add=2")
	if st := drag(t, s, exhibit.Grip{}, at(s, 0.75, 0.5)); st.Text("p") != "1.2,0.2,-0.2;-0.5,-1,-1.5,0.75" {
		t.Errorf("added: %s", st)
	}
	if st := drag(t, s, exhibit.Grip{}, place(s, 6)); st.Text("p") != "1.2,0.2,-0.2;-0.5,-1,-1.5;0.75" {
		t.Errorf("recoloured: %s", st)
	}
	if st := drag(t, s, exhibit.Grip{Shift: true}, place(s, 6)); st.Text("p") != six {
		t.Errorf("removed: %s", st)
	}
	// The last one stays, and the discriminant is one of those there are.
	s = show(t, "p=1;2&disc=2")
	if st := drag(t, s, exhibit.Grip{Shift: true}, place(s, 1)); st.Text("p") != "1" || st.Text("disc") != "1" {
		t.Errorf("removed: %s", st)
	}
	if st := drag(t, s, exhibit.Grip{Shift: true}, place(s, 0)); st.Text("p") != "1" {
		t.Errorf("the last one is removed: %s", st)
	}
	// A drag beside the patterns moves the plot; a finger reaches farther.
	s = show(t, "")
	if st := drag(t, s, exhibit.Grip{}, at(s, 0.75, 0.5), at(s, 0.5, 0.5)); st.Text("p") != six || st.Text("plane") == "" {
		t.Errorf("panned: %s", st)
	}
	s = show(t, "")
	off := scene.Point{Y: 18}
	if st := drag(t, s, exhibit.Grip{Touch: true}, place(s, 0).Add(off)); st.Text("p") == six || strings.Contains(st.Text("p"), "1.2,0.2") {
		t.Errorf("touched: %s", st)
	}
	if d, ok := s.Grab(place(s, 0), w, h, exhibit.Grip{Pinch: true}); !ok || d.Drop != nil {
		t.Error("two fingers hold a pattern")
	}
}

func TestDragStart(t *testing.T) {
	s := show(t, "")
	r := s.figure.Rects(w, h)[errorPanel]
	s.Figure()
	v := *s.errorSurface.space.View(r, scene.Look{})
	project := func(x, y float64) scene.Point {
		q, _ := v.Project(scene.Vec{X: x, Y: y, Z: s.errorSurface.height(x, y)})
		return q
	}
	st := drag(t, s, exhibit.Grip{}, project(-0.5, 1.5), project(0, 1.2))
	if math.Abs(st.Number("s0")) > 0.02 || math.Abs(st.Number("s1")-1.2) > 0.02 {
		t.Errorf("the start is at %v, %v", st.Number("s0"), st.Number("s1"))
	}
	if _, ok := s.Grab(r.Center(), w, h, exhibit.Grip{}); ok {
		t.Error("the surface is held, not turned")
	}
}

func TestPick(t *testing.T) {
	s := show(t, "")
	s.Figure()
	r := s.figure.Rects(w, h)[errorPanel]
	marks := len(s.errorSurface.space.Marks)
	p, ok := s.Pick(r.Center(), w, h)
	if !ok || !near(p.Z, s.surface.At([]float64{p.X, p.Y})) {
		t.Errorf("picked %v, %v", p, ok)
	}
	s.Figure()
	if len(s.errorSurface.space.Marks) != marks+1 {
		t.Error("no mark")
	}
	if p, ok := s.Pick(place(s, 0), w, h); !ok || p.X != 1.2 {
		t.Errorf("picked %v, %v", p, ok)
	}
	s.Unpick()
	s.Figure()
	if len(s.errorSurface.space.Marks) != marks || s.plane.plot.Hover != nil {
		t.Error("a mark stays")
	}
	if _, ok := s.Pick(scene.Point{X: math.NaN()}, w, h); ok {
		t.Error("NaN is picked")
	}
}

func TestPress(t *testing.T) {
	for _, tt := range []struct{ key, from, want string }{
		{"put", "", "p=1.2,0.7,0.2,-0.2;-0.5,-1,-1.5"},
		{"put", "p=1,1&add=2", "p=1,1;2&add=2"},
		{"put", "p=0:0,1:1&add=3", "p=0:0,1:1;;0.5:0.5&add=3"},
		{"take", "add=2", "p=1.2,0.2,-0.2;-0.5,-1&add=2"},
		{"take", "add=3", "add=3"},
		{"take", "p=1", "p=1"},
		{"take", "p=1;2&add=2&disc=2", "p=1&add=2"},
		{"six", "p=1:2;3:4&disc=2&rate=1&plane=0,1,0,1&az=3", "az=3"},
		{"above", "", "rate=0.277"},
	} {
		s := show(t, tt.from)
		next, ok := s.Press(tt.key, s.state)
		if want := state(t, tt.want); tt.key == "put" && tt.from == "" {
			if p, _ := parsePatterns(next.Text("p")); len(p.list) != 7 || p.list[3].Class != 0 {
				t.Errorf("put: %s", next)
			}
		} else if !ok || !next.Equal(want) {
			t.Errorf("%s in %q: %s, want %s", tt.key, tt.from, next, want)
		}
	}
	for _, set := range sets {
		key := set.button
		s := show(t, "p=1;2;3;4&disc=4")
		next, ok := s.Press(key, s.state)
		if err := s.Update(next); !ok || err != nil {
			t.Errorf("%s: %v", key, err)
			continue
		}
		if readout(t, s, "unstable") != nil {
			t.Errorf("%s begins with a rate that is too large", key)
		}
		if errs := readout(t, s, "errors").(float64); (errs > 0) != (key == "mixed") {
			t.Errorf("%s has %v errors", key, errs)
		}
		if again, ok := s.Press("six", s.state); !ok || !again.Equal(Exhibit.Default()) {
			t.Errorf("from %s back: %s", key, again)
		}
	}
	s := show(t, "")
	if next, ok := s.Press("mode", s.state); ok || !next.Equal(s.state) {
		t.Error("a choice is a button")
	}
	above, _ := s.Press("above", s.state)
	if s.Update(above); readout(t, s, "unstable") == nil {
		t.Error("just above the largest stable rate, it is stable")
	}
}

func TestWriteCSV(t *testing.T) {
	s := run(t, show(t, "perceptron=0&steps=3"))
	var b bytes.Buffer
	if err := s.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 1+6+2+2*4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for k, want := range map[int]string{
		0: "kind,name,step,x1,x2,w0,w1,w2,J", 1: "pattern,1,,1.2,,,,,", 6: "pattern,2,,-1.5,,,,,",
		7: "discriminant,1,,,,0.640625,0.46875,,0.515625", 9: "step,Widrow-Hoff,0,,,-0.5,1.5,,", 16: "step,gradient descent,3,,,",
	} {
		// Numbers are written so that they are read back.
		for i, cell := range strings.Split(want, ",") {
			got := rows[k][i]
			if v, err := strconv.ParseFloat(got, 64); err == nil {
				got = exhibit.FormatNumber(v)
			}
			if cell != "" && got != cell {
				t.Errorf("row %d is %v, want %s", k, rows[k], want)
			}
		}
	}
}

func TestCode(t *testing.T) {
	for _, tt := range []struct {
		state, language string
		want            []string
	}{
		{"", "python", []string{"X = np.array([[1, 1.2], [1, 0.2], ", "B = np.array([[1, 0], ", "np.linalg.lstsq(X, B", "b = B[:, 0]", "rate, steps = 0.05, 120",
			"start = np.array([-0.5, 1.5]", "w -= rate * X.T @ (X @ w - b)", "range(len(b))"}},
		{"", "octave", []string{"X = [1, 1.2; 1, 0.2; ", "B = [1, 0; ", "pinv(X) * B", "b = B(:, 1);", "order = 1:rows(X);", "w -= rate * X' * (X * w - b);"}},
		{"order=shuffled&seed=7&disc=2", "python", []string{"default_rng(7)", "rng.permutation", "b = B[:, 1]"}},
		{"order=shuffled&seed=7", "octave", []string{`rand("twister", 7);`, "order = randperm(rows(X));"}},
		{"p=1:2;3:4", "octave", []string{"X = [1, 1, 2; 1, 3, 4];", "start = [-0.5, 1.5, 0]';"}},
	} {
		code := show(t, tt.state).Code(tt.language)
		for _, part := range tt.want {
			if !strings.Contains(code, part) {
				t.Errorf("%s in %s lacks %s:\n%s", tt.state, tt.language, part, code)
			}
		}
	}
	if code := show(t, "gd=0").Code("python"); strings.Contains(code, "gradient descent") || !strings.Contains(code, "Widrow-Hoff") {
		t.Error("the program runs other rules than the exhibit")
	}
}

// Turning the surface computes nothing anew.
func TestFigureAllocs(t *testing.T) {
	s := run(t, show(t, ""))
	if n := testing.AllocsPerRun(20, func() { s.Figure() }); n > 8 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkUpdate(b *testing.B) {
	s := show(b, "")
	states := []exhibit.State{state(b, "p=1.2,0.2,-0.2;-0.5,-1,-1.4"), state(b, "")}
	for k := 0; b.Loop(); k++ {
		if err := s.Update(states[k%2]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	s := run(b, show(b, "steps=10000"))
	var l scene.DisplayList
	for b.Loop() {
		s.Figure().Draw(&l, w, h)
	}
}

// However one looks back and on, and whatever run is looked at, the picture is
// that of the moment.
func TestWatchMoments(t *testing.T) {
	texts := []string{"pace=full&steps=4000&rate=0.002", "pace=full&steps=4000&rate=0.002&axes=w1w2&p=1:0,2:1;0:0,-1:1"}
	for _, text := range texts {
		s := show(t, text)
		var runs [2][]*task.History
		for i := range runs {
			for _, job := range s.Jobs() {
				h, err := task.Do(task.Library{descent.Name: descent.New}, job.Spec, nil)
				if err != nil {
					t.Fatal(err)
				}
				runs[i] = append(runs[i], h)
			}
		}
		r := rand.New(rand.NewPCG(1, 2))
		step, k := 0, 0
		for i := range 120 {
			switch r.IntN(6) {
			case 0:
				step = r.IntN(4001)
			case 1:
				k = r.IntN(2)
			default:
				step = min(4000, step+r.IntN(60))
			}
			var views []task.View
			for _, h := range runs[k] {
				views = append(views, h.View(step))
			}
			s.Watch(views)
			fresh := show(t, text)
			fresh.Watch(views)
			for rule := range rules {
				if !slices.Equal(s.errorSurface.paths[rule].Points, fresh.errorSurface.paths[rule].Points) {
					t.Fatalf("%s, look %d at step %d: %d points, %d in a new session", text, i, step, len(s.errorSurface.paths[rule].Points), len(fresh.errorSurface.paths[rule].Points))
				}
			}
			if s.curves.limits != fresh.curves.limits || !slices.Equal(s.trails[2].w, fresh.trails[2].w) {
				t.Fatalf("%s, step %d: %+v, %+v in a new session", text, step, s.curves.limits, fresh.curves.limits)
			}
		}
	}
}

// BenchmarkWatch is an update of a run that has made so many steps by one more.
func BenchmarkWatch(b *testing.B) {
	s := show(b, "pace=full&steps=10000&rate=0.001")
	var runs []*task.History
	for _, job := range s.Jobs() {
		h, err := task.Do(task.Library{descent.Name: descent.New}, job.Spec, nil)
		if err != nil {
			b.Fatal(err)
		}
		runs = append(runs, h)
	}
	views := make([]task.View, len(runs))
	for _, steps := range []int{10, 1000, 9000} {
		b.Run(strconv.Itoa(steps), func(b *testing.B) {
			b.ReportAllocs()
			look := func(step int) {
				for i, h := range runs {
					views[i] = h.View(step)
				}
				s.Watch(views)
			}
			for i := 0; b.Loop(); i++ {
				if i%500 == 0 {
					b.StopTimer()
					look(steps)
					b.StartTimer()
				}
				look(steps + 1 + i%500)
			}
		})
	}
}
