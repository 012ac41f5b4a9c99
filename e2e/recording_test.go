package e2e

import (
	"bytes"
	"encoding/binary"
	"image/gif"
	"testing"
)

// A recording has as many frames as playing takes, and a body is closed: every
// edge belongs to two triangles, which run along it in opposite directions.
func TestRecordingAndBody(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=sin(x-6t)&nx=21&ny=17&repeat=loop&speed=10", look{w: 700, h: 500})
	b.unfold("[data-export=gif]")
	data, name := b.download("gif", func() { b.click("[data-export=gif]") })
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(name, err)
	}
	stage := b.stage()
	if len(g.Image) != 8 || g.Config.Width != int(stage.W) {
		t.Errorf("%s has %d frames, %d pixels wide; want 8, %v", name, len(g.Image), g.Config.Width, stage.W)
	}
	changed := 0
	for _, m := range g.Image[1:] {
		if m.Bounds().Dx() > 50 {
			changed++
		}
	}
	if changed < 7 {
		t.Errorf("only %d frames differ from the one before", changed)
	}

	stl, name := b.download("stl", func() { b.click("[data-export=stl]") })
	n := int(binary.LittleEndian.Uint32(stl[80:]))
	if len(stl) != 84+50*n || n != 2*2*20*16+2*2*(20+16) {
		t.Fatalf("%s has %d bytes for %d triangles", name, len(stl), n)
	}
	type corner [12]byte
	edges := map[[2]corner]int{}
	for k := range n {
		var c [3]corner
		for j := range c {
			copy(c[j][:], stl[84+50*k+12+12*j:])
		}
		for j := range c {
			edges[[2]corner{c[j], c[(j+1)%3]}]++
		}
	}
	for e, count := range edges {
		if count != 1 || edges[[2]corner{e[1], e[0]}] != 1 {
			t.Fatalf("an edge is there %d times, and %d times back", count, edges[[2]corner{e[1], e[0]}])
		}
	}
}
