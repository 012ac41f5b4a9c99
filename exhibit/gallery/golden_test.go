package gallery

import (
	"path/filepath"
	"testing"

	"zscape/exhibit"
	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/raster"
)

// Pictures of States, as the page and the command draw them.
func TestGolden(t *testing.T) {
	for name, text := range map[string]string{
		"wireframe":   "gaussian?mode=wireframe&rstride=4&cstride=4",
		"hidden":      "gaussian",
		"dimmed":      "waves?mode=dimmed&lines=plain&bar=0",
		"surface":     "waves?mode=surface&cmap=coolwarm&contour=1",
		"smooth":      "gaussian?rho=-0.8&mode=smooth&cmap=magma",
		"contour":     "gaussian?mode=contour",
		"dark":        "waves?theme=dark&az=35&el=20",
		"perspective": "gaussian?mode=surface&az=-30&el=15&proj=persp&eye=1.5",
		"flow":        "gaussian?t=0.5",
		"floor":       "gaussian?mode=surface&floor=1&el=20",
		"below":       "waves?mode=surface&az=130&el=-35",
	} {
		t.Run(name, func(t *testing.T) {
			s, problems, err := exhibit.Parse(text, Open)
			if err != nil || problems != nil {
				t.Fatal(err, problems)
			}
			session := s.Exhibit().New(Open)
			if err := session.Update(s); err != nil {
				t.Fatal(err)
			}
			f := session.Figure()
			if s.Text("theme") == "dark" {
				f.Theme = &scene.Dark
			}
			var l scene.DisplayList
			f.Draw(&l, 480, 400)
			imagetest.Equal(t, raster.Draw(&l, 1), filepath.Join("testdata", name+".png"))
		})
	}
}
