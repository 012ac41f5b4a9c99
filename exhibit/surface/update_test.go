package surface

import (
	"bytes"
	"net/url"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/scene"
	"zscape/scene/raster"
	"zscape/scene/space"
)

// pixels returns the picture of a session.
func pixels(s *heightfield.Session) []byte {
	var l scene.DisplayList
	s.Figure().Draw(&l, 300, 240)
	return raster.Draw(&l, 1).Pix
}

// A session that was turned, or in which something was switched off and on, shows what
// a new one does.
func TestUpdateLeavesNoTrace(t *testing.T) {
	const torus = "((3+cos(v))*cos(u),(3+cos(v))*sin(u),sin(v))"
	for _, tt := range []struct{ f, look, key, off, on string }{
		{torus, "color=slope&mode=surface", "az", "10", "20"},
		{torus, "color=curvature&mode=smooth", "el", "10", "20"},
		{torus, "color=slope&beside=map", "zoom", "1.5", "1"},
		{torus + ";x", "mode=surface&meet=1", "rstride", "0", "4"},
		{"r*cos(3theta)", "domain=polar&color=slope&mode=surface", "hist", "0", "1"},
		{"x^2;x*y", "color=slope&mode=surface&parts=z", "hist", "0", "1"},
		{"x;y", "color=formula&colorf=z%2Bt*x&parts=z", "t", "0.1", "0.9"},
		{"a*x;y", "panels=sweep&hist=1&mode=surface", "color", "slope", "z"},
		{"sqrt(4-r^2)", "mode=surface", "cstride", "9", "5"},
	} {
		text := "surface?nx=21&ny=21&f=" + url.QueryEscape(tt.f) + "&" + tt.look
		last := parse(t, text+"&"+tt.key+"="+tt.on)
		session := show(t, text)
		for _, value := range []string{tt.on, tt.off, tt.on} {
			session.Figure()
			if err := session.Update(last.Try(tt.key, value)); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(pixels(session), pixels(show(t, last.String()))) {
			t.Errorf("%s: %s leaves a trace", text, tt.key)
		}
	}
}

// Turning small multiples computes nothing.
func TestTurningMultiples(t *testing.T) {
	s := show(t, "surface?f=a*x%2By&panels=sweep&mode=surface")
	versions := func() (list []uint64) {
		for _, p := range s.Figure().Panels {
			for _, m := range p.(*space.Space).Marks {
				if m, ok := m.(*space.Surface); ok {
					list = append(list, m.Version)
				}
			}
		}
		return list
	}
	before := versions()
	turned := s.State.WithCamera(scene.Camera{Azimuth: 10, Elevation: 20, Zoom: 2})
	if err := s.Update(turned); err != nil {
		t.Fatal(err)
	}
	for k, v := range versions() {
		if v != before[k] {
			t.Errorf("panel %d is computed anew", k)
		}
	}
	if err := s.Update(turned.Try("zmax", "3")); err != nil {
		t.Fatal(err)
	}
	for k, v := range versions() {
		if v == before[k] {
			t.Errorf("panel %d is not computed anew", k)
		}
	}
}

// The histogram beside small multiples is of all of them.
func TestHistogramOfMultiples(t *testing.T) {
	s := show(t, "surface?f=a*x%2By&panels=sweep&hist=1&nx=21&ny=11")
	for _, p := range s.Figure().Panels {
		for _, m := range p.(*space.Space).Marks {
			if bar, ok := m.(*space.ColorBar); ok {
				n := 0
				for _, c := range bar.Counts {
					n += c
				}
				if n != 4*21*11 {
					t.Errorf("%d samples", n)
				}
				return
			}
		}
	}
	t.Error("there is no colour bar")
}

// What is not registered as a surface is none to flow into.
func TestRegistered(t *testing.T) {
	if _, ok := heightfield.NewSource(&exhibit.Exhibit{Name: "surface"}); ok {
		t.Error("an exhibit with the name of another is taken for it")
	}
	a, ok := heightfield.NewSource(Exhibit)
	if b, _ := heightfield.NewSource(Exhibit); !ok || a == b {
		t.Error("two Sources are one")
	}
}
