package ratings

import (
	"slices"
)

// Glance reports whether there are ratings, users or items among files given
// together, whose first bytes are enough, and whether that is sure: by the names of
// columns, or by what tables of points and matrices do not have, times after
// numbers on a scale, genres, occupations.
func Glance(files ...File) (readable, sure bool) {
	list, _ := open(files, new(progress))
	for k := range list {
		o := &list[k]
		if o.err != nil || o.role.kind == KindOther {
			continue
		}
		readable = true
		sure = sure || o.role.sure || o.role.kind != KindRatings || o.timed()
	}
	return readable, sure
}

// timed reports whether there are few different ratings, and a column of times
// besides them.
func (o *opened) timed() bool {
	const scale = 21 // 0 to 10 by halves
	rows := head(o.table, false)
	n := different(rows, o.role.rating)
	return 1 < n && n <= scale && slices.ContainsFunc(counted(len(o.table.Columns)), func(k int) bool {
		return share(rows, k, isTime) >= 0.8
	})
}
