package space

import (
	"math"

	"zscape/scene"
	"zscape/scene/bsp"
)

// outline returns the outline of all patches, and of their gaps, as chains of
// vertices: the sides that belong to one triangle only.
func (m *model) outline() [][]uint32 {
	if m.rimmed {
		return m.rim
	}
	// Where a surface closes on itself there are two vertices at one place. Beside a
	// gap that ends at a sample there are triangles with two corners at one.
	one := m.one()
	visit := func(side func(a, b uint32, key [2]uint32)) {
		for k := 0; k < len(m.triangles); k += 3 {
			m.pause()
			t := m.triangles[k : k+3]
			a, b, c := one[t[0]], one[t[1]], one[t[2]]
			if a == b || b == c || c == a {
				continue
			}
			side(t[0], t[1], [2]uint32{min(a, b), max(a, b)})
			side(t[1], t[2], [2]uint32{min(b, c), max(b, c)})
			side(t[2], t[0], [2]uint32{min(c, a), max(c, a)})
		}
	}
	sides := map[[2]uint32]int{}
	visit(func(_, _ uint32, key [2]uint32) { sides[key]++ })
	var border [][2]uint32
	visit(func(a, b uint32, key [2]uint32) {
		if sides[key] == 1 {
			border = append(border, [2]uint32{a, b})
		}
	})
	m.rim, m.rimmed = bsp.Chains(border), true
	return m.rim
}

// one is weld of the corners, once.
func (m *model) one() []uint32 {
	if m.welded == nil {
		m.welded = m.weld(m.corners)
	}
	return m.welded
}

// weld returns for each of the first n vertices the first one at its place.
func (m *model) weld(n int) []uint32 {
	lo, hi := scene.EmptyBox().Min, scene.EmptyBox().Max
	for k := range n {
		if p := m.place(uint32(k)); p.Finite() {
			b := scene.Box{Min: lo, Max: hi}.Union(scene.Box{Min: p, Max: p})
			lo, hi = b.Min, b.Max
		}
	}
	const finest = 1e8 // parts of the whole that are told apart
	round := func(v, lo, hi float64) int64 { return int64(math.Round(finest * (v - lo) / max(hi-lo, 1e-300))) }
	first := make(map[[3]int64]uint32, n)
	one := make([]uint32, n)
	for k := range one {
		m.pause()
		one[k] = uint32(k)
		p := m.place(uint32(k))
		if !p.Finite() {
			continue
		}
		at := [3]int64{round(p.X, lo.X, hi.X), round(p.Y, lo.Y, hi.Y), round(p.Z, lo.Z, hi.Z)}
		if v, ok := first[at]; ok {
			one[k] = v
		} else {
			first[at] = one[k]
		}
	}
	return one
}
