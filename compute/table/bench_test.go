package table

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
)

// ratings returns n lines of user, item, rating and time.
func ratings(n int, sep string) []byte {
	rng := rand.New(rand.NewPCG(1, 1))
	var b bytes.Buffer
	for k := range n {
		fmt.Fprintf(&b, "%d%s%d%s%d%s%d\n", 1+k/100, sep, 1+rng.IntN(1682), sep, 1+rng.IntN(5), sep, 881250949+k)
	}
	return b.Bytes()
}

// lattice returns rows of numbers with 17 digits.
func lattice(rows, columns int, sep, mark string) []byte {
	rng := rand.New(rand.NewPCG(1, 1))
	var b bytes.Buffer
	for range rows {
		for k := range columns {
			if k > 0 {
				b.WriteString(sep)
			}
			b.Write(bytes.Replace(fmt.Appendf(nil, "%.17g", rng.NormFloat64()), []byte("."), []byte(mark), 1))
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// Rows of fields, as ratings are read.
func BenchmarkRows(b *testing.B) {
	for name, sep := range map[string]string{"tab": "\t", "colons": "::", "comma": ",", "blank": " "} {
		data := ratings(100_000, sep)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				t, err := Read(data, Options{})
				if err != nil {
					b.Fatal(err)
				}
				n := 0
				for _, fields := range t.Rows {
					n += len(fields)
				}
				if n != 400_000 {
					b.Fatal(n)
				}
			}
		})
	}
}

// All numbers of a table.
func BenchmarkNumbers(b *testing.B) {
	for name, data := range map[string][]byte{
		"commas":         lattice(1000, 1000, ",", "."),
		"decimal commas": lattice(1000, 1000, ";", ","),
		"array":          append(append([]byte("["), lattice(1000, 1000, " ", ".")...), ']'),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				t, err := Read(data, Options{})
				if err != nil {
					b.Fatal(err)
				}
				n := 0
				for _, fields := range t.Rows {
					for k, f := range fields {
						if _, ok := t.Number(k, f); ok {
							n++
						}
					}
				}
				if n != 1_000_000 {
					b.Fatal(n)
				}
			}
		})
	}
}
