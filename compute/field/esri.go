package field

import (
	"bytes"
	"math"
	"strings"

	"zscape/compute/lang"
)

// gridKeys are the words of the header of an ESRI ASCII grid, and of GRASS's,
// with other spellings: what programs write.
var gridKeys = map[string]string{
	"ncols": "ncols", "ncol": "ncols", "cols:": "ncols", "nrows": "nrows", "nrow": "nrows", "rows:": "nrows",
	"xllcorner": "xllcorner", "xllcenter": "xllcenter", "xllcentre": "xllcenter", "yllcorner": "yllcorner", "yllcenter": "yllcenter", "yllcentre": "yllcenter",
	"cellsize": "dx", "dx": "dx", "dy": "dy", "xdim": "dx", "ydim": "dy",
	"nodata_value": "nodata", "nodata": "nodata", "no_data": "nodata", "no_data_value": "nodata", "nodatavalue": "nodata", "null:": "nodata",
	"north:": "north", "south:": "south", "east:": "east", "west:": "west", "type:": "type", "multiplier:": "multiplier",
}

func gridKey(token []byte) string {
	const longest = 16
	if len(token) > longest {
		return ""
	}
	return gridKeys[strings.ToLower(string(token))]
}

// isGrid reports whether a text begins with one of the words and its value.
func isGrid(data []byte) bool {
	t := newTokens(data[:min(len(data), 200)])
	if gridKey(t.next()) == "" {
		return false
	}
	value := t.next()
	_, ok := number(value)
	return ok && len(value) > 0
}

// ReadGrid reads an ESRI ASCII grid, or one of GRASS: a header of words and
// numbers, ncols, nrows, xllcorner or xllcenter, yllcorner or yllcenter,
// cellsize or dx and dy, NODATA_value, in any order, and values by rows from the
// north. They stand for the middles of cells. Where no NODATA_value is declared,
// it is -9999 (ESRI, ASCII raster format).
func ReadGrid(data []byte, o Options) (*Field, *Report, error) {
	t := newTokens(data)
	h := map[string]float64{"nodata": -9999, "xllcorner": 0, "yllcorner": 0}
	var body *tokens
	for {
		before := *t
		token := t.next()
		key := gridKey(token)
		if key == "" {
			body = &before
			break
		}
		value := t.next()
		v, ok := number(value)
		if !ok && key != "type" || v-v != 0 && key != "nodata" {
			return nil, nil, t.fail(string(bytes.TrimSuffix(token, []byte(":"))), value)
		}
		h[key] = v
	}
	for _, key := range []string{"ncols", "nrows"} {
		if _, ok := h[key]; !ok {
			return nil, nil, lang.Errorf("the header lacks %s", "ヘッダーに%sがありません", key)
		}
	}
	s, err := newRaster(h["ncols"], h["nrows"])
	if err != nil {
		return nil, nil, err
	}
	x, y, err := corner(h)
	if err != nil {
		return nil, nil, err
	}
	if err := body.samplesTo(s); err != nil {
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
	return [2]float64{first("x", dx), dx}, [2]float64{first("y", dy) + (ny-1)*dy, -dy}, nil
}
