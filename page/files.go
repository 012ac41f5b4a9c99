package page

import (
	"errors"
	"slices"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/exhibit/files"
	"zscape/task"
)

// opened is what has been read from files, for all exhibits and all States.
type opened struct {
	shelf  *exhibit.Shelf
	report exhibit.Text   // on the last ones of the visitor's own
	said   string         // of it, on the page
	wanted string         // the State of an address that needs files of the visitor's own
	given  []exhibit.File // that might be opened elsewhere, as a remark offers
	asked  map[string]bool
}

// TakeFiles is files that the visitor has chosen, dropped or pasted, together.
func (p *Page) TakeFiles(list []exhibit.File) {
	defer p.event()()
	if p.session == nil || len(list) == 0 {
		return
	}
	var checkpoints, others []exhibit.File
	for _, f := range list {
		if task.IsArchive(f.Data) {
			checkpoints = append(checkpoints, f)
		} else {
			others = append(others, f)
		}
	}
	switch len(checkpoints) {
	case 0:
		p.take(others, func(error) {})
	case 1:
		p.stopReading()
		p.openCheckpoint(checkpoints[0], others)
	default:
		p.failFile(lang.Errorf("%d checkpoints (%v): open one at a time", "チェックポイントが%d個あります(%v)。1個ずつ開いてください", len(checkpoints), names(checkpoints)))
	}
}

// MaxFiles is how many bytes files may have together, so that they are read.
func (p *Page) MaxFiles() (bytes int) {
	for _, e := range p.gallery {
		if e.Intake != nil {
			bytes = max(bytes, e.Intake.Bytes)
		}
	}
	return bytes
}

// TooLarge says that files, of so many bytes, are not read.
func (p *Page) TooLarge(name string, bytes float64) {
	defer p.event()()
	p.failFile(tooLarge(name, bytes, p.MaxFiles()))
}

// NotRead says that the browser does not read a file that it has given.
func (p *Page) NotRead(name string) {
	defer p.event()()
	p.failFile(lang.Errorf("%s could not be read: it may be a folder, or a file that was moved, changed or deleted meanwhile",
		"%sを読み取れませんでした。フォルダーか、移動、変更、または削除されたファイルの可能性があります", name))
}

func tooLarge(name string, bytes float64, most int) error {
	return lang.Errorf("%s: %.0f MB; at most %d MB can be read", "%s: %.0f MBあります。読めるのは%d MBまでです", name, bytes/1e6, most/1e6)
}

// take reads files and shows what follows: the State of an address that has been
// waiting for them or, in the exhibit whose they are, what it makes of them. Then it
// calls end with what was wrong with them, which is shown; not if they are given up.
func (p *Page) take(list []exhibit.File, end func(wrong error)) {
	if !p.awaited(list, end) {
		p.openOwner(list, end)
	}
}

// openOwner opens files in the exhibit whose they are.
func (p *Page) openOwner(list []exhibit.File, end func(wrong error)) {
	if owners := files.Owners(p.gallery, p.state.Exhibit(), list); len(owners) > 0 {
		p.openIn(owners[0], list, owners[1:], end)
	}
}

// openIn opens files in exhibit e, and offers to open them in others instead: where
// they are not what e takes, and where it was not the one that was looked at.
func (p *Page) openIn(e *exhibit.Exhibit, list []exhibit.File, others []*exhibit.Exhibit, end func(wrong error)) {
	var fixes []exhibit.Fix
	for _, e := range others {
		fixes = append(fixes, opens(e))
	}
	fail := func(err error) {
		if fixes != nil {
			err = &exhibit.Problem{Key: exhibit.FileKey, Reason: lang.Of(err), Fixes: fixes}
			p.files.given = list
		}
		p.failFile(err)
		end(err)
	}
	if bytes := size(list); bytes > e.Intake.Bytes {
		fail(tooLarge(list[0].Name, float64(bytes), e.Intake.Bytes))
		return
	}
	s := p.before(e)
	p.read(e.Intake.Read(list, s), func(result task.Message, err error) (show func()) {
		if err != nil {
			return func() { fail(err) }
		}
		put := e.Intake.Take(result, list, s)
		return func() {
			here := e == p.state.Exhibit()
			next, report, err := put(p.before(e))
			if err != nil {
				fail(err)
				return
			}
			p.files.shelf = next.Shelf()
			p.showFiles(func() exhibit.State {
				next, _, _ := put(p.before(e)) // if there is more to read, the visitor goes on meanwhile
				return next
			}, report, func(err error) {
				if err == nil {
					p.keepFiles(list)
				}
				if fixes != nil && !here && err == nil {
					p.remark(p.entries, []exhibit.Notice{{Text: openedIn(list, e), Fixes: fixes}})
					p.files.given = list
				}
				end(err)
			})
		}
	})
}

// opens offers to open files in exhibit e.
func opens(e *exhibit.Exhibit) exhibit.Fix {
	return exhibit.Fix{Label: lang.Sprintf("open in “%v”", "「%v」で開く", e.Title), Open: e.Name}
}

// openedIn says that files were opened in exhibit e.
func openedIn(list []exhibit.File, e *exhibit.Exhibit) exhibit.Text {
	return lang.Sprintf("%s was opened in “%v”", "%sを「%v」で開きました", list[0].Name, e.Title)
}

// names returns what files are called, in a line.
func names(list []exhibit.File) exhibit.Text {
	t := lang.Sprintf("%s", "%s", list[0].Name)
	for _, f := range list[1:] {
		t = lang.Sprintf("%v, %s", "%v、%s", t, f.Name)
	}
	return t
}

// size returns how many bytes files have together.
func size(list []exhibit.File) (bytes int) {
	for _, f := range list {
		bytes += len(f.Data)
	}
	return bytes
}

// openInstead opens the files that were given last in another exhibit.
func (p *Page) openInstead(name string) {
	if e, ok := p.open(name); ok && p.files.given != nil {
		p.openIn(e, p.files.given, nil, func(error) {})
	}
}

// awaited shows the State of an address that has been waiting for files, with these;
// it returns false if there is none. If they are not the ones, they open where they
// belong.
func (p *Page) awaited(list []exhibit.File, end func(wrong error)) bool {
	wanted := p.files.wanted
	if wanted == "" {
		return false
	}
	s, _, err := exhibit.ParseWith(wanted, p.open, p.files.shelf)
	if err != nil || s.Exhibit().Intake == nil || size(list) > s.Exhibit().Intake.Bytes {
		return false
	}
	named := slices.ContainsFunc(files.Named(list), func(f exhibit.File) bool { return f.Name == s.Text(exhibit.FileKey) })
	if owners := files.Owners(p.gallery, p.state.Exhibit(), list); !named && owners[0] != s.Exhibit() {
		return false // they are for another exhibit
	}
	in := s.Exhibit().Intake
	p.read(in.Read(list, s), func(result task.Message, err error) (show func()) {
		if err != nil {
			return func() { p.openOwner(list, end) }
		}
		put := in.Take(result, list, s)
		return func() { p.showAwaited(wanted, list, put, end) }
	})
	return true
}

// showAwaited shows the State of an address, which was wanted when its files were opened,
// with what was read from them, and calls end as take does.
func (p *Page) showAwaited(wanted string, list []exhibit.File, put exhibit.Put, end func(wrong error)) {
	if p.files.wanted != wanted {
		p.openOwner(list, end)
		return
	}
	text, shelf, report, err := exhibit.Taken(wanted, p.open, p.files.shelf, put)
	if err != nil {
		p.openOwner(list, end)
		return
	}
	p.files.shelf = shelf
	var problems []error
	p.attain(func() (next exhibit.State) {
		next, problems, _ = exhibit.ParseWith(text, p.open, p.files.shelf)
		return next
	}, func(next exhibit.State, err error) {
		if err != nil {
			p.failFile(err)
			end(err)
			return
		}
		if slices.ContainsFunc(problems, misses) || next.Exhibit().New(p.open).Update(next) != nil {
			p.openOwner(list, end)
			return
		}
		p.showFiles(func() exhibit.State { return next }, report, func(err error) {
			if err == nil {
				p.complainOfLink(problems)
				p.keepFiles(list)
			}
			end(err)
		})
	})
}

// attain calls then with the State that next returns once all that it needs is read, or
// with why that cannot be; next is called again when something has been.
func (p *Page) attain(next func() exhibit.State, then func(s exhibit.State, err error)) {
	s := next()
	need := s.Unread(p.open)
	if need == nil {
		then(s, nil)
		return
	}
	p.read(need.Reading, func(result task.Message, err error) (show func()) {
		if err != nil {
			return func() { then(s, err) }
		}
		keep := need.Keep(result)
		return func() {
			p.files.shelf = keep(p.files.shelf)
			p.attain(next, then)
		}
	})
}

// before returns the State that files are opened after in exhibit e.
func (p *Page) before(e *exhibit.Exhibit) exhibit.State {
	s := p.state
	if e != s.Exhibit() {
		s = p.begun(e)
	}
	s = s.WithShelf(p.files.shelf)
	if e == p.state.Exhibit() { // a formula that was refused may have been waiting for the data
		for _, key := range e.ExtendBy {
			if text, ok := p.typed[key]; ok {
				s = s.Try(key, text)
			}
		}
	}
	return s
}

// showFiles shows the State that follows from files, with a report if the exhibit has
// none of it, when all is read that it needs; and then calls end, with why that cannot
// be, if so.
func (p *Page) showFiles(next func() exhibit.State, report exhibit.Text, end func(err error)) {
	p.attain(next, func(s exhibit.State, err error) {
		if err != nil {
			p.failFile(err)
			end(err)
			return
		}
		p.files.report, p.files.wanted = report, ""
		p.complain(p.show(s))
		p.history.add(p.state)
		p.settle(true)
		if in := p.state.Exhibit().Intake; in != nil && in.Report != nil {
			report = in.Report(p.state)
		}
		p.say(report.In(p.lang))
		end(nil)
	})
}

// failFile says why a file is not shown.
func (p *Page) failFile(err error) {
	p.reject(exhibit.FileKey, err)
}

// showReport says what was read of files: of those that the picture is about as
// it has them read, if the exhibit knows, or else of the last ones.
func (p *Page) showReport() {
	report := p.files.report
	if in := p.state.Exhibit().Intake; in != nil && in.Report != nil {
		report = in.Report(p.state)
	}
	if text := report.In(p.lang); text != p.files.said {
		p.files.said = text
		p.host.ShowReport(text)
	}
}

// want remembers the State of an address if one of the problems with it is
// that files of the visitor's own are not there.
func (p *Page) want(fragment string, problems []error) {
	p.files.wanted = ""
	if slices.ContainsFunc(problems, misses) {
		p.files.wanted = fragment
	}
}

// misses reports whether err is that a file of the visitor's own is not there.
func misses(err error) bool {
	problem := (*exhibit.Problem)(nil)
	return errors.As(err, &problem) && problem.Missing != ""
}

// fetch asks for the files of the site that the picture waits for, each once.
func (p *Page) fetch() {
	n, ok := p.session.(exhibit.Needer)
	if !ok {
		return
	}
	for _, need := range n.Needs() {
		if p.files.asked[need.Path] {
			continue
		}
		if p.files.asked == nil {
			p.files.asked = map[string]bool{}
		}
		p.files.asked[need.Path] = true
		p.host.Fetch(need.Path, func(data []byte, err error) {
			defer p.event()()
			shelf := p.files.shelf
			if err == nil {
				shelf, err = need.Put(shelf, data)
			}
			if err != nil {
				p.failFile(lang.Errorf("%s could not be loaded: %v; reload the page to try again", "%sを読み込めませんでした: %v。ページを再読み込みしてください", need.Path, err))
				return
			}
			p.files.shelf = shelf
			if err := p.update(p.state.WithShelf(shelf)); err != nil {
				p.failFile(err)
			}
		})
	}
}
