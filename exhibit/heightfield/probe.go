package heightfield

import (
	"math"
	"strconv"

	"zscape/compute/grid"
	"zscape/compute/terrain"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// probe is the mark of the point that is pointed at.
type probe struct {
	mark  *space.Probe  // nil: there is none
	size  scene.Vec     // of the box
	axis  zAxis         // on which it was marked
	shape terrain.Point // of the Source's surface there,
	known bool          // if that is known
}

// onField puts the probe at a point of the Source's height field, drawn as inside.
// Its height is z; exact, if not nil, knows the derivatives.
func (p *probe) onField(at scene.Vec, z float64, inside *grid.Grid, exact Differentiable, box scene.Box, a *zAxis) {
	p.size, p.axis, p.known = box.Max.Sub(box.Min), *a, false
	p.mark = &space.Probe{At: at, Grid: inside,
		Label: "x " + digits(at.X, p.size.X) + "   y " + digits(at.Y, p.size.Y) + "   z " + a.digits(z)}
	if exact == nil {
		return
	}
	p.shape = exact.Shape(at.X, at.Y)
	p.known = p.shape.Z == p.shape.Z // where only the limit is known, slopes are not
	if g := p.shape.Gradient; p.known {
		slope := (a.limits.hi - a.limits.lo) / max(p.size.X, p.size.Y)
		p.mark.Label += "   slope " + digits(g[0], slope) + ", " + digits(g[1], slope)
	}
}

// onPatch puts the probe at a point of a surface of u and v, or of another field,
// with height z.
func (p *probe) onPatch(at scene.Vec, z float64, box scene.Box, a *zAxis) {
	p.size, p.axis, p.known = box.Max.Sub(box.Min), *a, false
	p.mark = &space.Probe{At: at,
		Label: "x " + digits(at.X, p.size.X) + "   y " + digits(at.Y, p.size.Y) + "   z " + digits(z, p.size.Z)}
}

// clear takes the probe away.
func (p *probe) clear() { p.mark, p.known = nil, false }

// isOnField reports whether the probe is on the Source's height field.
func (p *probe) isOnField() bool { return p.mark != nil && p.mark.Grid != nil }

// place returns where the probe is, nil if there is none.
func (p *probe) place() *scene.Vec {
	if p.mark == nil {
		return nil
	}
	return &p.mark.At
}

// readouts returns what there is to read where the probe is, if st wants it (key
// "shape"). The values keep their places while there is no pointer, so that the
// panel stays still.
func (p *probe) readouts(st exhibit.State) []exhibit.Readout {
	if _, ok := st.Exhibit().Control("shape"); !ok || !st.On("shape") {
		return nil
	}
	list := []exhibit.Readout{
		{Key: "probe", Label: exhibit.Text{En: "x, y, z at the pointer", Ja: "ポインタの x, y, z"}},
		{Key: "gradient", Label: exhibit.Text{En: "gradient", Ja: "勾配"}},
		{Key: "hessian", Label: exhibit.Text{En: "Hessian's eigenvalues", Ja: "ヘッセ行列の固有値"}},
		{Key: "tangent", Label: exhibit.Text{En: "tangent plane", Ja: "接平面"}},
	}
	if !p.known {
		for k := range list {
			list[k].Value = "–"
		}
		return list
	}
	q := &p.shape
	list[0].Value, list[1].Value, list[2].Value, list[3].Value = []float64{q.X, q.Y, q.Z}, q.Gradient[:], q.Eigen[:], p.tangentPlane()
	list[0].Fine = []float64{p.size.X / 10, p.size.Y / 10, (p.axis.limits.hi - p.axis.limits.lo) / 10}
	return list
}

// tangentPlane writes the equation of the tangent plane.
func (p *probe) tangentPlane() string {
	term := func(c, at, span float64, name string) string {
		return " " + sign(c) + " " + exhibit.Brief(math.Abs(c), 4) + " (" + name + " " + sign(-at) + " " + digits(math.Abs(at), span) + ")"
	}
	q := &p.shape
	return "z = " + p.axis.digits(q.Z) + term(q.Gradient[0], q.X, p.size.X, "x") + term(q.Gradient[1], q.Y, p.size.Y, "y")
}

func sign(v float64) string {
	if v < 0 {
		return "\u2212"
	}
	return "+"
}

// digits writes v to about a thousandth of span.
func digits(v, span float64) string {
	if !(span > 0) || v-v != 0 {
		return exhibit.Brief(v, 4)
	}
	size := max(math.Abs(v), span)
	n := scene.NotationOf(size-span, size, math.Pow(10, math.Floor(math.Log10(span))-3))
	if n.Power == 0 && n.Offset == 0 { // zero as wide as the others
		return scene.Minus(strconv.FormatFloat(v, 'f', n.Decimals, 64))
	}
	return n.Whole(v)
}
