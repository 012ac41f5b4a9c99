package ratings

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"zscape/compute/lang"
	"zscape/compute/sparse"
)

// verify checks that both views are sorted and hold the same ratings.
func verify(t testing.TB, r *Ratings) {
	t.Helper()
	for _, v := range []*sparse.Matrix{r.ByUser, r.ByItem} {
		if len(v.Start) != v.Rows+1 || v.Start[0] != 0 || v.Start[v.Rows] != len(v.Column) || len(v.Column) != len(v.Value) {
			t.Fatalf("%d rows with %d starts, the last %d, of %d columns and %d values", v.Rows, len(v.Start), v.Start[v.Rows], len(v.Column), len(v.Value))
		}
		for i := range v.Rows {
			columns, _ := v.Row(i)
			for k, j := range columns {
				if j < 0 || int(j) >= v.Cols || k > 0 && columns[k-1] >= j {
					t.Fatalf("row %d has the columns %v", i, columns)
				}
			}
		}
	}
	if r.ByUser.Rows != r.Users || r.ByUser.Cols != r.Items || r.ByItem.Rows != r.Items || r.ByItem.Cols != r.Users ||
		len(r.UserInfo) != r.Users || len(r.ItemInfo) != r.Items || len(r.ByItem.Value) != r.Len() {
		t.Fatalf("%d x %d: %+v", r.Users, r.Items, r)
	}
	for j := range r.Items {
		users, values := r.ByItem.Row(j)
		for k, i := range users {
			if v, ok := r.At(int(i), j); !ok || v != values[k] {
				t.Fatalf("user %d, item %d: %v and %v", i, j, v, values[k])
			}
		}
	}
}

// A table is what a map of its entries is.
func TestNew(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		users, items := 1+random.IntN(12), 1+random.IntN(9)
		want := map[[2]int32]float64{}
		var entries []Entry
		for range random.IntN(100) {
			e := Entry{int32(random.IntN(users)), int32(random.IntN(items)), float64(1 + random.IntN(5))}
			entries = append(entries, e)
			want[[2]int32{e.User, e.Item}] = e.Value
		}
		r, err := New(users, items, entries)
		if err != nil {
			t.Fatal(err)
		}
		verify(t, r)
		if r.Len() != len(want) {
			t.Fatalf("%d ratings, want %d", r.Len(), len(want))
		}
		row := make([]float64, items)
		for i := range users {
			r.RowTo(row, i)
			for j, v := range row {
				if w, ok := want[[2]int32{int32(i), int32(j)}]; ok && v != w || !ok && v == v {
					t.Fatalf("user %d, item %d is %v, want %v", i, j, v, w)
				}
			}
		}
		for k, v := range want {
			if got, ok := r.At(int(k[0]), int(k[1])); !ok || got != v {
				t.Fatalf("%v: %v, want %v", k, got, v)
			}
		}
	}
}

func TestNewRefuses(t *testing.T) {
	if _, err := New(MaxUsers+1, 1, nil); err == nil {
		t.Error("too many users are taken")
	}
	if _, err := New(1, MaxItems+1, nil); err == nil {
		t.Error("too many items are taken")
	}
	defer func() {
		if recover() == nil {
			t.Error("an entry outside is taken")
		}
	}()
	New(2, 2, []Entry{{0, 2, 1}})
}

func TestSplit(t *testing.T) {
	all, _ := Generate(Shape{60, 80, 1200, 2}, rand.New(rand.NewPCG(3, 4)))
	for _, share := range []float64{0, 0.1, 0.5, 1} {
		train, test := all.Split(share, rand.New(rand.NewPCG(5, 6)))
		verify(t, train)
		verify(t, test)
		if train.Len()+test.Len() != all.Len() {
			t.Fatalf("%d and %d of %d", train.Len(), test.Len(), all.Len())
		}
		for i := range all.Users {
			columns, values := all.ByUser.Row(i)
			held, _ := test.ByUser.Row(i)
			if want := min(int(share*float64(len(columns))), len(columns)-1); len(held) != want {
				t.Fatalf("user %d: %d of %d are held out, want %d", i, len(held), len(columns), want)
			}
			for k, j := range columns {
				a, in := train.At(i, int(j))
				b, out := test.At(i, int(j))
				if in == out || a+b != values[k] {
					t.Fatalf("user %d, item %d: %v %v, %v %v", i, j, a, in, b, out)
				}
			}
		}
		if n := all.Held(share); n != test.Len() {
			t.Errorf("%v of the ratings: %d are held out, want %d", share, n, test.Len())
		}
		again, _ := all.Split(share, rand.New(rand.NewPCG(5, 6)))
		if !slices.Equal(again.ByUser.Column, train.ByUser.Column) {
			t.Error("the same seed splits otherwise")
		}
	}
}

// Everything that is rated is held out equally often.
func TestSplitFair(t *testing.T) {
	var entries []Entry
	for j := range 10 {
		entries = append(entries, Entry{0, int32(j), 1})
	}
	all, _ := New(1, 10, entries)
	random := rand.New(rand.NewPCG(7, 8))
	var counts [10]int
	const n = 5000
	for range n {
		_, test := all.Split(0.3, random)
		for _, j := range test.ByUser.Column {
			counts[j]++
		}
	}
	for j, c := range counts {
		if math.Abs(float64(c)-0.3*n) > 5*math.Sqrt(0.21*n) {
			t.Errorf("item %d is held out %d times of %d", j, c, n)
		}
	}
}

// The generated table is like MovieLens 100K: the counts are those that its
// README and its u.info tell, the shares of the long tail are near its own.
func TestGenerate(t *testing.T) {
	for seed := range uint64(3) {
		r, truth := Generate(MovieLens100K, rand.New(rand.NewPCG(seed, 0)))
		verify(t, r)
		if r.Users != 943 || r.Items != 1682 || r.Len() != 100_000 {
			t.Fatalf("%d x %d with %d ratings", r.Users, r.Items, r.Len())
		}
		var counts [5]int
		for _, v := range r.ByUser.Value {
			counts[int(v)-1]++
		}
		if counts != marginals {
			t.Errorf("the ratings are %v", counts)
		}
		lengths := func(v *sparse.Matrix) (n []int) {
			for i := range v.Rows {
				n = append(n, v.Start[i+1]-v.Start[i])
			}
			slices.Sort(n)
			return n
		}
		// In MovieLens 100K users give 20 to 737, 65 is the median; items get 1
		// to 583, 27 is the median.
		u, v := lengths(r.ByUser), lengths(r.ByItem)
		if u[0] < 20 || u[942] < 400 || u[942] > 760 || u[471] < 45 || u[471] > 85 {
			t.Errorf("users give %d, %d, %d", u[0], u[471], u[942])
		}
		if v[0] < 1 || v[1681] < 400 || v[1681] > 800 || v[840] < 12 || v[840] > 40 {
			t.Errorf("items get %d, %d, %d", v[0], v[840], v[1681])
		}
		var occupations [len(Occupations)]int
		for i, p := range r.UserInfo {
			occupations[truth.Occupation[i]]++
			if p.Occupation != Occupations[truth.Occupation[i]] || p.ID != strconv.Itoa(i+1) || p.Age < 7 || p.Age > 73 || p.Sex != "M" && p.Sex != "F" {
				t.Fatalf("%+v", p)
			}
		}
		if occupations != occupied {
			t.Errorf("the occupations are %v", occupations)
		}
		names := map[string]bool{}
		for _, m := range r.ItemInfo {
			if m.Genres == 0 {
				t.Fatalf("%+v", m)
			}
			names[m.Name] = true
		}
		if len(names) != r.Items {
			t.Errorf("%d names of %d items", len(names), r.Items)
		}
	}
}

// Truth is true: the expected score tells most of the rating, tastes lie closer
// within occupations, and seeds count.
func TestTruth(t *testing.T) {
	r, truth := Generate(MovieLens100K, rand.New(rand.NewPCG(1, 0)))
	var n, sx, sy, sxx, syy, sxy float64
	for i := range r.Users {
		columns, values := r.ByUser.Row(i)
		for k, j := range columns {
			x := truth.UserBias[i] + truth.ItemBias[j]
			for c := range truth.R {
				x += truth.U[i*truth.R+c] * truth.V[int(j)*truth.R+c]
			}
			y := values[k]
			n, sx, sy, sxx, syy, sxy = n+1, sx+x, sy+y, sxx+x*x, syy+y*y, sxy+x*y
		}
	}
	if c := (n*sxy - sx*sy) / math.Sqrt((n*sxx-sx*sx)*(n*syy-sy*sy)); c < 0.7 || c > 0.9 {
		t.Errorf("the correlation of truth and ratings is %v", c)
	}
	for c := range truth.R {
		var total, within float64
		mean, count := map[int]float64{}, map[int]float64{}
		for i, o := range truth.Occupation {
			mean[o] += truth.U[i*truth.R+c]
			count[o]++
		}
		for i, o := range truth.Occupation {
			u := truth.U[i*truth.R+c]
			total += u * u
			within += (u - mean[o]/count[o]) * (u - mean[o]/count[o])
		}
		if within > 0.8*total {
			t.Errorf("factor %d: %v of the variance is within occupations", c, within/total)
		}
	}
	same, _ := Generate(MovieLens100K, rand.New(rand.NewPCG(1, 0)))
	other, _ := Generate(MovieLens100K, rand.New(rand.NewPCG(2, 0)))
	if !slices.Equal(r.ByUser.Value, same.ByUser.Value) || slices.Equal(r.ByUser.Value, other.ByUser.Value) {
		t.Error("the seed does not decide")
	}
}

// Every shape that is allowed comes out.
func TestGenerateShapes(t *testing.T) {
	for _, s := range []Shape{{20, 30, 100, 1}, {20, 30, 240, 3}, {1000, 12, 4800, 2}, {12, 1000, 2024, 8}, {100, 2000, 80_000, 2}} {
		r, _ := Generate(s, rand.New(rand.NewPCG(9, 9)))
		verify(t, r)
		if r.Len() != s.Ratings {
			t.Errorf("%+v: %d ratings", s, r.Len())
		}
		for j := range r.Items {
			if users, _ := r.ByItem.Row(j); len(users) == 0 {
				t.Errorf("%+v: nobody rates item %d", s, j)
				break
			}
		}
	}
}

func BenchmarkGenerate(b *testing.B) {
	for b.Loop() {
		Generate(MovieLens100K, rand.New(rand.NewPCG(1, 0)))
	}
}

// The scale is found from the ratings.
func TestScale(t *testing.T) {
	for _, c := range []struct {
		values          []float64
		low, high, step float64
	}{
		{[]float64{1, 5, 3}, 1, 5, 2}, {[]float64{1, 5, 4}, 1, 5, 1}, {[]float64{0.5, 3, 4.5}, 0.5, 4.5, 0.5}, {[]float64{-9.85, 3.5, 0.1}, -9.85, 3.5, 0.05},
		{[]float64{10, 100, 55}, 10, 100, 45}, {[]float64{5, 5}, 5, 5, 0}, {[]float64{0, 1.0 / 3}, 0, 1.0 / 3, 0}, {[]float64{-MaxRating, MaxRating}, -MaxRating, MaxRating, 2 * MaxRating},
	} {
		var entries []Entry
		for k, v := range c.values {
			entries = append(entries, Entry{User: 0, Item: int32(k), Value: v})
		}
		r, err := New(1, len(entries), entries)
		if err != nil {
			t.Fatal(err)
		}
		if low, high, step := r.Scale(); low != c.low || high != c.high || step != c.step {
			t.Errorf("%v: from %v to %v by %v", c.values, low, high, step)
		}
		without := r.Without(c.values[0])
		verify(t, without)
		if _, ok := without.At(0, 0); ok || without.Items != r.Items || without.Len() != len(c.values)-1 && c.low < c.high {
			t.Errorf("%v: without %v there are %d", c.values, c.values[0], without.Len())
		}
	}
	r, _ := New(1, 1, nil)
	if _, _, step := r.Scale(); step == step {
		t.Errorf("no ratings have the step %v", step)
	}
}

// Each limit is said in both languages.
func TestTooMany(t *testing.T) {
	for _, c := range []struct {
		users, items int
		en, ja       string
	}{
		{MaxUsers + 1, 1, "300001 users: at most 300000 are allowed", "ユーザが300001あります(読めるのは300000までです)"},
		{1, MaxItems + 1, "300001 items: at most 300000 are allowed", "アイテムが300001あります(読めるのは300000までです)"},
	} {
		if _, err := New(c.users, c.items, nil); err == nil || lang.Of(err) != (lang.Text{En: c.en, Ja: c.ja}) {
			t.Errorf("%v", err)
		}
	}
}
