package page

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"zscape/compute/lang"
	"zscape/exhibit"
)

// Problem is what is wrong with a value.
type Problem struct {
	Key      string // of a control, or "address", "export"
	Message  string
	Text     string // the value
	From, To int    // the bytes of it that are wrong; both 0 if that is all of it
	Fixes    []Fix
}

// Notice is something to know of the picture though nothing is wrong.
type Notice struct {
	Key      string // of a control; empty: of the picture
	Message  string
	Text     string // the control's value
	From, To int    // the bytes of it that are meant; both 0 if that is all of it
	Fixes    []Fix
}

// Fix is a button that makes a change; Query is for Page.Apply.
type Fix struct{ Label, Query string }

// Equal reports whether a and b say the same.
func (a Problem) Equal(b Problem) bool { return Notice(a).Equal(Notice(b)) }

// Equal reports whether a and b say the same.
func (a Notice) Equal(b Notice) bool {
	return a.Key == b.Key && a.Message == b.Message && a.Text == b.Text && a.From == b.From && a.To == b.To && slices.Equal(a.Fixes, b.Fixes)
}

// address is the Problem.Key of what is wrong with a link.
const address = "address"

// complain shows problems beside their controls, in place of those before.
func (p *Page) complain(problems []error) {
	p.forgive(func(string) bool { return true })
	for _, err := range problems {
		key := address
		if problem := (*exhibit.Problem)(nil); errors.As(err, &problem) {
			if _, ok := p.state.Control(problem.Key); ok {
				key = problem.Key
			}
		}
		if other := p.wrong[key]; other != nil {
			err = both(other, err)
		}
		p.wrong[key] = err
	}
	p.showProblems()
}

// both is two errors in one.
func both(a, b error) error { return lang.Errorf("%v; %v", "%v、%v", a, b) }

// complainOfLink is complain for what a link says. Its controls may be out of
// sight, so all is also said over the picture; and what does not do waits in
// its field as if it were typed there.
func (p *Page) complainOfLink(problems []error) {
	p.complain(problems)
	if len(problems) == 0 {
		return
	}
	all := problems[0]
	for _, err := range problems[1:] {
		all = both(all, err)
	}
	p.wrong[address] = all
	p.showProblem(address)
	for _, err := range problems {
		problem := (*exhibit.Problem)(nil)
		if !errors.As(err, &problem) {
			continue
		}
		if c, ok := p.state.Control(problem.Key); ok && (c.Kind == exhibit.Number || c.Kind == exhibit.Word || c.Kind == exhibit.Formula) {
			p.typed[problem.Key] = problem.Value
		}
	}
}

// reject says why what was entered in key does not do. The reason may be
// found at another key (x to must be greater than x from); the field that was
// changed says so too.
func (p *Page) reject(key string, err error) {
	p.forgive(func(key string) bool { return key == address }) // it may quote another value
	p.wrong[key] = err
	p.showProblem(key)
}

// accepted takes back problems whose texts are no longer waiting.
func (p *Page) accepted() {
	p.forgive(func(key string) bool { _, waiting := p.typed[key]; return !waiting })
	p.files.wanted = ""
}

// forgive takes back the problems for which over says so.
func (p *Page) forgive(over func(key string) bool) {
	for key := range p.wrong {
		if over(key) {
			delete(p.wrong, key)
			p.host.ShowProblem(Problem{Key: key})
		}
	}
}

// showProblems shows all problems in the language of the page.
func (p *Page) showProblems() {
	for key := range p.wrong {
		p.showProblem(key)
	}
}

// showProblem shows the problem with key.
func (p *Page) showProblem(key string) {
	err := p.wrong[key]
	shown := Problem{Key: key, Message: lang.Of(err).In(p.lang)}
	if problem := (*exhibit.Problem)(nil); errors.As(err, &problem) && problem.Key == key && key != address {
		shown.Message, shown.Text, shown.From, shown.To = problem.Reason.In(p.lang), problem.Value, problem.From, problem.To
		shown.Fixes = fixes(problem.Fixes, p.lang)
	}
	p.host.ShowProblem(shown)
}

func fixes(list []exhibit.Fix, language string) []Fix {
	var shown []Fix
	for _, f := range list {
		shown = append(shown, Fix{f.Label.In(language), f.Query()})
	}
	return shown
}

// remark adds to what there is to notice until something is entered; about is when
// that was last so, for what it is about.
func (p *Page) remark(about int, notices []exhibit.Notice) {
	if about != p.entries || len(notices) == 0 {
		return
	}
	p.remarks = notices
	p.showNotices()
}

// forget takes remarks back, as something else is shown.
func (p *Page) forget() {
	p.entries++
	p.remarks, p.files.given = nil, nil
}

// clearNotices shows none, as the controls are new.
func (p *Page) clearNotices() {
	p.notices = nil
	p.host.ShowNotices(nil)
}

// showNotices shows what the session has to say, and remarks.
func (p *Page) showNotices() {
	var all []exhibit.Notice
	if n, ok := p.session.(exhibit.Noticer); ok {
		all = n.Notices()
	}
	var list []Notice
	for _, v := range slices.Concat(all, p.remarks) {
		text := ""
		if _, ok := p.state.Control(v.Key); ok {
			text = p.state.Text(v.Key)
		}
		list = append(list, Notice{v.Key, v.Text.In(p.lang), text, v.From, v.To, fixes(v.Fixes, p.lang)})
	}
	if !slices.EqualFunc(list, p.notices, Notice.Equal) {
		p.notices = list
		p.host.ShowNotices(list)
	}
}

// Apply makes the change that a Fix offers.
func (p *Page) Apply(query string) {
	if p.session == nil {
		return
	}
	p.keystrokes++
	if name, ok := strings.CutPrefix(query, exhibit.OpenIn); ok {
		p.openInstead(name)
		return
	}
	next, last := p.state, ""
	for pair := range strings.SplitSeq(query, "&") {
		key, value, _ := strings.Cut(pair, "=")
		value, err := url.QueryUnescape(value)
		if err == nil {
			next, err = next.Set(key, value)
		}
		if err != nil {
			p.reject(key, err)
			return
		}
		delete(p.typed, key)
		last = key
	}
	if err := p.admit(next); err != nil {
		p.reject(last, err)
		return
	}
	p.accepted()
	p.commit()
	p.announceChange(last)
}
