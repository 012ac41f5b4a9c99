package table

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"zscape/compute/faults"
	"zscape/compute/lang"
)

// rowsOf reads a table of numbers; x is what is none.
func rowsOf(t *Table) string {
	var b strings.Builder
	t.Rows(func(line int, fields [][]byte) bool {
		if b.Len() > 0 {
			b.WriteString("; ")
		}
		for k, f := range fields {
			if k > 0 {
				b.WriteByte(' ')
			}
			if v, ok := t.Number(k, f); ok {
				fmt.Fprint(&b, v)
			} else {
				b.WriteByte('x')
			}
		}
		return true
	})
	return b.String()
}

// namesOf returns the names of the columns.
func namesOf(t *Table) string {
	names := make([]string, len(t.Columns))
	for k, c := range t.Columns {
		names[k] = c.Name
	}
	return strings.TrimRight(strings.Join(names, "|"), "|")
}

// What small tables are read as: separator, names, rows, and the lines of the head.
func TestRead(t *testing.T) {
	for _, c := range []struct{ text, sep, names, rows string }{
		// Separators.
		{"1,2,3\n4,5,6\n", ",", "", "1 2 3; 4 5 6"},
		{"1, 2, 3\n4, 5, 6\n", ",", "", "1 2 3; 4 5 6"},
		{"1 ,2 ,3\n4 ,5 ,6\n", ",", "", "1 2 3; 4 5 6"},
		{"1;2;3\n4;5;6", ";", "", "1 2 3; 4 5 6"},
		{"1\t2\t3\n4\t5\t6", "\t", "", "1 2 3; 4 5 6"},
		{"1\t\t3\n4\t5\t\n", "\t", "", "1 NaN 3; 4 5 NaN"},
		{"1::2::5::978300760\n3::4::1::978300761\n", "::", "", "1 2 5 9.7830076e+08; 3 4 1 9.78300761e+08"},
		{"1|2|3\n4|5|6\n", "|", "", "1 2 3; 4 5 6"},
		{"  1   2  3\n 4 5\t6\n", " ", "", "1 2 3; 4 5 6"},
		{"1.5,2.5 3.5,4.5\n5,6 7,8\n", ", ", "", "1.5 2.5 3.5 4.5; 5 6 7 8"},
		{"sep=;\n1;2\n3;4\n", ";", "", "1 2; 3 4"},
		{"\"sep=;\"\r\na;b\r\n1,5;2\r\n", ";", "a|b", "1.5 2"},
		{"sep=\t\n1\t2\n", "\t", "", "1 2"},

		// Decimal marks: see also TestMarks.
		{"0,5;1,5\n2;3,25\n", ";", "", "0.5 1.5; 2 3.25"},
		{"\"0,5\";\"1,5\"\n\"2\";\"3,25\"\n", ";", "", "0.5 1.5; 2 3.25"},
		{"\"0,5\",\"1,5\"\n\"2\",\"3,25\"\n", ",", "", "0.5 1.5; 2 3.25"},
		{"0,0 0,0 1,5\n1,0 0,0 2,5\n", " ", "", "0 0 1.5; 1 0 2.5"},
		{"0,5\t1,5\n2\t3,25\n", "\t", "", "0.5 1.5; 2 3.25"},
		{"1.5D+00 2.5d-1\n3 4\n", " ", "", "1.5 0.25; 3 4"},
		{"0,05\n-1,25\n2,5\n", " ", "", "0.05; -1.25; 2.5"},
		{"0,5\n1,25\n2,5\n", ",", "", "0 5; 1 25; 2 5"},
		{"−1,５\n２，3\n", ",", "", "-1 5; 2 3"},
		{"１，２，３\n４，５，６\n", ",", "", "1 2 3; 4 5 6"},
		{"１　２　３\n４　５　６\n", " ", "", "1 2 3; 4 5 6"},
		{"1、2、3\n4、5、6\n", ",", "", "1 2 3; 4 5 6"},
		{"1｜2\n3｜4\n", "|", "", "1 2; 3 4"},
		{"1\u00a02\u00a03\n4\u00a05\u00a06\n", " ", "", "1 2 3; 4 5 6"},
		{"１，５；２\n３；４，２５\n", ";", "", "1.5 2; 3 4.25"},

		// Separators that leave nothing.
		{"1,2,3,\n4,5,6\n7,8,9,\n", ",", "", "1 2 3; 4 5 6; 7 8 9"},
		{"1;2;3;\n4;5;6;\n", ";", "", "1 2 3; 4 5 6"},
		{"1,2,3,,,\n4,5,6,,,\n", ",", "", "1 2 3; 4 5 6"},
		{"x,y,z,\n1,2,3,\n", ",", "x|y|z", "1 2 3"},
		{"x,y,z\n1,2,\n3,4,\n", ",", "x|y|z", "1 2 NaN; 3 4 NaN"},
		{"1\t2\t\n3\t4\n", "\t", "", "1 2; 3 4"},
		{";1;2\n;3;4\n", ";", "", "1 2; 3 4"},
		{",x,y,z\n0,1,2,3\n1,4,5,6\n", ",", "|x|y|z", "0 1 2 3; 1 4 5 6"},
		{",10,20\n5,1,2\n7,3,4\n", ",", "", "NaN 10 20; 5 1 2; 7 3 4"},
		{"1 2 3;\n4 5 6;\n", " ", "", "1 2 3; 4 5 6"},
		{"1, 2, 3;\n4, 5, 6;\n", ",", "", "1 2 3; 4 5 6"},
		{"1 2 3,\n4 5 6\n", " ", "", "1 2 3; 4 5 6"},

		// Quotes.
		{"\"a\",\"b, c\"\n1,2\n", ",", "a|b, c", "1 2"},
		{"\"say \"\"x\"\"\",y\n1,2\n", ",", `say "x"|y`, "1 2"},
		{"\"X\n(m)\",\"Y\r\n(m)\"\n1,2\n3,4\n", ",", "X (m)|Y (m)", "1 2; 3 4"},
		{"\"1,2,3\"\n\"4,5,6\"\n", ",", "", "1 2 3; 4 5 6"},
		{"5\" pipe,1,2\n6\" pipe,3,4\n", ",", "", "x 1 2; x 3 4"},
		{"\"open,1,2\n3,4,5\n6,7,8\n", ",", "", "x 1 2; 3 4 5; 6 7 8"},
		{"'1','2'\n'3','4'\n", ",", "", "1 2; 3 4"},
		{"1 \"2\" 3\n4 \"5\" 6\n", " ", "", "1 2 3; 4 5 6"},

		// Lines.
		{"1,2\r\n3,4\r\n", ",", "", "1 2; 3 4"},
		{"1,2\r3,4", ",", "", "1 2; 3 4"},
		{"1,2\r3,4\n5,6\r\n\r\n\n7,8", ",", "", "1 2; 3 4; 5 6; 7 8"},
		{"\n\n  \n1 2\n \t \n3 4", " ", "", "1 2; 3 4"},
		{"\ufeff1,2\n3,4\n", ",", "", "1 2; 3 4"},
		{"1\n2\n3\n", " ", "", "1; 2; 3"},

		// Comments.
		{"# a\n1 2\n% b\n// c\n! d\n; e\n3 4\n", " ", "", "1 2; 3 4"},
		{"1 2 3 4 # note\n5 6 7 8\t# x, y\n", " ", "", "1 2 3 4; 5 6 7 8"},
		{"1,2,3 # note, too\n4,5,6\n", ",", "", "1 2 3; 4 5 6"},
		{"1;2;3 // note\n4;5;6 ! x\n7;8;9 % y\n", ";", "", "1 2 3; 4 5 6; 7 8 9"},
		{"1,2, # note\n4,5,\n", ",", "", "1 2; 4 5"},
		{"12 %,13 %\n1%,2%\n", ",", "", "0.12 0.13; 0.01 0.02"},
		{"12 %;13 %\n1%;2%\n", ";", "", "0.12 0.13; 0.01 0.02"},
		{"a,b\n1,Apollo # 13\n2,#ff0000\n", ",", "a|b", "1 x; 2 x"},
		{"#N/A,1\n2,3\n", ",", "", "NaN 1; 2 3"},
		{"# x y z\n1 2 3\n4 5 6\n", " ", "x|y|z", "1 2 3; 4 5 6"},
		{"# made by hand\n# x, y, z\n1,2,3\n", ",", "x|y|z", "1 2 3"},
		{"% Created by Octave\n1 2\n3 4\n", " ", "", "1 2; 3 4"},

		// Heads.
		{"x,y,z\n1,2,3\n", ",", "x|y|z", "1 2 3"},
		{"X (m),Y (m),Z (m)\n1,2,3\n", ",", "X (m)|Y (m)|Z (m)", "1 2 3"},
		{"\"X (m)\";\"Y (m)\"\n1,5;2\n", ";", "X (m)|Y (m)", "1.5 2"},
		{"x,y,z\n(m),(m),(m)\n1,2,3\n", ",", "x|y|z", "1 2 3"},
		{"(m),(m),(m)\nx,y,z\n1,2,3\n", ",", "x|y|z", "1 2 3"},
		{"(m),(m),(s)\n1,2,3\n4,5,6\n", ",", "", "1 2 3; 4 5 6"},
		{"My data\nx,y,z\nm,m,s\n1,2,3\n4,5,6\n", ",", "x|y|z", "1 2 3; 4 5 6"},
		{"Title;;\n;;\nx;y;z\n1;2;3\n", ";", "x|y|z", "1 2 3"},
		{"Measured 2020 here\nx y z\n1 2 3\n4 5 6\n", " ", "x|y|z", "1 2 3; 4 5 6"},
		{"Date: 2020-01-01\nRun 7\nx\ty\n1\t2\n3\t4\n", "\t", "x|y", "1 2; 3 4"},
		{"経度,緯度,標高\n139.7,35.6,40\n139.8,35.7,3\n", ",", "経度|緯度|標高", "139.7 35.6 40; 139.8 35.7 3"},
		{"a b c\n1 1 2 3\n2 4 5 6\n", " ", "|a|b|c", "1 1 2 3; 2 4 5 6"},
		{"x,y,z\n1,2\n", ",", "x|y|z", "1 2"},
		{"name,x,y\nTokyo,1,2\nOsaka,3,4\n", ",", "name|x|y", "x 1 2; x 3 4"},
		{"2020-01-01 12:00,1.5,2.5\n2020-01-01 13:00,1.7,2.7\n", ",", "", "x 1.5 2.5; x 1.7 2.7"},
		{"0,0,1\noops\n1,0,2\n", ",", "", "0 0 1; x; 1 0 2"},
		{"1,foo,3\n1,2,3\n4,5,6\n", ",", "", "1 x 3; 1 2 3; 4 5 6"},
		{"5,6\n1,2,3,4\n5,6,7,8\n", ",", "", "5 6; 1 2 3 4; 5 6 7 8"},
		{"2×2 Matrix{Float64}:\n 1.0  2.0\n 3.0  4.0\n", " ", "2×2|Matrix{Float64}:", "1 2; 3 4"},
		{"     [,1] [,2]\n[1,]    1    2\n[2,]    3    4\n", " ", "", "1 2; 3 4"},
		{"[1] 1.5 2.5 3.5\n", " ", "", "1.5 2.5 3.5"},
		{"[Data]\n1,2\n3,4\n", ",", "", "1 2; 3 4"},
		{"(1) Results\n1,2,3\n4,5,6\n", ",", "", "1 2 3; 4 5 6"},

		{"a;b\n10,5°;1,25 N\n11,5°;2,5 S\n", ";", "a|b", "10.5 1.25; 11.5 -2.5"},
		// Quotes as databases write them, and texts that end in a backslash.
		{"a;b\n\"x \\\"y\\\"; z\";1\n\"p\\\"q\\\"\";2\n", ";", "a|b", "x 1; x 2"},
		{"a;b\n\"c:\\d\\\";1\n\"e\\\";2\n", ";", "a|b", "x 1; x 2"},
		{"%%MatrixMarket matrix coordinate real general\n% note\n3 4 2\n1 1 5\n3 4 7\n", " ", "", "1 1 5; 3 4 7"},

		// Markdown, databases, spreadsheets, LaTeX.
		{"| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 | 4 |\n", "|", "a|b", "1 2; 3 4"},
		{"a | b\n--|--\n1 | 2\n", "|", "a|b", "1 2"},
		{"+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+\n", "|", "a|b", "1 2"},
		{"| a | b |\n|---+---|\n| 1 | 2 |\n", "|", "a|b", "1 2"},
		{"=====  =====\na      b\n=====  =====\n1      2\n3      4\n=====  =====\n", " ", "a|b", "1 2; 3 4"},
		{"```\n1 2\n3 4\n```\n", " ", "", "1 2; 3 4"},
		{"a\tb\n1,5\t2\n", "\t", "a|b", "1.5 2"},
		{"- - -\n1 2 3\n--- --- ---\n", " ", "", "NaN NaN NaN; 1 2 3; NaN NaN NaN"},
		{"1 & 2 \\\\\n3 & 4 \\\\\n", "&", "", "1 2; 3 4"},
		{"1 & 2 \\\\ 3 & 4", "&", "", "1 2; 3 4"},
		{"\\begin{bmatrix} 1 & -2.5 \\\\ 3 & 4 \\end{bmatrix}", "&", "", "1 -2.5; 3 4"},
		{"\\left(\\begin{array}{cc}\n1 & 2 \\\\[2pt]\n3 & 4\n\\end{array}\\right)", "&", "", "1 2; 3 4"},
		{"\\begin{tabular}{lr}\n\\hline\na & b \\\\ \\hline % note\n$1$ & $2{,}5$ \\\\\n\\hline\n\\end{tabular}", "&", "a|b", "1 2.5"},
		{"\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}", " ", "", "1; 2"},
	} {
		got, err := Read([]byte(c.text), Options{})
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if rows := rowsOf(got); got.Separator != c.sep || namesOf(got) != c.names || rows != c.rows {
			t.Errorf("%q: by %q, %q: %s\nwant by %q, %q: %s", c.text, got.Separator, namesOf(got), rows, c.sep, c.names, c.rows)
		}
	}
}

// Arrays, as programs write them.
func TestArray(t *testing.T) {
	const two = "1 2; 3 4"
	for text, want := range map[string]string{
		"[[1, 2],[3, 4]]":                              two,
		"[[1, 2],\n [3, 4]]\n":                         two,
		"[\n [1,\n  2],\n [3, 4],\n]":                  two,
		"[[1 2]\n [3 4]]":                              two,
		"[[1. 2.]\n [3. 4.]]":                          two,
		"[1, 2; 3, 4]":                                 two,
		"[1 2; 3 4];":                                  two,
		"[1 2\n3 4]":                                   two,
		"[1 2\r3 4]":                                   two,
		"[1, 2;\r\n 3, 4];\r\n":                        two,
		"[1 2 ...\n 3; 4 5 6]":                         "1 2 3; 4 5 6",
		"A = [1 2; 3 4];":                              two,
		"A = [ 1 2 % one\n 3 4 ];":                     two,
		"let m = [[1, 2], [3, 4]];":                    two,
		"double[,] a = {{1, 2}, {3, 4}};":              two,
		"float m[2][2] = {{1, 2}, {3, 4}};":            two,
		"[{\"x\": 1, \"y\": 2}, {\"x\": 3, \"y\": 4}]": two,
		"[{\"x\":1,\n  \"y\":2},\n {\"x\":null,\"y\":\"4\"}]": "1 2; NaN 4",
		"{{1,2},{3,4}}":                                      two,
		"m = {{1, 2}, {3, 4}};":                              two,
		"{{1.5*^-3, 2.`}, {-3, 4}}":                          "0.0015 2; -3 4",
		"array([[1., 2.],\n       [3., 4.]])":                two,
		"array([[1., 2.],\n       [3., 4.]], dtype=float32)": two,
		"np.array([[1, 2], [3, 4]], dtype='f4')":             two,
		"x = np.array([[1, 2], [3, 4]])  # note":             two,
		"import_me = numpy.asarray([(1, 2), (3, 4)], float)": two,
		"np.matrix('1 2; 3 4')":                              two,
		"Matrix([[1, 2], [3, 4]])":                           two,
		"torch.tensor([[1, 2], [3, 4]])":                     two,
		"((1, 2), (3, 4))":                                   two,
		"[1, 2]\n[3, 4]\n":                                   two,
		"[1, 2],\n[3, 4],":                                   two,
		"Float64[1 2; 3 4]":                                  two,
		"c(1,2)":                                             "1 2",
		"rbind(c(1,2),c(3,4))":                               two,
		"A <- matrix(c(1,2,3,4), nrow=2)":                    "1 3; 2 4",
		"matrix(c(1,2,3,4), 2, 2, byrow=TRUE)":               two,
		"matrix(c(1,2,3,4,5,6), ncol = 3L, byrow = TRUE)":    "1 2 3; 4 5 6",
		"[1,2,3]":                               "1 2 3",
		"[1;2;3]":                               "1; 2; 3",
		"[[1],[2],[3]]":                         "1; 2; 3",
		"[[1,2,3],[4,5,6],[7,8,10]]":            "1 2 3; 4 5 6; 7 8 10",
		"[1 2 3; 4 5 6; 7 8 10]":                "1 2 3; 4 5 6; 7 8 10",
		"[1 -2; +3 -4]":                         "1 -2; 3 -4",
		"[[1,null],[NaN,\"4\"]]":                "1 NaN; NaN 4",
		"[[1,,2],[3,4,]]":                       "1 NaN 2; 3 4",
		"[[1,2],[3]]":                           "1 2; 3",
		"[[1/3, sqrt(2)],[f(1, 2), 4]]":         "0.3333333333333333 x; x 4",
		"[[−1，２],[３,4]]":                        "-1 2; 3 4",
		"［［１，２］，［３，４］］":                         two,
		"1 2; 3 4":                              two,
		"1, 2; 3, 4;":                           two,
		"1,2;3,4":                               two,
		"0,5 1,5; 2,5 3,5":                      "0.5 1.5; 2.5 3.5",
		"# made by Octave\n[1 2; 3 4]":          two,
		"[[1 2 3\n  4 5 6]\n [7 8 9\n  1 2 3]]": "1 2 3 4 5 6; 7 8 9 1 2 3",
		"A =\n\n   1   2   3\n   4   5   6\n\n": "1 2 3; 4 5 6",
		"A =\n\n   1.0e+03  *\n\n   0.0010   0.0020\n   1.0000      NaN\n\n":                                                "1 2; 1000 NaN",
		"\r\nans =\r\n\r\n   1.0e-03 *\r\n\r\n    0.0010   -0.2500\r\n         0    3.0000\r\n\r\n":                         "1e-06 -0.00025; 0 0.003",
		"A =\n\n Columns 1 through 4:\n\n   1   2   3   4\n   5   6   7   8\n\n Columns 5 and 6:\n\n   9  10\n  11  12\n\n": "1 2 3 4 9 10; 5 6 7 8 11 12",
		"A =\n\n   1.0e+03 *\n\n  Columns 1 through 2\n\n  0.5 1\n  2 3\n\n  Column 3\n\n  4\n  5\n":                        "500 1000 4000; 2000 3000 5000",
		"[" + strings.TrimSuffix(strings.Repeat("[0.5, 1e3],", 30), ",") + "]":                                              strings.TrimSuffix(strings.Repeat("0.5 1000; ", 30), "; "),
	} {
		got, err := Read([]byte(text), Options{Fractions: true})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if rows := rowsOf(got); rows != want || !got.Array || got.Head != nil {
			t.Errorf("%q: %v, head %v: %s\nwant %s", text, got.Array, got.Head, rows, want)
		}
	}
	for text, want := range map[string]string{
		"[[1, 2],[3, 4]":                                  "line 1: a bracket is not closed",
		"[[1, 2],[3, 4]].T":                               "line 1: unexpected \".T\" after the array",
		"[1 2; 3 4]'":                                     "line 1: unexpected \"'\" after the array",
		"[[1, 2],\n3, [4]]":                               "line 2: brackets and numbers are mixed at the same level",
		"[[[1, 2],[3, 4]],[[5, 6],[7, [8]]]]":             "line 1: brackets and numbers are mixed at the same level",
		"[[0. 1. ... 8. 9.]\n [0. 1. ... 8. 9.]]":         "line 1: numbers are omitted (...)",
		"[[1 2]\n ...\n [3 4]]":                           "line 2: numbers are omitted (...)",
		"[1 - 2; 3 4]":                                    "line 1: \"-\" has spaces on both sides: write numbers only, such as -2",
		"[[1, 2],[3, 4)]":                                 "line 1: ) has no matching bracket",
		"matrix(c(1,2,3,4), nrow=3)":                      "line 1: 4 numbers do not fill a 3 x 1 array",
		"np.array([[1,2],[3,4]], shape=7)":                "line 1: \"shape=7\" cannot be interpreted",
		"[{\"x\": 1, \"y\": 2},\n{\"y\": 3, \"x\": 4}]":   `line 2: "y" is not in the same position as in the objects before`,
		"[{\"x\": 1}, {\"x\": 3, \"y\": 4}]":              `line 1: "y" is not in the same position as in the objects before`,
		"A =\n\n   1 + 2i   3 - 1i\n   2 + 0i   4 + 1i\n": "line 3: complex numbers are not supported",
		"A =\n\n 1 2\n 3 4\n\nB =\n\n 5 6\n":              "line 6: a second matrix: open one at a time",
		"[[1, \"2],[3, 4]]":                               "line 1: a closing quotation mark is missing",
	} {
		if got, err := Read([]byte(text), Options{}); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
			if err == nil {
				t.Log(rowsOf(got))
			}
		}
	}
}

// Decimal marks and thousands are those of the whole column; guesses are told.
func TestMarks(t *testing.T) {
	for _, c := range []struct{ text, rows, guess, other string }{
		{"1.234,5;2\n5,25;3\n", "1234.5 2; 5.25 3", "", ""},
		{"\"1,234.5\",2\n5.25,3\n", "1234.5 2; 5.25 3", "", ""},
		{"\"1,234\",2\n\"5,678\",3\n", "1234 2; 5678 3", `"1,234" in column 1 is read as 1234`, "Read it as 1.234"},
		{"1,234;2\n5,678;3\n", "1.234 2; 5.678 3", `"1,234" in column 1 is read as 1.234`, "Read it as 1234"},
		{"1,234\t2\n5,678\t3\n", "1.234 2; 5.678 3", `"1,234" in column 1 is read as 1.234`, "Read it as 1234"},
		{"1,234;0,5\n5,678;0,25\n", "1.234 0.5; 5.678 0.25", `"1,234" in column 1 is read as 1.234`, "Read it as 1234"},
		{"1,234;0.5\n5,678;0.25\n", "1234 0.5; 5678 0.25", `"1,234" in column 1 is read as 1234`, "Read it as 1.234"},
		{"1.234;0,5\n5.678;0,25\n", "1234 0.5; 5678 0.25", `"1.234" in column 1 is read as 1234`, "Read it as 1.234"},
		{"1.234;2\n5.678;3\n", "1.234 2; 5.678 3", "", ""},
		{"1,234;2\n5,678,901;3\n", "1234 2; 5.678901e+06 3", "", ""},
		{"1,234;2\n0.5;3\n", "1234 2; 0.5 3", "", ""},
		{"1,234;2\n0,5;3\n", "1.234 2; 0.5 3", "", ""},
		{"1.234;2\n0,5;3\n", "1234 2; 0.5 3", "", ""},
		{"1 234,5;2\n5,25;3\n", "1234.5 2; 5.25 3", "", ""},
		{"1'234.5;2\n5.25;3\n", "1234.5 2; 5.25 3", "", ""},
		{"1\u202f234,5;2\n5,25;3\n", "1234.5 2; 5.25 3", "", ""},
		{"0,5;1.5\n1,5;2.5\n", "0.5 1.5; 1.5 2.5", "", ""}, // each column has its own
		{"0,5;1\n1,5;2\n2.5;3\n", "0.5 1; 1.5 2; x 3", "", ""},
		{"0,0 0,5\n1,0 2,5\n", "0 0.5; 1 2.5", "spaces separate the columns; commas are read as decimal marks", "Read both as column separators"},
		{"Tokyo, Japan;1,5\nRome, Italy;2,5\n", "x 1.5; x 2.5", "", ""},
	} {
		got, err := Read([]byte(c.text), Options{})
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		guess, other := "", ""
		if len(got.Guesses) > 0 {
			g := got.Guesses[0]
			if guess = g.Text.En; len(g.Other) > 0 {
				other = g.Other[0].Label.En
			}
			if g.Text.Ja == "" || len(got.Guesses) > 1 {
				t.Errorf("%q: %+v", c.text, got.Guesses)
			}
		}
		if rows := rowsOf(got); rows != c.rows || guess != c.guess || other != c.other {
			t.Errorf("%q: %s, %s, %s\nwant %s, %s, %s", c.text, rows, guess, other, c.rows, c.guess, c.other)
		}
		if other == "" {
			continue
		}
		// What is offered brings about what it says, and is not offered again.
		again, err := Read([]byte(c.text), got.Guesses[0].Other[0].Options)
		if err != nil || len(again.Guesses) > 0 || rowsOf(again) == c.rows {
			t.Errorf("%q: then %v, %+v, %v", c.text, rowsOf(again), again.Guesses, err)
		}
	}
}

// A decimal mark is decided by all lines, also those far below.
func TestMarksFarBelow(t *testing.T) {
	text := strings.Repeat("1,234;5\n", 5000) + "0.5;5\n"
	got, err := Read([]byte(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var unread faults.List
	column := got.Floats(0, &unread)
	if column[0] != 1234 || column[5000] != 0.5 || unread.Skipped > 0 || len(got.Guesses) > 0 {
		t.Errorf("%v, %v, %+v, %+v", column[0], column[5000], unread, got.Guesses)
	}
}

// Encodings of one text.
func TestEncodings(t *testing.T) {
	const (
		japanesed = "経度,緯度,標高(ｍ)\n139.7,35.6,40\n139.8,35.7,－3\n"
		western   = "Température (°C),Höhe,naïveté créée\n1.5,2.5,3\n“4”,5,6\n"
	)
	le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	for _, c := range []struct {
		text string
		as   encoding.Encoding
		want Encoding
	}{
		{japanesed, encoding.Nop, UTF8},
		{"\ufeff" + japanesed, encoding.Nop, UTF8},
		{japanesed, le, UTF16LE},
		{japanesed, be, UTF16BE},
		{"\ufeff" + japanesed, le, UTF16LE},
		{"\ufeff" + japanesed, be, UTF16BE},
		{japanesed, japanese.ShiftJIS, ShiftJIS},
		{japanesed, japanese.EUCJP, EUCJP},
		{"x\n1\n", le, UTF16LE},
		{"x,𝑥𠮷\n1,2\n", le, UTF16LE},
		{"温度,X座標\n1,2\n", japanese.ShiftJIS, ShiftJIS},
		{"温度と高さ,X座標\n1,2\n", japanese.EUCJP, EUCJP},
		{"ｵﾝﾄﾞ,x\n1,2\n", japanese.ShiftJIS, ShiftJIS},
		{"①番,㎡\n1,2\n", japanese.ShiftJIS, ShiftJIS},
		{"あ,x\n1,2\n", japanese.ShiftJIS, ShiftJIS},
		{"x\u3000y\n1\u30002\n", japanese.ShiftJIS, ShiftJIS},
		{western, charmap.Windows1252, Windows1252},
		{"Temp (°C),µm\n1,2\n", charmap.Windows1252, Windows1252},
		{"Young’s modulus,x\n1,2\n", charmap.Windows1252, Windows1252},
		{"créée\n1\n", charmap.Windows1252, Windows1252},
		{"Zürich, Genève\n1,2\n", charmap.ISO8859_1, Windows1252},
		{"10 €;20 –\n1;2\n", charmap.Windows1252, Windows1252},
		{"Ångström,ÅÄÖ\n1,2\n", charmap.Windows1252, Windows1252},
	} {
		data, err := c.as.NewEncoder().Bytes([]byte(c.text))
		if err != nil {
			t.Fatalf("%q: %v", c.text, err)
		}
		text, got, err := pause(nil).decode(data, Detect)
		if want := strings.TrimPrefix(c.text, "\ufeff"); err != nil || got != c.want || string(text) != want {
			t.Errorf("%q in %v is %q in %v, %v", c.text, c.want, text, got, err)
		}
		// Whichever is asked for is taken.
		for e := UTF8; e <= Windows1252; e++ {
			if _, got, _ := pause(nil).decode(data, e); got != e {
				t.Errorf("%q in %v: %v", c.text, e, got)
			}
		}
		tab, err := Read(data, Options{})
		if err != nil {
			t.Fatal(err)
		}
		told := len(tab.Guesses) == 1 && strings.Contains(tab.Guesses[0].Text.Ja, c.want.String())
		if told != (c.want != UTF8) {
			t.Errorf("%q: %+v", c.text, tab.Guesses)
		}
	}
	// A text that has been cut, or has a single broken character, stays UTF-8.
	for _, text := range []string{japanesed + "\xe6\x9d", japanesed + japanesed + "\xe6,x\n"} {
		if _, got, _ := pause(nil).decode([]byte(text), Detect); got != UTF8 {
			t.Errorf("%q is %v", text, got)
		}
	}
	// Of long texts the lines that are not ASCII decide.
	long := strings.Repeat("1,2,3\n", 100_000) + "4,5,Fa\xe7ade\n" + strings.Repeat("1,2,3\n", 100_000)
	if _, got, _ := pause(nil).decode([]byte(long), Detect); got != Windows1252 {
		t.Errorf("a long text is %v", got)
	}
}

// What is no text, or holds nothing, is refused.
func TestRefused(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "there are no lines to read",
		" \n\t\n\r\n":                        "there are no lines to read",
		"# nothing\n":                        "there are no lines to read",
		"\ufeff":                             "there are no lines to read",
		"PK\x03\x04\x14\x00":                 "a ZIP archive: unpack it, and open the files in it",
		"PK\x03\x04\x14\x00xl/workbook.xml":  "a spreadsheet: save the sheet as CSV, and open that",
		"7z\xbc\xaf'\x1c\x00":                "a compressed file: unpack it first",
		"<table border=1><tr><td>1</td>":     "an HTML or XML document, not a table: save the data as CSV, or copy the table and paste it",
		"\ufeff<gpx><trkpt lat=\"1\"></gpx>": "an HTML or XML document, not a table: save the data as CSV, or copy the table and paste it",
		"\xd0\xcf\x11\xe0\xa1":               "a spreadsheet: save the sheet as CSV, and open that",
		"\x1f\x8b\x08":                       "a compressed file: unpack it first",
		"%PDF-1.7\n1 0 obj":                  "a PDF document: copy the table and paste it",
		"\x00\x01\x02":                       "not a text file: it contains null bytes",
		"1,2\x00,3\n":                        "not a text file: it contains null bytes",
		"\xff\xfe\x00\x00x\x00\x00\x00":      "not a text file: it contains null bytes", // UTF-32
		strings.Repeat("1,", 300_000):        "line 1: more than 100000 columns",
		"\n" + strings.Repeat("1 ", 300_000): "line 2: more than 100000 columns",
		"[[" + strings.Repeat("1,", 300_000) + "1],[1,2]]": "line 1: more than 100000 columns",
	} {
		_, err := Read([]byte(text), Options{})
		if err == nil || err.Error() != want {
			t.Errorf("%.40q: %v, want %s", text, err, want)
		} else if ja := lang.Of(err).Ja; ja == "" || ja == want {
			t.Errorf("%v has no Japanese", err)
		}
	}
	if _, err := Read(make([]byte, MaxBytes+1), Options{}); err == nil || err.Error() != "a text file of 256 MB: at most 256 MB can be read" {
		t.Errorf("%v", err)
	}
}

// Options ask for another reading.
func TestOptions(t *testing.T) {
	for _, c := range []struct {
		text string
		o    Options
		rows string
	}{
		{"1,2;3,4\n", Options{Separator: ";"}, "1.2 3.4"},
		{"1,2;3,4\n", Options{Separator: ","}, "1 x 4"},
		{"1,5 2,5\n", Options{Separator: ", "}, "1 5 2 5"},
		{"1,5\n2,25\n", Options{Separator: " "}, "1.5; 2.25"},
		{"1/3,2\n", Options{Fractions: true}, "0.3333333333333333 2"},
		{"1/3,2\n", Options{}, "x 2"},
	} {
		got, err := Read([]byte(c.text), c.o)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
		} else if rows := rowsOf(got); rows != c.rows {
			t.Errorf("%q with %+v: %s, want %s", c.text, c.o, rows, c.rows)
		}
	}
}

// Rows know their lines, of the text as it was.
func TestLines(t *testing.T) {
	for text, want := range map[string]string{
		"x,y\r\n\r\n1,2\r\n# c\r\n3,4":                       "[3 5]",
		"sep=;\n1;2\n\n3;4\n":                                "[2 4]",
		"\"a\n\nb\",y\n1,2\n3,4\n":                           "[4 5]",
		"1,\"2\n\"\n3,4\n":                                   "[1 3]",
		"\n[[1,2],\n\n[3,\n4]]":                              "[2 4]",
		"\\begin{x}\n1 & 2 \\\\ 3 & 4 \\\\\n5 & 6\n\\end{x}": "[2 2 3]",
		"1\r2\r\n3\n4":                                       "[1 2 3 4]",
	} {
		got, err := Read([]byte(text), Options{})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		var lines []int
		got.Rows(func(line int, _ [][]byte) bool {
			lines = append(lines, line)
			return true
		})
		if fmt.Sprint(lines) != want {
			t.Errorf("%q: lines %v, want %s", text, lines, want)
		}
	}
	got, _ := Read([]byte("1\n2\n3\n"), Options{})
	for line := range got.Rows {
		if line == 2 {
			break // is no more called
		}
		if line > 2 {
			t.Error("it goes on")
		}
	}
}

// Columns as floats, with what could not be read.
func TestFloats(t *testing.T) {
	got, err := Read([]byte("a;b\n1,5;x\n2;3\n4\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var unread faults.List
	if a := got.Floats(0, &unread); fmt.Sprint(a) != "[1.5 2 4]" || unread.Skipped > 0 {
		t.Errorf("%v, %+v", a, unread)
	}
	b := got.Floats(1, &unread)
	if fmt.Sprint(b) != "[NaN 3 NaN]" || fmt.Sprint(unread.Examples) != `[line 2: column 2 is "x", expected a number line 4: 1 field, expected 2]` {
		t.Errorf("%v, %+v", b, unread)
	}
	if text, line := got.First(); text != "a;b" || line != 1 {
		t.Errorf("%q, %d", text, line)
	}
}

func TestBare(t *testing.T) {
	for name, want := range map[string]string{"x": "x", "X (m)": "x", "y [km]": "y", "Ｚ": "z", "z/mm": "z", "Height": "height", "(m)": "(m)", " Z ": "z", "": ""} {
		if got := (Column{Name: name}).Bare(); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
