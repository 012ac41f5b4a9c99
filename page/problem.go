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
		if other := p.wrong.of[key]; other != nil {
			err = both(other, err)
		}
		p.wrong.set(key, err)
	}
}

// both is two errors in one.
func both(a, b error) error { return lang.Errorf("%v; %v", "%v、%v", a, b) }

// complainOfLink is complain for what a link says. Its controls may be out of
// sight, so all is also said over the picture; and what is not accepted waits in
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
	p.wrong.set(address, all)
	for _, err := range problems {
		problem := (*exhibit.Problem)(nil)
		if !errors.As(err, &problem) {
			continue
		}
		if c, ok := p.state.Control(problem.Key); ok && !c.Hidden && (c.Kind == exhibit.Number || c.Kind == exhibit.Word || c.Kind == exhibit.Formula) {
			p.typed[problem.Key] = problem.Value
		}
	}
}

// reject says why what was entered in key is not accepted. The reason may be
// found at another key (x to must be greater than x from); the field that was
// changed says so too.
func (p *Page) reject(key string, err error) {
	p.forgive(func(key string) bool { return key == address }) // it may quote another value
	p.wrong.set(key, err)
}

// accepted takes back problems whose texts are no longer waiting.
func (p *Page) accepted() {
	p.forgive(func(key string) bool { _, waiting := p.typed[key]; return !waiting })
	p.files.wanted = ""
}

// forgive takes back the problems for which over says so.
func (p *Page) forgive(over func(key string) bool) {
	for key := range p.wrong.of {
		if over(key) {
			delete(p.wrong.of, key)
			p.wrong.mark(key)
		}
	}
}

// problems are what is wrong with what was entered.
type problems struct {
	of    map[string]error // by key
	dirty []string         // keys of which it is to be shown anew
}

func (w *problems) set(key string, err error) {
	w.of[key] = err
	w.mark(key)
}

// mark lets what is wrong at key be shown, or taken back. The same again is news,
// too: a field has been typed in since.
func (w *problems) mark(key string) {
	w.dirty = append(slices.DeleteFunc(w.dirty, func(k string) bool { return k == key }), key)
}

// showProblems takes back what is no longer wrong, and shows what is. What a link says
// comes last: over the picture it is the whole of what others say there in part.
func (p *Page) showProblems() {
	keys := p.wrong.dirty
	p.wrong.dirty = nil
	for _, key := range keys {
		if p.wrong.of[key] == nil {
			p.host.ShowProblem(Problem{Key: key})
		}
	}
	for _, last := range []bool{false, true} {
		for _, key := range keys {
			if p.wrong.of[key] != nil && (key == address) == last {
				p.showProblem(key)
			}
		}
	}
}

// showProblem shows the problem with key.
func (p *Page) showProblem(key string) {
	err := p.wrong.of[key]
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
	p.notices.remarks = notices
	p.mark(dirtyNotices)
}

// forget takes remarks back, as something else is shown.
func (p *Page) forget() {
	p.entries++
	p.notices.remarks, p.files.given = nil, nil
}

// notices is what there is to notice.
type notices struct {
	shown   []Notice
	stale   bool             // controls are new, which showed none of them
	remarks []exhibit.Notice // what an export had to say
}

// showNotices shows what the session has to say, and remarks.
func (p *Page) showNotices() {
	var all []exhibit.Notice
	if n, ok := p.session.(exhibit.Noticer); ok {
		all = n.Notices()
	}
	var list []Notice
	for _, v := range slices.Concat(all, p.refusals(), p.notices.remarks) {
		text := ""
		if _, ok := p.state.Control(v.Key); ok {
			text = p.state.Text(v.Key)
		}
		list = append(list, Notice{v.Key, v.Text.In(p.lang), text, v.From, v.To, fixes(v.Fixes, p.lang)})
	}
	if p.notices.stale || !slices.EqualFunc(list, p.notices.shown, Notice.Equal) {
		p.notices.shown, p.notices.stale = list, false
		p.host.ShowNotices(list)
	}
}

// Apply makes the change that a Fix offers.
func (p *Page) Apply(query string) {
	defer p.event()()
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
