package matrices

import (
	"fmt"
	"go/parser"
	"math"
	"math/cmplx"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// gonumPrograms are what stands in the table's column of gonum, compiled. What
// they leave in C, y or as a number is the result.
func gonumPrograms(A *mat.Dense, x *mat.VecDense) map[string]func() any {
	n := 0
	if r, c := A.Dims(); true {
		n = r * c
	}
	rows, cols := A.Dims()
	ones := slices.Repeat([]float64{1}, rows)
	onesText := "[]float64{" + strings.TrimSuffix(strings.Repeat("1, ", rows), ", ") + "}"
	flat := fmt.Sprintf("a := mat.NewVecDense(%d, A.RawMatrix().Data); ", n)
	pinv := func(rank int) string {
		return fmt.Sprintf("var svd mat.SVD; svd.Factorize(A, mat.SVDThin); var C mat.Dense; svd.SolveTo(&C, mat.NewDiagDense(%d, %s), %d)", rows, onesText, rank)
	}
	solve := func(rank int) func() any {
		return func() any {
			var svd mat.SVD
			svd.Factorize(A, mat.SVDThin)
			var C mat.Dense
			svd.SolveTo(&C, mat.NewDiagDense(rows, ones), rank)
			return &C
		}
	}
	programs := map[string]func() any{
		"mat.Trace(A)": func() any { return mat.Trace(A) },
		"mat.Det(A)":   func() any { return mat.Det(A) },
		"var C mat.Dense; err := C.Inverse(A)": func() any {
			var C mat.Dense
			if err := C.Inverse(A); err != nil {
				return err
			}
			return &C
		},
		"var svd mat.SVD; svd.Factorize(A, mat.SVDNone); svd.Rank(" + fmt.Sprint(max(rows, cols)) + " * 0x1p-52)": func() any {
			var svd mat.SVD
			svd.Factorize(A, mat.SVDNone)
			return float64(svd.Rank(float64(max(rows, cols)) * 0x1p-52))
		},
		"mat.Cond(A, 2)":                         func() any { return mat.Cond(A, 2) },
		"mat.Dot(x, x)":                          func() any { return mat.Dot(x, x) },
		"var y mat.VecDense; y.MulVec(A, x)":     func() any { var y mat.VecDense; y.MulVec(A, x); return &y },
		"var y mat.VecDense; y.MulVec(A.T(), x)": func() any { var y mat.VecDense; y.MulVec(A.T(), x); return &y },
		"var C mat.Dense; C.Mul(x, A)":           func() any { var C mat.Dense; C.Mul(x, A); return &C },
		"var C mat.Dense; C.Mul(A, A)":           func() any { var C mat.Dense; C.Mul(A, A); return &C },
		"var C mat.Dense; C.Mul(A.T(), A)":       func() any { var C mat.Dense; C.Mul(A.T(), A); return &C },
		"var C mat.Dense; C.Mul(A, A.T())":       func() any { var C mat.Dense; C.Mul(A, A.T()); return &C },
		"var C mat.Dense; C.Mul(A.T(), A.T())":   func() any { var C mat.Dense; C.Mul(A.T(), A.T()); return &C },
		"var C mat.Dense; C.MulElem(A, A)":       func() any { var C mat.Dense; C.MulElem(A, A); return &C },
		"var C mat.Dense; C.Outer(1, x, x)":      func() any { var C mat.Dense; C.Outer(1, x, x); return &C },
		"var e mat.Eigen; e.Factorize(A, mat.EigenNone); e.Values(nil)": func() any {
			var e mat.Eigen
			e.Factorize(A, mat.EigenNone)
			return e.Values(nil)
		},
		"var svd mat.SVD; svd.Factorize(A, mat.SVDNone); svd.Values(nil)": func() any {
			var svd mat.SVD
			svd.Factorize(A, mat.SVDNone)
			return mat.NewVecDense(min(rows, cols), svd.Values(nil))
		},
		flat + "var C mat.Dense; C.Outer(1, x, a)": func() any {
			a := mat.NewVecDense(n, A.RawMatrix().Data)
			var C mat.Dense
			C.Outer(1, x, a)
			return &C
		},
		flat + "var C mat.Dense; C.Outer(1, a, x)": func() any {
			a := mat.NewVecDense(n, A.RawMatrix().Data)
			var C mat.Dense
			C.Outer(1, a, x)
			return &C
		},
		flat + "var C mat.Dense; C.Outer(1, a, a)": func() any {
			a := mat.NewVecDense(n, A.RawMatrix().Data)
			var C mat.Dense
			C.Outer(1, a, a)
			return &C
		},
		flat + "mat.Dot(a, a)":                        func() any { a := mat.NewVecDense(n, A.RawMatrix().Data); return mat.Dot(a, a) },
		"var C mat.Dense; C.Mul(A, A); mat.Trace(&C)": func() any { var C mat.Dense; C.Mul(A, A); return mat.Trace(&C) },
		"var B, C mat.Dense; err := B.Inverse(A); C.Pow(&B, 2)": func() any {
			var B, C mat.Dense
			if err := B.Inverse(A); err != nil {
				return err
			}
			C.Pow(&B, 2)
			return &C
		},
	}
	for rank := 1; rank <= min(rows, cols); rank++ {
		programs[pinv(rank)] = solve(rank)
	}
	for _, k := range []int{-2, -1, 0, 2, 3} {
		programs[fmt.Sprintf("var C mat.Dense; C.Apply(func(i, j int, v float64) float64 { return math.Pow(v, %d) }, A)", k)] = func() any {
			var C mat.Dense
			C.Apply(func(i, j int, v float64) float64 { return math.Pow(v, float64(k)) }, A)
			return &C
		}
		programs[fmt.Sprintf("var C mat.Dense; C.Pow(A, %d)", k)] = func() any { var C mat.Dense; C.Pow(A, k); return &C }
	}
	return programs
}

// run returns the numbers that a program leaves, or how it refuses.
func run(program func() any) (numbers []float64, refusal string) {
	defer func() {
		if r := recover(); r != nil {
			refusal = "panics: " + fmt.Sprint(r)
		}
	}()
	switch v := program().(type) {
	case float64:
		return []float64{v}, ""
	case error:
		return nil, "err: " + v.Error()
	case []complex128:
		slices.SortFunc(v, func(a, b complex128) int { // as linalg sorts them
			if d := real(b) - real(a); math.Abs(d) > 1e-9 {
				return int(math.Copysign(1, d))
			}
			return int(math.Copysign(1, imag(b)-imag(a)))
		})
		for _, c := range v {
			if math.Abs(imag(c)) < 1e-9*cmplx.Abs(c) {
				c = complex(real(c), 0)
			}
			numbers = append(numbers, real(c), imag(c))
		}
		return numbers, ""
	case mat.Matrix:
		rows, cols := v.Dims()
		for i := range rows {
			for j := range cols {
				numbers = append(numbers, v.At(i, j))
			}
		}
		return numbers, ""
	}
	panic("unknown result")
}

// What the table says of gonum is Go, and gonum gives the same results, or
// refuses in the words that stand there.
func TestGonum(t *testing.T) {
	for _, state := range []string{
		"", "A=1,2,3;4,5,6", "A=1,2,3;4,5,6&k=-2", "A=1,2,3;4,5,6&x=1,2,3", "A=1,2;2,4&k=-2", "A=0,-1;1,0&k=-1&axes=1", "A=2,-1,0;-1,2,-1;0,-1,2&x=1,2,3&k=2",
		"left=A&axes=2", "left=A&axes=0,1;1,0", "left=A&axes=0;0", "left=A&axes=1;1&k=0", "left=A&axes=1;0", "left=A&axes=0;1",
		"axes=0;1", "axes=0;0", "left=A&right=x&axes=0;0", "left=A&right=x&axes=1", "left=A&right=x", "left=A", "right=x", "right=x&axes=1",
		"A=1e-9,0;0,1e9&k=-2", "A=1,1;1,1.0000000000000002&k=-1", "A=1e-7,0;0,1e7", "A=1,2,3;4,5,6;7,8,9", "A=0.1,0.2,0.3;0.4,0.5,0.6;0.7,0.8,0.9",
		"A=3&x=2", "A=1,2,3&x=2", "A=0,0;0,0", "A=1,2,3;4,5,6&left=A&axes=0,1;0,1", "A=1,2,3;4,5,6&left=A&axes=1",
	} {
		s, _ := at(t, state)
		rows, cols := s.operands.a.Dims()
		A := mat.NewDense(rows, cols, s.operands.a.Data)
		x := mat.NewVecDense(len(s.operands.x.Data), s.operands.x.Data)
		programs := gonumPrograms(A, x)
		for i := range s.outcomes {
			p := &s.outcomes[i]
			if p.gonum == "" {
				continue
			}
			if _, err := parser.ParseExpr("func() {" + p.gonum + "}"); err != nil {
				t.Errorf("%s: %s is no Go: %v", state, p.gonum, err)
			}
			program, ok := programs[strings.ReplaceAll(p.gonum, "\n", "; ")]
			if !ok {
				t.Errorf("%s: %s is not compiled here", state, p.gonum)
				continue
			}
			got, refusal := run(program)
			said := p.refusal
			if said == "" != (refusal == "") || !strings.HasPrefix(refusal, said) {
				t.Errorf("%s: %s: gonum says %q, the table %q", state, p.gonum, refusal, said)
			}
			if refusal != "" || p.key == "cond2" && (s.operands.singular() || s.operands.almostSingular()) { // rounding errors
				continue
			}
			if p.value.err != nil || !near(got, p.value.value.Data, 1e-9) {
				t.Errorf("%s: %s gives %v, the table %v, %v", state, p.gonum, got, p.value.value.Data, p.value.err)
			}
		}
	}
}
