package main

import (
	"bytes"
	"errors"
	"io"
	neturl "net/url"
	"strings"

	"zscape/exhibit"
	"zscape/export/document"
	"zscape/scene"
	"zscape/scene/svg"
)

func (r *rendering) setSite(text string) error {
	u, err := neturl.Parse(text)
	if err != nil || text == "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return errors.New("expected an address of http or https, or a relative one, such as https://example.org/zscape/")
	}
	r.site, _, _ = strings.Cut(text, "#")
	return nil
}

// writeHTML writes the picture as a page of its own, light and dark unless the
// State is one of them.
func writeHTML(w io.Writer, session exhibit.Session, s exhibit.State, r *rendering) error {
	out := document.Document{State: s, Lang: "en", Link: r.site + "#" + s.String()}
	if reader, ok := session.(exhibit.Readouter); ok {
		out.Readouts = reader.Readouts()
	}
	width, height := r.w, r.h
	if !r.sized {
		width, height = document.Width, 420
	}
	for _, look := range []struct {
		name  string
		theme *scene.Theme
		to    *[]byte
	}{{"light", &scene.Light, &out.Light}, {"dark", &scene.Dark, &out.Dark}} {
		if _, ok := s.Exhibit().Control(exhibit.ThemeKey); ok && s.Text(exhibit.ThemeKey) != "auto" && s.Text(exhibit.ThemeKey) != look.name {
			continue
		}
		f := session.Figure()
		f.Theme, f.Samples = look.theme, 0
		var b bytes.Buffer
		if err := svg.Write(&b, vectors(f, width, height), svg.Options{Title: s.Exhibit().Title.En, Transparent: true, IDs: look.name + "-"}); err != nil {
			return err
		}
		*look.to = b.Bytes()
	}
	return out.Write(w)
}
