package lineart

import (
	"math"

	"github.com/fogleman/ln/ln"

	"zscape/scene"
)

// Lengths on the screen, in screen units.
const (
	sampling = 1.5  // visibility is looked at so often
	exact    = 0.05 // where it changes is known so well
	speck    = 0.3  // what is shorter than this is neither a line nor a gap
	straight = 0.02 // corners closer to a straight line are left out
)

// run is a stretch of a strand along which visibility does not change.
type run struct {
	from, to float64
	clarity  float64
}

// tracer finds the runs of the strands of one path, sample by sample.
type tracer struct {
	layer *layer
	color scene.Color

	strands []strand // still to be traced, the current one first
	next, n int      // next sample of the current strand, of n+1
	runs    []run
}

// newTracer returns a tracer for path k of y.
func newTracer(y *layer, k int) *tracer {
	t := &tracer{layer: y, color: y.color(k), strands: y.sight.strands(y.paths[k])}
	t.begin()
	return t
}

func (t *tracer) begin() {
	t.next, t.runs = 0, t.runs[:0]
	if len(t.strands) > 0 {
		t.n = int(math.Ceil(t.strands[0].length() / sampling))
	}
}

// step looks at the next sample, and reports whether there may be more.
func (t *tracer) step() bool {
	if len(t.strands) == 0 {
		return false
	}
	strand := t.strands[0]
	if t.next > t.n {
		t.runs[len(t.runs)-1].to = strand.length()
		for _, r := range merge(t.runs) {
			if r.clarity > 0 {
				t.layer.add(strand.part(r.from, r.to), t.color, r.clarity)
			}
		}
		t.strands = t.strands[1:]
		t.begin()
		return true
	}
	u := strand.length() * float64(t.next) / float64(t.n)
	c := t.clarity(u)
	if t.next == 0 {
		t.runs = append(t.runs, run{clarity: c})
	} else if r := &t.runs[len(t.runs)-1]; r.clarity != c {
		r.to = t.change(strand.length()*float64(t.next-1)/float64(t.n), u, r.clarity)
		t.runs = append(t.runs, run{from: r.to, clarity: c})
	}
	t.next++
	return true
}

func (t *tracer) clarity(u float64) float64 {
	return t.layer.sight.clarity(t.strands[0].place(u), t.layer.surface)
}

// change returns where between the lengths u and v clarity ceases to be c.
func (t *tracer) change(u, v, c float64) float64 {
	for v-u > exact {
		mid := (u + v) / 2
		if t.clarity(mid) == c {
			u = mid
		} else {
			v = mid
		}
	}
	return (u + v) / 2
}

// merge joins specks with the run before them (the first with the one after
// it) and neighbours of equal clarity. It works in place.
func merge(runs []run) []run {
	short := func(r run) bool { return r.to-r.from < speck }
	out := runs[:1]
	for _, r := range runs[1:] {
		last := &out[len(out)-1]
		switch {
		case short(*last): // only the first can be
			last.to, last.clarity = r.to, r.clarity
		case short(r) || r.clarity == last.clarity:
			last.to = r.to
		default:
			out = append(out, r)
		}
	}
	return out
}

// layer is a set of lines of one stroke, and what is seen of them.
type layer struct {
	stroke  scene.Stroke
	sight   *sight // of the view in which they lie
	paths   ln.Paths
	colors  []scene.Color // one a path; may be empty
	shades  *shades       // colours by height, if not nil
	surface *surface      // in which the lines lie, if they do

	traced int // paths
	seen   []mark
}

// mark is a polyline to be drawn.
type mark struct {
	clarity float64
	color   scene.Color
	points  ln.Path // on the screen
}

func (y *layer) color(k int) scene.Color {
	if len(y.colors) > 0 {
		return y.colors[k]
	}
	return y.stroke.Color
}

// add notes that t is seen.
func (y *layer) add(t strand, c scene.Color, clarity float64) {
	if y.shades == nil {
		y.seen = append(y.seen, mark{clarity, c, t.simplify()})
		return
	}
	y.shades.split(t, y.surface.frame, func(t strand, c scene.Color) {
		y.seen = append(y.seen, mark{clarity, c, t.simplify()})
	})
}

// simplify returns the strand on the screen without needless corners.
func (t strand) simplify() ln.Path {
	p := make(ln.Path, len(t))
	for k, n := range t {
		p[k] = ln.Vector{X: n.at.X, Y: n.at.Y}
	}
	return p.Simplify(straight)
}

// record appends what is seen of the layers to l, the faintest first.
func record(l *scene.DisplayList, layers []*layer) {
	drawn := 0.0
	for {
		clarity := math.Inf(1) // the least above drawn
		for _, y := range layers {
			for _, m := range y.seen {
				if m.clarity > drawn {
					clarity = min(clarity, m.clarity)
				}
			}
		}
		if math.IsInf(clarity, 1) {
			return
		}
		for _, y := range layers {
			y.record(l, clarity)
		}
		drawn = clarity
	}
}

// record appends the lines of the given clarity to l.
func (y *layer) record(l *scene.DisplayList, clarity float64) {
	var p *scene.Polylines
	for _, m := range y.seen {
		if m.clarity != clarity {
			continue
		}
		if p == nil {
			p = l.NewPolylines(y.stroke)
			p.Stroke.Color = p.Stroke.Color.Opacity(float32(clarity))
		}
		for _, q := range m.points {
			p.Add(scene.Point{X: q.X, Y: q.Y})
		}
		p.End()
		if len(y.colors) > 0 || y.shades != nil {
			p.Colors = append(p.Colors, m.color.Opacity(float32(clarity)))
		}
	}
}
