package export

import (
	"math"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// A step gives the thread back soon. What counts is how long the thread works, not
// how long it waits for a processor; the least of some runs, as caches are shared, too.
func TestStepsAreShort(t *testing.T) {
	const runs, most = 5, 10 * time.Millisecond
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for _, c := range []struct {
		kind, state string
		scale       float64
	}{
		{"png", "gaussian", 4}, {"svg", "gaussian", 1}, {"svg", "waves?mode=surface&step=0.05", 1}, {"strokes", "gaussian", 1},
		{"svg", "surface?f=((3%2Bcos(v))*cos(u),(3%2Bcos(v))*sin(u),sin(v))&us=100&vs=100", 1},
		{"html", "waves?mode=surface&step=0.05", 1}, {"csv", "surface?f=x*y&nx=300&ny=300", 1}, {"stl", "surface?f=x*y&nx=200&ny=200", 1},
		{"obj", "surface?f=x*y&nx=200&ny=200", 1}, {"stl", "surface?f=((3%2Bcos(v))*cos(u),(3%2Bcos(v))*sin(u),sin(v))&us=150&vs=150", 1},
		{"gif", "gaussian?speed=20", 1}, {"gif", "gaussian?mode=surface&speed=20", 1}, {"zip", "gaussian?speed=20", 1},
	} {
		least := time.Duration(math.MaxInt64)
		at := 0.0 // the progress before the longest step
		for n := 0; n < runs && least > most; n++ {
			p := pictureOf(t, c.state)
			p.W, p.H, p.Scale = 900, 700, c.scale
			longest, from := time.Duration(0), 0.0
			for w, done := kinds[c.kind](p), false; !done; {
				before, start := w.Progress(), worked(t)
				done = w.Step()
				if d := worked(t) - start; d > longest {
					longest, from = d, before
				}
			}
			if longest < least {
				least, at = longest, from
			}
		}
		if t.Logf("%s of %s: %v", c.kind, c.state, least); least > most {
			t.Errorf("%s of %s holds the thread for %v at %.2f", c.kind, c.state, least, at)
		}
	}
}

// worked returns how long the thread has had a processor.
func worked(t *testing.T) time.Duration {
	const thread = 1 // RUSAGE_THREAD of getrusage(2)
	var u syscall.Rusage
	if err := syscall.Getrusage(thread, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
