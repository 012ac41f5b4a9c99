// Package heightfield is what exhibits of one surface z = f(x, y) share: the
// lattice, the ways to show it, contour lines, pointing at it, and the
// interpolation of its z values to those of another surface. An exhibit adds
// its parameters and the function, as a [Source].
//
// A [Session] is made of parts, each of which is computed from those before it:
//
//	State        what is wanted
//	samples      the Source's values, where they break off, its pieces
//	flow         the height field on its way to another surface
//	zAxis        which z the box spans
//	heights      the samples on that axis, cut off or clamped
//	patches      the same as scene.Patches, if there are several, or gaps
//	coloring     the values that colours stand for
//	style        colours, levels and light, the same for all marks
//	mesh, contours, contourMap, section, ...    the marks
package heightfield
