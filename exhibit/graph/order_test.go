package graph

import (
	"slices"
	"testing"
)

// Rows stand by group, those in none last, and then by degree and number.
func TestOrders(t *testing.T) {
	s := with(t, linked(6, true, 0, 1, 0, 2, 3, 4, 4, 3, 4, 4, 5, 0), "K=2")
	d := s.source // of the degrees 3, 1, 1, 2, 4, 1
	for _, tt := range []struct {
		class        []int32
		nodes, lines []int
	}{
		{[]int32{0, 0, 0, 0, 0, 0}, []int{4, 0, 3, 1, 2, 5}, nil},
		{[]int32{2, 0, 2, 0, 2, 0}, []int{3, 1, 5, 4, 0, 2}, []int{3}}, // nobody is in 1
		{[]int32{-1, 1, 0, -1, 1, 0}, []int{2, 5, 4, 1, 0, 3}, []int{2, 4}},
		{[]int32{-1, -1, -1, -1, -1, -1}, []int{4, 0, 3, 1, 2, 5}, nil},
		{nil, nil, nil},
	} {
		if o := d.ordered("groups", tt.class); !slices.Equal(o.nodes, tt.nodes) || !slices.Equal(o.lines, tt.lines) {
			t.Errorf("%v: %v with lines before %v, want %v, %v", tt.class, o.nodes, o.lines, tt.nodes, tt.lines)
		}
	}
	if o := d.ordered("degree", nil); !slices.Equal(o.nodes, []int{4, 0, 3, 1, 2, 5}) || o.place(3) != 2 {
		t.Errorf("by degree: %v", o.nodes)
	}
	if o := d.ordered("file", nil); o.nodes != nil || o.place(3) != 3 || o.node(3) != 3 {
		t.Errorf("as in the data: %v", o.nodes)
	}
}
