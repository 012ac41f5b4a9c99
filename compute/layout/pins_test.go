package layout

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// A pinned node stays where it is, to the bit, others move around it, and then all rest.
func TestPins(t *testing.T) {
	for _, dims := range []int{2, 3} {
		l := settled(t, mesh(6, 6), dims, 1)
		before := positions(l)
		place := []float64{9, 7, 5}[:dims]
		l.Pin(14, place...)
		if !l.Pinned(14) || l.Pinned(15) || l.Settled() || l.Progress() >= 1 {
			t.Fatalf("pinned %v, settled %v", l.Pinned(14), l.Settled())
		}
		for !l.Step() {
			var want [3]float64
			copy(want[:], place)
			if positions(l)[14] != want {
				t.Fatalf("a pinned node moved to %v", positions(l)[14])
			}
		}
		after := positions(l)
		if d, was := distance(after[14], after[15]), distance(before[14], before[15]); d > 3*was {
			t.Errorf("its neighbour is %v from it, was %v", d, was)
		}
		// Where it is already it warms nothing.
		l.Pin(14, place...)
		if !l.Settled() {
			t.Error("a pin that changes nothing wakes the layout")
		}
		l.Release(14)
		l.Release(14)
		if l.Settled() || l.Pinned(14) {
			t.Error("not released")
		}
		settle(t, l)
		if middle := centroid(positions(l)); distance(middle, [3]float64{}) > 0.5 {
			t.Errorf("released, the graph is around %v", middle)
		}
	}
}

// All nodes of a graph can be pinned, also in one place, and part when they are released.
func TestPinsTogether(t *testing.T) {
	l := settled(t, together(2, scattered(40, 100)), 2, 1)
	for i := range 42 {
		l.Pin(i, 1, 2)
	}
	settle(t, l)
	for i, at := range positions(l) {
		if at != [3]float64{1, 2} {
			t.Fatalf("node %d is at %v", i, at)
		}
	}
	for i := range 42 {
		l.Release(i)
	}
	settle(t, l)
	at := positions(l)
	for i := range at {
		for j := range i {
			if distance(at[i], at[j]) < 0.01 {
				t.Errorf("%d and %d are both at %v", j, i, at[i])
			}
		}
	}
}

// Nodes may be pinned far away.
func TestPinsFar(t *testing.T) {
	l := settled(t, together(1, path(20), ring(5)), 2, 1)
	l.Pin(0, -Farthest, Farthest)
	l.Pin(19, Farthest, -Farthest)
	l.Pin(22, Farthest, 0)
	settle(t, l)
	l.Release(0)
	settle(t, l)
	for _, at := range [][]float64{{1}, {1, 2, 3}, {1, math.NaN()}, {2 * Farthest, 1}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a pin at %v is taken", at)
				}
			}()
			l.Pin(3, at...)
		}()
	}
}

// Components lie side by side, isolated nodes in rows below, and nothing flies apart.
func TestShelves(t *testing.T) {
	for _, dims := range []int{2, 3} {
		l := settled(t, together(40, scattered(60, 150), path(20), ring(12), mesh(5, 5), path(2), path(2), star(6)), dims, 1)
		type disk struct {
			at [3]float64
			r  float64
		}
		var disks []disk
		var far float64
		for c := range l.components {
			first, end := l.graph.span(c)
			d := disk{at: centroid(l.at[first:end]), r: l.extent(c)}
			for _, e := range disks {
				if distance(d.at, e.at) < (d.r+e.r)*0.99 {
					t.Errorf("%d dimensions: components overlap: %v and %v", dims, d, e)
				}
			}
			disks = append(disks, d)
			far = max(far, distance(d.at, [3]float64{})+d.r)
		}
		if n := float64(len(l.at)); far > 2.5*math.Sqrt(n) {
			t.Errorf("%d dimensions: %v nodes reach as far as %v", dims, n, far)
		}
		// Those of one node are the lowest, and of a row all are at one height.
		heights := map[float64]int{}
		lowest := math.Inf(1)
		for c, d := range disks {
			if first, end := l.graph.span(c); end-first == 1 {
				heights[math.Round(d.at[1]*100)]++
			} else {
				lowest = min(lowest, d.at[1]-d.r)
			}
		}
		if len(heights) > 6 {
			t.Errorf("%d dimensions: isolated nodes are at %d heights", dims, len(heights))
		}
	}
}

// A layout goes on from a place as if it had never stopped.
func TestPlace(t *testing.T) {
	graph := together(2, scattered(100, 250), mesh(3, 3))
	for _, dims := range []int{2, 3} {
		for _, steps := range []int{0, 1, 30, 1000} {
			l := New(graph, dims, seeded(5))
			l.Pin(7, []float64{3, 4, 5}[:dims]...)
			for range steps {
				l.Step()
			}
			m := New(graph, dims, seeded(5))
			if err := m.Restore(l.Place()); err != nil {
				t.Fatal(err)
			}
			if m.Settled() != l.Settled() || m.Steps() != l.Steps() || m.Movement() != l.Movement() {
				t.Errorf("restored after %d steps: %d", l.Steps(), m.Steps())
			}
			l.Release(7)
			m.Release(7)
			for done := false; !done; {
				done = l.Step()
				if m.Step() != done {
					t.Fatal("they do not settle together")
				}
			}
			if !slices.Equal(l.at, m.at) {
				t.Errorf("%d dimensions: another picture after %d steps", dims, steps)
			}
		}
	}
	l := New(graph, 2, seeded(5))
	l.Step()
	for what, change := range map[string]func(*Place){
		"positions":   func(p *Place) { p.At = p.At[1:] },
		"number":      func(p *Place) { p.At[3] = math.NaN() },
		"velocity":    func(p *Place) { p.Velocity[3] = math.Inf(1) },
		"order":       func(p *Place) { p.Order[0] = p.Order[1] },
		"components":  func(p *Place) { p.Order[0], p.Order[110] = p.Order[110], p.Order[0] },
		"pins":        func(p *Place) { p.Pinned = []int32{111} },
		"pins twice":  func(p *Place) { p.Pinned = []int32{1, 1} },
		"temperature": func(p *Place) { p.Temperature = math.NaN() },
		"steps":       func(p *Place) { p.Steps = -1 },
	} {
		p := l.Place()
		change(&p)
		if err := New(graph, 2, seeded(5)).Restore(p); !errors.Is(err, ErrPlace) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
