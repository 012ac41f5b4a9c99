package page

import (
	"errors"
	"time"

	"zscape/compute/lang"
	"zscape/exhibit"
)

// files is what has been read from files, for all exhibits and all States.
type files struct {
	shelf  *exhibit.Shelf
	report exhibit.Text // on the last ones of the visitor's own
	said   string       // of it, on the page
	wanted string       // the State of an address that needs files of the visitor's own
	asked  map[string]bool
}

// reader is the exhibit that opens for files where the open one takes none.
const reader = "surface"

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
func (p *Page) MaxFiles() int {
	if in := p.intake(); in != nil {
		return in.Bytes
	}
	return 0
}

// intake is what takes files: the open exhibit or, if that takes none, reader.
func (p *Page) intake() *exhibit.Intake {
	if p.session != nil && p.state.Exhibit().Intake != nil {
		return p.state.Exhibit().Intake
	}
	if e, ok := p.open(reader); ok {
		return e.Intake
	}
	return nil
}

// TooLarge says that files, of so many bytes, are not read.
func (p *Page) TooLarge(name string, bytes float64) {
	defer p.event()()
	p.failFile(lang.Errorf("%s: %.0f MB; at most %d MB can be read", "%s: %.0f MBあります。読めるのは%d MBまでです", name, bytes/1e6, p.MaxFiles()/1e6))
}

func (p *Page) take(list []exhibit.File) {
	next, report, err := p.read(list)
	if err != nil {
		p.failFile(err)
		return
	}
	p.files.shelf, p.files.report, p.files.wanted = next.Shelf(), report, ""
	p.complain(p.show(next))
	p.history.add(p.state)
	p.settle(true)
	p.say(report.In(p.lang))
}

// read returns the State to be shown after files were taken: that of an
// address that has been waiting for them, or what follows from the one now.
func (p *Page) read(list []exhibit.File) (next exhibit.State, report exhibit.Text, err error) {
	if wanted := p.files.wanted; wanted != "" {
		next, report, problems, err := exhibit.Load(wanted, p.open, p.files.shelf, list)
		if err == nil && problems == nil && next.Exhibit().New(p.open).Update(next) == nil {
			return next, report, nil
		}
	}
	s := p.state
	if s.Exhibit().Intake == nil {
		e, ok := p.open(reader)
		if !ok || e.Intake == nil {
			return s, report, lang.Errorf("%s takes no files", "%sはファイルを受け付けません", s.Exhibit().Name)
		}
		s = e.Default()
	}
	s = s.WithShelf(p.files.shelf)
	// A formula that was refused may have been waiting for the data.
	for _, key := range s.Exhibit().ExtendBy {
		if text, ok := p.typed[key]; ok {
			s = s.Try(key, text)
		}
	}
	return s.Exhibit().Intake.Take(list, s)
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
