package movie

import "image/color"

// census counts colours. While there are few it knows each; when there are
// too many, it takes together those that differ in their last bits.
type census struct {
	slots []slot // a hash table with linear probing
	used  int
	mask  uint32 // the bits of a colour that count
}

// slot is a colour, and the number of pixels that have it or one like it.
type slot struct{ rgb, count uint32 }

const (
	censusBits = 16
	censusMost = 1 << (censusBits - 1) // distinct colours
)

func newCensus() *census {
	return &census{slots: make([]slot, 1<<censusBits), mask: 0xffffff}
}

// add counts the pixels of a row, four bytes each, but not those of the colour except.
func (c *census) add(row []uint8, except uint32) {
	for len(row) > 0 {
		rgb, run := pack(row), uint32(1)
		for row = row[4:]; len(row) > 0 && pack(row) == rgb; row = row[4:] {
			run++
		}
		if rgb != except {
			c.count(slot{rgb, run})
		}
	}
}

// pack returns the first pixel of p as 0xRRGGBB.
func pack(p []uint8) uint32 { return uint32(p[0])<<16 | uint32(p[1])<<8 | uint32(p[2]) }

func unpack(rgb uint32) color.RGBA {
	return color.RGBA{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 255}
}

// hash spreads colours over 1<<bits places (Knuth, The Art of Computer
// Programming 3, section 6.4: multiplication by the golden ratio).
func hash(rgb uint32, bits int) uint32 { return rgb * 0x9e3779b1 >> (32 - bits) }

// count adds s. Of colours taken together the more frequent one stays.
func (c *census) count(s slot) {
	i := hash(s.rgb&c.mask, censusBits)
	for c.slots[i].count > 0 && (c.slots[i].rgb^s.rgb)&c.mask != 0 {
		i = (i + 1) % (1 << censusBits)
	}
	t := &c.slots[i]
	if t.count == 0 {
		c.used++
	}
	if s.count > t.count {
		t.rgb = s.rgb
	}
	t.count += s.count
	if c.used > censusMost {
		c.coarsen()
	}
}

// coarsen drops the last of the bits that count, of each component.
func (c *census) coarsen() {
	slots := c.slots
	c.slots, c.used = make([]slot, len(slots)), 0
	c.mask &= c.mask << 1 & 0xfefefe
	for _, s := range slots {
		if s.count > 0 {
			c.count(s)
		}
	}
}
