package heightfield

import (
	"errors"

	"zscape/exhibit"
)

// Needs returns the files that the surfaces wait for, the start and the end.
func (s *Session) Needs() []exhibit.Need {
	var list []exhibit.Need
	if n, ok := s.Source.(exhibit.Needer); ok {
		list = n.Needs()
	}
	if s.end != nil {
		if n, ok := s.end.Surface.(exhibit.Needer); ok {
			list = append(list, n.Needs()...)
		}
	}
	return list
}

// lacking passes on from cause to err which file is missing.
func lacking(err, cause error) error {
	var to, from *exhibit.Problem
	if errors.As(err, &to) && errors.As(cause, &from) {
		to.Missing = from.Missing
	}
	return err
}

// Reliever is a Source that knows how high it looks well where x and y are to
// scale, as a part of the longer side of its box; 0 if it does not.
type Reliever interface{ Relief() float64 }

func (s *Session) relief() float64 {
	if r, ok := s.Source.(Reliever); ok {
		if v := r.Relief(); v > 0 {
			return v
		}
	}
	return 0.6
}

// Stretcher is a Source that knows how long a unit of x is in units of y, where
// both are to scale: of degrees of longitude and latitude they are not the same.
type Stretcher interface{ Across() float64 }

func (s *Session) across() float64 {
	if r, ok := s.Source.(Stretcher); ok {
		return r.Across()
	}
	return 1
}
