package movie

import (
	"cmp"
	"image/color"
	"slices"
	"sort"
)

// palette is colours in order of lightness.
type palette struct {
	rgb []color.RGBA
	lab []lab
}

// newPalette returns the palette of the given colours, without repetitions.
func newPalette(colors []color.RGBA) *palette {
	colors = slices.Clone(colors)
	slices.SortFunc(colors, func(p, q color.RGBA) int {
		return cmp.Or(cmp.Compare(toLab(p).l, toLab(q).l), cmp.Compare(p.R, q.R), cmp.Compare(p.G, q.G), cmp.Compare(p.B, q.B))
	})
	p := &palette{rgb: slices.Compact(colors)}
	for _, c := range p.rgb {
		p.lab = append(p.lab, toLab(c))
	}
	return p
}

// nearest returns which colour is nearest to c. The search goes out from the
// lightness of c, both ways, until the lightness alone is too far off.
func (p *palette) nearest(c lab) int {
	up := sort.Search(len(p.lab), func(i int) bool { return p.lab[i].l >= c.l })
	down := up - 1
	best, least := 0, float32(1e9)
	look := func(i int) (more bool) {
		d := p.lab[i].minus(c)
		if d.l*d.l >= least {
			return false
		}
		if s := d.square(); s < least {
			best, least = i, s
		}
		return true
	}
	for down >= 0 || up < len(p.lab) {
		if down >= 0 {
			if down--; !look(down + 1) {
				down = -1
			}
		}
		if up < len(p.lab) {
			if up++; !look(up - 1) {
				up = len(p.lab)
			}
		}
	}
	return best
}

// chooser finds a palette for the colours of a census in two stages. First it
// splits them, again and again the worst box at the plane that leaves the
// least variance (Wu, "Efficient statistical computations for optimal color
// quantization", Graphics Gems II, 1991). Then it moves the means to the
// middle of the colours that are nearest to them (Lloyd, "Least squares
// quantization in PCM", IEEE Transactions on Information Theory 28, 1982).
type chooser struct {
	swatches []swatch
	fixed    color.RGBA // is in the palette, whatever it costs
	most     int        // colours of the palette

	boxes   []box
	palette *palette // nil while boxes are being split
	rounds  int      // of moving that are done
	next    int      // swatch to be assigned in this round
	sums    []mean   // of the swatches assigned to each colour
}

// swatch is a colour to be rendered, and how much it matters.
type swatch struct {
	rgb    color.RGBA
	lab    lab
	weight float32
}

const rounds = 6

func newChooser(c *census, fixed color.RGBA, most int) *chooser {
	h := &chooser{fixed: fixed, most: most}
	for _, s := range c.slots {
		if s.count > 0 {
			rgb := unpack(s.rgb)
			h.swatches = append(h.swatches, swatch{rgb, toLab(rgb), weigh(s.count)})
		}
	}
	if len(h.swatches) > 0 {
		h.boxes = []box{newBox(h.swatches)}
	}
	return h
}

// step does a piece of the work, and reports whether the palette is final.
func (h *chooser) step() (done bool) {
	switch {
	case h.palette == nil:
		if !h.split() {
			h.setPalette()
		}
	case h.rounds < rounds:
		h.assign()
	}
	return h.rounds == rounds
}

// progress is how much is done, 0 to 1.
func (h *chooser) progress() float64 {
	if h.palette == nil {
		return 0.5 * float64(len(h.boxes)) / float64(h.most)
	}
	return 0.5 + 0.5*float64(h.rounds)/rounds
}

// split divides the box with the largest error, if any has one and there is room.
func (h *chooser) split() bool {
	if len(h.boxes)+1 >= h.most {
		return false
	}
	worst, largest := 0, 0.0
	for i := range h.boxes {
		if e := h.boxes[i].error; e > largest {
			worst, largest = i, e
		}
	}
	if largest == 0 {
		return false
	}
	lower, upper := h.boxes[worst].halves()
	h.boxes[worst] = lower
	h.boxes = append(h.boxes, upper)
	return true
}

// setPalette makes the means of the boxes the palette.
func (h *chooser) setPalette() {
	colors := []color.RGBA{h.fixed}
	for _, b := range h.boxes {
		var m mean
		for i := range b.swatches {
			m.add(&b.swatches[i])
		}
		colors = append(colors, m.color())
	}
	h.palette = newPalette(colors)
	h.sums = make([]mean, len(h.palette.rgb))
}

// assign adds some swatches to their nearest colours; after the last it
// moves these to the means.
func (h *chooser) assign() {
	const batch = 512
	end := min(h.next+batch, len(h.swatches))
	for ; h.next < end; h.next++ {
		s := &h.swatches[h.next]
		h.sums[h.palette.nearest(s.lab)].add(s)
	}
	if end < len(h.swatches) {
		return
	}
	colors := []color.RGBA{h.fixed}
	for i, m := range h.sums {
		if m.weight > 0 && h.palette.rgb[i] != h.fixed {
			colors = append(colors, m.color())
		}
	}
	h.palette = newPalette(colors)
	h.sums = make([]mean, len(h.palette.rgb))
	h.next = 0
	h.rounds++
}

// mean is a weighted sum of colours.
type mean struct{ r, g, b, weight float64 }

func (m *mean) add(s *swatch) {
	w := float64(s.weight)
	m.r += w * float64(s.rgb.R)
	m.g += w * float64(s.rgb.G)
	m.b += w * float64(s.rgb.B)
	m.weight += w
}

func (m mean) color() color.RGBA {
	return color.RGBA{uint8(m.r/m.weight + 0.5), uint8(m.g/m.weight + 0.5), uint8(m.b/m.weight + 0.5), 255}
}
