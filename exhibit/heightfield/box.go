package heightfield

import (
	"math"

	"zscape/exhibit"
	"zscape/scene"
)

// aspectOf returns the ratio of the edges of a box as st says, zero for the usual
// one. A Source that is to scale may know its proportions; shapes want all axes to
// one scale.
func aspectOf(st exhibit.State, src Source, box scene.Box, shapes bool) scene.Vec {
	const most = 50 // times as long as another edge
	d := box.Max.Sub(box.Min)
	a := scene.Vec{X: 4, Y: 4, Z: 3}
	stretch := scene.Vec{X: st.Number("sx"), Y: st.Number("sy"), Z: st.Number("sz")}
	switch wanted := st.Text("aspect"); {
	case wanted == "data":
		across, relief := proportions(src)
		x := across * d.X
		a = scene.Vec{X: x, Y: d.Y, Z: relief * max(x, d.Y)}
	case wanted == "equal":
		a = d
		if long := max(a.X, a.Y); a.X > 0 && a.Y > 0 {
			a.Z = max(min(a.Z, most*long), long/most)
		}
	case wanted == "auto" && shapes:
		a = toScale(d)
	case isFlat(st) || stretch == (scene.Vec{X: 1, Y: 1, Z: 1}):
		return scene.Vec{}
	}
	return a.Mul(stretch)
}

// isFlat reports whether st shows the surface from straight above.
func isFlat(st exhibit.State) bool { return st.Text(exhibit.ModeKey) == "contour" }

// toScale returns the edges of a box at their true ratio, but for very flat or
// long ones, which could not be read.
func toScale(edges scene.Vec) scene.Vec {
	const least = 0.15 // of the longest edge
	d := edges
	longest := max(d.X, d.Y, d.Z)
	return scene.Vec{X: max(d.X, least*longest), Y: max(d.Y, least*longest), Z: max(d.Z, least*longest)}
}

// grownBy returns a box with a part of its size more on all sides.
func grownBy(part float64, b scene.Box) scene.Box {
	const slack = 1e-9 // of the coordinates, for a side without a length
	more := func(lo, hi float64) float64 { return part*(hi-lo) + slack*max(math.Abs(lo), math.Abs(hi)) }
	d := scene.Vec{X: more(b.Min.X, b.Max.X), Y: more(b.Min.Y, b.Max.Y), Z: more(b.Min.Z, b.Max.Z)}
	return scene.Box{Min: b.Min.Sub(d), Max: b.Max.Add(d)}
}
