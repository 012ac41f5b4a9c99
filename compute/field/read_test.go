package field

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zscape/compute/lang"
)

// What is read of small tables.
func TestReadText(t *testing.T) {
	type at struct{ x, y, z float64 }
	nan := math.NaN()
	for name, tt := range map[string]struct {
		text    string
		nx, ny  int
		values  []at
		skipped int
	}{
		"points":           {"x,y,z\n0,0,1\n1,0,2\n0,1,3\n1,1,5\n", 2, 2, []at{{0, 0, 1}, {1, 1, 5}, {0.5, 0, 1.5}}, 0},
		"no header":        {"0 0 1\n1 0 2\n0 1 3\n1 1 5", 2, 2, []at{{1, 0, 2}}, 0},
		"tabs, commas":     {"0\t0\t1,5\r\n1\t0\t2\r\n0\t1\t3\r\n1\t1\t5\r\n", 2, 2, []at{{0, 0, 1.5}}, 0},
		"semicolons":       {"x;y;z\n0;0;1,5\n1;0;2\n0;1;3\n1;1;5\n", 2, 2, []at{{0, 0, 1.5}, {1, 1, 5}}, 0},
		"other order":      {"1,1,5\n0,0,1\n1,0,2\n0,1,3\n", 2, 2, []at{{1, 0, 2}, {1, 1, 5}}, 0},
		"columns by name":  {"id,z,y,x\n7,1,0,0\n8,2,0,1\n9,3,1,0\n10,5,1,1\n", 2, 2, []at{{1, 0, 2}}, 0},
		"gap":              {"0,0,1\n1,0,NaN\n0,1,3\n1,1,5\n", 2, 2, []at{{1, 0, nan}, {1, 1, 5}}, 0},
		"missing point":    {"0,0,1\n1,0,2\n0,1,3\n2,0,4\n1,1,6\n", 3, 2, []at{{2, 1, nan}, {1, 1, 6}}, 0},
		"triangle":         {"0,0,1\n4,0,5\n1,3,9\n", 0, 0, []at{{0, 0, 1}, {2, 0, 3}, {0, 3, nan}}, 0},
		"gap of points":    {"0,0,1\n4,0,5\n1,3,9\n2,1.5,NaN", 0, 0, []at{{2, 0, 3}}, 0},
		"grid":             {"1,2,3,4\n5,6,7,8\n", 4, 2, []at{{0, 0, 1}, {3, 1, 8}, {0.5, 0.5, 3.5}}, 0},
		"grid, spaces":     {"# Octave\n  1 2 3 4\n 5 6 7 8\n\n", 4, 2, []at{{3, 1, 8}}, 0},
		"grid with axes":   {",10,20,30\n5,1,2,3\n7,4,5,6\n", 3, 2, []at{{10, 5, 1}, {30, 7, 6}}, 0},
		"falling axis":     {"y\\x;10;20;30\n7;4;5;6\n5;1;2;3\n", 3, 2, []at{{10, 5, 1}, {30, 7, 6}}, 0},
		"grid with header": {"a,b,c,d\n1,2,3,4\n5,6,7,8\n", 4, 2, []at{{0, 0, 1}}, 0},
		"grid with a gap":  {"1,,3,4\n5,6,7,8\n", 4, 2, []at{{1, 0, nan}, {1, 1, 6}}, 0},
		"bad lines":        {"x,y,z\n0,0,1\noops\n1,0,2\n0,1,3\n1,1,5\n1,1\nx,0,1\n", 2, 2, []at{{1, 1, 5}}, 3},
		"bad row":          {"1,2,3,4\n5,6\n1,2,3,4\n", 4, 3, []at{{1, 1, nan}, {3, 2, 4}}, 1},
		"bad cell":         {"1,2,3,4\n5,x,7,8\n", 4, 2, []at{{1, 1, nan}, {3, 1, 8}}, 1},
		"byte order mark":  {"\xef\xbb\xbfx,y,z\n0,0,1\n1,0,2\n0,1,3\n1,1,5\n", 2, 2, []at{{1, 1, 5}}, 0},
		"more heights":     {"x,y,z,z2\n0,0,1,9\n1,0,2,9\n0,1,3,9\n1,1,5,9\n", 2, 2, []at{{1, 0, 2}}, 0},
		"a part":           {"part,u,v,x,y,z\n1,0,0,0,0,1\n1,1,0,1,0,2\n1,0,1,0,1,3\n1,1,1,1,1,5\n", 2, 2, []at{{1, 0, 2}, {1, 1, 5}}, 0},
		"a polar part":     {"part,u,v,x,y,z\n2,0,0,0,0,1\n2,1,0,1,0,2\n2,1,1,0.5403023058681398,0.8414709848078965,3\n", 0, 0, []at{{1, 0, 2}, {0.5, 0, 1.5}}, 0},
		"array":            {"[[1, 2],[3, 4]]", 2, 2, []at{{0, 0, 1}, {1, 0, 2}, {1, 1, 4}}, 0},
		"array, 3 x 3":     {"[[1,2,3],[4,5,6],[7,8,10]]", 3, 3, []at{{0, 0, 1}, {2, 0, 3}, {2, 2, 10}}, 0},
		"array, lines":     {"np.array([[1., 2., 3.],\n          [4., 5., 6.],\n          [7., 8., 10.]])\n", 3, 3, []at{{2, 2, 10}}, 0},
		"array, Octave":    {"A = [1 2 3; 4 5 6; 7 8 10];", 3, 3, []at{{2, 2, 10}}, 0},
		"array, braces":    {"{{1, 2, 3}, {4, 5, 6}}", 3, 2, []at{{2, 1, 6}}, 0},
		"array, a gap":     {"[[1, null],[3, 4],[5]]", 2, 3, []at{{0, 0, 1}, {1, 0, nan}, {1, 2, nan}, {1, 1, 4}}, 1},
		"decimal commas":   {"0,0 0,0 1,5\n1,0 0,0 2,5\n0,0 1,0 3\n1,0 1,0 5\n", 2, 2, []at{{0, 0, 1.5}, {1, 0, 2.5}}, 0},
		"quoted":           {"\"0,5\";\"0\";\"1,5\"\n\"1,5\";\"0\";\"2\"\n\"0,5\";\"1\";\"3\"\n\"1,5\";\"1\";\"5\"\n", 2, 2, []at{{0.5, 0, 1.5}, {1.5, 1, 5}}, 0},
		"thousands":        {"x;y;z\n0;0;1.234,5\n1;0;2.000,25\n0;1;3\n1;1;5\n", 2, 2, []at{{0, 0, 1234.5}, {1, 0, 2000.25}}, 0},
		"Fortran":          {" 0.0D+00 0.0D+00 1.5D+00\n 1.0D+00 0.0D+00 2.0D-01\n 0 1 3\n 1 1 5\n", 2, 2, []at{{0, 0, 1.5}, {1, 0, 0.2}}, 0},
		"trailing commas":  {"1,2,3,4,\n5,6,7,8,\n", 4, 2, []at{{3, 1, 8}}, 0},
		"comments":         {"1 2 3 4 # note\n5 6 7 8 # of two words\n", 4, 2, []at{{3, 1, 8}}, 0},
		"minus signs":      {"−1,０,１\n1,０,−２\n−1,１,３\n1,１,５\n", 2, 2, []at{{-1, 0, 1}, {1, 0, -2}}, 0},
		"full width":       {"０，０，１\n１，０，２\n０，１，３\n１，１，５\n", 2, 2, []at{{0, 0, 1}, {1, 1, 5}}, 0},
		"Shift-JIS":        {"\x8e\x9e\x8d\x8f,X (m),Y (m),Z (m)\n\x8c\xdf\x91O,0,0,1\n\x8c\xdf\x91O,1,0,2\n\x8c\xdf\x8c\xe3,0,1,3\n\x8c\xdf\x8c\xe3,1,1,5\n", 2, 2, []at{{1, 0, 2}}, 0},
		"UTF-16":           {"\xff\xfe1\x00 \x002\x00 \x003\x00 \x004\x00\n\x005\x00 \x006\x00 \x007\x00 \x008\x00", 4, 2, []at{{3, 1, 8}}, 0},
		"names with units": {"Z [km];X (m);Y/m\n(km);(m);(m)\n1,5;0;0\n2;1;0\n3;0;1\n5;1;1\n", 2, 2, []at{{0, 0, 1.5}}, 0},
		"names in a note":  {"# z y x\n1 0 0\n2 0 1\n3 1 0\n5 1 1\n", 2, 2, []at{{1, 0, 2}}, 0},
		"titles":           {"Measured by hand\n\nx\ty\tz\nm\tm\tm\n0\t0\t1\n1\t0\t2\n0\t1\t3\n1\t1\t5\n", 2, 2, []at{{1, 0, 2}}, 0},
		"pandas":           {",x,y,z\n0,0,0,1\n1,1,0,2\n2,0,1,3\n3,1,1,5\n", 2, 2, []at{{1, 0, 2}}, 0},
		"pandas, rows":     {",a,b,c\n10,1,2,3\n20,4,5,6\n", 3, 2, []at{{0, 10, 1}, {2, 20, 6}}, 0},
		"R, rows":          {"a b c\nfirst 1 2 3\nsecond 4 5 6\n", 3, 2, []at{{0, 0, 1}, {2, 1, 6}}, 0},
		"three with axes":  {",10,20\n5,1,2\n7,4,5\n", 2, 2, []at{{10, 5, 1}, {20, 7, 5}}, 0},
		"below a sheet":    {"x,y,z\n0,0,1\n1,0,2\n0,1,3\n1,1,5\n,,\n,,\n", 2, 2, []at{{1, 1, 5}}, 0},
		"a sheet of rows":  {"1;2;3;4\n;;;\n5;6;7;8\n;;;\n;;;\n", 4, 3, []at{{0, 0, 1}, {0, 1, nan}, {3, 2, 8}}, 0},
		"objects":          {`[{"x": 0, "y": 0, "z": 1}, {"x": 1, "y": 0, "z": 2}, {"x": 0, "y": 1, "z": null}, {"x": 1, "y": 1, "z": 5}]`, 2, 2, []at{{1, 0, 2}, {0, 1, nan}}, 0},
		"Markdown":         {"| x | y | z |\n|---|---|---|\n| 0 | 0 | 1 |\n| 1 | 0 | 2 |\n| 0 | 1 | 3 |\n| 1 | 1 | 5 |\n", 2, 2, []at{{1, 0, 2}}, 0},
		"LaTeX":            {"\\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}", 3, 2, []at{{2, 1, 6}}, 0},
		"infinite":         {"1,2,3,4\n5,1e999,7,-inf\n", 4, 2, []at{{1, 1, math.Inf(1)}, {3, 1, math.Inf(-1)}, {0, 1, 5}}, 0},
		"infinite points":  {"x,y,z\n0,0,1\n1,0,inf\n0,1,-Inf\n1,1,5\n", 2, 2, []at{{1, 0, math.Inf(1)}, {0, 1, math.Inf(-1)}, {1, 1, 5}}, 0},
		"between texts":    {"name,a,b,c,note\np,0,0,1,-\nq,1,0,2,good\nr,0,1,3,so so\ns,1,1,5,bad\n", 2, 2, []at{{1, 0, 2}, {1, 1, 5}}, 0},
	} {
		f, r, err := ReadText([]byte(tt.text), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r.NX != tt.nx || r.NY != tt.ny || r.Skipped != tt.skipped || len(r.Examples) != tt.skipped {
			t.Errorf("%s: %+v", name, r)
		}
		for _, p := range tt.values {
			if z := f.At(p.x, p.y); !(z == p.z || z != z && p.z != p.z) {
				t.Errorf("%s: at (%v, %v) is %v, want %v", name, p.x, p.y, z, p.z)
			}
		}
	}
}

// japanese reports whether an error is said in Japanese, too.
func japanese(err error) bool {
	said := lang.Of(err)
	return said.Ja != said.En && strings.ContainsFunc(said.Ja, func(r rune) bool { return 'ぁ' <= r && r <= 'ー' })
}

// What cannot be read is said with its line.
func TestReadRefused(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "a.csv: there are no lines",
		"# nothing\n\n":                   "a.csv: there are no lines",
		"x,y,z\n":                         "a.csv: there is a header, but no line",
		"once upon a time":                "a.csv: ",
		"one\ntwo\n":                      `a.csv: line 1: "one" is one column`,
		"\n1,2\n3,4\n":                    `a.csv: line 2: "1,2" is two columns`,
		"0,0,1\n1,1,2\n2,2,3\n":           "a.csv: all points lie on one line",
		"x,y,z\n1,2\nfoo\n":               "a.csv: line 2: 2 fields, expected 3; no line can be read as x, y, z",
		"0,0,1\n1,1,2\n":                  "a.csv: 2 points",
		"a,b,c\nd,e,f\ng,h,i\n":           `a.csv: line 2: x is "d", expected a number; no line`,
		"0,0,1\nnan,0,2\n1,inf,3\n":       "a.csv: 1 point with a value: at least 3 are needed; line 2: x is",
		",1,1,2\n0,1,2,3\n1,4,5,6":        "a.csv: the values of x neither increase nor decrease",
		"1,2,3,4\n":                       "a.csv: a grid of 4 x 1 samples",
		strings.Repeat("1,", 300_000):     "a.csv: line 1: more than 100000 columns",
		strings.Repeat("1 ", 300_000):     "a.csv: line 1: more than 100000 columns",
		"\x00\x01\x02":                    "a.csv: neither a table",
		"\xff\xfe1\x00":                   `a.csv: line 1: "1" is one column`,
		"\x89PNG\r\n\x1a\nno":             "a.csv: the image cannot be read",
		`{"rows": 2}`:                     "a.csv: a description of raw samples",
		"NaN,NaN,NaN,NaN\n-,-,-,-\n":      "a.csv: all samples are missing values",
		"1,2,3,4\nNaN,x,NaN,NaN\n,,,\n{,": "",

		"part,u,v,x,y,z\n1,0,0,0,0,1\n2,0,0,0,0,1\n": "a.csv: line 3: a second surface or curve: expected a single surface",
		"part,u,v,x,y,z\n1,0,,0,0,1\n":               "a.csv: line 2: a point of a curve: expected a single surface",
		"part,u,v,x,y,z\n1,1,2,3,4,5\n":              "a.csv: line 2: a point of a surface of u and v: expected a single surface",
	} {
		_, _, err := Read(Options{}, File{Name: "a.csv", Data: []byte(text)})
		switch {
		case want == "": // anything but a panic
		case err == nil || !strings.HasPrefix(err.Error(), want):
			t.Errorf("%q: %v, want %s...", text, err, want)
		case !japanese(err):
			t.Errorf("%q: %v", text, lang.Of(err))
		}
	}
	if _, _, err := Read(Options{}, File{Name: "dem.bin", Data: []byte("1234")}); err == nil || !strings.Contains(err.Error(), "JSON description") {
		t.Errorf("raw samples alone: %v", err)
	}
	if _, _, err := Read(Options{}, File{Name: "a.csv", Data: nil}, File{Name: "b.csv", Data: nil}); err == nil {
		t.Error("two tables are taken")
	}
	if _, _, err := Read(Options{}); err == nil {
		t.Error("no file is taken")
	}
}

// Where there is a choice, what was taken is said, and the other can be asked for.
func TestGuesses(t *testing.T) {
	const square = "0 0 1\n1 0 2\n0 1 3\n1 1 5\n"
	for _, c := range []struct {
		text           string
		nx, ny         int
		guess, choice  string
		otherX, otherY int // of the choice
	}{
		{square, 2, 2, "3 columns are read as points x, y, z; write rows of z in brackets, [[1, 2, 3], ...]", "Read as rows of z", 3, 4},
		{"lon,lat,h\n0,0,1\n1,0,2\n0,1,3\n1,1,5\n", 2, 2, "", "", 0, 0},
		{"[[0,0,1],[1,0,2],[0,1,3],[1,1,5]]", 3, 4, "an array is read as rows of z", "Read as points x, y, z", 2, 2},
		{"x,y,z\n0,0,1\n1,0,2\n0,1,3\n1,1,5\n", 2, 2, "", "", 0, 0},
		{"1,2,3,4\n5,6,7,8\n", 4, 2, "", "", 0, 0},
		{"[[1,2],[3,4]]", 2, 2, "", "", 0, 0},
		{"1,234;2;3;4\n5,678;6;7;8\n", 4, 2, `"1,234" in column 1 is read as 1.234`, "Read it as 1234", 4, 2},
	} {
		f, r, err := ReadText([]byte(c.text), Options{})
		if err != nil || r.NX != c.nx || r.NY != c.ny {
			t.Errorf("%q: %+v, %v", c.text, r, err)
			continue
		}
		if c.guess == "" {
			if len(r.Guesses) > 0 {
				t.Errorf("%q: %+v", c.text, r.Guesses)
			}
			continue
		}
		if len(r.Guesses) != 1 || r.Guesses[0].Text.En != c.guess || r.Guesses[0].Text.Ja == "" || r.Guesses[0].Other[0].Label.En != c.choice || r.Guesses[0].Other[0].Label.Ja == "" {
			t.Errorf("%q: %+v", c.text, r.Guesses)
			continue
		}
		other, r, err := ReadText([]byte(c.text), r.Guesses[0].Other[0].Options)
		if err != nil || r.NX != c.otherX || r.NY != c.otherY || len(r.Guesses) > 0 {
			t.Errorf("%q otherwise: %+v, %v", c.text, r, err)
		} else if f.At(0, 0) == other.At(0, 0) {
			t.Errorf("%q is the same otherwise", c.text)
		}
	}
	// The choice is there also where the guess was wrong.
	_, r, err := ReadText([]byte("1 2 3\n4 5 6\n7 8 9\n"), Options{})
	if err == nil || !strings.HasSuffix(err.Error(), "; 3 columns are read as points x, y, z; write rows of z in brackets, [[1, 2, 3], ...]") || len(r.Guesses) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	if f, _, err := ReadText([]byte("1 2 3\n4 5 6\n7 8 9\n"), r.Guesses[0].Other[0].Options); err != nil || f.At(2, 2) != 9 {
		t.Errorf("%v", err)
	}
	if f, _, err := ReadText([]byte("1 2\n3 4\n"), Options{As: AsRows}); err != nil || f.At(1, 1) != 4 {
		t.Errorf("%v", err)
	}
}

// Columns of points can be chosen.
func TestColumns(t *testing.T) {
	const text = "name;h;lon;lat;t\na;1,5;0;0;7\nb;2;1;0;8\nc;3;0;1;9\nd;5;1;1;10\n"
	f, r, err := ReadText([]byte(text), Options{X: 3, Y: 4, Z: 2})
	if err != nil || r.NX != 2 || r.NY != 2 || f.At(0, 0) != 1.5 || r.X != 3 || r.Y != 4 || r.Z != 2 {
		t.Fatalf("%+v, %v", r, err)
	}
	if c := r.Columns; c[1].Name != "h" || !c[1].Numeric || c[0].Numeric {
		t.Errorf("%+v", r.Columns)
	}
	if f, _, err := ReadText([]byte(text), Options{X: 3, Y: 4, Z: 5}); err != nil || f.At(1, 1) != 10 {
		t.Errorf("%v", err)
	}
	for _, o := range []Options{{X: 3, Y: 4, Z: 6}, {X: -1, Y: 2, Z: 3}} {
		if _, _, err := ReadText([]byte(text), o); err == nil || !strings.HasPrefix(err.Error(), "there is no column") {
			t.Errorf("%+v: %v", o, err)
		}
	}
	if _, _, err := ReadText([]byte("1,2\n3,4\n"), Options{As: AsPoints}); err == nil || err.Error() != "there is no column 3: the table has 2" {
		t.Errorf("%v", err)
	}
}

// The first five of many bad lines are told, all are counted.
func TestReport(t *testing.T) {
	var b strings.Builder
	b.WriteString("x,y,z\n")
	for k := range 100 {
		fmt.Fprintf(&b, "%d,%d,1\n", k%10, k/10)
		if k%10 == 0 {
			b.WriteString("bad\n")
		}
	}
	_, r, err := ReadText([]byte(b.String()), Options{})
	if err != nil || r.Skipped != 10 || len(r.Examples) != 5 || r.Examples[0].Line != 3 || r.Examples[4].Line != 47 {
		t.Errorf("%+v, %v", r, err)
	}
}

// What is written as x,y,z with 17 digits comes back to the bit, gaps too.
func TestRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	x, y := make([]float64, 41), make([]float64, 23)
	for i := range x {
		x[i] = -2 + 0.1*float64(i)
	}
	for j := range y {
		y[j] = math.Sqrt(float64(j))
	}
	z := sample(x, y, func(x, y float64) float64 {
		if rng.IntN(10) == 0 {
			return math.NaN()
		}
		return math.Sin(x*y) / 3
	})
	var b strings.Builder
	b.WriteString("x,y,z\n")
	for j, v := range y {
		for i, u := range x {
			fmt.Fprintf(&b, "%.17g,%.17g,%.17g\n", u, v, z[j*len(x)+i])
		}
	}
	f, r, err := ReadText([]byte(b.String()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	fx, fy, ok := f.Lattice()
	if !ok || r.NX != 41 || r.NY != 23 || r.Skipped != 0 {
		t.Fatalf("%+v", r)
	}
	got := make([]float64, len(z))
	f.GridTo(got, fx, fy)
	for k := range z {
		if fx[k%41] != x[k%41] || fy[k/41] != y[k/41] || !(got[k] == z[k] || got[k] != got[k] && z[k] != z[k]) {
			t.Fatalf("sample %d: %v at (%v, %v), want %v at (%v, %v)", k, got[k], fx[k%41], fy[k/41], z[k], x[k%41], y[k/41])
		}
	}
}

func encode(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadPNG(t *testing.T) {
	size := image.Rect(0, 0, 3, 2)
	g8, g16, rgb, clear := image.NewGray(size), image.NewGray16(size), image.NewRGBA(size), image.NewNRGBA(size)
	for k := range 6 {
		i, j := k%3, k/3
		g8.SetGray(i, j, color.Gray{Y: uint8(40 * k)})
		g16.SetGray16(i, j, color.Gray16{Y: uint16(10001 * k)})
		rgb.Set(i, j, color.RGBA{uint8(40 * k), 0, 0, 255})
		clear.Set(i, j, color.NRGBA{200, 200, 200, uint8(51 * k)})
	}
	for name, tt := range map[string]struct {
		m    image.Image
		want func(k int) float64
	}{
		"grey":   {g8, func(k int) float64 { return 40 * float64(k) }},
		"16 bit": {g16, func(k int) float64 { return 10001 * float64(k) }},
		"red":    {rgb, func(k int) float64 { return 0.2126 * 40 * float64(k) }},
		"veiled": {clear, func(k int) float64 {
			if k == 0 {
				return math.NaN()
			}
			return 200
		}},
	} {
		f, r, err := Read(Options{}, File{Name: name, Data: encode(t, tt.m)})
		if err != nil || r.NX != 3 || r.NY != 2 {
			t.Errorf("%s: %+v, %v", name, r, err)
			continue
		}
		for k := range 6 {
			got, want := f.At(float64(k%3), float64(1-k/3)), tt.want(k) // the first row is on top
			if !(near(got, want, 0.5) || got != got && want != want) {
				t.Errorf("%s: pixel %d is %v, want %v", name, k, got, want)
			}
		}
	}
}

func TestReadRaw(t *testing.T) {
	raw := []byte{1, 0, 2, 0, 255, 255, 4, 0, 5, 0, 0x18, 0xfc} // -1 and -1000
	f, r, err := Read(Options{}, File{Name: "a.bin", Data: raw}, File{Name: "a.json", Data: []byte(`{"rows": 2, "cols": 3, "dtype": "int16le",
		"nodata": -1000, "xmin": 0, "xmax": 6, "ymin": 10, "ymax": 8}`)})
	if err != nil || r.NX != 3 || r.NY != 2 || r.Gaps != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	// Rows from ymin, here the north, on; samples amid their cells.
	if f.At(1, 9.5) != 1 || f.At(5, 9.5) != -1 || f.At(1, 8.5) != 4 || f.At(5, 8.5) == f.At(5, 8.5) {
		t.Errorf("%v", f.lattice)
	}
	for description, want := range map[string]string{
		`{"rows": 2, "cols": 2, "dtype": "int16le"}`:              "12 bytes of samples, expected 8",
		`{"rows": 2, "cols": 3, "dtype": "int8"}`:                 `dtype is "int8"`,
		`{"rows": 2000000, "cols": 2000000, "dtype": "int16le"}`:  "2000000 x 2000000 samples",
		`{"rows": -2, "cols": 3, "dtype": "int16le"}`:             `rows is "-2"`,
		"{\n\"rows\": 2,\n\"cols\": [3], \"dtype\": \"int16le\"}": "line 3: expected a number",
		`{"rows" 2}`: "line 1: expected a colon",
		`{"rows": 2`: "line 1: expected a number",
		`{`:          "line 1: expected a key",
		`{"rows": 2, "cols": 3, "dtype": "int16le", "xmin": "west", "xmax": 2}`: `xmin is "west"`,
		`{"rows": 2, "cols": 3, "dtype": "int16le", "xmin": 2, "xmax": 2}`:      "the values of x neither",
	} {
		if _, _, err := ReadRaw([]byte(description), raw); err == nil || !strings.HasPrefix(err.Error(), want) || !japanese(err) {
			t.Errorf("%s: %v, want %s", description, err, want)
		}
	}
	wide := make([]byte, 4*8)
	for k := range 4 {
		binary.LittleEndian.PutUint64(wide[8*k:], math.Float64bits(0.5*float64(k)))
	}
	if f, _, err := ReadRaw([]byte(`{"rows":2,"cols":2,"dtype":"float64le"}`), wide); err != nil || f.At(1, 1) != 1.5 {
		t.Errorf("%v", err)
	}
}

// Nothing that is read panics, and what is read can be asked anything.
func FuzzRead(f *testing.F) {
	f.Add([]byte("ncols 4\nnrows 2\nxllcenter 1,5\nyllcorner 2\ndx 1\ndy 2\nNODATA_value -9999\n1 2 3 4\n5 -9999 7 8\n"), []byte("DSAA\n2 2\n0 1\n0 1\n1 4\n1 2\n3 1.70141e38\n"))
	f.Add(append(append([]byte("DSBB\x02\x00\x02\x00"), make([]byte, 48)...), 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 160, 64), []byte("north: 1\nsouth: 0\neast: 1\nwest: 0\nrows: 2\ncols: 2\nnull: *\n1 2\n* 4\n"))
	f.Add([]byte("DSRB\x04\x00\x00\x00\x01\x00\x00\x00GRID\x28\x00\x00\x00\x02\x00\x00\x00\x02\x00\x00\x00"+strings.Repeat("\x00\x00\x00\x00\x00\x00\xf0\x3f", 4)+"DATA\x20\x00\x00\x00"+strings.Repeat("\x00\x00\x00\x00\x00\x00\xf0\x3f", 4)), []byte("MM\x00*"))
	f.Add([]byte("<FGD_GMLSchema><lowerCorner>1 2</><upperCorner>3 4</><high>2 1</><startPoint>1 0</><tupleList>a,1\nb,2\nc,-9999\n</>"), []byte("<html>"))
	f.Add([]byte("name,lat,lon,elev,temp\na,0,0,1,5\nb,1,0,-9999,6\nc,0,1,-9999,7\nd,1,1,inf,8\n"), []byte("\x93NUMPY"))
	for _, text := range []string{
		"x,y,z\n0,0,1\n1,0,2\n0,1,3\n1,1,5\n", "1 2 3 4\n5 6 7 8", ",1,2\n3,4,5\n6,7,8", "0,0,1\n4,0,5\n1,3,9\n2,1,NaN\n",
		"0;0;1,5\n1;0;2\n0;1;3", "\x89PNG\r\n\x1a\n", "{\"rows\":2", "1e308,1e308,1\n-1e308,0,2\n0,1e-308,3", "1e15,0,1\n0,1e15,2\n-1e15,1e-300,3\n0,0,1e308",
		"0,0,0\n1,0,0\n2,1e-9,0\n", "part,u,v,x,y,z\n1,0,0,0,0,1\n1,1,0,1,0,2\n1,0,1,0,1,3\n1,1,,1,1,5\n",
	} {
		f.Add([]byte(text), []byte(text))
	}
	var b bytes.Buffer
	png.Encode(&b, image.NewGray16(image.Rect(0, 0, 3, 3)))
	f.Add(b.Bytes(), []byte(nil))
	f.Add([]byte("[[1,2,3],[4,5,6],[7,8,10]]"), []byte(",a,b,c\n10,1,2,3\n20,4,5,6\n"))
	f.Add([]byte(`{"rows": 2, "cols": 3, "dtype": "int16le"}`), make([]byte, 12))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		for _, files := range [][]File{{{Name: "a", Data: a}}, {{Name: "a.json", Data: a}, {Name: "b.bin", Data: b}}} {
			g, r, err := Read(Options{}, files...)
			for _, o := range []Options{{As: AsPoints, X: 2, Y: 1, Z: 3}, {As: AsRows, North: true, Gaps: Gaps{Known: true, Marks: []float64{1, 5}}}} {
				if _, _, err := Read(o, files...); err != nil && !japanese(err) {
					t.Fatalf("%+v: %v", o, lang.Of(err))
				}
			}
			if err != nil {
				if err.Error() == "" || g != nil || !japanese(err) {
					t.Fatalf("%v, %v", g, lang.Of(err))
				}
				continue
			}
			for _, guess := range r.Guesses {
				for _, other := range guess.Other {
					if _, _, err := Read(other.Options, files...); err != nil && !japanese(err) {
						t.Fatalf("%v", lang.Of(err))
					}
				}
			}
			if said := r.Text(); said.En == "" || said.Ja == said.En {
				t.Fatalf("the report is %q", said)
			}
			if r.Points < 3 || r.Skipped < len(r.Examples) {
				t.Fatalf("%+v", r)
			}
			if g.mesh != nil {
				verify(t, g.mesh)
			}
			x0, x1, y0, y1 := g.Bounds()
			if !(x0 < x1 && y0 < y1) {
				t.Fatalf("bounds %v to %v, %v to %v", x0, x1, y0, y1)
			}
			for k := range 5 {
				x, y := x0+(x1-x0)*float64(k)/4, y0+(y1-y0)*float64(4-k)/4
				g.At(x, y)
				g.Jet(x, y)
			}
		}
	})
}

func BenchmarkReadText(b *testing.B) {
	var text strings.Builder
	for k := range 200_000 {
		fmt.Fprintf(&text, "%.17g,%.17g,%.17g\n", float64(k%500)/7, float64(k/500)/3, math.Sin(float64(k)))
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if _, _, err := ReadText([]byte(text.String()), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// Rows of 1000 numbers.
func BenchmarkReadRows(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	for name, marks := range map[string][2]string{"commas": {",", "."}, "decimal commas": {";", ","}} {
		var text strings.Builder
		for range 1000 {
			for k := range 1000 {
				if k > 0 {
					text.WriteString(marks[0])
				}
				text.WriteString(strings.Replace(fmt.Sprintf("%.6g", rng.NormFloat64()), ".", marks[1], 1))
			}
			text.WriteByte('\n')
		}
		data := []byte(text.String())
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := ReadText(data, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Columns of texts, and of what numbers the rows, are no values.
func TestRowsBesideTexts(t *testing.T) {
	for text, want := range map[string]struct {
		x, y, z []float64
		said    string
	}{
		"date,tmin,tmax\n2023-01-01,1,5\n2023-01-02,2,6\n":   {[]float64{0, 1}, []float64{0, 1}, []float64{1, 5, 2, 6}, "2 × 2 values, rows of z; date not used"},
		"Year,Jan,Feb,Mar\n2000,1,2,3\n2005,4,5,6\n":         {[]float64{0, 1, 2}, []float64{2000, 2005}, []float64{1, 2, 3, 4, 5, 6}, "3 × 2 values, rows of z, y = Year"},
		"Year,1,4\n2000,1,2\n2005,4,5\n":                     {[]float64{1, 4}, []float64{2000, 2005}, []float64{1, 2, 4, 5}, "2 × 2 values, rows of z"},
		"Land,1990,2000\nF,1,2\nS,5,4\n":                     {[]float64{1990, 2000}, []float64{0, 1}, []float64{1, 2, 5, 4}, "2 × 2 values, rows of z; #1 not used"},
		"Land,1990,1995,2000\nF,1,2,3.5\nS,4,5,6.5\n":        {[]float64{1990, 1995, 2000}, []float64{0, 1}, []float64{1, 2, 3.5, 4, 5, 6.5}, "3 × 2 values, rows of z; #1 not used"},
		"a,1,2,3\nb,4,5,6\nc,7,8,9\n":                        {[]float64{0, 1, 2}, []float64{0, 1, 2}, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, "3 × 3 values, rows of z; #1 not used"},
		"a,3,1,2\nb,4,6,5\nc,7,9,8\n":                        {[]float64{0, 1, 2}, []float64{0, 1, 2}, []float64{3, 1, 2, 4, 6, 5, 7, 9, 8}, "3 × 3 values, rows of z; #1 not used"},
		"f\\a,0Hz,20Hz,30Hz\n7,1,2,3\n9,4,5,6\n":             {[]float64{0, 20, 30}, []float64{7, 9}, []float64{1, 2, 3, 4, 5, 6}, "3 × 2 values, rows of z, y = f\\a"},
		"k,1,2,5\n7,2,u,3\n9,4,v,6\n":                        {[]float64{1, 5}, []float64{7, 9}, []float64{2, 3, 4, 6}, "2 × 2 values, rows of z; #3 not used"},
		"Time,Ch1,Ch2,Ch3\n0,1,2,3\n.5,4,5,6\n":              {[]float64{1, 2, 3}, []float64{0, 0.5}, []float64{1, 2, 3, 4, 5, 6}, "3 × 2 values, rows of z, y = Time"},
		"Time,Ch1,Ch2,Ch3\n10:00:00,1,2,3\n10:00:01,4,5,6\n": {[]float64{1, 2, 3}, []float64{0, 1}, []float64{1, 2, 3, 4, 5, 6}, "3 × 2 values, rows of z; Time not used"},
		"id,p,q,r,s\n7,1,2,3,4\n3,5,6,7,8\n5,9,1,2,3\n":      {[]float64{0, 1, 2, 3}, []float64{0, 1, 2}, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3}, "4 × 3 values, rows of z; id not used"},
		"V1,V2,V3,V4\n1,2,3,4\n5,6,7,8\n":                    {[]float64{0, 1, 2, 3}, []float64{0, 1}, []float64{1, 2, 3, 4, 5, 6, 7, 8}, "4 × 2 values, rows of z"},
		"p,q,note,r,s\n1,2,u,3,4\n5,6,v,7,8\n":               {[]float64{0, 1, 2, 3}, []float64{0, 1}, []float64{1, 2, 3, 4, 5, 6, 7, 8}, "4 × 2 values, rows of z; note not used"},
		"1,2,,4\n5,6,,8\n9,1,3,5\n":                          {[]float64{0, 1, 2, 3}, []float64{0, 1, 2}, []float64{1, 2, math.NaN(), 4, 5, 6, math.NaN(), 8, 9, 1, 3, 5}, "4 × 3 values, rows of z, 2 without a value"},
	} {
		f, r, err := Read(Options{}, File{Name: "a.csv", Data: []byte(text)})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		x, y, ok := f.Lattice()
		if said := r.Text(); !ok || !slices.Equal(x, want.x) || !slices.Equal(y, want.y) || said.En != want.said || said.Ja == said.En {
			t.Errorf("%q: %v, %v; %+v, want %+v", text, x, y, said, want)
			continue
		}
		z := make([]float64, len(x)*len(y))
		f.GridTo(z, x, y)
		if !slices.EqualFunc(z, want.z, func(a, b float64) bool { return a == b || a != a && b != b }) {
			t.Errorf("%q: %v, want %v", text, z, want.z)
		}
	}
}
