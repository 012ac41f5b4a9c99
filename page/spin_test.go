package page

import (
	"testing"
	"time"

	"zscape/exhibit"
)

// A picture that turns by itself turns so many degrees a second, rests while
// it is held, and goes on from where it was left.
func TestSpin(t *testing.T) {
	p, h := start(t, "waves?spin=30&az=0")
	play(p, h, 2*time.Second)
	if az := p.state.Number("az"); !near(az, 60, 2) {
		t.Errorf("after 2 s at 30 degrees a second it is at %v", az)
	}
	if _, more := p.Frame(); !more {
		t.Error("it does not go on")
	}
	p.PointerDown(1, pt(400, 300), exhibit.Grip{})
	at := p.state.Number("az")
	play(p, h, time.Second)
	if p.state.Number("az") != at {
		t.Error("it turns while it is held")
	}
	p.PointerMove(1, pt(500, 300))
	p.PointerUp(1)
	left := p.state.Number("az")
	play(p, h, time.Second)
	if az := p.state.Number("az"); !near(az, left+30, 2) {
		t.Errorf("left at %v, it is at %v a second later", left, az)
	}
	if h.redraws == 0 || p.state.Number("spin") != 30 {
		t.Errorf("%s", p.state)
	}
	p.SetCalm(true)
	at = p.state.Number("az")
	play(p, h, time.Second)
	if _, more := p.Frame(); more || p.state.Number("az") != at {
		t.Error("it turns for those who want no motion")
	}
	p.SetCalm(false)
	p.Set("spin", "0", true)
	play(p, h, time.Second)
	if _, more := p.Frame(); more {
		t.Error("it does not come to rest")
	}
}
