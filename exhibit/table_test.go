package exhibit

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/lang"
)

// values returns a table of one column of numbers, nil for none.
func values(list ...any) *Table {
	t := &Table{Columns: []Column{{Numbers: true, Sortable: true}}}
	for _, v := range list {
		t.Rows = append(t.Rows, []Cell{{Value: v}})
	}
	return t
}

func texts(list ...string) *Table {
	t := &Table{Columns: []Column{{Sortable: true}}}
	for _, s := range list {
		t.Rows = append(t.Rows, []Cell{{Text: lang.Same(s)}})
	}
	return t
}

// Rows are sorted either way; NaN and what is empty comes last both times, and
// what is equal stays as it was.
func TestOrder(t *testing.T) {
	nan := math.NaN()
	for name, c := range map[string]struct {
		table    *Table
		up, down []int
	}{
		"numbers":  {values(3.0, -1.0, 2.0, 3.0), []int{1, 2, 0, 3}, []int{0, 3, 2, 1}},
		"gaps":     {values(nan, 5.0, nil, math.Inf(-1), math.Inf(1), 0.0), []int{3, 5, 1, 4, 0, 2}, []int{4, 1, 5, 3, 0, 2}},
		"texts":    {texts("pear", "", "Apple", "apricot", "Éclair"), []int{2, 3, 0, 4, 1}, []int{4, 0, 3, 2, 1}},
		"numbered": {texts("user 10", "user 9", "user 010", "user", "7 writer", "12 doctor"), []int{4, 5, 3, 1, 0, 2}, []int{0, 2, 1, 3, 5, 4}},
		"signs":    {texts("b", "(a)", "3", "a"), []int{1, 2, 3, 0}, []int{0, 3, 2, 1}},
		"one":      {texts("a"), []int{0}, []int{0}},
		"none":     {texts(), []int{}, []int{}},
	} {
		for down, want := range [][]int{c.up, c.down} {
			got := make([]int, len(c.table.Rows))
			c.table.OrderTo(got, 0, down == 1, "en")
			if !slices.Equal(got, want) {
				t.Errorf("%s, descending %d: %v, want %v", name, down, got, want)
			}
		}
	}
}

// Each language sorts its own texts; codes and values that are texts are sorted as texts.
func TestOrderOfTexts(t *testing.T) {
	b := &Table{Columns: make([]Column, 3), Rows: [][]Cell{
		{{Text: Text{En: "b", Ja: "あ"}}, {Code: "y"}, {Value: "two"}},
		{{Text: Text{En: "a", Ja: "い"}}, {Code: "x"}, {Value: Text{En: "one", Ja: "一"}}},
		{},
	}}
	order := make([]int, 3)
	for _, c := range []struct {
		column int
		lang   string
		want   string
	}{{0, "en", "[1 0 2]"}, {0, "ja", "[0 1 2]"}, {1, "en", "[1 0 2]"}, {2, "en", "[1 0 2]"}, {-1, "en", "[0 1 2]"}} {
		if b.OrderTo(order, c.column, false, c.lang); fmt.Sprint(order) != c.want {
			t.Errorf("column %d in %s: %v, want %s", c.column, c.lang, order, c.want)
		}
	}
}

// An order has every row once, sorted, whatever the table holds; and what was
// sorted before does not matter.
func TestOrderIsOne(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var list []any
		for range r.IntN(40) {
			list = append(list, []any{nil, math.NaN(), float64(r.IntN(5)), r.NormFloat64(), fmt.Sprint("a", r.IntN(20)), "", lang.Same("z")}[r.IntN(7)])
		}
		b := values(list...)
		down := r.IntN(2) == 0
		order := make([]int, len(list))
		b.OrderTo(order, 0, down, "ja")
		seen := make([]bool, len(list))
		for k, i := range order {
			if seen[i] {
				t.Fatalf("row %d is there twice", i)
			}
			seen[i] = true
			if k == 0 {
				continue
			}
			h := order[k-1]
			a, aIs := list[h].(float64)
			c, cIs := list[i].(float64)
			aIs, cIs = aIs && a == a, cIs && c == c
			if aIs && cIs && (!down && a > c || down && a < c || a == c && h > i) || !aIs && cIs {
				t.Fatalf("descending %v: %v before %v", down, list[h], list[i])
			}
		}
	}
}

func FuzzNatural(f *testing.F) {
	f.Add("user 10", "user 9", "User 010")
	f.Add("a\xff", "", "é9")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		if natural(a, a) != 0 || natural(a, b) != -natural(b, a) {
			t.Errorf("%q and %q: %d and %d", a, b, natural(a, b), natural(b, a))
		}
		if natural(a, b) <= 0 && natural(b, c) <= 0 && natural(a, c) > 0 {
			t.Errorf("%q <= %q <= %q, but not the first and the last", a, b, c)
		}
	})
}

// Columns that stand apart begin a list of their own.
func TestList(t *testing.T) {
	b := &Table{Columns: []Column{{}, {}, {Apart: true}, {Apart: true}, {}, {}}}
	want := [][2]int{{0, 2}, {0, 2}, {2, 3}, {3, 6}, {3, 6}, {3, 6}}
	for k, w := range want {
		if from, to := b.List(k); from != w[0] || to != w[1] {
			t.Errorf("column %d: %d to %d, want %v", k, from, to, w)
		}
	}
}

func TestFormatOfColumn(t *testing.T) {
	for _, c := range []struct {
		decimals int
		v        float64
		want     string
	}{
		{3, 4.5, "4.500"}, {0, 583, "583"}, {2, -0.001, "0.00"}, {2, -1.005, "−1.00"}, {1, math.NaN(), "–"},
		{2, math.Inf(1), "∞"}, {2, math.Inf(-1), "−∞"}, {0, 0.5, "0"}, {3, 1.5e18, "1.5×10¹⁸"}, {2, 0, "0.00"},
	} {
		if got := (&Column{Decimals: c.decimals}).Format(c.v); got != c.want {
			t.Errorf("%v with %d decimals is %q, want %q", c.v, c.decimals, got, c.want)
		}
	}
}

func BenchmarkOrder5000(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	t := &Table{Columns: make([]Column, 2)}
	for k := range 5000 {
		t.Rows = append(t.Rows, []Cell{{Text: lang.Same(fmt.Sprint("node ", r.IntN(5000), " ", k))}, {Value: r.Float64()}})
	}
	order := make([]int, 5000)
	for column, name := range []string{"texts", "numbers"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				t.OrderTo(order, column, false, "en")
			}
		})
	}
}
