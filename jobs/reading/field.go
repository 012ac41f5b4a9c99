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
	put(&s.Args, files)
	s.Args.Bytes["options"] = written(func(r *record) { r.options(&o) })
	return s
}

// NewField returns the task of a Spec of Field.
func NewField(s task.Spec) (task.Task, error) {
	var o field.Options
	if !read(s.Args.Bytes["options"], func(r *record) { r.options(&o) }) {
		return nil, errForm
	}
	files := filesOf(s.Args)
	return begin(func(progress func(part float64)) task.Message {
		return fieldMessage(field.ReadWith(progress, o, files...))
	}), nil
}

// fieldMessage is what field.Read returns as a message: the parts of the field as "x",
// "y", "z", "triangles" and "near", and the "report".
func fieldMessage(f *field.Field, r *field.Report, err error) (m task.Message) {
	putError(&m, err)
	m.Bytes = map[string][]byte{}
	if r != nil {
		m.Bytes["report"] = written(func(b *record) { b.report(r) })
	}
	if f != nil && err == nil {
		p := f.Parts()
		m.Arrays = map[string][]float64{"x": p.X, "y": p.Y, "z": p.Z}
		if p.Triangles != nil {
			m.Bytes["triangles"], m.Bytes["near"] = task.Integers(p.Triangles), task.Integers(p.Near)
		}
	}
	return m
}

// FieldOf returns what a task of Field came to: what field.Read returns. The field may
// share the memory of the message.
func FieldOf(m task.Message) (f *field.Field, r *field.Report, err error) {
	if data, ok := m.Bytes["report"]; ok {
		r = new(field.Report)
		if !read(data, func(b *record) { b.report(r) }) || !sound(r) {
			return nil, nil, errForm
		}
	}
	if err := errorOf(m); err != nil {
		return nil, r, err
	}
	if r == nil {
		return nil, nil, errForm
	}
	p := field.Parts{X: m.Arrays["x"], Y: m.Arrays["y"], Z: m.Arrays["z"]}
	if triangles, ok := m.Bytes["triangles"]; ok {
		p.Triangles, p.Near = task.IntegersOf(triangles), task.IntegersOf(m.Bytes["near"])
	}
	f, err = field.FromParts(p)
	return f, r, err
}

func (r *record) options(o *field.Options) {
	whole(r, &o.Table.Encoding)
	r.text(&o.Table.Separator)
	whole(r, &o.Table.Decimal)
	r.bool(&o.Table.Fractions)
	r.bool(&o.Table.Texts)
	whole(r, &o.As)
	for _, n := range []*int{&o.X, &o.Y, &o.Z} {
		r.int(n)
	}
	r.bool(&o.North)
	r.bool(&o.Gaps.Known)
	list(r, 8, &o.Gaps.Marks, r.float)
}

func (r *record) report(p *field.Report) {
	for _, n := range []*int{&p.NX, &p.NY, &p.Points, &p.Gaps, &p.Merged, &p.Infinite, &p.Every, &p.X, &p.Y, &p.Z, &p.Lines} {
		r.int(n)
	}
	r.faults(&p.List)
	r.both(&p.Format)
	list(r, 9, &p.Marks, func(m *field.Mark) {
		r.float(&m.Value)
		r.int(&m.Count)
	})
	r.bool(&p.Degrees)
	r.bool(&p.Counted)
	whole(r, &p.As)
	list(r, 3, &p.Columns, func(c *table.Column) {
		r.text(&c.Name)
		whole(r, &c.Decimal)
		r.bool(&c.Numeric)
	})
	list(r, 1, &p.Left, r.int)
	list(r, 3, &p.Guesses, func(g *field.Guess) {
		r.both(&g.Text)
		list(r, 3, &g.Other, func(c *field.Choice) {
			r.both(&c.Label)
			r.options(&c.Options)
		})
	})
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
