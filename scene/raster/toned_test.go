package raster

import (
	"image/color"
	"testing"

	"zscape/scene"
	"zscape/scene/space"
)

// The grey of each eye's picture comes in its channels, within the clip; the
// background, and what is beside, keep their colours.
func TestChannels(t *testing.T) {
	ground := scene.Hex(0xe0e4e8)
	l := new(scene.DisplayList)
	l.Reset(60, 20, ground)
	square := func(x0, x1 float64, c scene.Color) {
		l.NewPolygons().Add(c, scene.Point{X: x0, Y: 5}, scene.Point{X: x1, Y: 5}, scene.Point{X: x1, Y: 15}, scene.Point{X: x0, Y: 15})
	}
	square(2, 58, scene.Hex(0x00ff00)) // covered by the eyes' pictures, as far as they go
	l.Clip(scene.Rect{Max: scene.Point{X: 40, Y: 20}})
	l.Channels(scene.RedChannel)
	square(10, 20, scene.Hex(0x336699))
	l.Channels(scene.CyanChannels)
	square(15, 30, scene.Hex(0x336699))
	square(30, 50, scene.Hex(0x000000))
	l.Channels(scene.AllChannels)
	square(36, 38, scene.Hex(0xff00ff))
	m := Draw(l, 1)
	grey := 0.299*0x33 + 0.587*0x66 + 0.114*0x99 - (0.299*0xe0 + 0.587*0xe4 + 0.114*0xe8)
	red := uint8(0xe0 + grey + 0.5)
	green, blue := uint8(0xe4+grey+0.5), uint8(0xe8+grey+0.5)
	for _, tt := range []struct {
		x    int
		want color.RGBA
	}{
		{5, color.RGBA{0xe0, 0xe4, 0xe8, 255}},
		{12, color.RGBA{red, 0xe4, 0xe8, 255}},
		{17, color.RGBA{red, green, blue, 255}},
		{25, color.RGBA{0xe0, green, blue, 255}},
		{33, color.RGBA{0xe0, 1, 5, 255}}, // black is as far below the background in each channel as it is in grey
		{37, color.RGBA{0xff, 0, 0xff, 255}},
		{45, color.RGBA{0, 0xff, 0, 255}},
	} {
		got := m.RGBAAt(tt.x, 10)
		near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= 2 }
		if !near(got.R, tt.want.R) || !near(got.G, tt.want.G) || !near(got.B, tt.want.B) || got.A != 255 {
			t.Errorf("at %d: %v, want %v", tt.x, got, tt.want)
		}
	}
}

// Bands make no difference.
func TestChannelsInBands(t *testing.T) {
	l := new(scene.DisplayList)
	l.Reset(40, 40, scene.Hex(0xffffff))
	for _, c := range []scene.Channels{scene.RedChannel, scene.CyanChannels} {
		l.Channels(c)
		l.NewPolylines(scene.Stroke{Color: scene.Hex(0x104080), Width: 3}).Segment(scene.Point{X: 5, Y: 4 + float64(c)}, scene.Point{X: 35, Y: 33})
	}
	l.Channels(scene.AllChannels)
	whole := Draw(l, 1)
	j := New(l, 1)
	j.setRows(7)
	for !j.Step() {
	}
	for k, v := range j.Image().Pix {
		if whole.Pix[k] != v {
			t.Fatalf("byte %d is %d in bands, else %d", k, v, whole.Pix[k])
		}
	}
}

// Stereo panels side by side are each as they are alone.
func TestStereoPanels(t *testing.T) {
	panel := func(azimuth float64) *space.Space {
		s := &space.Space{Camera: scene.DefaultCamera, Box: scene.Box{Max: scene.Vec{X: 1, Y: 1, Z: 1}}, Axes: space.Axes{X: "x"}}
		s.Camera.Azimuth, s.Camera.Stereo = azimuth, 8
		return s
	}
	whole := scene.Figure{Panels: []scene.Panel{panel(-60), panel(20)}, Arrange: func(r scene.Rect) []scene.Rect { return scene.TileColumns(r, 2, 2) }}
	whole.Theme = &scene.Dark
	l := new(scene.DisplayList)
	whole.Draw(l, 320, 120)
	both := Draw(l, 1)
	reds := 0
	for k, azimuth := range []float64{-60, 20} {
		alone := scene.Figure{Panels: []scene.Panel{panel(azimuth)}}
		alone.Theme = &scene.Dark
		alone.Draw(l, 160, 120)
		m := Draw(l, 1)
		for y := range 120 {
			for x := range 160 {
				a, b := m.RGBAAt(x, y), both.RGBAAt(160*k+x, y)
				if d := int(a.R) - int(b.R); max(d, -d) > 2 || max(a.G, b.G)-min(a.G, b.G) > 2 || max(a.B, b.B)-min(a.B, b.B) > 2 {
					t.Fatalf("panel %d at %d, %d: %v, alone %v", k, x, y, b, a)
				}
				if a.R > a.G+40 {
					reds++
				}
			}
		}
	}
	if reds < 50 {
		t.Errorf("%d pixels of red", reds)
	}
}
