package field

import (
	"bytes"
	"path"
	"strings"

	"zscape/compute/faults"
	"zscape/compute/lang"
	"zscape/compute/table"
)

// File is a file to be read. Its name tells raw files and .hgt; else the bytes do.
type File = table.File

// Options say how a table is to be read, where there is a choice. The zero
// Options leave it to the table.
type Options struct {
	Table   table.Options // how it is written
	As      Layout
	X, Y, Z int // columns of points, from 1; 0 for those that the names or the order say
	Gaps    Gaps
	North   bool // the first row of z is that of the largest y

	progress func(part float64) // see ReadWith; may be nil
}

// Layout is what the rows of a table are.
type Layout uint8

const (
	AsFound  Layout = iota // whichever they look like: see ReadText
	AsPoints               // x, y, z
	AsRows                 // values z of a lattice
)

// Report says what was read.
type Report struct {
	NX, NY int // of a lattice, else 0
	Points int // samples, or scattered points
	Gaps   int // samples without a value
	Merged int // points at a place that had one
	faults.List

	Format   lang.Text // if it is no table
	Marks    []Mark    // numbers that were read as gaps
	Infinite int       // values; those of scattered points are left out
	Every    int       // only every so many rows and columns were read, as there are so many; else 0
	Degrees  bool      // x is a longitude and y a latitude

	// Of a table, its columns and, from 1, those of x, y and z, if its rows are
	// points; and what was taken where there is a choice.
	As      Layout
	Columns []table.Column
	X, Y, Z int
	Lines   int   // of points that were read
	Counted bool  // rows of z are 1 apart, as nothing says their y
	Left    []int // columns, from 1, that are not among rows of z
	Guesses []Guess
}

// Guess is what was taken where a table has more than one reading.
type Guess struct {
	Text  lang.Text
	Other []Choice // what might be meant instead
}

// Choice is another reading: what Options would bring it about.
type Choice struct {
	Label   lang.Text
	Options Options
}

// Read reads a field. Which of the formats it is shows in the bytes:
//
//   - a table of numbers as text: see ReadText;
//   - a raster of heights as text or binary: see ReadGrid, ReadSurfer, ReadHGT,
//     ReadGSI;
//   - a picture as PNG: see ReadPNG;
//   - two files, a description in JSON and raw samples: see ReadRaw.
//
// An error names the file. There may be a Report beside it, whose Guesses say
// how the file might be read.
func Read(o Options, files ...File) (*Field, *Report, error) {
	return ReadWith(nil, o, files...)
}

// ReadWith is Read which calls progress, unless that is nil, every few milliseconds
// with how much of the work is done, about, 0 to 1.
func ReadWith(progress func(part float64), o Options, files ...File) (*Field, *Report, error) {
	if progress != nil {
		done := 0.0
		o.progress = func(part float64) {
			done = max(done, part)
			progress(done)
		}
	}
	if len(files) == 2 {
		a, b := files[0], files[1]
		if !isJSON(a.Data) {
			a, b = b, a
		}
		if isJSON(a.Data) {
			f, r, err := o.readRaw(a.Data, b.Data)
			return f, r, named(lang.Sprintf("%s with %s", "%sと%s", a.Name, b.Name), err)
		}
	}
	switch {
	case len(files) == 0:
		return nil, nil, lang.Errorf("there is no file", "ファイルがありません")
	case len(files) > 1:
		return nil, nil, lang.Errorf("%d files: open one at a time, or raw samples together with their JSON description",
			"ファイルが%d個あります(1個ずつ、または生データとその説明のJSONを組にして開いてください)", len(files))
	}
	file := files[0]
	name := lang.Same(file.Name)
	extension := strings.ToLower(path.Ext(file.Name))
	if isGSI(file.Data) {
		f, r, err := ReadGSI(file.Data, o)
		return f, r, named(name, err)
	}
	if err := unread(file.Data); err != nil && extension != ".hgt" {
		return nil, nil, named(name, err)
	}
	const enough = 1 << 12 // to tell
	head := table.FromUTF16(nil, file.Data[:min(len(file.Data), enough)])
	switch {
	case extension == ".hgt":
		f, r, err := ReadHGT(file.Name, file.Data, o)
		return f, r, named(name, err)
	case isGrid(head):
		f, r, err := ReadGrid(table.FromUTF16(o.passing(), file.Data), o)
		return f, r, named(name, err)
	case isSurfer(head):
		f, r, err := ReadSurfer(table.FromUTF16(o.passing(), file.Data), o)
		return f, r, named(name, err)
	case bytes.HasPrefix(file.Data, []byte("\x89PNG")):
		f, r, err := o.readPNG(file.Data)
		return f, r, named(name, err)
	case isJSON(file.Data) && !bytes.Contains(file.Data, []byte(`"rows"`)):
		return nil, nil, named(name, refuse(json))
	case isJSON(file.Data):
		return nil, nil, named(name, lang.Errorf("a description of raw samples: open it together with the data file", "生データの説明です(データのファイルと一緒に開いてください)"))
	case extension == ".bin" || extension == ".raw":
		return nil, nil, named(name, lang.Errorf("raw samples: open them together with their JSON description", "生データです(その説明のJSONと一緒に開いてください)"))
	}
	f, r, err := ReadText(file.Data, o)
	if err == nil {
		r.Degrees = r.geographic(f)
	}
	return f, r, named(name, err)
}

func named(name lang.Text, err error) error {
	if err != nil {
		return lang.Errorf("%s: %v", "%s: %v", name, err)
	}
	return nil
}

// isJSON reports whether the data are an object in JSON; an array in braces is
// none.
func isJSON(data []byte) bool {
	data = bytes.TrimLeft(data, space)
	if !bytes.HasPrefix(data, []byte("{")) {
		return false
	}
	data = bytes.TrimLeft(data[1:], space)
	return len(data) > 0 && (data[0] == '"' || data[0] == '}')
}
