package e2e

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

// camera returns az, el, zoom, panx and pany.
func (b *window) camera() (v [5]float64) {
	b.t.Helper()
	s := b.state()
	for i, key := range []string{"az", "el", "zoom", "panx", "pany"} {
		v[i] = s.number(b.t, key)
	}
	return v
}

var firstView = [5]float64{-60, 30, 1, 0, 0}

// expect fails the test if the camera is not at want, but for rounding.
func (b *window) expect(what string, want [5]float64) {
	b.t.Helper()
	got := b.camera()
	for i, tolerance := range [5]float64{0.2, 0.2, 0.01, 0.01, 0.01} {
		if math.Abs(got[i]-want[i]) > tolerance {
			b.t.Errorf("%s: az, el, zoom, panx, pany are %v, want %v", what, got, want)
			return
		}
	}
}

func TestDrag(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	b.expect("at first", firstView)
	stage := b.stage()
	x, y := stage.center()
	before := b.shot()

	// A drag across the picture turns by 180 degrees: to the right, the near
	// side of the box goes right; downwards, the eye goes up.
	side := math.Min(stage.W, stage.H)
	b.drag(x, y, 100, 60)
	b.expect("drag", [5]float64{-60 - 180*100/side, 30 + 180*60/side, 1, 0, 0})
	b.rest()
	if d := before.differs(b.shot(), stage); d < 0.01 {
		t.Errorf("after a drag %.2f %% of the picture is different", 100*d)
	}
	b.await("address", `location.hash === '#' + zscape.state().state && location.hash.includes('az=')`)

	b.run(`zscape.set('az', '-60'); zscape.set('el', '30')`)
	b.drag(x, y, 80, -50, withShift)
	c := b.camera()
	if c[0] != -60 || c[1] != 30 || c[3] <= 0 || c[4] <= 0 || math.Abs(c[3]/c[4]-80.0/50) > 0.02 {
		t.Errorf("a shift-drag by 80 to the right and 50 up leads to %v", c)
	}
}

func TestWheelAndDoubleClick(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	stage := b.stage()
	x, y := stage.center()
	before := b.shot()
	wheel := func(dy float64) {
		b.mouse(input.DispatchMouseEventTypeMouseWheel, x, y, func(p *input.DispatchMouseEventParams) {
			p.DeltaX, p.DeltaY = 1e-9, dy // a field that is 0 is not sent, and both are wanted
		})
	}
	wheel(-120)
	b.await("zoom", `+zscape.state().controls.zoom > 1.1`)
	b.rest()
	if d := before.differs(b.shot(), stage); d < 0.01 {
		t.Errorf("after zooming %.2f %% of the picture is different", 100*d)
	}
	wheel(240)
	b.await("zoom", `+zscape.state().controls.zoom < 0.9`)

	b.drag(x, y, 90, 0)
	for n := int64(1); n <= 2; n++ {
		count := func(p *input.DispatchMouseEventParams) { held(p); p.ClickCount = n }
		b.mouse(input.DispatchMouseEventTypeMousePressed, x, y, count)
		b.mouse(input.DispatchMouseEventTypeMouseReleased, x, y, count)
	}
	b.await("first view", `['az', 'el', 'zoom', 'panx', 'pany'].every((k, i) => +zscape.state().controls[k] === [-60, 30, 1, 0, 0][i])`)
}

// touch sends a touch event with fingers at these points.
func (b *tab) touch(kind input.DispatchTouchEventType, at ...[2]float64) {
	b.t.Helper()
	points := []*input.TouchPoint{}
	for i, p := range at {
		id := float64(i + 1)
		points = append(points, &input.TouchPoint{X: p[0], Y: p[1], ID: &id})
	}
	call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
}

// tap touches for 50 ms, as the page sees it, however long that takes here.
func (b *tab) tap(x, y float64) {
	b.t.Helper()
	now := float64(time.Now().UnixMilli()) / 1000
	call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchStart,
		TouchPoints: []*input.TouchPoint{{X: x, Y: y}}, Timestamp: input.TimeSinceEpoch(now)})
	call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchEnd,
		TouchPoints: []*input.TouchPoint{}, Timestamp: input.TimeSinceEpoch(now + 0.05)})
}

// fingers moves two fingers, and waits until the page has heard of it.
func (b *tab) fingers(from, to [2][2]float64) {
	b.t.Helper()
	before := b.state().State
	b.touch(input.DispatchTouchEventTypeTouchStart, from[0])
	b.touch(input.DispatchTouchEventTypeTouchStart, from[0], from[1])
	const steps = 6
	for k := 1.0; k <= steps; k++ {
		var at [2][2]float64
		for i := range at {
			for j := range at[i] {
				at[i][j] = from[i][j] + (to[i][j]-from[i][j])*k/steps
			}
		}
		b.touch(input.DispatchTouchEventTypeTouchMove, at[0], at[1])
	}
	b.touch(input.DispatchTouchEventTypeTouchEnd)
	b.await("change by two fingers", `zscape.state().state !== %q`, before)
	b.rest()
}

func TestTouch(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{w: 390, h: 844, touch: true})
	x, y := b.stage().center()
	b.fingers([2][2]float64{{x - 40, y}, {x + 40, y}}, [2][2]float64{{x - 80, y}, {x + 80, y}})
	if c := b.camera(); c[0] != -60 || c[1] != 30 || math.Abs(c[2]-2) > 0.2 {
		t.Errorf("fingers moved apart to twice their distance lead to %v", c)
	}
	b.run(`zscape.set('zoom', '1'); zscape.set('panx', '0'); zscape.set('pany', '0')`)
	b.fingers([2][2]float64{{x - 40, y}, {x + 40, y}}, [2][2]float64{{x - 10, y + 30}, {x + 70, y + 30}})
	if c := b.camera(); c[0] != -60 || c[1] != 30 || math.Abs(c[2]-1) > 0.15 || c[3] < 0.1 || c[4] > -0.1 {
		t.Errorf("fingers moved to the right and down lead to %v", c)
	}
	b.run(`zscape.set('zoom', '1'); zscape.set('panx', '0'); zscape.set('pany', '0')`)
	b.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
	for k := 1.0; k <= 5; k++ {
		b.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{x + 10*k, y})
	}
	b.touch(input.DispatchTouchEventTypeTouchEnd)
	b.await("turn by one finger", `+zscape.state().controls.az < -65`)
	if scroll := eval[float64](b, `scrollX + scrollY + visualViewport.scale - 1`); scroll != 0 {
		t.Error("touching the picture scrolled or zoomed the page")
	}
	b.tap(x, y)
	b.await("reading under a tap", `zscape.state().hover !== null`)
}

// A press is a press, also if the browser does not let the picture capture the pointer.
func TestDragUncaptured(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	b.run(`document.querySelector('canvas').setPointerCapture = () => { throw new DOMException('No active pointer', 'NotFoundError'); }`)
	x, y := b.stage().center()
	b.drag(x, y, 100, 60)
	b.rest()
	if c := b.camera(); c[0] == -60 || c[1] == 30 {
		t.Errorf("a drag leads to %v", c)
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	b.focus("canvas")
	for _, step := range []struct {
		name, keys string
		modifiers  int64
		want       [5]float64
	}{
		{"arrow left", kb.ArrowLeft, 0, [5]float64{-55, 30, 1, 0, 0}},
		{"arrow right", kb.ArrowRight + kb.ArrowRight, 0, [5]float64{-65, 30, 1, 0, 0}},
		{"arrow down", kb.ArrowDown, 0, [5]float64{-65, 35, 1, 0, 0}},
		{"arrow up", kb.ArrowUp + kb.ArrowUp, 0, [5]float64{-65, 25, 1, 0, 0}},
		{"plus", "+", 0, [5]float64{-65, 25, 1.15, 0, 0}},
		{"minus", "--", 0, [5]float64{-65, 25, 1 / 1.15, 0, 0}},
		{"0", "0", 0, firstView},
		{"1", "1", 0, [5]float64{-90, 90, 1, 0, 0}},
		{"4", "4", 0, [5]float64{-45, 60, 1, 0, 0}},
	} {
		b.press(step.keys, step.modifiers)
		b.expect(step.name, step.want)
	}
	b.press("0"+kb.ArrowRight, shiftKey)
	if c := b.camera(); c[0] != -60 || c[3] <= 0 {
		t.Errorf("shift and the right arrow lead to %v", c)
	}
}

// The canvas takes keys, but not the focus for ever.
func TestLeaveCanvas(t *testing.T) {
	t.Parallel()
	const canvas = "CANVAS#"
	b := open(t, "", look{})
	for _, way := range []struct {
		name, keys string
		modifiers  int64
	}{{"Tab", kb.Tab, 0}, {"Shift-Tab", kb.Tab, shiftKey}, {"Escape", kb.Escape, 0}} {
		b.focus("canvas")
		if at := b.focused(); at != canvas {
			t.Fatalf("the focus is at %s, not on the canvas", at)
		}
		b.press(way.keys, way.modifiers)
		if at := b.focused(); at == canvas || at == "BODY#" || at == "HTML#" {
			t.Errorf("%s leads to %s", way.name, at)
		}
	}
	// And Tab comes to it.
	b.run(`document.activeElement.blur()`)
	b.focus(".wordmark")
	for n := 0; b.focused() != canvas; n++ {
		if n == 12 {
			t.Fatal("12 times Tab from the start of the page do not lead to the canvas")
		}
		b.press(kb.Tab, 0)
	}
}

func TestViewButtons(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	b.click("[data-view=xz]")
	b.expect("xz", [5]float64{-90, 0, 1, 0, 0})
	b.click("[data-do=reset]")
	b.expect("reset", firstView)
}

// The canvas has a pixel for each of the screen's, also after the page is zoomed or
// goes to another screen.
func TestDevicePixels(t *testing.T) {
	t.Parallel()
	b := open(t, "#gaussian?mode=surface", look{w: 900, h: 600})
	one := b.shot()
	for _, scale := range []float64{2, 1.5, 3, 1} {
		b.wear(look{w: 900, h: 600, scale: scale})
		b.await("as many pixels as the screen has", `(c => c.width === %v && c.height === %v)(document.querySelector('canvas'))`, 900*scale, 600*scale)
		b.rest()
		b.shoot(fmt.Sprintf("pixels-%v", scale))
	}
	if d := one.differs(b.shot(), b.stage()); d > 0 {
		t.Errorf("back at the first ratio %.2f %% of the picture is different", 100*d)
	}
	stage := b.stage()
	b.wear(look{w: 700, h: 500, scale: 2})
	b.await("the stage follows the window", `document.getElementById('stage').getBoundingClientRect().width < %v`, stage.W)
	b.rest()
	if got := eval[[]float64](b, `(c => [c.width, c.height])(document.querySelector('canvas'))`); !slices.Equal(got, []float64{1400, 1000}) {
		t.Errorf("a window of 700 x 500 has a canvas of %v", got)
	}
}
