// Package ratings holds what users said about items: a sparse matrix of
// ratings, of which most are missing, with what is known of its rows and
// columns. It reads tables of ratings as they are found, those of MovieLens
// first of all, and generates tables of the same shape whose truth is known.
//
// MovieLens is described by F. M. Harper and J. A. Konstan, "The MovieLens
// Datasets: History and Context", ACM Transactions on Interactive Intelligent
// Systems 5(4), 2015.
package ratings

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"zscape/compute/sparse"
)

// Limits of a table, by which its memory is bounded, and of its ratings, whose
// squares are added.
const (
	MaxRatings = 25_000_000
	MaxUsers   = 300_000
	MaxItems   = 300_000
	MaxRating  = 1e9 // in magnitude
)

// Ratings is a matrix of Users x Items ratings, most of which are missing,
// stored by rows and by columns. It is not to be changed.
type Ratings struct {
	Users, Items int

	ByUser *sparse.Matrix // a row is a user, its entries are items
	ByItem *sparse.Matrix // a row is an item, its entries are users

	// UserInfo and ItemInfo say who the users and what the items are, Users and
	// Items of them. What is not known is zero; the IDs are always there.
	UserInfo []User
	ItemInfo []Item

	Movies bool // the items are known to be movies
}

// User is what is known of a user.
type User struct {
	ID         string // as in the file: "1", "A2SUAM1J3GNN3B"
	Age        int    // years, 0 if unknown
	Ages       string // or those between which it is: "18-24"
	Sex        string // as in the file: "M", "F", or ""
	Occupation string
}

// Item is what is known of an item.
type Item struct {
	ID     string // as in the file: "1", "0195153448"
	Name   string
	Genres uint32 // bit k is Genres[k]
}

// Genres are those of u.item, in its order.
var Genres = [...]string{"unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary",
	"Drama", "Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western"}

// Entry is one rating, of user and item counted from 0.
type Entry struct {
	User, Item int32
	Value      float64
}

// New returns the table of the entries, in any order; of several of the same
// user and item the last counts. Users and items get the IDs 1, 2, ... It panics
// if an entry is outside of the matrix. An error says which limit is exceeded.
func New(users, items int, entries []Entry) (*Ratings, error) {
	return newRatings(users, items, entries, new(progress))
}

func newRatings(users, items int, entries []Entry, work *progress) (*Ratings, error) {
	switch {
	case users > MaxUsers:
		return nil, tooMany(users, MaxUsers, userWord)
	case items > MaxItems:
		return nil, tooMany(items, MaxItems, itemWord)
	case len(entries) > MaxRatings:
		return nil, tooMany(len(entries), MaxRatings, ratingWord)
	}
	r := &Ratings{Users: users, Items: items, UserInfo: make([]User, users), ItemInfo: make([]Item, items)}
	for i := range r.UserInfo {
		r.UserInfo[i].ID = strconv.Itoa(i + 1)
	}
	for j := range r.ItemInfo {
		r.ItemInfo[j].ID = strconv.Itoa(j + 1)
	}
	for _, e := range entries {
		if e.User < 0 || int(e.User) >= users || e.Item < 0 || int(e.Item) >= items {
			panic(fmt.Sprintf("ratings: user %d, item %d in a table of %d x %d", e.User, e.Item, users, items))
		}
	}
	r.ByUser = sparse.NewWith(work.spend, users, items, func(yield func(sparse.Entry) bool) {
		for _, e := range entries {
			work.spend(1)
			if !yield(sparse.Entry{Row: e.User, Col: e.Item, Value: e.Value}) {
				return
			}
		}
	}, sparse.Last)
	r.ByItem = r.ByUser.TransposeWith(work.spend)
	return r, nil
}

// Of returns the table of the ratings in a matrix, a row a user, with users and items of
// which nothing is known, not even IDs. It keeps the matrix. work may be nil, see
// sparse.Matrix.TransposeWith.
func Of(byUser *sparse.Matrix, work func(entries int)) *Ratings {
	return &Ratings{Users: byUser.Rows, Items: byUser.Cols, ByUser: byUser, ByItem: byUser.TransposeWith(work),
		UserInfo: make([]User, byUser.Rows), ItemInfo: make([]Item, byUser.Cols)}
}

// Len returns the number of ratings.
func (r *Ratings) Len() int { return len(r.ByUser.Value) }

// At returns the rating, and whether there is one.
func (r *Ratings) At(user, item int) (value float64, ok bool) {
	return r.ByUser.At(user, item)
}

// Mean returns the mean rating, NaN if there are none.
func (r *Ratings) Mean() float64 {
	var sum float64
	for _, v := range r.ByUser.Value {
		sum += v
	}
	return sum / float64(r.Len())
}

// Range returns the lowest and the highest rating, NaN if there are none.
func (r *Ratings) Range() (low, high float64) {
	if r.Len() == 0 {
		return math.NaN(), math.NaN()
	}
	return slices.Min(r.ByUser.Value), slices.Max(r.ByUser.Value)
}

// Scale returns the lowest and the highest rating, and the step of which all
// differences between ratings are multiples: 0.5 of 0.5, 3 and 5. It is 0 where
// there is none of 0.001 or more, NaN where there are no ratings.
func (r *Ratings) Scale() (low, high, step float64) {
	const unit = 1000
	low, high = r.Range()
	units := int64(0)
	var seen []float64 // few ratings are different
	for _, v := range r.ByUser.Value {
		if slices.Contains(seen, v) {
			continue
		}
		if len(seen) < 16 {
			seen = append(seen, v)
		}
		d := math.Round((v - low) * unit)
		if math.Abs(d-(v-low)*unit) > 1e-6*max(d, 1) || d > 1<<53 {
			return low, high, 0
		}
		if m := int64(d); units != 1 && m != units {
			for m != 0 {
				units, m = m, units%m
			}
		}
	}
	if r.Len() == 0 {
		return low, high, math.NaN()
	}
	return low, high, float64(units) / unit
}

// Without returns r without the ratings of one value.
func (r *Ratings) Without(value float64) *Ratings {
	out, n := make([]bool, r.Len()), 0
	for k, v := range r.ByUser.Value {
		if out[k] = v == value; out[k] {
			n++
		}
	}
	return r.subset(out, false, r.Len()-n, nil)
}

// Item returns the column of the item of an ID; ok is false if there is none.
func (r *Ratings) Item(id string) (j int, ok bool) {
	j = slices.IndexFunc(r.ItemInfo, func(t Item) bool { return t.ID == id })
	return j, j >= 0
}

// Held returns how many ratings Split holds out.
func (r *Ratings) Held(share float64) (n int) {
	for i := range r.Users {
		n += held(share, r.ByUser.RowLen(i))
	}
	return n
}

// held returns how many of a user's ratings are held out.
func held(share float64, ratings int) int { return max(min(int(share*float64(ratings)), ratings-1), 0) }

// Split holds a share of every user's ratings out, 0 to 1, rounded down, but
// never the last one; which, random decides. Both tables have the shape of r
// and share its UserInfo and ItemInfo.
func (r *Ratings) Split(share float64, random *rand.Rand) (train, test *Ratings) {
	return r.SplitWith(nil, share, random)
}

// SplitWith is Split which tells by work, unless that is nil, after how many ratings it
// is: every user or every few thousand.
func (r *Ratings) SplitWith(work func(ratings int), share float64, random *rand.Rand) (train, test *Ratings) {
	if !(share >= 0 && share <= 1) {
		panic(fmt.Sprintf("ratings: a share of %v, want 0 to 1", share))
	}
	out := make([]bool, r.Len())
	total := 0
	for i := range r.Users {
		a, b := r.ByUser.Start[i], r.ByUser.Start[i+1]
		n := held(share, b-a)
		// Selection sampling: each next entry is taken with the probability
		// of what is still wanted among what is left.
		for k := a; n > 0; k++ {
			if random.IntN(b-k) < n {
				out[k] = true
				n--
				total++
			}
		}
		if work != nil {
			work(b - a)
		}
	}
	return r.subset(out, false, r.Len()-total, work), r.subset(out, true, total, work)
}

// subset returns the n ratings of which out says is.
func (r *Ratings) subset(out []bool, is bool, n int, work func(ratings int)) *Ratings {
	s := &Ratings{Users: r.Users, Items: r.Items, UserInfo: r.UserInfo, ItemInfo: r.ItemInfo, Movies: r.Movies}
	s.ByUser = &sparse.Matrix{Rows: r.Users, Cols: r.Items, Start: make([]int, r.Users+1), Column: make([]int32, 0, n), Value: make([]float64, 0, n)}
	for i := range r.Users {
		for k := r.ByUser.Start[i]; k < r.ByUser.Start[i+1]; k++ {
			if out[k] == is {
				s.ByUser.Column = append(s.ByUser.Column, r.ByUser.Column[k])
				s.ByUser.Value = append(s.ByUser.Value, r.ByUser.Value[k])
			}
		}
		s.ByUser.Start[i+1] = len(s.ByUser.Column)
		if work != nil {
			work(r.ByUser.RowLen(i))
		}
	}
	s.ByItem = s.ByUser.TransposeWith(work)
	return s
}

// RowTo sets dst, of length Items, to the ratings of a user, NaN where there is
// none.
func (r *Ratings) RowTo(dst []float64, user int) {
	if len(dst) != r.Items {
		panic(fmt.Sprintf("ratings: dst has length %d, want %d", len(dst), r.Items))
	}
	for j := range dst {
		dst[j] = math.NaN()
	}
	columns, values := r.ByUser.Row(user)
	for k, j := range columns {
		dst[j] = values[k]
	}
}
