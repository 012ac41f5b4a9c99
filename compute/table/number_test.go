package table

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// What a field is, by the decimal mark.
func TestNumber(t *testing.T) {
	nan, inf, none := math.NaN(), math.Inf(1), 123456789.0 // none: no number
	for s, want := range map[string]struct{ point, comma float64 }{
		"0": {0, 0}, "+1": {1, 1}, "-7": {-7, -7}, "007": {7, 7}, "- 7": {-7, -7},
		".5": {0.5, none}, "5.": {5, none}, "-.5e1": {-5, none}, "1e5": {1e5, 1e5}, "1E+05": {1e5, 1e5}, "2e-3": {2e-3, 2e-3},
		",5": {none, 0.5}, "1,5": {none, 1.5}, "-0,25e2": {none, -25}, "1.5": {1.5, none},

		// Fortran, Mathematica, typesetting.
		"1.5D+00": {1.5, none}, "1d3": {1000, 1000}, "1.5-101": {1.5e-101, none}, "0.25+102": {0.25e102, none},
		"1.5*^-7": {1.5e-7, none}, "1.5`": {1.5, none}, "1.5`20.3*^3": {1500, none}, "1.5 × 10^-3": {1.5e-3, none}, "2*10^3": {2000, 2000}, "1.5x10^3": {1500, none},

		// Thousands. Either mark may be theirs: TestMarks holds which is taken.
		"1,234": {1234, 1.234}, "1.234": {1.234, 1234}, "1,234.5": {1234.5, none}, "1.234,5": {none, 1234.5}, "1,234,567": {1234567, none},
		"1 234,5": {none, 1234.5}, "1'234.5": {1234.5, none}, "1’234.5": {1234.5, none}, "1 234 567": {1234567, 1234567},
		"1\u00a0234,5": {none, 1234.5}, "1\u202f234,5": {none, 1234.5}, "12,34,567.8": {1234567.8, none},
		"1,23": {none, 1.23}, "0,123": {none, 0.123}, "1234,567": {none, 1234.567}, "1,2345": {none, 1.2345},
		"1,234,56": {none, none}, "1,23,456,789": {none, none}, "1,,234": {none, none}, "1 23": {none, none}, "1 2 3": {none, none}, "01,234": {none, 1.234},
		"123,45,678": {none, none},

		// Characters of typography and full width.
		"−3.5": {-3.5, none}, "–3": {-3, -3}, "１２３．５": {123.5, none}, "１，５": {none, 1.5}, "－２": {-2, -2}, "\u30007\u3000": {7, 7}, "＋１ｅ３": {1000, 1000},

		"12%": {0.12, 0.12}, "12 %": {0.12, 0.12}, "1,5 %": {none, 0.015}, "7％": {0.07, 0.07}, "1 234 %": {12.34, 12.34}, "0.1%": {0.001, none},

		"$5": {5, 5}, "$1,045.50": {1045.5, none}, "-$5": {-5, -5}, "$-5": {-5, -5}, "1.045,00 €": {none, 1045}, "€ 7,5": {none, 7.5}, "£3": {3, 3}, "¥1,050": {1050, 1.05}, "￥２０": {20, 20}, `\1,050`: {1050, 1.05}, `-\300`: {-300, -300},

		"35.5°": {35.5, none}, "-35°": {-35, -35}, "35°S": {-35, -35}, "35.25 N": {35.25, none}, "139,75 W": {none, -139.75}, "139.75E": {139.75, none}, "0°": {0, 0},
		"35°30'": {35.5, 35.5}, "35度30分36秒": {35.51, 35.51}, "36度": {36, 36}, `35°30'36"N`: {35.51, 35.51}, "35º 30′ 36.0″ W": {-35.51, none}, `10° 15' 0" E`: {10.25, 10.25}, "-1°30'": {-1.5, -1.5},
		"35°60'": {none, none}, "-35°S": {none, none}, "°": {none, none}, "35°x": {none, none}, "35°30": {none, none}, "35°NE": {none, none}, "N": {none, none}, "°N": {none, none}, "1°-5'": {none, none}, "NaN°": {none, none},

		"": {nan, nan}, "NaN": {nan, nan}, "nan": {nan, nan}, "NA": {nan, nan}, "N/A": {nan, nan}, "null": {nan, nan}, "None": {nan, nan}, "-": {nan, nan}, "?": {nan, nan},
		"#N/A": {nan, nan}, "#DIV/0!": {nan, nan}, "1.#QNAN": {nan, nan}, "-1.#IND": {nan, nan}, "1.#IND00": {nan, nan}, "-nan(ind)": {nan, nan}, "missing": {nan, nan},
		`\N`: {nan, nan}, "--": {nan, nan}, "—": {nan, nan}, ".": {nan, nan}, "***": {nan, nan}, "///": {nan, nan}, "<NA>": {nan, nan}, "欠測": {nan, nan},
		"inf": {inf, inf}, "-Inf": {-inf, -inf}, "+inf": {inf, inf}, "∞": {inf, inf}, "-∞": {-inf, -inf}, "−∞": {-inf, -inf}, "1.#INF": {inf, inf}, "-1.#INF00": {-inf, -inf}, "Infinity": {inf, inf},
		"1e999": {inf, inf}, "-1e999": {-inf, -inf}, "1e-999": {0, 0}, "1e99999999999": {inf, inf},

		`"1.5"`: {1.5, none}, "'1.5'": {1.5, none}, "“1.5”": {1.5, none}, " 7 ": {7, 7},

		"0x10": {none, none}, "0x1p-2": {none, none}, "1_000": {none, none}, "1e": {none, none}, "e5": {none, none}, "+": {none, none}, "1.2.3": {none, none}, "1.5D": {none, none},
		"2020-01-01": {none, none}, "12:30": {none, none}, "1/3": {none, none}, "1.5 m": {none, none}, "$": {none, none}, "$x": {none, none}, "US5": {none, none}, "$5$": {none, none}, "5E": {none, none}, "10N": {none, none}, "abc": {none, none}, "1 e5": {none, none}, "1e1%": {none, none}, "--5": {none, none}, "2x^5": {none, none}, "2*5": {none, none},
		"1" + strings.Repeat("0", 3000): {none, none},
	} {
		for mark, w := range map[byte]float64{'.': want.point, ',': want.comma} {
			v, ok := reader{mark: mark}.number([]byte(s))
			if ok != (w != none) || ok && v != w && (v == v || w == w) {
				t.Errorf("%q with %c is %v, %v, want %v", s, mark, v, ok, w)
			}
		}
	}
	for s, want := range map[string]float64{"1/3": 1.0 / 3, "-2/4": -0.5, "1 / 3": 1.0 / 3, "1.5/2": 0.75, "−１／３": -1.0 / 3, "7": 7} {
		if v, ok := (reader{mark: '.', fractions: true}).number([]byte(s)); !ok || v != want {
			t.Errorf("%q is %v, %v", s, v, ok)
		}
	}
	for _, s := range []string{"30°", "$5", "1/0", "1/", "/3", "1/2/3", "1/x", "1/NaN"} {
		if v, ok := (reader{mark: '.', fractions: true}).number([]byte(s)); ok {
			t.Errorf("%q is %v", s, v)
		}
	}
}

// Numbers are rounded as strconv does, however they are written.
func TestRounding(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for k := range 300_000 {
		v := math.Float64frombits(rng.Uint64())
		if v-v != 0 {
			continue
		}
		if k%2 == 0 { // numbers that people write
			v = math.Round(rng.NormFloat64()*1e6) / math.Pow(10, float64(rng.IntN(25)))
		}
		s := strconv.FormatFloat(v, "efg"[k%3], []int{-1, 17, 3, 25}[k/3%4], 64)
		want, _ := strconv.ParseFloat(s, 64)
		for mark, s := range map[byte]string{'.': s, ',': strings.Replace(s, ".", ",", 1)} {
			if len(s) > 300 {
				continue
			}
			if got, ok := (reader{mark: mark}).number([]byte(s)); !ok || math.Float64bits(got) != math.Float64bits(want) {
				t.Fatalf("%s is %v, %v, want %v", s, got, ok, want)
			}
		}
	}
}

func BenchmarkNumber(b *testing.B) {
	for _, s := range []string{"4", "3.5", "881250949", "0.1234567", "-0.12345678901234567", "1,234.5", "Tokyo"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for field := []byte(s); b.Loop(); {
				reader{mark: '.'}.number(field)
			}
		})
	}
}
