package export

import (
	"bytes"

	"zscape/compute/lang"
	"zscape/exhibit"
)

// ErrNoNumbers is the error for a session that is not an exhibit.CSVWriter.
var ErrNoNumbers = lang.Errorf("has no table of numbers: choose a format other than CSV", "数値の表がありません。CSV以外の形式を選んでください")

// CSV makes the numbers of the picture a table.
func CSV(p Picture) Work {
	return p.work(func(pause Pause) (File, error) {
		t, ok := p.Session.(exhibit.CSVWriter)
		if !ok {
			return File{}, ErrNoNumbers
		}
		b := pausing{pause: pause}
		if err := t.WriteCSV(&b); err != nil {
			return File{}, err
		}
		return File{Suffix: ".csv", Type: "text/csv", Data: b.Bytes()}, nil
	})
}

// pausing is a buffer that pauses before it takes more.
type pausing struct {
	bytes.Buffer
	pause Pause
}

func (b *pausing) Write(data []byte) (int, error) {
	b.pause(0)
	return b.Buffer.Write(data)
}
