// Package scene describes pictures: what is in them, from where they are
// seen, and how they fall on a canvas.
//
// Data flows one way. A [Figure] holds panels. Figure.Draw lays them out for a
// size in screen units and records the result in a [DisplayList]: projected,
// ordered back to front, ready to paint. A list is replayed on any [Canvas];
// there is one for Ebitengine (scene/screen), one for image.RGBA (scene/raster)
// and one for SVG (scene/svg), so the same Figure goes to all three.
// scene/lineart rewrites a list into one that holds only the lines that can be
// seen, for vector output.
//
// The panels themselves are drawn next door, by two packages that know nothing
// of each other: scene/space has the box of axes that a camera sees, with
// surfaces, curves and points in it; scene/plot has plots with two axes. Here is
// what both of them and all canvases speak of: points, boxes and colours, the
// operations of a canvas, the [Theme], the [Camera] and the [View] through which
// it sees space, the ticks of a scale and their [Notation]. The only panel here is
// a [Meter].
//
// Three kinds of coordinates occur: data (what the axes show), box (the axes
// box inscribed in the unit sphere; the camera lives here) and screen (x to
// the right, y down, in CSS pixels).
package scene
