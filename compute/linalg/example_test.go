package linalg_test

import (
	"fmt"

	"zscape/compute/linalg"
)

func Example() {
	a := linalg.Matrix(2, 2, 0, 2, 1, 3)
	x := linalg.Vector(1, 2)
	ax, _ := linalg.Dot(a, x)
	xa, _ := linalg.Dot(x, a)
	det, _ := linalg.Det(a)
	inverse, _ := linalg.Inverse(a)
	fmt.Println(ax, xa, det, inverse)

	_, err := linalg.Dot(linalg.Matrix(2, 1, 1, 2), a)
	fmt.Println(err)

	_, err = linalg.Inverse(linalg.Matrix(2, 2, 1, 2, 2, 4))
	fmt.Println(err)
	// Output:
	// [4, 7] [2, 8] -2 [[-1.5, 1], [0.5, 0]]
	// shapes (2,1) and (2,2) not aligned: 1 (dim 1) != 2 (dim 0)
	// singular matrix: rank 1 of 2
}

func ExampleNewEigen() {
	e, _ := linalg.NewEigen(linalg.Matrix(2, 2, 4, 1, 2, 3))
	for k := range e.Values {
		value, vector, _ := e.Real(k)
		fmt.Printf("%g %.4f\n", value, vector)
	}
	// Output:
	// 5 [0.7071 0.7071]
	// 2 [-0.4472 0.8944]
}
