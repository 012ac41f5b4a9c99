package movie

import (
	"fmt"
	"image"
	"image/color"
	"time"

	"zscape/scene"
)

// gifEncoder makes a GIF. It takes some pictures for their colours, and then all
// frames.
type gifEncoder struct {
	file  gifFile
	clock clock

	samples int     // pictures still to be taken for their colours
	census  *census // nil when the palette is chosen
	chooser *chooser
	matcher *matcher
	ground  color.RGBA

	picture    *image.RGBA
	y          int     // row of the picture to be counted or matched next
	packed     int     // row of the change to be written next
	now, shown []uint8 // palette indices of the picture and of the frame before
	change     image.Rectangle
	line       []uint8
}

// piece is how many pixels are worked on between looks at the clock.
const piece = 1 << 12

func newGIFEncoder(samples int, delay time.Duration, dither bool) *gifEncoder {
	return &gifEncoder{samples: samples, clock: clock{delay: delay}, census: newCensus(), matcher: newMatcher(nil, dither)}
}

func (e *gifEncoder) take(m *image.RGBA, background scene.Color) {
	if e.now == nil {
		e.begin(m.Rect.Size(), background)
	}
	e.picture, e.y, e.packed, e.change = m, 0, 0, image.Rectangle{}
}

func (e *gifEncoder) begin(size image.Point, background scene.Color) {
	if max(size.X, size.Y) > 1<<16-1 {
		panic(fmt.Sprintf("movie: a GIF of %v pixels", size))
	}
	r, g, b, _ := background.RGBA8()
	e.ground = color.RGBA{r, g, b, 255}
	n := size.X * size.Y
	e.now, e.shown, e.line = make([]uint8, n), make([]uint8, n), make([]uint8, size.X)
}

func (e *gifEncoder) step() (done bool) {
	w, h := e.picture.Rect.Dx(), e.picture.Rect.Dy()
	rows := max(1, piece/w)
	switch {
	case e.census != nil && e.y < h:
		ground := uint32(e.ground.R)<<16 | uint32(e.ground.G)<<8 | uint32(e.ground.B)
		for end := min(e.y+rows, h); e.y < end; e.y++ {
			e.census.add(e.row(e.y), ground)
		}
		if e.y == h {
			e.samples--
		}
		return e.y == h && e.samples > 0
	case e.census != nil:
		return e.choose()
	case e.y < h:
		for end := min(e.y+rows, h); e.y < end; e.y++ {
			e.match(e.y)
		}
		if e.y == h {
			e.beginFrame()
		}
		return false
	}
	for end := min(e.packed+rows, e.change.Max.Y); e.packed < end; e.packed++ {
		e.pack(e.packed)
	}
	if e.packed < e.change.Max.Y {
		return false
	}
	e.file.endFrame()
	e.now, e.shown = e.shown, e.now
	return true
}

func (e *gifEncoder) progress() float64 {
	h := float64(e.picture.Rect.Dy())
	if e.chooser != nil {
		return 0.5 + 0.5*e.chooser.progress()
	}
	if e.packed == 0 {
		return 0.5 * float64(e.y) / h
	}
	return 0.5 + 0.5*float64(e.packed)/h
}

func (e *gifEncoder) close() []byte { return e.file.close() }

// row returns row y of the picture, four bytes a pixel.
func (e *gifEncoder) row(y int) []uint8 {
	return e.picture.Pix[y*e.picture.Stride:][:4*e.picture.Rect.Dx()]
}

// choose works on the palette; when it is final, the file can begin.
func (e *gifEncoder) choose() (done bool) {
	const most = 255 // and one for what is transparent
	if e.chooser == nil {
		e.chooser = newChooser(e.census, e.ground, most)
	}
	if !e.chooser.step() {
		return false
	}
	p := e.chooser.palette
	e.matcher.palette = p
	e.file.begin(e.picture.Rect.Size(), p.rgb, p.nearest(toLab(e.ground)))
	e.census, e.chooser = nil, nil
	return true
}

// match finds the colours of row y and extends the change to where they are new.
func (e *gifEncoder) match(y int) {
	w := e.picture.Rect.Dx()
	now, shown := e.now[w*y:][:w], e.shown[w*y:][:w]
	e.matcher.matchTo(now, e.row(y), y)
	if e.clock.frames == 0 {
		e.change = e.picture.Rect
		return
	}
	from, to := 0, w
	for from < to && now[from] == shown[from] {
		from++
	}
	for to > from && now[to-1] == shown[to-1] {
		to--
	}
	e.change = e.change.Union(image.Rect(from, y, to, y+1))
}

// beginFrame begins the frame in the file. One like the frame before is a single pixel.
func (e *gifEncoder) beginFrame() {
	if e.change.Empty() {
		e.change = image.Rect(0, 0, 1, 1)
	}
	e.packed = e.change.Min.Y
	e.file.beginFrame(e.change, e.clock.next())
}

// pack writes row y of the change, what has not changed being transparent.
func (e *gifEncoder) pack(y int) {
	r, w := e.change, e.picture.Rect.Dx()
	now, shown := e.now[w*y+r.Min.X:][:r.Dx()], e.shown[w*y+r.Min.X:][:r.Dx()]
	line := e.line[:r.Dx()]
	copy(line, now)
	if e.clock.frames > 1 {
		for x, c := range now {
			if c == shown[x] {
				line[x] = e.file.transparent
			}
		}
	}
	e.file.write(line)
}

// clock gives the frames of a GIF their times in hundredths of a second, so
// that none begins more than half a hundredth too early or too late.
type clock struct {
	delay  time.Duration
	frames int // so far
}

// next returns how long the next frame is shown.
func (c *clock) next() int {
	const (
		unit  = 10 * time.Millisecond
		least = 2 * unit // browsers slow down what is faster
	)
	at := func(k int) int { return int((time.Duration(k)*max(c.delay, least) + unit/2) / unit) }
	c.frames++
	return at(c.frames) - at(c.frames-1)
}
