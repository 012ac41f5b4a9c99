package raster

import (
	"math"

	"zscape/scene"
)

type bitmap struct {
	*scene.Bitmap
	dst scene.Rect // in samples
}

func newBitmap(m *scene.Image, k float64) *bitmap {
	return &bitmap{m.Bitmap, scene.Rect{Min: m.Dst.Min.Scale(k), Max: m.Dst.Max.Scale(k)}}
}

func (l *bitmap) span() extent {
	if !(l.dst.W() > 0 && l.dst.H() > 0) {
		return extent{}
	}
	return extentOf(l.dst.Min.Y, l.dst.Max.Y)
}

func (l *bitmap) paint(b *band) {
	first, end := b.rows(l.dst.Min.Y, l.dst.Max.Y)
	from, to := b.columns(l.dst.Min.X, l.dst.Max.X)
	for y := first; y < end; y++ {
		sy, ok := nearest(y, l.dst.Min.Y, l.dst.H(), l.H)
		if !ok {
			continue
		}
		row, src := b.row(y), l.Pix[4*l.W*sy:]
		for x := from; x < to; x++ {
			if sx, ok := nearest(x, l.dst.Min.X, l.dst.W(), l.W); ok {
				row[x] = unpack(src[4*sx : 4*sx+4]).over(row[x])
			}
		}
	}
}

// nearest returns which of n parts of the interval of that length from lo
// holds the centre of sample i.
func nearest(i int, lo, length float64, n int) (part int, ok bool) {
	v := math.Floor((float64(i) + 0.5 - lo) / length * float64(n))
	if !(v >= 0 && v <= float64(n)) {
		return 0, false
	}
	return min(int(v), n-1), n > 0
}

// unpack returns the colour of four bytes RGBA, not premultiplied.
func unpack(p []uint8) pixel {
	const unit = 1. / 255
	a := float32(p[3]) * unit
	return pixel{float32(p[0]) * unit * a, float32(p[1]) * unit * a, float32(p[2]) * unit * a, a}
}
