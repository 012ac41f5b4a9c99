package cli

import (
	"io"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	flags := NewFlags("", io.Discard)
	out := flags.String("o", "", "")
	all := flags.Bool("all", false, "")
	rest, code := Parse(flags, []string{"a", "-o", "b", "c", "-all"})
	if got := strings.Join(rest, " "); code >= 0 || got != "a c" || *out != "b" || !*all {
		t.Errorf("rest %q, code %d, -o %q, -all %t", got, code, *out, *all)
	}
}
