package page

import (
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/exhibit/files"
	"zscape/task"
)

// A reload of the page, which may be a crash of the tab, must not lose what is in no
// address: the files of the visitor's own. The browser keeps them, for all tabs; each tab
// notes which ones are its own, so that another file of the same name, opened in another
// tab, does not take their place. Which file is which is told by its contents.

// keeping is what the browser keeps for the next load of the page.
type keeping struct {
	files   map[place]keptFile
	queue   []opening // to be kept, one after the other
	busy    bool
	shown   string // on the file that the picture is about
	run     keptRun
	seeking func() // gives up to look for a file; nil if none is looked for
}

// place is what a State is about: files of a name, in an exhibit.
type place struct{ exhibit, name string }

// keptFile is how the files at a place are kept.
type keptFile struct {
	text exhibit.Text // for the visitor
	sums []string     // of what was opened there, in order; nil if it is not kept
}

// opening is files that were opened together.
type opening struct {
	place
	files []exhibit.File
	more  bool // they came to those that were there: names of items that are rated
}

const (
	// keepAfter is how long files rest before they are written: the picture comes first.
	keepAfter = 400 * time.Millisecond

	// Of the files that were opened last so many are kept, of so many bytes together.
	mostKept = 8
	roomKept = 200_000_000
)

var (
	isKept      = lang.Text{En: "Kept in this browser so that a reload does not lose it.", Ja: "再読み込みしても失われないように、このブラウザに保存してあります。"}
	isForgotten = lang.Text{En: "No longer kept in this browser: after a reload, open the file again.", Ja: "このブラウザから削除しました。再読み込みした後は、ファイルを開き直してください。"}
	nothingKept = lang.Text{En: "This browser keeps nothing: after a reload, open the file again.", Ja: "このブラウザには保存できません。再読み込みした後は、ファイルを開き直してください。"}
	noRoom      = lang.Text{En: "There is no room to keep it in this browser: after a reload, open the file again.", Ja: "空き容量が足りないため、このブラウザには保存されていません。再読み込みした後は、ファイルを開き直してください。"}
	tooLargeFor = lang.Sprintf("Too large to be kept in this browser (more than %d MB): after a reload, open the file again.", "大きすぎるため(%d MB超)、このブラウザには保存されていません。再読み込みした後は、ファイルを開き直してください。", roomKept/1_000_000)
)

// An entry is the key of something that is kept. It says all there is to know of it, so
// that to list the keys is enough.
type entry struct {
	kind string // keptAlone or keptWith
	sum  string // of the contents
	at   time.Time
	size int // bytes
	place
}

const (
	keptAlone = "file" // files by whose name a State is about them
	keptWith  = "more" // files that came to those
)

// String returns the key. The name comes last; it may have any characters.
func (e entry) String() string {
	return strings.Join([]string{e.kind, e.sum, strconv.FormatInt(e.at.UnixMilli(), 10), strconv.Itoa(e.size), e.exhibit, e.name}, "/")
}

// entryOf reads a key.
func entryOf(key string) (e entry, ok bool) {
	part := strings.SplitN(key, "/", 6)
	if len(part) < 6 {
		return e, false
	}
	at, err1 := strconv.ParseInt(part[2], 10, 64)
	size, err2 := strconv.Atoi(part[3])
	return entry{part[0], part[1], time.UnixMilli(at), size, place{part[4], part[5]}}, err1 == nil && err2 == nil
}

// entries are those of keys that are kept files, the newest first.
func entries(keys []string) (list []entry) {
	for _, key := range keys {
		if e, ok := entryOf(key); ok && (e.kind == keptAlone || e.kind == keptWith) {
			list = append(list, e)
		}
	}
	slices.SortStableFunc(list, func(a, b entry) int { return b.at.Compare(a.at) })
	return list
}

// about returns what s is about; ok is false if that is no file of the visitor's.
func about(s exhibit.State) (at place, ok bool) {
	if s.Exhibit().Intake == nil {
		return at, false
	}
	if _, ok := s.Control(exhibit.FileKey); !ok {
		return at, false
	}
	at = place{s.Exhibit().Name, s.Text(exhibit.FileKey)}
	return at, at.name != ""
}

// note is the name under which a tab notes its own files at a place.
func (at place) note() string { return "file/" + at.exhibit + "/" + at.name }

// notKept is what it notes of those that are not kept: an older file of the same name is
// not what the State is about.
const notKept = "-"

// keepFiles keeps files that were opened, soon, for the State that is shown.
func (p *Page) keepFiles(list []exhibit.File) {
	at, ok := about(p.state)
	if !ok {
		return
	}
	list = files.Named(list)
	o := opening{at, list, !slices.ContainsFunc(list, func(f exhibit.File) bool { return f.Name == at.name })}
	if !o.more {
		p.setKept(at, keptFile{})
	}
	if size(list) > roomKept {
		if !o.more {
			p.setKept(at, keptFile{text: tooLargeFor})
		}
		return
	}
	p.keeping.queue = append(p.keeping.queue, o)
	if !p.keeping.busy {
		p.keeping.busy = true
		p.after(keepAfter, p.keepNext)
	}
}

// setKept notes how files are kept, here and for this tab.
func (p *Page) setKept(at place, f keptFile) {
	if p.keeping.files == nil {
		p.keeping.files = map[place]keptFile{}
	}
	p.keeping.files[at] = f
	note := notKept
	if f.sums != nil {
		note = strings.Join(f.sums, " ")
	}
	p.host.Note(at.note(), note)
	p.mark(dirtyContent)
}

// keepNext keeps the files that wait first.
func (p *Page) keepNext() {
	k := &p.keeping
	if len(k.queue) == 0 {
		k.busy = false
		return
	}
	o := k.queue[0]
	k.queue[0] = opening{}
	k.queue = k.queue[1:]
	before := k.files[o.place]
	if o.more && before.sums == nil {
		p.keepNext() // those to which they came are not kept
		return
	}
	end := func(f keptFile) {
		if o.more && !slices.Equal(k.files[o.place].sums, before.sums) {
			f = k.files[o.place] // those to which they came were forgotten meanwhile
		}
		if !slices.ContainsFunc(k.queue, func(next opening) bool { return next.place == o.place && !next.more }) {
			p.setKept(o.place, f)
		}
		p.after(0, p.keepNext)
	}
	fail := func(err error) {
		if errors.Is(err, ErrNoRoom) {
			end(keptFile{text: noRoom})
		} else {
			end(keptFile{text: nothingKept})
		}
	}
	parts := packed(o.files)
	p.digest(parts, func(sum string) {
		e := entry{keptAlone, sum, p.now(), size(o.files), o.place}
		f := keptFile{isKept, []string{sum}}
		if o.more {
			e.kind = keptWith
			f.sums = append(slices.Clone(before.sums), sum)
		}
		p.host.Kept(func(keys []string, err error) {
			defer p.event()()
			if err != nil {
				fail(err)
				return
			}
			p.makeRoom(e, keys)
			p.host.Keep(e.String(), parts, func(err error) {
				defer p.event()()
				if err != nil {
					fail(err)
					return
				}
				end(f)
			})
		})
	})
}

// makeRoom forgets older files, so that there is room for e, and e as it was kept before.
func (p *Page) makeRoom(e entry, keys []string) {
	count, room := 1, roomKept-e.size
	var over []string
	for _, old := range entries(keys) {
		if old.kind == e.kind && old.sum == e.sum && old.place == e.place {
			over = append(over, old.String())
			continue
		}
		count++
		if room -= old.size; count <= mostKept && room >= 0 {
			continue
		}
		over = append(over, old.String())
		if f, ok := p.keeping.files[old.place]; ok && slices.Contains(f.sums, old.sum) {
			p.setKept(old.place, keptFile{text: noRoom})
		}
	}
	if over != nil {
		p.host.Forget(over, func(error) {})
	}
}

// keptHere returns how the file is kept that the picture is about, and where; it has no
// sums if there is none, or it is not kept.
func (p *Page) keptHere() (at place, f keptFile) {
	if p.session == nil {
		return at, f
	}
	at, ok := about(p.state)
	if !ok {
		return at, f
	}
	return at, p.keeping.files[at]
}

// ForgetFile forgets the file that the picture is about, which stays. It is not there
// after a reload.
func (p *Page) ForgetFile() {
	defer p.event()()
	at, f := p.keptHere()
	if f.sums == nil {
		return
	}
	end := func(err error) {
		defer p.event()()
		if err != nil {
			p.failFile(lang.Errorf("%s could not be removed from this browser", "%sをこのブラウザから削除できませんでした", at.name))
			return
		}
		p.setKept(at, keptFile{text: isForgotten})
		p.say(isForgotten.In(p.lang))
	}
	p.host.Kept(func(keys []string, err error) {
		var over []string
		for _, e := range entries(keys) {
			if e.place == at && slices.Contains(f.sums, e.sum) {
				over = append(over, e.String())
			}
		}
		if err != nil || over == nil { // nothing is there any more
			end(err)
			return
		}
		p.host.Forget(over, end)
	})
}

// Return is called when the visitor comes back to the page. Of the file that the picture is
// about it says so if it is not kept any more: another tab has forgotten it or needed its
// room, or the visitor has cleared the browser's data.
func (p *Page) Return() {
	at, f := p.keptHere()
	if f.sums == nil {
		return
	}
	p.host.Kept(func(keys []string, err error) {
		defer p.event()()
		if err != nil || !slices.Equal(p.keeping.files[at].sums, f.sums) {
			return
		}
		all := entries(keys)
		for _, sum := range f.sums {
			if !slices.ContainsFunc(all, func(e entry) bool { return e.place == at && e.sum == sum }) {
				p.keeping.files[at] = keptFile{text: isForgotten}
				p.mark(dirtyContent)
			}
		}
	})
}

// showKept says how the file is kept that the picture is about, if there is a report on
// it.
func (p *Page) showKept() {
	f := keptFile{}
	if at, ok := about(p.state); ok && p.files.said != "" {
		f = p.keeping.files[at]
	}
	if text := f.text.In(p.lang); text != p.keeping.shown {
		p.keeping.shown = text
		p.host.ShowKept(text, f.sums != nil)
	}
}

// seek looks for a file that is not here, as one of problems with s says, where the browser
// keeps it; not for those that were sought already. It calls again when that is read,
// and otherwise if there is none, or none is needed; neither of them if something else
// was entered meanwhile.
func (p *Page) seek(s exhibit.State, problems []error, sought []string, again func(sought []string), otherwise func()) {
	name := ""
	for _, err := range problems {
		if problem := (*exhibit.Problem)(nil); errors.As(err, &problem) && problem.Missing != "" && problem.Missing != exhibit.AnyFile && !slices.Contains(sought, problem.Missing) {
			name = problem.Missing
			break
		}
	}
	p.keeping.seeking = nil
	if name == "" {
		otherwise()
		return
	}
	mine := p.entries
	wanted := func() bool { return p.entries == mine }
	p.mark(dirtyHistory | dirtyPicture)
	p.keeping.seeking = func() {
		if wanted() {
			otherwise()
		}
	}
	p.host.Kept(func(keys []string, err error) {
		defer p.event()()
		at, list, text := p.ownOrNewest(s, name, entries(keys))
		if !wanted() || list == nil {
			p.unsought()
			return
		}
		p.findAll(list, nil, func(found []exhibit.File) {
			if !wanted() || found == nil {
				p.unsought()
				return
			}
			p.readKept(s, at, found, func(err error) {
				if !wanted() || err != nil {
					p.unsought()
					return
				}
				p.keeping.seeking = nil
				sums := make([]string, len(list))
				for k, e := range list {
					sums[k] = e.sum
				}
				p.setKept(at, keptFile{text, sums})
				again(append(sought, name))
			})
		})
	})
}

// unsought gives up to look for a file.
func (p *Page) unsought() {
	if f := p.keeping.seeking; f != nil {
		p.keeping.seeking = nil
		f()
	}
}

// ownOrNewest returns where files of a name are kept, of all that are: those that this tab has
// opened or, if it has opened none, those that were opened last anywhere; and what is to
// be said of them. They are for the exhibit of s or, if it has none, for another: its
// surface may flow into them.
func (p *Page) ownOrNewest(s exhibit.State, name string, all []entry) (at place, list []entry, text exhibit.Text) {
	places := []place{{s.Exhibit().Name, name}}
	for _, e := range p.gallery {
		if e != s.Exhibit() {
			places = append(places, place{e.Name, name})
		}
	}
	for _, at := range places {
		own := strings.Fields(p.host.Noted(at.note()))
		if len(own) == 0 {
			continue
		}
		for _, sum := range own {
			if k := slices.IndexFunc(all, func(e entry) bool { return e.place == at && e.sum == sum }); k >= 0 {
				list = append(list, all[k])
			}
		}
		if len(list) == len(own) {
			return at, list, isKept
		}
		return at, nil, text // they are not kept, or not all of them
	}
	for _, at := range places {
		for _, e := range all {
			if e.place != at {
				continue
			}
			list = append([]entry{e}, list...)
			if e.kind == keptAlone {
				return at, list, lang.Sprintf("This is the file of that name that was opened last in this browser (%s). It is kept so that a reload does not lose it.",
					"このブラウザで最後に開いた、同じ名前のファイル(%s)です。再読み込みしても失われないように保存してあります。", e.at.Format("2006-01-02 15:04"))
			}
		}
		list = nil
	}
	return at, nil, text
}

// findAll reads all that is kept in list, and calls then with the files of it, in order,
// behind those of before: of those of one name, the last; nil if one is not there. What is
// damaged is forgotten.
func (p *Page) findAll(list []entry, before []exhibit.File, then func(found []exhibit.File)) {
	if len(list) == 0 {
		then(before)
		return
	}
	key := list[0].String()
	p.host.Find(key, func(data []byte, err error) {
		defer p.event()()
		found, ok := unpacked(data)
		if err != nil || !ok {
			p.host.Forget([]string{key}, func(error) {})
			then(nil)
			return
		}
		p.digest([][]byte{data}, func(sum string) {
			if sum != list[0].sum {
				p.host.Forget([]string{key}, func(error) {})
				then(nil)
				return
			}
			before = slices.DeleteFunc(before, func(f exhibit.File) bool {
				return slices.ContainsFunc(found, func(g exhibit.File) bool { return f.Name == g.Name })
			})
			p.findAll(list[1:], append(before, found...), then)
		})
	})
}

// readKept puts on the shelf what is read of files, as s has them read if it is about
// them, and calls then.
func (p *Page) readKept(s exhibit.State, at place, list []exhibit.File, then func(err error)) {
	e, ok := p.open(at.exhibit)
	if !ok || e.Intake == nil || size(list) > e.Intake.Bytes {
		then(errUnread)
		return
	}
	if e != s.Exhibit() {
		s = e.Default()
	}
	s = s.WithShelf(p.files.shelf)
	p.read(e.Intake.Read(list, s), func(result task.Message, err error) (show func()) {
		if err != nil {
			return func() { then(err) }
		}
		put := e.Intake.Take(result, list, s)
		return func() {
			next, report, err := put(s.WithShelf(p.files.shelf))
			if err == nil {
				p.shelve(next.Shelf())
				p.files.report = report
			}
			then(err)
		}
	})
}

var errUnread = errors.New("page: no exhibit reads these files any more")

// digestAtOnce is how many bytes are summed up in an event.
const digestAtOnce = 4 << 20

// digest calls then with a sum of what parts are together: FNV-1a of 64 bits. It takes
// several events if that is much.
func (p *Page) digest(parts [][]byte, then func(sum string)) {
	h := fnv.New64a()
	parts = slices.Clone(parts)
	var turn func()
	turn = func() {
		for room := digestAtOnce; len(parts) > 0; {
			if room == 0 {
				p.after(0, turn)
				return
			}
			n := min(room, len(parts[0]))
			h.Write(parts[0][:n])
			room -= n
			if parts[0] = parts[0][n:]; len(parts[0]) == 0 {
				parts = parts[1:]
			}
		}
		then(fmt.Sprintf("%016x", h.Sum64()))
	}
	turn()
}

// filesSignature begins what packed writes: of each file a line with its size and its
// name, an empty line, and the contents, one after the other.
const filesSignature = "zscape files 1\n"

// packed returns files as they are kept, in parts.
func packed(list []exhibit.File) [][]byte {
	head := []byte(filesSignature)
	var data [][]byte
	for _, f := range list {
		head = fmt.Appendf(head, "%d %s\n", len(f.Data), f.Name)
		data = append(data, f.Data)
	}
	return append([][]byte{append(head, '\n')}, data...)
}

// unpacked reads what packed wrote; ok is false if data is something else.
func unpacked(data []byte) (list []exhibit.File, ok bool) {
	if !strings.HasPrefix(string(data[:min(len(data), len(filesSignature))]), filesSignature) {
		return nil, false
	}
	data = data[len(filesSignature):]
	var sizes []int
	for {
		end := slices.Index(data, '\n')
		if end < 0 {
			return nil, false
		}
		line := string(data[:end])
		data = data[end+1:]
		if line == "" {
			break
		}
		number, name, _ := strings.Cut(line, " ")
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 || name == "" {
			return nil, false
		}
		list, sizes = append(list, exhibit.File{Name: name}), append(sizes, n)
	}
	for k, n := range sizes {
		if n > len(data) {
			return nil, false
		}
		list[k].Data, data = data[:n:n], data[n:]
	}
	return list, len(list) > 0 && len(data) == 0
}
