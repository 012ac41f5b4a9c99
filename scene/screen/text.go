//go:build js

package screen

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"zscape/scene"
	"zscape/scene/typeface"
)

// words keeps lines of text as images, white, to be tinted.
type words struct {
	kept map[wordKey]*wordImage
	tick int
}

type wordKey struct {
	text string
	size float64 // device pixels
}

type wordImage struct {
	image            *ebiten.Image // nil if there is no ink
	originX, originY float64
	used             int
}

// keepWords is how many lines of text are kept; a picture has some 40.
const keepWords = 400

func (k *words) draw(c *canvas, t *scene.Text) {
	width, ascent, descent := typeface.Measure(t.String, t.Size)
	w := k.find(wordKey{t.String, t.Size * c.scale})
	if w.image == nil {
		return
	}
	x := t.At.X - t.AlignX*width
	y := t.At.Y - t.AlignY*(ascent+descent) + ascent
	// On whole device pixels, for the sharpness of stems.
	px := math.Round(x*c.scale+c.origin.X) - w.originX
	py := math.Round(y*c.scale+c.origin.Y) - w.originY
	var op ebiten.DrawImageOptions
	op.GeoM.Translate(px, py)
	op.ColorScale.Scale(t.Color.R, t.Color.G, t.Color.B, 1)
	op.ColorScale.ScaleAlpha(t.Color.A)
	c.dst.DrawImage(w.image, &op)
}

func (k *words) find(key wordKey) *wordImage {
	k.tick++
	if w := k.kept[key]; w != nil {
		w.used = k.tick
		return w
	}
	if len(k.kept) >= keepWords {
		// The half that was not used lately.
		k.forget(func(w *wordImage) bool { return w.used < k.tick-keepWords/2 })
	}
	if k.kept == nil {
		k.kept = map[wordKey]*wordImage{}
	}
	w := &wordImage{used: k.tick}
	k.kept[key] = w
	if g := typeface.Rasterize(key.text, key.size); g != nil && !g.Mask.Rect.Empty() {
		w.image = ebiten.NewImageFromImage(white(g.Mask))
		w.originX, w.originY = g.OriginX, g.OriginY
	}
	return w
}

// forget drops those that are not wanted.
func (k *words) forget(unwanted func(*wordImage) bool) {
	for key, w := range k.kept {
		if unwanted(w) {
			if w.image != nil {
				w.image.Deallocate()
			}
			delete(k.kept, key)
		}
	}
}

// white returns mask as white ink.
func white(mask *image.Alpha) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, mask.Rect.Dx(), mask.Rect.Dy()))
	for y := range m.Rect.Dy() {
		row := mask.Pix[y*mask.Stride:][:m.Rect.Dx()]
		for x, a := range row {
			p := m.Pix[y*m.Stride+4*x:][:4]
			p[0], p[1], p[2], p[3] = a, a, a, a
		}
	}
	return m
}
