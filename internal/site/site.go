// Package site makes the static site of the page: it compiles the WebAssembly
// programs, draws the posters, and puts them beside the files of web. A site is
// written to a folder, or served from memory and replaced when a source file
// changes.
package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A file is one file of the site. Its name is relative to the site's root and
// separated by slashes.
type file struct {
	name string
	data []byte
}

// An asset is a file made ready to be sent.
type asset struct {
	file
	gzip []byte // nil if it would not be smaller than data
	hash string // of data, in hex
}

func newAsset(f file) *asset {
	a := &asset{file: f, hash: hash(f.data)}
	var buf bytes.Buffer
	// Neither call can fail: the level is valid, and so is writing to memory.
	w, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	w.Write(f.data)
	w.Close()
	if buf.Len() < len(f.data) {
		a.gzip = buf.Bytes()
	}
	return a
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// sent returns how many bytes a browser downloads for a.
func (a *asset) sent() int {
	if a.gzip != nil {
		return len(a.gzip)
	}
	return len(a.data)
}

// A Site is a complete build, held in memory, by file name.
type Site map[string]*asset

// id names the build: two sites with the same id have the same files.
func (s Site) id() string { return s[manifestName].hash }

// manifestName is the file that lists all others. It also marks a folder as
// written by this command.
const manifestName = "manifest.json"

// A manifest has an entry for each file of a site but itself.
type manifest map[string]entry

type entry struct {
	Bytes  int    `json:"bytes"`
	Gzip   int    `json:"gzip"` // bytes sent by a server that compresses
	SHA256 string `json:"sha256"`
}

func (s Site) manifest() manifest {
	m := manifest{}
	for name, a := range s {
		if name != manifestName {
			m[name] = entry{len(a.data), a.sent(), a.hash}
		}
	}
	return m
}

// OverBudget returns an error that names the programs of which a browser would
// download more than their budget.
func (s Site) OverBudget() error { return s.manifest().overBudget() }

func (m manifest) overBudget() error {
	var over []string
	for _, p := range programs {
		if n := m[p.name].Gzip; n > p.budget {
			over = append(over, fmt.Sprintf("%s is %d bytes after gzip, its budget is %d", p.name, n, p.budget))
		}
	}
	if over == nil {
		return nil
	}
	return errors.New(strings.Join(over, "; "))
}

// Report writes a line for each program: its size, and how much of its budget that is.
func (s Site) Report(w io.Writer) {
	for _, p := range programs {
		if a := s[p.name]; a != nil {
			fmt.Fprintf(w, "%-12s %9d bytes, %8d after gzip, %3.0f %% of the budget of %d\n",
				p.name, len(a.data), a.sent(), 100*float64(a.sent())/float64(p.budget), p.budget)
		}
	}
}

// Check says why Write would refuse dir, before the long part.
func Check(dir string) error {
	_, err := written(dir)
	return err
}

// Read returns the site that Write has put into dir. Other files there are no part of
// it; one that is not as it was written is an error.
func Read(dir string) (Site, error) {
	list, _ := written(dir) // nil if there is an error
	if list == nil {
		return nil, fmt.Errorf("there is no site in %s that was built before", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	s := Site{}
	for _, name := range slices.Concat([]string{manifestName}, slices.Collect(maps.Keys(list))) {
		data, err := root.ReadFile(filepath.FromSlash(name))
		if err != nil {
			return nil, err
		}
		s[name] = newAsset(file{name, data})
		if e := list[name]; name != manifestName && s[name].hash != e.SHA256 {
			return nil, fmt.Errorf("%s is not as it was built", filepath.Join(dir, name))
		}
	}
	return s, nil
}

// written returns the manifest of the site in dir; it is nil if dir is empty or
// does not exist. It is an error if dir holds anything else than a site.
func written(dir string) (manifest, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var m manifest
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err != nil || m[programs[0].name] == (entry{}) {
		return nil, fmt.Errorf("%s is not empty and holds no site built before: give an empty or new folder", dir)
	}
	return m, nil
}

// Write makes dir hold s: an empty or new folder, or one that holds a site, of which
// the files go that s does not have. Those that are not as they were built are kept, and
// returned. It writes raw files only: a static host compresses what it sends by itself,
// and none that matters here would use a .gz beside them.
func (s Site) Write(dir string) (kept []string, err error) {
	old, err := written(dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir) // no name leads out of it
	if err != nil {
		return nil, err
	}
	defer root.Close()
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if s[name] != nil {
			continue
		}
		gone, err := remove(root, filepath.FromSlash(name), old[name])
		if err != nil {
			return nil, err
		}
		if !gone {
			kept = append(kept, name)
		}
	}
	// The manifest goes first: it lets an interrupted build be repeated.
	names := slices.Sorted(maps.Keys(s.manifest()))
	for _, name := range slices.Concat([]string{manifestName}, names) {
		if err := root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o777); err != nil {
			return nil, err
		}
		if err := root.WriteFile(filepath.FromSlash(name), s[name].data, 0o666); err != nil {
			return nil, err
		}
	}
	return kept, nil
}

// remove removes a file if it is as a manifest says; gone reports whether it is not there
// any more.
func remove(root *os.Root, name string, as entry) (gone bool, err error) {
	switch info, err := root.Lstat(name); {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, err
	case !info.Mode().IsRegular() || info.Size() != int64(as.Bytes):
		return false, nil
	}
	data, err := root.ReadFile(name)
	if err != nil || hash(data) != as.SHA256 {
		return false, err
	}
	return true, root.Remove(name)
}
