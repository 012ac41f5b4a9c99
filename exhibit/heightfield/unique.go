package heightfield

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/compute/solid"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// unique is pieces as they can be printed: nothing lies upon itself, as does the
// second cover of a sphere both of whose angles go all the way around.
type unique struct {
	patches space.Patches
	curves  []shape
	notices []exhibit.Notice
}

// withoutCopies returns the pieces of m, which are drawn as p, without what is there
// again. The error says why that cannot be left out.
func withoutCopies(m *samples, p *patches, b breaks, a *zAxis, pause func()) (*unique, error) {
	o := &unique{patches: space.Patches{List: slices.Clone(p.mark.List)}, curves: slices.Clone(m.curves)}
	first := len(o.patches.List) - len(m.surfaces)
	for k, q := range m.pieces.Surfaces {
		u, v, err := solid.FundamentalDomain(func(u, v float64) [3]float64 {
			pause()
			return coordinates(m.surfaces[k].at(u, v))
		}, ends(q.U), ends(q.V), len(q.U), len(q.V))
		if err != nil {
			return nil, err
		}
		cuts := []cut{newCut("u", q.U, u, q.Keys[:2]), newCut("v", q.V, v, q.Keys[2:])}
		if p := &o.patches.List[first+k]; o.tell(cuts, text("The surface covers itself more than once; it is exported once, with %s.", "曲面が重なっているため、%sとした1枚だけを立体にします。")) {
			part := newShape(q.Name, cuts[0].samples(), cuts[1].samples(), q.Of, pause)
			part.tear(b)
			p.U, p.V, p.Points, p.Torn = part.u, part.v, a.place(part.shown()), part.torn
		}
	}
	for k := range o.curves {
		c, q := &o.curves[k], m.pieces.Curves[k]
		u, err := solid.FundamentalArc(func(u float64) [3]float64 { return coordinates(c.at(u, 0)) }, ends(q.U), len(q.U))
		if err != nil {
			return nil, err
		}
		cuts := []cut{newCut(q.Keys[0][:1], q.U, u, q.Keys[:])}
		if o.tell(cuts, text("The curve retraces itself; it is exported once, with %s.", "曲線が同じところを重ねて通るため、%sとした1回分だけを立体にします。")) {
			*c = newShape(q.Name, cuts[0].samples(), c.v, q.Of, pause)
			c.tear(b)
		}
	}
	o.leaveEqual()
	return o, nil
}

// tell adds a notice if there is something to be cut, and reports that.
func (o *unique) tell(cuts []cut, format exhibit.Text) bool {
	var en, ja []string
	var set []exhibit.Setting
	for _, c := range cuts {
		if !c.shorter() {
			continue
		}
		en = append(en, c.name+" from "+angle(c.part.Min)+" to "+angle(c.part.Max))
		ja = append(ja, c.name+"を"+angle(c.part.Min)+"から"+angle(c.part.Max)+"まで")
		set = append(set, exhibit.Setting{Key: c.keys[0], Value: exhibit.FormatNumber(c.part.Min)}, exhibit.Setting{Key: c.keys[1], Value: exhibit.FormatNumber(c.part.Max)})
	}
	if en == nil {
		return false
	}
	ranges := text(strings.Join(en, ", "), strings.Join(ja, "、"))
	n := exhibit.Notice{Text: lang.Sprintf(format.En, format.Ja, ranges)}
	if len(o.patches.List)+len(o.curves) == 1 { // whose ranges nothing else has
		n.Fixes = []exhibit.Fix{{Label: ranges, Set: set}}
	}
	o.notices = append(o.notices, n)
	return true
}

// leaveEqual leaves one of several equal pieces.
func (o *unique) leaveEqual() {
	n := len(o.patches.List) + len(o.curves)
	var patches []space.Patch
	for _, p := range o.patches.List {
		if !slices.ContainsFunc(patches, func(q space.Patch) bool { return equal(p.Points, q.Points) }) {
			patches = append(patches, p)
		}
	}
	var curves []shape
	for _, c := range o.curves {
		if !slices.ContainsFunc(curves, func(d shape) bool { return equal(c.points, d.points) }) {
			curves = append(curves, c)
		}
	}
	if o.patches.List, o.curves = patches, curves; len(patches)+len(curves) < n {
		o.notices = append(o.notices, exhibit.Notice{Text: text("Some surfaces or curves coincide; one of each is exported.", "同じ曲面や曲線があるため、それぞれ1つだけを立体にします。")})
	}
}

// equal reports whether points are the same, gaps included.
func equal(p, q []scene.Vec) bool {
	return slices.EqualFunc(p, q, func(a, b scene.Vec) bool { return a == b || !a.Finite() && !b.Finite() })
}

// cut is the range of a parameter as it is drawn and as it is printed.
type cut struct {
	name  string
	drawn []float64 // values of it
	part  solid.Range
	keys  []string // of its controls: from, to
}

// newCut returns a cut at part, as a multiple of pi/12 if it is one.
func newCut(name string, drawn []float64, part solid.Range, keys []string) cut {
	whole := ends(drawn)
	for _, end := range []*float64{&part.Min, &part.Max} {
		if v := math.Round(*end/twelfth) / 12 * math.Pi; *end != whole.Min && *end != whole.Max && math.Abs(v-*end) < 1e-9*(whole.Max-whole.Min) {
			*end = v
		}
	}
	return cut{name, drawn, part, keys}
}

// shorter reports whether something is left out.
func (c *cut) shorter() bool { return c.part != ends(c.drawn) }

// samples returns values as dense as those that are drawn.
func (c *cut) samples() []float64 {
	whole := ends(c.drawn)
	n := float64(len(c.drawn)-1) * (c.part.Max - c.part.Min) / (whole.Max - whole.Min)
	return grid.Linspace(c.part.Min, c.part.Max, 1+max(1, int(math.Ceil(n-1e-6))))
}

// twelfth is 15 degrees.
const twelfth = math.Pi / 12

// angle writes a number, as a fraction of pi if it is one.
func angle(v float64) string {
	n := math.Round(v / twelfth)
	if n == 0 || math.Abs(n*twelfth-v) > 1e-9*math.Abs(v) {
		return scene.Minus(strconv.FormatFloat(v, 'g', 6, 64))
	}
	over := 12.0
	for _, d := range [...]float64{2, 2, 3} {
		if math.Mod(n, d) == 0 {
			n, over = n/d, over/d
		}
	}
	number := scene.Minus(strconv.FormatFloat(n, 'f', -1, 64))
	if math.Abs(n) == 1 {
		number = strings.TrimSuffix(number, "1")
	}
	if number += "π"; over > 1 {
		number += "/" + strconv.FormatFloat(over, 'f', -1, 64)
	}
	return number
}

// ends returns the first and the last of some values.
func ends(values []float64) solid.Range {
	return solid.Range{Min: values[0], Max: values[len(values)-1]}
}

func coordinates(p scene.Vec) [3]float64 { return [3]float64{p.X, p.Y, p.Z} }
