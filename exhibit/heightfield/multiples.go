package heightfield

import (
	"math"
	"strconv"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// multiples are small pictures side by side of what differs in one thing, seen by
// one camera and on the same scales.
type multiples struct {
	sessions []*Session // none: there is one picture
	titles   []string
	limits   zRange // of z, in all
	parted   bool   // they may not all have the same
	bar      space.ColorBar
	key      space.Space // the colour bar's panel
}

const mostMultiples = 4

// multiplesControl is the choice of the small multiples.
func multiplesControl(group exhibit.Text) exhibit.Control {
	return exhibit.Control{Key: "panels", Kind: exhibit.Choice, Group: group, Label: text("Small multiples", "並べて比較"), Default: "one", Options: []exhibit.Option{
		{Value: "one", Label: text("single picture", "一つの図")},
		{Value: "times", Label: text("four stages of the morph, or of t", "変形または t の4段階")},
		{Value: "sweep", Label: text("four values of the first parameter", "最初のパラメータの4つの値")},
		{Value: "parts", Label: text("one panel per formula", "式ごとに一つの図")},
		{Value: "modes", Label: text("four display styles", "4つの表示方法")}}}
}

// statesOf returns the States of the small multiples of st, and their titles; none if
// there is nothing to compare. What plays has moments.
func statesOf(st exhibit.State, src Source, plays bool) (states []exhibit.State, titles []string) {
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
		if plays {
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
		if d, ok := src.(Divider); ok {
			states, titles = d.Parts(st)
			if len(states) > mostMultiples {
				states, titles = states[:mostMultiples], titles[:mostMultiples]
			}
		}
	case "modes":
		for _, o := range comparedModes(st) {
			add(o.Label.En, exhibit.ModeKey, o.Value)
		}
	}
	return states, titles
}

// comparedModes are the display styles that are shown side by side.
func comparedModes(st exhibit.State) (list []exhibit.Option) {
	c, _ := st.Control(exhibit.ModeKey)
	for _, mode := range []string{"hidden", "surface", "smooth", "dimmed"} {
		for _, o := range c.Options {
			if o.Value == mode {
				list = append(list, o)
			}
		}
	}
	return list
}

// readouts returns which display style each panel has: in pictures there is no Japanese.
func (m *multiples) readouts(st exhibit.State) (list []exhibit.Readout) {
	if len(m.sessions) == 0 || st.Text("panels") != "modes" {
		return nil
	}
	for k, o := range comparedModes(st) {
		n := strconv.Itoa(k + 1)
		list = append(list, exhibit.Readout{Key: "picture" + n, Label: text("picture "+n, "図"+n), Value: o.Label})
	}
	return list
}

// update brings the small multiples to st; newSession makes one of the same exhibit. It
// calls rest now and then.
func (m *multiples) update(st exhibit.State, src Source, plays bool, rest func(), newSession func() *Session) {
	if st.Text("panels") == "one" || isFlat(st) {
		m.sessions = nil
		return
	}
	states, titles := statesOf(st, src, plays)
	if len(states) < 2 {
		m.sessions = nil
		return
	}
	for len(m.sessions) < len(states) {
		rest()
		m.sessions = append(m.sessions, newSession())
	}
	m.sessions, m.titles = m.sessions[:len(states)], titles
	parted, limits := m.parted, zRange{math.Inf(1), math.Inf(-1)}
	m.parted = true // this may be given up where it rests
	for k, sub := range m.sessions {
		before := sub.version
		sub.work.within = rest
		rest()
		if err := sub.Update(states[k].Try("panels", "one").Try("beside", "none").Try(exhibit.BarKey, "0")); err != nil {
			m.sessions = nil
			return
		}
		limits = limits.union(sub.axis.alone)
		parted = parted || sub.version != before || sub.axis.shared != &m.limits
	}
	if parted || limits != m.limits {
		m.limits = limits
		m.share(rest)
	}
	m.parted = false
}

// share brings all pictures to the same limits, and the same colours.
func (m *multiples) share(rest func()) {
	norm := zRange{math.Inf(1), math.Inf(-1)}
	for _, sub := range m.sessions {
		rest()
		sub.axis.shared = &m.limits
		sub.draw()
		norm = norm.union(sub.coloring.norm)
	}
	for _, sub := range m.sessions {
		sub.coloring.share(norm, sub.heights.inside.Z)
		sub.version++
	}
}

// show returns the panels of the small multiples, with the colour bar's if that is
// wanted, and how they lie in a rectangle: two in a row.
func (m *multiples) show(st exhibit.State) (panels []scene.Panel, arrange func(r scene.Rect) []scene.Rect) {
	for k, sub := range m.sessions {
		panel := sub.Figure().Panels[0].(*space.Space)
		panel.Title = m.titles[k]
		panels = append(panels, panel)
	}
	first := m.sessions[0]
	bar, legend := st.On(exhibit.BarKey) && !first.patches.ownColors(first.State, &first.samples), &m.bar
	if bar {
		m.bar = colorBarOf(first.State, &first.coloring, &first.picture.style)
		m.bar.Counts = m.counts()
		m.key = space.Space{Camera: scene.DefaultCamera, Axes: space.Axes{Hidden: true}, Marks: []space.Mark{legend}}
		panels = append(panels, &m.key)
	}
	n := len(m.sessions)
	return panels, func(r scene.Rect) []scene.Rect {
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

// counts returns the histogram of all pictures, nil if it is not wanted.
func (m *multiples) counts() (all []int) {
	for _, sub := range m.sessions {
		for k, n := range sub.coloring.counts {
			if all == nil {
				all = make([]int, bins)
			}
			all[k] += n
		}
	}
	return all
}

// pick finds the point under q in panel k, whose rectangle is r, and marks its place in
// all panels.
func (m *multiples) pick(k int, r scene.Rect, look scene.Look, q scene.Point) (scene.Vec, bool) {
	if k >= len(m.sessions) {
		return scene.Vec{}, false
	}
	sub := m.sessions[k]
	at, ok := sub.pickSpace(sub.picture.space.View(r, look), q)
	if !ok || !sub.probe.isOnField() {
		return at, ok
	}
	for _, other := range m.sessions {
		z := other.heights.inside.Sample(at.X, at.Y)
		if other != sub && z-z == 0 {
			other.pointAt(scene.Vec{X: at.X, Y: at.Y, Z: z})
		}
	}
	return at, true
}
