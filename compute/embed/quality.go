package embed

import (
	"slices"

	"zscape/compute/linalg"
)

// Quality says how well a picture keeps the neighbourhoods of the data. All
// values are from 0 to 1, and 1 for a picture that keeps them all.
type Quality struct {
	K int // neighbours of a point that were looked at

	// Trustworthiness falls for each of the k nearest in the picture by how much
	// farther it is in the data, as a rank: a picture is trustworthy if those who are
	// near in it are near indeed. About 1/2 for a picture made at random.
	Trustworthiness float64

	// Continuity is the other direction: those who are near in the data are near in
	// the picture.
	Continuity float64

	// Preservation is the share of the k nearest in the data who are among the k
	// nearest in the picture; k/(n-1) for a picture made at random.
	Preservation float64
}

// Meter measures the Quality of a picture, a few points at a time.
//
// Trustworthiness and continuity are those of J. Venna and S. Kaski
// ("Neighborhood preservation in nonlinear projection methods: an experimental
// study", ICANN 2001),
//
//	1 - 2/(n k (2n - 3k - 1)) sum_i sum_j max(0, r(i,j) - k),
//
// where j is one of the k nearest of i in the one space, and r its rank, from 1,
// among the neighbours of i in the other. Of equally distant points the first is
// the nearer one.
type Meter struct {
	data, picture side
	k, next       int // the next point
	strayed       [2]int
	kept          int
}

// side is a point's neighbourhood in one of the two spaces.
type side struct {
	points
	dist  []float64
	near  []neighbour // the k nearest, in the order of the other space
	count []int
}

// NewMeter takes the data, n x d, and the picture, n x 2 (or of any number of
// columns), which it copies. The error is a *DataError or an *OptionError: k must
// be at least 1 and less than n/2.
func NewMeter(x, y linalg.Array, k int) (*Meter, error) {
	data, err := newPoints(x)
	if err != nil {
		return nil, err
	}
	picture, err := newPoints(y)
	if err != nil {
		return nil, err
	}
	if data.n != picture.n {
		panic("embed: NewMeter: as many points in the data as in the picture are needed")
	}
	if k < 1 || 2*k >= data.n {
		return nil, refuse("k", float64(k), "must be at least 1 and less than half the number of points", "1以上で、点の数の半分より小さい数にしてください")
	}
	return &Meter{data: newSide(data, k), picture: newSide(picture, k), k: k}, nil
}

func newSide(p points, k int) side {
	return side{p, make([]float64, p.n), make([]neighbour, k), make([]int, k+1)}
}

// Measure measures a picture at once. See NewMeter.
func Measure(x, y linalg.Array, k int) (Quality, error) {
	m, err := NewMeter(x, y, k)
	if err != nil {
		return Quality{}, err
	}
	for !m.Step() {
	}
	return m.Quality(), nil
}

// Step measures some points more, about a millisecond's work, and reports
// whether all are done.
func (m *Meter) Step() (done bool) {
	for budget := 400_000; budget > 0 && m.next < m.data.n; m.next++ {
		m.measure(m.next)
		budget -= m.data.n * (m.data.d + 8)
	}
	return m.next == m.data.n
}

// Progress is how much of the work is done, 0 to 1.
func (m *Meter) Progress() float64 { return float64(m.next) / float64(m.data.n) }

// Quality returns the result; before all is done, that of the points so far.
func (m *Meter) Quality() Quality {
	n, k, i := float64(m.data.n), float64(m.k), float64(max(m.next, 1))
	worst := i * k * (2*n - 3*k - 1) / 2
	return Quality{
		K:               m.k,
		Trustworthiness: 1 - float64(m.strayed[0])/worst,
		Continuity:      1 - float64(m.strayed[1])/worst,
		Preservation:    float64(m.kept) / (i * k),
	}
}

func (m *Meter) measure(i int) {
	for _, s := range []*side{&m.data, &m.picture} {
		s.distancesTo(s.dist, i)
		nearestTo(s.near, s.dist, i)
	}
	strayed, kept := m.picture.strayed(&m.data, i)
	m.strayed[0] += strayed
	m.kept += kept
	strayed, _ = m.data.strayed(&m.picture, i)
	m.strayed[1] += strayed
}

// strayed returns by how many ranks the nearest of the i-th point on this side
// are beyond the k nearest on the other one, and how many of them are not. It
// changes the distances of near to those of the other side.
func (s *side) strayed(other *side, i int) (ranks, kept int) {
	for m, a := range s.near {
		s.near[m].d = other.dist[a.j]
	}
	slices.SortFunc(s.near, neighbour.compare)

	// Each of the others is counted with the nearest of those that it comes before.
	clear(s.count)
	last := s.near[len(s.near)-1].d
	for j, d := range other.dist {
		if d > last || j == i {
			continue
		}
		a := neighbour{d, int32(j)}
		low, high := 0, len(s.near)
		for low < high {
			if mid := (low + high) / 2; a.less(s.near[mid]) {
				high = mid
			} else {
				low = mid + 1
			}
		}
		s.count[low]++
	}
	rank := 1
	for m := range s.near {
		rank += s.count[m]
		if beyond := rank - len(s.near); beyond > 0 {
			ranks += beyond
		} else {
			kept++
		}
	}
	return ranks, kept
}
