package task

import (
	"slices"
	"sort"
	"strconv"
)

// Logger is a Task that also keeps a log of what passes: draws, losses, what
// was proposed and refused. Unlike snapshots, of which some are taken, all
// records come to the other side, each once and in order.
type Logger interface {
	Task

	// Columns names the numbers of a record: always the same, each another
	// name, 1 to 4096 of them.
	Columns() []string

	// Records appends the records since the last call to dst, each as many
	// numbers as there are columns, and returns the longer slice. It is called
	// before the first step and after each, so that one step may make none,
	// one, or several.
	Records(dst []float64) []float64
}

// Log is the records of a run up to a moment: a table of named columns that
// only grows. It stays as it is while the run goes on. The zero Log is empty.
type Log struct {
	of *book
	n  int
}

// Len returns how many records there are.
func (l Log) Len() int { return l.n }

// Columns returns the names of the columns, in the task's order. They are not
// to be changed.
func (l Log) Columns() []string {
	if l.of == nil {
		return nil
	}
	return l.of.columns
}

// Column returns the numbers of a column, one for each record; nil if there is
// no such column. They are shared, and not to be changed.
func (l Log) Column(name string) []float64 {
	if l.of == nil {
		return nil
	}
	k := slices.Index(l.of.columns, name)
	if k < 0 {
		return nil
	}
	return l.of.values[k][:l.n:l.n]
}

// Steps returns the step that each record was made in, 0 for what was there
// before the first; they never fall. They are shared, and not to be changed.
func (l Log) Steps() []float64 {
	if l.of == nil {
		return nil
	}
	return l.of.steps[:l.n:l.n]
}

// Common returns how many of the first records are those of old, so that
// nothing is new but what follows them. It is 0 if the two are of different
// runs.
func (l Log) Common(old Log) int {
	if l.of != old.of {
		return 0
	}
	return min(l.n, old.n)
}

// Upto returns the records of all steps up to step.
func (l Log) Upto(step int) Log {
	return Log{l.of, sort.Search(l.n, func(i int) bool { return l.of.steps[i] > float64(step) })}
}

// maxColumns is how many numbers a record has at most.
const maxColumns = 4096

// book returns the records as a book that is not to be written; nil if there is no
// log.
func (l Log) book() *book {
	if l.of == nil {
		return nil
	}
	b := &book{columns: l.of.columns, steps: l.Steps()}
	for _, v := range l.of.values {
		b.values = append(b.values, v[:l.n:l.n])
	}
	return b
}

// copied returns a book of its own with the records.
func (l Log) copied() *book {
	if l.of == nil {
		return nil
	}
	c := l.book()
	c.steps = slices.Clone(c.steps)
	for k, v := range c.values {
		c.values[k] = slices.Clone(v)
	}
	return c
}

// book is a Log that is being written.
type book struct {
	columns []string
	steps   []float64   // of each record
	values  [][]float64 // of each column
}

func newBook(columns []string) *book {
	return &book{columns: slices.Clone(columns), values: make([][]float64, len(columns))}
}

// log returns the records so far.
func (b *book) log() Log {
	if b == nil {
		return Log{}
	}
	return Log{b, len(b.steps)}
}

// add appends records of a step, row after row.
func (b *book) add(step int, rows []float64) error {
	width := len(b.columns)
	if len(rows) == 0 {
		return nil
	}
	if width == 0 || len(rows)%width != 0 {
		return &recordError{len(rows), width}
	}
	for row := range slices.Chunk(rows, width) {
		b.steps = append(b.steps, float64(step))
		for k, v := range row {
			b.values[k] = append(b.values[k], v)
		}
	}
	return nil
}

// recordError says that numbers make no records.
type recordError struct{ numbers, width int }

func (e *recordError) Error() string {
	return "task: " + strconv.Itoa(e.numbers) + " numbers are no records of " + strconv.Itoa(e.width)
}

// join returns the book with the records of a later one, whose steps go on from
// those of b. Where they do not, the run has begun anew from an earlier step, and
// the book is another one from then on.
func (b *book) join(next *book) *book {
	switch {
	case next == nil || b != nil && len(next.steps) == 0:
		return b
	case b == nil || !slices.Equal(b.columns, next.columns):
		return next
	}
	if first := next.steps[0]; len(b.steps) > 0 && first <= b.steps[len(b.steps)-1] {
		b = b.before(first)
	}
	b.steps = append(b.steps, next.steps...)
	for k := range b.values {
		b.values[k] = append(b.values[k], next.values[k]...)
	}
	return b
}

// before returns a book of its own with the records of the steps before step.
func (b *book) before(step float64) *book {
	return Log{b, sort.SearchFloat64s(b.steps, step)}.copied()
}

// reset forgets the records; they are elsewhere now.
func (b *book) reset() {
	if b == nil {
		return
	}
	b.steps = b.steps[:0]
	for k := range b.values {
		b.values[k] = b.values[k][:0]
	}
}

// size returns how many bytes append adds, about.
func (b *book) size() int {
	if b == nil {
		return 8
	}
	size := 16
	for _, name := range b.columns {
		size += 4 + len(name)
	}
	return size + 8*(len(b.columns)+1)*(len(b.steps)+2)
}

// append appends the binary form: a uint32 that counts the columns, 0 for no
// book, their names, and then as arrays the steps and each column.
func (b *book) append(dst []byte) []byte {
	if b == nil {
		return appendUint32(dst, 0)
	}
	dst = appendUint32(dst, len(b.columns))
	for _, name := range b.columns {
		dst = appendText(dst, name)
	}
	dst = appendArray(dst, b.steps)
	for _, v := range b.values {
		dst = appendArray(dst, v)
	}
	return dst
}

// book reads what append wrote; nil if there is none.
func (r *reader) book() *book {
	n := r.count(8)
	if n > maxColumns {
		r.fail()
	}
	if n == 0 || r.failed {
		return nil
	}
	b := &book{columns: make([]string, 0, n), values: make([][]float64, 0, n)}
	for range n {
		name := r.text()
		if slices.Contains(b.columns, name) {
			r.fail()
		}
		b.columns = append(b.columns, name)
	}
	b.steps = r.array()
	last := 0.0
	for _, step := range b.steps {
		if !isStep(step) || step < last {
			r.fail()
		}
		last = step
	}
	for range n {
		v := r.array()
		if len(v) != len(b.steps) {
			r.fail()
		}
		b.values = append(b.values, v)
	}
	if r.failed {
		return nil
	}
	return b
}
