package field

import (
	"bytes"
	"math"
	"strings"

	"zscape/compute/lang"
)

// gridKeys are the words of the header of an ESRI ASCII grid, and of GRASS's,
// with other spellings: what programs write. There may be a colon behind all of them.
var gridKeys = map[string]string{
	"ncols": "ncols", "ncol": "ncols", "cols:": "ncols", "nrows": "nrows", "nrow": "nrows", "rows:": "nrows",
	"xllcorner": "xllcorner", "xllcenter": "xllcenter", "xllcentre": "xllcenter", "yllcorner": "yllcorner", "yllcenter": "yllcenter", "yllcentre": "yllcenter",
	"ulxmap": "ulxmap", "ulymap": "ulymap",
	"cellsize": "dx", "dx": "dx", "dy": "dy", "xdim": "dx", "ydim": "dy", "xcellsize": "dx", "ycellsize": "dy",
	"nodata_value": "nodata", "nodata": "nodata", "no_data": "nodata", "no_data_value": "nodata", "nodatavalue": "nodata", "null:": "nodata",
	"north:": "north", "south:": "south", "east:": "east", "west:": "west", "type:": "type", "multiplier:": "multiplier",
}

func gridKey(token []byte) string {
	const longest = 16
	if len(token) > longest {
		return ""
	}
	word := strings.ToLower(string(token))
	if key, ok := gridKeys[word]; ok {
		return key
	}
	return gridKeys[strings.TrimSuffix(word, ":")]
}

// setting reads a word of a header, what it means, empty if it is not known, and its
// value; ok is false, and nothing is read, where the values begin.
func (t *tokens) setting() (word, value []byte, key string, ok bool) {
	before := *t
	word = t.next()
	if key = gridKey(word); key == "" {
		if _, isNumber := number(word); isNumber || len(word) == 0 || word[0]-'0' <= 9 {
			*t = before
			return nil, nil, "", false
		}
		t.restOfLine()
		return word, nil, "", true
	}
	if value = t.next(); string(value) == "=" || string(value) == ":" {
		value = t.next()
	}
	return word, value, key, true
}

// isGrid reports whether a text begins with one of the words and its value, maybe
// below comments.
func isGrid(data []byte) bool {
	t := newTokens(data[:min(len(data), 1000)])
	for t.peek() == '#' {
		t.next()
		t.restOfLine()
	}
	_, value, key, _ := t.setting()
	_, ok := number(value)
	return key != "" && ok && len(value) > 0
}

// ReadGrid reads an ESRI ASCII grid, or one of GRASS: a header of words and
// numbers, ncols, nrows, xllcorner or xllcenter, yllcorner or yllcenter,
// cellsize or dx and dy, NODATA_value, in any order, and values by rows from the
// north. They stand for the middles of cells. Other words, and comments, are passed
// over, with their lines. Where no NODATA_value is declared,
// it is -9999 (ESRI, ASCII raster format).
func ReadGrid(data []byte, o Options) (*Field, *Report, error) {
	t := newTokens(data)
	h := map[string]float64{"nodata": -9999, "xllcorner": 0, "yllcorner": 0}
	for {
		word, value, key, ok := t.setting()
		if !ok {
			break
		}
		if key == "" {
			continue
		}
		v, ok := number(value)
		if !ok && key != "type" || v-v != 0 && key != "nodata" {
			return nil, nil, t.fail(string(bytes.TrimSuffix(word, []byte(":"))), value)
		}
		h[key] = v
	}
	for _, key := range []string{"ncols", "nrows"} {
		if _, ok := h[key]; !ok {
			return nil, nil, lang.Errorf("the header lacks %s", "ヘッダーに%sがありません", key)
		}
	}
	s, err := newRaster(h["ncols"], h["nrows"], o)
	if err != nil {
		return nil, nil, err
	}
	x, y, err := corner(h)
	if err != nil {
		return nil, nil, err
	}
	if err := t.samplesTo(s); err != nil {
		return nil, nil, err
	}
	r := &Report{Format: lang.Text{En: "ESRI grid", Ja: "ESRIグリッド"}}
	f, err := s.field(r, x, y, o.Gaps.or(h["nodata"]))
	return f, r, err
}

// corner returns where the first sample is, in the north-west, and how far the
// next ones are.
func corner(h map[string]float64) (x, y [2]float64, err error) {
	nx, ny := h["ncols"], h["nrows"]
	if _, ok := h["north"]; ok {
		dx, dy := (h["east"]-h["west"])/nx, (h["north"]-h["south"])/ny
		return [2]float64{h["west"] + dx/2, dx}, [2]float64{h["north"] - dy/2, -dy}, nil
	}
	dx, ok := h["dx"]
	if !ok {
		return x, y, lang.Errorf("the header lacks %s", "ヘッダーに%sがありません", "cellsize")
	}
	dy, ok := h["dy"]
	if !ok {
		dy = dx
	}
	if !(dx > 0 && dy > 0) {
		return x, y, lang.Errorf("cellsize is %v, expected a positive number", "cellsizeが%vです(正の数にしてください)", math.Min(dx, dy))
	}
	first := func(axis string, d float64) float64 {
		if v, ok := h[axis+"llcenter"]; ok {
			return v
		}
		return h[axis+"llcorner"] + d/2
	}
	x, y = [2]float64{first("x", dx), dx}, [2]float64{first("y", dy) + (ny-1)*dy, -dy}
	if v, ok := h["ulxmap"]; ok {
		x[0] = v
	}
	if v, ok := h["ulymap"]; ok {
		y[0] = v
	}
	return x, y, nil
}
