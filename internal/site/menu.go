package site

import (
	"bytes"
	"text/template"

	"zscape/exhibit"
	"zscape/exhibit/gallery"
)

// item is an exhibit as index.html names it.
type item struct {
	Name     string
	Label    string // HTML
	Japanese string // the label, if it is another one
	Title    string

	// Parts are what the exhibit has around its picture as it opens: panels
	// (several), run, play, table. Their room is kept while the program loads.
	Parts []string
}

// menuItems returns the exhibits in the order of the menu.
func menuItems() ([]item, error) {
	var list []item
	for _, e := range gallery.All {
		session := e.New(gallery.Open)
		if err := session.Update(e.Default()); err != nil {
			return nil, err
		}
		m := item{Name: e.Name, Label: e.Label.En, Title: e.Title.En, Parts: partsOf(session)}
		if e.Label.Ja != e.Label.En {
			m.Japanese = e.Label.Ja
		}
		list = append(list, m)
	}
	return list, nil
}

func partsOf(session exhibit.Session) (parts []string) {
	put := func(name string, has bool) {
		if has {
			parts = append(parts, name)
		}
	}
	tasker, runs := session.(exhibit.Tasker)
	player, plays := session.(exhibit.Player)
	tabler, tells := session.(exhibit.Tabler)
	put("panels", len(session.Figure().Panels) > 1)
	put("run", runs && len(tasker.Jobs()) > 0)
	put("play", plays && player.Playable())
	put("table", tells && tabler.Table() != nil)
	return parts
}

// fillMenu writes the exhibits into index.html, which is a template over a list of
// items: nothing in it knows their names.
func fillMenu(page []byte) ([]byte, error) {
	list, err := menuItems()
	if err != nil {
		return nil, err
	}
	t, err := template.New("index.html").Parse(string(page))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, list)
	return b.Bytes(), err
}
