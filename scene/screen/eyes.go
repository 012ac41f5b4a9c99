//go:build js

package screen

import (
	"github.com/hajimehoshi/ebiten/v2"

	"zscape/scene"
)

// eyes draws the picture of each eye on an image of its own, as large as the
// screen, and brings that in tones onto the screen. The image stays for the
// next frame.
type eyes struct {
	now   scene.Channels // of the eye whose picture is being drawn
	image *ebiten.Image
	below *ebiten.Image // what the picture goes onto
}

// Channels ends the picture of an eye, if there is one, and begins another.
func (c *canvas) Channels(q scene.Channels) {
	c.shapes.flush(c.dst)
	e := &c.eyes
	if e.now != scene.AllChannels {
		c.dst = e.below
		e.show(c)
	}
	e.now, e.below = q, nil
	if q == scene.AllChannels {
		return
	}
	size := c.screen.Bounds().Size()
	if e.image != nil && e.image.Bounds().Size() != size {
		e.forget()
	}
	if e.image == nil {
		e.image = ebiten.NewImage(size.X, size.Y)
	}
	paper(e.image, c.ground)
	e.below, c.dst = c.dst, e.image
}

// forget drops the image.
func (e *eyes) forget() {
	if e.image != nil {
		e.image.Deallocate()
		e.image = nil
	}
}

// show brings the picture onto c's: that of the left eye replaces what is
// there, that of the right one is added.
func (e *eyes) show(c *canvas) {
	channels, blend := []float32{1, 0, 0, 1}, ebiten.BlendCopy
	if e.now == scene.CyanChannels {
		channels, blend = []float32{0, 1, 1, 0}, ebiten.BlendLighter
	}
	size := e.image.Bounds().Size()
	options := &ebiten.DrawRectShaderOptions{
		Blend:    blend,
		Uniforms: map[string]any{"Ground": vec4(c.ground)[:3], "Channels": channels},
	}
	options.Images[0] = e.image
	c.dst.DrawRectShader(size.X, size.Y, toneShader, options)
}
