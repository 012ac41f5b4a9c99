package page

import (
	"runtime"
	"testing"
	"time"

	"zscape/exhibit/gallery"
)

// A visitor who goes from exhibit to exhibit keeps what is open, the States that
// undo walks, and no more.
func TestSwitchesKeepNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector")
	}
	p, h := start(t, "")
	used := func() uint64 {
		runtime.GC()
		runtime.GC() // what has waited for a finalizer
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	switches := func(n int) {
		for range n {
			for _, e := range gallery.All {
				p.Open(e.Name)
				p.Frame()
				h.wait(400 * time.Millisecond) // jobs begin, and are given up
				p.Frame()
			}
			h.said = nil
		}
	}
	switches(2)
	before := used()
	switches(6)
	after := used()
	t.Logf("%.2f MB are used after 2 rounds, %.2f MB after 8", float64(before)/1e6, float64(after)/1e6)
	if float64(after) > 1.05*float64(before) {
		t.Error("something is kept of what was left")
	}
	runtime.KeepAlive(p)
	runtime.KeepAlive(h)
}
