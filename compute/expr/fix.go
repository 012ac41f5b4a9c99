package expr

import "unicode/utf8"

// maxFixes is how many further fixes a fix may need.
const maxFixes = 12

// completed returns the fixes of an error of a text in vars that lead on: to a
// formula, together with the first fix of each error that follows, or at least past
// what is wrong.
func completed(e *Error, text string, vars []string) []Fix {
	var fixes []Fix
	for _, f := range e.Fixes {
		first := f.Apply(text)
		_, next := read(first, vars)
		inside := next != nil && next.Pos < f.Pos+len(f.Text)
		better := first
		for range maxFixes {
			if next == nil || len(next.Fixes) == 0 {
				break
			}
			better = next.Fixes[0].Apply(better)
			_, next = read(better, vars)
		}
		if inside && next != nil {
			continue
		}
		if next == nil && better != first {
			f = difference(text, better)
		}
		fixes = append(fixes, f)
	}
	return fixes
}

// difference returns the fix that makes b of a. It takes names and numbers whole.
func difference(a, b string) Fix {
	from := 0
	for from < min(len(a), len(b)) && a[from] == b[from] {
		from++
	}
	for from > 0 && (isNameByte(a[from-1]) || !utf8.RuneStart(a[min(from, len(a)-1)])) {
		from--
	}
	tail := 0
	for tail < min(len(a), len(b))-from && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	for tail > 0 && (isNameByte(a[len(a)-tail]) || !utf8.RuneStart(a[len(a)-tail])) {
		tail--
	}
	return Fix{from, len(a) - tail, b[from : len(b)-tail]}
}
