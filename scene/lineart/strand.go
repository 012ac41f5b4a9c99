package lineart

import (
	"sort"

	"github.com/fogleman/ln/ln"

	"zscape/scene"
)

// strand is a polyline in space that lies in front of the eye and in the picture.
type strand []node

// node is a place on a strand.
type node struct {
	pos ln.Vector   // box coordinates
	at  scene.Point // on the screen
	w   float64     // depth: lengths appear in proportion to 1/w
	s   float64     // length of the strand up to here, screen units
}

// between returns the place that appears the fraction f of the way from a to b.
func (a node) between(b node, f float64) node {
	g := f * a.w / (b.w + f*(a.w-b.w)) // the fraction in space
	return node{
		pos: a.pos.Add(b.pos.Sub(a.pos).MulScalar(g)),
		at:  a.at.Add(b.at.Sub(a.at).Scale(f)),
		w:   a.w + g*(b.w-a.w),
		s:   a.s + f*(b.s-a.s),
	}
}

// length returns the length on the screen.
func (t strand) length() float64 { return t[len(t)-1].s }

// place returns the place at length u.
func (t strand) place(u float64) node {
	k := 1 + sort.Search(len(t)-2, func(k int) bool { return t[k+1].s >= u })
	a, b := t[k-1], t[k]
	return a.between(b, (u-a.s)/(b.s-a.s))
}

// part returns the strand from length from to length to.
func (t strand) part(from, to float64) strand {
	p := strand{t.place(from)}
	for _, n := range t {
		if from < n.s && n.s < to {
			p = append(p, n)
		}
	}
	return append(p, t.place(to))
}

// strands returns the parts of a path, in box coordinates, that fall in the
// picture. Nodes that fall on the one before are left out.
func (s *sight) strands(path ln.Path) []strand {
	const coincident = 1e-6
	var all []strand
	var t strand
	end := func() {
		if len(t) > 1 {
			all = append(all, t)
		}
		t = nil
	}
	for k := 1; k < len(path); k++ {
		a, b, ok := s.clip(path[k-1], path[k])
		if !ok {
			end()
			continue
		}
		if len(t) == 0 || a.pos != path[k-1] {
			end()
			t = strand{a}
		}
		last := t[len(t)-1]
		if d := b.at.Sub(last.at).Norm(); d > coincident {
			b.s = last.s + d
			t = append(t, b)
		}
		if b.pos != path[k] {
			end()
		}
	}
	end()
	return all
}

// clip returns the ends of the part of the segment from p to q that falls in
// the picture; ok is false if there is none. An end that is not cut off keeps
// its place to the bit.
func (s *sight) clip(p, q ln.Vector) (a, b node, ok bool) {
	const near = 2e-3 // twice what scene.View takes for the eye itself
	wp, wq := s.depth(p), s.depth(q)
	cut := func() ln.Vector { return p.Add(q.Sub(p).MulScalar((near - wp) / (wq - wp))) }
	switch {
	case !(wp >= near || wq >= near):
		return a, b, false
	case wp < near:
		p, wp = cut(), near
	case wq < near:
		q, wq = cut(), near
	}
	a, b = s.node(p, wp), s.node(q, wq)
	f, g := s.picture.Clip(a.at, b.at)
	if !(f < g) {
		return a, b, false
	}
	from, to := a, b
	if f > 0 {
		from = a.between(b, f)
	}
	if g < 1 {
		to = a.between(b, g)
	}
	return from, to, true
}

// depth returns the w of p.
func (s *sight) depth(p ln.Vector) float64 {
	if s.parallel {
		return 1
	}
	return s.view.Depth(scene.Vec(s.frame.data(p)))
}

func (s *sight) node(p ln.Vector, w float64) node {
	at, _ := s.view.Project(scene.Vec(s.frame.data(p)))
	return node{pos: p, at: at, w: w}
}
