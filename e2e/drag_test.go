package e2e

import (
	"math"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
)

// whereIs returns the point of the part of the picture from (x0, y0) to (x1, y1),
// fractions of the stage, around which the values (x, y) are read.
func (b *tab) whereIs(x, y, x0, y0, x1, y1 float64) (px, py float64) {
	b.t.Helper()
	stage := b.stage()
	found := eval[[3]float64](b, `((x, y, left, top, right, bottom) => {
		const canvas = document.querySelector('canvas');
		let px = 0, py = 0, n = 0;
		for (let clientY = top; clientY < bottom; clientY += 6) {
			for (let clientX = left; clientX < right; clientX += 6) {
				canvas.dispatchEvent(new PointerEvent('pointermove', {clientX, clientY, pointerId: 1}));
				const h = zscape.state().hover;
				if (h && Math.abs(h.x - x) < 1e-9 && Math.abs(h.y - y) < 1e-9) px += clientX, py += clientY, n++;
			}
		}
		return [px / n, py / n, n];
	})(%v, %v, %v, %v, %v, %v)`, x, y, stage.X+x0*stage.W, stage.Y+y0*stage.H, stage.X+x1*stage.W, stage.Y+y1*stage.H)
	if found[2] == 0 {
		b.t.Fatalf("nothing reads (%v, %v)", x, y)
	}
	return found[0], found[1]
}

// A pattern that is dragged takes the weights and the boundary along; it can
// be recoloured, removed and added.
func TestDragPattern(t *testing.T) {
	t.Parallel()
	b := open(t, "#leastsquares?pace=full&plane=-2,2,-0.5,1.5", look{})
	b.awaitRun(`r.phase === 'done'`)
	s := b.state()
	if v := s.readout(t, "boundary"); v != -0.3 {
		t.Errorf("the boundary is at %v, want -0.3", v)
	}
	x, y := b.whereIs(1.2, 1, 0.2, 0, 0.46, 0.3)
	b.drag(x, y, -60, 30)
	s = b.state()
	patterns := s.Controls["p"]
	if strings.HasPrefix(patterns, "1.2,") || !strings.HasSuffix(patterns, ",0.2,-0.2;-0.5,-1,-1.5") {
		t.Errorf("dragged to the left, the patterns are %s", patterns)
	}
	if v := s.readout(t, "boundary"); v == -0.3 {
		t.Error("the boundary has not moved")
	}
	b.awaitRun(`r.phase === 'done'`) // the descents have begun anew by themselves
	b.shoot("leastsquares-dragged")

	b.run(`zscape.set('p', '1.2,0.2,-0.2;-0.5,-1,-1.5')`)
	b.drag(x, y, 0, 0) // a click
	if got := b.state().Controls["p"]; got != "0.2,-0.2;-0.5,-1,-1.5,1.2" && got != "0.2,-0.2;1.2,-0.5,-1,-1.5" {
		t.Errorf("clicked, the patterns are %s", got)
	}
	b.run(`zscape.set('p', '1.2,0.2,-0.2;-0.5,-1,-1.5')`)
	stage := b.stage()
	b.drag(x, y, stage.X+0.8*stage.W-x, stage.Y+0.8*stage.H-y) // far outside of the plot
	if got := b.state().Controls["p"]; got != "0.2,-0.2;-0.5,-1,-1.5" {
		t.Errorf("dragged out, the patterns are %s", got)
	}
	b.click("[data-do=undo]")
	if got := b.state().Controls["p"]; got != "1.2,0.2,-0.2;-0.5,-1,-1.5" {
		t.Errorf("undone, the patterns are %s", got)
	}
	b.drag(x, y+60, 0, 0)
	if got := b.state().Controls["p"]; strings.Count(got, ",") != 5 {
		t.Errorf("after a click beside the patterns they are %s", got)
	}
}

// The tip of a basis vector takes the column of A along, and with it table and read-outs.
func TestDragBasisVector(t *testing.T) {
	t.Parallel()
	b := open(t, "#matrices", look{w: 1300, h: 900})
	x, y := b.whereIs(2, 3, 0.2, 0, 0.6, 0.6)
	b.drag(x, y, 40, 40)
	s := b.state()
	rows := strings.Split(s.Controls["A"], ";")
	if len(rows) != 2 || !strings.HasPrefix(rows[0], "0,") || !strings.HasPrefix(rows[1], "1,") || s.Controls["A"] == "0,2;1,3" {
		t.Errorf("A is %s", s.Controls["A"])
	}
	if det := s.readout(t, "det"); det == -2 {
		t.Error("the determinant stays")
	}
	b.await("table", `document.querySelector('#table').textContent.includes('[%s]'.replaceAll(',', ', ').slice(0, -1))`, rows[0])
}

// In a plot, a drag moves, Shift-drag zooms to a box, the wheel zooms about
// the pointer, a double click shows all, and the legend hides.
func TestPlotByHand(t *testing.T) {
	t.Parallel()
	b := open(t, "#notebook?show=line", look{})
	x, y := b.whereIs(2, 15, 0.1, 0.1, 0.6, 0.7)
	limits := func() string { return b.state().Controls["lline"] }
	b.drag(x, y, 50, -20)
	if limits() == "" {
		t.Error("a drag does not move the plot")
	}
	b.await("address", `location.hash.includes('lline=')`)
	if nx, ny := b.whereIs(2, 15, 0.1, 0.1, 0.8, 0.7); math.Abs(nx-x-50) > 6 || math.Abs(ny-y+20) > 6 {
		t.Errorf("dragged by (50, -20), the point has gone from (%v, %v) to (%v, %v)", x, y, nx, ny)
	}
	double := func() {
		for n := range int64(2) {
			clicks := func(p *input.DispatchMouseEventParams) { held(p); p.ClickCount = n + 1 }
			b.mouse(input.DispatchMouseEventTypeMousePressed, x, y, clicks)
			b.mouse(input.DispatchMouseEventTypeMouseReleased, x, y, clicks)
		}
	}
	double()
	if limits() != "" {
		t.Errorf("after a double click the limits are %s", limits())
	}
	b.drag(x-80, y-60, 160, 120, withShift)
	if limits() == "" {
		t.Error("a box does not zoom")
	}
	double()
	b.run(`zscape.set('show', 'scatter')`)
	stage := b.stage()
	for dx := 20.0; dx < 90 && b.state().Controls["hscatter"] == ""; dx += 8 {
		b.drag(stage.X+dx, stage.Y+37, 0, 0)
	}
	if got := b.state().Controls["hscatter"]; got != "curve" {
		t.Errorf("a click at the legend hides %q", got)
	}
	b.drag(stage.X+stage.W/2, stage.Y+stage.H/2, 120, 90, withShift)
	if s := b.state(); s.Controls["brush"] == "" || s.Readouts["selected"] == nil {
		t.Errorf("brushed: %q, %v points", s.Controls["brush"], s.Readouts["selected"])
	}
	b.shoot("notebook-brushed")
}

// In space the tip of a basis vector is dragged, too, and beside the tips the box is turned.
func TestDragBasisVectorInSpace(t *testing.T) {
	b := open(t, "#matrices?A=2,-1,0;-1,2,-1;0,-1,2&x=1,2,3", look{w: 1300, h: 900})
	x, y := b.whereIs(0, -1, 0.05, 0.1, 0.6, 0.8)
	b.drag(x, y, 40, -30)
	s := b.state()
	if a := s.Controls["A"]; !strings.HasPrefix(a, "2,-1,") || !strings.Contains(a, ";-1,2,") || !strings.Contains(a, ";0,-1,") || a == "2,-1,0;-1,2,-1;0,-1,2" {
		t.Errorf("dragged, A is %s", a)
	}
	if az := s.Controls["az"]; az != "-60" {
		t.Errorf("the box turns to %s", az)
	}
	b.shoot("matrices-space-dragged")
	a := s.Controls["A"]
	stage := b.stage()
	b.drag(stage.X+0.08*stage.W, stage.Y+0.25*stage.H, 60, 0)
	if s := b.state(); s.Controls["A"] != a || s.Controls["az"] == "-60" {
		t.Errorf("beside the tips: A is %s, azimuth %s", s.Controls["A"], s.Controls["az"])
	}
}
