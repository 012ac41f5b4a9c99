package exhibit

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"zscape/compute/lang"
)

// parsed returns what a Matrix control of at most rows x 6 makes of text.
func parsed(text string, rows int) (canonical string, reason lang.Text) {
	c := Control{Key: "A", Kind: Matrix, MaxRows: rows, MaxCols: 6}
	canonical, err := c.Parse(text)
	if err != nil {
		return "", err.(*Problem).Reason
	}
	return canonical, reason
}

func TestParseMatrix(t *testing.T) {
	const a = "0,2;1,3"
	for text, want := range map[string]string{
		a: a, "5": "5", "1,2,3": "1,2,3", "1;2": "1;2", "1.50,-0;1e3,.5": "1.5,0;1000,0.5",
		// Blanks, tabs, lines, and separators at the end.
		" 0 , 2 ; 1 , 3 ": a, "0 2; 1 3": a, "0 2\n1 3": a, "0\t2\r\n1\t3\r\n": a, "0 2\r1 3": a, "0,2;1,3;": a, "0,2;1,3; ": a, "0,2,;1,3,": a,
		"0,2;\n1,3;\n": a, "0 2\n\n1 3\n": a, "0,2,\n1,3,\n": a,
		// Brackets, in the languages that have them.
		"[[0,2],[1,3]]": a, "[[0, 2], [1, 3]];": a, "[[0, 2], [1, 3]],": a, "{{0,2},{1,3}}": a, "[0 2; 1 3]": a, "[0, 2; 1, 3]": a, "[0 2\n 1 3]": a,
		"[[0 2]\n [1 3]]": a, "[[0. 2.]\n [1. 3.]]": a, "[[0, 2],\n [1,\n  3]]": a, "[0,2],[1,3]": a, "[0 2] [1 3]": a, "[[0,2];[1,3]]": a,
		"((0,2),(1,3))": a, "((0,2),(1,3)),": a, "(0,2),(1,3)": a, "[(0,2),(1,3)]": a, "[[0,2,],[1,3,],]": a, "[[[0,2],[1,3]]]": a,
		"[[1,2,3]]": "1,2,3", "[1,2,3]": "1,2,3", "[[1],[2]]": "1;2", "[1; 2]": "1;2", "[[5]]": "5",
		"A = [0 2; 1 3];": a, "A := [[0,2],[1,3]]": a, "A_a = np.array([[0, 2], [1, 3]], float)": a, "np.array([[0, 2], [1, 3]])": a,
		"numpy.array([[0,2],[1,3]], dtype=float)": a, "array([[0., 2.],\n       [1., 3.]])": a, "np.matrix([[0,2],[1,3]])": a, "Matrix([[0,2],[1,3]])": a, "np.array([1,2])": "1,2",
		// Full-width and typographic characters.
		"０，２；１，３": a, "［［０，２］，［１，３］］": a, "０　２；１　３": a, "\u22121,\u20132": "-1,-2", "0、2；1、3": a,
		// Decimal commas, where they cannot be separators.
		"0,5 1,5; 2,5 3,5": "0.5,1.5;2.5,3.5", "0,5\t1,5\n2,5\t3": "0.5,1.5;2.5,3", "0,0 0,0 1,5": "0,0,1.5", "-1,5 2": "-1.5,2", "[0,5 1,5]": "0.5,1.5", "1,5e3 ,5": "1500,0.5",
		"0,125 1": "0.125,1", "1,234 0,5": "1.234,0.5", "0,5;1,5": "0,5;1,5", "0,5\n1,5": "0,5;1,5", "1, 2 , 3": "1,2,3",
		// Formulas of numbers.
		"1/3,2/3;1,2": "0.3333333333333333,0.6666666666666666;1,2", "1/2 1 / 4; 2 -1": "0.5,0.25;2,-1", "2 - 1 3": "1,3", "sqrt(2)/2, -pi": "0.7071067811865476,-3.141592653589793",
		"[[1/2, 2^3], [max(1,2), -1e-3]]": "0.5,8;2,-0.001", "max(1, 2) 3": "2,3", "(1+2), (3)": "3,3", "(1+2)": "3", "2 * 3 4": "6,4",
	} {
		if got, reason := parsed(text, 6); got != want {
			t.Errorf("%q is %q, %v, want %q", text, got, reason, want)
		} else if again, _ := parsed(got, 6); again != got {
			t.Errorf("%q is %q, which is %q", text, got, again)
		}
	}
	// One row or one column is a vector.
	for text, want := range map[string]string{"1,2,3": "1,2,3", "[1,2,3]": "1,2,3", "1;2;3": "1,2,3", "[1; 2; 3]": "1,2,3", "[[1],[2],[3]]": "1,2,3", "1\n2\n3": "1,2,3", "(1, 2, 3)": "1,2,3", "x = [1 2 3]'": "", "7": "7", "1,5 2,5": "1.5,2.5"} {
		if got, reason := parsed(text, 1); got != want {
			t.Errorf("vector %q is %q, %v, want %q", text, got, reason, want)
		}
	}
}

func TestParseMatrixProblems(t *testing.T) {
	for text, want := range map[string]lang.Text{
		"":                        {En: "is empty: enter numbers", Ja: "空欄です。数を入力してください"},
		" ; ":                     {En: "is empty: enter numbers", Ja: "空欄です。数を入力してください"},
		"[[]]":                    {En: "is empty: enter numbers", Ja: "空欄です。数を入力してください"},
		"1,;2,3":                  {En: "has 2 numbers in row 2, but 1 in row 1", Ja: "2行目の数は2個ですが、1行目は1個です"},
		",2;1,3":                  {En: "has no number in row 1, column 1: enter a number", Ja: "1行1列が空です。数を入力してください"},
		"1,,2":                    {En: "has no number in row 1, column 2: enter a number", Ja: "1行2列が空です。数を入力してください"},
		"1,2;;3,4":                {En: "has 1 number in row 2, but 2 in row 1", Ja: "2行目の数は1個ですが、1行目は2個です"},
		"1;;3":                    {En: "has no number in row 2, column 1: enter a number", Ja: "2行1列が空です。数を入力してください"},
		"1,y":                     {En: `has "y" in row 1, column 2, which is not a number`, Ja: `1行2列の "y" は数ではありません`},
		"1,2;3,1/0":               {En: `has "1/0" in row 2, column 2, which is not finite`, Ja: `2行2列の "1/0" は有限の数ではありません`},
		"1 2, 3":                  {En: `has "1 2" in row 1, column 1, which is not a number`, Ja: `1行1列の "1 2" は数ではありません`},
		"[1,2":                    {En: "has a [ that is not closed", Ja: "閉じていない [ があります"},
		"1,2]":                    {En: "has an unmatched ]", Ja: "対応する括弧のない ] があります"},
		"[(1])":                   {En: "has an unmatched ]", Ja: "対応する括弧のない ] があります"},
		"[0 2; 1 3]'":             {En: `has "[0 2; 1 3]'" in row 1, column 1, which is not a number`, Ja: `1行1列の "[0 2; 1 3]'" は数ではありません`},
		"1,000 2,000":             {En: `has "2,000", which can be read in two ways: write 2000 or 2.000`, Ja: `"2,000" は2通りに読めます。2000 か 2.000 と書いてください`},
		strings.Repeat("[", 21):   {En: "nests brackets more than 20 deep", Ja: "括弧の入れ子は20重までにしてください"},
		"1,2,3,4,5,6,7":           {En: "has 7 numbers in row 1, at most 6 are allowed", Ja: "1行目に数が7個あります。6個までにしてください"},
		"1;2;3;4;5;6;7":           {En: "has 7 rows, at most 6 are allowed", Ja: "7行あります。6行までにしてください"},
		"[[1,2],3]":               {En: `has "[1,2]" in row 1, column 1, which is not a number`, Ja: `1行1列の "[1,2]" は数ではありません`},
		"sqrt(np.array([[1,2]]))": {En: `has "sqrt(np.array([[1,2]]))" in row 1, column 1, which is not a number`, Ja: `1行1列の "sqrt(np.array([[1,2]]))" は数ではありません`},
	} {
		if got, reason := parsed(text, 6); reason != want {
			t.Errorf("%q is %q, %q, want %q", text, got, reason, want)
		}
	}
	want := lang.Text{En: "has 2 rows of several numbers, but a vector is one row or one column", Ja: "複数の数の行が2行あります。ベクトルは1行か1列にしてください"}
	if got, reason := parsed("1,2;3,4", 1); reason != want {
		t.Errorf("a vector of two rows is %q, %q", got, reason)
	}
}

// The fields of a matrix take what is typed or pasted into one of them.
func TestPour(t *testing.T) {
	two := [][]string{{"0", "2"}, {"1", "3"}}
	a, x := Control{Key: "A", Kind: Matrix, MaxRows: 3, MaxCols: 3}, Control{Key: "x", Kind: Matrix, MaxRows: 1, MaxCols: 3}
	for _, c := range []struct {
		control Control
		cells   [][]string
		i, j    int
		text    string
		want    string // as JoinMatrix writes it; empty if there is no room
	}{
		{a, two, 0, 0, "1/3", "1/3,2;1,3"},
		{a, two, 1, 1, "７", "0,2;1,7"},
		{a, two, 0, 0, "5 6", "5,6;1,3"},
		{a, two, 1, 1, "5\t6\n7\t8", "0,2,0;1,5,6;0,7,8"},
		{a, two, 0, 0, "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]", "1,2,3;4,5,6;7,8,9"},
		{a, two, 0, 1, "a b", "0,a,b;1,3,0"},
		{a, two, 0, 1, "0,5\t1,5", "0,0.5,1.5;1,3,0"},
		{a, two, 2, 2, "1 2", ""},
		{a, two, 0, 0, "[1", ""},
		{x, [][]string{{"1", "2"}}, 0, 1, "5\n6", "1,5,6"},
		{x, [][]string{{"1", "2"}}, 0, 2, "5\n6", ""},
		{x, [][]string{{"1", "2"}}, 0, 0, "1 2\n3 4", ""},
	} {
		poured, ok := c.control.Pour(c.cells, c.i, c.j, c.text)
		if got := JoinMatrix(poured); got != c.want || ok != (c.want != "") {
			t.Errorf("%q at %d, %d: %q, %v, want %q", c.text, c.i, c.j, got, ok, c.want)
		}
	}
	if JoinMatrix(two) != "0,2;1,3" {
		t.Error("the fields have changed")
	}
}

// Fields that are empty are found where they are.
func TestJoinMatrix(t *testing.T) {
	for _, cells := range [][][]string{{{""}}, {{"1", ""}, {"", "2"}}, {{"1"}, {""}, {"3"}}, {{"", ""}, {"", ""}}, {{"1 / 3", "2"}}, {{"max(1,2)"}}, {{"1", "(2)", ""}}} {
		got, err := SplitMatrix(JoinMatrix(cells))
		if err != nil || !slices.EqualFunc(got, cells, slices.Equal) {
			t.Errorf("%q is written %q, which is %q, %v", cells, JoinMatrix(cells), got, err)
		}
	}
}

// Whatever is typed is refused with a reason in both languages, or reads back.
func FuzzMatrix(f *testing.F) {
	for _, text := range []string{"0,2;1,3", "[[0, 2], [1, 3]]", "A = np.array([[1/3, 2]], float);", "0,5 1,5\n2 3", "1 - 2 3", "(1,2),(3,4)", "[", "１，２；３"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, rows := range []int{1, 6} {
			got, reason := parsed(text, rows)
			if got == "" {
				if reason.En == "" || reason.Ja == "" || reason.En == reason.Ja {
					t.Errorf("%q is refused: %q", text, reason)
				}
				continue
			}
			if again, reason := parsed(got, rows); again != got {
				t.Errorf("%q is %q, which is %q, %v", text, got, again, reason)
			}
		}
		cells, err := SplitMatrix(text)
		if err != nil {
			return
		}
		c := Control{Key: "A", Kind: Matrix, MaxRows: 6, MaxCols: 6}
		if poured, ok := c.Pour([][]string{{"1"}}, 0, 0, text); ok && len(poured) < len(cells) {
			t.Errorf("%q is poured into %q", text, poured)
		}
	})
}

// Long texts, and deep ones, are refused soon.
func TestMatrixTime(t *testing.T) {
	for _, text := range []string{strings.Repeat("[", 1e5) + strings.Repeat("]", 1e5), strings.Repeat("1,", 1e5), strings.Repeat("1 ", 1e5), strings.Repeat("(1,2)\n", 1e5), strings.Repeat(";", 1e5), strings.Repeat("1 + ", 1e5) + "1"} {
		start := time.Now()
		if got, reason := parsed(text, 6); got != "" || reason.En == "" {
			t.Errorf("%.20q is %.20q", text, got)
		}
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%.20q takes %v", text, d)
		}
	}
}

// Numbers may be written as formulas wherever one is entered; a comma is asked about.
func TestParseConstant(t *testing.T) {
	for text, want := range map[string]float64{
		"1/3": 1. / 3, "sqrt(2)/2": math.Sqrt2 / 2, "2^-3": 0.125, "-1e-3": -1e-3, "e": math.E, "1+2": 3, "２ｐｉ": 2 * math.Pi, "１／３": 1. / 3, "½": 0.5, "√2": math.Sqrt2, "(1 + 2) / 4": 0.75, "2 pi": 2 * math.Pi, "2PI": 2 * math.Pi, "SQRT(4)": 2, "max(1, 2)": 2,
	} {
		if v, reason := ParseNumber(text); reason != nil || v != want {
			t.Errorf("%s: %v, %v, want %v", text, v, reason, want)
		}
	}
	for text, want := range map[string]string{
		"x": "is not a number", "t": "is not a number", "2a": "is not a number", "r+1": "is not a number", "2e": "is not a number", "1.E": "is not a number", "3--1": "is not a number",
		"30°": "is not a number", "sqrt(": "is not a number", "1 2": "is not a number", "0x10": "is not a number", strings.Repeat("1+", 200) + "1": "is not a number",
		"1|2": "is not a number", "1 < 2": "is not a number", "not 1": "is not a number",
		"1/0": "is not finite", "sqrt(-1)": "is not finite", "0/0": "is not finite", "10^400": "is not finite",
	} {
		if v, reason := ParseNumber(text); reason == nil || reason.Error() != want {
			t.Errorf("%.20s: %v, %v, want %s", text, v, reason, want)
		}
	}
	c := Control{Key: "a", Kind: Number, Min: -10, Max: 1e4}
	for text, want := range map[string][]string{"1,5": {"1.5"}, "－１，５": {"-1.5"}, "1,000": {"1", "1000"}, "99,000": {"99"}, "1,2,3": nil, "a,b": nil, "1,": {"1"}} {
		_, err := c.Parse(text)
		var got []string
		for _, f := range err.(*Problem).Fixes {
			got = append(got, f.Set[0].Value)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: offered %q, want %q", text, got, want)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	a, n := Control{Kind: Matrix, MaxRows: 6, MaxCols: 6}, Control{Kind: Number, Min: -10, Max: 10}
	for _, c := range []struct {
		control Control
		text    string
	}{{n, "0.125"}, {n, "sqrt(2)/2"}, {a, "0,2;1,3"}, {a, "[[1/3, 2], [1, 3]]"}} {
		b.Run(c.text, func(b *testing.B) {
			for b.Loop() {
				c.control.Parse(c.text)
			}
		})
	}
}
