// Package embed draws points of many dimensions in the plane, by t-SNE and by
// principal components, and measures what such a picture is worth: how many
// neighbours it keeps, and whether a group of points lies together more than
// chance would have it.
//
// Data are matrices, a row for each point, and pictures are matrices of two
// columns. What is wrong with data is a *DataError, with an option an
// *OptionError; a shape that does not fit panics.
//
// A seed gives the same picture, bit by bit, in all browsers and natively on
// amd64. (Where Go fuses products and sums, as on arm64, it gives another one.)
package embed

import (
	"math"
	"strconv"

	"zscape/compute/lang"
	"zscape/compute/linalg"
)

// MaxPoints is the most points that t-SNE and the meters take, as their time
// grows with the square of it.
const MaxPoints = 20_000

// OptionError says what is wrong with a number that somebody chose.
type OptionError struct {
	Name   string // "perplexity", "rate", "k", ...
	Value  float64
	Reason lang.Text // "must be from 0 to 1"
}

// refuse returns an *OptionError, whose reason is formatted as lang.Sprintf does.
func refuse(name string, value float64, en, ja string, args ...any) error {
	return &OptionError{name, value, lang.Sprintf(en, ja, args...)}
}

// Error says name, value and reason in English.
func (e *OptionError) Error() string { return "embed: " + e.In("en") }

// In says name, value and reason in a language.
func (e *OptionError) In(language string) string {
	return e.Name + " " + strconv.FormatFloat(e.Value, 'g', -1, 64) + ": " + e.Reason.In(language)
}

// DataError says where a number is that is not finite. Row and Col count from 0.
type DataError struct {
	Row, Col int
	Value    float64
}

// Error says where and what in English.
func (e *DataError) Error() string { return "embed: " + e.In("en") }

// In says where and what in a language.
func (e *DataError) In(language string) string {
	return lang.Sprintf("point %d, column %d: %s is not a finite number", "点%d、%d列目: %sは有限の数ではありません",
		e.Row+1, e.Col+1, strconv.FormatFloat(e.Value, 'g', -1, 64)).In(language)
}

// points are n points of d coordinates, in a scale in which the squares of
// distances are far from overflow: x times a power of 2.
type points struct {
	n, d int
	x    []float64 // n x d
	exp  int       // the given numbers are x times 2^exp
}

// newPoints copies the points of a matrix.
func newPoints(x linalg.Array) (points, error) {
	n, d := x.Dims()
	largest := 0.0
	for i, v := range x.Data {
		if v-v != 0 {
			return points{}, &DataError{Row: i / d, Col: i % d, Value: v}
		}
		largest = max(largest, math.Abs(v))
	}
	if n > MaxPoints {
		return points{}, refuse("points", float64(n), "must be at most %d", "%d点以下にしてください", MaxPoints)
	}
	p := points{n: n, d: d, x: make([]float64, n*d)}
	_, p.exp = math.Frexp(largest)
	for i, v := range x.Data {
		p.x[i] = math.Ldexp(v, -p.exp)
	}
	return p, nil
}

// distancesTo sets dst, of length n, to the squares of all points' distances
// from the i-th.
func (p *points) distancesTo(dst []float64, i int) {
	switch d := p.d; d {
	case 0:
		clear(dst)
	case 2:
		a, b := p.x[2*i], p.x[2*i+1]
		x := p.x[:2*len(dst)]
		for j := range dst {
			u, v := x[2*j]-a, x[2*j+1]-b
			dst[j] = u*u + v*v
		}
	default:
		at, x := p.x[i*d:(i+1)*d], p.x
		for j := range dst {
			row := x[:len(at)]
			x = x[len(at):]
			sum, c := 0.0, 0
			for ; c+4 <= len(row); c += 4 { // four at a time are twice as fast
				a, b := (*[4]float64)(at[c:]), (*[4]float64)(row[c:])
				u0, u1, u2, u3 := b[0]-a[0], b[1]-a[1], b[2]-a[2], b[3]-a[3]
				sum += (u0*u0 + u1*u1) + (u2*u2 + u3*u3)
			}
			for ; c < len(at) && c < len(row); c++ {
				u := row[c] - at[c]
				sum += u * u
			}
			dst[j] = sum
		}
	}
}
