package raster

import (
	"math"

	"zscape/scene"
)

// toned is layers of which the grey is painted in some channels of colour.
type toned struct {
	channels scene.Channels
	ground   scene.Color
	layers   []layer
	before   []pixel // what the band was; kept for the next band
}

// span is everything: the picture for an eye covers what was there.
func (t *toned) span() extent {
	return extent{float32(math.Inf(-1)), float32(math.Inf(1))}
}

func (t *toned) paint(b *band) {
	pix := b.pix[:b.width*(b.end-b.top)]
	t.before = append(t.before[:0], pix...)
	ground := premultiply(t.ground)
	for i := range pix {
		pix[i] = ground
	}
	for _, l := range t.layers {
		if b.meets(l.span()) {
			l.paint(b)
		}
	}
	for i, p := range pix {
		tone := t.channels.Tone(scene.Color{R: p.r, G: p.g, B: p.b, A: 1}, t.ground)
		was := t.before[i]
		if t.channels == scene.RedChannel {
			was.r = tone.R
		} else {
			was.g, was.b = tone.G, tone.B
		}
		was.a = max(was.a, p.a)
		pix[i] = was
	}
}
