package reading

import (
	"slices"

	"zscape/compute/field"
	"zscape/compute/table"
	"zscape/task"
)

// FieldName is the name, in a library, of the task that reads a function of x and y.
const FieldName = "readfield"

// Field asks for the field of files, as field.Read reads them with options.
func Field(o field.Options, files ...field.File) task.Spec {
	s := task.Spec{Name: FieldName}
	put(&s.Args, len(files), func(k int) (string, []byte) { return files[k].Name, files[k].Data })
	var r record
	r.options(o)
	s.Args.Bytes["options"] = r.data
	return s
}

// NewField returns the task of a Spec of Field.
func NewField(s task.Spec) (task.Task, error) {
	r := read(s.Args.Bytes["options"])
	o := r.options()
	if !r.ended() {
		return nil, errForm
	}
	var files []field.File
	each(s.Args, func(name string, data []byte) { files = append(files, field.File{Name: name, Data: data}) })
	return begin(func(progress func(part float64)) task.Message {
		return fieldMessage(field.ReadWith(progress, o, files...))
	}), nil
}

// fieldMessage is what field.Read returns as a message: the parts of the field as "x",
// "y", "z", "triangles" and "near", and the "report".
func fieldMessage(f *field.Field, r *field.Report, err error) (m task.Message) {
	putError(&m, err)
	if r != nil {
		var b record
		b.report(r)
		m.Bytes = map[string][]byte{"report": b.data}
	}
	if f != nil && err == nil {
		p := f.Parts()
		m.Arrays = map[string][]float64{"x": p.X, "y": p.Y, "z": p.Z}
		if p.Triangles != nil {
			m.Floats = map[string][]float32{"triangles": floats(p.Triangles), "near": floats(p.Near)}
		}
	}
	return m
}

// FieldOf returns what a task of Field came to: what field.Read returns.
func FieldOf(m task.Message) (f *field.Field, r *field.Report, err error) {
	if data, ok := m.Bytes["report"]; ok {
		b := read(data)
		if r = b.report(); !b.ended() || !sound(r) {
			return nil, nil, errForm
		}
	}
	if err := errorOf(m); err != nil {
		return nil, r, err
	}
	if r == nil {
		return nil, nil, errForm
	}
	f, err = field.FromParts(field.Parts{X: m.Arrays["x"], Y: m.Arrays["y"], Z: m.Arrays["z"],
		Triangles: integers(m.Floats["triangles"]), Near: integers(m.Floats["near"])})
	return f, r, err
}

// floats returns whole numbers below 2^24 in magnitude, exactly.
func floats(v []int32) []float32 {
	list := make([]float32, len(v))
	for k, n := range v {
		list[k] = float32(n)
	}
	return list
}

// integers reverses floats; what it cannot have returned is no number of anything.
func integers(v []float32) []int32 {
	if v == nil {
		return nil
	}
	const none = -1 << 31
	list := make([]int32, len(v))
	for k, x := range v {
		if list[k] = none; x >= -1<<24 && x <= 1<<24 {
			list[k] = int32(x)
		}
	}
	return list
}

func (r *record) options(o field.Options) {
	r.tableOptions(o.Table)
	for _, n := range []int{int(o.As), o.X, o.Y, o.Z} {
		r.int(n)
	}
	r.bool(o.North)
	r.bool(o.Gaps.Known)
	r.int(len(o.Gaps.Marks))
	for _, v := range o.Gaps.Marks {
		r.float(v)
	}
}

func (r *reader) options() (o field.Options) {
	o.Table = r.tableOptions()
	o.As, o.X, o.Y, o.Z = field.Layout(r.int()), r.int(), r.int(), r.int()
	o.North = r.bool()
	o.Gaps.Known = r.bool()
	for range r.count(8) {
		o.Gaps.Marks = append(o.Gaps.Marks, r.float())
	}
	return o
}

func (r *record) tableOptions(o table.Options) {
	r.int(int(o.Encoding))
	r.text(o.Separator)
	r.int(int(o.Decimal))
	r.bool(o.Fractions)
	r.bool(o.Texts)
}

func (r *reader) tableOptions() table.Options {
	return table.Options{Encoding: table.Encoding(r.int()), Separator: r.text(), Decimal: byte(r.int()), Fractions: r.bool(), Texts: r.bool()}
}

func (b *record) report(r *field.Report) {
	for _, n := range numbersOf(r) {
		b.int(*n)
	}
	b.faults(r.List)
	b.both(r.Format)
	b.int(len(r.Marks))
	for _, m := range r.Marks {
		b.float(m.Value)
		b.int(m.Count)
	}
	b.bool(r.Degrees)
	b.bool(r.Counted)
	b.int(int(r.As))
	b.int(len(r.Columns))
	for _, c := range r.Columns {
		b.text(c.Name)
		b.int(int(c.Decimal))
		b.bool(c.Numeric)
	}
	b.int(len(r.Left))
	for _, n := range r.Left {
		b.int(n)
	}
	b.int(len(r.Guesses))
	for _, g := range r.Guesses {
		b.both(g.Text)
		b.int(len(g.Other))
		for _, c := range g.Other {
			b.both(c.Label)
			b.options(c.Options)
		}
	}
}

func (b *reader) report() *field.Report {
	r := new(field.Report)
	for _, n := range numbersOf(r) {
		*n = b.int()
	}
	r.List = b.faults()
	r.Format = b.both()
	for range b.count(9) {
		r.Marks = append(r.Marks, field.Mark{Value: b.float(), Count: b.int()})
	}
	r.Degrees, r.Counted = b.bool(), b.bool()
	r.As = field.Layout(b.int())
	for range b.count(3) {
		r.Columns = append(r.Columns, table.Column{Name: b.text(), Decimal: byte(b.int()), Numeric: b.bool()})
	}
	for range b.count(1) {
		r.Left = append(r.Left, b.int())
	}
	for range b.count(3) {
		g := field.Guess{Text: b.both()}
		for range b.count(3) {
			g.Other = append(g.Other, field.Choice{Label: b.both(), Options: b.options()})
		}
		r.Guesses = append(r.Guesses, g)
	}
	return r
}

// numbersOf returns where a report has numbers.
func numbersOf(r *field.Report) []*int {
	return []*int{&r.NX, &r.NY, &r.Points, &r.Gaps, &r.Merged, &r.Infinite, &r.Every, &r.X, &r.Y, &r.Z, &r.Lines}
}

// sound reports whether the columns that a report names are there.
func sound(r *field.Report) bool {
	known := func(n int) bool { return 0 < n && n <= len(r.Columns) }
	for _, n := range [3]int{r.X, r.Y, r.Z} {
		if n != 0 && !known(n) || (n == 0) != (r.X == 0) {
			return false
		}
	}
	if r.As == field.AsRows && len(r.Columns) == 0 || r.Skipped < len(r.Examples) {
		return false
	}
	return !slices.ContainsFunc(r.Left, func(n int) bool { return !known(n) })
}
