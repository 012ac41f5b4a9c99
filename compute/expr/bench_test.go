package expr

import (
	"math"
	"testing"
)

// linspace returns n numbers from lo to hi.
func linspace(lo, hi float64, n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = lo + (hi-lo)*float64(i)/float64(max(n-1, 1))
	}
	return v
}

func BenchmarkGrid(b *testing.B) {
	for _, text := range []string{
		"sin(x)+cos(y)",
		"sin(x*y)+exp(-x^2-y^2)",
		"exp(-(x^2-x*y+y^2)/3)",
		"x*y*(x^2-y^2)/(x^2+y^2)",
		"sin(r)/r",
		"3*(1-x)^2*exp(-x^2-(y+1)^2)-10*(x/5-x^3-y^5)*exp(-x^2-y^2)-1/3*exp(-(x+1)^2-y^2)",
		"if(x^2+y^2 < 4, sqrt(4-x^2-y^2), 0)",
		"log(x^2+y^2+1)",
		"abs(x)^y",
		"sec(x*y)+asinh(x)",
		"sinc(r)",
		"acos(x/4)*asin(y/5)",
		"root(x*y, 5)",
		"floor(r)!",
		"nCr(9, x+y)",
	} {
		p, err := Compile(text)
		if err != nil {
			b.Fatal(err)
		}
		for _, size := range []struct {
			name   string
			nx, ny int
		}{{"61x81", 61, 81}, {"1000x1000", 1000, 1000}} {
			x, y := linspace(-3, 3, size.nx), linspace(-4, 4, size.ny)
			z := make([]float64, len(x)*len(y))
			b.Run(text+"/"+size.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					p.GridTo(z, x, y)
				}
			})
		}
	}
}

func BenchmarkKernel(b *testing.B) {
	x := linspace(0.001, 30, block)
	z := make([]float64, block)
	for _, k := range []struct {
		name string
		to   func(dst, a []float64)
	}{
		{"sin", sinTo}, {"exp", expTo}, {"log", logTo}, {"log10", log10To},
		{"math.Sin", func(dst, a []float64) { mapTo(dst, a, math.Sin) }},
		{"math.Exp", func(dst, a []float64) { mapTo(dst, a, math.Exp) }},
		{"math.Log", func(dst, a []float64) { mapTo(dst, a, math.Log) }},
	} {
		b.Run(k.name, func(b *testing.B) {
			for b.Loop() {
				k.to(z, x)
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compile("3*(1-x)^2*exp(-x^2-(y+1)^2)-10*(x/5-x^3-y^5)*exp(-x^2-y^2)-1/3*exp(-(x+1)^2-y^2)"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJet(b *testing.B) {
	p := compile(b, "sin(x*y)+exp(-x^2-y^2)")
	b.ReportAllocs()
	for b.Loop() {
		p.Jet(0.3, 0.7)
	}
}
