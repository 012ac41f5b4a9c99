package surface

import (
	"fmt"
	"math"
	"slices"

	"zscape/compute/field"
	"zscape/compute/lang"
	"zscape/compute/table"
	"zscape/exhibit"
	readers "zscape/jobs/reading"
	"zscape/task"
)

// Points are offered of tables with so many columns at most.
const mostColumns = 200

// loaded is a file of the visitor's own, and what was read of it, in each of some ways,
// the first being what is found without options. It is immutable.
type loaded struct {
	name   string
	files  []field.File
	parsed []parsed
}

// parsed is what was read in one way.
type parsed struct {
	way wayKey
	taking
}

// wayKey is field.Options that can be compared.
type wayKey struct {
	table   table.Options
	as      field.Layout
	x, y, z int
	north   bool
	gaps    string
}

func keyOf(o field.Options) wayKey {
	c := wayKey{table: o.Table, as: o.As, x: o.X, y: o.Y, z: o.Z, north: o.North}
	if o.Gaps.Known {
		c.gaps = fmt.Sprint(o.Gaps.Marks)
	}
	return c
}

// taking is a field that was read, with the error there was.
type taking struct {
	field  *field.Field
	report *field.Report // nil if nothing could be read
	err    error
	unread *field.Options // if it was not read yet: how it is to be
}

// As many ways to read a file are kept as a picture may need, what a way begins from
// and all columns of values; and of small files more, so that what was seen before is
// seen at once.
const (
	fewRead  = 4 + field.MostData
	mostRead = 4 * fewRead
)

// across returns how long a unit of x is in units of y: of longitudes and latitudes
// as on a sphere in the middle of the map, or at 85 degrees at most.
func (r *taking) across() float64 {
	if r.field == nil || !r.report.Degrees {
		return 1
	}
	const most = 85
	return math.Cos(math.Pi / 180 * min(math.Abs(r.latitude()), most))
}

// latitude returns that of the middle.
func (r *taking) latitude() float64 {
	_, _, y0, y1 := r.field.Bounds()
	return (y0 + y1) / 2
}

// as returns the file as o has it read.
func (l *loaded) as(o field.Options) taking {
	key := keyOf(o)
	for _, p := range l.parsed {
		if p.way == key {
			return p.taking
		}
	}
	return taking{unread: &o, err: lang.Errorf("is not read yet", "まだ読み込んでいません")}
}

// with returns l with what was read as o has it. What was read first and is too much
// is given up.
func (l *loaded) with(o field.Options, r taking) *loaded {
	next := &loaded{name: l.name, files: l.files, parsed: append(slices.Clone(l.parsed), parsed{keyOf(o), r})}
	for n := len(next.parsed); n > mostRead || n > fewRead && next.size() > kept.Room; n-- {
		next.parsed = slices.Delete(next.parsed, 1, 2)
	}
	return next
}

// is reports whether other is what l has become.
func (l *loaded) is(other *loaded) bool {
	return other != nil && other.parsed[0].report == l.parsed[0].report
}

// reading returns what reads the file as o has it.
func (l *loaded) reading(o field.Options) exhibit.Reading {
	return exhibit.Reading{File: l.name, Spec: readers.Field(o, l.files...), New: readers.NewField}
}

// takingOf returns what a reading came to.
func takingOf(result task.Message) (r taking) {
	r.field, r.report, r.err = readers.FieldOf(result)
	return r
}

// unread returns what is to be read so that s can be shown; nil if nothing is.
func unread(s exhibit.State) *exhibit.Need {
	l := mine(s)
	list, err := read(s.Text("f"))
	if l == nil || err != nil || firstOwn(list) == 0 {
		return nil
	}
	for n := 1; n <= field.MostData; n++ {
		if n > 1 && !use(list, dataName(n)) {
			continue
		}
		if o := l.column(s, n).unread; o != nil {
			return &exhibit.Need{Reading: l.reading(*o), Keep: func(result task.Message) func(f *exhibit.Shelf) *exhibit.Shelf {
				r := takingOf(result)
				return func(f *exhibit.Shelf) *exhibit.Shelf {
					return kept.Change(f, l.name, func(now *loaded) *loaded { return now.with(*o, r) })
				}
			}}
		}
	}
	return nil
}

func (r *taking) samples() int {
	if r.field == nil {
		return 0
	}
	return r.field.Points()
}

// size is about how much it keeps, in samples.
func (l *loaded) size() int {
	n := 0
	for _, f := range l.files {
		n += len(f.Data) / 8
	}
	for _, r := range l.parsed {
		n += r.samples()
	}
	return n
}

// mine returns the visitor's file that s means: the one that it names, or the
// last one; nil if it is not there.
func mine(s exhibit.State) *loaded {
	l, _ := kept.Of(s)
	return l
}
