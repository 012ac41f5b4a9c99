package field

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"

	"zscape/compute/lang"
)

// ReadRaw reads samples that follow one another by rows: description is a JSON
// object of numbers and texts with rows, cols and dtype (int16le, uint16le,
// float32le or float64le). Where it has xmin, xmax, ymin and ymax, these are
// the outer edges of the first and last columns and rows, and each sample
// stands in the middle of its cell; else samples are 1 apart, from (0, 0).
// Integers equal to "nodata", and numbers that are not finite, are gaps.
func ReadRaw(description, data []byte) (*Field, *Report, error) {
	return Options{}.readRaw(description, data)
}

func (o Options) readRaw(description, data []byte) (*Field, *Report, error) {
	d, err := flat(string(description))
	if err != nil {
		return nil, nil, err
	}
	size := map[string]int{"int16le": 2, "uint16le": 2, "float32le": 4, "float64le": 8}[d["dtype"]]
	if size == 0 {
		return nil, nil, lang.Errorf("dtype is %q, expected int16le, uint16le, float32le or float64le", "dtypeが%qです(int16le, uint16le, float32le, float64leのどれかにしてください)", d["dtype"])
	}
	var n [2]int
	for k, key := range []string{"rows", "cols"} {
		v, err := strconv.Atoi(d[key])
		if err != nil || v < 2 || v > MaxSamples/2 {
			return nil, nil, lang.Errorf("%s is %q, expected a whole number of at least 2", "%sが%qです(2以上の整数にしてください)", key, d[key])
		}
		n[k] = v
	}
	ny, nx := n[0], n[1]
	if nx*ny > MaxSamples {
		return nil, nil, tooMany(nx, ny)
	}
	if len(data) != nx*ny*size {
		return nil, nil, lang.Errorf("%v of samples, expected %d: %d rows of %d, %v each", "データが%vバイトです(%dバイトのはず: %d行×%d列×%vバイト)",
			lang.Count(len(data), "byte", "bytes"), nx*ny*size, ny, nx, lang.Count(size, "byte", "bytes"))
	}
	x, err := edges(d, "xmin", "xmax", nx)
	if err != nil {
		return nil, nil, err
	}
	y, err := edges(d, "ymin", "ymax", ny)
	if err != nil {
		return nil, nil, err
	}
	r := &Report{NX: nx, NY: ny, Points: nx * ny}
	z := make([]float64, nx*ny)
	none, err := strconv.ParseFloat(d["nodata"], 64)
	if err != nil {
		none = math.NaN()
	}
	work := o.reading(len(z))
	for k := range z {
		work.add(1)
		b := data[k*size:]
		switch d["dtype"] {
		case "int16le":
			z[k] = float64(int16(binary.LittleEndian.Uint16(b)))
		case "uint16le":
			z[k] = float64(binary.LittleEndian.Uint16(b))
		case "float32le":
			z[k] = float64(math.Float32frombits(binary.LittleEndian.Uint32(b)))
		case "float64le":
			z[k] = math.Float64frombits(binary.LittleEndian.Uint64(b))
		}
		if z[k] == none || z[k]-z[k] != 0 {
			z[k] = math.NaN()
			r.Gaps++
		}
	}
	f, err := NewGrid(x, y, z)
	return f, r, err
}

// edges returns the middles of n cells between two edges of the description.
func edges(d map[string]string, from, to string, n int) ([]float64, error) {
	if d[from] == "" && d[to] == "" {
		return counted(n), nil
	}
	lo, err1 := strconv.ParseFloat(d[from], 64)
	hi, err2 := strconv.ParseFloat(d[to], 64)
	if err1 != nil || err2 != nil {
		return nil, lang.Errorf("%s is %q and %s %q, expected numbers", "%sが%q、%sが%qです(数にしてください)", from, d[from], to, d[to])
	}
	return Cells(lo, hi, n), nil
}

// Cells returns the middles of n cells that divide the range from lo to hi.
func Cells(lo, hi float64, n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = lo + (hi-lo)*(float64(i)+0.5)/float64(n)
	}
	return v
}

// flat reads a JSON object whose values are numbers, words and texts without
// escapes, each as it is written.
func flat(text string) (map[string]string, error) {
	fail := func(rest, en, ja string, args ...any) error {
		at := 1 + strings.Count(text[:len(text)-len(rest)], "\n")
		return lang.Errorf("line %d: expected %s", "%d行目: %sが必要です", at, lang.Sprintf(en, ja, args...))
	}
	d := map[string]string{}
	rest := strings.TrimSpace(text)
	if !strings.HasPrefix(rest, "{") {
		return nil, fail(rest, "{ at the beginning of a JSON object", "JSONオブジェクトの始まりの {")
	}
	rest = strings.TrimLeft(rest[1:], space)
	for !strings.HasPrefix(rest, "}") {
		var key, value string
		var ok bool
		if key, rest, ok = quoted(rest); !ok {
			return nil, fail(rest, `a key in quotes, such as "rows"`, `引用符で囲んだ "rows" のようなキー`)
		}
		if rest = strings.TrimLeft(rest, space); !strings.HasPrefix(rest, ":") {
			return nil, fail(rest, "a colon after %q", "%qのあとにコロン", key)
		}
		rest = strings.TrimLeft(rest[1:], space)
		if value, rest, ok = quoted(rest); !ok {
			n := strings.IndexAny(rest, ",}"+space)
			if n <= 0 || strings.ContainsAny(rest[:n], `[{"`) {
				return nil, fail(rest, "a number or a text for %q", "%qの値となる数か文字列", key)
			}
			value, rest = rest[:n], rest[n:]
		}
		d[key] = value
		rest = strings.TrimLeft(rest, space)
		switch {
		case strings.HasPrefix(rest, ","):
			rest = strings.TrimLeft(rest[1:], space)
		case !strings.HasPrefix(rest, "}"):
			return nil, fail(rest, "a comma or } after %q", "%qの値のあとにコンマか }", key)
		}
	}
	return d, nil
}

const space = " \t\r\n"

// quoted takes a text in quotes from the beginning of s.
func quoted(s string) (text, rest string, ok bool) {
	if !strings.HasPrefix(s, `"`) {
		return "", s, false
	}
	text, rest, ok = strings.Cut(s[1:], `"`)
	if !ok {
		return "", s, false
	}
	return text, rest, true
}
