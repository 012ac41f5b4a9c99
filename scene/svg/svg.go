// Package svg writes a drawing as SVG: true vectors, sharp at any size, for
// print and for pages that have to show a picture before any program runs.
//
// SVG has no way to let one line stop at another's surface. A drawing with
// surfaces must have its hidden lines removed first, by scene/lineart.
package svg

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"io"
	"strconv"

	"zscape/scene"
	"zscape/scene/typeface"
)

// Options says what the file holds besides the picture.
type Options struct {
	Title       string // its accessible name
	Description string // what is to be seen, for those who cannot see it
	Link        string // where it comes from; goes into the metadata

	// Transparent leaves out the background, which otherwise is a rectangle
	// of class "background".
	Transparent bool

	// IDs goes before every id in the file, so that two of them can stand in one page.
	IDs string

	// Pause, if not nil, is called every few microseconds, so that a caller with a
	// single thread can see to other things meanwhile.
	Pause func()
}

// fonts has scene/typeface's face first; the others are close enough in width
// for labels to stay clear of each other.
const fonts = "Go, ui-sans-serif, system-ui, sans-serif"

// Write writes l to w. Lengths are screen units, positions rounded to
// hundredths. Whatever is not finite is left out. Faces of a mesh become one
// polygon a cell, so a fine mesh makes a large file; wireframes hold no
// bitmaps. Write panics if a mesh still has lines to be drawn, or hides what is
// behind it (FaceTint). The error is that of w.
func Write(w io.Writer, l *scene.DisplayList, opt Options) error {
	out := bufio.NewWriter(w)
	p := &printer{w: out, ids: opt.IDs, size: scene.Rect{Max: scene.Point{X: l.W, Y: l.H}}, ground: l.Background, pause: opt.Pause}
	if p.pause == nil {
		p.pause = func() {}
	}
	p.element("svg",
		"xmlns", "http://www.w3.org/2000/svg",
		"width", number(l.W), "height", number(l.H),
		"viewBox", "0 0 "+number(l.W)+" "+number(l.H),
		"font-family", fonts,
		"role", "img")
	p.textElement("title", opt.Title)
	p.textElement("desc", opt.Description)
	p.textElement("metadata", opt.Link)
	if !opt.Transparent {
		p.empty("rect", append([]string{"class", "background", "width", number(l.W), "height", number(l.H)}, fill(l.Background)...)...)
	}
	l.Replay(canvas{p})
	p.closeEye()
	p.unclip()
	p.end()
	return out.Flush()
}

// canvas prints each operation.
type canvas struct{ *printer }

// Polylines prints a group with one path a colour.
func (c canvas) Polylines(p *scene.Polylines) {
	if len(p.Widths) > 0 {
		c.stack(p)
		return
	}
	s := p.Stroke
	if !(s.Width > 0) || p.Len() == 0 {
		return
	}
	attributes := []string{"fill", "none", "stroke-width", number(s.Width), "stroke-linecap", "round", "stroke-linejoin", "round"}
	if s.Dash > s.Width { // otherwise the caps close the gaps
		attributes = append(attributes, "stroke-dasharray", number(s.Dash))
	}
	var colors []scene.Color // in order of appearance
	paths := make(map[scene.Color]*path)
	for k := range p.Len() {
		c.pause()
		color := c.tone(p.ColorAt(k))
		if !(color.A > 0) {
			continue
		}
		d := paths[color]
		if d == nil {
			d = new(path)
			paths[color], colors = d, append(colors, color)
		}
		d.polyline(p.At(k))
	}
	c.element("g", attributes...)
	for _, color := range colors {
		c.path(paths[color], paint("stroke", color)...)
	}
	c.end()
}

// stack prints lines that cover each other: neighbours of one opaque colour and
// one width are a path.
func (c canvas) stack(p *scene.Polylines) {
	c.element("g", "fill", "none", "stroke-linecap", "round", "stroke-linejoin", "round")
	for k := 0; k < p.Len(); {
		color, width := p.ColorAt(k), p.WidthAt(k)
		var d path
		d.polyline(p.At(k))
		for k++; k < p.Len() && color.A >= 1 && p.ColorAt(k) == color && p.WidthAt(k) == width; k++ {
			d.polyline(p.At(k))
		}
		if color.A > 0 && width > 0 {
			c.path(&d, append(paint("stroke", c.tone(color)), "stroke-width", number(width))...)
		}
	}
	c.end()
}

// Polygons prints one path each. Upright rectangles, the stuff of colour bars,
// are not antialiased, so that no seams show between them.
func (c canvas) Polygons(p *scene.Polygons) {
	for k := range p.Len() {
		c.pause()
		if !(p.Colors[k].A > 0) {
			continue
		}
		attributes := fill(c.tone(p.Colors[k]))
		if isUpright(p.At(k)) {
			attributes = append(attributes, "shape-rendering", "crispEdges")
		}
		var d path
		d.polygon(p.At(k))
		c.path(&d, attributes...)
	}
}

// isUpright reports whether p is a rectangle with upright sides.
func isUpright(p []scene.Point) bool {
	if len(p) != 4 {
		return false
	}
	for k := range 4 {
		if d := p[k].Sub(p[(k+1)%4]); d.X != 0 && d.Y != 0 {
			return false
		}
	}
	return true
}

// Mesh prints the faces from back to front. Hairlines in their own colours
// cover the seams that antialiasing leaves between neighbours.
func (c canvas) Mesh(m *scene.Mesh) {
	if m.Face == scene.FaceTint || m.Grid.Visible() || m.Contour.Visible() {
		panic("svg: hidden lines of a mesh are not removed")
	}
	if m.Face != scene.FaceColors {
		return
	}
	const hairline = 0.6
	c.element("g", "stroke-width", number(hairline), "stroke-linejoin", "round")
	if c.areas(m) {
		c.end()
		return
	}
	faces(m, func(corners []uint32) {
		c.pause()
		var d path
		var points [4]scene.Point
		var sum scene.Color
		for n, v := range corners {
			points[n] = scene.Point{X: float64(m.X[v]), Y: float64(m.Y[v])}
			k := m.Colors[v]
			sum = scene.Color{R: sum.R + k.R, G: sum.G + k.G, B: sum.B + k.B, A: sum.A + k.A}
		}
		n := float32(len(corners))
		color := c.tone(scene.Color{R: sum.R / n, G: sum.G / n, B: sum.B / n, A: sum.A / n})
		if !(color.A > 0) {
			return
		}
		d.polygon(points[:len(corners)])
		attributes := fill(color)
		if color.A >= 1 { // or hairlines would show as darker seams
			attributes = append(attributes, paint("stroke", color)...)
		}
		c.path(&d, attributes...)
	})
	c.end()
}

// Image prints the bitmap as an embedded PNG.
func (c canvas) Image(m *scene.Image) {
	b := m.Bitmap
	if b.W <= 0 || b.H <= 0 || !finite(m.Dst.Min) || !finite(m.Dst.Max) {
		return
	}
	var file bytes.Buffer
	pixels := &image.NRGBA{Pix: c.toned(b.Pix), Stride: 4 * b.W, Rect: image.Rect(0, 0, b.W, b.H)}
	if err := png.Encode(pausing{&file, c.pause}, pixels); err != nil {
		panic("svg: " + err.Error()) // a buffer takes all
	}
	c.empty("image",
		"x", number(m.Dst.Min.X), "y", number(m.Dst.Min.Y),
		"width", number(m.Dst.W()), "height", number(m.Dst.H()),
		"preserveAspectRatio", "none", "style", "image-rendering:pixelated",
		"href", "data:image/png;base64,"+base64.StdEncoding.EncodeToString(file.Bytes()))
}

// Clip begins a group that is seen only in r, and ends the one before.
func (c canvas) Clip(r scene.Rect) {
	c.unclip()
	if r == (scene.Rect{}) {
		return
	}
	c.clips++
	id := c.ids + "clip" + strconv.Itoa(c.clips)
	c.element("clipPath", "id", id)
	c.empty("rect", "x", number(r.Min.X), "y", number(r.Min.Y), "width", number(r.W()), "height", number(r.H()))
	c.end()
	c.element("g", "clip-path", "url(#"+id+")")
	c.clipping, c.clip = true, r
}

// Text prints a line of text on the baseline where the other canvases put it.
func (c canvas) Text(t *scene.Text) {
	width, ascent, descent := typeface.Measure(t.String, t.Size)
	if t.String == "" || !(ascent > 0) || !(t.Color.A > 0) || !finite(t.At) {
		return
	}
	x, anchor := t.At.X, "start"
	switch t.AlignX {
	case 0.5:
		anchor = "middle"
	case 1:
		anchor = "end"
	default:
		x -= t.AlignX * width
	}
	attributes := []string{"x", number(x), "y", number(t.At.Y - t.AlignY*(ascent+descent) + ascent), "font-size", number(t.Size)}
	if anchor != "start" {
		attributes = append(attributes, "text-anchor", anchor)
	}
	c.textElement("text", t.String, append(attributes, fill(c.tone(t.Color))...)...)
}

// path prints a path, if there is anything in it. Its data, which may be long,
// need no escaping.
func (c canvas) path(d *path, attributes ...string) {
	if len(d.data) > 0 {
		c.tag("path", attributes)
		c.w.WriteString(` d="`)
		c.w.Write(d.data)
		c.w.WriteString("\"/>\n")
	}
}

// pausing is a buffer that pauses before it takes more.
type pausing struct {
	*bytes.Buffer
	pause func()
}

func (p pausing) Write(data []byte) (int, error) {
	p.pause()
	return p.Buffer.Write(data)
}
