package matrices

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"zscape/compute/linalg"
	"zscape/exhibit"
)

// An eigenvalue that rounding hides beside a large one is that of the exact determinant.
func TestSmallEigenvalue(t *testing.T) {
	s, _ := at(t, "A=1,1.000000001;1.000000002,1.000000003")
	v, ok := readout(t, s, "eigenvalues").([][]float64)
	if want := -2e-18 / 2.000000003; !ok || len(v) != 2 || math.Abs(v[1][0]-want) > 1e-12*math.Abs(want) || v[1][1] != 0 {
		t.Errorf("eigenvalues %v", v)
	}
}

// Determinant, inverse, rank, condition number and the word on singularity do not
// contradict each other; where they seem to, a notice says why.
func TestSingular(t *testing.T) {
	const none = ""
	for _, c := range []struct {
		a        string
		singular string
		det      float64
		rank     float64
		cond     float64
		inverse  string // its elements; empty: there is none, "-": not compared
		notice   string // how it goes on after "A is" or "The"; parts separated by |
	}{
		{"0,2;1,3", "no", -2, 2, 6.854101966249685, "-1.5 1 0.5 0", none},
		{"1e-9,0;0,1e9", "no", 1, 1, 1e18, "1000000000 0 0 1e-09", "The rank, 1, is the number of singular values above 4.4e−7, as in NumPy; the pseudo-inverse treats the others as 0. The exact rank is 2."},
		{"1,2;2,4", "yes", 0, 1, math.Inf(1), "", none},
		{"1,2,3;4,5,6;7,8,9", "yes", 0, 2, math.Inf(1), "", none},
		{"0.1,0.2,0.3;0.4,0.5,0.6;0.7,0.8,0.9", "yes", 0, 2, math.Inf(1), "", none},
		{"16,2,3,13;5,11,10,8;9,7,6,12;4,14,15,1", "yes", 0, 3, math.Inf(1), "", none},
		{"0.1,0.2;0.3,0.4", "no", -0.02, 2, 14.933034373659265, "-20 10 15 -5", none},
		{hilbert(5), "no", 3.7492951325139215e-12, 5, 476607.25024172297, "-", none},
		{"1,1;1,1.0000000000000002", "no, but singular to working precision: condition number 1.8e16", eps, 1, 4 / eps, "4503599627370497 -4503599627370496 -4503599627370496 4503599627370496", "singular to working precision (condition number 1.8e16).|The rank, 1,"},
		{"1,1.000000001;1.000000002,1.000000003", "no, but singular to working precision: condition number 2e18", -2e-18, 1, 2.0000000059999997e18, "-", "singular to working precision (condition number 2e18).|The rank, 1,"},
		{"1,1;1,1.00000000000003", "no", 3e-14, 2, 4 / 3e-14, "-", "nearly singular (condition number 1.3e14). If its elements are accurate to 16 digits, its inverse is accurate to about 1 digit."},
		{"1e-20,1;0,1e-20", "no", 1e-40, 1, 1e40, "1e+20 -1e+40 0 1e+20", "The rank, 1,"},
		{"1e-200,0;0,1e200", "no", 1, 1, math.Inf(1), "1e+200 0 0 1e-200", "The rank, 1,|The condition number is outside the range of float64, although A is invertible."},
		{"1e-200,0;0,1e-200", "no", 0, 2, 1, "1e+200 0 0 1e+200", "The determinant is outside the range of float64 (its magnitude is about 1e-400)."},
		{"1e-320,0;0,1", "no", 1e-320, 1, math.Inf(1), "+Inf 0 0 1", "The rank, 1,|The condition number is outside the range|Some elements of the inverse are outside the range of float64; they are shown as ∞."},
		{"0,1,1,1;0,1,1,1;1,0,0,1;1,0,1,1", "yes", 0, 3, math.Inf(1), "", "singular, so 0 is an eigenvalue. It has too few eigenvectors to be computed accurately: rounding errors move it by about 1.5e−8."},
		{"1,2,3;4,5,6", "last 2 dimensions of the array must be square: shape (2,3)", 0, 2, 12.302244504069015, "", none},
		{"1,0,0;0,1e-20,0", "last 2 dimensions of the array must be square: shape (2,3)", 0, 1, 1e20, "", "The rank, 1,"},
	} {
		s, _ := at(t, "A="+c.a+"&k=-1")
		if word, ok := readout(t, s, "singular").(exhibit.Text); !ok || word.En != c.singular || word.Ja == "" || word.Ja == word.En {
			t.Errorf("%s: singular: %q, want %s", c.a, word, c.singular)
		}
		near := func(got, want float64) bool {
			return got == want || math.Abs(got-want) <= 1e-7*math.Abs(want)
		}
		if det, ok := readout(t, s, "det").(float64); ok && !near(det, c.det) {
			t.Errorf("%s: determinant %v, want %v", c.a, det, c.det)
		}
		if rank, cond := readout(t, s, "rank").(float64), readout(t, s, "cond2").(float64); rank != c.rank || !near(cond, c.cond) {
			t.Errorf("%s: rank %v, condition %v, want %v, %v", c.a, rank, cond, c.rank, c.cond)
		}
		for _, key := range []string{"inv", "matrix_power"} {
			inverse, ok := readout(t, s, key).([][]float64)
			if ok != (c.inverse != "") || ok && c.inverse != "-" && !same(flat(t, inverse), c.inverse) {
				t.Errorf("%s: %s is %v, want %s", c.a, key, readout(t, s, key), c.inverse)
			}
		}
		text := ""
		for _, n := range s.Notices() {
			text += n.Text.En + "\n"
			if n.Key != "A" || !strings.ContainsFunc(n.Text.Ja, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana) }) {
				t.Errorf("%s: notice %+v", c.a, n)
			}
		}
		for part := range strings.SplitSeq(c.notice, "|") {
			if !strings.Contains(text, part) || part == "" && text != "" {
				t.Errorf("%s: it is noticed that %q, want %s", c.a, text, part)
			}
		}
		// Where there is an inverse, the table shows it and its power, and no reason.
		row, _ := row(t, s, "np.linalg.inv(A_a)")
		if (row[4].Problem == exhibit.Text{}) != (c.inverse != "") {
			t.Errorf("%s: the table says %+v", c.a, row[4])
		}
	}
}

// same reports whether the numbers are those that a text lists.
func same(v []float64, list string) bool {
	words := strings.Fields(list)
	for k, word := range words {
		want, err := exhibit.ParseNumber(word)
		if word == "+Inf" {
			want, err = math.Inf(1), nil
		}
		if err != nil || len(v) != len(words) || v[k] != want {
			return false
		}
	}
	return true
}

// The notices as a visitor reads them in Japanese.
func TestNoticesJapanese(t *testing.T) {
	for a, want := range map[string]string{
		"1e-9,0;0,1e9":             "階数 1 は、NumPyと同じく、4.4e−7 より大きい特異値の個数です(擬似逆行列でも、それ以外の特異値は0とみなします)。厳密な階数は2です。",
		"1,1;1,1.00000000000003":   "A は特異に近い行列です(条件数 1.3e14)。要素が16桁まで正しいとき、逆行列で信頼できるのは約1桁です。",
		"1,1;1,1.0000000000000002": "A は倍精度では特異行列と区別できません(条件数 1.8e16)。表示している逆行列は今の数そのものに対する値で、要素の16桁目が変わるだけで全体が変わります。|階数 1 は、NumPyと同じく、8.9e−16 より大きい特異値の個数です(擬似逆行列でも、それ以外の特異値は0とみなします)。厳密な階数は2です。",
	} {
		s, _ := at(t, "A="+a)
		var got []string
		for _, n := range s.Notices() {
			got = append(got, n.Text.Ja)
		}
		if !slices.Equal(got, strings.Split(want, "|")) {
			t.Errorf("%s: %q, want %s", a, got, want)
		}
	}
}

// The picture's determinant is that of the table at the end of the way, and is 0 on
// the way where rounding is all there is of it.
func TestDeterminants(t *testing.T) {
	for state, want := range map[string]float64{
		"A=1e-9,0;0,1e9": 1, "A=1,1;1,1.0000000000000002": eps, "A=0.1,0.2;0.3,0.4": -0.02,
		"A=-1,0;0,1&t=0.5": 0, "A=-2,0;0,1&t=0.3333333333333333": 0, "A=1e-9,0;0,1e9&t=0.5": 0.5000000005 * 500000000.5,
	} {
		s, _ := at(t, state)
		if got := s.motion.det(); math.Abs(got-want) > 1e-12*math.Abs(want) {
			t.Errorf("%s: det M = %v, want %v", state, got, want)
		}
		if det := readout(t, s, "det").(float64); !strings.Contains(state, "t=") && det != s.motion.det() {
			t.Errorf("%s: %v in the table, %v in the picture", state, det, s.motion.det())
		}
	}
}

// Every reason is in both languages, every word in the table too, and gonum's
// words are quotes.
func TestBothLanguages(t *testing.T) {
	japanese := func(s string) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) })
	}
	for _, state := range []string{"", "A=1,2;2,4&k=-2", "A=1,2,3;4,5,6&x=1,2", "A=1,2,3;4,5,6&left=A&axes=0;1", "axes=2", "left=A&axes=0,0;0,1", "right=x&axes=0,0;0,0", "A=1,1;1,1.0000000000000002"} {
		s, _ := at(t, state)
		for _, r := range s.Readouts() {
			switch v := r.Value.(type) {
			case exhibit.Text:
				if !japanese(v.Ja) || v.En == "" || japanese(v.En) {
					t.Errorf("%s: %s: %q", state, r.Key, v)
				}
			case string:
				if !strings.HasPrefix(v, "(") {
					t.Errorf("%s: %s is %q in both languages", state, r.Key, v)
				}
			}
		}
		for i, row := range s.Table().Rows {
			for k, cell := range row {
				if p := cell.Problem; p != (exhibit.Text{}) && k != 3 && !japanese(p.Ja) {
					t.Errorf("%s: row %d says %q", state, i, p)
				}
			}
		}
	}
	for _, e := range []error{&linalg.SingularError{Rank: 1, N: 2}, &linalg.ShapeError{Problem: linalg.NotSquare, A: []int{2, 3}}} {
		if said, ok := e.(interface{ In(string) string }); !ok || !japanese(said.In("ja")) {
			t.Errorf("%v is English only", e)
		}
	}
}
