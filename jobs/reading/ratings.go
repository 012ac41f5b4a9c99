package reading

import (
	"errors"

	"zscape/compute/lang"
	"zscape/compute/ratings"
	"zscape/compute/sparse"
	"zscape/jobs/factorize"
	"zscape/task"
)

// RatingsName is the name, in a library, of the task that reads a table of ratings.
const RatingsName = "readratings"

// Table is a table of ratings with what takes a moment to find out of it.
type Table struct {
	*ratings.Ratings
	Low, High, Step float64    // see ratings.Ratings.Scale
	Data            *task.Data // see factorize.Table
}

// NewTable finds that out.
func NewTable(r *ratings.Ratings) *Table {
	t := &Table{Ratings: r, Data: factorize.Table(r)}
	t.Low, t.High, t.Step = r.Scale()
	return t
}

// of returns what a table comes to when no more is known of it than of other users and
// items with the same ratings.
func (t *Table) of(r *ratings.Ratings) *Table {
	next := *t
	next.Ratings = r
	return &next
}

// Ratings asks for the table of files, as ratings.Read reads them. If there is one
// already, now, files of users and items alone are about that, as (*ratings.Ratings).With
// takes them; it may be nil.
func Ratings(now *Table, files ...ratings.File) task.Spec {
	s := task.Spec{Name: RatingsName}
	put(&s.Args, files)
	if now != nil {
		s.Args.Bytes["who"] = written(func(r *record) { r.who(now.Ratings) })
	}
	return s
}

// NewRatings returns the task of a Spec of Ratings.
func NewRatings(s task.Spec) (task.Task, error) {
	var now *ratings.Ratings
	if data, ok := s.Args.Bytes["who"]; ok {
		if now = known(data); now == nil {
			return nil, errForm
		}
	}
	files := filesOf(s.Args)
	return begin(func(progress func(part float64)) task.Message {
		table, reports, err := ratings.ReadWith(progress, files...)
		if now != nil && errors.Is(err, ratings.ErrDescribes) {
			table, reports, err = now.DescribedBy(progress, files...)
		}
		return ratingsMessage(table, reports, err, func() { progress(nearlyAll) })
	}), nil
}

// nearlyAll is how much of the work is done when a table is to be put into a message.
const nearlyAll = 0.95

// ratingsMessage is what ratings.Read returns as a message: "who" the users and items
// are, the "reports", and the matrix by users and by items, each as where its rows
// "start", the "column" and the "value" of its entries; with its "scale" and the name of
// its "data". Without ratings it is about those that there were.
func ratingsMessage(t *ratings.Ratings, reports []ratings.Report, err error, pause func()) (m task.Message) {
	putError(&m, err)
	if err != nil {
		return m
	}
	m.Bytes = map[string][]byte{
		"who":     written(func(r *record) { r.who(t) }),
		"reports": written(func(r *record) { r.reports(&reports) }),
	}
	pause()
	if t.ByUser != nil {
		found := NewTable(t)
		pause()
		name := found.Data.Name()
		m.Bytes["data"] = name[:]
		m.Arrays = map[string][]float64{"scale": {found.Low, found.High, found.Step}}
		putMatrix(&m, "users ", t.ByUser)
		putMatrix(&m, "items ", t.ByItem)
	}
	return m
}

// RatingsOf returns what a task of Ratings came to; now is the table that it was
// given, or nil. The table may share the memory of the message.
func RatingsOf(m task.Message, now *Table) (t *Table, reports []ratings.Report, err error) {
	if err := errorOf(m); err != nil {
		return nil, nil, err
	}
	r := known(m.Bytes["who"])
	if r == nil || !read(m.Bytes["reports"], func(r *record) { r.reports(&reports) }) || !sorted(reports) {
		return nil, nil, errForm
	}
	name, scale := m.Bytes["data"], m.Arrays["scale"]
	if name == nil {
		if now == nil || now.Users != r.Users || now.Items != r.Items {
			return nil, nil, errForm
		}
		r.ByUser, r.ByItem = now.ByUser, now.ByItem
		return now.of(r), reports, nil
	}
	r.ByUser, r.ByItem = matrixOf(m, "users ", r.Users, r.Items), matrixOf(m, "items ", r.Items, r.Users)
	if r.ByUser == nil || r.ByItem == nil || r.ByUser.Len() != r.ByItem.Len() || r.Len() > ratings.MaxRatings || len(name) != 16 || len(scale) != 3 {
		return nil, nil, errForm
	}
	return &Table{Ratings: r, Low: scale[0], High: scale[1], Step: scale[2], Data: factorize.Named(r, [16]byte(name))}, reports, nil
}

func putMatrix(m *task.Message, prefix string, a *sparse.Matrix) {
	m.Bytes[prefix+"start"], m.Bytes[prefix+"column"] = task.Integers(factorize.Starts(a)), task.Integers(a.Column)
	m.Arrays[prefix+"value"] = a.Value
}

// matrixOf returns a matrix of rows and columns, nil if the message has none.
func matrixOf(m task.Message, prefix string, rows, cols int) *sparse.Matrix {
	return factorize.Matrix(rows, cols, task.IntegersOf(m.Bytes[prefix+"start"]), task.IntegersOf(m.Bytes[prefix+"column"]), m.Arrays[prefix+"value"])
}

// who is what is known of users and items.
func (r *record) who(t *ratings.Ratings) {
	r.bool(&t.Movies)
	list(r, 5, &t.UserInfo, func(u *ratings.User) {
		r.text(&u.ID)
		r.int(&u.Age)
		r.text(&u.Ages)
		r.text(&u.Sex)
		r.text(&u.Occupation)
	})
	list(r, 3, &t.ItemInfo, func(i *ratings.Item) {
		r.text(&i.ID)
		r.text(&i.Name)
		whole(r, &i.Genres)
	})
}

// known returns a table of which that is known, and no ratings; nil if it is not.
func known(data []byte) *ratings.Ratings {
	t := new(ratings.Ratings)
	ok := read(data, func(r *record) { r.who(t) })
	t.Users, t.Items = len(t.UserInfo), len(t.ItemInfo)
	for k := range t.ItemInfo {
		t.ItemInfo[k].Genres &= 1<<len(ratings.Genres) - 1
	}
	if !ok || t.Users > ratings.MaxUsers || t.Items > ratings.MaxItems {
		return nil
	}
	return t
}

func (r *record) reports(v *[]ratings.Report) {
	list(r, 11, v, func(p *ratings.Report) {
		r.text(&p.Name)
		whole(r, &p.Kind)
		r.both(&p.What)
		list(r, 2, &p.Guesses, func(t *lang.Text) { r.both(t) })
		for _, n := range []*int{&p.Read, &p.Unrated, &p.Repeated, &p.Unused} {
			r.int(n)
		}
		r.faults(&p.List)
	})
}

// sorted reports whether the kinds of files are known.
func sorted(reports []ratings.Report) bool {
	for _, p := range reports {
		if p.Kind < ratings.KindRatings || p.Kind > ratings.KindOther {
			return false
		}
	}
	return true
}
