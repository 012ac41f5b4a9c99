package network

import (
	_ "embed"
	"strconv"
	"strings"

	"zscape/compute/sparse"
)

// Years are those in which the boys of School were asked.
type Years uint8

const (
	Year1957 Years = 1 << iota
	Year1958
	BothYears = Year1957 | Year1958
)

//go:embed data/highschool.txt
var highschool string // of each boy, those he named in 1957, and in 1958

// School returns the friendships between 70 boys in a high school in Illinois (J. S.
// Coleman, Introduction to Mathematical Sociology, 1964; the data are those of the R
// package ggraph, whose licence is beside them): a link leads from a boy to one with whom,
// he says, he goes around most often, in one of the years or in either. They are called
// by the numbers that they have there, 1 to 71, of which nobody has 25. It panics if no
// year is asked for.
func School(years Years) *Graph {
	if years&BothYears == 0 {
		panic("network: no year of School")
	}
	var names []string
	lines := strings.Split(strings.TrimSpace(highschool), "\n")
	at := map[string]int32{}
	for i, line := range lines {
		name, _, _ := strings.Cut(line, ":")
		at[name] = int32(i)
		names = append(names, name)
	}
	return New(names, true, func(yield func(sparse.Entry) bool) {
		seen := make([]int, len(lines)) // whom a boy, from 1, has named
		for i, line := range lines {
			_, named, _ := strings.Cut(line, ":")
			before, after, _ := strings.Cut(named, ";")
			for k, list := range [...]string{before, after} {
				if years&(1<<k) == 0 {
					continue
				}
				for name := range strings.FieldsSeq(list) {
					j := at[name]
					if seen[j] == i+1 {
						continue
					}
					seen[j] = i + 1
					if !yield(sparse.Entry{Row: int32(i), Col: j, Value: 1}) {
						return
					}
				}
			}
		}
	})
}

//go:embed data/imports.txt
var imports string // of each package, what it imports, counted from 0

// Imports returns the 176 packages of Go's standard library that programs can import
// (go1.26.8), and a link from each to those that it imports itself. The label is the
// folder: the first part of a path.
func Imports() *Graph {
	var names []string
	lines := strings.Split(strings.TrimSpace(imports), "\n")
	folder := Label{Name: "folder"}
	class := map[string]int32{}
	for _, line := range lines {
		name, _, _ := strings.Cut(line, " ")
		top, _, _ := strings.Cut(name, "/")
		c, ok := class[top]
		if !ok {
			c = int32(len(class))
			class[top] = c
			folder.Classes = append(folder.Classes, top)
		}
		names = append(names, name)
		folder.Class = append(folder.Class, c)
	}
	g := New(names, true, func(yield func(sparse.Entry) bool) {
		for i, line := range lines {
			_, list, _ := strings.Cut(line, " ")
			for number := range strings.FieldsSeq(list) {
				j, err := strconv.Atoi(number)
				if err != nil {
					panic("network: " + err.Error()) // the file is ours
				}
				if !yield(sparse.Entry{Row: int32(i), Col: int32(j), Value: 1}) {
					return
				}
			}
		}
	})
	g.Labels = []Label{folder}
	return g
}
