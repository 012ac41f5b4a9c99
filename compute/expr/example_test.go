package expr_test

import (
	"fmt"

	"zscape/compute/expr"
)

func Example() {
	p, err := expr.Compile("a sin(b x) + y²/4")
	if err != nil {
		fmt.Println(err)
		return
	}
	x, y := []float64{0, 0.5, 1}, []float64{0, 2}
	z := make([]float64, len(x)*len(y))
	p.GridTo(z, x, y, 2, 3)
	fmt.Println(p.Params())
	fmt.Printf("%.4f\n", z)
	fmt.Printf("%.4f\n", p.Jet(0.5, 2, 2, 3))
	// Output:
	// [a b]
	// [0.0000 1.9950 0.2822 1.0000 2.9950 1.2822]
	// {2.9950 0.4244 1.0000 -17.9549 0.0000 0.5000}
}

func ExampleParse() {
	x, err := expr.Parse("3(1-x)^2 exp(-x²-(y+1)²)")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(x)
	fmt.Println(x.LaTeX())
	fmt.Print(x.Octave("peak"))
	_, err = expr.Parse("3 + 1/2x")
	fmt.Println(err)
	// Output:
	// 3*(1 - x)^2*exp(-x^2 - (y + 1)^2)
	// 3 \left(1 - x\right)^{2} e^{- x^{2} - \left(y + 1\right)^{2}}
	// function result = peak(x, y)
	// result = 3.*(1 - x).^2.*exp(-x.^2 - (y + 1).^2);
	// end
	// a product after a division can be read in two ways: write a/(b*c) or (a/b)*c
}

func ExampleExpr_D() {
	x, err := expr.Parse("exp(-x^2)*sin(a*y)")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, name := range []string{"x", "y", "a"} {
		d, err := x.D(name)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(d)
	}
	// Output:
	// -(2*exp(-x^2)*x*sin(a*y))
	// exp(-x^2)*cos(a*y)*a
	// exp(-x^2)*cos(a*y)*y
}
