package movie

import (
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 2)) }

func randomColor(r *rand.Rand) color.RGBA { return unpack(r.Uint32N(1 << 24)) }

// TestLab has the values of Bruce Lindbloom's CIE color calculator for sRGB, D65.
func TestLab(t *testing.T) {
	for _, c := range []struct {
		rgb  uint32
		want lab
	}{
		{0x000000, lab{0, 0, 0}}, {0xffffff, lab{100, 0, 0}}, {0xff0000, lab{53.24, 80.09, 67.20}},
		{0x00ff00, lab{87.73, -86.18, 83.18}}, {0x0000ff, lab{32.30, 79.19, -107.86}}, {0x777777, lab{50.03, 0, 0}},
	} {
		if got := toLab(unpack(c.rgb)); got.distance(c.want) > 0.05 {
			t.Errorf("%06x is %v, want %v", c.rgb, got, c.want)
		}
	}
}

// TestCensus compares with a map while colours are few, and keeps all pixels when they are many.
func TestCensus(t *testing.T) {
	r := newRand(1)
	for _, distinct := range []int{1, 100, 20000, 1 << 18} {
		colors := make([]uint32, distinct)
		for i := range colors {
			colors[i] = r.Uint32N(1 << 24)
		}
		const except = 0x123456
		c, want, total := newCensus(), map[uint32]uint32{}, uint32(0)
		row := make([]uint8, 0, 4*1000)
		for range 400 {
			row = row[:0]
			for range 1000 {
				rgb := colors[r.IntN(distinct)]
				if r.IntN(5) == 0 {
					rgb = except
				}
				row = append(row, uint8(rgb>>16), uint8(rgb>>8), uint8(rgb), 255)
				if rgb != except {
					want[rgb]++
					total++
				}
			}
			c.add(row, except)
		}
		sum := uint32(0)
		for _, s := range c.slots {
			sum += s.count
			if n, ok := want[s.rgb]; s.count > 0 && (!ok || distinct <= 20000 && n != s.count) {
				t.Fatalf("of %d colours: %06x is counted %d times, want %d", distinct, s.rgb, s.count, n)
			}
		}
		if sum != total || c.used > censusMost {
			t.Errorf("of %d colours: %d slots, %d pixels of %d", distinct, c.used, sum, total)
		}
	}
}

func TestNearest(t *testing.T) {
	r := newRand(2)
	for range 50 {
		colors := make([]color.RGBA, 1+r.IntN(255))
		for i := range colors {
			colors[i] = randomColor(r)
		}
		p := newPalette(colors)
		for range 200 {
			c := toLab(randomColor(r))
			least := math.Inf(1)
			for _, q := range p.lab {
				least = min(least, c.distance(q))
			}
			if got := c.distance(p.lab[p.nearest(c)]); got > least+1e-4 {
				t.Fatalf("a colour at %v is found, the nearest is at %v", got, least)
			}
		}
	}
}

// choose returns a palette for colours, each of one pixel.
func choose(colors []color.RGBA, fixed color.RGBA, most int) *palette {
	c := newCensus()
	for _, q := range colors {
		c.add([]uint8{q.R, q.G, q.B, 255}, 1<<24)
	}
	h := newChooser(c, fixed, most)
	for !h.step() {
	}
	return h.palette
}

// TestChooser: a palette holds the fixed colour, no more colours than it may,
// and all of them if they are few.
func TestChooser(t *testing.T) {
	r := newRand(4)
	for _, n := range []int{0, 1, 2, 100, 254, 255, 5000} {
		colors := make([]color.RGBA, n)
		for i := range colors {
			colors[i] = randomColor(r)
		}
		fixed := unpack(0xfdfdfb)
		p := choose(colors, fixed, 255)
		if len(p.rgb) > 255 || !slices.Contains(p.rgb, fixed) {
			t.Errorf("of %d: %d colours, background among them: %v", n, len(p.rgb), slices.Contains(p.rgb, fixed))
		}
		for _, c := range colors {
			if n <= 254 && !slices.Contains(p.rgb, c) {
				t.Errorf("of %d: %v is missing", n, c)
			}
		}
	}
}

// TestGrays: n levels of gray by m colours are nowhere further from one than
// half of twice their even spacing.
func TestGrays(t *testing.T) {
	var grays []color.RGBA
	for v := range 256 {
		grays = append(grays, color.RGBA{uint8(v), uint8(v), uint8(v), 255})
	}
	const most = 17
	p := choose(grays, grays[0], most)
	for _, c := range grays {
		if d := toLab(c).distance(p.lab[p.nearest(toLab(c))]); d > 100./(most-1) {
			t.Errorf("%v is %v off", c, d)
		}
	}
}

// TestThresholds has the beginnings of the matrix as Bayer gives it.
func TestThresholds(t *testing.T) {
	if want := [8]uint8{0, 32, 8, 40, 2, 34, 10, 42}; thresholds[0] != want {
		t.Errorf("row 0 is %v, want %v", thresholds[0], want)
	}
	if want := [8]uint8{48, 16, 56, 24, 50, 18, 58, 26}; thresholds[1] != want {
		t.Errorf("row 1 is %v, want %v", thresholds[1], want)
	}
	var seen [levels]bool
	for _, row := range thresholds {
		for _, v := range row {
			seen[v] = true
		}
	}
	if slices.Contains(seen[:], false) {
		t.Error("a threshold is missing")
	}
}

// TestMatcher: colours of the palette stay; others become patterns whose mean
// is no further off than their nearest colour.
func TestMatcher(t *testing.T) {
	r := newRand(5)
	colors := make([]color.RGBA, 200)
	for i := range colors {
		colors[i] = randomColor(r)
	}
	p := newPalette(colors)
	m := newMatcher(p, true)
	for i, c := range p.rgb {
		if f := m.find(uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B)); f.lo != uint8(i) || f.hi != uint8(i) {
			t.Errorf("%v becomes %v", c, f)
		}
	}
	plain := newMatcher(p, false)
	mixed, off, without := 0, 0.0, 0.0
	for range 3000 {
		rgb := r.Uint32N(1 << 24)
		c, f, g := toLab(unpack(rgb)), m.find(rgb), plain.find(rgb)
		if g.lo != g.hi || g.lo != uint8(p.nearest(c)) {
			t.Fatalf("without dither %06x becomes %v", rgb, g)
		}
		lo, v, part := p.lab[f.lo], p.lab[f.hi].minus(p.lab[f.lo]), float32(f.level)/levels
		d := c.distance(lab{lo.l + part*v.l, lo.a + part*v.a, lo.b + part*v.b})
		near := c.distance(p.lab[g.lo])
		if d > near+0.3 || f.lo > f.hi || f.level > levels {
			t.Fatalf("%06x becomes %v: %v off, its nearest %v", rgb, f, d, near)
		}
		if f.lo != f.hi {
			mixed++
		}
		off += d
		without += near
	}
	if mixed < 1000 || off > 0.8*without {
		t.Errorf("%d patterns; the error of all goes from %v to %v", mixed, without, off)
	}
}

// TestPattern: an even area has as much of each colour as it should.
func TestPattern(t *testing.T) {
	p := newPalette([]color.RGBA{unpack(0x646464), unpack(0x787878)})
	m := newMatcher(p, true)
	row := make([]uint8, 0, 4*64)
	for range 64 {
		row = append(row, 0x6e, 0x6e, 0x6e, 255)
	}
	light, dst := 0, make([]uint8, 64)
	for y := range 64 {
		m.matchTo(dst, row, y)
		for _, i := range dst {
			light += int(i)
		}
	}
	if want := 64 * int(m.find(0x6e6e6e).level); light != want || light < 1500 || light > 2600 {
		t.Errorf("%d of 4096 pixels are light, want %d", light, want)
	}
}

func TestMatchAllocatesNothing(t *testing.T) {
	r := newRand(6)
	m := newMatcher(newPalette([]color.RGBA{randomColor(r), randomColor(r), randomColor(r)}), true)
	row, dst := make([]uint8, 4*500), make([]uint8, 500)
	for i := range row {
		row[i] = uint8(r.Uint32())
	}
	if n := testing.AllocsPerRun(20, func() { m.matchTo(dst, row, 3) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkMatch(b *testing.B) {
	r := newRand(7)
	colors := make([]color.RGBA, 255)
	for i := range colors {
		colors[i] = randomColor(r)
	}
	m := newMatcher(newPalette(colors), true)
	row, dst := make([]uint8, 4*1000), make([]uint8, 1000)
	for i := range row {
		row[i] = uint8(r.Uint32())
	}
	b.Run("known", func(b *testing.B) {
		for b.Loop() {
			m.matchTo(dst, row, 3)
		}
	})
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			clear(m.known)
			m.matchTo(dst, row, 3)
		}
	})
}
