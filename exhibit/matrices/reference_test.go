package matrices

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"zscape/compute/linalg"
	"zscape/exhibit"
)

func open(string) (*exhibit.Exhibit, bool) { return Exhibit, true }

// at returns a session in the State that text says, without the exhibit's name.
func at(t testing.TB, text string) (*Session, exhibit.State) {
	t.Helper()
	st, problems, err := exhibit.Parse("matrices?"+text, open)
	if err != nil || problems != nil {
		t.Fatal(text, err, problems)
	}
	s := Exhibit.New(open).(*Session)
	if err := s.Update(st); err != nil {
		t.Fatal(text, err)
	}
	return s, st
}

// flat returns the numbers of a read-out.
func flat(t testing.TB, v any) []float64 {
	t.Helper()
	switch v := v.(type) {
	case float64:
		return []float64{v}
	case []float64:
		return v
	case [][]float64:
		return slices.Concat(v...)
	case exhibit.Tensor:
		return v.Data
	}
	t.Fatalf("%v is a %T", v, v)
	return nil
}

func near(a, b []float64, tolerance float64) bool {
	return slices.EqualFunc(a, b, func(a, b float64) bool {
		return a == b || math.Abs(a-b) <= tolerance*max(1, math.Abs(b))
	})
}

func readout(t testing.TB, s *Session, key string) any {
	t.Helper()
	for _, r := range s.Readouts() {
		if r.Key == key {
			return r.Value
		}
	}
	t.Fatalf("there is no read-out %s", key)
	return nil
}

// value is a number or an array of the reference.
type value struct{ linalg.Array }

func (v *value) UnmarshalJSON(data []byte) error {
	if data[0] == '{' {
		return json.Unmarshal(data, &v.Array)
	}
	v.Array = linalg.Scalar(0)
	return json.Unmarshal(data, &v.Data[0])
}

// reference is values of NumPy 1.24; the file says where they are from.
func reference(t testing.TB) (r struct {
	Post  map[string]value
	Error string `json:"post_error"`
	Cases []map[string]json.RawMessage
}) {
	t.Helper()
	data, err := os.ReadFile("../../compute/linalg/testdata/matrices.json")
	if err == nil {
		err = json.Unmarshal(data, &r)
	}
	if err != nil || len(r.Cases) != 20 {
		t.Fatal(err, len(r.Cases), "cases")
	}
	return r
}

func text(rows, cols int, data []float64) string {
	m := make([][]float64, rows)
	for i := range m {
		m[i] = data[i*cols : (i+1)*cols]
	}
	return exhibit.FormatMatrix(m)
}

// Every name of the reference is a read-out of that name, value and shape.
func TestReference(t *testing.T) {
	names := []string{"trace", "det", "rank", "cond2", "dot_xx", "A_x", "x_A", "A_A", "At_A", "hadamard",
		"elementwise_cube", "matrix_cube", "outer_xx", "tensor_x_A", "inv"}
	for n, c := range reference(t).Cases {
		get := func(name string) (v value) {
			if err := json.Unmarshal(c[name], &v); err != nil {
				t.Fatal(n, name, err)
			}
			return v
		}
		a, x := get("A"), get("x")
		s, _ := at(t, "A="+text(a.Shape[0], a.Shape[1], a.Data)+"&x="+text(1, len(x.Data), x.Data))
		condition := get("cond2").Data[0]
		singular := strings.HasPrefix(string(c["report"]), `"singular`)
		if want := map[bool]exhibit.Text{true: {En: "yes", Ja: "はい"}, false: {En: "no", Ja: "いいえ"}}[singular]; readout(t, s, "singular") != want {
			t.Errorf("case %d: singular is %v, want %s", n, readout(t, s, "singular"), want)
		}
		for _, name := range names {
			got := readout(t, s, name)
			if singular && name == "inv" {
				if message, ok := got.(exhibit.Text); !ok || !strings.HasPrefix(message.En, "singular matrix") {
					t.Errorf("case %d: the inverse of a singular matrix is %v", n, got)
				}
				continue
			}
			want, tolerance := get(name), 1e-12
			switch name {
			case "det":
				var exact value
				if err := json.Unmarshal(c["exact_det"], &exact); err != nil {
					t.Fatal(err)
				}
				want = exact
			case "inv":
				tolerance *= condition
			case "cond2":
				if singular { // NumPy's is rounding errors by rounding errors
					if !math.IsInf(got.(float64), 1) {
						t.Errorf("case %d: condition %v of a singular matrix", n, got)
					}
					continue
				}
				tolerance *= condition
			}
			if !near(flat(t, got), want.Data, tolerance) {
				t.Errorf("case %d: %s = %v, want %v", n, name, got, want.Data)
			}
			if shape := readout(t, s, name+"_shape"); shape != linalg.ShapeString(want.Shape) {
				t.Errorf("case %d: %s has the shape %v, want %s", n, name, shape, linalg.ShapeString(want.Shape))
			}
		}
	}
}

// row returns the row of the table in which code stands, and its column.
func row(t testing.TB, s *Session, code string) ([]exhibit.Cell, int) {
	t.Helper()
	bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
	for _, row := range s.Table().Rows {
		for k, c := range row {
			if c.Code != "" && bare(c.Code) == bare(code) {
				return row, k
			}
		}
	}
	t.Fatalf("%s is not in the table", code)
	return nil, 0
}

// What the reference has of single expressions stands in the table: as they are
// typed, with value, and with the shapes of array and matrix.
func TestExpressions(t *testing.T) {
	r := reference(t)
	seen := 0
	for code, state := range map[string]string{
		"np.trace(A_a)": "", "np.linalg.det(A_a)": "", "np.linalg.inv(A_a)": "", "A_m.trace()": "", "A_m.I": "",
		"np.dot(x_a,x_a)": "", "x_m.T*x_m": "", "np.dot(A_a,x_a)": "", "np.dot(x_a,A_a)": "", "A_m*x_m": "", "x_m.T*A_m": "",
		"np.dot(A_a,A_a)": "", "np.dot(np.transpose(A_a),A_a)": "", "A_m*A_m": "", "A_m**2": "k=2", "A_m.T*A_m": "",
		"A_a*A_a": "", "A_a**3": "k=3", "np.multiply(A_m,A_m)": "", "np.tensordot(x_a,x_a,axes=0)": "right=x",
		"np.tensordot(x_a,A_a,axes=0)": "", "x_m*x_m.T": "",
	} {
		want, ok := r.Post[code]
		if !ok {
			t.Errorf("the reference has no %s", code)
			continue
		}
		seen++
		s, _ := at(t, state)
		row, column := row(t, s, code)
		result := row[4]
		if !near(flat(t, result.Value), want.Data, 1e-15) {
			t.Errorf("%s is %v, want %v", code, result.Value, want.Data)
		}
		shape := linalg.ShapeString(want.Shape)
		switch {
		case strings.Contains(code, "det("): // of a matrix a number, too
			shape = "()"
		case strings.HasPrefix(result.Note, "array"):
			shape = []string{"", "array " + shape + ",", "matrix " + shape}[column]
		}
		if !strings.Contains(result.Note, shape) {
			t.Errorf("%s has the shape %s, want %s", code, result.Note, shape)
		}
	}
	if seen < 22 {
		t.Errorf("%d expressions", seen)
	}
	s, _ := at(t, "")
	row, _ := row(t, s, "x_m * A_m")
	if message := row[4].Problem.En; message != r.Error {
		t.Errorf("column vector times A: %q, want %q", message, r.Error)
	}
}

// Shapes as NumPy 1.24 gives them, and what it says where shapes do not fit.
func TestShapes(t *testing.T) {
	const wide = "A=1,2,3;4,5,6&x=1,2&"
	for _, c := range []struct{ state, code, note, problem, matrixProblem, gonum string }{
		{"", "np.trace(A_a)", "array (), matrix (1,1)", "", "", ""},
		{"", "np.dot(A_a, x_a)", "array (2,), matrix (2,1)", "", "", ""},
		{"", "np.dot(x_a, A_a)", "array (2,), matrix (1,2)", "", "", ""},
		{"", "np.dot(x_a, x_a)", "array (), matrix (1,1)", "", "", ""},
		{"", "np.outer(x_a, x_a)", "(2,2)", "", "", ""},
		{"", "np.linalg.eigvals(A_m)", "(2,)", "", "", ""},
		{"", "np.tensordot(x_a, A_a, axes=0)", "array (2,2,2), matrix (2,1,2,2)", "", "", ""},
		{"axes=1", "np.tensordot(x_a, A_a, axes=1)", "(2,)", "", "shape-mismatch for sum", ""},
		{"axes=2", "np.tensordot(x_a, A_a, axes=2)", "", "axis -2 is out of bounds", "shape-mismatch for sum", ""},
		{"left=A&axes=2", "np.tensordot(A_a, A_a, axes=2)", "()", "", "", ""},
		{wide, "np.trace(A_a)", "array (), matrix (1,1)", "", "", "panics: mat: expect square matrix"},
		{wide, "np.linalg.det(A_a)", "", "last 2 dimensions of the array must be square", "", "panics: mat: expect square matrix"},
		{wide, "np.dot(A_a, x_a)", "", "shapes (2,3) and (2,) not aligned: 3 (dim 1) != 2 (dim 0)",
			"shapes (2,3) and (2,1) not aligned: 3 (dim 1) != 2 (dim 0)", "panics: mat: dimension mismatch"},
		{wide, "np.dot(x_a, A_a)", "array (3,), matrix (1,3)", "", "", ""},
		{wide, "np.dot(A_a, A_a)", "", "shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)", "", "panics: mat: dimension mismatch"},
		{wide, "A_m**3", "", "last 2 dimensions of the array must be square", "", "panics: mat: dimension mismatch"},
		{wide + "left=A&axes=1", "np.tensordot(A_a, A_a, axes=1)", "", "shape-mismatch for sum", "", "panics: mat: dimension mismatch"},
		{"A=1,2;2,4", "np.linalg.inv(A_a)", "", "singular matrix: rank 1 of 2; see the pseudo-inverse and the condition number", "", "err: matrix singular or near-singular"},
		{"A=1,2;2,4", "np.linalg.pinv(A_a)", "(2,2)", "", "", ""},
		{"A=1,2;2,4&k=-2", "A_m**(-2)", "", "singular matrix", "", "err: matrix singular or near-singular"},
	} {
		s, _ := at(t, c.state)
		row, _ := row(t, s, c.code)
		if row[4].Note != c.note || !strings.HasPrefix(row[4].Problem.En, c.problem) || (c.problem == "") != (row[4].Problem.En == "") {
			t.Errorf("%s: %s: %+v, want %q, %q", c.state, c.code, row[4], c.note, c.problem)
		}
		if !strings.HasPrefix(row[2].Problem.En, c.matrixProblem) || (c.matrixProblem == "") != (row[2].Problem.En == "") {
			t.Errorf("%s: %s: the matrix's problem is %q, want %q", c.state, c.code, row[2].Problem, c.matrixProblem)
		}
		if row[3].Problem.En != c.gonum {
			t.Errorf("%s: %s: gonum's problem is %q, want %q", c.state, c.code, row[3].Problem, c.gonum)
		}
	}
	// A matrix's I is the pseudo-inverse where there is no inverse.
	s, _ := at(t, wide)
	inverse, _ := row(t, s, "A_m.I")
	pseudo, _ := row(t, s, "np.linalg.pinv(A_a)")
	if inverse[2].Note != "(3,2)" || !near(flat(t, inverse[2].Value), flat(t, pseudo[4].Value), 1e-15) || inverse[4].Problem.En == "" {
		t.Errorf("the inverse of a matrix that is not square: %+v", inverse)
	}
}
