package expr

import "zscape/compute/lang"

// Limits on formulas, which bound the work and memory of everything done with
// them.
const (
	MaxBytes   = 1 << 16 // of text
	MaxNodes   = 1 << 10 // operations, numbers and names
	MaxNesting = 100     // parentheses, calls, signs and powers within each other
	MaxName    = 32      // bytes of a name

	maxDerived = 1 << 14 // nodes of a derivative
)

// Error says what is wrong with a formula and where: in bytes Pos to End of its
// text. At its end, Pos and End are its length.
type Error struct {
	Pos, End int
	Message  lang.Text // short, in lower case: "expected a number, a name or ( after *"
}

// Error returns the message in English.
func (e *Error) Error() string { return e.Message.En }

// In returns the message in a language.
func (e *Error) In(language string) string { return e.Message.In(language) }
