//go:build unix

package network

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"syscall"
	"testing"
	"time"

	"zscape/compute/lang"
)

// hostile are files that are too large, or made to keep a reader busy.
func hostile() map[string]File {
	file := func(data []byte) File { return File{Data: data} }
	text := func(s string) File { return File{Data: []byte(s)} }
	big := strings.Repeat("9", 1<<22)
	deep := 100_000
	return map[string]File{
		"a list of 1e6 nodes":      file(lines(1_000_000, func(k int) string { return fmt.Sprintf("%d %d\n", k, (k*7919)%1_000_000) })),
		"a list of 1e6 links":      file(lines(1_000_000, func(k int) string { return fmt.Sprintf("%d,%d\n", k%4999, (k*7919)%4993) })),
		"one link 1e6 times":       file(bytes.Repeat([]byte("a b 1\n"), 1_000_000)),
		"names of 1e6 nodes":       file(lines(1_000_000, func(k int) string { return fmt.Sprintf("user%x\tuser%x\n", k, k+1) })),
		"quotes":                   file(bytes.Repeat([]byte(`"a`), 2_000_000)),
		"many quotes":              file(lines(1_000_000, func(k int) string { return "\"a,b\n" })),
		"commas":                   file(bytes.Repeat([]byte(","), 10_000_000)),
		"blanks":                   file(bytes.Repeat([]byte(" \n"), 5_000_000)),
		"comments":                 file(append([]byte("a b\n"), bytes.Repeat([]byte("# x\n"), 3_000_000)...)),
		"a wide matrix":            file(bytes.Repeat(append(bytes.Repeat([]byte("0,"), 9_999), "1\n"...), 300)),
		"a ragged table":           file(lines(1000, func(k int) string { return strings.Repeat("0 ", 1+k%5000) + "\n" })),
		"deep XML":                 text("<graphml>" + strings.Repeat("<graph><node>", deep)),
		"a billion laughs":         text("<!DOCTYPE lolz [<!ENTITY lol \"lol\">" + strings.Repeat("<!ENTITY a \"&b;&b;&b;&b;\">", 100) + "]><graphml><graph><node id=\"&a;\"/></graph></graphml>"),
		"entities without end":     text("<graphml><graph><node id=\"" + strings.Repeat("&#", 2_000_000) + "\"/></graph></graphml>"),
		"a long tag":               text("<graphml " + strings.Repeat("a='b' ", 1_000_000) + "><graph/></graphml>"),
		"many nodes in XML":        text("<graphml><graph>" + strings.Repeat("<node id='a'/><node/>", 300_000)),
		"1e6 nodes in XML":         file(append([]byte("<gexf><graph><nodes>"), lines(1_000_000, func(k int) string { return fmt.Sprintf("<node id='%d'/>", k) })...)),
		"brackets without end":     text("<!DOCTYPE a [" + strings.Repeat("<", 3_000_000)),
		"comments without end":     text("<graphml>" + strings.Repeat("<!--", 2_000_000)),
		"deep JSON":                text(`{"nodes":` + strings.Repeat("[", deep)),
		"deep objects":             text(`{"nodes":[],"links":[{"source":` + strings.Repeat(`{"source":`, deep)),
		"deep values":              text(`{"x":` + strings.Repeat(`{"a":[`, deep)),
		"1e6 nodes in JSON":        file(append([]byte(`{"nodes":[`), lines(1_000_000, func(k int) string { return fmt.Sprintf(`{"id":%d},`, k) })...)),
		"1e6 links in JSON":        file(append([]byte(`{"links":[`), lines(1_000_000, func(k int) string { return fmt.Sprintf(`[%d,%d],`, k, k+1) })...)),
		"1e9 nodes in JSON":        text(`{"nodes":1000000000,"links":[[0,1]]}`),
		"many members":             text(`{"nodes":[{` + strings.Repeat(`"a":1,`, 1_000_000) + `"id":1}]}`),
		"deep GML":                 text(strings.Repeat("graph [ ", deep)),
		"1e6 nodes in GML":         file(append([]byte("graph [\n"), lines(1_000_000, func(k int) string { return fmt.Sprintf("node [ id %d ]\n", k) })...)),
		"many keys":                text("graph [ node [ id 1 " + strings.Repeat("a 1 ", 1_000_000) + "] ]"),
		"deep DOT":                 text("graph " + strings.Repeat("{ ", deep)),
		"all pairs in DOT":         file(append(append([]byte("digraph { {"), lines(4000, func(k int) string { return fmt.Sprintf("a%d ", k) })...), "} -> {b c d e f g h i j k l m n o p q r s t u v w x y z}}"...)),
		"all pairs twice":          file(append(append(append(append([]byte("digraph { {"), lines(2500, func(k int) string { return fmt.Sprintf("a%d ", k) })...), "} -> {"...), lines(2500, func(k int) string { return fmt.Sprintf("b%d ", k) })...), "}}"...)),
		"a long chain":             text("graph { a" + strings.Repeat(" -- a -- b", 500_000) + "}"),
		"1e9 nodes in Pajek":       text("*Vertices 1000000000\n*Arcs\n1 2\n"),
		"1e9 nodes of a matrix":    text("%%MatrixMarket matrix coordinate pattern general\n1000000000 1000000000 1\n1 2\n"),
		"huge IDs":                 text(big + " " + big + "1\n" + big + " x\n"),
		"huge numbers":             text("Source,Target,Weight\na,b," + big + "\n"),
		"a huge name":              text(`{"nodes":[{"id":"` + big + `"}],"links":[]}`),
		"binary":                   file(append([]byte("graph ["), make([]byte, 1000)...)),
		"random bytes":             file(noise(3_000_000)),
		"zeros":                    file(make([]byte, 1_000_000)),
		"wrong weights":            file(lines(300_000, func(k int) string { return "a,b,NaN\n" })),
		"negative weights":         file(append([]byte("Source,Target,Weight\n"), lines(300_000, func(k int) string { return "a,b,-3\n" })...)),
		"errors in each line":      file(append([]byte("*Vertices 3\n*Arcs\n"), lines(500_000, func(k int) string { return "7 8\n" })...)),
		"carriage returns":         file(append([]byte("*Vertices 3\r*Arcs\r"), bytes.Repeat([]byte("7 8\r"), 200_000)...)),
		"errors in each cell":      file(append([]byte("*Vertices 3000\n*Matrix\n"), bytes.Repeat(append(bytes.Repeat([]byte("x "), 3000), '\n'), 300)...)),
		"all attributes different": file(append([]byte("graph [\n"), lines(4000, func(k int) string { return fmt.Sprintf("node [ id %d a%d 1 b%d 2 c %d ]\n", k, k, k, k) })...)),
	}
}

func noise(n int) []byte {
	random := rand.New(rand.NewPCG(5, 6))
	b := make([]byte, n)
	for k := range b {
		b[k] = byte(1 + random.Uint32N(255))
	}
	return b
}

// Whatever a file is, it is read, or refused in both languages, at once: in a browser it
// takes up to four times as long.
func TestHostile(t *testing.T) {
	for name, f := range hostile() {
		var took time.Duration
		for range 3 { // memory may have been collected meanwhile
			begun := processor(t)
			g, r, err := Read(Options{}, f)
			took = processor(t) - begun
			switch {
			case err != nil && (lang.Of(err).Ja == err.Error() || len(err.Error()) > 500 || strings.Contains(err.Error(), "%!")):
				t.Errorf("%s: %v", name, err)
			case err == nil && !g.Valid():
				t.Errorf("%s: the graph is not valid", name)
			case err == nil:
				r.Text()
			}
			if took < limit {
				break
			}
		}
		if took > limit {
			t.Errorf("%s takes %v", name, took)
		}
	}
}

const limit = 500 * time.Millisecond

// processor returns how much of the processor's time the program has had: other programs
// do not count.
func processor(t *testing.T) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Skip(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
