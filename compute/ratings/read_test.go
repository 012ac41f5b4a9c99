package ratings

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"zscape/compute/lang"
)

const (
	flags  = "|0|1|0|0|0|1|0|0|0|0|0|0|0|0|0|1|0|0|0"
	uData  = "1\t2\t3\t881250949\n3\t1\t5\t891717742\n\n2\t2\t1\t878887116\n"
	uUser  = "1|24|M|technician|85711\n2|53|F|other|94043\n3|23|M|writer|32067\n4|7|F|student|00000\n"
	uItem  = "1|Fa\xe7ade (1995)|01-Jan-1995||http://example.org/1" + flags + "\n2|GoldenEye (1995)|01-Jan-1995||x" + flags + "\n"
	csv    = "userId,movieId,rating,timestamp\r\n1,193609,4.5,964982703\r\n2,7,0.5,964981247\r\n1,50,3.0,964982224\r\n"
	movies = "movieId,title,genres\n7,\"Shop, The \"\"Corner\"\" (1940)\",Comedy|Children\n50,Usual (1995),Crime|IMAX\n193609,Andrew (1991),(no genres listed)\n"
)

type at struct {
	user, item int
	value      float64
}

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		text             string
		users, items, n  int
		values           []at
		repeated         int
		lastUser, lastID string
	}{
		"u.data":       {uData, 3, 2, 3, []at{{0, 1, 3}, {2, 0, 5}, {1, 1, 1}}, 0, "3", "2"},
		"no end":       {"1\t1\t5\t0\n1\t2\t4\t0", 1, 2, 2, []at{{0, 1, 4}}, 0, "1", "2"},
		"no time":      {"1\t1\t5\n", 1, 1, 1, []at{{0, 0, 5}}, 0, "1", "1"},
		"sparse CSV":   {csv, 2, 3, 3, []at{{0, 2, 4.5}, {1, 0, 0.5}, {0, 1, 3}}, 0, "2", "193609"},
		"other order":  {"rating,user,item\n4,1,2\n3,2,1\n", 2, 2, 2, []at{{0, 1, 4}, {1, 0, 3}}, 0, "2", "2"},
		"quotes":       {"\"userId\",\"movieId\",\"rating\"\n\"1\",\"1\",\"2.5\"\n", 1, 1, 1, []at{{0, 0, 2.5}}, 0, "1", "1"},
		"semicolons":   {"1;1;2\n2;1;3\n", 2, 1, 2, []at{{1, 0, 3}}, 0, "2", "1"},
		"double colon": {"1::1::5::978300760\n1::2::3::978302109\n", 1, 2, 2, []at{{0, 1, 3}}, 0, "1", "2"},
		"spaces":       {"1 1 5\n2 2 3\n", 2, 2, 2, []at{{1, 1, 3}}, 0, "2", "2"},
		"gaps in IDs":  {"1\t1\t5\n4\t3\t1\n3\t3\t2\n", 4, 3, 3, []at{{3, 2, 1}, {2, 2, 2}}, 0, "4", "3"},
		"far IDs":      {"2147483647\t9\t5\n", 1, 1, 1, []at{{0, 0, 5}}, 0, "2147483647", "9"},
		"repeated":     {"1\t1\t5\n1\t1\t2\n", 1, 1, 1, []at{{0, 0, 2}}, 1, "1", "1"},
		"from 0":       {"user,item,rating\n0,0,5\n0,2,3\n1,1,4\n", 2, 3, 3, []at{{0, 0, 5}, {1, 1, 4}}, 0, "1", "2"},
		"6.0 as an ID": {"user_id,item_id,rating\n1.0,6.0,4\n2.0,50.0,3\n1.0,50.0,2\n", 2, 2, 3, []at{{0, 0, 4}, {1, 1, 3}}, 0, "2", "50"},
		"6.0 and 6":    {"user,item,rating\n1,6.0,4\n2,6,3\n2,100,3\n", 2, 2, 3, []at{{0, 0, 4}, {1, 0, 3}}, 0, "2", "100"},
		"6.0 and text": {"user,item,rating\n1,6.0,4\n2,6,3\n2,x,3\n", 2, 3, 3, []at{{1, 0, 3}, {0, 1, 4}}, 0, "2", "x"},
		"12 digits":    {"user,item,rating\n100000000002,900000000001,4\n99999999999,900000000002,1\n", 2, 2, 2, []at{{0, 1, 1}, {1, 0, 4}}, 0, "100000000002", "900000000002"},
		"64 bits":      {"personId,contentId,score\n-8845298781299428018,9,1\n344280948527967603,-3,2\n-1,9,3\n", 3, 2, 3, []at{{0, 1, 1}, {2, 0, 2}, {1, 1, 3}}, 0, "344280948527967603", "9"},
		"ISBN": {"\"User-ID\";\"ISBN\";\"Book-Rating\"\r\n\"276725\";\"034545104X\";\"0\"\r\n\"276726\";\"0155061224\";\"5\"\r\n\"276725\";\"0155061224\";\"10\"\r\n",
			2, 2, 3, []at{{0, 1, 0}, {1, 0, 5}, {0, 0, 10}}, 0, "276726", "034545104X"},
		"leading zeros": {"user,item,rating\n007,1,3\n7,1,4\n", 2, 1, 2, []at{{0, 0, 3}, {1, 0, 4}}, 0, "7", "1"},
		"UUIDs": {"User ID (text),product/productId,review/stars\n6ba7b810-9dad-11d1-80b4-00c04fd430c8,B000F83SZQ,5\n6ba7b811-9dad-11d1-80b4-00c04fd430c8,B000F83SZQ,4\n",
			2, 1, 2, []at{{0, 0, 5}, {1, 0, 4}}, 0, "6ba7b811-9dad-11d1-80b4-00c04fd430c8", "B000F83SZQ"},
		"prices":         {"user,item,rating\n1,$7.5,4\n2,10.5N,3\n", 2, 2, 2, []at{{0, 0, 4}, {1, 1, 3}}, 0, "2", "10.5N"},
		"numbered lines": {"0,1,1,3\n1,1,2,4\n2,2,1,5\n3,2,2,1\n", 2, 2, 4, []at{{0, 1, 4}, {1, 0, 5}}, 0, "2", "2"},
		"names of users": {"Name,Film,Stars\nAnn,Jaws,5\nBob,Jaws,3\nBob,Alien,1\n", 2, 2, 3, []at{{0, 1, 5}, {1, 0, 1}}, 0, "Bob", "Jaws"},
		"double tabs":    {"1\t\t5\t\t0.219\n2\t\t7\t\t-9.281\n", 2, 2, 2, []at{{0, 0, 0.219}, {1, 1, -9.281}}, 0, "2", "7"},
		"sparse matrix":  {"%%MatrixMarket matrix coordinate integer general\n3 4 2\n1 1 5\n3 4 2\n", 3, 4, 2, []at{{0, 0, 5}, {2, 3, 2}}, 0, "3", "4"},
		"names":          {"reviewerID\tasin\toverall\nuser_17\tx\t3\nuser_2\ty\t1\n", 2, 2, 2, []at{{0, 0, 3}, {1, 1, 1}}, 0, "user_2", "y"},
		"negative":       {"1\t1\t-9.85\n1\t2\t0\n2\t1\t3.5\n", 2, 2, 3, []at{{0, 0, -9.85}, {0, 1, 0}, {1, 0, 3.5}}, 0, "2", "2"},
		"decimal commas": {"user;item;rating\n1;1;4,5\n2;1;0,5\n", 2, 1, 2, []at{{0, 0, 4.5}, {1, 0, 0.5}}, 0, "2", "1"},
		"CR":             {"user,item,rating\r1,1,5\r2,1,4\r", 2, 1, 2, []at{{0, 0, 5}, {1, 0, 4}}, 0, "2", "1"},
		"UTF-16":         {"\xff\xfe1\x00,\x001\x00,\x005\x00\n\x00", 1, 1, 1, []at{{0, 0, 5}}, 0, "1", "1"},
		"Shift-JIS":      {"\x83\x86\x81[\x83U\x81[ID,\x8d\xec\x95i,\x95]\x89\xbf\n1,\x83\x89\x83\x93,5\n2,\x90\xb6\x82\xab\x82\xe9,4\n", 2, 2, 2, []at{{0, 0, 5}, {1, 1, 4}}, 0, "2", "生きる"},
		"index first":    {",user_id,item_id,rating,timestamp\n0,7,70,3,881250949\n1,8,70,4,881250949\n2,8,71,5,881250949\n", 2, 2, 3, []at{{0, 0, 3}, {1, 1, 5}}, 0, "8", "71"},
		"titles as IDs":  {"user,title,rating\nann,\"Shop, The\",4\nbob,Usual,2\n", 2, 2, 2, []at{{0, 0, 4}, {1, 1, 2}}, 0, "bob", "Usual"},
		"beer":           {"brewery_id,review_time,review_overall,review_aroma,review_profilename,beer_name,beer_beerid\n1,1234817823,1.5,2,stcules,Sausa,47986\n1,1235915097,3,2.5,ann,Red,48213\n", 2, 2, 2, []at{{1, 0, 1.5}, {0, 1, 3}}, 0, "stcules", "48213"},
		"average rating": {"user_id,item_id,average_rating,rating\n1,1,3.7,5\n2,1,3.7,2\n", 2, 1, 2, []at{{0, 0, 5}, {1, 0, 2}}, 0, "2", "1"},
		"places":         {"user_id,place_id,rating\nU1077,135085,2\nU1068,135104,1\n", 2, 2, 2, []at{{1, 0, 2}, {0, 1, 1}}, 0, "U1077", "135104"},
	} {
		r, reports, err := Read(File{Name: name, Data: []byte(c.text)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		verify(t, r)
		report := reports[0]
		if r.Users != c.users || r.Items != c.items || r.Len() != c.n || report.Skipped > 0 || report.Repeated != c.repeated || report.Read != c.n+c.repeated {
			t.Errorf("%s: %d x %d with %d, %+v", name, r.Users, r.Items, r.Len(), report)
			continue
		}
		for _, a := range c.values {
			if v, ok := r.At(a.user, a.item); !ok || v != a.value {
				t.Errorf("%s: user %d, item %d is %v, want %v", name, a.user, a.item, v, a.value)
			}
		}
		if u, i := r.UserInfo[r.Users-1].ID, r.ItemInfo[r.Items-1].ID; u != c.lastUser || i != c.lastID {
			t.Errorf("%s: the last are user %s and item %s", name, u, i)
		}
	}
}

// Lines that cannot be read are named, and how they are read otherwise is said.
func TestFaults(t *testing.T) {
	text := "\xef\xbb\xbf" + strings.Repeat("1\t1\t5\n", 40) + "\n1\t2\n0.5\t1\t1\n1\t\t1\n1\t1\tgood\n1\t1\tNaN\n1\t1\t1e10\n1\t2\t3\t4\t5\n"
	r, reports, err := Read(File{Name: "u.data", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	want := `[line 42: 2 fields, expected 3 ` +
		`line 43: the user is "0.5", expected a whole number or a name ` +
		`line 44: the item is missing ` +
		`line 45: the rating is "good", expected a number ` +
		`line 47: the rating is "1e10", expected at most 1000000000]`
	if got := fmt.Sprint(reports[0].Examples); got != want || reports[0].Skipped != 6 || reports[0].Unrated != 1 || r.Len() != 1 {
		t.Errorf("%d skipped:\n%s\nwant\n%s", reports[0].Skipped, got, want)
	}
	if got := fmt.Sprint(reports[0].Guesses); got != "[no header: column 1 is read as the user, 2 as the item, 3 as the rating]" {
		t.Error(got)
	}
}

// Five columns without names: what is what shows in what they have.
func TestGuessed(t *testing.T) {
	line := map[string]func(k int) string{
		"u i r t x": func(k int) string { return fmt.Sprintf("%d,%d,%d,%d,web", k/8, 100+k*7%13, 1+k%5, 881250949+k) },
		"n u i r t": func(k int) string { return fmt.Sprintf("%d,%d,%d,%d,%d", k, k/8, 100+k*7%13, 1+k%5, 881250949+k) },
		"t u i r x": func(k int) string {
			return fmt.Sprintf("2015-01-%02d,%d,B%d,%g,%d", 1+k%28, k/8, k*7%13, float64(1+k%10)/2, 7)
		},
		"u t i r": func(k int) string { return fmt.Sprintf("A%d,%d,B%d,%d", k/8, 881250949+k, k*7%13, 1+k%5) },
		"u i w r": func(k int) string { return fmt.Sprintf("%d,%d,play,%d", k/8, 100+k*7%13, 1+k%5) },
	}
	for name, line := range line {
		var b strings.Builder
		for k := range 160 {
			b.WriteString(line(k) + "\n")
		}
		r, reports, err := Read(File{Name: "f", Data: []byte(b.String())})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r.Users != 20 || r.Len() != 160 || len(reports[0].Guesses) != 1 || strings.Fields(name)[0] != "u" && !strings.Contains(reports[0].Guesses[0].En, "column 2 is read as the user") {
			t.Errorf("%s: %d x %d with %d, %v", name, r.Users, r.Items, r.Len(), reports[0].Guesses)
		}
	}
}

func TestReadAll(t *testing.T) {
	r, reports, err := Read(File{Name: "u.user", Data: []byte(uUser + "5|old|M|none|1\n6|30\n")}, File{Name: "u.item", Data: []byte(uItem + "9|x|\n" + "||||" + flags + "\n")}, File{Name: "u.data", Data: []byte(uData)})
	if err != nil {
		t.Fatal(err)
	}
	if p := r.UserInfo[1]; p != (User{ID: "2", Age: 53, Sex: "F", Occupation: "other"}) {
		t.Errorf("%+v", p)
	}
	if m := r.ItemInfo[0]; m != (Item{"1", "Façade (1995)", 1<<1 | 1<<5 | 1<<15}) || !r.Movies {
		t.Errorf("%+v", m)
	}
	if a, b := reports[0], reports[1]; a.Kind != KindPersons || a.Read != 4 || a.Unused != 1 || a.Skipped != 2 || b.Kind != KindTitles || b.Read != 2 || b.Skipped != 2 {
		t.Errorf("%+v", reports)
	}
	r, _, err = Read(File{Name: "ratings.csv", Data: []byte(csv)}, File{Name: "movies.csv", Data: []byte(movies)})
	if err != nil {
		t.Fatal(err)
	}
	for j, want := range []Item{{"7", `Shop, The "Corner" (1940)`, 1<<5 | 1<<4}, {"50", "Usual (1995)", 1<<6 | 1}, {"193609", "Andrew (1991)", 1}} {
		if r.ItemInfo[j] != want {
			t.Errorf("%+v, want %+v", r.ItemInfo[j], want)
		}
	}
}

// The files of MovieLens 1M and 10M: users and items by codes and in Latin-1,
// tags without a header.
func TestReadML1M(t *testing.T) {
	r, reports, err := Read(
		File{Name: "movies.dat", Data: []byte("1::Toy Chest (1995)::Animation|Children's|Comedy\n2::Caf\xe9, Le (1996)::Drama\n3::Ten: 10 (1997)::Crime|Sci-Fi\n")},
		File{Name: "users.dat", Data: []byte("1::F::1::10::48067\n2::M::56::16::70072\n3::M::25::20::55117\n")},
		File{Name: "tags.dat", Data: []byte("1::1::excellent!::1215184630\n2::3::a: b::1188263867\n")},
		File{Name: "ratings.dat", Data: []byte("1::2::5::978300760\n1::3::3::978302109\n2::1::4::978301968\n3::1::1::978300275\n")})
	if err != nil {
		t.Fatal(err)
	}
	if r.UserInfo[0] != (User{ID: "1", Ages: "under 18", Sex: "F", Occupation: "K-12 student"}) || r.UserInfo[2] != (User{ID: "3", Ages: "25-34", Sex: "M", Occupation: "writer"}) {
		t.Errorf("%+v", r.UserInfo)
	}
	if r.ItemInfo[1] != (Item{"2", "Café, Le (1996)", 1 << 8}) || r.ItemInfo[2] != (Item{"3", "Ten: 10 (1997)", 1<<6 | 1<<15}) || r.Len() != 4 {
		t.Errorf("%+v", r.ItemInfo)
	}
	if reports[2].Kind != KindOther || reports[2].What.En != "tags" {
		t.Errorf("%+v", reports[2])
	}
}

// What is in a folder beside ratings is known by its header, or at least let alone.
func TestReadFolder(t *testing.T) {
	others := map[string][2]string{
		"tags.csv":          {"userId,movieId,tag,timestamp\n2,7,funny,1445714994\n2,7,\"very, very funny\",1445714996\n", "tags"},
		"links.csv":         {"movieId,imdbId,tmdbId\n1,0114709,862\n2,0113497,8844\n", "links"},
		"genome-scores.csv": {"movieId,tagId,relevance\n1,1,0.025\n1,2,0.025\n", "tags"},
		"genome-tags.csv":   {"tagId,tag\n1,007\n2,007 (series)\n", "tags"},
		"README.txt":        {"Summary\n=======\n\nThis dataset describes 5-star rating, and free-text tagging, of movies.\n", ""},
		"u.info":            {"943 users\n1682 items\n100000 ratings\n", ""},
		"u.genre":           {"unknown|0\nAction|1\nAdventure|2\n\n", ""},
		"u.occupation":      {"administrator\nartist\ndoctor\n", ""},
		"u1.test":           {"1\t6\t5\t887431973\n", "also ratings"},
		"mku.sh":            {"#!/bin/sh\n\ntrap `rm -f tmp.$$; exit 1` 1 2 15\n\nfor i in 1 2 3 4 5\ndo\n\thead -`expr $i \\* 20000` u.data\ndone\n", ""},
		".DS_Store":         {"\x00\x00\x00\x01Bud1\x00\x00", ""},
		"empty.csv":         {"", ""},
	}
	files := []File{{Name: "movies.csv", Data: []byte(movies)}}
	for name, o := range others {
		files = append(files, File{Name: name, Data: []byte(o[0])})
	}
	files = append(files, File{Name: "ratings.csv", Data: []byte(csv)})
	r, reports, err := Read(files...)
	if err != nil {
		t.Fatal(err)
	}
	if r.Len() != 3 || r.ItemInfo[0].Name != `Shop, The "Corner" (1940)` {
		t.Errorf("%d ratings, %+v", r.Len(), r.ItemInfo)
	}
	for _, p := range reports {
		if want, ok := others[p.Name]; ok && (p.Kind != KindOther || p.What.En == "" || want[1] != "" && p.What.En != want[1]) {
			t.Errorf("%s: %v, %q", p.Name, p.Kind.Text(), p.What.En)
		}
	}
}

// Users and items of Book-Crossing, by the names of their columns; rows of texts
// alone are no header.
func TestReadBooks(t *testing.T) {
	r, reports, err := Read(
		File{Name: "BX-Users.csv", Data: []byte("\"User-ID\";\"Location\";\"Age\"\n\"8\";\"timmins, ontario, canada\";NULL\n\"9\";\"germantown, tennessee, usa\";\"41\"\n")},
		File{Name: "BX-Books.csv", Data: []byte("\"ISBN\";\"Book-Title\";\"Book-Author\"\n\"034545104X\";\"Flesh\";\"M. J. Rose\"\n\"0002005018\";\"A \"\"Good\"\" Fl\xfcgel; II\";\"R. B. Wright\"\n")},
		File{Name: "BX-Book-Ratings.csv", Data: []byte("\"User-ID\";\"ISBN\";\"Book-Rating\"\n\"8\";\"0002005018\";\"5\"\n\"9\";\"034545104X\";\"0\"\n")})
	if err != nil {
		t.Fatal(err)
	}
	if r.Users != 2 || r.UserInfo[0] != (User{ID: "8"}) || r.UserInfo[1].Age != 41 || r.ItemInfo[0] != (Item{"0002005018", `A "Good" Flügel; II`, 0}) || r.ItemInfo[1] != (Item{"034545104X", "Flesh", 0}) || r.Movies || reports[1].Read != 2 {
		t.Errorf("%+v, %+v", r.UserInfo, r.ItemInfo)
	}
}

// Texts with numbers behind blanks do not hide what separates the columns.
func TestReadTexts(t *testing.T) {
	r, reports, err := Read(
		File{Name: "titles", Data: []byte("ISBN;Book-Title\n034545104X;Volume 1\n034545105X;Volume 2\n")},
		File{Name: "ratings", Data: []byte("user,book,rating\nann,034545104X,5\nbob,034545105X,3\n")},
		File{Name: "users", Data: []byte("user\toccupation\nann\tlawyer 2\nbob\tdoctor 1\n")})
	if err != nil || reports[0].Read != 2 || r.ItemInfo[1].Name != "Volume 2" || r.UserInfo[0].Occupation != "lawyer 2" {
		t.Fatalf("%v, %+v", err, reports)
	}
	r, _, err = Read(File{Name: "ratings", Data: []byte("user,film,rating\nann,Part 1,5\nbob,Part 2,3\n")})
	if err != nil || r.ItemInfo[1].ID != "Part 2" || !r.Movies {
		t.Errorf("%v, %+v", err, r)
	}
}

// The signs of comments are letters of titles and names.
func TestReadSigns(t *testing.T) {
	titles := []string{"#Horror (2015)", "100 % Wolf", "Se7en # 1", "!Women Art Revolution", "50/50", "face // off", "% of love", "12 ; 13"}
	for name, sep := range map[string]string{"movies.dat": "::", "movies.csv": ",", "movies.tsv": "\t", "movies.txt": "|"} {
		var ratings, films strings.Builder
		films.WriteString(map[string]string{",": "movieId,title,genres\n", "\t": "# of 2015\nmovieId\ttitle\tgenres\n"}[sep])
		for k, title := range titles {
			fmt.Fprintf(&ratings, "1\t%d\t4\n2\t%d\t3\n", k+1, k+1)
			fmt.Fprintf(&films, "%d%s%s%sHorror\n", k+1, sep, title, sep)
		}
		r, reports, err := Read(File{Name: "u.data", Data: []byte(ratings.String())}, File{Name: name, Data: []byte(films.String())})
		if err != nil || reports[1].Read != len(titles) || reports[1].Skipped > 0 {
			t.Errorf("%s: %v, %+v", name, err, reports)
			continue
		}
		for k, title := range titles {
			if r.ItemInfo[k].Name != title || r.ItemInfo[k].Genres != 1<<11 {
				t.Errorf("%s: %+v, want %s", name, r.ItemInfo[k], title)
			}
		}
	}
	r, reports, err := Read(File{Name: "ratings.csv", Data: []byte("user,film,rating\n12,#Horror,5\n12,100 % Wolf,4\n13,Se7en # 1,3\n#13,M,2\n")})
	if err != nil || reports[0].Read != 4 || r.ItemInfo[1].ID != "100 % Wolf" || r.ItemInfo[3].ID != "Se7en # 1" || r.UserInfo[0].ID != "#13" {
		t.Errorf("%v, %+v, %+v", err, reports, r)
	}
}

// Book-Crossing has quotes behind backslashes and semicolons in titles.
func TestReadEscaped(t *testing.T) {
	books := "\"ISBN\";\"Book-Title\";\"Year-Of-Publication\";\"Image-URL-S\"\n"
	for k := range 9 {
		books += fmt.Sprintf("\"%010d\";\"B\xfcch &amp; %d; \\\"II\\\"\";\"2002\";\"http://x\"\n", k, k)
	}
	r, reports, err := Read(File{Name: "BX-Books.csv", Data: []byte(books)}, File{Name: "r", Data: []byte("\"User-ID\";\"ISBN\";\"Book-Rating\"\n\"8\";\"0000000003\";\"5\"\n\"9\";\"0000000008\";\"0\"\n")})
	if err != nil || reports[0].Read != 9 || r.ItemInfo[1].Name != `Büch &amp; 8; "II"` {
		t.Errorf("%v, %+v, %+v", err, reports, r)
	}
}

// What comes later describes the table, another one; what cannot be read is an
// error.
func TestWith(t *testing.T) {
	r, _, err := Read(File{Name: "u.data", Data: []byte(uData)})
	if err != nil {
		t.Fatal(err)
	}
	if next, reports, err := r.With(File{Name: "u.user", Data: []byte(uUser)}); err != nil || reports[0].Read != 4 || next.UserInfo[2].Occupation != "writer" || next.Len() != 3 {
		t.Errorf("%+v, %v", reports, err)
	}
	for text, want := range map[string]string{
		uData:                               "f: ratings, expected users or items",
		"NaN|1|M|a|b\n":                     `f: line 1: the ID is "NaN", expected a whole number or a name; no line`,
		"movieId,title,genres\n":            "f: there are no lines to read",
		"movieId,title,genres\n77,Seven,\n": "f: none of its IDs occur in the ratings",
		"movieId,imdbId\n1,0114709\n":       "f: none of its IDs occur in the ratings",
	} {
		if _, _, err := r.With(File{Name: "f", Data: []byte(text)}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if r.UserInfo[2].Occupation != "" || r.ItemInfo[0].ID != "1" {
		t.Error("the table was changed")
	}
}

// Without names, a column of few numbers before two of IDs is the rating.
func TestReadRatingFirst(t *testing.T) {
	var text strings.Builder
	for user := range 20 {
		for item := range 14 {
			fmt.Fprintf(&text, "%d,%d,%d\n", user*item%5+1, user+1, item+1)
		}
	}
	r, reports, err := Read(File{Name: "r", Data: []byte(text.String())})
	if err != nil || r.Users != 20 || r.Items != 14 || r.Len() != 280 || reports[0].Guesses[0].En != "no header: column 2 is read as the user, 3 as the item, 1 as the rating" {
		t.Errorf("%v, %+v", err, reports)
	}
}

// Names in Japanese, of which some have a long vowel, are known.
func TestReadJapanese(t *testing.T) {
	for _, header := range []string{"ユーザID,映画ID,評価", "ユーザー,映画,評点", "利用者番号,映画番号,スコア", "会員番号,映画番号,評価点", "ユーザーID,映画ID,レーティング", "ＵｓｅｒＩＤ,ＭｏｖｉｅＩＤ,Ｒａｔｉｎｇ"} {
		r, reports, err := Read(File{Name: "r", Data: []byte(header + "\n1,1,3\n1,2,4\n2,1,5\n")})
		if err != nil || r.Users != 2 || !r.Movies || len(reports[0].Guesses) > 0 {
			t.Errorf("%s: %v, %+v", header, err, reports)
		}
	}
}

func TestReadRefused(t *testing.T) {
	var points, lattice, whole strings.Builder
	points.WriteString("x,y,z\n")
	for k := range 400 {
		x, y := float64(k%20)/5, float64(k/20)/5
		fmt.Fprintf(&points, "%g,%g,%g\n", x, y, x*y)
		fmt.Fprintf(&lattice, "%g,%g,%g\n", x, y, x*y)
		fmt.Fprintf(&whole, "%d,%d,%d,%d,%d,%d,%d\n", k%3, k%7, k%4, k%9, k%5, k%6, k%2)
	}
	for text, want := range map[string]string{
		"":                          "f: there are no lines to read",
		"\n \n":                     "f: there are no lines to read",
		"userId,movieId,rating":     "f: there are no lines to read",
		"once upon a time":          "f: there are no lines to read",
		"1\t2\n":                    "f: 1 of 1 line cannot be read as ratings: line 1: 2 fields, expected 3; expected user, item, rating",
		"\x00\x01":                  "f: not a text",
		uUser:                       "f: users, but no ratings",
		uItem:                       "f: items, but no ratings",
		movies:                      "f: items, but no ratings",
		points.String():             "f: points x, y, z (400 lines), not ratings: line 1 is \"x,y,z\"",
		lattice.String():            "f: 384 of 400 lines cannot be read as ratings: line 2: the user is \"0.2\"",
		whole.String():              "f: a matrix (400 lines), not ratings",
		strings.Repeat("1,", 1<<20): "f: line 1: more than 100000 columns",
		"1,1,5\n1,2,4\n1,3,2\nx\n":  "f: 1 of 4 lines cannot be read as ratings: line 4: 1 field",
	} {
		if r, _, err := Read(File{Name: "f", Data: []byte(text)}); err == nil || !strings.HasPrefix(err.Error(), want) || r != nil {
			t.Errorf("%.60q: %v, want %s...", text, err, want)
		}
	}
	if _, _, err := Read(); err == nil {
		t.Error("no file is taken")
	}
	if _, _, err := Read(File{Name: "f", Data: []byte(uUser)}); !errors.Is(err, ErrDescribes) || lang.Of(err).Ja != "f: ユーザのファイルで、評価がありません。u.data や ratings.csv など評価のファイルと一緒に開いてください" {
		t.Errorf("%v", lang.Of(err).Ja)
	}
	var b strings.Builder
	for k := range MaxItems + 2 {
		fmt.Fprintf(&b, "1\t%d\t3\n", k+1)
	}
	if _, _, err := Read(File{Name: "f", Data: []byte(b.String())}); err == nil || err.Error() != "f: more than 300000 items" {
		t.Errorf("%v", err)
	}
}

// Gaps in place of ratings are no bad lines.
// A table of more users or items than can be taken is refused as soon as they are seen,
// however much follows.
func TestReadTooMany(t *testing.T) {
	for _, c := range []struct{ name, head, line, want string }{
		{"users", "user,item,rating\n", "%d,7,3\n", "f: more than 300000 users"},
		{"items", "user,item,rating\n", "7,%d,3\n", "f: more than 300000 items"},
		{"users without names", "", "%d,7,3,881250949\n", "f: more than 300000 users"},
		{"users called so", "user,item,rating\n", "A%d,7,3\n", "f: more than 300000 users"},
	} {
		var b strings.Builder
		b.WriteString(c.head)
		for k := range 4 * MaxUsers {
			fmt.Fprintf(&b, c.line, k)
		}
		last := 0.0
		_, _, err := ReadWith(func(part float64) { last = part }, File{Name: "f", Data: []byte(b.String())})
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
		if last == 0 || last > 0.3 {
			t.Errorf("%s: refused after %.2f of the file, want a quarter", c.name, last)
		}
	}
}

func TestUnrated(t *testing.T) {
	r, reports, err := Read(File{Name: "f", Data: []byte("user,item,rating\n1,1,\n1,2,NULL\n2,1,4\n2,2,n/a\n3,9,\n")})
	if err != nil || r.Len() != 1 || reports[0].Unrated != 4 || reports[0].Skipped != 0 {
		t.Errorf("%v, %+v", err, reports)
	}
}

// A fifth of the lines may be bad.
func TestShareOfBadLines(t *testing.T) {
	good := strings.Repeat("1,1,5\n", 80)
	if _, reports, err := Read(File{Name: "f", Data: []byte(good + strings.Repeat("1,1,x\n", 20))}); err != nil || reports[0].Skipped != 20 {
		t.Errorf("%v, %v", reports, err)
	}
	if _, _, err := Read(File{Name: "f", Data: []byte(good + strings.Repeat("1,1,x\n", 21))}); err == nil || lang.Of(err).Ja != "f: 101行のうち21行を評価として読めません: 81行目: 評価の\"x\"は数ではありません、82行目: 評価の\"x\"は数ではありません、83行目: 評価の\"x\"は数ではありません。ユーザ、アイテム、評価の表にしてください" {
		t.Errorf("%v", lang.Of(err).Ja)
	}
}

// What is written as u.data comes back.
func TestRoundTrip(t *testing.T) {
	want, _ := Generate(MovieLens100K, rand.New(rand.NewPCG(1, 1)))
	r, reports, err := Read(File{Name: "u.data", Data: []byte(uDataOf(want))})
	if err != nil || reports[0].Skipped > 0 {
		t.Fatal(err, reports)
	}
	if r.Users != want.Users || r.Items != want.Items || r.Len() != want.Len() {
		t.Fatalf("%d x %d with %d", r.Users, r.Items, r.Len())
	}
	for k, v := range want.ByItem.Value {
		if r.ByItem.Value[k] != v || r.ByItem.Column[k] != want.ByItem.Column[k] {
			t.Fatalf("rating %d", k)
		}
	}
}

// uDataOf writes a table as u.data, items first.
func uDataOf(r *Ratings) string {
	var b strings.Builder
	for j := range r.Items {
		users, values := r.ByItem.Row(j)
		for k, i := range users {
			fmt.Fprintf(&b, "%d\t%d\t%g\t%d\n", i+1, j+1, values[k], 881250949)
		}
	}
	return b.String()
}

// Nothing that is read panics, and what is read is a sound table.
func FuzzRead(f *testing.F) {
	for _, text := range []string{uData, uUser, uItem, csv, movies, "1::2::3\n", "1 2 3\n4 5", "\"1\",\"2\",\"3\"", "1|\xff|||" + flags, "5|\"", "1,\"\"\"", "movieId,title"} {
		f.Add([]byte(text), []byte(uData))
		f.Add([]byte(uData), []byte(text))
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		for _, files := range [][]File{{{Name: "a", Data: a}}, {{Name: "a", Data: a}, {Name: "b", Data: b}}} {
			r, reports, err := Read(files...)
			if err != nil {
				if err.Error() == "" || r != nil {
					t.Fatalf("%v, %v", r, err)
				}
				continue
			}
			verify(t, r)
			low, high, step := r.Scale()
			if r.Len() == 0 || !(-MaxRating <= low && low <= high && high <= MaxRating && step >= 0) || len(reports) != len(files) {
				t.Fatalf("%d ratings from %v to %v by %v, %+v", r.Len(), low, high, step, reports)
			}
			for _, p := range reports {
				if p.Skipped < len(p.Examples) || len(p.Examples) > 5 || p.Kind == KindRatings && (p.Read == 0 || 4*p.Skipped > p.Read) || p.Kind == KindOther && p.What.Ja == "" {
					t.Fatalf("%+v", p)
				}
			}
			for _, m := range r.ItemInfo {
				if m.ID == "" || strings.ContainsAny(m.ID+m.Name, "\x00\n\r\t\x7f") || m.Genres >= 1<<len(Genres) {
					t.Fatalf("%+v", m)
				}
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r, _ := Generate(MovieLens100K, rand.New(rand.NewPCG(1, 1)))
	small := []byte(uDataOf(r))
	var large strings.Builder // some 1.2 million lines in 32 MB
	for k := range 1_200_000 {
		fmt.Fprintf(&large, "%d,%d,%g,%d\n", 1+k/100, 1+k*7919%60_000, float64(1+k%10)/2, 1_112_486_027+k)
	}
	for name, data := range map[string][]byte{"u.data": small, "ratings.csv": []byte(large.String()), "names": []byte(strings.ReplaceAll(large.String(), "\n", "\nA"))} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := Read(File{Name: name, Data: data}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
