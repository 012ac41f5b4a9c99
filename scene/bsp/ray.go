package bsp

import "math"

// Hit returns where the ray from + t dir first meets a triangle with t >=
// least, and the number of that triangle, as given to New; ok is false if it
// meets none.
func (t *Tree) Hit(from, dir Point, least float64) (at float64, triangle int, ok bool) {
	o := t.unit(from)
	for k := range dir {
		dir[k] *= t.scale[k]
	}
	length := math.Sqrt(dot(dir, dir))
	if !(length > 0) || math.IsInf(length, 0) {
		return 0, 0, false
	}
	for k := range dir {
		dir[k] /= length
	}
	r := ray{tree: t, from: o, dir: dir, best: math.Inf(1), source: none}
	r.walk(t.root, least*length, math.Inf(1))
	return r.best / length, int(r.source), r.source >= 0
}

// ray looks for the first triangle on its way.
type ray struct {
	tree      *Tree
	from, dir Point
	best      float64
	source    int32
}

// walk goes through the part of node k in which the ray is from least to most,
// nearest first.
func (r *ray) walk(k int32, least, most float64) {
	for k >= 0 && least <= most && r.best > least {
		n := &r.tree.nodes[k]
		start, speed := n.plane.side(r.from), dot(n.plane.normal, r.dir)
		near, far := n.front, n.back
		if begin := start + speed*least; begin < 0 || begin == 0 && speed < 0 {
			near, far = far, near
		}
		if math.Abs(speed) < 1e-12 { // along the plane: only close to it is there doubt
			if math.Abs(start) < 2*flat {
				r.strike(n, least)
				r.walk(far, least, most)
			}
			k = near
			continue
		}
		cross, slack := -start/speed, 4*flat/math.Abs(speed)
		switch {
		case cross < least-slack || cross > most+slack:
			k = near
		default:
			r.walk(near, least, min(most, cross+slack))
			r.strike(n, least)
			k, least = far, max(least, cross-slack)
		}
	}
}

// crowd is how many triangles a ray does not look at: so many lie together only
// where there were too many to be sorted.
const crowd = 2000

// strike tries the triangles in the plane of n (T. Möller, B. Trumbore, "Fast,
// minimum storage ray-triangle intersection", Journal of Graphics Tools 2(1), 1997).
func (r *ray) strike(n *node, least float64) {
	const slack = 1e-9
	if n.n > crowd {
		return
	}
	for _, p := range r.tree.pieces[n.first : n.first+n.n] {
		a := r.tree.points[p.v[0]]
		ab, ac := sub(r.tree.points[p.v[1]], a), sub(r.tree.points[p.v[2]], a)
		h := cross(r.dir, ac)
		det := dot(ab, h)
		if det == 0 {
			continue
		}
		s := sub(r.from, a)
		u := dot(s, h) / det
		q := cross(s, ab)
		v := dot(r.dir, q) / det
		if u < -slack || v < -slack || u+v > 1+slack {
			continue
		}
		if at := dot(ac, q) / det; at >= least && at < r.best {
			r.best, r.source = at, p.source
		}
	}
}
