package heightfield_test

import (
	"fmt"
	"math"
	"testing"

	"zscape/exhibit"
)

func TestFlow(t *testing.T) {
	at := func(state string) string { return table(t, show(t, state)) }
	const axes = "&xmin=-2&xmax=2&ymin=-1&ymax=1&step=0.1"
	if at("bowl?to=cup%3Fk=5&t=0") != at("bowl?to=") {
		t.Error("t = 0 is not the start")
	}
	if at("bowl?k=3&to=cup%3Fk=-5%26c=0.1&t=1") != at("cup?k=-5&c=0.1"+axes) {
		t.Error("t = 1 is not the end")
	}
	for _, tt := range []struct {
		ease    string
		t, want float64 // of the way
	}{
		{"linear", 0.25, 0.25}, {"linear", 0.5, 0.5}, {"smooth", 0.5, 0.5}, {"smooth", 0.25, 0.15625}, {"smooth", 0.9, 0.972},
	} {
		s := show(t, fmt.Sprintf("bowl?k=1&to=cup%%3Fk=11&ease=%s&t=%v", tt.ease, tt.t))
		if got, want := readout(t, s, "zmax"), 5*(1+10*tt.want); math.Abs(got-want) > 1e-12*want {
			t.Errorf("%s, t = %v: z reaches %v, want %v", tt.ease, tt.t, got, want)
		}
	}
	if s := show(t, "bowl?to=&t=0.5"); s.Playable() || math.Abs(readout(t, s, "zmax")-5) > 1e-12 {
		t.Error("it flows to nothing")
	}
	if s := show(t, "bowl"); !s.Playable() {
		t.Error("it does not flow")
	}
}

func TestPress(t *testing.T) {
	for _, tt := range []struct{ key, state, want string }{
		{"keep", "bowl?k=3&c=1&t=0.5&mode=smooth&az=5", "bowl?k=3&c=1&mode=smooth&to=bowl%3Fk%3D3%26c%3D1&az=5"},
		{"keep", "bowl", "bowl?to=bowl"},
		{"swap", "bowl?k=3&mode=smooth&t=0.5&step=0.2&az=5", "cup?k=-2&mode=smooth&to=bowl%3Fk%3D3&step=0.2&az=5"},
		{"swap", "bowl?to=cup?c=2&ease=linear&repeat=loop&theme=dark", "cup?c=2&theme=dark&to=bowl&ease=linear&repeat=loop"},
		{"swap", "bowl?k=2&to=bowl?k=5", "bowl?k=5&to=bowl%3Fk%3D2"},
	} {
		s := parse(t, tt.state)
		next, ok := show(t, tt.state).Press(tt.key, s)
		if !ok || next.String() != tt.want {
			t.Errorf("%s in %s: %s, %v, want %s", tt.key, tt.state, next, ok, tt.want)
		}
		if s.String() != parse(t, tt.state).String() {
			t.Errorf("%s changes the State that it is given", tt.key)
		}
		if again, ok := show(t, next.String()).Press("swap", next); tt.key == "swap" && ok {
			if back, _ := again.Set("t", s.Text("t")); table(t, show(t, back.String())) != table(t, show(t, tt.state)) {
				t.Errorf("swapped twice, %s is %s", tt.state, back)
			}
		}
	}
	for _, tt := range []struct{ key, state string }{{"wash", "bowl"}, {"mode", "bowl"}, {"", "bowl"}, {"swap", "bowl?to="}} {
		s := parse(t, tt.state)
		if next, ok := show(t, tt.state).Press(tt.key, s); ok || !next.Equal(s) {
			t.Errorf("%q in %s does something: %s", tt.key, tt.state, next)
		}
	}
}

func BenchmarkFlow(b *testing.B) {
	s := show(b, "bowl?step=0.01&xmin=-2.5&xmax=2.5&ymin=-2.5&ymax=2.5") // 501 x 501
	states := [2]exhibit.State{}
	for k, text := range []string{"0.3", "0.6"} {
		states[k], _ = s.State.Set("t", text)
	}
	for k := 0; b.Loop(); k++ {
		if err := s.Update(states[k%2]); err != nil {
			b.Fatal(err)
		}
	}
}
