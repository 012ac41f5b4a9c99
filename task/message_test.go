package task

import (
	"bytes"
	"encoding/hex"
	"errors"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
)

var messages = []Message{
	{},
	{Texts: map[string]string{"": ""}},
	{Texts: map[string]string{"title": "sin t", "b": "\x00\xff", "ä": "日本"}},
	{Arrays: map[string][]float64{"": {}}},
	{Floats: map[string][]float32{"": {}, "w": {1, -0.5, float32(math.Inf(1)), float32(math.NaN()), 1e-45}, "a": {2}}},
	{Bytes: map[string][]byte{"": {}, "picture": {0, 255, 7}}},
	{Arrays: map[string][]float64{"x": {1, -0.5, math.Inf(1), math.NaN(), math.Copysign(0, -1), 5e-324}}},
	{
		Texts:  map[string]string{"a": "1", "bb": "22", "ccc": "333"},
		Floats: map[string][]float32{"a": {3}, "zz": make([]float32, 101)},
		Bytes:  map[string][]byte{"a": {3}, "zz": make([]byte, 13)},
		Arrays: map[string][]float64{"x": {1}, "yy": {2, 3}, "zzz": nil, "z": make([]float64, 1000)},
	},
}

func TestMessageRoundTrip(t *testing.T) {
	for _, m := range messages {
		data := m.Append(nil)
		got, err := DecodeMessage(data)
		if err != nil || !got.Equal(m) {
			t.Errorf("%v came back as %v, %v", m, got, err)
		}
		if again := got.Append(nil); !bytes.Equal(again, data) {
			t.Errorf("%v has two forms:\n%x\n%x", m, data, again)
		}
		if over := m.Size() - len(data); over < 0 || over > 7*(len(m.Arrays)+len(m.Floats)) {
			t.Errorf("%v: Size is %d, but it takes %d bytes", m, m.Size(), len(data))
		}
		for n := range data {
			var format FormatError
			if _, err := DecodeMessage(data[:n]); !errors.As(err, &format) || int(format) > n {
				t.Errorf("%v: %d of %d bytes decode with error %v", m, n, len(data), err)
			}
		}
		if _, err := DecodeMessage(append(data, 0)); err != FormatError(len(data)) {
			t.Errorf("%v and a byte decode with error %v", m, err)
		}
	}
}

// The form itself: it is read by others, too.
func TestMessageForm(t *testing.T) {
	m := Message{Texts: map[string]string{"b": "B", "a": ""}, Arrays: map[string][]float64{"xy": {1, -2}},
		Floats: map[string][]float32{"f": {0.5}}, Bytes: map[string][]byte{"g": {9}}}
	want := strings.Join([]string{
		"02000000",
		"01000000", "61", "00000000",
		"01000000", "62", "01000000", "42",
		"01000000",
		"02000000", "7879", "02000000", "000000", // up to byte 40
		"000000000000f03f", "00000000000000c0",
		"01000000",
		"01000000", "66", "01000000", "000000", // up to byte 72
		"0000003f",
		"01000000",
		"01000000", "67", "01000000", "09",
	}, "")
	if got := hex.EncodeToString(m.Append(nil)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Arrays begin at a multiple of 8 bytes from where the buffer does, whatever
// is before the message.
func TestMessageAlignment(t *testing.T) {
	m := Message{Arrays: map[string][]float64{"a": {math.Pi}, "bcd": {math.Pi}}}
	pi := Message{Arrays: map[string][]float64{"": {math.Pi}}}.Append(nil)[16:]
	for before := range 17 {
		data := m.Append(make([]byte, before))
		for _, at := range []int{bytes.Index(data, pi), bytes.LastIndex(data, pi)} {
			if at%8 != 0 {
				t.Errorf("an array is at byte %d", at)
			}
		}
	}
}

func TestMessageMalformed(t *testing.T) {
	for _, c := range []struct{ what, data string }{
		{"more texts than bytes", "ffffffff00000000"},
		{"more numbers than bytes", "00000000" + "01000000" + "00000000" + "ffffffff" + "0000000000000000"},
		{"text longer than the rest", "01000000" + "ffffff7f" + "00000000" + "00000000"},
		{"names in the wrong order", "02000000" + "0100000062" + "00000000" + "0100000061" + "00000000" + "00000000"},
		{"a name twice", "02000000" + "0100000061" + "00000000" + "0100000061" + "00000000" + "00000000"},
		{"an array twice", "00000000" + "02000000" + "00000000" + "00000000" + "00000000" + "00000000"},
		{"padding that is not zero", "00000000" + "01000000" + "0100000061" + "00000000" + "010000"},
	} {
		data, err := hex.DecodeString(c.data)
		if err != nil {
			t.Fatal(err)
		}
		if m, err := DecodeMessage(data); err == nil {
			t.Errorf("%s: is %v", c.what, m)
		}
	}
}

func TestMessageAccess(t *testing.T) {
	m := Message{Texts: map[string]string{"t": "text"}, Arrays: map[string][]float64{"x": {3, 4}, "empty": {}}}
	if m.Number("x") != 3 || !math.IsNaN(m.Number("empty")) || !math.IsNaN(m.Number("y")) {
		t.Error("Number", m.Number("x"), m.Number("empty"), m.Number("y"))
	}
	if m.Text("t") != "text" || m.Text("u") != "" || len(m.Array("x")) != 2 || m.Array("y") != nil {
		t.Error("Text", m.Text("t"), m.Text("u"), "Array", m.Array("x"), m.Array("y"))
	}
}

func TestMessageEqual(t *testing.T) {
	for i, a := range messages {
		for j, b := range messages {
			if a.Equal(b) != (i == j) {
				t.Errorf("%v and %v: %v", a, b, a.Equal(b))
			}
		}
	}
	one := func(x ...float64) Message { return Message{Arrays: map[string][]float64{"x": x}} }
	if one(1).Equal(one(2)) || one(1).Equal(one(1, 1)) || one(math.NaN()).Equal(one(1)) || one(1).Equal(one(math.NaN())) ||
		(Message{Floats: map[string][]float32{"x": {1}}}).Equal(Message{Floats: map[string][]float32{"x": {2}}}) ||
		(Message{Bytes: map[string][]byte{"x": {1}}}).Equal(Message{Bytes: map[string][]byte{"x": {2}}}) {
		t.Error("different numbers are equal")
	}
}

func FuzzDecodeMessage(f *testing.F) {
	for _, m := range messages {
		f.Add(m.Append(nil))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := DecodeMessage(data)
		if err != nil {
			return
		}
		if again := m.Append(nil); !bytes.Equal(again, data) {
			t.Errorf("%x is %v is %x", data, m, again)
		}
	})
}

// What claims to be large is not believed.
func TestDecodeAllocates(t *testing.T) {
	claims := bytes.Repeat([]byte{0xff, 0xff, 0xff, 0x0f}, 64)
	for at := range 64 {
		for _, decode := range []func([]byte){
			func(b []byte) { DecodeMessage(b) },
			func(b []byte) { decodeCommand(b) },
			func(b []byte) { decodeEvent(b) },
		} {
			data := event{news: update, status: Status{Phase: Running}, frames: []Frame{{}, {Step: 1, Snapshot: messages[7]}}}.encode()
			copy(data[at:], claims)
			if bytes := allocated(func() { decode(data) }); bytes > uint64(16*len(data)+4096) {
				t.Errorf("%d bytes made it allocate %d", len(data), bytes)
			}
		}
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// BenchmarkMessage is a message of a million numbers, there and back.
func BenchmarkMessage(b *testing.B) {
	for _, c := range []struct {
		name string
		m    Message
	}{
		{"float64", Message{Arrays: map[string][]float64{"z": make([]float64, 1e6)}}},
		{"float32", Message{Floats: map[string][]float32{"z": make([]float32, 1e6)}}},
		{"byte", Message{Bytes: map[string][]byte{"z": make([]byte, 1e6)}}},
	} {
		data := c.m.Append(nil)
		b.Run("Append/"+c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				c.m.Append(data[:0])
			}
		})
		b.Run("Decode/"+c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				DecodeMessage(data)
			}
		})
	}
}

// Whole numbers are bytes of a message, wherever these lie.
func TestIntegers(t *testing.T) {
	list := []int32{0, 1, -1, math.MaxInt32, math.MinInt32, 0x01020304}
	data := Integers(list)
	if want := "00000000" + "01000000" + "ffffffff" + "ffffff7f" + "00000080" + "04030201"; hex.EncodeToString(data) != want {
		t.Errorf("%x, want %s", data, want)
	}
	for at := range 8 {
		moved := append(make([]byte, at, at+len(data)+3), data...)
		if got := IntegersOf(append(moved, 1, 2, 3)[at:]); !slices.Equal(got, list) {
			t.Errorf("at %d: %v", at, got)
		}
	}
	if len(IntegersOf(nil)) != 0 || len(Integers(nil)) != 0 || len(IntegersOf([]byte{1, 2, 3})) != 0 {
		t.Error("there is something of nothing")
	}
}
