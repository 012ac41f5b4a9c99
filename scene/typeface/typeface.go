// Package typeface measures and rasterises the words of a picture: tick
// labels, axis titles, legends. Every back end that paints pixels takes its
// glyphs from here, and the layout its measures, so that pictures agree.
//
// There is one face, Go Regular by Bigelow & Holmes (https://go.dev/blog/go-fonts;
// BSD-style licence). It has Latin, Greek, Cyrillic, superscripts and the
// common mathematical signs; it has no kerning pairs and no other scripts. Text
// is a single line, set left to right. What the face lacks appears as its
// empty box, one for each character, invalid UTF-8 as the replacement
// character, and any white space (a tab, a thin space) as a plain space.
//
// A size is the em in pixels. A size that is not positive and finite measures
// zero and rasterises to nothing. All functions may be called concurrently.
package typeface

import (
	_ "embed"
	"math"
	"slices"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// goRegular is the font of golang.org/x/image/font/gofont/goregular without
// the programs that fit its outlines to coarse pixels, which sfnt does not run
// and which are half of the file:
//
//	pyftsubset Go-Regular.ttf --unicodes='*' --no-hinting --notdef-outline --name-IDs='0,1,2,3,4,5,6,13'
//
//go:embed go-regular.ttf
var goRegular []byte

// The vertical metrics of Go Regular in ems, from its tables hhea and OS/2.
const (
	unitsPerEm = 2048
	ascent     = 1935.0 / unitsPerEm
	descent    = 432.0 / unitsPerEm
	capHeight  = 1480.0 / unitsPerEm
)

// inFontUnits, as the pixels of an em, makes sfnt answer in font units.
const inFontUnits = fixed.Int26_6(unitsPerEm)

// A glyph is a shape of the face. All its lengths are in font units, y down.
type glyph struct {
	advance int
	bounds  fixed.Rectangle26_6
	outline sfnt.Segments
}

// face is the parsed font with the glyphs that were asked for so far.
type face struct {
	font   *sfnt.Font
	notdef *glyph // the empty box

	mu     sync.Mutex // guards what follows
	buf    sfnt.Buffer
	glyphs map[rune]*glyph // characters of the font only, so it stays small
}

// regular parses the font when the first word is measured.
var regular = sync.OnceValue(func() *face {
	parsed, err := sfnt.Parse(goRegular)
	check(err)
	f := &face{font: parsed, glyphs: make(map[rune]*glyph)}
	f.notdef = f.load(0)
	return f
})

// glyph returns the shape of r. The caller holds f.mu.
func (f *face) glyph(r rune) *glyph {
	if g, ok := f.glyphs[r]; ok {
		return g
	}
	index, err := f.font.GlyphIndex(&f.buf, shown(r))
	check(err)
	if index == 0 {
		return f.notdef
	}
	g := f.load(index)
	f.glyphs[r] = g
	return g
}

// load reads one glyph from the font.
func (f *face) load(index sfnt.GlyphIndex) *glyph {
	advance, err := f.font.GlyphAdvance(&f.buf, index, inFontUnits, font.HintingNone)
	check(err)
	outline, err := f.font.LoadGlyph(&f.buf, index, inFontUnits, nil)
	check(err)
	return &glyph{int(advance), outline.Bounds(), slices.Clone(outline)}
}

// check panics on what cannot be: the font is part of the program, and sound.
func check(err error) {
	if err != nil {
		panic("typeface: Go Regular: " + err.Error())
	}
}

// shown returns the character whose glyph stands for r.
func shown(r rune) rune {
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// Measure returns the advance width of s in pixels, and how far the face
// reaches above and below the baseline, both positive. Widths are exact and
// unhinted, hence proportional to size. The heights are those of the face,
// whatever s holds, so that lines of one size agree; a capital with an accent
// may exceed the ascent by a fifth of it. Once it has met the characters of s,
// Measure does not allocate.
func Measure(s string, size float64) (width, above, below float64) {
	if !valid(size) {
		return 0, 0, 0
	}
	f := regular()
	f.mu.Lock()
	defer f.mu.Unlock()
	units := 0
	for _, r := range s {
		units += f.glyph(r).advance
	}
	return float64(units) / unitsPerEm * size, ascent * size, descent * size
}

// CapHeight returns the height of capitals and, nearly, of digits: a label
// whose baseline lies half of it below a point is centred on that point.
func CapHeight(size float64) float64 {
	if !valid(size) {
		return 0
	}
	return capHeight * size
}

func valid(size float64) bool { return size > 0 && !math.IsInf(size, 1) }
