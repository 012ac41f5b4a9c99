package surface

import (
	"net/url"
	"strconv"
	"testing"

	"zscape/scene"
)

// What follows from the move of a slider, a part after the other: the picture, what is
// found out of it, its drawing while it moves, and at rest.
func BenchmarkUpdate(b *testing.B) {
	for _, tt := range []struct{ f, rest string }{
		{"a*cos(2r)*exp(-r^2/8)", "critical=1"},
		{"a*sin(x)*cos(y)", "nx=500&ny=500"},
		{"a/(x*y)", "nx=500&ny=500&mode=surface"},
		{"floor(x)*a*y", "nx=500&ny=500&steps=gaps"},
		{"tan(a*x*y)", "nx=201&ny=201"},
		{"sin(a*100x)*y", "nx=500&ny=500"},
		{"a*x^2 - y^2; 2sin(x); if(r < 3, 5 - r)", "nx=500&ny=500&mode=surface"},
		{"a*sin(r)/(x-y)", "domain=polar"},
		{"a*sin(x)*cos(b*y)", "nx=500&ny=500&panels=modes"},
		{"a*x*y", "nx=500&ny=500&mode=surface&color=curvature"},
		{"a/(x*y)", "nx=2000&ny=2000&mode=surface"},
	} {
		s := deferring(b, "surface?f="+url.QueryEscape(tt.f)+"&"+tt.rest)
		var l scene.DisplayList
		k := 0
		move := func() {
			k++
			if err := s.Update(s.State.Try("a", strconv.FormatFloat(1+float64(k%50)/100, 'f', 2, 64))); err != nil {
				b.Fatal(err)
			}
		}
		draw := func(samples int) {
			f := s.Figure()
			f.Samples = samples
			f.Draw(&l, 800, 600)
		}
		for _, part := range []struct {
			name        string
			before, now func()
		}{
			{"picture", move, func() { s.Figure() }},
			{"more", func() { move(); s.Figure() }, func() { s.Settle(never) }},
			{"moving", func() { move(); s.Settle(never) }, func() { draw(128) }},
			{"at rest", func() { move(); s.Settle(never) }, func() { draw(0) }},
		} {
			b.Run(tt.f+" "+tt.rest+"/"+part.name, func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					part.before()
					b.StartTimer()
					part.now()
				}
			})
		}
	}
}
