package files

import (
	"strings"
	"testing"

	"zscape/exhibit"
)

func TestName(t *testing.T) {
	for given, want := range map[string]string{
		" u.data":                        "u.data",
		"u.data ":                        "u.data",
		"ml-100k/u.data":                 "u.data",
		`C:\data\u.data`:                 "u.data",
		"a\tb\x00.csv\n":                 "ab.csv",
		"評価.csv":                         "評価.csv",
		"bad\xff.csv":                    "bad.csv",
		strings.Repeat("x", 99) + ".csv": strings.Repeat("x", 76) + ".csv",
		strings.Repeat("表", 40) + ".csv": strings.Repeat("表", 25) + ".csv",
		"":                               "file",
		" ":                              "file",
		"/":                              "file",
	} {
		if got := Name([]exhibit.File{{Name: given}}, 0); got != want {
			t.Errorf("%q is kept as %q, want %q", given, got, want)
		}
	}
}

// e is an exhibit whose State names files.
var e = &exhibit.Exhibit{Name: "e", Controls: []exhibit.Control{Control(exhibit.Text{En: "file", Ja: "ファイル"})}}

func TestKept(t *testing.T) {
	k := Kept[string]{Shelf: "texts", Files: 3, Room: 10, Size: func(s string) int { return len(s) }}
	s := e.Default()
	if _, ok := k.Of(s); ok {
		t.Error("something is kept at first")
	}
	put := func(name, text string) {
		t.Helper()
		var err error
		if s, err = k.Put(s, name, text); err != nil {
			t.Fatal(err)
		}
		if got, ok := k.Of(s); !ok || got != text || s.Text(exhibit.FileKey) != name {
			t.Errorf("of %s: %q, %v", s, got, ok)
		}
	}
	kept := func(want string) {
		t.Helper()
		var names []string
		for _, name := range []string{"a", "b", "c", "d"} {
			next, _ := s.Set(exhibit.FileKey, name)
			if _, ok := k.Of(next); ok {
				names = append(names, name)
			}
		}
		if got := strings.Join(names, ""); got != want {
			t.Errorf("%s are kept, want %s", got, want)
		}
	}
	put("a", "1")
	first := s
	put("b", "2")
	put("c", "3")
	put("a", "once more")
	kept("ac") // there is no room for b
	put("d", "4")
	kept("ad")
	// What is changed keeps its place.
	before := s
	s = s.WithShelf(k.Change(s.Shelf(), "a", func(text string) string { return text + "!" }))
	kept("ad")
	if a, _ := k.Of(s); a != "4" || s.Shelf() == before.Shelf() || k.Change(s.Shelf(), "none", nil) != s.Shelf() {
		t.Errorf("the last one is %q", a)
	}
	if next, _ := s.Set(exhibit.FileKey, "a"); true {
		if a, _ := k.Of(next); a != "once more!" {
			t.Errorf("a is %q", a)
		}
	}
	put("b", "larger than all the room there is")
	kept("b")
	if got, ok := k.Of(first); !ok || got != "1" {
		t.Errorf("an earlier State has %q, %v", got, ok)
	}
	if s, _ = s.Set(exhibit.FileKey, ""); s.Text(exhibit.FileKey) != "" {
		t.Fatal(s)
	}
	if got, ok := k.Of(s); !ok || got[:6] != "larger" {
		t.Errorf("of no file in particular: %q, %v", got, ok)
	}
}

func TestOwners(t *testing.T) {
	takes := func(name string, as map[string]exhibit.Likeness) *exhibit.Exhibit {
		return &exhibit.Exhibit{Name: name, Intake: &exhibit.Intake{Recognizes: func(list []exhibit.File) exhibit.Likeness { return as[list[0].Name] }}}
	}
	plain := &exhibit.Exhibit{Name: "plain"}
	one := takes("one", map[string]exhibit.Likeness{"table": exhibit.Possible, "points": exhibit.Likely, "both": exhibit.Likely})
	two := takes("two", map[string]exhibit.Likeness{"table": exhibit.Possible, "ratings": exhibit.Likely, "both": exhibit.Likely, "gml": exhibit.Certain, "words": exhibit.Possible})
	all := []*exhibit.Exhibit{plain, one, two}
	for _, c := range []struct {
		open *exhibit.Exhibit
		file string
		want string
	}{
		{plain, "table", "one two"},
		{plain, "ratings", "two"},
		{plain, "points", "one"},
		{plain, "nothing", "one"},
		{one, "table", "one two"},
		{two, "table", "two one"},
		{one, "ratings", "two one"},
		{two, "points", "one two"},
		{one, "words", "one two"}, // it says what is wrong with them
		{one, "both", "one two"},
		{two, "both", "two one"},
		{one, "gml", "two one"},
		{two, "nothing", "two"},
	} {
		var names []string
		for _, e := range Owners(all, c.open, []exhibit.File{{Name: c.file}}) {
			names = append(names, e.Name)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s dropped on %s: %s, want %s", c.file, c.open.Name, got, c.want)
		}
	}
	if list := Owners(all[:1], plain, []exhibit.File{{}}); list != nil {
		t.Errorf("%v", list)
	}
}

func TestKnown(t *testing.T) {
	takes := func(as map[string]exhibit.Likeness) *exhibit.Exhibit {
		return &exhibit.Exhibit{Intake: &exhibit.Intake{Recognizes: func(list []exhibit.File) exhibit.Likeness {
			all := ""
			for _, f := range list {
				all += f.Name
			}
			return as[all]
		}}}
	}
	all := []*exhibit.Exhibit{{Name: "plain"},
		takes(map[string]exhibit.Likeness{"t": exhibit.Possible, "bj": exhibit.Likely}), // samples and their description
		takes(map[string]exhibit.Likeness{"r": exhibit.Likely, "i": exhibit.Likely, "ri": exhibit.Likely, "rx": exhibit.Likely, "xr": exhibit.Likely})}
	for given, want := range map[string]string{
		"": " ", "t": "t ", "x": " x", "xy": " xy", "tx": "t x", "xt": "t x", "bj": "bj ", "ri": "ri ", "rx": "r x", "xr": "r x", "xxt": "t xx", "b": " b",
	} {
		var list []exhibit.File
		for _, c := range given {
			list = append(list, exhibit.File{Name: string(c)})
		}
		got := ""
		known, others := Known(all, list)
		for _, f := range append(append(known, exhibit.File{Name: " "}), others...) {
			got += f.Name
		}
		if got != want || len(list) != len(given) {
			t.Errorf("%q is split into %q, want %q", given, got, want)
		}
	}
}

func TestBegin(t *testing.T) {
	line := strings.Repeat("1,2,3\n", 20000)
	list := []exhibit.File{{Name: "long", Data: []byte(line)}, {Name: "short", Data: []byte("1,2")}, {Name: "binary", Data: make([]byte, 2*Glimpse)}}
	cut := Begin(list)
	if n := len(cut[0].Data); n > Glimpse || n < Glimpse-6 || cut[0].Data[n-1] != '\n' {
		t.Errorf("a table is cut to %d bytes", n)
	}
	if len(cut[1].Data) != 3 || len(cut[2].Data) != Glimpse || len(list[0].Data) != len(line) {
		t.Errorf("%d, %d, %d bytes", len(cut[1].Data), len(cut[2].Data), len(list[0].Data))
	}
}
