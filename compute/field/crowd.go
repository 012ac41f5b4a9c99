package field

import "slices"

// crowd notices while points are read that they are too many: that, whatever follows,
// they fill no lattice, and more than MaxPoints are at different places.
type crowd struct {
	gaps  Gaps
	lines int // of the file, at most
	next  int // how many points there are when it is time to look again
}

func newCrowd(g Gaps, lines int) crowd { return crowd{g, lines, MaxPoints + 1} }

// check returns errCrowd if the points read so far are too many.
func (c *crowd) check(x, y, z []float64, work *progress) error {
	if len(x) < c.next {
		return nil
	}
	c.next = 2 * len(x)
	// The range of all points may be larger, and levels that differ by rounding one.
	const wider = 1000
	xs, ys := levels(x, wider, work), levels(y, wider, work)
	if len(xs)*len(ys) <= min(MaxSamples, 2*c.lines) {
		return nil
	}
	var px, py []float64
	for k, v := range z {
		if v-v == 0 && !c.mayBeGap(v) {
			px, py = append(px, x[k]), append(py, y[k])
		}
	}
	n := places(px, py, work)
	if n > MaxPoints {
		return errCrowd
	}
	c.next = max(len(x)+MaxPoints+1-n, 5*len(x)/4)
	return nil
}

// mayBeGap reports whether a value may turn out to stand for none.
func (c *crowd) mayBeGap(v float64) bool {
	if c.gaps.Known {
		return slices.ContainsFunc(c.gaps.Marks, func(m float64) bool { return same(v, m) })
	}
	return mayMark(v)
}

// places returns at how many different places points are.
func places(x, y []float64, work *progress) (n int) {
	before := leftFirst(x, y)
	order := ordered(len(x), work, before)
	for i, k := range order {
		if i == 0 || before(order[i-1], k) {
			n++
		}
	}
	return n
}
