package heightfield

import (
	"math"
	"strings"

	"zscape/compute/grid"
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

// limits returns the values that the z axis and, if they stand for z, the
// colours span: what is wanted, as far as there can be an axis.
func (s *Session) limits() zRange {
	r := s.wantedLimits()
	return zRange{max(r.lo, -scene.Farthest), min(r.hi, scene.Farthest)}
}

// wantedLimits returns what the State says or, where it does not, the limits of
// the start and of the end surface, and between the two as far as z has gone.
func (s *Session) wantedLimits() zRange {
	if s.shared != nil {
		return *s.shared
	}
	r := s.startSpan.zRange
	if s.end != nil {
		e := s.end.span.zRange
		r = zRange{r.lo*(1-s.ease) + e.lo*s.ease, r.hi*(1-s.ease) + e.hi*s.ease}
	}
	r = s.body.widen(r)
	if r.flat() && !s.body.shaped() { // as high as scene makes a box without a height
		gap := max(math.Abs(r.lo), 1) / 2
		r = zRange{r.lo - gap, r.hi + gap}
	}
	if s.log {
		r = s.positive
	}
	lo, low := zLimit(s.State, "zmin")
	hi, high := zLimit(s.State, "zmax")
	if low {
		r.lo = lo
	}
	if high {
		r.hi = hi
	}
	if !(r.lo < r.hi) && (low || high) { // what there is lies beyond what is wanted
		switch gap := max(math.Abs(r.lo), math.Abs(r.hi), 1e-6) / 2; {
		case s.log && high && !low:
			r.lo = r.hi / 10
		case s.log:
			r.hi = 10 * r.lo
		case high && !low:
			r.lo = r.hi - gap
		default:
			r.hi = r.lo + gap
		}
	}
	return r
}

// flat reports whether r is a single height, but for rounding.
func (r zRange) flat() bool {
	const rounding = 1e-12
	return r.hi-r.lo <= rounding*max(math.Abs(r.lo), math.Abs(r.hi)) // not NaN
}

// span returns the limits as heights at which they are drawn.
func (s *Session) span() zRange {
	r := s.limits()
	return zRange{s.height(r.lo), s.height(r.hi)}
}

// height returns where a value of z is drawn, NaN for nowhere.
func (s *Session) height(z float64) float64 {
	switch {
	case !s.log:
		return z
	case z > 0:
		return math.Log10(z)
	}
	return math.NaN()
}

// value returns the z of a height.
func (s *Session) value(height float64) float64 {
	if s.log {
		return math.Pow(10, height)
	}
	return height
}

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

// draw brings the samples that are drawn to those that are shown.
func (s *Session) draw() {
	st := s.State
	s.log, s.leftOut = st.On("zlog"), 0
	if s.log {
		s.positive, s.leftOut = positiveRange(s.heights())
	}
	r := s.span()
	_, low := zLimit(st, "zmin")
	_, high := zLimit(st, "zmax")
	limited := low || high || s.cutOff() || s.log || s.limits() != s.wantedLimits()
	hold := limited && !st.On("clip")
	s.clip, s.unheld = nil, s.unheld[:0]
	defer func() {
		if len(s.unheld) == 0 {
			s.unheld = nil
		}
	}()
	if limited {
		s.clip = &scene.Clip{Min: r.lo, Max: r.hi}
	}
	if !limited {
		s.drawn = s.shown
		s.whole = s.drawn
		return
	}
	n := len(s.shown.Z)
	own := func(g *grid.Grid) {
		if len(g.Z) != n || &g.Z[0] == &s.shown.Z[0] || &g.Z[0] == &s.start.Z[0] {
			g.Z = make([]float64, n)
		}
		g.X, g.Y, g.Torn = s.shown.X, s.shown.Y, s.shown.Torn
	}
	own(&s.drawn)
	own(&s.whole)
	if &s.whole.Z[0] == &s.drawn.Z[0] {
		s.whole.Z = make([]float64, n)
	}
	if hold {
		s.drawn.Torn = held(&s.shown, s.limits())
	}
	for k, z := range s.shown.Z {
		z = s.height(z)
		if hold {
			s.unheld = append(s.unheld, z)
		}
		if hold && z == z {
			z = max(r.lo, min(z, r.hi))
		}
		s.drawn.Z[k] = z
		if !(r.lo <= z && z <= r.hi) {
			z = math.NaN()
		}
		s.whole.Z[k] = z
	}
}

// raised returns marks of places of the surface at the heights at which they
// are drawn.
func (s *Session) raised(marks []space.Mark) []space.Mark {
	if !s.log {
		return marks
	}
	out := make([]space.Mark, 0, len(marks))
	for _, m := range marks {
		switch m := m.(type) {
		case *space.Dots:
			d := *m
			d.Points = s.lifted(m.Points)
			out = append(out, &d)
		case *space.Path:
			out = append(out, &space.Path{Points: s.lifted(m.Points), Width: m.Width, Color: m.Color, Series: m.Series, Over: m.Over, Through: m.Through})
		case *space.Wires:
			w := *m
			w.Lines = nil
			for _, line := range m.Lines {
				w.Lines = append(w.Lines, s.lifted(line))
			}
			out = append(out, &w)
		default:
			out = append(out, m)
		}
	}
	return out
}
