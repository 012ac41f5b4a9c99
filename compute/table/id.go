package table

import (
	"cmp"
	"strings"
)

// IsWhole reports whether an ID is a whole number, of any length, without needless signs
// and zeros.
func IsWhole(id string) bool {
	id = strings.TrimPrefix(id, "-")
	if id == "" || id[0] == '0' && len(id) > 1 {
		return false
	}
	for _, c := range []byte(id) {
		if c-'0' > 9 {
			return false
		}
	}
	return true
}

// CompareWhole compares IDs that are whole numbers; the result is as cmp.Compare's.
func CompareWhole(a, b string) int {
	a, minusA := strings.CutPrefix(a, "-")
	b, minusB := strings.CutPrefix(b, "-")
	switch {
	case minusA && minusB:
		a, b = b, a
	case minusA:
		return -1
	case minusB:
		return 1
	}
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}
