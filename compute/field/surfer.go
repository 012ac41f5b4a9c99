package field

import (
	"bytes"
	"encoding/binary"
	"math"

	"zscape/compute/lang"
)

// surferBlank is the value of samples without one, 2^127.
const surferBlank = 0x1p127

var surferGrid = lang.Text{En: "Surfer grid", Ja: "Surferグリッド"}

// ReadSurfer reads a grid of Golden Software's Surfer, ASCII or binary of version
// 6: DSAA or DSBB, how many samples there are along x and y, the ranges of x, y
// and z, and the values by rows from the south.
func ReadSurfer(data []byte, o Options) (*Field, *Report, error) {
	var h [8]float64 // nx, ny, and from where to where x, y and z are
	binaryGrid := bytes.HasPrefix(data, []byte("DSBB"))
	t := newTokens(data)
	if binaryGrid {
		const header = 4 + 2*2 + 6*8
		if len(data) < header {
			return nil, nil, lang.Errorf("the file ends within its header", "ファイルがヘッダーの途中で終わっています")
		}
		for k := range h {
			if k < 2 {
				h[k] = float64(int16(binary.LittleEndian.Uint16(data[4+2*k:])))
			} else {
				h[k] = math.Float64frombits(binary.LittleEndian.Uint64(data[8+8*(k-2):]))
			}
		}
		data = data[header:]
	} else {
		t.next()
		for k, name := range [...]string{"nx", "ny", "xlo", "xhi", "ylo", "yhi", "zlo", "zhi"} {
			v, err := t.want(name)
			if err != nil {
				return nil, nil, err
			}
			h[k] = v
		}
	}
	s, err := newRaster(h[0], h[1])
	if err != nil {
		return nil, nil, err
	}
	if binaryGrid {
		if n := s.nx * s.ny; len(data) != 4*n {
			return nil, nil, lang.Errorf("%v of samples, want %d: %d x %d, 4 bytes each", "データが%vバイトです(%dバイトのはず: %d×%d個、4バイトずつ)",
				lang.Count(len(data), "byte", "bytes"), 4*n, s.nx, s.ny)
		}
		for k := range s.nx * s.ny {
			s.put(k, float64(math.Float32frombits(binary.LittleEndian.Uint32(data[4*k:]))))
		}
	} else if err := t.samplesTo(s); err != nil {
		return nil, nil, err
	}
	r := &Report{Format: surferGrid}
	step := func(lo, hi float64, n int) [2]float64 { return [2]float64{lo, (hi - lo) / float64(n-1)} }
	f, err := s.field(r, step(h[2], h[3], s.nx), step(h[4], h[5], s.ny), o.Gaps.or(surferBlank))
	return f, r, err
}
