package network

import (
	"bytes"
	"slices"
	"zscape/compute/table"
)

// Glance reports whether files given together, whose first bytes are enough, seem to be
// what Read reads, and whether that is sure: a format that is made for graphs, a table
// with columns such as Source and Target, or one whose rows and columns have the same
// names. A table of two columns, or of 0 and 1, is not sure.
func Glance(files ...File) (readable, sure bool) {
	switch len(files) {
	case 1:
		return glance(files[0])
	case 2:
		for k, f := range files {
			if s := sheetOf(f); s == nil || !s.ofNodes() {
				continue
			}
			if readable, sure = glance(files[1-k]); readable {
				return readable, sure
			}
		}
	}
	return false, false
}

// sheetOf returns the table that a file has, nil if it has none.
func sheetOf(f File) *sheet {
	t, err := open(new(progress), f)
	if err != nil || formatOf(t.data) != UnknownFormat || refused(t.data) != nil {
		return nil
	}
	return survey(t)
}

func glance(f File) (readable, sure bool) {
	t, err := open(new(progress), f)
	if err != nil {
		return false, false
	}
	switch formatOf(t.data) {
	case NodeLink:
		has := func(key string) bool { return bytes.Contains(t.data, []byte(`"`+key+`"`)) }
		ends := has("source") && has("target") || has("links") || has("edges") || has("adjacency")
		return ends || bytes.HasPrefix(table.Trim(t.data), []byte("[")), ends
	case UnknownFormat:
	default:
		return true, true
	}
	s := sheetOf(f)
	if s == nil {
		return false, false
	}
	if s.sameNames() {
		return true, true
	}
	head := s.first[0]
	from, to := endsOf(head)
	if from >= 0 && to >= 0 && from != to {
		// u and v, i and j, start and end may be something else.
		weak := []string{"u", "v", "i", "j", "start", "end", "head", "tail"}
		points := slices.ContainsFunc(head, func(f string) bool { return word(f) == "z" })
		return true, !points && !slices.Contains(weak, word(head[from])) && !slices.Contains(weak, word(head[to]))
	}
	b := newBuilder(s.text, Options{}, new(Report))
	if _, matrix := b.matrixOf(s); matrix {
		return true, false
	}
	l, err := b.listOf(s)
	// What four columns without names are, as in u.data of MovieLens, others know better.
	return err == nil && l.head == 0 && (s.columns < few || l.several || l.dicts), false
}

// sameNames reports whether names in the first row are those in the first column, as far
// as that is there, and no numbers.
func (s *sheet) sameNames() bool {
	head := s.first[0]
	if len(head) == s.columns && len(head) > 0 {
		head = head[1:]
	}
	lead := s.column(0, 1)
	if len(lead) < 2 || len(lead) > len(head) || s.columns < 3 {
		return false
	}
	for k, name := range lead {
		if _, ok := number([]byte(name), s.mark); ok || name != head[k] {
			return false
		}
	}
	return true
}
