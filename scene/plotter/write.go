package plotter

import (
	"bufio"
	"fmt"
	"io"
	"strconv"

	"zscape/scene"
)

// Write writes the plot as SVG in millimetres, with the layers that Inkscape
// and the programs of plotters know: each named by its number, as which it is to
// be drawn, and its colour. The error is that of w.
func (p *Plot) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	put := func(parts ...string) {
		for _, s := range parts {
			out.WriteString(s)
		}
	}
	width, height := millimetres(p.Width), millimetres(p.Height)
	put(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="`, width, `mm" height="`, height,
		`mm" viewBox="0 0 `, width, " ", height, `" fill="none" stroke-width="`, millimetres(p.Pen), `" stroke-linecap="round" stroke-linejoin="round">`+"\n")
	put("<desc>", p.Summary(), "</desc>\n")
	for k, layer := range p.Layers {
		n, color := strconv.Itoa(k+1), hex(layer.Color)
		put(`<g id="layer`, n, `" inkscape:groupmode="layer" inkscape:label="`, n, " ", color, `" stroke="`, color, `">`+"\n")
		for _, points := range layer.Lines {
			p.pause()
			put(`<path d="`)
			last := ""
			for i, q := range points {
				at := millimetres(q.X) + " " + millimetres(q.Y)
				switch {
				case i == 0:
					put("M", at)
				case at != last || i == len(points)-1 && i == 1:
					put("L", at)
				}
				last = at
			}
			put(`"/>` + "\n")
		}
		put("</g>\n")
	}
	put("</svg>\n")
	return out.Flush()
}

// Summary says how many lines there are, and how far the pens go.
func (p *Plot) Summary() string {
	lines := 0
	for _, layer := range p.Layers {
		lines += len(layer.Lines)
	}
	return fmt.Sprintf("%s with %s: %.2f m drawn, %.2f m with the pen up", count(lines, "line"), count(len(p.Layers), "pen"), p.Down/1000, p.Up/1000)
}

// count writes a number of things, whose plural has an s.
func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return strconv.Itoa(n) + " " + thing
}

// millimetres writes v to a hundredth.
func millimetres(v float64) string { return strconv.FormatFloat(round(v), 'f', -1, 64) }

func round(v float64) float64 {
	if v < 0 {
		return float64(int(v*100-0.5)) / 100
	}
	return float64(int(v*100+0.5)) / 100
}

func hex(c scene.Color) string {
	r, g, b, _ := c.RGBA8()
	return fmt.Sprintf("#%02x%02x%02x", r, g, b)
}
