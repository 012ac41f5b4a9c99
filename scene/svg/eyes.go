package svg

import "zscape/scene"

// Channels begins the picture for an eye: a group whose colours have all been
// turned into tones of its channels. What is on top of it in the other channels
// is added by the blend mode "screen", for which black is nothing.
func (c canvas) Channels(q scene.Channels) {
	if q == scene.AllChannels {
		c.closeEye()
		return
	}
	style := "mix-blend-mode:screen"
	if c.channels == scene.AllChannels {
		c.element("g", "style", "isolation:isolate") // from the paper
		style = ""
	} else {
		c.end()
	}
	c.channels = q
	c.element("g", "style", style)
	r := c.size
	if c.clipping {
		r = c.clip
	}
	c.empty("rect", append([]string{"x", number(r.Min.X), "y", number(r.Min.Y), "width", number(r.W()), "height", number(r.H())},
		fill(c.tone(c.ground))...)...)
}

// closeEye ends the pictures for the two eyes, if they have begun.
func (p *printer) closeEye() {
	if p.channels != scene.AllChannels {
		p.end()
		p.end()
		p.channels = scene.AllChannels
	}
}

// tone returns the colour in which q is printed.
func (p *printer) tone(q scene.Color) scene.Color { return p.channels.Tone(q, p.ground) }

// toned returns the pixels of a bitmap as they are printed.
func (p *printer) toned(pix []uint8) []uint8 {
	if p.channels == scene.AllChannels {
		return pix
	}
	out := make([]uint8, len(pix))
	for k := 0; k+4 <= len(pix); k += 4 {
		q := p.tone(scene.Color{R: float32(pix[k]) / 255, G: float32(pix[k+1]) / 255, B: float32(pix[k+2]) / 255, A: float32(pix[k+3]) / 255})
		out[k], out[k+1], out[k+2], out[k+3] = q.RGBA8()
	}
	return out
}
