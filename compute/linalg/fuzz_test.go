package linalg

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"
)

// decode makes an array of at most three dimensions, of extents 0 to 4, from the
// front of data, and returns what is left. Values are those of a small table or
// of eight bytes each.
func decode(data []byte) (Array, []byte) {
	next := func() (b byte) {
		if len(data) > 0 {
			b, data = data[0], data[1:]
		}
		return b
	}
	var shape []int
	for range next() % 4 {
		shape = append(shape, int(next()%5))
	}
	values := []float64{0, 1, -1, 2, 0.5, 3, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, math.SmallestNonzeroFloat64, 1e150, 1e-150}
	a := Zeros(shape...)
	for i := range a.Data {
		k := int(next())
		if k < 8*len(values) {
			a.Data[i] = values[k%len(values)]
		} else if len(data) >= 8 {
			a.Data[i] = math.Float64frombits(binary.LittleEndian.Uint64(data))
			data = data[8:]
		}
	}
	return a, data
}

// No operation panics on arrays as they should be; what it returns is one too,
// or an error with words; and decompositions come to an end.
func FuzzOperations(f *testing.F) {
	f.Add([]byte{2, 2, 2, 0, 3, 1, 5, 1, 2, 1, 3}, 2, 1)
	f.Add([]byte{2, 2, 1, 1, 3, 2, 2, 2, 1, 0, 3, 3}, -1, 0)
	f.Add([]byte{3, 0, 1, 2, 0}, 0, -2)
	f.Add([]byte{2, 3, 3, 6, 7, 8, 9, 10, 11, 12, 0, 1}, 1<<62, 3)
	f.Fuzz(func(t *testing.T, data []byte, k, axis int) {
		a, data := decode(data)
		b, _ := decode(data)
		finite := !slices.ContainsFunc(a.Data, func(v float64) bool { return v-v != 0 })
		check := func(name string, c Array, err error) {
			var shape *ShapeError
			var singular *SingularError
			switch {
			case err == nil:
				c.check()
			case !errors.As(err, &shape) && !errors.As(err, &singular) || err.Error() == "":
				t.Errorf("%s of %v and %v: error %v", name, a, b, err)
			}
		}
		binary := map[string]func(a, b Array) (Array, error){
			"Add": Add, "Sub": Sub, "Multiply": Multiply, "Dot": Dot, "Solve": Solve,
			"Outer":         func(a, b Array) (Array, error) { return Outer(a, b), nil },
			"Tensordot":     func(a, b Array) (Array, error) { return Tensordot(a, b, k) },
			"TensordotAxes": func(a, b Array) (Array, error) { return TensordotAxes(a, b, []int{k}, []int{axis}) },
			"LeastSquares":  func(a, b Array) (Array, error) { x, _, err := LeastSquares(a, b); return x, err },
		}
		for name, op := range binary {
			c, err := op(a, b)
			check(name, c, err)
		}
		unary := map[string]func(a Array) (Array, error){
			"Inverse": Inverse, "PseudoInverse": PseudoInverse,
			"MatrixPower": func(a Array) (Array, error) { return MatrixPower(a, k) },
			"Power":       func(a Array) (Array, error) { return Power(a, float64(k)), nil },
			"Scale":       func(a Array) (Array, error) { return Scale(2, a), nil },
			"Transpose":   func(a Array) (Array, error) { return Transpose(a), nil },
		}
		for name, op := range unary {
			c, err := op(a)
			check(name, c, err)
		}
		for name, op := range map[string]func(a Array) (float64, error){"Det": Det, "Trace": Trace, "Cond": Cond, "ScaledCond": ScaledCond} {
			v, err := op(a)
			check(name, Scalar(v), err)
		}
		if sign, log, err := LogDet(a); err == nil && finite && (log != log || (sign == 0) != math.IsInf(log, -1)) {
			t.Errorf("determinant of sign %v and logarithm %v of %v", sign, log, a)
		}
		if rank, err := ExactRank(a); err == nil && finite && a.Shape[0] == a.Shape[1] {
			sign, _, _ := LogDet(a)
			values, err := SingularValues(a)
			if n := a.Shape[0]; (rank < n) != (sign == 0) || err != nil || rank < n && values[n-1] != 0 {
				t.Errorf("rank %d, determinant of sign %v, singular values %v, %v of %v", rank, sign, values, err, a)
			}
		}
		if d, err := NewSVD(a); err == nil && d.OK != finite {
			t.Errorf("singular values %v of %v", d.S, a)
		}
		if e, err := NewEigen(a); err == nil && e.OK != finite {
			t.Errorf("eigenvalues %v of %v", e.Values, a)
		}
		if a.String() == "" || !Transpose(Transpose(a)).Equal(a) && finite {
			t.Errorf("%v is not itself transposed twice", a)
		}
	})
}
