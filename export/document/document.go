// Package document writes a State as one HTML file that needs nothing else: its
// picture, its settings and values in words, and a link to the live picture. It
// holds no scripts and asks for nothing from elsewhere; it follows the reader's
// choice of light or dark, and prints.
package document

import (
	"bufio"
	"io"
	"slices"
	"strings"

	"zscape/exhibit"
)

// Document is what the file says.
type Document struct {
	State    exhibit.State
	Readouts []exhibit.Readout // those that stand Aside are left out
	Lang     string            // "en" or "ja"
	Link     string            // to the live picture: an address of http or https, or a relative one

	// Light and Dark are the picture as SVG elements without a background, whose
	// ids differ. One may be nil: then the document is light or dark for all readers.
	Light, Dark []byte
}

// Width is how wide a picture should be drawn, in CSS pixels, for its labels
// to be read on a wide page and on a phone.
const Width = 540

// style is the look; the colours, those of the themes in scene, follow it.
const style = `
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 -apple-system, "Segoe UI", Roboto, Inter, "Noto Sans", "Liberation Sans", Arial, "Hiragino Sans", "Noto Sans CJK JP", "Yu Gothic UI", Meiryo, sans-serif; }
main { max-width: 50rem; margin: 0 auto; padding: 2rem 1.25rem 2.5rem; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; font-weight: 600; letter-spacing: -.01em; }
h2 { margin: 0 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--rule); font-size: .8rem; font-weight: 650; letter-spacing: .02em; }
code { font: .92em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
.formula { margin: .6rem 0 0; font-size: 1.05rem; overflow-x: auto; }
.formula math { width: fit-content; }
.formula span { color: var(--muted); }
figure { margin: 1rem 0 1.5rem; }
figure svg { display: block; width: 100%; height: auto; max-height: 90vh; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); gap: 1.5rem 2.5rem; align-items: start; }
dl { display: grid; gap: .45rem; margin: 0; }
dl > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
dt { color: var(--muted); }
dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
table { border-collapse: collapse; border: solid var(--edge); border-width: 0 1px; border-radius: 4px; }
td { padding: 0 .5rem; text-align: right; white-space: nowrap; }
.wide { max-width: 100%; overflow-x: auto; }
footer { margin-top: 1.75rem; padding-top: .75rem; border-top: 1px solid var(--rule); color: var(--muted); font-size: .87rem; }
footer p { margin: 0 0 .4rem; }
a { color: var(--accent); text-underline-offset: 3px; }
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  figure svg { max-height: 45vh; }
  figure, section { break-inside: avoid; }
}
`

const (
	light = `--paper: #fdfdfb; --ink: #1c2127; --muted: #5b6470; --rule: #dfe2e0; --edge: #b4babf; --accent: #c8401f; color-scheme: light;`
	dark  = `--paper: #101418; --ink: #e8ebee; --muted: #98a2ad; --rule: #2b3239; --edge: #4a545e; --accent: #ff8a5c; color-scheme: dark;`
)

// Write writes the file. The error is that of w. It panics if there is no
// picture.
func (d *Document) Write(w io.Writer) error {
	p := printer{bufio.NewWriter(w), d.Lang}
	e := d.State.Exhibit()
	title := e.Title.In(d.Lang)
	p.raw("<!DOCTYPE html>\n<html lang=\"", p.word("en", "ja"), "\">\n<head>\n<meta charset=\"utf-8\">\n")
	p.raw(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">`, "\n")
	p.raw("<title>", text(title), " · Zscape</title>\n")
	p.raw(`<meta name="viewport" content="width=device-width, initial-scale=1">`, "\n")
	p.raw(`<meta name="description" content="`, text(e.Summary.In(d.Lang)), "\">\n<style>\n", d.colors(), style, "</style>\n</head>\n<body>\n<main>\n")
	p.raw("<h1>", text(title), "</h1>\n")
	d.formula(p)
	p.raw("<figure>\n")
	for _, picture := range []struct {
		class string
		svg   []byte
	}{{"light", d.Light}, {"dark", d.Dark}} {
		if picture.svg != nil {
			p.raw(`<div class="`, picture.class, "\">\n")
			p.out.Write(picture.svg)
			p.raw("</div>\n")
		}
	}
	p.raw("</figure>\n<div class=\"columns\">\n")
	p.list(p.word("Settings", "設定"), d.settings())
	p.list(p.word("Values", "値"), d.values())
	p.raw("</div>\n<footer>\n")
	p.raw(`<p><a href="`, text(d.Link), `">`, p.word("Open the live picture to turn and change it", "開いて動かす・変更する"), "</a></p>\n")
	p.raw("<p><code>", text(d.State.String()), "</code></p>\n</footer>\n</main>\n</body>\n</html>\n")
	return p.out.Flush()
}

// colors returns the style of what is light and dark.
func (d *Document) colors() string {
	switch {
	case d.Light != nil && d.Dark != nil:
		return ":root { " + light + " }\n.dark { display: none; }\n" +
			"@media screen and (prefers-color-scheme: dark) {\n  :root { " + dark + " }\n  .light { display: none; }\n  .dark { display: block; }\n}\n"
	case d.Light != nil:
		return ":root { " + light + " }\n"
	case d.Dark != nil:
		return ":root { " + dark + " print-color-adjust: exact; }\n"
	}
	panic("document: no picture")
}

// formula writes what is shown: what was typed, or the exhibit's own.
func (d *Document) formula(p printer) {
	typed := false
	for _, c := range d.State.Controls() {
		value := d.State.Text(c.Key)
		if c.Kind == exhibit.Formula && value != "" && (!typed || value != c.Default) { // the first is what is shown
			typed = true
			p.raw(`<p class="formula"><span>`, text(c.Label.In(d.Lang)), "</span> <code>", text(value), "</code></p>\n")
		}
	}
	if !typed {
		p.raw(`<div class="formula">`, d.State.Exhibit().Formula, "</div>\n") // part of the program
	}
}

// An entry is a name with its value, as HTML.
type entry struct{ name, value string }

// settings returns the controls that do not hold their defaults.
func (d *Document) settings() (list []entry) {
	for _, c := range d.State.Controls() {
		value := d.State.Text(c.Key)
		if c.Kind == exhibit.Action || c.Kind == exhibit.Formula || value == c.Default && !d.parameter(c.Key) {
			continue
		}
		html := text(value)
		switch c.Kind {
		case exhibit.Number:
			html = text(minus(value))
		case exhibit.Choice:
			for _, o := range c.Options {
				if o.Value == value {
					html = text(o.Label.In(d.Lang))
				}
			}
		case exhibit.Toggle:
			html = map[string]exhibit.Text{"1": {En: "on", Ja: "オン"}, "0": {En: "off", Ja: "オフ"}}[value].In(d.Lang)
		case exhibit.Matrix:
			rows := d.State.Matrix(c.Key)
			var numbers []string
			for _, v := range slices.Concat(rows...) { // all digits of what was typed
				numbers = append(numbers, minus(exhibit.FormatNumber(v)))
			}
			html = table(numbers, len(rows[0]))
		case exhibit.Word:
			if c.Key == exhibit.PlayKey {
				html = d.motions()
			}
		}
		list = append(list, entry{text(c.Label.In(d.Lang)), html})
	}
	return list
}

// parameter reports whether key follows from a formula: its value is part of
// the picture's definition, the default or not.
func (d *Document) parameter(key string) bool {
	return slices.ContainsFunc(d.State.More(), func(c exhibit.Control) bool { return c.Key == key })
}

// motions says how sliders play.
func (d *Document) motions() string {
	var parts []string
	for _, m := range d.State.Motions() {
		way := m.Mode
		for _, o := range exhibit.MotionModes {
			if o.Value == m.Mode {
				way = o.Label.In(d.Lang)
			}
		}
		c, _ := d.State.Control(m.Key)
		parts = append(parts, text(c.Label.In(d.Lang)+": "+way+", "+exhibit.FormatNumber(m.Speed)+"×"))
	}
	return strings.Join(parts, "<br>")
}

// values returns what is computed.
func (d *Document) values() (list []entry) {
	for _, r := range d.Readouts {
		if r.Aside {
			continue
		}
		html := ""
		switch v := r.Value.(type) {
		case float64:
			html = text(exhibit.BriefTo([]float64{v}, r.Fine)[0])
		case string:
			html = text(v)
		case exhibit.Text:
			html = text(v.In(d.Lang))
		case []float64:
			html = table(exhibit.BriefTo(v, r.Fine), len(v))
		case [][]float64:
			if len(v) == 0 {
				continue
			}
			html = table(exhibit.BriefTo(slices.Concat(v...), r.Fine), len(v[0]))
		default:
			continue // what has more axes is for files
		}
		list = append(list, entry{text(r.Label.In(d.Lang)), html})
	}
	return list
}
