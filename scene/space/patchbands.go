package space

import (
	"zscape/scene"
	"zscape/scene/bsp"
)

// bands are the parts of a model between heights, each of one colour: triangles
// are cut where they pass from one to the next, and each part has vertices of its
// own.
type bands struct {
	at   []float64 // ascending heights
	cuts map[bandCut]uint32
	own  map[bandVertex]uint32
	of   map[uint32]int // the band of each vertex that is of one
}

// bandCut is where the edge from one vertex to another passes height at[level].
type bandCut struct {
	from, to uint32
	level    int
}

// bandVertex is a vertex as a corner of a part in a band.
type bandVertex struct {
	vertex uint32
	band   int
}

func newBands(at []float64) bands {
	return bands{at: at, cuts: map[bandCut]uint32{}, own: map[bandVertex]uint32{}, of: map[uint32]int{}}
}

// cutBands appends the parts of a polygon.
func (m *model) cutBands(corners []uint32) {
	b := &m.bands
	lo, hi := m.points[corners[0]][2], m.points[corners[0]][2]
	for _, k := range corners[1:] {
		lo, hi = min(lo, m.points[k][2]), max(hi, m.points[k][2])
	}
	rest := corners
	for band := bandOf(b.at, lo); ; band++ {
		if band >= len(b.at) || hi <= b.at[band] {
			m.inBand(rest, band)
			return
		}
		var below, above []uint32
		at := b.at[band]
		for k, v := range rest {
			next := rest[(k+1)%len(rest)]
			zv, zn := m.points[v][2], m.points[next][2]
			if zv <= at {
				below = append(below, v)
			}
			if zv >= at {
				above = append(above, v)
			}
			if zv < at && zn > at || zv > at && zn < at {
				c := m.bandCut(v, next, band)
				below, above = append(below, c), append(above, c)
			}
		}
		m.inBand(below, band)
		if rest = above; len(rest) < 3 {
			return
		}
	}
}

// inBand appends a part that lies in one band.
func (m *model) inBand(corners []uint32, band int) {
	if len(corners) < 3 {
		return
	}
	b := &m.bands
	list := make([]uint32, len(corners))
	for n, v := range corners {
		key := bandVertex{v, band}
		own, ok := b.own[key]
		if !ok {
			own = m.copy(v)
			b.own[key], b.of[own] = own, band
		}
		list[n] = own
	}
	m.fan(list)
}

func (m *model) copy(v uint32) uint32 {
	p := m.points[v]
	return m.vertex(scene.Vec{X: p[0], Y: p[1], Z: p[2]}, m.data.U[v], m.data.V[v])
}

// bandCut returns the vertex where an edge passes into the next band.
func (m *model) bandCut(v, w uint32, level int) uint32 {
	if v > w {
		v, w = w, v
	}
	b := &m.bands
	key := bandCut{v, w, level}
	if k, ok := b.cuts[key]; ok {
		return k
	}
	p, q := m.points[v], m.points[w]
	t := (b.at[level] - p[2]) / (q[2] - p[2])
	var at bsp.Point
	for k := range at {
		at[k] = p[k] + t*(q[k]-p[k])
	}
	mix := func(list []float32) float32 { return list[v] + float32(t)*(list[w]-list[v]) }
	k := m.vertex(scene.Vec{X: at[0], Y: at[1], Z: b.at[level]}, mix(m.data.U), mix(m.data.V))
	b.cuts[key] = k
	return k
}
