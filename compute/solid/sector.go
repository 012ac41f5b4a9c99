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

// begins returns the sectors that are drawn where the one before is not.
func (s sectorSet) begins() sectorSet { return s &^ s.turned() }

// turned returns the set in which m is where m-1 is in s.
func (s sectorSet) turned() sectorSet { return (s<<1 | s>>(sectors-1)) & (1<<sectors - 1) }

// arcs returns how many arcs the drawn sectors make, 0 to 3. Those of different
// arcs touch in the sample only.
func (s sectorSet) arcs() int {
	if s == 1<<sectors-1 {
		return 1
	}
	return bits.OnesCount8(uint8(s.begins()))
}

// arc returns the first sector of an arc and how many it has.
func (s sectorSet) arc(n int) (first, length int) {
	if s == 1<<sectors-1 {
		return 0, sectors
	}
	for first = range sectors {
		if s.begins().has(first) {
			if n == 0 {
				break
			}
			n--
		}
	}
	for length = 1; s.has((first + length) % sectors); length++ {
	}
	return first, length
}

// vertex returns to which of the arcs, and so to which of the vertices at the
// sample, a sector belongs: triangles that touch in a point only have a vertex
// each, for if they shared it, their walls would touch in an edge.
func (s sectorSet) vertex(sector int) uint32 {
	n := bits.OnesCount8(uint8(s.begins() & (2<<sector - 1)))
	if n == 0 { // the last arc goes on beyond the east
		n = s.arcs()
	}
	return uint32(n - 1)
}

// triangles returns how many triangles are drawn of the cell to the NE.
func (s sectorSet) triangles() int { return bits.OnesCount8(uint8(s & (lower | upper))) }

// borders returns how many of the edges E, NE and N have a triangle on one side
// only.
func (s sectorSet) borders() int {
	return bits.OnesCount8(uint8((s ^ s.turned()) & 0b111))
}
