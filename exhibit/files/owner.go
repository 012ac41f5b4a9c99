package files

import (
	"slices"

	"zscape/exhibit"
)

// Owners returns the exhibits that files given together, list, may be for: first the
// one that opens them, then others that could read them, too.
//
// It is the one that they look like most, and of several the one that is looked at,
// open, or else the first of all. But what could be anything, a table of numbers,
// does not leave an exhibit that takes files: if that cannot read it, it says why.
// Owners is empty only if no exhibit takes files.
func Owners(all []*exhibit.Exhibit, open *exhibit.Exhibit, list []exhibit.File) []*exhibit.Exhibit {
	type claim struct {
		exhibit *exhibit.Exhibit
		rank    int
	}
	var claims []claim
	for _, e := range all {
		if e.Intake == nil {
			continue
		}
		// Twice as large as the likeness, so that there is room between.
		rank := 2 * int(e.Intake.Recognizes(list))
		if e == open {
			rank = max(rank, 2*int(exhibit.Possible)) + 1
		}
		claims = append(claims, claim{e, rank})
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return b.rank - a.rank })
	var owners []*exhibit.Exhibit
	for k, c := range claims {
		if k == 0 || c.rank >= 2*int(exhibit.Possible) {
			owners = append(owners, c.exhibit)
		}
	}
	return owners
}

// Known splits files that were given together into those that an exhibit recognizes,
// and others, which are strange by themselves and without which the rest is recognized
// no less.
func Known(all []*exhibit.Exhibit, list []exhibit.File) (known, others []exhibit.File) {
	most := func(list []exhibit.File) (most exhibit.Likeness) {
		for _, e := range all {
			if e.Intake != nil && len(list) > 0 {
				most = max(most, e.Intake.Recognizes(list))
			}
		}
		return most
	}
	known = slices.Clone(list)
	for k := 0; k < len(known); {
		rest := slices.Delete(slices.Clone(known), k, k+1)
		if most(known[k:k+1]) > exhibit.Foreign || most(rest) < most(known) {
			k++
			continue
		}
		known, others = rest, append(others, known[k])
	}
	return known, others
}

// Likeness is how much files look like what a reader takes that says whether it can
// read them, and whether it is sure.
func Likeness(readable, sure bool) exhibit.Likeness {
	switch {
	case sure:
		return exhibit.Likely
	case readable:
		return exhibit.Possible
	}
	return exhibit.Foreign
}

// Glimpse is how many bytes of a file tell whose it is.
const Glimpse = 64 << 10

// Begin returns the files cut to their first Glimpse bytes, at the end of a line
// where there is one: enough of a table to tell what it is.
func Begin(list []exhibit.File) []exhibit.File {
	cut := slices.Clone(list)
	for k, f := range cut {
		if len(f.Data) <= Glimpse {
			continue
		}
		end := Glimpse
		for at := Glimpse; at > Glimpse/2; at-- {
			if f.Data[at-1] == '\n' {
				end = at
				break
			}
		}
		cut[k].Data = f.Data[:end:end]
	}
	return cut
}
