package exhibit

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"zscape/compute/lang"
)

// File is a file of the visitor's own. It never leaves the program.
type File struct {
	Name string
	Data []byte
}

// Intake is what an exhibit does with files of the visitor's own.
type Intake struct {
	Label  Text   // of the button: "Open data..."
	Hint   Text   // which files it accepts, in one line
	Accept string // their endings, as in HTML: ".csv,.png"
	Bytes  int    // most that all files may have together

	// Recognizes reports how much files given together look like what the exhibit
	// takes, by their names and first bytes; it must be quick.
	Recognizes func(files []File) Likeness

	// Take reads files that were given together and returns the State to be
	// shown next, which follows s and has on its shelf what was read, and a
	// report. An error names the file, and the line where there is one.
	Take func(files []File, s State) (next State, report Text, err error)

	// Report, if not nil, says what was read of the files that s is about, as s
	// has them read; nothing if it is about none.
	Report func(s State) Text
}

// Likeness is how much files look like what an exhibit takes.
type Likeness int

const (
	Foreign  Likeness = iota // it cannot read them
	Possible                 // it could, as it could many others: a table of numbers
	Likely                   // the names of columns, or what stands in them, speak for it
	Certain                  // a format that is for nothing else
)

// Shelf is what a State has at hand that does not fit in an address: what was
// read from files. It is immutable; nil is an empty one. What lies there is
// never changed either.
type Shelf struct{ items map[string]any }

// Get returns the item of a name, nil if there is none.
func (f *Shelf) Get(name string) any {
	if f == nil {
		return nil
	}
	return f.items[name]
}

// With returns a shelf that holds item under a name, besides the items of f.
func (f *Shelf) With(name string, item any) *Shelf {
	next := &Shelf{items: map[string]any{name: item}}
	if f != nil {
		next.items = maps.Clone(f.items)
		next.items[name] = item
	}
	return next
}

// Shelf returns the shelf of s.
func (s State) Shelf() *Shelf { return s.shelf }

// WithShelf returns s with another shelf, and the controls that follow from it.
// Two States that differ in their shelves alone are Equal.
func (s State) WithShelf(f *Shelf) State {
	if s.exhibit == nil || s.shelf == f {
		return s
	}
	s.shelf = f
	return s.extended()
}

// Needer is a Session whose State may need files that come with the program,
// but not before they are needed.
type Needer interface {
	// Needs returns those that are not on the shelf of the session's State.
	// What depends on them is not to be seen until they are.
	Needs() []Need
}

// Need is a file that comes with the program.
type Need struct {
	Path string // within the site, such as data/x.png

	// Put returns f with the file on it. An error says why data is not accepted.
	Put func(f *Shelf, data []byte) (*Shelf, error)
}

// Load opens files, as Intake.Take does, in the State that text describes. What
// text sets takes precedence; Take sets only the name of the file and those of the
// controls ExtendBy that it has changed. The problems are those of Parse.
func Load(text string, open Opener, shelf *Shelf, files []File) (s State, report Text, problems []error, err error) {
	s, problems, err = ParseWith(text, open, shelf)
	if err != nil {
		return s, report, nil, err
	}
	e := s.Exhibit()
	if e.Intake == nil {
		return s, report, problems, lang.Errorf("%s does not accept files", "%sはファイルを受け付けません", e.Name)
	}
	next, report, err := e.Intake.Take(files, s)
	if err != nil {
		return s, report, problems, err
	}
	if !strings.Contains(text, "?") {
		text += "?"
	}
	for _, key := range append(slices.Clone(e.ExtendBy), FileKey) {
		if _, ok := s.Control(key); ok && (key == FileKey || next.Changed(s, key)) {
			text += "&" + key + "=" + url.QueryEscape(next.Text(key))
		}
	}
	s, problems, err = ParseWith(text, open, next.Shelf())
	if e.Intake.Report != nil && err == nil {
		report = e.Intake.Report(s)
	}
	return s, report, problems, err
}
