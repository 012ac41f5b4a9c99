package site

import (
	"bytes"
	"fmt"

	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/export"
	"zscape/jobs"
	"zscape/scene"
	"zscape/scene/space"
	"zscape/scene/svg"
)

// posterSizes are the sizes for which posters are laid out: a wide and an
// upright picture. style.css scales and moves the one that fits so that its box
// lies exactly where the live picture has it; the figures there follow from
// these and from the margins in package scene.
var posterSizes = []struct {
	suffix        string
	width, height float64
}{{"", 1100, 840}, {"-upright", 390, 600}}

// posters draws the pictures that the page shows before its program runs,
// each exhibit as it opens: posters/NAME.svg, NAME-dark.svg, NAME-upright.svg
// and NAME-upright-dark.svg.
func posters() ([]file, error) {
	var files []file
	for _, e := range gallery.All {
		session := e.New(gallery.Open)
		if err := session.Update(e.Default()); err != nil {
			return nil, err
		}
		if err := compute(session); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name, err)
		}
		for _, size := range posterSizes {
			for _, theme := range []string{"light", "dark"} {
				data, err := poster(session, e, theme, size.width, size.height)
				if err != nil {
					return nil, err
				}
				name := "posters/" + e.Name + size.suffix
				if theme == "dark" {
					name += "-dark"
				}
				files = append(files, file{name + ".svg", data})
			}
		}
	}
	return files, nil
}

// poster draws e as it opens, by a session of which all is computed, without the
// colour bar but with the bar's margin: the box then is where the live picture of
// that size has it.
func poster(session exhibit.Session, e *exhibit.Exhibit, theme string, width, height float64) ([]byte, error) {
	s := e.Default()
	for key, value := range map[string]string{exhibit.ThemeKey: theme, exhibit.BarKey: "0"} {
		if _, ok := e.Control(key); ok {
			var err error
			if s, err = s.Set(key, value); err != nil {
				return nil, err
			}
		}
	}
	if err := session.Update(s); err != nil {
		return nil, err
	}
	f := session.Figure()
	f.Theme = &scene.Light
	if theme == "dark" {
		f.Theme = &scene.Dark
	}
	if _, ok := e.Control(exhibit.BarKey); ok && e.Default().On(exhibit.BarKey) {
		panel := f.Panels[0].(*space.Space)
		panel.Marks = append(panel.Marks, new(space.ColorBar)) // draws nothing, since its range is empty
	}
	var b bytes.Buffer
	err := svg.Write(&b, export.Vectors(f, width, height), svg.Options{Title: e.Title.En, Description: e.Summary.En})
	return b.Bytes(), err
}

// compute runs those of the session's jobs to their end that begin by themselves on
// the page.
func compute(session exhibit.Session) error {
	tasker, ok := session.(exhibit.Tasker)
	if !ok {
		return nil
	}
	return exhibit.RunJobs(tasker, jobs.Library, func(job exhibit.Job) bool { return job.Auto }, nil)
}
