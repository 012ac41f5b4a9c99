package render

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/internal/cli"
)

// fileError is what is wrong with a file that render was given.
type fileError struct{ error }

func (e *fileError) Unwrap() error { return e.error }

// In says it in a language.
func (e *fileError) In(language string) string { return lang.Of(e.error).In(language) }

// addFile is the flag -file.
func (r *rendering) addFile(path string) error {
	if path == "" {
		return errors.New("expected a file name")
	}
	r.files = append(r.files, path)
	return nil
}

// parseWith reads the State that text says, with the files, on which it reports.
func parseWith(text string, paths []string, out io.Writer) (exhibit.State, []error, error) {
	if len(paths) == 0 {
		return exhibit.Parse(text, gallery.Open)
	}
	s, _, err := exhibit.Parse(text, gallery.Open)
	if err != nil {
		return s, nil, err
	}
	fail := func(err error) (exhibit.State, []error, error) {
		return s, nil, &fileError{lang.Errorf("-file: %v", "-file: %v", err)}
	}
	intake := s.Exhibit().Intake
	if intake == nil {
		return fail(lang.Errorf("%s does not accept files", "%sはファイルを受け付けません", s.Exhibit().Name))
	}
	var files []exhibit.File
	size := int64(0)
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return fail(err)
		}
		if size += info.Size(); !info.Mode().IsRegular() || size > int64(intake.Bytes) {
			return fail(lang.Errorf("%s: not a file of at most %d bytes", "%s: %dバイト以下のファイルではありません", path, intake.Bytes))
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return fail(err)
		}
		files = append(files, exhibit.File{Name: filepath.Base(path), Data: data})
	}
	s, report, problems, err := exhibit.Load(text, gallery.Open, nil, files)
	if err != nil {
		return fail(err)
	}
	if said := report.In(cli.Language()); said != "" {
		fmt.Fprintln(out, said)
	}
	return s, problems, nil
}

// supplied brings session to s, with the files that come with the program and
// that it needs.
func supplied(data fs.FS, session exhibit.Session, s exhibit.State) (exhibit.State, error) {
	if err := session.Update(s); err != nil {
		return s, err
	}
	n, ok := session.(exhibit.Needer)
	if !ok {
		return s, nil
	}
	shelf := s.Shelf()
	for _, need := range n.Needs() {
		content, err := fs.ReadFile(data, need.Path)
		if err == nil {
			shelf, err = need.Put(shelf, content)
		}
		if err != nil {
			return s, err
		}
	}
	if shelf == s.Shelf() {
		return s, nil
	}
	s = s.WithShelf(shelf)
	return s, session.Update(s)
}
