package task

import (
	"encoding/binary"
	"fmt"
	"testing"
)

// Values of the reference implementation, MurmurHash3_x64_128 of smhasher, by its ports
// of spaolacci/murmur3 for Go.
func TestHash(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "00000000000000000000000000000000",
		"hello":                     "cbd8a7b341bd9b025b1e906a48ae1d19",
		"hello, world":              "342fac623a5ebc8e4cdcbc079642414d",
		"19 Jan 2038 at 3:14:07 AM": "b89e5988b737affc664fc2950231b2cb",
		"The quick brown fox jumps over the lazy dog.": "cd99481f9ee902c9695da1a38987b6e7",
	} {
		id := hash([]byte(text))
		if got := fmt.Sprintf("%016x%016x", binary.LittleEndian.Uint64(id[:]), binary.LittleEndian.Uint64(id[8:])); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
