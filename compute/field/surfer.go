package field

import (
	"encoding/binary"
	"math"
	"slices"

	"zscape/compute/lang"
)

// surferBlank is the value of samples without one, 2^127.
const surferBlank = 0x1p127

// isSurfer reports whether a file is one of its grids.
func isSurfer(data []byte) bool {
	return len(data) >= 4 && slices.Contains([]string{"DSAA", "DSBB", "DSRB"}, string(data[:4]))
}

// ReadSurfer reads a grid of Golden Software's Surfer: as text, DSAA, or binary, of
// version 6, DSBB, and of version 7, DSRB. They have how many samples there are
// along x and y, where these are, and the values by rows from the south.
func ReadSurfer(data []byte, o Options) (*Field, *Report, error) {
	g := surferHeader{options: o}
	var s *raster
	var err error
	switch string(data[:min(len(data), 4)]) {
	case "DSBB":
		if s, data, err = g.version6(data); err == nil {
			err = s.numbers(data, 4, func(b []byte) float64 { return float64(math.Float32frombits(binary.LittleEndian.Uint32(b))) })
		}
	case "DSRB":
		if s, data, err = g.version7(data); err == nil {
			err = s.numbers(data, 8, float64At)
		}
	default:
		t := newTokens(data)
		t.next()
		if s, err = g.text(t); err == nil {
			err = t.samplesTo(s)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	r := &Report{Format: lang.Text{En: "Surfer grid", Ja: "Surferグリッド"}}
	f, err := s.field(r, g.x, g.y, o.Gaps.or(surferBlank))
	return f, r, err
}

// surferHeader is where the first sample is, and how far the next ones are.
type surferHeader struct {
	x, y    [2]float64
	options Options
}

var errHeader = lang.Errorf("the file ends within its header", "ファイルがヘッダーの途中で終わっています")

func float64At(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }

// text reads the header of DSAA: nx ny, xlo xhi, ylo yhi, zlo zhi.
func (g *surferHeader) text(t *tokens) (*raster, error) {
	var h [8]float64
	for k, name := range [...]string{"nx", "ny", "xlo", "xhi", "ylo", "yhi", "zlo", "zhi"} {
		v, err := t.want(name)
		if err != nil {
			return nil, err
		}
		h[k] = v
	}
	return g.between(h[:])
}

// between takes in how many samples there are, and the first and the last of each
// axis.
func (g *surferHeader) between(h []float64) (*raster, error) {
	g.x = [2]float64{h[2], (h[3] - h[2]) / (h[0] - 1)}
	g.y = [2]float64{h[4], (h[5] - h[4]) / (h[1] - 1)}
	return newRaster(h[0], h[1], g.options)
}

// version6 reads the same in binary.
func (g *surferHeader) version6(data []byte) (s *raster, rest []byte, err error) {
	const header = 4 + 2*2 + 6*8
	if len(data) < header {
		return nil, nil, errHeader
	}
	var h [8]float64
	for k := range h {
		if k < 2 {
			h[k] = float64(int16(binary.LittleEndian.Uint16(data[4+2*k:])))
		} else {
			h[k] = float64At(data[8*(k-1):])
		}
	}
	s, err = g.between(h[:])
	return s, data[header:], err
}

// version7 reads sections, each of them its name, its size, and that many bytes:
// GRID has rows, columns, the first sample, the steps, and more, DATA the values.
func (g *surferHeader) version7(data []byte) (s *raster, rest []byte, err error) {
	for len(data) >= 8 {
		name, size := string(data[:4]), int64(binary.LittleEndian.Uint32(data[4:]))
		if data = data[8:]; size > int64(len(data)) {
			break
		}
		section := data[:size]
		switch {
		case name == "GRID" && size >= 40:
			at := func(k int) float64 { return float64At(section[8+8*k:]) }
			g.x, g.y = [2]float64{at(0), at(2)}, [2]float64{at(1), at(3)}
			s, err = newRaster(float64(int32(binary.LittleEndian.Uint32(section[4:]))), float64(int32(binary.LittleEndian.Uint32(section))), g.options)
			if err != nil {
				return nil, nil, err
			}
		case name == "DATA" && s != nil:
			return s, section, nil
		}
		data = data[size:]
	}
	return nil, nil, errHeader
}

// numbers reads all samples, each of so many bytes.
func (s *raster) numbers(data []byte, size int, at func(b []byte) float64) error {
	n := s.nx * s.ny
	if len(data) != size*n {
		return lang.Errorf("%v of samples, expected %d: %d x %d, %d bytes each", "データが%vバイトです(%dバイトのはず: %d×%d個、%dバイトずつ)",
			lang.Count(len(data), "byte", "bytes"), size*n, s.nx, s.ny, size)
	}
	for k := range n {
		s.put(k, at(data[size*k:]))
	}
	return nil
}
