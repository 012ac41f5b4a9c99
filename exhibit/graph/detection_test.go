package graph

import (
	"math"
	"slices"
	"strings"
	"testing"

	"zscape/compute/beliefs"
	"zscape/exhibit"
	"zscape/jobs"
	"zscape/jobs/detectability"
	"zscape/task"
)

// detected returns a session of a State whose jobs are done.
func detected(t testing.TB, query string) *session {
	t.Helper()
	s := newSession()
	to(t, s, query)
	if err := exhibit.RunJobs(s, jobs.Library, func(exhibit.Job) bool { return true }, nil); err != nil {
		t.Fatal(err)
	}
	return s
}

// to brings a session to a State.
func to(t testing.TB, s *session, query string) {
	t.Helper()
	st, problems, err := exhibit.Parse("graph?show=detect&"+query, func(string) (*exhibit.Exhibit, bool) { return Exhibit, true })
	if err != nil || problems != nil {
		t.Fatal(err, problems)
	}
	if err := s.Update(st); err != nil {
		t.Fatal(err)
	}
}

// read returns a readout; NaN if there is none.
func read(s *session, key string) float64 {
	for _, r := range s.Readouts() {
		if v, ok := r.Value.(float64); ok && r.Key == key {
			return v
		}
	}
	return math.NaN()
}

// Far above the threshold groups are found, far below they are not.
func TestDetection(t *testing.T) {
	for _, query := range []string{"q=2&seeds=4", "q=3&directed=0&seeds=4"} {
		s := detected(t, query+"&snr=3")
		if read(s, "detect.seeds") != 4 {
			t.Errorf("%s: %v seeds", query, read(s, "detect.seeds"))
		}
		for _, m := range []string{detectability.BP, detectability.SBM, detectability.Bethe, detectability.Sym, detectability.RW} {
			if v := read(s, "detect."+m); !(v > 0.9) {
				t.Errorf("%s: %s has the overlap %v at 3", query, m, v)
			}
		}
		to(t, s, query+"&snr=0.5")
		for _, m := range detectability.Methods(s.state.On("directed")) {
			// Of 110 nodes that are guessed, the best matching agrees by about 1/sqrt(110) more.
			if v := read(s, "detect."+m); !(math.Abs(v) < 0.25) {
				t.Errorf("%s: %s has the overlap %v at 0.5", query, m, v)
			}
		}
	}
}

// The figure has a line and a band for each method, and says where groups cannot be found.
func TestDetectionFigure(t *testing.T) {
	s := detected(t, "seeds=3&q=5&snr=1.3&c=4")
	names := s.detection.plot.Names()
	for _, m := range detectability.Methods(true) {
		if !slices.Contains(names, methodNames[m].short) {
			t.Errorf("no line of %s among %q", m, names)
		}
		c, l, a := s.detection.curves[m], s.detection.lines[m], s.detection.bands[m]
		for r := range l.X {
			if c.count[r] != 3 || l.Y[r] > 1 || math.Abs(a.Y[r]-min(l.Y[r]+c.dev[r], 1)) > 1e-12 || math.Abs(a.Base[r]-l.Y[r]+c.dev[r]) > 1e-12 {
				t.Errorf("%s at %v: %v in %v to %v, of %d", m, l.X[r], l.Y[r], a.Base[r], a.Y[r], c.count[r])
			}
		}
	}
	if s.detection.known.Text != "no efficient method known" || s.detection.threshold.At != 1 || s.detection.present.At != 1.3 {
		t.Errorf("%q, %v, %v", s.detection.known.Text, s.detection.threshold.At, s.detection.present.At)
	}
	// sqrt(4), but for the few links between groups.
	if last := s.detection.ratios[len(s.detection.ratios)-1]; last != 1.96 {
		t.Errorf("the last signal is %v", last)
	}
	if v := read(s, "detect.threshold"); v != 10 { // 5 sqrt(4)
		t.Errorf("the threshold is %v", v)
	}
	if v := read(s, "detect.difference") / read(s, "detect.threshold"); math.Abs(v-1.3) > 1e-12 {
		t.Errorf("the signal is %v", v)
	}
	if to(t, s, "q=2&directed=0"); s.detection.known.Text != "cannot be found" || slices.Contains(s.detection.plot.Names(), "DI-SIM") {
		t.Errorf("%q, %q", s.detection.known.Text, s.detection.plot.Names())
	}
}

// Means and deviations are those of the log, at ratios and between them.
func TestCurves(t *testing.T) {
	s := detected(t, "q=2&seeds=3&snr=0.5&directed=0")
	h, err := task.Do(jobs.Library, s.jobs[1].Spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	log := h.Log()
	at := map[float64][]float64{}
	for k, ratio := range log.Column("ratio") {
		if log.Column("method")[k] == 2 {
			at[ratio] = append(at[ratio], log.Column("overlap")[k])
		}
	}
	mean := func(x []float64) float64 { return (x[0] + x[1] + x[2]) / 3 }
	c := s.detection.curves[detectability.Bethe]
	for r, ratio := range s.detection.ratios {
		m, squares := mean(at[ratio]), 0.0
		for _, v := range at[ratio] {
			squares += (v - m) * (v - m)
		}
		if len(at[ratio]) != 3 || math.Abs(c.mean[r]-m) > 1e-12 || math.Abs(c.dev[r]-math.Sqrt(squares/2)) > 1e-12 {
			t.Errorf("at %v: %v ± %v, want %v", ratio, c.mean[r], c.dev[r], m)
		}
	}
	if v, want := read(s, "detect.bethe"), (mean(at[0.4])+mean(at[0.6]))/2; math.Abs(v-want) > 1e-12 {
		t.Errorf("between: %v, want %v", v, want)
	}
}

// The slider changes the graph, not what is known of the methods; another number of groups
// changes both.
func TestSignalMoves(t *testing.T) {
	s := detected(t, "seeds=1&q=2&snr=1&by=bp")
	links, bp := read(s, "links"), read(s, "detect.bp")
	if len(s.detection.found) != 110 || math.IsNaN(bp) {
		t.Fatalf("%d are found, %v", len(s.detection.found), bp)
	}
	to(t, s, "seeds=1&q=2&snr=3&by=bp")
	if read(s, "links") == links || read(s, "detect.seeds") != 1 || !(read(s, "detect.bp") > bp) {
		t.Errorf("%v links, %v seeds, %v", read(s, "links"), read(s, "detect.seeds"), read(s, "detect.bp"))
	}
	if s.groups.senders != nil {
		t.Error("the groups are those of another graph")
	}
	if len(s.drawing.nodes.At) != 110 {
		t.Errorf("%d nodes are drawn before they have new places", len(s.drawing.nodes.At))
	}
	if err := exhibit.RunJobs(s, jobs.Library, func(exhibit.Job) bool { return true }, nil); err != nil {
		t.Fatal(err)
	}
	if v := read(s, "detect.found"); !(v > 0.9) || !strings.Contains(s.drawing.space.Title, "overlap") {
		t.Errorf("overlap %v, %q", v, s.drawing.space.Title)
	}
	// Found groups have the names of the planted ones, as their colours have.
	if same := agreeing(s.groups.senders, s.source.label.Class); same < 0.95 {
		t.Errorf("%v have the same name", same)
	}
	before := s.Jobs()[1]
	to(t, s, "seeds=9&q=2&snr=3")
	if _, longer, ok := s.Jobs()[1].Change(before); !longer || !ok {
		t.Error("more graphs begin anew")
	}
	if to(t, s, "seeds=1&q=3&snr=3"); !math.IsNaN(read(s, "detect.bp")) {
		t.Error("the overlaps are those of other graphs")
	}
	// Back to what a person follows.
	if to(t, s, "show=spectral"); len(s.drawing.nodes.At) != 0 {
		t.Error("nodes have the places of others")
	}
	if s.source.planted || read(s, "links") == links {
		t.Error("the planted graph is still there")
	}
	if to(t, s, "show=blocks"); s.source.planted {
		t.Error("the planted graph is there again")
	}
}

func agreeing(a, b []int32) float64 {
	same := 0.0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	return same / float64(len(a))
}

// All that can be asked for can be drawn, and is said where it is less than was asked for.
func TestDetectionStates(t *testing.T) {
	s := newSession()
	for _, n := range []string{"110", "1000"} {
		for _, q := range []string{"2", "6"} {
			for _, c := range []string{"1", "25"} {
				for _, directed := range []string{"0", "1"} {
					to(t, s, "n="+n+"&q="+q+"&c="+c+"&directed="+directed+"&snr=3&by=disim")
					p := planting(s.state)
					_, most := beliefs.Range(p.Nodes, p.Groups, p.Degree)
					keys := map[string]bool{}
					for _, note := range s.Notices() {
						keys[note.Key] = true
					}
					if !(p.SNR <= most) || keys["snr"] != (p.SNR < 3) || keys["q"] != (q == "6") || keys["n"] != (n == "110") || keys["by"] != (directed == "0") {
						t.Errorf("%+v: %v", p, keys)
					}
					for _, job := range s.Jobs() {
						if _, err := jobs.Library[job.Name](job.Spec); err != nil {
							t.Errorf("%+v: %v", p, err)
						}
					}
				}
			}
		}
	}
}

// What does not take part in a moment is a gap.
func TestCurveAt(t *testing.T) {
	c := &overlapCurve{mean: []float64{0, 1, math.NaN()}}
	ratios := []float64{0, 1, 2}
	for _, v := range []struct{ signal, want float64 }{{0, 0}, {0.25, 0.25}, {1, 1}} {
		if got := c.at(ratios, v.signal); got != v.want {
			t.Errorf("at %v: %v", v.signal, got)
		}
	}
	for _, signal := range []float64{1.5, 2, 3} {
		if got := c.at(ratios, signal); !math.IsNaN(got) {
			t.Errorf("at %v: %v", signal, got)
		}
	}
}

// What the slider costs: another graph of 1000 nodes.
func BenchmarkSignal(b *testing.B) {
	s := newSession()
	k := 0
	for b.Loop() {
		k++
		to(b, s, []string{"n=1000&snr=1", "n=1000&snr=2"}[k%2])
	}
}
