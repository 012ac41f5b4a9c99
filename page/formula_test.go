package page

import (
	"strings"
	"testing"
	"time"
)

// A formula is tried while it is typed: what is wrong is said with its place,
// the last good picture stays, and names become controls.
func TestFormula(t *testing.T) {
	p, h := start(t, "surface")
	keys := func() string {
		var list []string
		for _, c := range h.more {
			list = append(list, c.Key)
		}
		return strings.Join(list, " ")
	}
	if keys() != "a" {
		t.Errorf("at first the parameters are %q", keys())
	}
	good := p.state.String()
	for _, text := range []string{"s", "si", "sin", "sin(", "sin(k", "sin(k*", "sin(k*x"} {
		p.Type("f", text)
		h.wait(50 * time.Millisecond)
		if p.state.String() != good || keys() != "a" {
			t.Errorf("typing %s shows %s", text, p.state)
		}
	}
	h.wait(time.Second)
	if h.problems["f"] == "" || h.trouble.Text != "sin(k*x" || h.trouble.From != 7 {
		t.Errorf("a parenthesis is missing: %q, %+v", h.problems["f"], h.trouble)
	}
	p.Type("f", "sin(k*x)")
	h.wait(350 * time.Millisecond)
	if keys() != "a" {
		t.Errorf("a name that may be half typed is a control: %q", keys())
	}
	h.wait(100 * time.Millisecond)
	if h.problems["f"] != "" || keys() != "k" || p.state.Text("f") != "sin(k*x)" || h.undo {
		t.Errorf("complete: %q, parameters %q, %s, undo %v", h.problems["f"], keys(), p.state, h.undo)
	}
	p.Type("f", "sin(k*x)+y")
	p.Set("f", "sin(k*x)", true) // which comes before what was typed could be tried
	h.wait(time.Second)
	p.Type("f", "sin(k*x)+1")
	h.wait(250 * time.Millisecond)
	if p.state.Text("f") != "sin(k*x)+1" {
		t.Errorf("without a new name it waits longer: %s", p.state)
	}
	p.Set("f", "sin(k*x)", true)
	p.Set("k", "2.5", true)
	if h.address != "surface?f=sin(k*x)&k=2.5" {
		t.Errorf("the address is %s", h.address)
	}
	p.Set("f", "sin(k*x) + q*", true)
	if p.state.String() != "surface?f=sin(k*x)&k=2.5" || keys() != "k" || h.problems["f"] == "" {
		t.Errorf("a wrong formula changes the picture: %s", p.state)
	}
	p.Set("k", "3", true) // other controls go on
	if p.state.Text("k") != "3" || h.problems["f"] == "" {
		t.Errorf("beside a wrong formula: %s, %q", p.state, h.problems["f"])
	}
	p.Undo()
	p.Undo()
	p.Undo()
	if p.state.String() != good || keys() != "a" {
		t.Errorf("undone to %s with %q", p.state, keys())
	}
	if s := p.Status(); s.Controls["a"] != "1" {
		t.Errorf("controls %v", s.Controls)
	}
	// An address with a wrong formula opens the default, and says so.
	p.Navigate("#surface?f=sin(&nx=11")
	if h.problems["f"] == "" || p.state.Text("nx") != "11" {
		t.Errorf("%s, %v", p.state, h.problems)
	}
	p.Open("waves")
	if len(h.more) != 0 {
		t.Error("waves has parameters")
	}
}

// What may have been meant is offered, and taken with one click; in Japanese, too.
func TestFormulaFix(t *testing.T) {
	p, h := start(t, "surface")
	p.SetLanguage("ja")
	p.Set("f", "a*sinx", true)
	if want := "3文字目が読めません: sinx は sin(x) のことですか?"; h.problems["f"] != want || len(h.trouble.Fixes) != 1 || h.trouble.Fixes[0].Label != "a*sin(x)" {
		t.Fatalf("it says %q, want %q, and offers %v", h.problems["f"], want, h.trouble.Fixes)
	}
	p.Apply(h.trouble.Fixes[0].Query)
	check(t, p, h, "surface?f=a*sin(x)")
	if h.problems["f"] != "" {
		t.Errorf("after the fix: %s", h.problems["f"])
	}
	p.SetLanguage("en")
	p.Set("f", "y + x^(1/3)", true)
	if n := h.notices; len(n) != 1 || n[0].Key != "f" || n[0].Message != "undefined where the base is negative: cbrt(x) or root(x, 3) is real there" || n[0].Text[n[0].From:n[0].To] != "x^(1/3)" || len(n[0].Fixes) != 1 {
		t.Fatalf("notices %+v", n)
	}
	p.Apply(h.notices[0].Fixes[0].Query)
	check(t, p, h, "surface?f=y+%2B+cbrt(x)")
	if len(h.notices) != 0 {
		t.Errorf("notices %+v", h.notices)
	}
}
