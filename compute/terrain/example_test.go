package terrain_test

import (
	"fmt"

	"zscape/compute/expr"
	"zscape/compute/terrain"
)

// The formula's derivatives make a field of it.
func Example() {
	p, err := expr.Compile("x^3/3 - x + y^2")
	if err != nil {
		fmt.Println(err)
		return
	}
	field := func(x, y float64) terrain.Jet { return terrain.Jet(p.Jet(x, y)) }
	box := terrain.Box{XMin: -2, XMax: 2, YMin: -2, YMax: 2}

	points, _ := terrain.Critical(field, box, 32)
	for _, c := range points {
		fmt.Printf("%v at (%.4f, %.4f), z = %.4f\n", c.Kind, c.X, c.Y, c.Z)
	}
	path, end := terrain.Steepest(field, -0.5, 1.5, false, box, terrain.Options{})
	last := path[len(path)-1]
	fmt.Printf("from (-0.5, 1.5) down to (%.4f, %.4f): %v\n", last[0], last[1], end)

	// Output:
	// saddle at (-1.0000, 0.0000), z = 0.6667
	// minimum at (1.0000, 0.0000), z = -0.6667
	// from (-0.5, 1.5) down to (1.0000, 0.0000): critical point
}
