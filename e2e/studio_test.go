package e2e

import (
	"fmt"
	"image/color"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// A reading is a point of a surface that the page reads under a point of the window.
type reading struct{ PX, PY, X, Y, Z float64 }

// readings points at a part of the picture, from (x0, y0) to (x1, y1) in
// fractions of the stage, every step pixels, and returns what is read.
func (b *tab) readings(x0, y0, x1, y1, step float64) []reading {
	b.t.Helper()
	stage := b.stage()
	return eval[[]reading](b, `((left, top, right, bottom, step) => {
		const canvas = document.querySelector('canvas'), list = [];
		for (let clientY = top; clientY < bottom; clientY += step) {
			for (let clientX = left; clientX < right; clientX += step) {
				canvas.dispatchEvent(new PointerEvent('pointermove', {clientX, clientY, pointerId: 1}));
				const h = zscape.state().hover;
				if (h) list.push({PX: clientX, PY: clientY, X: h.x, Y: h.y, Z: h.z});
			}
		}
		canvas.dispatchEvent(new PointerEvent('pointerleave', {clientX: 0, clientY: 0, pointerId: 1}));
		return list;
	})(%v, %v, %v, %v, %v)`, stage.X+x0*stage.W, stage.Y+y0*stage.H, stage.X+x1*stage.W, stage.Y+y1*stage.H, step)
}

// typeFormula replaces the formula of the function studio, as a visitor does.
func (b *tab) typeFormula(formula string) {
	b.t.Helper()
	b.run(`document.querySelector('#field-f').select()`)
	b.focus("#field-f")
	b.press(formula, 0)
	b.press(kb.Enter, 0)
	if s := b.state(); s.Controls["f"] != formula || len(s.Problems) > 0 {
		b.t.Fatalf("typed %s, f is %s, problems %v", formula, s.Controls["f"], s.Problems)
	}
	b.run(`document.activeElement.blur()`)
	b.mouseAway()
	b.rest()
}

// views keeps pictures of a State in both themes, in a window and on a phone,
// if ZSCAPE_SHOTS asks for it.
func views(t *testing.T, name, hash string) {
	t.Helper()
	if os.Getenv("ZSCAPE_SHOTS") == "" {
		return
	}
	for _, width := range []int{1280, 390} {
		for _, dark := range []bool{false, true} {
			l := look{w: width, h: 844, dark: dark, touch: width < 600}
			theme := map[bool]string{false: "light", true: "dark"}[dark]
			open(t, hash, l).shoot(fmt.Sprintf("studio-%s-%d-%s", name, width, theme))
		}
	}
}

// coloured counts the pixels that are neither paper nor grey.
func (p *picture) coloured(r box) (n int) {
	p.within(r, func(_, _ int, c color.RGBA) {
		if max(c.R, c.G, c.B)-min(c.R, c.G, c.B) > 40 {
			n++
		}
	})
	return n
}

// Points of u and v that are typed are a surface, and one that is pointed at is
// on it; points of u alone are a curve.
func TestParametricTyped(t *testing.T) {
	t.Parallel()
	const torus, curve = "((3+cos(v))*cos(u),(3+cos(v))*sin(u),sin(v))", "(3cos(u),3sin(u),sin(5u))"
	b := open(t, "#surface", look{})
	stage := b.stage()
	b.typeFormula(torus)
	if n := b.shot().coloured(stage); n < 10_000 {
		t.Errorf("the torus has %d coloured pixels", n)
	}
	on := b.readings(0.05, 0.05, 0.95, 0.95, 17)
	if len(on) < 100 {
		t.Errorf("%d points are on the torus", len(on))
	}
	for _, p := range on {
		if tube := math.Hypot(math.Hypot(p.X, p.Y)-3, p.Z); math.Abs(tube-1) > 0.01 {
			t.Fatalf("at (%v, %v) the point (%v, %v, %v) is read, %v from the tube's middle, want 1", p.PX, p.PY, p.X, p.Y, p.Z, tube)
		}
	}
	b.set("vmax", "3")
	if on := b.readings(0.05, 0.05, 0.95, 0.95, 17); len(on) < 100 || on[0].Z < -0.01 {
		t.Errorf("of the upper half of the torus %d points are read", len(on))
	}

	b.typeFormula(curve)
	if n := b.shot().coloured(stage); n < 400 {
		t.Errorf("the curve has %d coloured pixels", n)
	}
	views(t, "torus", "#surface?f="+strings.ReplaceAll(torus, "+", "%2B"))
	views(t, "curve", "#surface?f="+curve)
}

// Of several surfaces in one box the nearer one is seen and read, and a line is
// drawn where they meet.
func TestSeveralTyped(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?xmin=-3&xmax=3&ymin=-3&ymax=3&mode=smooth", look{})
	stage := b.stage()
	b.typeFormula("x^2-y^2;2sin(x)")
	both := [2]int{}
	for _, p := range b.readings(0.1, 0.1, 0.9, 0.9, 17) {
		switch {
		case math.Abs(p.Z-(p.X*p.X-p.Y*p.Y)) < 1e-9:
			both[0]++
		case math.Abs(p.Z-2*math.Sin(p.X)) < 1e-9:
			both[1]++
		default:
			t.Fatalf("(%v, %v, %v) is on neither", p.X, p.Y, p.Z)
		}
	}
	if both[0] < 30 || both[1] < 30 {
		t.Errorf("%v points of the two surfaces are read", both)
	}
	with := b.shot()
	b.set("meet", "0")
	if d := with.differs(b.shot(), stage); d < 0.001 || d > 0.1 {
		t.Errorf("the line where they meet is %.2f %% of the picture", 100*d)
	}
	views(t, "several", "#surface?f=x^2-y^2;2sin(x);if(r<3,5-r)&xmin=-3&xmax=3&ymin=-3&ymax=3")
}

// A field over a sector is read where the sector is, and nowhere else.
func TestPolarTyped(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?domain=polar&rmin=1&rmax=3&thmin=0&thmax=pi", look{})
	b.typeFormula("r*cos(3theta)")
	on := b.readings(0.05, 0.05, 0.95, 0.95, 17)
	for _, p := range on {
		r, theta := math.Hypot(p.X, p.Y), math.Atan2(p.Y, p.X)
		if r < 0.98 || r > 3.001 || p.Y < -0.001 || math.Abs(p.Z-r*math.Cos(3*theta)) > 1e-9 {
			t.Fatalf("(%v, %v, %v) is read", p.X, p.Y, p.Z)
		}
	}
	if len(on) < 100 {
		t.Errorf("%d points are read", len(on))
	}
	views(t, "polar", "#surface?f=r*cos(3theta)&domain=polar")
}

// The panels of small multiples differ in a parameter; dragging in one of them
// turns all.
func TestSmallMultiples(t *testing.T) {
	t.Parallel()
	const hash = "#surface?f=sin(a*x)*cos(y)&panels=sweep&bar=0"
	b := open(t, hash, look{})
	stage := b.stage()
	quarter := func(k int) box {
		return box{stage.X + float64(k%2)*stage.W/2, stage.Y + float64(k/2)*stage.H/2, stage.W / 2, stage.H / 2}
	}
	before, az := b.shot(), b.state().number(t, "az")
	x, y := quarter(2).center()
	b.drag(x, y, 80, 0)
	b.mouseAway()
	b.rest()
	after := b.shot()
	if now := b.state().number(t, "az"); now == az {
		t.Error("a drag in the third panel turns nothing")
	}
	for k := range 4 {
		if n := before.coloured(quarter(k)); n < 1000 {
			t.Errorf("panel %d has %d coloured pixels", k, n)
		}
		if d := before.differs(after, quarter(k)); d < 0.02 {
			t.Errorf("turned, %.2f %% of panel %d is different", 100*d, k)
		}
	}
	views(t, "multiples", strings.TrimSuffix(hash, "&bar=0"))
}

// The ends of the cut are dragged over the surface, and the profile follows;
// beside them, a drag turns.
func TestDragSection(t *testing.T) {
	t.Parallel()
	const hash = "#surface?f=x*y/4&beside=section&section=-2,-1,2,1&mode=surface"
	b := open(t, hash, look{w: 1300, h: 800})
	end := reading{X: math.Inf(1)}
	for _, p := range b.readings(0.05, 0.1, 0.6, 0.9, 10) {
		if math.Hypot(p.X-2, p.Y-1) < math.Hypot(end.X-2, end.Y-1) {
			end = p
		}
	}
	if math.Hypot(end.X-2, end.Y-1) > 0.4 {
		t.Fatalf("nothing is read near the end of the cut, only (%v, %v)", end.X, end.Y)
	}
	stage := b.stage()
	profile := box{stage.X + 0.65*stage.W, stage.Y, 0.35 * stage.W, stage.H}
	before, az := b.shot(), b.state().Controls["az"]
	b.drag(end.PX, end.PY, 30, -40)
	b.mouseAway()
	b.rest()
	s := b.state()
	var x0, y0, x1, y1 float64
	if n, _ := fmt.Sscanf(s.Controls["section"], "%g,%g,%g,%g", &x0, &y0, &x1, &y1); n != 4 || x0 != -2 || y0 != -1 || math.Hypot(x1-2, y1-1) < 0.3 {
		t.Errorf("dragged, the cut is %s", s.Controls["section"])
	}
	if s.Controls["az"] != az {
		t.Errorf("dragging the end of the cut turns to %s", s.Controls["az"])
	}
	if d := before.differs(b.shot(), profile); d < 0.002 {
		t.Errorf("%.2f %% of the profile is different", 100*d)
	}
	b.shoot("studio-section-dragged")
	b.drag(end.PX-120, end.PY+20, 40, 0)
	if now := b.state(); now.Controls["az"] == az || now.Controls["section"] != s.Controls["section"] {
		t.Errorf("beside the ends a drag leads to az=%s, section=%s", now.Controls["az"], now.Controls["section"])
	}
	views(t, "section", hash)
}

// What the panel reads at the pointer is what calculus says.
func TestProbeExact(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=x^2*y-y^3/3&shape=1&steepest=1&critical=1", look{})
	stage := b.stage()
	for _, at := range [][2]float64{{0.42, 0.5}, {0.5, 0.55}, {0.58, 0.6}} {
		b.mouse("mouseMoved", stage.X+at[0]*stage.W, stage.Y+at[1]*stage.H)
		b.mouse("mouseMoved", stage.X+at[0]*stage.W+2, stage.Y+at[1]*stage.H)
		b.await("point of the surface", `zscape.state().hover !== null && Array.isArray(zscape.state().readouts.gradient)`)
		b.rest()
		s := b.state()
		x, y := s.Hover.X, s.Hover.Y
		h := 2 * math.Hypot(x, y)
		for key, want := range map[string][]float64{
			"probe": {x, y, x*x*y - y*y*y/3}, "gradient": {2 * x * y, x*x - y*y}, "hessian": {-h, h}} {
			got := eval[[]float64](b, `zscape.state().readouts[%q]`, key)
			for k := range want {
				if len(got) != len(want) || math.Abs(got[k]-want[k]) > 1e-9*(1+math.Abs(want[k])) {
					t.Fatalf("at (%v, %v) %s is %v, want %v", x, y, key, got, want)
				}
			}
		}
	}
	b.shoot("studio-probe")
}

// The profiles follow the pointer over the surface, and pointing at a profile
// reads the surface there.
func TestProfiles(t *testing.T) {
	t.Parallel()
	const hash = "#surface?f=x^2-y^3/5&beside=profiles"
	b := open(t, hash, look{w: 1300, h: 800})
	stage := b.stage()
	profiles := box{stage.X + 0.65*stage.W, stage.Y, 0.35 * stage.W, stage.H}
	before := b.shot()
	b.mouse("mouseMoved", stage.X+0.3*stage.W, stage.Y+0.55*stage.H)
	b.mouse("mouseMoved", stage.X+0.3*stage.W+2, stage.Y+0.55*stage.H)
	b.await("point of the surface", `zscape.state().hover !== null`)
	b.rest()
	if d := before.differs(b.shot(), profiles); d < 0.005 {
		t.Errorf("%.2f %% of the profiles is different", 100*d)
	}
	h := b.state().Hover
	along := [2]int{}
	for k, top := range []float64{0.1, 0.6} {
		b.mouse("mouseMoved", stage.X+0.3*stage.W, stage.Y+0.55*stage.H)
		for _, p := range b.readings(0.7, top, 0.95, top+0.3, 23) {
			if math.Abs(p.Z-(p.X*p.X-p.Y*p.Y*p.Y/5)) > 1e-9 {
				t.Fatalf("at (%v, %v) z is read as %v", p.X, p.Y, p.Z)
			}
			if (k == 0 && math.Abs(p.X-h.X) > 0.5) || (k == 1 && math.Abs(p.Y-h.Y) > 0.5) {
				along[k]++
			}
		}
	}
	if along[0] < 5 || along[1] < 5 {
		t.Errorf("along the profiles %v points are read", along)
	}
	views(t, "profiles", hash)
}
