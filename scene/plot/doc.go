// Package plot draws plots with two axes: lines, points, areas, bars, heat
// maps and what else is told apart on paper.
//
// A [Plot] is a panel of a scene.Figure. It holds two axes and a list of
// [Mark] values, and nothing that depends on where it is drawn. Layout fits it
// into a rectangle and returns a [Frame]: the place of the plotting area, the
// limits of the axes and the mapping between data and screen, with the
// arithmetic of panning and zooming. [Limits] have a text form, so what a
// reader looks at can be part of an address. A mark may also be made outside of
// the package: whatever implements [Mark] is drawn, named, hidden and pointed at.
//
// Data may be anything. NaN and infinite values, and on a logarithmic axis
// also those that are not positive, are gaps. A canvas never gets a
// coordinate that is not finite, and none far outside the picture.
package plot
