package files

import (
	"slices"

	"zscape/exhibit"
)

// Kept is where an exhibit keeps what was read from files of the visitor's own, on
// the shelf of its States: that of the newest files, as far as there is room.
type Kept[T any] struct {
	Shelf string // the name of its place on the shelf
	Files int    // are kept at most
	Room  int    // for all of them, in units of Size; 0 if Size is nil
	Size  func(item T) int
}

// kept is what was read from a file, or from several that were given together.
type kept[T any] struct {
	name string
	item T
}

func (k *Kept[T]) list(s exhibit.State) []kept[T] {
	list, _ := s.Shelf().Get(k.Shelf).([]kept[T])
	return list
}

// Of returns what was read from the file that s names, or from the last one if it
// names none; ok is false if that is not here.
func (k *Kept[T]) Of(s exhibit.State) (item T, ok bool) {
	name := s.Text(exhibit.FileKey)
	for _, e := range slices.Backward(k.list(s)) {
		if name == "" || e.name == name {
			return e.item, true
		}
	}
	return item, false
}

// Put returns s about the file of that name, from which item was read: it takes the
// place of what was read from one of the same name before. The newest is kept
// however large it is, others before it while there is room.
func (k *Kept[T]) Put(s exhibit.State, name string, item T) (exhibit.State, error) {
	list := slices.DeleteFunc(slices.Clone(k.list(s)), func(e kept[T]) bool { return e.name == name })
	list = append(list, kept[T]{name, item})
	first, size := len(list)-1, k.size(item)
	for first > 0 && len(list)-first < k.Files {
		if size += k.size(list[first-1].item); size > k.Room {
			break
		}
		first--
	}
	s = s.WithShelf(s.Shelf().With(k.Shelf, list[first:]))
	return s.Set(exhibit.FileKey, name)
}

func (k *Kept[T]) size(item T) int {
	if k.Size == nil {
		return 0
	}
	return k.Size(item)
}
