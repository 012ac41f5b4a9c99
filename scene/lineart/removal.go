// Package lineart removes hidden lines: it rewrites a drawing so that the
// lines of its surfaces are there as polylines, cut where they pass behind a
// surface. That is what vector formats need, which have no way to let one
// line stop at another.
//
// The work is done in space, on fogleman/ln: each surface is an ln.Shape that
// answers rays, and a point of a line is in view if the ray from it to the
// eye is free. Lines are sampled every 1.5 screen units, and each change of
// visibility between two samples is narrowed down to 0.05; a surface narrower
// on the screen than the first may be missed, nothing shorter than 0.3 is drawn.
package lineart

import (
	"time"

	"github.com/fogleman/ln/ln"

	"zscape/scene"
)

// FilledSamples is how many samples of a filled surface are worth drawing along
// each axis at most: each cell between them is a polygon of the file.
const FilledSamples = 200

// A Removal removes the hidden lines of one drawing in short steps, so that a
// page with a single thread stays alive meanwhile.
type Removal struct {
	in, out *scene.DisplayList
	sights  map[*scene.View]*sight // of the views in which there is a surface
	opened  int                    // operations of in that are done or being done
	layers  []*layer
	next    int // index of the layer being traced
	tracer  *tracer

	total, past, current float64 // work, in lines: of all operations, the past ones, the current one
	progress             float64
	done                 bool
}

// New returns a Job for l. Neither l nor what its meshes show may change
// until it is done. What hides is a mesh with faces: FaceColors wholly,
// FaceTint by the alpha of its tint, FaceNone not at all. It hides what is seen in
// the same View: the panels of a figure do not know of each other.
func New(l *scene.DisplayList) *Removal {
	j := &Removal{in: l, out: new(scene.DisplayList), sights: newSights(l)}
	j.out.Reset(l.W, l.H, l.Background)
	for _, op := range l.Ops() {
		j.total += j.work(op)
	}
	return j
}

// Resolve runs a Job for l to its end.
func Resolve(l *scene.DisplayList) *scene.DisplayList {
	j := New(l)
	for !j.Step() {
	}
	return j.List()
}

// Step works for a few milliseconds and reports whether all is done.
func (j *Removal) Step() (done bool) {
	const (
		span  = 3 * time.Millisecond
		batch = 32 // samples of lines, between looks at the clock
	)
	for start := time.Now(); !j.done && time.Since(start) < span; {
		for n := 0; n < batch && !j.done; n++ {
			j.advance()
		}
	}
	return j.done
}

// Progress returns how much of the work is done, 0 to 1. It never falls.
func (j *Removal) Progress() float64 {
	if j.done {
		return 1
	}
	if j.total > 0 {
		j.progress = max(j.progress, min((j.past+j.current*j.share())/j.total, 1))
	}
	return j.progress
}

// share returns how much of the current operation is done, 0 to 1.
func (j *Removal) share() float64 {
	var done, all int
	for _, y := range j.layers {
		done, all = done+y.traced, all+len(y.paths)
	}
	return float64(done) / float64(max(all, 1))
}

// List returns the drawing without hidden lines, nil until it is done.
// Compared with the original,
//   - each mesh has become polylines: first those that a dimming surface
//     covers, fainter by its alpha, then those in full view, contour lines
//     before grid lines. A FaceColors mesh stays, before its lines, as faces
//     only;
//   - polylines in space are cut in the same way and lie on the paper now.
//     Lines in a face of the axes box yield to a surface that touches them,
//     others do not;
//   - hints are gone.
//
// Everything keeps its place in the order. Faces are shared with the original.
func (j *Removal) List() *scene.DisplayList {
	if !j.done {
		return nil
	}
	return j.out
}

// advance does the least piece of work: at most one sample of a line.
func (j *Removal) advance() {
	switch {
	case j.tracer != nil:
		if !j.tracer.step() {
			j.tracer = nil
		}
	case j.next < len(j.layers):
		y := j.layers[j.next]
		if y.traced == len(y.paths) {
			j.next++
			return
		}
		j.tracer = newTracer(y, y.traced)
		y.traced++
	case j.layers != nil:
		record(j.out, j.layers)
		j.layers = nil
	case j.opened < len(j.in.Ops()):
		j.open(j.in.Ops()[j.opened])
		j.opened++
	default:
		j.done = true
	}
}

// open copies op to the result, or plans how to trace its lines.
func (j *Removal) open(op any) {
	j.next = 0
	j.past += j.current
	j.current = j.work(op)
	switch op := op.(type) {
	case *scene.Polylines:
		switch {
		case op.Hint:
		case j.inSpace(op):
			j.layers = []*layer{j.polylines(op)}
		default:
			j.out.Polylines(op)
		}
	case *scene.Mesh:
		if op.Face == scene.FaceColors {
			faces := *op
			faces.Grid, faces.Contour = scene.Stroke{}, scene.Stroke{}
			j.out.Mesh(&faces)
		}
		j.layers = j.mesh(op)
	case *scene.Polygons:
		j.out.Polygons(op)
	case *scene.Image:
		j.out.Image(op)
	case *scene.Text:
		j.out.Text(op)
	case *scene.Rect:
		j.out.Clip(*op)
	case scene.Channels:
		j.out.Channels(op)
	}
}

// inSpace reports whether surfaces may hide the lines of p.
func (j *Removal) inSpace(p *scene.Polylines) bool {
	return j.sights[p.View] != nil && len(p.World) > 0 && len(p.World) == len(p.Points)
}

// work returns about how many lines op has to be traced.
func (j *Removal) work(op any) float64 {
	switch op := op.(type) {
	case *scene.Polylines:
		if !op.Hint && j.inSpace(op) {
			return float64(op.Len())
		}
	case *scene.Mesh:
		lines := 0
		if op.Grid.Visible() && op.Source.Solid != nil {
			paths, _ := op.Source.Solid.GridLines()
			lines = len(paths)
		} else if op.Grid.Visible() {
			rows, cols := gridLines(op)
			lines = len(rows) + len(cols)
		}
		if op.Contour.Visible() {
			lines += op.Levels
		}
		return float64(lines)
	}
	return 0
}

// polylines returns the layer of lines in space.
func (j *Removal) polylines(p *scene.Polylines) *layer {
	y := &layer{stroke: p.Stroke, sight: j.sights[p.View]}
	for k := range p.Len() {
		for _, path := range finiteParts(p.WorldAt(k), y.sight.frame) {
			y.paths = append(y.paths, path)
			if len(p.Colors) > 0 {
				y.colors = append(y.colors, p.Colors[k])
			}
		}
	}
	return y
}

// mesh returns the layers of contour lines and of grid lines.
func (j *Removal) mesh(m *scene.Mesh) []*layer {
	sight := j.sights[m.Source.View]
	s := newSurface(m, sight.frame)
	layers := []*layer{}
	if m.Contour.Visible() && m.Source.Contours != nil {
		layers = append(layers, &layer{stroke: m.Contour, sight: sight, paths: s.contourPaths(), surface: s})
	}
	if m.Grid.Visible() && m.Source.Solid != nil {
		layers = append(layers, s.solidLines(m, sight))
	} else if m.Grid.Visible() {
		y := &layer{stroke: m.Grid, sight: sight, paths: s.gridPaths(), surface: s}
		if m.GridColors && m.Source.LineColor != nil {
			y.shades = newShades(s.mesh.Source.Grid, m.Source.LineColor)
			if m.Source.Values != nil {
				y.shades = newShades(m.Source.Values, m.Source.LineColor)
				y.shades.values = m.Source.Values
			}
		}
		layers = append(layers, y)
	}
	return layers
}

// finiteParts returns a line of data coordinates in box coordinates, broken
// where it is not finite.
func finiteParts(line []scene.Vec, f frame) ln.Paths {
	var paths ln.Paths
	var path ln.Path
	end := func() {
		if len(path) > 1 {
			paths = append(paths, path)
		}
		path = nil
	}
	for _, v := range line {
		if v.Finite() {
			path = append(path, f.box(ln.Vector(v)))
		} else {
			end()
		}
	}
	end()
	return paths
}
