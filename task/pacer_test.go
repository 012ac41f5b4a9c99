package task

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// However unevenly it is asked, the pace is kept on average.
func TestPacerKeepsPace(t *testing.T) {
	for _, pace := range []float64{0.3, 1, 9.7, 60, 1000, 12345.6} {
		r := rand.New(rand.NewPCG(1, 1))
		p := pacer{pace: pace}
		begin := time.Unix(0, 0)
		now, done := begin, 0
		p.restart(now)
		for now.Sub(begin) < 1000*time.Second {
			for n := p.due(now); n > 0; n = p.due(now) {
				n = min(n, 1+r.IntN(16))
				p.took(n)
				done += n
			}
			now = now.Add(time.Duration(r.Int64N(int64(200 * time.Millisecond))))
		}
		want := 1 + math.Floor(pace*now.Sub(begin).Seconds())
		if d := want - float64(done); d < 0 || d > 1+0.2*pace {
			t.Errorf("pace %v: %d steps, want %.0f", pace, done, want)
		}
	}
}

// What was missed for long is not made up for.
func TestPacerSleep(t *testing.T) {
	for _, pace := range []float64{0.1, 1, 10, 100, 1000} {
		p := pacer{pace: pace}
		now := time.Unix(0, 0)
		p.restart(now)
		p.took(1)
		now = now.Add(time.Hour)
		if n := p.due(now); n != 1 {
			t.Errorf("pace %v: %d steps are due after an hour", pace, n)
		}
		p.took(1)
		if n := p.due(now); n != 0 {
			t.Errorf("pace %v: %d more steps are due after an hour", pace, n)
		}
		if wait, want := p.next().Sub(now).Seconds(), 1/pace; math.Abs(wait-want) > 1e-9 {
			t.Errorf("pace %v: the next is due in %v s, want %v", pace, wait, want)
		}
	}
}

func TestPacerExtremes(t *testing.T) {
	now := time.Unix(0, 0)
	for _, c := range []struct {
		pace  float64
		first int
		then  int
	}{{0, math.MaxInt, math.MaxInt}, {1e-300, 1, 0}, {1e300, 1, 1}} {
		p := pacer{pace: c.pace}
		p.restart(now)
		if n := p.due(now); n != c.first {
			t.Errorf("pace %v: %d steps are due at first", c.pace, n)
		}
		p.took(1)
		if n := p.due(now); n != c.then {
			t.Errorf("pace %v: %d steps are due then", c.pace, n)
		}
	}
}
