package e2e

import (
	"math"
	"testing"

	"github.com/chromedp/cdproto/input"
)

// density is the bivariate Gaussian with mean 0, straight from its formula
// (Mardia, Kent and Bibby, Multivariate Analysis, 1979, section 2.5).
func density(x, y, vx, vy, cov float64) float64 {
	det := vx*vy - cov*cov
	q := (vy*x*x - 2*cov*x*y + vx*y*y) / det
	return math.Exp(-q/2) / (2 * math.Pi * math.Sqrt(det))
}

func TestHover(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	stage := b.stage()
	// Beside the pointer, above the surface's foot and away from the colour bar.
	around := func(x, y float64) box { return box{x - 70, y - 70, 140, 140} }
	plain := b.shot()
	for _, at := range [][2]float64{{0.45, 0.5}, {0.4, 0.6}, {0.5, 0.65}} {
		x, y := math.Round(stage.X+at[0]*stage.W), math.Round(stage.Y+at[1]*stage.H)
		b.mouse(input.DispatchMouseEventTypeMouseMoved, x-3, y-3)
		b.mouse(input.DispatchMouseEventTypeMouseMoved, x, y)
		b.await("point of the surface", `zscape.state().hover !== null`)
		b.rest()
		h := b.state().Hover
		if want := density(h.X, h.Y, 2, 2, 1); math.Abs(h.Z-want) > 1e-9*want {
			t.Errorf("at x = %v, y = %v the page says z = %v, the formula %v", h.X, h.Y, h.Z, want)
		}
		n := b.shot().count(around(x, y), lightAccent)
		if n < 40 || n < 10*plain.count(around(x, y), lightAccent) {
			t.Errorf("at (%v, %v) the cross-hair has %d pixels", x, y, n)
		}
		b.shoot("hover")
	}
	b.mouse(input.DispatchMouseEventTypeMouseMoved, stage.X+3, stage.Y+3)
	b.await("nothing pointed at", `zscape.state().hover === null`)
	b.rest()
	if d := plain.differs(b.shot(), stage); d > 0.001 {
		t.Errorf("without the pointer %.2f %% of the picture is different", 100*d)
	}
}
