package field

import (
	"bytes"
	"path"
	"strings"

	"zscape/compute/table"
)

// Glance reports whether files given together, whose first bytes are enough, seem to
// be what Read reads, and whether that is sure: a format that is made for samples,
// or a table whose columns are called x and y, longitude and latitude, and so on.
// Pictures and raw samples are not sure, and no more is a table of numbers.
func Glance(files ...File) (readable, sure bool) {
	if len(files) == 0 || len(files) > 2 {
		return false, false
	}
	if len(files) == 2 {
		described := func(a, b File) bool { return isJSON(a.Data) && !isJSON(b.Data) }
		a, b := files[0], files[1]
		return described(a, b) || described(b, a), false
	}
	data := files[0].Data
	text := table.FromUTF16(nil, data)
	switch {
	case isGSI(data), isGrid(text), isSurfer(text), strings.EqualFold(path.Ext(files[0].Name), ".hgt"), convertible(data):
		return true, true
	case bytes.HasPrefix(data, []byte("\x89PNG")):
		return true, false
	}
	t, err := table.Read(data, table.Options{})
	if err != nil {
		return false, false
	}
	var has [label + 1]bool
	numbers := 0
	for _, c := range t.Columns {
		has[roleOf(c)] = true
		if c.Numeric {
			numbers++
		}
	}
	return numbers > 0, has[longitude] && has[latitude] || has[axisX] && has[axisY]
}

// convertible reports whether the data are in a format for samples that is not
// read: Read says with what they can be converted.
func convertible(data []byte) bool {
	for _, f := range foreign {
		if f.gdal != "" && bytes.HasPrefix(data, []byte(f.magic)) {
			return true
		}
	}
	return false
}
