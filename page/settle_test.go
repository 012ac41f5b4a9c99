package page

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

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
			if next, _ := p.Frame(); next != nil {
				l = next
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
		})
	}
}
