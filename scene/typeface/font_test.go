package typeface

import (
	"reflect"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
)

// The font that is built in has the outlines and the widths of the original.
func TestFontIsGoRegular(t *testing.T) {
	ours, err := sfnt.Parse(goRegular)
	if err != nil {
		t.Fatal(err)
	}
	original, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	var a, b sfnt.Buffer
	characters := 0
	for r := rune(0); r < 0x10000; r++ {
		i, err := ours.GlyphIndex(&a, r)
		j, err2 := original.GlyphIndex(&b, r)
		if err != nil || err2 != nil || (i == 0) != (j == 0) {
			t.Fatalf("%U: glyph %d, %v; in the original %d, %v", r, i, err, j, err2)
		}
		if i == 0 && r > 0 {
			continue
		}
		characters++
		s, err := ours.LoadGlyph(&a, i, inFontUnits, nil)
		u, err2 := original.LoadGlyph(&b, j, inFontUnits, nil)
		if err != nil || err2 != nil || !reflect.DeepEqual(s, u) {
			t.Fatalf("%U has another outline: %v, %v", r, err, err2)
		}
		w, err := ours.GlyphAdvance(&a, i, inFontUnits, font.HintingNone)
		v, err2 := original.GlyphAdvance(&b, j, inFontUnits, font.HintingNone)
		if err != nil || err2 != nil || w != v {
			t.Fatalf("%U is %v wide, in the original %v", r, w, v)
		}
	}
	if characters < 600 {
		t.Errorf("%d characters", characters)
	}
}
