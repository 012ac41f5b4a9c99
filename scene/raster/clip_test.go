package raster

import (
	"image/color"
	"testing"

	"zscape/scene"
)

// What is clipped leaves everything outside the rectangle as it was.
func TestClip(t *testing.T) {
	var l scene.DisplayList
	l.Reset(200, 160, scene.Hex(0xffffff))
	square := func(c scene.Color, x0, y0, x1, y1 float64) {
		p := l.NewPolygons()
		p.Add(c, scene.Point{X: x0, Y: y0}, scene.Point{X: x1, Y: y0}, scene.Point{X: x1, Y: y1}, scene.Point{X: x0, Y: y1})
	}
	square(scene.Hex(0x0000ff), 10, 10, 30, 30)
	l.Clip(scene.Rect{Min: scene.Point{X: 20, Y: 40}, Max: scene.Point{X: 120, Y: 100}})
	square(scene.Hex(0xff0000), -50, -50, 300, 300)
	l.Clip(scene.Rect{Min: scene.Point{X: 150, Y: 0}, Max: scene.Point{X: 150, Y: 160}}) // nothing is left
	square(scene.Hex(0x00ffff), -50, -50, 300, 300)
	l.Clip(scene.Rect{})
	square(scene.Hex(0x00ff00), 140, 120, 300, 300)
	m := Draw(&l, 1)
	blue, red, green, white := color.RGBA{0, 0, 255, 255}, color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{255, 255, 255, 255}
	for y := range 160 {
		for x := range 200 {
			want := white
			switch {
			case x >= 20 && x < 120 && y >= 40 && y < 100:
				want = red
			case x >= 10 && x < 30 && y >= 10 && y < 30:
				want = blue
			case x >= 140 && y >= 120:
				want = green
			}
			if got := m.RGBAAt(x, y); got != want {
				t.Fatalf("(%d, %d) is %v, want %v", x, y, got, want)
			}
		}
	}
}
