package ratings

import (
	"testing"

	"zscape/exhibit"
	"zscape/jobs/factorize"
	"zscape/jobs/reading"
)

// large is a session of the visitor's own table of 100,000 ratings, with all methods.
func large(t testing.TB) *session {
	t.Helper()
	table, _ := factorize.Generated(1)
	st, err := tables.Put(parse(t, "ratings"), "u.data", reading.NewTable(table))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range factorize.Methods {
		st = st.Try(m, "1")
	}
	s := newSession()
	if err := s.Update(st); err != nil {
		t.Fatal(err)
	}
	if len(s.Jobs()) != len(factorize.Methods) || !s.data.own || s.held == 0 {
		t.Fatalf("%d jobs, own %v", len(s.Jobs()), s.data.own)
	}
	return s
}

// move is what a pointer's movement costs: the jobs are asked for and compared.
func move(t testing.TB, s *session, before []exhibit.Job) {
	for i, job := range s.Jobs() {
		if told, longer, ok := job.Change(before[i]); !ok || longer || !told.Empty() {
			t.Fatalf("job %d is another", i)
		}
	}
}

// What jobs cost does not depend on the table, neither to ask for nor to plan.
func TestJobsAllocate(t *testing.T) {
	s := large(t)
	before := s.Jobs()
	perJob := testing.AllocsPerRun(20, func() { move(t, s, before) }) / float64(len(before))
	if perJob > 1 { // the keys that are live
		t.Errorf("a movement allocates %v times a job", perJob)
	}
	result := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			s.plan()
		}
	})
	if n := result.AllocedBytesPerOp(); n > 64<<10 {
		t.Errorf("to plan the jobs allocates %d bytes", n)
	}
	move(t, s, before)
}

// BenchmarkJobs is a pointer's movement with a table of 100,000 ratings.
func BenchmarkJobs(b *testing.B) {
	s := large(b)
	before := s.Jobs()
	b.ReportAllocs()
	for b.Loop() {
		move(b, s, before)
	}
}

// BenchmarkPlan is another setting of all methods.
func BenchmarkPlan(b *testing.B) {
	s := large(b)
	b.ReportAllocs()
	for b.Loop() {
		s.plan()
	}
}

// A table without its ratings of 0 is other data for jobs, and always the same.
func TestDataWithoutZeros(t *testing.T) {
	st, _ := taken(t, parse(t, "ratings?epochs=1"), books())
	s := newSession()
	with := func(zeros string) exhibit.Job {
		next, err := st.Set("zeros", zeros)
		if err != nil || s.Update(next) != nil {
			t.Fatal(err)
		}
		return s.Jobs()[0]
	}
	all, some := with("1"), with("0")
	if all.Spec.Equal(some.Spec) || all.Data.Equal(some.Data) || len(some.Data.Array("value")) >= len(all.Data.Array("value")) {
		t.Errorf("%d ratings, and %d without zeros", len(all.Data.Array("value")), len(some.Data.Array("value")))
	}
	if !with("1").Spec.Equal(all.Spec) || !with("0").Spec.Equal(some.Spec) {
		t.Error("the data are others the next time")
	}
	run(t, s, s.state)
	if got := value(t, s, "ratings"); got != float64(len(some.Data.Array("value"))) {
		t.Errorf("%v ratings", got)
	}
}

// More iterations let the picture go on, fewer begin it anew, as do other settings.
func TestPictureGrows(t *testing.T) {
	st := parse(t, "ratings?show=users&iterations=100")
	s := newSession()
	with := func(key, value string) exhibit.Job {
		next, err := st.Set(key, value)
		if err != nil || s.Update(next) != nil {
			t.Fatal(err)
		}
		return s.Jobs()[0]
	}
	before := with("iterations", "100")
	for _, c := range []struct {
		key, value string
		longer, ok bool
	}{{"iterations", "1200", true, true}, {"iterations", "50", true, false}, {"perplexity", "20", false, false}, {"by", "age", false, true}} {
		if _, longer, ok := with(c.key, c.value).Change(before); longer != c.longer || ok != c.ok {
			t.Errorf("%s = %s: longer %v, %v", c.key, c.value, longer, ok)
		}
	}
}
