package svg

import (
	"encoding/xml"
	"regexp"
	"strings"
	"testing"

	"zscape/scene"
)

// Each eye's group has tones of its channels only, on the tone of the
// background; the second is screened over the first.
func TestChannels(t *testing.T) {
	l := new(scene.DisplayList)
	l.Reset(100, 50, scene.Hex(0x101418))
	draw := func(x float64) {
		l.NewPolylines(scene.Stroke{Color: scene.Hex(0x3388cc), Width: 2}).Segment(scene.Point{X: x}, scene.Point{X: x, Y: 9})
		l.NewPolygons().Add(scene.Hex(0xcc8833), scene.Point{}, scene.Point{X: x}, scene.Point{Y: x})
		l.Text(&scene.Text{String: "x", Size: 10, Color: scene.Hex(0xffffff)})
		l.Image(&scene.Image{Bitmap: &scene.Bitmap{W: 1, H: 1, Pix: []uint8{9, 200, 9, 255}}, Dst: scene.Rect{Max: scene.Point{X: x, Y: x}}})
	}
	l.Clip(scene.Rect{Max: scene.Point{X: 60, Y: 50}})
	l.Channels(scene.RedChannel)
	draw(10)
	l.Channels(scene.CyanChannels)
	draw(12)
	l.Channels(scene.AllChannels)
	l.Clip(scene.Rect{})
	draw(5)
	var b strings.Builder
	if err := Write(&b, l, Options{}); err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(strings.NewReader(b.String()))
	for {
		if _, err := d.Token(); err != nil {
			if err.Error() != "EOF" {
				t.Error(err)
			}
			break
		}
	}
	_, eyes, _ := strings.Cut(b.String(), `isolation:isolate`)
	left, rest, ok := strings.Cut(eyes, `mix-blend-mode:screen`)
	right, after, ok2 := strings.Cut(rest, "</g>\n</g>\n</g>")
	if !ok || !ok2 {
		t.Fatalf("no two eyes in %s", b.String())
	}
	color := regexp.MustCompile(`#[0-9a-f]{6}`)
	for _, tt := range []struct {
		part, want string
		least      int
	}{{left, `#[0-9a-f]{2}0000`, 4}, {right, `#00[0-9a-f]{4}`, 4}} {
		all := color.FindAllString(tt.part, -1)
		for _, c := range all {
			if !regexp.MustCompile("^" + tt.want + "$").MatchString(c) {
				t.Errorf("colour %s in the part of %s", c, tt.want)
			}
		}
		if len(all) < tt.least {
			t.Errorf("%d colours in the part of %s", len(all), tt.want)
		}
	}
	if !strings.Contains(left, `width="60" height="50" fill="#100000"`) || !strings.Contains(right, `fill="#001418"`) {
		t.Error("the background's tones are missing")
	}
	if !strings.Contains(after, "#3388cc") {
		t.Error("what comes after is not in full colour")
	}
}
