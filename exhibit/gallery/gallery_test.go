package gallery

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/jobs"
	"zscape/scene"
	"zscape/task"
)

// marks counts what l leaves on the paper.
func marks(l *scene.DisplayList) (n int) {
	for _, op := range l.Ops() {
		switch op := op.(type) {
		case *scene.Polylines:
			n += op.Len()
		case *scene.Polygons:
			n += op.Len()
		case *scene.Mesh:
			n += len(op.Index)
		case *scene.Image, *scene.Text:
			n++
		}
	}
	return n
}

// look draws what session shows and checks it.
func look(t testing.TB, session exhibit.Session, s exhibit.State) {
	t.Helper()
	var l scene.DisplayList
	f := session.Figure()
	f.Samples = 40
	f.Draw(&l, 320, 260)
	if err := scene.Check(&l, 0); err != nil {
		t.Errorf("%s: %v", s, err)
	}
	if n := marks(&l); n < 4 { // a progress bar and its labels
		t.Errorf("%s: an empty picture, %d marks", s, n)
	}
	if r, ok := session.(exhibit.Readouter); ok {
		for _, v := range r.Readouts() {
			switch v.Value.(type) {
			case float64, string, exhibit.Text, []float64, [][]float64, exhibit.Tensor:
			default:
				t.Errorf("%s: readout %s is a %T", s, v.Key, v.Value)
			}
		}
	}
}

// roundTrip checks that s can be printed and read.
func roundTrip(t testing.TB, s exhibit.State) {
	t.Helper()
	back, problems, err := exhibit.Parse(s.String(), Open)
	if err != nil || problems != nil || !back.Equal(s) || back.String() != s.String() {
		t.Errorf("%s is read as %s, %v, %v", s, back, problems, err)
	}
}

// ends returns the extreme values of a control.
func ends(c *exhibit.Control) []string {
	switch c.Kind {
	case exhibit.Number:
		lo := c.Min
		if c.ExclusiveMinimum {
			lo = math.Nextafter(lo, math.Inf(1))
		}
		from, to := c.Slide()
		return []string{exhibit.FormatNumber(lo), exhibit.FormatNumber(c.Max), exhibit.FormatNumber(from), exhibit.FormatNumber(to)}
	case exhibit.Choice:
		var values []string
		for _, o := range c.Options {
			values = append(values, o.Value)
		}
		return values
	case exhibit.Toggle:
		return []string{"0", "1"}
	case exhibit.Matrix:
		full := make([][]float64, c.MaxRows)
		for i := range full {
			full[i] = make([]float64, c.MaxCols)
			for j := range full[i] {
				full[i][j] = float64((i*7+j*3)%5) - 2
			}
		}
		flat := [][]float64{make([]float64, min(3, c.MaxCols))}
		return []string{exhibit.FormatMatrix(full), exhibit.FormatMatrix(flat), "0", "1e300", "-1e-300", c.Default}
	case exhibit.Formula:
		values := []string{"", "sin(", "x", "1/x", "a*x + b", "sqrt(x)", "0/0", "t*x", "zoom*x", strings.Repeat("(", 500), c.Default}
		for _, o := range c.Options {
			values = append(values, o.Value)
		}
		return values
	case exhibit.Word:
		values := []string{"", c.Default, "1", "-1,2,-3,4", "1e-300,1e300,0,1"}
		for _, o := range c.Options {
			values = append(values, o.Value)
		}
		return values
	}
	return nil
}

// try brings session to what setting key gives. It returns the new State, or
// if that is refused, as it must be by a *Problem, the old one.
func try(t testing.TB, session exhibit.Session, s exhibit.State, key, value string) exhibit.State {
	t.Helper()
	next, err := s.Set(key, value)
	if err == nil {
		err = session.Update(next)
	}
	var p *exhibit.Problem
	switch {
	case err == nil:
		s = next
	case !errors.As(err, &p):
		t.Errorf("%s, then %s = %s: the error is no Problem: %v", s, key, value, err)
	default:
		if _, ok := s.Control(p.Key); !ok || p.Reason.En == "" || p.Reason.Ja == "" || p.From < 0 || p.To > len(p.Value) || p.From > p.To {
			t.Errorf("%s, then %s = %s: the problem %v is with no control", s, key, value, err)
		}
	}
	look(t, session, s)
	roundTrip(t, s)
	return s
}

func TestDescriptions(t *testing.T) {
	word := regexp.MustCompile(`^[a-z][a-z0-9]*$`)
	key := regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9]*$`)
	seen := map[string]bool{}
	for _, e := range All {
		if !word.MatchString(e.Name) || seen[e.Name] {
			t.Errorf("exhibit %q", e.Name)
		}
		seen[e.Name] = true
		if found, ok := Open(e.Name); !ok || found != e {
			t.Errorf("Open does not find %s", e.Name)
		}
		for what, text := range map[string]exhibit.Text{"title": e.Title, "label": e.Label, "summary": e.Summary} {
			if text.En == "" || text.Ja == "" {
				t.Errorf("%s: %s %q", e.Name, what, text)
			}
		}
		if !strings.HasPrefix(e.Formula, "<math") || len(e.Sources) == 0 {
			t.Errorf("%s: formula %q, sources %v", e.Name, e.Formula, e.Sources)
		}
		keys := map[string]bool{}
		for _, c := range e.Controls {
			if !key.MatchString(c.Key) || keys[c.Key] {
				t.Errorf("%s: control %q", e.Name, c.Key)
			}
			keys[c.Key] = true
			texts := []exhibit.Text{c.Label}
			if c.Kind == exhibit.Choice {
				for _, o := range c.Options {
					texts = append(texts, o.Label)
				}
			}
			if c.Group != (exhibit.Text{}) {
				texts = append(texts, c.Group)
			} else if !c.Hidden {
				t.Errorf("%s: %s belongs to no group", e.Name, c.Key)
			}
			if c.Hint != (exhibit.Text{}) {
				texts = append(texts, c.Hint)
			}
			for _, text := range texts {
				if text.En == "" || text.Ja == "" {
					t.Errorf("%s: %s is labelled %q", e.Name, c.Key, text)
				}
			}
			if c.Kind == exhibit.Action {
				continue
			}
			if v, err := c.Parse(c.Default); err != nil || v != c.Default {
				t.Errorf("%s: the default of %s, %q, is not canonical: %q, %v", e.Name, c.Key, c.Default, v, err)
			}
			if lo, hi := c.Slide(); c.Kind == exhibit.Number && !c.Hidden && !(c.Min <= lo && lo < hi && hi <= c.Max && c.Step > 0) {
				t.Errorf("%s: %s slides from %v to %v by %v", e.Name, c.Key, lo, hi, c.Step)
			}
		}
		session := e.New(Open)
		if r, ok := session.(exhibit.Readouter); ok {
			read := map[string]bool{}
			for _, v := range r.Readouts() {
				if v.Label.En == "" || v.Label.Ja == "" || v.Key == "" || read[v.Key] {
					t.Errorf("%s: readout %+v", e.Name, v)
				}
				read[v.Key] = true
			}
		}
	}
	if _, ok := Open("nothing"); ok {
		t.Error("Open finds nothing")
	}
}

func TestEnds(t *testing.T) {
	for _, e := range All {
		for i := range e.Controls {
			c := &e.Controls[i]
			for _, value := range ends(c) {
				session, s := e.New(Open), e.Default()
				look(t, session, s)
				s = try(t, session, s, c.Key, value)
				try(t, session, s, c.Key, c.Default)
			}
		}
	}
}

// All numbers at their ends in pairs with the ways to show them.
func TestEndsInModes(t *testing.T) {
	for _, e := range All {
		mode, ok := e.Control("mode")
		if !ok {
			continue
		}
		for _, o := range mode.Options {
			session, s := e.New(Open), e.Default()
			s = try(t, session, s, "mode", o.Value)
			for _, key := range []string{"floor", "contour"} {
				if _, ok := e.Control(key); ok {
					s = try(t, session, s, key, "1")
				}
			}
			for i := range e.Controls {
				c := &e.Controls[i]
				if c.Kind != exhibit.Number {
					continue
				}
				for _, value := range ends(c)[:2] {
					try(t, session, s, c.Key, value)
				}
				if err := session.Update(s); err != nil {
					t.Fatalf("%s: there is no way back: %v", s, err)
				}
			}
		}
	}
}

// A visitor who tries everything.
func TestRandomSteps(t *testing.T) {
	for k, e := range All {
		t.Run(e.Name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, uint64(k)))
			session, s := e.New(Open), e.Default()
			for range 200 {
				all := s.Controls()
				c := &all[r.IntN(len(all))]
				if c.Kind == exhibit.Action {
					if p, ok := session.(exhibit.Presser); ok {
						if next, ok := p.Press(c.Key, s); ok {
							roundTrip(t, next)
							if next.Exhibit() == e && session.Update(next) == nil {
								s = next
							}
						}
					}
					look(t, session, s)
					continue
				}
				values := ends(c)
				if c.Kind == exhibit.Number {
					lo, hi := c.Slide()
					v := lo + r.Float64()*(hi-lo)
					if c.Whole {
						v = math.Round(v)
					}
					values = slices.Insert(values, 0, exhibit.FormatNumber(v), exhibit.FormatNumber(v), exhibit.FormatNumber(v), exhibit.FormatNumber(v))
				}
				s = try(t, session, s, c.Key, values[r.IntN(len(values))])
				at := func() scene.Point { return scene.Point{X: 330*r.Float64() - 5, Y: 270*r.Float64() - 5} }
				if p, ok := session.(exhibit.Picker); ok {
					p.Pick(at(), 320, 260)
				}
				if h, ok := session.(exhibit.Handler); ok {
					s = handle(t, h, session, s, at, r)
				}
				if job, ok := session.(exhibit.Tasker); ok && r.IntN(8) == 0 {
					run(t, job)
					look(t, session, s)
				}
			}
		})
	}
}

// handle drags, zooms or resets something that is at a random point.
func handle(t testing.TB, h exhibit.Handler, session exhibit.Session, s exhibit.State, at func() scene.Point, r *rand.Rand) exhibit.State {
	accept := func(next exhibit.State) {
		roundTrip(t, next)
		if session.Update(next) == nil {
			s = next
		}
	}
	switch r.IntN(4) {
	case 0:
		if next, ok := h.Zoom(at(), 320, 260, math.Exp(r.NormFloat64()), s); ok {
			accept(next)
		}
	case 1:
		if next, ok := h.Reset(at(), 320, 260, s); ok {
			accept(next)
		}
	default:
		d, ok := h.Grab(at(), 320, 260, exhibit.Grip{Shift: r.IntN(3) == 0, Touch: r.IntN(2) == 0, Pinch: r.IntN(4) == 0})
		if !ok {
			break
		}
		moves := r.IntN(4)
		for range moves {
			if d.Move != nil {
				accept(d.Move(at(), s))
				look(t, session, s)
			}
		}
		if d.Drop != nil {
			accept(d.Drop(s, moves > 0))
		}
	}
	look(t, session, s)
	return s
}

// run gives a session what its jobs come to in their first steps.
func run(t testing.TB, session exhibit.Tasker) {
	t.Helper()
	list := session.Jobs()
	views := make([]task.View, len(list))
	for i, job := range list {
		h, err := task.DoSteps(jobs.Library, job.Spec, 50, nil)
		if err != nil {
			t.Fatalf("job %s: %v", job.Label.En, err)
		}
		views[i] = h.View(50)
	}
	session.Watch(views)
}

// Jobs are the same for the same State, can be made, and named.
func TestJobs(t *testing.T) {
	for _, e := range All {
		a, ok := e.New(Open).(exhibit.Tasker)
		if !ok {
			continue
		}
		b := e.New(Open).(exhibit.Tasker)
		run(t, a)
		for i, job := range a.Jobs() {
			if !job.Spec.Equal(b.Jobs()[i].Spec) {
				t.Errorf("%s: %s is another job after it has run", e.Name, job.Label.En)
			}
			if job.Label.En == "" || job.Label.Ja == "" {
				t.Errorf("%s: job %d has no name", e.Name, i)
			}
		}
		look(t, a.(exhibit.Session), e.Default())
	}
}

// The same State gives the same picture, whatever was shown before.
func TestSameStateSamePicture(t *testing.T) {
	for _, e := range All {
		tab := func(s exhibit.Session) string {
			var b bytes.Buffer
			if table, ok := s.(exhibit.CSVWriter); ok {
				table.WriteCSV(&b)
			}
			return b.String()
		}
		session := e.New(Open)
		want := tab(session)
		for i := range e.Controls {
			for _, value := range ends(&e.Controls[i]) {
				if next, err := e.Default().Set(e.Controls[i].Key, value); err == nil {
					session.Update(next)
				}
				if err := session.Update(e.Default()); err != nil || tab(session) != want {
					t.Errorf("%s: %s = %s leaves a trace: %v", e.Name, e.Controls[i].Key, value, err)
				}
			}
		}
	}
}

// What is said of a picture is the same from everywhere.
func TestTurnedAlone(t *testing.T) {
	said := func(session exhibit.Session) (all []any) {
		if r, ok := session.(exhibit.Readouter); ok {
			all = append(all, fmt.Sprint(r.Readouts()))
		}
		if b, ok := session.(exhibit.Tabler); ok {
			all = append(all, fmt.Sprint(*b.Table()))
		}
		if n, ok := session.(exhibit.Noticer); ok {
			all = append(all, fmt.Sprint(n.Notices()))
		}
		if s, ok := session.(exhibit.Summarizer); ok {
			all = append(all, s.Summary())
		}
		if p, ok := session.(exhibit.Player); ok {
			all = append(all, p.Playable())
		}
		return all
	}
	for _, text := range []string{"gaussian", "waves?beside=map&t=0.4", "surface?f=1/(x*y)&critical=1&shape=1&beside=section",
		"surface?f=sin(40x);x^2-y^2;(cos(u),sin(u),u)&panels=parts", "surface?f=x/0&mode=contour", "notebook",
		"matrices?A=1,2,0;0,1,1;1,0,2&x=1,2,3&t=0.6", "leastsquares"} {
		s, problems, err := exhibit.Parse(text, Open)
		if err != nil || problems != nil {
			t.Fatal(err, problems)
		}
		session := s.Exhibit().New(Open)
		if err := session.Update(s); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		before := said(session)
		for _, c := range []scene.Camera{{Azimuth: 100, Elevation: -20, Zoom: 3}, {Azimuth: 5, Elevation: 90, Roll: 30, Zoom: 0.5, Pan: scene.Point{X: 0.4, Y: -0.3}}} {
			session.Figure()
			if err := session.Update(s.WithCamera(c)); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			if after := said(session); !slices.Equal(after, before) {
				t.Errorf("%s: seen from elsewhere it says %v, not %v", text, after, before)
			}
		}
	}
}

func TestSurfaces(t *testing.T) {
	x, y := []float64{-1, 0, 0.5, 2}, []float64{-0.25, 1, 3}
	for _, e := range All {
		a, ok := heightfield.NewSource(e)
		if !ok {
			continue
		}
		b, _ := heightfield.NewSource(e)
		for _, c := range e.Controls {
			if c.Kind != exhibit.Number {
				continue
			}
			if s, err := e.Default().Set(c.Key, "0.5"); err == nil {
				b.Update(s) // must not change a
			}
		}
		if err := a.Update(e.Default()); err != nil {
			t.Fatal(err)
		}
		dst := make([]float64, 12)
		a.FillTo(dst, x, y)
		for k, z := range dst {
			if want := a.At(x[k%4], y[k/4]); math.Abs(z-want) > 1e-12*math.Abs(want) {
				t.Errorf("%s: z[%d] = %v, want %v", e.Name, k, z, want)
			}
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: FillTo takes 11 values for 12", e.Name)
				}
			}()
			a.FillTo(dst[:11], x, y)
		}()
	}
}

// Whatever an exhibit's button begins comes to an end.
func TestActs(t *testing.T) {
	for _, e := range All {
		session := e.New(Open)
		actor, ok := session.(exhibit.Actor)
		if !ok {
			continue
		}
		for _, c := range e.Controls {
			step, ok := actor.Act(c.Key)
			if ok && c.Kind != exhibit.Action {
				t.Errorf("%s: %s acts without being a button", e.Name, c.Key)
			}
			for n := 0; ok && !step(); n++ {
				if n == 1000 {
					t.Fatalf("%s: %s does not end", e.Name, c.Key)
				}
			}
		}
		look(t, session, e.Default())
	}
}
