package expr

import (
	"maps"
	"slices"
	"strings"
)

// nearest returns the function whose name is most like s, "" if none is much
// like it: if more than a third of the letters differ.
func nearest(s string) string {
	best, least := "", len(s)/3+1
	for _, f := range slices.Sorted(maps.Keys(functionNames)) {
		if d := distance(strings.ToLower(s), f); d < least {
			best, least = f, d
		}
	}
	return best
}

// distance returns how many letters must be put in, left out, changed or swapped
// with their neighbour to get from a to b (the optimal string alignment distance
// of F. J. Damerau, "A technique for computer detection and correction of
// spelling errors", Comm. ACM 7, 1964).
func distance(a, b string) int {
	var before, row, next [MaxName + 1]int // by the length of b's beginning
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
