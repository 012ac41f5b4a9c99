package document

import (
	"bufio"
	"strings"

	"zscape/exhibit"
)

// printer writes HTML. Errors stay in out, to be found by Flush.
type printer struct {
	out  *bufio.Writer
	lang string
}

// raw writes parts that are HTML already.
func (p printer) raw(parts ...string) {
	for _, s := range parts {
		p.out.WriteString(s)
	}
}

func (p printer) word(en, ja string) string { return exhibit.Text{En: en, Ja: ja}.In(p.lang) }

// list writes entries under a heading, if there are any.
func (p printer) list(heading string, entries []entry) {
	if len(entries) == 0 {
		return
	}
	p.raw("<section>\n<h2>", heading, "</h2>\n<dl>\n")
	for _, e := range entries {
		p.raw("<div><dt>", e.name, "</dt><dd>", e.value, "</dd></div>\n")
	}
	p.raw("</dl>\n</section>\n")
}

// special are the characters that mean something in HTML.
var special = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// text returns s as a text or an attribute's value of HTML, without the
// characters that HTML has no place for.
func text(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r < ' ' && r != '\n' && r != '\t', r >= 0x7f && r < 0xa0, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
			return '\ufffd'
		}
		return r
	}, s)
	return special.Replace(s)
}

// table writes numbers in rows of so many.
func table(numbers []string, cols int) string {
	var b strings.Builder
	b.WriteString(`<div class="wide"><table>`)
	for k, s := range numbers {
		if k%cols == 0 {
			b.WriteString("<tr>")
		}
		b.WriteString("<td>" + text(s) + "</td>")
		if k%cols == cols-1 {
			b.WriteString("</tr>")
		}
	}
	b.WriteString("</table></div>")
	return b.String()
}

// minus gives a number a proper minus sign.
func minus(number string) string { return strings.ReplaceAll(number, "-", "\u2212") }
