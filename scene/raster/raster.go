// Package raster paints a scene.DisplayList into an image.RGBA, in software:
// for PNG files, posters and golden tests, with or without a display.
//
// The picture is painted in bands of rows, each at twice the resolution in
// both directions and then averaged. Lines, polygons and text carry their own
// antialiasing on that finer lattice of samples. Colours are blended and
// averaged as they are, in sRGB: that is what browsers and the Ebitengine
// back end do, so a downloaded picture shows the same greys as the screen.
package raster

import (
	"fmt"
	"image"
	"math"

	"zscape/scene"
)

const (
	over        = 2       // samples of a pixel in each direction
	bandSamples = 1 << 15 // of a band, roughly: half a megabyte
)

// Draw paints l at scale pixels for each screen unit.
func Draw(l *scene.DisplayList, scale float64) *image.RGBA {
	j := New(l, scale)
	for !j.Step() {
	}
	return j.Image()
}

// Painting is a picture being painted, a band of rows at a time.
type Painting struct {
	image  *image.RGBA
	ground pixel
	layers []layer
	band   band
	rows   int // of the image, in a band
	y      int // first row that is not painted yet
}

// layer is an operation of the list, made ready to be painted band by band.
type layer interface {
	// span returns the rows of samples that the layer may touch.
	span() extent
	paint(*band)
}

// New begins the picture of l at scale pixels for each screen unit. The list
// must stay as it is until it is done. The image has l.W*scale by
// l.H*scale pixels, rounded, and at least one. New panics if l's size or the
// scale is not positive and finite.
func New(l *scene.DisplayList, scale float64) *Painting {
	w, h := pixels(l.W, scale), pixels(l.H, scale)
	j := &Painting{
		image:  image.NewRGBA(image.Rect(0, 0, w, h)),
		ground: premultiply(l.Background),
	}
	j.setRows(max(1, bandSamples/(over*over*w)))

	k := scale * over // samples a screen unit
	layers := &j.layers
	var panel *[]layer // where layers was before an eye's picture
	for _, op := range l.Ops() {
		switch op := op.(type) {
		case *scene.Polylines:
			*layers = append(*layers, newPolylines(op, k, over*w, over*h))
		case *scene.Polygons:
			*layers = append(*layers, newPolygons(op, k))
		case *scene.Mesh:
			*layers = append(*layers, newMesh(op, k))
		case *scene.Image:
			*layers = append(*layers, newBitmap(op, k))
		case *scene.Text:
			*layers = append(*layers, newText(op, k))
		case *scene.Rect:
			layers = &j.layers
			if *op != (scene.Rect{}) {
				c := &clipped{rect: *op, k: k}
				j.layers = append(j.layers, c)
				layers = &c.layers
			}
		case scene.Channels:
			if panel != nil {
				layers, panel = panel, nil
			}
			if op != scene.AllChannels {
				t := &toned{channels: op, ground: l.Background}
				*layers = append(*layers, t)
				layers, panel = &t.layers, layers
			}
		}
	}
	return j
}

func pixels(length, scale float64) int {
	n := length * scale
	if !(n > 0 && n < 1<<20 && scale > 0) {
		panic(fmt.Sprintf("raster: a picture of %v screen units at scale %v", length, scale))
	}
	return max(1, int(math.Round(n)))
}

// setRows sets the height of a band, in rows of the image.
func (j *Painting) setRows(rows int) {
	j.rows = rows
	j.band.resize(over*j.image.Rect.Dx(), over*rows)
}

// Step paints the next band, and reports whether the picture is complete.
func (j *Painting) Step() (done bool) {
	h := j.image.Rect.Dy()
	if j.y == h {
		return true
	}
	end := min(j.y+j.rows, h)
	b := &j.band
	b.start(over*j.y, over*end, j.ground)
	for _, l := range j.layers {
		if b.meets(l.span()) {
			l.paint(b)
		}
	}
	b.average(j.image)
	j.y = end
	return j.y == h
}

// Progress returns the fraction of the picture that is painted.
func (j *Painting) Progress() float64 { return float64(j.y) / float64(j.image.Rect.Dy()) }

// Image returns the picture; the rows that are not painted yet are transparent.
func (j *Painting) Image() *image.RGBA { return j.image }
