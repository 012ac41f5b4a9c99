package heightfield

import (
	"zscape/compute/grid"
	"zscape/compute/terrain"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// Function is a number that depends on two others.
type Function interface {
	// FillTo writes f(x[i], y[j]) into dst, row-major, len(y) rows of len(x).
	// It panics if the lengths do not fit.
	FillTo(dst, x, y []float64)

	// At returns f(x, y).
	At(x, y float64) float64
}

// Surface is a height field z = f(x, y) with parameters.
type Surface interface {
	Function

	// Update reads the parameters from s, a State of the surface's exhibit. If
	// it returns an error, a *exhibit.Problem, it has changed nothing.
	Update(s exhibit.State) error
}

// Source is what an exhibit of one surface adds to this package: the Surface,
// with what there is to say about it. It may have more of its own, which is
// found by assertion:
//
//	interface        what the Source decides                       who implements it
//	Latticer         where it is sampled                           surface
//	Composite        that there is more than one height field      surface
//	Divider          which parts can have a panel each             surface
//	Mover            that it depends on the player's t             surface
//	Scaler           proportions where x and y are to scale        surface
//	Differentiable   exact derivatives, for colours and readings   surface
//	Annotator        marks of its own                              surface
//	Analyst          that there is more to find out                surface
//	Measured         that it is data, without anything between     surface, its formulas
//	Explainer        why there is no value at a point              surface, its formulas
//	GoCoder          its function in Go                            surface
//	Typesetter       its formulas in LaTeX                         surface
//	Scripter         all its pieces in Python and Octave           surface
//	exhibit.Noticer  what is to be noticed of it                   surface
//	exhibit.Needer   files that it waits for                       surface
//
// Measured and Explainer are asked of any Function.
type Source interface {
	Surface

	// Readouts returns what there is to read about the parameters.
	Readouts() []exhibit.Readout

	// Code returns lines that compute Z from x and y, and in Python also from
	// the meshgrid X, Y, in "python" or "octave".
	Code(language string) []string
}

// sources makes the Sources of the exhibits that are registered.
var sources = map[*exhibit.Exhibit]func() Source{}

// Register makes the surface of e known, so that others can flow into it and it
// can stand in several panels. Each call of newSource returns another Source.
// Exhibits are registered while their packages are initialised.
func Register(e *exhibit.Exhibit, newSource func() Source) { sources[e] = newSource }

// NewSource returns a Source of e; ok is false if e is not an exhibit of one surface.
func NewSource(e *exhibit.Exhibit) (src Source, ok bool) {
	newSource, ok := sources[e]
	if !ok {
		return nil, false
	}
	return newSource(), true
}

// Latticer is a Source whose lattice may be elsewhere than the State's ranges of
// x and y say, or with uneven steps.
type Latticer interface {
	// Axes returns it; nil if it is what the State says.
	Axes(st exhibit.State) (x, y []float64)
}

// Composite is a Source that shows more than a height field over a rectangle.
type Composite interface {
	// Pieces returns what else there is; nil if nothing. It belongs to the Source.
	Pieces() *Pieces
}

// Divider is a Source of which each of several parts may have a panel of its own.
type Divider interface {
	// Parts returns the State of each part alone, and what it is called; none if
	// there is one part only.
	Parts(st exhibit.State) (states []exhibit.State, titles []string)
}

// Mover is a Source that depends on the position t of the player, too.
type Mover interface{ Moves() bool }

func moves(src Source) bool {
	m, ok := src.(Mover)
	return ok && m.Moves()
}

// Scaler is a Source that knows its proportions where x and y are to scale.
type Scaler interface {
	// Across returns how long a unit of x is in units of y: of degrees of
	// longitude and latitude they are not the same.
	Across() float64

	// Relief returns how high the box looks well, as a part of its longer side;
	// 0 if that is not known.
	Relief() float64
}

// proportions returns what a Scaler says, or what is usual.
func proportions(src Source) (across, relief float64) {
	const usual = 0.6
	s, ok := src.(Scaler)
	if !ok {
		return 1, usual
	}
	if relief = s.Relief(); !(relief > 0) {
		relief = usual
	}
	return s.Across(), relief
}

// Differentiable is a Source whose derivatives are known.
type Differentiable interface {
	// Jet returns z with its derivatives at (x, y), as they are computed.
	Jet(x, y float64) terrain.Jet

	// Shape returns what the surface is like at (x, y), with more care: see
	// terrain.Mended.
	Shape(x, y float64) terrain.Point
}

// Annotator is a Source with marks of its own on its surface, whose samples are
// g. Probe is the point that the visitor points at, nil if there is none.
type Annotator interface {
	Annotate(g *grid.Grid, probe *scene.Vec) []space.Mark
}

// Measured is a Function that interpolates data, which say nothing about the values
// in between.
type Measured interface{ Measured() bool }

func measured(f Function) bool {
	m, ok := f.(Measured)
	return ok && m.Measured()
}

// Explainer is a Function that can say why it has no value at a point.
type Explainer interface {
	// Explain returns the part that has none and what it is instead, as in "log(x)"
	// and "is not a real number", and the key of the control that says so. Chosen
	// is set where a formula says itself that there is to be none. If there is a
	// value, part is empty.
	Explain(x, y float64) (part string, reason exhibit.Text, key string, chosen bool)
}

// GoCoder is a Source whose function can be written in Go: functions that define
// f of x, y and the values of args; code is empty if that cannot be.
type GoCoder interface {
	GoFunction() (code, args string)
}

// Typesetter is a Source whose formulas can be set as mathematics.
type Typesetter interface {
	// LaTeX returns them for math mode, each on a line of its own.
	LaTeX() string
}

// Scripter is a Source that can write all of its Pieces in another language.
type Scripter interface {
	// Script returns lines that compute the arrays of all pieces of s, in "python"
	// (with NumPy as np) or "octave", and what these are called. If there are height
	// fields over a rectangle, X and Y are already their coordinates.
	Script(language string, s exhibit.State) (lines []string, shapes []Shape)
}

// Shape is a piece by the names of its arrays.
type Shape struct {
	X, Y, Z string
	Field   bool // they are of a height field
	Curve   bool
}
