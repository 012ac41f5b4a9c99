package heightfield

import (
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// Divider is a Source of which each of several parts may have a panel of its own.
type Divider interface {
	// Parts returns the State of each part alone, and what it is called; none if
	// there is one part only.
	Parts(st exhibit.State) (states []exhibit.State, titles []string)
}

// multiples are small pictures side by side of what differs in one thing, seen by
// one camera and on the same scales.
type multiples struct {
	sessions []*Session
	titles   []string
	key      space.Space // the colour bar's panel
}

const mostMultiples = 4

// multiplesControl is the choice of the small multiples.
func multiplesControl(group exhibit.Text) exhibit.Control {
	return exhibit.Control{Key: "panels", Kind: exhibit.Choice, Group: group, Label: text("Small multiples", "並べて比較"), Default: "one", Options: []exhibit.Option{
		{Value: "one", Label: text("one picture", "一つの図")},
		{Value: "times", Label: text("four moments of the flow, or of t", "変形または t の4時点")},
		{Value: "sweep", Label: text("four values of the first parameter", "最初のパラメータの4つの値")},
		{Value: "parts", Label: text("a panel for each formula", "式ごとに一つの図")},
		{Value: "modes", Label: text("four ways to show it", "4つの表示方法")}}}
}

// states returns the States of the small multiples, and their titles; none if
// there is nothing to compare.
func (s *Session) states(st exhibit.State) (states []exhibit.State, titles []string) {
	add := func(title, key, value string) {
		if next, err := st.Set(key, value); err == nil {
			states, titles = append(states, next), append(titles, title)
		}
	}
	spread := func(key string, lo, hi float64) {
		for k := range mostMultiples {
			v := exhibit.FormatNumber(exhibit.Round(lo+(hi-lo)*float64(k)/(mostMultiples-1), -4))
			add(key+" = "+scene.Minus(v), key, v)
		}
	}
	switch st.Text("panels") {
	case "times":
		if s.Playable() {
			spread(exhibit.PositionKey, 0, 1)
		}
	case "sweep":
		for _, c := range st.Controls() {
			if c.Plays {
				lo, hi := c.Slide()
				spread(c.Key, lo, hi)
				break
			}
		}
	case "parts":
		if d, ok := s.Source.(Divider); ok {
			states, titles = d.Parts(st)
			if len(states) > mostMultiples {
				states, titles = states[:mostMultiples], titles[:mostMultiples]
			}
		}
	case "modes":
		c, _ := st.Control(exhibit.ModeKey)
		for _, mode := range []string{"hidden", "surface", "smooth", "dimmed"} {
			for _, o := range c.Options {
				if o.Value == mode {
					add(o.Label.En, exhibit.ModeKey, mode)
				}
			}
		}
	}
	return states, titles
}

// multiply brings the small multiples up to date.
func (s *Session) multiply(st exhibit.State) {
	m := &s.multiples
	if st.Text("panels") == "one" || st.Text(exhibit.ModeKey) == "contour" {
		m.sessions = nil
		return
	}
	states, titles := s.states(st)
	if len(states) < 2 {
		m.sessions = nil
		return
	}
	for len(m.sessions) < len(states) {
		m.sessions = append(m.sessions, st.Exhibit().New(s.open).(interface{ Self() *Session }).Self())
	}
	m.sessions, m.titles = m.sessions[:len(states)], titles
	var shared zRange
	for k, sub := range m.sessions {
		alone := states[k]
		for _, pair := range [][2]string{{"panels", "one"}, {"beside", "none"}, {exhibit.BarKey, "0"}} {
			alone = alone.Try(pair[0], pair[1])
		}
		sub.shared = nil
		if err := sub.Update(alone); err != nil {
			m.sessions = nil
			return
		}
		if r := sub.limits(); k == 0 {
			shared = r
		} else {
			shared = zRange{min(shared.lo, r.lo), max(shared.hi, r.hi)}
		}
	}
	tint := m.sessions[0].tint.zRange
	for _, sub := range m.sessions {
		sub.shared = &shared
		sub.redraw()
		tint = zRange{min(tint.lo, sub.tint.lo), max(tint.hi, sub.tint.hi)}
	}
	for _, sub := range m.sessions {
		sub.tint.zRange = tint
		sub.repaint()
	}
}

// Self returns s, also from what s is embedded in.
func (s *Session) Self() *Session { return s }

// addMultiples fills the figure with the small multiples, two in a row.
func (s *Session) addMultiples() {
	m := &s.multiples
	s.figure.Panels = s.figure.Panels[:0]
	for k, sub := range m.sessions {
		f := sub.Figure()
		panel := f.Panels[0].(*space.Space)
		panel.Title = m.titles[k]
		s.figure.Panels = append(s.figure.Panels, panel)
	}
	first := m.sessions[0]
	bar := s.State.On(exhibit.BarKey) && !first.ownColors()
	var legend *space.ColorBar
	if bar {
		color := exhibit.Colors(s.State.Text(exhibit.ColormapKey), first.tint.lo, first.tint.hi)
		legend = first.colorBar(first.level(), color)
		m.key = space.Space{Camera: scene.DefaultCamera, Axes: space.Axes{Hidden: true}, Marks: []space.Mark{legend}}
		s.figure.Panels = append(s.figure.Panels, &m.key)
	}
	n := len(m.sessions)
	s.figure.Arrange = func(r scene.Rect) []scene.Rect {
		key := r
		if r.W() >= r.H() {
			if bar {
				legend.Along = space.Vertical
				r.Max.X -= legend.Margin(r.W(), r.H()).Right + 16
			}
			key.Min.X = r.Max.X
		} else {
			if bar {
				legend.Along = space.Horizontal
				r.Min.Y += legend.Margin(r.W(), r.H()).Top + 6
			}
			key.Max.Y = r.Min.Y
		}
		columns := 2
		if r.H() > 2.6*r.W() || n == 2 && r.H() > r.W() {
			columns = 1
		}
		rects := scene.TileColumns(r, n, columns)
		if bar {
			rects = append(rects, key)
		}
		return rects
	}
}

// pickMultiple finds the point under q in panel k, and marks its place in all.
func (s *Session) pickMultiple(k int, r scene.Rect, look scene.Look, q scene.Point) (scene.Vec, bool) {
	list := s.multiples.sessions
	s.Unpick()
	if k >= len(list) {
		return scene.Vec{}, false
	}
	sub := list[k]
	at, ok := sub.pickAlone(sub.space.View(r, look), q)
	if !ok || sub.probe == nil || sub.probe.Grid == nil {
		return at, ok
	}
	for _, other := range list {
		z := other.whole.Sample(at.X, at.Y)
		if other != sub && z-z == 0 {
			other.mark(scene.Vec{X: at.X, Y: at.Y, Z: z})
		}
	}
	return at, true
}
