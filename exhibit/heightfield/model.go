package heightfield

import (
	"math"

	"zscape/compute/solid"
	"zscape/exhibit"
	"zscape/scene"
)

const (
	// modelLimit is how many samples along an axis a body is made of: some 30 MB.
	modelLimit = 400

	// shellLimit is how many cells a shell is made of, with twice as many
	// triangles on both sides.
	shellLimit = 250 * 250
)

// bodyControl says how thick printed material is.
func bodyControl() exhibit.Control {
	return exhibit.Control{Key: "thick", Kind: exhibit.Number, Group: text("Body to print", "造形用の立体"), Label: text("Thickness, mm", "厚さ (mm)"),
		Default: "3", Min: 0.1, Max: 50, SlideMin: 0.5, SlideMax: 10, Step: 0.1,
		Hint: text("In STL and OBJ, which are 100 mm long: of the base, or of the shell.", "長さ100 mmのSTL・OBJでの、底または殻の厚さ。")}
}

// Model returns what is drawn, in the proportions of the picture's box, and what of
// that the body leaves out. The error says why there is no body, in both languages.
// Pause is called every few microseconds, so that a caller with a single thread can
// see to other things meanwhile, but not to the session.
func (s *Session) Model(pause func()) (m solid.Model, notices []exhibit.Notice, err error) {
	s.Figure()
	size, aspect := s.space.Box.Max.Sub(s.space.Box.Min), s.space.Aspect
	if aspect == (scene.Vec{}) {
		aspect = scene.Vec{X: 4, Y: 4, Z: 3}
	}
	m.Thickness = s.State.Number("thick")
	for k, v := range [3][2]float64{{aspect.X, size.X}, {aspect.Y, size.Y}, {aspect.Z, size.Z}} {
		m.Scale[k] = 1
		if v[1] > 0 {
			m.Scale[k] = v[0] / v[1]
		}
	}
	if s.body.pieces == nil {
		m.Grid = thinned(&s.whole, modelLimit)
		return m, nil, nil
	}
	once, err := s.once(pause)
	if err != nil {
		return m, nil, err
	}
	m.Sheet = s.sheetOf(once, pause)
	return m, once.notices, nil
}

// sheetOf returns pieces as they are drawn.
func (s *Session) sheetOf(o *single, pause func()) *solid.Sheet {
	sheet := new(solid.Sheet)
	points, triangles, owner := o.patches.Triangles(shellLimit, pause)
	sheet.Points = vectors(points)
	// Towards a pole, a surface of u and v ends far beyond all samples.
	near := grownBy(0.5, s.space.Box)
	for k, t := range triangles {
		pause()
		whole := true
		for _, v := range t {
			whole = whole && near.Union(scene.Box{Min: points[v], Max: points[v]}) == near
		}
		if whole {
			sheet.Triangles, sheet.Part = append(sheet.Triangles, t), append(sheet.Part, owner[k])
		}
	}
	for k := range o.curves {
		for _, line := range s.linesOf(&o.curves[k]) {
			sheet.Curves = append(sheet.Curves, vectors(line))
		}
	}
	return sheet
}

func vectors(points []scene.Vec) [][3]float64 {
	list := make([][3]float64, len(points))
	for k, p := range points {
		list[k] = [3]float64{p.X, p.Y, p.Z}
	}
	return list
}

// grownBy returns a box with a part of its size more on all sides.
func grownBy(part float64, b scene.Box) scene.Box {
	const slack = 1e-9 // of the coordinates, for a side without a length
	more := func(lo, hi float64) float64 { return part*(hi-lo) + slack*max(math.Abs(lo), math.Abs(hi)) }
	d := scene.Vec{X: more(b.Min.X, b.Max.X), Y: more(b.Min.Y, b.Max.Y), Z: more(b.Min.Z, b.Max.Z)}
	return scene.Box{Min: b.Min.Sub(d), Max: b.Max.Add(d)}
}
