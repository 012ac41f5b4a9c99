package gallery

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/internal/imagetest"
	"zscape/jobs"
	"zscape/scene"
	"zscape/scene/raster"
	"zscape/task"
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

		"cabinet":  "gaussian?mode=surface&proj=oblique&az=-90&el=0",
		"anaglyph": "waves?stereo=anaglyph&mode=surface&theme=dark&beside=map",

		"map":      "gaussian?beside=map&theme=dark",
		"profiles": "surface?f=3(1-x)^2*exp(-x^2-(y%2B1)^2)-10(x/5-x^3-y^5)*exp(-x^2-y^2)-exp(-(x%2B1)^2-y^2)/3&xmin=-3&xmax=3&ymin=-3&ymax=3&beside=profiles&critical=1",
		"studio":   "surface?mode=surface&cmap=magma",
		"poles":    "surface?f=1/(x*y)&mode=surface",
		"peaks":    "surface?f=3(1-x)^2*exp(-x^2-(y%2B1)^2)-10(x/5-x^3-y^5)*exp(-x^2-y^2)-exp(-(x%2B1)^2-y^2)/3&mode=surface",
		"steps":    "surface?f=floor(x/2)%2Bfloor(y)&mode=surface&steps=gaps&el=45",
		"dots":     "surface?f=sin(r)/r&nx=41&ny=41&dots=1",

		"filled":  "surface?f=sin(x)*cos(y)&mode=contour&fill=1&labels=1",
		"bands":   "surface?mode=surface&fill=1&contour=1&hist=1&at=-0.5,-0.25,0,0.1,0.2,0.5&theme=dark",
		"logz":    "surface?f=exp(-x^2/3-y^2/4)&mode=surface&zlog=1&contour=1&hist=1",
		"saddle":  "surface?f=x^2-y^2&zmin=-8&zmax=8&mode=surface&opacity=0.75&color=slope&gloss=0.6&lightel=30&sz=0.7",
		"labels":  "surface?f=x^2-y^2&beside=map&labels=1&at=step 4&color=formula&colorf=theta&mode=smooth&cmap=coolwarm",
		"upright": "gaussian?mode=contour&labels=1&hist=1&theme=dark",

		"elevation": "surface?f=dem&bar=0",

		"torus":     "surface?f=((3%2Bcos(v))*cos(u),(3%2Bcos(v))*sin(u),sin(v))&mode=smooth&fill=1&contour=1&gloss=0.4",
		"knot":      "surface?f=((2%2Bcos(3u))*cos(2u),(2%2Bcos(3u))*sin(2u),sin(3u));(2cos(u)*sin(v/2),2sin(u)*sin(v/2),2cos(v/2))&theme=dark",
		"several":   "surface?f=x^2-y^2;2sin(x);if(r<3,5-r)&xmin=-3&xmax=3&ymin=-3&ymax=3",
		"moebius":   "surface?f=((3%2Bv*cos(u/2))*cos(u),(3%2Bv*cos(u/2))*sin(u),v*sin(u/2))&vmin=-1&vmax=1&vs=9&mode=surface&cmap=coolwarm",
		"dome":      "surface?f=sqrt(16-r^2)&floor=1",
		"sector":    "surface?f=r*cos(3theta)&domain=polar&mode=contour&fill=1&labels=1",
		"multiples": "surface?f=sin(a*x)*cos(y)&xmin=-3&xmax=3&ymin=-3&ymax=3&panels=sweep&mode=surface",
		"cut":       "surface?beside=section&mode=surface&theme=dark",

		"ratings": "ratings?epochs=10&first=0",
		"tastes":  "ratings?show=users&iterations=300&epochs=15&of=als&theme=dark",

		"notebook":  "notebook?t=0.15",
		"scatter":   "notebook?show=scatter&n=20&brush=4,12,-1,1&theme=dark",
		"plane":     "matrices",
		"space":     "matrices?A=1,2,0;0,1,1;1,0,2&x=1,2,3&theme=dark&t=0.6",
		"heatmap":   "matrices?A=1,2,3,4;5,6,7,8&x=1,2",
		"descent":   "leastsquares",
		"diverging": "leastsquares?rate=0.28&theme=dark",
		"laplacian": "graph?cells=eigen&vectors=entries",
		"receivers": "graph?laplacian=disim&vectors=space&side=receivers&cells=eigen&theme=dark",
		"classes":   "leastsquares?p=-1:0,-1.2:0.6,-0.6:0.4;1:0.2,0.8:-0.4,1.3:0;0:1.2,0.2:1.5,-0.2:1.6&mode=surface",
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
			if n, ok := session.(exhibit.Needer); ok {
				for _, need := range n.Needs() {
					data, err := os.ReadFile("../../web/" + need.Path)
					if err != nil {
						t.Fatal(err)
					}
					shelf, err := need.Put(s.Shelf(), data)
					if err != nil {
						t.Fatal(err)
					}
					s = s.WithShelf(shelf)
				}
				if err := session.Update(s); err != nil {
					t.Fatal(err)
				}
			}
			if t, ok := session.(exhibit.Tasker); ok {
				t.Watch(finished(t))
			}
			f := session.Figure()
			if s.Text("theme") == "dark" {
				f.Theme = &scene.Dark
			}
			w, h := 480., 400.
			if name == "upright" { // a phone's
				w, h = 390, 520
			}
			if _, ok := heightfield.NewSource(s.Exhibit()); !ok { // several panels
				w, h = 760, 560
			}
			var l scene.DisplayList
			f.Draw(&l, w, h)
			imagetest.Equal(t, raster.Draw(&l, 1), filepath.Join("testdata", name+".png"))
		})
	}
}

// finished returns what a session's jobs come to in the end.
func finished(session exhibit.Tasker) []task.View {
	var all []task.View
	for _, job := range session.Jobs() {
		h, err := task.Do(jobs.Library, job.Spec, nil)
		if err != nil {
			panic(err)
		}
		all = append(all, h.View(math.MaxInt))
	}
	return all
}
