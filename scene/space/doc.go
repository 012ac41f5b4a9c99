// Package space draws what lies in space: a box of axes, seen by a camera, with
// surfaces, curves, points and contour lines in it.
//
// A [Space] is a panel of a scene.Figure. It holds the camera, the limits of the
// box, its [Axes], and a list of [Mark] values. Some marks lie in the box: the
// [Surface] of a height field, [Patches] that may run through each other,
// [Contours], [Curve], [Path], [Dots] and [Wires], and the [Points] and [Links] of a
// graph. Others lie on the paper and say what is seen: [ColorBar], [Legend],
// [Caption], [Callout], [Probe], [ProgressBar].
//
// What hides what needs no depth buffer. The triangles of a height field, and
// with the trees of scene/bsp also those of patches, are recorded in their exact
// order from back to front, for any eye. Points and links are sorted together, the
// farthest first. Where that would not do, a mark asks an [Occluder] whether a point
// is hidden.
//
// Data may be anything. NaN and infinite samples are gaps, and a canvas never gets
// a coordinate that is not finite.
package space
