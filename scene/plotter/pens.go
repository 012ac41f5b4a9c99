package plotter

import (
	"cmp"
	"math"
	"slices"

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

// alike is how far apart colours are in Oklab that can hardly be told from each
// other on paper.
const alike = 0.042

// merged returns the colours without those that are like one that is used more,
// which takes them over.
func merged(all []used, pause func()) []used {
	slices.SortStableFunc(all, func(a, b used) int { return cmp.Compare(b.length, a.length) })
	var kept []used
	var places [][3]float64
	for _, u := range all {
		pause()
		at := oklab(u.color)
		k := slices.IndexFunc(places, func(o [3]float64) bool {
			return math.Hypot(math.Hypot(at[0]-o[0], at[1]-o[1]), at[2]-o[2]) < alike
		})
		if k >= 0 {
			kept[k].length += u.length
			continue
		}
		kept, places = append(kept, u), append(places, at)
	}
	return kept
}

// oklab returns an opaque colour in Oklab, in which distances are about as they
// are seen (Ottosson, "A perceptual color space for image processing", 2020).
func oklab(c scene.Color) [3]float64 {
	linear := func(v float32) float64 {
		if v <= 0.04045 {
			return float64(v) / 12.92
		}
		return math.Pow((float64(v)+0.055)/1.055, 2.4)
	}
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return [3]float64{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

// pens chooses at most most colours for the lines, gives each line the pen
// whose colour is nearest to its own, and returns the colours, the palest first.
// Few colours stay as they are, but for those that are alike. Of many, those that are taken are far from each
// other and make up some length, much as in the first step of k-means++, but
// without chance; then each is moved to the mean of its lines, a few times.
func pens(lines []line, most int, pause func()) []scene.Color {
	var all []used
	at := map[scene.Color]int{}
	for _, x := range lines {
		pause()
		k, ok := at[x.color]
		if !ok {
			k = len(all)
			at[x.color] = k
			all = append(all, used{color: x.color})
		}
		all[k].length += length(x.points)
	}
	all = merged(all, pause)
	var chosen []scene.Color
	for len(chosen) < min(most, len(all)) {
		pause()
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
			pause()
			refine(chosen, all)
		}
	}
	sortBy(chosen, func(c scene.Color) float64 { return -float64(distance(c, scene.Color{})) })
	for k := range lines {
		pause()
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
