package e2e

import (
	"math"
	"net/url"
	"testing"
	"time"
)

// What follows from a change, however long it takes, leaves the page alive: no task
// holds its thread for 50 ms of the processor's time, while a slider is dragged and when
// it is let go. As others crowd the processor's caches, the best of some attempts counts.
func TestUpdatesAreSmooth(t *testing.T) {
	const limit = 50
	for _, tt := range []struct{ f, rest string }{
		{"a*cos(2r)*exp(-r^2/8)", "critical=1"},
		{"a*cos(2r)*exp(-r^2/8)", "nx=500&ny=500&mode=surface&contour=1"},
		{"a/(x*y)", "nx=500&ny=500"},
		{"a/(x*y)", "nx=500&ny=500&mode=surface"},
		{"floor(x)*a*y", "nx=500&ny=500&steps=gaps"},
		{"tan(a*x*y)", "nx=201&ny=201"},
		{"a*x^2 - y^2; 2sin(x); if(r < 3, 5 - r)", ""},
		{"a*x^2 - y^2; 2sin(x); if(r < 3, 5 - r)", "nx=500&ny=500&mode=surface"},
		{"sin(a*100x)*y", "nx=500&ny=500"},
		{"sin(a*r)/r", "nx=500&ny=500&mode=smooth"},
		{"a*sin(r)/(x-y)", "domain=polar"},
		{"a*sin(x)*cos(b*y)", "nx=500&ny=500&panels=modes"},
	} {
		name := tt.f + " " + tt.rest
		b := newTab(t, look{})
		b.navigate(address + "#surface?f=" + url.QueryEscape(tt.f) + "&" + tt.rest)
		b.await("the live picture", `document.documentElement.dataset.phase === 'live' && zscape.ready && !document.getElementById('poster')`)
		time.Sleep(2 * time.Second)
		longest := math.Inf(1)
		for n := 0; n < 3 && longest >= limit; n++ {
			b.run(`zscape.measure()`)
			stop := b.trace()
			frames := b.state().Frames
			eval[int](b, `(async () => {
				const slider = document.getElementById('slider-a');
				const pause = ms => new Promise(done => setTimeout(done, ms));
				for (let k = 0; k < 15; k++) {
					slider.value = 1.05 + 0.05 * k;
					slider.dispatchEvent(new Event('input', {bubbles: true}));
					await pause(40);
				}
				slider.dispatchEvent(new Event('change', {bubbles: true}));
				await pause(2500);
				return 0;
			})()`)
			frames = b.state().Frames - frames
			ours := eval[float64](b, `zscape.measure()`)
			_, processor := stop()
			t.Logf("%s: the longest task takes %.1f ms, the program itself %.1f ms by the clock; %d frames", name, processor, ours, frames)
			longest = min(longest, processor)
		}
		if longest >= limit {
			t.Errorf("%s holds the page's thread for %.1f ms", name, longest)
		}
	}
}
