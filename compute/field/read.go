package field

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"

	"zscape/compute/faults"
)

// File is a file to be read.
type File struct {
	Name string // its ending says nothing but of raw files
	Data []byte
}

// Report says what was read.
type Report struct {
	NX, NY int // of a lattice, else 0
	Points int // samples, or scattered points
	Gaps   int // samples without a value
	Merged int // points at a place that had one
	faults.List
}

// Read reads a field. Which of the formats it is shows in the bytes:
//
//   - a table of numbers as text: see ReadText;
//   - a picture as PNG: see ReadPNG;
//   - two files, a description in JSON and raw samples: see ReadRaw.
//
// An error names the file.
func Read(files ...File) (*Field, *Report, error) {
	if len(files) == 2 {
		a, b := files[0], files[1]
		if !isJSON(a.Data) {
			a, b = b, a
		}
		if isJSON(a.Data) {
			f, r, err := ReadRaw(a.Data, b.Data)
			return f, r, named(a.Name+" with "+b.Name, err)
		}
	}
	switch {
	case len(files) == 0:
		return nil, nil, errors.New("there is no file")
	case len(files) > 1:
		return nil, nil, fmt.Errorf("%d files: one is read at a time, or raw samples with their description in JSON", len(files))
	}
	file := files[0]
	read := ReadText
	switch extension := strings.ToLower(path.Ext(file.Name)); {
	case bytes.HasPrefix(file.Data, []byte("\x89PNG")):
		read = ReadPNG
	case isJSON(file.Data):
		return nil, nil, fmt.Errorf("%s: a description of raw samples: open it together with their file", file.Name)
	case extension == ".bin" || extension == ".raw":
		return nil, nil, fmt.Errorf("%s: raw samples: open them together with their description in JSON", file.Name)
	}
	f, r, err := read(file.Data)
	return f, r, named(file.Name, err)
}

func named(name string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func isJSON(data []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) }
