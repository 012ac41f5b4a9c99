// Package movie makes files of moving pictures from drawings, one a frame:
// animated GIFs, and zip archives of numbered PNGs for other programs to make
// films of. It works in short steps, so that a page stays alive meanwhile.
//
// A GIF has one palette of at most 255 colours for all frames, chosen in
// CIELAB from the colours of some of them, and what lies between two of its
// colours is a fixed pattern of both. Of each frame it holds the rectangle that
// changed, and in that only the pixels that did.
package movie

import (
	"fmt"
	"image"
	"time"

	"zscape/scene"
	"zscape/scene/raster"
)

// Format is a kind of file.
type Format int

const (
	GIF Format = iota // an animation that starts over at its end
	Zip               // 0001.png, 0002.png, ...
)

// Encoding is a movie being made.
type Encoding struct {
	// Dither says that a GIF renders colours that are not in its palette as
	// patterns of two that are. New sets it; the first Step reads it.
	Dither bool

	format Format
	frames int
	draw   func(k int) *scene.DisplayList
	scale  float64
	delay  time.Duration

	encoder encoder
	visits  []int            // the frames that encoder wants painted, one after the other
	visit   int              // the place in visits
	painter *raster.Painting // of the frame at that place; nil if not begun
	painted bool             // and encoder has it
	size    image.Point      // of all frames

	data []byte
	done bool
}

// encoder makes a file that grows picture by picture.
type encoder interface {
	// take says which picture is next. When it is painted, step does a piece of
	// the work on it, until done; progress says how much is done, 0 to 1.
	take(m *image.RGBA, background scene.Color)
	step() (done bool)
	progress() float64

	// close returns the file.
	close() []byte
}

// longest is how long a GIF can show a frame: it counts hundredths of a second in 16 bits.
const longest = 655 * time.Second

// New begins a movie of frames 0 to frames-1, with scale pixels for each
// screen unit of the drawings. A GIF shows each for the time delay, in whole
// hundredths of a second that on average are right; because browsers take
// hundredths less than 2 for 10, it is never shorter than 20 ms. A zip knows
// nothing of time.
//
// Draw returns the drawing of frame k. It may be the same list each time: none
// is used after the next call. A GIF asks for some frames twice, and not in
// order. All must have one size; a GIF has no translucent pixels, so the
// background should be opaque (it shows as if it lay on black).
//
// New panics if there are no frames or delay is not in 0..655 s. Step panics
// if the sizes of frames differ, or a GIF is larger than 65535 pixels.
func New(format Format, frames int, draw func(k int) *scene.DisplayList, scale float64, delay time.Duration) *Encoding {
	if frames < 1 {
		panic(fmt.Sprintf("movie: %d frames", frames))
	}
	if delay < 0 || delay > longest {
		panic(fmt.Sprintf("movie: a delay of %v", delay))
	}
	if format != GIF && format != Zip {
		panic(fmt.Sprintf("movie: format %d", format))
	}
	return &Encoding{Dither: true, format: format, frames: frames, draw: draw, scale: scale, delay: delay}
}

// Step works for some milliseconds, and reports whether the movie is
// complete. To give it up, do not call Step again.
func (j *Encoding) Step() (done bool) {
	const span = 3 * time.Millisecond
	if j.encoder == nil {
		j.begin()
	}
	for start := time.Now(); !j.done && time.Since(start) < span; {
		j.advance()
	}
	return j.done
}

// Progress returns how much is done, 0 to 1. It never falls.
func (j *Encoding) Progress() float64 {
	if j.done {
		return 1
	}
	if j.encoder == nil {
		return 0
	}
	const painting = 0.7 // of the time that a frame takes
	part := 0.0
	if j.painter != nil {
		part = painting * j.painter.Progress()
	}
	if j.painted {
		part += (1 - painting) * j.encoder.progress()
	}
	return (float64(j.visit) + part) / float64(len(j.visits))
}

// Bytes returns the file, nil until it is done.
func (j *Encoding) Bytes() []byte { return j.data }

func (j *Encoding) begin() {
	if j.format == GIF {
		samples := sampleOf(j.frames)
		j.encoder = newGIFEncoder(len(samples), j.delay, j.Dither)
		j.visits = samples
	} else {
		j.encoder = newZipEncoder(j.frames)
	}
	for k := range j.frames {
		j.visits = append(j.visits, k)
	}
}

// sampleOf returns some of n frames, from the first to the last.
func sampleOf(n int) []int {
	const most = 8
	if n == 1 {
		return []int{0}
	}
	sample := make([]int, min(n, most))
	for i := range sample {
		sample[i] = i * (n - 1) / (len(sample) - 1)
	}
	return sample
}

// advance does a piece of the work.
func (j *Encoding) advance() {
	switch {
	case j.painter == nil:
		j.paint(j.visits[j.visit])
	case !j.painted:
		j.painted = j.painter.Step()
	case j.encoder.step():
		j.painter, j.painted = nil, false
		j.visit++
		if j.visit == len(j.visits) {
			j.data, j.done = j.encoder.close(), true
		}
	}
}

// paint begins frame k.
func (j *Encoding) paint(k int) {
	l := j.draw(k)
	j.painter = raster.New(l, j.scale)
	m := j.painter.Image()
	if j.visit == 0 {
		j.size = m.Rect.Size()
	}
	if m.Rect.Size() != j.size {
		panic(fmt.Sprintf("movie: frame %d has %v pixels, others %v", k, m.Rect.Size(), j.size))
	}
	j.encoder.take(m, l.Background)
}
