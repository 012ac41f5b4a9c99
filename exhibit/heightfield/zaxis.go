package heightfield

import (
	"math"
	"strings"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// checkLimit is the Check of the keys "zmin" and "zmax".
func checkLimit(text string) (canonical string, reason error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	v, err := exhibit.ParseNumber(text)
	if err != nil {
		return "", lang.Errorf("must be a number or empty", "数を入力するか、空欄にしてください")
	}
	if math.Abs(v) > 1e100 {
		return "", lang.Errorf("must lie between -1e100 and 1e100", "-1e100から1e100までの数にしてください")
	}
	return exhibit.FormatNumber(v), nil
}

// zLimit returns the number that key holds; ok is false if it is empty.
func zLimit(st exhibit.State, key string) (v float64, ok bool) {
	if st.Text(key) == "" {
		return 0, false
	}
	v, err := exhibit.ParseNumber(st.Text(key))
	return v, err == nil
}

// checkLimits returns what is wrong with the limits of z.
func checkLimits(st exhibit.State) error {
	lo, low := zLimit(st, "zmin")
	hi, high := zLimit(st, "zmax")
	for _, key := range []string{"zmin", "zmax"} {
		if v, ok := zLimit(st, key); ok && v <= 0 && st.On("zlog") {
			return &exhibit.Problem{Key: key, Value: st.Text(key), Reason: exhibit.Text{En: "must be greater than 0 on a logarithmic z axis", Ja: "z軸が対数のときは0より大きくしてください"}}
		}
	}
	if low && high && !(lo < hi) {
		return &exhibit.Problem{Key: "zmax", Value: st.Text("zmax"), Reason: lang.Sprintf("must be greater than zmin = %s", "zmin = %s より大きくしてください", st.Text("zmin"))}
	}
	return nil
}

// zAxis is the vertical scale: which z it spans, and how high each is drawn.
type zAxis struct {
	log    bool
	limits span    // and whether there is more beyond them, at poles
	alone  zRange  // the limits, if no other picture were on the same scale
	shared *zRange // the limits of several pictures on one scale; nil: there is one
	beyond bool    // there are values beyond the limits that are to be cut off or clamped

	leftOut int // samples that are not positive, if it is logarithmic
}

// update brings the axis to what st says or, where it says nothing, to the
// heights of m, of whose fields shown flows.
func (a *zAxis) update(st exhibit.State, m *samples, shown *flow) {
	all := m.span(shown.span())
	r := all.zRange
	if r.flat() && !m.hasShapes() {
		r = r.widened()
	}
	a.log, a.leftOut = st.On("zlog"), 0
	if a.log {
		r, a.leftOut = positiveRange(m.heights(shown.grid.Z))
	}
	r, said := limitsOf(st, r)
	a.alone = drawable(r)
	if a.shared != nil {
		r = *a.shared
	}
	a.limits = span{drawable(r), all.up, all.down}
	a.beyond = said || all.cut() || a.log || a.limits.zRange != r
}

// limitsOf returns the limits that st sets, and r where it sets none; said is
// false if it sets neither.
func limitsOf(st exhibit.State, r zRange) (limits zRange, said bool) {
	lo, low := zLimit(st, "zmin")
	hi, high := zLimit(st, "zmax")
	if low {
		r.lo = lo
	}
	if high {
		r.hi = hi
	}
	if !(r.lo < r.hi) && (low || high) { // what there is lies beyond what is wanted
		switch gap := max(math.Abs(r.lo), math.Abs(r.hi), 1e-6) / 2; {
		case st.On("zlog") && high && !low:
			r.lo = r.hi / 10
		case st.On("zlog"):
			r.hi = 10 * r.lo
		case high && !low:
			r.lo = r.hi - gap
		default:
			r.hi = r.lo + gap
		}
	}
	return r, low || high
}

// drawable returns r as far as there can be an axis.
func drawable(r zRange) zRange { return zRange{max(r.lo, -scene.Farthest), min(r.hi, scene.Farthest)} }

// decades is how far an axis of logarithms reaches down by itself.
const decades = 12

// positiveRange returns the least and the greatest of the positive samples, of
// those that are not very much smaller than the greatest, and how many are not
// positive.
func positiveRange(z []float64) (r zRange, others int) {
	r = zRange{math.Inf(1), 0}
	for _, v := range z {
		switch {
		case v > 0 && v <= math.MaxFloat64:
			r.lo, r.hi = min(r.lo, v), max(r.hi, v)
		case v <= 0:
			others++
		}
	}
	if r.hi == 0 {
		return zRange{0.1, 10}, others
	}
	r.lo = max(r.lo, r.hi*math.Pow(10, -decades), 1e-300)
	if !(r.lo < r.hi) {
		r = zRange{r.lo / 10, r.hi * 10}
	}
	return r, others
}

// height returns where a value of z is drawn, NaN for nowhere.
func (a *zAxis) height(z float64) float64 {
	switch {
	case !a.log:
		return z
	case z > 0:
		return math.Log10(z)
	}
	return math.NaN()
}

// value returns the z of a height.
func (a *zAxis) value(height float64) float64 {
	if a.log {
		return math.Pow(10, height)
	}
	return height
}

// box returns the limits as heights at which they are drawn.
func (a *zAxis) box() zRange { return zRange{a.height(a.limits.lo), a.height(a.limits.hi)} }

// place returns points at the heights at which they are drawn.
func (a *zAxis) place(points []scene.Vec) []scene.Vec {
	if !a.log {
		return points
	}
	out := make([]scene.Vec, len(points))
	for k, p := range points {
		out[k] = scene.Vec{X: p.X, Y: p.Y, Z: a.height(p.Z)}
	}
	return out
}

// placeMarks is place for marks.
func (a *zAxis) placeMarks(marks []space.Mark) []space.Mark {
	if !a.log {
		return marks
	}
	out := make([]space.Mark, 0, len(marks))
	for _, m := range marks {
		switch m := m.(type) {
		case *space.Dots:
			d := *m
			d.Points = a.place(m.Points)
			out = append(out, &d)
		case *space.Path:
			out = append(out, &space.Path{Points: a.place(m.Points), Width: m.Width, Color: m.Color, Series: m.Series, Over: m.Over, Through: m.Through})
		case *space.Wires:
			w := *m
			w.Lines = nil
			for _, line := range m.Lines {
				w.Lines = append(w.Lines, a.place(line))
			}
			out = append(out, &w)
		default:
			out = append(out, m)
		}
	}
	return out
}

// digits writes a value of z, as finely as the axis shows it.
func (a *zAxis) digits(z float64) string {
	span := a.limits.hi - a.limits.lo
	if a.log {
		span = math.Abs(z)
	}
	return digits(z, span)
}
