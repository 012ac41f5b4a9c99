package field

import (
	"slices"
	"strings"
	"unicode"

	"zscape/compute/table"
)

// role is what a column is, as its name says.
type role uint8

const (
	unknown   role = iota
	longitude      // or an easting: x
	latitude       // or a northing: y
	axisX          // called x
	axisY          // called y
	quantity       // usual for z
	label          // a number or a time of the line
)

// Words of which the name of a column consists, in small letters without
// accents, as files in English, Japanese, German, French, Spanish, Italian,
// Portuguese and Dutch have them. Whatever else is in the name, one of the words
// decides, except of those of one or two letters, which stand alone or with units.
var (
	words = [...]string{
		longitude: " longitude longitud longitudine lon long lng easting eastings east rechtswert rechts laenge lange langengrad lengtegraad este est decimallongitude 経度 東経 東距 ",
		latitude:  " latitude latitud latitudine lat northing northings north hochwert hoch nord breite breitengrad breedtegraad norte decimallatitude 緯度 北緯 北距 ",
		quantity: " z elevation elev altitude alti alt height heights hgt depth dem dtm dsm value values val topo bathymetry hohe hoehe hauteur altura altitud elevacion elevacao altezza " +
			"quota hoogte temperature temp intensity amplitude 標高 高さ 高度 地盤高 値 水深 深さ 深度 気温 温度 強度 ",
		label: " id rank fid oid objectid pointid ogcfid trackpoint gid index idx nr num number row line point pt station name time date datetime timestamp year month day hour minute second code zone srid " +
			"番号 連番 時刻 日時 日付 時間 年 月 日 ",
	}
	short = [...]string{
		axisX:     " x xs xx xcoord coordx x座標 x軸 ",
		axisY:     " y ys yy ycoord coordy y座標 y軸 ",
		longitude: " e xlon ",
		latitude:  " n ylat ",
		quantity:  " h zcoord coordz z座標 z軸 zs zz f ",
		label:     " t # ",
	}
	// Units, and what else stands beside a name and says nothing of it.
	units = " m km cm mm ft feet deg degree degrees degs dd rad wgs84 wgs utm gps jgd2011 jgd2000 epsg coord coords koord coordinate coordinates point pos position lv95 lv03 value decimal mean avg "
)

// roleOf returns what a column is. Case, accents, underscores and units do not
// matter: lon of "GPS Longitude [deg]" and "LON_WGS84", x of "x_m".
func roleOf(c table.Column) role {
	if c.Name == "No." || c.Name == "No" || c.Name == "no" || c.Name == "Unnamed: 0" { // NO is a gas; the last is of pandas
		return label
	}
	list := strings.FieldsFunc(strings.Map(unaccented, c.Bare()), func(r rune) bool {
		return r != '#' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(list) > 1 {
		rest := slices.DeleteFunc(slices.Clone(list), func(w string) bool { return strings.Contains(units, " "+w+" ") })
		if len(rest) > 0 {
			list = rest
		}
	}
	in := func(set, w string) bool { return strings.Contains(set, " "+w+" ") }
	if len(list) == 1 {
		for r := range short {
			if in(short[r], list[0]) {
				return role(r)
			}
		}
	}
	for _, r := range [...]role{longitude, latitude, quantity, label} {
		for _, w := range list {
			if in(words[r], w) || r != label && in(words[r], strings.TrimRight(w, "0123456789")) {
				return r
			}
		}
	}
	// Words that are written together, and Japanese ones.
	name := strings.Join(list, "")
	for r, parts := range [...][]string{longitude: {"longitude", "経度"}, latitude: {"latitude", "緯度"}, quantity: {"elevation", "altitude", "標高"}} {
		if slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(name, p) }) {
			return role(r)
		}
	}
	return unknown
}

// rolesOf returns what columns are. One without a name beside others that have
// them numbers the lines, as pandas and R write it.
func rolesOf(columns []table.Column) []role {
	roles := make([]role, len(columns))
	named := slices.ContainsFunc(columns, func(c table.Column) bool { return c.Name != "" })
	for k, c := range columns {
		if c.Name != "" {
			roles[k] = roleOf(c)
		} else if named {
			roles[k] = label
		}
	}
	return roles
}

// unaccented returns a letter without its accent.
func unaccented(r rune) rune {
	const with, without = "àáâãäåçèéêëìíîïñòóôõöùúûü", "aaaaaaceeeeiiiinooooouuuu"
	if k := strings.IndexRune(with, r); k >= 0 {
		return rune(without[k/2]) // each has two bytes
	}
	return r
}

// byName returns which columns, from 0, are x, y and z by their names; named is
// false, and they are the first three, if the names of x and y do not say so.
// Where several may be z, it is the first called z or height or so, or else the
// first with numbers that is neither the number of a line nor its time; -1 if there
// is none.
func byName(columns []table.Column) (at [3]int, named bool) {
	roles := rolesOf(columns)
	x, y := -1, -1
	for _, pair := range [][2]role{{axisX, axisY}, {longitude, latitude}} {
		if x, y = slices.Index(roles, pair[0]), slices.Index(roles, pair[1]); x >= 0 && y >= 0 {
			break
		}
	}
	if x < 0 || y < 0 { // of a picture or a sheet
		called := func(names ...string) int {
			return slices.IndexFunc(columns, func(c table.Column) bool { return slices.Contains(names, c.Bare()) })
		}
		x, y = called("col", "column", "列"), called("row", "行")
	}
	if x < 0 || y < 0 {
		return [3]int{0, 1, 2}, false
	}
	z := -1
	for _, fits := range []func(k int) bool{
		func(k int) bool { return columns[k].Bare() == "z" },
		func(k int) bool { return roles[k] == quantity },
		func(k int) bool { return columns[k].Numeric && roles[k] == unknown },
		func(k int) bool { return columns[k].Numeric },
	} {
		for k := range columns {
			if z < 0 && k != x && k != y && fits(k) {
				z = k
			}
		}
	}
	return [3]int{x, y, z}, true
}

// Values returns the columns, from 1, with numbers that may be z beside those of
// x and y, as r has them, and z itself: z first, the others in their order,
// without the numbers of lines and their times.
func (r *Report) Values() []int {
	list := []int{r.Z}
	if isPieces(r.Columns) {
		return list
	}
	roles := rolesOf(r.Columns)
	for k, c := range r.Columns {
		if n := k + 1; c.Numeric && n != r.X && n != r.Y && n != r.Z && roles[k] != label {
			list = append(list, n)
		}
	}
	return list
}

// geographic reports whether x is a longitude and y a latitude, in degrees, as
// the names of their columns and their ranges have it.
func (r *Report) geographic(f *Field) bool {
	if r.X == 0 || roleOf(r.Columns[r.X-1]) != longitude || roleOf(r.Columns[r.Y-1]) != latitude {
		return false
	}
	name := r.Columns[r.X-1].Bare()
	return slices.ContainsFunc([]string{"lon", "lng", "längen", "経"}, func(part string) bool { return strings.Contains(name, part) }) &&
		-360 <= f.xmin && f.xmax <= 360 && -90 <= f.ymin && f.ymax <= 90
}
