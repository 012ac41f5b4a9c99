package gaussian

import (
	"time"

	"zscape/exhibit"
	"zscape/exhibit/heightfield"
)

// session is the surface with a stopwatch.
type session struct {
	*heightfield.Session
	density *density
	times   [3]time.Duration // of a whole lattice: loops, vectorized, fused; 0 is not measured
}

// vectorizedLimit is how many samples the vectorized way is timed on: it
// holds six arrays of that length.
const vectorizedLimit = 1_100_000

// Update forgets times that no longer belong to what is shown.
func (s *session) Update(st exhibit.State) error {
	old := s.State
	err := s.Session.Update(st)
	if err == nil && st.Changed(old, "vx", "vy", "rho", "mx", "my", "xmin", "xmax", "ymin", "ymax", "step") {
		s.times = [3]time.Duration{}
	}
	return err
}

// Act begins the timing: one way a step, each repeated until it has run for
// a few milliseconds, and the shortest run counts.
func (s *session) Act(key string) (step func() (done bool), ok bool) {
	if key != "time" {
		return nil, false
	}
	x, y := s.Lattice()
	z := make([]float64, len(x)*len(y))
	ways := []func(dst, x, y []float64){s.density.LoopsTo, s.density.VectorizedTo, s.density.FusedTo}
	s.times = [3]time.Duration{}
	k := 0
	return func() bool {
		if k == 1 && len(z) > vectorizedLimit {
			k++
		}
		s.times[k] = shortest(func() { ways[k](z, x, y) })
		k++
		return k == len(ways)
	}, true
}

func shortest(f func()) time.Duration {
	best, spent := time.Duration(0), time.Duration(0)
	for runs := 0; runs < 1 || spent < 8*time.Millisecond && runs < 1000; runs++ {
		start := time.Now()
		f()
		d := time.Since(start)
		spent += d
		if best == 0 || d < best {
			best = d
		}
	}
	return max(best, 1)
}

// Readouts adds the times, in milliseconds, once they are measured.
func (s *session) Readouts() []exhibit.Readout {
	r := s.Session.Readouts()
	labels := [3]exhibit.Text{
		{En: "two loops, ms", Ja: "二重ループ (ms)"}, {En: "vectorized, ms", Ja: "ベクトル化 (ms)"}, {En: "fused loops, ms", Ja: "融合ループ (ms)"}}
	for k, key := range [3]string{"loops_ms", "vectorized_ms", "fused_ms"} {
		if s.times[k] > 0 {
			r = append(r, exhibit.Readout{Key: key, Label: labels[k], Value: s.times[k].Seconds() * 1000})
		}
	}
	return r
}
