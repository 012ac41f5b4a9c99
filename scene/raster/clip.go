package raster

import "zscape/scene"

// clipped is layers that are seen only within a rectangle.
type clipped struct {
	rect   scene.Rect
	k      float64 // samples a screen unit
	layers []layer
	before []pixel // what the band was; kept for the next band
}

func (c *clipped) span() extent {
	var all extent
	for _, l := range c.layers {
		all = all.union(l.span())
	}
	e := extentOf(c.k*c.rect.Min.Y, c.k*c.rect.Max.Y)
	return extent{max(all.lo, e.lo), min(all.hi, e.hi)}
}

// paint paints the layers and takes back what lies outside.
func (c *clipped) paint(b *band) {
	size := b.width * (b.end - b.top)
	c.before = append(c.before[:0], b.pix[:size]...)
	for _, l := range c.layers {
		if b.meets(l.span()) {
			l.paint(b)
		}
	}
	first, end := b.rows(c.k*c.rect.Min.Y, c.k*c.rect.Max.Y)
	from, to := b.columns(c.k*c.rect.Min.X, c.k*c.rect.Max.X)
	for y := b.top; y < b.end; y++ {
		row, was := b.row(y), c.before[b.width*(y-b.top):][:b.width]
		if y < first || y >= end || from >= to {
			copy(row, was)
			continue
		}
		copy(row[:from], was)
		copy(row[to:], was[to:])
	}
}
