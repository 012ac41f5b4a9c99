package export

import "encoding/base64"

// DataURL makes the file of w an address that holds it (RFC 2397).
func DataURL(w Work) Work {
	return New(func(pause Pause) (File, error) {
		defer w.Stop()
		pause.part(0, 0.9).run(w)
		f, err := w.File()
		if err != nil {
			return File{}, err
		}
		const piece = 3 << 12 // bytes, a multiple of those that make whole characters
		head := "data:" + f.Type + ";base64,"
		url := make([]byte, 0, len(head)+base64.StdEncoding.EncodedLen(len(f.Data)))
		url = append(url, head...)
		for from := 0; from < len(f.Data); from += piece {
			url = base64.StdEncoding.AppendEncode(url, f.Data[from:min(from+piece, len(f.Data))])
			pause(0.9 + 0.1*float64(from)/float64(len(f.Data)))
		}
		f.Data = url
		return f, nil
	})
}
