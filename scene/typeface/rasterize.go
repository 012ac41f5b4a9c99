package typeface

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// Beyond these, in pixels, a mask would fit neither a texture nor a purpose.
const (
	maxSize  = 2048
	maxWidth = 8192
)

// Glyphs is a rasterised line of text.
type Glyphs struct {
	// Mask is the coverage. Its corner is (0, 0) and it is no larger than
	// the ink needs; without ink it is empty.
	Mask *image.Alpha

	// OriginX and OriginY are where the pen starts on the baseline, in
	// pixels from the mask's corner, y down. They are whole numbers, so a
	// pen at a whole pixel gives the sharpest text. The origin may lie
	// outside the mask.
	OriginX, OriginY float64
}

// Rasterize draws s with antialiasing, each glyph at its exact, fractional
// place along the line. Sizes above 2048 give no ink, and a line is cut off
// at 8192 pixels.
func Rasterize(s string, size float64) *Glyphs {
	var line []placed
	if valid(size) && size <= maxSize {
		line = regular().set(s, size)
	}
	scale := size / unitsPerEm
	bounds := ink(line, scale)
	bounds.Max.X = min(bounds.Max.X, bounds.Min.X+maxWidth)
	g := &Glyphs{
		Mask:    image.NewAlpha(image.Rectangle{Max: bounds.Size()}),
		OriginX: float64(-bounds.Min.X),
		OriginY: float64(-bounds.Min.Y),
	}
	if bounds.Empty() {
		return g
	}

	raster := vector.NewRasterizer(bounds.Dx(), bounds.Dy())
	raster.DrawOp = draw.Src
	for _, p := range line {
		fill(raster, p.outline, g.OriginX+p.x*scale, g.OriginY, scale)
	}
	raster.Draw(g.Mask, g.Mask.Rect, image.Opaque, image.Point{})
	return g
}

// placed is a glyph with ink and the place of its origin along the line, in
// font units.
type placed struct {
	*glyph
	x float64
}

// set returns the glyphs of s, as far as a mask would show them.
func (f *face) set(s string, size float64) []placed {
	f.mu.Lock()
	defer f.mu.Unlock()
	const far = 2 * maxWidth * unitsPerEm // a first glyph may begin left of the pen
	var line []placed
	pen := 0
	for _, r := range s {
		if float64(pen)*size > far {
			break
		}
		g := f.glyph(r)
		if len(g.outline) > 0 {
			line = append(line, placed{g, float64(pen)})
		}
		pen += g.advance
	}
	return line
}

// ink returns the smallest rectangle of whole pixels that holds the line.
func ink(line []placed, scale float64) image.Rectangle {
	var all image.Rectangle
	for _, p := range line {
		b := p.bounds
		all = all.Union(image.Rectangle{
			Min: image.Point{floor((p.x + float64(b.Min.X)) * scale), floor(float64(b.Min.Y) * scale)},
			Max: image.Point{ceil((p.x + float64(b.Max.X)) * scale), ceil(float64(b.Max.Y) * scale)},
		})
	}
	return all
}

func floor(v float64) int { return int(math.Floor(v)) }
func ceil(v float64) int  { return int(math.Ceil(v)) }

// fill adds an outline to the raster with its origin at pixel (x, y). The
// contours of sfnt are closed.
func fill(raster *vector.Rasterizer, outline sfnt.Segments, x, y, scale float64) {
	pixel := func(p fixed.Point26_6) (float32, float32) {
		return float32(x + float64(p.X)*scale), float32(y + float64(p.Y)*scale)
	}
	for _, s := range outline {
		ax, ay := pixel(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			raster.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			raster.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := pixel(s.Args[1])
			raster.QuadTo(ax, ay, bx, by)
		}
	}
}
