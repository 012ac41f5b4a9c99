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

// remember puts item at the front of a list of at most limit; dropped is what
// had to go for it, if anything.
func remember[T any](kept []*T, item *T, limit int) (now []*T, dropped *T) {
	kept = slices.Insert(kept, 0, item)
	if len(kept) > limit {
		dropped = kept[limit]
		kept = slices.Delete(kept, limit, limit+1)
	}
	return kept, dropped
}
