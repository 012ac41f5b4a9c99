package ratings

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
	"zscape/compute/table"
)

// ids numbers the IDs of users, or of items, as they come. IDs are texts, kept
// as they are given; small whole numbers, which most are, are looked up at once.
type ids struct {
	most  int
	count int
	small []int32          // by such a number: 1 + the number of its ID; 0 if there is none
	other map[string]int32 // of all other IDs
	work  *progress
}

// A small number is below smallIDs.
const smallIDs = 1 << 20

// smallID reads a small whole number without needless zeros.
func smallID(s []byte) (v int, ok bool) {
	if len(s) == 0 || len(s) > 7 || s[0] == '0' && len(s) > 1 {
		return 0, false
	}
	for _, c := range s {
		if c-'0' > 9 {
			return 0, false
		}
		v = 10*v + int(c-'0')
	}
	return v, v < smallIDs
}

// has reports whether an ID has a number.
func (s *ids) has(id []byte) bool {
	if _, ok := smallID(id); ok {
		return true // or may have one
	}
	_, ok := s.other[string(id)]
	return ok
}

// add returns the number of an ID; ok is false if there are too many.
func (s *ids) add(id []byte) (n int32, ok bool) {
	v, small := smallID(id)
	if small {
		if v < len(s.small) && s.small[v] > 0 {
			return s.small[v] - 1, true
		}
	} else if n, ok = s.other[string(id)]; ok {
		return n, true
	}
	if s.count == s.most {
		return 0, false
	}
	n = int32(s.count)
	s.count++
	switch {
	case !small && s.other == nil:
		s.other = map[string]int32{string(id): n}
	case !small:
		s.other[string(id)] = n
	default:
		if v >= len(s.small) {
			s.small = append(s.small, make([]int32, v+1-len(s.small))...)
		}
		s.small[v] = n + 1
	}
	return n, true
}

// numbered is an ID and its number.
type numbered struct {
	id string
	n  int32
}

// list returns the IDs in the order of rows, and whether they are all whole
// numbers. If they are, they are ordered as such, and a ".0" behind them, by
// which programs write columns with gaps, is left out.
func (s *ids) list() (list []numbered, whole bool) {
	list = make([]numbered, 0, s.count)
	for v, n := range s.small {
		s.work.spend(1)
		if n > 0 {
			list = append(list, numbered{strconv.Itoa(v), n - 1})
		}
	}
	whole = true
	for id, n := range s.other {
		s.work.spend(perID)
		list = append(list, numbered{id, n})
		whole = whole && table.IsWhole(strings.TrimSuffix(id, ".0"))
	}
	if !whole {
		s.sort(list, strings.Compare)
		return list, false
	}
	for k := range list {
		list[k].id = strings.TrimSuffix(list[k].id, ".0")
	}
	s.sort(list, table.CompareWhole)
	return list, true
}

// sort sorts IDs.
func (s *ids) sort(list []numbered, compare func(a, b string) int) {
	slices.SortFunc(list, func(a, b numbered) int {
		s.work.spend(perID / 8)
		return compare(a.id, b.id)
	})
}

// rows returns the ID of each row, and the row of each number.
func (s *ids) rows() (id []string, row []int32) {
	list, whole := s.list()
	row = make([]int32, len(list))
	if first, upto, ok := dense(list, s.most); ok && whole {
		id = make([]string, upto-first+1)
		for k := range id {
			id[k] = strconv.Itoa(first + k)
		}
		for _, e := range list {
			v, _ := strconv.Atoi(e.id)
			row[e.n] = int32(v - first)
		}
		return id, row
	}
	id = make([]string, 0, len(list))
	for k, e := range list {
		s.work.spend(perID)
		if k == 0 || e.id != list[k-1].id { // 6 and 6.0 are one
			id = append(id, e.id)
		}
		row[e.n] = int32(len(id) - 1)
	}
	for k, s := range id {
		id[k] = name([]byte(s))
	}
	return id, row
}

// dense reports whether at least half of the numbers up to the highest are there,
// from 0, if that is, or 1.
func dense(list []numbered, most int) (first, upto int, ok bool) {
	if len(list) == 0 || list[0].id[:1] == "-" {
		return 0, 0, false
	}
	first = 1
	if list[0].id == "0" {
		first = 0
	}
	upto, err := strconv.Atoi(list[len(list)-1].id)
	return first, upto, err == nil && upto <= 2*len(list) && upto-first < most
}

// name returns a text that may be shown: valid, without control characters,
// not too long.
func name(s []byte) string {
	return string(bytes.TrimSpace(bytes.Map(func(c rune) rune {
		if c == utf8.RuneError || c < ' ' || 0x7f <= c && c < 0xa0 {
			return ' '
		}
		return c
	}, s[:min(len(s), longestName)])))
}

// longestName is how much of a name is kept, in bytes, and longestID how long an
// ID may be.
const longestName, longestID = 200, 100
