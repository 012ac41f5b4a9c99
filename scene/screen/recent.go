//go:build js

package screen

import "slices"

// recall looks for the item that is wanted, in a list with the last used
// first, and moves it to the front.
func recall[T any](kept []*T, wanted func(*T) bool) bool {
	i := slices.IndexFunc(kept, wanted)
	if i < 0 {
		return false
	}
	found := kept[i]
	copy(kept[1:i+1], kept[:i])
	kept[0] = found
	return true
}

// remember puts item at the front of a list of at most limit. Dropped are those
// that nothing is known of any more and, if it had to go, the last one.
func remember[T any](kept []*T, item *T, limit int, gone func(*T) bool) (now, dropped []*T) {
	now = append(now, item)
	for _, k := range kept {
		if gone(k) || len(now) == limit {
			dropped = append(dropped, k)
		} else {
			now = append(now, k)
		}
	}
	return now, dropped
}
