package scene

import "zscape/compute/grid"

// Canvas is something to draw on. All positions and widths are in screen
// units; operations paint over what is already there, in the order of the
// calls. Arguments are valid only during the call.
type Canvas interface {
	Polylines(*Polylines)
	Polygons(*Polygons)
	Mesh(*Mesh)
	Image(*Image)
	Text(*Text)

	// Clip keeps what follows within r; the zero Rect lifts that.
	Clip(r Rect)

	// Channels draws what follows in some channels of colour; see there.
	Channels(c Channels)
}

// Channels are what is drawn of colours. A picture for red-cyan glasses is the
// left eye's in RedChannel, then the right eye's in CyanChannels, and ends with
// AllChannels. Each of the two begins on the background, as large as the clip,
// which stays the same meanwhile; the grey of its colours goes to the channels
// and leaves the others as they are. Grey, since eyes that see a thing in two
// colours take offence at it. The background keeps its colour.
type Channels uint8

const (
	AllChannels  Channels = iota // colours as they are
	RedChannel                   // the grey of colours, in red
	CyanChannels                 // the grey of colours, in green and blue
)

// Tone returns the colour that has, in the channels of c, the grey of q. What
// is opaque on the background may instead be painted in tones on the tone of
// the background: paint that lets others through mixes tones as it does
// colours. Components in other channels are 0.
func (c Channels) Tone(q, background Color) Color {
	if c == AllChannels {
		return q
	}
	d := q.grey() - background.grey()
	at := func(v float32) float32 { return min(max(v+d, 0), 1) }
	if c == RedChannel {
		return Color{R: at(background.R), A: q.A}
	}
	return Color{G: at(background.G), B: at(background.B), A: q.A}
}

// Stroke says how a line is drawn. The zero Stroke draws nothing.
type Stroke struct {
	Color Color
	Width float64 // screen units
	Dash  float64 // length of dashes and of the gaps between them; 0 is solid
}

// Visible reports whether s leaves any mark.
func (s Stroke) Visible() bool { return s.Width > 0 && s.Color.A > 0 }

// Polylines is a set of open polylines of one stroke, with round caps and joins.
type Polylines struct {
	Stroke Stroke
	Points []Point
	Ends   []int // polyline k is Points[Ends[k-1]:Ends[k]]

	// Colors, if not empty, has a colour for each polyline in place of Stroke.Color.
	Colors []Color

	// Widths, if not empty, has a width for each polyline in place of
	// Stroke.Width. They then cover each other: each is painted over those
	// before it. A polyline of one place, twice, is a disc. There is no World.
	Widths []float64

	// World, if not empty, has the place of each point in data coordinates:
	// the line is part of the scene that View shows, and the surfaces in it may
	// hide the line. Lines without World lie on the paper.
	World []Vec
	View  *View

	// Hint marks a line that only helps a pixel canvas (the rim that
	// completes the half-drawn border lines of a Mesh); vector output, which
	// draws the lines of the Mesh itself, leaves it out.
	Hint bool
}

// Len returns the number of polylines.
func (p *Polylines) Len() int { return len(p.Ends) }

// At returns the points of polyline k.
func (p *Polylines) At(k int) []Point { return p.Points[p.start(k):p.Ends[k]] }

// WorldAt returns the points of polyline k in data coordinates, nil if it has none.
func (p *Polylines) WorldAt(k int) []Vec {
	if len(p.World) == 0 {
		return nil
	}
	return p.World[p.start(k):p.Ends[k]]
}

// ColorAt returns the colour of polyline k.
func (p *Polylines) ColorAt(k int) Color {
	if len(p.Colors) > 0 {
		return p.Colors[k]
	}
	return p.Stroke.Color
}

// WidthAt returns the width of polyline k.
func (p *Polylines) WidthAt(k int) float64 {
	if len(p.Widths) > 0 {
		return p.Widths[k]
	}
	return p.Stroke.Width
}

func (p *Polylines) start(k int) int {
	if k == 0 {
		return 0
	}
	return p.Ends[k-1]
}

// Add appends a point to the polyline that is being built.
func (p *Polylines) Add(q Point) { p.Points = append(p.Points, q) }

// AddWorld appends a point that lies at w in the scene.
func (p *Polylines) AddWorld(q Point, w Vec) {
	p.Points = append(p.Points, q)
	p.World = append(p.World, w)
}

// End closes the polyline that is being built. A polyline of fewer than two points is dropped.
func (p *Polylines) End() {
	start := 0
	if n := len(p.Ends); n > 0 {
		start = p.Ends[n-1]
	}
	if len(p.Points)-start < 2 {
		p.Points = p.Points[:start]
		if len(p.World) > 0 {
			p.World = p.World[:start]
		}
		return
	}
	p.Ends = append(p.Ends, len(p.Points))
}

// Drop gives up the polyline that is being built.
func (p *Polylines) Drop() { p.Points = p.Points[:p.start(len(p.Ends))] }

// Segment adds a polyline of two points.
func (p *Polylines) Segment(a, b Point) { p.Add(a); p.Add(b); p.End() }

func (p *Polylines) reset() {
	*p = Polylines{Points: p.Points[:0], Ends: p.Ends[:0], Colors: p.Colors[:0], Widths: p.Widths[:0], World: p.World[:0]}
}

// Polygons is a set of filled convex polygons, their edges antialiased.
type Polygons struct {
	Points []Point
	Ends   []int   // polygon k is Points[Ends[k-1]:Ends[k]]
	Colors []Color // one a polygon
}

// Len returns the number of polygons.
func (p *Polygons) Len() int { return len(p.Ends) }

// At returns the corners of polygon k.
func (p *Polygons) At(k int) []Point {
	if k == 0 {
		return p.Points[:p.Ends[0]]
	}
	return p.Points[p.Ends[k-1]:p.Ends[k]]
}

// Add adds a polygon.
func (p *Polygons) Add(c Color, corners ...Point) {
	p.Points = append(p.Points, corners...)
	p.Ends = append(p.Ends, len(p.Points))
	p.Colors = append(p.Colors, c)
}

// AddRect adds a rectangle.
func (p *Polygons) AddRect(c Color, r Rect) {
	p.Add(c, r.Min, Point{r.Max.X, r.Min.Y}, r.Max, Point{r.Min.X, r.Max.Y})
}

func (p *Polygons) reset() {
	*p = Polygons{Points: p.Points[:0], Ends: p.Ends[:0], Colors: p.Colors[:0]}
}

// Mesh is a height field as one camera sees it: triangles over the projected
// samples, sorted so that none is painted over one in front of it, with lines
// drawn on them by the canvas. A canvas paints each pixel of a triangle with,
// from below to above: the face, contour lines where Level is a whole number,
// grid lines where U or V is a whole number. Line coverage is that of a line
// Width wide centred there, measured across the line on the screen, and
// antialiased; where lines lie closer than their width, it tends to their mean
// coverage.
type Mesh struct {
	X, Y  []float32 // projected samples, screen units; not finite where there is a gap
	Index []uint32  // three a triangle, back to front

	// MeshData is what does not depend on the camera. It stays from frame to
	// frame: a canvas may cache what it derives from it, by pointer and Version.
	*MeshData

	Face    Face
	Tint    Color  // of FaceTint
	Grid    Stroke // of grid lines
	Contour Stroke // of contour lines

	// GridColors says that grid lines take the colours of the samples in place of Grid.Color.
	GridColors bool

	// Levels is the number of contour levels: Level values 0..Levels-1 carry a line.
	Levels int

	// Source is the surface itself, for a canvas that works in space.
	Source MeshSource
}

// Face says how the faces of a Mesh are painted.
type Face int

const (
	FaceNone   Face = iota // not at all
	FaceTint               // one colour for all: opaque hides, translucent dims what is behind
	FaceColors             // interpolated from the colours of the samples
)

// MeshData is the part of a Mesh that stays when the camera moves. One value a sample.
type MeshData struct {
	Version uint64    // changes whenever the values do
	U, V    []float32 // grid-line coordinate along x and y: lines run at whole numbers
	Level   []float32 // contour coordinate
	Colors  []Color   // of FaceColors; may be empty otherwise
}

// MeshSource describes in data coordinates what a Mesh shows.
type MeshSource struct {
	Grid       *grid.Grid // all samples, not only those that the mesh uses; nil if Solid is set
	View       *View      // how it is projected
	Rows, Cols []int      // the rows and columns of Grid whose samples are vertices, len(Rows) x len(Cols)
	RowStride  int        // a grid line runs along every RowStride-th row (y), and the last
	ColStride  int        // and along every ColStride-th column (x)

	// LineColor gives the colour of grid lines at height z where GridColors is
	// set; if Values is not nil, at the value that it has there.
	LineColor func(z float64) Color
	Values    *grid.Grid

	Clip *Clip // what of the surface is there

	// Contours traces the contour lines; nil if there are none.
	Contours func() [][]Vec

	// Solid is the surface if it is no height field: Grid and what follows from
	// it are then not set.
	Solid Solid
}

// Solid is a surface in space of any shape.
type Solid interface {
	// Hit returns where the ray from + t dir first meets the surface with t >=
	// least; ok is false if it does not.
	Hit(from, dir Vec, least float64) (t float64, ok bool)
	Bounds() Box
	// GridLines returns the lines that are drawn on it, and their colours where
	// GridColors is set.
	GridLines() (lines [][]Vec, colors []Color)
}

// Bitmap is an image of RGBA pixels, not premultiplied, row-major from the top.
type Bitmap struct {
	W, H    int
	Pix     []uint8 // 4 W H
	Version uint64  // changes whenever Pix does
}

// Image is a bitmap stretched over a rectangle, without smoothing between its pixels.
type Image struct {
	Bitmap *Bitmap
	Dst    Rect
}

// Text is one line of text in the face of scene/typeface.
type Text struct {
	String string
	At     Point
	Size   float64 // em, screen units
	Color  Color

	// AlignX and AlignY place the text's box on At: 0 puts the left (top)
	// edge there, 0.5 the middle, 1 the right (bottom). The box is as wide as
	// the text's advance, and as high as the face's ascent plus descent.
	AlignX, AlignY float64
}
