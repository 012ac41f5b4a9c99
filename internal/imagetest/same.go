package imagetest

import (
	"image"
	"image/color"
	"testing"
)

// Same ends the test at the first pixel of got that is not that of want.
func Same(t testing.TB, got image.Image, want *image.RGBA) {
	t.Helper()
	if got.Bounds() != want.Rect {
		t.Fatalf("a picture is %v, want %v", got.Bounds(), want.Rect)
	}
	for y := range want.Rect.Dy() {
		for x := range want.Rect.Dx() {
			g := color.NRGBAModel.Convert(got.At(x, y))
			if w := color.NRGBAModel.Convert(want.At(x, y)); g != w {
				t.Fatalf("(%d, %d) is %v, want %v", x, y, g, w)
			}
		}
	}
}
