// Package scene describes pictures: what is in them, from where they are
// seen, and how they fall on a canvas.
//
// Data flows one way. A [Figure] holds panels. One kind is a [Space]: a box of
// axes with [Mark] values in it (surfaces, contour lines, a colour bar), seen by
// a [Camera]; plots in two dimensions are in scene/plot. Figure.Draw lays all of
// it out for a size in screen units and records the result in a [DisplayList]: projected, ordered back to front, ready to paint. A list is
// replayed on any [Canvas]; there is one for Ebitengine (scene/screen), one
// for image.RGBA (scene/raster) and one for SVG (scene/svg), so the same
// Figure goes to all three. scene/lineart rewrites a list into one that holds
// only the lines that can be seen, for vector output.
//
// Three kinds of coordinates occur: data (what the axes show), box (the axes
// box inscribed in the unit sphere; the camera lives here) and screen (x to
// the right, y down, in CSS pixels).
package scene
