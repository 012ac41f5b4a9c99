// Package cli is what the parts of the command in the project's folder have in
// common: how they are called, and how they say what is wrong.
package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"zscape/compute/lang"
)

// Fail prints err and returns code.
func Fail(stderr io.Writer, code int, err error) int {
	fmt.Fprintf(stderr, "zscape: %s\n", lang.Of(err).In(Language()))
	return code
}

// Language returns the language of messages about a State, "ja" or "en": that
// of the system's locale.
func Language() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			if strings.HasPrefix(v, "ja") {
				return "ja"
			}
			break
		}
	}
	return "en"
}

// NewFlags returns an empty set of flags for a command with the given usage.
func NewFlags(usage string, stderr io.Writer) *flag.FlagSet {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintf(stderr, "usage: go run . %s\n", usage)
		flags.PrintDefaults()
	}
	return flags
}

// Parse sets flags from args, wherever they stand among them, and returns the
// other arguments. A code that is not negative ends the command.
func Parse(flags *flag.FlagSet, args []string) (rest []string, code int) {
	for {
		switch err := flags.Parse(args); {
		case errors.Is(err, flag.ErrHelp):
			return nil, 0
		case err != nil:
			return nil, 2
		case flags.NArg() == 0:
			return rest, -1
		}
		rest = append(rest, flags.Arg(0))
		args = flags.Args()[1:]
	}
}
