package ratings

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
)

// Shape is what a generated table is like.
type Shape struct {
	Users, Items int
	Ratings      int // from twice Users + Items up to 2/5 of Users * Items
	R            int // planted factors, from 1
}

// MovieLens100K has the shape of the data set of that name.
var MovieLens100K = Shape{Users: 943, Items: 1682, Ratings: 100_000, R: 5}

// Truth is what a generated table was made of: the score of user i and item j is
//
//	UserBias[i] + ItemBias[j] + U[i]·V[j] + noise
//
// and the scores that are observed, in ascending order, become 1, 2, 3, 4 and 5,
// as many of each as there are in MovieLens 100K.
type Truth struct {
	R                  int
	U, V               []float64 // Users x R and Items x R, row-major; the columns have mean 0
	UserBias, ItemBias []float64
	Occupation         []int // of each user, the index in Occupations
}

// Standard deviations of the parts of a score. Their variances add up to that of
// the ratings of MovieLens 100K, 1.27; the part of taste is larger than it seems to
// be there, so that 100,000 ratings are enough to find it.
const (
	userDeviation  = 0.40
	itemDeviation  = 0.45
	tasteDeviation = 0.70
	noiseDeviation = 0.65
)

// marginals are how many of 100,000 ratings are 1, 2, 3, 4 and 5.
var marginals = [5]int{6110, 11370, 27145, 34174, 21201}

// Occupations are those of u.user, the most common first.
var Occupations = [...]string{"student", "other", "educator", "administrator", "engineer", "programmer", "librarian",
	"writer", "executive", "scientist", "artist", "technician", "marketing", "entertainment", "healthcare", "retired",
	"lawyer", "salesman", "none", "homemaker", "doctor"}

// occupied are how many of 943 users have each of the Occupations, and genred
// how many of 1682 items each of the Genres.
var (
	occupied = [len(Occupations)]int{196, 105, 95, 79, 67, 66, 51, 45, 32, 31, 28, 27, 26, 18, 16, 14, 12, 12, 9, 7, 7}
	genred   = [len(Genres)]int{2, 251, 135, 42, 122, 505, 109, 50, 725, 22, 24, 92, 56, 61, 247, 101, 251, 71, 27}
)

// Generate makes a table with planted factors. Users of one occupation have
// similar tastes, and items of one genre similar appeal; age and sex say nothing
// about taste. Some users rate a lot and some items are rated a lot: both counts
// are nearly log-normal, and every item is rated at least once. What is rated
// does not depend on how it would be rated. The same random numbers give the
// same table. It panics if the shape is impossible.
func Generate(s Shape, random *rand.Rand) (*Ratings, *Truth) {
	if s.Users < 1 || s.Users > MaxUsers || s.Items < 1 || s.Items > MaxItems || s.Ratings > MaxRatings ||
		s.R < 1 || s.Ratings < 2*(s.Users+s.Items) || 5*s.Ratings > 2*s.Users*s.Items {
		panic(fmt.Sprintf("ratings: the shape %+v", s))
	}
	truth := &Truth{R: s.R, U: make([]float64, s.Users*s.R), V: make([]float64, s.Items*s.R)}
	persons := truth.persons(s.Users, random)
	titles := truth.titles(s.Items, random)
	center(truth.U, s.R)
	center(truth.V, s.R)
	scale := math.Sqrt(tasteDeviation / productDeviation(truth.U, truth.V, s.R))
	multiply(truth.U, scale)
	multiply(truth.V, scale)
	truth.UserBias = normal(s.Users, userDeviation, random)
	truth.ItemBias = normal(s.Items, itemDeviation, random)

	entries := observed(s, random)
	for k := range entries {
		e := &entries[k]
		i, j := int(e.User), int(e.Item)
		e.Value = truth.UserBias[i] + truth.ItemBias[j] + noiseDeviation*random.NormFloat64()
		for r, u := range truth.U[i*s.R : (i+1)*s.R] {
			e.Value += u * truth.V[j*s.R+r]
		}
	}
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Compare(a.Value, b.Value) })
	sum, from := 0, 0
	for k, m := range marginals {
		sum += m
		to := int(math.Round(float64(sum) / 100_000 * float64(len(entries))))
		for ; from < to; from++ {
			entries[from].Value = float64(k + 1)
		}
	}
	t, err := New(s.Users, s.Items, entries)
	if err != nil {
		panic("ratings: " + err.Error()) // the limits were checked
	}
	t.UserInfo, t.ItemInfo, t.Movies = persons, titles, true
	return t, truth
}

// normal returns n normally distributed numbers.
func normal(n int, deviation float64, random *rand.Rand) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = deviation * random.NormFloat64()
	}
	return v
}

func multiply(v []float64, by float64) {
	for i := range v {
		v[i] *= by
	}
}

// center makes the mean of each of the r columns 0.
func center(v []float64, r int) {
	for c := range r {
		var sum float64
		for k := c; k < len(v); k += r {
			sum += v[k]
		}
		mean := sum / float64(len(v)/r)
		for k := c; k < len(v); k += r {
			v[k] -= mean
		}
	}
}

// productDeviation returns the root of the mean square of U V^T, which is the
// trace of (U^T U)(V^T V).
func productDeviation(u, v []float64, r int) float64 {
	var trace float64
	for a := range r {
		for b := range r {
			var p, q float64
			for k := 0; k < len(u); k += r {
				p += u[k+a] * u[k+b]
			}
			for k := 0; k < len(v); k += r {
				q += v[k+a] * v[k+b]
			}
			trace += p * q
		}
	}
	return math.Sqrt(trace / float64(len(u)/r) / float64(len(v)/r))
}

// persons makes up users and their tastes: 0.7 of the variance lies between
// occupations.
func (t *Truth) persons(n int, random *rand.Rand) []User {
	typical := normal(len(Occupations)*t.R, math.Sqrt(0.7), random)
	total := 0
	for _, c := range occupied {
		total += c
	}
	t.Occupation = make([]int, n)
	k, upto := 0, occupied[0]
	for i := range t.Occupation {
		for (2*i+1)*total > 2*n*upto {
			k++
			upto += occupied[k]
		}
		t.Occupation[i] = k
	}
	random.Shuffle(n, func(i, j int) { t.Occupation[i], t.Occupation[j] = t.Occupation[j], t.Occupation[i] })
	persons := make([]User, n)
	for i, o := range t.Occupation {
		for r := range t.R {
			t.U[i*t.R+r] = typical[o*t.R+r] + math.Sqrt(0.3)*random.NormFloat64()
		}
		age, spread := 36.0, 10.0
		switch Occupations[o] {
		case "student":
			age, spread = 22, 4
		case "retired":
			age, spread = 63, 5
		}
		p := User{ID: strconv.Itoa(i + 1), Sex: "M", Occupation: Occupations[o]}
		p.Age = int(math.Round(min(max(age+spread*random.NormFloat64(), 7), 73)))
		if random.Float64() < 273.0/943 {
			p.Sex = "F"
		}
		persons[i] = p
	}
	return persons
}

// titles makes up items and their appeal: 0.6 of the variance is that of their
// genres, of which they have one to three.
func (t *Truth) titles(n int, random *rand.Rand) []Item {
	typical := normal(len(Genres)*t.R, math.Sqrt(0.6), random)
	total := 0
	for _, c := range genred {
		total += c
	}
	names := random.Perm(len(adjectives) * len(nouns))
	titles := make([]Item, n)
	for j := range titles {
		m := &titles[j]
		m.ID = strconv.Itoa(j + 1)
		k := names[j%len(names)]
		m.Name = "The " + adjectives[k%len(adjectives)] + " " + nouns[k/len(adjectives)]
		if again := j / len(names); again > 0 {
			m.Name += " " + strconv.Itoa(again+1)
		}
		// Most are of the nineties, as in MovieLens.
		m.Name += " (" + strconv.Itoa(1998-int(min(random.ExpFloat64()*8, 70))) + ")"
		count := 0
		for want := 1 + random.IntN(3); want > 0; want-- {
			g, at := 0, random.IntN(total)
			for at >= genred[g] {
				at -= genred[g]
				g++
			}
			if m.Genres&(1<<g) == 0 {
				m.Genres |= 1 << g
				count++
			}
		}
		appeal := t.V[j*t.R : (j+1)*t.R]
		for g := range Genres {
			if m.Genres&(1<<g) != 0 {
				for r := range appeal {
					appeal[r] += typical[g*t.R+r] / math.Sqrt(float64(count))
				}
			}
		}
		for r := range appeal {
			appeal[r] += math.Sqrt(0.4) * random.NormFloat64()
		}
	}
	return titles
}

// observed chooses who rates what.
func observed(s Shape, random *rand.Rand) []Entry {
	counts := activity(s, random)
	appeal := make([]float64, s.Items) // relative probability to be rated
	upto := make([]float64, s.Items)
	sum := 0.0
	for j := range appeal {
		appeal[j] = math.Exp(1.5 * min(random.NormFloat64(), 2.6))
		sum += appeal[j]
		upto[j] = sum
	}
	// Every item is rated once, by users as active as those who rate anything.
	entries := make([]Entry, 0, s.Ratings)
	mine := make([][]int32, s.Users)
	turn := make([]int32, 0, s.Ratings)
	for i, n := range counts {
		for range n {
			turn = append(turn, int32(i))
		}
	}
	for j := range s.Items {
		k := j + random.IntN(len(turn)-j)
		turn[j], turn[k] = turn[k], turn[j]
		mine[turn[j]] = append(mine[turn[j]], int32(j))
	}
	has := make([]int, s.Items) // the last user, from 1, who rates an item
	order := make([]int, s.Items)
	key := make([]float64, s.Items)
	for i, n := range counts {
		take := func(j int) {
			if has[j] != i+1 && n > 0 {
				has[j] = i + 1
				entries = append(entries, Entry{User: int32(i), Item: int32(j)})
				n--
			}
		}
		for _, j := range mine[i] {
			take(int(j))
		}
		if 8*n < s.Items {
			for n > 0 {
				j, _ := slices.BinarySearch(upto, random.Float64()*sum)
				take(min(j, s.Items-1))
			}
			continue
		}
		// Drawing again what is drawn already would take long. The smallest of
		// exponential times are the same choice (P. S. Efraimidis, P. G. Spirakis,
		// Information Processing Letters 97, 2006).
		for j := range order {
			order[j], key[j] = j, random.ExpFloat64()/appeal[j]
		}
		slices.SortFunc(order, func(a, b int) int { return cmp.Compare(key[a], key[b]) })
		for _, j := range order {
			take(j)
		}
	}
	return entries
}

// activity returns how many ratings each user gives, Ratings in all: 20 at
// least, if there are as many, and 7/16 of the items at most.
func activity(s Shape, random *rand.Rand) []int {
	wish := make([]float64, s.Users)
	for i := range wish {
		wish[i] = math.Exp(min(random.NormFloat64(), 2.3))
	}
	low := min(20, s.Ratings/s.Users/2)
	high := max(7*s.Items/16, low+1)
	counts := make([]int, s.Users)
	total := func(c float64) (sum int) {
		for i, w := range wish {
			counts[i] = int(min(max(c*w, float64(low)), float64(high)))
			sum += counts[i]
		}
		return sum
	}
	a, b := 0.0, 1.0
	for total(b) < s.Ratings && b < 1e12 {
		b *= 2
	}
	for range 60 {
		if c := (a + b) / 2; total(c) <= s.Ratings {
			a = c
		} else {
			b = c
		}
	}
	for rest, i := s.Ratings-total(a), 0; rest > 0; i = (i + 1) % s.Users {
		if counts[i] < s.Items && (counts[i] < high || rest > s.Users) {
			counts[i]++
			rest--
		}
	}
	return counts
}

// The titles are made up of these.
var (
	adjectives = [...]string{"Silent", "Crimson", "Distant", "Broken", "Golden", "Hidden", "Restless", "Paper", "Winter",
		"Electric", "Forgotten", "Gentle", "Hollow", "Iron", "Borrowed", "Lucky", "Midnight", "Northern", "Open", "Patient",
		"Quiet", "Rusty", "Second", "Tall", "Uncertain", "Velvet", "Wandering", "Yellow", "Amber", "Blue", "Careless",
		"Dusty", "Early", "Falling", "Glass", "Honest", "Last", "Little", "Narrow", "Perfect", "Salted"}
	nouns = [...]string{"Harbour", "Letter", "Orchard", "Detective", "River", "Garden", "Machine", "Island", "Witness",
		"Stranger", "Train", "Mirror", "Summer", "Kingdom", "Piano", "Road", "Lighthouse", "Clock", "Neighbour", "Bridge",
		"Forest", "Soldier", "Circus", "Comet", "Doctor", "Engine", "Fox", "Guest", "Horizon", "Inventor", "Journey",
		"Kite", "Lantern", "Market", "Night", "Ocean", "Painter", "Question", "Robot", "Secret", "Tower", "Umbrella"}
)
