package factor

import (
	"errors"
	"slices"
)

// Place is where a Method is between two epochs, beside its model.
type Place struct {
	History []float64 // the objective before each update, one of each epoch
	Order   []int32   // of the ratings, of SGD; else nil
	GramU   []float64 // U^T U and V^T V as they have been summed up, of Alternating;
	GramV   []float64 // else nil
}

// ErrPlace says that a Place does not belong to the Method that is to be restored.
var ErrPlace = errors.New("factor: not a place of this method")

func (h *history) place() Place { return Place{History: slices.Clone(h.values)} }

// restore brings the history and the count of epochs to a place.
func restore(s *stepper, h *history, p Place) {
	s.at, s.row, s.completed = 0, 0, len(p.History)
	h.values = append(h.values[:0], p.History...)
}

// Place returns where the method is.
func (d *ALS) Place() Place { return d.place() }

// Restore brings the method to a place.
func (d *ALS) Restore(p Place) error {
	restore(&d.stepper, &d.history, p)
	return nil
}

// Place returns where the method is, but for the state of its random numbers.
func (d *SGD) Place() Place {
	p := d.place()
	p.Order = slices.Clone(d.order)
	return p
}

// Restore brings the method to a place.
func (d *SGD) Restore(p Place) error {
	seen := make([]bool, len(d.order))
	for _, k := range p.Order {
		if k < 0 || int(k) >= len(seen) || seen[k] {
			return ErrPlace
		}
		seen[k] = true
	}
	if len(p.Order) != len(seen) {
		return ErrPlace
	}
	copy(d.order, p.Order)
	restore(&d.stepper, &d.history, p)
	return nil
}

// Place returns where the method is.
func (d *Alternating) Place() Place {
	p := d.place()
	p.GramU, p.GramV = slices.Clone(d.gu), slices.Clone(d.gv)
	return p
}

// Restore brings the method to a place.
func (d *Alternating) Restore(p Place) error {
	if len(p.GramU) != len(d.gu) || len(p.GramV) != len(d.gv) {
		return ErrPlace
	}
	copy(d.gu, p.GramU)
	copy(d.gv, p.GramV)
	d.begun = true
	restore(&d.stepper, &d.history, p)
	return nil
}
