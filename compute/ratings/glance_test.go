package ratings

import "testing"

func TestGlance(t *testing.T) {
	for _, c := range []struct {
		name, text     string
		readable, sure bool
	}{
		{"u.data", "196\t242\t3\t881250949\n186\t302\t3\t891717742\n22\t377\t1\t878887116\n244\t51\t2\t880606923\n", true, true},
		{"ratings.dat", "1::1193::5::978300760\n1::661::3::978302109\n2::914::3::978301968\n2::3408::4::978300275\n", true, true},
		{"ratings.csv", "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,3,4.0,964981247\n", true, true},
		{"評価.csv", "会員番号,商品番号,評価\n1,1,4\n1,3,5\n", true, true},
		{"u.item", "1|Toy Story (1995)|01-Jan-1995||http://x|0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n2|GoldenEye (1995)|01-Jan-1995||http://x|0|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0|1|0|0\n", true, true},
		{"u.user", "1|24|M|technician|85711\n2|53|F|other|94043\n", true, true},
		{"r.csv", "1,1,5\n1,2,3\n2,1,4\n2,3,1\n", true, false},
		{"points.csv", "x,y,z\n0,0,1\n1,0,2\n0,1,3\n", false, false},
		{"grid.csv", "0.1,0.2,1.5\n1.1,0.2,2.5\n0.1,1.2,3.5\n", false, false},
		{"rows.csv", "1,2,3,4,5,6,7\n2,3,4,5,6,7,8\n", false, false},
		{"tags.csv", "userId,movieId,tag,timestamp\n2,60756,funny,1445714994\n", false, false},
		{"a.png", "\x89PNG\r\n\x1a\n", false, false},
		{"empty", "", false, false},
	} {
		if readable, sure := Glance(File{Name: c.name, Data: []byte(c.text)}); readable != c.readable || sure != c.sure {
			t.Errorf("%s: readable %v, sure %v", c.name, readable, sure)
		}
	}
	if readable, _ := Glance(); readable {
		t.Error("nothing is readable")
	}
}
