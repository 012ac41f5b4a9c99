package export

import (
	"zscape/scene"
	"zscape/scene/pngfile"
	"zscape/scene/raster"
)

// PNG makes the picture a bitmap.
func PNG(p Picture) Work {
	return p.work(func(pause Pause) (File, error) {
		l := new(scene.DisplayList)
		f := p.figure(p.Theme)
		f.Pause = pause.at(0)
		f.Draw(l, p.W, p.H)
		pause(0)
		painting := raster.New(l, p.Scale)
		pause.part(0, 0.7).run(painting)
		image := painting.Image()
		file := pngfile.New(image.Rect.Size())
		file.Begin(image)
		pause.part(0.7, 1).run(file)
		return File{Suffix: ".png", Type: "image/png", Data: file.Bytes()}, nil
	})
}
