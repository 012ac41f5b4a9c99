package e2e

import (
	"math"
	"testing"
	"time"
)

// Nothing is drawn while nothing changes.
func TestIdle(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{script: `
		window.draws = 0;
		for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced', 'drawRangeElements', 'clear', 'texSubImage2D', 'bufferSubData']) {
			const f = WebGL2RenderingContext.prototype[name];
			WebGL2RenderingContext.prototype[name] = function (...args) { draws++; return f.apply(this, args); };
		}`})
	count := func() [2]float64 {
		s := eval[[]float64](b, `[draws, zscape.state().frames]`)
		return [2]float64{s[0], s[1]}
	}
	b.mouseAway()
	before := count()
	if before[0] == 0 || before[1] == 0 {
		t.Fatalf("no draws were counted: %v", before)
	}
	time.Sleep(2 * time.Second)
	if after := count(); after != before {
		t.Errorf("in two idle seconds draws and frames went from %v to %v", before, after)
	}
	b.set("az", "0")
	if after := count(); after[0] <= before[0] || after[1] <= before[1] {
		t.Errorf("after a change draws and frames are still %v", after)
	}
}

// Four million points, and it still turns.
func TestLargeGrid(t *testing.T) {
	t.Parallel()
	b := open(t, "#gaussian?ymin=-3&ymax=3&step=0.003", look{})
	s := b.state()
	if nx, ny := s.readout(t, "nx"), s.readout(t, "ny"); nx*ny < 4e6 {
		t.Fatalf("the grid has %v x %v points", nx, ny)
	}
	stage, before := b.stage(), b.shot()
	x, y := stage.center()
	start := time.Now()
	b.drag(x, y, 120, 0)
	b.await("turn", `+zscape.state().controls.az < -70 && zscape.state().frames > %d`, s.Frames+3)
	b.rest()
	t.Logf("%d frames in %v", b.state().Frames-s.Frames, time.Since(start).Round(time.Millisecond))
	if d := before.differs(b.shot(), stage); d < 0.01 {
		t.Errorf("after the drag %.2f %% of the picture is different", 100*d)
	}
	b.set("vx", "3")
	if got, want := b.state().readout(t, "zmax"), density(0, 0, 3, 2, 0.5*math.Sqrt(6)); math.Abs(got/want-1) > 1e-9 {
		t.Errorf("the largest z is %v, want %v", got, want)
	}
}
