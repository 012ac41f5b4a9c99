package movie

import (
	"fmt"
	"image"
	"image/color"
	"time"

	"zscape/scene"
)

// gifFilm makes a GIF. It takes some pictures for their colours, and then all
// frames.
type gifFilm struct {
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

func newGIFFilm(samples int, delay time.Duration, dither bool) *gifFilm {
	return &gifFilm{samples: samples, clock: clock{delay: delay}, census: newCensus(), matcher: newMatcher(nil, dither)}
}

func (f *gifFilm) take(m *image.RGBA, background scene.Color) {
	if f.now == nil {
		f.begin(m.Rect.Size(), background)
	}
	f.picture, f.y, f.packed, f.change = m, 0, 0, image.Rectangle{}
}

func (f *gifFilm) begin(size image.Point, background scene.Color) {
	if max(size.X, size.Y) > 1<<16-1 {
		panic(fmt.Sprintf("movie: a GIF of %v pixels", size))
	}
	r, g, b, _ := background.RGBA8()
	f.ground = color.RGBA{r, g, b, 255}
	n := size.X * size.Y
	f.now, f.shown, f.line = make([]uint8, n), make([]uint8, n), make([]uint8, size.X)
}

func (f *gifFilm) step() (done bool) {
	w, h := f.picture.Rect.Dx(), f.picture.Rect.Dy()
	rows := max(1, piece/w)
	switch {
	case f.census != nil && f.y < h:
		ground := uint32(f.ground.R)<<16 | uint32(f.ground.G)<<8 | uint32(f.ground.B)
		for end := min(f.y+rows, h); f.y < end; f.y++ {
			f.census.add(f.row(f.y), ground)
		}
		if f.y == h {
			f.samples--
		}
		return f.y == h && f.samples > 0
	case f.census != nil:
		return f.choose()
	case f.y < h:
		for end := min(f.y+rows, h); f.y < end; f.y++ {
			f.match(f.y)
		}
		if f.y == h {
			f.beginFrame()
		}
		return false
	}
	for end := min(f.packed+rows, f.change.Max.Y); f.packed < end; f.packed++ {
		f.pack(f.packed)
	}
	if f.packed < f.change.Max.Y {
		return false
	}
	f.file.endFrame()
	f.now, f.shown = f.shown, f.now
	return true
}

func (f *gifFilm) progress() float64 {
	h := float64(f.picture.Rect.Dy())
	if f.chooser != nil {
		return 0.5 + 0.5*f.chooser.progress()
	}
	if f.packed == 0 {
		return 0.5 * float64(f.y) / h
	}
	return 0.5 + 0.5*float64(f.packed)/h
}

func (f *gifFilm) close() []byte { return f.file.close() }

// row returns row y of the picture, four bytes a pixel.
func (f *gifFilm) row(y int) []uint8 {
	return f.picture.Pix[y*f.picture.Stride:][:4*f.picture.Rect.Dx()]
}

// choose works on the palette; when it is final, the file can begin.
func (f *gifFilm) choose() (done bool) {
	const most = 255 // and one for what is transparent
	if f.chooser == nil {
		f.chooser = newChooser(f.census, f.ground, most)
	}
	if !f.chooser.step() {
		return false
	}
	p := f.chooser.palette
	f.matcher.palette = p
	f.file.begin(f.picture.Rect.Size(), p.rgb, p.nearest(toLab(f.ground)))
	f.census, f.chooser = nil, nil
	return true
}

// match finds the colours of row y and extends the change to where they are new.
func (f *gifFilm) match(y int) {
	w := f.picture.Rect.Dx()
	now, shown := f.now[w*y:][:w], f.shown[w*y:][:w]
	f.matcher.matchTo(now, f.row(y), y)
	if f.clock.frames == 0 {
		f.change = f.picture.Rect
		return
	}
	from, to := 0, w
	for from < to && now[from] == shown[from] {
		from++
	}
	for to > from && now[to-1] == shown[to-1] {
		to--
	}
	f.change = f.change.Union(image.Rect(from, y, to, y+1))
}

// beginFrame begins the frame in the file. One like the frame before is a single pixel.
func (f *gifFilm) beginFrame() {
	if f.change.Empty() {
		f.change = image.Rect(0, 0, 1, 1)
	}
	f.packed = f.change.Min.Y
	f.file.beginFrame(f.change, f.clock.next())
}

// pack writes row y of the change, what has not changed being transparent.
func (f *gifFilm) pack(y int) {
	r, w := f.change, f.picture.Rect.Dx()
	now, shown := f.now[w*y+r.Min.X:][:r.Dx()], f.shown[w*y+r.Min.X:][:r.Dx()]
	line := f.line[:r.Dx()]
	copy(line, now)
	if f.clock.frames > 1 {
		for x, c := range now {
			if c == shown[x] {
				line[x] = f.file.transparent
			}
		}
	}
	f.file.write(line)
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
