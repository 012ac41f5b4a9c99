package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/performance"
)

// keepMemory is a script that makes the memory of the page's program
// window.programMemory.
const keepMemory = `{
	const instantiate = WebAssembly.instantiate;
	WebAssembly.instantiate = async (...args) => {
		const result = await instantiate.apply(WebAssembly, args);
		window.programMemory = (result.instance ?? result).exports.mem;
		return result;
	};
}`

// memory returns how much the page's program has and what JavaScript uses after
// a collection, in MB.
func (b *tab) memory() (program, js float64) {
	b.t.Helper()
	call(b, heapprofiler.CollectGarbage, cdp.Empty{})
	for _, m := range call(b, performance.GetMetrics, cdp.Empty{}).Metrics {
		if m.Name == "JSHeapUsedSize" {
			js = m.Value / 1e6
		}
	}
	return eval[float64](b, `programMemory.buffer.byteLength`) / 1e6, js
}

// switches opens one exhibit of the menu after the other, n times, as fast as they
// are drawn.
func (b *tab) switches(n int) {
	b.t.Helper()
	for range n {
		b.run(`(async () => {
			const links = [...document.querySelectorAll('nav a')], {frames, exhibit} = zscape.state();
			const open = links.findIndex(a => a.hash === '#' + exhibit);
			links[(open + 1) %% links.length].click();
			do await new Promise(requestAnimationFrame); while (zscape.state().frames === frames);
		})()`)
	}
}

// A visitor who goes from exhibit to exhibit leaves nothing behind. The program's
// memory never shrinks, so it is its most that counts.
func TestMemory(t *testing.T) {
	b := newTab(t, look{w: 400, h: 400, script: keepMemory})
	b.navigate(address)
	b.live()
	call(b, performance.Enable, performance.EnableParams{})
	b.switches(30)
	program, js := b.memory()
	b.switches(270)
	program2, js2 := b.memory()
	t.Logf("after 30 switches the program has %.1f MB and JavaScript %.2f MB, after 300 %.1f MB and %.2f MB", program, js, program2, js2)
	if program2+js2 > 1.1*(program+js) {
		t.Error("memory grows from exhibit to exhibit")
	}
}
