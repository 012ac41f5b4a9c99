package page

import (
	"bytes"
	"image/gif"
	"math"
	"strings"
	"testing"
	"time"

	"zscape/exhibit"
)

const sines = "surface?f=a*sin(b*x)&nx=9&ny=9"

// playing returns which sliders the host shows as playing.
func (h *host) slidersPlaying() string {
	var keys []string
	for _, s := range h.sliders {
		if s.Playing {
			keys = append(keys, s.Key)
		}
	}
	return strings.Join(keys, " ")
}

// Speed 1 is a pass over the range, here -5 to 5, in ten seconds.
func TestSliderModes(t *testing.T) {
	for _, tt := range []struct {
		play    string
		a       string
		d       time.Duration
		want, b float64
		still   bool // it has come to its end
	}{
		{"a:1:bounce", "1", 3 * time.Second, 4, 1, false},
		{"a:1:bounce", "1", 6 * time.Second, 3, 1, false},   // 4 up, 2 down
		{"a:1:bounce", "1", 16 * time.Second, -3, 1, false}, // and up again
		{"a:1:bounce", "5", 2 * time.Second, 3, 1, false},   // down from the top
		{"a:1:loop", "1", 6 * time.Second, -3, 1, false},    // up, and from the bottom again
		{"a:1:down", "1", 8 * time.Second, 3, 1, false},     // down, and from the top again
		{"a:2:loop", "1", 3 * time.Second, -3, 1, false},    // twice as fast
		{"a:0.5:loop", "1", 6 * time.Second, 4, 1, false},   // half
		{"a:1:once", "1", 3 * time.Second, 4, 1, false},     // on the way
		{"a:1:once", "1", 6 * time.Second, 5, 1, true},      // there
		{"a:1:loop", "100", 2 * time.Second, -3, 1, false},  // from within its range
		{"a:1:loop,b:0.5:down", "1", 2 * time.Second, 3, 0, false},
	} {
		p, h := start(t, sines+"&a="+tt.a+"&play="+tt.play)
		play(p, h, tt.d+20*time.Millisecond) // the first frame begins
		if a, b := p.state.Number("a"), p.state.Number("b"); !near(a, tt.want, 0.03) || !near(b, tt.b, 0.03) {
			t.Errorf("%s from %s: after %v a is %v, b is %v, want %v, %v", tt.play, tt.a, tt.d, a, b, tt.want, tt.b)
		}
		if _, more := p.Frame(); more == tt.still || (h.slidersPlaying() == "") != tt.still || (p.state.Text("play") == "") != tt.still {
			t.Errorf("%s: goes on: %v, shown as playing: %q, State %s", tt.play, more, h.slidersPlaying(), p.state)
		}
		if text := p.state.Text("a"); len(text) > 6 {
			t.Errorf("a is %s", text)
		}
	}
}

// Playing makes one entry of the history, when it stops; the address follows
// it, not too often.
func TestPlaySlider(t *testing.T) {
	p, h := start(t, sines)
	p.PlaySlider("a")
	if check(t, p, h, sines+"&play=a:1:bounce"); h.undo || h.slidersPlaying() != "a" {
		t.Errorf("undo %v, playing %q", h.undo, h.slidersPlaying())
	}
	if said := h.said[len(h.said)-1]; said != "a: playing" {
		t.Errorf("says %q", said)
	}
	writes := h.writes
	play(p, h, 4*time.Second)
	if n := h.writes - writes; n < 5 || n > 11 {
		t.Errorf("the address was written %d times in 4 s", n)
	}
	if h.undo || h.pushes > 0 {
		t.Error("playing fills the history")
	}
	if !strings.Contains(h.address, "play=a:1:bounce") || !strings.Contains(h.address, "&a=") {
		t.Errorf("address %s", h.address)
	}
	p.PlaySlider("a")
	at := p.state.Text("a")
	play(p, h, time.Second)
	check(t, p, h, sines+"&a="+at)
	if _, more := p.Frame(); more || h.address != p.state.String() || !h.undo || h.slidersPlaying() != "" {
		t.Errorf("at rest: goes on: %v, address %s, undo %v, playing %q", more, h.address, h.undo, h.slidersPlaying())
	}
	if said := h.said[len(h.said)-1]; !strings.HasPrefix(said, "a "+at) {
		t.Errorf("says %q", said)
	}
	p.Undo()
	check(t, p, h, sines)
	p.Redo()
	check(t, p, h, sines+"&a="+at)

	p.PlaySlider("nx") // cannot
	p.PlaySlider("nothing")
	check(t, p, h, sines+"&a="+at)
}

// A slider that is moved by hand while it plays stays under the hand, and goes
// on from where it is left, in the direction it had.
func TestSliderByHand(t *testing.T) {
	p, h := start(t, sines+"&a=4&play=a:1:bounce")
	play(p, h, 2*time.Second) // 1 up, 1 down
	p.Set("a", "2", false)
	play(p, h, 400*time.Millisecond)
	if a := p.state.Number("a"); a != 2 {
		t.Errorf("held at 2 it is at %v", a)
	}
	p.Set("a", "0", true)
	play(p, h, time.Second)
	if a := p.state.Number("a"); !near(a, -1, 0.05) {
		t.Errorf("left at 0 on the way down, it is at %v a second later", a)
	}
	p.Set("a", "-2", false) // let go without a word of it
	play(p, h, 3*time.Second)
	if p.state.Number("a") == -2 {
		t.Error("it is held for ever")
	}
}

// Speed and mode can be chosen before and while it plays, and are remembered.
func TestSetMotion(t *testing.T) {
	p, h := start(t, sines)
	p.SetMotion("a", 2, "")
	check(t, p, h, sines)
	p.PlaySlider("a")
	check(t, p, h, sines+"&play=a:2:bounce")
	p.SetMotion("a", 0, "loop")
	check(t, p, h, sines+"&play=a:2:loop")
	p.SetMotion("a", -1, "swing")
	p.SetMotion("a", math.NaN(), "")
	p.SetMotion("a", 1e9, "")
	p.SetMotion("nx", 1, "loop")
	check(t, p, h, sines+"&play=a:2:loop")
	play(p, h, time.Second)
	a := p.state.Number("a")
	p.SetMotion("a", 0, "down")
	p.Frame()
	play(p, h, time.Second)
	if got := p.state.Number("a"); !near(got, a-2, 0.1) {
		t.Errorf("from %v down for a second at speed 2: %v", a, got)
	}
	p.PlaySlider("a")
	p.PlaySlider("a")
	if m := h.sliders[0]; m.Motion != (exhibit.Motion{Key: "a", Speed: 2, Mode: "down"}) || !m.Playing {
		t.Errorf("played again: %+v", m)
	}
	// One that plays once can be played again.
	p, h = start(t, sines+"&a=5")
	p.SetMotion("a", 0, "once")
	p.PlaySlider("a")
	play(p, h, time.Second)
	if a := p.state.Number("a"); !near(a, -4, 0.1) {
		t.Errorf("once more from its end: %v", a)
	}
}

// The picture can be turned while sliders play, and a page that was hidden
// goes on where it stopped.
func TestSlidersMeanwhile(t *testing.T) {
	p, h := start(t, sines+"&play=a:1:loop")
	play(p, h, time.Second)
	p.PointerDown(1, pt(400, 300), exhibit.Grip{})
	p.PointerMove(1, pt(460, 300))
	play(p, h, 500*time.Millisecond)
	p.PointerUp(1)
	if a, az := p.state.Number("a"), p.state.Number("az"); !near(a, 2.5, 0.1) || az != -78 {
		t.Errorf("a is %v, the azimuth %v", a, az)
	}
	h.wait(time.Hour)
	p.Frame()
	if a := p.state.Number("a"); !near(a, 2.75, 0.1) {
		t.Errorf("after an hour out of sight a is %v", a)
	}
	// The space key stops them, and lets them play again.
	p.Key(" ", false)
	if h.slidersPlaying() != "" {
		t.Error("the space key does not stop them")
	}
	p.Key(" ", false)
	if h.slidersPlaying() != "a" {
		t.Error("nor does it let them play")
	}
	// A formula without the name ends it.
	p.Set("f", "x*b", true)
	if p.state.Text("play") != "" || h.slidersPlaying() != "" {
		t.Errorf("%s plays %q", p.state, h.slidersPlaying())
	}
	// Values that the exhibit refuses are passed over.
	p, h = start(t, "gaussian?vx=1e-300&play=rho:10:bounce")
	play(p, h, 3*time.Second)
	if h.slidersPlaying() != "rho" {
		t.Errorf("%s plays %q", p.state, h.slidersPlaying())
	}
}

// Those who want no motion start it themselves.
func TestCalmSliders(t *testing.T) {
	p, h := start(t, sines)
	p.SetCalm(true)
	const link = sines + "&play=a:1:loop"
	p.Navigate(link)
	play(p, h, time.Second)
	if check(t, p, h, link); h.slidersPlaying() != "" || len(h.sliders) != 2 {
		t.Errorf("plays %q of %v", h.slidersPlaying(), h.sliders)
	}
	p.PlaySlider("a")
	play(p, h, time.Second)
	if a := p.state.Number("a"); !near(a, 2, 0.1) || h.slidersPlaying() != "a" {
		t.Errorf("a is %v, playing %q", a, h.slidersPlaying())
	}
	p.Navigate(link)
	p.Key(" ", false)
	if h.slidersPlaying() != "a" {
		t.Error("the space key does not start what the link plays")
	}
}

// A link that plays what is not there says so.
func TestSliderLinks(t *testing.T) {
	for _, play := range []string{"c:1:loop", "a:1:swing", "a:0", "f", "nx"} {
		p, h := start(t, sines+"&play="+play)
		if check(t, p, h, sines); h.problems["play"] == "" && h.problems["address"] == "" {
			t.Errorf("of %s it says %q", play, h.problems)
		}
	}
}

func TestExportSliders(t *testing.T) {
	p, h := start(t, sines+"&play=a:20:bounce")
	p.Resize(120, 100)
	g, err := gif.DecodeAll(bytes.NewReader(saved(t, p, h, "gif")))
	if err != nil || len(g.Image) != 20 {
		t.Errorf("%v, %d frames, want 20", err, len(g.Image))
	}
}
