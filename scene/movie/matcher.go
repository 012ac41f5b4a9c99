package movie

// matcher renders colours by those of a palette. It remembers what it found.
type matcher struct {
	palette *palette
	dither  bool
	known   []mix // a hash table in which the latest colour of a place stays
}

// mix is how a colour is rendered: by palette colour hi at the pixels whose
// threshold is below level, by lo at the others.
type mix struct {
	key    uint32 // the colour and a bit to tell black from nothing
	lo, hi uint8
	level  uint8
}

const (
	knownBits = 16
	levels    = 64 // of thresholds
)

func newMatcher(p *palette, dither bool) *matcher {
	return &matcher{palette: p, dither: dither, known: make([]mix, 1<<knownBits)}
}

// thresholds is the ordered dither of Bayer ("An optimum method for two-level
// rendition of continuous-tone pictures", IEEE International Conference on
// Communications, 1973), 8 x 8. It stays where it is from frame to frame, so
// what does not move does not flicker.
var thresholds = func() (t [8][8]uint8) {
	for y := range t {
		for x := range t[y] {
			for bit := range 3 {
				u, v := x>>bit&1, y>>bit&1
				t[y][x] |= uint8((u^v)<<1|v) << (2 * (2 - bit))
			}
		}
	}
	return t
}()

// matchTo sets dst to the colours in the palette for the pixels of row y, four bytes each.
func (m *matcher) matchTo(dst []uint8, row []uint8, y int) {
	threshold := &thresholds[y%8]
	var last mix
	for x := range dst {
		rgb := pack(row[4*x:])
		if key := rgb | 1<<24; key != last.key {
			last = m.find(rgb)
		}
		dst[x] = last.lo
		if threshold[x%8] < last.level {
			dst[x] = last.hi
		}
	}
}

func (m *matcher) find(rgb uint32) mix {
	f := &m.known[hash(rgb, knownBits)]
	if key := rgb | 1<<24; f.key != key {
		*f = m.mix(toLab(unpack(rgb)))
		f.key = key
	}
	return *f
}

// mix returns how to render c. The cost of rendering it by colour p where it
// is nearest, and q at a fraction t of the pixels, is the squared distance of
// c from their mean, and some of the variance of the pattern, which is seen
// as grain.
func (m *matcher) mix(c lab) mix {
	const (
		unseen = 1   // a distance that needs no remedy
		grain  = 0.3 // of the variance
	)
	near := m.palette.nearest(c)
	p := m.palette.lab[near]
	e := c.minus(p)
	alone := mix{lo: uint8(near), hi: uint8(near)}
	if !m.dither || e.square() <= unseen*unseen {
		return alone
	}
	other, part, gain := near, float32(0), float32(0)
	for i, q := range m.palette.lab {
		v := q.minus(p)
		vv := v.square()
		// The cost is ee - t (2ev - grain vv) + t^2 (1 - grain) vv.
		if slope := 2*e.dot(v) - grain*vv; slope > 0 {
			t := min(slope/(2*(1-grain)*vv), 1)
			if g := t*slope - t*t*(1-grain)*vv; g > gain {
				other, part, gain = i, t, g
			}
		}
	}
	switch level := uint8(part*levels + 0.5); {
	case level == 0:
		return alone
	case other > near:
		return mix{lo: uint8(near), hi: uint8(other), level: level}
	default:
		return mix{lo: uint8(other), hi: uint8(near), level: levels - level}
	}
}
