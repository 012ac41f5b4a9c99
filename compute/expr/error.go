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
	Fixes    []Fix     // what may have been meant; often none
}

// Error returns the message in English.
func (e *Error) Error() string { return e.Message.En }

// In returns the message in a language.
func (e *Error) In(language string) string { return e.Message.In(language) }

// Fix is a change of a formula's text: Text replaces bytes Pos to End.
type Fix struct {
	Pos, End int
	Text     string
}

// Apply returns the text with the change made.
func (f Fix) Apply(text string) string { return text[:f.Pos] + f.Text + text[f.End:] }

// Remark is something to know of a formula that can be read: that it was taken in
// one way where another may be meant.
type Remark struct {
	Pos, End int // bytes of the text that it is about
	Message  lang.Text
	Fixes    []Fix

	// Base, if not nil, is a formula of the same variables and parameters: the
	// remark matters only where it is negative.
	Base *Expr
}
