package scene

import (
	"math"
	"slices"
	"testing"
)

func TestClipLine(t *testing.T) {
	v := func(z ...float64) []Vec {
		out := make([]Vec, len(z))
		for k, z := range z {
			out[k] = Vec{X: float64(k), Z: z}
		}
		return out
	}
	nan := math.NaN()
	for _, tt := range []struct {
		clip *Clip
		line []Vec
		want []float64 // x, NaN for a break
	}{
		{nil, v(-5, 0, 5), []float64{0, 1, 2}},
		{&Clip{Min: -1, Max: 1}, v(0, 0.5, 1), []float64{0, 1, 2}},
		{&Clip{Min: -1, Max: 1}, v(0, 2, 0), []float64{0, 0.5, nan, 1.5, 2}},
		{&Clip{Min: -1, Max: 1}, v(-2, 2), []float64{0.25, 0.75, nan}},
		{&Clip{Min: -1, Max: 1}, v(2, -2), []float64{0.25, 0.75, nan}},
		{&Clip{Min: -1, Max: 1}, v(2, 3, 2), nil},
		{&Clip{Min: -1, Max: 1}, v(0, nan, 0), []float64{0, nan, 2}},
	} {
		got := tt.clip.Line(nil, tt.line)
		same := slices.EqualFunc(got, tt.want, func(p Vec, x float64) bool {
			return math.IsNaN(p.X) && math.IsNaN(x) || math.Abs(p.X-x) < 1e-12 && tt.clip.Contains(p.Z)
		})
		if !same {
			t.Errorf("%+v leaves of %v %v, want %v", tt.clip, tt.line, got, tt.want)
		}
	}
}
