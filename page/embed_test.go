package page

import (
	"bytes"
	"encoding/base64"
	"image/png"
	"strings"
	"testing"
	"time"

	"zscape/exhibit"
)

// A frame is the page around one: it asks, and hears.
type frame struct {
	p      *Page
	h      *host
	told   []Fields
	answer Fields
	count  int
}

// ask sends a message and returns the answer, which has to be one.
func (f *frame) ask(m Fields) Fields {
	f.h.t.Helper()
	f.answer, f.count = nil, 0
	f.p.Receive(m, func(a Fields) { f.answer = a; f.count++ }, func(e Fields) { f.told = append(f.told, e) })
	for n := 0; n < 10_000 && f.count == 0; n++ {
		f.h.wait(time.Millisecond)
	}
	if f.count != 1 || f.answer["zscape"] != MessageVersion {
		f.h.t.Fatalf("%v is answered %d times, %v", m, f.count, f.answer)
	}
	return f.answer
}

// does asks for something that has to succeed.
func (f *frame) does(m Fields) Fields {
	f.h.t.Helper()
	m["zscape"], m["id"] = 1.0, "x"
	if a := f.ask(m); a["type"] != "result" || a["id"] != "x" {
		f.h.t.Errorf("%v is answered %v", m, a)
	}
	return f.answer
}

func embed(t *testing.T, fragment string) *frame {
	p, h := start(t, fragment)
	return &frame{p: p, h: h}
}

func TestReceive(t *testing.T) {
	f := embed(t, sines)
	check(t, f.p, f.h, sines)
	a := f.does(Fields{"type": "get"})
	if a["state"] != sines || a["exhibit"] != "surface" || a["controls"].(Fields)["b"] != "1" || a["readouts"].(Fields)["formula"] == nil {
		t.Errorf("get: %v", a)
	}
	f.does(Fields{"type": "set", "keys": Fields{"a": "2", "b": -0.5, "bar": false}})
	check(t, f.p, f.h, "surface?f=a*sin(b*x)&bar=0&nx=9&ny=9&a=2&b=-0.5")
	// The formula goes before its parameters, what plays after them.
	f.does(Fields{"type": "set", "keys": Fields{"c": 3.0, "play": "c:1:loop", "f": "c*x", "bar": true}})
	check(t, f.p, f.h, "surface?f=c*x&nx=9&ny=9&play=c:1:loop&c=3")
	f.does(Fields{"type": "pause"})
	check(t, f.p, f.h, "surface?f=c*x&nx=9&ny=9&c=3")
	f.does(Fields{"type": "play", "key": "c", "speed": 2.0, "mode": "down"})
	check(t, f.p, f.h, "surface?f=c*x&nx=9&ny=9&play=c:2:down&c=3")
	f.does(Fields{"type": "pause", "key": "c"})
	f.does(Fields{"type": "play"}) // again what did
	if f.h.slidersPlaying() != "c" {
		t.Error("play plays nothing")
	}
	f.does(Fields{"type": "play"}) // it does already
	if f.h.slidersPlaying() != "c" {
		t.Error("play stops what plays")
	}
	f.does(Fields{"type": "set", "state": "#waves?ax=2", "keys": Fields{"t": 0.25}})
	check(t, f.p, f.h, "waves?ax=2&t=0.25")
	f.does(Fields{"type": "play"})
	play(f.p, f.h, time.Second)
	if !f.h.playing.Playing || f.p.state.Number("t") < 0.4 {
		t.Errorf("a second later t is %v", f.p.state.Number("t"))
	}
	f.does(Fields{"type": "scrub", "position": 0.5})
	check(t, f.p, f.h, "waves?ax=2&t=0.5")
	f.h.wait(time.Second)
	if f.h.address != "waves?ax=2&t=0.5" || f.h.playing.Playing {
		t.Errorf("address %s, playing %v", f.h.address, f.h.playing.Playing)
	}
}

// What is asked for is done wholly or not at all; what is wrong is said.
func TestReceiveErrors(t *testing.T) {
	f := embed(t, sines)
	deep := Fields{}
	for _, tt := range []struct {
		m    Fields
		says string
	}{
		{Fields{}, "zscape must be 1"},
		{Fields{"zscape": "1", "type": "get"}, "zscape must be 1"},
		{Fields{"zscape": 2.0, "type": "get"}, "zscape must be 1"},
		{Fields{"zscape": 1.0}, "type must be one of get, hello, pause, play, scrub, set, snapshot"},
		{Fields{"zscape": 1.0, "type": 7.0}, "type must be one of"},
		{Fields{"zscape": 1.0, "type": "nonsense"}, "type must be one of"},
		{Fields{"zscape": 1.0, "type": "set"}, "set needs state"},
		{Fields{"zscape": 1.0, "type": "set", "state": 7.0, "keys": "a"}, "set needs state"},
		{Fields{"zscape": 1.0, "type": "set", "state": "nothing"}, `no exhibit "nothing"`},
		{Fields{"zscape": 1.0, "type": "set", "state": "waves?ax=x"}, "ax"},
		{Fields{"zscape": 1.0, "type": "set", "state": "waves?xmin=5&xmax=1"}, "xmax"},
		{Fields{"zscape": 1.0, "type": "set", "state": strings.Repeat("a", 1<<20)}, "bytes long"},
		{Fields{"zscape": 1.0, "type": "set", "keys": Fields{"a": "2", "zz": "1"}}, "zz"},
		{Fields{"zscape": 1.0, "type": "set", "keys": Fields{"a": "2", "b": nil}}, `"b" must be`},
		{Fields{"zscape": 1.0, "type": "set", "keys": Fields{"a": deep}}, `"a" must be`},
		{Fields{"zscape": 1.0, "type": "set", "keys": Fields{"f": "sin("}}, "cannot be read"},
		{Fields{"zscape": 1.0, "type": "play"}, "nothing to play"},
		{Fields{"zscape": 1.0, "type": "play", "key": "nx"}, `"nx" is not a slider`},
		{Fields{"zscape": 1.0, "type": "play", "key": 3.0}, `"3" is not a slider`},
		{Fields{"zscape": 1.0, "type": "play", "key": "a", "speed": "2"}, "speed must be"},
		{Fields{"zscape": 1.0, "type": "play", "key": "a", "speed": -2.0}, "speed"},
		{Fields{"zscape": 1.0, "type": "play", "key": "a", "mode": "swing"}, "mode"},
		{Fields{"zscape": 1.0, "type": "pause", "key": "x"}, "not a slider"},
		{Fields{"zscape": 1.0, "type": "scrub", "position": 2.0}, "position must be"},
		{Fields{"zscape": 1.0, "type": "scrub", "position": 0.5}, "nothing to play"},
		{Fields{"zscape": 1.0, "type": "snapshot", "format": "pdf"}, "format must be one of png, svg"},
		{Fields{"zscape": 1.0, "type": "snapshot", "as": "text"}, "as must be one of url, bytes"},
		{Fields{"zscape": 1.0, "type": "snapshot", "width": 1e9}, "width must be"},
		{Fields{"zscape": 1.0, "type": "snapshot", "width": 4096.0, "height": 4096.0, "scale": 4.0}, "pixels"},
	} {
		tt.m["id"] = 5.0
		a := f.ask(tt.m)
		if says, _ := a["message"].(string); a["type"] != "error" || a["id"] != 5.0 || !strings.Contains(says, tt.says) || len(says) > 300 {
			t.Errorf("%.100v is answered %v, want an error with %q", tt.m, a, tt.says)
		}
		check(t, f.p, f.h, sines)
	}
	if a := f.ask(Fields{"zscape": 1.0, "type": "set", "keys": Fields{"f": "sin("}}); a["key"] != "f" {
		t.Errorf("the error names %v", a["key"])
	}
	if _, there := f.ask(Fields{"id": Fields{}})["id"]; there {
		t.Error("an id that is no text and no number comes back")
	}
}

func TestSnapshot(t *testing.T) {
	f := embed(t, sines+"&theme=dark")
	a := f.does(Fields{"type": "snapshot", "width": 200.0, "height": 150.0, "scale": 2.0})
	data, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(a["data"].(string), "data:image/png;base64,"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil || m.Bounds().Dx() != 400 || m.Bounds().Dy() != 300 {
		t.Fatalf("%v, %v", err, m.Bounds())
	}
	if r, _, _, _ := m.At(0, 0).RGBA(); r>>8 > 0x20 {
		t.Error("it is not dark")
	}
	a = f.does(Fields{"type": "snapshot", "as": "bytes"})
	if m, err := png.Decode(bytes.NewReader(a["data"].([]byte))); err != nil || m.Bounds().Dx() != 800 {
		t.Error("as bytes:", err)
	}
	a = f.does(Fields{"type": "snapshot", "format": "svg"})
	if text := a["data"].(string); !strings.HasPrefix(text, "<svg ") || a["state"] != f.p.state.String() {
		t.Errorf("%.80s", text)
	}
	// Many at once are refused, not begun.
	answers := map[any]int{}
	for range 9 {
		f.p.Receive(Fields{"zscape": 1.0, "type": "snapshot"}, func(a Fields) { answers[a["type"]]++ }, nil)
	}
	f.h.wait(10 * time.Second)
	if answers["result"] != mostSnapshots || answers["error"] != 9-mostSnapshots {
		t.Errorf("of nine at once: %v", answers)
	}
}

// Changes are told to the page that has said hello, not too often, and the
// last one surely.
func TestTell(t *testing.T) {
	f := embed(t, sines)
	f.p.Set("a", "2", true)
	f.h.wait(time.Second)
	if len(f.told) != 0 {
		t.Errorf("without a hello it is told %v", f.told)
	}
	if a := f.does(Fields{"type": "hello"}); a["state"] != sines+"&a=2" {
		t.Errorf("hello: %v", a)
	}
	f.p.PointerDown(1, pt(400, 300), exhibit.Grip{})
	for k := range 100 {
		f.p.PointerMove(1, pt(400+float64(k), 300))
		f.h.wait(10 * time.Millisecond)
	}
	f.p.PointerUp(1)
	f.h.wait(time.Second)
	if n := len(f.told); n < 5 || n > 12 {
		t.Errorf("it is told %d times in a second", n)
	}
	if last := f.told[len(f.told)-1]; last["type"] != "state" || last["state"] != f.p.state.String() {
		t.Errorf("at last it is told %v, the State is %s", last, f.p.state)
	}
}

func TestEmbedCode(t *testing.T) {
	p, h := start(t, `surface?f=if(x<y,x,y)&nx=9`)
	p.Export("embed")
	want := `<iframe src="https://example.org/z/?embed=1#surface?f=if(x%3Cy,x,y)&amp;nx=9" title="Function studio" width="640" height="480" style="border: 0" loading="lazy"></iframe>`
	if h.copied != want {
		t.Errorf("copied %s", h.copied)
	}
}
