package heightfield

import (
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
	return exhibit.Control{Key: "thick", Kind: exhibit.Number, Group: text("Solid for 3-D printing", "3Dプリント用の立体"), Label: text("Thickness, mm", "厚さ (mm)"),
		Default: "3", Min: 0.1, Max: 50, SlideMin: 0.5, SlideMax: 10, Step: 0.1,
		Hint: text("Of the base or the shell, in STL and OBJ files 100 mm long.", "長さ100 mmのSTL・OBJファイルでの、底板または殻の厚さ。")}
}

// Model returns what is drawn, in the proportions of the picture's box, and what of
// that the body leaves out. The error says why there is no body, in both languages.
// Pause is called every few microseconds, so that a caller with a single thread can
// see to other things meanwhile, but not to the session.
func (s *Session) Model(pause func()) (m solid.Model, notices []exhibit.Notice, err error) {
	s.Figure()
	box, aspect := s.picture.space.Box, s.picture.space.Aspect
	size := box.Max.Sub(box.Min)
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
	if s.samples.pieces == nil {
		m.Grid = thinned(&s.heights.inside, modelLimit)
		return m, nil, nil
	}
	once, err := withoutCopies(&s.samples, &s.patches, readBreaks(s.State), &s.axis, pause)
	if err != nil {
		return m, nil, err
	}
	m.Sheet = once.sheet(box, &s.axis, pause)
	return m, once.notices, nil
}

// sheet returns the pieces as they are drawn in a box.
func (u *unique) sheet(box scene.Box, a *zAxis, pause func()) *solid.Sheet {
	sheet := new(solid.Sheet)
	points, triangles, owner := u.patches.Triangles(shellLimit, pause)
	sheet.Points = vectors(points)
	// Towards a pole, a surface of u and v ends far beyond all samples.
	near := grownBy(0.5, box)
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
	for k := range u.curves {
		for _, line := range u.curves[k].lines(a) {
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
