package sparse

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// triple is an entry as testdata/scipy.json has it.
type triple [3]float64

func entriesOf(list []triple) (entries []Entry) {
	for _, e := range list {
		entries = append(entries, Entry{int32(e[0]), int32(e[1]), e[2]})
	}
	return entries
}

// What SciPy makes of the same triplets; the file names its version. All numbers
// are multiples of small powers of two, so that sums are exact in any order.
func TestSciPy(t *testing.T) {
	data, err := os.ReadFile("testdata/scipy.json")
	if err != nil {
		t.Fatal(err)
	}
	var ref struct {
		Cases []struct {
			Rows, Cols                                        int
			Triplets, Entries, Transpose, Permuted, Submatrix []triple
			Scaled, Maximum, Minimum, Plus                    []triple
			RowSums, ColSums, X, AX, Y, ATY, B, AB            []float64
			PermRows, PermCols, SubRows, SubCols              []int
		}
	}
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	if len(ref.Cases) != 5 {
		t.Fatalf("%d cases", len(ref.Cases))
	}
	for k, c := range ref.Cases {
		m := New(c.Rows, c.Cols, slices.Values(entriesOf(c.Triplets)), Sum)
		matrices := func(name string, got *Matrix, want []triple) {
			t.Helper()
			verify(t, got)
			list := slices.Collect(got.All())
			// SciPy leaves out what its products make 0.
			list = slices.DeleteFunc(list, func(e Entry) bool { return e.Value == 0 })
			list2 := slices.DeleteFunc(entriesOf(want), func(e Entry) bool { return e.Value == 0 })
			if !slices.Equal(list, list2) {
				t.Errorf("case %d, %s: %v, want %v", k, name, list, list2)
			}
		}
		vectors := func(name string, got, want []float64) {
			t.Helper()
			if !slices.Equal(got, want) {
				t.Errorf("case %d, %s: %v, want %v", k, name, got, want)
			}
		}
		matrices("entries", m, c.Entries)
		matrices("transpose", m.Transpose(), c.Transpose)
		matrices("permuted", m.Submatrix(c.PermRows, c.PermCols), c.Permuted)
		matrices("submatrix", m.Submatrix(c.SubRows, c.SubCols), c.Submatrix)
		matrices("scaled", m.Scaled(c.Y, c.X), c.Scaled)
		if c.Rows == c.Cols {
			matrices("maximum", m.Symmetric(Or), c.Maximum)
			matrices("minimum", m.Symmetric(And), c.Minimum)
			matrices("plus", m.Symmetric(Add), c.Plus)
		}
		rows, cols, ab := make([]float64, c.Rows), make([]float64, c.Cols), make([]float64, c.Rows*3)
		m.RowSumsTo(rows)
		vectors("row sums", rows, c.RowSums)
		m.ColSumsTo(cols)
		vectors("column sums", cols, c.ColSums)
		m.MulVecTo(rows, c.X)
		vectors("A x", rows, c.AX)
		m.MulTransVecTo(cols, c.Y)
		vectors("transposed A y", cols, c.ATY)
		m.MulMatTo(ab, c.B, 3)
		vectors("A B", ab, c.AB)
	}
}
