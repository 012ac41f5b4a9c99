package render

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// write writes data to where r says.
func (r *rendering) write(stdout io.Writer, data []byte) error {
	if r.out == "-" {
		_, err := stdout.Write(data)
		return err
	}
	return writeFile(r.out, data)
}

// writeFile writes a file all at once: it has its name only when it is complete. One that
// is there keeps its mode, and one that a link leads to, its place; what is not to be
// written stays.
func writeFile(name string, data []byte) error {
	name, err := target(name)
	if err != nil {
		return err
	}
	refuse := func(why error) error { return &fs.PathError{Op: "write", Path: name, Err: why} }
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		info = nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return refuse(errors.New("not a regular file"))
	case info.Mode()&0o222 == 0: // who administers the machine may write it all the same
		return refuse(fs.ErrPermission)
	default:
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		f.Close()
	}
	f, err := create(folder(name))
	if err != nil {
		return refuse(reason(err))
	}
	_, err = f.Write(data)
	if err == nil && info != nil {
		err = f.Chmod(info.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
		return refuse(reason(err))
	}
	return nil
}

// reason returns what err says without the names in it: that of the file which is written
// first means nothing to anyone.
func reason(err error) error {
	if bad := (*fs.PathError)(nil); errors.As(err, &bad) {
		return bad.Err
	}
	if bad := (*os.LinkError)(nil); errors.As(err, &bad) {
		return bad.Err
	}
	return err
}

// target returns the file that a name leads to, which need not be there.
func target(name string) (string, error) {
	const most = 40 // as Linux follows
	for range most {
		to, err := os.Readlink(name)
		if err != nil { // it is no link
			return name, nil
		}
		if !filepath.IsAbs(to) { // not cleaned: a/.. need not be here, if a is a link
			to = folder(name) + to
		}
		name = to
	}
	return "", &fs.PathError{Op: "write", Path: name, Err: errors.New("too many levels of symbolic links")}
}

// folder returns what stands before the last part of a name: "a/../" of "a/../b".
func folder(name string) string {
	folder, _ := filepath.Split(name)
	return folder
}

// create makes a new file in folder, as folder returns it, with the mode of files of that process, under a name
// that is short: that of the file to be written may be as long as can be.
func create(folder string) (*os.File, error) {
	for n := 0; ; n++ {
		f, err := os.OpenFile(fmt.Sprintf("%s.zscape-%d-%d", folder, os.Getpid(), n), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}
