package surface

import (
	"slices"

	"zscape/compute/field"
	"zscape/compute/grid"
	"zscape/exhibit"
	"zscape/scene/space"
)

// demPath is where the sample elevations are in the site: a PNG of 16 bits, the
// grey of a pixel being its height in m, with the north on top. They are those
// around the Jacksboro fault in Tennessee, from matplotlib's sample data.
const demPath = "data/jacksboro-dem.png"

// There are so many samples along x, to the east, and y, to the north. They are
// 1/1200 of a degree apart, which at their latitude of 36.59 degrees is, on the
// WGS 84 ellipsoid and to half a metre, 74.5 m and 92.5 m. Here they are in km,
// with the middle at (0, 0).
const (
	demAcross, demAlong = 403, 344
	demEast, demNorth   = 0.0745, 0.0925
)

func demBounds() (x0, x1, y0, y1 float64) {
	const x, y = demEast * (demAcross - 1) / 2, demNorth * (demAlong - 1) / 2
	return -x, x, -y, y
}

// needs returns the file of the sample elevations, if it is to be awaited.
func (g *given) needs() []exhibit.Need {
	if k := slices.Index(g.names, elevation); k < 0 || g.fields[k] != nil {
		return nil
	}
	return []exhibit.Need{{Path: demPath, Put: func(f *exhibit.Shelf, data []byte) (*exhibit.Shelf, error) {
		picture, _, err := field.ReadPNG(data)
		if err != nil {
			return f, err
		}
		px, py, _ := picture.Lattice()
		z := make([]float64, len(px)*len(py))
		picture.GridTo(z, px, py)
		x0, x1, y0, y1 := demBounds()
		dem, err := field.NewGrid(grid.Linspace(x0, x1, len(px)), grid.Linspace(y0, y1, len(py)), z)
		if err != nil {
			return f, err
		}
		return f.With(elevation, dem), nil
	}}}
}

// waiting says in the picture that data are still to come.
func (f *surface) waiting() []space.Mark {
	if len(f.Needs()) == 0 {
		return nil
	}
	return []space.Mark{&space.Caption{Text: elevation + " …"}}
}

// Needs returns the files that are to be awaited.
func (f *surface) Needs() []exhibit.Need {
	for k := range f.formulas {
		if n := f.formulas[k].items[0].given.needs(); n != nil {
			return n
		}
	}
	return nil
}
