package surface

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zscape/compute/field"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
)

// chosenAs returns s with a setting, and all that is to be read for it.
func chosenAs(s exhibit.State, key, value string) (exhibit.State, error) {
	return exhibit.Reach(s.Shelf(), open, func(f *exhibit.Shelf) (exhibit.State, error) { return s.WithShelf(f).Set(key, value) })
}

func textFile(name, text string) exhibit.File { return exhibit.File{Name: name, Data: []byte(text)} }

// Weather at six places, with the latitude first.
const weather = "Latitude,Longitude,Elevation,Temp,Name\n10,50,1,7,a\n10,51,2,8,b\n11,50,3,9,c\n11,51,5,4,d\n12,50,3,1,e\n12,51,9,0,f\n"

// dataState returns the State in which a file is shown, with settings key=value.
func dataState(t testing.TB, file exhibit.File, set ...string) exhibit.State {
	t.Helper()
	s, _, err := intake.Open([]exhibit.File{file}, parse(t, "surface"))
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range set {
		key, value, _ := strings.Cut(pair, "=")
		if s, err = chosenAs(s, key, value); err != nil {
			t.Fatalf("%s: %v", pair, err)
		}
	}
	return s
}

// What is chosen is shown, said, and in the link.
func TestColumnsChosen(t *testing.T) {
	for _, c := range []struct {
		set, state, said string
		z                float64 // at x = 51, y = 11, or the other way round
	}{
		{"", "surface?f=data&file=w.csv", "x = Longitude, y = Latitude, z = Elevation, data2 = Temp, 6 points on a 2 × 3 grid", 5},
		{"zcol=Temp", "surface?f=data&file=w.csv&zcol=Temp", "x = Longitude, y = Latitude, z = Temp, data2 = Elevation, 6 points on a 2 × 3 grid", 4},
		{"f=data2", "surface?f=data2&file=w.csv", "x = Longitude, y = Latitude, z = Elevation, data2 = Temp, 6 points on a 2 × 3 grid", 4},
		{"f=data+10data2", "surface?f=data%2B10data2&file=w.csv", "x = Longitude, y = Latitude, z = Elevation, data2 = Temp, 6 points on a 2 × 3 grid", 45},
		{"xcol=Latitude", "surface?f=data&file=w.csv&xcol=Latitude", "x = Latitude, y = Longitude, z = Elevation, data2 = Temp, 6 points on a 3 × 2 grid", 5},
		{"ycol=Longitude", "surface?f=data&file=w.csv&ycol=Longitude", "x = Latitude, y = Longitude, z = Elevation, data2 = Temp, 6 points on a 3 × 2 grid", 5},
		{"nodata=1 9", "surface?f=data&file=w.csv&nodata=1+9", "x = Longitude, y = Latitude, z = Elevation, data2 = Temp, 6 points on a 2 × 3 grid, 1 value of 1 read as a gap, 1 value of 9 read as a gap; Name not used", 5},
	} {
		var set []string
		if c.set != "" {
			set = append(set, c.set)
		}
		s := dataState(t, textFile("w.csv", weather), set...)
		if s.String() != c.state {
			t.Errorf("%s: the state is %s, want %s", c.set, s, c.state)
		}
		if said := reported(s); !strings.HasPrefix(said.En, "w.csv: "+c.said) || !strings.HasPrefix(said.Ja, "w.csv: x = ") || said.Ja == said.En {
			t.Errorf("%s: says %+v, want %s", c.set, said, c.said)
		}
		// The link, and the file.
		back := load(t, s.String(), textFile("w.csv", weather))
		if !back.State.Equal(s) {
			t.Errorf("%s is read as %s", s, back.State)
		}
		x, y := 51., 11.
		if s.Text("xcol") == "Latitude" {
			x, y = y, x
		}
		if z := back.Source.At(x, y); z != c.z {
			t.Errorf("%s: z is %v, want %v", s, z, c.z)
		}
	}
}

// No column is two at once, unless the visitor says so.
func TestColumnsTwice(t *testing.T) {
	s := dataState(t, textFile("w.csv", weather))
	for set, want := range map[string]string{
		"":                            "Longitude Latitude Elevation",
		"xcol=Latitude":               "Latitude Longitude Elevation",
		"xcol=Elevation":              "Elevation Latitude Longitude",
		"xcol=Temp":                   "Temp Latitude Elevation",
		"zcol=Longitude":              "Elevation Latitude Longitude",
		"ycol=Elevation":              "Longitude Elevation Latitude",
		"xcol=Temp zcol=Latitude":     "Temp Longitude Latitude",
		"xcol=Latitude ycol=Latitude": "Latitude Latitude Elevation",
	} {
		next := s
		for _, pair := range strings.Fields(set) {
			key, value, _ := strings.Cut(pair, "=")
			var err error
			if next, err = chosenAs(next, key, value); err != nil {
				t.Fatal(err)
			}
		}
		if got := next.Text("xcol") + " " + next.Text("ycol") + " " + next.Text("zcol"); got != want {
			t.Errorf("%s: %s, want %s", set, got, want)
		}
		err := Exhibit.New(open).Update(next)
		p := (*exhibit.Problem)(nil)
		if twice := strings.Count(want, "Latitude") == 2; twice != (err != nil) || twice && (!errors.As(err, &p) || p.Key != "ycol" || p.Reason.Ja == "") {
			t.Errorf("%s: %v", set, err)
		}
	}
	if err := Exhibit.New(open).Update(dataState(t, textFile("w.csv", weather), "f=data3")); err == nil || !strings.HasSuffix(err.Error(), "uses a column that does not exist: w.csv has 2 columns of values") {
		t.Errorf("%v", err)
	}
	if err := Exhibit.New(open).Update(dataState(t, textFile("r.csv", "1,2,3,4\n5,6,7,8\n"), "f=data+data2")); err == nil || !strings.HasSuffix(err.Error(), "uses a column that does not exist: r.csv has 1 column of values") {
		t.Errorf("%v", err)
	}
}

// Choices stay for the same file again, not for another one.
func TestChoicesStay(t *testing.T) {
	s := dataState(t, textFile("w.csv", weather), "zcol=Temp", "nodata=none")
	again, _, err := intake.Open([]exhibit.File{textFile("w.csv", weather+"13,50,1,1,g\n13,51,1,-5,h\n")}, s)
	if err != nil || again.Text("zcol") != "Temp" {
		t.Errorf("%s, %v", again, err)
	}
	other, _, err := intake.Open([]exhibit.File{textFile("v.csv", weather)}, s)
	if err != nil || other.Text("zcol") != "Elevation" {
		t.Errorf("%s, %v", other, err)
	}
}

// Rows and points, which way rows run, and what marks gaps.
func TestRowsChosen(t *testing.T) {
	const rows = "1,2,3,4\n5,-9999,7,8\n9,-9999,11,12\n"
	s := dataState(t, textFile("r.csv", rows))
	if said := reported(s).En; said != "r.csv: 4 × 3 values, rows of z, 2 values of -9999 read as gaps" || s.Text("nodata") != "-9999" || s.Text("tableas") != "rows" || s.Text("toprow") != "south" {
		t.Errorf("%s, gaps %s, %s, %s", said, s.Text("nodata"), s.Text("tableas"), s.Text("toprow"))
	}
	at := func(s exhibit.State, x, y float64) float64 {
		t.Helper()
		session := Exhibit.New(open).(*heightfield.Session)
		if err := session.Update(s); err != nil {
			t.Fatal(err)
		}
		return session.Source.At(x, y)
	}
	if z := at(s, 1, 1); z == z {
		t.Errorf("a gap is %v", z)
	}
	kept := dataState(t, textFile("r.csv", rows), "nodata=none")
	if said := reported(kept).En; said != "r.csv: 4 × 3 values, rows of z" || at(kept, 1, 1) != -9999 {
		t.Errorf("%s", said)
	}
	if north := dataState(t, textFile("r.csv", rows), "toprow=north"); at(north, 0, 2) != 1 || at(north, 3, 0) != 12 || at(s, 0, 0) != 1 {
		t.Error("the first row is not in the north")
	}
	if points := dataState(t, textFile("r.csv", "0,0,1,7\n1,0,2,7\n0,1,3,7\n1,1,5,8\n"), "tableas=points"); at(points, 1, 1) != 5 || points.Text("zcol") != "#3" {
		t.Errorf("%s", points)
	} else if points, err := chosenAs(points, "zcol", "#4"); err != nil || at(points, 1, 1) != 8 {
		t.Errorf("%s, %v", points, err)
	}
	if rows := dataState(t, textFile("r.txt", "0 0 1\n1 0 2\n0 1 3\n1 1 5\n"), "tableas=rows"); at(rows, 2, 3) != 5 {
		t.Errorf("%s", rows)
	}
	if other := dataState(t, textFile("r.csv", "1,234;2;3;4\n5,678;6;7;8\n"), "readas=1"); at(other, 0, 1) != 5678 {
		t.Errorf("%s", other)
	}
	for text, want := range map[string]string{"": "none", "なし": "none", "-9999, 1e20": "-9999 100000000000000000000", "−9999": "-9999", "1 x": ""} {
		got, err := chosenAs(s, "nodata", text)
		if want == "" && err == nil || want != "" && (err != nil || got.Text("nodata") != want) && !(text == "-9999, 1e20" && got.Text("nodata") == "-9999 1e+20") {
			t.Errorf("%q: %v, %v", text, got.Text("nodata"), err)
		}
	}
}

// What was taken where there is a choice is noticed, and the other is offered.
func TestGuessesOffered(t *testing.T) {
	for text, set := range map[string]exhibit.Setting{
		"0 0 1\n1 0 2\n0 1 3\n1 1 5\n":                              {Key: "tableas", Value: "rows"},
		"[[0,0,1],[1,0,2],[0,1,3],[1,1,5]]":                         {Key: "tableas", Value: "points"},
		"1,234;2;3;4\n5,678;6;7;8\n":                                {Key: "readas", Value: "1"},
		"x\xe9,y,z\n0,0,1\n1,0,2\n0,1,3\n1,1,5\n":                   {Key: "readas", Value: "1"},
		"x,y,z\n0,0,1\n1,0,2\n0,1,3\n1,1,5\n":                       {},
		"Latitude,Longitude,Elevation\n10,50,1\n10,51,2\n11,50,3\n": {},
	} {
		s := load(t, "surface", textFile("a.csv", text))
		var got []exhibit.Setting
		for _, n := range s.Notices() {
			for _, f := range n.Fixes {
				if f.Label.Ja == "" || n.Key != f.Set[0].Key || n.Text.Ja == n.Text.En || !strings.HasSuffix(n.Text.En, ".") || !strings.HasSuffix(n.Text.Ja, "。") {
					t.Errorf("%q: %+v", text, n)
				}
				got = append(got, f.Set...)
			}
		}
		if set.Key == "" && len(got) > 0 || set.Key != "" && !slices.Contains(got, set) {
			t.Errorf("%q: %v, want %v", text, got, set)
			continue
		}
		for _, set := range got {
			next, err := chosenAs(s.State, set.Key, set.Value)
			if err != nil {
				t.Errorf("%q: %v", text, err)
				continue
			}
			session := Exhibit.New(open).(*heightfield.Session)
			if err := session.Update(next); err != nil && !strings.Contains(err.Error(), "line") {
				t.Errorf("%q: %s: %v", text, next, err)
			}
			for _, n := range session.Notices() {
				for _, f := range n.Fixes {
					if slices.Contains(f.Set, set) {
						t.Errorf("%q: %s offers itself", text, next)
					}
				}
			}
		}
	}
}

// A lattice with uneven steps is shown on its own x and y, and so comes back to the
// bit; when the visitor changes the lattice, it is even.
func TestUneven(t *testing.T) {
	s := load(t, "surface", textFile("u.csv", ",0,1,9\n0,0,5,0\n1,0,5,0\n"))
	x, y := s.Lattice()
	if !slices.Equal(x, []float64{0, 1, 9}) || !slices.Equal(y, []float64{0, 1}) || readout(t, s, "zmax") != 5. {
		t.Errorf("x %v, y %v, up to %v", x, y, readout(t, s, "zmax"))
	}
	if got := csvOf(t, s); got != "x,y,z\n0,0,0\n1,0,5\n9,0,0\n0,1,0\n1,1,5\n9,1,0\n" {
		t.Error(got)
	}
	for language, line := range map[string]string{"python": "x = np.array([0, 1, 9])\ny = np.linspace(0, 1, 2)\n", "octave": "x = [0, 1, 9];\ny = linspace(0, 1, 2);\n"} {
		if code := s.Code(language); !strings.Contains(code, line) {
			t.Errorf("%s lacks %q", code, line)
		}
	}
	for set, want := range map[string][]float64{"nx=4": {0, 3, 6, 9}, "xmax=8": {0, 4, 8}} {
		key, value, _ := strings.Cut(set, "=")
		next, err := chosenAs(s.State, key, value)
		if err != nil || s.Update(next) != nil {
			t.Fatal(err)
		}
		if x, _ := s.Lattice(); !slices.Equal(x, want) {
			t.Errorf("%s: %v", set, x)
		}
		back, _ := chosenAs(next, key, next.Default(key))
		if err := s.Update(back); err != nil {
			t.Fatal(err)
		}
		if x, _ := s.Lattice(); !slices.Equal(x, []float64{0, 1, 9}) {
			t.Errorf("after %s: %v", set, x)
		}
	}
	// In any formula of the data; and too many samples are thinned.
	next, _ := chosenAs(s.State, "f", "2data + sin(y); x")
	if err := s.Update(next); err != nil {
		t.Fatal(err)
	}
	if x, _ := s.Lattice(); !slices.Equal(x, []float64{0, 1, 9}) {
		t.Errorf("%v", x)
	}
	var many strings.Builder
	for i := range 1001 {
		fmt.Fprintf(&many, ",%d", i*i)
	}
	for j := range 3 {
		fmt.Fprintf(&many, "\n%d%s", j, strings.Repeat(",1,2,3", 333)+",4,5")
	}
	x, _ = load(t, "surface", textFile("m.csv", many.String()+"\n")).Lattice()
	if n := len(x); n != 335 || x[1] != 9 || x[n-1] != 1e6 {
		t.Errorf("%d samples, %v", n, x)
	}
}

// What is saved of formulas comes back as it was, to the bit, with all columns, gaps
// and infinite values; of data, too, on lattices with uneven steps.
func TestSavedAgain(t *testing.T) {
	same := func(text string, session *heightfield.Session) {
		t.Helper()
		want := csvOf(t, session)
		again := load(t, "surface", textFile("s.csv", want))
		if got := csvOf(t, again); got != want {
			t.Errorf("%s:\n%.300s\nis read and written as\n%.300s", text, want, got)
		}
	}
	for text, f := range map[string]string{
		"surface?f=x;y&nx=7&ny=5":                     "data; data2",
		"surface?f=sqrt(x);1/(x*y);x-y&nx=11&ny=11":   "data; data2; data3",
		"surface?f=if(x>1,1/0,if(x>0,-1/0,x))&nx=9":   "data",
		"surface?f=x;y;x+y;x-y;x*y;x^2&nx=7&ny=5":     "data",
		"surface?f=sin(x*y)/3&xmin=0.1&xmax=0.7&nx=9": "data",
	} {
		s := show(t, text)
		again := load(t, "surface", textFile("s.csv", csvOf(t, s)))
		if got := again.State.Text("f"); got != f {
			t.Errorf("%s: the formula is %s, want %s", text, got, f)
		}
		if f != "data" || !strings.Contains(text, "x^2") {
			same(text, s)
		}
	}
	rng := rand.New(rand.NewPCG(3, 9))
	for round := range 40 {
		x, y := []float64{rng.NormFloat64()}, []float64{rng.NormFloat64()}
		for range 1 + rng.IntN(7) {
			x = append(x, x[len(x)-1]+rng.ExpFloat64()+1e-3)
		}
		for range 1 + rng.IntN(7) {
			y = append(y, y[len(y)-1]+rng.ExpFloat64()+1e-3)
		}
		two := round%2 == 0
		var b strings.Builder
		b.WriteString("x,y,z")
		if two {
			b.WriteString(",z2")
		}
		value := func() string {
			z := rng.NormFloat64()
			switch rng.IntN(9) {
			case 0:
				z = math.NaN()
			case 1:
				z = math.Inf(1 - 2*rng.IntN(2))
			}
			return strconv.FormatFloat(z, 'g', 17, 64)
		}
		for j, v := range y {
			for i, u := range x {
				fmt.Fprintf(&b, "\n%.17g,%.17g,%s", u, v, value())
				if i == 0 && j == 0 {
					b.WriteString("1") // a value at least
				}
				if two {
					b.WriteString("," + value())
				}
			}
		}
		b.WriteString("\n")
		text := b.String()
		if strings.Contains(text, "NaN1") || strings.Contains(text, "Inf1") {
			continue
		}
		s, _, _, err := exhibit.Load("surface", open, nil, []exhibit.File{textFile("a.csv", text)})
		if err != nil {
			t.Fatal(err)
		}
		session := Exhibit.New(open).(*heightfield.Session)
		if err := session.Update(s); err != nil {
			continue // no value in the second column
		}
		if got := csvOf(t, session); len(strings.Split(got, "\n")) != len(strings.Split(text, "\n")) {
			t.Fatalf("%s\nbecomes\n%s", text, got)
		}
		same(fmt.Sprint("round ", round), session)
	}
}

// A link with choices, whose file is not there yet, lacks nothing but the file.
func TestChoicesMissing(t *testing.T) {
	s, problems, err := exhibit.Parse("surface?f=data&file=w.csv&zcol=Temp", open)
	if err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
	p := (*exhibit.Problem)(nil)
	if err := Exhibit.New(open).Update(s); !errors.As(err, &p) || p.Missing != "w.csv" {
		t.Errorf("%v", err)
	}
	if _, problems, _ := exhibit.Parse("surface?zcol=Temp", open); len(problems) != 1 {
		t.Errorf("%v", problems)
	}
}

// Until a file is read as a State has it, the State keeps its controls and values, says
// what is to be read, and is no picture; then it is the one that was meant.
func TestUnread(t *testing.T) {
	s := dataState(t, textFile("w.csv", weather), "nodata=9")
	next, err := s.Set("zcol", "Temp")
	if err != nil {
		t.Fatal(err)
	}
	need := next.Unread(open)
	if need == nil || need.Reading.File != "w.csv" || need.Reading.Size() < len(weather) || s.Unread(open) != nil {
		t.Fatalf("%+v", need)
	}
	if err := Exhibit.New(open).Update(next); err == nil || len(next.More()) != len(s.More()) || next.Text("nodata") != "9" {
		t.Errorf("%s: %v", next, err)
	}
	for n := 0; need != nil; n++ {
		result, err := need.Reading.Do()
		if err != nil || n == fewRead {
			t.Fatal(n, err)
		}
		next = next.WithShelf(need.Keep(result)(next.Shelf()))
		need = next.Unread(open)
	}
	if want := "surface?f=data&file=w.csv&zcol=Temp&nodata=9"; next.String() != want || Exhibit.New(open).Update(next) != nil {
		t.Errorf("%s, want %s", next, want)
	}
	if again, _ := next.Set("zcol", "Elevation"); again.Unread(open) != nil { // it is still there
		t.Errorf("%s is read again", again)
	}
	// It does not matter how many ways a file has been read in.
	for k := range 3 * mostRead {
		if next, err = chosenAs(next, "nodata", strconv.Itoa(k)); err != nil {
			t.Fatal(err)
		}
	}
	if l := mine(next); len(l.parsed) > mostRead || l.as(field.Options{}).unread != nil {
		t.Errorf("%d ways are kept", len(l.parsed))
	}
}
