package reading

import (
	"errors"

	"zscape/compute/ratings"
	"zscape/compute/sparse"
	"zscape/task"
)

// RatingsName is the name, in a library, of the task that reads a table of ratings.
const RatingsName = "readratings"

// Ratings asks for the table of files, as ratings.Read reads them. If there is one
// already, now, files of users and items alone are about that, as (*ratings.Ratings).With
// takes them; it may be nil.
func Ratings(now *ratings.Ratings, files ...ratings.File) task.Spec {
	s := task.Spec{Name: RatingsName}
	put(&s.Args, len(files), func(k int) (string, []byte) { return files[k].Name, files[k].Data })
	if now != nil {
		s.Args.Bytes["who"] = who(now)
	}
	return s
}

// NewRatings returns the task of a Spec of Ratings.
func NewRatings(s task.Spec) (task.Task, error) {
	var now *ratings.Ratings
	if data, ok := s.Args.Bytes["who"]; ok {
		now = new(ratings.Ratings)
		if !known(now, data) {
			return nil, errForm
		}
	}
	var files []ratings.File
	each(s.Args, func(name string, data []byte) { files = append(files, ratings.File{Name: name, Data: data}) })
	return begin(func(progress func(part float64)) task.Message {
		table, reports, err := ratings.ReadWith(progress, files...)
		if now != nil && errors.Is(err, ratings.ErrDescribes) {
			table, reports, err = now.With(files...)
		}
		return ratingsMessage(table, reports, err)
	}), nil
}

// ratingsMessage is what ratings.Read returns as a message: "who" the users and items
// are, the "reports", and the matrix by users and by items, each as where its rows
// "start", the "column" and the "value" of its entries. Without ratings it is about those
// that there were.
func ratingsMessage(t *ratings.Ratings, reports []ratings.Report, err error) (m task.Message) {
	putError(&m, err)
	if err != nil {
		return m
	}
	m.Bytes = map[string][]byte{"who": who(t), "reports": reported(reports)}
	if t.ByUser != nil {
		m.Arrays, m.Floats = map[string][]float64{}, map[string][]float32{}
		putMatrix(&m, "users ", t.ByUser)
		putMatrix(&m, "items ", t.ByItem)
	}
	return m
}

// RatingsOf returns what a task of Ratings came to; now is the table that it was
// given, or nil.
func RatingsOf(m task.Message, now *ratings.Ratings) (t *ratings.Ratings, reports []ratings.Report, err error) {
	if err := errorOf(m); err != nil {
		return nil, nil, err
	}
	t = new(ratings.Ratings)
	reports, ok := reportsOf(m.Bytes["reports"])
	if !ok || !known(t, m.Bytes["who"]) {
		return nil, nil, errForm
	}
	if m.Arrays == nil {
		if now == nil || now.Users != t.Users || now.Items != t.Items {
			return nil, nil, errForm
		}
		t.ByUser, t.ByItem = now.ByUser, now.ByItem
		return t, reports, nil
	}
	t.ByUser, t.ByItem = matrixOf(m, "users ", t.Users, t.Items), matrixOf(m, "items ", t.Items, t.Users)
	if t.ByUser == nil || t.ByItem == nil || t.ByUser.Len() != t.ByItem.Len() || t.Len() > ratings.MaxRatings {
		return nil, nil, errForm
	}
	return t, reports, nil
}

func putMatrix(m *task.Message, prefix string, a *sparse.Matrix) {
	start := make([]float64, len(a.Start))
	for k, n := range a.Start {
		start[k] = float64(n)
	}
	m.Arrays[prefix+"start"], m.Arrays[prefix+"value"] = start, a.Value
	m.Floats[prefix+"column"] = floats(a.Column)
}

// matrixOf returns a matrix of rows and columns, nil if the message has none.
func matrixOf(m task.Message, prefix string, rows, cols int) *sparse.Matrix {
	a := &sparse.Matrix{Rows: rows, Cols: cols, Column: integers(m.Floats[prefix+"column"]), Value: m.Arrays[prefix+"value"]}
	from := m.Arrays[prefix+"start"]
	a.Start = make([]int, len(from))
	for k, v := range from {
		if !(v >= 0 && v <= ratings.MaxRatings) {
			return nil
		}
		a.Start[k] = int(v)
	}
	if !a.Valid() || a.Value == nil {
		return nil
	}
	return a
}

// who writes what is known of users and items.
func who(t *ratings.Ratings) []byte {
	var r record
	r.bool(t.Movies)
	r.int(len(t.UserInfo))
	for _, u := range t.UserInfo {
		r.text(u.ID)
		r.int(u.Age)
		r.text(u.Ages)
		r.text(u.Sex)
		r.text(u.Occupation)
	}
	r.int(len(t.ItemInfo))
	for _, i := range t.ItemInfo {
		r.text(i.ID)
		r.text(i.Name)
		r.int(int(i.Genres))
	}
	return r.data
}

// known reads what who wrote into a table; ok is false if it did not.
func known(t *ratings.Ratings, data []byte) (ok bool) {
	r := read(data)
	t.Movies = r.bool()
	t.UserInfo = make([]ratings.User, r.count(5))
	for k := range t.UserInfo {
		t.UserInfo[k] = ratings.User{ID: r.text(), Age: r.int(), Ages: r.text(), Sex: r.text(), Occupation: r.text()}
	}
	t.ItemInfo = make([]ratings.Item, r.count(3))
	for k := range t.ItemInfo {
		t.ItemInfo[k] = ratings.Item{ID: r.text(), Name: r.text(), Genres: uint32(r.int()) & (1<<len(ratings.Genres) - 1)}
	}
	t.Users, t.Items = len(t.UserInfo), len(t.ItemInfo)
	return r.ended() && t.Users <= ratings.MaxUsers && t.Items <= ratings.MaxItems
}

func reported(reports []ratings.Report) []byte {
	var r record
	r.int(len(reports))
	for _, p := range reports {
		r.text(p.Name)
		r.int(int(p.Kind))
		r.both(p.What)
		r.int(len(p.Guesses))
		for _, g := range p.Guesses {
			r.both(g)
		}
		for _, n := range []int{p.Read, p.Unrated, p.Repeated, p.Unused} {
			r.int(n)
		}
		r.faults(p.List)
	}
	return r.data
}

func reportsOf(data []byte) (reports []ratings.Report, ok bool) {
	r := read(data)
	for range r.count(11) {
		p := ratings.Report{Name: r.text(), Kind: ratings.Kind(r.int()), What: r.both()}
		for range r.count(2) {
			p.Guesses = append(p.Guesses, r.both())
		}
		p.Read, p.Unrated, p.Repeated, p.Unused = r.int(), r.int(), r.int(), r.int()
		p.List = r.faults()
		reports = append(reports, p)
		if p.Kind < ratings.KindRatings || p.Kind > ratings.KindOther {
			return nil, false
		}
	}
	return reports, r.ended()
}
