// Package lang holds texts in the languages of the page, English and Japanese.
// Whatever is said of a person's input is said in both where it is found, so
// that it can be shown, and shown again, in whichever is chosen.
package lang

import (
	"fmt"
	"strconv"
)

// Text is a text in both languages.
type Text struct{ En, Ja string }

// In returns the text in the language "ja" or, for anything else, or where
// there is no Japanese, in English.
func (t Text) In(lang string) string {
	if lang == "ja" && t.Ja != "" {
		return t.Ja
	}
	return t.En
}

// String returns the text in English.
func (t Text) String() string { return t.En }

// Same returns a text that is the same in both languages: a name, a number.
func Same(s string) Text { return Text{s, s} }

// Sprintf formats both texts with the same arguments, of which texts and
// errors are each in its language. Japanese, where words come in another
// order, numbers them: "%[2]s".
func Sprintf(en, ja string, args ...any) Text {
	return Text{fmt.Sprintf(en, in("en", args)...), fmt.Sprintf(ja, in("ja", args)...)}
}

// Sentence returns a fact, as it stands in a list of them, as a sentence: with a
// capital letter and a full stop.
func Sentence(t Text) Text {
	if t.En != "" && 'a' <= t.En[0] && t.En[0] <= 'z' {
		t.En = string(t.En[0]-'a'+'A') + t.En[1:]
	}
	return Text{t.En + ".", t.Ja + "。"}
}

// Count returns a number of things: in English with the noun that belongs to
// it, "1 line" or "3 lines", and in Japanese alone, as its counters stand behind.
func Count(n int, one, many string) Text {
	number, noun := strconv.Itoa(n), many
	if n == 1 || n == -1 {
		noun = one
	}
	return Text{number + " " + noun, number}
}

// speaker is what has words in both languages: a Text, or an error.
type speaker interface{ In(lang string) string }

// in returns the arguments in a language.
func in(lang string, args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = a
		if s, ok := a.(speaker); ok {
			out[i] = s.In(lang)
		}
	}
	return out
}

// Error is an error in both languages.
type Error struct {
	Text
	cause error
}

// Errorf returns an error whose texts are formatted as Sprintf does; the last
// of args that is an error is what it wraps.
func Errorf(en, ja string, args ...any) error {
	e := &Error{Text: Sprintf(en, ja, args...)}
	for _, a := range args {
		if err, ok := a.(error); ok {
			e.cause = err
		}
	}
	return e
}

// Error returns the English text.
func (e *Error) Error() string { return e.En }

// Unwrap returns the error that e is about, if there is one.
func (e *Error) Unwrap() error { return e.cause }

// Of returns what err says in both languages: English twice, if it knows no
// other.
func Of(err error) Text {
	if s, ok := err.(speaker); ok {
		return Text{s.In("en"), s.In("ja")}
	}
	return Same(err.Error())
}
