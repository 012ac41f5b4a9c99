package field

import (
	"bytes"

	"zscape/compute/faults"
	"zscape/compute/lang"
)

// isGSI reports whether XML is a digital elevation model of the Geospatial
// Information Authority of Japan.
func isGSI(data []byte) bool {
	const enough = 4096
	head := data[:min(len(data), enough)]
	return bytes.HasPrefix(bytes.TrimLeft(head, space+"\xef\xbb\xbf"), []byte("<")) &&
		(bytes.Contains(head, []byte("fgd.gsi.go.jp")) || bytes.Contains(head, []byte("FGD_GMLSchema")))
}

// ReadGSI reads a tile of the digital elevation models of the Geospatial
// Information Authority of Japan in XML (JPGIS 2014, GML): a rectangle of
// latitudes and longitudes, as many cells as its grid has, and from the start
// point on, by rows from the north-west, a line for each: what it is of, and the
// height in m of its middle, or -9999. Cells before and behind have none.
func ReadGSI(data []byte, o Options) (*Field, *Report, error) {
	south, west, err := pair(data, "lowerCorner")
	if err != nil {
		return nil, nil, err
	}
	north, east, err := pair(data, "upperCorner")
	if err != nil {
		return nil, nil, err
	}
	nx, ny, err := pair(data, "high")
	if err != nil {
		return nil, nil, err
	}
	i, j, err := pair(data, "startPoint")
	if err != nil {
		i, j = 0, 0
	}
	s, err := newRaster(nx+1, ny+1, o)
	if err != nil {
		return nil, nil, err
	}
	list, ok := element(data, "tupleList")
	k := s.nx*int(j) + int(i)
	if !ok || !(0 <= i && i <= nx && 0 <= j && j <= ny) {
		return nil, nil, lang.Errorf("%s is missing or invalid", "%sがないか、正しくありません", "tupleList")
	}
	const gap = -9999
	s.fill(gap)
	for line := range bytes.Lines(list) {
		comma := bytes.LastIndexByte(line, ',')
		if comma < 0 {
			continue
		}
		text := bytes.TrimSpace(line[comma+1:])
		v, ok := number(text)
		if !ok {
			return nil, nil, lang.Errorf("a height is %s, expected a number", "標高が%sです(数のはずです)", faults.Quote(text))
		}
		if k < s.nx*s.ny {
			s.put(k, v)
		} else {
			s.work.spend(1)
		}
		k++
	}
	if k > s.nx*s.ny {
		return nil, nil, lang.Errorf("%v, expected %d x %d = %d", "値が%v個です(%d×%d=%d個のはず)", lang.Count(k, "value", "values"), s.nx, s.ny, s.nx*s.ny)
	}
	dx, dy := (east-west)/float64(s.nx), (north-south)/float64(s.ny)
	r := &Report{Format: lang.Text{En: "elevations of GSI", Ja: "国土地理院の標高"}, Degrees: true}
	f, err := s.field(r, [2]float64{west + dx/2, dx}, [2]float64{north - dy/2, -dy}, o.Gaps.or(gap))
	return f, r, err
}

// element returns what stands in the first element of a name.
func element(data []byte, name string) (content []byte, ok bool) {
	begin := bytes.Index(data, []byte(name+">"))
	if begin < 0 {
		return nil, false
	}
	content = data[begin+len(name)+1:]
	end := bytes.Index(content, []byte("</"))
	if end < 0 {
		return nil, false
	}
	return content[:end], true
}

// pair returns the two numbers in an element.
func pair(data []byte, name string) (a, b float64, err error) {
	content, ok := element(data, name)
	t := newTokens(content)
	a, err = t.want(name)
	if err == nil {
		b, err = t.want(name)
	}
	if !ok || err != nil {
		return 0, 0, lang.Errorf("%s is missing or invalid", "%sがないか、正しくありません", name)
	}
	return a, b, nil
}
