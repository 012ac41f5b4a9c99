package spectral

import (
	"cmp"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/linalg"
	"zscape/compute/sparse"
)

// Against the matrix of steps itself: B of (i, j), (k, l) is 1 if j = k and l is not i.
func TestNonBacktracking(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 0))
	for range 10 {
		links, _ := planted(r, 8+r.IntN(6), 2, 3, 1)
		var steps [][2]int32
		for e := range links.All() {
			steps = append(steps, [2]int32{e.Row, e.Col})
		}
		b := linalg.Zeros(len(steps), len(steps))
		for x, s := range steps {
			for y, u := range steps {
				if s[1] == u[0] && u[1] != s[0] {
					b.Data[x*len(steps)+y] = 1
				}
			}
		}
		e, err := linalg.Eigenvalues(b, nil)
		if err != nil {
			t.Fatal(err)
		}
		// det(I - uB) = (1 - u^2)^(m - n) det(I - uA + u^2(D - I)) (Bass): beside m - n
		// more of 1 and of -1 they are the same. Multiple ones are known to half their
		// digits only, so the two are compared by sums of powers.
		got := NonBacktracking(links, nil)
		extra := len(steps)/2 - links.Rows
		for power := 1; power <= 6; power++ {
			sum := func(values []complex128) (s complex128) {
				for _, v := range values {
					s += cmplx.Pow(v, complex(float64(power), 0))
				}
				return s
			}
			want := sum(e) - complex(float64(extra), 0) - complex(float64(extra)*math.Pow(-1, float64(power)), 0)
			if d := cmplx.Abs(sum(got) - want); d > 1e-8*(1+cmplx.Abs(want)) {
				t.Errorf("power %d: %v, want %v", power, sum(got), want)
			}
		}
	}
}

// Of a planted graph as many are outside of the circle as there are groups, and of one
// without groups a single one.
func TestRedemption(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 0))
	for q, links := range map[int]*sparse.Matrix{1: first2(planted(r, 200, 1, 8, 0)), 3: first2(planted(r, 300, 3, 12, 1))} {
		work, most := 0, 0
		values := NonBacktracking(links, func(n int) { work += n; most = max(most, n) })
		radius := SqrtBranching(links)
		outside := slices.DeleteFunc(slices.Clone(values), func(v complex128) bool { return imag(v) != 0 || real(v) < 1.15*radius })
		if len(outside) != q || !near(real(values[0]), radius*radius, 0.1) {
			t.Errorf("%d groups: %v outside of %v", q, outside, radius)
		}
		if !slices.IsSortedFunc(values, func(a, b complex128) int { return cmp.Compare(real(b), real(a)) }) {
			t.Error("they do not descend")
		}
		if most > 4*len(values)*len(values) || work == 0 {
			t.Errorf("%d at once", most)
		}
	}
	if v := NonBacktracking(undirected(3), nil); len(v) != 6 || v[0] != 1 || v[5] != -1 {
		t.Errorf("of nothing: %v", v)
	}
}
