package raster

import (
	"math"

	"zscape/scene"
	"zscape/scene/typeface"
)

// text is a line of text rasterised at the resolution of samples.
type text struct {
	glyphs *typeface.Glyphs
	x, y   int // sample at the corner of the mask
	color  pixel
}

func newText(t *scene.Text, k float64) *text {
	size := t.Size * k
	width, above, below := typeface.Measure(t.String, size)
	left := t.At.X*k - t.AlignX*width
	baseline := t.At.Y*k - t.AlignY*(above+below) + above
	const far = 1 << 30
	if !(math.Abs(left) < far && math.Abs(baseline) < far) {
		return &text{glyphs: new(typeface.Glyphs)}
	}
	g := typeface.Rasterize(t.String, size)
	// The pen starts at a whole pixel of the image: the feet of letters stay sharp.
	return &text{
		glyphs: g,
		x:      int(over*math.Round(left/over) - g.OriginX),
		y:      int(over*math.Round(baseline/over) - g.OriginY),
		color:  premultiply(t.Color),
	}
}

func (l *text) span() extent {
	if l.glyphs.Mask == nil {
		return extent{}
	}
	return extentOf(float64(l.y), float64(l.y+l.glyphs.Mask.Rect.Dy()))
}

func (l *text) paint(b *band) {
	mask := l.glyphs.Mask
	first, end := b.rows(float64(l.y), float64(l.y+mask.Rect.Dy()))
	from, to := b.columns(float64(l.x), float64(l.x+mask.Rect.Dx()))
	for y := first; y < end; y++ {
		row, src := b.row(y), mask.Pix[(y-l.y)*mask.Stride:]
		for x := from; x < to; x++ {
			if c := src[x-l.x]; c > 0 {
				row[x] = l.color.times(float32(c) / 255).over(row[x])
			}
		}
	}
}
