// Package gallery lists the exhibits.
package gallery

import (
	"zscape/exhibit"
	"zscape/exhibit/gaussian"
	"zscape/exhibit/graph"
	"zscape/exhibit/leastsquares"
	"zscape/exhibit/matrices"
	"zscape/exhibit/notebook"
	"zscape/exhibit/ratings"
	"zscape/exhibit/surface"
	"zscape/exhibit/waves"
)

// All is every exhibit, in the order of the menu.
var All = exhibit.Gallery{
	gaussian.Exhibit,
	waves.Exhibit,
	surface.Exhibit,
	notebook.Exhibit,
	matrices.Exhibit,
	leastsquares.Exhibit,
	ratings.Exhibit,
	graph.Exhibit,
}

// Open finds an exhibit by its name.
var Open = All.Open
