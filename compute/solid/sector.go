package solid

import "math/bits"

// Around a sample lie six triangles, its sectors, anticlockwise from the east:
//
//	  NW      N      NE
//	    . 2   |  1  /        0 lower, 1 upper triangle of the cell to the NE
//	       .  |  /  0        2 lower triangle of the cell to the NW
//	W --------+-------- E    3 upper, 4 lower triangle of the cell to the SW
//	   3   /  |  .           5 upper triangle of the cell to the SE
//	    /  4  |   5 .
//	  SW      S      SE
//
// Six edges part them, E NE N W SW S: edge m lies between the sectors m-1 and m.
// At the far end of edge m these two are the sectors m+3 and m+2, modulo 6.
const sectors = 6

// A sectorSet has a bit for each sector that is drawn.
type sectorSet uint8

// The triangles of the cell to the NE.
const (
	lower sectorSet = 1 << iota
	upper
)

// join returns the set of a sample of which the cell to the NE is drawn as ne
// says, given the sets of the samples to the west, southwest and south.
func join(ne, w, sw, s sectorSet) sectorSet {
	return ne | w&lower<<2 | sw&upper<<2 | sw&lower<<4 | s&upper<<4
}

func (s sectorSet) has(k int) bool { return s>>k&1 != 0 }

// split reports whether the drawn sectors touch in a point only. Then they are
// two opposite ones: a missing neighbour takes the sectors on both its sides
// away, and to part the others it takes two that leave one sector on each side.
func (s sectorSet) split() bool { return s == 0b001001 || s == 0b010010 || s == 0b100100 }

// vertices returns how many vertices the surface has at the sample. Triangles
// that touch in a point only have one each: if they shared it, their walls would
// touch in an edge.
func (s sectorSet) vertices() int {
	switch {
	case s == 0:
		return 0
	case s.split():
		return 2
	}
	return 1
}

// vertex returns which of the vertices belongs to a sector, 0 or 1.
func (s sectorSet) vertex(sector int) uint32 {
	if s.split() {
		return uint32(sector / 3)
	}
	return 0
}

// triangles returns how many triangles are drawn of the cell to the NE.
func (s sectorSet) triangles() int { return bits.OnesCount8(uint8(s & (lower | upper))) }

// borders returns how many of the edges E, NE and N have a triangle on one side
// only.
func (s sectorSet) borders() int {
	turned := s<<1 | s>>(sectors-1) // has(m) is s.has(m-1)
	return bits.OnesCount8(uint8((s ^ turned) & 0b111))
}
