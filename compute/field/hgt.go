package field

import (
	"encoding/binary"
	"path"
	"strings"

	"zscape/compute/lang"
)

// hgtGap is the value of samples without one.
const hgtGap = -32768

// ReadHGT reads a tile of the Shuttle Radar Topography Mission: heights in m as
// 16-bit integers, the high byte first, by rows from the north, 1201 x 1201 or
// 3601 x 3601 of them, over one degree whose south-west corner is in the name,
// N36W085.hgt (NASA JPL, SRTM Topography, 2005). x is the longitude, y the
// latitude.
func ReadHGT(name string, data []byte, o Options) (*Field, *Report, error) {
	lat, lon, ok := tile(name)
	if !ok {
		return nil, nil, lang.Errorf("the location of an .hgt file is read from its name: rename it to one such as N36W085.hgt", ".hgtファイルの位置は名前から読み取ります(N36W085.hgt のような名前に変えてください)")
	}
	n := 3601
	switch len(data) {
	case 2 * 3601 * 3601:
	case 2 * 1201 * 1201:
		n = 1201
	default:
		return nil, nil, lang.Errorf("%v: an .hgt file has %d or %d, for 1201 x 1201 or 3601 x 3601 samples", "%vバイトです(.hgtファイルは%dバイトか%dバイトで、サンプルは1201×1201個か3601×3601個のはずです)",
			lang.Count(len(data), "byte", "bytes"), 2*1201*1201, 2*3601*3601)
	}
	s, err := newRaster(float64(n), float64(n), o)
	if err != nil {
		return nil, nil, err
	}
	for k := range n * n {
		s.put(k, float64(int16(binary.BigEndian.Uint16(data[2*k:]))))
	}
	r := &Report{Format: lang.Text{En: "SRTM tile", Ja: "SRTMタイル"}, Degrees: true}
	step := 1 / float64(n-1)
	f, err := s.field(r, [2]float64{lon, step}, [2]float64{lat + 1, -step}, o.Gaps.or(hgtGap))
	return f, r, err
}

// tile reads the corner that a name says: N36W085 is at latitude 36, longitude -85.
func tile(name string) (lat, lon float64, ok bool) {
	name = strings.ToUpper(path.Base(strings.ReplaceAll(name, "\\", "/")))
	if len(name) < 7 || len(name) > 7 && name[7]-'0' <= 9 {
		return 0, 0, false
	}
	degrees := func(s, signs string, most float64) (v float64) {
		for _, c := range []byte(s[1:]) {
			if c-'0' > 9 {
				ok = false
			}
			v = 10*v + float64(c-'0')
		}
		if s[0] == signs[0] {
			v = -v
		} else if s[0] != signs[1] {
			ok = false
		}
		ok = ok && -most <= v && v < most
		return v
	}
	ok = true
	lat, lon = degrees(name[:3], "SN", 90), degrees(name[3:7], "WE", 180)
	return lat, lon, ok
}
