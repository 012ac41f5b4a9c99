package surface

import (
	"testing"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// While a slider plays the box is one for its whole course, if that shows
// every moment; at rest it fits what is there.
func TestSteadyBox(t *testing.T) {
	box := func(state string) scene.Box {
		t.Helper()
		s, problems, err := exhibit.Parse(state, open)
		if err != nil || problems != nil {
			t.Fatal(state, problems, err)
		}
		session := Exhibit.New(open)
		if err := session.Update(s); err != nil {
			t.Fatal(state, err)
		}
		return session.Figure().Panels[0].(*space.Space).Box
	}
	const wave = "surface?f=a*sin(x)&xmin=-4&xmax=4&nx=101&ny=5&a="
	if b := box(wave + "2"); b.Max.Z > 2.1 {
		t.Errorf("at rest the box reaches to %v", b.Max.Z)
	}
	for _, a := range []string{"2", "-5", "0", "0.01"} {
		if b := box(wave + a + "&play=a:1:loop"); b.Max.Z < 4.9 || b.Max.Z > 5.1 || b.Min.Z > -4.9 {
			t.Errorf("with a = %s on its way from -5 to 5 the box is from %v to %v", a, b.Min.Z, b.Max.Z)
		}
	}
	if b := box(wave + "2&play=a:1:loop&zmax=3"); b.Max.Z != 3 {
		t.Errorf("a limit that was set gives way to %v", b.Max.Z)
	}
	// Where one moment would make all others flat, the box fits each.
	if b := box("surface?f=exp(a*x)&a=1&xmin=0&xmax=4&nx=21&ny=5&play=a:1:loop"); b.Max.Z > 60 {
		t.Errorf("for exp(x) up to 4 the box reaches to %v", b.Max.Z)
	}
	// Two sliders, each of which passes its range.
	if b := box("surface?f=a*x%2Bb*y&xmin=-1&xmax=1&ymin=-1&ymax=1&nx=5&ny=5&play=a:1:loop,b:0.7:bounce"); b.Max.Z < 8 || b.Max.Z > 10.1 {
		t.Errorf("for a x + b y the box reaches to %v", b.Max.Z)
	}
}
