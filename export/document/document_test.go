package document

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"net/url"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/gallery"
)

const (
	lightPicture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1" role="img"><title>T</title><path id="light-a" d="M0 0h2"/></svg>`
	darkPicture  = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1" role="img"><title>T</title><path id="dark-a" d="M0 0h2"/></svg>`
)

// page writes the document of a State, and reads it as a browser would: the text
// of each element, by name.
func page(t testing.TB, s *Document) (html string, texts map[string][]string) {
	t.Helper()
	var b bytes.Buffer
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	html = b.String()
	d := xml.NewDecoder(&b)
	d.Strict, d.AutoClose = false, []string{"meta", "br"}
	texts = map[string][]string{}
	var open []string
	var content []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in %.3000s", err, html)
		}
		switch token := token.(type) {
		case xml.StartElement:
			open, content = append(open, token.Name.Local), append(content, "")
			for _, a := range token.Attr {
				switch name := token.Name.Local + " " + a.Name.Local; {
				case strings.HasPrefix(a.Name.Local, "on"), a.Name.Local == "src", name == "link href":
					t.Errorf("an attribute %s: %s", name, a.Value)
				default:
					texts[name] = append(texts[name], a.Value)
				}
			}
		case xml.EndElement:
			last := len(open) - 1
			if open[last] != token.Name.Local {
				t.Fatalf("%s ends in %s", open[last], token.Name.Local)
			}
			texts[open[last]] = append(texts[open[last]], content[last])
			if last > 0 {
				content[last-1] += content[last]
			}
			open, content = open[:last], content[:last]
		case xml.CharData:
			if len(content) > 0 {
				content[len(content)-1] += string(token)
			}
		}
	}
	if len(open) > 0 || texts["script"] != nil || len(texts["html"]) != 1 || len(texts["h1"]) != 1 {
		t.Errorf("open at the end: %v; scripts: %q", open, texts["script"])
	}
	return html, texts
}

func documentOf(t testing.TB, state string) *Document {
	t.Helper()
	s, problems, err := exhibit.Parse(state, gallery.Open)
	if err != nil || problems != nil {
		t.Fatal(state, problems, err)
	}
	return &Document{State: s, Lang: "en", Link: "index.html#" + s.String(), Light: []byte(lightPicture), Dark: []byte(darkPicture)}
}

// Whatever a visitor typed is text, in the end.
func TestEscapes(t *testing.T) {
	for _, formula := range []string{
		`x<y & "a"`, `</script><script>alert(1)</script>`, `<!-- `, `]]>`, `</code></p><img src=x onerror=alert(1)>`, `' onclick='x`,
		`&lt;&#60;`, `${x}`, "\u2028x", `曲面`,
	} {
		// The formula is none, but a State may hold it: of a later version, say.
		e := *gallery.All[0]
		e.Controls = append([]exhibit.Control{{Key: "f", Kind: exhibit.Formula, Label: exhibit.Text{En: "z =", Ja: "z ="}, Default: "x"},
			{Key: "w", Kind: exhibit.Word, Label: exhibit.Text{En: formula, Ja: formula}}}, e.Controls...)
		s := documentOf(t, "gaussian")
		state, err := e.Default().Set("f", formula)
		if err != nil {
			t.Fatal(err)
		}
		s.State = state.Try("w", formula)
		s.Link = `x"><script>` + formula
		s.Readouts = []exhibit.Readout{{Key: "r", Label: exhibit.Text{En: formula}, Value: formula}}
		html, texts := page(t, s)
		want := strings.TrimSpace(formula)
		if texts["code"][0] != want || texts["dd"][0] != want || texts["dd"][1] != formula || texts["a href"][0] != s.Link {
			t.Errorf("%q is written as %q, %q, %q", formula, texts["code"], texts["dd"], texts["a href"])
		}
		if strings.Contains(html, "<script") || strings.Contains(html, "<img") {
			t.Errorf("%q breaks out", formula)
		}
		if !strings.Contains(texts["code"][1], url.QueryEscape(want)[:1]) {
			t.Errorf("the State is %q", texts["code"][1])
		}
	}
	if got := text("a\x00b\x1bc\x85d\ufffee\tf"); got != "a\ufffdb\ufffdc\ufffdd\ufffde\tf" {
		t.Errorf("control characters become %q", got)
	}
}

func TestDocument(t *testing.T) {
	s := documentOf(t, "surface?f=a*sin(b*x)&mode=surface&bar=0&az=-20&b=-2&play=a:1:bounce,b:0.5:loop&to=waves")
	s.Readouts = []exhibit.Readout{
		{Key: "n", Label: exhibit.Text{En: "number"}, Value: -1234.5678},
		{Key: "inf", Label: exhibit.Text{En: "pole"}, Value: math.Inf(-1)},
		{Key: "m", Label: exhibit.Text{En: "matrix"}, Value: [][]float64{{1, 2}, {3, 4}}},
		{Key: "v", Label: exhibit.Text{En: "vector"}, Value: []float64{0.1, 0.2}},
		{Key: "aside", Label: exhibit.Text{En: "aside"}, Value: 7.0, Aside: true},
		{Key: "t", Label: exhibit.Text{En: "tensor"}, Value: exhibit.Tensor{Shape: []int{1}, Data: []float64{1}}},
	}
	html, texts := page(t, s)
	pairs := map[string]string{}
	for i, name := range texts["dt"] {
		pairs[name] = texts["dd"][i]
	}
	for name, want := range map[string]string{
		"Show as": "surface with grid lines", "Colour bar": "off", "azimuth, degrees": "−20", "a": "1", "b": "−2", "Morph into": "waves",
		"sliders that play": "a: back and forth, 1×b: upwards, repeated, 0.5×",
		"number":            "−1234.5678", "pole": "−∞", "matrix": "1234", "vector": "0.10.2",
	} {
		if pairs[name] != want {
			t.Errorf("%s is %q, want %q", name, pairs[name], want)
		}
	}
	if len(pairs) != 11 {
		t.Errorf("it says %q", pairs)
	}
	if texts["code"][0] != "a*sin(b*x)" || texts["a href"][0] != s.Link || texts["title"][0] != "Function studio · Zscape" {
		t.Errorf("%q, %q, %q", texts["code"], texts["a href"], texts["title"])
	}
	if !strings.HasPrefix(html, "<!DOCTYPE html>\n<html lang=\"en\">") || strings.Count(html, "<svg") != 2 {
		t.Errorf("%.200s", html)
	}
	if !strings.Contains(html, "@media screen and (prefers-color-scheme: dark)") {
		t.Error("it does not follow the reader's choice")
	}
	s.Light = nil
	html, _ = page(t, s)
	if strings.Contains(html, "prefers-color-scheme") || !strings.Contains(html, "color-scheme: dark") {
		t.Error("a dark one is not dark for all")
	}
	s.Lang = "ja"
	if _, texts = page(t, s); texts["html lang"][0] != "ja" || texts["h1"][0] != "関数スタジオ" {
		t.Errorf("in Japanese: %q", texts["h1"])
	}
}

// Every exhibit has one, with the formula of the program if none is typed.
func TestGallery(t *testing.T) {
	for _, e := range gallery.All {
		s := documentOf(t, e.Name)
		if r, ok := e.New(gallery.Open).(exhibit.Readouter); ok {
			s.Readouts = r.Readouts()
		}
		_, texts := page(t, s)
		if texts["math"] == nil && texts["code"][0] == e.Name {
			t.Errorf("%s has no formula", e.Name)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriteError(t *testing.T) {
	if err := documentOf(t, "waves").Write(broken{}); err != io.ErrClosedPipe {
		t.Error(err)
	}
}

func FuzzText(f *testing.F) {
	f.Add(`x<y & "a"`)
	f.Fuzz(func(t *testing.T, s string) {
		if got := text(s); strings.ContainsAny(got, "<>\"'\x00\x1b") {
			t.Errorf("%q", got)
		}
	})
}
