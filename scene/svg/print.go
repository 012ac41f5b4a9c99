package svg

import (
	"bufio"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"zscape/scene"
)

// printer writes elements. Attributes are names and values by turns; empty
// values are left out. Errors stay in w, to be found by Flush.
type printer struct {
	w    *bufio.Writer
	open []string

	ids      string // goes before every id
	clips    int    // clip paths so far
	clipping bool   // the innermost open element is a clipped group
	clip     scene.Rect

	size     scene.Rect // of the picture
	ground   scene.Color
	channels scene.Channels // of the eye whose picture is being printed

	pause func() // see Options
}

// unclip ends the clipped group, if there is one.
func (p *printer) unclip() {
	if p.clipping {
		p.end()
		p.clipping = false
	}
}

// element begins an element.
func (p *printer) element(name string, attributes ...string) {
	p.tag(name, attributes)
	p.w.WriteString(">\n")
	p.open = append(p.open, name)
}

// end ends the element begun last.
func (p *printer) end() {
	last := len(p.open) - 1
	p.w.WriteString("</" + p.open[last] + ">\n")
	p.open = p.open[:last]
}

// empty writes an element without content.
func (p *printer) empty(name string, attributes ...string) {
	p.tag(name, attributes)
	p.w.WriteString("/>\n")
}

// textElement writes an element with text in it, if there is any.
func (p *printer) textElement(name, text string, attributes ...string) {
	if text == "" {
		return
	}
	p.tag(name, attributes)
	p.w.WriteString(">" + escape(text) + "</" + name + ">\n")
}

func (p *printer) tag(name string, attributes []string) {
	p.w.WriteString("<" + name)
	for k := 0; k+1 < len(attributes); k += 2 {
		if v := attributes[k+1]; v != "" {
			p.w.WriteString(" " + attributes[k] + `="` + escape(v) + `"`)
		}
	}
}

// escape returns s as XML character data, good for attribute values too. What
// XML does not allow becomes the replacement character.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff:
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func fill(c scene.Color) []string { return paint("fill", c) }

// paint returns the attributes that fill or stroke with c.
func paint(what string, c scene.Color) []string {
	const hex = "0123456789abcdef"
	r, g, b, a := c.RGBA8()
	s := []byte{'#', hex[r>>4], hex[r&15], hex[g>>4], hex[g&15], hex[b>>4], hex[b&15]}
	if a == 255 {
		return []string{what, string(s)}
	}
	return []string{what, string(s), what + "-opacity", strconv.FormatFloat(math.Round(1e3*float64(c.A))/1e3, 'f', -1, 64)}
}

// number returns v rounded to hundredths.
func number(v float64) string { return string(appendHundredths(nil, hundredths(v))) }

// hundredths returns v in whole hundredths, held in a range that any reader takes.
func hundredths(v float64) int64 {
	const most = 1e9
	return int64(math.Round(max(-most, min(100*v, most))))
}

// appendHundredths appends v/100 in as few characters as possible.
func appendHundredths(b []byte, v int64) []byte {
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	if v >= 100 || v == 0 {
		b = strconv.AppendInt(b, v/100, 10)
	}
	if f := v % 100; f != 0 {
		b = append(b, '.', byte('0'+f/10))
		if f%10 != 0 {
			b = append(b, byte('0'+f%10))
		}
	}
	return b
}
