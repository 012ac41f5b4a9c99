package table

import (
	"slices"
	"testing"
)

// IDs that are numbers stand in their order, however long they are.
func TestWholeIDs(t *testing.T) {
	for id, want := range map[string]bool{"0": true, "7": true, "-12": true, "123456789012345678901234567890": true, "": false, "-": false, "007": false, "1.0": false, "+1": false, "１": false, "x1": false} {
		if IsWhole(id) != want {
			t.Errorf("%q: %v", id, !want)
		}
	}
	sorted := []string{"-123456789012345678901", "-30", "-4", "0", "2", "10", "99999999999999999999", "100000000000000000000"}
	list := slices.Clone(sorted)
	slices.Reverse(list)
	if slices.SortFunc(list, CompareWhole); !slices.Equal(list, sorted) {
		t.Errorf("%q", list)
	}
}
