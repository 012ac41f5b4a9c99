package gallery

import (
	"testing"

	"zscape/exhibit"
)

// What a drag of a slider waits for, with 81 and with 500 samples along each axis.
func BenchmarkUpdate(b *testing.B) {
	for _, bb := range []struct{ name, state, key, value string }{
		{"gaussian/81", "gaussian?step=0.075&ymin=-3&ymax=3&to=", "rho", "0.51"},
		{"gaussian/500", "gaussian?step=0.012&ymin=-3&ymax=3&to=", "rho", "0.51"},
		{"surface/81", "surface?nx=81&ny=81", "a", "1.05"},
		{"surface/500", "surface?nx=500&ny=500", "a", "1.05"},
		{"pole/81", "surface?nx=81&ny=81&f=a/x", "a", "1.05"},
		{"gap/81", "surface?nx=81&ny=81&f=a*sqrt(16-r^2)", "a", "1.05"},
		{"slope/500", "surface?nx=500&ny=500&color=slope&hist=1", "a", "1.05"},
		{"turn/500", "surface?nx=500&ny=500", "az", "10"},
	} {
		b.Run(bb.name, func(b *testing.B) {
			s, _, err := exhibit.Parse(bb.state, Open)
			if err != nil {
				b.Fatal(err)
			}
			states, session := [2]exhibit.State{s, s.Try(bb.key, bb.value)}, s.Exhibit().New(Open)
			b.ReportAllocs()
			for k := 0; b.Loop(); k++ {
				if err := session.Update(states[k%2]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
