package exhibit

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/table"
	"zscape/task"
)

// File is a file of the visitor's own. It never leaves the program.
type File = table.File

// Intake is what an exhibit does with files of the visitor's own.
type Intake struct {
	Label  Text   // of the button: "Open data..."
	Hint   Text   // which files it accepts, in one line
	Accept string // their endings, as in HTML: ".csv,.png"
	Bytes  int    // most that all files may have together

	// Recognizes reports how much files given together look like what the exhibit
	// takes, by their names and first bytes; it must be quick.
	Recognizes func(files []File) Likeness

	// Read returns what reads files that were given together while s is shown.
	Read func(files []File, s State) Reading

	// Take takes the result of that, as it was asked for while s was shown, and returns
	// what puts it into a State. It may take as long as a frame, a Put may not: so what
	// changes meanwhile is not lost.
	Take func(result task.Message, files []File, s State) Put

	// Unread, if not nil, returns what s needs that was not read yet of files on its
	// shelf, as s has them read; nil if nothing. There may be more to read when that
	// is there; until then s keeps the controls that it had.
	Unread func(s State) *Need

	// Report, if not nil, says what was read of the files that s is about, as s
	// has them read; nothing if it is about none.
	Report func(s State) Text
}

// Put puts what was read from files into a State: it returns the State to be shown next,
// which follows s and has on its shelf what was read, and a report. An error names the file,
// and the line where there is one. What it has put there it finds there again.
type Put func(s State) (next State, report Text, err error)

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
	waiting := s.unread() != nil
	s.shelf = f
	if s = s.extended(); waiting {
		s = s.extended() // by what the controls say that have come
	}
	return s
}

// Open reads files and takes them, at once, with all that the next State needs.
func (in *Intake) Open(files []File, s State) (next State, report Text, err error) {
	result, err := in.Read(files, s).Do()
	if err != nil {
		return s, report, err
	}
	if next, report, err = in.Take(result, files, s)(s); err != nil {
		return s, report, err
	}
	next, err = Reach(next.Shelf(), nil, func(f *Shelf) (State, error) { return next.WithShelf(f), nil })
	if in.Report != nil && err == nil {
		report = in.Report(next)
	}
	return next, report, err
}

// Load opens files, at once, in the State that text describes: see Taken. The problems
// are those of Parse.
func Load(text string, open Opener, shelf *Shelf, files []File) (s State, report Text, problems []error, err error) {
	s, problems, err = ParseWith(text, open, shelf)
	if err != nil {
		return s, report, nil, err
	}
	in := s.Exhibit().Intake
	if in == nil {
		return s, report, problems, lang.Errorf("%s does not accept files", "%sはファイルを受け付けません", s.Exhibit().Name)
	}
	result, err := in.Read(files, s).Do()
	if err == nil {
		text, shelf, report, err = Taken(text, open, shelf, in.Take(result, files, s))
	}
	if err != nil {
		return s, report, problems, err
	}
	s, err = Reach(shelf, open, func(f *Shelf) (next State, err error) {
		next, problems, err = ParseWith(text, open, f)
		return next, err
	})
	if in.Report != nil && err == nil {
		report = in.Report(s)
	}
	return s, report, problems, err
}

// Taken puts what was read from files into the State that text describes. What text sets
// takes precedence; of what put sets only the name of the file counts, and those of the
// controls ExtendBy that it has changed. It returns the text of that State, the shelf that it
// needs, and put's report.
func Taken(text string, open Opener, shelf *Shelf, put Put) (next string, f *Shelf, report Text, err error) {
	s, _, err := ParseWith(text, open, shelf)
	if err != nil {
		return text, shelf, report, err
	}
	with, report, err := put(s)
	if err != nil {
		return text, shelf, report, err
	}
	if !strings.Contains(text, "?") {
		text += "?"
	}
	for _, key := range append(slices.Clone(s.Exhibit().ExtendBy), FileKey) {
		if _, ok := s.Control(key); ok && (key == FileKey || with.Changed(s, key)) {
			text += "&" + key + "=" + url.QueryEscape(with.Text(key))
		}
	}
	return text, with.Shelf(), report, nil
}
