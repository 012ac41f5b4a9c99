package export

import (
	"strconv"

	"zscape/compute/lang"
	"zscape/export/recording"
	"zscape/scene/movie"
)

// ErrStill is the error for recording a picture in which nothing moves.
var ErrStill = lang.Errorf("has nothing that moves: choose a format other than GIF or ZIP", "動くものがありません。GIF・ZIP以外の形式を選んでください")

// GIF records what plays, or a full turn.
func GIF(p Picture) Work { return record(p, movie.GIF) }

// Zip is GIF as numbered PNGs, for other programs to make films of.
func Zip(p Picture) Work { return record(p, movie.Zip) }

func record(p Picture, format movie.Format) Work {
	return p.work(func(pause Pause) (File, error) {
		r, ok := recording.New(p.State, p.Session, p.Theme, p.W, p.H)
		if !ok {
			return File{}, ErrStill
		}
		f := File{Suffix: ".gif", Type: "image/gif"}
		if format == movie.Zip {
			f.Suffix, f.Type = ".zip", "application/zip"
			if rate := r.Rate(); rate != "" { // pictures do not say it
				f.Suffix = "-" + rate + "fps.zip"
				f.Said = lang.Sprintf("%s frames, %s per second", "%sコマ、毎秒%sコマ", strconv.Itoa(r.Frames()), rate)
			}
		}
		r.Pause = pause.at(0)
		encoding := movie.New(format, r.Frames(), r.Draw, p.Scale, r.Delay())
		pause.run(encoding)
		f.Data = encoding.Bytes()
		return f, nil
	})
}
