package page

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"zscape/exhibit"
)

// browser is what all tabs of a browser keep.
type browser struct {
	data  map[string][]byte
	fails error // to keep
	dead  error // to do anything
	reads int   // of keys and of data
}

func newBrowser() *browser { return &browser{data: map[string][]byte{}} }

func (h *host) Keep(key string, parts [][]byte, done func(error)) {
	err := h.keeps()
	if err == nil {
		err = h.browser.fails
	}
	if err == nil {
		if h.browser.data[key] != nil {
			h.t.Errorf("%s is kept twice", key)
		}
		h.browser.data[key] = bytes.Join(parts, nil)
	}
	h.After(0, func() { done(err) })
}

func (h *host) Kept(done func([]string, error)) {
	err := h.keeps()
	if err != nil {
		done(nil, err) // at once
		return
	}
	h.browser.reads++
	h.After(0, func() { done(slices.Sorted(maps.Keys(h.browser.data)), nil) })
}

func (h *host) Find(key string, done func([]byte, error)) {
	err := h.keeps()
	if err != nil {
		done(nil, err)
		return
	}
	h.browser.reads++
	data, ok := h.browser.data[key]
	if !ok {
		err = errors.New("not there")
	}
	h.After(0, func() { done(data, err) })
}

func (h *host) Forget(keys []string, done func(error)) {
	err := h.keeps()
	if err == nil {
		for _, key := range keys {
			delete(h.browser.data, key)
		}
	}
	h.After(0, func() { done(err) })
}

func (h *host) Note(name, text string) {
	if h.notes != nil {
		h.notes[name] = text
	}
}

func (h *host) Noted(name string) string          { return h.notes[name] }
func (h *host) ShowKept(text string, forget bool) { h.kept, h.forget = text, forget }

// keeps returns why the browser keeps nothing, nil if it does.
func (h *host) keeps() error {
	if h.browser == nil {
		return errors.New("none")
	}
	return h.browser.dead
}

// reload opens what the address of h says in the same tab, later.
func reload(t testing.TB, h *host) (*Page, *host) {
	p, next := load(t, h.address, h.browser, maps.Clone(h.notes))
	next.now = h.now.Add(time.Minute)
	return p, next
}

// ratings is a table of ratings by n users.
func ratings(name string, n int) exhibit.File {
	var b strings.Builder
	b.WriteString("user,item,rating\n")
	for k := range 20 * n {
		b.WriteString("u" + exhibit.FormatNumber(float64(k%n)) + ",i" + exhibit.FormatNumber(float64(k/n)) + "," + exhibit.FormatNumber(float64(1+(k*k)%5)) + "\n")
	}
	return exhibit.File{Name: name, Data: []byte(b.String())}
}

// A file that was opened is there after a reload, with all that the address says of it;
// also one that is read in a worker, or that came in two parts.
func TestKeepFiles(t *testing.T) {
	titles := exhibit.File{Name: "titles.csv", Data: []byte("item_id,title\ni0,Sonata\ni1,Étude\n")}
	for _, tt := range []struct {
		at   string
		open [][]exhibit.File
		set  map[string]string
	}{
		{"surface?f=x", [][]exhibit.File{{table("a.csv", 5)}}, map[string]string{"f": "k*data+1", "k": "3"}},
		{"surface?f=x", [][]exhibit.File{{weather("w.csv")}}, map[string]string{"zcol": "temp", "az": "12"}},
		{"surface?f=x", [][]exhibit.File{{table("*", 5)}}, nil},
		{"surface?f=x", [][]exhibit.File{{table("a/b|c d?&#é.csv", 5)}}, nil},
		{"waves", [][]exhibit.File{{ratings("own.csv", 30), titles}}, map[string]string{"first": "0", "second": "0", "epochs": "1"}},
		{"ratings?first=0&second=0&epochs=1", [][]exhibit.File{{ratings("own.csv", 30)}, {titles}, {titles}}, nil},
		{"surface?f=x", [][]exhibit.File{{table("a.csv", 5)}, {table("a.csv", 7)}, {table("b.csv", 4)}, {table("a.csv", 6)}}, nil},
	} {
		p, h := load(t, tt.at, newBrowser(), map[string]string{})
		for _, list := range tt.open {
			p.TakeFiles(list)
			play(p, h, 2*time.Second)
		}
		for key, value := range tt.set {
			p.Set(key, value, true)
			play(p, h, time.Second)
		}
		if len(h.problems) > 0 || h.kept != isKept.En || !h.forget {
			t.Fatalf("%s: %v, %q, %v", p.state, h.problems, h.kept, h.forget)
		}
		q, other := reload(t, h)
		play(q, other, 3*time.Second)
		check(t, q, other, p.state.String())
		if other.address != h.address || other.report != h.report && len(tt.open) == 1 || other.kept != h.kept || len(other.problems) > 0 || other.undo && !h.undo {
			t.Errorf("%s: %s; says %q, %q, %v; before: %q", h.address, other.address, other.report, other.kept, other.problems, h.report)
		}
		for _, key := range []string{"zmax", "nx", "users", "ratings"} {
			if other.readouts[key] != h.readouts[key] {
				t.Errorf("%s: %s is %v, before %v", h.address, key, other.readouts[key], h.readouts[key])
			}
		}
		// And once more.
		q, other = reload(t, other)
		play(q, other, 3*time.Second)
		check(t, q, other, p.state.String())
	}
}

// What needs nothing that is kept asks for nothing.
func TestKeepIdle(t *testing.T) {
	b := newBrowser()
	for _, address := range []string{"gaussian", "surface?f=x*y", "surface?f=data", "surface?f=nothing(", "ratings?first=0&second=0&sgd=0&epochs=1", "waves?to=nothing"} {
		p, h := load(t, address, b, map[string]string{})
		p.Set("az", "3", true)
		h.wait(time.Second)
		if b.reads > 0 {
			t.Errorf("%s asks what is kept", address)
		}
	}
}

// A file that is not kept, or is damaged, is missed as ever; what is damaged is removed.
func TestKeepMissing(t *testing.T) {
	p, h := load(t, "surface?f=x", newBrowser(), map[string]string{})
	p.TakeFiles([]exhibit.File{table("a.csv", 5)})
	h.wait(time.Second)
	whole := maps.Clone(h.browser.data)
	if len(whole) != 1 {
		t.Fatalf("%d entries are kept", len(whole))
	}
	for what, damage := range map[string]func(data []byte) []byte{
		"empty":     func(data []byte) []byte { return []byte{} },
		"cut":       func(data []byte) []byte { return data[:len(data)-1] },
		"longer":    func(data []byte) []byte { return append(data, 'x') },
		"another":   func(data []byte) []byte { return []byte("something else") },
		"changed":   func(data []byte) []byte { data[len(data)-3] ^= 1; return data },
		"unending":  func(data []byte) []byte { return data[:len(filesSignature)+3] },
		"too large": func(data []byte) []byte { return []byte(filesSignature + "99999999999999999999 a.csv\n\n") },
		"negative":  func(data []byte) []byte { return []byte(filesSignature + "-1 a.csv\n\n") },
		"nothing":   func(data []byte) []byte { return []byte(filesSignature + "\n") },
	} {
		h.browser.data = map[string][]byte{}
		for key, data := range whole {
			h.browser.data[key] = damage(bytes.Clone(data))
		}
		q, other := reload(t, h)
		other.wait(time.Second)
		if !strings.Contains(other.problems["f"], "needs the data of the file a.csv") || len(h.browser.data) > 0 || other.kept != "" {
			t.Errorf("%s: %s, %v, %d entries, says %q", what, q.state, other.problems, len(h.browser.data), other.kept)
		}
		q.TakeFiles([]exhibit.File{table("a.csv", 5)}) // as today
		other.wait(time.Second)
		check(t, q, other, "surface?f=data&file=a.csv")
		if len(other.problems) > 0 || other.kept != isKept.En || len(h.browser.data) != 1 {
			t.Errorf("%s: opened again: %v, %q, %d entries", what, other.problems, other.kept, len(h.browser.data))
		}
	}
	for _, key := range []string{"", "file", "file/x/1/2/surface", "file/x/y/2/surface/a.csv", "other/x/1/2/surface/a.csv"} {
		h.browser.data = map[string][]byte{key: nil}
		_, other := reload(t, h)
		other.wait(time.Second)
		if !strings.Contains(other.problems["f"], "needs the data of the file a.csv") {
			t.Errorf("key %q: %v", key, other.problems)
		}
	}
}

// While a file is looked for and read, the visitor may do something else, or give it up.
func TestKeepMeanwhile(t *testing.T) {
	p, h := load(t, "surface?f=x", newBrowser(), map[string]string{})
	p.TakeFiles([]exhibit.File{weather("w.csv")})
	play(p, h, 2*time.Second)

	q, other := reload(t, h)
	if len(other.problems) > 0 || other.address != "" {
		t.Errorf("while it is looked for: %v, %q", other.problems, other.address)
	}
	q.Set("f", "x*y", true)
	play(q, other, 3*time.Second)
	check(t, q, other, "surface?f=x*y&file=w.csv")
	if len(other.problems) > 0 {
		t.Errorf("%v", other.problems)
	}

	q, other = reload(t, h)
	for other.working != "w.csv" || other.read == 1 { // until it is being read
		next := other.queue[0]
		other.queue = other.queue[1:]
		next.f()
	}
	q.CancelWork(Reading)
	play(q, other, time.Second)
	if !strings.Contains(other.problems["f"], "needs the data of the file w.csv") || other.read != 1 {
		t.Errorf("given up: %v, %v", other.problems, other.read)
	}
	q.Navigate(h.address) // asks again
	play(q, other, 2*time.Second)
	check(t, q, other, h.address)
}

// What is forgotten is not there after a reload; nor is it in another tab. The picture
// stays.
func TestForgetFile(t *testing.T) {
	p, h := load(t, "surface?f=x", newBrowser(), map[string]string{})
	p.ForgetFile() // nothing
	p.TakeFiles([]exhibit.File{table("a.csv", 5)})
	h.wait(time.Second)
	p.TakeFiles([]exhibit.File{table("b.csv", 5)})
	h.wait(time.Second)
	h.browser.dead = errors.New("not now")
	p.ForgetFile()
	h.wait(time.Second)
	if h.kept != isKept.En || !h.forget || !strings.Contains(h.problems["file"], "could not be removed") {
		t.Errorf("what cannot be forgotten: %q, %v", h.kept, h.problems)
	}
	h.browser.dead = nil
	p.ForgetFile()
	h.wait(time.Second)
	check(t, p, h, "surface?f=data&file=b.csv")
	if h.kept != isForgotten.En || h.forget || len(h.browser.data) != 1 {
		t.Errorf("says %q, %v, %d entries", h.kept, h.forget, len(h.browser.data))
	}
	p.SetLanguage("ja")
	if h.kept != isForgotten.Ja {
		t.Errorf("says %q", h.kept)
	}
	for range 2 {
		_, other := reload(t, h)
		other.wait(time.Second)
		if !strings.Contains(other.problems["f"], "needs the data of the file b.csv") {
			t.Errorf("%v", other.problems)
		}
	}
	// The other one is.
	h.address = "surface?f=data&file=a.csv"
	q, other := reload(t, h)
	other.wait(time.Second)
	check(t, q, other, h.address)
	if len(other.problems) > 0 {
		t.Errorf("%v", other.problems)
	}
}

// Each tab finds its own file again, though another one is of the same name; a tab that
// has opened none finds the newest, and says so.
func TestKeepTabs(t *testing.T) {
	b := newBrowser()
	var tabs []*host
	for k, n := range []int{5, 7, 6} {
		p, h := load(t, "surface?f=x", b, map[string]string{})
		h.now = h.now.Add(time.Duration(k) * time.Hour)
		p.TakeFiles([]exhibit.File{table("a.csv", n)})
		h.wait(time.Second)
		tabs = append(tabs, h)
	}
	rows := func(h *host) any {
		h.wait(time.Second)
		return h.readouts["nx"]
	}
	for k, want := range []any{5., 7., 6.} {
		_, h := reload(t, tabs[k])
		if got := rows(h); got != want || h.kept != isKept.En {
			t.Errorf("tab %d has %v columns, want %v; says %q", k, got, want, h.kept)
		}
	}
	_, h := load(t, tabs[0].address, b, map[string]string{})
	if got := rows(h); got != 6. || !strings.HasPrefix(h.kept, "This is the file of that name that was opened last in this browser (2001-09-09 ") || !h.forget {
		t.Errorf("a new tab has %v, and says %q", got, h.kept)
	}
	// Forgotten in a tab, the others are still there.
	p, h := reload(t, tabs[1])
	h.wait(time.Second)
	p.ForgetFile()
	h.wait(time.Second)
	for k, want := range []any{5., nil, 6.} {
		notes := tabs[k].notes
		if k == 1 {
			notes = h.notes
		}
		_, h := load(t, tabs[k].address, b, maps.Clone(notes))
		if got := rows(h); want != nil && got != want || (want == nil) != (h.problems["f"] != "") {
			t.Errorf("after that tab %d has %v, want %v; %v", k, got, want, h.problems)
		}
	}
	// The same in two tabs is kept once.
	q, h := load(t, "surface?f=x", b, map[string]string{})
	before := len(b.data)
	q.TakeFiles([]exhibit.File{table("a.csv", 6)})
	h.wait(time.Second)
	if len(b.data) != before {
		t.Errorf("%d entries, before %d", len(b.data), before)
	}
}

// What is not kept any more, as another tab has forgotten it or the browser's data are
// cleared, is said when the visitor comes back.
func TestReturn(t *testing.T) {
	p, h := load(t, "surface?f=x", newBrowser(), map[string]string{})
	p.Return() // nothing is open
	if h.browser.reads > 0 {
		t.Error("what is kept is asked for without a file")
	}
	back := func(want string, forget bool) {
		t.Helper()
		p.Return()
		h.wait(time.Second)
		check(t, p, h, "surface?f=data&file=a.csv")
		if h.kept != want || h.forget != forget {
			t.Errorf("says %q, %v; want %q", h.kept, h.forget, want)
		}
	}
	open := func() {
		p.TakeFiles([]exhibit.File{table("a.csv", 5)})
		h.wait(time.Second)
	}
	open()
	back(isKept.En, true)
	other, beside := load(t, h.address, h.browser, maps.Clone(h.notes))
	beside.wait(time.Second)
	other.ForgetFile()
	beside.wait(time.Second)
	back(isForgotten.En, false)
	open()
	back(isKept.En, true)
	h.browser.dead = errors.New("not now")
	back(isKept.En, true)
	h.browser.dead = nil
	clear(h.browser.data)
	back(isForgotten.En, false)
}

// A browser that keeps nothing, or has no room, is no worse than before; it is said.
func TestKeepsNothing(t *testing.T) {
	for _, tt := range []struct {
		browser *browser
		want    string
	}{
		{nil, nothingKept.En},
		{&browser{dead: errors.New("forbidden")}, nothingKept.En},
		{&browser{data: map[string][]byte{}, fails: errors.New("DataCloneError")}, nothingKept.En},
		{&browser{data: map[string][]byte{}, fails: ErrNoRoom}, noRoom.En},
	} {
		p, h := load(t, "surface?f=x", tt.browser, nil)
		p.TakeFiles([]exhibit.File{table("a.csv", 5)})
		h.wait(time.Second)
		check(t, p, h, "surface?f=data&file=a.csv")
		if len(h.problems) > 0 || h.kept != tt.want || h.forget {
			t.Errorf("%v: says %q, %v, %v", tt.browser, h.kept, h.forget, h.problems)
		}
		if p.Open("waves"); h.kept != "" {
			t.Errorf("of the waves it says %q", h.kept)
		}
		if p.Undo(); h.kept != tt.want {
			t.Errorf("undone, it says %q", h.kept)
		}
		_, other := reload(t, h)
		if other.address = h.address; !strings.Contains(other.problems["f"], "a.csv") && tt.browser == nil {
			t.Errorf("%v", other.problems)
		}
	}
}

// So many files are kept and no more, the newest; what is gone is not said to be kept.
func TestKeepRoom(t *testing.T) {
	p, h := load(t, "surface?f=x", newBrowser(), map[string]string{})
	for k := range mostKept + 2 {
		p.TakeFiles([]exhibit.File{table("t"+exhibit.FormatNumber(float64(k))+".csv", 4)})
		h.wait(time.Second)
	}
	if len(h.browser.data) != mostKept {
		t.Errorf("%d are kept", len(h.browser.data))
	}
	for k := range mostKept + 1 {
		p.Undo()
		want := isKept.En
		if k >= mostKept-1 {
			want = "" // they are not on the shelf any more either
		}
		if h.kept != want {
			t.Errorf("%s: says %q", p.state, h.kept)
		}
	}
	// All bytes together.
	old := entry{keptAlone, "0", h.now.Add(-time.Hour), roomKept - 10, place{"surface", "x"}}
	older := entry{keptAlone, "1", h.now.Add(-2 * time.Hour), 5, place{"surface", "y"}}
	h.browser.data = map[string][]byte{old.String(): {1}, older.String(): {1}, "other": {1}}
	p.TakeFiles([]exhibit.File{table("a.csv", 4)})
	h.wait(time.Second)
	if got := slices.Sorted(maps.Keys(h.browser.data)); len(got) != 2 || got[1] != "other" || !strings.HasSuffix(got[0], "/surface/a.csv") {
		t.Errorf("kept are %q", got)
	}
}

// A large file is handed over after the picture is shown, and takes several events.
func TestDigest(t *testing.T) {
	p, h := start(t, "gaussian")
	sums := map[string]bool{}
	for _, list := range [][]exhibit.File{
		{{Name: "a"}},
		{{Name: "a"}, {Name: "b"}},
		{{Name: "ab"}},
		{{Name: "a", Data: []byte("b\x00")}},
		{{Name: "a", Data: make([]byte, 3*digestAtOnce)}},
		{{Name: "a", Data: make([]byte, 3*digestAtOnce+1)}, {Name: "c"}},
	} {
		sum := ""
		p.digest(packed(list), func(s string) { sum = s })
		if large := size(list) > digestAtOnce; large != (sum == "") {
			t.Errorf("%d bytes: %q at once", size(list), sum)
		}
		h.wait(time.Second)
		if len(sum) != 16 || sums[sum] {
			t.Errorf("%d bytes of %d files: %q", size(list), len(list), sum)
		}
		sums[sum] = true
		if got, ok := unpacked(bytes.Join(packed(list), nil)); !ok || len(got) != len(list) || got[0].Name != list[0].Name || !bytes.Equal(got[0].Data, list[0].Data) {
			t.Errorf("%d files are read back as %d, %v", len(list), len(got), ok)
		}
	}
}

func FuzzUnpacked(f *testing.F) {
	f.Add(bytes.Join(packed([]exhibit.File{{Name: "a b", Data: []byte("1\n2\n")}, {Name: "c"}}), nil))
	f.Add([]byte(filesSignature + "1 a\n\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if list, ok := unpacked(data); ok {
			if again, ok := unpacked(bytes.Join(packed(list), nil)); !ok || len(again) != len(list) {
				t.Errorf("%q is read as %v, %v", data, again, ok)
			}
		}
	})
}
