package task

import (
	"testing"
	"time"
)

// All that passes between the two sides does so in turns of its own, and
// nothing after Close.
func TestInlineTurns(t *testing.T) {
	f := newFarm()
	heard := 0
	port, err := f.inline()(func([]byte) { heard++ }, nil)
	if err != nil || heard != 0 {
		t.Fatalf("%v, heard %d times from within Spawn", err, heard)
	}
	f.clock.pass(0)
	if heard != 1 {
		t.Fatalf("heard %d times, want its hello", heard)
	}
	port.Post(command{verb: ping}.encode())
	if heard != 1 {
		t.Error("heard from within Post")
	}
	f.clock.pass(0)
	if heard != 2 {
		t.Errorf("heard %d times, want its answer, too", heard)
	}
	port.Post(command{verb: start, run: 1, spec: of("cost", 1.)}.encode())
	f.clock.pass(time.Second)
	before := heard
	port.Close()
	f.clock.pass(time.Second)
	if before < 20 || heard != before || len(f.clock.calls) != 0 {
		t.Errorf("heard %d times, after Close %d times more; %d calls are planned", before, heard-before, len(f.clock.calls))
	}
}

// However many commands there are, there is one plan for what comes next.
func TestInlinePlans(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.inline())
	r := p.Start(paced(of(), 1), false, nil)
	f.clock.pass(time.Second)
	for range 20 {
		r.Step()
		r.Resume()
		f.clock.pass(time.Second / 10)
	}
	f.clock.pass(10 * time.Second)
	// The next step, the next ping, and plans that pings have made void.
	if n := len(f.clock.calls); n > 4 {
		t.Errorf("%d calls are planned", n)
	}
}
