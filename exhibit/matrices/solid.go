package matrices

import (
	"math"

	"zscape/exhibit"
	"zscape/exhibit/spaces"
	"zscape/scene"
	"zscape/scene/space"
)

// solid shows what a 3 x 3 matrix does to space: to the unit cube, whose
// volume then is the determinant, and to the unit sphere; and the directions
// that it keeps.
type solid struct {
	space   space.Space
	boxes   *spaces.Boxes // of the session
	caption space.Caption
	sphere  space.Wires
	start   space.Wires // the unit cube before
	cube    space.Wires
	faces   space.Wires
	lines   [3]space.Path
	ends    [3]space.Dots // of the lines, with the eigenvalues
	arrows  [3]space.Path
	tips    [3]space.Dots
	handles space.Points // the tips, to be pointed at and dragged
}

func (p *solid) panel() scene.Panel { return &p.space }
func (p *solid) key() string        { return "" }

var unitNames = [3]string{"e₁", "e₂", "e₃"}

// Colours, as they are in the picture of a plane.
const eigenSeries, flippedSeries, uprightSeries, basisSeries = 0, 1, 2, 3

const tipRadius = 5 // screen units

func (p *solid) init() {
	p.space.Aspect = scene.Vec{X: 1, Y: 1, Z: 1}
	p.space.Axes = space.Axes{X: "x", Y: "y", Z: "z"}
	p.sphere = space.Wires{Color: grey.Opacity(0.45), Width: 1}
	p.start = space.Wires{Color: grey, Dash: 3, Lines: cubeEdges}
	p.cube = space.Wires{Width: 2}
	p.faces = space.Wires{Width: -1, Fill: 0.09}
	for k := range p.lines {
		p.lines[k] = space.Path{Series: eigenSeries, Width: 1.5, Points: make([]scene.Vec, 2)}
		p.ends[k] = space.Dots{Series: eigenSeries, Radius: 2.5, Points: make([]scene.Vec, 1)}
		p.arrows[k] = space.Path{Series: basisSeries + k, Width: 3, Points: make([]scene.Vec, 2)}
		p.tips[k] = space.Dots{Series: basisSeries + k, Radius: tipRadius, Points: make([]scene.Vec, 1)}
	}
	p.handles = space.Points{Radius: tipRadius, At: make([]scene.Vec, len(p.tips))}
}

func (p *solid) show(m *motion, st exhibit.State) {
	s := &p.space
	far := fitSolid(m)
	s.Camera = st.Camera()
	far = p.boxes.Fit(s, scene.Box{Min: scene.Vec{X: -far, Y: -far, Z: -far}, Max: scene.Vec{X: far, Y: far, Z: far}}).Max.X
	p.handles.Version++
	p.caption.Text = m.title()
	s.Marks = append(s.Marks[:0], &p.caption)
	if st.On("circle") {
		p.sphere.Lines = m.move(p.sphere.Lines, sphereLines)
		s.Marks = append(s.Marks, &p.sphere)
	}
	p.cube.Lines = m.move(p.cube.Lines, cubeEdges)
	p.faces.Lines = m.move(p.faces.Lines, cubeFaces)
	p.cube.Series = uprightSeries
	if m.det() < 0 {
		p.cube.Series = flippedSeries
	}
	p.faces.Series = p.cube.Series
	if m.t > 0 {
		s.Marks = append(s.Marks, &p.start)
	}
	s.Marks = append(s.Marks, &p.faces, &p.cube)
	if st.On("eigen") {
		p.showEigenvectors(m, far)
	}
	for k := range p.arrows {
		tip := scene.Vec{X: m.at(0, k), Y: m.at(1, k), Z: m.at(2, k)}
		p.arrows[k].Points[1], p.tips[k].Points[0], p.handles.At[k] = tip, tip, tip
		p.tips[k].Label = m.name() + unitNames[k]
		s.Marks = append(s.Marks, &p.arrows[k], &p.tips[k])
	}
}

// fitSolid returns how far from the origin cube and sphere reach on the way
// from I to A, a round number.
func fitSolid(m *motion) float64 {
	e := extent{-1, 1}
	for i := range 3 {
		row := m.a.Data[3*i : 3*i+3]
		below, above := 0.0, 0.0
		for _, v := range row {
			below, above = below+min(v, 0), above+max(v, 0)
		}
		radius := math.Hypot(math.Hypot(row[0], row[1]), row[2])
		e = e.with(below).with(above).with(radius).with(-radius)
	}
	e = extent{min(e.lo, -e.hi), max(e.hi, -e.lo)}.rounded()
	return e.hi
}

// showEigenvectors shows the directions that M keeps from wall to wall.
func (p *solid) showEigenvectors(m *motion, far float64) {
	for k, a := range m.axes() {
		v := scene.Vec{X: a.vector[0], Y: a.vector[1], Z: a.vector[2]}
		wall := 0.98 * far / max(math.Abs(v.X), math.Abs(v.Y), math.Abs(v.Z))
		p.lines[k].Points[0], p.lines[k].Points[1] = v.Scale(-wall), v.Scale(wall)
		p.ends[k].Points[0], p.ends[k].Label = v.Scale(wall), "λ = "+brief(a.value)
		p.space.Marks = append(p.space.Marks, &p.lines[k], &p.ends[k])
	}
}

// move returns the images of lines under M in dst.
func (m *motion) move(dst, lines [][]scene.Vec) [][]scene.Vec {
	if len(dst) != len(lines) {
		dst = make([][]scene.Vec, len(lines))
	}
	for k, line := range lines {
		dst[k] = dst[k][:0]
		for _, v := range line {
			dst[k] = append(dst[k], scene.Vec{
				X: m.at(0, 0)*v.X + m.at(0, 1)*v.Y + m.at(0, 2)*v.Z,
				Y: m.at(1, 0)*v.X + m.at(1, 1)*v.Y + m.at(1, 2)*v.Z,
				Z: m.at(2, 0)*v.X + m.at(2, 1)*v.Y + m.at(2, 2)*v.Z,
			})
		}
	}
	return dst
}

// cubeFaces are the faces of the unit cube, cubeEdges its edges.
var cubeFaces, cubeEdges = func() (faces, edges [][]scene.Vec) {
	turn := func(v scene.Vec, axis int) scene.Vec { // x, y, z to another order
		switch axis {
		case 1:
			return scene.Vec{X: v.Z, Y: v.X, Z: v.Y}
		case 2:
			return scene.Vec{X: v.Y, Y: v.Z, Z: v.X}
		}
		return v
	}
	corners := []scene.Vec{{}, {X: 1}, {X: 1, Y: 1}, {Y: 1}, {}}
	for axis := range 3 {
		var lower, upper []scene.Vec
		for _, v := range corners {
			top := scene.Vec{X: v.X, Y: v.Y, Z: 1}
			lower, upper = append(lower, turn(v, axis)), append(upper, turn(top, axis))
			if len(lower) < len(corners) {
				edges = append(edges, []scene.Vec{turn(v, axis), turn(top, axis)})
			}
		}
		faces = append(faces, lower, upper)
	}
	return faces, edges
}()

// sphereLines are meridians and parallels of the unit sphere.
var sphereLines = func() [][]scene.Vec {
	const sides, meridians, parallels = 60, 6, 5
	circle := func(at func(sin, cos float64) scene.Vec) []scene.Vec {
		line := make([]scene.Vec, sides+1)
		for k := range line {
			line[k] = at(math.Sincos(2 * math.Pi * float64(k%sides) / sides))
		}
		return line
	}
	var lines [][]scene.Vec
	for k := range meridians {
		s, c := math.Sincos(math.Pi * float64(k) / meridians)
		lines = append(lines, circle(func(sin, cos float64) scene.Vec { return scene.Vec{X: c * cos, Y: s * cos, Z: sin} }))
	}
	for k := 1; k <= parallels; k++ {
		z, r := math.Sincos(math.Pi * (float64(k)/(parallels+1) - 0.5))
		lines = append(lines, circle(func(sin, cos float64) scene.Vec { return scene.Vec{X: r * cos, Y: r * sin, Z: z} }))
	}
	return lines
}()
