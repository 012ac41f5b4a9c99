package field

import "testing"

func TestGlance(t *testing.T) {
	for _, c := range []struct {
		name, text     string
		readable, sure bool
	}{
		{"a.asc", "ncols 3\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2 3\n4 5 6\n", true, true},
		{"a.grd", "DSAA\n2 2\n0 1\n0 1\n0 3\n0 1\n2 3\n", true, true},
		{"N36W085.hgt", "\x00\x01\x00\x02", true, true},
		{"fg.xml", `<?xml version="1.0"?><Dataset xmlns="http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema">`, true, true},
		{"dem.tif", "II*\x00\x08\x00\x00\x00", true, true}, // refused, but with what it can be converted
		{"a.csv", "x,y,z\n0,0,1\n1,0,2\n0,1,3\n", true, true},
		{"a.csv", "Longitude [deg];Latitude [deg];T\n0,5;1;2\n1,5;1;3\n", true, true},
		{"a.csv", "標高,経度,緯度\n1,135,35\n2,136,35\n", true, true},
		{"a.png", "\x89PNG\r\n\x1a\n", true, false},
		{"a.txt", "0 0 1\n1 0 2\n0 1 3\n", true, false},
		{"u.data", "196\t242\t3\t881250949\n186\t302\t3\t891717742\n", true, false},
		{"r.csv", "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,3,4.0,964981247\n", true, false},
		{"note.txt", "Nothing that is a table.\n", false, false},
		{"a.zip", "PK\x03\x04\x14\x00", false, false},
		{"empty", "", false, false},
	} {
		if readable, sure := Glance(File{Name: c.name, Data: []byte(c.text)}); readable != c.readable || sure != c.sure {
			t.Errorf("%s %.20q: readable %v, sure %v", c.name, c.text, readable, sure)
		}
	}
	description, samples := File{Name: "a.json", Data: []byte(`{"rows": 2, "columns": 2}`)}, File{Name: "a.bin", Data: make([]byte, 16)}
	if readable, sure := Glance(samples, description); !readable || sure {
		t.Errorf("raw samples with their description: %v, %v", readable, sure)
	}
	if readable, _ := Glance(samples, samples); readable {
		t.Error("two raw files are readable")
	}
	if readable, _ := Glance(); readable {
		t.Error("nothing is readable")
	}
}
