package table

import (
	"bytes"
	"flag"
	"os"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
)

var update = flag.Bool("update", false, "rewrite jis0208.bin from golang.org/x/text")

// inShiftJIS returns cell k of the table in Shift-JIS.
func inShiftJIS(k int) []byte {
	lead, trail := k/row/2+0x81, k%(2*row)+0x40
	if lead > 0x9f {
		lead += 0xe0 - 0xa0
	}
	if trail >= 0x7f {
		trail++
	}
	return []byte{byte(lead), byte(trail)}
}

// The table is that of golang.org/x/text, character by character.
func TestJIS(t *testing.T) {
	want := make([]byte, 2*cells)
	for k := range cells {
		text, err := japanese.ShiftJIS.NewDecoder().Bytes(inShiftJIS(k))
		if err != nil {
			t.Fatal(err)
		}
		if r, n := utf8.DecodeRune(text); r != utf8.RuneError && n == len(text) {
			want[k], want[k+cells] = byte(r>>8), byte(r)
		}
	}
	if *update {
		if err := os.WriteFile("jis0208.bin", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if jis0208 != string(want) {
		t.Error("jis0208.bin differs: see -update")
	}
}

// Both decoders read what golang.org/x/text writes.
func TestJapanese(t *testing.T) {
	for name, d := range map[string]struct {
		next     decoder
		encoding encoding.Encoding
	}{"Shift-JIS": {shiftJIS, japanese.ShiftJIS}, "EUC-JP": {eucJP, japanese.EUCJP}} {
		read := 0
		for r := rune(0x80); r < 0x10000; r++ {
			data, err := d.encoding.NewEncoder().Bytes([]byte(string(r)))
			if err != nil || len(data) == 3 || r == 0x80 { // JIS X 0212
				continue
			}
			want, _ := d.encoding.NewDecoder().Bytes(data)
			got, c := pause(nil).fromJapanese(data, d.next)
			if !bytes.Equal(got, want) || c.bad > 0 {
				t.Fatalf("%s: %x is %q, want %q", name, data, got, want)
			}
			read++
		}
		if read < 6900 {
			t.Errorf("%s: only %d characters", name, read)
		}
	}
}
