package plotter

import (
	"math"

	"zscape/scene"
)

// distance is how different two opaque colours are, 0 to 1: the Euclidean
// distance of their components, green counting most. Brightness alone would take
// yellow for a pale grey.
func distance(a, b scene.Color) float32 {
	r, g, u := a.R-b.R, a.G-b.G, a.B-b.B
	return float32(math.Sqrt(float64(2*r*r+4*g*g+3*u*u) / 9))
}

// used is a colour and the length of all lines that have it.
type used struct {
	color  scene.Color
	length float64
}

// pens chooses at most most colours for the lines, gives each line the pen
// whose colour is nearest to its own, and returns the colours, the palest first.
// Few colours stay as they are. Of many, those that are taken are far from each
// other and make up some length, much as in the first step of k-means++, but
// without chance; then each is moved to the mean of its lines, a few times.
func pens(lines []line, most int) []scene.Color {
	var all []used
	at := map[scene.Color]int{}
	for _, x := range lines {
		k, ok := at[x.color]
		if !ok {
			k = len(all)
			at[x.color] = k
			all = append(all, used{color: x.color})
		}
		all[k].length += length(x.points)
	}
	var chosen []scene.Color
	for len(chosen) < min(most, len(all)) {
		best, score := 0, -1.0
		for k, u := range all {
			d := 1.0
			for _, c := range chosen {
				d = min(d, float64(distance(u.color, c)))
			}
			if s := math.Sqrt(u.length) * d * d; s > score && d > 0 {
				best, score = k, s
			}
		}
		chosen = append(chosen, all[best].color)
	}
	if len(all) > most {
		for range 8 {
			refine(chosen, all)
		}
	}
	sortBy(chosen, func(c scene.Color) float64 { return -float64(distance(c, scene.Color{})) })
	for k := range lines {
		lines[k].pen = nearest(chosen, lines[k].color)
	}
	return chosen
}

// refine moves each colour to the mean of those to which it is the nearest.
func refine(chosen []scene.Color, all []used) {
	sums := make([]scene.Color, len(chosen))
	weights := make([]float32, len(chosen))
	for _, u := range all {
		k := nearest(chosen, u.color)
		w := float32(u.length)
		sums[k].R, sums[k].G, sums[k].B = sums[k].R+w*u.color.R, sums[k].G+w*u.color.G, sums[k].B+w*u.color.B
		weights[k] += w
	}
	for k, w := range weights {
		if w > 0 {
			chosen[k] = scene.Color{R: sums[k].R / w, G: sums[k].G / w, B: sums[k].B / w, A: 1}
		}
	}
}

func nearest(colors []scene.Color, q scene.Color) int {
	best := 0
	for k, c := range colors {
		if distance(c, q) < distance(colors[best], q) {
			best = k
		}
	}
	return best
}
