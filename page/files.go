package page

import (
	"errors"
	"time"

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

// slowly is how many bytes are read only after the page could say so.
const slowly = 1 << 20

// TakeFiles is files that the visitor has chosen, dropped or pasted, together.
func (p *Page) TakeFiles(list []exhibit.File) {
	defer p.event()()
	if p.session == nil || len(list) == 0 {
		return
	}
	size := 0
	for _, f := range list {
		if task.IsArchive(f.Data) {
			p.openCheckpoint(f)
			return
		}
		size += len(f.Data)
	}
	if size < slowly {
		p.take(list)
		return
	}
	p.host.ShowWork(list[0].Name, 0)
	p.after(20*time.Millisecond, func() {
		p.take(list)
		p.host.ShowWork(list[0].Name, 1)
	})
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

func tooLarge(name string, bytes float64, most int) error {
	return lang.Errorf("%s: %.0f MB; at most %d MB can be read", "%s: %.0f MBあります。読めるのは%d MBまでです", name, bytes/1e6, most/1e6)
}

// take reads files and shows what follows: the State of an address that has been
// waiting for them or, in the exhibit whose they are, what it makes of them.
func (p *Page) take(list []exhibit.File) {
	if next, report, ok := p.awaited(list); ok {
		p.showFiles(next, report)
		return
	}
	owners := files.Owners(p.gallery, p.state.Exhibit(), list)
	if len(owners) == 0 {
		return
	}
	p.openIn(owners[0], list, owners[1:])
}

// openIn opens files in exhibit e, and offers to open them in others instead: where
// they are not what e takes, and where it was not the one that was looked at.
func (p *Page) openIn(e *exhibit.Exhibit, list []exhibit.File, others []*exhibit.Exhibit) {
	var fixes []exhibit.Fix
	for _, e := range others {
		fixes = append(fixes, exhibit.Fix{Label: lang.Sprintf("open in “%v”", "「%v」で開く", e.Title), Open: e.Name})
	}
	here := e == p.state.Exhibit()
	next, report, err := p.read(list, e)
	switch {
	case err != nil && fixes != nil:
		p.failFile(&exhibit.Problem{Key: exhibit.FileKey, Reason: lang.Of(err), Fixes: fixes})
	case err != nil:
		p.failFile(err)
	default:
		p.showFiles(next, report)
		if fixes != nil && !here {
			p.remark(p.entries, []exhibit.Notice{{Text: lang.Sprintf("%s was opened in “%v”", "%sを「%v」で開きました", list[0].Name, e.Title), Fixes: fixes}})
		}
	}
	p.files.given = list
}

// openInstead opens the files that were given last in another exhibit.
func (p *Page) openInstead(name string) {
	if e, ok := p.open(name); ok && p.files.given != nil {
		p.openIn(e, p.files.given, nil)
	}
}

// awaited returns the State of an address that has been waiting for files, with
// these; ok is false if there is none, or they are not the ones.
func (p *Page) awaited(list []exhibit.File) (next exhibit.State, report exhibit.Text, ok bool) {
	wanted := p.files.wanted
	if wanted == "" {
		return next, report, false
	}
	next, report, problems, err := exhibit.Load(wanted, p.open, p.files.shelf, list)
	return next, report, err == nil && problems == nil && next.Exhibit().New(p.open).Update(next) == nil
}

// read returns what exhibit e makes of files: the State to be shown next.
func (p *Page) read(list []exhibit.File, e *exhibit.Exhibit) (next exhibit.State, report exhibit.Text, err error) {
	size := 0
	for _, f := range list {
		size += len(f.Data)
	}
	if size > e.Intake.Bytes {
		return next, report, tooLarge(list[0].Name, float64(size), e.Intake.Bytes)
	}
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
	return e.Intake.Take(list, s)
}

// showFiles shows the State that follows from files.
func (p *Page) showFiles(next exhibit.State, report exhibit.Text) {
	p.files.shelf, p.files.report, p.files.wanted = next.Shelf(), report, ""
	p.complain(p.show(next))
	p.history.add(p.state)
	p.settle(true)
	p.say(report.In(p.lang))
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
	for _, err := range problems {
		if problem := (*exhibit.Problem)(nil); errors.As(err, &problem) && problem.Missing != "" {
			p.files.wanted = fragment
		}
	}
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
