package page

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/jobs"
	"zscape/scene"
	"zscape/scene/raster"
	"zscape/task"
)

// slowHost is a browser on a slow machine: each look at its clock takes a while, so that
// little is done at once.
type slowHost struct {
	*host
	look time.Duration
}

func (h *slowHost) Now() time.Time {
	h.now = h.now.Add(h.look)
	return h.now
}

// startSlow opens a page at an address on a slow machine.
func startSlow(t testing.TB, fragment string) (*Page, *slowHost) {
	h := &slowHost{&host{t: t, now: time.Unix(1e9, 0), problems: map[string]string{}, saved: map[string][]byte{}}, 2 * time.Millisecond}
	p := New(h, gallery.All, task.NewPool(1, h, task.Inline(jobs.Library, h, 5*time.Millisecond)))
	p.Start(fragment, "en", false)
	p.Resize(800, 600)
	return p, h
}

// arrive lets the page do all that it has put off, and draws its frames.
func arrive(p *Page, h *slowHost) (l *scene.DisplayList) {
	h.t.Helper()
	for drawn := 0; len(h.queue) > 0 || drawn != h.redraws; {
		if len(h.queue) > 0 {
			h.step()
		}
		if drawn != h.redraws {
			drawn = h.redraws
			next, more := p.Frame()
			if next != nil {
				l = next
			}
			if more {
				h.redraws++
			}
		}
	}
	return l
}

// step calls what waits longest.
func (h *slowHost) step() {
	next := 0
	for k, e := range h.queue {
		if e.at.Before(h.queue[next].at) {
			next = k
		}
	}
	e := h.queue[next]
	h.queue = slices.Delete(h.queue, next, next+1)
	e.f()
}

// slow are States in which much is left for later.
var slow = []struct{ state, key, value string }{
	{"f=a*cos(2r)*exp(-r^2/8)&critical=1", "a", "2"},
	{"f=a/(x*y)&nx=201&ny=201", "a", "-1"},
	{"f=a/(x*y)&nx=120&ny=120&mode=surface&contour=1", "a", "2"},
	{"f=floor(a*x)*y&steps=gaps&nx=151&ny=151", "a", "0.5"},
	{"f=tan(a*x*y)&nx=101&ny=101", "a", "2"},
	{"f=sin(a*50x)", "a", "2"},
	{"f=sin(a*r)/r&nx=101&ny=101&mode=smooth&color=curvature", "a", "2"},
	{"f=a*x^2-y^2; 2sin(x); if(r<3,5-r)&nx=101&ny=101", "a", "2"},
	{"f=(a*(3%2Bcos(v))*cos(u),(3%2Bcos(v))*sin(u),sin(v)); 2x&mode=surface", "a", "2"},
	{"f=a*sin(r)/(x-y)&domain=polar", "a", "2"},
	{"f=a*x^3-x*b*y&panels=sweep&critical=1", "b", "2"},
	{"f=a/x&panels=modes", "a", "2"},
	{"f=a*sin(x)*y&to=surface%3Ff%3D1%2Fx&t=0.5&beside=map&nx=101&ny=101", "a", "2"},
	{"f=sqrt(a*x*y)&mode=surface&dots=1&hist=1", "a", "2"},
}

func pixels(l *scene.DisplayList) []byte { return raster.Draw(l, 0.5).Pix }

// What is done in slices comes to what is done at once, and is shown as soon as it is known.
func TestSettle(t *testing.T) {
	for _, tt := range slow {
		t.Run(tt.state, func(t *testing.T) {
			p, h := startSlow(t, "surface?"+tt.state)
			arrive(p, h)
			before := fmt.Sprint(h.readouts)
			p.Set(tt.key, tt.value, true)
			if !p.settling.waits {
				t.Fatal("nothing is left for later")
			}
			if h.state.Text(tt.key) != tt.value {
				t.Error("the control waits, too")
			}
			if fmt.Sprint(h.readouts) != before {
				t.Error("readouts are shown that are not known yet")
			}
			if l, _ := p.Frame(); l != nil {
				t.Error("a picture is drawn of what is not known yet")
			}
			list := arrive(p, h)
			agrees(t, p, h, list)
		})
	}
}

// agrees checks that p, which has come to rest with list as its picture, shows its State.
func agrees(t *testing.T, p *Page, h *slowHost, list *scene.DisplayList) {
	t.Helper()
	want, wantHost := start(t, p.state.String())
	whole, _ := want.Frame()
	if !bytes.Equal(pixels(list), pixels(whole)) {
		t.Error("the picture is another one")
	}
	if !reflect.DeepEqual(h.readouts, wantHost.readouts) {
		t.Errorf("readouts %v, want %v", h.readouts, wantHost.readouts)
	}
	if !slices.EqualFunc(h.notices, wantHost.notices, Notice.Equal) {
		t.Errorf("notices %v, want %v", h.notices, wantHost.notices)
	}
	if h.state.String() != p.state.String() || len(p.settling.queue) > 0 || p.busy() {
		t.Errorf("it rests in %s, shown as %s; %d things wait", p.state, h.state, len(p.settling.queue))
	}
}

// poles is a State that takes long.
const poles = "surface?f=a/(x*y)&nx=121&ny=121&mode=surface"

// slowly opens poles, and lets it come to rest.
func slowly(t *testing.T) (*Page, *slowHost) {
	p, h := startSlow(t, poles)
	arrive(p, h)
	return p, h
}

// While a slider moves faster than pictures can follow, each that is begun is finished,
// and then the last value is taken; so the picture moves, too.
func TestSettleWhileSliding(t *testing.T) {
	p, h := slowly(t)
	entries, frames := len(p.history.moments), p.canvas.count
	seen := map[string]bool{}
	for k := range 60 {
		p.Set("a", fmt.Sprint(2+k), false)
		for range 20 {
			if len(h.queue) > 0 {
				h.step()
			}
		}
		p.Frame()
		seen[p.state.Text("a")] = true
	}
	if n := p.canvas.count - frames; n < 4 || len(seen) < 4 || len(seen) > 40 {
		t.Errorf("%d frames of %d values are seen", n, len(seen))
	}
	p.Set("a", "61", true)
	list := arrive(p, h)
	agrees(t, p, h, list)
	if p.state.Text("a") != "61" || len(p.history.moments) != entries+1 {
		t.Errorf("it ends with a = %s and %d entries", p.state.Text("a"), len(p.history.moments)-entries)
	}
}

// What is done in the middle gives up what is under way.
func TestSettleInterrupted(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector")
	}
	for name, do := range map[string]func(p *Page){
		"another value":   func(p *Page) { p.Set("a", "3", true) },
		"another formula": func(p *Page) { p.Set("f", "floor(a*x)*y; x", true) },
		"undo":            func(p *Page) { p.Undo() },
		"a refused value": func(p *Page) { p.Set("xmax", "-9", true) },
		"another exhibit": func(p *Page) { p.Open("gaussian") },
		"a job's exhibit": func(p *Page) { p.Open("leastsquares"); p.Open("surface") },
		"an address":      func(p *Page) { p.Navigate("surface?f=tan(x*y)&critical=1") },
		"the language":    func(p *Page) { p.SetLanguage("ja"); p.SetLanguage("en") },
		"the size":        func(p *Page) { p.Resize(500, 600); p.Resize(800, 600) },
		"the camera":      func(p *Page) { p.Key("ArrowLeft", false) },
		"status":          func(p *Page) { p.Status() },
		"the first view":  func(p *Page) { p.Reset() },
	} {
		t.Run(name, func(t *testing.T) {
			for _, n := range []int{0, 1, 3, 8} {
				p, h := slowly(t)
				p.Set("a", "2", true)
				p.Set("a", "5", false) // waits, and is forgotten if something else is done
				for range 2 * n {
					if len(h.queue) > 0 {
						h.step()
					}
				}
				p.Frame()
				do(p)
				agrees(t, p, h, arrive(p, h))
			}
		})
	}
}

// A drag of the picture that begins before there is one is made up for.
func TestSettleDragged(t *testing.T) {
	p, h := slowly(t)
	azimuth := p.state.Camera().Azimuth
	p.Set("a", "2", true)
	p.PointerDown(1, pt(300, 300), exhibit.Grip{})
	for k := range 50 {
		p.PointerMove(1, pt(300+float64(k), 300))
	}
	p.PointerUp(1)
	p.PointerMove(1, pt(20, 20))
	if p.state.Camera().Azimuth != azimuth || len(p.settling.queue) != 4 {
		t.Errorf("%d things wait, at %v", len(p.settling.queue), p.state.Camera().Azimuth)
	}
	list := arrive(p, h)
	if d := p.state.Camera().Azimuth - azimuth; !near(d, -180*49.0/600, 1) {
		t.Errorf("it is turned by %v", d)
	}
	if !p.history.canUndo() || len(p.gesture.down) > 0 {
		t.Error("the drag does not end")
	}
	agrees(t, p, h, list)
}

// The picture that is on the screen may be drawn again at any time: it stays what it is
// while the next one is made, also if that is given up and begun anew.
func TestShownStays(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector")
	}
	drawn := 0
	for _, state := range []string{"f=a/(x*y)&nx=201&ny=201&mode=surface&contour=1", "f=(a*(3%2Bcos(v))*cos(u),(3%2Bcos(v))*sin(u),sin(v)); 2x&mode=surface&nx=151&ny=151", "f=a*sin(r)/(x-y)&domain=polar&mode=smooth"} {
		p, h := startSlow(t, "surface?"+state)
		list := arrive(p, h)
		want := pixels(list)
		h.look = 20 * time.Microsecond
		for n := range 400 {
			switch n {
			case 0:
				p.Set("a", "2", true)
			case 100:
				p.Set("a", "0.5", true)
			case 150:
				p.SetDark(true)
			case 200:
				p.Set("nx", "81", true)
			case 300:
				p.Set("az", "10", true)
			}
			if len(h.queue) > 0 {
				h.step()
			}
			if l, _ := p.Frame(); l != nil {
				list, want = l, pixels(l)
				drawn++
			} else if n%25 == 0 && !bytes.Equal(pixels(list), want) {
				t.Fatalf("%s: after %d steps the picture on the screen has changed", state, n)
			}
		}
	}
	if drawn < 3 {
		t.Errorf("%d pictures in all", drawn)
	}
}

// What plays goes on while a pointer moves over it.
func TestPlayUnderPointer(t *testing.T) {
	var frames [2]int
	for k := range frames {
		p, h := startSlow(t, "surface?f=a*x^2-y^2; 2sin(x); if(r<3,5-r)&nx=101&ny=101&mode=surface&play=a:1:bounce")
		h.look = 3 * time.Microsecond
		for n := range 150 {
			next := h.now.Add(16 * time.Millisecond)
			for len(h.queue) > 0 && h.now.Before(next) {
				h.step()
			}
			h.now = next
			if k == 1 { // as a browser says it: before each frame
				p.PointerMove(1, pt(300+float64(n%50), 300))
			}
			if l, _ := p.Frame(); l != nil {
				frames[k]++
			}
		}
	}
	if frames[1] < frames[0]*3/4 || frames[0] < 10 {
		t.Errorf("%d frames, under a moving pointer %d", frames[0], frames[1])
	}
}

// What is typed counts to its last letter, though an earlier one waits when it comes.
func TestSettleTyped(t *testing.T) {
	p, h := slowly(t)
	p.Set("a", "2", true)
	p.Type("f", "a/(x*y)+1")
	h.now = h.now.Add(typeAfter)
	for len(p.settling.queue) == 0 && len(h.queue) > 0 {
		h.step()
	}
	p.Type("f", "a/(x*y)+12")
	h.look = 3 * time.Microsecond
	arrive(p, h)
	if got := p.state.Text("f"); got != "a/(x*y)+12" {
		t.Errorf("in the end f is %s", got)
	}
}

// Status, and what others are told, is of the State, whatever was left for later.
func TestSettleStatus(t *testing.T) {
	p, h := startSlow(t, "surface?f=a*cos(2r)*exp(-r^2/8)&critical=1")
	arrive(p, h)
	p.Set("a", "2", true)
	if !p.settling.waits {
		t.Fatal("nothing waits")
	}
	got := p.Status()
	want, _ := start(t, p.state.String())
	if !reflect.DeepEqual(got.Readouts, want.Status().Readouts) {
		t.Errorf("readouts %v, want %v", got.Readouts, want.Status().Readouts)
	}
}

// Files are of the State, too, and complete.
func TestSettleExport(t *testing.T) {
	for _, kind := range []string{"csv", "svg", "html", "gif"} {
		p, h := startSlow(t, "surface?f=a*cos(2r)*exp(-r^2/8)&critical=1&nx=41&ny=41")
		p.Resize(200, 150)
		arrive(p, h)
		p.Set("a", "2", true)
		p.Export(kind)
		for n := 0; len(h.saved) == 0; n++ {
			if n > 1e6 {
				t.Fatal("there is no file")
			}
			h.step()
		}
		want, wantHost := start(t, p.state.String())
		want.Resize(200, 150)
		want.Export(kind)
		wantHost.wait(0)
		if !equalFiles(h.saved, wantHost.saved) {
			t.Errorf("%s is another file", kind)
		}
	}
}

func equalFiles(a, b map[string][]byte) bool {
	for _, x := range a {
		for _, y := range b {
			return bytes.Equal(x, y)
		}
	}
	return false
}
