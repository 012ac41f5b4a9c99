package exhibit

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/lang"
)

// State is everything that a picture depends on: an exhibit and a value for
// each of its controls. It is immutable; the zero State belongs to no exhibit.
type State struct {
	exhibit *Exhibit
	values  map[string]string // canonical, only those that differ from the default
	more    []Control         // by Exhibit.Extend; never changed
	shelf   *Shelf            // nil: empty
}

// Default is the State in which the exhibit opens.
func (e *Exhibit) Default() State { return State{exhibit: e}.extended() }

// extended returns s with the controls that follow from its values, and
// without values that are now the default, that these do not accept, or that
// have no control.
func (s State) extended() State {
	if s.exhibit.Extend == nil {
		return s
	}
	s.more = s.exhibit.Extend(s)
	for key, value := range s.values {
		c, ok := s.Control(key)
		if ok && value != c.Default {
			_, err := c.Parse(value)
			ok = err == nil
		} else {
			ok = false
		}
		if !ok {
			s.values = maps.Clone(s.values)
			delete(s.values, key)
		}
	}
	if text, ok := s.values[PlayKey]; ok && s.unplayable(text) != nil {
		return s.with(PlayKey, FormatMotions(s.Motions()))
	}
	return s
}

// Controls returns the controls of s: the exhibit's, and those that follow
// from their values.
func (s State) Controls() []Control {
	if len(s.more) == 0 {
		return s.exhibit.Controls
	}
	list := slices.Clone(s.exhibit.Controls)
	for i := range list {
		c, _ := s.Control(list[i].Key)
		list[i] = *c
	}
	return append(list, s.More()...)
}

// More returns the controls that follow from the values of the exhibit's own,
// without those that take the place of one of them.
func (s State) More() []Control {
	var list []Control
	for _, c := range s.more {
		if _, own := s.exhibit.Control(c.Key); !own {
			list = append(list, c)
		}
	}
	return list
}

// Control returns the control of that key.
func (s State) Control(key string) (*Control, bool) {
	for i := range s.more {
		if s.more[i].Key == key {
			return &s.more[i], true
		}
	}
	return s.exhibit.Control(key)
}

// Control returns the control of that key.
func (e *Exhibit) Control(key string) (*Control, bool) {
	for i := range e.Controls {
		if e.Controls[i].Key == key {
			return &e.Controls[i], true
		}
	}
	return nil, false
}

// Exhibit returns the exhibit that s belongs to.
func (s State) Exhibit() *Exhibit { return s.exhibit }

// control panics if there is no such key: keys in the code are the programmer's.
func (s State) control(key string) *Control {
	c, ok := s.Control(key)
	if !ok {
		panic(fmt.Sprintf("exhibit: %s has no control %q", s.exhibit.Name, key))
	}
	return c
}

// Text returns the value of key as a text. It panics if the exhibit has no such control.
func (s State) Text(key string) string {
	if v, ok := s.values[key]; ok {
		return v
	}
	return s.control(key).Default
}

// Default returns the default value of key.
func (s State) Default(key string) string { return s.control(key).Default }

// Number returns the value of the Number key.
func (s State) Number(key string) float64 {
	v, err := strconv.ParseFloat(s.Text(key), 64)
	if err != nil {
		panic(fmt.Sprintf("exhibit: %s: control %q does not hold a number", s.exhibit.Name, key))
	}
	return v
}

// Int returns the value of a Number key that holds whole numbers.
func (s State) Int(key string) int { return int(s.Number(key)) }

// On returns the value of the Toggle key.
func (s State) On(key string) bool { return s.Text(key) == "1" }

// Set returns s with key set to what text says. An error is a *Problem.
func (s State) Set(key, text string) (State, error) {
	c, ok := s.Control(key)
	if !ok {
		return s, &Problem{Key: key, Value: text, Reason: lang.Sprintf("is not a control of %s", "%sにはない項目です", s.exhibit.Name)}
	}
	v, err := c.Parse(text)
	if err != nil {
		return s, err
	}
	if key == PlayKey {
		if err := s.unplayable(v); err != nil {
			return s, &Problem{Key: key, Value: text, Reason: lang.Of(err)}
		}
	}
	return s.with(key, v), nil
}

// Try returns s with key set to text, or s itself if that is refused.
func (s State) Try(key, text string) State {
	if next, err := s.Set(key, text); err == nil {
		return next
	}
	return s
}

func (s State) with(key, value string) State {
	c := s.control(key)
	if s.Text(key) == value {
		return s
	}
	values := maps.Clone(s.values)
	if values == nil {
		values = map[string]string{}
	}
	values[key] = value
	if value == c.Default {
		delete(values, key)
	}
	next := s
	next.values = values
	if slices.Contains(s.exhibit.ExtendBy, key) || key == FileKey {
		return next.extended()
	}
	return next
}

// MoreChanged reports whether s and t differ in the controls that follow from
// others, or in their values.
func (s State) MoreChanged(t State) bool {
	a, b := s.More(), t.More()
	if len(a) != len(b) {
		return true
	}
	for i := range a {
		if key := a[i].Key; b[i].Key != key || s.Text(key) != t.Text(key) {
			return true
		}
	}
	return false
}

// Changed reports whether s and t differ in one of the keys.
func (s State) Changed(t State, keys ...string) bool {
	for _, key := range keys {
		if s.Text(key) != t.Text(key) {
			return true
		}
	}
	return false
}

// Equal reports whether s and t are the same State.
func (s State) Equal(t State) bool { return s.exhibit == t.exhibit && maps.Equal(s.values, t.values) }

// String writes s as it stands in a URL: name?key=value&..., in the order of
// the controls, without values that are the default.
func (s State) String() string {
	if s.exhibit == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString(s.exhibit.Name)
	sep := byte('?')
	for _, controls := range [2][]Control{s.exhibit.Controls, s.More()} {
		for i := range controls {
			key := controls[i].Key
			if v, ok := s.values[key]; ok {
				b.WriteByte(sep)
				b.WriteString(key)
				b.WriteByte('=')
				b.WriteString(escape(v))
				sep = '&'
			}
		}
	}
	return b.String()
}

// escape is url.QueryEscape, but it leaves readable what needs no escape in a fragment.
func escape(s string) string { return readable.Replace(url.QueryEscape(s)) }

var readable = strings.NewReplacer("%2C", ",", "%3A", ":", "%3B", ";", "%28", "(", "%29", ")", "%2A", "*", "%2F", "/", "%40", "@")

// maxState is the length of the longest text that Parse reads, in bytes.
const maxState = 16 << 10

// Parse reads a State as String writes it. What is wrong with single values
// comes back as problems, each a *Problem; these controls keep their
// defaults. Only if no exhibit is named that open knows is err set.
func Parse(text string, open Opener) (s State, problems []error, err error) {
	return ParseWith(text, open, nil)
}

// ParseWith is Parse for a State with a shelf.
func ParseWith(text string, open Opener, shelf *Shelf) (s State, problems []error, err error) {
	if len(text) > maxState {
		return State{}, nil, lang.Errorf("the state is %d bytes long; at most %d are read", "状態の長さは%dバイトです。%dバイトまでしか読めません", len(text), maxState)
	}
	name, query, _ := strings.Cut(text, "?")
	e, ok := open(name)
	if !ok {
		return State{}, nil, lang.Errorf("there is no exhibit %q", "%q という展示はありません", short(name))
	}
	s = e.Default().WithShelf(shelf)
	var later [][2]string // for controls that follow from the others, and what names those
	set := func(key, value string) {
		next, err := s.Set(key, value)
		if err != nil {
			problems = append(problems, err)
			return
		}
		s = next
	}
	// What others follow from goes first, and of these what follows from none.
	var first, second, pairs []string
	for pair := range strings.SplitSeq(query, "&") {
		key, _, _ := strings.Cut(pair, "=")
		switch _, fixed := e.Control(key); {
		case e.leads(pair) && fixed:
			first = append(first, pair)
		case e.leads(pair):
			second = append(second, pair)
		case pair != "":
			pairs = append(pairs, pair)
		}
	}
	for _, pair := range slices.Concat(first, second, pairs) {
		key, value, _ := strings.Cut(pair, "=")
		key, err1 := url.QueryUnescape(key)
		value, err2 := url.QueryUnescape(value)
		_, fixed := e.Control(key)
		switch {
		case err1 != nil || err2 != nil:
			problems = append(problems, &Problem{Key: key, Value: pair, Reason: Text{En: "has an invalid % escape", Ja: "% エスケープが正しくありません"}})
		case key != PlayKey && (fixed || e.Extend == nil):
			set(key, value)
		case e.leads(pair):
			if _, ok := s.Control(key); ok || s.values[FileKey] == "" { // or else it may be there with the file
				set(key, value)
			}
		default:
			later = append(later, [2]string{key, value})
		}
	}
	for _, pair := range later {
		set(pair[0], pair[1])
	}
	return s, problems, nil
}

// leads reports whether other controls follow from that of a pair of a query.
func (e *Exhibit) leads(pair string) bool {
	key, _, _ := strings.Cut(pair, "=")
	return key != "" && (slices.Contains(e.ExtendBy, key) || key == FileKey)
}
