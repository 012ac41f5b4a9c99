package movie

import (
	"image"
	"slices"
	"testing"
	"time"

	"zscape/scene"
	"zscape/scene/raster"
	"zscape/scene/space"
)

// errors is how far pixels are from what they should be, in CIELAB, the
// background left aside.
type errors struct {
	mean, high, worst float64 // high: of 99.9 % no more
	near              float64 // mean, each pixel averaged with those around it, as the eye does
}

// compare returns the errors of the frames that got shows of what draw draws.
func compare(draw func(k int) *scene.DisplayList, scale float64, got []*image.RGBA) errors {
	var all []float64
	var e errors
	for k, m := range got {
		l := draw(k)
		want := raster.Draw(l, scale)
		r, g, b, _ := l.Background.RGBA8()
		ground := uint32(r)<<16 | uint32(g)<<8 | uint32(b)
		for y := range m.Rect.Dy() {
			for x := range m.Rect.Dx() {
				p := pack(want.Pix[want.PixOffset(x, y):])
				if p == ground {
					continue
				}
				d := toLab(unpack(p)).distance(toLab(unpack(pack(m.Pix[m.PixOffset(x, y):]))))
				all = append(all, d)
				e.mean += d
				e.near += around(want, x, y).distance(around(m, x, y))
			}
		}
	}
	slices.Sort(all)
	n := len(all)
	e.mean /= float64(n)
	e.near /= float64(n)
	e.high, e.worst = all[n*999/1000], all[n-1]
	return e
}

// around returns the mean colour of the 5 x 5 pixels around (x, y).
func around(m *image.RGBA, x, y int) lab {
	var sum mean
	for v := max(0, y-2); v <= min(y+2, m.Rect.Dy()-1); v++ {
		for u := max(0, x-2); u <= min(x+2, m.Rect.Dx()-1); u++ {
			sum.add(&swatch{rgb: unpack(pack(m.Pix[m.PixOffset(u, v):])), weight: 1})
		}
	}
	return toLab(sum.color())
}

// TestColorError limits what a palette does to a turning, shaded surface.
// Measured, for viridis: 1.06, 4.0, 8.7 and 0.47 in patches, or with dither
// 1.16, 5.3, 15.2 and 0.44; the eye begins to tell colours apart at 2.3.
// (Beside them, jet: 1.77, 7.0, 15.2 and 0.73; 2.00, 9.2, 28.5 and 0.69.)
func TestColorError(t *testing.T) {
	const frames = 10
	for _, c := range []struct {
		name   string
		dither bool
		limit  errors
	}{
		{"viridis", false, errors{1.15, 4.6, 11, 0.51}},
		{"viridis", true, errors{1.25, 6, 18, 0.48}},
		{"jet", true, errors{2.2, 10.5, 33, 0.76}},
	} {
		draw := surface(space.Smooth, c.name, frames, 480, 360)
		j := New(GIF, frames, draw, 1, 40*time.Millisecond)
		j.Dither = c.dither
		e := compare(draw, 1, composite(t, run(j)))
		t.Logf("%s, dither %v: %.2f", c.name, c.dither, e)
		if e.mean > c.limit.mean || e.high > c.limit.high || e.worst > c.limit.worst || e.near > c.limit.near {
			t.Errorf("%s, dither %v: errors %.2f, the limit is %.2f", c.name, c.dither, e, c.limit)
		}
	}
}
