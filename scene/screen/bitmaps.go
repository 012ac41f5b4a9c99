//go:build js

package screen

import (
	"weak"

	"github.com/hajimehoshi/ebiten/v2"

	"zscape/scene"
)

// bitmaps keeps bitmaps as images of the GPU, and writes their pixels when
// they have changed. A bitmap is part of what it is a picture of, all of which it
// would keep; so it is known by a weak pointer.
type bitmaps struct{ kept []*keptBitmap } // the last used first

type keptBitmap struct {
	bitmap  weak.Pointer[scene.Bitmap]
	version uint64
	image   *ebiten.Image
}

// keepBitmaps is how many are kept.
const keepBitmaps = 16

func (k *bitmaps) draw(c *canvas, m *scene.Image) {
	if m.Bitmap.W == 0 || m.Bitmap.H == 0 {
		return
	}
	b := k.find(m.Bitmap)
	if b.image != nil && (b.image.Bounds().Dx() != m.Bitmap.W || b.image.Bounds().Dy() != m.Bitmap.H) {
		b.image.Deallocate()
		b.image = nil
	}
	if b.image == nil {
		b.image, b.version = ebiten.NewImage(m.Bitmap.W, m.Bitmap.H), m.Bitmap.Version-1
	}
	if b.version != m.Bitmap.Version {
		b.image.WritePixels(premultiplied(m.Bitmap.Pix))
		b.version = m.Bitmap.Version
	}
	x, y := c.device(m.Dst.Min)
	var op ebiten.DrawImageOptions
	op.GeoM.Scale(m.Dst.W()*c.scale/float64(m.Bitmap.W), m.Dst.H()*c.scale/float64(m.Bitmap.H))
	op.GeoM.Translate(float64(x), float64(y))
	c.dst.DrawImage(b.image, &op)
}

func (k *bitmaps) find(bitmap *scene.Bitmap) *keptBitmap {
	if !recall(k.kept, func(b *keptBitmap) bool { return b.bitmap.Value() == bitmap }) {
		var dropped []*keptBitmap
		k.kept, dropped = remember(k.kept, &keptBitmap{bitmap: weak.Make(bitmap)}, keepBitmaps, (*keptBitmap).gone)
		drop(dropped)
	}
	return k.kept[0]
}

// forget drops all of them.
func (k *bitmaps) forget() {
	drop(k.kept)
	k.kept = nil
}

func drop(bitmaps []*keptBitmap) {
	for _, b := range bitmaps {
		if b.image != nil {
			b.image.Deallocate()
		}
	}
}

func (b *keptBitmap) gone() bool { return b.bitmap.Value() == nil }

func premultiplied(pix []uint8) []uint8 {
	out := make([]uint8, len(pix))
	for i := 0; i < len(pix); i += 4 {
		a := uint32(pix[i+3])
		for k := range 3 {
			out[i+k] = uint8((uint32(pix[i+k])*a + 127) / 255)
		}
		out[i+3] = pix[i+3]
	}
	return out
}
