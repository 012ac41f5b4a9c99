package field

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// Numbers that stand apart are gaps; what may be a value is none.
func TestMarks(t *testing.T) {
	for name, c := range map[string]struct {
		z    []float64
		want string
	}{
		"-9999":               {[]float64{1, 2, -9999, -9999, 300}, "2 of -9999"},
		"one":                 {[]float64{1, 2, -9999, 300}, "1 of -9999"},
		"one, not so far off": {[]float64{1, 2, -9999, 3000}, ""},
		"two":                 {[]float64{1, 2, -9999, -9999, 3000}, "2 of -9999"},
		"in a row of values":  {[]float64{-9000, -9999, -9999, -11000, 0}, ""},
		"heights of the sea":  {[]float64{-9999, -9999, -10900, 12, 3000}, ""},
		"zeros":               {[]float64{0, 0, 0, -9999, -9999}, "2 of -9999"},
		"two marks":           {[]float64{1, 5, -9999, -9999, -32768, -32768}, "2 of -9999 2 of -32768"},
		"Surfer":              {[]float64{1, 5, 1.70141e38}, "1 of 1.70141e+38"},
		"Surfer, rounded":     {[]float64{1, 5, 1.70141183460469e38, 1.701410009187828e38}, "2 of 1.70141e+38"},
		"single precision":    {[]float64{1, 5, -3.4028234663852886e38, -3.40282306074e38}, "2 of -3.40282e+38"},
		"netCDF":              {[]float64{1, 5, 9.969209968386869e36}, "1 of 9.96921e+36"},
		"models":              {[]float64{250, 260, 1e20, 1e20}, "2 of 1e+20"},
		"16 bits":             {[]float64{250, 260, -32768}, "1 of -32768"},
		"9999 once":           {[]float64{1, 2, 9999, 3}, ""},
		"9999 twice":          {[]float64{1, 2, 9999, 3, 9999}, "2 of 9999"},
		"-99.9 twice":         {[]float64{-5, 12, -99.9, 30, -99.9}, "2 of -99.9"},
		"-999.99":             {[]float64{-5, 12, -999.99, 30, -999.99}, "2 of -999.99"},
		"-99.9 in a range":    {[]float64{-80, 12, -99.9, -99.9}, ""},
		"no mark":             {[]float64{1, 2, -9998, -9998}, ""},
		"nothing else":        {[]float64{-9999, -9999, math.NaN()}, ""},
		"powers of ten":       {[]float64{1, 1e10, 1e19, 1e20}, ""},
		"infinite":            {[]float64{1, 2, math.Inf(1), -9999, -9999}, "2 of -9999"},
		"none":                {nil, ""},
	} {
		var got []string
		for _, m := range marksIn(c.z, new(progress)) {
			got = append(got, fmt.Sprintf("%d of %v", m.Count, m))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

// Gaps are said, and can be told.
func TestGaps(t *testing.T) {
	rows := "1,2,3,4\n5,-9999,7,8\n9,10,-9999,12\n"
	points := "x,y,z\n"
	for k := range 12 {
		z := float64(k)
		if k%5 == 0 {
			z = -9999
		}
		points += fmt.Sprintf("%d,%d,%v\n", k%4, k/4, z)
	}
	for _, c := range []struct {
		text string
		gaps Gaps
		want string
		n    int
	}{
		{rows, Gaps{}, "4 × 3 values, rows of z, 2 values of -9999 read as gaps", 2},
		{rows, Gaps{Known: true}, "4 × 3 values, rows of z", 0},
		{rows, Gaps{Known: true, Marks: []float64{7, 8}}, "4 × 3 values, rows of z, 1 value of 7 read as a gap, 1 value of 8 read as a gap", 2},
		{"1,2,,4\n5,-999,7,8\n9,10,-999,12\n", Gaps{}, "4 × 3 values, rows of z, 2 values of -999 read as gaps, 1 without a value", 3},
		{"1,2,3,4\n5,6,7,inf\n", Gaps{}, "4 × 2 values, rows of z, 1 infinite", 0},
		{points, Gaps{}, "4 × 3 values, 3 values of -9999 read as gaps", 3},
		{points + "2.5,1,-9999\n0.3,2,4\n2,3,5\n3.1,.1,4\n1.1,.2,3\n", Gaps{}, "13 points, 4 values of -9999 read as gaps", 4},
	} {
		f, r, err := ReadText([]byte(c.text), Options{Gaps: c.gaps})
		if err != nil || r.Text().En != c.want || r.Gaps != c.n {
			t.Errorf("%q: %v, %v, %v", c.text, r.Text(), r.Gaps, err)
			continue
		}
		if x, y, ok := f.Lattice(); ok {
			z := make([]float64, len(x)*len(y))
			f.GridTo(z, x, y)
			if gaps(z) != c.n {
				t.Errorf("%q: %d gaps", c.text, gaps(z))
			}
		}
	}
}
