package e2e

import (
	"image/color"
	"testing"
)

// eyes counts the pixels of one eye alone, and those whose green and blue differ:
// they show colours, not tones.
func (p *picture) eyes(r box) (reds, cyans, coloured int) {
	p.within(r, func(_, _ int, c color.RGBA) {
		d := int(c.R) - (int(c.G)+int(c.B))/2
		switch {
		case d > 60:
			reds++
		case d < -60:
			cyans++
		}
		if apart(color.RGBA{G: c.G}, color.RGBA{G: c.B}) > 16 {
			coloured++
		}
	})
	return reds, cyans, coloured
}

// For red-cyan glasses, each eye has its picture in its channels; turning
// works, and the picture is full of colours again afterwards.
func TestStereo(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	for _, address := range []string{
		"waves?stereo=anaglyph",
		"waves?stereo=anaglyph&mode=surface&theme=dark&beside=map&proj=persp",
	} {
		b.visit(address)
		b.rest()
		b.shoot("stereo")
		stage := b.stage()
		left := stage
		left.W *= 0.55
		first := b.shot()
		reds, cyans, coloured := first.eyes(left)
		if reds < 1000 || cyans < 1000 || coloured > 10 {
			t.Errorf("%s: %d pixels of red, %d of cyan, %d of other colours", address, reds, cyans, coloured)
		}
		x, y := left.center()
		before := b.camera()
		b.drag(x, y, 100, 60)
		b.rest()
		if after := b.camera(); after[0] == before[0] || after[1] <= before[1] {
			t.Errorf("%s: dragged from %v to %v", address, before, after)
		}
		turned := b.shot()
		if reds, cyans, _ := turned.eyes(left); reds < 1000 || cyans < 1000 || first.differs(turned, left) < 0.01 {
			t.Errorf("%s: turned, %d pixels of red, %d of cyan", address, reds, cyans)
		}
		b.set("stereo", "off")
		b.rest()
		if _, _, coloured := b.shot().eyes(left); coloured < 1000 {
			t.Errorf("%s: without stereo, %d coloured pixels", address, coloured)
		}
	}
}

// In oblique projection the gestures do what they do otherwise: a wheel turned
// over a point leaves it where it is, a drag with Shift takes the picture along.
func TestOblique(t *testing.T) {
	t.Parallel()
	b := open(t, "#waves?proj=oblique&az=-90&el=0", look{})
	b.rest()
	b.shoot("oblique")
	stage := b.stage()
	x, y := stage.center()
	first := b.shot()
	b.drag(x, y, 80, -50, withShift)
	b.rest()
	moved := b.shot()
	unlike, ink := 0, 0
	first.within(box{x - 150, y - 80, 300, 160}, func(px, py int, c color.RGBA) {
		if apart(c, lightPaper) > 60 {
			ink++
			if apart(c, moved.RGBAAt(px+80, py-50)) > 60 {
				unlike++
			}
		}
	})
	if ink < 1000 || unlike > ink/20 {
		t.Errorf("%d of %d pixels are not where they were dragged to", unlike, ink)
	}
	if c := b.camera(); c[0] != -90 || c[1] != 0 {
		t.Errorf("panning turned the camera: %v", c)
	}
	b.drag(x, y, 60, 30)
	if c := b.camera(); c[0] == -90 || c[1] <= 0 {
		t.Errorf("dragging led to %v", c)
	}
}
