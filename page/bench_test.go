package page

import (
	"strconv"
	"testing"
	"time"

	"zscape/exhibit"
)

// large is a surface of 500 x 500 samples, as it is drawn at rest.
const large = "surface?f=a*sin(x)*cos(y)&mode=surface&nx=500&ny=500&contour=1"

// rest lets the picture come to rest, and draws it.
func rest(p *Page, h *host) {
	h.wait(2 * time.Second)
	p.Frame()
}

// A slider is moved: what follows at once, and the picture that comes next,
// which is drawn coarsely while it moves.
func BenchmarkSlider(b *testing.B) {
	p, h := start(b, large)
	rest(p, h)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.Set("a", strconv.FormatFloat(1+float64(i%100)/100, 'f', 2, 64), false)
		p.Frame()
	}
}

// The pointer is over the picture, and nothing is held.
func BenchmarkPoint(b *testing.B) {
	p, h := start(b, large)
	rest(p, h)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.PointerMove(1, pt(300+float64(i%200), 280))
		p.Frame()
	}
}

// The picture is turned by hand.
func BenchmarkTurn(b *testing.B) {
	p, h := start(b, large)
	rest(p, h)
	p.PointerDown(1, pt(300, 280), exhibit.Grip{})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.PointerMove(1, pt(300+float64(i%200), 280))
		p.Frame()
	}
}
